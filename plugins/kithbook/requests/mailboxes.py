"""What a file is, and the requests in it: mails, mailboxes, exports, pasted words."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kithbook.requests.incoming import Incoming, from_letter, from_text
from kithbook.requests.mail import MAX_MAIL, read_letter
from kithbook.requests.mbox import begins_mbox, mails
from kithbook.requests.tables import MAX_TABLE, read_csv, read_json
from kithbook.requests.wording import decode

MAX_PASTE = 1_000_000
MAX_PIPED = 200_000_000
_PIPED = "kith request import -"
_TABLES = (".csv", ".tsv", ".json", ".jsonl")
_MOST_HEAD = 65_536
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?")
_MAIL_HEADERS = re.compile(
    rb"^(From|To|Subject|Date|Message-ID|Received|Return-Path|MIME-Version|Content-Type|Delivered-To)"
    rb":",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that no request could be made of, and why."""

    name: str
    why: str


def read_path(path: Path, today: date) -> Iterator[Incoming | Unread]:
    """The requests in a file, a Maildir, or a folder of mails; raises OSError."""
    if path.is_dir():
        yield from _maildir(path, today) if (path / "cur").is_dir() else _folder(path, today)
        return
    most = MAX_TABLE if path.suffix.lower() in _TABLES else MAX_MAIL
    with _opened(path) as file:
        if not _ends(file):
            yield Unread(path.name, f"it is no file that ends. Try: cat … | {_PIPED}")
            return
        if begins_mbox(file.read(_MOST_HEAD), named=path.suffix.lower() == ".mbox"):
            file.seek(0)
            yield from _mbox(file, path.name, today)
            return
        file.seek(0)
        raw = file.read(most + 1)
    if len(raw) > most:
        yield Unread(path.name, f"it has more than {most:,} bytes")
        return
    yield from read_bytes(raw, path.name, today)


def read_stream(stream: BinaryIO, today: date) -> Iterator[Incoming | Unread]:
    """The requests in what is piped in, as far as that ends."""
    raw = stream.read(MAX_PIPED + 1)
    if len(raw) > MAX_PIPED:
        yield Unread("-", f"more than {MAX_PIPED:,} bytes came. Name the file itself")
        return
    yield from read_bytes(raw, "-", today)


def _opened(path: Path) -> BinaryIO:
    """A file opened without waiting: a pipe that nobody writes into would keep one for ever."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags), "rb")


def _ends(file: BinaryIO) -> bool:
    """Whether it is an ordinary file: devices, pipes and sockets may never end."""
    return stat.S_ISREG(os.fstat(file.fileno()).st_mode)


def read_bytes(raw: bytes, name: str, today: date) -> Iterator[Incoming | Unread]:
    """The requests in some bytes, told apart by the ending of a name and by how they begin."""
    ending = name.rpartition(".")[2].lower()
    begins = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    try:
        if begins_mbox(raw[:_MOST_HEAD]):
            yield from _mbox(BytesIO(raw), name, today)
        elif ending in ("json", "jsonl") or (ending != "eml" and begins == b"{"):
            yield from read_json(raw, today)
        elif ending in ("csv", "tsv"):
            yield from read_csv(raw, today)
        elif ending == "eml" or is_mail(raw):
            yield _mail(raw, today)
        elif len(raw) > MAX_PASTE:
            yield Unread(name, f"it has {len(raw):,} bytes, more than {MAX_PASTE:,}")
        else:
            made = from_text(decode(raw.removeprefix(b"\xef\xbb\xbf")), today)
            yield Unread(name, "it holds no text") if made.empty else made
    except ValueError as fault:
        yield Unread(name, str(fault))


def _mail(raw: bytes, today: date) -> Incoming:
    return from_letter(read_letter(raw.lstrip(b"\r\n")), today)


def is_mail(raw: bytes) -> bool:
    """Whether bytes begin with headers of a mail."""
    head = raw.lstrip(b"\r\n")[:8192].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(_HEADER_LINE.match(head)) and len(_MAIL_HEADERS.findall(head)) >= 2


def _folder(path: Path, today: date) -> Iterator[Incoming | Unread]:
    mails = sorted(one for one in path.iterdir() if one.suffix.lower() == ".eml")
    if not mails:
        yield Unread(path.name, "it is neither a Maildir nor a folder with .eml files")
    for one in mails:
        if one.is_dir():
            yield Unread(one.name, "it is a folder, and no mail")
        else:
            yield from read_path(one, today)


def _maildir(path: Path, today: date) -> Iterator[Incoming | Unread]:
    folders = (path / name for name in ("cur", "new"))
    inside = (one for folder in folders if folder.is_dir() for one in folder.iterdir())
    mails = (one for one in inside if not one.name.startswith(".") and not one.is_dir())
    for one in sorted(mails, key=lambda one: one.name):
        with _opened(one) as file:
            if _ends(file):
                yield _sized(path.name, file.read(MAX_MAIL + 1), today)
            else:
                yield Unread(one.name, "it is no file that ends")


def _mbox(file: BinaryIO, name: str, today: date) -> Iterator[Incoming | Unread]:
    for number, raw in enumerate(mails(file, MAX_MAIL), 1):
        yield _sized(f"{name}, mail {number}", raw, today)


def _sized(name: str, raw: bytes, today: date) -> Incoming | Unread:
    if len(raw) > MAX_MAIL:
        return Unread(name, f"it has more than {MAX_MAIL:,} bytes")
    return _mail(raw, today)
