"""All pairs of a book that something speaks for, the worthiest first.

Looking up why one person answers another's need takes longer than seeing that they might. So each
pair first stands where it could stand at best, and is looked at closely when its turn comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from math import prod

from kithbook.introductions.acquainted import Pair, pair_of
from kithbook.suggestions.cautions import Remarks
from kithbook.suggestions.factors import GLAD, RARE, Gain, Gains, Weigher
from kithbook.suggestions.matchmaker import Matchmaker, Prospect
from kithbook.suggestions.reasons_for import (
    NOTHING,
    NeedAnswer,
    given_gladly,
    in_common,
    need_met,
    swapped,
)
from kithbook.suggestions.sharing import Shared, shared
from kithbook.suggestions.suggestion import Suggestion
from kithbook.suggestions.texts import Need
from kithbook.suggestions.texts import needs as needs_of

_FAINT = 0.05


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with what each would have of it, the side that has more first, and its worth."""

    gains: Gains
    worth: float
    needs: frozenset[Need]
    thin: bool

    @property
    def pair(self) -> Pair:
        """The two, in the order of their gains."""
        return (self.gains[0][0], self.gains[1][0])

    @property
    def one_sided(self) -> bool:
        """Whether one of the two has no reason."""
        return any(gain.reason is None for _, gain in self.gains)


class Pairing:
    """What speaks for bringing two people together, by pair."""

    def __init__(self, finder: Matchmaker, about: str = "") -> None:
        """Asks for every open need, or with `about` for those that concern one person."""
        self._finder = finder
        self._weigher = Weigher(finder.network, finder.guards, finder.today)
        self._remarks = Remarks(finder.network, finder.guards, finder.today)
        self._prospects: dict[Pair, list[Prospect]] = defaultdict(list)
        found = finder.prospects(finder.open_needs(), about) if about else finder.everyones
        for each in found:
            self._prospects[pair_of(each.need.person, each.by.id)].append(each)
        self._shared = self._in_common(about)
        self._heap: list[tuple[float, Pair, Weighed | None]] = [
            (-self._at_best(pair), pair, None) for pair in self._prospects.keys() | self._shared
        ]
        heapify(self._heap)

    @property
    def waiting(self) -> int:
        """How many pairs have not had their turn."""
        return len(self._heap)

    def in_order(self) -> Iterator[Weighed]:
        """Every pair with at least one reason, once, the worthiest first; equals by their ids."""
        while self._heap:
            _, pair, weighed = heappop(self._heap)
            if weighed is not None:
                yield weighed
            elif (looked_at := self.weigh(pair)) is not None:
                heappush(self._heap, (-looked_at.worth, pair, looked_at))

    def closely(self, one: str, other: str) -> Weighed | None:
        """Any two people, whether or not they stand out for each other."""
        pair = pair_of(one, other)
        needs = needs_of(self._finder.network, self._finder.today, pair)
        by = dict(zip(pair, reversed(pair), strict=True))
        prospects = [self._finder.prospect(need, by[need.person]) for need in needs]
        return self.weigh(pair, prospects)

    def weigh(self, pair: Pair, prospects: Sequence[Prospect] = ()) -> Weighed | None:
        """One pair looked at closely, or None where no reason is left."""
        prospects = prospects or self._prospects.get(pair, ())
        answers = _enough([answer for each in prospects if (answer := self._finder.answer(each))])
        gains = [(who, self._gain(who, pair, answers)) for who in pair]
        gains.sort(key=lambda each: (-each[1].value, each[0]))
        if gains[0][1].reason is None:
            return None
        (one, first), (other, second) = gains
        return Weighed(
            ((one, first), (other, second)),
            self._worth(one, first.value, other, second.value),
            frozenset(answer.need for answer in answers),
            any(answer.by.contact is not None for answer in answers),
        )

    def suggestion(self, weighed: Weighed) -> Suggestion:
        """A pair with everything that is told about it."""
        one, other = weighed.pair
        first = self._remarks.ask_first(other, one)
        return Suggestion(
            weighed.pair,
            (weighed.gains[0][1].reason, weighed.gains[1][1].reason),
            self._weigher.factors(weighed.gains),
            tuple(self._remarks.careful(one, other)),
            first.who,
            first.why,
            weighed.thin,
        )

    def _in_common(self, about: str) -> Mapping[Pair, Shared]:
        people = [one for one in self._finder.candidates if one.contact is None]
        return {
            pair: common
            for pair, common in shared(people, self._finder.stems).items()
            if (not about or about in pair) and self._finder.guards.allows(*pair)
        }

    def _at_best(self, pair: Pair) -> float:
        common = self._shared.get(pair)
        most = dict.fromkeys(pair, RARE * common.rare if common else 0.0)
        for each in self._prospects.get(pair, ()):
            needing, giving = each.need.person, each.by.id
            most[needing] = max(most[needing], each.most)
            most[giving] = max(most[giving], GLAD * each.most)
        one, other = pair
        return self._worth(one, most[one], other, most[other])

    def _worth(self, one: str, first: float, other: str, second: float) -> float:
        # Rounded, so that the last bits of a product do not decide between equals.
        return round(prod(self._weigher.values(one, first, other, second)), 9)

    def _gain(self, who: str, pair: Pair, answers: list[NeedAnswer]) -> Gain:
        """The best that one side would have of it; told by their own need where there is one."""
        needed = [need_met(answer) for answer in answers if answer.need.person == who]
        found = [
            given_gladly(answer, self._finder.engine, self._finder.places[who])
            for answer in answers
            if answer.by.id == who and answer.by.contact is None
        ]
        if common := self._shared.get(pair):
            found.append(self._both_like(who, pair, common))
        best = max((*needed, *found), key=_value, default=NOTHING)
        return Gain(best.value, max(needed, key=_value).reason) if needed else best

    def _both_like(self, who: str, pair: Pair, common: Shared) -> Gain:
        first, second = common.texts
        place = self._finder.places[pair[1]]
        passage = self._finder.candidates[place].texts.index(second)
        evidence = self._finder.engine.evidence(first.phrase.text, place, (passage,))
        gain = in_common(common, pair, evidence.matches if evidence else ())
        return gain if who == pair[0] else swapped(gain, who)


def _enough(answers: list[NeedAnswer]) -> list[NeedAnswer]:
    """The answers that stand out, and fainter ones in return for one of them."""
    met = {answer.need.person for answer in answers if answer.fit > 0}
    faint = (replace(answer, fit=_FAINT) for answer in answers if answer.fit <= 0)
    return [
        *(answer for answer in answers if answer.fit > 0),
        *(answer for answer in faint if answer.by.id in met),
    ]


def _value(gain: Gain) -> float:
    return gain.value
