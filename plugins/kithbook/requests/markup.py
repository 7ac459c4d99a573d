"""The words of HTML mail, one line a block, as plain text; nothing of it is ever rendered.

The parser of the standard library takes time that grows with the square of a hostile page
(40,000 characters of `<a ` take eight seconds), so tags are found by looking for brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

MAX_HTML = 2_000_000
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
     "section", "table", "tbody", "td", "th", "thead", "tr", "ul", "body")
)  # fmt: skip
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "blockquote", "ul", "ol", "table", "pre"))
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript", "svg"))
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:]{0,20})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MAX_QUOTES = 20


def text_of(html: str) -> str:
    """The visible text of a page; quoted blocks get `> ` before each line."""
    lines = _Lines()
    silent = ""
    for words, tag in _pieces(html[:MAX_HTML]):
        if words and not silent:
            lines.add(words)
        if not tag:
            continue
        name = _TAG.match(tag)
        if name is None:
            continue
        word, closing = name[1].lower(), tag.startswith("/")
        if silent:
            silent = "" if closing and word == silent else silent
        elif word in _SILENT and not closing:
            silent = word
        else:
            lines.mark(word, closing=closing)
    return lines.text()


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Text with the inside of the tag that ends it; comments are passed over."""
    at = 0
    while at < len(html):
        start = html.find("<", at)
        if start < 0:
            yield html[at:], ""
            return
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            yield html[at:start], ""
            at = end + 3 if end >= 0 else len(html)
            continue
        if not _TAG.match(html, start + 1) and html[start + 1 : start + 2] not in ("!", "?"):
            yield html[at : start + 1], ""
            at = start + 1
            continue
        end = html.find(">", start)
        if end < 0:
            yield html[at:start], ""
            return
        yield html[at:start], html[start + 1 : end]
        at = end + 1


class _Lines:
    """Text gathered line by line."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._exact = 0

    def add(self, raw: str) -> None:
        """Takes text as it stands between two tags."""
        words = unescape(raw)
        if not self._exact:
            self._line.append(_SPACE.sub(" ", words))
            return
        first, *rest = words.split("\n")
        self._line.append(first)
        for line in rest:
            self._break()
            self._line.append(line)

    def mark(self, tag: str, *, closing: bool) -> None:
        """Takes a tag."""
        if tag == "br":
            self._break(even_empty=True)
        elif tag in _BLOCKS:
            self._break()
            if tag in _PARAGRAPHS and self._done and self._done[-1].strip("> "):
                self._done.append("")
        if tag == "pre":
            self._exact = max(0, self._exact + (-1 if closing else 1))
        if tag == "blockquote":
            self._quotes = min(_MAX_QUOTES, max(0, self._quotes + (-1 if closing else 1)))

    def text(self) -> str:
        """All lines."""
        self._break()
        return "\n".join(self._done)

    def _break(self, *, even_empty: bool = False) -> None:
        line = "".join(self._line)
        line = line if self._exact else line.strip()
        self._line = []
        if line or even_empty:
            self._done.append("> " * self._quotes + line)
