"""Git is run so that nothing of a repository runs with it, and says plainly where it is not."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kithbook.text import git

SOMEBODY = [
    word
    for role in ("user.name=Nora", "user.email=nora@example.org", "commit.gpgSign=false")
    for word in ("-c", role)
]


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def plainly(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *SOMEBODY, *words], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "people").mkdir(parents=True)
    plainly(folder, "init", "--quiet")
    for number in range(2):
        (folder / "people" / "ada.md").write_text(f"line {number}\n")
        plainly(folder, "add", "-A")
        plainly(folder, "commit", "--quiet", "-m", f"commit {number}")
    return folder


def test_it_answers_with_code_output_and_words(book: Path) -> None:
    reply = git.ask(book, "hash-object", "--stdin", given=b"line 1\n")
    assert (reply.code, reply.done, reply.said) == (0, True, "")
    assert reply.text == plainly(book, "rev-parse", "HEAD:people/ada.md").strip()
    assert git.ask(book, "log", "--format=%s").lines == ["commit 1", "commit 0"]
    no = git.ask(book, "rev-parse", "--verify", "nothing")
    assert (no.done, no.said) == (False, "fatal: Needed a single revision")


def test_it_says_where_it_finds_a_repository(book: Path, tmp_path: Path) -> None:
    assert git.found(book / "people") == git.FoundRepository("ready", book, book / ".git")
    outside = tmp_path / "outside"
    outside.mkdir()
    assert git.found(outside).state == "no repository"


def test_it_says_that_git_is_not_here(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(book))
    assert git.found(book).state == "no git"
    assert git.ask(book, "log") == git.Reply(127, b"", "git is not installed")


def test_an_owner_that_git_does_not_trust_is_told_in_its_words(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    found = git.found(book)
    assert found.state == "refused"
    assert found.said.startswith("detected dubious ownership in repository at")
    assert "git config --global --add safe.directory" in found.said


def test_a_git_of_the_folder_itself_is_not_run(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = book / "git"
    planted.write_text(f"#!/bin/sh\ntouch {tmp_path / 'ran'}\n")
    planted.chmod(0o755)
    monkeypatch.chdir(book)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    assert git.ask(book, "log").done
    assert not (tmp_path / "ran").exists()


def test_the_variables_of_another_repository_are_left_aside(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert git.found(book).top == book
    assert git.ask(book, "diff-index", "--cached", "HEAD").out == b""


def embedded(folder: Path, *, worktree: bool) -> None:
    """A book that is a bare repository itself, with a monitor that would be run."""
    plainly(folder.parent, "init", "--quiet", "--bare", str(folder))
    plainly(folder, "config", "core.fsmonitor", f"touch {folder.parent / 'ran'}; :")
    if worktree:
        plainly(folder, "config", "core.bare", "false")
        plainly(folder, "config", "core.worktree", ".")


@pytest.mark.parametrize("worktree", [False, True])
def test_a_bare_repository_within_files_is_none(tmp_path: Path, *, worktree: bool) -> None:
    folder = tmp_path / "sent"
    embedded(folder, worktree=worktree)
    (folder / "people").mkdir()
    for place in (folder, folder / "people"):
        found = git.found(place)
        assert found.state == "refused"
        assert "bare repository" in found.said
        assert not git.act(place, "status").done
    assert not (tmp_path / "ran").exists()


def test_an_old_git_that_takes_it_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sent"
    embedded(folder, worktree=True)
    monkeypatch.setattr(git, "_ALWAYS", ())  # git before 2.38 knows no safe.bareRepository
    assert git.found(folder).state == "refused"


def configured(*settings: tuple[str, str]) -> Callable[[Path, str], None]:
    def configure(book: Path, run: str) -> None:
        for key, value in settings:
            plainly(book, "config", key, value.replace("RUN", run))

    return configure


def attributed(book: Path, line: str) -> None:
    (book / ".git" / "info" / "attributes").write_text(f"* {line}\n")


def textconv(book: Path, run: str) -> None:
    attributed(book, "diff=loud")
    plainly(book, "config", "diff.loud.textconv", run)
    plainly(book, "config", "diff.loud.command", run)


def a_promised_object(book: Path, run: str) -> None:
    """An object that is missing, and a remote that git would run a program to get it from."""
    sha = plainly(book, "rev-parse", "HEAD~1:people/ada.md").strip()
    (book / ".git" / "objects" / sha[:2] / sha[2:]).unlink()
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::sh -c {run.replace(' ', '% ')}"),
        ("remote.origin.uploadpack", run),
        ("protocol.ext.allow", "always"),
    ):
        plainly(book, "config", key, value)


def a_promised_object_nearby(book: Path, run: str) -> None:
    a_promised_object(book, run)
    plainly(book, "config", "remote.origin.url", str(book))


def hooks(book: Path, run: str) -> None:
    for name in ("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"):
        hook = book / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{run}\n")
        hook.chmod(0o755)


def a_signature(book: Path, run: str) -> None:
    program = book / ".git" / "gpg.sh"
    program.write_text(f"#!/bin/sh\n{run}\n")
    program.chmod(0o755)
    plainly(book, "config", "gpg.program", str(program))
    plainly(book, "config", "log.showSignature", "true")
    raw = plainly(book, "cat-file", "commit", "HEAD")
    head, _, body = raw.partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n"
    made = git.ask(
        book, "hash-object", "-t", "commit", "-w", "--stdin", given=f"{signed}\n{body}".encode()
    )
    (book / ".git" / "refs" / "heads" / "signed").write_text(f"{made.text}\n")
    plainly(book, "symbolic-ref", "HEAD", "refs/heads/signed")


WAYS: dict[str, Callable[[Path, str], None]] = {
    "monitor": configured(("core.fsmonitor", "RUN; :")),
    "textconv": textconv,
    "external diff": configured(("diff.external", "RUN")),
    "pager": configured(("core.pager", "RUN"), ("pager.log", "RUN"), ("pager.show", "RUN")),
    "alias": configured(("alias.log", "!RUN"), ("alias.show", "!RUN")),
    "promised object": a_promised_object,
    "promised object nearby": a_promised_object_nearby,
    "hooks": hooks,
    "hooks elsewhere": configured(("core.hooksPath", ".git/other")),
    "signature": a_signature,
    "credentials": configured(("credential.helper", "!RUN"), ("core.askPass", "RUN")),
}
LOOKS = (
    ("log", "-5", "--format=%H%x1f%s%x1f%b"),
    ("show", "--format=", "-R", "HEAD"),
    ("diff-index", "--cached", "-p", "HEAD~1"),
    ("ls-tree", "-r", "HEAD"),
    ("update-index", "--refresh"),
)


@pytest.mark.parametrize("way", WAYS)
def test_looking_runs_nothing_of_the_repository(book: Path, tmp_path: Path, way: str) -> None:
    ran = tmp_path / "ran"
    WAYS[way](book, f"touch {ran}")
    git.found(book)
    for words in LOOKS:
        git.ask(book, *words)
    assert not ran.exists()


def test_no_monitor_is_run_for_a_commit_either(book: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    WAYS["monitor"](book, f"touch {ran}")
    git.act(book, "status")
    git.reach(book, "status")
    git.ask(book, "status")
    assert not ran.exists()


LIVE = {
    "monitor": ("status",),
    "textconv": ("show", "HEAD"),
    "external diff": ("diff", "HEAD~1"),
    "signature": ("log", "-1"),
    "hooks": ("update-ref", "refs/heads/x", "HEAD"),
    "promised object nearby": ("show", "HEAD"),
    "promised object": ("-c", "protocol.allow=always", "show", "HEAD"),
}


@pytest.mark.parametrize("way", LIVE)
def test_what_is_planted_would_run_with_git_alone(book: Path, tmp_path: Path, way: str) -> None:
    """Else the test above would show nothing."""
    ran = tmp_path / "ran"
    WAYS[way](book, f"touch {ran}")
    subprocess.run(["git", "-C", str(book), *LIVE[way]], capture_output=True, check=False)
    assert ran.exists()


def test_a_remote_is_reached_but_never_by_running_one(book: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    plainly(book, "config", "protocol.ext.allow", "always")
    plainly(book, "config", "url.ext::touch.insteadOf", "https:")
    for address in (f"ext::touch {ran}", "https: x"):
        assert not git.reach(book, "ls-remote", "--", address).done
    assert not ran.exists()
    assert git.reach(book, "ls-remote", "--", str(book)).done


def test_hooks_and_filters_run_where_a_commit_is_made(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Nora")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "nora@example.org")
    ran, filtered = tmp_path / "ran", tmp_path / "filtered"
    hook = book / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {ran}\n")
    hook.chmod(0o755)
    attributed(book, "filter=loud")
    plainly(book, "config", "filter.loud.clean", f"touch {filtered}; tr a-z A-Z")
    (book / "people" / "ada.md").write_text("line 2\n")
    assert git.act(book, "add", "--", "people/ada.md").done
    assert git.act(book, "commit", "--quiet", "-m", "two").done
    assert ran.exists()
    assert filtered.exists()
    assert git.ask(book, "show", "HEAD:people/ada.md").text == "LINE 2"


def test_a_name_is_a_name_and_no_pattern(book: Path) -> None:
    assert git.ask(book, "ls-tree", "-r", "HEAD", "--", "people/*").out == b""
