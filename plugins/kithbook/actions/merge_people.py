"""Two people who are one: their files as one file, and every link to the other led to the first.

The order can be broken off anywhere. The first file has everything of both before a link moves, and
the other goes last; until then `kith check` says that the two have one name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kithbook.actions.stepwise import Steps
from kithbook.book.copies import copies_in
from kithbook.book.edit import digest, edit_of, source_of
from kithbook.book.file_steps import Gone, Step
from kithbook.book.folder_names import names_by_folder
from kithbook.book.given_name import with_name
from kithbook.book.joined_keys import OtherWord, join_keys, without_self
from kithbook.book.joined_text import lost_lines, text_of, with_chunks, with_notes
from kithbook.book.model import Introduction, Person
from kithbook.book.names_in_files import names_of
from kithbook.book.network import Network
from kithbook.book.other_words import OtherWords, first_difference, names_with, read_names_in
from kithbook.book.pairs_apart import said_apart, with_other_id, with_pair
from kithbook.book.roster_places import NOT_THE_SAME
from kithbook.text.refusal import Refused, refuse
from kithbook.text.source import Source
from kithbook.text.words import fold


@dataclass(frozen=True, slots=True)
class Merging:
    """What joining two people comes to: the steps, what the two said differently, and doubles."""

    person: str
    other: str
    steps: Steps
    others: tuple[OtherWord, ...] = ()
    twins: tuple[tuple[Introduction, Introduction], ...] = ()
    elsewhere: int = 0


def merge(root: Path, network: Network, person: str, other: str) -> Merging:
    """What joining the second of two people, by id, into the first would do."""
    one, two = _require_two(root, network, person, other)
    first, second = (source_of(root, each.path) for each in (one, two))
    read = read_names_in(root, network)
    both = (one.id, one.name, (*one.aliases, two.name, *two.aliases))
    words = OtherWords(other, person, (two.name,), names_with(network, both, gone=other), (other,))
    meant = frozenset(map(fold, (person, other, *both[2], one.name)))
    mine, theirs = (read.of(each, words) for each in (first, second))
    now, told = _joined(mine, theirs, one, two, meant)
    changed = {path: text for path, text in read.with_words(words).items()
               if path not in (one.path, two.path)}  # fmt: skip
    read.require_same(changed, words, besides=(one.path, two.path))
    steps: list[Step] = []
    if now.text != first.text:
        steps.append(edit_of(first, now.text, first_difference(first.text, now.text)))
    for path, text in changed.items():
        before = source_of(root, path)
        steps.append(edit_of(before, text.text, first_difference(before.text, text.text)))
    steps += with_other_id(root, other, person)
    steps.append(Gone(two.path, digest(second.text.encode())))
    plan = Steps(tuple(steps), "merge", f"{other} is {person}")
    return Merging(person, other, plan, told, tuple(_twins(network, one, two)), len(changed))


def not_the_same(root: Path, person: str, other: str) -> Steps:
    """What remembers of two that they are two; refused where that is known."""
    if said_apart(root, person, other):
        refuse(f"{NOT_THE_SAME} says so already.")
    what = f"{person} is not {other}"
    return Steps((with_pair(root, person, other),), "merge", what)


def _joined(
    mine: Source, theirs: Source, one: Person, two: Person, meant: frozenset[str]
) -> tuple[Source, tuple[OtherWord, ...]]:
    title = f"From the file of {two.name}"
    try:
        now, rest = (without_self(each, meant) for each in (mine, theirs))
        joined = join_keys(now, rest, {"name": two.name if two.name != one.name else ""})
        now = joined.source
        said = [f"- {title}, {_plainly(each.key)}: {each.other}" for each in joined.others]
        text = text_of(rest)
        now = with_notes(now, title, (*text.notes, *said))
        now = with_chunks(now, text.log, title)
        lost = dict.fromkeys(lost_lines(now, mine, theirs))
        now = with_notes(now, title, (f"- From {path}, {line}" for path, line in lost))
        if (named := names_of(now)) is None or named[1] != one.name:
            now = with_name(now, named[1] if named else "", one.name)
    except Refused as why:
        refuse(f"{why} So the two cannot be put together by kith. Do it in your editor.")
    return now, tuple(joined.others)


def _plainly(key: str) -> str:
    """A key as words that no reader takes for one."""
    outer, _, inner = key.partition(".")
    return f"under {inner} of {outer}" if inner else f"under {outer}"


def _require_two(root: Path, network: Network, person: str, other: str) -> tuple[Person, Person]:
    for each in (person, other):
        if each not in network.people or network.people[each].torn:
            refuse(f"The file of {each} cannot be read. See: kith check")
    one, two = network.people[person], network.people[other]
    if person == other:
        refuse(f"{one.name} is one person already ({person}).")
    if said_apart(root, person, other):
        refuse(f"{NOT_THE_SAME} says that {person} and {other} are not the same. Delete that line.")
    between = next((act for act in network.introductions if set(act.ids) >= {person, other}), None)
    if between:
        refuse(
            f"{between.path} is an introduction of {one.name} with {two.name}, and nobody is "
            "introduced to themselves. If they are one person, delete that file first."
        )
    copies = copies_in(names_by_folder(root), network.settings.people_except).of
    if copy := next((each for each, of in copies.items() if of in (one.path, two.path)), ""):
        refuse(f"{copy} is a copy of {copies[copy]}. Put the two together first. See: kith check")
    return one, two


def _twins(network: Network, one: Person, two: Person) -> list[tuple[Introduction, Introduction]]:
    """Introductions of each of the two with the same third."""

    def thirds(who: Person) -> dict[frozenset[str], Introduction]:
        acts = (act for act in network.introductions if who.id in act.ids)
        return {frozenset(act.ids) - {who.id}: act for act in acts}

    mine, theirs = thirds(one), thirds(two)
    return [(mine[third], theirs[third]) for third in mine.keys() & theirs.keys() if third]
