"""`kith init`: a new, empty book."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click

from kithbook.book.edit import apply, new_file
from kithbook.cli.push_guard import put, repositories, starter
from kithbook.cli.screen import mistake, note, say
from kithbook.text import git
from kithbook.text.nodes import lies_within
from kithbook.text.words import full_stop

FOLDERS = ("people", "journal", "introductions", "requests", "rosters", "content/private")
_STARTER = (
    ("kithbook.yml", "kithbook.yml"),
    ("mkdocs.yml", "mkdocs.yml"),
    ("mkdocs.private.yml", "mkdocs.private.yml"),
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
_CI_NEXT = (
    "The workflow builds from a checkout without people. The whole book still goes to the host "
    "when you push it; whether it may is told in docs/publishing.md."
)


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--git", "with_git", is_flag=True, help="Make it a git repository too.")
@click.option(
    "--ci",
    "host",
    type=click.Choice(list(_CI)),
    help="Add a workflow that publishes the public site from this host.",
)
def init(folder: Path, with_git: bool, host: str | None) -> None:
    """Make a new, empty book in DIR.

    Without DIR it is made here. Nothing that is there already is changed.
    """
    if folder.exists() and not folder.is_dir():
        mistake(f"{folder} is a file. Name a folder for the book.")
    folder.mkdir(parents=True, exist_ok=True)
    files = (*_files(), *_ci_files(host))
    made = [path for path, text in files if _make(folder, path, text)]
    made += _git(folder, wanted=with_git)
    for path in made:
        say(path)
    if not made:
        say(f"{folder} is a book already; nothing was changed.")
        return
    if host:
        note(_CI_NEXT)
    there = folder.resolve() == Path.cwd().resolve()
    go = "" if there else f"cd {shlex.quote(str(folder))} && "
    say(f"\nNext: {go}kith new 'Ada Byrne'")


def _files() -> Iterator[tuple[str, str]]:
    """Every file of an empty book, with what it holds."""
    from kithbook.book.jsonschema import editor_files

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


def _git(folder: Path, *, wanted: bool) -> Iterator[str]:
    """Puts the push guard in place where the book is in a repository."""
    place = git.found(folder)
    if place.state == "no repository" and wanted and git.ask(folder, "init", "--quiet").done:
        place = git.found(folder)
        yield ".git"
    if place.state != "ready":
        _say_why_no_guard(place, wanted=wanted)
        return
    for at in repositories(folder.resolve()):
        made, remarks = put(at)
        yield from made
        for remark in remarks:
            note(remark)


def _say_why_no_guard(place: git.FoundRepository, *, wanted: bool) -> None:
    if place.state == "no repository":
        note("No git repository, so no push guard. With git init, then kith guard, there is.")
    elif place.state == "refused":
        note(f"No push guard was put there. Git says: {full_stop(place.said)}")
    elif wanted:
        note("git is not installed; the book is made without it.")
