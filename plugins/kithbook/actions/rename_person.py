"""Somebody under another name: their file, its place, and every link to them in the book.

The order can be broken off anywhere. The file has the new name first, with the old name and the old
id as aliases; then it moves, then links follow, and last the old id goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kithbook.actions.new_person import free_id
from kithbook.actions.stepwise import Steps
from kithbook.airlock.disclosed import FILE as AIRLOCK
from kithbook.book.copies import copies_in
from kithbook.book.edit import Edit, digest, edit_of, source_of
from kithbook.book.file_steps import Move, Step
from kithbook.book.folder_files import files_of, id_of
from kithbook.book.folder_findings import poor_id
from kithbook.book.folder_names import names_by_folder
from kithbook.book.given_name import id_for, is_named_for, with_alias, with_name, without_alias
from kithbook.book.model import Person
from kithbook.book.names_in_files import names_of
from kithbook.book.network import Network
from kithbook.book.other_words import OtherWords, first_difference, names_with, read_names_in
from kithbook.book.pairs_apart import with_other_id
from kithbook.disclosure.airlock_writer import current, items_of, render
from kithbook.disclosure.projection import order_of_items
from kithbook.text.refusal import refuse
from kithbook.text.slug import slug
from kithbook.text.source import Source
from kithbook.text.words import fold, spellings


@dataclass(frozen=True, slots=True)
class NewName:
    """What somebody is to be called: a name, an id, or both; empty for what stays.

    `typed` is what the owner called them by.
    """

    typed: str
    name: str = ""
    person: str = ""
    keep_id: bool = False


@dataclass(frozen=True, slots=True)
class Renaming:
    """What it comes to: the names and ids before and after, and the steps that do it."""

    name: str
    was: str
    person: str
    steps: Steps
    elsewhere: int = 0


def rename(root: Path, network: Network, person: str, new: NewName) -> Renaming:
    """What renaming somebody, by id, would do; refused where a name would lead elsewhere."""
    who = _require_good(root, network, person, new)
    name = new.name or who.name
    to = _new_id(root, who, new)
    _require_free(network, person, name)
    dropped = _former_ids(who, new, name, to)
    # Of a name "Li" and an id "li" the id is no name that was written: it goes, the name stays.
    former = tuple(one for one in _former_names(who, new, name) if one not in dropped)
    source = source_of(root, who.path)
    first = with_name(source, who.name, name)
    if fold(who.name) != fold(name):
        first = with_alias(first, who.name)
    last = first
    for one in {person, *dropped} - {who.name, *former}:
        last = without_alias(last, one)
    if to != person:
        first = with_alias(first, person)
    path = str(PurePosixPath(who.path).with_name(to + PurePosixPath(who.path).suffix))
    named = names_of(Source(path, last.text))
    if named is None or named[1] != name:
        refuse(f"{who.path}: the name cannot be written there. Write it in your editor.")
    read = read_names_in(root, network)
    ids = (person, *dropped) if to != person or dropped else ()
    other = OtherWords(person, to, former, names_with(network, named, gone=person), ids)
    changed = read.with_words(other)
    own = read.of(Source(who.path, last.text), other)
    others = {one: text for one, text in changed.items() if one != who.path}
    read.require_same({**others, who.path: own}, other)
    steps = tuple(_steps(root, (who.path, path), (source, first, own), others.values()))
    steps += (*_airlock(root, who, name), *with_other_id(root, person, to))
    if not steps:
        refuse(f"{who.path}: the name is {name} already, and the id is {person}.")
    what = f"{person} is {name}" if to == person else f"{person} is {to}"
    return Renaming(name, person, to, Steps(steps, "rename", what), len(others))


def _require_good(root: Path, network: Network, person: str, new: NewName) -> Person:
    if person not in network.people or network.people[person].torn:
        refuse(f"The file of {person} cannot be read. See: kith check")
    if not new.name.isprintable() or not new.person.isprintable():
        refuse("A value holds a character that cannot be seen. Type it again on one line.")
    if new.name and not any(map(str.isalnum, new.name)):
        refuse("A person needs a name. Write: kith rename 'Ada Byrne' 'Ada Lind'")
    who = network.people[person]
    copies = copies_in(names_by_folder(root), network.settings.people_except).of
    if copy := next((one for one, of in copies.items() if of == who.path), ""):
        refuse(f"{copy} is a copy of {who.path}. Put the two together first. See: kith check")
    return who


def _new_id(root: Path, who: Person, new: NewName) -> str:
    if new.person:
        path = f"people/{new.person}.md"
        if "/" in new.person or poor_id(path) or new.person[0] in ".#~_":
            refuse(f'"{new.person}" makes no id. Write letters, digits and hyphens.')
        _require_no_file(root, who, new.person)
        return new.person
    former = next((one for one in (who.name, *who.aliases) if is_named_for(who.id, one)), "")
    if new.keep_id or not new.name or not former or is_named_for(who.id, new.name):
        return who.id
    wanted = id_for(who.id, former, new.name)
    if fold(wanted) == fold(who.id):
        return wanted
    return free_id(root, wanted)


def _require_no_file(root: Path, who: Person, to: str) -> None:
    found = files_of(root, "people")
    for path in (*found.read, *found.apart, *found.others):
        if path != who.path and fold(id_of(path)) == fold(to):
            refuse(f"{path} has the id {to} already. Choose another.")


def _require_free(network: Network, person: str, name: str) -> None:
    """Refuses a name that leads to somebody else: it would lead to neither, or take links away."""
    for other in network.people.values():
        for known in (other.id, other.name, *other.aliases):
            if other.id != person and spellings(known) & spellings(name):
                refuse(
                    f'{other.path} has the name "{known}", so {name} would not lead to one person. '
                    "If the two are one person: kith merge"
                )


def _former_names(who: Person, new: NewName, name: str) -> tuple[str, ...]:
    """The names that are not written any more; of a renaming that was broken off, the old one."""
    if who.name != name:
        return (who.name,)
    typed = spellings(new.typed)
    beside = any(one != who.id and fold(one) == fold(who.id) for one in who.aliases)
    ids = (slug(who.id), who.id) if beside else (slug(who.id),)
    return tuple(
        one
        for one in who.aliases
        if one not in (name, *ids)
        and new.name
        and (spellings(one) & typed or slug(one) in (new.typed, who.id))
    )


def _former_ids(who: Person, new: NewName, name: str, to: str) -> tuple[str, ...]:
    """The aliases that a renaming which was broken off has left: an id that no file has."""
    if who.name != name or to != who.id:
        return ()
    names = (who.name, *who.aliases)
    slugs = [slug(one) for one in names if one != slug(one)]
    folded = [fold(one) for one in names]
    return tuple(
        one
        for at, one in enumerate(names)
        if at
        and one != who.id
        and (
            one in slugs
            or fold(one) in folded[:at]
            or (new.person and one == new.typed == slug(one))
        )
    )


def _steps(
    root: Path, paths: tuple[str, str], own: tuple[Source, Source, Source], others: Iterable[Source]
) -> Iterator[Step]:
    (path, to), (source, first, last) = paths, own
    now = source
    if path == to:
        first = last
    if first.text != now.text:
        yield edit_of(now, first.text, first_difference(now.text, first.text))
        now = first
    if path != to:
        yield Move(path, to, digest(now.text.encode()))
        now = Source(to, now.text)
    for one in others:
        before = source_of(root, one.path)
        yield edit_of(before, one.text, first_difference(before.text, one.text))
    if last.text != now.text:
        yield edit_of(now, last.text, first_difference(now.text, last.text))


def _airlock(root: Path, who: Person, name: str) -> Iterator[Edit]:
    """The new name beside the words that the airlock shows of them, as `kith disclose` writes it.

    One that was written by hand is for `kith disclose` to write anew.
    """
    raw = current(root)
    items = items_of(raw)
    texts = {who.public, *(one.public for one in who.introduce)} - {""}
    if raw is None or who.name == name or raw != render(items).encode():
        return
    new = (
        replace(one, name=name) if one.name == who.name and one.text in texts else one
        for one in items
    )
    content = render(sorted(new, key=order_of_items)).encode()
    if content != raw:
        yield Edit(AIRLOCK, digest(raw), content)
