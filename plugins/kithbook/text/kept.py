"""Text from elsewhere made fit to keep and to show: visible, capped in length, in one form."""

from __future__ import annotations

import re
from typing import NamedTuple

from kithbook.text.normal_forms import normal

MAX_FIELD = 20_000
"""Characters kept of one text; eleven of them still make a file that a book reads."""
MAX_LINE = 300
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U000e0001\U0010fffe\U0010ffff]"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0020-\U000e007f]")
_MANY_BREAKS = re.compile(r"\n{3,}")


class Kept(NamedTuple):
    """A text as it is kept, and what had to be taken from it."""

    text: str
    cut: bool
    hidden: bool


def keep(text: str, most: int = MAX_FIELD) -> Kept:
    """A text of several lines without control characters and without turned writing."""
    cut = len(text) > most
    text = _LINE_END.sub("\n", text[:most])
    hidden = _TURNING.search(text) is not None
    text = _UNSEEN.sub("", _TURNING.sub("", _BLANK.sub(" ", text)))
    text = normal("NFC", text)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return Kept(_MANY_BREAKS.sub("\n\n", lines).strip(), cut, hidden)


def keep_line(text: str, most: int = MAX_LINE) -> str:
    """A text as one line."""
    return " ".join(keep(text, most).text.split())


def header_name(name: str, most: int = 60) -> str:
    """A name of letters, as a header can hold it: quoted ones come apart when they are folded."""
    kept = "".join(one if one.isalnum() or one in " .'-" else " " for one in name)
    return " ".join(kept.split())[:most].strip()
