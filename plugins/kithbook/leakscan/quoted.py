"""Which words of a private file are quoted: within quotation marks, or behind `>` as in a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.leakscan.canon import words

_MOST = 1200
_CITED = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)
# A straight mark opens after a space or bracket and closes before one, so that 5" opens nothing.
_MARKED = re.compile(
    rf'(?<![^\s(\[{{*_>])"(?=\S)([^"]{{1,{_MOST}}}?)(?<=\S)"(?![^\W_])'
    rf"|“([^“”]{{1,{_MOST}}})”|„([^„“”]{{1,{_MOST}}})[“”]|«([^«»]{{1,{_MOST}}})»"
    rf"|»([^«»]{{1,{_MOST}}})«|「([^「」]{{1,{_MOST}}})」"
)
# Where a mark begins a value, it is YAML's or JSON's and no quotation.
_VALUE_BEGINS = re.compile(r"(?:^|[:\[{,])[ \t]*$|^[ \t]*-[ \t]*$")


def quoted_words(text: str, front: int) -> frozenset[int]:
    """The numbers of the words that are quoted; up to `front` marks may be YAML's own."""
    found: set[int] = set()
    seen = at = 0
    for begins, end in sorted(_spans(text, front)):
        start = min(max(begins, at), end)
        if start < at:
            continue
        seen += len(words(text[at:start]))
        count = len(words(text[start:end]))
        found.update(range(seen, seen + count))
        seen, at = seen + count, end
    return frozenset(found)


def _spans(text: str, front: int) -> Iterator[tuple[int, int]]:
    for found in _CITED.finditer(text):
        yield found.span()
    for found in _MARKED.finditer(text):
        if "\n\n" in found[0] or (found.start() < front and _is_syntax(text, found.start())):
            continue
        yield found.span(found.lastindex or 0)


def _is_syntax(text: str, at: int) -> bool:
    return _VALUE_BEGINS.search(text[text.rfind("\n", 0, at) + 1 : at]) is not None
