"""Reading a whole book: every file on its own, so that a bad one never stops the rest.

People are read in two steps, since a name can only be resolved once all names are known. What
reads texts is imported where a file has changed: what is kept of the others does without.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kithbook.book.copies import copies_in
from kithbook.book.copy_findings import consents_in_doubt, look_at_copies
from kithbook.book.folder_files import id_of
from kithbook.book.folder_findings import (
    duplicate_id,
    odd_folders,
    poor_id,
)
from kithbook.book.folder_names import names_by_folder
from kithbook.book.kept_files import is_kept, kept_files
from kithbook.book.kept_people import KeptPerson, PeopleInMemory
from kithbook.book.loading import Loading
from kithbook.book.model import Person, UnreadPerson
from kithbook.book.names_beside import Said
from kithbook.book.network import Network
from kithbook.book.settings import load_settings
from kithbook.book.stand_ins import (
    away,
    full_first,
    not_here,
    placeholders_in,
)
from kithbook.text.garbage import no_collection
from kithbook.text.words import fold

if TYPE_CHECKING:
    from kithbook.book.names import Named
    from kithbook.book.people import PersonSource

    Opened: TypeAlias = PersonSource | KeptPerson


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
            from kithbook.book.last_good import keep_last_good

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
    rosters = loading.rosters(people.values())
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
        contacts=rosters.contacts,
        changes=rosters.changes,
        messages=rosters.messages,
        not_the_same=rosters.apart,
        the_same=rosters.same,
        settings=loading.settings,
        templates=loading.templates(),
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
    """What tells somebody from others."""
    if isinstance(one, KeptPerson):
        return one.said
    from kithbook.book.people_anew import said_in

    return said_in(one)


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
    from kithbook.book.set_apart import ended_apart, read_set_apart

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
            from kithbook.book.people_anew import opened_again

            again = opened_again(loading, one.kept.path)
            if again is None:
                continue  # the file has just changed: the next reading tells what of it
            one = again
        from kithbook.book.people_anew import read_anew

        yield one.id, read_anew(loading, one)


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
            from kithbook.book.names_in_files import names_at

            loading.doubled += [(name, where) for name in names_at(loading.root, where)]
            continue
        if where not in loading.copies.alone and (poor := poor_id(where)):
            loading.problems.append(poor)
        if kept := loading.kept and loading.kept.fresh(where):
            opened.append(known := KeptPerson(kept))
            loading.problems.extend(known.problems)
            continue
        from kithbook.book.people_anew import open_anew

        if reading := open_anew(loading, where, unread):
            opened.append(reading)
    return opened, unread
