"""Lines of journals that belong to nobody of the book: search alone finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kithbook.book.model import Phrase
from kithbook.book.network import Network
from kithbook.insight.find import QueryHit, Subject, hits_in
from kithbook.insight.person_texts import PersonText
from kithbook.insight.query import Query
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location

_WRITTEN = ("notes", "log")


@dataclass(frozen=True, slots=True)
class UnlinkedLine:
    """A journal's entry or aside that leads to nobody of the book."""

    on: PartialDate | None
    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class LineFound:
    """Such a line that a query matches, and the words of it that say why."""

    line: UnlinkedLine
    hits: tuple[QueryHit, ...]


def unlinked_lines(network: Network) -> tuple[UnlinkedLine, ...]:
    """Those of all journals, the newest first, those without a day last."""
    asides = (
        UnlinkedLine(one.on, one.text, one.at)
        for one in network.journal_asides
        if not any(who.person for who in one.mentions)
    )
    entries = (
        UnlinkedLine(one.on, one.text, one.at)
        for one in network.journal
        if one.text and not any(who.person for who in (*one.people, *one.mentions))
    )
    by_place = sorted((*asides, *entries), key=lambda one: one.at)
    return tuple(sorted(by_place, key=_day, reverse=True))


def find_unlinked(network: Network, query: Query, today: date) -> tuple[LineFound, ...]:
    """Those whose words a query asks for; what it asks of people beside leaves them out."""
    found: list[LineFound] = []
    for line in unlinked_lines(network):
        text = PersonText(_WRITTEN[0], Phrase(line.text, line.at))
        nobody = Subject("", None, None, (text,))
        hits = hits_in(query, nobody, network.settings, today)
        if hits and all(hit.field in _WRITTEN for hit in hits):
            found.append(LineFound(line, hits))
    return tuple(found)


def _day(line: UnlinkedLine) -> date:
    return line.on.earliest() if line.on and line.on.year else date.min
