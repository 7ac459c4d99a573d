"""Whom a name means: everyone by id, name and alias, as people write them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kithbook.book.names_beside import NamesBeside
from kithbook.book.reach import Reach
from kithbook.text.turned_names import turned_name, without_suffix
from kithbook.text.words import fold, run_together, spelt_out


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a name means: one id when it is clear, several candidates when it is not."""

    ids: tuple[str, ...]

    @property
    def person(self) -> str | None:
        """The id, when exactly one person is meant."""
        return self.ids[0] if len(self.ids) == 1 else None


FILE_IN_PEOPLE = re.compile(
    r"(?:(?:[^/]+/)*people/(?:[^/]+/)*)?(?P<stem>[^/]+?)(?:\.md|\.markdown)?", re.IGNORECASE
)


class NameIndex:
    """Finds people by id, full name or alias, without regard to case and accents.

    An id wins over a name, a name over an alias, all over "ue" for "ü"; equals among themselves
    are ambiguous. `reach_of` gives how each can be reached, once that is asked for, and
    `also_called` the names that rosters have for them.
    """

    def __init__(self, named: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
        """Takes (id, name, aliases) of everyone."""
        self.display: dict[str, str] = {}
        self.beside = NamesBeside()
        self.reach_of: Callable[[], Iterable[tuple[str, Reach]]] = tuple
        self.also_called: Callable[[], Iterable[tuple[str, str]]] = tuple
        self._tiers: tuple[dict[str, list[str]], ...] = tuple(defaultdict(list) for _ in range(4))
        for person, name, aliases in named:
            self.display[person] = name
            self._add(0, person, person)
            self._add(1, name, person)
            for alias in filter(None, (*aliases, turned_name(name))):
                self._add(2, alias, person)
            if bare := without_suffix(name):
                self._add(3, bare, person)

    def _add(self, tier: int, name: str, person: str) -> None:
        self._put(tier, fold(name), person)
        for other in (spelt_out(name), run_together(name)):
            if other:
                self._put(3, other, person)

    def _put(self, tier: int, folded: str, person: str) -> None:
        ids = self._tiers[tier].setdefault(folded, [])
        if person not in ids:
            ids.append(person)

    def resolve(self, text: str) -> Resolution:
        """Whom an exact id, name or alias means, or the path of a file in people/."""
        found = self._known(text)
        if found.ids or not (path := FILE_IN_PEOPLE.fullmatch(text)):
            return found
        return self._known(path["stem"])

    def _known(self, text: str) -> Resolution:
        for key in filter(None, (fold(text), spelt_out(text))):
            if ids := self._called_just(key):
                return Resolution(ids)
        return Resolution(())

    def _called_just(self, key: str) -> tuple[str, ...]:
        """Whom a folded name means in the first of the tiers that has it."""
        for tier in self._tiers:
            if ids := tier.get(key):
                return tuple(ids)
        return ()

    def keys(self) -> frozenset[str]:
        """Every folded text that means somebody."""
        return frozenset(key for tier in self._tiers for key in tier)

    def link(self, person: str, shown: str = "", *, by_id: bool = False) -> str:
        """A link that leads to somebody: by the name where that is clear, else by the id.

        By the id it is the name of their file, which other programs find, with the name beside it.
        """
        name = self.display[person]
        clear = self.resolve(name).person == person and not set(name) & set("[]|#")
        if not by_id:
            return f"[[{name if clear else person}]]"
        said = shown or name
        plain = said == person or set(said) & set("[]|")
        return f"[[{person}]]" if plain else f"[[{person}|{said}]]"

    def search(self, text: str) -> Resolution:
        """As `resolve`, and where that finds nobody, whom a beginning of a name or id means."""
        exact = self.resolve(text)
        key = fold(text)
        if exact.ids or not key:
            return exact
        found = {
            person: None
            for tier in self._tiers
            for name, ids in tier.items()
            if name.startswith(key) or f" {key}" in f" {name}"
            for person in ids
        }
        return Resolution(tuple(found))

    def called(self, text: str) -> tuple[str, ...]:
        """Whose name or alias has these whole words in it, such as a first name."""
        key = fold(text)
        found = {
            person: None
            for tier in self._tiers[1:]
            for name, ids in tier.items()
            if key and f" {key} " in f" {_AROUND.sub(' ', name)} "
            for person in ids
        }
        return tuple(found)

    def names(self, but: str = "") -> tuple[str, ...]:
        """Every word that can stand for somebody, for "did you mean"; without those of one id."""
        shown = (one for person, name in self.display.items() if person != but
                 for one in (person, name))  # fmt: skip
        return (*shown, *(name for name, ids in self._tiers[2].items() if ids != [but]))


# What stands around a part of a name, as in `Robert "Bob" Stone` and `Ute Lang (née Kurz)`.
_AROUND = re.compile('["\u201c\u201d\u201e\u00ab\u00bb()\\[\\],]+\\s*|\\s*&\\s*')
