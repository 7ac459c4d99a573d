"""Code fences and comments of Markdown: which lines stand outside them, and which is left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
COMMENTS = {"<!--": "-->", "%%": "%%"}
"""What begins a comment at the head of a line, in HTML and in Obsidian, and what ends it."""
_OPENINGS = ("```", "~~~", *COMMENTS)


@dataclass
class OpenFence:
    """Lines outside code fences and comments; `inside` takes the others."""

    inside: list[tuple[int, str]] = field(default_factory=list)
    at: int | None = None

    def outside(self, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The lines that are read; afterwards `at` is where a fence begins that is not closed."""
        closing = ""
        for offset, text in lines:
            if closing or text.lstrip().startswith(_OPENINGS):
                begins = not closing
                closing = closing or _closing_of(text)
                rest = behind(text, closing, begins=begins) if closing else text
                closing = closing if rest is None else ""
                self.at = None if not closing else offset if self.at is None else self.at
                if not (rest and rest.strip()):
                    self.inside.append((offset, text))
                    continue
            yield offset, text


def comment_sign(text: str) -> str:
    """What begins a comment at the head of a line; empty where none does."""
    bare = text.lstrip()
    return next((sign for sign in COMMENTS if bare.startswith(sign)), "")


def _closing_of(text: str) -> str:
    """What closes the fence or comment that a line begins; empty where it begins none."""
    if sign := comment_sign(text):
        return COMMENTS[sign]
    fence = _FENCE.match(text)
    return fence["mark"] if fence else ""


def behind(text: str, closing: str, *, begins: bool) -> str | None:
    """The text of a line behind the end of a fence or comment; None where it does not end here."""
    if closing in COMMENTS.values():
        sign = comment_sign(text) if begins else ""
        _, ends, rest = text[text.find(sign) + len(sign) :].partition(closing)
        return rest if ends else None
    return "" if not begins and text.lstrip().startswith(closing) else None
