"""`kith brief` tells of favours to return and of acquaintances made, each list kept short."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kithbook.cli.main import kith, run
from tests.cli.test_today_lists import block
from tests.private.sites import write_book

HELPED = "".join(f"- 2026-{month:02}-01 got: a hand with the boat\n" for month in (7, 8, 9))
BOOK = {
    "people/ada.md": f"---\nname: Ada\nneeds: [a loft]\n---\n\n## Log\n{HELPED}",
    "people/bo.md": "---\nname: Bo\nmet: {on: 2019-05, through: ada}\n---\n",
    "people/cy.md": "---\nname: Cy\n---\n\n## Log\n- 2026-09-01 got: a map\n",
    "introductions/x.md": (
        "---\nbetween: [ada, bo]\nbecause: {ada: x, bo: y}\nmade: 2026-02-01\n"
        "outcome: {on: 2026-03-01, was: pleasant, note: a Sunday on the water}\n---\n"
    ),
}


def shown(root: Path, monkeypatch: pytest.MonkeyPatch, person: str) -> list[str]:
    monkeypatch.chdir(root)
    answer = CliRunner().invoke(kith, ["brief", person, "--today", "2026-11-22"])
    assert answer.exit_code == 0
    return answer.stdout.splitlines()


def test_before_a_call_it_is_said_what_could_be_done_in_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shown(write_book(tmp_path, BOOK), monkeypatch, "ada")
    (said,) = block(lines, "Before you ask")
    assert said.startswith("  Ada helped you three times in the last twelve months")
    assert said.endswith("Ada is looking for a loft.")
    assert block(lines, "In return for \u201ca hand with the boat\u201d (1 September)") == [
        "  looking for a loft: perhaps you can help, or somebody you know"
    ]
    assert block(lines, "Came through them") == ["  Bo in May 2019"]
    pleasant = "  Bo on 1 February: it was pleasant, a Sunday on the water"
    assert block(lines, "Met through you") == [pleasant]


def test_who_needs_nothing_that_is_written_down_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shown(write_book(tmp_path, BOOK), monkeypatch, "cy")
    assert block(lines, "In return for \u201ca map\u201d (1 September)") == [
        "  What they need is not written down yet: ask them, and keep it under needs"
    ]
    assert not block(lines, "Before you ask")


def test_a_long_list_of_those_who_came_is_cut_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = {
        f"people/p{number:02}.md": f"---\nname: P{number:02}\nmet: {{through: ada}}\n---\n"
        for number in range(30)
    }
    lines = shown(write_book(tmp_path, {**BOOK, **came}), monkeypatch, "ada")
    found = block(lines, "Came through them")
    names = ", ".join(f"P{number:02}" for number in range(7, 30))
    assert (len(found), found[0], found[-1]) == (9, "  Bo in May 2019", f"  and 23 more: {names}")


def test_a_place_with_many_people_names_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"people/p{n:02}.md": f"---\nname: P{n:02}\nplace: Lyon\n---\n" for n in range(50)}
    lines = shown(write_book(tmp_path, files), monkeypatch, "Lyon")
    assert lines[0] == "50 people in Lyon"
    assert len([line for line in lines if line.startswith("P")]) == 12
    names = ", ".join(f"P{number:02}" for number in range(12, 42))
    assert lines[-1] == f"and 38 more: {names}, …"


def test_many_promises_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = "".join(f"- [ ] 2026-10-{day:02} promised: x{day}\n" for day in range(1, 21))
    root = write_book(tmp_path, {"people/ada.md": f"---\nname: Ada\n---\n\n## Log\n{log}"})
    found = block(shown(root, monkeypatch, "ada"), "Promised by you")
    assert (len(found), found[-1]) == (9, "  and 12 more: kith about ada")


def test_a_long_silence_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = "---\nname: Dee\ncircle: close\n---\n\n## Log\n- 2026-01-18 call: x\n"
    lines = shown(write_book(tmp_path, {"people/dee.md": quiet}), monkeypatch, "dee")
    assert "  Last in touch 10 months ago (call); it has been a while." in lines


@pytest.mark.parametrize(
    "place, said",
    [
        (
            "Houston",
            "nobody's place is that. The place that is written in a file is found by a part",
        ),
        ("Galvestn", 'nobody\'s place is that. Did you mean "Galveston"?'),
    ],
)
def test_where_nobody_is_no_person_is_proposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, said: str
) -> None:
    root = write_book(
        tmp_path, {**BOOK, "people/dee.md": "---\nname: Dee\nplace: Galveston\n---\n"}
    )
    assert run(["--book", str(root), "brief", place]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "kith new" not in told
