"""Notes that no circle asks for: the follow-up of a young tie, and easy ones before a hard one.

Whoever was met within six weeks hears from the owner once more, whatever the circle. And before a
note to somebody long silent stand two easy ones, to people in touch with whom there is something
to speak of: the first line is the hardest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kithbook.book.network import Network
from kithbook.insight.days import ago, last_day
from kithbook.insight.keepup import KeepUp, at_rest
from kithbook.insight.openings import About, Opening, openings
from kithbook.text.dates import Span

YOUNG_TIE = (
    "A new tie fades soonest: within two weeks of meeting somebody, one word more is due, whatever "
    "the circle. young_ties: false in kithbook.yml stops this."
)
WARM_UP = (
    "Before a note to somebody long silent stand two easy ones, since the first line is the "
    "hardest. warm_up: false in kithbook.yml stops this."
)
_YOUNG = Span(42, "days")
_FOLLOW_UP = Span(14, "days")
_JUST_SPOKEN = Span(7, "days")
_IN_TOUCH = Span(90, "days")
_EASY: tuple[About, ...] = ("thanks", "mention", "note", "interest", "last")
_MOST = 2


def follow_up(network: Network, one: KeepUp, today: date) -> str:
    """Why somebody met lately is to be written to once more; empty where nobody is."""
    met = last_day(network.people[one.person].met.on)
    if (
        met is None
        or not 0 < (today - met).days <= _YOUNG.days
        or (one.last and one.last.day > met)
    ):
        return ""
    if today <= met + _FOLLOW_UP:
        return f"you met {ago(met, today)}: one word more within two weeks"
    return f"you met {ago(met, today)}, and there was no word since"


def warm_ups(
    network: Network, everyone: Iterable[KeepUp], today: date
) -> tuple[tuple[str, str], ...]:
    """Whom it is easy to write to now, by id with why: thanks first, then the newest contact."""
    found = []
    for one in everyone:
        who, last = network.people[one.person], one.last
        if one.state not in ("fine", "untracked") or last is None or at_rest(who, today):
            continue
        if not _JUST_SPOKEN.days <= (today - last.day).days <= _IN_TOUCH.days:
            continue
        easy = easy_openings(network, one.person, today)
        if easy:
            said = f"an easy note first: last in touch {ago(last.day, today)}"
            rank = _EASY.index(easy[0].about), -last.day.toordinal()
            found.append((*rank, network.order_of(who.id), who.id, said))
    return tuple((person, said) for *_, person, said in sorted(found)[:_MOST])


def easy_openings(network: Network, person: str, today: date) -> tuple[Opening, ...]:
    """What is easily said to somebody in touch, the easiest first."""
    everything = openings(network, person, today, most=len(_EASY) * 2)
    easy = (one for one in everything if one.about in _EASY)
    return tuple(sorted(easy, key=lambda one: _EASY.index(one.about)))
