"""The names, ids and aliases of a book: read carefully, and leniently where that gives none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.book.plain_notes import is_section
from kithbook.leakscan.canon import spellings
from kithbook.leakscan.lenient import first_heading, looks_like_a_name, names_in_lines
from kithbook.leakscan.private_files import PrivateFile
from kithbook.leakscan.secret import LEAST_JOINED, Secret

_TITLES = frozenset(
    [
        "dr",
        "med",
        "dent",
        "dipl",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "dame",
        "lady",
        "lord",
        "rev",
        "fr",
        "herr",
        "frau",
        "hr",
    ]
)
_SUFFIXES = frozenset(
    ["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mba", "msc", "bsc", "ma"]
)
_LEAST_SURNAME, _MOST_CLOSED = 3, 5
# What stands between the name of now and the one of before.
_MENTION = re.compile(
    r"\[\[([^\[\]|#]{3,80})(?:#[^\[\]|\n]{0,80})?(?:\|([^\[\]\n]{3,80})\]\])?"
    r"|\bthrough:[ \t]{0,20}[\"']?([^\n,}#\"']{3,80})"
)
_SHOWN = 2
# What is said of somebody behind the name: (she/her), (Lisbon).
_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_BEFORE = ("nee", "born", "geb", "geborene", "geborener", "formerly", "aka")


def name_secrets(files: Iterable[PrivateFile]) -> Iterator[Secret]:
    """Names, ids and aliases of everyone with a file, and of those in files of any other kind."""
    bearers: dict[tuple[str, ...], list[Secret]] = {}
    known: set[tuple[str, ...]] = set()
    mentions: dict[tuple[str, ...], Secret] = {}
    for file in files:
        for secret in _names_in(file):
            if secret.kind == "surname":
                bearers.setdefault(secret.words, []).append(secret)
            else:
                known.add(secret.words)
                yield secret
        for secret in _mentions_in(file):
            mentions.setdefault(secret.words, secret)
    yield from (same[0] for same in bearers.values() if len({one.path for one in same}) == 1)
    yield from (secret for words, secret in mentions.items() if words not in known)


def _mentions_in(file: PrivateFile) -> Iterator[Secret]:
    """Names of those who have no file: in brackets, as shown there, and of who brought somebody."""
    for found in _MENTION.finditer(file.text):
        for which in (1, 2, 3):
            if not found[which] or (which == _SHOWN and not looks_like_a_name(found[which])):
                continue
            for spelt in spellings(found[which]):
                if len(spelt) > 1:
                    yield Secret("mention", spelt, file.path, found.start(which))


def _names_in(file: PrivateFile) -> Iterator[Secret]:
    if file.path.startswith(("content/", "kithbook.yml", ".git/")):
        return
    if file.named:
        person, name, aliases = file.named
        for kind, text in (("name", name), *(("alias", one) for one in aliases)):
            if text != person:
                yield from of_name(kind, text, file.path)
        yield from of_name("id", person, file.path)
        # A name that the book took from elsewhere leaves unread what stands after the key.
        keys = f"\n{file.text}"
        if f"\nname: {name}" in keys and not file.guessed and keys.count("\nname:") == 1:
            return
    elif file.is_person:
        yield from of_name("id", file.stem, file.path)
    if not file.is_roster:
        yield from _leniently(file)


def _leniently(file: PrivateFile) -> Iterator[Secret]:
    told: set[str] = set()
    for text in file.readings():
        for name in names_in_lines(text):
            if name not in told:
                told.add(name)
                yield from named_in(name, file, max(file.text.find(name), 0))
    heading = "" if file.is_read and not file.firm else first_heading(file.text)
    if heading and heading not in told and not is_section(heading):
        yield from named_in(heading, file, max(file.text.find(heading), 0))


def named_in(name: str, file: PrivateFile, at: int) -> Iterator[Secret]:
    """A name that stands somewhere in a file."""
    yield from of_name("name", name, file.path, at=at, firm=file.firm)


def of_name(
    kind: str, text: str, path: str, *, at: int = 0, firm: bool = True, line: int = 0
) -> Iterator[Secret]:
    """A name, id or alias in the ways in which it is written."""
    bare = _BEHIND.sub("", text) if kind == "name" else text
    for spelt in dict.fromkeys((*spellings(text), *spellings(bare))):
        plain = _without_titles(spelt) if kind == "name" else spelt
        now = next((at for at, word in enumerate(plain) if at > 1 and word in _BEFORE), 0)
        if kind == "name" and now:
            yield Secret(kind, plain[:now], path, at, firm, line)
        if len(plain) < 2:
            if plain:
                yield Secret("alias" if kind == "name" else kind, plain, path, at, firm, line)
            continue
        yield Secret(kind, plain, path, at, firm, line)
        if kind == "name":
            yield Secret(kind, (*plain[-1:], *plain[:-1]), path, at, firm, line)
            if len(plain) > 2:
                yield Secret(kind, (plain[0], plain[-1]), path, at, firm, line)
                yield Secret(kind, (*plain[1:], plain[0]), path, at, firm, line)
            for closer in _closer(plain):
                yield Secret(kind, closer, path, at, firm, line)
            if firm and len(plain[-1]) >= _LEAST_SURNAME:
                yield Secret("surname", plain[-1:], path, at, firm, line)
        squeezed = "".join(plain)
        if len(squeezed) >= LEAST_JOINED:
            yield Secret(kind, (squeezed,), path, at, firm, line, joined=True)


def _closer(plain: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name with some of its words as one: Sean ONeill, Zoe Vanderberg, Jeanluc."""
    spaced = all(len(word) > 1 or word.isascii() for word in plain)  # unlike Japanese
    if 2 < len(plain) <= _MOST_CLOSED and spaced:
        for start in range(len(plain) - 1):
            for end in range(start + 2, len(plain) + 1):
                if end - start < len(plain):
                    yield (*plain[:start], "".join(plain[start:end]), *plain[end:])


def _without_titles(spelt: tuple[str, ...]) -> tuple[str, ...]:
    """A name without what stands before and after it: Dr, PhD."""
    while len(spelt) > 2 and spelt[0] in _TITLES:
        spelt = spelt[1:]
    while len(spelt) > 2 and spelt[-1] in _SUFFIXES:
        spelt = spelt[:-1]
    return spelt
