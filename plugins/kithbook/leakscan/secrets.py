"""What must not be found: the words of a book that point to somebody.

Always looked for: full names, ids, addresses, numbers and handles. A phrase counts from four
words and twenty letters on, wherever in a private file it stands, so that no key is forgotten.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from kithbook.book.load import MAX_ROSTER_BYTES, PRIVATE_FOLDERS
from kithbook.book.model import Contact
from kithbook.book.names import read_names
from kithbook.book.roster import profile_slug, read_roster
from kithbook.book.settings import FILE as SETTINGS
from kithbook.leakscan.canon import spellings, words
from kithbook.leakscan.decode import escapes
from kithbook.leakscan.unpack import Unreadable, parts
from kithbook.text.problems import Problem
from kithbook.text.source import Source, decode, read_source

PLACES = (*PRIVATE_FOLDERS, "content/private", SETTINGS)
LEAST_ALIAS, LEAST_JOINED = 4, 8
_EMAIL = re.compile(r"[^\s<>\"'(),;:\[\]{}|`]+@[^\s<>\"'(),;:\[\]{}|`@]+\.\w+")
_HANDLE_KEYS = ("linkedin", "mastodon", "signal", "matrix", "telegram", "web")
_PHONE_KEYS = ("phone", "signal", "mobile")
_HANDLE = re.compile(r"[ \t]*:[ \t]*['\"]?([^,'\"}\s#][^,'\"}\n#]*)")
_PHONE = re.compile("[0-9][0-9 \t().\u00a0/-]{5,22}[0-9]")
_KEYED_PHONE = re.compile(r"[ \t]*:[ \t\[]*['\"]?(\+?[0-9][0-9 ().-]{4,20})")
_DATE = re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?\W*")
_PRINTABLE = re.compile(rb"[\x20-\x7e]{6,}")
_LEAST_DIGITS, _LEAST_UNKNOWN = 7, 9
_SIGNIFICANT = 7


class Locked(Exception):
    """A private file that cannot be read, so that nobody can say what must not be found."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Words that point to somebody, and where in which private file they stand.

    `firm` ones stay private even where the owner's own public words hold them.
    """

    kind: str
    words: tuple[str, ...]
    path: str
    at: int = 0
    firm: bool = True
    line: int = 0


@dataclass(frozen=True)
class PrivateFile:
    """One private file; `firm` where its words are about people and by the owner."""

    path: str
    text: str

    @property
    def firm(self) -> bool:
        """Whether it is the file of a person."""
        return self.path.startswith("people/")

    @property
    def is_person(self) -> bool:
        """Whether it is read as a person."""
        return re.fullmatch(r"people/[^/]+\.(md|yml)", self.path) is not None

    @property
    def is_roster(self) -> bool:
        """Whether it is a table of contacts."""
        return self.path.startswith("rosters/") and self.path.lower().endswith(".csv")

    @property
    def strangers(self) -> bool:
        """Whether its words are a stranger's, who may quote the public page."""
        return self.path.startswith("requests/")

    def streams(self) -> Iterator[list[str]]:
        """Its words and its name; and its words once more with YAML's escapes undone."""
        yield words(f"{self.text}\n{self.path}")
        if "\\" in self.text:
            yield words(escapes(self.text))


def private_files(root: Path) -> Iterator[PrivateFile]:
    """Every private file of a book; raises Locked."""
    for path in _paths(root):
        where = path[len(str(root)) + 1 :].replace(os.sep, "/")
        with open(path, "rb") as opened:  # noqa: PTH123 - a Path would cost a fifth of the time
            raw = opened.read()
        if raw.startswith(b"\0GITCRYPT\0"):
            raise Locked(f"{where} is encrypted by git-crypt. Run git-crypt unlock, then try again")
        yield PrivateFile(where, _text_of(raw))


def _text_of(raw: bytes) -> str:
    """The text of a file, or what a picture or another binary file has of text."""
    if b"\0" not in raw[:1024]:
        return raw.decode("utf-8", "replace")
    found = [raw]
    with suppress(Unreadable):
        found.extend(part for _, part in parts(raw))
    return "\n".join(run.decode("ascii") for one in found for run in _PRINTABLE.findall(one))


def _paths(root: Path) -> Iterator[str]:
    for name in PLACES:
        place = root / name
        if place.is_file():
            yield str(place)
        for folder, inner, files in os.walk(place):
            inner.sort()
            yield from (f"{folder}{os.sep}{file}" for file in sorted(files))


def name_secrets(root: Path) -> Iterator[Secret]:
    """Names, ids and aliases of everyone with a file."""
    for person, name, aliases in read_names(root):
        path = f"people/{person}.md"
        path = path if (root / path).exists() else f"people/{person}.yml"
        for kind, text in (("name", name), ("id", person), *(("alias", one) for one in aliases)):
            for spelt in spellings(text):
                yield from _of_name(kind, spelt, path)


def _of_name(kind: str, spelt: tuple[str, ...], path: str) -> Iterator[Secret]:
    if not spelt:
        return
    if len(spelt) == 1:
        yield Secret("alias" if kind == "name" else kind, spelt, path)
        return
    yield Secret(kind, spelt, path)
    if kind == "name":
        yield Secret(kind, (*spelt[-1:], *spelt[:-1]), path)
    squeezed = "".join(spelt)
    if len(squeezed) >= LEAST_JOINED:
        yield Secret(kind, (squeezed,), path)


def secrets_in(file: PrivateFile) -> Iterator[Secret]:
    """Addresses, numbers, handles and the name of one private file."""
    yield from _of_file_name(file.path)
    text = file.text
    for found in _emails(text):
        yield Secret("e-mail", tuple(words(found[0])), file.path, found.start(), file.firm)
    yield from _handles(file)
    yield from _phones(file)


def _handles(file: PrivateFile) -> Iterator[Secret]:
    for key, found in _keyed(file.text, _HANDLE_KEYS, _HANDLE):
        kind = "link" if key == "web" else "handle"
        handle = tuple(words(_without_scheme(found[1])))
        if len(handle) > (2 if kind == "link" else 0):
            yield Secret(kind, handle, file.path, found.start(1), file.firm)


def _phones(file: PrivateFile) -> Iterator[Secret]:
    """Numbers of nine digits and more anywhere, shorter ones after a key that says what they are.

    Dates are passed over, since they are in every file and on every page.
    """
    for found in _PHONE.finditer(file.text):
        dated = _DATE.match(found[0])
        number = found[0][dated.end() :] if dated else found[0]
        if len(number) < _LEAST_DIGITS:
            continue
        before = file.text[max(0, found.start() - 2) : found.start()].rstrip("(")[-1:]
        if not before.isalnum() and before not in ("-", ".", "_"):
            sign = "+" if before == "+" and not dated else ""
            yield from _of_phone(sign + number, file, found.start(), _LEAST_UNKNOWN)
    for _, found in _keyed(file.text, _PHONE_KEYS, _KEYED_PHONE):
        yield from _of_phone(found[1], file, found.start(1), _LEAST_DIGITS)


def _keyed(
    text: str, keys: tuple[str, ...], value: re.Pattern[str]
) -> Iterator[tuple[str, re.Match[str]]]:
    """What stands after keys; looked for word by word, which is faster than one expression."""
    for key in keys:
        at = text.find(key)
        while at >= 0:
            found = value.match(text, at + len(key))
            if found and not text[at - 1 : at].isalnum():
                yield key, found
            at = text.find(key, at + 1)


def _emails(text: str) -> Iterator[re.Match[str]]:
    """Addresses, looked for only in lines that have the sign."""
    at = text.find("@")
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield from _EMAIL.finditer(text, text.rfind("\n", 0, at) + 1, end)
        at = text.find("@", end)


def _of_file_name(path: str) -> Iterator[Secret]:
    folder, _, name = path.partition("/")
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    told = folder in ("people", "introductions", "requests") or ending not in ("md", "yml", "csv")
    parts = tuple(words(stem))
    if told and sum(not part.isdigit() for part in parts) > 1:
        yield Secret("file name", parts, path)


def _of_phone(text: str, file: PrivateFile, at: int, least: int) -> Iterator[Secret]:
    for digits in phone_forms(text, least):
        yield Secret("phone", (digits,), file.path, at, file.firm)


def phone_forms(text: str, least: int = _LEAST_DIGITS) -> tuple[str, ...]:
    """The digits of a number in the ways in which it is dialled; nothing where it has too few."""
    digits = re.sub(r"[^0-9]", "", text)
    international = text.startswith("+")
    if len(digits) < (_LEAST_DIGITS if international else least):
        return ()
    forms = dict.fromkeys(_forms(digits, international=international))
    return tuple(one for one in forms if len(one) >= _SIGNIFICANT)


def _forms(digits: str, *, international: bool) -> Iterator[str]:
    yield digits
    bare = digits.lstrip("0")
    yield bare
    if international:
        size = next(n for n in (1, 2, 3, 0) if n == 0 or int(digits[:n]) in _COUNTRIES)
        national = digits[size:].lstrip("0")
        yield national
        yield f"0{national}"
        yield f"00{digits}"
    else:
        yield f"0{bare}"


_COUNTRIES = frozenset(COUNTRY_CODE_TO_REGION_CODE)


def roster_secrets(root: Path) -> Iterator[Secret]:
    """Names and addresses of the contacts in all rosters."""
    folder = root / "rosters"
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix.lower() != ".csv":
            continue
        source = _roster(root, path)
        if source is not None:
            for contact in read_roster(source)[0]:
                yield from _of_contact(contact)


def _roster(root: Path, path: Path) -> Source | None:
    source = read_source(root, path, MAX_ROSTER_BYTES)
    if not isinstance(source, Problem):
        return source
    if source.code == "locked-file":
        raise Locked(f"{source.location.path} is encrypted by git-crypt. Run git-crypt unlock")
    readable = decode(source.location.path, path.read_bytes().decode("utf-8", "replace").encode())
    return readable if isinstance(readable, Source) else None


def _of_contact(contact: Contact) -> Iterator[Secret]:
    path, line = contact.at.path, contact.at.line
    for spelt in spellings(contact.name) if not contact.name.isascii() else (words(contact.name),):
        if len(spelt) > 1:
            yield Secret("name", tuple(spelt), path, firm=False, line=line)
    for email in contact.emails:
        yield Secret("e-mail", tuple(words(email)), path, firm=False, line=line)
    for phone in contact.phones:
        for digits in phone_forms(phone):
            yield Secret("phone", (digits,), path, firm=False, line=line)
    slug = tuple(words(profile_slug(contact.url))) if contact.url else ()
    if len(slug) > 1:
        yield Secret("handle", slug, path, firm=False, line=line)


def _without_scheme(text: str) -> str:
    return re.sub(r"^\s*https?://(?:www\.)?", "", text, flags=re.IGNORECASE)


def lower_words(files: Iterable[PrivateFile], sought: str) -> bool:
    """Whether the book uses a word in small letters, as one uses words and not names."""
    pattern = re.compile(rf"(?<![\w@.-]){re.escape(sought)}(?![\w@.-])")
    return any(pattern.search(file.text) for file in files)
