"""How close a person is to the owner, from what the files say and never from silence.

From 0 to 5, out of the circle, the interactions there ever were, and what the owner vouches
for. It decides whom an introduction could come from; it is never shown as a number.
"""

from __future__ import annotations

from datetime import date

from kithbook.book.model import Person, Settings
from kithbook.book.network import Network

HARDLY, A_LITTLE = 1, 2
"""Hardly known, as the owner says by a slow circle; and what holds where nothing is said."""
ACE = 5
_BY_CADENCE = ((21, 4), (60, 3), (200, A_LITTLE))
_BY_MEETINGS = ((12, 4), (7, 3), (1, A_LITTLE))


def closeness(network: Network, person: str, today: date) -> int:
    """How close a person is; 0 for one without a file.

    Hardly known is only who stands in a slow circle, has no interaction on file, and is vouched
    for in no way. The days since the last interaction do not count: a dormant tie is worth as
    much as ever.
    """
    who = network.people.get(person)
    if who is None:
        return 0
    known = max(_from_circle(who, network.settings), _from_meetings(network, person, today))
    if who.vouch == "carefully":
        return max(A_LITTLE, known)
    return max(A_LITTLE, min(ACE, known + 1)) if who.vouch == "gladly" else known


def is_told(network: Network, person: str, today: date) -> bool:
    """Whether anything in the files says how close a person is."""
    who = network.people[person]
    said = who.circle or who.every or who.vouch
    return bool(said) or _from_meetings(network, person, today) > 0


def _from_circle(who: Person, settings: Settings) -> int:
    """By the cadence of the circle, for circles have any name; `every` is for practical reasons."""
    cadence = settings.cadence(who.circle) if who.circle else who.every
    if cadence is None:
        return A_LITTLE
    return next((close for days, close in _BY_CADENCE if cadence.days <= days), HARDLY)


def _from_meetings(network: Network, person: str, today: date) -> int:
    times = sum(entry.is_contact(today) for entry in network.entries_with(person))
    return next((close for least, close in _BY_MEETINGS if times >= least), 0)
