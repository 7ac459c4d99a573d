"""Archives and packed files, each read to its end: gzip, bzip2, xz, lzma, zlib, tar, zip."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from kithbook.leakscan.parts import MOST, FilePart, Unreadable, inflate, number, text_part

GZIP, BZIP, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"
ZIP_END = b"PK\x05\x06"
_MEMORY = 200_000_000
_LOCAL = 30
_DESCRIPTOR = 24


def gzipped(raw: bytes) -> Iterator[FilePart]:
    """All members of a gzip file, with the names and remarks in their heads (RFC 1952)."""
    size = 0
    while raw.startswith(GZIP):
        yield text_part("gzip head", _gzip_head(raw))
        unpacked, raw = inflate(raw, 31)
        size += len(unpacked)
        if size > MOST:
            raise Unreadable("unpacks to more than the scan reads")
        yield FilePart("gzip", unpacked)
    yield FilePart("behind gzip", raw)


def _gzip_head(raw: bytes) -> bytes:
    flags, at = number(raw, 3, 1), 10
    kept = b""
    if flags & 4:
        size = number(raw, at, 2, "little")
        kept, at = raw[at + 2 : at + 2 + size], at + 2 + size
    for flag in (8, 16):
        if flags & flag:
            end = raw.find(b"\0", at)
            if end < 0:
                raise Unreadable("ends too early")
            kept, at = kept + b"\n" + raw[at:end], end + 1
    return kept


def bzipped(raw: bytes) -> Iterator[FilePart]:
    """All streams of a bzip2 file."""
    while raw.startswith(BZIP):
        machine = bz2.BZ2Decompressor()
        yield FilePart("bzip2", _decompressed(machine, raw))
        raw = machine.unused_data
    yield FilePart("behind bzip2", raw)


def xzipped(raw: bytes) -> Iterator[FilePart]:
    """All streams of an xz file, or the one of an old lzma file."""
    first = True
    while raw.startswith(XZ) or first:
        first = False
        machine = lzma.LZMADecompressor(memlimit=_MEMORY)
        yield FilePart("xz", _decompressed(machine, raw))
        raw = machine.unused_data.lstrip(b"\0")
    yield FilePart("behind xz", raw)


def _decompressed(machine: bz2.BZ2Decompressor | lzma.LZMADecompressor, raw: bytes) -> bytes:
    try:
        unpacked = machine.decompress(raw, MOST)
    except (OSError, ValueError, EOFError, lzma.LZMAError):
        raise Unreadable("is packed and cannot be unpacked") from None
    if not machine.eof:
        raise Unreadable("unpacks to more than the scan reads, or ends too early")
    return unpacked


def is_lzma(raw: bytes) -> bool:
    """Whether it begins like an old lzma file, which has no signature."""
    size = raw[5:13]
    return raw[:3] == b"\x5d\0\0" and (size == b"\xff" * 8 or size[5:] == b"\0\0\0")


def zlibbed(raw: bytes) -> Iterator[FilePart]:
    """Bare zlib data."""
    unpacked, rest = inflate(raw)
    yield FilePart("zlib", unpacked)
    yield FilePart("behind zlib", rest)


def is_zlib(raw: bytes) -> bool:
    """Whether it begins like zlib data, and can be unpacked."""
    if raw[:1] != b"\x78" or len(raw) < 8 or int.from_bytes(raw[:2], "big") % 31:
        return False
    try:
        inflate(raw)
    except Unreadable:
        return False
    return True


def is_tar(raw: bytes) -> bool:
    """Whether its first block is the head of a tar member, by name or by its sum."""
    head = raw[:512]
    if head[257:262] == b"ustar":
        return True
    said = head[148:156].strip(b" \0")
    if len(head) < 512 or not said or not all(48 <= one <= 55 for one in said):
        return False
    return int(said, 8) == sum(head) - sum(head[148:156]) + 8 * 32


def tarred(raw: bytes) -> Iterator[FilePart]:
    """The members of a tar file, with their names and owners."""
    size = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(raw), mode="r:") as archive:
            for member in archive:
                told = (member.name, member.linkname, member.uname, member.gname)
                more = (f"{key} {value}" for key, value in member.pax_headers.items())
                said = "\n".join((*told, *more)).encode("utf-8", "replace")
                yield text_part("tar head", said)
                size += member.size
                if size > MOST:
                    raise Unreadable("unpacks to more than the scan reads")
                if opened := archive.extractfile(member) if member.isreg() else None:
                    yield FilePart("tar", opened.read())
            end = archive.offset
    except (tarfile.TarError, OSError, ValueError, KeyError, EOFError):
        raise Unreadable("is an archive that cannot be unpacked") from None
    yield FilePart("behind tar", raw[end:].strip(b"\0"))


def zipped(raw: bytes) -> Iterator[FilePart]:
    """The members of a zip file, with names and remarks, and whatever stands around them."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield from _members(archive)
            yield from _around(archive, raw)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        raise Unreadable("is an archive that cannot be unpacked") from None


def _members(archive: zipfile.ZipFile) -> Iterator[FilePart]:
    yield text_part("zip remark", archive.comment)
    size = 0
    for entry in archive.infolist():
        said = (entry.filename.encode("utf-8", "replace"), entry.comment, entry.extra)
        yield text_part("zip head", b"\n".join(said))
        size += entry.file_size
        if size > MOST:
            raise Unreadable("unpacks to more than the scan reads")
        if not entry.is_dir():
            yield FilePart("zip", archive.read(entry))


def _around(archive: zipfile.ZipFile, raw: bytes) -> Iterator[FilePart]:
    """What no member covers: before the first, between two, and behind the end."""
    spans = sorted(_span(entry, raw) for entry in archive.infolist())
    start = spans[0][0] if spans else archive.start_dir
    yield FilePart("before zip", raw[:start])
    for (_, end), (begin, _) in pairwise((*spans, (archive.start_dir, 0))):
        if begin - end > _DESCRIPTOR:
            yield FilePart("between zip", raw[end:begin])
    at = raw.rfind(ZIP_END)
    yield FilePart("behind zip", raw[at + 22 + len(archive.comment) :])


def _span(entry: zipfile.ZipInfo, raw: bytes) -> tuple[int, int]:
    at = entry.header_offset
    names = number(raw, at + 26, 2, "little") + number(raw, at + 28, 2, "little")
    return at, at + _LOCAL + names + entry.compress_size
