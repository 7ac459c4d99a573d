"""A whole book as one JSON object: its records for other programs, its files to the letter."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator

from kithbook.book.model import Introduction, Mention, Person
from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.shapes.pieces import Shape, person, plain, shape

FORMAT = 1
_REQUEST = (
    "id path kind received sender email via how_found why ask offer wants why_them for_them "
    "forwardable small rest language thread revision revised before flags notes"
)
_CONTACT = "person name aliases org role emails phones url pages place born connected tags notes at"


def book_lines(network: Network, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Everything that a book holds, as the lines of one object, a record a line.

    No key depends on the day on which it is asked; `files` are read as they come.
    """
    yield f'{{\n "kithbook": {FORMAT}'
    yield from _listed("people", map(_person_shape, network.everyone))
    yield from _listed("unread", (one.path for one in network.unread))
    yield from _listed("journal", map(plain, network.journal))
    yield from _listed("introductions", map(_introduction_shape, network.introductions))
    yield from _listed("requests", map(_request_shape, network.requests))
    yield from _listed("contacts", (shape(one, _CONTACT) for one in network.contacts))
    yield from _listed("files", (_file_shape(path, raw) for path, raw in files))
    yield "\n}\n"


def _listed(key: str, values: Iterable[object]) -> Iterator[str]:
    yield f',\n "{key}": ['
    before = ""
    for value in values:
        yield f"{before}\n  {json.dumps(value, ensure_ascii=False)}"
        before = ","
    yield "\n ]" if before else "]"


def _request_shape(one: Request) -> Shape:
    decision = one.decision
    told = shape(decision, "on was reason reply until person") if decision else None
    return {**shape(one, _REQUEST), "decision": told}


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
