"""What happens to words on their way, undone; the form's checksum tells which repair was right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from itertools import combinations
from typing import Literal, NamedTuple

from kithbook.requests.wording import checksum

Repair = Callable[[str], str]
Sum = Literal["right", "changed", "none"]

_LINK = re.compile(r"[ \n]?<(?:mailto:|tel:)?([^\s<>]{3,2000})>")
_MARKED_LINK = re.compile(r"\[([^\[\]\n]{3,500})\]\((?:mailto:)?([^()\s]{3,500})\)")
_STRAIGHT = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u201a\u2032", "'"), **dict.fromkeys("\u201c\u201d\u201e", '"')}
)
_DASH = re.compile("[\u2010-\u2015]")
_DENSE = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u0e00-\u0e7f]"
_BROKEN_DENSE = re.compile(rf"(?<={_DENSE})\s*\n\s*(?={_DENSE})")
_STUFFED = re.compile(r"^>(?=From )", re.MULTILINE)
_MOST_AT_ONCE = 3


class Repaired(NamedTuple):
    """The answers as well as they could be had, and what the checksum says of them."""

    answers: Mapping[str, str]
    sum: Sum


def without_doubled_links(text: str) -> str:
    """`http://x<http://x>` and `ann@example.org <mailto:ann@example.org>` as they were typed."""

    def shorter(found: re.Match[str]) -> str:
        bare = found[1].rstrip("/")
        for address in (found[1], bare, bare.partition("://")[2]):
            if address and found.string.endswith(address, 0, found.start()):
                return ""
        return found.group()

    def shown(found: re.Match[str]) -> str:
        same = found[1].strip("/") in (found[2].strip("/"), found[2].partition("://")[2])
        return found[1] if same else found.group()

    return _MARKED_LINK.sub(shown, _LINK.sub(shorter, text))


def _straight(text: str) -> str:
    return text.translate(_STRAIGHT)


def _hyphens(text: str) -> str:
    return _DASH.sub("-", text)


def _double_hyphens(text: str) -> str:
    return _DASH.sub("--", text)


def _read_again(text: str) -> str:
    """UTF-8 that was taken for another alphabet."""
    for charset in ("windows-1252", "latin-1"):
        try:
            return text.encode(charset).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _rejoined(text: str) -> str:
    return _BROKEN_DENSE.sub("", text)


def _whole_words(text: str) -> str:
    """Addresses that were cut at the end of a line."""
    lines = text.split("\n")
    joined = [lines[0]]
    for line in lines[1:]:
        last = joined[-1].rpartition(" ")[2]
        if "://" in last and len(last) > 20 and line and not line.startswith((" ", "http")):
            joined[-1] += line
        else:
            joined.append(line)
    return "\n".join(joined)


def _unstuffed(text: str) -> str:
    return _STUFFED.sub("", text)


_REPAIRS: tuple[Repair, ...] = (
    without_doubled_links,
    _straight,
    _hyphens,
    _double_hyphens,
    _read_again,
    unescape,
    _rejoined,
    _whole_words,
    _unstuffed,
)


def repaired(answers: Mapping[str, str], expected: str) -> Repaired:
    """The answers with the fewest repairs that give the checksum; tidied where none do."""
    if expected and checksum(answers.items()) == expected:
        return Repaired(answers, "right")
    tidy = _all(answers, (without_doubled_links,))
    if not expected:
        return Repaired(tidy, "none")
    useful = [one for one in _REPAIRS if _all(answers, (one,)) != dict(answers)]
    for count in range(1, _MOST_AT_ONCE + 1):
        for chosen in combinations(useful, count):
            tried = _all(answers, chosen)
            if checksum(tried.items()) == expected:
                return Repaired(tried, "right")
    return Repaired(tidy, "changed")


def _all(answers: Mapping[str, str], repairs: tuple[Repair, ...]) -> dict[str, str]:
    made = dict(answers)
    for repair in repairs:
        made = {name: repair(text) for name, text in made.items()}
    return made
