"""Lines of vCard and iCalendar as they are written: escaped, and folded at 75 octets.

Both formats share them (RFC 6350 sections 3.2 and 4, RFC 5545 sections 3.1 and 3.3.11), and so they
do here: what one program reads as two lines, or as half a character, is lost in either.
"""

from __future__ import annotations

from collections.abc import Iterable

_MOST_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def escaped(text: str) -> str:
    """A text as the value of a property; what nobody sees in it is for the caller to take away."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def folded(line: str) -> str:
    """One line with its end, as several of at most 75 octets where it is longer.

    No character is taken apart, so that a reader that decodes first sees no half ones.
    """
    if len(line) * 4 <= _MOST_OCTETS or len(line.encode()) <= _MOST_OCTETS:
        return f"{line}\r\n"
    parts: list[str] = []
    begins, octets = 0, 0
    for at, character in enumerate(line):
        width = len(character.encode())
        if octets + width > _MOST_OCTETS:
            parts.append(line[begins:at])
            begins, octets = at, 1  # the blank that a line goes on with
        octets += width
    return "\r\n ".join((*parts, line[begins:])) + "\r\n"


def content_lines(lines: Iterable[str]) -> bytes:
    """A whole file of such lines."""
    return "".join(map(folded, lines)).encode()
