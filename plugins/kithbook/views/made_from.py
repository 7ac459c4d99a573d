"""What a view was made from, so that it can be told when it has to be made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.network import Network

Whole = Literal["book", "findings", "needs", "network", "suggestions"]


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a view was made from: while all of it stays, so does the view.

    `files` are paths in the book, those of `people` among them; `people` are named in the view.
    `names` were looked up as they are written, and lead elsewhere once somebody else bears them.
    `whole` are results of the whole book from which a part was taken: of `book` everything was.
    Without a `day` the view is the same on every day.
    """

    files: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    whole: tuple[Whole, ...] = ()
    day: date | None = None
    settings: bool = False


NOTHING = MadeFrom()


def made_from_book(files: Iterable[str] = (), day: date | None = None) -> MadeFrom:
    """For a view of everything: `files` are those that it shows lines of."""
    shown = tuple(dict.fromkeys(files))
    return MadeFrom(shown, whole=("book",), day=day, settings=True)


def paths_of(network: Network, people: Iterable[str]) -> Mapping[str, str]:
    """The files of those people who have one that could be read, by id."""
    return {one: network.people[one].path for one in people if one in network.people}
