"""What came of introductions, by year and in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.introductions.record import Tally, loop_in_words, tallies
from kithbook.introductions.state import all_progress
from tests.insight.books import TODAY

HEAD = "between: [ada, bo]\nbecause: {ada: x, bo: y}\n"
YES = "answered: {ada: {on: 2026-01-02, said: yes}, bo: {on: 2026-01-02, said: yes}}\n"
USEFUL = "outcome: {on: 2026-06-01, was: useful}\n"


def book(root: Path, *acts: str) -> Network:
    for folder in ("people", "introductions"):
        (root / folder).mkdir(exist_ok=True)
    for person in ("ada", "bo", "cy"):
        text = f"---\nname: {person.title()}\n---\n"
        (root / "people" / f"{person}.md").write_text(text, encoding="utf-8")
    for number, act in enumerate(acts):
        text = f"---\n{act if 'between' in act else HEAD + act}---\n"
        (root / "introductions" / f"{number:02}.md").write_text(text, encoding="utf-8")
    return load_book(root)


@pytest.mark.parametrize(
    "acts, words",
    [
        ((), "No introduction has been made yet."),
        (("asked: {ada: 2026-11-20}\n",), "No introduction has been made yet."),
        ((f"{YES}made: 2026-01-05\n{USEFUL}",),
         "You have made 1 introduction. You know what came of it."),
        ((f"{YES}made: 2026-01-05\n{USEFUL}",) * 2,
         "You have made 2 introductions. You know what came of each."),
        ((f"{YES}made: 2026-11-20\n",),
         "You have made 1 introduction. What came of it is not written down yet."),
        ((f"{YES}made: 2026-11-01\n", f"{YES}made: 2026-01-05\n{USEFUL}"),
         ("You have made 2 introductions. You know what came of 1 of them. "
          "It is time to ask about 1.")),
    ],
)  # fmt: skip
def test_the_loop_in_words(tmp_path: Path, acts: tuple[str, ...], words: str) -> None:
    network = book(tmp_path, *acts)
    assert loop_in_words(all_progress(network, TODAY)) == words


def test_what_was_made_is_counted_by_year(tmp_path: Path) -> None:
    network = book(
        tmp_path,
        f"{YES}made: 2025-12-30\nmet: 2026-01-03\n{USEFUL}",
        f"{YES}made: 2026-01-05\noutcome: {{on: 2026-02-01, was: nothing}}\n",
        f"{YES}made: 2026-03-05\noutcome: {{on: 2026-04-01, was: unknown}}\n",
        f"{YES}made: 2026-10-05\nmet: 2026-10-20\n",
        "asked: {ada: 2026-11-20}\n",
    )
    assert tallies(all_progress(network, TODAY)) == (
        Tally(2026, made=3, met=1, nothing=1),
        Tally(2025, made=1, met=1, useful=1),
    )
