"""Files made of boxes, walked to their end: WebP and WAV (RIFF), AVIF and MP4 (ISO 14496-12)."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.leakscan.parts import FilePart, Unreadable, number, payload_part, text_part
from kithbook.leakscan.pictures import exif, icc

_RIFF_DATA = (b"VP8 ", b"VP8L", b"ALPH", b"data", b"movi")
_HOLDS = frozenset(
    (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"edts", b"dinf", b"iprp", b"ipco",
     b"moof", b"traf", b"mvex", b"ilst", b"meta", b"sinf", b"grpl")
)  # fmt: skip
_BOX_DATA = (b"mdat", b"idat", b"free", b"skip", b"stsz", b"stco", b"co64", b"stts", b"ctts")


def is_riff(raw: bytes) -> bool:
    """Whether it is a WebP, a WAV, or another RIFF file."""
    return raw[:4] == b"RIFF" and raw[8:12] in (b"WEBP", b"WAVE")


def riff(raw: bytes) -> Iterator[FilePart]:
    """Each chunk of a RIFF file."""
    end = 8 + number(raw, 4, 4, "little")
    if end > len(raw):
        raise Unreadable("ends too early")
    yield from _chunks(raw[12:end])
    yield FilePart("behind riff", raw[end + (end & 1) :])


def _chunks(raw: bytes) -> Iterator[FilePart]:
    at = 0
    while at + 8 <= len(raw):
        kind, size = raw[at : at + 4], number(raw, at + 4, 4, "little")
        body = raw[at + 8 : at + 8 + size]
        if len(body) < size:
            raise Unreadable("ends too early")
        yield from _chunk(kind, body)
        at += 8 + size + (size & 1)
    yield text_part("riff", raw[at:])


def _chunk(kind: bytes, body: bytes) -> Iterator[FilePart]:
    if kind == b"EXIF":
        yield from exif(body[6:] if body.startswith(b"Exif\0\0") else body)
    elif kind == b"ICCP":
        yield from icc(body)
    elif kind == b"LIST":
        yield from _chunks(body[4:])
    elif kind == b"ANMF":
        yield from _chunks(body[16:])
    elif kind in _RIFF_DATA:
        yield payload_part("riff", body)
    else:
        yield text_part("riff", body)


def is_boxed(raw: bytes) -> bool:
    """Whether it is an AVIF, a HEIC, an MP4 or a kin of these."""
    return raw[4:8] == b"ftyp"


def boxed(raw: bytes) -> Iterator[FilePart]:
    """Each box of such a file; what its pictures are described by stands among their dots."""
    at = 0
    while at + 8 <= len(raw):
        size, kind, head = number(raw, at, 4), raw[at + 4 : at + 8], 8
        if size == 1:
            size, head = number(raw, at + 8, 8), 16
        size = size or len(raw) - at
        if size < head or at + size > len(raw) or not kind.strip(b" \xa9").isalnum():
            break
        yield from _box(kind, raw[at + head : at + size])
        at += size
    yield FilePart("behind the boxes", raw[at:])


def _box(kind: bytes, body: bytes) -> Iterator[FilePart]:
    if kind in _HOLDS:
        # A meta box begins with its version in one family, and without in the other.
        inner = body[4:] if kind == b"meta" and body[4:8] != b"hdlr" else body
        yield from (_within(part) for part in boxed(inner)) if len(inner) >= 8 else ()
    elif kind in _BOX_DATA:
        yield payload_part("box", body)
    else:
        yield text_part("box", body)


def _within(part: FilePart) -> FilePart:
    """What is left over in a box is data of that box, and no file behind it."""
    return part if part.loose or part.payload else text_part("box", part.raw)
