"""The languages there are, and the words of each, from the files of its folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from kithbook.text.plain_yaml import read_yaml

Part = Literal["page", "replies", "drafts", "answers", "phrases", "mail", "coach"]
HERE = Path(__file__).parent
MODEL = "en"
"""The language that is spoken where another one lacks something."""


@cache
def languages(part: Part) -> tuple[str, ...]:
    """The codes of the languages that have a part of their own, in order."""
    return tuple(sorted(path.parent.name for path in HERE.glob(f"*/{part}.yml")))


def base(code: str) -> str:
    """A language tag without its region, in small letters: `pt` of `pt-BR`."""
    return code.lower().replace("_", "-").partition("-")[0]


def file_of(code: str, part: Part) -> Path:
    """Where a part of a language is written, or would be."""
    return HERE / code / f"{part}.yml"


@cache
def texts(code: str, part: Part) -> Mapping[str, str]:
    """A part of a language as texts by name; the English ones where it has none."""
    known = code if code in languages(part) else MODEL
    found = read_yaml(file_of(known, part))
    return MappingProxyType({name: str(text) for name, text in found.items()})


@cache
def lists(part: Part) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """A part that is lists of texts by name, in each language that has it."""
    found = (read_yaml(file_of(code, part)) for code in languages(part))
    return tuple(
        {name: tuple(each) for name, each in one.items() if isinstance(each, list)} for one in found
    )


def in_all(part: Part, name: str) -> tuple[str, ...]:
    """The texts of one name in such a part, of all languages, each once."""
    return tuple(dict.fromkeys(text for one in lists(part) for text in one.get(name, ())))
