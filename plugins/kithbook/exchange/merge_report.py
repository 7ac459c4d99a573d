"""What merging an address book comes to: the text, and what became of whom and of which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kithbook.exchange.same_people import Somebody
from kithbook.exchange.three_way import Outcome


@dataclass(frozen=True, slots=True)
class FieldOutcome:
    """One field of somebody: what the last import had, what the source says now, what stands."""

    who: Somebody
    what: str
    was: str
    now: str
    stands: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RosterMerge:
    """The new text of an address book, and how it came about.

    `new` came to it, `changed` have something new in a field; `gone` are at the source no longer
    and stay; `deleted` were taken out by hand and stay out. `perhaps` are pairs, new first, that
    may be one person, with why. `moves` are changes of work or place at the source, whatever the
    owner has made of them.
    """

    text: str
    new: tuple[Somebody, ...] = ()
    changed: int = 0
    same: int = 0
    deleted: int = 0
    gone: tuple[Somebody, ...] = ()
    fields: tuple[FieldOutcome, ...] = ()
    moves: tuple[FieldOutcome, ...] = ()
    perhaps: tuple[tuple[Somebody, Somebody, str], ...] = ()
    columns: tuple[str, ...] = ()
    """Names of columns that are new in the table."""
    again: Mapping[int, int] = field(default_factory=dict)
    """Who of the export, by place, is who of the one before."""

    @property
    def conflicts(self) -> tuple[FieldOutcome, ...]:
        """The fields that both changed: the owner's stands."""
        return tuple(one for one in self.fields if one.outcome == "conflict")

    def count(self) -> Counter[Outcome]:
        """How many fields came to each outcome."""
        return Counter(one.outcome for one in self.fields)
