"""Who would like to read this: a few people for a text, each with the line that says why.

Sharing is no introduction: policies and vouches do not matter, and long silence is an occasion.
Only who is snoozed, paused or dead is left in peace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.insight.channels import Channel, preferred
from kithbook.insight.days import ago
from kithbook.insight.keepup import at_rest, last_contact
from kithbook.language.folders import base, texts
from kithbook.suggestions.who_knows import QuestionAnswer, people_in, read_by
from kithbook.text.dates import Span

MOST = 5
_LONG = Span(365, "days")
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who would like to read it: why, how to reach them, and a long silence in words."""

    person: Person
    why: QuestionAnswer
    channel: Channel | None
    silence: str


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers, the likeliest first; `resting` are those left out as snoozed.

    `first_line` is how a message to one of them could begin; `says` is what the owner should know
    about how they were found.
    """

    found: tuple[Reader, ...]
    resting: tuple[Person, ...]
    first_line: str
    says: str


def readers(network: Network, text: str, today: date) -> Readers:
    """Who would like to read a text: five people at most, and only with a line that says why."""
    asking = read_by(people_in(network), network.settings)
    found: list[Reader] = []
    resting: list[Person] = []
    for answer in asking.readers(text):
        person = network.people[answer.who.person or ""]
        if len(found) == MOST:
            break
        if at_rest(person, today):
            resting.append(person)
        else:
            silence = _silence(network, person, today)
            found.append(Reader(person, answer, preferred(person.reach), silence))
    line = texts(base(network.settings.language), "phrases")["thought_of_you"]
    return Readers(tuple(found), tuple(resting), line, asking.says)


def is_address(text: str) -> bool:
    """Whether a text is nothing but the address of a page."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def _silence(network: Network, person: Person, today: date) -> str:
    last = last_contact(network, person.id, today)
    if last is None or (today - last.day).days < _LONG.days:
        return ""
    return f"you last spoke {ago(last.day, today)}: a good occasion"
