"""Needs that somebody else in the book could now meet, as the day and the pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from kithbook.book.model import Phrase
from kithbook.book.network import Network
from kithbook.insight.openings import NeedMet
from kithbook.suggestions.matchmaker import CLEAR, Matchmaker, Prospect
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
        "log": "has your word:",
        "sought": "has your word:",
        "needs": "is looking for",
    }
)


def needs_met(
    network: Network,
    today: date,
    finder: Matchmaker | None = None,
    each: int = _MOST,
    *,
    about: str = "",
) -> tuple[NeedMet, ...]:
    """Needs that somebody could meet, by the name of who needs; the best few for each need.

    Nobody is named whom the owner would not introduce. `finder` is the matchmaker of the book,
    where it is at hand. With `about` only the needs of one person, and those that they could meet.
    """
    finder = finder or Matchmaker(network, today)
    times: Counter[tuple[str, str]] = Counter()
    found: list[NeedMet] = []
    for prospect in _concerning(finder.everyones, about):
        answer = finder.answer(prospect) if times[prospect.need.key] < each else None
        if answer and answer.fit >= CLEAR:
            times[prospect.need.key] += 1
            found.append(met_by(answer))
    kept = (one for one in found if not about or about in (one.person, one.by))
    return tuple(sorted(kept, key=lambda one: (*network.order_of(one.person), one.need.at)))


def _concerning(everyones: Sequence[Prospect], about: str) -> Iterator[Prospect]:
    """Of needs that concern one person all who stand out: others may meet one before them."""
    needs = {
        one.need.key for one in everyones if not about or about in (one.need.person, one.by.id)
    }
    return (one for one in everyones if one.need.key in needs)


def met_by(answer: NeedAnswer) -> NeedMet:
    """A need with the line that meets it, quoted as its file has it."""
    made, matches = quote_found(answer.by.id, answer.text, answer.evidence)
    words = tuple(dict.fromkeys(match.found for match in matches))
    how = _VERBS[answer.text.field]
    phrase = Phrase(made.text, made.at)
    return NeedMet(answer.need.person, answer.need.phrase, answer.by.id, how, phrase, words)
