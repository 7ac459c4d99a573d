"""What somebody was called and how they were reached before, as the history of a book has it.

A renamed file is followed back, an earlier name leads to files that had it, and what these say is
looked for in its turn, until nothing new is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kithbook.actions.forget_person import is_row_of, others_of, shared_ways, table_keys
from kithbook.actions.history_rules import HistoryRule, card_rule, row_rule
from kithbook.book.address_books import contacts_of
from kithbook.book.contact import Contact
from kithbook.book.folder_files import id_of, is_yaml
from kithbook.book.forgotten_rows import rows_of, spans_of
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reach import WrittenReach
from kithbook.book.reading import Reading
from kithbook.book.roster_columns import find_header
from kithbook.book.roster_links import called, link_contacts, names_agree
from kithbook.book.roster_places import CARDS, ROSTER_ENDINGS, TABLES, beside_contacts
from kithbook.book.traces import Traces, traces_of
from kithbook.text.addresses import address_key
from kithbook.text.csv_rows import csv_rows
from kithbook.text.decoding import read_export
from kithbook.text.source import Source, decode
from kithbook.text.vcards import read_cards
from kithbook.text.words import fold

_PEOPLE, _ROSTERS = "people/", "rosters/"
_ENDINGS = (".md", ".markdown", ".yml", ".yaml")
_DATED = re.compile(rb"(?m)^\s*[-*+] +(?:\[.\] *)?\d{4}-[^\n]*\n?")
_LEAST = 3
Looked = Iterable[tuple[str, str, bytes]]
"""Versions as they are looked at: the path in the book, the id of the version, its bytes."""


@dataclass
class FormerWords:
    """Somebody as they are today and were in any version, and what is theirs alone.

    `blobs` are versions of files that are theirs alone, `rules` take their rows out of tables and
    cards out of address books; `linked` are single words that mean them in a link. `kept` are rows
    that the owner said are of somebody else.
    """

    network: Network
    who: Person
    contacts: list[Contact]
    kept: frozenset[tuple[str, ...]] = frozenset()
    blobs: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    rules: dict[str, HistoryRule] = field(default_factory=dict)
    _read: dict[tuple[str, bytes], Person | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.others: Mapping[str, str] = others_of(self.network, self.who)
        self.shared = shared_ways(self.network, self.who, self.contacts)
        if self.who.path:
            self.ids.add(self.who.id)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that they ever had, as far as nobody else is called so."""
        of_contacts = (name for one in self.contacts for name in called(one))
        names = (self.who.name, *self.who.aliases, *of_contacts)
        return tuple(dict.fromkeys(one for one in names if one and fold(one) not in self.others))

    @property
    def traces(self) -> Traces:
        """What tells of them in any version."""
        made = traces_of(self.who, self.contacts, self.others, self.shared)
        ids = (*(one for one in made.ids if one != self.who.id), *sorted(self.ids))
        fresh = (one for one in ids if not one.isalpha() and fold(one) not in self.others)
        return replace(made, ids=tuple(dict.fromkeys(fresh)))

    @property
    def linked(self) -> tuple[str, ...]:
        """Single words that lead to them: a name of one word, an id without a sign in it."""
        words = (*self.names, *(one for one in self.ids if one.isalpha()))
        fresh = (one for one in words if " " not in one.strip() and fold(one) not in self.others)
        return tuple(dict.fromkeys(one for one in fresh if len(one) > 1 and "@" not in one))

    def is_of(self, name: str) -> bool:
        """Whether a name or an id as it was written once is one of theirs."""
        return fold(name) in self._known

    @property
    def _known(self) -> frozenset[str]:
        return frozenset(map(fold, (*self.names, *self.ids))) - self.others.keys()

    @property
    def size(self) -> int:
        """How much is known; where it grows, there is more to look for."""
        traces = self.traces
        return len(self.ids) + len(traces.sure) + len(traces.numbers) + len(self.names)

    def take_own(self, looked: Looked) -> None:
        """Takes in versions of their own file."""
        for path, blob, raw in looked:
            self.blobs.add(blob)
            self.ids.add(id_of(path))
            if person := self._person(path, raw):
                self._take_person(person)

    def take_people(self, looked: Looked) -> None:
        """Takes in versions of files in `people/` that were of them under another path or name."""
        for path, blob, raw in looked:
            person = self._person(path, raw) if path.endswith(_ENDINGS) else None
            if person and self._is_them(person):
                self.blobs.add(blob)
                self.ids.add(person.id)
                self._take_person(person)

    def take_rosters(self, looked: Looked, may_be: Callable[[str], bool]) -> None:
        """Takes in their rows and cards of all versions of address books and tables."""
        found: list[tuple[Contact, HistoryRule]] = []
        for path, _, raw in looked:
            source = read_export(path, raw).source if path.endswith(ROSTER_ENDINGS) else None
            if source is None or not source.text:
                continue
            if beside_contacts(path) in TABLES:
                keys = table_keys(self.who, self.contacts, self.others, self.shared)
                lines = rows_of(source, lambda _: (), keys)
                for text in _texts(source, raw, lines):
                    self._take_rule(row_rule(text))
            else:
                found += _candidates(source, raw, may_be)
        people = [one for one in self.network.people.values() if one.id != self.who.id]
        linked = link_contacts((one for one, _ in found), (self.who, *people))
        keys = table_keys(self.who, self.contacts, self.others, self.shared)
        for one, (_, rule) in zip(linked, found, strict=True):
            if one.person == self.who.id or (one.person is None and self._is_row(one, keys)):
                self.contacts.append(one)
                self._take_rule(rule)

    def _is_row(self, one: Contact, keys: frozenset[str]) -> bool:
        if row_key(one) in self.kept:
            return False
        return is_row_of(one, (self.who, *self.contacts), keys)

    def _take_rule(self, rule: HistoryRule) -> None:
        self.rules[rule.pattern] = rule

    def _person(self, path: str, raw: bytes) -> Person | None:
        """Whom a version is of, by what stands above its log; what says the same is read once."""
        head = raw if is_yaml(path) else _DATED.sub(b"", raw)
        if (path, head) not in self._read:
            source = decode(path, head)
            opened = open_person(source) if isinstance(source, Source) else ()
            self._read[path, head] = None
            if isinstance(opened, PersonSource):
                reading = Reading(opened.source, self.network.settings)
                self._read[path, head] = read_person(opened, reading)
        return self._read[path, head]

    def _is_them(self, person: Person) -> bool:
        if any(map(self.is_of, (person.name, person.id))):
            return True
        mails = set(map(address_key, person.reach.emails))
        shared = mails & set(map(address_key, self.who.reach.emails))
        return bool(shared) and names_agree((person.name, *person.aliases), self.names)

    def _take_person(self, person: Person) -> None:
        mine, other = self.who.reach, person.reach
        reach = mine._replace(
            emails=tuple(dict.fromkeys((*mine.emails, *other.emails))),
            phones=tuple(dict.fromkeys((*mine.phones, *other.phones))),
            written=tuple(dict.fromkeys((*mine.written, *other.written))),
            others=tuple(dict.fromkeys((*mine.others, *other.others, *_told_once(person)))),
        )
        names = (*self.who.aliases, person.name, *person.aliases, person.greet)
        aliases = tuple(dict.fromkeys(one for one in names if one and one != self.who.name))
        self.who = replace(self.who, aliases=aliases, reach=reach)


def _told_once(person: Person) -> Iterator[WrittenReach]:
    """The ways to reach somebody of which a file has one, as those that it may have more of."""
    reach = person.reach
    for key in ("linkedin", "mastodon", "signal", "address"):
        if text := getattr(reach, key):
            yield WrittenReach(key, text, person.at)


def row_key(one: Contact) -> tuple[str, ...]:
    """What a row is known by in other versions of its table."""
    return one.name, one.org, one.url, *one.emails


def is_roster(path: str) -> bool:
    """Whether a path in a book is of an address book or a table beside one."""
    return path.startswith(_ROSTERS)


def is_of_people(path: str) -> bool:
    """Whether a path in a book may be somebody's file."""
    return path.startswith(_PEOPLE)


def _candidates(
    source: Source, raw: bytes, may_be: Callable[[str], bool]
) -> Iterator[tuple[Contact, HistoryRule]]:
    """The contacts whose rows or cards may be theirs, read without all others of the file."""
    lines = csv_rows(source.text).lines
    cards = source.path.lower().endswith(CARDS)
    header = None if cards else find_header(csv_rows(source.text))
    if not (cards or header):
        return
    spans = [one for one in spans_of(source) if may_be("".join(lines[one[0] - 1 : one[1]]))]
    top = lines[: header.end] if header else []
    texts = ["".join(lines[first - 1 : last]) for first, last in spans]
    begins: dict[int, int] = {}
    at = len(top) + 1
    for number, text in enumerate(texts):
        begins[at] = number
        texts[number] = text if text.endswith(("\n", "\r")) else f"{text}\n"
        at += len(csv_rows(texts[number]).lines)
    contacts, _ = contacts_of(Source(source.path, "".join((*top, *texts))))
    written = list(_texts(source, raw, (first for first, _ in spans)))
    for one in contacts:
        if (place := begins.get(one.at.line)) is not None:
            row = written[place]
            yield one, _rule_of_card(row) if cards else row_rule(row)


def _rule_of_card(written: bytes) -> HistoryRule:
    """The rule for a card, by the lines that tell who it is."""
    text = written.decode("utf-8", "replace")
    lines = written.splitlines(keepends=True)
    found: dict[str, bytes] = {}
    for card in read_cards(text).cards:
        for one in card.properties:
            if one.name in ("FN", "N", "EMAIL", "TEL", "UID"):
                found.setdefault(one.name, b"".join(lines[one.line - 1 : one.end]))
    return card_rule(found.values())


def _texts(source: Source, raw: bytes, begins: Iterable[int]) -> Iterator[bytes]:
    """The rows or cards that begin on some lines, as the file has them byte by byte."""
    wanted = set(begins)
    if not wanted:
        return
    is_utf8 = raw.decode("utf-8", "ignore").encode() == raw
    texts = csv_rows(source.text).lines
    lines = [one.encode() for one in texts] if is_utf8 else raw.splitlines(keepends=True)
    for first, last in spans_of(source):
        if first in wanted:
            yield b"".join(lines[first - 1 : last])
