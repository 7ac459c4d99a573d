"""Undo takes back the last write of a command or nothing, and says which."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.gitbook import GitBook

pytestmark = pytest.mark.uncounted


ONE = "log: ada-byrne: 2026-11-29 coffee: one"
OOPS = "log: bo-chen: 2026-11-29 coffee: oops"


def refuses(book: GitBook, *parts: str) -> str:
    """What undo says where it takes nothing back, with --apply at once."""
    before = (book.texts, book.subjects, book.status)
    done = book.kith("undo", "--apply")
    assert done.code == 2
    assert (book.texts, book.subjects, book.status) == before
    for part in parts:
        assert part in done.err
    return done.err


def test_it_speaks_of_the_last_write_and_not_of_an_older_one(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.type_into("bo-chen", "- 2025-11-01 call: typed by hand")
    book.log("coffee with Bo: oops")
    refuses(
        book,
        OOPS,
        "no git commit of its own",
        "people/bo-chen.md held changes of yours",
        "bo-chen.md:6",
    )
    assert ONE not in book.kith("undo").out


@pytest.mark.parametrize("hook", ["pre-commit", "commit-msg"])
def test_a_refused_commit_is_not_passed_over(book: GitBook, hook: str) -> None:
    book.log("coffee with Ada: one")
    book.hook(hook, "echo no; exit 1")
    book.log("coffee with Bo: oops")
    refuses(book, OOPS, "no git commit of its own", "no")


def test_a_lock_is_not_passed_over(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    lock = book.root / ".git" / "index.lock"
    lock.touch()
    book.log("coffee with Bo: oops")
    lock.unlink()
    refuses(book, OOPS, "index.lock")


def test_what_was_written_while_no_commits_were_asked_for_is_not_passed_over(
    book: GitBook,
) -> None:
    book.log("coffee with Ada: one")
    settings = book.root / "kithbook.yml"
    settings.write_text(settings.read_text().replace("commit: true", "commit: false"))
    assert book.log("coffee with Bo: oops").err == ""
    refuses(book, OOPS, "no git commit of its own")


def test_once_it_is_mended_by_hand_undo_says_so_and_goes_on(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.hook("pre-commit", "exit 1")
    book.log("coffee with Bo: oops")
    book.git("checkout", "--quiet", "people")
    refuses(book, OOPS, "not in the files any more")
    assert book.kith("undo").out.endswith(f'This takes back "{ONE}". To do it: kith undo --apply')


def test_two_refused_lines_that_are_gone_are_both_gone(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.hook("pre-commit", "exit 1")
    book.log("coffee with Bo: oops")
    book.log("coffee with Bo: oops again")
    book.git("checkout", "--quiet", "people")
    refuses(book, "oops again", "not in the files any more")
    refuses(book, OOPS, "not in the files any more")
    assert ONE in book.kith("undo").out


def test_one_commit_of_several_writes_is_not_taken_back_as_one(book: GitBook) -> None:
    hook = book.hook("pre-commit", "exit 1")
    book.log("coffee with Ada: one")
    book.log("coffee with Ada: two")
    hook.unlink()
    book.log("coffee with Bo: three")
    assert book.kith("undo", "--apply").out == (
        '"log: bo-chen: 2026-11-29 coffee: three" is taken back.'
    )
    refuses(book, "coffee: two", f'in one commit with "{ONE}"', "git revert")


def test_a_file_that_is_staged_is_named(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.type_into("bo-chen", "- 2025-11-01 call: mine")
    book.git("add", "people/bo-chen.md")
    refuses(book, "people/bo-chen.md is staged", "git restore --staged people/bo-chen.md")


def test_later_changes_in_the_same_lines_are_told_in_words_of_git(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    path = book.person("ada-byrne")
    path.write_text(path.read_text().replace("coffee: one", "coffee: one, and cake"))
    refuses(book, ONE, "people/ada-byrne.md")
    book.git("commit", "--quiet", "-a", "-m", "cake")
    refuses(book, ONE, "later changes touch the same lines", "could not revert")


def test_a_hook_that_refuses_the_revert_leaves_everything(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    for name in ("pre-commit", "prepare-commit-msg", "commit-msg"):
        book.hook(name, "echo never; exit 1")
    refuses(book, ONE)


def test_a_branch_without_the_last_write_is_not_touched(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.git("switch", "--quiet", "-c", "side")
    book.log("coffee with Bo: oops")
    last = book.git("rev-parse", "HEAD")
    book.git("switch", "--quiet", "main")
    refuses(book, OOPS, last[:10], "not in the history of what is checked out")


def test_the_same_line_on_another_branch_is_another(
    book: GitBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made in the same second, in the same words: only where it lies tells them apart."""
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-11-29T10:00:00Z")
    book.log("coffee with Ada: one")
    book.git("switch", "--quiet", "-c", "side", "HEAD~1")
    book.type_into("bo-chen", "- 2025-11-01 call: mine")
    book.git("commit", "--quiet", "-a", "-m", "mine")
    book.log("coffee with Ada: one")
    last = book.git("rev-parse", "HEAD")
    book.git("switch", "--quiet", "main")
    refuses(book, last[:10], "not in the history of what is checked out")


def test_after_a_rebase_it_is_the_same_write(book: GitBook) -> None:
    book.git("switch", "--quiet", "-c", "side")
    book.log("coffee with Ada: one")
    book.git("switch", "--quiet", "main")
    book.type_into("bo-chen", "- 2025-11-01 call: mine")
    book.git("commit", "--quiet", "-a", "-m", "mine")
    book.git("switch", "--quiet", "side")
    book.git("rebase", "--quiet", "main")
    assert book.kith("undo", "--apply").out == f'"{ONE}" is taken back.'


def test_a_commit_that_was_dropped_is_not_passed_over(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.log("coffee with Bo: oops")
    book.git("reset", "--quiet", "--hard", "HEAD~1")
    refuses(book, OOPS, "not in the history")


def test_what_the_owner_reverted_is_taken_back_already(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.log("coffee with Bo: oops")
    book.git("-c", "revert.reference=true", "revert", "--no-edit", "HEAD")
    assert book.kith("undo", "--apply").out == f'"{ONE}" is taken back.'


def test_a_revert_that_was_reverted_stands_again(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    for _ in range(2):
        book.git("revert", "--no-edit", "HEAD")
    assert "coffee: one" in book.texts["ada-byrne"]
    assert book.kith("undo", "--apply").out == f'"{ONE}" is taken back.'
    assert "coffee: one" not in book.texts["ada-byrne"]


def test_without_the_record_git_alone_says_what_was_last(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    (book.root / ".kith" / "writes.json").unlink()
    assert book.kith("undo", "--apply").out == f'"{ONE}" is taken back.'


def test_a_command_that_was_killed_after_its_commit_is_known(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    record = book.root / ".kith" / "writes.json"
    commit = book.git("rev-parse", "HEAD")
    record.write_text(record.read_text().replace(commit, ""))
    assert book.kith("undo", "--apply").out == f'"{ONE}" is taken back.'


def test_a_commit_that_reaches_outside_the_book_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    outer = GitBook.made(tmp_path / "outer")
    inner = outer.root / "inner"
    inner.mkdir()
    (inner / "kithbook.yml").write_text("commit: true\n")
    (outer.root / "profile").write_text("mine\n")
    outer.git("add", "-A")
    outer.git("commit", "--quiet", "-m", "new: Ada\n\nKith-Command: new")
    (inner / ".kith").mkdir()
    done = GitBook(inner).kith("undo", "--apply")
    assert done.code == 2
    assert "profile, which lies outside the book" in done.err
    assert (outer.root / "profile").exists()


def test_an_owner_whom_git_does_not_trust_is_told_so(
    book: GitBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for done in (book.kith("undo"), book.kith("log", "coffee with Ada: one")):
        assert "detected dubious ownership" in done.err
        assert "not in a git repository" not in done.err


def test_a_filter_keeps_its_own_form_and_undo_knows_it(book: GitBook) -> None:
    """As with git-crypt: what git holds is not what is on disk."""
    (book.root / ".git" / "info" / "attributes").write_text("people/* filter=turned\n")
    for way in ("clean", "smudge"):
        book.git("config", f"filter.turned.{way}", "tr a-zA-Z n-za-mN-ZA-M")
    book.git("config", "filter.turned.required", "true")
    book.git("add", "--renormalize", "people")
    book.git("commit", "--quiet", "-m", "turned")
    assert book.log("coffee with Ada: one").err == ""
    assert book.log("coffee with Ada: two").err == ""
    assert "gjb" in book.git("show", "HEAD:people/ada-byrne.md")
    assert book.kith("undo", "--apply").out.endswith('coffee: two" is taken back.')
    assert book.kith("undo", "--apply").out.endswith('coffee: one" is taken back.')
    assert book.texts["ada-byrne"].endswith("## Log\n")
    assert book.status == ""


def test_the_preview_runs_nothing_of_the_repository(book: GitBook, tmp_path: Path) -> None:
    book.log("coffee with Ada: one")
    ran = tmp_path / "ran"
    (book.root / ".git" / "info" / "attributes").write_text("* diff=loud filter=loud\n")
    for key in ("diff.loud.textconv", "filter.loud.clean", "core.fsmonitor", "diff.external"):
        book.git("config", key, f"touch {ran}; cat")
    book.person("ada-byrne").write_text(book.texts["ada-byrne"])
    assert "coffee: one" in book.kith("undo").out
    assert not ran.exists()
    subprocess.run(["git", "-C", str(book.root), "status"], capture_output=True, check=False)
    assert ran.exists()


def test_a_clone_that_begins_with_the_write_keeps_its_files(book: GitBook, tmp_path: Path) -> None:
    """To git, all of the book would be new in that commit."""
    book.log("coffee with Ada: one")
    clone = tmp_path / "clone"
    book.git("clone", "--quiet", "--depth", "1", f"file://{book.root}", str(clone))
    refuses(GitBook(clone), ONE, "not in this clone", "git fetch --unshallow")


def test_a_first_commit_is_taken_back_as_any_other(book: GitBook) -> None:
    book.git("checkout", "--quiet", "--orphan", "new")
    book.git("reset", "--quiet")
    book.person("dell").write_text("---\nname: Dell\n---\n", encoding="utf-8")
    book.git("add", "people/dell.md")
    book.git("commit", "--quiet", "-m", "new: Dell\n\nKith-Command: new")
    assert book.kith("undo", "--apply").out == '"new: Dell" is taken back.'
    assert not book.person("dell").exists()


@pytest.mark.parametrize("stem", ["ada-byrne", "bo-chen"])
def test_what_the_owner_amended_into_the_commit_is_not_taken_back(book: GitBook, stem: str) -> None:
    book.log("coffee with Ada: one")
    book.type_into(stem, "- 2025-11-01 call: typed by hand")
    book.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    refuses(book, ONE, "is not in the history")


def test_an_amended_commit_with_the_same_change_is_taken_back(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.git("commit", "--quiet", "--amend", "--no-edit", "--allow-empty")
    assert book.kith("undo", "--apply").code == 0


def test_a_file_that_the_owner_moved_does_not_come_back(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.person("ada-byrne").rename(book.person("ada"))
    refuses(book, "people/ada-byrne.md is not there any more", "git restore people/ada-byrne.md")


def test_a_hook_that_changes_files_and_refuses_leaves_no_half_a_revert(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    book.hook("prepare-commit-msg", "echo more >> people/ada-byrne.md; echo no; exit 1")
    refuses(book, ONE, "no")
    assert not (book.root / ".git" / "REVERT_HEAD").exists()
