"""The owner's own needs, from the settings, and who of the book could meet them.

Nobody is introduced to anybody here, so no budget and no rule of introductions holds anyone back;
only who has died or is paused is left in peace.
"""

from __future__ import annotations

from itertools import islice

from kithbook.insight.openings import NeedMet
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.needs import met_by
from kithbook.suggestions.texts import Need

OWNER = ""
"""Stands for the owner, who has no file, where a need says whose it is."""
_EACH = 3


def open_needs_of_owner(finder: Matchmaker) -> tuple[Need, ...]:
    """The needs in the settings that still hold on the day, in their order."""
    held = (one for one in finder.network.settings.needs if one.holds(finder.today))
    return tuple(Need(OWNER, phrase) for phrase in held)


def own_needs_met(finder: Matchmaker, each: int = _EACH) -> tuple[NeedMet, ...]:
    """Who could meet a need of the owner's, need by need, the best few first."""
    return tuple(
        met_by(answer)
        for need in open_needs_of_owner(finder)
        for answer in islice(finder.answers_to(need), each)
    )
