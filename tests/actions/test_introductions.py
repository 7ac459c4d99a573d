"""Introductions begun, recorded and set aside, without a command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kithbook.actions import record_step
from kithbook.actions.begin_introduction import NewIntroduction, begin_introduction, put_aside
from kithbook.actions.outcome import Edits
from kithbook.actions.record_step import Records, open_records, standing_after
from kithbook.text.refusal import Declined, Wanting
from tests.actions.conftest import Desk

PAIR = ("bo-chen", "ines-ruiz")
BOTH = {"bo-chen": "she knows ramps", "ines-ruiz": "he builds bridges"}
OLD = "introductions/2026-11-ada-byrne-bo-lind.md"


def records(desk: Desk) -> Records:
    return open_records(desk.root, desk.network, desk.today)


def no_reason(who: str, _other: str) -> str:
    raise AssertionError(who)


def test_a_beginning_is_an_edit_and_stands_as_an_idea(desk: Desk) -> None:
    before, book = desk.files(), records(desk)
    begun = begin_introduction(book, NewIntroduction(PAIR, BOTH), no_reason)
    assert desk.files() == before
    (edit,) = begun.edits.files
    assert (edit.before, begun.edits.command, begun.overruled) == (None, "introduce", ())
    assert standing_after(book, edit).state == "idea"
    desk.commit(begun.edits)
    assert PAIR in [one.ids for one in desk.network.introductions]


def test_a_reason_that_was_not_said_is_asked_for(desk: Desk) -> None:
    asked: list[tuple[str, str]] = []

    def reason(who: str, other: str) -> str:
        asked.append((who, other))
        return "a good one"

    said = NewIntroduction(PAIR, {"bo-chen": "she knows ramps"})
    begun = begin_introduction(records(desk), said, reason)
    assert asked == [("ines-ruiz", "bo-chen")]
    assert b"a good one" in begun.edits.files[0].content


def test_what_is_held_back_wants_a_reason_and_keeps_it(desk: Desk) -> None:
    path = desk.root / "people" / "ines-ruiz.md"
    path.write_text("---\nname: Inés Ruiz\ncircle: inner\nask: {per_quarter: 0}\n---\n")
    with pytest.raises(Wanting, match="per_quarter: 0") as refused:
        begin_introduction(records(desk), NewIntroduction(PAIR, BOTH), no_reason)
    assert refused.value.wants == "reason"
    said = NewIntroduction(PAIR, BOTH, anyway="she asked me to")
    begun = begin_introduction(records(desk), said, no_reason)
    assert [guard.code for guard in begun.overruled] == ["budget"]
    assert b"Begun all the same: she asked me to" in begun.edits.files[0].content


def test_what_is_firm_is_not_overruled(desk: Desk) -> None:
    said = NewIntroduction(("ada-byrne", "bo-lind"), {}, anyway="all the same")
    with pytest.raises(Declined, match="kith introduction show") as refused:
        begin_introduction(records(desk), said, no_reason)
    assert not isinstance(refused.value, Wanting)
    with pytest.raises(Declined, match="Name two people"):
        begin_introduction(records(desk), NewIntroduction(("bo-chen", "bo-chen")), no_reason)


STEPS: list[tuple[Callable[[Records], Edits], str, str]] = [
    (lambda book: record_step.asked(book, ("bo lind",), "asked"), "asked", "bo-lind: 2026-11-22"),
    (lambda book: record_step.asked(book, ("bo lind",), "nudged"), "", "not been asked"),
    (lambda book: record_step.happened(book, ("ada", "bo-lind"), "made"), "", "after two yeses"),
    (lambda book: record_step.happened(book, ("2026-11-ada",), "met"), "", "."),
    (lambda book: record_step.outcome(book, ("2026-11-ada",), "useful", ""), "", "."),
    (lambda book: record_step.happened(book, ("2026-11-ada",), "thank"), "", "."),
    (lambda book: record_step.answered(book, ("nobody",), "no"), "", "nobody"),
]


@pytest.mark.parametrize("do, command, said", STEPS)
def test_a_step_is_written_where_it_makes_sense(
    desk: Desk, do: Callable[[Records], Edits], command: str, said: str
) -> None:
    before = desk.files()
    if not command:
        with pytest.raises(Declined, match=said) as refused:
            do(records(desk))
        assert refused.value.asked
        assert desk.files() == before
        return
    edits = do(records(desk))
    assert desk.files() == before
    assert edits.command == f"introduction {command}"
    desk.commit(edits)
    assert said in desk.text(OLD)


def test_two_are_set_aside_where_they_stand_or_in_a_file_of_their_own(desk: Desk) -> None:
    there = put_aside(records(desk), ("bo-lind", "ada-byrne"), "not now", None)
    assert there.files[0].path == OLD
    new = put_aside(records(desk), PAIR, "not these two", None)
    assert (new.files[0].before, new.command) == (None, "introduction aside")
    with pytest.raises(Declined, match="one and the same"):
        put_aside(records(desk), ("bo-chen", "bo-chen"), "", None)
