"""format=flowed (RFC 3676): lines that a mail program broke are made whole again."""

from __future__ import annotations

import re

_QUOTES = re.compile(r">*")


def unflow(text: str, *, delete_space: bool = False) -> str:
    """The paragraphs as they were typed, each quoted one with its `>` in front."""
    done: list[str] = []
    going_on: int | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        found = _QUOTES.match(line)
        depth = found.end() if found else 0
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        if flows and delete_space:
            words = words[:-1]
        if going_on == depth and words != "-- ":
            done[-1] += words
        else:
            done.append(f"{'>' * depth}{' ' if depth else ''}{words}")
        going_on = depth if flows else None
    return "\n".join(done)
