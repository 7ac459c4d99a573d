"""Publishing to a branch: one commit each, the site alone, and the book's own git left as it is."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from kithbook.airlock.private_places import PRIVATE_FOLDERS
from tests.cli.test_publish import built
from tests.cli.transcript import Session

pytestmark = pytest.mark.uncounted

SENT = "kith publish --git origin --apply"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    place = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(place))
    return place


@pytest.fixture
def book(session: Session, remote: Path) -> Path:
    """A book in git, with the push guard, a remote, and changes that are not committed."""
    session.kith(["init", str(session.book), "--git"])
    git(session.book, "symbolic-ref", "HEAD", "refs/heads/trunk")
    git(session.book, "remote", "add", "origin", str(remote))
    git(session.book, "add", "-A")
    git(session.book, "commit", "--quiet", "-m", "one")
    session.run("add 'half a thought' people/bo-chen.md")
    session.run("add 'staged' journal/2026.md")
    git(session.book, "add", "journal")
    return session.book


def state(book: Path) -> tuple[str, ...]:
    """All of the book's own git that publishing must leave alone."""
    asked = (
        ("status", "--porcelain", "--branch"),
        ("for-each-ref", "refs/heads", "refs/tags", "refs/stash"),
        ("diff", "--cached"),
        ("worktree", "list"),
        ("config", "--local", "--list"),
    )
    return tuple(git(book, *words) for words in asked)


def shown(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    names = git(remote, "ls-tree", "-r", "--name-only", branch).splitlines()
    return {name: git(remote, "rev-parse", f"{branch}:{name}") for name in names}


def test_the_branch_holds_the_site_and_nothing_of_the_book(
    session: Session, book: Path, remote: Path
) -> None:
    before = state(book)
    seen = session.run("kith publish --git origin")
    assert "in a commit by Vera Lindholm <vera@example.org>, add --apply" in seen.err
    assert git(remote, "for-each-ref") == ""
    outcome = session.run(SENT)
    assert outcome.code == 0, outcome.err
    assert state(book) == before
    files = built(session)
    assert shown(remote).keys() == files.keys() | {".nojekyll"}
    for name, content in files.items():
        raw = subprocess.run(
            ["git", "-C", str(remote), "show", f"gh-pages:{name}"], capture_output=True, check=True
        ).stdout
        assert raw == content, name
    assert git(remote, "for-each-ref", "--format=%(refname)") == "refs/heads/gh-pages"
    reachable = git(remote, "rev-list", "--objects", "--all")
    assert not [folder for folder in PRIVATE_FOLDERS if f" {folder}" in reachable]


def test_each_publication_is_one_commit_that_says_what(
    session: Session, book: Path, remote: Path
) -> None:
    session.run(SENT)
    session.run("add 'A new line.' content/public/index.md")
    again = json.loads(session.run(f"{SENT} --json").out)
    assert again["pages"]["changed"] == ["index.html"]
    assert again["author"] == "Vera Lindholm <vera@example.org>"
    assert again["commit"] == git(remote, "rev-parse", "gh-pages")
    log = git(remote, "log", "--format=%an <%ae>|%s|%(trailers:only)", "gh-pages")
    assert log.replace("\n\n", "\n").splitlines() == [
        "Vera Lindholm <vera@example.org>|Publish: 1 changed|Kith-Command: publish",
        "Vera Lindholm <vera@example.org>|Publish: 5 new|Kith-Command: publish",
    ]
    nothing = session.run(SENT)
    assert "nothing to publish" in nothing.err
    assert git(remote, "rev-list", "--count", "gh-pages") == "2"


def test_the_push_guard_lets_the_site_through_and_the_book_not(
    session: Session, book: Path, remote: Path
) -> None:
    assert (book / ".git/hooks/pre-push").exists()
    assert "private_remotes" not in (book / "kithbook.yml").read_text(encoding="utf-8")
    assert session.run(SENT).code == 0
    assert session.run("git push origin trunk").code == 1
    assert git(remote, "for-each-ref", "--format=%(refname)") == "refs/heads/gh-pages"


def test_the_guard_does_run(session: Session, book: Path, remote: Path) -> None:
    hook = book / ".git/hooks/pre-push"
    hook.write_text("#!/bin/sh\necho 'not today' >&2\nexit 1\n")
    outcome = session.run(SENT)
    assert outcome.code == 1
    assert "not today" in outcome.err
    assert git(remote, "for-each-ref") == ""


@pytest.mark.parametrize("branch", ["main", "master", "trunk"])
@pytest.mark.parametrize("where", ["origin", "address", "."])
def test_the_books_own_branch_is_refused(
    session: Session, book: Path, remote: Path, branch: str, where: str
) -> None:
    named = str(remote) if where == "address" else where
    outcome = session.kith(["publish", "--git", named, "--branch", branch, "--apply"])
    assert outcome.code == 2
    assert "where your book itself lives" in outcome.err
    assert git(remote, "for-each-ref") == ""


def test_a_branch_with_a_book_in_it_is_refused(session: Session, book: Path, remote: Path) -> None:
    git(book, "push", "--no-verify", "--quiet", "origin", "trunk:gh-pages")
    before = git(remote, "rev-parse", "gh-pages")
    outcome = session.run(SENT)
    assert outcome.code == 2
    assert "a book lives there" in outcome.err
    assert git(remote, "rev-parse", "gh-pages") == before


def test_another_repository_may_keep_it_on_its_main_branch(
    session: Session, book: Path, tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "site.git")
    outcome = session.run("kith publish --git ../site.git --branch main --apply")
    assert outcome.code == 0, outcome.err
    assert ".nojekyll" in shown(tmp_path / "site.git", "main")


def committed(remote: Path, tmp_path: Path, name: str, content: str) -> None:
    """A commit of somebody else's on the branch."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(remote), str(clone))
    git(clone, "checkout", "--quiet", "-B", "gh-pages", "origin/gh-pages")
    (clone / name).write_text(content)
    git(clone, "add", "-A")
    git(clone, "commit", "--quiet", "-m", "theirs")
    git(clone, "push", "--quiet", "origin", "gh-pages")


def test_what_somebody_else_put_there_is_not_removed(
    session: Session, book: Path, remote: Path, tmp_path: Path
) -> None:
    session.run(SENT)
    committed(remote, tmp_path, "CNAME", "letter.example.net\n")
    outcome = session.run(SENT)
    assert outcome.code == 2
    assert "holds CNAME" in outcome.err
    (book / "content/public/CNAME").write_text("letter.example.net\n")
    assert session.run(SENT).code == 0
    session.run("add 'more' content/public/index.md")
    assert session.run(SENT).code == 0
    assert "CNAME" in shown(remote)


def test_a_commit_that_came_meanwhile_is_not_lost(
    session: Session, book: Path, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kithbook.actions.published_branch import PublishedBranch  # noqa: PLC0415

    session.run(SENT)
    session.run("add 'more' content/public/index.md")
    send = PublishedBranch.hand_over

    def late(
        self: PublishedBranch, files: dict[str, bytes], message: str, *, without_past: bool
    ) -> str:
        committed(remote, tmp_path, "CNAME", "letter.example.net\n")
        return send(self, files, message, without_past=without_past)

    monkeypatch.setattr(PublishedBranch, "hand_over", late)
    outcome = session.run(SENT)
    assert outcome.code == 1
    assert "Nothing was published" in outcome.err
    assert git(remote, "log", "-1", "--format=%s", "gh-pages") == "theirs"


def test_a_book_in_no_repository_publishes_too(session: Session, remote: Path) -> None:
    outcome = session.run("kith publish --git ../remote.git --apply")
    assert outcome.code == 0, outcome.err
    assert shown(remote).keys() == built(session).keys() | {".nojekyll"}
    assert not (session.book / ".git").exists()
    session.run("add 'publish: {git: ../remote.git, branch: gh-pages}' kithbook.yml")
    assert "nothing to publish" in session.run("kith publish").err


@pytest.mark.parametrize(
    "words, said",
    [
        (("--git", "nowhere.git"), "Nothing was published"),
        (("--git", "--upload-pack=x"), "not a remote"),
        (("--git", "origin", "--branch", "a..b"), "not a remote"),
        (("--git", "origin", "--branch", "-x"), "not a remote"),
    ],
)
def test_what_is_no_remote_is_said(
    session: Session, book: Path, words: tuple[str, ...], said: str
) -> None:
    outcome = session.kith(["publish", *words, "--apply"])
    assert outcome.code in (1, 2)
    assert said in outcome.err


def test_filters_and_line_ends_of_git_change_no_byte(
    session: Session, book: Path, remote: Path
) -> None:
    git(book, "config", "core.autocrlf", "true")
    git(book, "config", "filter.loud.clean", "tr a-z A-Z")
    (book / ".git/info").mkdir(exist_ok=True)
    (book / ".git/info/attributes").write_text("* filter=loud text eol=crlf\n")
    (book / ".git/info/exclude").write_text("*.css\n")
    assert session.run(SENT).code == 0
    site = book / "build/public"
    for name, blob in shown(remote).items():
        if name != ".nojekyll":
            assert git(book, "hash-object", "--no-filters", str(site / name)) == blob, name
