"""Give and take: promises both ways, favours, and thanks owed. Counted, never priced or ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kithbook.book.model import Entry, LoosePromise
from kithbook.book.network import Network
from kithbook.book.promise_ends import is_end_in_doubt
from kithbook.insight.days import last_day, on_day, written
from kithbook.text.dates import Span

Way = Literal["gave", "got"]
PromiseState = Literal["open", "due soon", "due", "closed"]

_SOON = Span(7, "days")


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised: by the owner (`mine`), or to the owner.

    `due` is the last day that its `by` can mean; a promise without one is never due.
    """

    entry: Entry | LoosePromise
    people: tuple[str, ...]
    mine: bool
    due: date | None
    state: PromiseState

    @property
    def open(self) -> bool:
        """Whether it still waits to be kept."""
        return self.state != "closed"

    @property
    def now(self) -> bool:
        """Whether its day has come."""
        return self.state == "due"

    @property
    def dated(self) -> bool:
        """Whether its line has a day."""
        return self.entry.on is not None

    @property
    def unsure(self) -> bool:
        """Whether its line has no day, or says until when and names no day."""
        return not self.dated or (self.due is None and is_end_in_doubt(self.entry.text))

    def words(self, today: date) -> str:
        """The promise in a sentence's words: `send the survey (by Monday)`."""
        if self.due is None and not self.dated:
            return f"{self.entry.text} (without a day)"
        if self.due is None or self.entry.by is None or not self.open:
            return self.entry.text
        day = on_day(self.due, today) if self.due >= today else written(self.entry.by, today)
        return f"{self.entry.text} (by {day.removeprefix('on ')})"


@dataclass(frozen=True, slots=True)
class Favour:
    """One favour given or got; `size` is the owner's own word for it."""

    entry: Entry
    person: str
    way: Way
    size: str


@dataclass(frozen=True, slots=True)
class Account:
    """Promises and favours with one person: newest favours first, promises by their day."""

    person: str
    promised: tuple[Promise, ...] = ()
    awaited: tuple[Promise, ...] = ()
    closed: tuple[Promise, ...] = ()
    gave: tuple[Favour, ...] = ()
    got: tuple[Favour, ...] = ()
    thanks_owed: tuple[Favour, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was ever promised, given or got."""
        kept = self.promised or self.awaited or self.closed
        return not (kept or self.gave or self.got)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Promises, favours and thanks owed in the whole book; accounts stand by name."""

    promised: tuple[Promise, ...]
    awaited: tuple[Promise, ...]
    closed: tuple[Promise, ...]
    thanks_owed: tuple[Favour, ...]
    accounts: tuple[Account, ...]


def ledger(network: Network, today: date) -> Ledger:
    """All promises, favours and thanks owed; a promise with several people stands once."""
    promises = all_promises(network, today)
    accounts = [account(network, person, today) for person in network.people]
    accounts = [each for each in accounts if not each.empty]
    accounts.sort(key=lambda each: network.order_of(each.person))
    owed = [favour for each in accounts for favour in each.thanks_owed]
    owed.sort(key=lambda favour: favour.entry.day)
    return Ledger(
        promised=tuple(p for p in promises if p.open and p.mine),
        awaited=tuple(p for p in promises if p.open and not p.mine),
        closed=tuple(p for p in promises if not p.open),
        thanks_owed=tuple(owed),
        accounts=tuple(accounts),
    )


def all_promises(network: Network, today: date) -> list[Promise]:
    """Every promise of the book, closed ones too, in the order in which they fall due."""
    return _promises(network, (*network.entries, *network.loose_promises), today)


def account(network: Network, person: str, today: date) -> Account:
    """What is promised, given and owed between the owner and a person; of the quiet, the past."""
    entries = network.entries_with(person)
    quiet = person in network.quiet
    promises = _promises(network, (*entries, *network.loose_with(person)), today)
    if quiet:
        promises = [promise for promise in promises if not promise.open]
    favours = [favour for e in entries if (favour := _favour(e, person, today))]
    got = tuple(favour for favour in favours if favour.way == "got")
    thanked = network.last_thanks(person, today)
    return Account(
        person,
        promised=tuple(p for p in promises if p.open and p.mine),
        awaited=tuple(p for p in promises if p.open and not p.mine),
        closed=tuple(p for p in promises if not p.open),
        gave=tuple(favour for favour in favours if favour.way == "gave"),
        got=got,
        thanks_owed=tuple(
            f for f in got if not quiet and (thanked is None or f.entry.day > thanked)
        ),
    )


def _promises(
    network: Network, entries: Iterable[Entry | LoosePromise], today: date
) -> list[Promise]:
    """Promises in the order in which they fall due, those without a day last.

    What is open with nobody but the quiet waits for nobody.
    """
    found = [
        Promise(e, e.ids, e.kind == "promised", last_day(e.by), _state(e, today))
        for e in entries
        if e.kind in ("promised", "awaiting")
    ]
    if network.quiet:
        found = [
            replace(p, people=awake) if p.open else p
            for p in found
            if not p.open
            or (awake := tuple(one for one in p.people if one not in network.quiet))
            or not p.people
        ]
    return sorted(found, key=lambda p: (p.due or date.max, p.entry.day, p.entry.at))


def _state(entry: Entry | LoosePromise, today: date) -> PromiseState:
    if isinstance(entry, Entry) and (entry.box == "ticked" or entry.done):
        return "closed"
    due = last_day(entry.by)
    if due is None or due > today + _SOON:
        return "open"
    return "due" if due <= today else "due soon"


def _favour(entry: Entry, person: str, today: date) -> Favour | None:
    if entry.box == "open" or entry.day > today:
        return None
    if entry.kind == "gave":
        return Favour(entry, person, "gave", entry.size)
    return Favour(entry, person, "got", entry.size) if entry.kind == "got" else None
