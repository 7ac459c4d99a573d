"""Fonts: the texts in which they name their makers, and whatever else stands in their tables."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.leakscan.parts import FilePart, Unreadable, inflate, number, payload_part, text_part

SFNT = (b"\0\1\0\0", b"OTTO", b"true")
WOFF, WOFF2 = b"wOFF", b"wOF2"
_TELLING = (b"SVG ", b"meta", b"post", b"DSIG", b"FFTM")


def sfnt(raw: bytes) -> Iterator[FilePart]:
    """The tables of a TrueType or OpenType font (OpenType 1.9)."""
    end = 12
    for entry in range(12, 12 + 16 * number(raw, 4, 2), 16):
        tag, at, size = (
            raw[entry : entry + 4],
            number(raw, entry + 8, 4),
            number(raw, entry + 12, 4),
        )
        if at + size > len(raw):
            raise Unreadable("is a font that ends too early")
        yield from _table(tag, raw[at : at + size])
        end = max(end, at + size, entry + 16)
    yield FilePart("behind the font", raw[end + (-end % 4) :])


def woff(raw: bytes) -> Iterator[FilePart]:
    """The tables of a WOFF font, its description and its private data (WOFF 1.0)."""
    for entry in range(44, 44 + 20 * number(raw, 12, 2), 20):
        at, packed, size = (number(raw, entry + step, 4) for step in (4, 8, 12))
        body = raw[at : at + packed]
        yield from _table(raw[entry : entry + 4], body if packed == size else inflate(body)[0])
    at, size = number(raw, 24, 4), number(raw, 28, 4)
    if size:
        yield text_part("font", inflate(raw[at : at + size])[0])
    at, size = number(raw, 36, 4), number(raw, 40, 4)
    yield text_part("font", raw[at : at + size])
    yield FilePart("behind the font", raw[number(raw, 8, 4) :])


def woff2(raw: bytes) -> Iterator[FilePart]:
    """A WOFF2 font is packed by Brotli, which Python does not bring."""
    yield payload_part("font", raw)
    raise Unreadable("is a WOFF2 font, which the scan cannot open")


def _table(tag: bytes, body: bytes) -> Iterator[FilePart]:
    if tag == b"name":
        yield from _names(body)
    elif tag in _TELLING:
        yield text_part("font", body)
    else:
        yield payload_part("font", body)


def _names(body: bytes) -> Iterator[FilePart]:
    start = number(body, 4, 2)
    for entry in range(6, 6 + 12 * number(body, 2, 2), 12):
        wide = number(body, entry, 2) != 1
        size, at = number(body, entry + 8, 2), start + number(body, entry + 10, 2)
        said = body[at : at + size].decode("utf-16-be" if wide else "mac-roman", "replace")
        yield text_part("font", said.encode("utf-8", "replace"))
