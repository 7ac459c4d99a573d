"""PDF: the words of its pages, every string and stream of it, and what former revisions left."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from io import BytesIO
from typing import TYPE_CHECKING

from kithbook.leakscan.parts import MOST, FilePart, Unreadable, inflate, payload_part, text_part

if TYPE_CHECKING:
    from pypdf import PdfReader

PDF = b"%PDF-"
_END = b"%%EOF"
_STREAM = re.compile(rb"stream\r?\n")
_SHOWS = re.compile(rb"[)>\]]\s*T[jJ]|[)>]\s*['\"]")
_KERNED = re.compile(rb"\)\s*-?\d{1,2}(?:\.\d+)?\s*\(")
_DEPTH, _MOST_REVISIONS = 40, 20


def pdf(raw: bytes) -> Iterator[FilePart]:
    """Everything that stands in a PDF; raises Unreadable for an encrypted or a broken one."""
    yield payload_part("pdf", raw)
    yield from _former(raw)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        for number, one in enumerate(_revisions(raw)):
            # The first part of a file made for the web is no revision, and none can be read in it.
            with suppress(Exception) if number else nullcontext():
                yield from _read(one)
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken file makes of a reader, it was not read
        raise Unreadable("is a PDF that cannot be read to its end") from None
    behind = raw[raw.rfind(_END) + len(_END) :] if _END in raw else b""
    yield FilePart("behind pdf", behind.strip(b"\0\r\n\t "))


def _former(raw: bytes) -> Iterator[FilePart]:
    """Every packed stream, also of revisions that no reader shows any more."""
    for found in _STREAM.finditer(raw):
        try:
            unpacked, _ = inflate(raw[found.end() :])
        except Unreadable:
            continue
        yield payload_part("pdf", _KERNED.sub(b"", unpacked))


def _revisions(raw: bytes) -> Iterator[bytes]:
    """The file as it is, then as it was before each change that was added to its end."""
    yield raw
    ends = [found.end() for found in re.finditer(_END, raw)]
    yield from (raw[:end] for end in ends[:-1][-_MOST_REVISIONS:])


def _read(raw: bytes) -> Iterator[FilePart]:
    from pypdf import PdfReader  # noqa: PLC0415 - only where there is a PDF

    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted:
        raise Unreadable("is an encrypted PDF")
    for page in reader.pages:
        said = page.extract_text()
        content = page.get_contents()
        shown = _SHOWS.search(content.get_data()) if content else None
        if shown and not any(one.isalnum() for one in said):
            raise Unreadable("is a PDF whose words cannot be read")
        yield text_part("pdf", said.encode("utf-8", "replace"))
    yield from _objects(reader)


def _objects(reader: PdfReader) -> Iterator[FilePart]:
    from pypdf.generic import StreamObject  # noqa: PLC0415 - likewise

    size = 0
    strings: list[str] = []
    for number in sorted(
        {one for table in reader.xref.values() for one in table} | set(reader.xref_objStm)
    ):
        found = reader.get_object(number)
        _gather(found, strings, _DEPTH)
        if isinstance(found, StreamObject):
            data = found.get_data()
            size += len(data)
            if size > MOST:
                raise Unreadable("unpacks to more than the scan reads")
            yield _of_stream(found, data)
    yield text_part("pdf", "\n".join(strings).encode("utf-8", "replace"))


def _of_stream(found: object, data: bytes) -> FilePart:
    """A stream: a picture, a font and an attachment are files again."""
    keys = found if isinstance(found, dict) else {}
    is_file = keys.get("/Type") == "/EmbeddedFile" or "DCTDecode" in str(keys.get("/Filter"))
    return FilePart("pdf", data) if is_file else payload_part("pdf", data)


def _gather(found: object, strings: list[str], depth: int) -> None:
    """The strings of an object, but not of those that it points to."""
    if depth == 0:
        raise Unreadable("is a PDF nested too deep")
    if isinstance(found, dict):
        for key in found:
            _gather(
                found.raw_get(key) if hasattr(found, "raw_get") else found[key], strings, depth - 1
            )
    elif isinstance(found, list):
        for one in list.__iter__(found):
            _gather(one, strings, depth - 1)
    elif isinstance(found, str):
        strings.append(str(found))
    elif isinstance(found, bytes):
        strings.append(found.decode("utf-8", "replace"))
