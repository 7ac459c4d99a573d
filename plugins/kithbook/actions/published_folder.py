"""A published site as a folder: what is in it, and how another takes its place."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from kithbook.airlock.private_places import PRIVATE
from kithbook.text.built import BUILD, PARTS, foreign, listed, listing, names_in, touched
from kithbook.text.locks import locked
from kithbook.text.nodes import real
from kithbook.text.own_folder import keep, own_file, own_folder, start_of
from kithbook.text.refusal import Declined

MANIFEST = ".kith-published"
JOURNAL = Path(".kith/publishing")
"""Names the folder that is being replaced, for as long as that takes."""
_LONGEST_JOURNAL = 20_000


def unfit(folder: Path, book: Path) -> str:
    """Why a site of this book cannot be put there; empty where it can. Both are real paths."""
    if folder == book or folder in book.parents:
        return "Your book is inside that folder, and would be published or replaced with it."
    if part := touched(folder, book, (*PRIVATE, *PARTS, BUILD)):
        return f"That folder overlaps with {part} of your book."
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
        strange = frozenset(foreign(place, MANIFEST))
        found = (pair for pair in _contents(place) if pair[0] in strange)
        return tuple(
            name
            for name, raw in found
            if files.get(name) != raw or not stat.S_ISREG((place / name).lstat().st_mode)
        )

    @property
    def commits(self) -> int:
        """None: a folder keeps nothing of what it held."""
        return 0

    def pages_ever(self) -> dict[str, bytes]:
        """No pages but those that are there."""
        return {}

    def hand_over(
        self,
        files: Mapping[str, bytes],
        message: str,  # noqa: ARG002 - a branch takes it
        *,
        without_past: bool = False,  # noqa: ARG002 - likewise
    ) -> str:
        """Puts the files there; at every moment the folder is the old one, none, or the new one.

        A run that was broken off between two renames is mended by the next command. There is no
        commit, so the answer is empty, the message goes nowhere, and there is no past to drop.
        """
        for _ in self.mend():
            pass
        new, old = self._beside("new"), self._beside("old")
        for each in (new, old):
            _require_free(each)
        with kept_in_mind(self.book, self.folder) if self.book else nullcontext():
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
            if not _is_publication(left):
                continue
            if which == "old" and not self.folder.exists():
                left.rename(self.folder)
                yield f"{self.folder}: its site was brought back after a run that was broken off."
            else:
                shutil.rmtree(left)
                yield f"{left}: left by a run that was broken off, and cleared away."

    def _beside(self, which: str) -> Path:
        return self.folder.with_name(f".{self.folder.name}.kith-{which}")

    def _current(self) -> Path:
        old = self._beside("old")
        is_old = not self.folder.exists() and old.is_dir() and _is_publication(old)
        return old if is_old else self.folder

    def _fill(self, new: Path, files: Mapping[str, bytes]) -> None:
        new.mkdir(parents=True)
        for name, content in ((MANIFEST, listing(files)), *files.items()):
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


def _is_publication(folder: Path) -> bool:
    """Whether all that is in a folder was put there for a publication."""
    return not any(foreign(folder, MANIFEST))


def _require_free(place: Path) -> None:
    if os.path.lexists(place):
        raise Declined(
            f"{place} is in the way, where the site has to stand for a moment, and kith publish "
            "did not put all of it there. Move it away, then run the command again."
        )


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, by its path; of a link or an empty folder only that it is there."""
    for name in names_in(folder, MANIFEST):
        path = folder / name
        yield name, path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def mend_publication(root: Path) -> Iterator[str]:
    """Mends the folder that a broken-off run was about to replace; says what was done."""
    journal = own_file(root, JOURNAL.name)
    if journal is None or not journal.is_file():
        return
    with suppress(OSError), locked(journal.parent, wait=False) as ours:
        if not ours:
            return
        told = start_of(root, JOURNAL.name, _LONGEST_JOURNAL)
        folder, _, here = told.rstrip("\n").partition("\n")
        if here == _here(journal.parent):
            yield from PublishedFolder(Path(folder)).mend()
        journal.unlink()


def _here(folder: Path) -> str:
    """This very folder on this disk: what a copy of the book, sent by somebody, cannot know."""
    status = folder.stat()
    return f"{status.st_dev}:{status.st_ino}:{real(folder)}"


@contextmanager
def kept_in_mind(root: Path, folder: Path) -> Iterator[None]:
    """Keeps in mind which folder is being replaced, until it is."""
    own = own_folder(root, make=True)
    if own is None:
        yield
        return
    with locked(own):
        journal = keep(root, JOURNAL.name, f"{folder}\n{_here(own)}\n")
        yield
        if journal:
            journal.unlink()
