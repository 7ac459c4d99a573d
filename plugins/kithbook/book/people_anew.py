"""Files of people that have to be read: opened while names are gathered, and read after that."""

from __future__ import annotations

from functools import partial

from kithbook.book.folder_files import id_of
from kithbook.book.folder_findings import note_of_a_day
from kithbook.book.kept_people import first_of, lines_of
from kithbook.book.loading import Loading
from kithbook.book.merged_people import open_merged
from kithbook.book.model import Person, UnreadPerson
from kithbook.book.names_beside import Said, text_under
from kithbook.book.names_in_files import names_in_merge
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.plain_notes import is_named_for_a_day, is_paper_of_the_house, name_line


def open_anew(loading: Loading, where: str, unread: list[UnreadPerson]) -> PersonSource | None:
    """A file whose keys can be read; who cannot be read, or only in part, is added to `unread`."""
    stem = id_of(where)
    before = len(loading.problems)
    source = loading.person_file(where)
    if source and is_paper_of_the_house(source):
        loading.papers.append(where)
        if is_named_for_a_day(stem):
            loading.problems.append(note_of_a_day(where))
        return None
    torn = loading.torn.get(where)
    merged = open_merged(torn) if torn else None
    person = open_person(source) if source else merged or ()
    if isinstance(person, PersonSource):
        loading.problems.extend(person.problems)
    else:
        loading.problems.extend(person)
    if not isinstance(person, PersonSource) or person.torn:
        why = loading.problems[before].message
        named = names_in_merge(torn) if torn else name_line(source)
        unread.append(UnreadPerson(stem, where, why, named))
    return person if isinstance(person, PersonSource) else None


def opened_again(loading: Loading, where: str) -> PersonSource | None:
    """A file of which all was kept, but for names that mean others now."""
    source = loading.person_file(where)
    person = open_person(source) if source else ()
    return person if isinstance(person, PersonSource) else None


def read_anew(loading: Loading, one: PersonSource) -> Person:
    """The person of a file, which is kept."""
    read: Person = loading.read(one.source, partial(read_person, one), partial(_kept_of, one))
    return read


def said_in(one: PersonSource) -> Said:
    """What tells somebody from others: the id, where they live and work, and other names."""
    return one.id, text_under(one.keys, "place"), text_under(one.keys, "org"), one.aliases


def _kept_of(one: PersonSource, person: Person) -> tuple[object, tuple[str, ...]]:
    """What is kept of somebody; nothing of a file that could be read in part."""
    if one.torn:
        return None, ()
    first = first_of(one.name, said_in(one), one.problems, person)
    return first, lines_of(person)
