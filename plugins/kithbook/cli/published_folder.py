"""A published site as a folder: what is in it, and how another takes its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from kithbook.cli.leftovers import publishing
from kithbook.public.tripwire import PRIVATE
from kithbook.text.built import BUILD, PARTS, listed, listing, names_in, touched

MANIFEST = ".kith-published"


def unfit(folder: Path, book: Path) -> str:
    """Why a site of this book cannot be put there; empty where it can. Both are real paths."""
    if folder == book or folder in book.parents:
        return "Your book is inside that folder, and would be published or replaced with it."
    if part := touched(folder, book, (*PRIVATE, *PARTS, BUILD)):
        return f"That folder touches {part} of your book."
    if folder.exists() and not folder.is_dir():
        return "That is a file."
    if (folder / ".git").exists():
        return "That folder is a git repository. Name its remote: kith publish --git REMOTE."
    return ""


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """A folder that holds one publication, or none yet. It is replaced whole, by renaming."""

    folder: Path
    book: Path | None = None

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
        known = listed(place, MANIFEST)
        return {name: raw for name, raw in _contents(place) if name in known}

    def foreign(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """What lies there that no publication put there, and that is not to come with this one."""
        place = self._current()
        known = listed(place, MANIFEST)
        found = (pair for pair in _contents(place) if pair[0] not in known)
        return tuple(name for name, raw in found if files.get(name) != raw)

    @property
    def commits(self) -> int:
        """None: a folder keeps nothing of what it held."""
        return 0

    def pages_ever(self) -> dict[str, bytes]:
        """No pages but those that are there."""
        return {}

    def hand_over(
        self, files: Mapping[str, bytes], message: str, *, without_past: bool = False
    ) -> str:
        """Puts the files there; at every moment the folder is the old one, none, or the new one.

        A run that was broken off between two renames is mended by the next command. There is no
        commit, so the answer is empty, the message goes nowhere, and there is no past to drop.
        """
        for _ in self.mend():
            pass
        new, old = self._beside("new"), self._beside("old")
        with publishing(self.book, self.folder) if self.book else nullcontext():
            try:
                self._fill(new, files)
                self._swap(new, old)
            finally:
                shutil.rmtree(new, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
        return ""

    def mend(self) -> Iterator[str]:
        """Brings a site back that a broken-off run had put aside, and clears what it left; says so.

        Only folders of ours are cleared: each has the list of what was published.
        """
        for which in ("new", "old"):
            left = self._beside(which)
            if left.is_symlink() or not left.is_dir():
                continue
            if which == "old" and not self.folder.exists():
                left.rename(self.folder)
                yield f"{self.folder}: its site was brought back after a run that was broken off."
            elif which == "new" or (left / MANIFEST).is_file() or not any(left.iterdir()):
                shutil.rmtree(left)
                yield f"{left}: left by a run that was broken off, and cleared away."

    def _beside(self, which: str) -> Path:
        return self.folder.with_name(f".{self.folder.name}.kith-{which}")

    def _current(self) -> Path:
        old = self._beside("old")
        return old if not self.folder.exists() and old.is_dir() else self.folder

    def _fill(self, new: Path, files: Mapping[str, bytes]) -> None:
        new.mkdir(parents=True)
        for name, content in (*files.items(), (MANIFEST, listing(files))):
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


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, by its path; of a link or an empty folder only that it is there."""
    for name in names_in(folder, MANIFEST):
        path = folder / name
        yield name, path.read_bytes() if path.is_file() and not path.is_symlink() else b""
