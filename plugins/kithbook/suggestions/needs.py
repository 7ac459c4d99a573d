"""Needs that somebody else in the book could now meet, as the day and the pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kithbook.book.model import Phrase
from kithbook.book.network import Network
from kithbook.insight.openings import NeedMet
from kithbook.suggestions.matchmaker import CLEAR, Matchmaker
from kithbook.suggestions.reasons_for import NeedAnswer
from kithbook.suggestions.suggestion import Field
from kithbook.suggestions.texts import quote_found

_MOST = 3
_VERBS: Mapping[Field, str] = MappingProxyType(
    {
        "offers": "offers",
        "knows": "knows",
        "interests": "likes",
        "introduce: to": "has your introduction offer to",
        "introduce: because": "has your word:",
        "role": "works as",
        "org": "is with",
        "languages": "speaks",
        "notes": "has your word:",
    }
)


def needs_met(
    network: Network, today: date, finder: Matchmaker | None = None, each: int = _MOST
) -> tuple[NeedMet, ...]:
    """Needs that somebody could meet, by the name of who needs; the best few for each need.

    Nobody is named whom the owner would not introduce. `finder` is the matchmaker of the book,
    where it is at hand.
    """
    finder = finder or Matchmaker(network, today)
    times: Counter[tuple[str, str]] = Counter()
    found: list[NeedMet] = []
    for prospect in finder.everyones:
        answer = finder.answer(prospect) if times[prospect.need.key] < each else None
        if answer and answer.fit >= CLEAR:
            times[prospect.need.key] += 1
            found.append(_met(answer))
    return tuple(sorted(found, key=lambda one: (*network.order_of(one.person), one.need.at)))


def _met(answer: NeedAnswer) -> NeedMet:
    made, matches = quote_found(answer.by.id, answer.text, answer.evidence)
    words = tuple(dict.fromkeys(match.found for match in matches))
    how = _VERBS[answer.text.field]
    phrase = Phrase(made.text, made.at)
    return NeedMet(answer.need.person, answer.need.phrase, answer.by.id, how, phrase, words)
