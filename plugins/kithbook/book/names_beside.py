"""What is known beside the names of people: where each lives and works, and files not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kithbook.text.words import fold

if TYPE_CHECKING:
    from kithbook.text.source import Keys

_SEVERAL = re.compile(r"\s*[,;/&]\s*")


Said = tuple[str, str, str, tuple[str, ...]]
"""The id of somebody, where they live and work, and their other names."""


@dataclass(frozen=True)
class NamesBeside:
    """Words that tell what a name is that leads to nobody; worked out where one does.

    `doubled` are the names in files that are not read, since their id is taken, with the path.
    """

    people: tuple[Said, ...] = ()
    doubled: tuple[tuple[str, str], ...] = ()

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Where people work, folded."""
        return frozenset(fold(org) for _, _, org, _ in self.people if org)

    @cached_property
    def unread(self) -> Mapping[str, str]:
        """The path of a file that is not read, by each name in it, folded."""
        return {fold(name): path for name, path in self.doubled}

    @cached_property
    def within(self) -> Mapping[str, tuple[str, str]]:
        """Whose aliases are one text, and that text, by each of the names in it, folded."""
        return {
            fold(part): (person, alias)
            for person, _, _, aliases in self.people
            for alias in aliases
            if "," in alias or ";" in alias
            for part in _SEVERAL.split(alias)
        }

    def parts(self, alias: str) -> list[str]:
        """The names in a text that is one alias."""
        return [part for part in _SEVERAL.split(alias.strip()) if part]

    def told_apart(self, ids: Iterable[str], word: str) -> tuple[str, ...]:
        """Those of some people who live or work where a word says."""
        meant = set(ids)
        return tuple(
            person
            for person, place, org, _ in self.people
            if person in meant and fold(word) in map(fold, (place, org, *_SEVERAL.split(place)))
        )


def text_under(keys: Keys, key: str) -> str:
    """The one text under a key, or nothing."""
    text: str = getattr(keys.get(key), "text", "")  # lists and mappings have none
    return text
