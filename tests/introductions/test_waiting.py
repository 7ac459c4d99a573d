"""What introductions wait for, after the table in tests/cases/waiting: exact lists on a day."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kithbook.introductions.state import Progress, Wait, all_progress, for_today, in_order
from tests.insight.books import TODAY, Case, case_id, cases, day_of, load_case

CASES = cases("waiting")


def wait_shown(wait: Wait) -> str:
    who = f": {wait.who.person}" if wait.who else ""
    others = f" ({', '.join(other.person or '' for other in wait.others)})" if wait.others else ""
    day = f" [{wait.day}]" if wait.day else ""
    return f"{wait.introduction.id}{who}{others}{day}{' nudged' if wait.nudged else ''}"


LISTS = {
    "ask": "to_ask", "idea": "ideas", "ask again": "later", "answer": "unanswered",
    "lapsed": "lapsed", "make": "to_make", "first question": "first_questions",
    "second question": "second_questions", "thanks": "thanks", "thanks onward": "thanks_onward",
}  # fmt: skip


def lists(acts: tuple[Progress, ...]) -> Iterator[tuple[str, list[str]]]:
    idea = {one.introduction.id for one in acts if one.state == "idea"}
    waits = in_order(wait for one in acts for wait in one.waits)
    for about, name in LISTS.items():
        found = [
            wait_shown(wait)
            for wait in waits
            if about == ("idea" if wait.introduction.id in idea else wait.about)
            and (wait.turn or wait.kind != "loop")
        ]
        if found:
            yield name, found


def test_there_are_enough_cases_and_each_list_is_seen() -> None:
    assert len(CASES) >= 10
    seen = {name for case in CASES for name in case["expect"]}
    assert seen == {"today", *LISTS.values()}


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_the_day_s_lists_are_exactly_these(case: Case, tmp_path: Path) -> None:
    network, day = load_case(tmp_path, case), day_of(case)
    acts = all_progress(network, day)
    lines = [
        wait.sentence + (f" ({shlex.join(wait.command)})" if wait.command else "")
        for wait in for_today(acts, day)
    ]
    assert dict(lists(acts)) | ({"today": lines} if lines else {}) == case["expect"]


def test_a_hostile_name_stays_one_word_of_the_command(tmp_path: Path) -> None:
    front = '---\nbetween: [ada, "Bo; rm -rf {pair}"]\nasked: {ada: 2026-11-02}\n'
    text = f"{front}answered: {{ada: {{on: 2026-11-03, said: yes}}}}\n---\n"
    case = {"people": {"ada": ""}, "files": {"introductions/x.md": text}}
    network = load_case(tmp_path, case)
    (one,) = all_progress(network, TODAY)
    (wait,) = one.waits
    assert shlex.join(wait.command) == "kith draft ask x --to 'Bo; rm -rf {pair}'"
    assert wait.sentence == "Bo; rm -rf {pair} has not been asked about Ada"
