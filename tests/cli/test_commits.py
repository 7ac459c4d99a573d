"""Each write is a commit of its own, or says why not and is made up for with the next."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import pytest

from tests.cli.gitbook import GitBook

pytestmark = pytest.mark.uncounted


REFUSING = "echo 'Names are written with a capital.' >&2\nexit 1"


def test_a_refused_commit_is_told_in_the_words_of_the_hook(book: GitBook) -> None:
    book.hook("pre-commit", REFUSING)
    done = book.log("coffee with Ada: one")
    assert "saved but not committed" in done.err
    assert "Names are written with a capital." in done.err
    assert book.subjects == ["The book"]
    assert book.status == " M people/ada-byrne.md"


def test_what_a_hook_says_on_stdout_is_told_too(book: GitBook) -> None:
    book.hook("pre-commit", "echo 'On stdout.'\nexit 1")
    assert "On stdout." in book.log("coffee with Ada: one").err


def test_a_lock_of_another_program_is_told_in_words_of_git(book: GitBook) -> None:
    (book.root / ".git" / "index.lock").touch()
    assert "index.lock" in book.log("coffee with Ada: one").err


def test_the_next_write_makes_up_for_a_refused_commit(book: GitBook) -> None:
    hook = book.hook("pre-commit", REFUSING)
    book.log("coffee with Ada: one")
    hook.unlink()
    done = book.log("coffee with Bo: two")
    assert done.err == ""
    assert book.subjects == [
        "log: bo-chen: 2026-11-29 coffee: two",
        "log: ada-byrne: 2026-11-29 coffee: one",
        "The book",
    ]
    assert book.status == ""


def test_lines_of_one_person_are_made_up_for_too(book: GitBook) -> None:
    hook = book.hook("pre-commit", REFUSING)
    book.log("coffee with Ada: one")
    book.log("coffee with Ada: two")
    hook.unlink()
    book.log("coffee with Ada: three")
    assert book.subjects[:2] == [
        "log: ada-byrne: 2026-11-29 coffee: three",
        "log: ada-byrne: 2026-11-29 coffee: two",
    ]
    body = book.git("log", "-1", "--skip=1", "--format=%b")
    assert "Also: log: ada-byrne: 2026-11-29 coffee: one" in body
    assert book.status == ""


def test_a_refused_new_person_is_not_left_in_the_index(book: GitBook) -> None:
    hook = book.hook("pre-commit", REFUSING)
    book.kith("new", "Dell Thibodeaux")
    assert book.status == "?? people/dell-thibodeaux.md"
    hook.unlink()
    book.log("coffee with Dell: one")
    assert book.subjects[:2] == [
        "log: dell-thibodeaux: 2026-11-29 coffee: one",
        "new: Dell Thibodeaux",
    ]


def test_lines_of_the_owner_are_never_swept_in(book: GitBook) -> None:
    hook = book.hook("pre-commit", REFUSING)
    book.log("coffee with Ada: one")
    hook.unlink()
    book.type_into("ada-byrne", "- 2025-01-01 call: mine")
    done = book.log("coffee with Ada: two")
    assert "people/ada-byrne.md held changes of yours" in done.err
    assert book.subjects == ["The book"]
    book.git("commit", "--quiet", "-a", "-m", "mine")
    assert book.log("coffee with Ada: three").err == ""
    assert book.subjects[:2] == ["log: ada-byrne: 2026-11-29 coffee: three", "mine"]


def test_a_line_of_ours_that_the_owner_staged_is_still_ours(book: GitBook) -> None:
    hook = book.hook("pre-commit", REFUSING)
    book.log("coffee with Ada: one")
    hook.unlink()
    book.git("add", "people")
    assert book.log("coffee with Ada: two").err == ""
    assert book.status == ""


def test_what_the_owner_staged_otherwise_is_not_lost(book: GitBook) -> None:
    hook = book.hook("pre-commit", REFUSING)
    book.log("coffee with Ada: one")
    hook.unlink()
    ours = book.texts["ada-byrne"]
    book.type_into("ada-byrne", "- 2025-01-01 call: mine")
    book.git("add", "people")
    book.person("ada-byrne").write_text(ours)
    assert "held changes of yours" in book.log("coffee with Ada: two").err
    assert "call: mine" in book.git("show", ":people/ada-byrne.md")


def test_the_file_that_held_changes_is_the_one_named(book: GitBook) -> None:
    (book.root / "requests").mkdir()
    names = ("2026-01-01-al-000001", "2026-01-02-be-000002")
    for name in names:
        text = (
            f"---\nid: {name}\nkind: connect\nreceived: {name[:10]}\nwhy: x\n"
            f"from: {{name: Al, email: al{name[-1]}@example.org}}\n"
            "decision: {on: 2026-01-05, was: declined}\n---\n"
        )
        (book.root / "requests" / f"{name}.md").write_text(text)
    with (book.root / "kithbook.yml").open("a") as file:
        file.write("retention: {declined: 10 days}\n")
    book.git("add", "-A")
    book.git("commit", "--quiet", "-m", "requests")
    with (book.root / "requests" / f"{names[1]}.md").open("a") as file:
        file.write("\nmine\n")
    done = book.kith("request", "purge", "--apply")
    assert f"requests/{names[1]}.md held changes of yours" in done.err
    assert names[0] not in done.err
    assert f"Git keeps an earlier version of requests/{names[1]}.md" in done.err


def test_what_is_staged_beside_is_neither_swept_in_nor_lost(book: GitBook) -> None:
    book.type_into("bo-chen", "- 2025-01-01 call: mine")
    book.git("add", "people/bo-chen.md")
    assert book.log("coffee with Ada: one").err == ""
    assert book.git("show", "--format=", "--name-only", "HEAD") == "people/ada-byrne.md"
    assert book.status == "M  people/bo-chen.md"


FORMATTER = "sed -i 's/coffee:/COFFEE:/' people/ada-byrne.md"


def test_a_hook_that_adds_what_it_reformats_leaves_nothing_changed(book: GitBook) -> None:
    book.hook("pre-commit", f"{FORMATTER}\ngit add people/ada-byrne.md")
    assert book.log("coffee with Ada: one").err == ""
    assert book.status == ""
    assert "COFFEE: one" in book.git("show", "HEAD:people/ada-byrne.md")
    assert book.log("call with Ada: two").err == ""
    assert book.status == ""
    assert len(book.subjects) == 3


def test_a_hook_that_reformats_and_says_no_is_asked_again(book: GitBook) -> None:
    check = "git diff --quiet -- people || { echo 'files were modified by this hook'; exit 1; }"
    book.hook("pre-commit", f"{FORMATTER}\n{check}")
    assert book.log("coffee with Ada: one").err == ""
    assert book.status == ""
    assert book.subjects[0] == "log: ada-byrne: 2026-11-29 coffee: one"


def test_a_hook_that_changes_a_file_each_time_does_not_lose_it(book: GitBook) -> None:
    hook = book.hook("pre-commit", "echo >> people/ada-byrne.md; exit 1")
    assert "saved but not committed" in book.log("coffee with Ada: one").err
    hook.unlink()
    assert book.log("call with Ada: two").err == ""
    assert book.subjects[:2] == [
        "log: ada-byrne: 2026-11-29 call: two",
        "log: ada-byrne: 2026-11-29 coffee: one",
    ]


def rebase(book: GitBook) -> None:
    book.log("coffee with Cy: a")
    book.log("coffee with Cy: b")
    edit = ("-c", "sequence.editor=sed -i 1s/pick/edit/")
    book.git(*edit, "rebase", "--quiet", "-i", "HEAD~2")


def diverged(book: GitBook) -> None:
    book.git("switch", "--quiet", "-c", "side")
    book.type_into("cy-doe", "- 2025-01-01 call: side")
    book.git("commit", "--quiet", "-a", "-m", "side")
    book.git("switch", "--quiet", "main")
    book.type_into("cy-doe", "- 2025-01-02 call: main")
    book.git("commit", "--quiet", "-a", "-m", "main")


def merge(book: GitBook) -> None:
    diverged(book)
    book.git("merge", "side", fails=True)


def pick(book: GitBook) -> None:
    diverged(book)
    book.git("cherry-pick", "side", fails=True)


def revert(book: GitBook) -> None:
    diverged(book)
    book.git("commit", "--quiet", "--amend", "-m", "main again")
    book.git("revert", "--no-edit", "side", fails=True)


def bisect(book: GitBook) -> None:
    diverged(book)
    book.git("bisect", "start", "HEAD", "HEAD~1")


def detached(book: GitBook) -> None:
    book.git("checkout", "--quiet", "--detach")


STATES = {
    "A rebase": rebase,
    "A merge": merge,
    "A cherry-pick": pick,
    "A revert": revert,
    "A bisect": bisect,
    "no branch": detached,
}


@pytest.mark.parametrize("said", STATES)
def test_where_a_commit_would_go_astray_none_is_made(book: GitBook, said: str) -> None:
    STATES[said](book)
    before = book.git("rev-parse", "HEAD")
    done = book.log("coffee with Ada: one")
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert book.git("rev-parse", "HEAD") == before
    assert "coffee: one" in book.texts["ada-byrne"]
    refused = book.kith("undo", "--apply")
    assert refused.code == 2
    assert book.git("rev-parse", "HEAD") == before


def test_back_on_a_branch_it_is_made_up_for(book: GitBook) -> None:
    detached(book)
    book.log("coffee with Ada: one")
    book.git("switch", "--quiet", "main")
    book.log("coffee with Ada: two")
    assert book.subjects[:2] == [
        "log: ada-byrne: 2026-11-29 coffee: two",
        "log: ada-byrne: 2026-11-29 coffee: one",
    ]


def test_no_branch_is_no_trouble_where_no_commit_is_asked_for(tmp_path: Path) -> None:
    book = GitBook.made(tmp_path / "other", "")
    detached(book)
    assert book.log("coffee with Ada: one").err == ""


def test_eight_commands_at_once_are_eight_commits(book: GitBook) -> None:
    at_once = multiprocessing.get_context("fork")
    started = [
        at_once.Process(target=book.log, args=(f"coffee with Ada: number {n}",)) for n in range(8)
    ]
    for one in started:
        one.start()
    for one in started:
        one.join()
    assert [one.exitcode for one in started] == [0] * 8
    assert sum("coffee: number" in line for line in book.texts["ada-byrne"].splitlines()) == 8
    assert len(book.subjects) == 9
    assert book.status == ""


def test_a_record_that_cannot_be_read_is_no_trouble(book: GitBook) -> None:
    book.log("coffee with Ada: one")
    record = book.root / ".kith" / "writes.json"
    for text in ("", "{", "[]", '{"writes": [{"files": [1]}]}', '{"writes": 7}'):
        record.write_text(text)
        assert book.log("coffee with Ada: again").err == ""
    record.unlink()
    record.mkdir()
    assert book.log("coffee with Ada: last").err == ""
    shutil.rmtree(book.root / ".kith")
    (book.root / ".kith").write_text("a file")
    assert book.log("coffee with Ada: very last").err == ""
    assert book.kith("undo").out.endswith('very last". To do it: kith undo --apply')


def test_the_folder_of_the_record_is_never_a_link(book: GitBook, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (book.root / ".kith").symlink_to(tmp_path / "elsewhere")
    book.log("coffee with Ada: one")
    assert not list((tmp_path / "elsewhere").iterdir())
