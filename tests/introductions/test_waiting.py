"""What introductions wait for, after the table in tests/cases/waiting: exact lists on a day."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from kithbook.introductions.state import all_progress
from kithbook.introductions.waiting import Board, Wait, board, for_today, in_a_sentence
from tests.insight.books import TODAY, Case, case_id, cases, day_of, load_case

CASES = cases("waiting")


def wait_shown(wait: Wait) -> str:
    who = f": {wait.who.person}" if wait.who else ""
    others = f" ({', '.join(other.person or '' for other in wait.others)})" if wait.others else ""
    day = f" [{wait.day}]" if wait.day else ""
    return f"{wait.introduction.id}{who}{others}{day}{' nudged' if wait.nudged else ''}"


def lists(one: Board) -> Iterator[tuple[str, list[str]]]:
    for field in fields(Board):
        if waits := getattr(one, field.name):
            yield field.name, [wait_shown(wait) for wait in waits]


def test_there_are_enough_cases_and_each_list_is_seen() -> None:
    assert len(CASES) >= 10
    seen = {name for case in CASES for name in case["expect"]}
    assert seen == {"today", *(field.name for field in fields(Board))}


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_the_day_s_lists_are_exactly_these(case: Case, tmp_path: Path) -> None:
    network, day = load_case(tmp_path, case), day_of(case)
    one = board(network, day)
    lines = [
        in_a_sentence(network, wait, day)
        + (f" ({shlex.join(wait.command)})" if wait.command else "")
        for wait in for_today(one, day)
    ]
    assert dict(lists(one)) | ({"today": lines} if lines else {}) == case["expect"]


def test_what_is_at_hand_is_not_asked_for_again(tmp_path: Path) -> None:
    network = load_case(tmp_path, CASES[0])
    acts = all_progress(network, TODAY)
    assert board(network, TODAY, acts) == board(network, TODAY)
    assert board(network, TODAY, ()) == Board()


def test_a_hostile_name_stays_one_word_of_the_command(tmp_path: Path) -> None:
    front = '---\nbetween: [ada, "Bo; rm -rf {pair}"]\nasked: {ada: 2026-11-02}\n'
    text = f"{front}answered: {{ada: {{on: 2026-11-03, said: yes}}}}\n---\n"
    case = {"people": {"ada": ""}, "files": {"introductions/x.md": text}}
    network = load_case(tmp_path, case)
    (wait,) = board(network, TODAY).to_ask
    assert shlex.join(wait.command) == "kith draft ask x --to 'Bo; rm -rf {pair}'"
    told = in_a_sentence(network, wait, TODAY)
    assert told == "Bo; rm -rf {pair} has not been asked about Ada"


def test_the_lists_hold_what_the_states_wait_for_and_no_more(tmp_path: Path) -> None:
    listed = {
        "ask": "ask", "answer": "answer", "ask again": "ask again", "make": "make",
        "news": "question", "outcome": "question", "thank": "thanks",
    }  # fmt: skip
    looked = 0
    for number, case in enumerate(cases("introductions")):
        front = f"between: [ada, kofi]\nbecause: {{ada: x, kofi: y}}\n{case['file']}\n"
        people = {"ada": "", "kofi": f"name: kofi\n{case.get('kofi', '')}\n"}
        root = tmp_path / str(number)
        root.mkdir()
        files = {"introductions/x.md": f"---\n{front}---\n"}
        network = load_case(root, {"people": people, "files": files})
        (one,) = all_progress(network, TODAY)
        waits = [step for step in one.waiting if step.step == "answer" or step.now(TODAY)]
        rows = [w for field in fields(Board) for w in getattr(board(network, TODAY), field.name)]
        found = [wait.about.rpartition(" ")[2] for wait in rows if wait.about != "lapsed"]
        expected = [listed[step.step].rpartition(" ")[2] for step in waits]
        if one.state != "lapsed":
            assert sorted(found) == sorted(expected), case["case"]
            looked += 1
    assert looked >= 30
