"""All pairs of a book that something speaks for, the worthiest first.

Looking up why one person answers another's need takes longer than seeing that they might. So each
pair first stands where it could stand at best, and is looked at closely when its turn comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heapify, heappop, heappush
from math import prod

from kithbook.book.model import Introduction, Mention, Person
from kithbook.book.network import Network
from kithbook.insight.days import ago, on_day
from kithbook.insight.keepup import last_contact, snoozed_until
from kithbook.introductions.acquainted import Pair, pair_of
from kithbook.introductions.ask_first import ask_first
from kithbook.introductions.guards import Guards
from kithbook.introductions.resting_pairs import QUARTER
from kithbook.introductions.state import progress
from kithbook.suggestions.factors import GLAD, RARE, Gain, Gains, Weigher, at_most, without_standing
from kithbook.suggestions.matchmaker import CLEAR, Matchmaker, Prospect
from kithbook.suggestions.reasons_for import (
    NOTHING,
    NeedAnswer,
    given_gladly,
    in_common,
    need_met,
    swapped,
)
from kithbook.suggestions.sharing import Shared, Sharing
from kithbook.suggestions.suggestion import Suggestion
from kithbook.suggestions.texts import Need
from kithbook.suggestions.texts import needs as needs_of
from kithbook.text.dates import Span
from kithbook.text.problems import Location
from kithbook.text.words import fold

_FAINT = 0.05
_ANY = 1e-9
_LESS = 0.25
_LONG = Span(730, "days")
_FIRST: Pair = ("", "")
"""Stands in the order of pairs before all others of the same worth, for those who are alike."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with what each would have of it, the side that has more first, and its worth.

    One that is `far` rests on a liking alone, which people in different places share.
    """

    gains: Gains
    worth: float
    needs: frozenset[Need]
    thin: bool
    far: bool

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
        self._finder, self._about = finder, about
        self._weigher = Weigher(finder.network, finder.guards, finder.today)
        self._remarks = Remarks(finder.network, finder.guards, finder.today)
        self._prospects: dict[Pair, list[Prospect]] = defaultdict(list)
        found = finder.prospects(finder.open_needs(), about) if about else finder.everyones
        for each in found:
            self._prospects[pair_of(each.need.person, each.by.id)].append(each)
        self._sharing = self._in_common()
        self._heap: list[tuple[float, Pair, Weighed | None]] = [
            (-self._at_best(pair), pair, None) for pair in self._prospects
        ]
        self._later = self._alike()
        self._heap += ((-most, _FIRST, None) for most in self._later)
        heapify(self._heap)

    @property
    def waiting(self) -> int:
        """How many pairs have not had their turn."""
        return sum(map(len, self._later.values())) + len(self._heap) - len(self._later)

    def in_order(self) -> Iterator[Weighed]:
        """Every pair with at least one reason, once, the worthiest first; equals by their ids."""
        while self._heap:
            most, pair, weighed = heappop(self._heap)
            if pair == _FIRST:
                for alike in self._later.pop(-most):
                    heappush(self._heap, (-self._at_best(alike), alike, None))
            elif weighed is not None:
                yield weighed
            elif (looked_at := self.weigh(pair)) is not None:
                heappush(self._heap, (-self._rank(looked_at), pair, looked_at))

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
        found = [answer for each in prospects if (answer := self._finder.answer(each))]
        answers = _enough(found, _ANY if self._about else CLEAR)
        gains = [(who, self._gain(who, pair, answers)) for who in pair]
        gains.sort(key=lambda each: (-each[1].value, each[0]))
        if gains[0][1].reason is None:
            return None
        (one, first), (other, second) = gains
        return Weighed(
            ((one, first), (other, second)),
            self._worth(one, first.value, other, second.value, known=True),
            frozenset(answer.need for answer in answers),
            any(answer.by.contact is not None for answer in answers),
            far=not answers and (common := self._common(pair)) is not None and common.far,
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
            next((who for who, gain in weighed.gains if gain.gladly and not gain.reason), ""),
        )

    def _rank(self, weighed: Weighed) -> float:
        """Where a pair stands: of one person's, those that answer a need of theirs come first.

        Whoever asks about one person wants the best answer, however well they know who has it.
        """
        if not self._about:
            return weighed.worth
        (one, first), (other, second) = weighed.gains
        own = any(need.person == self._about for need in weighed.needs)
        return self._worth(one, first.value, other, second.value) * (1.0 if own else _LESS)

    def _in_common(self) -> Sharing:
        people = [one for one in self._finder.candidates if one.contact is None]
        places = {one.id: one.place for one in self._finder.network.people.values()}
        return Sharing(people, self._finder.engine.spoken, places)

    def _common(self, pair: Pair) -> Shared | None:
        """What two people share who may be introduced."""
        about = not self._about or self._about in pair
        return self._sharing.of(pair) if about and self._finder.guards.allows(*pair) else None

    def _alike(self) -> dict[float, list[Pair]]:
        """The pairs for whom nothing speaks but what they share, by what that is worth at most.

        They are many, and few of them come to their turn: only then is each weighed.
        """
        found: dict[float, list[Pair]] = defaultdict(list)
        for pair in self._sharing.pairs:
            if (
                pair not in self._prospects
                and (not self._about or self._about in pair)
                and self._finder.guards.allows(*pair)
            ):
                found[at_most(RARE * self._sharing.rare(pair))].append(pair)
        return dict(found)

    def _at_best(self, pair: Pair) -> float:
        rare = self._sharing.rare(pair) if self._common(pair) else 0.0
        most = dict.fromkeys(pair, RARE * rare)
        for each in self._prospects.get(pair, ()):
            needing, giving = each.need.person, each.by.id
            most[needing] = max(most[needing], each.most)
            most[giving] = max(most[giving], GLAD * each.most)
        one, other = pair
        return self._worth(one, most[one], other, most[other])

    def _worth(
        self, one: str, first: float, other: str, second: float, *, known: bool = False
    ) -> float:
        """What a pair is worth; of one person's, how well one knows the two only where `known`."""
        values = self._weigher.values(one, first, other, second)
        # Rounded, so that the last bits of a product do not decide between equals.
        return round(prod(values if known or not self._about else without_standing(values)), 9)

    def _gain(self, who: str, pair: Pair, answers: list[NeedAnswer]) -> Gain:
        """The best that one side would have of it; told by their own need where there is one."""
        needed = [need_met(answer) for answer in answers if answer.need.person == who]
        found = [
            given_gladly(answer, self._finder.engine, self._finder.places[who])
            for answer in answers
            if answer.by.id == who and answer.by.contact is None
        ]
        common = self._common(pair)
        if common and not (answers and common.far):
            found.append(self._both_like(who, pair, common))
        best = max((*needed, *found), key=_value, default=NOTHING)
        told = [gain for gain in needed or found if gain.reason]
        return replace(best, reason=max(told, key=_value).reason) if told else best

    def _both_like(self, who: str, pair: Pair, common: Shared) -> Gain:
        first, second = common.texts
        place = self._finder.places[pair[1]]
        passage = self._finder.candidates[place].texts.index(second)
        evidence = self._finder.engine.evidence(first.phrase.text, place, (passage,))
        gain = in_common(common, pair, evidence.matches if evidence else ())
        return gain if who == pair[0] else swapped(gain, who)


def _enough(answers: list[NeedAnswer], least: float) -> list[NeedAnswer]:
    """The answers that are good enough, and fainter ones in return for one of them."""
    met = {answer.need.person for answer in answers if answer.fit >= least}
    faint = (
        replace(answer, fit=max(_FAINT, answer.fit)) for answer in answers if answer.fit < least
    )
    return [
        *(answer for answer in answers if answer.fit >= least),
        *(answer for answer in faint if answer.by.id in met),
    ]


def _value(gain: Gain) -> float:
    return gain.value


@dataclass(frozen=True, slots=True)
class FirstAsked:
    """The id of whom to ask first, empty for nobody, and why as one sentence."""

    who: str
    why: str


class Remarks:
    """What is said beside the reasons of a suggestion."""

    def __init__(self, network: Network, guards: Guards, today: date) -> None:
        self._network, self._guards, self._today = network, guards, today

    def ask_first(self, one: str, other: str) -> FirstAsked:
        """Whom to ask first; where nothing speaks for either, the first of the two."""
        sides = tuple(Mention(who, _NOWHERE, who) for who in (one, other))
        act = Introduction("", "", _NOWHERE, sides)
        first = ask_first(self._network, progress(self._network, act, self._today))
        return FirstAsked(first.who.person or "" if first.who else "", first.why)

    def careful(self, one: str, other: str) -> Iterator[str]:
        """Each thing to think of, as a sentence."""
        people = [self._network.people.get(who) for who in (one, other)]
        for person in people:
            if person is not None:
                yield from self._of(person)
        if people[0] is not None and people[1] is not None:
            yield from self._between(people[0], people[1])

    def _of(self, person: Person) -> Iterator[str]:
        if person.vouch == "carefully":
            yield f"You vouch for {person.name} with care (vouch: carefully)."
        asked = next(iter(self._guards.begun(person.id)), None)
        if asked and asked + QUARTER > self._today:
            yield f"{person.name} was last asked for an introduction {ago(asked, self._today)}."
        last = last_contact(self._network, person.id, self._today)
        if last and (self._today - last.day).days >= _LONG.days:
            since = ago(last.day, self._today)
            yield f"You last spoke with {person.name} {since}: a good reason to write."
        if day := snoozed_until(person, self._today):
            until = on_day(day, self._today).removeprefix("on ")
            yield f"{person.name} is snoozed until {until}."

    def _between(self, one: Person, other: Person) -> Iterator[str]:
        names = [fold(person.name).split() for person in (one, other)]
        if names[0] == names[1]:
            yield "Both files bear this name: are they one and the same person?"
        elif all(len(words) > 1 for words in names) and names[0][-1] == names[1][-1]:
            yield "They share a family name: do they know each other?"
        for holder, named in ((one, other), (other, one)):
            if self._mentions(holder, named):
                yield (f"{holder.name}'s file or log names {named.name}: do they know each other?")
                return

    def _mentions(self, holder: Person, named: Person) -> bool:
        if any(mention.person == named.id for mention in holder.note_mentions):
            return True
        return any(holder.id in entry.ids for entry in self._network.entries_mentioning(named.id))


_NOWHERE = Location("")
