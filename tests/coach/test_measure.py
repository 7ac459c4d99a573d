"""The floor: how well the coach must tell good messages from others, on the measuring set."""

from __future__ import annotations

import pytest

from benchmarks.coaching import Measured, measure, report

pytestmark = pytest.mark.no_cover


def floor_held(one: Measured) -> bool:
    return one.balanced_accuracy >= 0.9 and 20 * one.good_ready >= 19 * one.good


@pytest.mark.parametrize("name", ["tuning", "measuring"])
def test_the_floor_is_held(name: str) -> None:
    measured = measure(name)
    assert measured.good + measured.others >= 150
    assert floor_held(measured), report(name)


def test_the_floor_is_held_in_german() -> None:
    measured = measure("measuring", "de")
    assert measured.good + measured.others >= 45
    assert floor_held(measured), report("measuring")


def test_every_rule_finds_most_of_what_it_is_for() -> None:
    measured = measure("measuring")
    often = {rule: count for rule, count in measured.labelled.items() if count >= 5}
    assert len(often) >= 8
    assert {r for r, n in often.items() if measured.labels_found.get(r, 0) < 0.6 * n} == set()


def test_a_coach_that_scolds_good_messages_would_be_red() -> None:
    assert not floor_held(Measured(100, 94, 100, 100, {}, {}, {}))
    assert not floor_held(Measured(100, 100, 100, 79, {}, {}, {}))
    assert floor_held(Measured(100, 95, 100, 90, {}, {}, {}))
