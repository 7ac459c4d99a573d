"""Who rang, who wrote: telephone numbers in any writing, national or international, and addresses.

`find/reaching.js` is its twin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.book.name_index import NameIndex
from kithbook.book.reach import Reach, WrittenReach
from kithbook.text.addresses import address_key, bare_address
from kithbook.text.problems import Location
from kithbook.text.telephone import (
    DASHES,
    ENOUGH,
    LONGEST_COUNTRY,
    TelephoneNumber,
    digits_of,
    written_number,
)
from kithbook.text.words import fold, one_form

_LINK = re.compile(r"\s*(?:mailto|tel):\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]{0,2}[0-9](?:[0-9 ()./-]*[0-9])?")
_YEARS = re.compile(r"(?:(?:19|20)[0-9]{2}\s*)+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_LEAST, _WHOLE, _SEVERAL = 3, 6, 2
_TELLING = 5
"""From so many digits on a number can stand for a person; fewer are in too many."""
_NOWHERE = Location("")


def without_link(text: str) -> str:
    """A text without the `tel:` or `mailto:` that pages put in front."""
    return _LINK.sub("", text, count=1) if _LINK.match(text) else text


def number_in(text: str) -> TelephoneNumber | None:
    """The number that a text consists of, or a part of one; None where it is something else."""
    plain = fold(without_link(text).translate(DASHES))
    if not _NUMBER.fullmatch(plain) or _DATE.fullmatch(plain):
        return None
    read = digits_of(plain)
    return read if len(read.digits) >= _LEAST else None


def is_whole_number(text: str) -> bool:
    """Whether a whole text is a number whose parts are not to be looked up one by one."""
    read = number_in(text)
    if read is None or _YEARS.fullmatch(fold(text)):
        return False
    return len(read.digits) >= _WHOLE or read.abroad or "(" in text


def number_fits(asked: TelephoneNumber, written: str) -> bool:
    """Whether a number is the one written somewhere, or a part of it."""
    known = written_number(written)
    if asked.digits in known.digits:
        return True
    if known.abroad:
        return not asked.abroad and _is_national(asked.digits, known.digits)
    own = known.digits.lstrip("0")
    country = len(asked.digits) - len(own)
    fits = asked.digits.endswith(own) and 0 < country <= LONGEST_COUNTRY
    return asked.abroad and len(own) >= ENOUGH and fits


def _is_national(asked: str, known: str) -> bool:
    """Whether digits begin with what is dialled at home in place of the country's own."""
    own = asked.lstrip("0")
    if own == asked:
        own = asked[1:] if len(asked) == 11 and asked.startswith("8") else ""
    return len(own) >= _LEAST and any(
        known.startswith(own, country) for country in range(1, LONGEST_COUNTRY + 1)
    )


def address_asked(text: str) -> str:
    """The address, or part of one, that a text asks for; empty where it asks for none."""
    return address_key(bare_address(without_link(text))) if "@" in text else ""


def address_fits(asked: str, written: str) -> bool:
    """Whether an address is the one written, or a part of it."""
    return asked in address_key(written)


def ways_of(reach: Reach, at: Location) -> Iterator[WrittenReach]:
    """The addresses (`email`) and numbers (`phone`) among the ways to reach somebody."""
    yield from (one for one in reach.written if one.key in ("email", "phone"))
    if number_in(reach.signal):
        yield WrittenReach("phone", reach.signal, at)
    for one in reach.others:
        if number_in(one.text) or address_asked(one.text):
            yield one._replace(key="phone" if number_in(one.text) else "email")


def is_way(text: str) -> bool:
    """Whether a text is a number or an address, or a part of one, and no name."""
    return bool(address_asked(text)) or number_in(text) is not None


def whom(index: NameIndex, text: str) -> tuple[str, ...]:
    """Whom a text means: by name, else by a number or address, or by a name in a roster."""
    named = exactly_named(index, index.search(text).ids, text)
    found = named or (_reached(index, text) if is_way(text) else ())
    if found or not (asked := fold(text)):
        return found
    return tuple(dict.fromkeys(who for who, name in index.also_called() if fold(name) == asked))


def exactly_named(index: NameIndex, ids: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Of several whom a name can mean, the one who is spelt so, accents and all; else all."""
    if len(ids) < _SEVERAL:
        return ids
    asked = one_form(text).lower()
    exact = tuple(one for one in ids if one_form(index.display[one]).lower() == asked)
    return exact if len(exact) == 1 else ids


def _reached(index: NameIndex, text: str) -> tuple[str, ...]:
    number, address = number_in(text), address_asked(text)
    if number and len(number.digits) < _TELLING:
        return ()
    exact: dict[str, None] = {}
    partly: dict[str, None] = {}
    for person, reach in index.reach_of():
        for one in ways_of(reach, _NOWHERE):
            if one.key == "email" and address:
                if address_key(one.text) == address:
                    exact[person] = None
                if address_fits(address, one.text):
                    partly[person] = None
            elif one.key == "phone" and number and number_fits(number, one.text):
                partly[person] = None
    return tuple(exact or partly)
