"""The words of the answers, a file a language, and how their {braces} are filled: all, or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kithbook.public.package_data import read_yaml

HERE = Path(__file__).parent / "replies"
MODEL = "en"
_SLOT = re.compile(r"\{([a-z_-]+)\}")
_LEFT_OPEN = re.compile(
    r"\{[^{}\n]{0,60}\}|\[[^\[\]\n]{0,60}\]|<[^<>\n@:/]{1,60}>|\bTODO\b|\bXXX+\b"
)
_OPTIONAL = frozenset(("own", "channel"))


class Unfilled(Exception):
    """A draft that would go out with a gap; says which."""


@cache
def languages() -> tuple[str, ...]:
    """The languages in which answers can be written."""
    return tuple(sorted(path.stem for path in HERE.glob("*.yml")))


@cache
def words(language: str) -> Mapping[str, str]:
    """The catalogue of a language, or the English one where there is none."""
    path = HERE / f"{language if language in languages() else MODEL}.yml"
    return {key: str(text) for key, text in read_yaml(path).items()}


def slots(text: str) -> frozenset[str]:
    """The names in braces that a text wants."""
    return frozenset(_SLOT.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its braces filled once, so that braces in the values stay what they are.

    Raises:
        Unfilled: a value is missing.
    """
    for name in sorted(slots(text) - _OPTIONAL):
        if not values.get(name, "").strip():
            raise Unfilled(f"the draft has no {name} to put in")
    made = _SLOT.sub(lambda found: values.get(found[1], "").strip(), text)
    lines = (" ".join(line.split()) for line in made.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def require_finished(text: str) -> str:
    """The owner's own words, where they hold no placeholder; raises Unfilled."""
    found = _LEFT_OPEN.search(text)
    if found:
        raise Unfilled(f'"{found.group()}" is still to be filled in')
    return text
