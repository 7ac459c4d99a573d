"""The shapes of JSON answers: documented keys, dates as text, people by id."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from kithbook.book.consent import Consent
from kithbook.book.model import (
    Ask,
    Entry,
    IntroductionOffer,
    Mention,
    Met,
    Person,
    Phrase,
    RememberedDay,
)
from kithbook.book.network import Network
from kithbook.book.reach import Reach, WrittenReach
from kithbook.book.steps import Outcome, SetAside
from kithbook.insight.channels import Channel
from kithbook.insight.keepup import KeepUp, due_in_words
from kithbook.insight.ledger import Favour, Promise
from kithbook.insight.openings import NeedMet, Opening
from kithbook.text.dates import PartialDate, Span
from kithbook.text.problems import Location

Shape = dict[str, object]

_KEYS: dict[type, str] = {
    Ask: "policy per_quarter",
    Channel: "kind label url",
    Entry: "on kind contact text people=ids box by done size at",
    Favour: "way person on=entry.on text=entry.text size at=entry.at",
    IntroductionOffer: "to because public at",
    Location: "path line column",
    Mention: "id=person name=text",
    Met: "on where through how",
    Opening: "about text at",
    Outcome: "on was note",
    Phrase: "text since until request at",
    Promise: "mine people text=entry.text dated due state at=entry.at",
    Reach: "emails phones linkedin web mastodon signal address prefer others",
    RememberedDay: "on what at",
    SetAside: "on because until",
    WrittenReach: "key text",
}


def plain(value: object) -> object:
    """A value as JSON has it: records by their keys, dates and spans as the files write them."""
    if keys := _KEYS.get(type(value)):
        return shape(value, keys)
    if isinstance(value, date | PartialDate | Span):
        return str(value)
    return [plain(each) for each in value] if isinstance(value, tuple | list) else value


def shape(one: object, keys: str) -> Shape:
    """Some keys of a record; `key=where.it.is` where the record has it under another name."""
    pairs = (each.partition("=") for each in keys.split())
    return {key: plain(attrgetter(where or key)(one)) for key, _, where in pairs}


def who(network: Network, person: str) -> Shape:
    """Somebody, by id and name."""
    return {"id": person, "name": network.name_of(person)}


def own_need_shape(network: Network, one: NeedMet) -> Shape:
    """A need of the owner's, and the line of somebody who could meet it."""
    return {
        "need": one.need.text,
        "by": who(network, one.by),
        **shape(one, "how phrase=phrase.text at=phrase.at"),
    }


def keep_up(one: KeepUp, today: date) -> Shape:
    """How somebody stands on a day."""
    return {**shape(one, "state cadence last due estimated"), "words": due_in_words(one, today)}


def person(one: Person) -> Shape:
    """What the keys of a person's file say."""
    return {
        **shape(
            one,
            "id path name aliases greet circle every vouch role org place met reach born dates "
            "dead died languages interests knows needs offers introduce ask public",
        ),
        "consent": _consent(one.consent) if one.consent else None,
        **shape(one, "snooze pause assistants tags notes"),
    }


def _consent(given: Consent) -> Shape:
    return {
        **shape(given, "on by shows until withdrawn"),
        "agreed": list(given.agreed.to) if given.agreed else [],
        "unclear": str(given.unclear) if given.unclear else None,
        "at": plain(given.at),
    }
