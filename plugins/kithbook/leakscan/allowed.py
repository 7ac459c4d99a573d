"""What may stand on the public site although the book holds it too.

Disclosed texts, and these word for word only; the names and links that a consent shows; the
owner's public facts in mkdocs.yml; what the settings allow by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

from kithbook.book.load import load_settings
from kithbook.book.model import Person, Settings
from kithbook.book.names import read_names
from kithbook.book.network import NameIndex
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.coach.engine import load_rules
from kithbook.disclosure.projection import disclosed_of, is_count
from kithbook.leakscan.canon import row, words
from kithbook.leakscan.output import numbers_in, shipped_folders
from kithbook.leakscan.secrets import PrivateFile
from kithbook.public.airlock import FILE, DisclosedItem, read_airlock
from kithbook.text.nodes import content_of
from kithbook.text.source import Source

_LEAST_MASKED = 3
_TEXTS = (".html", ".md", ".yml", ".json", ".txt", ".js", ".svg")


@dataclass(frozen=True)
class Allowed:
    """What is excused, as rows of words; a mask covers a whole disclosed text in the output."""

    facts: str
    masks: tuple[re.Pattern[str], ...]
    quotes: str
    page: str

    @cached_property
    def shipped(self) -> str:
        """The words of the templates and the coach's remarks; read only when in doubt."""
        templates = (
            path.read_text(encoding="utf-8", errors="replace")
            for folder in shipped_folders()
            for path in sorted(folder.rglob("*"))
            if path.suffix in _TEXTS and not {".icons", "assets"} & set(path.parts)
        )
        said = (text for texts in load_rules()["say"].values() for text in texts.values())
        return _rows(chain(templates, (part for text in said for part in text.split("{quote}"))))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Telephone numbers among the facts, as digits."""
        return frozenset(digits for digits, _ in numbers_in(self.facts))

    def covers(self, sought: tuple[str, ...], *, page: bool) -> bool:
        """Whether these words may stand there; `page` when the owner's public words excuse them."""
        one = row(sought)
        return one in self.facts or (page and one in self.page)

    def is_ours(self, sought: tuple[str, ...]) -> bool:
        """Whether these words come from the templates."""
        return row(sought) in self.shipped


def allowed_in(root: Path, today: date, files: Iterable[PrivateFile]) -> Allowed:
    """What may stand on the public site of a book on a day; raises AirlockFault."""
    settings = load_settings(root)
    agreed = _agreed(root, settings, today, files)
    items = [
        item
        for item in read_airlock(root / FILE, today)
        if item in agreed or is_count(item.text, settings.disclose_introductions)
    ]
    facts = [part for item in items for part in (item.name, item.link) if part]
    masks = [sought for item in items if len(sought := words(item.text)) >= _LEAST_MASKED]
    short = [item.text for item in items if len(words(item.text)) < _LEAST_MASKED]
    config = content_of(root, root / "mkdocs.yml")
    written = [config.decode("utf-8", "replace")] if config is not None else []
    return Allowed(
        facts=_rows((*facts, *short, *settings.disclose_allow, *written)),
        masks=tuple(_mask(sought) for sought in sorted(masks, key=len, reverse=True)),
        quotes=_rows(item.text for item in items),
        page=_rows(_page_texts(root / "content" / "public")),
    )


def _mask(sought: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?<= ){re.escape(' '.join(sought))}(?= )")


def _rows(texts: Iterable[str]) -> str:
    return "\0".join(row(words(text)) for text in texts)


def _page_texts(folder: Path) -> Iterator[str]:
    """The owner's own public words; what is only linked in from elsewhere is not his words."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        inside = path.resolve().is_relative_to(folder.resolve())
        if path.is_file() and inside and path.suffix in _TEXTS:
            yield path.read_text(encoding="utf-8", errors="replace")


def _agreed(
    root: Path, settings: Settings, today: date, files: Iterable[PrivateFile]
) -> set[DisclosedItem]:
    people = _consenting(settings, files)
    if not people:
        return set()
    known = {person.id for person in people}
    others = [(id_, name) for id_, name, _ in read_names(root) if id_ not in known]
    return set(disclosed_of(people, today, others))


def _consenting(settings: Settings, files: Iterable[PrivateFile]) -> tuple[Person, ...]:
    """The people whose files speak of a consent."""
    opened: list[PersonSource] = []
    for file in files:
        if file.is_person and "consent" in file.text:
            person = open_person(Source(file.path, file.text))
            opened += [person] if isinstance(person, PersonSource) else []
    names = NameIndex((one.id, one.name, one.aliases) for one in opened)
    return tuple(read_person(one, Reading(one.source, settings, names)) for one in opened)
