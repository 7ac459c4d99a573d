"""The code by which an answer finds its question: random, of letters that nobody mistakes."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection

_LETTERS = "CDFHJKMNPQRTVWX"
_SIGNS = f"{_LETTERS}2346789"
_GROUPS, _SIZE = 3, 4
_UNSEEN = re.compile("[\xad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_ESCAPED = re.compile(r"[%=](?P<digits>[2-7][0-9A-Fa-f])")
_GROUP = f"[{_LETTERS}][{_SIGNS}]{{{_SIZE - 1}}}"
# What programs put between two groups: another hyphen, the end of a line, the marks of a quotation.
_BETWEEN = r"[\s>|*_=]{0,12}[-\u2010-\u2015\u2212\u00b7.]?[\s>|*_=]{0,12}"
_CODE = re.compile(
    rf"(?<![^\W_])({_GROUP}){_BETWEEN}({_GROUP}){_BETWEEN}({_GROUP})(?![^\W_])", re.IGNORECASE
)

choose = secrets.choice
"""Takes one sign of several at random."""


def fresh_code(taken: Collection[str]) -> str:
    """A new code, such as `K7QM-CXWD-D9TV`, that is none of those taken."""
    while (made := "-".join(_group() for _ in range(_GROUPS))) in taken:
        pass
    return made


def _group() -> str:
    """A letter and three signs: so that it is no number, no date and no word."""
    return choose(_LETTERS) + "".join(choose(_SIGNS) for _ in range(_SIZE - 1))


def codes_in(text: str) -> tuple[str, ...]:
    """The codes that a text holds, each once, in the one spelling; however they came through."""
    found = (_spelt(one) for one in _CODE.finditer(plainly(text)))
    return tuple(dict.fromkeys(found))


def with_whole_codes(text: str) -> str:
    """A text with each code in the one spelling, also where a line ended in it."""
    return _CODE.sub(_spelt, plainly(text))


def without_codes(text: str) -> str:
    """A text with a blank in place of each code, and of the brackets around one."""
    return re.sub(r"[\[(]\s*[\])]", " ", _CODE.sub(" ", plainly(text)))


def plainly(text: str) -> str:
    """A text with the escapes of links undone, and without what nobody sees."""
    return _UNSEEN.sub("", _ESCAPED.sub(lambda one: chr(int(one["digits"], 16)), text))


def _spelt(found: re.Match[str]) -> str:
    return "-".join(group.upper() for group in found.groups())
