"""Characters that nobody sees and a terminal or a browser obeys: told apart here, for everyone.

Controls, marks that turn the direction of writing, and signs without a width or a meaning. Joiners
stay, since Persian, Hindi and emoji are written with them.
"""

from __future__ import annotations

import json
import re

_RANGES = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
UNSEEN = re.compile(f"[{_RANGES}]")
# Every character that a terminal would obey; half characters it shows as what they are.
_UNSHOWN = re.compile(f"\r|(?![\ud800-\udfff]){UNSEEN.pattern}")


def without_unseen(text: str) -> str:
    """The text without them."""
    return UNSEEN.sub("", text)


def hidden_in(line: str) -> str:
    """In words, where a line holds a character that cannot be seen; empty where it holds none."""
    for at, sign in enumerate(line, 1):
        if not sign.isprintable():
            return f"character {at} is U+{ord(sign):04X}, which cannot be seen"
    return ""


def visible(text: str) -> str:
    """The text with each character that a terminal would obey replaced by a sign."""
    return _UNSHOWN.sub("\ufffd", text)


def json_of(value: object, *, indent: int | None = None, tight: bool = False) -> str:
    """JSON in which they stand as escapes: it reads back the same, and shows nothing unseen."""
    separators = (",", ":") if tight else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return UNSEEN.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
