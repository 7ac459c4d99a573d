"""What says that two people know each other already, or live or work together.

Ties in either file, entries that both took part in, one met through the other; a shared address
or number, and the same organisation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, combinations

from kithbook.book.model import Entry, Mention, Person, Tie
from kithbook.book.network import Network
from kithbook.insight.days import on_date
from kithbook.text.addresses import address_key
from kithbook.text.problems import Location
from kithbook.text.words import fold

Pair = tuple[str, str]

_LEGAL = re.compile(
    r"\b(?:ab|ag|aps|bv|co|corp|e v|ev|gbr|gmbh|inc|kg|limited|llc|llp|ltd|mbh|nv|oy|plc|sa|sarl"
    r"|srl|ug)\b"
)
# What stands for a sign in names: "Hill & Dale" is "Hill and Dale".
_AND = re.compile(r"\b(?:and|et|und)\b")
_NOT_LETTERS = re.compile(r"[\W_]+")
_CROWD = 12
_NO_EMPLOYER = frozenset(
    {
        "freelance",
        "freelancer",
        "freiberuflich",
        "im ruhestand",
        "independant",
        "independent",
        "none",
        "pensioniert",
        "retired",
        "rentner",
        "rentnerin",
        "retraite",
        "self",
        "self employed",
        "selbstandig",
        "selbststandig",
        "various",
    }
)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """One reason to take two people for acquainted, as a sentence, and where it stands."""

    text: str
    at: Location


def pair_of(one: str, other: str) -> Pair:
    """The two ids in a fixed order."""
    return (one, other) if one <= other else (other, one)


class Acquainted:
    """Who knows whom, lives or works with whom; made once for all pairs of a book."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._ties: dict[Pair, tuple[Person, Tie]] = {}
        self._through: dict[Pair, tuple[Person, Mention]] = {}
        self._shared: dict[str, set[int]] = defaultdict(set)
        self._homes: dict[str, frozenset[str]] = {}
        self._orgs: dict[str, str] = {}
        # Newest first, so that the least number is the last time that they were together.
        self._entries = [entry for entry in network.entries if len(entry.ids) > 1]
        for number, entry in enumerate(self._entries):
            for who in entry.ids:
                self._shared[who].add(number)
        for person in network.people.values():
            self._read(person)

    def know_each_other(self, one: str, other: str) -> bool:
        """Whether anything says so."""
        pair = pair_of(one, other)
        return (
            pair in self._ties
            or pair in self._through
            or not self._entries_of(one).isdisjoint(self._entries_of(other))
        )

    def live_together(self, one: str, other: str) -> bool:
        """Whether they share an address, an e-mail address or a number."""
        homes = self._homes.get(one)
        return homes is not None and not homes.isdisjoint(self._homes.get(other, frozenset()))

    def work_together(self, one: str, other: str) -> bool:
        """Whether both are with the same organisation."""
        org = self._orgs.get(one)
        return org is not None and org == self._orgs.get(other)

    def works_at(self, person: str, org: str) -> bool:
        """Whether a person is with an organisation."""
        own = self._orgs.get(person)
        return own is not None and own == employer_key(org)

    def known(self, one: str, other: str, today: date) -> Iterator[Acquaintance]:
        """What says that they know each other, each as a sentence."""
        pair, name = pair_of(one, other), self._network.name_of
        if held := self._ties.get(pair):
            holder, tie = held
            kind = f" ({tie.kind})" if tie.kind else ""
            who = name(tie.to.person or "")
            yield Acquaintance(f"{holder.name}'s file has a tie to {who}{kind}.", tie.to.at)
        if came := self._through.get(pair):
            person, through = came
            who = name(through.person or "")
            yield Acquaintance(f"You met {person.name} through {who}.", through.at)
        if together := self._entries_of(one) & self._entries_of(other):
            entry = self._entries[min(together)]
            yield Acquaintance(f"Both took part in the {_entry(entry, today)}.", entry.at)

    @cached_property
    def circles(self) -> Mapping[str, frozenset[str]]:
        """Whom each person knows, by what the files say; a crowd at one event counts for none."""
        found: dict[str, set[str]] = defaultdict(set)
        small = (entry.ids for entry in self._entries if len(entry.ids) <= _CROWD)
        pairs = (pair for ids in small for pair in combinations(ids, 2))
        for one, other in chain(self._ties, self._through, pairs):
            found[one].add(other)
            found[other].add(one)
        return {person: frozenset(known) for person, known in found.items()}

    def _entries_of(self, person: str) -> set[int]:
        return self._shared.get(person, _NONE)

    def _read(self, person: Person) -> None:
        for tie in person.ties:
            if tie.to.person and tie.to.person != person.id:
                self._ties.setdefault(pair_of(person.id, tie.to.person), (person, tie))
        if (through := self._network.through(person.id)) and through.person:
            self._through[pair_of(person.id, through.person)] = (person, through)
        if homes := frozenset(_homes(person)):
            self._homes[person.id] = homes
        if org := employer_key(person.org):
            self._orgs[person.id] = org


_NONE: set[int] = set()


def _entry(entry: Entry, today: date) -> str:
    return f"entry “{entry.kind}” {on_date(entry.on, today)}"


def _homes(person: Person) -> Iterator[str]:
    reach = person.reach
    if address := _bare(reach.address):
        yield f"address {address}"
    for email in reach.emails:
        yield f"email {address_key(email)}"
    for phone in reach.phones:
        # With its country or without: ten digits tell a number from every other.
        if digits := "".join(letter for letter in phone if letter.isdigit()).lstrip("0"):
            yield f"phone {digits[-10:]}"


def employer_key(org: str) -> str:
    """What two spellings of one organisation have in common; empty for none, as for freelancers."""
    bare = _bare(org)
    short = " ".join(_AND.sub(" ", _LEGAL.sub(" ", bare)).split()) or bare
    return "" if short in _NO_EMPLOYER else short


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub(" ", fold(text)).strip()
