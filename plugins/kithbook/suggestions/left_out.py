"""What suggestions leave out: how many, some by name, and the line that would change it."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from kithbook.book.network import Network
from kithbook.introductions.guards import Code, Guard, Guards
from kithbook.suggestions.proposing import on_one_line
from kithbook.suggestions.suggestion import HeldBack, LeftAside

NAMED = 3
HELD: Mapping[Code, str] = MappingProxyType(
    {
        "acquainted": "of people who know each other",
        "household": "of one household",
        "colleagues": "of colleagues",
        "introduced": "introduced within the last 12 months",
        "declined": "where one of them said no within the last 12 months",
        "under-way": "with an introduction on file already",
        "set-aside": "set aside by you",
        "never": "of somebody who wants no introductions",
        "vouch": "of somebody for whom you do not vouch",
        "hardly-known": "of somebody whom you keep at a distance",
        "budget": "of somebody who was asked often enough this quarter",
        "need-budget": "for a need that has its introductions already",
    }
)
GIVEN = "what they are glad to give"
_LONGEST = 200


class LeftPairs:
    """Counts what a list leaves out, and keeps the first of each reason."""

    def __init__(self) -> None:
        self._numbers: Counter[str] = Counter()
        self._some: dict[str, list[HeldBack]] = defaultdict(list)

    def add(self, words: str, one: Callable[[], HeldBack | None]) -> None:
        """One more; it is described only where it will be named."""
        self._numbers[words] += 1
        if len(self._some[words]) < NAMED and (told := one()):
            self._some[words].append(told)

    def add_many(self, words: str, number: int) -> None:
        """So many more, of which none is named."""
        self._numbers[words] += number

    def all(self) -> tuple[LeftAside, ...]:
        """Each reason, in the order in which they came up."""
        return tuple(
            LeftAside(words, number, tuple(self._some[words]))
            for words, number in self._numbers.items()
            if number
        )


def held_back(
    network: Network,
    guards: Guards,
    held: Mapping[Code, set[tuple[str, ...]]],
    about: str,
) -> Iterator[LeftAside]:
    """What guards held back, by reason; with `about` only what concerns that person."""
    for code, words in HELD.items():
        found = sorted(each for each in held.get(code, ()) if not about or about in each)
        if found:
            some = (_held(network, guards, code, each) for each in found[:NAMED])
            yield LeftAside(words, len(found), tuple(one for one in some if one))


def _held(network: Network, guards: Guards, code: Code, each: tuple[str, ...]) -> HeldBack | None:
    if code == "need-budget":
        return _need_spent(network, each)
    found = guards.between(*each) if len(each) > 1 else guards.of_person(each[0])
    guard = next((one for one in found if one.code == code), None)
    if guard is None:
        return None
    people = (guard.person,) if guard.person else each
    whom = "" if guard.person else f"{' and '.join(map(network.name_of, each))}: "
    until = f" Until {guard.until}." if guard.until else ""
    return HeldBack(people, f"{whom}{guard.text}{until}", _change(network, guard), guard.at)


def _change(network: Network, guard: Guard) -> str:
    who = guard.person or ""
    if guard.code in ("hardly-known", "vouch"):
        return _typed("set", who, "vouch", "carefully")
    if guard.code == "budget" and who in network.people:
        own = network.people[who].ask.per_quarter
        allowed = network.settings.introductions_per_quarter if own is None else own
        return _typed("set", who, "ask.per_quarter", str((allowed or 0) + 1))
    return ""


def _need_spent(network: Network, each: tuple[str, ...]) -> HeldBack | None:
    person, place = each
    need = next((one for one in network.people[person].needs if str(one.at) == place), None)
    if need is None:
        return None
    why = f"“{on_one_line(need.text, _LONGEST)}” has its introductions already."
    more = network.settings.introductions_per_need + 1
    return HeldBack((person,), why, f"budgets: {{per_need: {more}}} in kithbook.yml", need.at)


def _typed(*words: str) -> str:
    return shlex.join(("kith", *words))
