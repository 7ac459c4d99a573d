"""Who stands at a goal by what is written of them, with the line that says so.

Where somebody works or lives now says more than what they once did, and keys of a file more than a
note. How near that is lies between 0 and 1; it orders ways and is never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kithbook.book.contact import Contact
from kithbook.book.model import Person, Phrase
from kithbook.book.network import Network
from kithbook.insight.person_texts import (
    PersonText,
    contact_texts,
    person_texts,
    roster_texts,
    row_texts,
    said_apart,
)
from kithbook.suggestions.way_goal import WayGoal
from kithbook.text.problems import Location

_WORTH: Mapping[str, float] = MappingProxyType(
    {
        "org": 1.0, "role": 1.0, "place": 1.0, "offers": 0.95, "knows": 0.95, "introduce": 0.9,
        "languages": 0.9, "tie": 0.85, "through": 0.8, "formerly": 0.75, "notes": 0.75,
        "interest": 0.7, "tag": 0.7, "how we met": 0.5, "log": 0.6,
    }
)  # fmt: skip
_IS, _NO_LONGER, _IN_A_CROWD = 1.0, 0.8, 0.5
_FEW = 4


@dataclass(frozen=True, slots=True)
class WayPerson:
    """A person with a file, by id, or a contact of a roster without one."""

    name: str
    person: str | None = None
    contact: Contact | None = None

    @property
    def key(self) -> str:
        """What tells them from everybody else."""
        return self.person or f"{self.name}\n{self.contact and self.contact.at}"


@dataclass(frozen=True, slots=True)
class StandsThere:
    """How near somebody stands to a goal, from 0 to 1, and the words of the file that say so.

    `field` is `is` for whoever is the goal themselves.
    """

    who: WayPerson
    near: float
    field: str
    quote: str
    at: Location


def standing_there(network: Network, goal: WayGoal, today: date) -> dict[str, StandsThere]:
    """Everyone who stands at a goal, by their key, each with what says most."""
    found: dict[str, StandsThere] = {}
    rows = roster_texts(network)
    for person in network.people.values():
        who = WayPerson(person.name, person.id)
        if person.id in goal.known:
            found[who.key] = StandsThere(who, _IS, "is", person.name, person.at)
        elif best := _best(who, _of_person(network, person, rows, today), goal):
            found[who.key] = best
    for contact in network.contacts:
        owner = network.people.get(contact.person or "")
        who = WayPerson(owner.name, owner.id) if owner else WayPerson(contact.name, None, contact)
        if best := _best(who, _of_contact(contact, goal), goal):
            nearer = found.get(who.key)
            found[who.key] = best if nearer is None or best.near > nearer.near else nearer
    return found


def _best(who: WayPerson, texts: Iterable[PersonText], goal: WayGoal) -> StandsThere | None:
    """The text that says most, the earlier of two that say as much."""
    best: StandsThere | None = None
    for text in texts:
        near = _near(text, goal)
        if near and (best is None or near > best.near):
            best = StandsThere(who, near, text.field, text.phrase.text, text.phrase.at)
    return best


def _near(text: PersonText, goal: WayGoal) -> float:
    if text.said == "sought":
        return 0.0
    words = text.phrase.text
    whole = (
        (text.field == "is" and goal.is_called(words))
        or (text.field in ("org", "formerly") and goal.is_org(words))
        or (text.field == "place" and goal.is_place(words))
    )
    share = 1.0 if whole else goal.share(words) if text.field != "is" else 0.0
    worth = _IS if text.field == "is" else _WORTH.get(text.field, 0.0)
    crowd = _IN_A_CROWD if text.also == _CROWD else 1.0
    return share * worth * crowd * (_NO_LONGER if text.said == "denied" else 1.0)


_CROWD = "crowd"


def _of_person(
    network: Network, person: Person, rows: Mapping[str, tuple[PersonText, ...]], today: date
) -> Iterator[PersonText]:
    kept = (
        text
        for text in person_texts(network, person)
        if text.field not in ("log", "needs") and text.phrase.holds(today)
    )
    for text in said_apart(kept):
        yield PersonText(text.field.partition(":")[0], text.phrase, text.said)
    for tie in person.ties:
        said = f"{tie.to.text} ({tie.kind})" if tie.kind else tie.to.text
        yield PersonText("tie", Phrase(said, tie.to.at))
    yield from rows.get(person.id, ())
    for entry in network.entries_with(person.id):
        if entry.text:
            crowd = _CROWD if len(entry.ids) > _FEW else ""
            log = PersonText("log", Phrase(entry.text, entry.at))
            yield from (PersonText("log", one.phrase, one.said, crowd) for one in said_apart([log]))


def _of_contact(contact: Contact, goal: WayGoal) -> Iterator[PersonText]:
    if contact.person is None:
        yield from (PersonText("is", Phrase(name, contact.at)) for name in contact.names)
    texts = (*contact_texts(contact), *row_texts(contact))
    yield from (text for text in texts if text.field not in ("name", "born"))
    for work in contact.formerly:
        for said in filter(None, (work.org, str(work))):
            if goal.is_org(said) or goal.share(said):
                yield PersonText("formerly", Phrase(said, work.at))
