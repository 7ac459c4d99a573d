"""Which steps make sense where, and what each writes, after the table in tests/cases/orders."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from kithbook.book.edit import apply
from kithbook.book.field_edit import Fields, write_fields
from kithbook.book.introduction_checks import CHECKS
from kithbook.book.load import load_book
from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.book.steps import Answer
from kithbook.introductions import recording, recording_rules
from kithbook.introductions.recording_rules import StepToRecord
from kithbook.introductions.state import all_progress
from kithbook.introductions.which_introduction import side_of
from kithbook.text.dates import PartialDate, parse_date
from kithbook.text.refusal import Refused
from kithbook.text.source import Source, read_source
from tests.insight.books import TODAY, Case, case_id, cases, load_case

CASES = cases("orders")
HEAD = "---\nbetween: [ada, kofi]\nbecause: {ada: x, kofi: y}\n"
TAIL = "---\nNotes, and --- in them.\n"


class Step:
    """A step as the table writes it: its name, its words, and its options."""

    def __init__(self, text: str) -> None:
        words, *options = text.split(" --")
        self.name, *self.words = words.split()
        self.options = dict(option.split(" ", 1) for option in options)
        on = self.options.get("on")
        self.on = parse_date(on) if on else PartialDate.of(TODAY)


def tried(order: StepToRecord, step: Step) -> tuple[str, Fields]:
    """What speaks against a step, and what it would write."""
    if step.name in ("asked", "answer", "nudged"):
        return of_a_side(order, step, side_of(order.network, order.one, step.words[0]))
    until = step.options.get("until")
    aside = (step.options.get("because", ""), parse_date(until) if until else None)
    told = (step.words[-1] if step.words else "", step.on, step.options.get("note", ""))
    found = {
        "made": (recording_rules.against_making, recording.happened("made", step.on)),
        "met": (recording_rules.against_meeting, recording.happened("met", step.on)),
        "outcome": (recording_rules.against_outcome, recording.outcome(*told)),
        "thank": (recording_rules.against_thanking, recording.happened("thanked", step.on)),
        "aside": (recording_rules.against_setting_aside, recording.set_aside(step.on, *aside)),
    }
    against, fields = found[step.name]
    return against(order), fields


def of_a_side(order: StepToRecord, step: Step, who: Mention) -> tuple[str, Fields]:
    act = order.one.introduction
    if step.name == "asked":
        return recording_rules.against_asking(order, who), recording.asked(act, who, step.on)
    if step.name == "nudged":
        return recording_rules.against_nudging(order, who), recording.nudged(act, who, step.on)
    said = cast("Answer", step.words[-1])
    fields = recording.answered(act, who, said, step.on)
    return recording_rules.against_answering(order, who, said), fields


def book(root: Path, case: Case) -> Network:
    people = {"ada": "name: ada\n", "kofi": f"name: kofi\n{case.get('kofi', '')}\n"}
    front = f"{case['keys']}\n" if case["keys"] else ""
    return load_case(
        root, {"people": people, "files": {"introductions/x.md": f"{HEAD}{front}{TAIL}"}}
    )


def test_the_table_is_whole() -> None:
    assert len(CASES) >= 70
    names = {"asked", "answer", "nudged", "made", "met", "outcome", "thank", "aside"}
    for name in names:
        own = [case for case in CASES if case["step"].split()[0] == name]
        assert {bool(case["against"]) for case in own} == {True, False}, name
    assert {case["step"].split()[0] for case in CASES} == names


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_step_is_recorded_or_refused_as_the_case_says(case: Case, tmp_path: Path) -> None:
    network = book(tmp_path, case)
    (one,) = all_progress(network, TODAY)
    step = Step(case["step"])
    order = StepToRecord(network, one, step.on, TODAY, "on" in step.options)
    against, fields = tried(order, step)
    if case["against"]:
        assert case["against"] in against
        return
    assert against == ""
    source = read_source(tmp_path, tmp_path / "introductions" / "x.md")
    assert isinstance(source, Source)
    edit = write_fields(source, fields)
    assert edit.content.decode() == f"{HEAD}{case['after']}\n{TAIL}"
    apply(edit, tmp_path)
    now = load_book(tmp_path)
    assert now.problems == ()
    assert [
        one for check in CHECKS for one in check(now, TODAY) if one.code == "out-of-order"
    ] == []
    (after,) = all_progress(now, TODAY)
    again, _ = tried(StepToRecord(now, after, step.on, TODAY, order.dated), step)
    assert again, "what was recorded is not recorded twice"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    network = book(tmp_path, {"keys": ""})
    (one,) = all_progress(network, TODAY)
    path = tmp_path / "introductions" / "x.md"
    source = read_source(tmp_path, path)
    assert isinstance(source, Source)
    edit = write_fields(source, recording.happened("made", PartialDate.of(TODAY)))
    path.write_text(f"{HEAD}{TAIL}more\n", encoding="utf-8")
    with pytest.raises(Refused, match="changed since it was read"):
        apply(edit, tmp_path)
    assert path.read_text(encoding="utf-8").endswith("more\n")
    assert one.state == "idea"
