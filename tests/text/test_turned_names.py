"""Names with the family name first, turned round with all that stands before the family name."""

from __future__ import annotations

import pytest

from kithbook.text.turned_names import turned_name


@pytest.mark.parametrize(
    "written, turned",
    [
        ("Byrne, Ada", "Ada Byrne"),
        ("Hoff, Ton van 't", "Ton van 't Hoff"),
        ("Hoff, Ton van \u2019t", "Ton van \u2019t Hoff"),
        ("van 't Hoff, Ton", "Ton van 't Hoff"),
        ("Aosta, Luca d'", "Luca d'Aosta"),
        ("Lind, Klara Maria van der", "Klara Maria van der Lind"),
        ("Moss, Ida von und zu", "Ida von und zu Moss"),
        ("Rashid, Omar al", "Omar al Rashid"),
        ("Moss, Ida und Jo", ""),
        ("Frame, Jr.", ""),
        ("Moss, von", ""),
    ],
)
def test_a_name_is_turned_with_what_stands_before_the_family_name(
    written: str, turned: str
) -> None:
    assert turned_name(written) == turned
