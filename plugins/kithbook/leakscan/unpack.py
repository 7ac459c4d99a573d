"""Output files as texts: each of a known kind by its first bytes, and read to its end.

A file is clean when it was looked into: what is of no known kind, is packed in a way that Python
cannot open, or is encrypted, is told as unreadable, and all the same whatever reads like a text in
it is looked through.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kithbook.leakscan import boxes, fonts, packed, papers, pictures
from kithbook.leakscan.encodings import Sheet, is_text, loose_texts, runs, texts
from kithbook.leakscan.parts import MOST, FilePart, Unreadable, payload_part
from kithbook.leakscan.sealed import sealed

__all__ = ["DEPTH", "MOST", "Sheet", "Unreadable", "parts", "sheets"]

DEPTH = 5
_DATA_URI = re.compile(rb";base64,\s*([A-Za-z0-9+/=_%\r\n-]{8,})")
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{4}\s?){8,}[A-Za-z0-9+/]{0,3}={0,2}")
_NAMED = (".br", ".zst", ".7z", ".gpg", ".pgp", ".age", ".asc.gpg")
_BZIP_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")
Reader = Callable[[bytes], Iterator[FilePart]]
_KINDS: tuple[tuple[Callable[[bytes], bool], Reader], ...] = (
    (lambda raw: raw.startswith(packed.GZIP), packed.gzipped),
    (lambda raw: raw[:3] == packed.BZIP and raw[4:10] in _BZIP_BLOCKS, packed.bzipped),
    (lambda raw: raw.startswith(packed.XZ) or packed.is_lzma(raw), packed.xzipped),
    (lambda raw: raw.startswith(pictures.PNG), pictures.png),
    (lambda raw: raw.startswith(pictures.JPEG), pictures.jpeg),
    (lambda raw: raw.startswith(pictures.GIF), pictures.gif),
    (lambda raw: raw.startswith(pictures.ICON), pictures.icon),
    (boxes.is_riff, boxes.riff),
    (boxes.is_boxed, boxes.boxed),
    (lambda raw: raw.startswith(papers.PDF), papers.pdf),
    (lambda raw: raw[:4] in fonts.SFNT, fonts.sfnt),
    (lambda raw: raw.startswith(fonts.WOFF), fonts.woff),
    (lambda raw: raw.startswith(fonts.WOFF2), fonts.woff2),
    (packed.is_tar, packed.tarred),
    (packed.is_zlib, packed.zlibbed),
    # Last, since it may stand behind anything, such as the program that unpacks it.
    (lambda raw: packed.ZIP_END in raw and b"PK\x01\x02" in raw, packed.zipped),
)


def sheets(name: str, raw: bytes) -> Iterator[Sheet]:
    """Every text of a file; raises Unreadable at the end where some of it could not be read."""
    looked = _Look()
    if name.lower().endswith(_NAMED):
        looked.fault("is packed or encrypted in a way that the scan cannot open")
    yield from looked.file(raw, "", DEPTH)
    if looked.faults:
        raise Unreadable(looked.faults[0])


@dataclass
class _Look:
    """One look through a file, with what stood in its way."""

    faults: list[str] = field(default_factory=list)
    left: int = MOST

    def fault(self, reason: str) -> None:
        """Notes something that could not be read."""
        self.faults.append(reason)

    def file(self, raw: bytes, inside: str, depth: int) -> Iterator[Sheet]:
        """The texts of a whole file."""
        reader = next((read for fits, read in _KINDS if fits(raw)), None)
        self.left -= len(raw)
        if self.left < 0 or depth == 0:
            self.fault("is packed too many times over, or unpacks to more than the scan reads")
        elif reader is not None:
            yield from self._parts(reader, raw, inside, depth)
        elif is_text(raw):
            yield from self._text(raw, inside, depth)
        elif raw:
            self.fault("is of no kind that the scan can look into")
            yield from loose_texts(raw, inside)

    def _parts(self, reader: Reader, raw: bytes, inside: str, depth: int) -> Iterator[Sheet]:
        try:
            for part in reader(raw):
                label = f"{inside} {part.label}".strip()
                if part.payload:
                    yield from runs(part.raw, label)
                elif part.loose:
                    yield from loose_texts(part.raw, label)
                    yield from self._data(part.raw, label, depth - 1)
                else:
                    # Archives and disks fill up with zeros.
                    nothing = not part.raw.strip(b"\0")
                    yield from self.file(b"" if nothing else part.raw, label, depth - 1)
        except Unreadable as reason:
            self.fault(str(reason))
            yield from loose_texts(raw, inside)

    def _text(self, raw: bytes, inside: str, depth: int) -> Iterator[Sheet]:
        yield from texts(raw, inside)
        opened, locked = sealed(raw)
        for part in opened:
            yield from runs(part, f"{inside} armour".strip())
        if locked:
            self.fault(locked)
        yield from self._data(raw, inside, depth - 1)

    def _data(self, raw: bytes, inside: str, depth: int) -> Iterator[Sheet]:
        """What stands in a text as base64: data addresses, and files of a known kind."""
        for part in embedded(raw):
            if part.payload and next((1 for fits, _ in _KINDS if fits(part.raw)), 0) == 0:
                yield from runs(part.raw, f"{inside} base64".strip())
            else:
                yield from self.file(part.raw, f"{inside} {part.label}".strip(), depth)


def embedded(raw: bytes) -> Iterator[FilePart]:
    """The files that stand in a text as base64; a payload where it may be none."""
    spans = []
    for uri in _DATA_URI.finditer(raw):
        spans.append(uri.span())
        if (plain := _unpacked(uri[1].replace(b"%2B", b"+").replace(b"%2F", b"/"))) is not None:
            yield FilePart("data", plain)
    for run in _BASE64.finditer(raw):
        if not any(start <= run.start() < end for start, end in spans):
            plain = _unpacked(run[0])
            if plain is not None and not is_text(plain):
                yield payload_part("base64", plain)


def _unpacked(run: bytes) -> bytes | None:
    plain = re.sub(rb"%3D|[\s=]", b"", run).replace(b"-", b"+").replace(b"_", b"/")
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        return b64decode(plain + b"=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return None


def parts(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed inside of some bytes, with a word for how; raises Unreadable."""
    reader = next((read for fits, read in _KINDS if fits(raw)), None)
    for part in reader(raw) if reader else embedded(raw):
        yield part.label, part.raw
