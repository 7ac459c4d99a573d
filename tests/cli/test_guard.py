"""`kith guard`: in every arrangement of repository and hooks, and a word where it is missing."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.transcript import Session

pytestmark = pytest.mark.uncounted

MISSING = "No push guard is in"
PERSON = "---\nname: Zephyrine Quambush\n---\n"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Settings of git's owner that are nobody's; the file is told."""
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n name = Ada\n email = ada@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return settings


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    place = tmp_path / "elsewhere.git"
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(place))
    return place


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, text=True, check=False
    )


def new_book(session: Session, folder: Path, *options: str) -> Path:
    """A book with one person."""
    outcome = session.kith(["init", str(folder), *options])
    assert outcome.code == 0, outcome.err
    (folder / "people/zephyrine.md").write_text(PERSON)
    return folder


def push(folder: Path, remote: Path) -> str:
    """Commits all there is and pushes it; what git said where it was refused."""
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "-m", "one")
    done = git(folder, "push", str(remote), "HEAD:refs/heads/main")
    assert bool(done.returncode) == (git(remote, "for-each-ref").stdout == "")
    return done.stderr if done.returncode else ""


def hook(path: Path, line: str) -> Path:
    """A hook of the owner's that tells of itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return path


def test_a_clone_is_told_of_what_it_lacks(
    session: Session, tmp_path: Path, elsewhere: Path
) -> None:
    book = new_book(session, tmp_path / "first", "--git")
    git(book, "add", "-A")
    git(book, "commit", "--quiet", "-m", "one")
    git(tmp_path, "clone", "--quiet", "first", "second")
    session.here = second = tmp_path / "second"
    for command in ("check", "today", "log 'call with Zephyrine Quambush: x'", "find mia"):
        said = session.kith(shlex.split(command))
        assert said.err.count(MISSING) == 1, command
        assert "kith guard" in said.err
        assert MISSING not in said.out
    first = session.kith(["guard"])
    assert (first.code, first.out) == (0, ".git/hooks/pre-push")
    again = session.kith(["guard"])
    assert (again.code, again.out) == (0, "")
    assert MISSING not in session.kith(["check"]).err
    assert "Nothing was pushed" in push(second, elsewhere)


def test_where_nothing_can_be_pushed_to_nothing_is_said(session: Session, tmp_path: Path) -> None:
    session.here = book = new_book(session, tmp_path / "mine", "--git")
    (book / ".git/hooks/pre-push").unlink()
    assert MISSING not in session.kith(["check"]).err
    git(book, "remote", "add", "origin", "../x.git")
    assert MISSING in session.kith(["check"]).err
    (book / ".git/hooks/pre-push").write_text("#!/bin/sh\n")
    assert MISSING in session.kith(["check"]).err


def test_a_guard_of_before_is_renewed(session: Session, tmp_path: Path) -> None:
    session.here = book = new_book(session, tmp_path / "mine", "--git")
    git(book, "remote", "add", "origin", "../x.git")
    path = book / ".git/hooks/pre-push"
    today = path.read_text()
    path.write_text("#!/bin/sh\n# Kithbook: the private folders go to a remote\nexit 0\n")
    assert MISSING in session.kith(["check"]).err
    assert session.kith(["guard"]).code == 0
    assert path.read_text() == today
    assert os.access(path, os.X_OK)
    assert not list(path.parent.glob("pre-push.owner*"))
    path.chmod(0o644)
    assert MISSING in session.kith(["check"]).err
    assert session.kith(["guard"]).code == 0
    assert os.access(path, os.X_OK)


def test_without_a_repository_it_says_so(session: Session, tmp_path: Path) -> None:
    session.here = new_book(session, tmp_path / "mine")
    outcome = session.kith(["guard"])
    assert (outcome.code, "git init" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    "way", ["life/book", 'my [own] book*/it\'s "quoted"', "Bücher/a\nb", "-n", "$HOME/`x`"]
)
def test_a_book_in_a_subfolder_is_guarded(
    session: Session, tmp_path: Path, elsewhere: Path, way: str
) -> None:
    top = tmp_path / "top"
    git(tmp_path, "init", "--quiet", "-b", "main", "top")
    (top / "requests").mkdir()
    (top / "requests/readme.md").write_text("A library of code.")
    assert push(top, elsewhere) == ""
    git(elsewhere, "update-ref", "-d", "refs/heads/main")
    book = new_book(session, top / way)
    assert "Nothing was pushed" in push(top, elsewhere)
    git(top, "config", "user.name", "Ada")
    with (book / "kithbook.yml").open("a") as settings:
        settings.write(f"private_remotes:\n- {elsewhere}\n")
    assert push(top, elsewhere) == ""


def test_two_books_of_one_repository_each_have_their_say(
    session: Session, tmp_path: Path, elsewhere: Path
) -> None:
    top = tmp_path / "top"
    git(tmp_path, "init", "--quiet", "-b", "main", "top")
    for name in ("one", "two"):
        new_book(session, top / name)
    with (top / "one/kithbook.yml").open("a") as settings:
        settings.write(f"private_remotes:\n- {elsewhere}\n")
    assert "two/people" in push(top, elsewhere)
    git(top, "config", "--unset", "kithbook.book", "two")
    git(top, "remote", "add", "origin", str(elsewhere))
    session.here = top / "two"
    assert MISSING in session.kith(["check"]).err


def test_people_in_a_repository_of_their_own_are_guarded(
    session: Session, tmp_path: Path, elsewhere: Path
) -> None:
    book = new_book(session, tmp_path / "mine", "--git")
    git(book / "people", "init", "--quiet", "-b", "main")
    session.here = book
    git(book / "people", "remote", "add", "origin", str(elsewhere))
    assert "No push guard is in people/.git" in session.kith(["check"]).err
    assert session.kith(["guard"]).code == 0
    assert MISSING not in session.kith(["check"]).err
    assert "Nothing was pushed" in push(book / "people", elsewhere)
    with (book / "kithbook.yml").open("a") as settings:
        settings.write(f"private_remotes:\n- {elsewhere}\n")
    assert push(book / "people", elsewhere) == ""


@pytest.mark.parametrize("folder", ["people/family", "journal/a/b", "build/private"])
def test_a_repository_below_a_private_place_is_guarded(
    session: Session, tmp_path: Path, elsewhere: Path, folder: str
) -> None:
    book = new_book(session, tmp_path / "mine", "--git")
    inner = book / folder
    inner.mkdir(parents=True)
    (inner / "ada.md").write_text("---\nname: Ada\n---\n")
    git(inner, "init", "--quiet", "-b", "main")
    git(inner, "remote", "add", "origin", str(elsewhere))
    session.here = book
    assert f"No push guard is in {inner.name}/.git" in session.kith(["check"]).err
    assert session.kith(["guard"]).code == 0
    assert "Nothing was pushed" in push(inner, elsewhere)


def test_an_own_hook_runs_after_the_guard(
    session: Session, tmp_path: Path, elsewhere: Path
) -> None:
    book = new_book(session, tmp_path / "mine")
    git(book, "init", "--quiet", "-b", "main")
    mine = hook(book / ".git/hooks/pre-push", f'cat > {tmp_path}/ran; echo "$2" >> {tmp_path}/ran')
    before = mine.read_bytes()
    outcome = session.kith(["init", str(book)])
    assert "runs after the guard" in outcome.err
    assert (mine.parent / "pre-push.owner").read_bytes() == before
    assert "Nothing was pushed" in push(book, elsewhere)
    assert not (tmp_path / "ran").exists()
    with (book / "kithbook.yml").open("a") as settings:
        settings.write(f"private_remotes: ['{elsewhere}']\n")
    assert push(book, elsewhere) == ""
    told = (tmp_path / "ran").read_text().splitlines()
    assert told[0].startswith("HEAD ")
    assert told[1:] == [str(elsewhere)]


def test_an_own_hook_may_still_say_no(session: Session, tmp_path: Path, elsewhere: Path) -> None:
    book = new_book(session, tmp_path / "mine", "--git")
    (book / "people/zephyrine.md").unlink()
    hook(book / ".git/hooks/pre-push", "echo mine >&2; exit 3")
    session.here = book
    session.kith(["guard"])
    assert "mine" in push(book, elsewhere)
    hook(book / ".git/hooks/pre-push", "exit 0")
    session.kith(["guard"])
    kept = sorted(path.name for path in (book / ".git/hooks").glob("pre-push.owner*"))
    assert kept == ["pre-push.owner", "pre-push.owner-2"]
    assert "mine" in push(book, elsewhere)


@pytest.mark.parametrize("how", ["global", "local", "linked", "dead"])
def test_hooks_kept_elsewhere_are_called_and_not_written_to(
    session: Session, tmp_path: Path, elsewhere: Path, alone: Path, how: str
) -> None:
    book = tmp_path / "mine"
    git(tmp_path, "init", "--quiet", "-b", "main", "mine")
    shared = tmp_path / "shared hooks"
    hook(shared / "pre-push", f"cat > '{tmp_path}/pushed'")
    hook(shared / "commit-msg", f"echo \"$1\" >> '{tmp_path}/committed'")
    if how == "global":
        git(book, "config", "--file", str(alone), "core.hooksPath", str(shared))
    elif how == "local":
        git(book, "config", "core.hooksPath", str(shared))
    elif how == "linked":
        shutil.rmtree(book / ".git/hooks")
        (book / ".git/hooks").symlink_to(shared)
    else:
        git(book, "config", "core.hooksPath", os.devnull)
    before = {path: path.read_bytes() for path in shared.iterdir()}
    new_book(session, book)
    assert {path: path.read_bytes() for path in shared.iterdir()} == before
    assert "Nothing was pushed" in push(book, elsewhere)
    assert not (tmp_path / "pushed").exists()
    assert (tmp_path / "committed").exists() == (how != "dead")
    with (book / "kithbook.yml").open("a") as settings:
        settings.write(f"private_remotes: ['{elsewhere}']\n")
    session.here = book
    assert session.kith(["guard"]).out == ""
    assert push(book, elsewhere) == ""
    assert (tmp_path / "pushed").exists() == (how != "dead")
    other = tmp_path / "other"
    git(tmp_path, "init", "--quiet", "-b", "main", "other")
    (other / "people").mkdir()
    (other / "people/x.md").write_text("x")
    git(elsewhere, "update-ref", "-d", "refs/heads/main")
    assert push(other, elsewhere) == "", "another repository is nobody's business here"


def test_a_linked_tree_is_guarded_too(session: Session, tmp_path: Path, elsewhere: Path) -> None:
    book = new_book(session, tmp_path / "mine", "--git")
    git(book, "add", "-A")
    git(book, "commit", "--quiet", "-m", "one")
    git(book, "remote", "add", "origin", str(elsewhere))
    git(book, "worktree", "add", "--quiet", "../tree")
    session.here = tmp_path / "tree"
    assert MISSING not in session.kith(["check"]).err
    assert "Nothing was pushed" in push(tmp_path / "tree", elsewhere)


def test_a_linked_tree_of_shared_hooks_is_guarded(
    session: Session, tmp_path: Path, elsewhere: Path, alone: Path
) -> None:
    git(tmp_path, "config", "--file", str(alone), "core.hooksPath", str(tmp_path / "shared"))
    book = new_book(session, tmp_path / "mine", "--git")
    git(book, "add", "-A")
    git(book, "commit", "--quiet", "-m", "one")
    git(book, "remote", "add", "origin", str(elsewhere))
    git(book, "worktree", "add", "--quiet", "../tree")
    session.here = tmp_path / "tree"
    assert MISSING in session.kith(["check"]).err
    assert session.kith(["guard"]).code == 0
    assert "Nothing was pushed" in push(tmp_path / "tree", elsewhere)
    assert "Nothing was pushed" in push(book, elsewhere)


def test_a_repository_of_longer_hashes_is_guarded(
    session: Session, tmp_path: Path, elsewhere: Path
) -> None:
    shutil.rmtree(elsewhere)
    longer = ("init", "--quiet", "--object-format=sha256", "-b", "main")
    git(tmp_path, *longer, "--bare", str(elsewhere))
    book = tmp_path / "mine"
    git(tmp_path, *longer, str(book))
    new_book(session, book)
    assert "Nothing was pushed" in push(book, elsewhere)
    (book / "people/zephyrine.md").unlink()
    git(book, "update-ref", "-d", "HEAD")
    assert push(book, elsewhere) == ""


def test_what_cannot_be_looked_through_stays(
    session: Session, tmp_path: Path, elsewhere: Path
) -> None:
    book = new_book(session, tmp_path / "mine", "--git")
    (book / "people/zephyrine.md").unlink()
    git(book, "add", "-A")
    git(book, "commit", "--quiet", "-m", "one")
    tree = git(book, "rev-parse", "HEAD^{tree}").stdout.strip()
    (book / "x.md").write_text("x")
    git(book, "add", "-A")
    git(book, "commit", "--quiet", "-m", "two")
    (book / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert "could not look through its history" in push(book, elsewhere)


def test_the_site_goes_to_its_branch_whatever_its_pages_are_called(
    session: Session, tmp_path: Path, elsewhere: Path
) -> None:
    session.kith(["init", str(session.book), "--git"])
    git(session.book, "add", "-A")
    git(session.book, "commit", "--quiet", "-m", "one")
    git(session.book, "remote", "add", "origin", str(elsewhere))
    (session.book / "content/public/journal").mkdir()
    (session.book / "content/public/journal/index.md").write_text("# Diary of a garden\n\nPeas.\n")
    (session.book / "content/public/journal/plot.txt").write_text("Peas, beans\n")
    for _ in range(2):
        outcome = session.kith(["publish", "--git", "origin", "--apply"])
        assert outcome.code == 0, outcome.err
        (session.book / "content/public/journal/plot.txt").write_text("Peas, beans, leeks\n")
    assert "journal/plot.txt" in git(elsewhere, "ls-tree", "-r", "gh-pages").stdout
    assert git(elsewhere, "rev-list", "--count", "gh-pages").stdout.strip() == "2"
    assert "Nothing was pushed" in git(session.book, "push", "origin", "HEAD").stderr


def test_the_private_site_does_not_go_as_a_branch(
    session: Session, tmp_path: Path, elsewhere: Path
) -> None:
    session.kith(["init", str(session.book), "--git"])
    git(session.book, "add", "-A")
    assert session.kith(["build", "--only", "private"]).code == 0
    site = session.book / "build/private"
    page = next(site.glob("people/*/index.html"))
    front = site / "index.html"
    public = tmp_path / "page"
    session.kith(["init", str(public), "--git"])
    for name, source in (("a.html", page), ("b.txt", front)):
        shutil.copy(source, public / name)
        assert "a page of the private site" in push(public, elsewhere), name
        (public / name).unlink()
        git(public, "update-ref", "-d", "HEAD")


def test_a_guard_that_the_owner_changed_is_kept_beside_the_new_one(
    session: Session, tmp_path: Path
) -> None:
    book = new_book(session, tmp_path / "own", "--git")
    hook = book / ".git" / "hooks" / "pre-push"
    changed = f"{hook.read_text()}\n# mine\n"
    for name in ("pre-push.earlier", "pre-push.earlier-2"):
        hook.write_text(changed)
        told = session.kith(["--book", str(book), "guard"])
        assert f"The earlier guard is {name} now" in told.err
        assert hook.with_name(name).read_text() == changed
        assert hook.read_text() != changed
