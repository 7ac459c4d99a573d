"""Mbox files cut into their mails, only where a new mail begins for certain (RFC 4155).

`mailbox.mbox` of the standard library takes every line that begins with `From ` for the start of
a mail, so that "From here it is hard." cuts a letter in two and is lost itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

_TIME = r"\d{1,2}:\d\d(?::\d\d)?"
_ZONE = r"(?:[ \t]+(?:[A-Z]{1,5}|[+-]\d{4}))?"
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_DATE = (
    rf"(?:{_DAY}[ \t]+{_MONTH}[ \t]+\d{{1,2}}[ \t]+{_TIME}{_ZONE}[ \t]+\d{{4}}"
    rf"|(?:{_DAY},?[ \t]+)?\d{{1,2}}[ \t]+{_MONTH}[ \t]+\d{{4}}[ \t]+{_TIME}"
    rf"|\d{{4}}-\d\d-\d\d[ \tT]{_TIME}){_ZONE}"
)
_SENDER = r'(?:\S+|"[^"\r\n]{0,200}"@\S+)'
_SEPARATOR = re.compile(
    rf"From (?:[ \t]*{_SENDER}[ \t]+{_DATE}(?:[ \t][^\r\n]{{0,200}})?|[ \t-]*)\r?\n?".encode(),
    re.IGNORECASE,
)
_HEADER = re.compile(rb"[!-9;-~]{1,76}[ \t]*:|[ \t]+\S|>From ")
_OF_MAIL = re.compile(
    rb"(?:From|To|Cc|Subject|Date|Message-ID|Received|Return-Path|Delivered-To|MIME-Version"
    rb"|Content-Type|Status|X-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
_STUFFED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LONGEST_LINE, _MOST_HEADERS = 1_000_000, 500


def begins_mbox(head: bytes, *, named: bool = False) -> bool:
    """Whether bytes are the start of an mbox; what is `named` one may have odd separators."""
    first, *rest = head.lstrip(b"\r\n").splitlines(keepends=True) or [b""]
    known = first.startswith(b"From ") if named else _SEPARATOR.fullmatch(first)
    return bool(known) and _are_headers(rest)


def mails(file: BinaryIO, most: int) -> Iterator[bytes]:
    """Each mail of an mbox, unstuffed as mboxrd is; of a longer one a little over `most` bytes."""
    mail: list[bytes] = []
    size = 0
    for line, begins in _marked(file):
        if begins:
            yield from _whole(mail)
            mail, size = [], 0
        elif size <= most:
            mail.append(line)
            size += len(line)
    yield from _whole(mail)


def _marked(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Each line, and whether it parts two mails."""
    lines = iter(lambda: file.readline(_LONGEST_LINE), b"")
    blank, odd, first = True, False, True
    waiting = next(lines, b"")
    while waiting:
        line, waiting = waiting, b""
        may_part = line.startswith(b"From ") and (odd or bool(_SEPARATOR.fullmatch(line)))
        if first and line.strip():
            odd = line.startswith(b"From ") and not may_part
            may_part, first = may_part or odd, False
        if blank and may_part:
            following, waiting = _header_lines(lines)
            yield line, _are_headers(following)
            yield from ((one, False) for one in following)
            line = following[-1] if following else line
        else:
            yield line, False
        blank = not line.strip(b"\r\n")
        waiting = waiting or next(lines, b"")


def _header_lines(lines: Iterator[bytes]) -> tuple[list[bytes], bytes]:
    """The lines of headers that follow, and the first one that is none."""
    found: list[bytes] = []
    for line in lines:
        if not _HEADER.match(line) or len(found) == _MOST_HEADERS:
            return found, line
        found.append(line)
    return found, b""


def _are_headers(lines: list[bytes]) -> bool:
    """Whether lines begin with the headers of a mail."""
    known = 0
    for number, line in enumerate(lines):
        if not _HEADER.match(line) or (number == 0 and line[:1] in b" \t"):
            return number > 0 and known > 0 and not line.strip()
        known += bool(_OF_MAIL.match(line))
    return known > 0


def _whole(lines: list[bytes]) -> Iterator[bytes]:
    raw = b"".join(lines)
    if raw.strip():
        yield _STUFFED.sub(rb"\1", raw)
