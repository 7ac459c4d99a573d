"""A field of three: what the owner wrote or took away always stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.exchange.three_way import list_after, merged_list, merged_value

VALUES = st.sampled_from(["", "a", "A", "b", "c"])
LISTS = st.lists(st.sampled_from(["a", "A", "b", "c", "d", "e"]), unique_by=str.lower)


@pytest.mark.parametrize(
    "base, ours, theirs, value, outcome",
    [
        ("a", "a", "a", "a", "same"),
        ("a", "a", "b", "b", "updated"),
        ("a", "b", "a", "b", "kept"),
        ("a", "b", "c", "b", "conflict"),
        ("a", "b", "b", "b", "same"),
        ("a", "a", "", "a", "kept"),
        ("a", "", "a", "", "deleted by hand"),
        ("a", "", "b", "", "deleted by hand"),
        ("", "", "b", "b", "added"),
        ("", "a", "b", "a", "conflict"),
        ("", "a", "", "a", "kept"),
        ("a", "", "", "", "same"),
    ],
)
def test_each_way_three_values_can_differ(
    base: str, ours: str, theirs: str, value: str, outcome: str
) -> None:
    merged = merged_value(base, ours, theirs)
    assert (merged.value, merged.outcome) == (value, outcome)


def test_another_way_of_writing_is_no_change() -> None:
    merged = merged_value("Acme", "ACME", "acme", str.lower)
    assert (merged.value, merged.outcome) == ("ACME", "same")


@given(VALUES, VALUES, VALUES)
def test_what_the_owner_wrote_or_took_away_stands(base: str, ours: str, theirs: str) -> None:
    merged = merged_value(base, ours, theirs, str.lower)
    if base != ours:
        assert merged.value == ours
    if not theirs:
        assert merged.value == ours


@given(VALUES, VALUES, VALUES)
def test_once_more_comes_to_the_same(base: str, ours: str, theirs: str) -> None:
    once = merged_value(base, ours, theirs, str.lower).value
    assert merged_value(base, once, theirs, str.lower).value == once, "stopped before the base"
    assert merged_value(theirs, once, theirs, str.lower).value == once, "imported again"


@given(LISTS, LISTS, LISTS)
def test_lists_keep_what_was_added_and_leave_out_what_was_taken_away(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    after = list_after(ours, merged_list(base, ours, theirs, str.lower))
    was, here, there, now = ({one.lower() for one in many} for many in (base, ours, theirs, after))
    assert here - was <= now, "added by hand"
    assert set(ours) - set(base) <= set(after), "written otherwise by hand"
    assert (was - here).isdisjoint(now), "taken away by hand"
    assert there - was <= now, "new at the source"
    assert here & there <= now
    assert now <= here | there
    assert len(after) == len(now)
    if there <= was:
        assert after == tuple(ours), "what only went at the source stays"


@given(LISTS, LISTS, LISTS)
def test_lists_once_more_come_to_the_same(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    once = list_after(ours, merged_list(base, ours, theirs, str.lower))
    for earlier in (base, theirs):
        assert list_after(once, merged_list(earlier, once, theirs, str.lower)) == once


def test_one_value_for_another_takes_its_place() -> None:
    merged = merged_list(["a", "b"], ["a", "b", "mine"], ["a", "c"], str)
    assert merged.replaced == (("b", "c"),)
    assert list_after(["a", "b", "mine"], merged) == ("a", "c", "mine")
