"""Who is found, who answers, and who would like to read a text."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.insight.find import PersonFound, QueryHit
from kithbook.matching.evidence import Match
from kithbook.shapes import pieces
from kithbook.shapes.pieces import Shape
from kithbook.suggestions.readers import Readers
from kithbook.suggestions.who_knows import QuestionAnswer


def found_shape(one: PersonFound) -> Shape:
    """Somebody whom a query matches."""
    where = one.contact.at if one.contact else None
    return {
        "id": one.person,
        "name": one.name,
        "contact": pieces.place(where) if where else None,
        "hits": [_hit_shape(hit) for hit in one.hits],
    }


def _hit_shape(hit: QueryHit) -> Shape:
    at = pieces.place(hit.at) if hit.at else None
    return {"field": hit.field, "quote": hit.quote, "asked": hit.asked, "at": at}


def answer_shape(one: QuestionAnswer) -> Shape:
    """Somebody who answers a question."""
    contact = one.who.contact
    return {
        "id": one.who.person,
        "name": one.who.name,
        "contact": pieces.place(contact.at) if contact else None,
        "thin": one.who.thin,
        "field": one.field,
        "quote": one.quote,
        "at": pieces.place(one.at),
        "words": matches_shape(one.matches),
    }


def matches_shape(matches: Iterable[Match]) -> list[Shape]:
    """The words that match, in JSON."""
    return [{"asked": one.asked, "found": one.found, "how": one.how} for one in matches]


def readers_shape(found: Readers) -> Shape:
    """Who would like to read a text."""
    return {
        "readers": [
            {
                "id": one.person.id,
                "name": one.person.name,
                "field": one.why.field,
                "quote": one.why.quote,
                "at": pieces.place(one.why.at),
                "words": matches_shape(one.why.matches),
                "channel": pieces.channel(one.channel),
                "silence": one.silence,
            }
            for one in found.found
        ],
        "resting": [{"id": one.id, "name": one.name} for one in found.resting],
        "begin": found.first_line,
    }
