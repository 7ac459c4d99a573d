"""The requests that are there already, found by what tells one from another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kithbook.text.words import fold


@dataclass(slots=True)
class KnownRequest:
    """A request that is there already, or is about to be."""

    id: str
    path: str
    email: str
    note: str
    marks: set[str]
    digest: str
    rank: int
    decided: bool = False
    asked: bool = False
    revision: int = 1
    ids: set[str] = field(default_factory=set)
    texts: Mapping[str, str] = field(default_factory=dict)


class Shelf:
    """Finds a request by its mail, its words, its sender or its name, without looking at all."""

    def __init__(self) -> None:
        self._all: list[KnownRequest] = []
        self._places: dict[int, int] = {}
        self._by_id: dict[str, int] = {}
        self._by_mark: dict[str, int] = {}
        self._by_email: dict[str, list[KnownRequest]] = {}
        self._names: set[str] = set()

    def add(self, known: KnownRequest) -> None:
        """Puts up one more, behind the others."""
        place = len(self._all)
        self._all.append(known)
        self._places[id(known)] = place
        self._names |= {fold(Path(known.path).stem), fold(known.id)}
        self._by_email.setdefault(known.email, []).append(known)
        self._mark(place, known.marks, known.ids)

    def learn(self, known: KnownRequest, marks: Collection[str], ids: Collection[str]) -> None:
        """Knows one by more than before."""
        known.marks |= set(marks)
        known.ids |= set(ids)
        self._mark(self._places[id(known)], marks, ids)

    def first(self, ids: Iterable[str] = (), marks: Iterable[str] = ()) -> KnownRequest | None:
        """The first that goes by one of these mails, or by one of these digests of words."""
        places = [self._by_id[one] for one in ids if one in self._by_id]
        places += [self._by_mark[one] for one in marks if one in self._by_mark]
        return self._all[min(places)] if places else None

    def of(self, email: str) -> list[KnownRequest]:
        """Those from an address, in their order."""
        return self._by_email.get(email, [])

    def has(self, name: str) -> bool:
        """Whether a file's name or an id is taken."""
        return fold(name) in self._names

    def _mark(self, place: int, marks: Iterable[str], ids: Iterable[str]) -> None:
        for table, names in ((self._by_mark, marks), (self._by_id, ids)):
            for name in names:
                table[name] = min(place, table.get(name, place))
