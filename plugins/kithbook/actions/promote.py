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
from kithbook.actions.new_person import NewPerson, findings_of_new, new_person, read_new
from kithbook.actions.row_cards import cards_of
from kithbook.actions.stepwise import Steps
from kithbook.actions.whom_to_promote import SameContacts, contacts_meant
from kithbook.book.contact import Contact
from kithbook.book.edit import Edit, digest
from kithbook.book.field_edit import append_item, set_field
from kithbook.book.forgotten_rows import without_rows
from kithbook.book.log_edit import add_to_log
from kithbook.book.network import Network
from kithbook.book.pairs_apart import with_pairs
from kithbook.book.roster_links import (
    called,
    link_contacts,
    profile_slug,
    profiles,
    words_of_row,
)
from kithbook.book.roster_places import (
    CARDS,
    FOLDER,
    HAPPENINGS,
    HAPPENINGS_HEADER,
    THE_SAME,
    table_at,
    table_rows,
)
from kithbook.book.scalars import Pairs, SchemaWord, Value
from kithbook.exchange.card_fields import SaidOf, plain_paragraphs
from kithbook.exchange.contact_card import ContactCard
from kithbook.exchange.imported import Happening
from kithbook.exchange.proposals import Proposal, proposals
from kithbook.exchange.vcard_words import PREFERRED
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.refusal import Declined, Refused, Wanting, refuse
from kithbook.text.source import Source
from kithbook.text.turned_names import turned_name
from kithbook.text.unseen import hidden_in
from kithbook.text.words import counted, fold, listed

_SEVERAL = 2


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
    same: list[tuple[str, str]] = field(default_factory=list)
    cards: dict[str, dict[int, ContactCard]] = field(default_factory=dict)

    def take(self, contacts: tuple[Contact, ...]) -> None:
        """Makes the file of somebody, or gives the one that is there what waits for it."""
        keys = frozenset[str]().union(*map(self.keys_of, contacts))
        theirs = [one for one in self.waiting if fold(one.happening.key) in keys]
        if contacts[0].person:
            self._into_log(contacts[0].person, theirs)
            return
        source = self._file_of(contacts)
        for one in sorted(theirs, key=lambda each: each.happening.on.earliest()):
            entry = entry_of(one.happening)
            told = f"{contacts[0].name}, {one.happening.kind} of {one.happening.on}"
            if hidden := hidden_in(entry):
                self.left.append(f"{told} ({one.path}:{one.line}): {hidden}")
                continue
            try:
                source = add_to_log(source, entry, one.happening.on.earliest()).made
                self.taken.append(one)
            except (Refused, ValueError) as why:
                self.left.append(f"{told} ({one.path}:{one.line}): {why}")
        if any(edit.path == source.path for edit in self.edits):
            refuse(f"{source.path} would be made twice. Promote them one by one.")
        self.edits.append(Edit(source.path, None, source.text.encode()))
        self._say_whose(contacts, source)
        self.made.append(source.path)

    def _say_whose(self, contacts: tuple[Contact, ...], source: Source) -> None:
        """Remembers of rows that nothing in the file makes theirs that they are."""
        person = read_new(source, self.network)
        if person is None:
            return
        people = (*self.network.people.values(), person)
        same, apart = self.network.the_same, self.network.not_the_same
        for row in link_contacts(contacts, people, same, apart):
            if row.person == person.id:
                continue
            others = (one for one in self.network.contacts if one.at != row.at)
            taken = {fold(word) for one in others for word in words_of_row(one)}
            word = next((each for each in words_of_row(row) if fold(each) not in taken), "")
            if word:
                self.same.append((word, person.id))

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

    def _file_of(self, contacts: tuple[Contact, ...]) -> Source:
        """The file of one person: what the rosters say, and nothing that would be a finding."""
        at = contacts[0].at
        name = next(iter(called(contacts[0])), "")
        name = turned_name(name) or name
        if not any(map(str.isalnum, name)):
            refuse(f"{at} has no name, so no file is made. Write one there first.")
        if hidden := hidden_in(name):
            refuse(f"{at}, name: {hidden}. Write it there again, without it.")
        said = SaidOf()
        for contact in contacts:
            said.take(contact, self.card_of(contact))
        source = new_person(self.root, self.network, NewPerson(name), self.today).made
        for steps, value, more in self._keys(said, name):
            source = self._with_key(source, name, steps, value, more=more)
        self.left += [f"{name}, {one}" for one in said.left]
        return self._with_notes(source, name, said.notes)

    def _with_key(
        self, source: Source, name: str, steps: tuple[str, ...], value: Value, *, more: bool
    ) -> Source:
        """The file with one more key; as it was, with a word on why, where it would be a fault."""
        told = f"{name}, {'.'.join(steps)}"
        text = " ".join(each for _, each in value) if isinstance(value, Pairs) else str(value)
        if hidden := hidden_in(text):
            self.left.append(f"{told}: {hidden}")
            return source
        try:
            now = (append_item if more else set_field)(source, steps, value).made
            found = list(findings_of_new(now, self.network, self.today))
        except Declined as why:
            self.left.append(f"{told}: {why}")
            return source
        if found:
            self.left.append(f"{told} {text}: {found[0].message}")
            return source
        return now

    def _keys(self, said: SaidOf, name: str) -> Iterator[tuple[tuple[str, ...], Value, bool]]:
        """What is said, key by key, and whether it is one item more of a list."""
        for steps, value in said.values.items():
            yield steps, SchemaWord(value) if value == "yes" else value, False
        if said.through:
            through = self.network.index.resolve(said.through).person
            if through:
                yield ("met", "through"), through, False
            else:
                said.left.append(f"met.through: {said.through} has no file yet")
        for steps, values in said.many.items():
            for one in values:
                if steps != ("aliases",) or fold(str(one)) != fold(name):
                    yield steps, one, True
        yield from self._ties(said)

    def _ties(self, said: SaidOf) -> Iterator[tuple[tuple[str, ...], Value, bool]]:
        """Each relation once, however often and under whichever name it is told."""
        told: set[tuple[str, str]] = set()
        for tie in said.related:
            other = self.network.index.resolve(tie.value).person
            kind = ", ".join(each for each in tie.labels if each != PREFERRED)
            key = (other or fold(tie.value), fold(kind))
            if key in told or (not kind and any(who == key[0] for who, _ in told)):
                continue
            told.add(key)
            if other and kind:
                yield ("ties",), Pairs((("to", other), ("kind", kind))), True
            else:
                said.left.append(f"{kind or 'related'}: {tie.value}")

    def _with_notes(self, source: Source, name: str, notes: list[str]) -> Source:
        """The notes above the log, each as one paragraph in which nothing acts as Markdown."""
        kept = []
        for one in notes:
            if hidden := hidden_in(" ".join(one.split())):
                self.left.append(f"{name}, notes: {hidden}")
            else:
                kept.append(plain_paragraphs(one))
        top, log = source.text.rsplit("---\n\n## Log\n", 1)
        text = f"{top}---\n" + "\n\n".join(kept) + ("\n" if kept else "") + f"\n## Log\n{log}"
        now = Source(source.path, text)
        if kept and (found := list(findings_of_new(now, self.network, self.today))):
            self.left.append(f"{name}, notes: {found[0].message}")
            return source
        return now

    def keys_of(self, contact: Contact) -> frozenset[str]:
        """What the tables call a contact by: profile, addresses, or the UID of a card."""
        found = [*profiles(contact), *contact.emails]
        if contact.at.path.lower().endswith(CARDS):
            card = self.card_of(contact)
            found += [card.uid] if card and card.uid else []
        return frozenset(map(fold, found))

    def card_of(self, contact: Contact) -> ContactCard | None:
        """All that an address book says of a contact."""
        path = contact.at.path
        if path not in self.cards:
            self.cards[path] = cards_of(self.root, path)
        return self.cards[path].get(contact.at.line)


def promote(root: Path, network: Network, names: Iterable[str], today: date) -> Promotion:
    """What making files of some contacts would do; refused where a name is nobody, or several."""
    names = tuple(names)
    try:
        return _promoted(root, network, names, today)
    except Declined as why:
        if len(names) < _SEVERAL:
            raise
        said = f"{why} No file was made of any of the {len(names)}."
        if isinstance(why, Wanting):
            raise Wanting(said, why.wants) from why
        raise Declined(said, asked=why.asked) from why


def _promoted(root: Path, network: Network, names: Iterable[str], today: date) -> Promotion:
    run = _Run(root, network, today, tuple(_waiting(root)))
    same = SameContacts(root, network)
    found = dict.fromkeys(contacts_meant(network, same, run.keys_of, name) for name in names)
    for contacts in found:
        run.take(contacts)
    said = (with_pairs(root, run.same, THE_SAME),) if run.same else ()
    steps = (*run.edits, *said, *_without_taken(root, run.taken))
    people = listed((one[0].name for one in found), "and")
    plan = Steps(steps, "promote", people[:60])
    return Promotion(plan, tuple(run.made), len(run.taken), tuple(run.left))


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
    conversations = (replace(one, key=fold(one.key)) for one in network.messages)
    happened = (replace(one.happening, key=fold(one.happening.key)) for one in run.waiting)
    return proposals(conversations, happened, names, known, today)


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
