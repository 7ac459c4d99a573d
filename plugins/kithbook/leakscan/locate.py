"""Where a find stands: the byte of the output file, and the line of the private one."""

from __future__ import annotations

import re

from kithbook.leakscan.built_site import OutputText
from kithbook.leakscan.canon import words
from kithbook.leakscan.secret import Secret

_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:")
_HEADING = re.compile(r"#+[ \t]+(.+)")


def offset_of(reading: OutputText, sought: str) -> int:
    """The byte at which a row of words begins in a file, by halving what is read of it.

    Works for any encoding, since it only asks how much of the text is needed to find the words.
    """
    text = reading.sheet.text
    plain = re.search(r"[\W_]*".join(map(re.escape, sought.split())), text, re.IGNORECASE)
    start = plain.start() if plain else _halved(reading, text, sought)
    return len(text[:start].encode(reading.sheet.encoding, "replace"))


def _halved(reading: OutputText, text: str, sought: str) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if sought in reading.again(text[:middle]):
            high = middle
        else:
            low = middle + 1
    end = low
    low, high = 0, end
    while low < high:
        middle = (low + high + 1) // 2
        if sought in reading.again(text[middle:end]):
            low = middle
        else:
            high = middle - 1
    return low


def line_of(text: str, secret: Secret) -> int:
    """The line of a private file; a secret counts characters, or words where its line is -1."""
    if secret.kind in ("name", "id", "alias", "surname") and not secret.at:
        key = {"alias": "aliases"}.get(secret.kind, "name")
        found = re.search(rf"^{key}[ \t]*:", text, re.MULTILINE)
        return text.count("\n", 0, found.start()) + 1 if found else 1
    if secret.line >= 0:
        return text.count("\n", 0, secret.at) + 1
    seen = 0
    for number, line in enumerate(text.split("\n"), 1):
        seen += len(words(line))
        if seen > secret.at:
            return number
    return 1


def field_at(text: str, line: int) -> str:
    """The key or the part of a private file that a line belongs to."""
    lines = text.replace("\r\n", "\n").split("\n")
    fences = [number for number, one in enumerate(lines, 1) if one.rstrip() == "---"]
    in_keys = not fences or (len(fences) > 1 and fences[0] < line < fences[1])
    for one in reversed(lines[:line]):
        found = (_KEY if in_keys else _HEADING).match(one)
        if found:
            return found[1].strip().lower()
    return "notes"
