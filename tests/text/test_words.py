"""Words compared as a reader would, whatever the keyboard of whoever wrote them."""

from __future__ import annotations

import unicodedata

import pytest

from kithbook.text.slug import slug
from kithbook.text.words import fold, spellings

ALIKE = (
    ("Łukasz Wójcik", "lukasz wojcik"), ("Søren Ærø", "Soren Aero"), ("Işık Yıldız", "isik yildiz"),
    ("Đặng Thị Hòa", "Dang Thi Hoa"), ("Ægir Þórsson", "AEGIR THORSSON"),
    ("Siobhan O’Neil", "Siobhan O'Neil"), ("Siobhan Oʼneil", "siobhan o´neil"), ("Œuvre", "oeuvre"),
    ("Guðrún", "gudrun"), ("İpek", "ipek"), ("Ħal Ŧar Ŋu", "hal tar nu"), ("GROẞ", "gross"),
    ("Jörg Weiß", "Jorg Weiss"), ("Jean‑Luc", "jean-luc"), ("Ǿrsted", "orsted"),
    ("Zoe  Ray", "zoë ray"),
)  # fmt: skip


@pytest.mark.parametrize("one, other", ALIKE)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_two_writings_of_a_name_are_one(one: str, other: str, form: str) -> None:
    written = unicodedata.normalize(form, one)  # type: ignore[arg-type]
    assert fold(written) == fold(other)
    assert slug(written) == slug(other)
    assert slug(written).isascii()


@pytest.mark.parametrize(
    "name, spelt",
    [("Müller", "mueller"), ("Jörg", "JOERG"), ("Håkon Bø", "Haakon Boe"), ("Änne", "Aenne")],
)
def test_two_letters_stand_for_an_umlaut(name: str, spelt: str) -> None:
    assert fold(spelt) in spellings(unicodedata.normalize("NFD", name))
    assert fold(name) in spellings(name)


def test_other_names_stay_apart() -> None:
    assert len({fold(name) for name in ("Ada", "Aada", "Ida", "Lukas", "Łukasz", "Bo", "Boe")}) == 7
    assert spellings("Ada") == {"ada"}
