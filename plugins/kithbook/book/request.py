"""A request from outside as it is filed, with what was decided on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kithbook.book.model import Mention
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location


@dataclass(frozen=True, slots=True)
class Decision:
    """What the owner decided about a request; `person` is whom an accepted one became."""

    on: PartialDate | None
    was: str
    reason: str = ""
    reply: str = ""
    until: PartialDate | None = None
    person: Mention | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """How a request came; the ids and digests by which a second copy of it is known.

    `note` is the id that the form gave it, `earlier` holds what former copies were known by.
    """

    type: str = ""
    message_id: str = ""
    digest: str = ""
    note: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A connection request from outside; every text in it is a stranger's but for `notes`.

    Of a `torn` one some keys could not be read.
    """

    id: str
    path: str
    at: Location
    kind: str
    received: PartialDate | None
    sender: str
    email: str
    via: str = ""
    how_found: str = ""
    why: str = ""
    ask: str = ""
    offer: str = ""
    wants: str = ""
    why_them: str = ""
    for_them: str = ""
    forwardable: str = ""
    small: str = ""
    rest: str = ""
    language: str = ""
    thread: str = ""
    revision: int = 1
    revised: PartialDate | None = None
    before: tuple[str, ...] = ()
    source: Origin = field(default_factory=Origin)
    flags: tuple[str, ...] = ()
    decision: Decision | None = None
    notes: str = ""
    torn: bool = False
