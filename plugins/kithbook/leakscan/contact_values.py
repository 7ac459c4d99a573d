"""Addresses, numbers and handles in any text: found in one pass, however odd the text is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

LEAST_DIGITS, LEAST_UNKNOWN = 7, 9
_SIGNIFICANT = 7
# RFC 5321, 4.5.3.1, has 64 octets before the sign and 255 after it.
_LONGEST_LOCAL, _LONGEST_DOMAIN = 128, 255
_LOCAL = re.compile(r"[^\s<>\"'(),;:\[\]{}|`@]+\Z")
_DOMAIN = re.compile(r"[^\s<>\"'(),;:\[\]{}|`@]+\.\w+")
_HANDLE = re.compile(
    r"(?:;[^:\n]{0,80})?[ \t]{0,20}:[ \t]{0,20}['\"]?([^,'\"}\s#][^,'\"}\n#]{0,200})"
)
_PHONE = re.compile("[0-9][0-9 \t().\u00a0\u2010\u2011/-]{5,22}[0-9]")
_KEYED_PHONE = re.compile(
    r"(?:;[^:\n]{0,80})?[ \t]{0,20}:[ \t\[]{0,20}['\"]?(\+?[0-9][0-9 ().-]{4,20})"
)
_DATE = re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?\W*")
_HANDLE_KEYS = (
    "linkedin", "mastodon", "signal", "matrix", "telegram", "bluesky", "github", "instagram",
    "web", "url", "URL",
)  # fmt: skip
_REACH = re.compile(
    r"^reach[ \t]{0,20}:[ \t]{0,20}"
    r"(?:\{[^}]{0,4000}|[^\n]{0,80}(?:\n[ \t]{1,40}[^\n]{0,400}){1,80})",
    re.MULTILINE,
)
_WAY = re.compile(
    r"[{,\n][ \t]{0,40}[\w-]{1,40}[ \t]{0,20}:[ \t]{1,20}['\"]?([^,'\"}\s#][^,'\"}\n#]{0,200})"
)
_LEAST_WAY, _LEAST_WITH_DIGITS = 10, 5
_PHONE_KEYS = ("phone", "signal", "whatsapp", "mobile", "tel", "TEL")


def emails_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Each e-mail address: where it begins, what stands before the sign, and the domain.

    What is looked at around each sign has a limit, so that a text full of signs is read in one go.
    """
    at = text.find("@")
    while at >= 0:
        before = _LOCAL.search(text[max(0, at - _LONGEST_LOCAL) : at])
        after = _DOMAIN.match(text, at + 1, at + 1 + _LONGEST_DOMAIN)
        if before and after:
            yield at - len(before[0]), before[0], after[0]
        at = text.find("@", at + 1)


def handles_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Each handle or web address after a key for one: where it begins, the key, the text."""
    for key, found in _keyed(text, _HANDLE_KEYS, _HANDLE):
        yield found.start(1), key, _without_scheme(found[1])


def ways_in(text: str) -> Iterator[tuple[int, str]]:
    """What stands under any key of `reach`, the owner's own keys too: where it begins, the text.

    What is too short to be told from ordinary words is passed over.
    """
    for block in _REACH.finditer(text):
        for found in _WAY.finditer(block[0]):
            letters = sum(map(str.isalnum, found[1]))
            least = _LEAST_WITH_DIGITS if any(map(str.isdigit, found[1])) else _LEAST_WAY
            if letters >= least and any(map(str.isalpha, found[1])):  # numbers are found below
                yield block.start() + found.start(1), _without_scheme(found[1])


def phones_in(text: str) -> Iterator[tuple[int, str]]:
    """Each telephone number in all the ways of dialling it: where it begins, its digits.

    Nine digits and more anywhere, fewer after a key that says what they are; dates are passed over.
    """
    for found in _PHONE.finditer(text):
        dated = _DATE.match(found[0])
        number = found[0][dated.end() :] if dated else found[0]
        if len(number) < LEAST_DIGITS:
            continue
        before = text[max(0, found.start() - 2) : found.start()].rstrip("(")[-1:]
        if not before.isalnum() and before not in ("-", ".", "_"):
            sign = "+" if before == "+" and not dated else ""
            yield from ((found.start(), one) for one in phone_forms(sign + number, LEAST_UNKNOWN))
    for _, found in _keyed(text, _PHONE_KEYS, _KEYED_PHONE):
        yield from ((found.start(1), one) for one in phone_forms(found[1]))


def _keyed(
    text: str, keys: tuple[str, ...], value: re.Pattern[str]
) -> Iterator[tuple[str, re.Match[str]]]:
    """What stands after keys; looked for word by word, which is faster than one expression."""
    for key in keys:
        at = text.find(key)
        while at >= 0:
            found = value.match(text, at + len(key))
            if found and not text[at - 1 : at].isalnum():
                yield key, found
            at = text.find(key, at + 1)


def phone_forms(text: str, least: int = LEAST_DIGITS) -> tuple[str, ...]:
    """The digits of a number in the ways in which it is dialled; nothing where it has too few."""
    digits = re.sub(r"[^0-9]", "", text)
    international = text.startswith("+")
    if len(digits) < (LEAST_DIGITS if international else least):
        return ()
    forms = dict.fromkeys(_forms(digits, international=international))
    return tuple(one for one in forms if len(one) >= _SIGNIFICANT)


def _forms(digits: str, *, international: bool) -> Iterator[str]:
    yield digits
    bare = digits.lstrip("0")
    yield bare
    if international:
        size = next(n for n in (1, 2, 3, 0) if n == 0 or int(digits[:n]) in _COUNTRIES)
        national = digits[size:].lstrip("0")
        yield national
        yield f"0{national}"
        yield f"00{digits}"
    else:
        yield f"0{bare}"


_COUNTRIES = frozenset(COUNTRY_CODE_TO_REGION_CODE)


def _without_scheme(text: str) -> str:
    return re.sub(r"^\s*https?://(?:www\.)?", "", text, flags=re.IGNORECASE)
