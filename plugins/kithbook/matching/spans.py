"""The span of a passage to quote: the whole where it is short, else the sentence that says most."""

from __future__ import annotations

import re
from collections.abc import Sequence

Places = Sequence[tuple[int, float]]
LONGEST_SPAN = 160
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?")


def span(text: str, places: Places) -> tuple[int, int]:
    """Where to quote a passage; `places` are where its matches begin, and what each is worth."""
    stripped = text.strip()
    if len(stripped) <= LONGEST_SPAN and "\n" not in stripped:
        start = text.index(stripped) if stripped else 0
        return start, start + len(stripped)
    best, most = (0, len(text)), -1.0
    for sentence in _SENTENCE.finditer(text):
        inside = [worth for at, worth in places if sentence.start() <= at < sentence.end()]
        told = sum(inside)
        if told > most:
            best, most = sentence.span(), told
    return _cut(text, *best, places)


def _cut(text: str, start: int, end: int, places: Places) -> tuple[int, int]:
    """A span without its outer spaces, around its first match when it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start <= LONGEST_SPAN:
        return start, end
    first = min((at for at, _ in places if start <= at < end), default=start)
    if first - start > LONGEST_SPAN // 2:
        start = text.rfind(" ", start, first - LONGEST_SPAN // 4) + 1 or start
    stop = min(end, start + LONGEST_SPAN)
    if stop < end:
        stop = max(text.rfind(" ", start, stop), start + 1)
    return start, stop
