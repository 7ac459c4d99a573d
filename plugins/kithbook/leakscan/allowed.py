"""What may stand on the public site although the book holds it too.

Disclosed texts, and these word for word only; the names and links that a consent shows; the
owner's public facts in mkdocs.yml; what the settings allow by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import chain, pairwise
from pathlib import Path

import kithbook
from kithbook.airlock.disclosed import FILE, DisclosedItem, read_airlock
from kithbook.book.copies import copies_in
from kithbook.book.copy_findings import look_at_copies
from kithbook.book.folder_names import names_by_folder
from kithbook.book.model import Person, Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.book.settings import load_settings
from kithbook.coach.engine import load_rules
from kithbook.disclosure.answers import read_answers
from kithbook.disclosure.projection import disclosed_of, is_count
from kithbook.language.folders import file_of, languages
from kithbook.leakscan.built_site import numbers_in, shipped_folders, shipped_under
from kithbook.leakscan.canon import row, words
from kithbook.leakscan.decode import escapes
from kithbook.leakscan.private_files import PrivateFile
from kithbook.leakscan.shown import Shown, shown_by
from kithbook.text.merge_marks import unfinished_merge
from kithbook.text.source import Source

_LEAST_MASKED = 3
_STARTER = Path(kithbook.__file__).parent / "actions" / "starter"
# What a new book has for programs is on no page, so its words excuse nothing.
_NEVER_SHOWN = frozenset(("AGENTS.md",))
_TEXTS = (".html", ".md", ".yml", ".json", ".txt", ".js", ".svg")


@dataclass(frozen=True)
class Allowed:
    """What is excused, as rows of words; a mask covers a whole disclosed text in the output."""

    facts: str
    contacts: str
    masks: tuple[re.Pattern[str], ...]
    quotes: str
    page: str
    answers: str = ""
    owner_files: frozenset[str] = frozenset()

    @property
    def shipped(self) -> str:
        """The words of the templates and the coach's remarks; read only when in doubt."""
        return _shipped_words()

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The owner's own telephone numbers in the ways of dialling them, as digits."""
        return frozenset(digits for digits, _ in numbers_in(self.contacts))

    def covers(self, sought: tuple[str, ...]) -> bool:
        """Whether these words are shown on purpose."""
        return row(sought) in self.facts

    def is_contact(self, sought: tuple[str, ...]) -> bool:
        """Whether these words are an address that is shown on purpose."""
        return row(sought) in self.contacts

    def on_page(self, sought: tuple[str, ...]) -> bool:
        """Whether these words stand in the owner's own public words."""
        return row(sought) in self.page

    def is_answered(self, sought: tuple[str, ...]) -> bool:
        """Whether the owner was asked about these words and lets them stand."""
        return row(sought) in self.answers

    def is_ours(self, sought: tuple[str, ...]) -> bool:
        """Whether these words come from the templates."""
        follow = _shipped_pairs()
        return all(pair in follow for pair in pairwise(sought)) and row(sought) in self.shipped


@cache
def _shipped_words() -> str:
    folders = (
        path
        for place in (*shipped_folders(), _STARTER)
        for path in shipped_under(place)
        if path.name not in _NEVER_SHOWN
    )
    own = (path for path in folders if path.suffix in _TEXTS and "assets" not in path.parts)
    spoken = (file_of(code, "page") for code in languages("page"))
    templates = (path.read_text(encoding="utf-8", errors="replace") for path in chain(own, spoken))
    said = (text for texts in load_rules()["say"].values() for text in texts.values())
    texts = chain(templates, (part for text in said for part in text.split("{quote}")))
    return _rows(way for text in texts for way in _ways_to_read(text))


@cache
def _shipped_pairs() -> frozenset[tuple[str, str]]:
    """Every two words that follow one another there, for a quick no."""
    return frozenset(pairwise(_shipped_words().split()))


def allowed_in(root: Path, today: date, files: Iterable[PrivateFile]) -> Allowed:
    """What may stand on the public site of a book on a day; raises AirlockFault."""
    settings = load_settings(root)
    copies = copies_in(names_by_folder(root), settings.people_except)
    differing = look_at_copies(root, copies).differing
    sure = [file for file in files if file.path not in copies.of and file.path not in differing]
    agreed = _agreed(settings, today, sure)
    items = [
        item
        for item in read_airlock(root / FILE, today)
        if item in agreed or is_count(item.text, settings.disclose_introductions)
    ]
    facts = [part for item in items for part in (item.name, item.link) if part]
    masks = [sought for item in items if len(sought := words(item.text)) >= _LEAST_MASKED]
    short = [item.text for item in items if len(words(item.text)) < _LEAST_MASKED]
    shown = shown_by(root)
    return Allowed(
        facts=_rows((*facts, *short, *settings.disclose_allow, *shown.texts, *shown.contacts)),
        contacts=_rows((*facts, *settings.disclose_allow, *shown.contacts)),
        masks=tuple(_mask(sought) for sought in sorted(masks, key=len, reverse=True)),
        quotes=_rows(item.text for item in items),
        page=_rows(_page_texts(root / "content" / "public")),
        answers=_rows(read_answers(root)[0].public),
        owner_files=frozenset(_owner_files(shown, files)),
    )


def _owner_files(shown: Shown, files: Iterable[PrivateFile]) -> Iterator[str]:
    """The person files that are about the owner: of that name, or with that address."""
    owner = words(shown.owner)
    emails = {email.casefold() for email in shown.emails}
    for file in files:
        if file.is_person and owner and _speaks_of(file, owner, emails):
            named = file.named
            if named and owner in (words(named[1]), *map(words, named[2])):
                yield file.path


def _speaks_of(file: PrivateFile, owner: list[str], emails: set[str]) -> bool:
    """A quick look that spares reading every file; not one of the names is sure yet."""
    text = file.text.casefold()
    return owner[-1] in text or any(email in text for email in emails)


def _mask(sought: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?<= ){re.escape(' '.join(sought))}(?= )")


def _rows(texts: Iterable[str]) -> str:
    return "\0".join(row(words(text)) for text in texts)


def _ways_to_read(text: str) -> Iterator[str]:
    """A text as it stands, and with its escapes undone, as private files are read too."""
    yield text
    if "\\" in text:
        yield escapes(text)


def _page_texts(folder: Path) -> Iterator[str]:
    """The owner's own public words; what is only linked in from elsewhere is not his words."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        inside = path.resolve().is_relative_to(folder.resolve())
        if path.is_file() and inside and path.suffix in _TEXTS:
            yield path.read_text(encoding="utf-8", errors="replace")


def _agreed(settings: Settings, today: date, files: Iterable[PrivateFile]) -> set[DisclosedItem]:
    people = _consenting(settings, files)
    if not people:
        return set()
    known = {person.id for person in people}
    named = (file.named or (file.stem, file.stem, ()) for file in files if file.is_person)
    others = [(id_, name) for id_, name, _ in named if id_ not in known]
    return set(disclosed_of(people, today, others))


def _consenting(settings: Settings, files: Iterable[PrivateFile]) -> tuple[Person, ...]:
    """The people whose files speak of a consent."""
    opened: list[PersonSource] = []
    for file in files:
        if file.is_person and "consent" in file.text and unfinished_merge(file.text) is None:
            person = open_person(Source(file.path, file.text))
            opened += [person] if isinstance(person, PersonSource) else []
    names = NameIndex((one.id, one.name, one.aliases) for one in opened)
    return tuple(read_person(one, Reading(one.source, settings, names)) for one in opened)
