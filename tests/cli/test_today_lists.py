"""`kith today` keeps its lists short, and says how much it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kithbook.cli.main import kith
from tests.private.sites import write_book


def person(number: int) -> str:
    return (
        f"---\nname: Person {number:02}\n---\n\n## Log\n"
        f"- 2026-01-{number % 28 + 1:02} got: a hand with [[p00]] and the boat\n"
        f"- [ ] 2026-10-01 promised: bring [[p01]] along by 2026-11-20\n"
    )


def shown(root: Path, monkeypatch: pytest.MonkeyPatch, *asked: str) -> list[str]:
    monkeypatch.chdir(root)
    answer = CliRunner().invoke(kith, ["today", *asked], catch_exceptions=False)
    assert answer.exit_code == 0
    return answer.stdout.splitlines()


def block(lines: list[str], title: str) -> list[str]:
    if title not in lines:
        return []
    rest = lines[lines.index(title) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


@pytest.mark.parametrize(
    "people, promises, doors",
    [
        (0, 0, []),
        (1, 1, ["  1 thank-you to say: kith today --all"]),
        (
            30,
            3,
            ["  27 other promises: kith today --all", "  30 thank-yous to say: kith today --all"],
        ),
    ],
)
def test_long_lists_are_cut_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, people: int, promises: int, doors: list[str]
) -> None:
    files = {f"people/p{number:02}.md": person(number) for number in range(people)}
    root = write_book(tmp_path, files)
    lines = shown(root, monkeypatch)
    turn = block(lines, "Your turn")
    assert len([line for line in turn if line.startswith("  You promised")]) == promises
    assert [line for line in block(lines, "Beside that") if "kith today --all" in line] == doors
    every = shown(root, monkeypatch, "--all")
    turns = [line for line in block(every, "Your turn") if line.startswith("  You promised")]
    assert len(turns) == len(block(every, "Thanks owed")) == people
    assert not any("[[" in line or "]]" in line for line in (*lines, *every))


def test_the_newest_favours_are_thanked_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"people/p{number:02}.md": person(number) for number in range(9)}
    found = block(shown(write_book(tmp_path, files), monkeypatch, "--all"), "Thanks owed")
    assert found[0].startswith("  Person 08: a hand with p00")


@pytest.mark.parametrize(
    "number, said, door",
    [
        (0, 0, []),
        (1, 1, []),
        (30, 3, ["  27 introductions under way: kith introduction list"]),
    ],
)
def test_introductions_that_wait_stay_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: int, door: list[str]
) -> None:
    act = "---\nbetween: [p00, p01]\nbecause: {p00: x, p01: y}\nmade: 2026-10-01\n---\n"
    files = {f"introductions/a{n:02}.md": act for n in range(number)}
    people = {"people/p00.md": person(0), "people/p01.md": person(1)}
    lines = shown(write_book(tmp_path, people | files), monkeypatch)
    turn = block(lines, "Your turn")
    assert [line for line in turn if "kith draft loop" in line] == [
        f"    kith draft loop a{n:02}" for n in range(said)
    ]
    assert turn.count("  Person 00 and Person 01: ask whether they met") == said
    assert [line for line in block(lines, "Beside that") if "introduction" in line] == door
