"""Ways to reach a person, the preferred one first, as links that are safe to follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote, urlsplit

from kithbook.book.reach import Reach
from kithbook.text.addresses import mail_link, read_address
from kithbook.text.words import fold

_PHONE = re.compile(r"(\+?)([\d\s()./-]*\d)\s*(?:(?:x|ext\.?)\s*(\d{1,6}))?", re.IGNORECASE)
_SLUG = re.compile(r"[\w%-]+")
_FEDIVERSE = re.compile(r"@?([\w.-]+)@([A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,})")
_PROFILE = re.compile(r"https://([A-Za-z0-9.-]+)/@([\w.-]+)/?")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?:/[^\s\"'<>\\]*)?")
_UNSAFE = re.compile(r"[\s\"'<>\\\x00-\x1f\x7f]")
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
_ACCOUNTS = MappingProxyType(
    {
        "whatsapp": ("https://wa.me/", re.compile(r"(?!)")),
        "telegram": ("https://t.me/", re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)),
        "matrix": ("https://matrix.to/#/", re.compile(r"@[a-z0-9._=/+-]+:[A-Za-z0-9.-]+(?::\d+)?")),
        "bluesky": ("https://bsky.app/profile/", re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
        "github": ("https://github.com/", re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9])*")),
        "instagram": ("https://www.instagram.com/", _NAME),
    }
)
"""Where an account of each kind is found, and the shape of its name there."""
MESSENGERS = frozenset(("signal", "mastodon", *_ACCOUNTS))
"""The keys of `reach` for accounts, but for LinkedIn."""
_NAMES = MappingProxyType(
    {
        "email": "e-mail", "signal": "Signal", "linkedin": "LinkedIn", "mastodon": "Mastodon",
        "whatsapp": "WhatsApp", "telegram": "Telegram", "matrix": "Matrix", "bluesky": "Bluesky",
        "github": "GitHub", "instagram": "Instagram",
    }
)  # fmt: skip
_SAME = MappingProxyType(
    {"e-mail": "email", "mail": "email", "call": "phone", "tel": "phone", "website": "web"}
)


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach a person: its kind, the value as written, and a link where one is sure."""

    kind: str
    label: str
    url: str = ""

    @property
    def name(self) -> str:
        """What people call this kind of way; one of the owner's own is called as it is written."""
        return _NAMES.get(self.kind, self.kind)


def channels(reach: Reach) -> tuple[Channel, ...]:
    """Every way to reach a person, the preferred kind first, then those quickest to use."""
    everything = list(_channels(reach))
    wanted = fold(reach.prefer)
    wanted = _SAME.get(wanted, wanted)
    return tuple(sorted(everything, key=lambda channel: channel.kind != wanted))


def preferred(reach: Reach) -> Channel | None:
    """The way to reach a person first, or None where no way is written down."""
    return next(iter(channels(reach)), None)


def at_hand(reach: Reach) -> Channel | None:
    """The way to reach a person first from a desk or a telephone; a postal address is none."""
    found = preferred(reach)
    return found if found and found.kind != "address" else None


def _channels(reach: Reach) -> Iterator[Channel]:
    for phone in reach.phones:
        yield Channel("phone", phone, phone_url(phone))
    for email in reach.emails:
        yield Channel("email", email, email_url(email))
    others: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("signal", reach.signal, signal_url),
        ("linkedin", reach.linkedin, linkedin_url),
        ("mastodon", reach.mastodon, mastodon_url),
        ("web", reach.web, web_url),
        ("address", reach.address, lambda _: ""),
    )
    for kind, value, link in others:
        if value:
            yield Channel(kind, value, link(value))
    for other in reach.others:
        yield Channel(other.key, other.text, account_url(other.key, other.text))


def phone_url(phone: str) -> str:
    """A `tel:` link (RFC 3966) for 5 to 15 digits, with an extension; else nothing."""
    found = _PHONE.fullmatch(phone.strip())
    digits = re.sub(r"[^0-9]", "", found[2]) if found else ""
    if not found or not 5 <= len(digits) <= 15:
        return ""
    return f"tel:{found[1]}{digits}" + (f";ext={found[3]}" if found[3] else "")


def email_url(email: str) -> str:
    """A `mailto:` link (RFC 6068) for an address; else nothing."""
    found = read_address(email)
    return mail_link((found.spec,), {}) if found else ""


def web_url(address: str) -> str:
    """An `https:` link for such an address or a bare domain; else nothing."""
    if _UNSAFE.search(address):
        return ""
    if _DOMAIN.fullmatch(address):
        return f"https://{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    return address if parts.scheme == "https" and host and "@" not in parts.netloc else ""


def linkedin_url(profile: str) -> str:
    """A link to a profile, from its address or its last part; else nothing."""
    if _SLUG.fullmatch(profile):
        return f"https://www.linkedin.com/in/{quote(profile, safe='%')}"
    link = web_url(profile.replace("http://", "https://", 1))
    host = urlsplit(link).hostname or ""
    return link if host == "linkedin.com" or host.endswith(".linkedin.com") else ""


def mastodon_url(account: str) -> str:
    """A link for `@name@server` or the profile's address; else nothing."""
    if found := _FEDIVERSE.fullmatch(account):
        return f"https://{found[2]}/@{quote(found[1])}"
    return web_url(account)


def account_url(kind: str, name: str) -> str:
    """A link to an account of a known kind, from its name or its address; else nothing."""
    if kind not in _ACCOUNTS:
        return ""
    home, shape = _ACCOUNTS[kind]
    bare = name.strip().removeprefix("@" if kind != "matrix" else "")
    if kind == "whatsapp" and (link := phone_url(bare)).startswith("tel:+"):
        return f"{home}{link[5:]}"
    if shape.fullmatch(bare):
        return f"{home}{quote(bare, safe='@:')}"
    link = web_url(bare)
    return link if link.startswith(home) else ""


def account_name(kind: str, written: str) -> str:
    """The name of an account as the book writes it, from its name or its address."""
    home = _ACCOUNTS[kind][0] if kind in _ACCOUNTS else ""
    if kind == "mastodon" and (found := _PROFILE.fullmatch(written.strip())):
        return f"@{found[2]}@{found[1]}"
    name = written.strip()
    if not home or not name.startswith(home):
        return name
    name = unquote(name.removeprefix(home).rstrip("/"))
    return f"+{name}" if kind == "whatsapp" and name.isdecimal() else name


def signal_url(number: str) -> str:
    """A link for a full international number, the only form that Signal opens; else nothing."""
    link = phone_url(number)
    return f"https://signal.me/#p/{link[4:]}" if link.startswith("tel:+") else ""
