"""The derived state of introductions, after the table in tests/cases/introductions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from kithbook.book.network import Network
from kithbook.introductions.sides import Side, SideState, State
from kithbook.introductions.state import Progress, Wait, all_progress, waiting
from tests.insight.books import TODAY, Case, case_id, cases, load_case

CASES = cases("introductions")


def book(root: Path, *files: str, kofi: str = "") -> Network:
    """Each file is of another pair: of Ada and Kofi, of Ada and somebody after him."""
    front = "between: [ada, kofi]\nbecause: {ada: x, kofi: y}\n"
    people = {"ada": "name: ada\n"}
    texts = {}
    for number, text in enumerate(files, 1):
        name = f"kofi-{number}" if number > 1 else "kofi"
        people[name] = f"name: {name}\n{kofi}\n"
        whole = f"---\n{front}{text}\n---\n".replace("kofi", name)
        texts[f"introductions/2026-{number:02}.md"] = whole
    return load_case(root, {"people": people, "files": texts})


def side_shown(side: Side) -> str:
    since = f" since {side.since}" if side.since else ""
    nudged = " nudged" if side.nudged else ""
    return f"{side.who.person} {side.state}{since}{nudged}{side.unasked and ' ' + side.unasked}"


def step_shown(step: Wait) -> str:
    day = f" from {step.due}" if step.due and step.about != "answer" else ""
    return f"{step.short}{day}{' *' if step.turn else ''}"


def shown(network: Network, one: Progress) -> list[str]:
    sides = ", ".join(side_shown(side) for side in one.sides)
    return [one.state, sides, "; ".join(step_shown(step) for step in one.waiting)]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    sides = [side for case in CASES for side in case["expect"][1].split(", ")]
    for state in get_args(SideState):
        assert any(f" {state}" in side for side in sides), state
    for step in ("has not been", "an answer", "later", "make", "meet", "useful", "thanks"):
        assert any(step in case["expect"][2] for case in CASES), step
    assert {case["expect"][0] for case in CASES} == set(get_args(State))


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_an_introduction_stands_as_the_case_says(case: Case, tmp_path: Path) -> None:
    network = book(tmp_path, case["file"], kofi=case.get("kofi", ""))
    (one,) = all_progress(network, TODAY)
    assert shown(network, one) == case["expect"]
    assert one.over == (case["expect"][2] == "")
    assert any(each.about == "thanks" for each in one.waits) == ("say thanks" in case["expect"][2])


def test_an_answer_is_waited_for_until_it_lapses(tmp_path: Path) -> None:
    (one,) = all_progress(book(tmp_path, "asked: {ada: 2026-11-20}"), TODAY)
    assert one.waiting[0].due == date(2026, 12, 4)


def test_those_under_way_wait_the_longest_first_and_ideas_do_not(tmp_path: Path) -> None:
    network = book(
        tmp_path,
        "",
        "made: 2026-11-20",
        "made: 2026-09-01",
        "asked: {ada: 2026-11-20}\nasked_by: kofi",
        "made: 2026-08-01",
        "answered: {ada: {on: 2026-11-01, said: no}}",
    )
    order = [one.introduction.id for one in waiting(all_progress(network, TODAY))]
    assert order == ["2026-05", "2026-03", "2026-04"]


def test_a_side_without_a_file_is_shown_by_the_name_as_written(tmp_path: Path) -> None:
    case = {
        "people": {"ada": "name: Ada\n"},
        "files": {"introductions/x.md": "---\nbetween: [ada, Zoe Muller]\n---\n"},
    }
    network = load_case(tmp_path, case)
    (one,) = all_progress(network, TODAY)
    assert [step.short for step in one.waiting] == [
        "Ada has not been asked",
        "Zoe Muller has not been asked",
    ]
