"""Cards as a file of vCard 3.0 or 4.0, the same bytes for the same cards.

What other programs cannot take without losing something is written so that they can: no PROFILE,
one NICKNAME a nickname, no comma or semicolon in addresses of the web, no control characters, a
name in five parts and a UID always, lines folded between letters, pictures inline in 3.0.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Container, Iterable, Iterator, Sequence

from kithbook.exchange.contact_card import Beside, ContactCard, Day, Labelled, PostalAddress
from kithbook.exchange.vcard_days import is_day, written_day
from kithbook.exchange.vcard_pictures import is_of_bytes, written_address, written_bytes
from kithbook.exchange.vcard_words import (
    ANNIVERSARY,
    PREFERRED,
    PRODUCT,
    RELATIONS,
    USES,
    clean,
    marked_label,
    marked_relation,
    scheme_of,
    words_of,
)
from kithbook.text.content_lines import content_lines
from kithbook.text.vcards import unescaped

OLD, NEW = "3.0", "4.0"
_SPACE = uuid.UUID("5c0b5cc7-8f0d-5b0e-9d07-7b3a0c0f2a41")
_ESCAPE = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_URI = str.maketrans({";": "%3B", ",": "%2C", "\\": "%5C", "\n": "%0A"})
_PARAMETER = str.maketrans({'"': "'", "\n": " ", "^": "^^"})
_PLAIN = re.compile(r"[\w.+ /@'-]*")
_TOKEN = re.compile(r"[A-Za-z0-9-]+")
_LINKED = re.compile(r"(?:urn|https?|mailto|tel):\S+")
_WEB = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_ZONE = re.compile(r"[+-]\d\d:?\d\d")
_IN_PARTS = ("ORG", "ADR", "GEO")
# Of these a card has one at most, or the writer alone says them.
_OURS = words_of("N FN UID BDAY ANNIVERSARY DEATHDATE BEGIN END VERSION PROFILE")


def write_vcards(cards: Iterable[ContactCard], version: str = OLD) -> bytes:
    """A file of cards, in their order; two without a UID that say the same get two."""
    return b"".join(each_vcard(cards, version))


def each_vcard(cards: Iterable[ContactCard], version: str = OLD) -> Iterator[bytes]:
    """The cards of such a file, one by one."""
    taken: set[str] = set()
    for card in cards:
        yield write_vcard(card, version, taken)


def write_vcard(card: ContactCard, version: str = OLD, taken: set[str] | None = None) -> bytes:
    """One card; `taken` are the UIDs that others have, and gets its own."""
    uid = clean(card.uid) or lasting_uid(card, taken or ())
    if taken is not None:
        taken.add(uid)
    lines = _Lines(new=version == NEW)
    lines.say(("BEGIN:VCARD", f"VERSION:{version}", f"PRODID:{PRODUCT}"))
    lines.text("UID", uid)
    _named(lines, card)
    _reached(lines, card)
    _remembered(lines, card)
    _told(lines, card)
    lines.say(["END:VCARD"])
    return content_lines(lines.said)


def beginning(version: str) -> bytes:
    """What a file of ours begins with, by which it is known again."""
    return f"BEGIN:VCARD\r\nVERSION:{version}\r\nPRODID:{PRODUCT}\r\n".encode()


def lasting_uid(card: ContactCard, taken: Container[str] = ()) -> str:
    """A UID made of what somebody is called and reached by, for a card that brings none."""
    reached = (one.value for one in (*card.emails, *card.phones))
    said = "\x1f".join((card.name, *reached, *card.organization))
    tried = (str(uuid.uuid5(_SPACE, f"{said}\x1f{count or ''}")) for count in range(1_000_000))
    return next(one for one in tried if one not in taken)


def file_name(text: str) -> str:
    """A file name for a UID: itself where it can be one, else one made of it."""
    plain = re.fullmatch(r"[A-Za-z0-9][\w.@-]{0,80}", text, re.ASCII)
    return text if plain else str(uuid.uuid5(_SPACE, text))


class _Lines:
    """The lines of a card as they come, unfolded."""

    def __init__(self, *, new: bool) -> None:
        self.new = new
        self.said: list[str] = []
        self._groups = 0

    def say(self, lines: Iterable[str]) -> None:
        """Adds lines as they are."""
        self.said.extend(lines)

    def text(self, name: str, value: str) -> None:
        """Adds a property of one text, where there is one."""
        if plain := clean(value):
            self.said.append(f"{name}:{plain.translate(_ESCAPE)}")

    def labelled(
        self, names: Sequence[tuple[str, str]], labels: Iterable[str], more: str = ""
    ) -> None:
        """Adds properties of one group, each with what they are for; the values are escaped."""
        words = [clean(label) for label in labels if clean(label)]
        kinds = [word for word in words if word in USES and not (self.new and word == PREFERRED)]
        own = [marked_label(word) for word in words if word not in USES]
        first = ";PREF=1" if self.new and PREFERRED in words else ""
        kind = f";TYPE={','.join(kinds)}" if kinds else ""
        self.grouped([(f"{name}{more}{kind}{first}", value) for name, value in names], own)

    def grouped(self, heads: Sequence[tuple[str, str]], own: Sequence[str]) -> None:
        """Adds properties with the owner's words for what they are."""
        # Programs that sort the lines of a card keep groups.
        if not own and len(heads) == 1:
            self.said.extend(f"{head}:{value}" for head, value in heads)
            return
        self._groups += 1
        item = f"item{self._groups}."
        self.said.extend(f"{item}{head}:{value}" for head, value in heads)
        self.said.extend(f"{item}X-ABLabel:{word.translate(_ESCAPE)}" for word in own)


def _named(lines: _Lines, card: ContactCard) -> None:
    reached = (one.value for one in (*card.emails, *card.phones, *card.urls))
    others = (*card.nicknames, *card.organization, *reached, "-")
    lines.text("FN", " ".join(clean(card.name).split()) or next(filter(None, map(clean, others))))
    parts = card.parts
    each = (parts.family, parts.given, parts.additional, parts.prefixes, parts.suffixes)
    lines.say([f"N:{';'.join(','.join(map(_escaped, part)) for part in each)}"])
    for nickname in card.nicknames:
        lines.text("NICKNAME", nickname)
    units = list(map(clean, card.organization))
    if any(units):
        lines.say([f"ORG:{';'.join(map(_escaped, units))}"])
    lines.text("TITLE", card.title)
    lines.text("ROLE", card.role)


def _reached(lines: _Lines, card: ContactCard) -> None:
    for name, values in (("EMAIL", card.emails), ("TEL", card.phones)):
        for one in values:
            if value := _escaped(one.value):
                lines.labelled([(name, value)], one.labels)
    for address in card.addresses:
        _address(lines, address)
    for one in card.urls:
        if value := as_address(one.value):
            lines.labelled([("URL", value)], one.labels)
    for one in card.messengers:
        _messenger(lines, one)


def _address(lines: _Lines, one: PostalAddress) -> None:
    own = (one.box, one.extended, one.street, one.city, one.region, one.code, one.country)
    value, whole = ";".join(map(_escaped, own)), clean(one.whole)
    if not whole:
        lines.labelled([("ADR", value)], one.labels)
    elif lines.new:
        lines.labelled([("ADR", value)], one.labels, f';LABEL="{_label(whole)}"')
    else:
        lines.labelled([("ADR", value), ("LABEL", _escaped(whole))], one.labels)


def _label(whole: str) -> str:
    """An address as on an envelope, between quotes (RFC 6350 section 6.3.1, RFC 6868)."""
    text = whole.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace("^", "^^").replace('"', "^'")


def _messenger(lines: _Lines, one: Labelled) -> None:
    value, labels = clean(one.value), [label for label in map(clean, one.labels) if label]
    service = labels.pop(0) if labels and labels[0] not in USES else ""
    if not value:
        return
    if value.lower().startswith(("http://", "https://")):
        name = "X-SOCIALPROFILE"
        said = (
            f";TYPE={service}"
            if _TOKEN.fullmatch(service)
            else _parameter("X-SERVICE-TYPE", service)
        )
    else:
        scheme = scheme_of(service)
        name, said = "IMPP", _parameter("X-SERVICE-TYPE", service)
        value = f"{scheme}:{value}" if scheme else value
    lines.labelled([(name, as_address(value))], labels, said)


def _remembered(lines: _Lines, card: ContactCard) -> None:
    for name, day in (("BDAY", card.born), ("DEATHDATE", card.died)):
        if day:
            plain = lines.new or (name == "BDAY" and is_day(day))
            lines.say([_day(lines, name if plain else f"X-{name}", day)])
    if card.anniversary and lines.new:
        lines.say([_day(lines, "ANNIVERSARY", card.anniversary)])
    elif card.anniversary:
        dated = _day(lines, "X-ABDATE", card.anniversary).split(":", 1)
        lines.grouped([(dated[0], dated[1])], [marked_label(ANNIVERSARY)])
    for day in card.days:
        head, value = _day(lines, "X-ABDATE", day).split(":", 1)
        lines.grouped([(head, value)], [marked_label(what)] if (what := clean(day.what)) else [])


def _day(lines: _Lines, name: str, day: Day) -> str:
    said, value = written_day(day, new=lines.new)
    return f"{name}{said}:{_escaped(value)}"


def _told(lines: _Lines, card: ContactCard) -> None:
    for one in card.related:
        _related(lines, one)
    if tags := [tag for tag in map(_escaped, card.categories) if tag]:
        lines.say([f"CATEGORIES:{','.join(tags)}"])
    for note in card.notes:
        lines.text("NOTE", note)
    for photo in card.photos:
        if photo.data:
            lines.say([written_bytes("PHOTO", photo.data, photo.kind, new=lines.new)])
        elif address := as_address(photo.address):
            lines.say([written_address(address, photo.kind, new=lines.new)])
    if card.connected:
        lines.text("X-KITHBOOK-CONNECTED", str(card.connected))
    lines.text("X-KITHBOOK-THROUGH", card.through)
    for beside in card.beside:
        lines.say(_beside(lines, beside))


def _related(lines: _Lines, one: Labelled) -> None:
    value, labels = clean(one.value), [label for label in map(clean, one.labels) if label]
    if not value:
        return
    if not lines.new:
        marked = list(map(marked_relation, labels))
        lines.grouped([("X-ABRELATEDNAMES", _escaped(value))], marked)
        return
    kinds = [label for label in labels if label in RELATIONS]
    own = [marked_relation(label) for label in labels if label not in RELATIONS]
    kind = f";TYPE={','.join(kinds)}" if kinds else ""
    if _LINKED.fullmatch(value):
        lines.grouped([(f"RELATED{kind}", as_address(value))], own)
    else:
        lines.grouped([(f"RELATED{kind};VALUE=text", _escaped(value))], own)


def _beside(lines: _Lines, one: Beside) -> Iterator[str]:
    """A line that has no field, as it was, but for which program wrote the card, and when."""
    name = re.sub(r"[^A-Z0-9-]+", "-", one.name.upper()).strip("-")
    name = f"X-{name}" if name in _OURS or not name[:1].isalpha() else name
    said = dict(one.parameters)
    value = clean(one.value).replace("\n", "\\n")
    if name in ("REV", "PRODID") or not value:
        return
    if is_of_bytes(name) and said.get("ENCODING") == ("B",):
        yield written_bytes(name, value, *said.get("TYPE", ("",))[:1], new=lines.new)
        return
    if not lines.new:
        value, said = _as_old(name, value, said)
    parameters = (_parameter(key, *values) for key, values in said.items())
    yield f"{name}{''.join(parameters)}:{value}"


def _as_old(
    name: str, value: str, said: dict[str, tuple[str, ...]]
) -> tuple[str, dict[str, tuple[str, ...]]]:
    """A value so that programs which take it for text or for a time zone keep all of it."""
    if name == "TZ" and "VALUE" not in said and not _ZONE.fullmatch(value):
        said = {**said, "VALUE": ("text",)}
    if name in _IN_PARTS:
        return value, said
    if _WEB.match(value):
        return as_address(value), said
    return unescaped(value).translate(_ESCAPE), said


def _parameter(name: str, *values: str) -> str:
    """A parameter with its values, between quotes where they need them; nothing for no value."""
    name = re.sub(r"[^A-Z0-9-]+", "-", name.upper()).strip("-")
    texts = [text for value in values if (text := clean(value).translate(_PARAMETER))]
    each = (text if _PLAIN.fullmatch(text) else f'"{text}"' for text in texts)
    return f";{name}={','.join(each)}" if name and texts else ""


def _escaped(text: str) -> str:
    return clean(text).translate(_ESCAPE)


def as_address(text: str) -> str:
    """An address of the web without the signs at which other programs cut it (RFC 3986)."""
    return clean(text).translate(_URI)
