"""Address books and messages of other programs taken into the book, as one plan to look at first.

Each file is written whole or not at all, and the last import is put down last of all: a run that
was stopped does what is left when it is run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from kithbook.actions.committing import one_commit
from kithbook.actions.import_people import PeopleEdits
from kithbook.actions.outcome import Tell, silent
from kithbook.actions.pending_texts import PendingTexts
from kithbook.actions.writes import Write, touched
from kithbook.book.edit import apply, require_applicable
from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.book.roster_links import link_contacts
from kithbook.book.roster_places import (
    CHANGES,
    FOLDER,
    LAST,
    conversations_of,
    happenings_of,
    pairs_apart,
)
from kithbook.book.roster_tables import conversations_in
from kithbook.exchange.column_maps import ColumnMap, read_column_map, with_places
from kithbook.exchange.import_doubts import export_doubt
from kithbook.exchange.import_plan import ImportedBook, ImportPlan
from kithbook.exchange.imported import Happening, Imported, NotTaken
from kithbook.exchange.known_columns import with_names_said_since
from kithbook.exchange.mail_headers import KIND as MAIL
from kithbook.exchange.mail_headers import UNANSWERED
from kithbook.exchange.merge_report import RosterMerge
from kithbook.exchange.own_tables import (
    changes_after,
    conversations_after,
    happenings_after,
    not_gone_before,
    only_the_larger,
)
from kithbook.exchange.owners_side import map_place, owners_side
from kithbook.exchange.person_updates import PersonUpdate, person_update, somebody_of
from kithbook.exchange.proposals import Proposal, proposals
from kithbook.exchange.roster_import import ReadBook, merged_book, read_book, remembered, unchanged
from kithbook.exchange.same_people import (
    Apart,
    PairedPeople,
    Somebody,
    as_said,
    fits,
    pair_people,
    said_apart,
    twice_within,
)
from kithbook.text.addresses import address_key
from kithbook.text.refusal import Declined, refuse
from kithbook.text.source import Source
from kithbook.text.words import listed

_LARGER = (
    "people with mails on days that were counted before; counts of separate mailboxes are not "
    "added, and the larger one stands"
)
Step = Callable[[int, int], None]
"""Told of each file that is written: which one, and of how many."""


def plan_import(
    root: Path,
    network: Network,
    sources: Sequence[Imported],
    today: date,
    unread: Sequence[tuple[str, str]] = (),
) -> ImportPlan:
    """What some sources would do to the book; refused where two of them are one address book.

    `unread` are files of which nothing could be read, each with the reason.
    """
    _require_apart(sources)
    texts, people = PendingTexts(root), PeopleEdits.of(root, network)
    maps = {one.stem: one for one in owners_side(root).maps}
    run = _Run(root, network, today, texts, people, pairs_apart(root), maps)
    books, left = run.take_all(sources, alone=len(sources) == 1 and not unread)
    if not books:
        raise Declined("\n".join(why for _, why in (*unread, *left)))
    last = [edit for edit in run.texts.edits() if _is_last(edit.path)]
    others = [edit for edit in run.texts.edits() if not _is_last(edit.path)]
    edits = (*others, *run.people.edits(), *last)
    return ImportPlan(
        edits, books, tuple(run.proposed()), tuple(run.people.refused), (*unread, *left)
    )


def _is_last(path: str) -> bool:
    return path.startswith(f"{LAST}/") and path != CHANGES


def _require_apart(sources: Sequence[Imported]) -> None:
    paths = [path for one in sources if (path := _roster_of(one))]
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice:
        names = sorted(one.source for one in sources if _roster_of(one) == twice)
        refuse(
            f"{listed(names, 'and')} are one address book, {twice}. Import them one by one, the "
            "oldest first; or, where one is another address book, that one with --into NAME."
        )


def _roster_of(one: Imported) -> str:
    return f"{FOLDER}/{one.stem}{one.ending}" if one.roster else ""


def _holds_somebody(came: ReadBook, one: Imported) -> bool:
    """Whether anybody is in an address book; refused where nothing else came with it."""
    somebody = any(who.called for who in came.people)
    if not (somebody or one.conversations or one.happenings):
        raise Declined(
            f"Nobody is in this address book ({one.kind}), so nothing is taken over. "
            "Export it again; what is in your book stays as it is."
        )
    return somebody


@dataclass
class _Run:
    """One import under way."""

    root: Path
    network: Network
    today: date
    texts: PendingTexts
    people: PeopleEdits
    apart: Apart
    maps: dict[str, ColumnMap]
    names: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    conversations: dict[str, str] = field(default_factory=dict)
    waiting: list[Happening] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ids = tuple(self.network.people)
        self.persons = tuple(map(somebody_of, self.network.people.values()))

    def take_all(
        self, sources: Sequence[Imported], *, alone: bool
    ) -> tuple[tuple[ImportedBook, ...], list[tuple[str, str]]]:
        """Takes all sources into the plan; and those of which nothing could be, with the reason."""
        books: list[ImportedBook] = []
        left: list[tuple[str, str]] = []
        for one in sources:
            try:
                books.append(self.take(one))
            except Declined as why:
                if alone:
                    raise
                left.append((one.source, str(why)))
        return tuple(books), left

    def take(self, one: Imported) -> ImportedBook:
        """Takes one source into the plan."""
        path = _roster_of(one)
        one = self._with_known(one)
        columns = self._map(one) if one.column_map else None
        made = self._roster(one, path) if path else ImportedBook(one)
        if one.conversations:
            made = replace(made, imported=self._conversations(one))
        if columns and made.merge:
            self.texts.write(columns.path, columns.text)
        return self._happenings(one, made)

    def _with_known(self, one: Imported) -> Imported:
        """A mailbox with those counted, too, who wrote alone and are in the book already."""
        if not one.unanswered:
            return one
        where = conversations_of(one.stem)
        keys = {each.key for each in conversations_in(Source(where, self.texts.read(where) or ""))}
        keys |= {address_key(email) for each in self.network.contacts for email in each.emails}
        self._find_owners({each.key for each in one.unanswered})
        known = tuple(e for e in one.unanswered if e.key in keys or e.key in self.owners)
        left = (
            replace(each, count=each.count - len(known)) if each.what == UNANSWERED else each
            for each in one.left_out
        )
        return replace(
            one,
            conversations=(*one.conversations, *known),
            left_out=tuple(each for each in left if each.count),
        )

    def _conversations(self, one: Imported) -> Imported:
        """Counts messages, and tells of how many nobody can say which were counted before."""
        where = conversations_of(one.stem)
        before = self.texts.read(where) or ""
        text = conversations_after(before, where, one.conversations)
        self.texts.write(where, text)
        self.conversations[where] = text
        unclear = only_the_larger(before, where, one.conversations)
        told = (NotTaken(_LARGER, unclear),) if unclear else ()
        return replace(one, left_out=(*one.left_out, *told))

    def _roster(self, one: Imported, path: str) -> ImportedBook:
        last = f"{LAST}/{PurePosixPath(path).name}"
        was, mine = (self._text(each, one) for each in (last, path))
        came = read_book(Source(path, one.roster))
        if not _holds_somebody(came, one):
            return ImportedBook(one)
        ours: ReadBook | None = None
        base: ReadBook | None = came
        if mine and was == one.roster:
            merge = unchanged(mine, came)
        else:
            ours = read_book(Source(path, mine)) if mine else None
            base = ours if was == mine else read_book(Source(path, was)) if was and ours else None
            merge = merged_book(base, ours, came, self.apart)
        self.texts.write(path, merge.text)
        self.texts.write(last, remembered(base, came, merge) if ours else one.roster)
        doubt = export_doubt(one, path, merge, base if ours else None, came, self.network.contacts)
        if base is not None:
            merge = self._noted(merge, one)
        same = self.network.the_same
        paired = pair_people(came.people, self.persons, self.apart)
        paired = as_said(paired, came.people, self.persons, same)
        paired = self._with_those_of_before(paired, base, merge, came)
        if not mine:
            merge = replace(merge, perhaps=tuple(self._twice(came, path)))
        left = (each for each in merge.perhaps if not said_apart(each[0], each[1], same))
        merge = replace(merge, perhaps=tuple(left))
        updates = tuple(self._updates(base, merge, came, paired, path))
        for update in updates:
            self.people.update(update)
        self._remember(came, paired)
        fresh, there = {id(each) for each in merge.new}, set(paired.sure.values())
        perhaps = tuple(
            (came.people[told.incoming], self.ids[told.there], told.why)
            for told in paired.perhaps
            if id(came.people[told.incoming]) in fresh and told.there not in there
        )
        return ImportedBook(one, path, not mine, merge, updates, perhaps, doubt=doubt)

    def _with_those_of_before(
        self, paired: PairedPeople, base: ReadBook | None, merge: RosterMerge, came: ReadBook
    ) -> PairedPeople:
        """Who is who, also by what the last import said of the same row: an address may change."""
        if base is None or base is came:
            return paired
        owners = self._owners_of(base)
        sure, there = dict(paired.sure), set(paired.sure.values())
        for at, was in sorted(merge.again.items()):
            person = owners.get(was)
            if at in sure or person is None or person in there:
                continue
            one, other = came.people[at], self.persons[person]
            if fits(one, other) and not said_apart(one, other, self.apart):
                sure[at] = person
                there.add(person)
        left = (each for each in paired.perhaps if each.incoming not in sure)
        return PairedPeople(sure, tuple(left))

    def _twice(self, came: ReadBook, path: str) -> Iterator[tuple[Somebody, Somebody, str]]:
        """Rows of a new address book that may be one, each named by its place."""
        rows, people = came.contacts, came.people
        for first, again in twice_within(people, self.apart):
            pair = [
                replace(people[at], ids=(f"person {path}:{row.at.line}",))
                for at in (again, first)
                if (row := rows[at])
            ]
            if len(pair) == len((first, again)):
                yield pair[0], pair[1], "the same address, number or birthday"

    def _owners_of(self, book: ReadBook) -> dict[int, int]:
        """Whose each row of an address book is, by the places of both."""
        rows = [(at, one) for at, one in enumerate(book.contacts) if one]
        linked = link_contacts(
            (one for _, one in rows), self.network.people.values(),
            self.network.the_same, self.network.not_the_same,
        )  # fmt: skip
        places = {person: at for at, person in enumerate(self.ids)}
        found = {
            at: places[one.person]
            for (at, _), one in zip(rows, linked, strict=True)
            if one.person in places
        }
        return {**found, **pair_people(book.people, self.persons, self.apart).sure}

    def _noted(self, merge: RosterMerge, one: Imported) -> RosterMerge:
        """A merge with what moved written down; who is gone is named once, of a mailbox never."""
        changes = self.texts.read(CHANGES) or ""
        gone = not_gone_before(changes, merge.gone, one.stem) if one.kind != MAIL else ()
        merge = replace(merge, gone=gone)
        if text := changes_after(changes, merge, one.stem, self.today):
            self.texts.write(CHANGES, text)
        return merge

    def _text(self, path: str, one: Imported) -> str:
        """An address book that was kept, with columns as the owner's map says by now."""
        text = self.texts.read(path) or ""
        columns = self.maps.get(one.stem) if one.ending == ".csv" else None
        return with_names_said_since(text, columns) if columns else text if text.strip() else ""

    def _updates(
        self,
        base: ReadBook | None,
        merge: RosterMerge,
        came: ReadBook,
        paired: PairedPeople,
        path: str,
    ) -> Iterator[PersonUpdate]:
        """What each person with a file has new; nothing where the source says what it said."""
        for at, person in paired.sure.items():
            was, now = merge.again.get(at), came.contacts[at]
            earlier = base.contacts[was] if base and was is not None else None
            if now is None or (earlier and replace(earlier, at=now.at) == now):
                continue
            who = self.network.people[self.ids[person]]
            elsewhere = [
                one
                for one in self.network.contacts
                if one.person == who.id and all(place.path != path for place in one.places)
            ]
            update = person_update(who, came.people[at], earlier, now, elsewhere)
            if update.changes or update.told:
                yield update

    def _remember(self, came: ReadBook, paired: PairedPeople) -> None:
        """Which keys stand for whom, and which for somebody with a file."""
        for at, one in enumerate(came.people):
            keys = _keys(one)
            self.names.update(dict.fromkeys(keys, one.called))
            if at in paired.sure:
                self.owners.update(dict.fromkeys(keys, self.ids[paired.sure[at]]))

    def _map(self, one: Imported) -> Source:
        """The owner's map of a table with what is new of its columns, by which it is read."""
        where = map_place(one.stem)
        before = self.texts.read(where)
        text = one.column_map if before is None else with_places(Source(where, before), one.places)
        self.maps[one.stem] = read_column_map(Source(where, text), one.stem)
        return Source(where, text)

    def _happenings(self, one: Imported, made: ImportedBook) -> ImportedBook:
        """Happenings into the logs of those with a file; the others wait in a table."""
        self._find_owners(
            {*(each.key for each in one.happenings), *(each.key for each in one.conversations)}
        )
        waiting = [each for each in one.happenings if each.key not in self.owners]
        theirs = [each for each in one.happenings if each.key in self.owners]
        lines = [self.people.happened(self.owners[each.key], each) for each in theirs]
        if waiting:
            where = happenings_of(one.stem)
            text = happenings_after(self.texts.read(where) or "", where, waiting)
            self.texts.write(where, text)
            self.waiting += waiting
        return replace(made, new_lines=sum(lines), waiting=len(waiting))

    def _find_owners(self, keys: AbstractSet[str]) -> None:
        """Finds the people with a file whose address or profile some keys are."""
        left = sorted(keys - self.owners.keys())
        asked = [Somebody(ids=(f"url {key}",), emails=(key,) if "@" in key else ()) for key in left]
        sure = pair_people(asked, self.persons, self.apart).sure
        self.owners.update({left[at]: self.ids[person] for at, person in sure.items()})

    def proposed(self) -> Iterator[Proposal]:
        """Those without a file with whom one has spoken, the best first."""
        conversations = [
            one
            for path, text in self.conversations.items()
            for one in conversations_in(Source(path, text))
        ]
        yield from proposals(
            conversations, self.waiting, self.names, self.owners.keys(), self.today
        )


def _keys(one: Somebody) -> list[str]:
    return [*(each.partition(" ")[2] for each in one.ids), *map(str.casefold, one.emails)]


def apply_import(
    plan: ImportPlan, root: Path, settings: Settings, tell: Tell = silent, step: Step | None = None
) -> None:
    """Writes a plan, file after file, as one commit where the settings ask for it."""
    if not plan.edits:
        return
    require_applicable(plan.edits, root)
    files = tuple(touched(root, edit) for edit in plan.edits)
    with one_commit(Write("import", plan.what, files), root, settings, tell):
        for number, edit in enumerate(plan.edits, 1):
            if remark := apply(edit, root):
                tell(remark)
            if step:
                step(number, len(plan.edits))
