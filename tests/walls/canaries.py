"""A book with a unique word in every private field of every kind of file, and in every name."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import yaml

from benchmarks.made_files import png
from kithbook.book.circle_type import Circle
from kithbook.book.lists_and_maps import ListOf, MapOf
from kithbook.book.phrase_keys import PhraseType
from kithbook.book.records import Record
from kithbook.book.schema import INTRODUCTION, PERSON, PERSON_FILE, REQUEST
from kithbook.book.settings_schema import SETTINGS
from kithbook.book.types import (
    Boolean,
    Date,
    Death,
    FieldType,
    Name,
    Number,
    OneOf,
    SpanOfTime,
    Text,
)
from kithbook.book.yaml_log import LogLines

MARK = "zq7canary"
_OWN = ("disclose", "people_except")
# Read as a person, set apart from people, or not read at all.
_OTHERS = (
    "people/family/x.markdown", "people/y.MD", "people/_templates/person.md",
    "people/templates/friend.yml", "people/_lists.md", "people/Dashboard.md",
    "people/.trash/z.md", "people/family/letter.txt", "journal/x.txt", "requests/x.eml",
)  # fmt: skip


class Canaries:
    """Makes unique words, and remembers what each was put into."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self._numbers = count(1)

    def new(self, place: str) -> str:
        """A word that stands nowhere else."""
        word = f"{MARK}{next(self._numbers):04d}"
        self.places[word] = place
        return word

    def value(self, type_: FieldType, place: str) -> object:
        """A value of a key with a canary wherever its type lets one in."""
        match type_:
            case Text() | PhraseType():
                return self._text(place)
            case LogLines():
                return [self._text(f"{place}[]")]
            case ListOf(of=inner):
                return [self.value(inner, f"{place}[]")]
            case MapOf(of=inner):
                return {"ada-canary": self.value(inner, f"{place}.*")}
            case Record():
                return self.record(type_, place)
            case _:
                return _PLAIN[type(type_)]

    def record(self, record: Record, place: str) -> dict[str, object]:
        """A value for every key of a record, and one for a key of the owner's own."""
        keys = {
            field.key: self.value(field.type, f"{place}.{field.key}")
            for field in record.fields
            if not isinstance(field.type, Death)  # nothing of the dead would be shown
        }
        return {**keys, "x_own": self.new(f"{place}.x_own")}

    def _text(self, place: str) -> str:
        word = self.new(place)
        if place.endswith("email[]"):
            return f"{word}@example.org"
        return f"https://{word}.example.org" if place.endswith(".web") else f"the {word} of it"


_PLAIN: dict[type, object] = {
    Boolean: False, OneOf: "ask", Circle: "warm", Date: "2026-01-02", Name: "ada-canary",
    Number: 3, SpanOfTime: "6 weeks",
}  # fmt: skip


def write_canaries(book: Path) -> Canaries:
    """Puts canaries into a book: five kinds of files, settings, pages, names, pictures, history."""
    made = Canaries()
    for path, text in _texts(made):
        place = book / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for folder in ("people", "content/private", "requests"):
        name = made.new(f"name of a picture in {folder}")
        (book / folder / f"{name}.png").write_bytes(
            png(b"Comment\0" + made.new("text of a picture").encode(), b"tEXt")
        )
    _commit(book, made.new("commit author"))
    return made


def _texts(made: Canaries) -> Iterator[tuple[str, str]]:
    front = made.record(PERSON, "person")
    log = f"- 2026-11-03 call: {made.new('log entry')}\n"
    notes = (
        f"{made.new('notes')} wants to leave the harbour and to host a game show\n"
        f"<!-- {made.new('comment in notes')} -->\n"
    )
    yield "people/ada-canary.md", f"---\n{_yaml(front)}---\n{notes}\n## Log\n{log}"
    whole = made.record(PERSON_FILE, "person as yaml")
    yield f"people/{made.new('file name of a person')}.yml", _yaml(whole)
    entry = f"- 2026-11-03 coffee with [[ada-canary]]: {made.new('journal entry')}\n"
    yield f"journal/{made.new('file name of a journal')}.md", f"{made.new('journal')}\n\n{entry}"
    for folder, record in (("introductions", INTRODUCTION), ("requests", REQUEST)):
        keys = _yaml(made.record(record, folder))
        body = made.new(f"body in {folder}")
        yield f"{folder}/{made.new(f'file name in {folder}')}.md", f"---\n{keys}---\n{body}\n"
    cells = ",".join(made.new(f"roster cell {number}") for number in range(4))
    header = "First Name,Last Name,URL,Email Address\n"
    yield f"rosters/{made.new('file name of a roster')}.csv", f"{header}{cells}@example.org\n"
    yield "rosters/google.csv", _google(made)
    yield "rosters/phone.vcf", _cards(made)
    for ending in ("vcf", "json", "txt", "tsv"):
        yield f"rosters/other.{ending}", f"NOTE:{made.new(f'roster .{ending}')}\n"
    for other in _OTHERS:
        yield other, f"{made.new(f'file without keys: {other}')}\n"
    private = tuple(field for field in SETTINGS.fields if field.key not in _OWN)
    settings = made.record(Record("settings", private), "settings") | {"today": "2026-11-22"}
    settings["people_except"] = ["Dashboard.md", made.new("settings.people_except")]
    yield "kithbook.yml", f"# {made.new('comment in the settings')}\n{_yaml(settings)}"
    yield f"content/private/{made.new('name of a page')}.md", f"# {made.new('page')}\n"


def _google(made: Canaries) -> str:
    """A table as Google writes it: two values in each cell, and a column that nobody knows."""
    names = (
        "First Name", "Nickname", "Organization Name", "Organization Title", "Notes", "Labels",
        "E-mail 1 - Value", "Address 1 - Street", "Address 1 - City", "Relation 1 - Value",
        "Website 1 - Value", "Shoe size",
    )  # fmt: skip
    cells = [f"{made.new(f'{name} at Google')} ::: {made.new(f'{name}, second')}" for name in names]
    return f"{','.join(names)}\n{','.join(cells)}\n"


def _cards(made: Canaries) -> str:
    """Cards as telephones write them: each property plain, folded, and in quoted-printable."""
    properties = (
        "FN", "N", "NICKNAME", "ORG", "TITLE", "EMAIL", "ADR;HOME", "URL", "NOTE", "CATEGORIES",
        "X-OWN", "item1.X-ABLabel",
    )  # fmt: skip
    lines = []
    for name in properties:
        plain, folded, soft = (made.new(f"{name} of a card, {how}") for how in ("", "folded", "QP"))
        encoded = "".join(f"={ord(letter):02X}" for letter in soft)
        lines += [
            f"{name}:{plain}",
            f"{name}:{folded[:6]}\n {folded[6:]}",
            f"{name};ENCODING=QUOTED-PRINTABLE:{encoded[:9]}=\n{encoded[9:]}",
        ]
    return "\n".join(("BEGIN:VCARD", "VERSION:2.1", *lines, "END:VCARD", ""))


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def _commit(book: Path, author: str) -> None:
    who = ("-c", f"user.name={author}", "-c", f"user.email={author}@example.org")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", author)):
        subprocess.run(["git", *words], cwd=book, check=True, capture_output=True)
