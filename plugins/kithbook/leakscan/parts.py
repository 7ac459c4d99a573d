"""What the readers of single kinds of files share: the parts of a file, and when to give up."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

MOST = 60_000_000
"""Bytes that one file may unpack to."""


class Unreadable(Exception):
    """A file of which nobody can say what is in it."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """Bytes inside of a file, and a word for how they were packed.

    A `loose` part is a text, or data with texts in it, and of no kind of its own; any other is a
    file again. A `payload` is what pictures and sounds are made of: only what is plainly a text in
    it is read.
    """

    label: str
    raw: bytes
    loose: bool = False
    payload: bool = False


def text_part(label: str, raw: bytes) -> FilePart:
    """A text of a file, or data among which texts stand."""
    return FilePart(label, raw, loose=True)


def payload_part(label: str, raw: bytes) -> FilePart:
    """The dots of a picture, or the waves of a sound."""
    return FilePart(label, raw, payload=True)


def inflate(raw: bytes, bits: int = 15) -> tuple[bytes, bytes]:
    """What zlib packed, and what follows it; raises Unreadable."""
    machine = zlib.decompressobj(bits)
    try:
        unpacked = machine.decompress(raw, MOST)
    except zlib.error:
        raise Unreadable("is packed and cannot be unpacked") from None
    if machine.unconsumed_tail:
        raise Unreadable("unpacks to more than the scan reads")
    if not machine.eof:
        raise Unreadable("is packed and ends too early")
    return unpacked, machine.unused_data


def number(raw: bytes, at: int, size: int, order: str = "big") -> int:
    """A number of some bytes; raises Unreadable where the file ends before."""
    if at < 0 or at + size > len(raw):
        raise Unreadable("ends too early")
    return int.from_bytes(raw[at : at + size], "little" if order == "little" else "big")
