"""Pictures, walked to their end: PNG, JPEG, GIF, icons; and what Exif and ICC say in them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from kithbook.leakscan.parts import (
    FilePart,
    Unreadable,
    inflate,
    number,
    payload_part,
    text_part,
)

PNG, JPEG, GIF, ICON = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", (b"\0\0\1\0", b"\0\0\2\0")
_DOTS = (b"IDAT", b"fdAT")
_COMMENT = 0x9286
_WIDE_TAGS = range(0x9C9B, 0x9CA0)
_FURTHER = (0x8769, 0x8825, 0xA005)
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)


def png(raw: bytes) -> Iterator[FilePart]:
    """A PNG: every chunk but the dots themselves (PNG specification, third edition)."""
    at, dots, kind = len(PNG), b"", b""
    while kind != b"IEND":
        size, kind = number(raw, at, 4), raw[at + 4 : at + 8]
        body = raw[at + 8 : at + 8 + size]
        at += 12 + size
        if at > len(raw):
            raise Unreadable("is a picture that ends too early")
        dots += body if kind == b"IDAT" else b""
        yield from _chunk(kind, body)
    yield from _behind_dots(dots)
    yield FilePart("behind png", raw[at:])


def _chunk(kind: bytes, body: bytes) -> Iterator[FilePart]:
    if kind == b"eXIf":
        yield from exif(body)
    elif kind in (b"zTXt", b"iCCP"):
        name, _, rest = body.partition(b"\0")
        yield text_part("png", name)
        unpacked, more = inflate(rest[1:])
        yield from icc(unpacked) if kind == b"iCCP" else (text_part("png", unpacked),)
        yield text_part("png", more)
    elif kind == b"iTXt":
        name, _, rest = body.partition(b"\0")
        language, translated, text = (*rest[2:].split(b"\0", 2), b"", b"")[:3]
        yield text_part("png", b"\n".join((name, language, translated)))
        yield text_part("png", inflate(text)[0] if rest[:1] == b"\1" else text)
    elif kind not in _DOTS:
        yield text_part("png", body)


def _behind_dots(dots: bytes) -> Iterator[FilePart]:
    """What stands behind the packed dots of a picture."""
    machine = zlib.decompressobj()
    try:
        while dots:
            machine.decompress(dots, 1 << 24)
            dots = machine.unconsumed_tail
    except zlib.error:
        raise Unreadable("is a picture whose dots cannot be unpacked") from None
    yield text_part("png", machine.unused_data)


def jpeg(raw: bytes) -> Iterator[FilePart]:
    """A JPEG: every segment but the dots themselves (ITU T.81, annex B)."""
    at, profile, packet = 2, b"", b""
    while True:
        while raw[at : at + 2] == b"\xff\xff":
            at += 1
        if number(raw, at, 1) != 0xFF:
            raise Unreadable("is a picture with something between its parts")
        marker, at = number(raw, at + 1, 1), at + 2
        if marker == 0xD9:
            break
        if marker == 1 or 0xD0 <= marker <= 0xD7:
            continue
        size = number(raw, at, 2)
        body, at = raw[at + 2 : at + size], at + size
        if marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
            profile += body[14:]
        elif marker == 0xE1 and body.startswith(b"http://ns.adobe.com/xmp/extension/\0"):
            packet += body[75:]
        else:
            yield from _segment(marker, body)
        if marker == 0xDA:
            at = _behind_scan(raw, at)
    yield from icc(profile)
    yield text_part("jpeg", packet)
    yield FilePart("behind jpeg", raw[at:])


def _segment(marker: int, body: bytes) -> Iterator[FilePart]:
    if marker == 0xE1 and body.startswith(b"Exif\0"):
        yield from exif(body[6:])
    elif marker == 0xFE or 0xE0 <= marker <= 0xEF:
        yield text_part("jpeg", body)


def _behind_scan(raw: bytes, at: int) -> int:
    """Where the next marker stands behind the dots."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0:
            raise Unreadable("is a picture that ends too early")
        follows = raw[at + 1 : at + 2]
        if follows and follows != b"\0" and not b"\xd0" <= follows <= b"\xd7":
            return at
        at += 2 if follows else 1


def gif(raw: bytes) -> Iterator[FilePart]:
    """A GIF: its remarks, and what programs keep in it (GIF89a)."""
    at = 13 + _table(number(raw, 10, 1))
    while (kind := number(raw, at, 1)) != 0x3B:
        if kind == 0x21:
            blocks, end = _blocks(raw, at + 2)
            yield text_part("gif", blocks)
            yield text_part("gif", raw[at + 2 : end])
        elif kind == 0x2C:
            _, end = _blocks(raw, at + 11 + _table(number(raw, at + 9, 1)))
        else:
            raise Unreadable("is a picture with something between its parts")
        at = end
    yield FilePart("behind gif", raw[at + 1 :])


def _table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(raw: bytes, at: int) -> tuple[bytes, int]:
    found = []
    while size := number(raw, at, 1):
        found.append(raw[at + 1 : at + 1 + size])
        at += 1 + size
    return b"".join(found), at + 1


def icon(raw: bytes) -> Iterator[FilePart]:
    """An icon: each of its pictures."""
    end = 6
    for entry in range(6, 6 + 16 * number(raw, 4, 2, "little"), 16):
        size, at = number(raw, entry + 8, 4, "little"), number(raw, entry + 12, 4, "little")
        if at + size > len(raw):
            raise Unreadable("is a picture that ends too early")
        one = raw[at : at + size]
        yield FilePart("icon", one) if one.startswith(PNG) else payload_part("icon", one)
        end = max(end, at + size, entry + 16)
    yield FilePart("behind icon", raw[end:])


def exif(raw: bytes) -> Iterator[FilePart]:
    """What a camera or a program wrote into a picture: each text of it (Exif 2.32)."""
    order = {b"II": "little", b"MM": "big"}.get(raw[:2])
    if order is None:
        yield text_part("exif", raw)
        return
    waiting, seen = [number(raw, 4, 4, order)], set[int]()
    while waiting:
        at = waiting.pop()
        if at in seen or not 0 < at < len(raw) - 2:
            continue
        seen.add(at)
        count = number(raw, at, 2, order)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, value = _entry(raw, entry, order)
            if tag in _FURTHER:
                waiting.append(int.from_bytes(value[:4], "little" if order == "little" else "big"))
            yield from _told(tag, value, order)
        after = at + 2 + 12 * count
        waiting.append(number(raw, after, 4, order) if after + 4 <= len(raw) else 0)
    yield payload_part("exif", raw)


def _entry(raw: bytes, at: int, order: str) -> tuple[int, bytes]:
    tag, kind, count = (
        number(raw, at + step, size, order) for step, size in ((0, 2), (2, 2), (4, 4))
    )
    size = count * (_SIZES[kind] if kind < len(_SIZES) else 1)
    start = at + 8 if size <= 4 else number(raw, at + 8, 4, order)
    return tag, raw[start : start + size]


def _told(tag: int, value: bytes, order: str) -> Iterator[FilePart]:
    if tag in _WIDE_TAGS:
        yield _wide("exif", value, "utf-16-le")
    elif tag == _COMMENT and value.startswith(b"UNICODE\0"):
        for one in ("utf-16-le", "utf-16-be") if order == "little" else ("utf-16-be", "utf-16-le"):
            yield _wide("exif", value[8:], one)
    elif tag == _COMMENT:
        yield text_part("exif", value[8:])
    elif len(value) > 4:
        yield text_part("exif", value)


def _wide(label: str, raw: bytes, encoding: str) -> FilePart:
    return text_part(label, raw.decode(encoding, "replace").encode("utf-8", "replace"))


def icc(raw: bytes) -> Iterator[FilePart]:
    """The texts of a colour profile (ICC.1:2022)."""
    if raw[36:40] != b"acsp":
        yield text_part("icc", raw)
        return
    for entry in range(132, 132 + 12 * min(number(raw, 128, 4), 200), 12):
        at, size = number(raw, entry + 4, 4), number(raw, entry + 8, 4)
        tag = raw[at : at + size]
        if tag.startswith(b"mluc"):
            for record in range(16, 16 + 12 * min(number(tag, 8, 4), 200), 12):
                start = number(tag, record + 8, 4)
                said = tag[start : start + number(tag, record + 4, 4)]
                yield _wide("icc", said, "utf-16-be")
        yield text_part("icc", tag)
