"""Who writes, whom they want to meet, who sent them: what the book knows about a request."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kithbook.book.contact import Contact
from kithbook.book.model import IntroductionOffer
from kithbook.book.network import Network, writes_as
from kithbook.book.request import Request
from kithbook.insight.days import first_day, on_day
from kithbook.insight.inbox import Thread
from kithbook.insight.keepup import keep_up
from kithbook.insight.referrers import names_in
from kithbook.language.small_words import in_any_language
from kithbook.requests.asked import introduction_wish
from kithbook.text.addresses import address_key
from kithbook.text.sender_names import may_be
from kithbook.text.words import fold

By = Literal["e-mail", "name", "decision"]
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class PossibleSender:
    """Somebody in the book or a roster who may be the sender.

    Only an address makes it sure, and only with a name that may be theirs (`named`): a couple may
    have one mailbox.
    """

    by: By
    person: str | None = None
    contact: Contact | None = None
    named: bool = True

    @property
    def sure(self) -> bool:
        """Whether it is more than the same name, or the same mailbox."""
        return self.by != "name" and self.named

    @property
    def how(self) -> str:
        """By what they may be the sender, in words."""
        return self.by if self.named else f"{self.by}, under another name"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody whom the requester may mean, and how well the owner knows them."""

    person: str
    meant_by: str
    known: str


class Senders:
    """Everyone by address and by name, for finding out who writes."""

    def __init__(self, network: Network) -> None:
        """Takes the network in which senders are looked for."""
        self._network = network
        self._found: dict[By, dict[str, list[PossibleSender]]] = {"e-mail": {}, "name": {}}
        for person in network.people.values():
            match = PossibleSender("name", person=person.id)
            self._add(match, person.reach.emails, (person.name, *person.aliases))
        for contact in network.contacts:
            if contact.person is None:
                self._add(PossibleSender("name", contact=contact), contact.emails, (contact.name,))

    def of(self, request: Request) -> tuple[PossibleSender, ...]:
        """Who the sender of a request may be, the surest first."""
        linked = request.decision.person if request.decision else None
        person = linked.person if linked else None
        found = [PossibleSender("decision", person=person)] if person else []
        same = self._found["e-mail"].get(address_key(request.email), ())
        found += (replace(one, named=self._named(one, request.sender)) for one in same)
        found += self._found["name"].get(fold(request.sender), ())
        once = {
            (match.person, str(match.contact and match.contact.at)): match for match in found[::-1]
        }
        return tuple(reversed(once.values()))

    def _named(self, match: PossibleSender, sender: str) -> bool:
        """Whether a sender's name may be that of the one with the address."""
        if match.contact:
            return may_be(sender, (match.contact.name,))
        return writes_as(self._network.people[match.person or ""], sender)

    def _add(self, match: PossibleSender, emails: Iterable[str], names: Iterable[str]) -> None:
        for email in {address_key(one) for one in emails if one}:
            sure = PossibleSender("e-mail", match.person, match.contact)
            self._found["e-mail"].setdefault(email, []).append(sure)
        for name in {fold(one) for one in names if one}:
            self._found["name"].setdefault(name, []).append(match)


def senders(network: Network, request: Request) -> tuple[PossibleSender, ...]:
    """Who the sender of one request may be, the surest first."""
    return Senders(network).of(request)


def wanted(network: Network, request: Request, today: date) -> tuple[Wanted, ...]:
    """Whom a request may want to meet: people it names, and offers of introduction it echoes."""
    found: dict[str, Wanted] = {}
    wish = introduction_wish(request)
    for person, written in names_in(network, wish, single=True):
        found.setdefault(person, Wanted(person, written, _known(network, person, today)))
    asked = _words(wish)
    for person_record in network.people.values() if asked else ():
        for offer in person_record.introduce:
            if len(asked & _words(offer.public)) >= 2 and person_record.id not in found:
                known = _known(network, person_record.id, today)
                found[person_record.id] = Wanted(person_record.id, _quote(offer), known)
    return tuple(found.values())


class Fellows:
    """Threads by their sender, for finding the others of the same one without looking at all."""

    def __init__(self, found: Iterable[Thread]) -> None:
        """Takes the threads among which others are looked for."""
        self._threads = tuple(found)
        self._by_email: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        for place, thread in enumerate(self._threads):
            one = thread.request
            self._by_email.setdefault(address_key(one.email), []).append(place)
            self._by_name.setdefault(fold(one.sender) if one.sender else "", []).append(place)

    def of(self, thread: Thread) -> tuple[Thread, ...]:
        """Other threads of the same sender, the newest first.

        Names count only where one of the two gives no address.
        """
        mine = thread.request
        places = set(self._by_email[address_key(mine.email)]) if mine.email else set()
        named = self._by_name[fold(mine.sender)] if mine.sender else ()
        places.update(
            place for place in named if not (mine.email and self._threads[place].request.email)
        )
        others = (self._threads[place] for place in sorted(places))
        same = [one for one in others if one.request.path != mine.path]
        same.sort(key=lambda one: first_day(one.request.received) or date.min)
        return tuple(reversed(same))


def _known(network: Network, person: str, today: date) -> str:
    """How well the owner knows somebody, in a line."""
    who = network.people[person]
    last = keep_up(network, person, today).last
    policies = {"never": "wants no introductions", "just-send": "need not be asked first"}
    parts = (
        f"{who.circle} circle" if who.circle else "no circle",
        f"last {last.kind} {on_day(last.day, today)}" if last else "no contact written down",
        f"vouch: {who.vouch}" if who.vouch else "",
        policies.get(who.ask.policy, ""),
    )
    return "; ".join(part for part in parts if part)


def _words(text: str) -> frozenset[str]:
    """The words that say something: long ones, and short ones in capitals such as HR."""
    found = (word.group() for word in _WORD.finditer(text[:2000]))
    telling = (word for word in found if len(word) > 3 or (len(word) > 1 and word.isupper()))
    return frozenset(fold(word) for word in telling) - in_any_language("wishing")


def _quote(offer: IntroductionOffer) -> str:
    return f"your public words: {offer.public}"
