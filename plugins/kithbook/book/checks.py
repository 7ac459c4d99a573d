"""What `kith check` finds beyond reading: each check is a small function over the network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from phonenumbers import NumberParseException, is_possible_number, parse

from kithbook.book import introduction_checks
from kithbook.book.contact_checks import other_name, rows_alike
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.other_keys import ours
from kithbook.book.reach import WrittenReach
from kithbook.text.addresses import address_fault, address_key, several_addresses, spelt_out
from kithbook.text.dates import OLDEST, PartialDate
from kithbook.text.problems import Location, Problem
from kithbook.text.telephone import number_alone, several_numbers
from kithbook.text.words import fold, listed

Check = Callable[[Network, date], Iterator[Problem]]

_GOOD_URL = re.compile(r"https?://[^\s/.]+\.[^\s]+", re.IGNORECASE)
_LEAST_DIGITS, _MOST_DIGITS = 3, 17


def check(network: Network, today: date) -> tuple[Problem, ...]:
    """Every finding in the book on a day, sorted by place."""
    found = [problem for one in CHECKS for problem in one(network, today)]
    return tuple(sorted((*network.problems, *found), key=lambda problem: problem.sort_key))


def same_person(network: Network, _today: date) -> Iterator[Problem]:
    """Two files with one name and one e-mail address are most likely one person."""
    seen: dict[tuple[str, str], Person] = {}
    for person in network.people.values():
        for email in person.reach.emails:
            first = seen.setdefault((fold(person.name), address_key(email)), person)
            if first.id != person.id and not network.are_two(first.id, person.id):
                message = f"{first.path} has the same name and the same address {email}"
                hint = _put_together(first, person)
                yield Problem(person.at, "same-person", message, hint)
                break


def same_name(network: Network, _today: date) -> Iterator[Problem]:
    """Two people of one name, where nothing but the id leads to one of them."""
    seen: dict[str, Person] = {}
    for person in network.people.values():
        first = seen.setdefault(fold(person.name), person)
        told_apart = _own_aliases(person) and _own_aliases(first)
        if first.id == person.id or told_apart or _one_person(first, person):
            continue
        if network.are_two(first.id, person.id):
            continue
        message = f'{first.path} has the name "{first.name}" too, so the name leads to neither'
        hint = f"Write the ids, {first.id} or {person.id}, or give each an alias of its own"
        yield Problem(person.at, "same-name", message, hint)
    ids = {fold(person.id.removeprefix("@")): person for person in network.people.values()}
    for person in network.people.values():
        yield from _alias_of_another(network, person, seen)
        yield from _alias_of_a_file(network, person, seen, ids)
    yield from _shared_aliases(network, seen)


def _put_together(one: Person, other: Person) -> str:
    return (
        f"Put the two together: kith merge {one.id} {other.id}. If they are two people, add "
        "--not-the-same"
    )


def _own_aliases(person: Person) -> bool:
    return any(fold(alias) != fold(person.name) for alias in person.aliases)


def _alias_of_another(
    network: Network, person: Person, named: Mapping[str, Person]
) -> Iterator[Problem]:
    """An alias that is somebody else's name, and so leads to them alone."""
    for alias in person.aliases:
        other = named.get(fold(alias))
        if other is None or fold(alias) == fold(person.name):
            continue
        if network.are_two(other.id, person.id):
            continue
        at = next((at for key, at in person.places if key == "aliases"), person.at)
        if _one_person(other, person):
            message = f'{other.path} has the name "{alias}" and the same address'
            hint = _put_together(other, person)
            yield Problem(at, "same-person", message, hint)
            continue
        message = f'The alias "{alias}" is the name in {other.path}, and a name wins over an alias'
        hint = f"Write the id, {person.id}, where you mean this one, or change the alias"
        yield Problem(at, "same-name", message, hint)


def _alias_of_a_file(
    network: Network, person: Person, named: Mapping[str, Person], ids: Mapping[str, Person]
) -> Iterator[Problem]:
    """An alias that is what somebody else's file is called, and so leads to them alone."""
    for alias in person.aliases:
        other = ids.get(fold(alias))
        if other is None or other.id == person.id or fold(alias) in named:
            continue
        if network.are_two(other.id, person.id):
            continue
        at = next((at for key, at in person.places if key == "aliases"), person.at)
        message = f'The alias "{alias}" is the name of the file {other.path}, and leads to it'
        hint = f"Write the id, {person.id}, where you mean this one, or change the alias"
        yield Problem(at, "same-name", message, hint)


def _shared_aliases(network: Network, named: Mapping[str, Person]) -> Iterator[Problem]:
    """An alias that two people have, and so leads to neither."""
    seen: dict[str, Person] = {}
    for person in network.people.values():
        for alias in person.aliases:
            first = seen.setdefault(fold(alias), person)
            if first.id == person.id or fold(alias) in named or _one_person(first, person):
                continue
            if network.are_two(first.id, person.id):
                continue
            at = next((at for key, at in person.places if key == "aliases"), person.at)
            message = f'{first.path} has the alias "{alias}" too, so it leads to neither'
            hint = f"Write the ids, {first.id} or {person.id}, or change one of the two"
            yield Problem(at, "same-name", message, hint)


def _one_person(one: Person, other: Person) -> bool:
    """Whether they share an address, which is another finding."""
    emails = ({address_key(email) for email in who.reach.emails} for who in (one, other))
    return not next(emails).isdisjoint(next(emails))


def reach_forms(network: Network, _today: date) -> Iterator[Problem]:
    """E-mail addresses, phone numbers and web addresses that cannot be right."""
    region = network.settings.phone_region
    for person in network.people.values():
        for written in person.reach.written:
            yield from _REACH_FORMS[written.key](written, region)
        for other in person.reach.others:
            if ours("reach", other.key) == "email":
                yield from _email_form(other, region)


def _email_form(written: WrittenReach, _region: str) -> Iterator[Problem]:
    if fault := address_fault(written.text):
        message = f'"{written.text}" is no e-mail address'
        if parts := several_addresses(written.text):
            message = f'"{written.text}" is {len(parts)} e-mail addresses in one text'
            fault = f"Write them as a list: [{', '.join(parts)}]"
        elif meant := spelt_out(written.text):
            fault = f"Write {meant}"
        yield Problem(written.at, "bad-email", message, fault)


def _phone_form(written: WrittenReach, region: str) -> Iterator[Problem]:
    digits = sum(letter.isdigit() for letter in written.text)
    international = written.text.lstrip().startswith("+")
    try:
        if not international and not region:
            good = _LEAST_DIGITS <= digits <= _MOST_DIGITS
        else:
            good = is_possible_number(parse(written.text, region or None))
    except NumberParseException:
        good = False
    if parts := several_numbers(written.text):
        message = f'"{written.text}" is {len(parts)} telephone numbers in one text'
        hint = f"Write them as a list: [{', '.join(parts)}]"
        yield Problem(written.at, "bad-phone", message, hint)
    elif not good or re.search(r"[^\W\d_]{4,}", written.text.replace("ext", "")):
        yield Problem(
            written.at,
            "bad-phone",
            f'"{written.text}" is no telephone number',
            _number_hint(written, region),
        )


def _number_hint(written: WrittenReach, region: str) -> str:
    """The number in a text that says more, else what is wanted of one."""
    number = number_alone(written.text)
    changed = written._replace(text=number)
    if number and number != written.text and not any(_phone_form(changed, region)):
        return f"Write {number}"
    return "Mend the number, or write it with its country first, as in +1 713 555 0142"


def is_web_address(text: str) -> bool:
    """Whether a text can be the address of a page."""
    return _GOOD_URL.fullmatch(text) is not None


def _url_form(written: WrittenReach, _region: str) -> Iterator[Problem]:
    if not is_web_address(written.text):
        yield Problem(
            written.at,
            "bad-url",
            f'"{written.text}" is no web address',
            "Write it with https:// in front",
        )


_REACH_FORMS = {"email": _email_form, "phone": _phone_form, "web": _url_form}


def future_contact(network: Network, today: date) -> Iterator[Problem]:
    """Contact on a day to come is a slip of the pen, or a plan in the wrong form."""
    for entry in network.entries:
        if entry.contact and entry.box != "open" and entry.day > today:
            yield Problem(
                entry.at,
                "future-contact",
                f"{entry.on} is still to come, so this {entry.kind} does not count yet",
                "Mend the date, or write it as - [ ] DATE promised: …",
            )


def birth_year(network: Network, today: date) -> Iterator[Problem]:
    """A birth on a day to come, or before anybody who lives; no age is told from it.

    Somebody noted for what they were, whom nobody keeps up with, may be of any time.
    """
    for person in network.people.values():
        born, at = person.born, person.born_at
        if born is None or born.year is None or at is None:
            continue
        ahead = born.earliest() > today
        if ahead or (today.year - born.year > OLDEST and not _is_of_the_past(network, person)):
            when = "is still to come" if ahead else f"is more than {OLDEST} years ago"
            least = PartialDate(None, born.month, born.day) if born.month else None
            hint = f"Mend the year, or write born: {least}" if least else "Mend the year"
            yield Problem(at, "birth-year", f"{born} {when}, so no age is told", hint)


def _is_of_the_past(network: Network, person: Person) -> bool:
    kept_up = person.circle or person.every or network.entries_with(person.id)
    return bool(person.role or person.org) and not kept_up


def death(network: Network, today: date) -> Iterator[Problem]:
    """A death on a day to come or before the birth, and contact after it."""
    for person in network.people.values():
        died, at = person.died, person.died_at
        if died is None or at is None:
            continue
        born = person.born if person.born and person.born.year else None
        if died.earliest() > today:
            yield Problem(at, "death-date", f"{died} is still to come", "Mend the date")
        elif born and died.latest() < born.earliest():
            message = f"{died} is before the birth ({born})"
            yield Problem(at, "death-date", message, "Mend one of the two")
        for entry in network.entries_with(person.id):
            if entry.contact and entry.box != "open" and died.latest() < entry.day <= today:
                message = f"{person.name} died {died}, before this {entry.kind}"
                hint = "Mend one of the two dates, or write it as a note"
                yield Problem(entry.at, "contact-after-death", message, hint)


def consent(network: Network, today: date) -> Iterator[Problem]:
    """Public texts without a consent that holds; they are not shown."""
    for person in network.people.values():
        given = person.consent
        if person.quiet or (given and given.unclear):
            continue
        for at, shows in _public_texts(person):
            if given is None or not set(shows) & set(given.shows):
                what = listed(f'"{word}"' for word in shows)
                yield Problem(
                    at,
                    "consent-missing",
                    f"This public text has no consent that shows {what}, so it stays private",
                    "Ask, then write consent: {on: DATE, by: e-mail, shows: [" + shows[0] + "]}",
                )
            elif not given.holds(today):
                yield Problem(
                    given.at,
                    "consent-stale",
                    "This consent does not hold today, so the public text stays private",
                    "Ask again and write the new date, or delete the public text",
                )
                break


def _public_texts(person: Person) -> Iterator[tuple[Location, tuple[str, ...]]]:
    for offer in person.introduce:
        if offer.public:
            yield offer.at, ("introduce",)
    if person.public and person.public_at:
        yield person.public_at, ("public",)


CHECKS: tuple[Check, ...] = (
    same_person,
    same_name,
    reach_forms,
    future_contact,
    birth_year,
    death,
    *introduction_checks.CHECKS,
    other_name,
    rows_alike,
    consent,
)
