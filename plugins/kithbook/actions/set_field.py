"""One key of a person's file given a value, an item more, or taken away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.actions.outcome import Edits
from kithbook.book.document import open_document
from kithbook.book.edit import Edit, source_of
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.book.lists_and_maps import ListOf
from kithbook.book.model import Person, Phrase
from kithbook.book.names import path_of
from kithbook.book.network import Network
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.book.scalars import SchemaWord, Value
from kithbook.book.schema import PERSON
from kithbook.book.types import Boolean
from kithbook.text.addresses import several_addresses
from kithbook.text.problems import Problem
from kithbook.text.refusal import refuse
from kithbook.text.source import Items, Keys, Node, Scalar, Source
from kithbook.text.telephone import several_numbers
from kithbook.text.words import did_you_mean, fold, full_stop, listed

_WORDS = ("true", "false", "yes", "no")


@dataclass(frozen=True, slots=True)
class WhoseFile:
    """The file of a person that is to be changed, in its book."""

    root: Path
    network: Network
    person: str
    by_now: Source | None = None

    def source(self) -> Source:
        """The file as it is now, or as other changes leave it; refused where it cannot be read."""
        return self.by_now or source_of(
            self.root, path_of(self.root, self.person) or f"people/{self.person}.md"
        )

    @property
    def who(self) -> Person:
        """What the file says; refused where the reader could make nothing of it."""
        if self.person not in self.network.people:
            refuse(f"The file of {self.person} cannot be read. See: kith check")
        return self.network.people[self.person]


def set_value(whose: WhoseFile, key: str, value: str, command: str = "set") -> Edits:
    """A key with a value, an item more where it holds a list; an empty value takes it away."""
    steps = tuple(key.split("."))
    top = next((one for one in PERSON.fields if one.key == steps[0]), None)
    if top is None:
        near = did_you_mean(steps[0], [one.key for one in PERSON.fields])
        refuse(f'"{steps[0]}" is no key of a person. {near or "See docs/format.md"}')
    source = whose.source()
    steps = _as_written(source, steps)
    if not value:
        return checked(whose, source, remove_field(source, steps), command, key)
    _require_visible(value)
    _require_one(source, steps, key)
    if isinstance(top.type, ListOf) and "." not in key:
        return checked(whose, source, append_item(source, steps, value), command, key)
    written: Value = value
    if isinstance(top.type, Boolean) and value.lower() in _WORDS:
        written = SchemaWord(value.lower())
    return checked(whose, source, set_field(source, steps, written), command, key)


def add_phrase(whose: WhoseFile, key: str, text: str, command: str) -> Edits:
    """One thing more that somebody needs, offers or knows; refused where it is there already."""
    for one in phrases(whose.who, key):
        if fold(one.text) == fold(text):
            refuse(f"{one.at}: it says so already.")
    return set_value(whose, key, text, command)


def drop_phrase(whose: WhoseFile, text: str, key: str = "needs") -> Edits:
    """Something that somebody needs no longer, by a part of its words."""
    there = phrases(whose.who, key)
    found = [at for at, one in enumerate(there) if fold(text) in fold(one.text)]
    exact = [at for at in found if fold(there[at].text) == fold(text)]
    found = exact if len(exact) == 1 else found
    if len(found) == 1:
        source = whose.source()
        steps = _steps_to(source, there[found[0]], key, found[0], len(there))
        return checked(whose, source, remove_field(source, steps), "drop", there[found[0]].text)
    named = "\n".join(f"  {one.text}" for one in ([there[at] for at in found] or there))
    if not there:
        return refuse(f"Nothing stands under {key} in the file of {whose.who.name}.")
    several = f'"{text}" could be several. Write more of the one you mean:'
    none = f'"{text}" is none of what stands under {key}:'
    return refuse(f"{several if found else none}\n{named}")


def _as_written(source: Source, steps: tuple[str, ...]) -> tuple[str, ...]:
    """The path of a key as the file has it: under the name of another program, where it is read."""
    opened = open_person(source)
    if not isinstance(opened, PersonSource):
        return steps
    path = ".".join(steps)
    for start, read_as in opened.read_as.items():
        if read_as.path == path and start < opened.keys.end:
            word = _word_at(source, start)
            return (word,) if word else steps
    return steps


def _word_at(source: Source, start: int) -> str:
    """The key that begins at a place of the file."""
    return next((key.text for key, _ in open_document(source).root.pairs if key.start == start), "")


def _require_one(source: Source, steps: tuple[str, ...], key: str) -> None:
    """Refuses to put one address or number in the place of several that stand in one text."""
    node: Node | None = open_document(source).root
    for step in steps:
        node = node.get(step) if isinstance(node, Keys) else None
    if isinstance(node, Scalar):
        several = several_addresses(node.text) or several_numbers(node.text)
        if several:
            line = source.location(node.start)
            refuse(
                f"{line}: {key} holds {listed(several, 'and')} in one text, and this would take "
                "them away. Write them as a list first: kith tidy shows it."
            )


def _steps_to(
    source: Source, phrase: Phrase, key: str, number: int, count: int
) -> tuple[str | int, ...]:
    """Where a phrase stands in the keys of a file, under whichever key; refused in the text."""
    for name, node in open_document(source).root.pairs:
        items = node.nodes if isinstance(node, Items) else (node,)
        places = [source.location(item.start) for item in items]
        if phrase.at in places:
            return (name.text, places.index(phrase.at)) if len(places) > 1 else (name.text,)
        inside = source.location(node.start).line <= phrase.at.line
        if inside and phrase.at.line <= source.location(node.end).line and name.text == key:
            return (key, number) if count > 1 else (key,)
    return refuse(f"{phrase.at}: it stands in the text of the file. Take it out there.")


def phrases(who: Person, key: str) -> tuple[Phrase, ...]:
    """What stands under needs, offers, knows or interests."""
    found: tuple[Phrase, ...] = getattr(who, key)
    return found


def rest_until(whose: WhoseFile, day: date) -> Edits:
    """Somebody left in peace until a day."""
    return set_value(whose, "snooze", str(day), "snooze")


def _require_visible(value: str) -> None:
    if not value.isprintable():
        refuse("The value holds a character that cannot be seen. Type it again on one line.")


def checked(whose: WhoseFile, source: Source, edit: Edit, command: str, what: str) -> Edits:
    """The edit, unless the file would have a finding more than it has."""
    if edit.content == source.text.encode():
        refuse(f"{edit.path}: it says so already.")
    before = Counter((one.code, one.message) for one in _findings(whose, source))
    for problem in _findings(whose, edit.made):
        if before[problem.code, problem.message]:
            before[problem.code, problem.message] -= 1
            continue
        refuse(f"{full_stop(problem.sentence)} Nothing was written.")
    return Edits((edit,), command, f"{whose.person}: {what[:60]}")


def _findings(whose: WhoseFile, source: Source) -> tuple[Problem, ...]:
    opened = open_person(source)
    if not isinstance(opened, PersonSource):
        return tuple(opened)
    reading = Reading(source, whose.network.settings, whose.network.index)
    read_person(opened, reading)
    return (*opened.problems, *reading.problems)
