"""Ways as doors show them: found with one reading of everybody, each with its first step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from kithbook.book.network import Network
from kithbook.suggestions.ways import MOST, Way, Ways, ways_to
from kithbook.suggestions.who_knows import Asking, QuestionAnswer, ask_of, everyone_in

_KEPT = Path(".kith", "finding")
_ANSWERS = 12


def ways_of(
    network: Network, goals: Iterable[str], today: date, root: Path, most: int = MOST
) -> tuple[Ways, ...]:
    """The ways to each goal; everybody's texts are read once, and only where it is needed."""

    @cache
    def asking() -> Asking:
        return ask_of(everyone_in(network), network.settings, root / _KEPT)

    def ask(question: str) -> tuple[QuestionAnswer, ...]:
        return asking().answers(question, _ANSWERS)

    return tuple(ways_to(network, goal, today, ask, most) for goal in goals)


def first_step(way: Way) -> str:
    """What to do first, as a sentence."""
    if way.direct and way.there.field == "is":
        return f"write to {way.first.name}."
    if way.direct:
        return f"ask {way.first.name} whom to talk to there."
    return f"ask {way.first.name} for a word with {way.next.name}."
