"""What an address book says of somebody, by the keys of a person's file; and what has no key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kithbook.book.contact import Contact
from kithbook.book.roster_links import profiles
from kithbook.book.scalars import Pairs
from kithbook.exchange.contact_card import ContactCard, Day, Labelled, PostalAddress
from kithbook.exchange.vcard_words import ANNIVERSARY, PREFERRED
from kithbook.insight.channels import MESSENGERS, account_name
from kithbook.text.addresses import address_key
from kithbook.text.telephone import written_number
from kithbook.text.turned_names import turned_name
from kithbook.text.words import fold

Steps = tuple[str, ...]
_OF_THE_FILE = ("PRODID", "REV", "X-ABSHOWAS", "KIND", "VERSION", "UID", "CLIENTPIDMAP")
_YES = "yes"
_ACTS = re.compile(r"[\\\[<`]")
_STARTS = re.compile(r"([#>*+|~=:-])|(\d+)([.)])")
_BLANK = re.compile(r"\n\s*\n")


@dataclass
class SaidOf:
    """What one or several contacts say; of `values` the first of a key counts.

    `many` are items of lists; `left` is what has no place, each with its name before it.
    """

    values: dict[Steps, str] = field(default_factory=dict)
    many: dict[Steps, list[str | Pairs]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    related: list[Labelled] = field(default_factory=list)
    through: str = ""
    left: list[str] = field(default_factory=list)

    def take(self, contact: Contact, card: ContactCard | None) -> None:
        """Takes in all that an address book says of a contact; `card` is its row or card whole."""
        place = f"{contact.at.path}:{contact.at.line}"
        for steps, value in _values(contact, card):
            if steps == ("role",) and value and self._is_elsewhere(contact):
                self.left.append(f"role: {value} ({place})")
                continue
            self._value(steps, " ".join(value.split()), place)
        for steps, items in _lists(contact, card):
            self._items(steps, items)
        if card is None:
            self.notes += [contact.notes] if contact.notes else []
            return
        self.notes += [one for one in card.notes if fold(one) not in map(fold, self.notes)]
        self.related += [one for one in card.related if one not in self.related]
        self.through = self.through or card.through
        for one in card.messengers:
            self._messenger(one, place)
        self._days(card, place)
        self.left += [f"{what} ({place})" for what in _without_key(card)]

    def _is_elsewhere(self, contact: Contact) -> bool:
        """Whether a contact works elsewhere than at the place taken, where its role is none."""
        taken = self.values.get(("org",), "")
        return bool(contact.org) and fold(taken) != fold(" ".join(contact.org.split()))

    def _value(self, steps: Steps, value: str, place: str) -> None:
        if not value:
            return
        there = self.values.setdefault(steps, value)
        if steps == ("born",) and there.startswith("--") and value.endswith(there[1:]):
            self.values[steps] = value
        elif fold(there) != fold(value) and not (steps == ("born",) and _part_of(value, there)):
            self.left.append(f"{'.'.join(steps)}: {value} ({place})")

    def _items(self, steps: Steps, items: Iterable[str]) -> None:
        there = self.many.setdefault(steps, [])
        known = {same_way(one) for one in there if isinstance(one, str)}
        for one in (" ".join(each.split()) for each in items):
            if one and same_way(one) not in known:
                known.add(same_way(one))
                there.append(one)

    def _messenger(self, one: Labelled, place: str) -> None:
        service = fold(next((each for each in one.labels if each != PREFERRED), ""))
        if service == "linkedin":
            return
        name = account_name(service, one.value)
        if service not in MESSENGERS or ("reach", service) in self.values:
            if self.values.get(("reach", service)) != name:
                self.left.append(f"{service or 'account'}: {one.value} ({place})")
            return
        self.values["reach", service] = name

    def _days(self, card: ContactCard, place: str) -> None:
        days = [*card.days]
        if card.anniversary:
            one = card.anniversary
            days.insert(0, Day(one.on, one.written, ANNIVERSARY))
        there = self.many.setdefault(("dates",), [])
        for day in days:
            pair = Pairs((("on", str(day.on)), ("what", " ".join(day.what.split()))))
            if day.on is None or not day.what.strip():
                self.left.append(f"{day.what or 'a day'}: {day.written or day.on} ({place})")
            elif pair not in there:
                there.append(pair)


def _values(contact: Contact, card: ContactCard | None) -> Iterator[tuple[Steps, str]]:
    yield ("org",), contact.org
    yield ("role",), contact.role
    yield ("place",), contact.place or next((one.city for one in _addresses(card)), "")
    connected = contact.connected or (card.connected if card else None)
    yield ("met", "on"), str(connected or "")
    slugs = [one for one in profiles(contact) if "/" not in one]
    yield ("reach", "linkedin"), next(iter(slugs), "")
    pages = [one.value for one in card.urls] if card else [contact.url, *contact.pages]
    web = [one for one in pages if "/" in one and "linkedin." not in one.lower()]
    yield ("reach", "web"), next(iter(web), "")
    street = next((_written(one) for one in _addresses(card) if one.street or one.whole), "")
    yield ("reach", "address"), street
    born = contact.born or (card.born.on if card and card.born else None)
    yield ("born",), str(born or "")
    if card and card.died:
        yield ("died",), str(card.died.on) if card.died.on else _YES


def _lists(contact: Contact, card: ContactCard | None) -> Iterator[tuple[Steps, Iterable[str]]]:
    own = {fold(contact.name), fold(turned_name(contact.name) or contact.name)}
    yield ("aliases",), [one for one in contact.aliases if fold(one) not in own]
    yield ("reach", "email"), contact.emails
    yield ("reach", "phone"), contact.phones
    yield ("tags",), contact.tags or (card.categories if card else ())


def _without_key(card: ContactCard) -> Iterator[str]:
    """What of a card has no key, in words."""
    yield from (f"unit: {unit}" for unit in card.organization[1:] if unit)
    if card.title and card.role and fold(card.title) != fold(card.role):
        yield f"role: {card.role}"
    if card.born and card.born.on is None:
        yield f"born: {card.born.written}"
    if card.died and card.died.on is None and fold(card.died.written) not in ("", _YES):
        yield f"died: {card.died.written}"
    yield from (f"address: {_written(one)}" for one in (*_addresses(card),)[1:])
    pages = [one.value for one in card.urls if "linkedin." not in one.value.lower()]
    first = next((one for one in pages if "/" in one), "")
    yield from (f"page: {one}" for one in pages if one != first)
    if card.photos:
        yield "a photograph"
    for one in card.beside:
        if one.name.upper() not in _OF_THE_FILE:
            yield f"{one.name}: {' '.join(one.value.split())[:80]}"


def _addresses(card: ContactCard | None) -> Iterator[PostalAddress]:
    return iter(card.addresses if card else ())


def _written(one: PostalAddress) -> str:
    parts = (one.box, one.extended, one.street, f"{one.code} {one.city}", one.region, one.country)
    lines = one.whole.splitlines() or [line for part in parts for line in part.splitlines()]
    return ", ".join(filter(None, (" ".join(each.split()).rstrip(",") for each in lines)))


def same_way(text: str) -> str:
    """What two spellings of an address or a number have in common; else the folded text."""
    if "@" in text:
        return address_key(text)
    return fold(text) if any(map(str.isalpha, text)) else written_number(text).digits or fold(text)


def _part_of(value: str, there: str) -> bool:
    """Whether a birthday without its year is the same day."""
    return value.startswith("--") and there.endswith(value[1:])


def plain_paragraphs(text: str) -> str:
    """A text from outside as Markdown in which nothing starts a heading, list, link, tag or entry.

    A paragraph is one line.
    """
    lines = (" ".join(each.split()) for each in _BLANK.split(text))
    return "\n\n".join(_harmless(_ACTS.sub(r"\\\g<0>", line)) for line in lines if line)


def _harmless(line: str) -> str:
    found = _STARTS.match(line)
    if found is None:
        return line
    at = found.start(3) if found[3] else 0
    return f"{line[:at]}\\{line[at:]}"
