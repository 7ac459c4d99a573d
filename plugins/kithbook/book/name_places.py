"""Where names stand in a file that lead to people: links, values of keys, and paths in Markdown.

What a reader takes for a name is heard while it reads, so that both know the same places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote, unquote

from kithbook.book.document import Splice, open_document
from kithbook.book.folder_files import id_of
from kithbook.book.introductions_requests import read_introduction, read_request
from kithbook.book.log_reading import read_journal_file
from kithbook.book.model import Mention, Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.people import PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.book.scalars import quoted, scalar_texts
from kithbook.text.name_links import bare_name, link_words
from kithbook.text.refusal import Refused
from kithbook.text.source import Items, Keys, Node, Scalar, Source, blank_controls

_PATH = re.compile(
    r"(?<!!)\[[^\[\]\n]*\]\(<?(?P<to>(?![a-z]+://)[^()<>\n#]+\.(?:md|markdown))", re.IGNORECASE
)


class NamePlace(NamedTuple):
    """Where a name stands, as it is written, and whom it leads to; None where to nobody.

    `way` is how it stands there: a `link`, one that YAML takes for a `nested` list, the words
    `shown` for one, a `value` of a key, or a `path`.
    """

    start: int
    end: int
    name: str
    person: str | None
    way: str


_QUOTES = ('"', "'")
_ESCAPE = re.compile(r"\\(?P<code>x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")

Words = Callable[[NamePlace], str | None]
"""Gives the words to write for a name that leads to somebody, or None to leave it."""


@dataclass
class _Heard(Reading):
    """A reading that keeps which names were looked up, and where."""

    heard: list[tuple[int, str]] = field(default_factory=list)

    def mention(self, text: str, offset: int, *, loose: bool = False) -> Mention:
        """As a reading, and kept."""
        self.heard.append((offset, text))
        return super().mention(text, offset, loose=loose)

    def known(self, text: str, offset: int) -> Mention:
        """As a reading, and kept."""
        self.heard.append((offset, text))
        return super().known(text, offset)


def name_places(source: Source, names: NameIndex, settings: Settings) -> tuple[NamePlace, ...]:
    """Every name in a file that leads to somebody or could, in order."""
    clean, _ = blank_controls(source)
    scalars = _scalars(clean)
    linked = tuple(_linked(clean.text, names, scalars.values()))
    spans = [(one.start, one.end) for one in linked]
    values = (
        one
        for offset, name in dict.fromkeys(_heard(source, names, settings))
        if (one := _value(clean.text, scalars.get(offset), offset, name, names))
        and not any(one.start < end and start < one.end for start, end in spans)
    )
    return tuple(sorted({*linked, *_paths(clean.text, names), *values}))


def renamed(source: Source, places: Iterable[NamePlace], words: Words) -> Source:
    """The file with other words for some of its names, and not another letter changed."""
    scalars = _scalars(source)
    text = source.text
    for one in sorted(places, reverse=True):
        new = words(one)
        if new is not None and new != one.name:
            splice = _splice(source.text, scalars.values(), one, new)
            text = text[: splice.start] + splice.text + text[splice.end :]
    return Source(source.path, text)


def _splice(text: str, scalars: Iterable[Scalar], one: NamePlace, new: str) -> Splice:
    if one.way == "path":
        return Splice(one.start, one.end, quote(new) if "%" in text[one.start : one.end] else new)
    around = next((each for each in scalars if each.start <= one.start < each.end), None)
    if around is None:
        return Splice(one.start, one.end, new)
    whole = one.way == "value" and (one.start, one.end) == (around.start, _last(text, around))
    if whole:
        return Splice(one.start, one.end, next(scalar_texts(new, flow=True)))
    mark = text[around.start]
    inner = quoted(new)[1:-1] if mark == '"' else new.replace("'", "''") if mark == "'" else new
    return Splice(one.start, one.end, inner)


def _last(text: str, node: Scalar) -> int:
    return node.start + len(text[node.start : node.end].rstrip())


def _linked(text: str, names: NameIndex, scalars: Iterable[Scalar]) -> Iterator[NamePlace]:
    scalars = tuple(scalars)
    quotes = [one for one in scalars if text[one.start : one.start + 1] in _QUOTES]
    plain = {(one.start, _last(text, one)) for one in scalars if one.plain}
    for one in link_words(text):
        around = next((each for each in quotes if each.start < one.name_at[0] < each.end), None)
        mark = text[around.start] if around else ""
        name = _said(one.name, mark)
        person = names.resolve(name).person
        way = "nested" if one.name_at in plain else "link"
        yield NamePlace(*one.name_at, name, person, way)
        if one.shown:
            yield NamePlace(*one.shown_at, _said(one.shown, mark), person, "shown")


def _said(text: str, mark: str) -> str:
    """What a piece of a text in quotes says (YAML 1.2, sections 7.3.1 and 7.3.2)."""
    if mark == "'":
        return text.replace("''", "'")
    return _ESCAPE.sub(_unescaped, text) if mark == '"' else text


def _unescaped(found: re.Match[str]) -> str:
    code = found["code"]
    return chr(int(code[1:], 16)) if len(code) > 1 else code


def _paths(text: str, names: NameIndex) -> Iterator[NamePlace]:
    for found in _PATH.finditer(text) if "](" in text else ():
        stem = id_of(found["to"])
        start = found.start("to") + found["to"].rindex(f"{stem}.")
        person = names.resolve(id_of(unquote(found["to"]))).person
        yield NamePlace(start, start + len(stem), unquote(stem), person, "path")


def _value(
    text: str, node: Scalar | None, offset: int, name: str, names: NameIndex
) -> NamePlace | None:
    """The place of a name that stands without brackets."""
    person = names.resolve(name).person
    if node is not None:
        end = _last(text, node)
        if " ".join(bare_name(node.text).split()) == " ".join(name.split()):
            return NamePlace(node.start, end, name, person, "value")
    else:
        end = min(
            (at for sign in "\r\n" if (at := text.find(sign, offset)) >= 0), default=len(text)
        )
    start = text.find(name, offset, end)
    return NamePlace(start, start + len(name), name, person, "value") if start >= 0 else None


def _heard(source: Source, names: NameIndex, settings: Settings) -> Iterator[tuple[int, str]]:
    """What the reader of a file looks up while it reads."""
    folder = source.path.partition("/")[0]
    reading = _Heard(source, settings, names)
    if folder == "people":
        opened = open_person(source)
        if isinstance(opened, PersonSource):
            reading.source = opened.source
            read_person(opened, reading)
    elif folder == "journal":
        read_journal_file(reading)
    elif folder == "introductions":
        read_introduction(reading)
    elif folder == "requests":
        request = read_request(reading)
        if request and request.via:
            reading.heard += [
                (one.start, one.text)
                for one in _scalars(source).values()
                if " ".join(one.text.split()) == " ".join(request.via.split())
            ]
    yield from reading.heard


def _scalars(source: Source) -> dict[int, Scalar]:
    """Every value and key in the keys of a file, by where it begins."""
    if source.path.partition("/")[0] == "journal" or source.path.startswith("content/private/"):
        return {}
    try:
        root = open_document(source).root
    except Refused:
        return {}
    return {one.start: one for one in _within(root)}


def _within(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for one in node.nodes:
            yield from _within(one)
    elif isinstance(node, Keys):
        for name, value in node.pairs:
            yield name
            yield from _within(value)
