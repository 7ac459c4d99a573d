"""Every private file of a book as text; and those that nobody can read, each with the reason.

A thing counts as compared when it was looked into. What is encrypted, a pointer to elsewhere, or
of no kind that holds text, is unknown, and the public site waits until its owner says otherwise.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kithbook.airlock.private_places import OWN_FOLDERS
from kithbook.book.copies import copies_in
from kithbook.book.folder_files import ENDINGS, id_of, is_person, is_read
from kithbook.book.folder_names import names_by_folder
from kithbook.book.names import Named
from kithbook.book.names_in_files import names_of
from kithbook.book.roster_places import CARDS, ROSTER_ENDINGS
from kithbook.book.settings import FILE as SETTINGS
from kithbook.book.settings import load_settings
from kithbook.book.stand_ins import file_meant
from kithbook.leakscan.canon import unbroken
from kithbook.leakscan.decode import escapes, quoted_printable
from kithbook.leakscan.encodings import older
from kithbook.leakscan.numbered import base64_text
from kithbook.leakscan.quoted import quoted_words
from kithbook.leakscan.unpack import Unreadable, sheets
from kithbook.text.source import Source

PLACES = (*OWN_FOLDERS, SETTINGS)
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))
_HEAD = 4096
_LOCKED = (
    (b"\0GITCRYPT\0", "is encrypted by git-crypt. Run git-crypt unlock, then try again"),
    (b"version https://git-lfs.github.com/spec/", "is a pointer of Git LFS. Run git lfs pull"),
    (b"version https://hawser.github.com/spec/", "is a pointer of Git LFS. Run git lfs pull"),
    (b"age-encryption.org/", "is encrypted by age. Decrypt it"),
    (b"Salted__", "is encrypted by openssl. Decrypt it"),
    (b"U2FsdGVkX1", "is encrypted by openssl or transcrypt. Decrypt it"),
    (b"$ANSIBLE_VAULT;", "is encrypted by ansible-vault. Decrypt it"),
    (b"bplist00", "is a placeholder or a list of Apple's. Download the file itself"),
)
_MARKED = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ARMOURED = re.compile(
    rb"^[ \t>]*(?:-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE|PKCS7|CMS|ENCRYPTED MESSAGE)-----"
    rb"|\$ANSIBLE_VAULT;|BEGIN SALTPACK ENCRYPTED)", re.MULTILINE,
)  # fmt: skip
_SPREADSHEETS = (b"xl/workbook.xml", b"xl/sharedStrings.xml", b"opendocument.spreadsheet")
_SEALS = (b"-----BEGIN ", b"$ANSIBLE_VAULT;", b"SALTPACK")
_SOPS = b"ENC[AES256_GCM,data:"
_PICTURES = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF", b"BM", b"II*\0",
    b"MM\0*", b"\0\0\1\0", b"ID3", b"\xff\xfb", b"\xff\xf3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3",
)  # fmt: skip
_PARTED = ("-\n", "-\r", "- \n", "\u2010\n", "\u00ad\n", "BEGIN:V")
_PACKED = re.compile(r";(?:encoding=)?[\"']?(?:base64|b)\b[^:,\n]{0,80}[:,]", re.IGNORECASE)
_NO_FILE = "is no file, or leads to a folder elsewhere. Take it out of the book, or copy the folder"
# What an operating system drops into every folder it shows.
_LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class PrivateFile:
    """One private file; `path` is relative to the book, with slashes."""

    path: str
    text: str
    guessed: bool = False
    """Whether its encoding is unknown, and its text stands there once for each that it may be."""
    excepted: bool = False
    """Whether the settings say that it is no person's."""

    @property
    def firm(self) -> bool:
        """Whether it is the file of a person."""
        return self.path.startswith("people/")

    @property
    def is_person(self) -> bool:
        """Whether it is read as a person."""
        return not self.excepted and is_person(self.path)

    @property
    def stem(self) -> str:
        """Its name without folder and ending: the id of a person."""
        return id_of(self.path)

    @cached_property
    def named(self) -> Named | None:
        """The id, name and aliases of a person, read as `kith check` does; None if it cannot be."""
        return names_of(Source(self.path, self.text)) if self.is_person else None

    @property
    def is_roster(self) -> bool:
        """Whether it is a table of contacts."""
        return self.path.startswith("rosters/") and self.path.lower().endswith(".csv")

    @property
    def is_table(self) -> bool:
        """Whether it is a table of any kind, in any folder."""
        return self.path.lower().endswith((".csv", ".tsv", ".tab"))

    @property
    def is_cards(self) -> bool:
        """Whether it holds cards of an address book, in any folder."""
        return self.path.lower().endswith(CARDS)

    @property
    def is_read(self) -> bool:
        """Whether the book reads it as what its folder holds."""
        folder, _, name = self.path.partition("/")
        if folder in ("content", SETTINGS):
            return True
        if folder in ENDINGS:
            return not self.excepted and is_read(self.path)
        return "/" not in name and name.endswith(ROSTER_ENDINGS if folder == "rosters" else ".md")

    @property
    def strangers(self) -> bool:
        """Whether its words are a stranger's, who may quote the public page."""
        return self.path.startswith("requests/")

    def streams(self) -> Iterator[str]:
        """Its text and its name; and its text once more as it reads with escapes undone."""
        yield f"{self.text}\n{self.path}"
        yield from self._otherwise()

    def readings(self) -> Iterator[str]:
        """Its text, and the text once more with escapes undone, or words whole across lines."""
        yield self.text
        yield from self._otherwise()

    @cached_property
    def _whole(self) -> str:
        """Its text with words whole across the ends of lines; empty where none is parted."""
        if not any(sign in self.text for sign in _PARTED):
            return ""
        whole = unbroken(self.text)
        return whole if whole != self.text else ""

    def _otherwise(self) -> Iterator[str]:
        if "\\" in self.text:
            yield escapes(self.text)
        if "QUOTED-PRINTABLE" in self.text:
            yield quoted_printable(self.text)
        if self._whole:
            yield self._whole
        if "VCARD" in self.text and _PACKED.search(self.text):
            yield base64_text(self._whole or self.text)

    @cached_property
    def quoted(self) -> tuple[frozenset[int], ...]:
        """For each of the streams, the numbers of its words that are quoted."""
        return tuple(
            quoted_words(text, self._front_of(text)) for text in (self.text, *self._otherwise())
        )

    def _front_of(self, text: str) -> int:
        """How far quotation marks may belong to YAML or JSON."""
        if self.path.lower().endswith((".yml", ".yaml", ".json")):
            return len(text)
        end = text.find("\n---", 3)
        return end if text.lstrip("\ufeff \r\n").startswith("---") and end > 0 else 0


@dataclass(frozen=True, slots=True)
class PrivateFiles:
    """The private files of a book that can be read, and those that cannot, with the reason."""

    read: tuple[PrivateFile, ...]
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def by_name(self) -> tuple[PrivateFile, ...]:
        """Those of which no more can be known than the name, also where a cloud keeps the file."""
        paths = (*(path for path, _ in self.unknown), *(file.path for file in self.read))
        meant = ((path, file_meant(path)) for path in paths)
        lost = {path for path, _ in self.unknown}
        told = (wanted or path for path, wanted in meant if wanted or path in lost)
        return tuple(PrivateFile(path, "") for path in dict.fromkeys(told))


def private_files(root: Path) -> PrivateFiles:
    """Every private file of a book."""
    found: list[PrivateFile] = []
    unknown: list[tuple[str, str]] = []
    settings = load_settings(root)
    for path in _paths(root):
        where = path[len(str(root)) + 1 :].replace(os.sep, "/")
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - as below
                unknown.append((where, _NO_FILE))
                continue
            with open(path, "rb") as opened:  # noqa: PTH123 - a Path would cost a fifth of the time
                raw = opened.read()
        except OSError as fault:
            unknown.append((where, f"cannot be opened: {fault.strerror}"))
            continue
        text = text_of(raw, path)
        if isinstance(text, Unknown):
            unknown.append((where, text.reason))
        else:
            excepted = is_person(where) and not is_person(where, settings.people_except)
            found.append(PrivateFile(where, text, len(text) > len(raw), excepted))
    return PrivateFiles(tuple(found), tuple(unknown))


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why nobody can say what is in a file, and what to do."""

    reason: str


def text_of(raw: bytes, name: str = "") -> str | Unknown:
    """The text of a file, or what a picture or an archive has of text; or why there is none."""
    head = raw[:_HEAD]
    pointer = head[:300].strip(b"\xef\xbb\xbf \r\n")
    if len(raw) <= 300 and b"\n" not in pointer and b"/annex/objects/" in pointer:
        return Unknown("is a pointer of git-annex. Run git annex get")
    if raw.startswith(b"PK") and any(sign in raw for sign in _SPREADSHEETS):
        return Unknown("is a spreadsheet, whose names nobody can tell. Save it as CSV beside it")
    head = head.removeprefix(b"\xef\xbb\xbf")
    for sign, reason in _LOCKED:
        if head.startswith(sign):
            return Unknown(reason)
    if _SOPS in raw or (any(sign in raw for sign in _SEALS) and _ARMOURED.search(raw)):
        return Unknown("holds encrypted text. Decrypt it")
    for sign, encoding in _MARKED:
        if raw.startswith(sign):
            return raw.decode(encoding, "replace")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return _of_binary(raw, name) if controls else _legible(raw)


def _legible(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(older(raw))


def _of_binary(raw: bytes, name: str) -> str | Unknown:
    """What the scan reads of a file that is no plain text; a picture may hold what it does not."""
    found: list[str] = []
    try:
        found.extend(sheet.text for sheet in sheets(name, raw))
    except Unreadable as reason:
        if not (raw.startswith(_PICTURES) or raw[4:8] == b"ftyp" or name.endswith(_LITTER)):
            return Unknown(f"{reason}. Move it out of the book, or save it as text")
    return "\n".join(dict.fromkeys(found))


def _paths(root: Path) -> Iterator[str]:
    for name in PLACES:
        place = root / name
        if place.is_file():
            yield str(place)
        if name == SETTINGS:
            beside = copies_in(one for one in names_by_folder(root) if not one.folder)
            yield from (f"{root}{os.sep}{one}" for one in (*beside.of, *beside.alone))
        yield from _under(str(place), os.path.realpath(root), frozenset())


def _under(place: str, root: str, above: frozenset[str]) -> Iterator[str]:
    """The files in a folder; a folder behind a link too, or the link where it leaves the book."""
    above = above | {os.path.realpath(place)}
    for folder, inner, files in os.walk(place):
        inner[:] = sorted(one for one in inner if one != ".git")
        yield from (f"{folder}{os.sep}{file}" for file in sorted(files) if file != ".git")
        for link in (f"{folder}{os.sep}{one}" for one in inner):
            if os.path.islink(link):  # noqa: PTH114 - as above
                real = os.path.realpath(link)
                if not f"{real}{os.sep}".startswith(f"{root}{os.sep}"):
                    yield link
                elif real not in above:
                    yield from _under(link, root, above)
