"""Why two people are not suggested: all that holds it back, or where the pair stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kithbook.book.network import Network
from kithbook.introductions.guards import Guard
from kithbook.suggestions.choose import resting
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.model import Suggestion
from kithbook.suggestions.pairing import Pairing
from kithbook.suggestions.suggest import suggest

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


def why_not(network: Network, today: date, one: str, other: str) -> WhyNot:
    """All that there is to say about two people; what speaks for them also where they are held."""
    finder = Matchmaker(network, today)
    guards = finder.guards.between(one, other)
    if one not in finder.places or other not in finder.places or one == other:
        return WhyNot(guards, (), None, None)
    rests = tuple(
        (who, until) for who in (one, other) if (until := resting(finder.guards, who, today))
    )
    pairing = Pairing(finder, about=one)
    weighed = pairing.closely(one, other)
    found = pairing.suggestion(weighed) if weighed else None
    place = None
    if found and not guards and not rests:
        pairs = [each.pair for each in suggest(network, today, DEEPEST, finder=finder).found]
        place = pairs.index(found.pair) + 1 if found.pair in pairs else None
    return WhyNot(guards, rests, found, place)
