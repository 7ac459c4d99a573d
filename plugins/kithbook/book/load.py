"""Reading a whole book: every file on its own, so that a bad one never stops the rest.

People are read in two steps, since a name can only be resolved once all names are known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from kithbook.book.copies import copies_in
from kithbook.book.copy_findings import consents_in_doubt, look_at_copies
from kithbook.book.folder_files import id_of
from kithbook.book.folder_findings import (
    duplicate_id,
    note_of_a_day,
    odd_folders,
    poor_id,
)
from kithbook.book.folder_names import names_by_folder
from kithbook.book.kept_files import is_kept, kept_files
from kithbook.book.kept_people import KeptPerson, PeopleInMemory, first_of, lines_of
from kithbook.book.last_good import keep_last_good
from kithbook.book.loading import Loading
from kithbook.book.merged_people import open_merged
from kithbook.book.model import Person, UnreadPerson
from kithbook.book.names import Named, names_at, names_in_merge
from kithbook.book.names_beside import Said, text_under
from kithbook.book.network import Network
from kithbook.book.own_templates import read_templates
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.plain_notes import is_named_for_a_day, is_paper_of_the_house, name_line
from kithbook.book.roster_links import link_contacts
from kithbook.book.roster_places import pairs_apart, pairs_same
from kithbook.book.roster_tables import read_changes, read_messages
from kithbook.book.set_apart import ended_apart, read_set_apart
from kithbook.book.settings import load_settings
from kithbook.book.stand_ins import (
    away,
    full_first,
    not_here,
    placeholders_in,
)
from kithbook.text.garbage import no_collection
from kithbook.text.words import fold

Opened = PersonSource | KeptPerson


def load_book(
    root: Path, before: Network | None = None, memory: PeopleInMemory | None = None
) -> Network:
    """The network of a book, with every finding that needs no date; never raises for bad files.

    `before` is an earlier reading: who was read then and cannot be now keeps the last good version.
    With a `memory` whoever is as they were is the very same value.
    """
    with no_collection():
        loading = Loading(root, memory=memory)
        now = _load(loading, before)
        if loading.kept:
            loading.kept.write()
        if before:
            return keep_last_good(before, now)
        return replace(now, state=loading.state()) if loading.kept else now


def renew_kept(root: Path) -> None:
    """Reads a book once more of which something is kept, so that it holds nothing that went."""
    if is_kept(root):
        load_book(root)


def _load(loading: Loading, before: Network | None) -> Network:
    root = loading.root
    loading.settings = load_settings(root, loading.problems)
    loading.problems.extend(odd_folders(root))
    loading.there = names = tuple(names_by_folder(root))
    gone = placeholders_in(names)
    loading.copies = copies_in(names, loading.settings.people_except)
    loading.compared(copied := look_at_copies(root, loading.copies))
    loading.problems.extend(not_here(gone))
    there = loading.files_of("people", loading.settings.people_except)
    loading.kept = kept_files(root, loading.settings, len(there.read))
    opened, unread = _open_people(loading, full_first(root, there.read))
    unread += away(gone, map(id_of, there.read))
    loading.know(tuple(_names_known(opened, unread, before)), tuple(map(_said_of, opened)))
    people = dict(_read_people(loading, opened))
    if loading.memory:
        loading.memory.keep_only(people)
    beside, ended = _set_apart(loading, people.values(), copied.differing, there.apart)
    journal = [*loading.journals()]
    same, apart = pairs_same(root), pairs_apart(root)
    return Network(
        people=people,
        unread=tuple(unread),
        differing=frozenset((*copied.differing, *ended)),
        beside=beside,
        apart=tuple(sorted((*there.apart, *loading.papers))),
        journal=tuple(entry for one in journal for entry in one.entries),
        journal_asides=tuple(aside for one in journal for aside in one.asides),
        journal_loose=tuple(promise for one in journal for promise in one.loose),
        introductions=tuple(loading.introductions()),
        requests=tuple(loading.requests()),
        contacts=link_contacts(loading.contacts(), people.values(), same, apart),
        changes=read_changes(root),
        messages=read_messages(root),
        not_the_same=apart,
        the_same=same,
        settings=loading.settings,
        templates=read_templates(root, loading.problems),
        problems=tuple(sorted(loading.problems, key=lambda problem: problem.sort_key)),
    )


def _names_known(
    opened: list[Opened], unread: list[UnreadPerson], before: Network | None
) -> Iterator[Named]:
    """Who is in the book, those that cannot be read by what is known of them."""
    yield from ((one.id, one.name, one.aliases) for one in opened)
    ids = {one.id for one in opened}
    yield from (_named_before(one, before) for one in unread if one.id not in ids)


def _said_of(one: Opened) -> Said:
    """What tells somebody from others: the id, where they live and work, and other names."""
    if isinstance(one, KeptPerson):
        return one.said
    return one.id, text_under(one.keys, "place"), text_under(one.keys, "org"), one.aliases


def _set_apart(
    loading: Loading,
    people: Collection[Person],
    differing: Mapping[str, str],
    apart: tuple[str, ...],
) -> tuple[tuple[Named, ...], tuple[str, ...]]:
    """Whom files name that are no person, and whose consent they end, if anything could go out."""
    loading.problems.extend(consents_in_doubt(people, differing))
    if not (loading.settings.disclose_introductions or any(one.consent for one in people)):
        return (), ()
    copies = (path for path in loading.copies.of if path.startswith("people/"))
    found = tuple(read_set_apart(loading.root, (*apart, *copies)))
    ended = tuple(ended_apart((one for one in people if one.path not in differing), found))
    loading.problems.extend(problem for _, problem in ended)
    return tuple(one.named for one in found), tuple(person.path for person, _ in ended)


def _read_people(loading: Loading, opened: list[Opened]) -> Iterator[tuple[str, Person]]:
    """Everyone by id, in the order of the files; takes each from the list, so that its nodes go."""
    opened.reverse()
    while opened:
        one = opened.pop()
        if isinstance(one, KeptPerson):
            if loading.kept and loading.kept.holds(one.kept):
                loading.problems.extend(one.kept.problems)
                yield one.id, loading.memory.person(one) if loading.memory else one.person()
                continue
            source = loading.person_file(one.kept.path)
            again = open_person(source) if source else ()
            if not isinstance(again, PersonSource):
                continue  # the file has just changed: the next reading tells what of it
            one = again
        yield one.id, loading.read(one.source, partial(read_person, one), partial(_kept_of, one))


def _kept_of(one: PersonSource, person: Person) -> tuple[object, tuple[str, ...]]:
    """What is kept of somebody; nothing of a file that could be read in part."""
    if one.torn:
        return None, ()
    first = first_of(one.name, _said_of(one), one.problems, person)
    return first, lines_of(person)


def _named_before(lost: UnreadPerson, before: Network | None) -> Named:
    """The names under which somebody who cannot be read now was known."""
    person = before.people.get(lost.id) if before else None
    return (lost.id, person.name, person.aliases) if person else lost.named


def _open_people(
    loading: Loading, paths: tuple[str, ...]
) -> tuple[list[Opened], list[UnreadPerson]]:
    opened: list[Opened] = []
    unread: list[UnreadPerson] = []
    taken: dict[str, str] = {}
    for where in paths:
        stem = id_of(where)
        if (first := taken.setdefault(fold(stem), where)) != where:
            loading.problems.append(duplicate_id(loading.root, where, first))
            loading.doubled += [(name, where) for name in names_at(loading.root, where)]
            continue
        if where not in loading.copies.alone and (poor := poor_id(where)):
            loading.problems.append(poor)
        if kept := loading.kept and loading.kept.fresh(where):
            opened.append(known := KeptPerson(kept))
            loading.problems.extend(known.problems)
            continue
        before = len(loading.problems)
        source = loading.person_file(where)
        if source and is_paper_of_the_house(source):
            loading.papers.append(where)
            if is_named_for_a_day(stem):
                loading.problems.append(note_of_a_day(where))
            continue
        torn = loading.torn.get(where)
        merged = open_merged(torn) if torn else None
        person = open_person(source) if source else merged or ()
        if isinstance(person, PersonSource):
            loading.problems.extend(person.problems)
            opened.append(person)
        else:
            loading.problems.extend(person)
        if not isinstance(person, PersonSource) or person.torn:
            why = loading.problems[before].message
            named = names_in_merge(torn) if torn else name_line(source)
            unread.append(UnreadPerson(stem, where, why, named))
    return opened, unread
