"""A whole book as one JSON object: its records for other programs, its files to the letter."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping

from kithbook.book.model import Introduction, Mention, Person
from kithbook.book.network import Network
from kithbook.shapes.pieces import Shape, person, plain, shape

FORMAT = 1


def book_shape(network: Network, files: Mapping[str, bytes]) -> Shape:
    """Everything that a book holds; no key depends on the day on which it is asked."""
    return {
        "kithbook": FORMAT,
        "people": [_person_shape(one) for one in network.everyone],
        "unread": [one.path for one in network.unread],
        "journal": plain(network.journal),
        "introductions": [_introduction_shape(one) for one in network.introductions],
        "requests": [
            {
                **shape(
                    one,
                    "id path kind received sender email via how_found why ask offer wants why_them "
                    "for_them forwardable small rest language thread revision revised before flags "
                    "notes",
                ),
                "decision": shape(one.decision, "on was reason reply until person")
                if one.decision
                else None,
            }
            for one in network.requests
        ],
        "contacts": [
            shape(
                one,
                "person name aliases org role emails phones url pages place born connected tags "
                "notes at",
            )
            for one in network.contacts
        ],
        "files": [_file_shape(path, raw) for path, raw in sorted(files.items())],
    }


def _person_shape(one: Person) -> Shape:
    ties = [shape(tie, "to kind since") for tie in one.ties]
    asides = [shape(aside, "on text at") for aside in one.asides]
    return {"person": person(one), "ties": ties, "log": plain(one.log), "asides": asides}


def _introduction_shape(one: Introduction) -> Shape:
    def by_person(pairs: Iterable[tuple[Mention, object]], key: str) -> list[Shape]:
        return [{"who": plain(who), key: plain(value)} for who, value in pairs]

    return {
        **shape(one, "id path between"),
        "because": by_person(one.because, "text"),
        "asked_by": plain(one.asked_by),
        "asked": by_person(one.asked, "on"),
        "answered": [
            {"who": plain(side), **shape(said, "said on words")} for side, said in one.answered
        ],
        "nudged": by_person(one.nudged, "on"),
        **shape(one, "made met outcome thanked set_aside notes"),
    }


def _file_shape(path: str, raw: bytes) -> Shape:
    """A file as text, or in base 64 where it is none."""
    try:
        return {"path": path, "text": raw.decode("utf-8"), "base64": None}
    except UnicodeDecodeError:
        return {"path": path, "text": None, "base64": base64.b64encode(raw).decode("ascii")}
