"""What git keeps beside the files: addresses of remotes, authors, messages; and what it misses.

A build may bring them out (a plugin that shows who wrote a page), so they are looked for too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kithbook.airlock.private_places import OWN_FOLDERS, PRIVATE_FOLDERS
from kithbook.leakscan.canon import words
from kithbook.leakscan.contact_values import emails_in
from kithbook.leakscan.private_files import PrivateFile
from kithbook.leakscan.secret import Secret
from kithbook.text import git

CONFIG = ".git/config"
_PLACES = OWN_FOLDERS
_RECORD = "--format=%H%x1f%an%x1f%ae%x1f%cn%x1f%ce%x1f%B%x1e"
_SUBMODULE = "160000"
_ADDRESS = re.compile(r"(?:[a-z+]{2,20}://)?(?:([^/@\s]{1,300})@)?([^\s]{1,500})")
_LEAST_WORDS, _LEAST_TOKEN = 3, 6
_NAMED = 5
_GONE = "is in git and not in the folder. Bring it back with git restore, or commit its removal"
_SPARSE = "is in git and left out of this checkout. Fetch it with git sparse-checkout"
_EMPTY = "is a submodule without its files. Run git submodule update --init"


@dataclass(frozen=True, slots=True)
class GitHistory:
    """What git knows of a book.

    `missing` are private files that it has and the folder lacks, with the reason; `absent` are the
    private folders of which nothing is checked out.
    """

    secrets: tuple[Secret, ...] = ()
    messages: tuple[PrivateFile, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()


def history_of(root: Path) -> GitHistory:
    """What the repository of a book holds; nothing where there is none."""
    if git.found(root).state != "ready":
        return GitHistory()
    commits = _commits(root)
    missing, absent = _missing(root)
    return GitHistory(
        secrets=tuple(dict.fromkeys((*_of_config(root), *_of_authors(commits)))),
        messages=tuple(PrivateFile(f".git/{one[0][:10]}", one[5]) for one in commits),
        missing=missing,
        absent=absent,
    )


def _commits(root: Path) -> list[list[str]]:
    """Hash, author, address, committer, address, message of each commit of every branch."""
    told = git.ask(root, "log", "--all", _RECORD).text
    split = (one.strip("\r\n").split("\x1f") for one in told.split("\x1e"))
    return [one for one in split if len(one) == 6]


def _of_authors(commits: list[list[str]]) -> Iterator[Secret]:
    for commit in commits:
        where = f".git/{commit[0][:10]}"
        for name, email in (commit[1:3], commit[3:5]):
            if len(words(name)) > 1:
                yield Secret("author", tuple(words(name)), where)
            yield from _of_emails(email, where)


def _of_emails(text: str, where: str) -> Iterator[Secret]:
    for _, local, domain in emails_in(text):
        yield Secret("e-mail", tuple(words(f"{local}@{domain}")), where)


def _of_config(root: Path) -> Iterator[Secret]:
    """Addresses of remotes with what opens them, and who the owner is to git."""
    told = git.ask(root, "config", "--local", "--list", "-z").out.decode("utf-8", "replace")
    for entry in told.split("\0"):
        key, _, value = entry.partition("\n")
        if key.endswith((".url", ".pushurl", ".insteadof")):
            yield from _of_address(value)
        elif key == "user.name" and len(words(value)) > 1:
            yield Secret("author", tuple(words(value)), CONFIG)
        elif key == "user.email":
            yield from _of_emails(value, CONFIG)
        elif key.endswith(("extraheader", "password", "token")):
            yield from _of_token(value)


def _of_address(value: str) -> Iterator[Secret]:
    found = _ADDRESS.fullmatch(value.strip())
    if found is None:
        return
    for part in re.split(r"[:]", found[1] or ""):
        yield from _of_token(part)
    plain = tuple(words(re.sub(r"\.git/?$", "", found[2])))
    if len(plain) >= _LEAST_WORDS and not value.startswith((".", "/")):
        yield Secret("remote", plain, CONFIG)


def _of_token(value: str) -> Iterator[Secret]:
    for one in value.split():
        token = tuple(words(one))
        if sum(map(len, token)) >= _LEAST_TOKEN and any(map(str.isdigit, one)):
            yield Secret("token", token, CONFIG)


def _missing(root: Path) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    told = git.ask(root, "ls-files", "-z", "-t", "--stage", "--", *_PLACES)
    found: list[tuple[str, str]] = []
    here: Counter[str] = Counter()
    sparse: dict[str, list[tuple[str, str]]] = {}
    for entry in told.out.decode("utf-8", "surrogateescape").split("\0"):
        head, _, path = entry.partition("\t")
        tag, _, rest = head.partition(" ")
        place = _place_of(path)
        if not path:
            continue
        if rest.startswith(_SUBMODULE):
            if not _has_files(root / path):
                found.append((path, _EMPTY))
        elif (root / path).is_symlink() or (root / path).exists():
            here[place] += 1
        elif tag == "S":
            sparse.setdefault(place, []).append((path, _SPARSE))
        else:
            found.append((path, _GONE))
    absent = tuple(place for place in sparse if not _has_files(root / place))
    whole = not any(_has_files(root / place) for place in PRIVATE_FOLDERS)
    for place, entries in sparse.items():
        if place not in absent or not whole:
            found += entries
    return _in_short(found), absent if whole else ()


def _place_of(path: str) -> str:
    return next((one for one in _PLACES if path == one or path.startswith(f"{one}/")), "")


def _has_files(folder: Path) -> bool:
    return any(one.is_file() and one.name != ".git" for one in folder.rglob("*"))


def _in_short(found: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each file, or a folder once where many of its files are missing for one reason."""
    folders = Counter((_place_of(path), reason) for path, reason in found)
    many = {key for key, count in folders.items() if count > _NAMED}
    short = [
        (f"{place}/", f"holds {folders[place, reason]:,} files of which each {reason}")
        for place, reason in sorted(many)
    ]
    return (*short, *(one for one in found if (_place_of(one[0]), one[1]) not in many))
