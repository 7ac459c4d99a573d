"""How often the right first contact stands among the first three, in a book with marked goals.

`python -m benchmarks.ways BOOK GOALS.yml`, marked by somebody who has not seen the engine:

    - {goal: Port of Tacoma, first: [dell-thibodeaux]}
    - {goal: stem cells, first: [ada-byrne, bo-chen]}   # either will do
    - {goal: Kyoto Observatory, first: []}              # nobody is right
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from kithbook.book.load import load_book
from kithbook.suggestions.ways import Ways
from kithbook.views.ways_view import ways_of

AMONG = 3


class Tried(NamedTuple):
    """One goal: whom the mark has for right, and who stood first."""

    goal: str
    right: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def hit(self) -> bool:
        """Whether one who is right is among the first; or nobody, where nobody is right."""
        return not self.shown if not self.right else bool({*self.right} & {*self.shown[:AMONG]})


def tried(book: Path, marks: Sequence[Mapping[str, object]]) -> Iterator[Tried]:
    """Each goal with what is shown of it."""
    network = load_book(book)
    today = network.settings.today or date.today()  # noqa: DTZ011 - a measurement
    goals = [str(mark["goal"]) for mark in marks]
    for mark, found in zip(marks, ways_of(network, goals, today, book), strict=True):
        first = mark.get("first")
        right = tuple(map(str, first if isinstance(first, list) else [first]))
        yield Tried(str(mark["goal"]), right if first else (), _shown(found))


def _shown(found: Ways) -> tuple[str, ...]:
    return tuple(way.first.person or way.first.name for way in found.found)


def main(words: Sequence[str]) -> int:
    """Prints each goal and the sum; 2 where a book or its goals are not named."""
    if len(words) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    marks = yaml.safe_load(Path(words[1]).read_text(encoding="utf-8"))
    every = list(tried(Path(words[0]), marks))
    for one in every:
        print(f"{'+' if one.hit else '-'} {one.goal}: {', '.join(one.shown[:AMONG]) or 'nobody'}")
        if not one.hit:
            print(f"    marked: {', '.join(one.right) or 'nobody'}")
    print(
        f"{sum(one.hit for one in every)} of {len(every)} with the right one in the first {AMONG}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
