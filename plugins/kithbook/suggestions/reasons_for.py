"""Why each side would be glad of the other: from need and offer, or from something rare in common.

Nothing is claimed without a word in both texts, and only words of the files are ever shown.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from kithbook.matching.matched_words import Evidence, Match
from kithbook.suggestions.factors import FAR, GLAD, RARE, Gain
from kithbook.suggestions.sharing import Shared
from kithbook.suggestions.suggestion import Reason
from kithbook.suggestions.texts import GLADLY, Candidate, FieldText, Need, quote, quote_found

NOTHING = Gain(0.0, None)
"""What whoever only helps has of it, as far as the files say."""


class EvidenceSource(Protocol):
    """What can say why a document answers a query; `matching.ranking.Engine` does."""

    def evidence(
        self, query: str, document: int, passages: Collection[int] | None = None
    ) -> Evidence | None:
        """The passage that answers best, with the words by which it does."""


@dataclass(frozen=True, slots=True)
class NeedAnswer:
    """A need that somebody could meet, how well, from 0 to 1, and why."""

    need: Need
    by: Candidate
    fit: float
    evidence: Evidence

    @property
    def text(self) -> FieldText:
        """The text that answers."""
        return self.by.texts[self.evidence.passage]


def need_met(answer: NeedAnswer) -> Gain:
    """For whoever needs: what the other's file says, and the words that match."""
    other, matches = quote_found(answer.by.id, answer.text, answer.evidence)
    own = quote(answer.need.person, _need_text(answer.need), (match.asked for match in matches))
    return Gain(answer.fit, Reason(answer.need.person, own, other, matches))


def given_gladly(answer: NeedAnswer, witness: EvidenceSource, document: int) -> Gain:
    """For whoever gives: what they offer of themselves, or nothing where they only know it.

    What is offered on the very line that answers the need is no reason of its own; beside another
    line that answers better, it has to have two words of the need too.
    """
    if answer.text.field in GLADLY:
        return Gain(GLAD * answer.fit, None, gladly=True)
    gladly = answer.by.gladly()
    asked = answer.need.phrase.text
    evidence = witness.evidence(asked, document, gladly) if gladly else None
    if evidence is None or len(evidence.matches) < 2:
        return NOTHING
    own, found = quote_found(answer.by.id, answer.by.texts[evidence.passage], evidence)
    matches = tuple(Match(match.found, match.asked, match.how) for match in found)
    other = quote(answer.need.person, _need_text(answer.need), (one.found for one in matches))
    return Gain(GLAD * answer.fit, Reason(answer.by.id, own, other, matches))


def in_common(shared: Shared, pair: tuple[str, str], matches: tuple[Match, ...]) -> Gain:
    """For the first of the pair: something rare that both like or know."""
    first, second = shared.texts
    own = quote(pair[0], first, (match.asked for match in matches))
    other = quote(pair[1], second, (match.found for match in matches))
    return Gain(
        RARE * shared.rare * (FAR if shared.far else 1), Reason(pair[0], own, other, matches)
    )


def swapped(gain: Gain, whom: str) -> Gain:
    """What is in common, as the other side sees it."""
    if gain.reason is None:
        return gain
    reason = gain.reason
    matches = tuple(Match(match.found, match.asked, match.how) for match in reason.matches)
    return Gain(gain.value, Reason(whom, reason.other, reason.own, matches))


def _need_text(need: Need) -> FieldText:
    return FieldText(need.field, need.phrase)
