"""What is known beside the names of people: where each lives and works, and files not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kithbook.text.source import Keys, Scalar
from kithbook.text.words import fold

_SEVERAL = re.compile(r"\s*[,;/&]\s*")


@dataclass(frozen=True)
class NamesBeside:
    """Words that tell what a name is that leads to nobody.

    `organisations` is where people work, `where` the places and firms of each by id, all folded;
    `unread` the path of a file that is not read by the name in it; `within` whose aliases are one
    text, by each of the names in it.
    """

    organisations: frozenset[str] = frozenset()
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def parts(self, alias: str) -> list[str]:
        """The names in a text that is one alias."""
        return [part for part in _SEVERAL.split(alias.strip()) if part]

    def told_apart(self, ids: Iterable[str], word: str) -> tuple[str, ...]:
        """Those of some people who live or work where a word says."""
        return tuple(one for one in ids if fold(word) in self.where.get(one, ()))


def beside_names(
    people: Iterable[tuple[str, str, str, tuple[str, ...]]],
    unread: Iterable[tuple[str, str]] = (),
) -> NamesBeside:
    """What is said of people, each by id, place, firm and aliases, and whom unread files name."""
    told = tuple(people)
    return NamesBeside(
        organisations=frozenset(fold(org) for _, _, org, _ in told if org),
        where={
            person: frozenset(map(fold, (place, org, *_SEVERAL.split(place))))
            for person, place, org, _ in told
            if place or org
        },
        unread={fold(name): path for name, path in unread},
        within={
            fold(part): (person, alias)
            for person, _, _, aliases in told
            for alias in aliases
            if "," in alias or ";" in alias
            for part in _SEVERAL.split(alias)
        },
    )


def text_under(keys: Keys, key: str) -> str:
    """The one text under a key, or nothing."""
    node = keys.get(key)
    return node.text if isinstance(node, Scalar) else ""
