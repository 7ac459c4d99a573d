"""Output files as texts: unpacked, and with the hidden texts of images laid open."""

from __future__ import annotations

import binascii
import io
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

MOST = 60_000_000
DEPTH = 3
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){4}|(?:\x00[\x20-\x7e]){4}")
_DATA_URI = re.compile(rb";base64,([A-Za-z0-9+/=\r\n]{16,})")
_PDF_STREAM = re.compile(rb"stream\r?\n")
_PNG = b"\x89PNG\r\n\x1a\n"
_ZSTD = b"\x28\xb5\x2f\xfd"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Unreadable(Exception):
    """A file that is packed so that nobody can say what is in it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text of a file; `inside` says what had to be unpacked, `encoding` counts its bytes."""

    text: str
    encoding: str
    inside: str = ""


def sheets(name: str, raw: bytes) -> Iterator[Sheet]:
    """Every text of a file; raises Unreadable."""
    if name.endswith((".br", ".zst", ".xz", ".7z")) or raw.startswith(_ZSTD):
        raise Unreadable(f"{name} is packed in a way that the scan cannot open")
    yield from _sheets(raw, "", DEPTH)


def _sheets(raw: bytes, inside: str, depth: int) -> Iterator[Sheet]:
    for label, inner in parts(raw):
        if depth == 0:
            raise Unreadable("It is packed too many times over")
        yield from _sheets(inner, f"{inside} {label}".strip(), depth - 1)
    yield from _texts(raw, inside)


def _texts(raw: bytes, inside: str) -> Iterator[Sheet]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield Sheet(raw.decode("utf-16", "replace"), "utf-16-le", inside)
        return
    try:
        yield Sheet(raw.decode("utf-8"), "utf-8", inside)
    except UnicodeDecodeError:
        yield Sheet(raw.decode("utf-8", "replace"), "latin-1", inside)
        yield Sheet(raw.decode("latin-1"), "latin-1", inside)
    if _BINARY.search(raw) and _WIDE.search(raw):
        for encoding in ("utf-16-le", "utf-16-be"):
            for shift in (0, 1):
                yield Sheet(raw[shift:].decode(encoding, "replace"), "utf-16-le", inside)


def parts(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed inside of some bytes, with a word for how."""
    if raw.startswith(b"\x1f\x8b"):
        yield "gzip", _inflate(raw, 31)
    elif raw.startswith(b"PK\x03\x04"):
        yield from _zipped(raw)
    elif raw.startswith(_PNG):
        yield from _png_texts(raw)
    elif raw.startswith(b"%PDF"):
        for found in _PDF_STREAM.finditer(raw):
            yield "pdf", _inflate(raw[found.end() :], 15, strict=False)
    for uri in _DATA_URI.finditer(raw):
        try:
            yield "data", b64decode(uri[1])
        except (binascii.Error, ValueError):
            continue


def _inflate(raw: bytes, bits: int, *, strict: bool = True) -> bytes:
    unpacked = b""
    try:
        while raw:
            machine = zlib.decompressobj(bits)
            unpacked += machine.decompress(raw, MOST)
            if machine.unconsumed_tail or len(unpacked) > MOST:
                raise Unreadable("It unpacks to more than the scan reads")
            # A gzip file may be several one after another.
            raw = machine.unused_data if bits > 15 and machine.unused_data[:2] == raw[:2] else b""
    except zlib.error:
        if strict:
            raise Unreadable("It is packed and cannot be unpacked") from None
    return unpacked


def _zipped(raw: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for entry in archive.infolist():
                yield "zip", entry.filename.encode() + b"\n" + entry.comment
                if entry.file_size > MOST:
                    raise Unreadable("It unpacks to more than the scan reads")
                yield "zip", archive.read(entry)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        raise Unreadable("It is packed and cannot be unpacked") from None


def _png_texts(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The texts of a PNG: chunks tEXt, zTXt, iTXt and eXIf (PNG specification, third edition)."""
    at = len(_PNG)
    while at + 8 <= len(raw):
        size = int.from_bytes(raw[at : at + 4], "big")
        kind, body = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"eXIf"):
            yield "png", body
        elif kind in (b"zTXt", b"iTXt"):
            _, _, rest = body.partition(b"\0")
            if kind == b"zTXt":
                yield "png", _inflate(rest[1:], 15, strict=False)
            elif rest[:1] == b"\1":
                yield "png", _inflate(rest[2:].split(b"\0", 2)[-1], 15, strict=False)
        at += 12 + size
