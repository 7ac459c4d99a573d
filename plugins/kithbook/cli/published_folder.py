"""A published site as a folder: what is in it, and how another takes its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kithbook.public.tripwire import private_places

MANIFEST = ".kith-published"
_HEAD = "# The files that kith publish put here. It replaces these, and never any other.\n"
_NOBODYS = frozenset((".DS_Store", "Thumbs.db", MANIFEST))
_PARTS = ("content", "plugins", ".git", "mkdocs.yml", "build")


def unfit(folder: Path, book: Path) -> str:
    """Why a site of this book cannot be put there; empty where it can. Both are real paths."""
    if folder == book or folder in book.parents:
        return "Your book is inside that folder, and would be published or replaced with it."
    for place in (*private_places(book), *(book / name for name in _PARTS)):
        if _within(folder, place) or _within(place, folder):
            return f"That folder touches {place.relative_to(book)} of your book."
    if folder.exists() and not folder.is_dir():
        return "That is a file."
    if (folder / ".git").exists():
        return "That folder is a git repository. Name its remote: kith publish --git REMOTE."
    return ""


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """A folder that holds one publication, or none yet. It is replaced whole, by renaming."""

    folder: Path

    @property
    def author(self) -> str:
        """Nobody: a folder does not say who filled it."""
        return ""

    @property
    def extra(self) -> Mapping[str, bytes]:
        """What a publication holds beside the site."""
        return {}

    def last(self) -> dict[str, bytes]:
        """The files that were published, as they are now."""
        place = self._current()
        listed = _listed(place)
        return {name: raw for name, raw in _contents(place) if name in listed}

    def foreign(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """What lies there that no publication put there, and that is not to come with this one."""
        place = self._current()
        listed = _listed(place)
        found = (pair for pair in _contents(place) if pair[0] not in listed)
        return tuple(name for name, raw in found if files.get(name) != raw)

    def hand_over(self, files: Mapping[str, bytes], message: str) -> str:
        """Puts the files there; at every moment the folder is the old one, none, or the new one.

        A run that was broken off between two renames is mended by the next. There is no commit,
        so the answer is empty, and the message goes nowhere.
        """
        new, old = self._beside("new"), self._beside("old")
        self._mend()
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
        try:
            self._fill(new, files)
            self._swap(new, old)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
        return ""

    def _beside(self, which: str) -> Path:
        return self.folder.with_name(f".{self.folder.name}.kith-{which}")

    def _current(self) -> Path:
        old = self._beside("old")
        return old if not self.folder.exists() and old.is_dir() else self.folder

    def _mend(self) -> None:
        if self._current() != self.folder:
            self._beside("old").rename(self.folder)

    def _fill(self, new: Path, files: Mapping[str, bytes]) -> None:
        new.mkdir(parents=True)
        for name, content in (*files.items(), (MANIFEST, _manifest(files))):
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if self.folder.exists():
            new.chmod(self.folder.stat().st_mode & 0o7777)

    def _swap(self, new: Path, old: Path) -> None:
        if not self.folder.exists():
            new.rename(self.folder)
            return
        self.folder.rename(old)
        try:
            new.rename(self.folder)
        except OSError:
            old.rename(self.folder)
            raise


def _within(inner: Path, outer: Path) -> bool:
    return inner == outer or outer in inner.parents


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return (_HEAD + "".join(f"{name}\n" for name in sorted(files))).encode()


def _listed(folder: Path) -> frozenset[str]:
    text = ""
    with suppress(FileNotFoundError, NotADirectoryError):
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("# "))


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, by its path; of a link only that it is there."""
    for at, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(at) / name).is_symlink()]
        for name in sorted((*names, *links)):
            path = Path(at) / name
            if name not in _NOBODYS:
                raw = b"" if path.is_symlink() else path.read_bytes()
                yield path.relative_to(folder).as_posix(), raw
