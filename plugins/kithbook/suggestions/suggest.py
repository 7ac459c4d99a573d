"""Suggestions: pairs of people worth introducing to each other, with a reason for each side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kithbook.book.network import Network
from kithbook.introductions.guards import Code
from kithbook.suggestions.choose import Limits, choose
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.pairing import Pairing
from kithbook.suggestions.suggestion import Suggestions

MOST = 10
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
        "hardly-known": "of somebody whom you hardly know",
        "budget": "of somebody who was asked often enough this quarter",
        "need-budget": "for a need that has its introductions already",
    }
)


def suggest(
    network: Network,
    today: date,
    most: int = MOST,
    *,
    about: str = "",
    one_sided: bool = False,
    finder: Matchmaker | None = None,
) -> Suggestions:
    """The best suggestions of a day; the same book and day always give the same list.

    With `about` those for one person alone. With `one_sided` also pairs of which only one has a
    reason, and contacts of rosters; otherwise they are counted among what is left out. `finder`
    is the matchmaker of the book, where it is at hand.
    """
    finder = finder or Matchmaker(network, today, contacts=one_sided)
    pairing = Pairing(finder, about)
    limits = Limits(most, network.settings.introductions_per_need, about, one_sided)
    chosen, left_out = choose(pairing, finder.guards, today, limits)
    return Suggestions(
        tuple(pairing.suggestion(one) for one in chosen),
        (*_held(finder, about), *((words, number) for words, number in left_out.items() if number)),
        finder.engine.says,
    )


def _held(finder: Matchmaker, about: str) -> Iterator[tuple[str, int]]:
    for code, words in HELD.items():
        held = finder.held.get(code, set())
        if number := sum(not about or about in each for each in held):
            yield words, number
