"""Sentences of the starter that still stand on the public page, where the owner's are due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kithbook.airlock.disclosed import MAX_BYTES
from kithbook.airlock.site_settings import FILE
from kithbook.text.nodes import content_of
from kithbook.text.problems import Location
from kithbook.text.refusal import refuse

PAGES = "content/public"
FIRST = "Write here, in two or three sentences, who you are."
SENTENCES = (
    FIRST,
    "Something you know well.",
    "Something you like to do for others.",
    "Something you need, and a stranger may have or know.",
)
FACTS = ("Your Name", "One sentence about you.", "you@example.org")
_FACT = re.compile(rf""":\s*["']?({"|".join(map(re.escape, FACTS))})["']?\s*(?:#.*)?$""")


def require_written(root: Path) -> None:
    """Raises Declined where the public page still holds sentences of the starter."""
    found = [f"  {at.path}:{at.line}: {words}" for at, words in unwritten(root)]
    if found:
        lines = "\n".join(found)
        refuse(
            f"Strangers would read words that stand there from the start:\n{lines}\n"
            "Put your own in their place, or take the lines out. Nothing was published; kith build "
            "shows you the page as it is."
        )


def unwritten(root: Path) -> Iterator[tuple[Location, str]]:
    """Each sentence of the starter that still stands, with its place."""
    for path in (root / FILE, *sorted((root / PAGES).rglob("*.md"))):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(_lines(root, path), 1):
            for words in _facts(line) if name == FILE else _sentences(line):
                yield Location(name, number, line.index(words) + 1), words


def _lines(root: Path, path: Path) -> list[str]:
    """What stands in a file; of what is none of the book others tell."""
    try:
        raw = content_of(root, path, MAX_BYTES) or b""
    except OSError:
        return []
    return raw.decode("utf-8", errors="replace").splitlines()


def _facts(line: str) -> Iterator[str]:
    found = None if line.lstrip().startswith("#") else _FACT.search(line)
    if found:
        yield found[1]


def _sentences(line: str) -> Iterator[str]:
    return (words for words in SENTENCES if words in line)
