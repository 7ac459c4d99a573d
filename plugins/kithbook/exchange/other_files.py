"""What a file, an archive or a folder is that holds no address book, and which export does.

Told by the first bytes, the first lines, or the names inside; what a file is called says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import NamedTuple


class Instead(NamedTuple):
    """What something is, in a clause, and what to do to get at the contacts."""

    what: str
    then: str


_CSV_OR_CARDS = "Export the contacts as CSV or vCard, and name that file"
_UNPACK = "Unpack it, and name the folder"
_TELEPHONE = "Export the address book of your telephone as vCard (.vcf), and name that file"
EMPTY = Instead("This file is empty", "Export it again: nothing came along")
NO_TEXT = Instead("It holds bytes that are no text, as of no address book", _CSV_OR_CARDS)
_OTHER_JSON = Instead(
    "It holds JSON, and not that of Monica, which is the one that is read", _CSV_OR_CARDS
)
_PACKED = Instead("It is an archive of a kind that is not opened here", _UNPACK)
_PICTURE = Instead("It is a picture", _CSV_OR_CARDS)
_MAGIC: tuple[tuple[bytes, Instead], ...] = (
    (b"%PDF-", Instead(
        "It is a PDF, a printed page whose lines and columns nobody can tell for sure",
        "Export the contacts as CSV or vCard from the program that it was printed in",
    )),
    (b"!BDN", Instead(
        "It is a mailbox of Outlook (.pst, .ost)",
        "In Outlook take File, Open & Export, Import/Export, Export to a file, Comma Separated "
        "Values, and the folder Contacts",
    )),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Instead(
        "It is a workbook or a document of an old Office (.xls, .doc, .msg)",
        "Open it, save it as CSV, and name that file",
    )),
    (b"SQLite format 3\0", Instead("It is a database of some program", _CSV_OR_CARDS)),
    (b"bplist00", Instead(
        "It is a file of Apple's own (a property list)",
        "In Contacts take File, Export, Export vCard, and name that file",
    )),
    (b"{\\rtf", Instead(
        "It is a document (RTF)", "Copy its table into a spreadsheet, and save that as CSV"
    )),
    *((magic, _PACKED) for magic in (
        b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xfd7zXZ\0", b"BZh",
        b"\x28\xb5\x2f\xfd",
    )),
    *((magic, _PICTURE) for magic in (
        b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*",
    )),
)  # fmt: skip
_FILM = b"ftyp"
_CHAT = re.compile(
    r"[\u200e\u200f]?\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:\s?[ap]\.?\s?m\.?)?(?:\]|\s[-\u2013])\s\S",
    re.IGNORECASE,
)
"""A line of a chat that WhatsApp writes, on telephones of either kind."""
_OF_CHAT = Instead(
    "It is a chat of WhatsApp: what was said, without a number or an address", _TELEPHONE
)
_TEXTS: tuple[tuple[re.Pattern[str], Instead], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"BEGIN:VCALENDAR\b", Instead(
            "It is a calendar (.ics): meetings and days, and no address book",
            "Export the contacts of the same program as vCard or CSV",
        )),
        (r"(?:version:.*\n)?(?:#.*\n|\n)*dn::? .*=", Instead(
            "It is LDIF, a directory of addresses",
            "In Thunderbird's address book take Tools, Export, and CSV or vCard",
        )),
        (r"<\?xml[^>]*>\s*<!DOCTYPE plist", Instead(
            "It is a file of Apple's own (a property list)",
            "In Contacts take File, Export, Export vCard, and name that file",
        )),
        (r"(?:<!--.*?-->\s*)*<(?:!DOCTYPE html|html|head|body|table)\b", Instead(
            "It is a web page", "Take the export of that page or program: CSV or vCard"
        )),
        (r"<", Instead("It is XML", _CSV_OR_CARDS)),
        (r"\{\s*\"|\[\s*[\[{\"\]]|\{\s*\}", _OTHER_JSON),
    )
)  # fmt: skip
_INSIDE: tuple[tuple[Callable[[str], bool], Instead], ...] = (
    (lambda name: name.startswith("xl/"), Instead(
        "It is a workbook of Excel (.xlsx)",
        "In Excel take File, Save As, and CSV UTF-8; a sheet each, and name that file",
    )),
    (lambda name: name.startswith(("word/", "ppt/")), Instead(
        "It is a document (.docx, .pptx)",
        "Copy its table into a spreadsheet, save that as CSV, and name that file",
    )),
    (lambda name: name == "content.xml", Instead(
        "It is a workbook or a document of LibreOffice (.ods, .odt)",
        "In LibreOffice Calc take File, Save As, and Text CSV, and name that file",
    )),
    (lambda name: name.endswith(".iwa") or name == "index.zip", Instead(
        "It is a workbook of Apple's Numbers or Pages",
        "In Numbers take File, Export To, CSV, and name that file",
    )),
    (lambda name: "com.microsoft.__" in name, Instead(
        "It is an archive of Outlook for Mac (.olm)",
        "In Outlook on the web take People, Manage contacts, Export contacts, and name that CSV",
    )),
    (lambda name: ".abbu/" in name or name.endswith((".abcddb", ".abcdp")), Instead(
        "It is an archive of Apple's Contacts (.abbu)",
        "In Contacts take File, Export, Export vCard, and name that file",
    )),
    (lambda name: name.endswith(("friends/your_friends.json", "friends/friends.json"))
     or "your_facebook_activity/" in name, Instead(
        "It is an export of Facebook, which has names of friends and no address of anybody",
        _TELEPHONE,
    )),
    (lambda name: "followers_and_following/" in name or "your_instagram_activity/" in name, Instead(
        "It is an export of Instagram, which has profiles and no address of anybody", _TELEPHONE
    )),
    (lambda name: name.endswith("_chat.txt") or "whatsapp chat" in name, _OF_CHAT),
    (lambda name: name.endswith((".mbox", ".eml")), Instead(
        "In an archive mail is not looked at",
        "Unpack it, and name the mailbox or the folder of mails",
    )),
    (lambda name: name.startswith("takeout/"), Instead(
        "It is a Google Takeout without contacts",
        "At contacts.google.com take Export; or at takeout.google.com choose Contacts",
    )),
)  # fmt: skip
WORKBOOKS = tuple(instead for _, instead in _INSIDE[:6])
"""Archives that are one file of a program, whatever else lies in them."""
_MOST_ENTRIES, _MOST_NAMED = 2_000, 3
_BOOKS = (".vcf", ".vcard", ".csv")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 20
_HEAD = 4_096


def file_instead(raw: bytes, text: str) -> Instead | None:
    """What the bytes of a file are that is no address book; None where they may be one."""
    head = text.lstrip("\ufeff \t\r\n")[:_HEAD]
    if not raw.strip(b"\0 \t\r\n"):
        return EMPTY
    for magic, instead in _MAGIC:
        if raw.startswith(magic):
            return instead
    if raw[4:8] == _FILM:
        return Instead("It is a film or a picture", _CSV_OR_CARDS)
    if _CHAT.match(head):
        return _OF_CHAT
    told = next((instead for shape, instead in _TEXTS if shape.match(head)), None)
    return told or (NO_TEXT if "\0" in text or _is_noise(head) else None)


def _is_noise(head: str) -> bool:
    """Whether a text has so many control characters that it is none."""
    return len(_CONTROL.findall(head)) * _MOST_CONTROL > len(head)


def archive_instead(names: Iterable[str]) -> Instead | None:
    """What an archive is, by the names of what lies in it; None where they say nothing."""
    inside = [name.lower().lstrip("/") for name in names]
    return next((instead for is_it, instead in _INSIDE if any(map(is_it, inside))), None)


def folder_instead(path: Path) -> Instead:
    """What a folder is in which nothing is to be read: which files below may be meant."""
    below = list(islice(_below(path), _MOST_ENTRIES))
    told = archive_instead(f"{path.name}/{one.relative_to(path).as_posix()}" for one in below)
    if told and told not in WORKBOOKS[:3] and not _books(below):
        return told
    if books := _books(below):
        shown = ", ".join(str(one) for one in books[:_MOST_NAMED])
        more = f" and {len(books) - _MOST_NAMED} more" if len(books) > _MOST_NAMED else ""
        return Instead(
            "Folders in it are not looked into, and beside them no contacts lie in it",
            f"Name what is meant: {shown}{more}",
        )
    if not below:
        return Instead("Nothing lies in it", _CSV_OR_CARDS)
    return Instead("No file in it is one of contacts", _CSV_OR_CARDS)


def _books(files: Iterable[Path]) -> list[Path]:
    return sorted(one for one in files if one.suffix.lower() in _BOOKS)


def _below(path: Path) -> Iterable[Path]:
    """The files in a folder and in those below it, without hidden ones and links."""
    try:
        inside = sorted(path.iterdir())
    except OSError:
        return
    for one in inside:
        if one.name.startswith(".") or one.is_symlink():
            continue
        if one.is_dir():
            yield from _below(one)
        elif one.is_file():
            yield one
