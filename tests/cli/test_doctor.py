"""`kith doctor` as one runs it: a line for each thing, the next step below, and the exit code."""

from __future__ import annotations

import json

from tests.cli.gitbook import GitBook


def test_an_error_ends_with_one_and_its_step_stands_below(book: GitBook) -> None:
    book.git("remote", "add", "home", "git@example.org:nora/book.git")
    done = book.kith("doctor")
    assert done.code == 1
    lines = done.out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("error    guard: "))
    assert lines[at + 1] == "         kith guard"
    assert done.err.startswith("1 error, ")
    assert book.kith("guard").code == 0
    after = book.kith("doctor")
    assert after.code == 0
    assert "ok       guard: The push guard is in place." in after.out.splitlines()


def test_json_says_the_same(book: GitBook) -> None:
    told = json.loads(book.kith("doctor", "--json").out)
    assert told["errors"] == 0
    standing = {one["about"]: one["standing"] for one in told["examined"]}
    assert standing["git"] == "ok"
    assert standing["guard"] == standing["remotes"] == "warning"
    assert all(one["next"] for one in told["examined"] if one["standing"] != "ok")


def test_leftovers_are_told_once(book: GitBook) -> None:
    (book.root / "people" / ".ada-byrne.md.0a1b2c3d.tmp").write_text("half", encoding="utf-8")
    assert "cleared away. ada-byrne.md is whole." in book.kith("doctor").out
    assert "leftovers: Nothing was left behind." in book.kith("doctor").out
