"""Who of the address books is worth a file: those one has really spoken with, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from kithbook.book.roster_tables import Conversation
from kithbook.exchange.imported import Happening
from kithbook.text.words import counted

_NEAR, _FAR = 365, 730
"""Days: what is younger counts in full, what is older than the second a quarter."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody without a file, and what speaks for one: messages both ways, or happenings."""

    name: str
    key: str
    sent: int
    received: int
    happened: int
    last: date | None

    @property
    def reason(self) -> str:
        """Why, in words."""
        parts = []
        if self.sent and self.received:
            parts.append(f"you wrote {self.sent:,}, they wrote {self.received:,}")
        if self.happened:
            parts.append(counted(self.happened, "thing is on record", "things are on record"))
        if self.last:
            parts.append(f"last on {self.last}")
        return ", ".join(parts)

    def weight(self, today: date) -> float:
        """How much went both ways, and how lately."""
        mutual = min(self.sent, self.received) + 2 * self.happened
        days = (today - self.last).days if self.last else _FAR + 1
        return mutual * (1.0 if days <= _NEAR else 0.5 if days <= _FAR else 0.25)


def proposals(
    conversations: Iterable[Conversation],
    happenings: Iterable[Happening],
    names: dict[str, str],
    known: AbstractSet[str],
    today: date,
) -> tuple[Proposal, ...]:
    """Whom to promote, the best first.

    `names` are those of contacts by their keys; `known` are keys of people who have a file.
    """
    things: dict[str, list[Happening]] = {}
    for one in happenings:
        things.setdefault(one.key, []).append(one)
    found = tuple(_all(conversations, things, names))
    wanted = (one for one in found if one.key not in known and one.name)
    return tuple(sorted(wanted, key=lambda one: (-one.weight(today), one.name)))


def _all(
    conversations: Iterable[Conversation], things: dict[str, list[Happening]], names: dict[str, str]
) -> Iterator[Proposal]:
    told: set[str] = set()
    for one in conversations:
        beside = things.get(one.key, [])
        if (one.two_way or beside) and one.key not in told:
            told.add(one.key)
            days = [one.last.latest()] if one.last and one.last.year else []
            last = max((*days, *_days(beside)), default=None)
            name = names.get(one.key) or one.name
            yield Proposal(name, one.key, one.sent, one.received, len(beside), last)
    for key, beside in things.items():
        if key not in told:
            last = max(_days(beside), default=None)
            yield Proposal(names.get(key, ""), key, 0, 0, len(beside), last)


def _days(happenings: Iterable[Happening]) -> list[date]:
    return [one.on.latest() for one in happenings if one.on.year]
