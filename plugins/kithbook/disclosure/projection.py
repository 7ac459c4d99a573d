"""The public projection of a network, by allow-list.

Only what is named here can ever become public: each item is made field by field, and a key added
to people's files changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from kithbook.airlock.disclosed import KINDS, DisclosedItem
from kithbook.book.consent_words import plain_words
from kithbook.book.model import Introduction, Person, Settings
from kithbook.book.network import Network
from kithbook.disclosure.agreement import standings
from kithbook.disclosure.mentions import Hidden, Named, may_be_named
from kithbook.disclosure.public_texts import PublicText, contradicted, item_of, public_texts
from kithbook.insight.made import dated, stage
from kithbook.text.words import fold


def project(
    network: Network,
    today: date,
    airlock: Iterable[DisclosedItem] = (),
    hidden: Hidden | None = None,
) -> tuple[DisclosedItem, ...]:
    """Everything that may be shown on a day, in the order of the airlock.

    `airlock` is what it held until now: the words that people are known to have agreed to.
    `hidden` spares finding out anew whom a text may not give away.
    """
    twice = {
        fold(PurePosixPath(problem.location.path).stem)
        for problem in network.problems
        if problem.code == "duplicate-id"
    }
    people = tuple(
        one
        for one in network.people.values()
        if fold(one.id) not in twice and one.path not in network.differing
    )
    hidden = hidden or hidden_in(network, today)
    counts = numbers(network.introductions, network.settings, today)
    items = [
        *_disclosed(people, hidden, airlock),
        *(one for one in counts if not hidden.named_in(one.text)),
    ]
    return tuple(sorted(dict.fromkeys(items), key=order_of_items))


def disclosed_of(
    people: Iterable[Person], today: date, others: Iterable[Named] = ()
) -> Iterator[DisclosedItem]:
    """What people agreed to have shown, to be compared with an airlock.

    `others` are further people who did not agree to be named, as (id, name).
    """
    known = tuple(people)
    return _disclosed(known, Hidden(known, today, tuple(others)), None)


def hidden_in(network: Network, today: date) -> Hidden:
    """Everybody in a book whom a public text may not give away."""
    people = tuple(network.people.values())
    unread = (lost.named for lost in network.unread)
    lost = ((id_, name) for id_, shown, more in unread for name in (shown, *more))
    agreed = (one for one in people if may_be_named(one, today))
    known = {plain_words(text) for one in agreed for text in (one.id, one.name, *one.aliases)}
    beside = (text for id_, name, more in network.beside for text in (id_, name, *more))
    others = ((text, text) for text in beside if plain_words(text) not in known)
    return Hidden(people, today, (*lost, *others), network.contacts, network.requests)


def is_count(text: str, words: str) -> bool:
    """Whether a text is the owner's sentence about a number, with some number in it."""
    pattern = re.escape(words).replace(re.escape("{number}"), "[0-9]+")
    return bool(words) and re.fullmatch(pattern, text) is not None


def numbers(
    introductions: Iterable[Introduction], settings: Settings, today: date
) -> Iterator[DisclosedItem]:
    """Numbers about the owner's own doing, where the settings have words for them."""
    words = settings.disclose_introductions
    dates = (dated(one) for one in introductions if stage(one, today))
    made = sum(on is not None and on.year == today.year for on in dates)
    if words and made:
        until = date(today.year, 12, 31)
        yield DisclosedItem("number", words.replace("{number}", str(made)), until=until)


def _disclosed(
    people: Iterable[Person], hidden: Hidden, airlock: Iterable[DisclosedItem] | None
) -> Iterator[DisclosedItem]:
    """What is agreed to; a text that gives somebody away who did not agree to it stays."""
    known = tuple(people)
    agreed = [(one.given, public) for one in standings(known, hidden.today, airlock)
              for public in one.agreed]  # fmt: skip
    stand = {(public.person.id, public.kind, public.text) for _, public in agreed}
    refused = {
        _by_name(public)
        for public in public_texts(known)
        if (public.person.id, public.kind, public.text) not in stand
    }
    ended = contradicted(known)
    for given, public in agreed:
        if public.person.id in ended or _by_name(public) in refused:
            continue
        if not hidden.given_away(public):
            yield item_of(public, given)


def _by_name(public: PublicText) -> tuple[str, str, str]:
    """The same text of the same name, which two copies of one file share."""
    return fold(public.person.name), public.kind, public.text


def order_of_items(item: DisclosedItem) -> tuple[int, str, str, str]:
    """Where an item stands in an airlock: by kind, then by its words."""
    return KINDS.index(item.kind), fold(item.text), item.text, item.name
