"""The owner's public facts for machines: a vCard, a JSON-LD Person, a QR code, a small icon."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import segno

from kithbook.public.options import Owner

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FOLD_AT = 75


def vcard(owner: Owner, language: str, page: str) -> bytes:
    """The owner's address card, vCard 3.0, as strict and as lenient readers both take it.

    One N with five parts, a UID that stays, no REV, commas and semicolons of addresses
    percent-encoded, folded at 75 octets between characters.
    """
    lines = ("BEGIN:VCARD", "VERSION:3.0", *_card_lines(owner, language, page), "END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def person(owner: Owner, language: str, page: str, portrait: str) -> str:
    """The owner as a schema.org Person, safe inside a script element."""
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": owner.name,
        "description": owner.sentence.within(language),
        "homeLocation": _place(owner.place.within(language)),
        "pronouns": owner.pronouns.within(language),
        "email": owner.email,
        "telephone": owner.phone,
        "url": page or owner.web,
        "image": portrait,
        "sameAs": [*([owner.web] if owner.web and page else []), *(k.url for k in owner.links)],
    }
    text = json.dumps({key: fact for key, fact in facts.items() if fact}, ensure_ascii=False)
    return re.sub(r"[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def qr_code(address: str) -> bytes:
    """A QR code of an address as an SVG file, dark on light whatever the page around it."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", scale=8, border=3, dark="#1f1b16", light="#ffffff", xmldecl=True
    )
    return out.getvalue()


def icon(owner: Owner, accent: str) -> bytes:
    """The owner's first letter on the accent colour."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="14" fill="{accent}"/>'
        '<text x="32" y="46" font-family="Georgia, serif" font-size="40" text-anchor="middle" '
        f'fill="#fbf8f3">{escape(owner.name[:1].upper())}</text></svg>\n'
    ).encode()


def card_name(owner: Owner) -> str:
    """What the address card is called on disk."""
    folded = unicodedata.normalize("NFKD", owner.name).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z0-9]+', '-', folded).strip('-') or 'card'}.vcf"


def _card_lines(owner: Owner, language: str, page: str) -> Iterator[str]:
    place, sentence = owner.place.within(language), owner.sentence.within(language)
    yield f"UID:urn:uuid:{uuid5(NAMESPACE_URL, page or f'mailto:{owner.email or owner.name}')}"
    yield f"FN:{_text(owner.name)}"
    yield f"N:{_text(owner.family)};{_text(owner.given)};;;"
    if owner.email:
        yield f"EMAIL;TYPE=INTERNET:{_text(owner.email)}"
    if owner.phone:
        yield f"TEL;TYPE=VOICE:{_text(owner.phone)}"
    if place:
        yield f"ADR:;;;{_text(place)};;;"
    for url in dict.fromkeys(filter(None, (page, owner.web, *(link.url for link in owner.links)))):
        yield f"URL:{_address(url)}"
    if pronouns := owner.pronouns.within(language):
        yield f"X-PRONOUNS:{_text(pronouns)}"
    if sentence:
        yield f"NOTE:{_text(sentence)}"


def _place(name: str) -> dict[str, str] | None:
    return {"@type": "Place", "name": name} if name else None


def _text(value: str) -> str:
    clean = _CONTROLS.sub(" ", value)
    return re.sub(r"([\\,;])", r"\\\1", clean)


def _address(url: str) -> str:
    return _CONTROLS.sub("", url).replace(",", "%2C").replace(";", "%3B")


def _folded(line: str) -> str:
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD_AT:
            pieces.append(piece)
            piece, size = "", 1
        piece, size = piece + character, size + width
    return "\r\n ".join((*pieces, piece))
