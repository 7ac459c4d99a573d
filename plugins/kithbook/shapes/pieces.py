"""The shapes of JSON answers: documented keys, dates as text, people by id."""

from __future__ import annotations

from datetime import date

from kithbook.book.model import Entry, Mention, Person, Phrase
from kithbook.book.network import Network
from kithbook.insight.channels import Channel
from kithbook.insight.keepup import KeepUp, due_in_words
from kithbook.insight.ledger import Favour, Promise
from kithbook.insight.openings import Opening
from kithbook.text.dates import PartialDate, Span
from kithbook.text.problems import Location

Shape = dict[str, object]


def written(value: date | PartialDate | Span | None) -> str | None:
    """A date or span as the files write it."""
    return None if value is None else str(value)


def place(at: Location) -> Shape:
    """Where something stands."""
    return {"path": at.path, "line": at.line, "column": at.column}


def who(network: Network, person: str) -> Shape:
    """Somebody, by id and name."""
    return {"id": person, "name": network.name_of(person)}


def mention(one: Mention) -> Shape:
    """A name as written, with the id it means."""
    return {"id": one.person, "name": one.text}


def entry(one: Entry) -> Shape:
    """An entry of a log or journal."""
    return {
        "on": str(one.on),
        "kind": one.kind,
        "contact": one.contact,
        "text": one.text,
        "people": list(one.ids),
        "box": one.box,
        "by": written(one.by),
        "done": written(one.done),
        "size": one.size,
        "at": place(one.at),
    }


def keep_up(one: KeepUp, today: date) -> Shape:
    """How somebody stands on a day."""
    return {
        "state": one.state,
        "cadence": written(one.cadence),
        "last": entry(one.last) if one.last else None,
        "due": written(one.due),
        "estimated": one.estimated,
        "words": due_in_words(one, today),
    }


def promise(one: Promise) -> Shape:
    """A promise, by the owner or to the owner."""
    return {
        "mine": one.mine,
        "people": list(one.people),
        "text": one.entry.text,
        "due": written(one.due),
        "state": one.state,
        "at": place(one.entry.at),
    }


def favour(one: Favour) -> Shape:
    """A favour given or got."""
    return {
        "way": one.way,
        "person": one.person,
        "on": str(one.entry.on),
        "text": one.entry.text,
        "size": one.size,
        "at": place(one.entry.at),
    }


def phrase(one: Phrase) -> Shape:
    """A need, an offer, an interest, or something known."""
    return {
        "text": one.text,
        "since": written(one.since),
        "until": written(one.until),
        "at": place(one.at),
    }


def channel(one: Channel | None) -> Shape | None:
    """A way to reach somebody."""
    return {"kind": one.kind, "label": one.label, "url": one.url} if one else None


def opening(one: Opening) -> Shape:
    """Something to say."""
    return {"about": one.about, "text": one.text, "at": place(one.at)}


def person(one: Person) -> Shape:
    """What the keys of a person's file say."""
    return {
        "id": one.id,
        "path": one.path,
        "name": one.name,
        "aliases": list(one.aliases),
        "circle": one.circle,
        "every": written(one.every),
        "vouch": one.vouch,
        "role": one.role,
        "org": one.org,
        "place": one.place,
        "met": met(one),
        "reach": _reach(one),
        "born": written(one.born),
        "languages": list(one.languages),
        **{
            key: [phrase(each) for each in getattr(one, key)]
            for key in ("interests", "knows", "needs", "offers")
        },
        "introduce": [
            {"to": each.to, "because": each.because, "public": each.public, "at": place(each.at)}
            for each in one.introduce
        ],
        "ask": {"policy": one.ask.policy, "per_quarter": one.ask.per_quarter},
        "public": one.public,
        "consent": _consent(one),
        "snooze": written(one.snooze),
        "pause": one.pause,
        "tags": list(one.tags),
        "notes": one.notes,
    }


def met(one: Person) -> Shape:
    """How the owner and a person met."""
    return {
        "on": written(one.met.on),
        "where": one.met.where,
        "through": mention(one.met.through) if one.met.through else None,
        "how": one.met.how,
    }


def _reach(one: Person) -> Shape:
    ways = ("linkedin", "web", "mastodon", "signal", "address", "prefer")
    return {
        "emails": list(one.reach.emails),
        "phones": list(one.reach.phones),
        **{key: getattr(one.reach, key) for key in ways},
    }


def _consent(one: Person) -> Shape | None:
    given = one.consent
    if given is None:
        return None
    return {
        "on": written(given.on),
        "by": given.by,
        "shows": list(given.shows),
        "until": written(given.until),
        "withdrawn": written(given.withdrawn),
        "agreed": list(given.agreed.to) if given.agreed else [],
        "unclear": str(given.unclear) if given.unclear else None,
        "at": place(given.at),
    }
