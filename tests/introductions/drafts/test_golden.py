"""Every message in English and German, as its reader gets it.

UPDATE_DRAFTS=1 writes the goldens anew; read each one as the person who gets it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from kithbook.introductions.drafts import KINDS, Draft, Kind
from kithbook.language.folders import languages, texts
from kithbook.text.slots import slots
from tests.introductions.drafts.books import ADA, CASES, KOFI, Case, made

HERE = Path(__file__).parent
RINGS = {"ada": ADA.replace("}\nmet", ", phone: +1 713 555 0142, prefer: phone}\nmet")}
LOUD = re.compile(
    r"!|\b(amazing|great|awesome|sorry|unfortunately|perhaps|maybe|leider)\b"
    r"|malheureusement|désolée?\b",
    re.IGNORECASE,
)


def ringing(case: Case) -> Case:
    """The same, where both like the telephone best."""
    kofi = case.kofi.replace("0177}", "0177, prefer: phone}")
    ada = RINGS["ada"] if case.ada == ADA else case.ada
    return Case(f"{case.name}, by telephone", case.kind, case.front, case.body, case.to, ada, kofi)


def all_made(root: Path, language: str) -> Iterator[tuple[Case, Draft]]:
    for number, case in enumerate((*CASES, *map(ringing, CASES))):
        place = root / str(number)
        place.mkdir()
        yield case, made(place, case, language)


def written(case: Case, one: Draft) -> str:
    return f"=== {case.name}\n{one.as_call() or one.as_text()}\n"


@pytest.mark.parametrize("language", languages("drafts"))
def test_every_message_reads_as_written_down(language: str, tmp_path: Path) -> None:
    drafts = list(all_made(tmp_path, language))
    assert len(drafts) == 2 * len(CASES) >= 36
    assert {one.kind for _, one in drafts} == set(KINDS) == set(get_args(Kind))
    for _, one in drafts:
        assert one.words < 120, one.text
        assert not LOUD.search(f"{one.subject} {one.text} {one.call}"), one.text
        assert not re.search(r"[{}]| \n|  |\n{3}", one.text), one.text
        assert one.language == language
        assert one.call is None or len(one.call) == 3
    rung = [one for _, one in drafts if one.call]
    assert {one.kind for one in rung} == set(KINDS)
    golden = HERE / f"golden-{language}.txt"
    text = "\n".join(written(case, one) for case, one in drafts if one.call or case in CASES)
    if os.environ.get("UPDATE_DRAFTS") == "1":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", languages("drafts"))
def test_the_word_files_have_the_same_keys_and_braces(language: str) -> None:
    assert {"de", "en", "fr"} <= set(languages("drafts"))
    model, other = texts("en", "drafts"), texts(language, "drafts")
    assert other.keys() == model.keys()
    assert {key: slots(text) for key, text in other.items()} == {
        key: slots(text) for key, text in model.items()
    }
    assert all(text.count("\n") == 2 for key, text in model.items() if key.startswith("call_"))
    assert len(model) >= 58


def test_a_message_is_in_a_language_of_its_reader(tmp_path: Path) -> None:
    german = ADA + "languages: [Deutsch, Türkisch]\n"
    both = ADA + "languages: [German, English with gestures]\n"
    none = ADA + "languages: [Finnish]\n"
    for number, (ada, language) in enumerate(((german, "de"), (both, "en"), (none, "en"))):
        place = tmp_path / str(number)
        place.mkdir()
        assert made(place, Case("", "ask", ada=ada, to="ada")).language == language


def test_the_telephone_where_they_like_it_best_or_have_nothing_else(tmp_path: Path) -> None:
    only_phone = "name: Ada Byrne\nreach: {phone: 713 555 0142}\n"
    neither = "name: Ada Byrne\nreach: {address: Pier 3, prefer: letter}\n"
    for number, (ada, number_rung) in enumerate(
        ((RINGS["ada"], "tel:+17135550142"), (only_phone, "tel:7135550142"), (neither, ""))
    ):
        place = tmp_path / str(number)
        place.mkdir()
        one = made(place, Case("", "ask", ada=ada, to="ada"))
        assert (bool(one.call), one.phone) == (bool(number_rung), number_rung)
        assert one.text.startswith("Dear Ada,")
        assert one.missing == (
            () if one.emails_to else ("Ada Byrne has no e-mail address in the book.",)
        )
    assert made(_new(tmp_path), Case("", "ask", kofi=KOFI, to="kofi")).call is None


def _new(root: Path) -> Path:
    (root / "new").mkdir()
    return root / "new"
