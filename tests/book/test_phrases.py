"""Each text that may be quoted knows where it stands, also over several lines or with escapes."""

from __future__ import annotations

import pytest

from kithbook.book.load import load_book
from kithbook.book.model import Phrase
from kithbook.text.problems import Location

FILE = """---
name: Ada
role: Head of
  People
languages: [English, Irish]
place: Cork
met: {where: the quay, how: in a queue}
needs:
  - one line
  - 'an apprentice''s bench, soon'
  - "a \\"quiet\\" room\\twith light"
  - "Caf\\u00e9 tables,\\x20oiled"
  - two lines of
    plain text
  - what: >-
      folded over
      two lines
    until: 2027
  - two  spaces
introduce:
  - to: founders
    because: she has done it
      twice
---
"""


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Phrase]:
    root = tmp_path_factory.mktemp("book")
    (root / "people").mkdir()
    (root / "people" / "ada.md").write_text(FILE, encoding="utf-8")
    ada = load_book(root).people["ada"]
    offered = [phrase for offer in ada.introduce for _, phrase in offer.phrases]
    placed = [phrase for _, phrase in (*ada.phrases, *ada.met.phrases)]
    return {phrase.text: phrase for phrase in (*ada.needs, *offered, *placed)}


def pieces(phrase: Phrase) -> tuple[tuple[str, Location], ...]:
    return phrase.pieces or ((phrase.text, phrase.at),)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("one line", ("one line",)),
        ("an apprentice's bench, soon", ("an apprentice", "s bench, soon")),
        ('a "quiet" room with light', ("a", "quiet", "room", "with light")),
        ("Café tables, oiled", ("Caf", "tables,", "oiled")),
        ("two lines of plain text", ("two lines of", "plain text")),
        ("folded over two lines", ("folded over", "two lines")),
        ("two spaces", ("two", "spaces")),
        ("founders", ("founders",)),
        ("she has done it twice", ("she has done it", "twice")),
        ("Head of People", ("Head of", "People")),
        ("Irish", ("Irish",)),
        ("Cork", ("Cork",)),
        ("in a queue", ("in a queue",)),
    ],
)
def test_the_pieces_of_a_text_as_the_file_has_them(
    text: str, expected: tuple[str, ...], phrases: dict[str, Phrase]
) -> None:
    found = pieces(phrases[text])
    assert tuple(piece for piece, _ in found) == expected
    for piece, at in found:
        line = FILE.splitlines()[at.line - 1]
        assert piece in text
        assert line[at.column - 1 :].lstrip("'\"").startswith(piece)
