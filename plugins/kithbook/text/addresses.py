"""E-mail addresses in each way they are written: `Name <a@b>`, quoted, with umlauts, as a link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PLAIN = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")
_DOTTED = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_NAMED = re.compile(r"[^<>]*<\s*(?P<address>[^<>]+?)\s*>[^<>]*")
_REMARK = re.compile(r"\s+\([^()]*\)$")
_LONGEST, _LONGEST_LOCAL = 254, 64


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
    plain = _PLAIN.fullmatch(found)
    if plain and "xn--" not in found.lower():
        short = len(plain["local"]) <= _LONGEST_LOCAL
        return Address(plain["local"], plain["domain"].lower()) if short else None
    return _validated(found)


def bare_address(text: str) -> str:
    """The text without the name, brackets or `mailto:` around an address."""
    text = text.strip()
    named = _NAMED.fullmatch(text)
    found = named["address"] if named and "@" in named["address"] else _REMARK.sub("", text)
    return found[7:] if found.lower().startswith("mailto:") else found


def address_key(text: str) -> str:
    """A text as addresses are compared: however it is written, and in whatever case."""
    found = read_address(text)
    return found.key if found else text.strip().casefold()


def _validated(text: str) -> Address | None:
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
    except EmailNotValidError:
        return None
    local = read.local_part
    if local.startswith('"'):
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    return Address(local, read.ascii_domain.lower())
