"""Cards of a telephone or an address book, kept in `rosters/`, as contacts.

What a thin contact has no place for stays in the file: pictures, sounds, keys, postal addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kithbook.book.contact import Contact
from kithbook.book.meant_values import days_asked
from kithbook.book.roster_cells import day_in, labels, plain_number
from kithbook.text.addresses import bare_address
from kithbook.text.dates import NO_YEAR, DateFault, PartialDate
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source
from kithbook.text.vcards import CardFile, CardProperty, VCard, read_cards
from kithbook.text.words import fold

_GROUPS = ("GROUP", "LOCATION", "APPLICATION", "DEVICE")
_FAX = ("FAX", "PAGER")
_CITY, _REGION, _COUNTRY = 3, 4, 6


def read_card_roster(source: Source) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The contacts of a file of cards, and what was found in it; a group is no contact."""
    return contacts_of_cards(read_cards(source.text), source.path)


def contacts_of_cards(file: CardFile, path: str) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The contacts of cards that are read already."""
    problems = list(_of_lines(file, path))
    contacts = []
    for card in file.cards:
        at = Location(path, card.line)
        if is_group(card):
            continue
        made = _contact(card, at, problems)
        if made is None:
            message = "This card has no name, address or number"
            problems.append(Problem(at, "bad-card", message, "Write FN: and a name, or delete it"))
        else:
            contacts.append(made)
    return tuple(contacts), tuple(problems)


def is_group(card: VCard) -> bool:
    """Whether a card stands for a list of others rather than for somebody."""
    kinds = card.of("KIND", "X-ADDRESSBOOKSERVER-KIND")
    return any(one.written.strip().upper() in _GROUPS for one in kinds)


def _of_lines(file: CardFile, path: str) -> Iterator[Problem]:
    if not file.cards:
        message = "There is no card in this file: no line BEGIN:VCARD"
        yield Problem(Location(path), "bad-card", message, "Export it again as vCard, or as CSV")
        return
    for card in file.cards:
        if not card.end:
            message = "This card has no END:VCARD; it was read as far as it goes"
            hint = "Write END:VCARD below its last line"
            yield Problem(Location(path, card.line), "bad-card", message, hint)
    for line in file.strays:
        message = "This line is no property of a card, and is not read"
        yield Problem(
            Location(path, line), "bad-card", message, "Delete it, or mend the line above"
        )


def _contact(card: VCard, at: Location, problems: list[Problem]) -> Contact | None:
    emails = _texts(bare_address(one.text()) for one in card.of("EMAIL"))
    phones = _texts(plain_number(one.text()) for one in card.of("TEL") if _is_phone(one))
    nicknames = (name for one in card.of("NICKNAME") for name in one.items())
    aliases = _texts((*nicknames, _other_name(card)))
    org = next(iter(_texts(one.parts()[0] for one in card.of("ORG"))), "")
    units = (", ".join(filter(None, one.parts()[1:])) for one in card.of("ORG"))
    pages = _texts(one.text() for one in card.of("URL", "X-SOCIALPROFILE"))
    name = _name(card) or next(filter(None, (*aliases, org, *emails, *phones)), "")
    if not name:
        return None
    return Contact(
        at=at,
        name=name,
        org=org,
        role=next(iter(_texts(one.text() for one in (*card.of("TITLE"), *card.of("ROLE")))), ""),
        emails=emails,
        phones=phones,
        url=pages[0] if pages else "",
        pages=pages[1:],
        place=next(iter(_texts(map(_place, sorted(card.of("ADR"), key=_is_elsewhere)))), ""),
        aliases=aliases,
        born=_born(card, at, problems),
        notes="\n".join((*_texts(units), *(one.text().strip() for one in card.of("NOTE")))).strip(),
        tags=labels(tag for one in card.of("CATEGORIES") for tag in one.items()),
        dead=any(one.text().strip() for one in card.of("DEATHDATE", "X-DEATHDATE")),
    )


def _name(card: VCard) -> str:
    for formatted in _texts(one.text() for one in card.of("FN")):
        return formatted
    return next(_structured(card), "")


def _structured(card: VCard) -> Iterator[str]:
    """The names of a card that stand there in parts, given name first."""
    for one in card.of("N"):
        family, given, middle, before, _ = (*one.parts(), "", "", "", "")[:5]
        if name := " ".join(" ".join((given or before, middle, family)).split()):
            yield name


def _other_name(card: VCard) -> str:
    """A whole name in parts that the card shows otherwise, as where it shows Mum."""
    shown = set(fold(_name(card)).split())
    names = (name for name in _structured(card) if len(name.split()) > 1)
    return next((name for name in names if not shown.issuperset(fold(name).split())), "")


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in one line each, without empty ones, each once."""
    return tuple(dict.fromkeys(filter(None, (" ".join(text.split()) for text in texts))))


def _is_phone(one: CardProperty) -> bool:
    return "VOICE" in one.types or not any(kind in one.types for kind in _FAX)


def _is_elsewhere(one: CardProperty) -> bool:
    return "HOME" not in one.types


def _place(one: CardProperty) -> str:
    parts = (*one.parts(), *[""] * (_COUNTRY + 1))
    return parts[_CITY] or parts[_REGION] or parts[_COUNTRY]


def _born(card: VCard, at: Location, problems: list[Problem]) -> PartialDate | None:
    for one in card.of("BDAY"):
        written = one.text().strip()
        try:
            day = day_in(written, born=True)
        except DateFault:
            message = f'The birthday "{written[:40]}" is no day, or could be two'
            ways = days_asked(written, yearless=True, born=True)
            hint = (
                f"Write BDAY:{' or BDAY:'.join(ways)}"
                if ways
                else "Mend the day, or delete its line"
            )
            problems.append(Problem(Location(at.path, one.line), "bad-card", message, hint))
            continue
        unknown = (*one.parameters.get("X-APPLE-OMIT-YEAR", ()), str(NO_YEAR))
        if day and str(day.year) in unknown:
            return PartialDate(None, day.month, day.day)
        return day
    return None
