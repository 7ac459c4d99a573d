"""Code fences and comments of Markdown: which lines stand outside them, and which is left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
_OPENINGS = ("```", "~~~", "<!--")


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
                rest = _behind(text, closing, begins=begins) if closing else text
                closing = closing if rest is None else ""
                self.at = None if not closing else offset if self.at is None else self.at
                if not (rest and rest.strip()):
                    self.inside.append((offset, text))
                    continue
            yield offset, text


def _closing_of(text: str) -> str:
    """What closes the fence or comment that a line begins; empty where it begins none."""
    if text.lstrip().startswith("<!--"):
        return "-->"
    fence = _FENCE.match(text)
    return fence["mark"] if fence else ""


def _behind(text: str, closing: str, *, begins: bool) -> str | None:
    """The text of a line behind the end of a fence or comment; None where it does not end here."""
    if closing == "-->":
        _, ends, rest = text[text.find("<!--") + 4 if begins else 0 :].partition("-->")
        return rest if ends else None
    return "" if not begins and text.lstrip().startswith(closing) else None
