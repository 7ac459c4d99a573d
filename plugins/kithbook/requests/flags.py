"""Signs to look at in a request. They are told to the owner and never a reason to refuse one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Flag = Literal[
    "honeypot", "too-fast", "truncated", "changed", "cut", "hidden-characters", "many-links",
    "other-sender", "small-missing", "small-other",
]  # fmt: skip
FLAGS: Mapping[Flag, str] = MappingProxyType(
    {
        "honeypot": "A field that people do not see was filled in; password managers do that too.",
        "too-fast": "The form was sent within three seconds of being opened.",
        "truncated": "The end of the note did not arrive.",
        "changed": "The words are not quite those that the form wrote; a mail program or somebody "
        "changed them.",
        "cut": "A text was longer than a request may be, and its end is not kept.",
        "hidden-characters": "Characters that turn or hide writing were taken out.",
        "many-links": "There are more than two links in it.",
        "other-sender": "The mail came from another address than the one given in it.",
        "small-missing": "The small question of your page was not answered.",
        "small-other": "The small question of your page was answered with none of the words that "
        "you look for.",
    }
)
TOO_FAST = 3
"""Seconds in which nobody writes a note."""


def is_fast(elapsed: str) -> bool:
    """Whether the form's own clock says that it was sent in no time."""
    digits = elapsed.strip()
    return digits.isascii() and digits.isdigit() and len(digits) < 9 and int(digits) < TOO_FAST
