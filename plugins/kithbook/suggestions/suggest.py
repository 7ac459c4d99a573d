"""Suggestions: pairs of people worth introducing to each other, with a reason for each side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kithbook.book.network import Network
from kithbook.introductions.acquainted import Pair, pair_of
from kithbook.introductions.guards import Code
from kithbook.suggestions.choose import Limits, Weighed, choose
from kithbook.suggestions.factors import Gain, Weigher
from kithbook.suggestions.matchmaker import MakeEngine, Matchmaker, shipped_engine
from kithbook.suggestions.model import Suggestion, Suggestions
from kithbook.suggestions.reasons import (
    NOTHING,
    Answer,
    given_gladly,
    in_common,
    need_met,
    swapped,
)
from kithbook.suggestions.remarks import Remarks
from kithbook.suggestions.sharing import Shared, shared

MOST = 10
ONE_SIDED = "with a reason for one side only"
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
    make: MakeEngine = shipped_engine,
) -> Suggestions:
    """The best suggestions of a day; the same book and day always give the same list.

    With `about` those for one person alone. With `one_sided` also pairs of which only one has a
    reason, and contacts of rosters; otherwise they are counted among what is left out.
    """
    finder = Matchmaker(network, today, make, contacts=one_sided)
    pairing = Pairing(finder, about)
    whole, halves = [], 0
    for weighed in pairing.weighed():
        if one_sided or not weighed.suggestion.one_sided:
            whole.append(weighed)
        else:
            halves += 1
    limits = Limits(most, network.settings.introductions_per_need, about)
    found, capped = choose(whole, finder.guards, today, limits)
    capped[ONE_SIDED] += halves
    return Suggestions(found, tuple(_left_out(finder, capped, about)), finder.engine.says)


class Pairing:
    """Everything that speaks for bringing two people together, by pair."""

    def __init__(self, finder: Matchmaker, about: str = "") -> None:
        """Asks for every open need, or with `about` for those that concern one person."""
        self._finder, self._about = finder, about
        self._weigher = Weigher(finder.network, finder.guards, finder.today)
        self._remarks = Remarks(finder.network, finder.guards, finder.today)
        self._answers: dict[Pair, list[Answer]] = defaultdict(list)
        self._shared: dict[Pair, Shared] = {}
        for answer in finder.answers(finder.open_needs(), about):
            self._answers[pair_of(answer.need.person, answer.by.id)].append(answer)
        people = [one for one in finder.candidates if one.contact is None]
        for pair, common in shared(people, finder.stems).items():
            if (not about or about in pair) and finder.guards.allows(*pair):
                self._shared[pair] = common

    def weighed(self) -> Iterator[Weighed]:
        """Every pair with at least one reason, weighed."""
        for pair in dict.fromkeys((*self._answers, *self._shared)):
            yield self.weigh(pair, self._answers.get(pair, ()), self._shared.get(pair))

    def weigh(self, pair: Pair, answers: Iterable[Answer], common: Shared | None) -> Weighed:
        """One pair, the side that has more of it first."""
        known = tuple(answers)
        gains = {who: self._gain(who, pair, known, common) for who in pair}
        one, other = sorted(pair, key=lambda who: (-gains[who].value, who))
        factors = self._weigher.factors(((one, gains[one]), (other, gains[other])))
        thin = any(answer.by.contact for answer in known)
        first = self._remarks.ask_first(other, one)
        reasons = (gains[one].reason, gains[other].reason)
        careful = tuple(self._remarks.careful(one, other))
        return Weighed(
            Suggestion((one, other), reasons, factors, careful, first.who, first.why, thin),
            frozenset(answer.need for answer in known),
        )

    def _gain(
        self, who: str, pair: Pair, answers: tuple[Answer, ...], common: Shared | None
    ) -> Gain:
        """The best that one side would have of it; a need before what is given, equals in order."""
        found = [need_met(answer) for answer in answers if answer.need.person == who]
        found += [
            given_gladly(answer, self._finder.engine, self._finder.places[who])
            for answer in answers
            if answer.by.id == who and answer.by.contact is None
        ]
        if common is not None:
            found.append(self._in_common(who, pair, common))
        return max(found, key=lambda gain: gain.value, default=NOTHING)

    def _in_common(self, who: str, pair: Pair, common: Shared) -> Gain:
        first, second = common.texts
        place = self._finder.places[pair[1]]
        passage = self._finder.candidates[place].texts.index(second)
        evidence = self._finder.engine.evidence(first.phrase.text, place, (passage,))
        gain = in_common(common, pair, evidence.matches if evidence else ())
        return gain if who == pair[0] else swapped(gain, who)


def _left_out(finder: Matchmaker, capped: Counter[str], about: str) -> Iterator[tuple[str, int]]:
    for code, words in HELD.items():
        held = finder.held.get(code, set())
        if number := sum(not about or about in each for each in held):
            yield words, number
    yield from ((words, number) for words, number in capped.items() if number)
