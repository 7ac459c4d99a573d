"""The words proposed for the command that begins an introduction."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.introductions.ask_first import ask_first
from kithbook.introductions.state import all_progress
from kithbook.suggestions.proposing import proposed
from kithbook.suggestions.suggest import suggest
from kithbook.suggestions.suggestion import Quote, Reason
from kithbook.text.problems import Location
from tests.insight.books import TODAY, load_case

NEED = "name: Mia\ncircle: close\nneeds: [a drawbridge]\n"


def words(root: Path, per: str, settings: str = "") -> dict[str, str]:
    """What is proposed for each of the two, by id."""
    network = _book(root, per, settings)
    (one,) = suggest(network, TODAY, about="mia").found
    return {
        who: proposed(network, why or one.asking)
        for who, why in zip(one.pair, one.reasons, strict=True)
    }


def _book(root: Path, per: str, settings: str = "", act: str = "") -> Network:
    root.mkdir(exist_ok=True)
    files = {"introductions/x.md": f"---\n{act}---\n"} if act else {}
    people = {"mia": NEED, "per": f"circle: close\n{per}", "tea": "knows: [tea]\n"}
    return load_case(root, {"people": people, "files": files, "settings": settings})


@pytest.mark.parametrize(
    "language, for_mia, for_per",
    [
        ("en", "Per offers a drawbridge", "Mia is looking for a drawbridge"),
        ("de-AT", "Per bietet an: a drawbridge", "Mia sucht a drawbridge"),
        ("fr", "Per propose\xa0: a drawbridge", "Mia cherche\xa0: a drawbridge"),
        ("es", "Per: a drawbridge", "Mia: a drawbridge"),
    ],
)
def test_they_speak_the_language_of_the_book(
    language: str, for_mia: str, for_per: str, tmp_path: Path
) -> None:
    found = words(tmp_path, "name: Per\noffers: [a drawbridge]\n", f"language: {language}\n")
    assert found == {"mia": for_mia, "per": for_per}


def test_they_hold_nothing_that_the_command_refuses(tmp_path: Path) -> None:
    per = "name: Per\u202e\noffers: [a drawbridge\u202e of oak\u200d]\n"
    found = words(tmp_path, per)
    assert found["mia"] == "Per offers a drawbridge of oak"
    assert all(text.isprintable() for text in found.values())


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    at = Location("people/per.md", 3, 1)
    own = Quote("mia", "needs", "a drawbridge", at)
    long = Quote("per", "offers", "oak " * 90, at)
    text = proposed(_book(tmp_path, "name: Per\n"), Reason("mia", own, long, ()))
    assert text == f"Per offers {'oak ' * 75}".rstrip() + "…"


def test_the_introduction_on_file_asks_whom_the_suggestion_named_first(tmp_path: Path) -> None:
    per = "name: Per\noffers: [a drawbridge]\n"
    (one,) = suggest(_book(tmp_path / "before", per), TODAY).found
    act = f"between: [{', '.join(one.in_turn)}]\nbecause: {{mia: x, per: y}}\n"
    network = _book(tmp_path / "after", per, act=act)
    (begun,) = all_progress(network, TODAY)
    assert one.in_turn != one.pair
    assert ask_first(network, begun).why == one.ask_why


def test_what_a_log_tells_is_for_no_other_eyes(tmp_path: Path) -> None:
    found = words(tmp_path, "name: Per\n---\n- 2026-11-02 call: lent out a drawbridge\n")
    assert found["mia"] == "…"
