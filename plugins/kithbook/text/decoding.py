"""Exports of other programs as text: UTF-8, UTF-16 as Excel and old Macs write it, and older ones.

Which letters a file from before UTF-8 means nobody can tell from its bytes, so that is a finding.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source, decode

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb";\s*CHARSET=\"?([\w-]{2,20})", re.IGNORECASE)
_OLD = "cp1252"
_HEAD = 400


class Export(NamedTuple):
    """The text of an export, as far as it can be read, and what was found on the way."""

    source: Source | None
    problems: tuple[Problem, ...] = ()


def read_export(path: str, raw: bytes) -> Export:
    """The text of an export; a line that is no UTF-8 is read as it says, or else as Windows'."""
    if (wide := _wide(raw)) and (text := raw.decode(wide, "replace")).strip("\ufeff\0 \t\r\n"):
        return Export(Source(path, text))
    found = decode(path, raw)
    if isinstance(found, Source):
        return Export(found)
    if found.code != "not-utf8":
        return Export(None, (found,))
    text, guessed = _line_by_line(raw)
    problem = Problem(
        Location(path, guessed) if guessed else found.location,
        "old-encoding",
        "This file is older than UTF-8, and its letters were read as Windows writes them",
        "Look whether its names are right; if not, export it again as UTF-8",
    )
    return Export(Source(path, text), (problem,) if guessed else ())


def _wide(raw: bytes) -> str:
    """The encoding of two bytes a letter that a text is in; empty where it is in none."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    head = raw[:_HEAD]
    if head.count(0) * 3 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _line_by_line(raw: bytes) -> tuple[str, int]:
    """The text, and the first line of which the letters are a guess; 0 for none."""
    guessed = 0
    lines: list[str] = []
    said = ""
    for number, line in enumerate(_whole_letters(raw.split(b"\n")), 1):
        said = said if line[:1] in (b" ", b"\t") else _charset_of(line)
        for charset in filter(None, ("utf-8", said)):
            try:
                lines.append(line.decode(charset))
                break
            except (LookupError, UnicodeDecodeError):
                continue
        else:
            guessed = guessed or number
            lines.append(line.decode(_OLD, "replace"))
    return "\n".join(lines), guessed


def _whole_letters(lines: list[bytes]) -> list[bytes]:
    """The lines of cards that are folded in the middle of a letter, with their letters whole."""
    for at in range(1, len(lines)):
        while lines[at][:1] in (b" ", b"\t") and lines[at][1:] and _is_cut(lines[at - 1]):
            end = b"\r" if lines[at - 1].endswith(b"\r") else b""
            lines[at - 1] = lines[at - 1].removesuffix(b"\r") + lines[at][1:2] + end
            lines[at] = lines[at][:1] + lines[at][2:]
    return lines


def _is_cut(line: bytes) -> bool:
    try:
        line.removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError as fault:
        return fault.reason == "unexpected end of data"
    return False


def _charset_of(line: bytes) -> str:
    """The encoding that a line of a card names."""
    said = _CHARSET.search(line.partition(b":")[0])
    return said[1].decode("ascii", "replace") if said else ""
