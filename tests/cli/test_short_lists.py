"""What is open is listed newest first and short, for introductions and requests; --all for all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kithbook.cli.main import kith
from tests.private.sites import write_book

PEOPLE = {f"people/{one}.md": f"---\nname: {one.title()}\n---\n" for one in ("ada", "bo", "cy")}


def act(state: str) -> str:
    return f"---\nbetween: [ada, bo]\nbecause: {{ada: x, bo: y}}\n{state}---\n"


def asked(day: int) -> str:
    return act(f"asked: {{ada: 2026-11-{day:02}}}\n")


def request(received: str, decision: str = "") -> str:
    return f"---\nkind: connect\nreceived: {received}\nfrom: {{name: Zoe}}\nask: x\n{decision}---\n"


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.chdir(root)
    answer = CliRunner().invoke(kith, words, catch_exceptions=False)
    assert answer.exit_code == 0, answer.stderr
    return answer


def ids(lines: list[str]) -> list[str]:
    return [line.rpartition("(")[2].rstrip(")") for line in lines if line.endswith(")")]


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    files = {f"introductions/a{day:02}.md": asked(day) for day in range(9, 22)}
    files["introductions/2026-11-idea.md"] = act("")
    files["introductions/zz.md"] = act("outcome: {on: 2025-02-01, was: useful}\nthanked: 2025-02\n")
    return write_book(tmp_path, PEOPLE | files)


def test_introductions_newest_first_and_short(acts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = run(acts, monkeypatch, "introduction", "list")
    lines = answer.stdout.splitlines()
    assert ids(lines) == [f"a{day:02}" for day in range(21, 9, -1)]
    assert lines[12:] == ["and 2 more: kith introduction list --all"]
    assert "1 introduction is over; --all lists them." in answer.stderr


def test_all_introductions(acts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = run(acts, monkeypatch, "introduction", "list", "--all")
    everyone = [f"a{day:02}" for day in range(21, 8, -1)]
    assert ids(answer.stdout.splitlines()) == [*everyone, "2026-11-idea", "zz"]
    assert "over" not in answer.stderr
    told = json.loads(run(acts, monkeypatch, "introduction", "list", "--json").stdout)
    assert [one["id"] for one in told["introductions"]] == [*everyone, "2026-11-idea", "zz"]


def test_a_list_cut_short_names_the_command_for_the_rest(
    acts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = run(acts, monkeypatch, "introduction", "list", "--with", "Ada", "--state", "asked")
    more = "and 1 more: kith introduction list --state asked --with Ada --all"
    assert some.stdout.splitlines()[12:] == [more]
    none = run(acts, monkeypatch, "introduction", "list", "--with", "cy")
    assert none.stdout == "No such introduction.\n"


@pytest.mark.parametrize("words", [("introduction", "list"), ("introduction", "list", "--all")])
def test_a_book_without_introductions_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    answer = run(write_book(tmp_path, PEOPLE), monkeypatch, *words)
    assert (answer.stdout, answer.stderr) == ("No introductions.\n", "")


def test_requests_newest_first_and_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no = "decision: {on: 2026-11-01, was: declined}\n"
    more = "decision: {on: 2026-11-20, was: more, reason: x}\n"
    files = {f"requests/r{day:02}.md": request(f"2026-11-{day:02}") for day in range(1, 14)}
    files["requests/asked.md"] = request("2026-10-30", more)
    files["requests/old.md"] = request("2026-10-31", no)
    root = write_book(tmp_path, PEOPLE | files)
    answer = run(root, monkeypatch, "request", "list")
    shown, _, found = answer.stdout.partition("\n\n")
    lines = shown.splitlines()
    assert ids(lines) == [f"r{day:02}" for day in range(13, 1, -1)]
    assert lines[12:] == ["and 2 more: kith request list --all"]
    assert found.startswith("How people found you")
    assert answer.stderr == "1 request is over; --all lists every one.\n"

    everyone = [*(f"r{day:02}" for day in range(13, 0, -1)), "old", "asked"]
    answer = run(root, monkeypatch, "request", "list", "--all")
    assert ids(answer.stdout.partition("\n\n")[0].splitlines()) == everyone
    assert not answer.stderr
    told = json.loads(run(root, monkeypatch, "request", "list", "--json").stdout)
    assert [one["id"] for one in told["requests"]] == everyone
    states = run(root, monkeypatch, "request", "list", "--state", "new").stdout.splitlines()
    assert states[12:] == ["and 1 more: kith request list --state new --all"]


def test_requests_that_are_all_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"requests/old.md": request("2020-10-31")}
    root = write_book(tmp_path, files)
    answer = run(root, monkeypatch, "request", "list")
    assert answer.stdout.splitlines()[0] == "No request is open."
    assert answer.stderr == "1 request is over; --all lists every one.\n"
    assert run(root, monkeypatch, "request", "list", "--state", "new").stdout == (
        "No request is new.\n"
    )
