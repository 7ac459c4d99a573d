"""What a day holds, after the table in tests/cases/today."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from kithbook.insight.today import Agenda, Birthday, agenda
from kithbook.suggestions.needs import needs_met
from tests.insight.books import TODAY, Case, case_id, cases, day_of, load_case

CASES = cases("today")


def birthday_shown(one: Birthday) -> str:
    return f"{one.person} {one.on}" + (f" turns {one.turns}" if one.turns else "")


def shown(day: Agenda) -> dict[str, object]:
    """What an agenda holds, as the cases write it; empty parts are left out."""
    found: dict[str, object] = {
        "picks": [
            f"{pick.person}: {' + '.join(reason.text for reason in pick.reasons)}"
            for pick in day.picks
        ],
        "waiting_for": [pick.person for pick in day.waiting_for],
        "explained": re.findall(r"(\w+): false in kithbook.yml", " ".join(day.explained)),
        "more": str(day.more) if day.more else "",
        "promises": [f"{' '.join(p.people)}: {p.entry.text}" for p in day.promises],
        "awaited": [f"{' '.join(p.people)}: {p.entry.text}" for p in day.awaited],
        "owed": [f"{favour.person}: {favour.entry.text}" for favour in day.thanks_owed],
        "birthdays": [birthday_shown(each) for each in day.birthdays],
        "requests": [request.id for request in day.requests],
        "needs": [f"{need.person} by {need.by}" for need in day.needs],
        "next": day.next_in_words,
    }
    return {name: each for name, each in found.items() if each}


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_the_day_holds_what_the_case_says(case: Case, tmp_path: Path) -> None:
    network = load_case(tmp_path, case)
    day = agenda(network, day_of(case), needs=needs_met(network, day_of(case)))
    assert shown(day) == case["expect"]
    waits = {"picks", "promises", "awaited", "requests"}
    assert day.all_done == (not waits & set(case["expect"]))


@pytest.fixture
def ada(tmp_path: Path) -> Agenda:
    people = {
        "ada": """\
circle: close
reach: {email: ada@example.org, phone: +1 713 555 0142, prefer: phone}
needs: [a fractional CFO]
---
- 2026-10-10 call: leaving in spring
- 2026-10-12 note: has a dog now
- [ ] 2026-10-12 promised: send the salary survey by 2026-12-30
- 2026-09-20 got: introduced me to [[Bo]]
""",
        "bo": "circle: warm\n---\n- 2026-11-10 call: [[Ada]] won a prize\n",
    }
    return agenda(load_case(tmp_path, {"people": people}), TODAY)


def test_a_pick_says_all_that_a_call_needs(ada: Agenda) -> None:
    (pick,) = ada.picks
    assert pick.name == "Ada"
    assert pick.last
    assert pick.last.text == "leaving in spring"
    assert pick.channel
    assert pick.channel.url == "tel:+17135550142"
    assert [opening.text for opening in pick.openings] == [
        "you promised: send the salary survey (by 30 December)",
        "looking for a fractional CFO",
        "you have not thanked yet for: introduced me to Bo",
    ]


def test_the_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    people = {f"p{n}": f"name: N{n % 3}\ncircle: close\nborn: --11-2{n}\n" for n in range(2, 8)}
    network = load_case(tmp_path, {"people": people, "settings": "shortlist: 4\n"})
    expected = shown(agenda(network, TODAY))
    shuffle = random.Random(7)  # noqa: S311 - any order will do
    for _ in range(5):
        order = list(network.people)
        shuffle.shuffle(order)
        turned = replace(network, people={person: network.people[person] for person in order})
        found = shown(agenda(turned, TODAY))
        assert found["picks"] == expected["picks"]
        assert found["birthdays"] == expected["birthdays"]
