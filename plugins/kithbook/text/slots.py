"""Texts with {braces} and how they are filled: all of them, or there is no text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_SLOT = re.compile(r"\{([a-z_-]+)\}")
_SPACES = re.compile(r"[^\S\xa0]+")  # French keeps a space that does not break
_LEFT_OPEN = re.compile(
    r"\{[^{}\n]{0,60}\}|\[[^\[\]\n]{0,60}\]|<[^<>\n@:/]{1,60}>|\b(?:TODO|TBD|XXX+)\b|_{3,}"
)


class Unfilled(Exception):
    """A draft that would go out with a gap; says which."""


def slots(text: str) -> frozenset[str]:
    """The names in braces that a text wants."""
    return frozenset(_SLOT.findall(text))


def fill(text: str, values: Mapping[str, str], optional: Collection[str] = ()) -> str:
    """A text with its braces filled once, so that braces in the values stay what they are.

    Raises:
        Unfilled: a value is missing that is not optional.
    """
    for name in sorted(slots(text).difference(optional)):
        if not values.get(name, "").strip():
            raise Unfilled(f"the draft has no {name} to put in")
    made = _SLOT.sub(lambda found: values.get(found[1], "").strip(), text)
    lines = (_SPACES.sub(" ", line).strip() for line in made.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def left_open(text: str) -> str:
    """The first placeholder in somebody's own words, such as [Name] or TODO; empty where none."""
    found = _LEFT_OPEN.search(text)
    return found.group() if found else ""


def require_finished(text: str) -> str:
    """Somebody's own words, where they hold no placeholder; raises Unfilled."""
    if gap := left_open(text):
        raise Unfilled(f'"{gap}" is still to be filled in')
    return text
