"""What an answer to a request takes from the book: whom it greets, who signs, how to talk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

from kithbook.book.model import Person, Settings
from kithbook.book.network import Network
from kithbook.book.own_templates import OwnTemplate
from kithbook.book.request import Request
from kithbook.insight.channels import phone_url, preferred
from kithbook.requests.triage import PossibleSender, senders

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The owner's settings and name, and of a sender who is in the book what a letter honours.

    `greet` stands after Dear; they are rung at `number`, or reached by `channel`, where the book
    says that they prefer it. `may_say` tells whether a sentence of theirs may stand in the answer.
    """

    settings: Settings
    owner: str = ""
    greet: str = ""
    number: str = ""
    channel: str = ""
    templates: Mapping[str, OwnTemplate] = field(default_factory=dict)
    may_say: Callable[[str], bool] = field(default=bool, compare=False)


def letterhead(
    network: Network,
    request: Request,
    owner: str,
    known: Iterable[PossibleSender] | None = None,
) -> Letterhead:
    """The letterhead for one request; `known` are its senders where they were looked up already."""
    found = senders(network, request) if known is None else known
    sure = (one.person for one in found if one.sure and one.person)
    person = network.people.get(next(sure, ""))
    number, channel = _way(person, network.settings) if person else ("", "")
    return Letterhead(
        network.settings,
        owner,
        person.greet if person else "",
        number,
        channel,
        network.templates,
        cache(partial(_may_say, network)),
    )


def _may_say(network: Network, text: str) -> bool:
    """Whether a sentence names nobody of the book: to repeat a name says that one knows them."""
    names = (word for word in _WORD.findall(text) if word[0].isupper())
    return bool(text) and not any(map(network.index.called, dict.fromkeys(names)))


def _way(person: Person, settings: Settings) -> tuple[str, str]:
    """The number to ring somebody at, or the way they like better than a mail."""
    first = preferred(person.reach) if person.reach.prefer else None
    if first is None or first.kind in ("email", "address"):
        return "", ""
    if first.kind == "phone" and phone_url(first.label):
        return _number(first.label, settings.phone_region), ""
    return "", "" if first.kind == "phone" else first.name


def _number(written: str, region: str) -> str:
    """A number with its country, where that is known; else as it is written."""
    # Slow to load, and few are rung.
    import phonenumbers  # noqa: PLC0415

    try:
        number = phonenumbers.parse(written, region or None)
    except phonenumbers.NumberParseException:
        return written
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
