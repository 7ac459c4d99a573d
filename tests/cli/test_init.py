"""A new book: complete, never over anything, with a guard on what is pushed."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from kithbook.actions.push_guard import starter
from kithbook.airlock.private_places import PRIVATE_FOLDERS
from tests.cli.transcript import Session
from tests.structure.sources import ROOT

GIT = {
    "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(folder), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **GIT},
    )


def new_book(session: Session, tmp_path: Path, *options: str) -> Path:
    book = tmp_path / "fresh"
    assert session.kith(["init", str(book), *options]).code == 0
    session.here = book
    return book


def test_new_books_get_the_private_site_of_this_one() -> None:
    ours = (ROOT / "mkdocs.private.yml").read_text(encoding="utf-8")
    assert starter("mkdocs.private.yml") == ours, "copy it to plugins/kithbook/actions/starter/"


def test_new_books_get_the_public_site_of_this_one_without_its_owner() -> None:
    def kept(text: str) -> list[str]:
        return re.findall(
            r"^(?:docs_dir|site_dir|theme|validation|markdown_extensions):.*", text, re.MULTILINE
        )

    ours = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert len(kept(ours)) == 5
    assert kept(starter("mkdocs.yml")) == kept(ours)
    assert "Vera" not in starter("mkdocs.yml")


def test_nothing_is_overwritten(session: Session, tmp_path: Path) -> None:
    book = tmp_path / "fresh"
    (book / "people").mkdir(parents=True)
    (book / "people" / "ada.md").write_text("---\nname: Ada\n---\n")
    (book / "kithbook.yml").write_text("# mine\n")
    (book / ".gitignore").write_text("mine\n")
    outcome = session.kith(["init", str(book)])
    assert outcome.code == 0
    assert "kithbook.yml\n" not in outcome.out
    assert (book / "kithbook.yml").read_text() == "# mine\n"
    assert (book / ".gitignore").read_text() == "mine\n"
    assert not (book / "people" / ".gitkeep").exists()
    files = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    assert "nothing was changed" in session.kith(["init", str(book)]).out
    assert files == {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}


def test_the_editor_finds_the_schemas(session: Session, tmp_path: Path) -> None:
    book = new_book(session, tmp_path)
    settings = json.loads((book / ".vscode" / "settings.json").read_text())
    schemas = settings["yaml.schemas"]
    assert len(schemas) == 2
    for path in schemas:
        assert json.loads((book / path).read_text())["type"] == "object"


def test_what_is_built_is_not_committed(session: Session, tmp_path: Path) -> None:
    book = new_book(session, tmp_path, "--git")
    (book / "build" / "private").mkdir(parents=True)
    (book / "build" / "private" / "index.html").write_text("private")
    (book / ".kith").mkdir()
    (book / ".kith" / "trouble.txt").write_text("private")
    (book / "people" / ".ada.md.1234.tmp").write_text("private")
    git(book, "add", "-A")
    tracked = git(book, "ls-files").stdout.split()
    assert len(tracked) >= 12
    assert not [name for name in tracked if name.startswith(("build", ".kith/", "people/.a"))]


def pushed(session: Session, tmp_path: Path, settings: str, folder: str) -> tuple[int, str]:
    """Whether a push is let through, with a file in a folder and these settings."""
    book = new_book(session, tmp_path, "--git")
    git(tmp_path, "init", "--quiet", "--bare", "elsewhere.git")
    git(book, "remote", "add", "origin", str(tmp_path / "elsewhere.git"))
    with (book / "kithbook.yml").open("a") as file:
        file.write(settings.replace("ADDRESS", str(tmp_path / "elsewhere.git")))
    (book / folder).mkdir(parents=True, exist_ok=True)
    (book / folder / "ada.md").write_text("---\nname: Ada\n---\n")
    git(book, "add", "-A")
    git(book, "commit", "--quiet", "-m", "one")
    git(book, "rm", "--quiet", "-r", "--cached", folder)
    git(book, "commit", "--quiet", "-m", "gone from the tip, not from the past")
    done = git(book, "push", "origin", "HEAD")
    return done.returncode, done.stderr


@pytest.mark.parametrize("folder", [*PRIVATE_FOLDERS, "content/private"])
def test_private_folders_are_not_pushed(session: Session, tmp_path: Path, folder: str) -> None:
    code, said = pushed(session, tmp_path, "", folder)
    assert code == 1
    assert "private_remotes" in said


@pytest.mark.parametrize(
    "settings, allowed",
    [
        ("private_remotes: [origin]\n", True),
        ("private_remotes: ['other', \"origin\"]  # mine\n", True),
        ("private_remotes:\n  # mine\n  - other\n  - origin # home\n", True),
        ("private_remotes:\n- ADDRESS\n", True),
        ("private_remotes: [ADDRESS]\r\n", True),
        ("private_remotes: [other]\n", False),
        ("private_remotes: [origin2]\n", False),
        ("private_remotes: []\n", False),
        ("# private_remotes: [origin]\n", False),
        ("private_remotes:\nsynonyms:\n  x:\n  - origin\n", False),
    ],
)
def test_only_a_listed_remote_gets_them(
    session: Session,
    tmp_path: Path,
    settings: str,
    allowed: bool,  # noqa: FBT001
) -> None:
    code, _ = pushed(session, tmp_path, settings, "people")
    assert (code == 0) == allowed


def test_the_public_part_may_go_anywhere(session: Session, tmp_path: Path) -> None:
    code, said = pushed(session, tmp_path, "", "content/public")
    assert (code, "private_remotes" in said) == (0, False)


def test_making_it_again_changes_no_guard(session: Session, tmp_path: Path) -> None:
    book = new_book(session, tmp_path, "--git")
    hook = book / ".git" / "hooks" / "pre-push"
    assert os.access(hook, os.X_OK)
    before = hook.read_bytes(), (book / ".git/config").read_bytes()
    outcome = session.kith(["init", str(book), "--git"])
    assert "nothing was changed" in outcome.out
    assert (hook.read_bytes(), (book / ".git/config").read_bytes()) == before
