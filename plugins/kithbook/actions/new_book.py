"""A new, empty book: its files, a repository where one is wished for, and the push guard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from kithbook.actions.push_guard import put, repositories, starter
from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.edit import apply, new_file
from kithbook.text import git
from kithbook.text.nodes import lies_within
from kithbook.text.refusal import Declined
from kithbook.text.words import full_stop

FOLDERS = (*PRIVATE_FOLDERS, "content/private")
_STARTER = (
    ("kithbook.yml", "kithbook.yml"),
    ("mkdocs.yml", "mkdocs.yml"),
    ("mkdocs.private.yml", "mkdocs.private.yml"),
    ("AGENTS.md", "AGENTS.md"),
    ("index.md", "content/public/index.md"),
    ("gitignore", ".gitignore"),
    ("gitattributes", ".gitattributes"),
)
_CI = {
    "github": (
        ("publish-github.yml", ".github/workflows/publish.yml"),
        ("requirements.txt", ".github/kithbook/requirements.txt"),
    )
}
CI_HOSTS = tuple(_CI)


@dataclass(frozen=True, slots=True)
class MadeBook:
    """The files that were made, none where the book was there already, and what else to know."""

    made: tuple[str, ...]
    remarks: tuple[str, ...]


def new_book(folder: Path, *, with_git: bool, host: str | None) -> MadeBook:
    """Makes a book in a folder; nothing that is there already is changed."""
    if folder.exists() and not folder.is_dir():
        raise Declined(f"{folder} is a file. Name a folder for the book.", asked=True)
    folder.mkdir(parents=True, exist_ok=True)
    files = (*_files(), *_ci_files(host))
    made = [path for path, text in files if _make(folder, path, text)]
    guarded, remarks = _repository(folder, wanted=with_git)
    return MadeBook((*made, *guarded), tuple(remarks))


def _files() -> Iterator[tuple[str, str]]:
    """Every file of an empty book, with what it holds."""
    from kithbook.book.jsonschema import editor_files  # noqa: PLC0415 - for a new book alone

    for name, path in _STARTER:
        yield path, starter(name)
    for name in FOLDERS:
        yield f"{name}/.gitkeep", ""
    yield from editor_files().items()


def _ci_files(host: str | None) -> Iterator[tuple[str, str]]:
    """What a host needs to build the public site, with the versions that are in use here."""
    for name, path in _CI[host] if host else ():
        yield path, starter(name).replace("kithbook==VERSION", f"kithbook=={version('kithbook')}")


def _make(folder: Path, path: str, text: str) -> bool:
    target = folder / path
    if target.exists() or target.is_symlink() or not lies_within(target, folder):
        return False
    if path.endswith("/.gitkeep") and target.parent.is_dir() and any(target.parent.iterdir()):
        return False
    apply(new_file(path, text), folder)
    return True


def _repository(folder: Path, *, wanted: bool) -> tuple[list[str], list[str]]:
    """Puts the push guard in place where the book is in a repository."""
    made: list[str] = []
    place = git.found(folder)
    if place.state == "no repository" and wanted and git.ask(folder, "init", "--quiet").done:
        place = git.found(folder)
        made.append(".git")
    if place.state != "ready":
        return made, list(_why_no_guard(place, wanted=wanted))
    put_there = [put(at) for at in repositories(folder.resolve())]
    made += [path for paths, _ in put_there for path in paths]
    return made, [remark for _, remarks in put_there for remark in remarks]


def _why_no_guard(place: git.FoundRepository, *, wanted: bool) -> Iterator[str]:
    if place.state == "no repository":
        yield (
            "This folder is in no git repository, so there is no push guard, which keeps private "
            "folders from being pushed. To have both: git init, then kith guard"
        )
    elif place.state == "refused":
        yield f"No push guard was put there. Git says: {full_stop(place.said)}"
    elif wanted:
        yield "git is not installed; the book is made without it."
