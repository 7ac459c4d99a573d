"""The first letter on a way: a small question to whoever stands nearest; nothing is sent.

What the book says of people is for the owner's eyes, so nothing of it goes into the letter: only
names, and what the owner says that it is for.
"""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.insight.letter_ends import closing
from kithbook.introductions.drafts.composing import shared_language
from kithbook.introductions.drafts.plain import ended, one_line
from kithbook.language.folders import texts
from kithbook.language.given_names import first_name
from kithbook.suggestions.way_goal import WayGoal
from kithbook.suggestions.ways import Way
from kithbook.text.outgoing_mail import OutgoingMail
from kithbook.text.slots import fill

_OPTIONAL = frozenset(("wish",))
_MOST_OF_A_NAME = 80


@dataclass(frozen=True, slots=True)
class WayLetter:
    """The letter to the first of a way; `email` is empty where the book has no address."""

    name: str
    email: str
    language: str
    subject: str
    text: str

    def as_text(self) -> str:
        """The letter as one reads it, with whom it goes to above."""
        to = f"{self.name} <{self.email}>" if self.email else self.name
        return f"To: {to}\nSubject: {self.subject}\n\n{self.text}"

    @property
    def mail(self) -> OutgoingMail:
        """The letter as a mail."""
        return OutgoingMail(((self.name, self.email),), self.subject, self.text)


def way_letter(
    network: Network, goal: WayGoal, way: Way, owner: str, wish: str = "", language: str = ""
) -> WayLetter:
    """The letter to the first of a way, in a language that they read; raises Unfilled.

    `owner` is the owner's name, and `wish` in their words what it is for.
    """
    reader, settings = way.first, network.settings
    person = network.people.get(reader.person or "")
    spoken = person.languages if person else ()
    tongue = language or shared_language((spoken,), settings.language)
    said, drafts = texts(tongue, "phrases"), texts(tongue, "drafts")
    name = one_line(reader.name, _MOST_OF_A_NAME)
    values = {
        "greet": one_line(person.greet, _MOST_OF_A_NAME) if person and person.greet
        else first_name(name),
        "goal": one_line(goal.text, 200),
        "other": one_line(way.next.name, _MOST_OF_A_NAME),
        "wish": ended(one_line(wish)),
    }  # fmt: skip
    kind = _kind(way)
    body = fill(f"{drafts['greeting']}\n\n{said[kind]}", values, _OPTIONAL)
    parting = _parting(drafts["closing"], settings, owner, tongue)
    reach = person.reach if person else (reader.contact.reach if reader.contact else None)
    emails = reach.emails if reach else ()
    subject = one_line(fill(said[f"{kind}_subject"], values), 200)
    return WayLetter(name, next(iter(emails), ""), tongue, subject, f"{body}{parting}")


def _kind(way: Way) -> str:
    """Which words the letter has: for who is meant, who stands there, or who knows somebody."""
    if way.direct:
        return "way_themselves" if way.there.field == "is" else "way_there"
    last = len(way.through) == 1
    return "way_to_them" if last and way.there.field == "is" else "way_onward"


def _parting(words: str, settings: Settings, owner: str, language: str) -> str:
    end = closing(words, settings, owner, language)
    return f"\n\n{end}" if end else ""
