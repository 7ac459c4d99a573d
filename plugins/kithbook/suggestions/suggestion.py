"""What a suggestion is made of: two people, a reason for each side, and named factors."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Literal

from kithbook.book.network import Network
from kithbook.matching.matched_words import Match
from kithbook.text.problems import Location

Field = Literal[
    "needs", "offers", "knows", "interests", "introduce: to", "introduce: because", "role", "org",
    "languages", "notes", "log", "sought",
]  # fmt: skip

SOUGHT: frozenset[Field] = frozenset({"needs", "sought"})
"""What somebody looks for: under `needs`, or in a sentence of notes or log."""
_MOST_LETTERS = 400
_SAYS: dict[Field, str] = {
    "needs": "{name} is looking for “{text}”",
    "offers": "{name} offers “{text}”",
    "knows": "{name} knows “{text}”",
    "interests": "{name} likes “{text}”",
    "introduce: to": "you would gladly introduce {name} to “{text}”",
    "introduce: because": "you wrote of {name}: “{text}”",
    "role": "{name} works as “{text}”",
    "org": "{name} is with “{text}”",
    "languages": "{name} speaks “{text}”",
    "notes": "you wrote of {name}: “{text}”",
    "log": "you wrote of {name}: “{text}”",
    "sought": "you wrote of {name}: “{text}”",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a file about a person, exactly as they stand at the line of `at`.

    `person` is an id, or the name of a contact in a roster.
    """

    person: str
    field: Field
    text: str
    at: Location

    def sentence(self, network: Network) -> str:
        """What the file says, as a part of a sentence; a very long text in its beginning."""
        whole = self.text.removesuffix(".")
        text = whole if len(whole) <= _MOST_LETTERS else f"{whole[:_MOST_LETTERS]}…"
        return _SAYS[self.field].format(name=network.name_of(self.person), text=text)

    def opening(self, network: Network) -> str:
        """The same as the beginning of a sentence; a name is left as it is written."""
        told = self.sentence(network)
        return _capital(told) if _SAYS[self.field].startswith("you ") else told


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one side would be glad of the other, and the words by which it was found.

    `own` is what the file of that side says, `other` what the other's says; `matches` stand in
    that order too.
    """

    whom: str
    own: Quote
    other: Quote
    matches: tuple[Match, ...]

    @property
    def kind(self) -> Literal["need", "gladly", "shared"]:
        """Their need, something they give gladly, or something rare that both like or know."""
        if self.own.field in SOUGHT:
            return "need"
        return "gladly" if self.other.field in SOUGHT else "shared"

    def sentence(self, network: Network) -> str:
        """Both sides as one sentence without its full stop."""
        own, other = self.own.opening(network), self.other.sentence(network)
        if self.kind == "gladly":
            return f"{own}, and {network.name_of(self.other.person)} is looking for that"
        if self.kind == "shared" and self.own.field == self.other.field:
            name = network.name_of(self.other.person)
            return f"{own}, and so does {name}: “{self.other.text}”"
        return f"{own}; {other}"


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that speaks for or against, from 0 to 1, in words that one can argue with."""

    name: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people who might be glad of each other.

    `reasons` are in the order of `pair`; a side that only helps has None, and where their file
    offers what the other looks for, `gladly` is their id. `ask_first` is the id of
    whom to ask first, empty where nobody needs asking, and `ask_why` says so in a sentence. A
    `thin` one names a contact of a roster by name, as the second of the pair.
    """

    pair: tuple[str, str]
    reasons: tuple[Reason | None, Reason | None]
    factors: tuple[Factor, ...]
    careful: tuple[str, ...]
    ask_first: str
    ask_why: str
    thin: bool = False
    gladly: str = ""

    @property
    def worth(self) -> float:
        """The product of the factors, by which suggestions stand in order; never shown alone."""
        return prod(factor.value for factor in self.factors)

    @property
    def in_turn(self) -> tuple[str, str]:
        """The two as they are asked: an introduction on file asks the one named first."""
        one, other = self.pair
        return (other, one) if self.ask_first == other else self.pair

    @property
    def glad(self) -> str:
        """The first of the two who has a reason."""
        return next(who for who, why in zip(self.pair, self.reasons, strict=True) if why)

    @property
    def asking(self) -> Reason:
        """The one reason there is as whoever only helps would hear it."""
        why = next(reason for reason in self.reasons if reason)
        return Reason(why.other.person, why.other, why.own, ())

    def helping(self, network: Network) -> str:
        """What the other side does, where only one has a reason, as a sentence; else nothing."""
        if not self.one_sided:
            return ""
        helper = next(who for who, why in zip(self.pair, self.reasons, strict=True) if not why)
        name = network.name_of(helper)
        if self.gladly == helper:
            return f"{name} offers this gladly. What it would bring them, no line says yet."
        return f"{name} would help. What it would bring them, no line says yet."

    @property
    def one_sided(self) -> bool:
        """Whether one of the two only helps, as far as the files say."""
        return None in self.reasons


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One that is left out: who, and why, as a sentence with the line that says so.

    `change` is the one line that would change it, to type or to write; empty where nothing would,
    or where the line of `at` is the one.
    """

    people: tuple[str, ...]
    why: str
    change: str = ""
    at: Location | None = None


@dataclass(frozen=True, slots=True)
class LeftAside:
    """What is left out for one reason: in words, how many, and the first of them by name."""

    words: str
    number: int
    some: tuple[HeldBack, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The suggestions of a day, the worthiest first, and what was left out and why.

    `says` is what the owner should know about how they were found, empty where all is well;
    `wanting` is what the files would have to say first, where there is nothing to suggest.
    """

    found: tuple[Suggestion, ...]
    left_out: tuple[LeftAside, ...]
    says: str
    wanting: tuple[HeldBack, ...] = ()

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many were left out, by reason in words."""
        return tuple((one.words, one.number) for one in self.left_out)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
