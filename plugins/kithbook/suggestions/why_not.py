"""Why two people are not suggested: all that holds it back, or where the pair stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kithbook.book.network import Network
from kithbook.introductions.guards import Guard
from kithbook.suggestions.choose import resting
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.pairing import Pairing, Weighed
from kithbook.suggestions.suggest import suggest
from kithbook.suggestions.suggestion import Suggestion

DEEPEST = 500


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What holds two people back today, and what would speak for bringing them together.

    `place` is where the pair stands in the whole list, from 1, or None where it is not in it.
    """

    guards: tuple[Guard, ...]
    rests: tuple[tuple[str, date], ...]
    suggestion: Suggestion | None
    place: int | None


def why_not(
    network: Network, today: date, one: str, other: str, *, finder: Matchmaker | None = None
) -> WhyNot:
    """All that there is to say about two people; what speaks for them also where they are held."""
    finder = finder or Matchmaker(network, today)
    guards = finder.guards.between(one, other)
    if one not in finder.places or other not in finder.places or one == other:
        return WhyNot(guards, (), None, None)
    rests = tuple(
        (who, until) for who in (one, other) if (until := resting(finder.guards, who, today))
    )
    pairing = Pairing(finder, about=one)
    weighed = pairing.closely(one, other)
    found = pairing.suggestion(weighed) if weighed else None
    guards += _spent(finder, weighed) if weighed else ()
    place = None
    if found and not guards and not rests:
        pairs = [each.pair for each in suggest(network, today, DEEPEST, finder=finder).found]
        place = pairs.index(found.pair) + 1 if found.pair in pairs else None
    return WhyNot(guards, rests, found, place)


def _spent(finder: Matchmaker, weighed: Weighed) -> tuple[Guard, ...]:
    """The needs of a pair that have their introductions already, where no other need is left."""
    needs = sorted(weighed.needs, key=lambda need: need.key)
    if not needs or any(finder.left_for(need) > 0 for need in needs):
        return ()
    text = "“{need}” has its introductions already (budgets: per_need)."
    return tuple(
        Guard("need-budget", text.format(need=need.phrase.text), need.phrase.at, None, need.person)
        for need in needs
    )
