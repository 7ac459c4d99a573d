"""Folders that sites are built into: which may be emptied, and how a finished site gets there.

A site is built aside, in a passing folder of ours in the book's build place, and takes its own
place when it is whole. Nothing is emptied that kith did not fill: what lies outside of the build
place has to be empty, or to carry the list of what was put there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kithbook.text.locks import locked
from kithbook.text.nodes import lies_within

BUILD = "build"
MARK = ".kith-built"
"""Lists the files of a site that was built outside of the build place; never published."""
PRIVATE_MARK = ".kith-private"
"""Says in a built private site what it is."""
PARTS = ("content", "plugins", ".git", "mkdocs.yml")
"""Of a book beside its private places: where no site is ever put."""
_STYLES = Path("assets", "kithbook")
_ASIDE = ".kith-aside-"
_HEAD = "# The files that kith put here. It replaces these, and never any other.\n"
_NOBODYS = frozenset((".DS_Store", "Thumbs.db"))


class NotOurs(Exception):
    """A folder that is not emptied, since kith did not fill it; says why, and what to do."""


def require_ours(folder: Path, book: Path, parts: Iterable[str], *, private: bool) -> None:
    """Raises NotOurs unless a site of this book may be built there."""
    if reason := unfit(folder, book, parts, private=private):
        site = "private" if private else "public"
        raise NotOurs(
            f"The {site} site was not built, and nothing was deleted: site_dir is {folder}. "
            f"{reason}. Write site_dir: build/{site}, or name an empty folder."
        )


def within(inner: Path, outer: Path) -> bool:
    """Whether a path is another one or lies inside of it."""
    return inner == outer or outer in inner.parents


def overlaps(one: Path, other: Path) -> bool:
    """Whether a path is another one, or either lies inside of the other."""
    return within(one, other) or within(other, one)


def touched(folder: Path, book: Path, parts: Iterable[str]) -> str:
    """The part of a book that a folder is in or around; empty where there is none."""
    for part in parts:
        place = book / part
        if overlaps(folder, place):
            return part
    return ""


def unfit(folder: Path, book: Path, parts: Iterable[str], *, private: bool) -> str:
    """Why a site of this book must not be built there; empty where it may.

    The folder is emptied for it, so it has to be one of ours. `parts` are the book's own.
    """
    real, home = folder.resolve(), book.resolve()
    if within(home, real):
        return "The book itself is inside that folder"
    if part := touched(real, home, (*parts, *PARTS)):
        return f"That folder overlaps with {part} of the book"
    if real.exists() and not real.is_dir():
        return "That is a file"
    if not private and (other := _private_site(real, home)):
        return f"{other} is a private site that kith built"
    if real == home / BUILD:
        return f"{BUILD} holds both sites"
    return _repository(real) if within(real, home / BUILD) else _foreign(real)


def is_built(folder: Path, book: Path) -> bool:
    """Whether a folder holds a site: in the build place, one of ours has our styles."""
    real, place = folder.resolve(), book.resolve() / BUILD
    passing = real.relative_to(place).parts[0].startswith(_ASIDE) if within(real, place) else True
    return passing or real == place / "public" or (real / _STYLES).is_dir()


def _private_site(real: Path, home: Path) -> str:
    """A built private site at, around or below a folder."""
    if within(real, home / BUILD / "private") or (real / PRIVATE_MARK).exists():
        return real.name
    above = (one for one in real.parents if (one / PRIVATE_MARK).exists())
    below = (Path(at) for at, _, names in os.walk(real) if PRIVATE_MARK in names)
    found = next(above, None) or next(below, None)
    return found.name if found else ""


def _repository(real: Path) -> str:
    for at, folders, names in os.walk(real):
        if Path(at) != real and ".git" in (*folders, *names):
            return f"{Path(at).relative_to(real)} in it is a git repository"
    return ""


def _foreign(real: Path) -> str:
    strange = foreign(real, MARK)
    if not strange:
        return ""
    more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
    return f"It holds {strange[0]}{more}, which kith did not build"


def foreign(folder: Path, mark: str) -> tuple[str, ...]:
    """What lies in a folder that its list does not name."""
    known = listed(folder, mark)
    return tuple(
        name for name in names_in(folder, mark) if name not in known or (folder / name).is_symlink()
    )


def names_in(folder: Path, mark: str) -> Iterator[str]:
    """Every file, link and empty folder; but not the list itself, nor what systems leave."""
    for at, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(at) / name).is_symlink()]
        if not folders and not names and Path(at) != folder:
            yield Path(at).relative_to(folder).as_posix()
        for name in sorted((*names, *links)):
            if name not in _NOBODYS and (name != mark or Path(at) != folder):
                yield (Path(at) / name).relative_to(folder).as_posix()


def listed(folder: Path, mark: str) -> frozenset[str]:
    """The files that a folder's list names."""
    text = ""
    with suppress(FileNotFoundError, NotADirectoryError):
        text = (folder / mark).read_text(encoding="utf-8", errors="replace")
    return frozenset(line for line in text.splitlines() if not line.startswith("# "))


def listing(names: Iterable[str]) -> bytes:
    """The list of what was put into a folder."""
    return (_HEAD + "".join(f"{name}\n" for name in sorted(names))).encode()


def mark(folder: Path, target: Path, book: Path, *, private: bool) -> None:
    """Says in a built site what the next build has to know of it."""
    if private:
        (folder / PRIVATE_MARK).write_text("Made from private files. Never publish it.\n")
    if not within(target.resolve(), book.resolve() / BUILD):
        (folder / MARK).write_bytes(listing(names_in(folder, MARK)))


def clear(folder: Path) -> None:
    """Empties a folder of ours and takes it away; a git history in it stays."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name == ".git":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    if folder.is_symlink():
        return
    with suppress(OSError):
        folder.rmdir()


def settle(made: Path, folder: Path) -> None:
    """Puts a finished site into its place, instead of what was there."""
    clear(folder)
    real = folder.resolve()
    if not real.exists():
        real.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, real)
        return
    for path in sorted(made.iterdir()):
        shutil.move(path, real / path.name)


@contextmanager
def aside(book: Path) -> Iterator[Path]:
    """A passing folder in the build place; what an interrupted run left there goes first."""
    place = book / BUILD
    place.mkdir(exist_ok=True)
    with ExitStack() as held:
        with locked(place):
            sweep(book)
            folder = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=place))
            held.enter_context(locked(folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):
                place.rmdir()


def sweep(book: Path) -> tuple[str, ...]:
    """Takes away what interrupted runs left in the build place; names it."""
    gone: list[str] = []
    if not lies_within(book / BUILD, book):
        return ()
    for left in sorted((book / BUILD).glob(f"{_ASIDE}*")):
        if left.is_symlink() or not left.is_dir():
            continue
        with suppress(OSError), locked(left, wait=False) as ours:
            if ours:
                shutil.rmtree(left)
                gone.append(left.relative_to(book).as_posix())
    return tuple(gone)
