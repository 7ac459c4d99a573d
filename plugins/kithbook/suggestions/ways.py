"""Who brings the owner there: whom of the people they know stands nearest to a goal.

Ways stand in the order of nearness to the goal, for contacts near it open the most doors (Nai,
Lin, Kotha and Vissa, 2022); how well the owner knows the first of them decides between equals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.insight.keepup import snoozed_until
from kithbook.introductions.closeness import closeness, is_told
from kithbook.suggestions.near_goal import StandsThere, WayPerson, standing_there
from kithbook.suggestions.way_goal import WayGoal, goal_of, with_first_name
from kithbook.suggestions.who_knows import QuestionAnswer
from kithbook.suggestions.who_knows_whom import Links, WayLink, WayLinks

MOST = 5
Ask = Callable[[str], Iterable[QuestionAnswer]]
"""Answers a question from all that is written of everybody, the best first."""
_KNOWN = (0.7, 0.76, 0.84, 0.92, 0.97, 1.0)
"""What a way is worth by how close the first of it is, from 0 to 5."""
_UNTOLD, _A_ROW = 0.72, 0.5
_ALONE, _BESIDE, _FURTHER_DOWN = 0.7, 0.4, 0.85
"""What an answer in other words is worth, and what each one further down the list."""
_ROUNDS, _LEAST = 2, 0.1


@dataclass(frozen=True, slots=True)
class Way:
    """A way: whom to turn to first, the links that lead on, and who stands at the goal.

    `through` are the people behind the first, with the link that leads to each. `remark` is what
    to know before writing to the first; `value` orders ways and is never shown.
    """

    first: WayPerson
    through: tuple[tuple[WayLink, WayPerson], ...]
    there: StandsThere
    remark: str
    value: float

    @property
    def direct(self) -> bool:
        """Whether the first stands at the goal themselves."""
        return not self.through

    @property
    def next(self) -> WayPerson:
        """Whom the first would be asked about: the next on the way, or themselves."""
        return self.through[0][1] if self.through else self.first


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to a goal, the nearest first.

    `near_only` says that no file has the words of the goal, so that these only come near it;
    `left` are people nearest to it of whom nothing is asked, each with why.
    """

    goal: WayGoal
    found: tuple[Way, ...]
    near_only: bool
    left: tuple[tuple[Person, str], ...]
    more: int


def ways_to(network: Network, text: str, today: date, ask: Ask, most: int = MOST) -> Ways:
    """Whom to turn to for a way to a goal; where nobody stands near it, none is found."""
    goal = goal_of(network, text)
    there = standing_there(network, goal, today)
    if not there and (first := with_first_name(network, goal)).known:
        goal = first
        there = standing_there(network, goal, today)
    exact = bool(there)
    if not any(one.field == "is" for one in there.values()):
        answers = (one for one in ask(text) if not goal.named or _says_a_word(one))
        _add_answers(there, answers, _BESIDE if exact else _ALONE)
    left = tuple(
        (network.people[key], _why_quiet(network.people[key]))
        for key, one in there.items()
        if key in network.quiet and one.near >= _BESIDE
    )
    awake = {key: one for key, one in there.items() if _may_be_asked(network, one.who)}
    found = _ways(network, awake, today)
    return Ways(goal, found[:most], bool(found) and not exact, left, max(0, len(found) - most))


def _add_answers(
    there: dict[str, StandsThere], answers: Iterable[QuestionAnswer], worth: float
) -> None:
    """Whoever answers in other words stands behind those whose files name the goal."""
    told = (one for one in answers if one.said != "sought")
    for place, answer in enumerate(told):
        who = WayPerson(answer.who.name, answer.who.person, answer.who.contact)
        near = worth * _FURTHER_DOWN**place
        known = there.get(who.key)
        if known is None or known.near < near:
            there[who.key] = StandsThere(who, near, answer.field, answer.quote, answer.at)


def _says_a_word(answer: QuestionAnswer) -> bool:
    """Whether a word stands there as asked: what is near in meaning to a name is another thing."""
    return any(match.how == "same" for match in answer.matches)


def _may_be_asked(network: Network, who: WayPerson) -> bool:
    if who.person:
        return who.person not in network.quiet
    return not (who.contact and who.contact.dead)


def _why_quiet(person: Person) -> str:
    if person.dead:
        return "has died"
    return "is paused" if person.pause else "has a file that is to be mended first"


def _ways(network: Network, there: Mapping[str, StandsThere], today: date) -> tuple[Way, ...]:
    """A way for everybody who has one, the worthiest first."""
    unfiled = [one.who for one in there.values() if one.who.person is None]
    links = WayLinks(network, unfiled).links
    best = {key: Way(one.who, (), one, "", one.near) for key, one in there.items()}
    for _ in range(_ROUNDS):
        best = _a_step_back(network, links, best)
    weighed = {key: _weighed(network, way, today) for key, way in best.items()}
    kept = [way for way in weighed.values() if way.value >= _LEAST and not _round(way, weighed)]
    return tuple(sorted(kept, key=lambda way: (-round(way.value, 6), *_order(network, way.first))))


def _a_step_back(network: Network, links: Links, best: Mapping[str, Way]) -> dict[str, Way]:
    """The best way of each, when whoever leads to somebody with a way may go first."""
    found = dict(best)
    for one, leads in links.items():
        if one not in network.people or one in network.quiet:
            continue
        who = WayPerson(network.people[one].name, one)
        for other, lead in leads.items():
            way = best.get(other)
            if way is None or any(each.key == one for each in _everybody(way)):
                continue
            value = lead.strength * way.value
            if one not in found or found[one].value < value:
                through = ((lead, way.first), *way.through)
                found[one] = Way(who, through, way.there, "", value)
    return found


def _everybody(way: Way) -> tuple[WayPerson, ...]:
    return (way.first, *(who for _, who in way.through))


def _weighed(network: Network, way: Way, today: date) -> Way:
    """The way by how well the owner knows the first of it, and what to know before."""
    who = way.first.person
    if who is None:
        return replace(way, value=way.value * _A_ROW, remark="You know them by a row alone.")
    told = is_told(network, who, today)
    known = _KNOWN[closeness(network, who, today)] if told else _UNTOLD
    rests = snoozed_until(network.people[who], today)
    remark = f"Left in peace until {rests}." if rests else ""
    return replace(way, value=way.value * known, remark=remark)


def _round(way: Way, weighed: Mapping[str, Way]) -> bool:
    """Whether a way goes round by somebody to one whom the owner would rather ask at once."""
    if way.direct or way.there.field == "is":
        return False
    onward = weighed.get(way.next.key)
    return onward is not None and onward.first.person is not None and onward.value >= way.value


def _order(network: Network, who: WayPerson) -> tuple[str, str]:
    return network.order_of(who.person) if who.person else (who.name, who.key)
