"""Something true to say: what a first sentence to somebody could be about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.model import Entry, LoosePromise, Phrase
from kithbook.book.network import Network
from kithbook.insight.days import ago, on_date
from kithbook.insight.ledger import account
from kithbook.text.dates import Span
from kithbook.text.name_links import links_as_names
from kithbook.text.problems import Location

About = Literal[
    "promised", "need", "own need", "thanks", "awaited", "mention", "note", "last", "interest"
]

_RECENT = Span(180, "days")


@dataclass(frozen=True, slots=True)
class NeedMet:
    """What one person needs, and the line of another's file that could meet it.

    `person` is an id, and empty for the owner, whose own needs stand in the settings.
    `how` is the verb between the other's name and the phrase, `words` those of it that match.
    """

    person: str
    need: Phrase
    by: str
    how: str
    phrase: Phrase
    words: tuple[str, ...]

    def sentence(self, network: Network) -> str:
        """Both sides as one sentence without its full stop."""
        other = network.name_of(self.by)
        looks = f"{network.name_of(self.person)} is" if self.person else "you are"
        return f"{looks} looking for “{self.need.text}”; {other} {self.how} “{self.phrase.text}”"


def by_person(needs: Iterable[NeedMet]) -> Mapping[str, tuple[NeedMet, ...]]:
    """Needs by the person who has them."""
    found: dict[str, list[NeedMet]] = defaultdict(list)
    for need in needs:
        found[need.person].append(need)
    return {person: tuple(each) for person, each in found.items()}


@dataclass(frozen=True, slots=True)
class Opening:
    """Something to say, as a sentence without its full stop, and where it is written."""

    about: About
    text: str
    at: Location


def openings(
    network: Network, person: str, today: date, met: tuple[NeedMet, ...] = (), most: int = 3
) -> tuple[Opening, ...]:
    """What could be said to a person, the most useful first.

    `met` are needs that others could meet, and needs of the owner that this person could.
    """
    if network.people[person].dead:
        return ()
    everything = (
        *_from_account(network, person, today),
        *_from_needs(network, person, today, met),
        *_from_entries(network, person, today),
        *_from_interests(network, person),
    )
    order: tuple[About, ...] = (
        "promised", "need", "own need", "thanks", "mention", "note", "awaited", "last", "interest",
    )  # fmt: skip
    return tuple(sorted(everything, key=lambda opening: order.index(opening.about))[:most])


def _from_account(network: Network, person: str, today: date) -> Iterator[Opening]:
    books = account(network, person, today)
    for promise in books.promised[:1]:
        yield _opening("promised", f"you promised: {promise.words(today)}", promise.entry)
    for favour in books.thanks_owed[:1]:
        yield _opening("thanks", f"you have not thanked yet for: {favour.entry.text}", favour.entry)
    for promise in books.awaited[:1]:
        yield _opening("awaited", f"you are waiting for: {promise.words(today)}", promise.entry)


def _from_needs(
    network: Network, person: str, today: date, met: tuple[NeedMet, ...]
) -> Iterator[Opening]:
    for one in met:
        if one.person == person:
            text = f"looking for {one.need.text}; {network.name_of(one.by)} {one.how} “"
            yield Opening("need", f"{text}{one.phrase.text}”", one.need.at)
        elif one.by == person and not one.person:
            yield Opening("own need", one.sentence(network), one.phrase.at)
    shown = {one.need for one in met if one.person == person}
    for need in network.people[person].needs:
        if need.holds(today) and need not in shown:
            yield Opening("need", f"looking for {need.text}", need.at)


def _from_entries(network: Network, person: str, today: date) -> Iterator[Opening]:
    past = [entry for entry in network.entries_with(person) if entry.day <= today]
    if note := next((entry for entry in past if entry.kind == "note"), None):
        yield _opening("note", f"you noted {on_date(note.on, today)}: {note.text}", note)
    last = next((entry for entry in past if entry.is_contact(today) and entry.text), None)
    if last:
        yield _opening(
            "last", f"last time ({last.kind}, {ago(last.day, today)}): {last.text}", last
        )
    for entry in network.entries_mentioning(person):
        if today - _RECENT <= entry.day <= today:
            who = _names(network, entry)
            said = f"came up {on_date(entry.on, today)}{who}: {entry.text}"
            yield _opening("mention", said, entry)
            return


def _from_interests(network: Network, person: str) -> Iterator[Opening]:
    for interest in network.people[person].interests[:1]:
        yield Opening("interest", f"likes {interest.text}", interest.at)


def _names(network: Network, entry: Entry | LoosePromise) -> str:
    names = [network.name_of(person) for person in entry.ids]
    return f" with {' and '.join(names)}" if names else ""


def _opening(about: About, text: str, entry: Entry | LoosePromise) -> Opening:
    return Opening(about, links_as_names(text), entry.at)
