"""Last contact and due dates, after the table of dated cases in tests/cases/keepup."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.book.model import CONTACT_KINDS
from kithbook.insight.keepup import STATES, WORDS, KeepUp, capacity, due_in_words, keep_up, keep_ups
from tests.insight.books import TODAY, Case, case_id, cases, day_of, load_case

CASES = cases("keepup")


def shown(one: KeepUp) -> str:
    """How a person stands, as the cases write it."""
    parts = [
        one.state,
        f"last {one.last.day if one.last else 'never'}",
        f"due {one.due or 'never'}",
    ]
    if one.estimated:
        parts.append(f"estimated from {one.counted}")
    if one.until:
        parts.append(f"until {one.until}")
    return "; ".join(parts)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 75
    assert len({case["case"] for case in CASES}) == len(CASES)
    shown_states = {said.split(";")[0] for case in CASES for said in case["expect"].values()}
    assert shown_states == set(STATES)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_person_stands_as_the_case_says(case: Case, tmp_path: Path) -> None:
    network = load_case(tmp_path, case)
    found = {person: shown(keep_up(network, person, day_of(case))) for person in case["expect"]}
    assert found == case["expect"]


@pytest.mark.parametrize("kind", CONTACT_KINDS)
def test_every_contact_kind_counts(kind: str, tmp_path: Path) -> None:
    ada = f"circle: close\n---\n- 2026-11-03 {kind}: news\n"
    network = load_case(tmp_path, {"people": {"ada": ada}})
    assert keep_up(network, "ada", TODAY).state == "fine"


INTRODUCED = """between: ["[[Ada]]", "[[Bo]]"]
because: {ada: x, bo: y}
asked: {ada: 2026-05-01, bo: 2026-05-10}
nudged: {bo: 2026-05-20}
answered: {ada: {said: yes, on: 2026-05-04}, bo: {said: yes, on: 2026-06-01}}
"""


@pytest.mark.parametrize(
    "record, log, ada, bo",
    [
        (INTRODUCED.partition("nudged")[0], "", "2026-05-01", "2026-05-10"),
        (INTRODUCED.partition("answered")[0], "", "2026-05-01", "2026-05-20"),
        (INTRODUCED, "", "2026-05-04", "2026-06-01"),
        (f"{INTRODUCED}made: 2026-06-03\n", "", "2026-06-03", "2026-06-03"),
        (f"{INTRODUCED}made: 2027-06-03\n", "", "2026-05-04", "2026-06-01"),
        (INTRODUCED, "- 2026-07-01 call: news\n", "2026-07-01", "2026-06-01"),
    ],
)
def test_what_is_exchanged_over_an_introduction_is_contact(
    record: str, log: str, ada: str, bo: str, tmp_path: Path
) -> None:
    people = {"ada": f"circle: close\n---\n{log}", "bo": "circle: close\n"}
    files = {"introductions/2026-05-ada-bo.md": f"---\n{record}---\n"}
    network = load_case(tmp_path, {"people": people, "files": files})
    last = {one.person: str(one.last and one.last.day) for one in keep_ups(network, TODAY)}
    assert last == {"ada": ada, "bo": bo}
    assert {one.counted for one in keep_ups(network, TODAY)} == {"contact"}


def test_the_most_pressing_stand_first(tmp_path: Path) -> None:
    people = {
        "zoe": "circle: close\n---\n- 2026-01-01 call: x\n",
        "yan": "circle: close\n---\n- 2026-10-20 call: x\n",
        "xia": "circle: close\n---\n- 2026-10-19 call: x\n",
        "abe": "circle: close\n---\n- 2026-11-20 call: x\n",
        "ben": "role: baker\n",
        "cal": "circle: close\npause: true\n",
    }
    order = [one.person for one in keep_ups(load_case(tmp_path, {"people": people}), TODAY)]
    assert order == ["zoe", "xia", "yan", "abe", "cal", "ben"]


def test_equals_stand_by_name_without_regard_to_accents(tmp_path: Path) -> None:
    names = {"p1": "Öde", "p2": "oda", "p3": "Odf"}
    people = {person: f"name: {name}\ncircle: close\n" for person, name in names.items()}
    order = [one.person for one in keep_ups(load_case(tmp_path, {"people": people}), TODAY)]
    assert order == ["p2", "p1", "p3"]


def test_the_circles_ask_for_touches_a_day(tmp_path: Path) -> None:
    case = {
        "settings": "circles: {inner: 10 days, close: 30 days}\ncapacity: 1\n",
        "people": {
            "a": "circle: inner\n",
            "b": "circle: inner\nsnooze: 2027-01-01\n",
            "c": "circle: close\n",
            "d": "circle: close\npause: true\n",
            "e": "every: 20 days\n",
            "f": "circle: close\nevery: 5\n",
            "g": "role: baker\n",
        },
    }
    found = capacity(load_case(tmp_path, case), TODAY)
    loads = [(load.circle, load.people, round(load.touches, 3)) for load in found.circles]
    assert loads == [("inner", 2, 0.2), ("close", 2, 0.233), ("", 1, 0.05)]
    assert found.touches == pytest.approx(0.4833, abs=0.001)
    assert found.fits
    assert (
        found.sentence
        == "Your circles ask you to be in touch 0.5 times a day; you have room for 1."
    )


def test_more_than_there_is_room_for_is_said_with_a_next_step(tmp_path: Path) -> None:
    people = {f"p{number}": "every: 1\n" for number in range(3)}
    case = {"settings": "capacity: 2\n", "people": people}
    found = capacity(load_case(tmp_path, case), TODAY)
    assert not found.fits
    assert "3.0 times a day, and you have room for 2: make a circle's span longer" in found.sentence


def test_without_a_capacity_nothing_is_too_much(tmp_path: Path) -> None:
    found = capacity(load_case(tmp_path, {"people": {"a": "every: 1\n"}}), TODAY)
    assert found.fits
    assert found.sentence == "Your circles ask you to be in touch 1.0 times a day."


@pytest.mark.parametrize(
    "front, log, words",
    [
        ("circle: close", "2026-10-28 call: x", "due on Friday"),
        ("circle: close", "2026-10-24 call: x", "due tomorrow"),
        ("circle: close", "2026-10-23 call: x", "due today"),
        ("circle: close", "2026-10-10 call: x", "due since 9 November"),
        ("circle: close", "2026-04-10 call: x", "it has been a while: last in touch 7 months ago"),
        ("circle: close", "2026-11-20 call: x", "due on 20 December"),
        ("circle: warm", "2026-11-20 call: x", "due on 19 May 2027"),
        ("circle: close", "2026-11-20 note: x", "due on 20 December (estimated)"),
        ("circle: close", "2027-11-20 call: x", "no contact is written down yet"),
        ("circle: close\nmet: {on: 2019}", "2027-11-20 call: x",
         "it has been a while: you met 7 years ago"),
        ("circle: close\nsnooze: 2026-11-23", "2026-11-20 call: x", "snoozed, back tomorrow"),
        ("circle: close\npause: true", "2026-11-20 call: x", "paused"),
        ("role: baker", "2026-11-20 call: x", "not tracked"),
    ],
)  # fmt: skip
def test_the_due_day_in_words(front: str, log: str, words: str, tmp_path: Path) -> None:
    network = load_case(tmp_path, {"people": {"ada": f"{front}\n---\n- {log}\n"}})
    assert due_in_words(keep_up(network, "ada", TODAY), TODAY) == words


def test_no_word_scolds() -> None:
    assert set(WORDS) == set(STATES)
    assert "overdue" not in " ".join(WORDS.values())


def test_an_unknown_id_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        keep_up(load_case(tmp_path, {}), "nobody", date(2026, 1, 1))
