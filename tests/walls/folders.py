"""Folders that are not ours, in all the ways in which an option could come to name one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from kithbook.text.built import MARK, PRIVATE_MARK, listing

PAGE = "<p>Ada Byrne</p>"


def fill(folder: Path, *names: str) -> Path:
    """A folder with a page that names somebody, and other files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or ("index.html", "thesis.odt", "photos/one.jpg"):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{PAGE} {name}", encoding="utf-8")
    return folder


def linked(link: Path, to: Path) -> Path:
    """A link to a folder."""
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(to)
    return link


def _marked(folder: Path, mark: str, names: tuple[str, ...]) -> Path:
    fill(folder)
    (folder / mark).write_bytes(listing(names))
    return folder


def _fifo(folder: Path) -> Path:
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pipe")
    return folder


Maker = Callable[[Path, Path], Path]
OUTSIDE: Mapping[str, Maker] = {
    "three files": lambda away, _: fill(away / "victim"),
    "one hidden file": lambda away, _: fill(away / "victim", ".netrc"),
    "only a hidden folder": lambda away, _: fill(away / "victim", ".ssh/id"),
    "deep": lambda away, _: fill(away / "victim", "a/b/c/d/e/f.txt"),
    "downloads with a repository": lambda away, _: fill(
        away / "Downloads", "invoice.html", "clone/.git/HEAD", "clone/main.c"
    ),
    "a repository": lambda away, _: fill(away / "victim", ".git/HEAD", "index.html"),
    "a worktree": lambda away, _: fill(away / "victim", ".git", "index.html"),
    "only empty folders": lambda away, _: fill(away / "victim", "x").parent / "hollow",
    "a name with a space": lambda away, _: fill(away / "my site"),
    "a name in other letters": lambda away, _: fill(away / "Übung żółw"),
    "another book": lambda away, _: fill(away / "victim", "kithbook.yml", "people/ada.md"),
    "a folder of another book": lambda away, _: fill(away / "two/people", "ada.md").parent,
    "another site": lambda away, _: fill(away / "victim", "mkdocs.yml", "docs/index.md"),
    "another private site": lambda away, _: fill(away / "victim", PRIVATE_MARK, "index.html"),
    "published there before": lambda away, _: _marked(
        away / "victim", ".kith-published", ("index.html",)
    ),
    "ours, and more": lambda away, _: _marked(away / "victim", MARK, ("index.html",)),
    "an empty list of ours": lambda away, _: _marked(away / "victim", MARK, ()),
    "a list one level down": lambda away, _: (
        _marked(away / "victim/in", MARK, ("index.html", "thesis.odt", "photos/one.jpg")).parent
    ),
    "a link": lambda away, _: linked(away / "link", fill(away / "victim")),
    "a link to a link": lambda away, _: linked(
        away / "again", linked(away / "link", fill(away / "victim"))
    ),
    "a pipe": lambda away, _: _fifo(away / "victim"),
    "a file": lambda away, _: fill(away / "victim") / "index.html",
    "a folder around the book": lambda _, book: fill(book.parent, "other.html"),
}
WITHIN: Mapping[str, Maker] = {
    "people": lambda _, book: book / "people",
    "content": lambda _, book: book / "content",
    "content/public": lambda _, book: book / "content/public",
    "journal": lambda _, book: fill(book / "journal", "2026.md"),
    "a hidden folder of the book": lambda _, book: fill(book / ".obsidian", "app.json"),
    "a repository of the book": lambda _, book: fill(book / ".git", "HEAD"),
    "notes of the owner": lambda _, book: fill(book / "notes"),
    "the book": lambda _, book: book,
    "round about": lambda _, book: book / "build/../people",
    "the build place": lambda _, book: fill(book / "build", "private/index.html"),
    "a link in the build place": lambda away, book: linked(
        book / "build/link", fill(away / "victim")
    ),
    "a clone in the build place": lambda _, book: fill(
        book / "build/mine", "clone/.git/HEAD", "clone/main.c"
    ),
}
FOLDERS: Mapping[str, Maker] = {**OUTSIDE, **WITHIN}


def snapshot(*roots: Path) -> dict[str, bytes]:
    """Every file below some folders, with its bytes; and every link and pipe."""
    found = {}
    for root in roots:
        for at, folders, names in os.walk(root):
            for name in (*folders, *names):
                path = Path(at) / name
                plain = path.is_file() and not path.is_symlink()
                found[str(path)] = path.read_bytes() if plain else b""
    return found
