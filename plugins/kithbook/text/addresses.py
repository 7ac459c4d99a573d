"""E-mail addresses in each way they are written: `Name <a@b>`, quoted, with umlauts, as a link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PLAIN = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")
_DOTTED = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_NAMED = re.compile(r"[^<>]*<\s*(?P<address>[^<>]+?)\s*>[^<>]*")
_REMARK = re.compile(r"\s+\([^()]*\)$")
_TOP = re.compile(r"\.[a-z]{2,}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:and|or|und|oder|et|ou|/|\|)\s+|\s+")
_SPELT_AT = re.compile(r"\s*[(\[{]\s*(?:at|@|bei|arobase)\s*[)\]}]\s*|\s+at\s+", re.IGNORECASE)
_SPELT_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|punkt|point|\.)\s*[)\]}]\s*|\s+dot\s+", re.IGNORECASE)
# A comma for the full stop before the end.
_COMMA = re.compile(r"(?<=@)([\w-]+)\s*,\s*(?=[a-z]{2,}$)")
_SEVERAL = 2
_LONGEST, _LONGEST_LOCAL = 254, 64
_OF_A_HOUSE = frozenset(
    (
        "info", "office", "mail", "kontakt", "contact", "hello", "team", "service", "support",
        "post", "admin", "webmaster", "postmaster", "noreply", "no-reply", "sales", "billing",
    )
)  # fmt: skip
"""What stands before the @ where a house writes, and no one person."""
MAX_LINK = 1900
"""The longest mail address that every system opens; Windows ignores longer ones without a word."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address: what stands before the `@`, without quotes, and the domain as ASCII."""

    local: str
    domain: str

    @property
    def spec(self) -> str:
        """The address as headers and links want it (RFC 5321; RFC 5890 for the domain)."""
        if _DOTTED.fullmatch("".join(one if one.isascii() else "x" for one in self.local)):
            return f"{self.local}@{self.domain}"
        escaped = re.sub(r'(["\\])', r"\\\1", self.local)
        return f'"{escaped}"@{self.domain}'

    @property
    def key(self) -> str:
        """What two ways of writing one address share."""
        return self.spec.casefold()


@lru_cache(maxsize=8192)
def read_address(text: str) -> Address | None:
    """The one address in a text that holds nothing else but a name; None where there is none."""
    found = bare_address(text)
    if len(found) > _LONGEST or "@" not in found:
        return None
    if plain := _plain(found):
        return Address(plain["local"], plain["domain"].lower())
    return _validated(found)


def bare_address(text: str) -> str:
    """The text without the name, brackets or `mailto:` around an address."""
    text = text.strip()
    named = _NAMED.fullmatch(text)
    found = named["address"] if named and "@" in named["address"] else _REMARK.sub("", text)
    return found[7:] if found.lower().startswith("mailto:") else found


def mail_link(to: tuple[str, ...], fields: Mapping[str, str]) -> str:
    """A `mailto:` address (RFC 6068): line ends as it wants them, and a `+` in the address kept."""
    query = "&".join(
        f"{name}={quote(_crlf(value), safe='@,' if name == 'cc' else '')}"
        for name, value in fields.items()
    )
    return f"mailto:{','.join(quote(one, safe='@+') for one in to)}{'?' if query else ''}{query}"


def _crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def address_key(text: str) -> str:
    """A text as addresses are compared: however it is written, and in whatever case."""
    found = read_address(text)
    return found.key if found else text.strip().casefold()


def is_of_a_house(text: str) -> bool:
    """Whether an address is one that no one person has, such as info@."""
    return address_key(text).partition("@")[0] in _OF_A_HOUSE


def address_fault(text: str) -> str:
    """Why a text is no e-mail address, as a sentence without its stop; empty where it is one."""
    found = bare_address(text)
    plain = _plain(found)
    if plain and _TOP.search(plain["domain"]):
        return ""
    read = _checked(found)
    return read if isinstance(read, str) else ""


def spelt_out(text: str) -> str:
    """The address that a text such as `ada at example.org` or `ada(at)example.org` hides, or none.

    An address that ends at its host, as `ada@example`, hides none.
    """
    named = _NAMED.fullmatch(text.strip())
    text = named["address"] if named else text.strip()
    found = _SPELT_AT.sub("@", _SPELT_DOT.sub(".", text))
    found = _COMMA.sub(r"\1.", re.sub(r"\s*@\s*", "@", found))
    plain = _PLAIN.fullmatch(found) if found != text else None
    return found if plain and _TOP.search(plain["domain"]) else ""


def several_addresses(text: str) -> list[str]:
    """The e-mail addresses in a text of several; none where there is another word in it."""
    if text.count("@") < _SEVERAL:
        return []
    parts = [part for part in _BETWEEN.split(text) if part]
    return parts if len(parts) > 1 and not any(map(address_fault, parts)) else []


def _plain(text: str) -> re.Match[str] | None:
    """An address of which one can tell without the rules for all others."""
    found = _PLAIN.fullmatch(text) if len(text) <= _LONGEST else None
    short = found and len(found["local"]) <= _LONGEST_LOCAL
    return found if short and "xn--" not in text.lower() else None


def _validated(text: str) -> Address | None:
    read = _checked(text)
    if isinstance(read, str):
        return None
    local = read.local_part
    if local.startswith('"'):
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    return Address(local, read.ascii_domain.lower())


def _checked(text: str) -> ValidatedEmail | str:
    """What a text is as an address, or why it is none."""
    # Slow to load, and most addresses are plain.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        read = validate_email(
            text,
            check_deliverability=False,
            test_environment=True,
            allow_quoted_local=True,
            allow_domain_literal=True,
        )
    except EmailNotValidError as fault:
        return str(fault).rstrip(".")
    long = len(read.local_part) > _LONGEST_LOCAL
    return "The email address is too long before the @-sign" if long else read
