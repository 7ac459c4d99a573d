"""Who is found, who answers, and who would like to read a text."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.insight.find import PersonFound
from kithbook.insight.unlinked import LineFound
from kithbook.matching.matched_words import Match
from kithbook.shapes.pieces import Shape, plain, shape
from kithbook.suggestions.readers import Readers
from kithbook.suggestions.who_knows import QuestionAnswer


def found_shape(one: PersonFound) -> Shape:
    """Somebody whom a query matches."""
    return {
        **shape(one, "id=person name"),
        "contact": plain(one.contact and one.contact.at),
        "hits": [shape(hit, "field quote asked at") for hit in one.hits],
    }


def line_shape(one: LineFound) -> Shape:
    """A line of a journal that belongs to nobody."""
    return {**shape(one.line, "on text at"), "asked": [hit.asked for hit in one.hits]}


def answer_shape(one: QuestionAnswer) -> Shape:
    """Somebody who answers a question."""
    contact = one.who.contact
    return {
        **shape(one.who, "id=person name"),
        "contact": plain(contact and contact.at),
        **shape(one, "thin=who.thin field said quote at"),
        "words": matches_shape(one.matches),
    }


def matches_shape(matches: Iterable[Match]) -> list[Shape]:
    """The words that match, in JSON."""
    return [shape(one, "asked found how") for one in matches]


def readers_shape(found: Readers) -> Shape:
    """Who would like to read a text."""
    return {
        "readers": [
            {
                **shape(one.person, "id name"),
                **shape(one.why, "field quote at"),
                "words": matches_shape(one.why.matches),
                **shape(one, "channel silence"),
            }
            for one in found.found
        ],
        "resting": [shape(one, "id name") for one in found.resting],
        "begin": found.first_line,
    }
