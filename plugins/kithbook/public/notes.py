"""Examples of notes in the owner's letter: each quotation after a mark, with remarks beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

MARK = "<!-- note -->"
"""What the owner writes before a quotation that is an example; its heading stands before that."""

_HEADING = r"(?P<title><h(?P<level>[3-6])\b[^>]*>(?:(?!</h[1-6]).)*</h(?P=level)>)?"
_NOTE = re.compile(rf"{_HEADING}\s*<!--\s*note\s*-->\s*(?=<blockquote\b)", re.DOTALL)
_QUOTE = re.compile(r"<(/?)blockquote\b[^>]*>")
_LINES = frozenset(("p", "br", "li", "blockquote", "h3", "h4", "h5", "h6", "pre"))


@dataclass(frozen=True, slots=True)
class ExampleNote:
    """One example: the HTML of its heading and of its quotation, and what that says."""

    title: str
    quote: str
    text: str


def set_notes(body: str, write: Callable[[tuple[ExampleNote, ...]], str]) -> str:
    """A letter in which notes that follow one another are written anew, each group as one."""
    parts: list[str] = []
    group: list[ExampleNote] = []
    at = 0
    for start, end, note in _notes(body):
        between = body[at:start]
        if between.strip() and group:
            parts.append(write(tuple(group)))
            group = []
        parts.append(between)
        group.append(note)
        at = end
    if group:
        parts.append(write(tuple(group)))
    return "".join((*parts, body[at:]))


def _notes(body: str) -> Iterator[tuple[int, int, ExampleNote]]:
    behind = 0
    for found in _NOTE.finditer(body):
        end = _end(body, found.end())
        if found.start() >= behind and end:
            quote = body[found.end() : end]
            yield found.start(), end, ExampleNote(found["title"] or "", quote, _text(quote))
            behind = end


def _end(body: str, start: int) -> int:
    """Where the quotation that begins there ends; zero where it does not."""
    depth = 0
    for tag in _QUOTE.finditer(body, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return 0


def _text(html: str) -> str:
    reader = _QuoteReader()
    reader.feed(html)
    reader.close()
    return "".join(reader.said).strip()


class _QuoteReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        self.said.append(data)
