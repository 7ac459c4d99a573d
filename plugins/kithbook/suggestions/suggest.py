"""Suggestions: pairs of people worth introducing to each other, with a reason for each side."""

from __future__ import annotations

from datetime import date

from kithbook.book.network import Network
from kithbook.suggestions.choose import Limits, choose
from kithbook.suggestions.left_out import held_back
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.pairing import Pairing
from kithbook.suggestions.suggestion import Suggestions
from kithbook.suggestions.wanting import wanting
from kithbook.text.garbage import no_collection

MOST = 10


def suggest(
    network: Network,
    today: date,
    most: int = MOST,
    *,
    about: str = "",
    contacts: bool = False,
    finder: Matchmaker | None = None,
) -> Suggestions:
    """The best suggestions of a day; the same book and day always give the same list.

    With `about` those for one person alone, with `contacts` also contacts of rosters. `finder` is
    the matchmaker of the book, where it is at hand.
    """
    with no_collection():
        finder = finder or Matchmaker(network, today, contacts=contacts)
        pairing = Pairing(finder, about)
        limits = Limits(most, network.settings.introductions_per_need, about)
        chosen, left_out = choose(pairing, finder, limits)
        held = held_back(network, finder.guards, finder.held, about)
        return Suggestions(
            tuple(pairing.suggestion(one) for one in chosen),
            (*held, *left_out),
            finder.engine.says,
            () if chosen else wanting(finder, about),
        )
