"""The words of the answers, a file a language, and how their {braces} are filled."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kithbook.text.plain_yaml import read_yaml
from kithbook.text.slots import Unfilled, fill, require_finished, slots

__all__ = ["MODEL", "Unfilled", "filled", "languages", "require_finished", "slots", "words"]

HERE = Path(__file__).parent / "replies"
MODEL = "en"
_OPTIONAL = frozenset(("own", "channel"))


@cache
def languages() -> tuple[str, ...]:
    """The languages in which answers can be written."""
    return tuple(sorted(path.stem for path in HERE.glob("*.yml")))


@cache
def words(language: str) -> Mapping[str, str]:
    """The catalogue of a language, or the English one where there is none."""
    path = HERE / f"{language if language in languages() else MODEL}.yml"
    return {key: str(text) for key, text in read_yaml(path).items()}


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text of an answer with its braces filled; raises Unfilled where a value is missing."""
    return fill(text, values, _OPTIONAL)
