"""A contact of an address book who gets a file: what the roster says, and what was on record.

The file comes first, with its log; then the table of happenings is without those that it took over.
Whoever was broken off in between runs the command again, and the rest is taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kithbook.actions.import_people import PeopleEdits, entry_of
from kithbook.actions.new_person import NewPerson, findings_of_new, new_person
from kithbook.actions.stepwise import Steps
from kithbook.book.address_books import CARDS, open_address_book
from kithbook.book.contact import Contact
from kithbook.book.edit import Edit, digest
from kithbook.book.field_edit import append_item, set_field
from kithbook.book.forgotten_rows import without_rows
from kithbook.book.log_edit import add_to_log
from kithbook.book.network import Network
from kithbook.book.roster_links import called, profile_slug, profiles
from kithbook.book.roster_places import (
    FOLDER,
    HAPPENINGS,
    HAPPENINGS_HEADER,
    table_at,
    table_rows,
)
from kithbook.exchange.imported import Conversation, Happening
from kithbook.exchange.proposals import Proposal, proposals
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.refusal import Declined, Refused, refuse
from kithbook.text.source import Source
from kithbook.text.vcards import CardProperty, read_cards
from kithbook.text.words import counted, fold, listed

_MOST = 9
_THROUGH, _CONNECTED = "X-KITHBOOK-THROUGH", "X-KITHBOOK-CONNECTED"


@dataclass(frozen=True, slots=True)
class Promotion:
    """What promoting some contacts comes to; `left` are values that stay in the roster alone."""

    steps: Steps
    made: tuple[str, ...] = ()
    entries: int = 0
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A row of a table of happenings."""

    path: str
    line: int
    happening: Happening


@dataclass
class _Run:
    root: Path
    network: Network
    today: date
    waiting: tuple[_Waiting, ...]
    edits: list[Edit] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    taken: list[_Waiting] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    cards: dict[str, dict[int, tuple[CardProperty, ...]]] = field(default_factory=dict)

    def take(self, contact: Contact) -> None:
        """Makes the file of a contact, or gives the one that is there what waits for it."""
        keys = self.keys_of(contact)
        theirs = [one for one in self.waiting if fold(one.happening.key) in keys]
        if contact.person:
            self._into_log(contact.person, theirs)
            return
        source = self._file_of(contact)
        for one in sorted(theirs, key=lambda each: each.happening.on.earliest()):
            try:
                day = one.happening.on.earliest()
                source = add_to_log(source, entry_of(one.happening), day).made
                self.taken.append(one)
            except (Refused, ValueError) as why:
                self.left.append(f"{contact.name}, {one.happening.on}: {why}")
        if any(edit.path == source.path for edit in self.edits):
            refuse(f"{source.path} would be made twice. Promote them one by one.")
        self.edits.append(Edit(source.path, None, source.text.encode()))
        self.made.append(source.path)

    def _into_log(self, person: str, theirs: list[_Waiting]) -> None:
        path = self.network.people[person].path
        if not theirs:
            refuse(f"{path} is their file already.")
        people = PeopleEdits.of(self.root, self.network)
        for one in theirs:
            people.happened(person, one.happening)
        if people.refused:
            who, why = people.refused[0]
            refuse(f"{who}: {why}")
        self.edits += people.edits()
        self.taken += theirs

    def _file_of(self, contact: Contact) -> Source:
        """The file of one contact: what the roster says, and nothing that would be a finding."""
        name = (called(contact) or ("",))[0]
        if not any(map(str.isalnum, name)):
            refuse(f"{contact.at} has no name, so no file is made. Write one there first.")
        made = new_person(self.root, self.network, NewPerson(name), self.today)
        source = made.made
        for steps, value, more in self._said(contact, name):
            try:
                edit = append_item if more else set_field
                now = edit(source, steps, value).made
                found = list(findings_of_new(now, self.network, self.today))
            except Declined as why:
                self.left.append(f"{name}, {'.'.join(steps)}: {why}")
                continue
            if found:
                self.left.append(f"{name}, {'.'.join(steps)} {value}: {found[0].message}")
            else:
                source = now
        return source

    def _said(self, contact: Contact, name: str) -> Iterator[tuple[tuple[str, ...], str, bool]]:
        """What a roster says, key by key, and whether it is one item more of a list."""
        card = {one.name: _text(one) for one in self._properties(contact)}
        connected = str(contact.connected or "") or _day_in(card.get(_CONNECTED, ""))
        through = self.network.index.resolve(card.get(_THROUGH, "")).person or ""
        web = [
            one for one in (contact.url, *contact.pages) if one and "linkedin." not in one.lower()
        ]
        slugs = [one for one in profiles(contact) if "/" not in one]
        plain = (
            (("org",), contact.org), (("role",), contact.role), (("place",), contact.place),
            (("met", "on"), connected), (("met", "through"), through),
            (("reach", "linkedin"), next(iter(slugs), "")),
            (("reach", "web"), next((one for one in web if "/" in one), "")),
            (("born",), str(contact.born or "")),
        )  # fmt: skip
        for steps, value in plain:
            if shown := " ".join(value.split()):
                yield steps, shown, False
        lists = (
            (("aliases",), [one for one in contact.aliases if fold(one) != fold(name)]),
            (("reach", "email"), contact.emails), (("reach", "phone"), contact.phones),
            (("tags",), contact.tags),
        )  # fmt: skip
        for steps, values in lists:
            for one in dict.fromkeys(" ".join(each.split()) for each in values):
                yield steps, one, True

    def keys_of(self, contact: Contact) -> frozenset[str]:
        """What the tables call a contact by: profile, addresses, or the UID of a card."""
        found = [*profiles(contact), *contact.emails]
        found += [_text(one) for one in self._properties(contact) if one.name == "UID"]
        return frozenset(map(fold, found))

    def _properties(self, contact: Contact) -> tuple[CardProperty, ...]:
        path = contact.at.path
        if not path.lower().endswith(CARDS):
            return ()
        if path not in self.cards:
            opened = open_address_book(self.root, self.root / path).source
            self.cards[path] = _cards_of(opened) if opened else {}
        return self.cards[path].get(contact.at.line, ())


def promote(root: Path, network: Network, names: Iterable[str], today: date) -> Promotion:
    """What making files of some contacts would do; refused where a name is nobody, or several."""
    run = _Run(root, network, today, tuple(_waiting(root)))
    found = dict.fromkeys(contact_meant(network, run, name) for name in names)
    for contact in found:
        run.take(contact)
    steps = (*run.edits, *_without_taken(root, run.taken))
    people = listed((one.name for one in found), "and")
    plan = Steps(steps, "promote", people[:60])
    return Promotion(plan, tuple(run.made), len(run.taken), tuple(run.left))


def contact_meant(network: Network, run: _Run, text: str) -> Contact:
    """The contact that a part of a name, an address or a profile means, never a guess."""
    wanted = fold(text)
    found = [one for one in network.contacts if wanted in run.keys_of(one)]
    found = found or [one for one in network.contacts if fold(one.name) == wanted]
    found = found or [one for one in network.contacts if f" {wanted}" in f" {fold(one.name)}"]
    left = [one for one in found if one.person is None] or found
    if len(left) == 1:
        return left[0]
    if not left:
        refuse(f'Nobody in rosters/ is called "{text}". Look for a part: kith find {text}')
    shown = (f"{one.name} ({_about(one)})" for one in left[:_MOST])
    more = f" and {len(left) - _MOST} more" if len(left) > _MOST else ""
    return refuse(
        f'"{text}" could be {", ".join(shown)}{more}. Write more of the name, or an address.'
    )


def proposed(root: Path, network: Network, today: date) -> tuple[Proposal, ...]:
    """Who of the address books is worth a file, the best first."""
    run = _Run(root, network, today, tuple(_waiting(root)))
    names: dict[str, str] = {}
    known: set[str] = set()
    for one in network.contacts:
        keys = run.keys_of(one)
        names |= dict.fromkeys(keys, one.name)
        known |= keys if one.person else frozenset()
    for person in network.people.values():
        known |= {fold(each) for each in person.reach.emails}
        known |= {profile_slug(person.reach.linkedin)} if person.reach.linkedin else set()
    conversations = (
        Conversation(one.name, fold(one.key), one.sent, one.received, one.first, one.last)
        for one in network.messages
    )
    happened = (replace(one.happening, key=fold(one.happening.key)) for one in run.waiting)
    return proposals(conversations, happened, names, known, today)


def _about(contact: Contact) -> str:
    what = next(filter(None, (contact.org, *contact.emails, contact.place)), "")
    at = f"{contact.at.path}:{contact.at.line}"
    return f"{what}, {at}" if what else at


def _waiting(root: Path) -> Iterator[_Waiting]:
    for path in sorted((root / FOLDER).glob(f"*{HAPPENINGS}")):
        where = path.relative_to(root).as_posix()
        source = table_at(root, where)
        for line, row in table_rows(source, HAPPENINGS_HEADER) if source else ():
            on = _parsed(row["on"])
            if on and on.year and row["kind"].strip():
                kind = row["kind"].strip()
                yield _Waiting(where, line, Happening(row["key"], on, kind, row["text"]))


def _without_taken(root: Path, taken: Iterable[_Waiting]) -> Iterator[Edit]:
    lines: dict[str, set[int]] = {}
    for one in taken:
        lines.setdefault(one.path, set()).add(one.line)
    for path, going in lines.items():
        source = table_at(root, path)
        if source:
            now = without_rows(source, frozenset(going))
            yield Edit(path, digest(source.text.encode()), now.text.encode())


def _cards_of(source: Source) -> dict[int, tuple[CardProperty, ...]]:
    return {card.line: tuple(card.properties) for card in read_cards(source.text).cards}


def _text(one: CardProperty) -> str:
    return one.raw().strip()


def _day_in(text: str) -> str:
    return str(_parsed(text) or "")


def _parsed(text: str) -> PartialDate | None:
    try:
        return parse_date(text.strip()) if text.strip() else None
    except DateFault:
        return None


def summary(plan: Promotion) -> str:
    """What was made, in one line."""
    said = [f"{listed(plan.made, 'and')} made"] if plan.made else []
    entries = f"{counted(plan.entries, 'entry', 'entries')} from what was on record"
    return f"{', with '.join([*said, *([entries] if plan.entries else [])])}."
