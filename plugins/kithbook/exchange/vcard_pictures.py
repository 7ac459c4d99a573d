"""Pictures, sounds and keys of cards: bytes in base 64 or an address, both ways."""

from __future__ import annotations

import base64
import binascii
import re

from kithbook.exchange.contact_card import Beside, Photo
from kithbook.exchange.vcard_words import clean
from kithbook.text.vcards import CardProperty

_DATA = re.compile(
    r"data:([\w.+-]+/[\w.+-]+)?(?:;[\w.+=-]+)*?;base64,(.*)", re.IGNORECASE | re.DOTALL
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:.+", re.IGNORECASE | re.DOTALL)
_TYPE = re.compile(r"[A-Z0-9.+-]+")
_FAMILIES = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}
_BEGINNINGS = (("/9j/", "JPEG"), ("iVBOR", "PNG"), ("R0lGOD", "GIF"))
_NO_KIND = ("HOME", "WORK", "PREF", "VCARD")


def is_of_bytes(name: str) -> bool:
    """Whether a property may hold bytes."""
    return name in _FAMILIES


def photo_of(one: CardProperty) -> Photo | None:
    """A photograph; None where its bytes are broken, and it is no address."""
    if found := _bytes_of(one):
        return Photo(*found)
    written = clean(one.text())
    if one.is_data or not _ADDRESS.fullmatch(written) or written.lower().startswith("data:"):
        return None
    return Photo(kind=_kind(one, ""), address=written)


def bytes_beside(one: CardProperty) -> Beside | None:
    """A logo, a sound or a key with its bytes in one form; None where they are no bytes."""
    found = _bytes_of(one)
    if found is None:
        return None
    kind = (("TYPE", (found[1],)),) if found[1] else ()
    return Beside(one.name, found[0], one.line, (("ENCODING", ("B",)), *kind))


def claims_bytes(one: CardProperty) -> bool:
    """Whether a value says that it is bytes, whatever it is."""
    return one.is_data or one.written.lower().startswith("data:")


def written_bytes(name: str, data: str, kind: str, *, new: bool) -> str:
    """The line of some bytes: inline in 3.0, as an address with the bytes in it in 4.0."""
    if new:
        media = f"{_FAMILIES[name]}/{kind.lower()}" if kind else ""
        return f"{name}:data:{media};base64,{data}"
    return f"{name};ENCODING=b{f';TYPE={kind}' if kind else ''}:{data}"


def written_address(address: str, kind: str, *, new: bool) -> str:
    """The line of a photograph that lies elsewhere; the address is written as one can be."""
    media = f";MEDIATYPE=image/{kind.lower()}" if new else f";VALUE=uri;TYPE={kind}"
    return f"PHOTO{media if kind else '' if new else ';VALUE=uri'}:{address}"


def _bytes_of(one: CardProperty) -> tuple[str, str] | None:
    """Bytes in base 64 as everybody writes it, and their kind."""
    written, media = one.written, ""
    if found := _DATA.fullmatch(re.sub(r"\s", "", one.text()) if "data:" in written[:9] else ""):
        media, written = (found[1] or "").partition("/")[2], found[2]
    elif not one.is_data and _ADDRESS.fullmatch(written):
        return None
    try:
        plain = re.sub(r"\s", "", written).rstrip("=")
        raw = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    data = base64.b64encode(raw).decode("ascii")
    return (data, _kind(one, media) or _seen(data)) if data else None


def _kind(one: CardProperty, media: str) -> str:
    media = media or next(iter(one.parameters.get("MEDIATYPE", ())), "").partition("/")[2]
    said = (kind.removeprefix("IMAGE/") for kind in one.types if kind not in _NO_KIND)
    kind = media.upper() or next(said, "")
    return kind if _TYPE.fullmatch(kind) else ""


def _seen(data: str) -> str:
    return next((kind for begin, kind in _BEGINNINGS if data.startswith(begin)), "")
