"""After Dear stands the owner's word, where there is one; nothing is written to the dead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kithbook.introductions.drafts import KINDS, Draft, Withheld, draft
from tests.insight.books import TODAY
from tests.introductions.drafts.books import ADA, KOFI, OWNER, Case, book, only


@pytest.mark.parametrize(
    "language, beginning",
    [
        ("en", "Dear Dell and Thủy, dear Kofi,"),
        ("de", "Hallo Dell and Thủy, hallo Kofi,"),
        ("fr", "Bonjour Dell and Thủy, bonjour Kofi,"),
    ],
)
def test_a_letter_begins_as_the_owner_greets_them(
    language: str, beginning: str, tmp_path: Path
) -> None:
    both = "answered: {ada: {said: yes}, kofi: {said: yes}}\n"
    case = Case("greeted", "introduction", both, ada=f"{ADA}greet: Dell and Thủy\n")
    network = book(tmp_path, case, language)
    made = draft(network, only(network), "introduction", OWNER, TODAY, language)
    assert isinstance(made, Draft), made
    lines = made.text.split("\n")
    assert lines[0] in (beginning, _turned(beginning))


def _turned(beginning: str) -> str:
    """The same with the other first, who may be the one to write."""
    parts = re.fullmatch(r"(\w+) (.*), (\w+) (.*),", beginning)
    assert parts is not None
    hello, name, second, other = parts.groups()
    return f"{hello} {other}, {second} {name},"


@pytest.mark.parametrize("line", ["died: 2026-03-04", "died: yes", "pause: true"])
def test_nothing_is_written_with_the_quiet(line: str, tmp_path: Path) -> None:
    network = book(tmp_path, Case("quiet", "ask", ada=f"{ADA}{line}\n", kofi=KOFI))
    for kind in (None, *KINDS):
        for to in ("", "ada", "kofi"):
            made = draft(network, only(network), kind, OWNER, TODAY, to=to)
            assert isinstance(made, Withheld)
            assert made.says.startswith("Ada Byrne ")


def test_a_reason_in_another_language_than_the_letter_is_remarked(tmp_path: Path) -> None:
    network = book(tmp_path, Case("foreign", "ask"), "en")
    for language, remarked in (("en", False), ("de", True)):
        made = draft(network, only(network), "ask", OWNER, TODAY, language)
        assert isinstance(made, Draft), made
        assert any("reads as English" in line for line in made.remarks) == remarked
