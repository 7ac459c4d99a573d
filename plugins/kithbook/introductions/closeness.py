"""How close a person is to the owner, from what the files say and never from silence.

From 0 to 5, out of the circle, the interactions there ever were, and what the owner vouches
for. It decides whom an introduction could come from; it is never shown as a number.
"""

from __future__ import annotations

from datetime import date

from kithbook.book.model import Person, Settings
from kithbook.book.network import Network

HARDLY = 1
"""Up to here, paths hardly crossed."""
ACE = 5
_BY_CADENCE = ((21, 4), (60, 3), (200, 2))
_BY_MEETINGS = ((12, 4), (7, 3), (3, 2), (1, 1))


def closeness(network: Network, person: str, today: date) -> int:
    """How close a person is; 0 for one without a file.

    Whoever the owner vouches for gladly is never hardly known. The days since the last
    interaction do not count: a dormant tie is worth as much as ever.
    """
    who = network.people.get(person)
    if who is None:
        return 0
    known = max(_from_circle(who, network.settings), _from_meetings(network, person, today))
    return max(2, min(ACE, known + 1)) if who.vouch == "gladly" else known


def _from_circle(who: Person, settings: Settings) -> int:
    """By the cadence of the circle, for circles have any name; `every` is for practical reasons."""
    cadence = settings.cadence(who.circle) if who.circle else who.every
    if cadence is None:
        return 0
    return next((close for days, close in _BY_CADENCE if cadence.days <= days), 1)


def _from_meetings(network: Network, person: str, today: date) -> int:
    times = sum(entry.is_contact(today) for entry in network.entries_with(person))
    return next((close for least, close in _BY_MEETINGS if times >= least), 0)
