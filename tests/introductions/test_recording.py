"""What is written into introductions: only the lines that must change, only what was meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.book.field_edit import Fields, write_fields
from kithbook.book.introductions_requests import read_introduction
from kithbook.book.model import Introduction
from kithbook.book.name_index import NameIndex
from kithbook.book.reading import Reading
from kithbook.book.settings import DEFAULTS
from kithbook.book.steps import SetAside
from kithbook.introductions import recording
from kithbook.introductions.beginning import Beginning, begin
from kithbook.text.dates import PartialDate
from kithbook.text.refusal import Refused
from kithbook.text.source import Source
from tests.insight.books import TODAY

NAMES = NameIndex((("ada", "Ada Byrne", ("Ada",)), ("kofi", "Kofi Mensah", ())))
ON = PartialDate.of(TODAY)


def read(text: str) -> Introduction:
    """An introduction that reads without a finding."""
    reading = Reading(Source("introductions/x.md", text), DEFAULTS, NAMES)
    act = read_introduction(reading)
    assert reading.problems == []
    assert act is not None
    return act


def after(text: str, fields: Fields) -> str:
    return write_fields(Source("introductions/x.md", text), fields).content.decode()


BETWEEN = "---\nbetween: [ada, kofi]\n"
LAYOUTS = {
    "flow": f"{BETWEEN}asked: {{ada: 2026-11-02}}  # by telephone\n---\n",
    "block": "---\nbetween:\n  - ada\n  - kofi\nasked:\n  ada: 2026-11-02 # rang\n\n# end\n---\n",
    "names": "---\nbetween: [Ada Byrne, Kofi Mensah]\nasked: {Ada: 2026-11-02}\n---\n",
    "brackets": '---\nbetween: ["[[ada]]", "[[Kofi Mensah]]"]\n'
    'asked: {"[[Ada]]": 2026-11-02}\n---\n',
    "windows": "\ufeff---\r\nbetween: [ada, kofi]\r\nasked: {ada: 2026-11-02}\r\n---\r\nx\r\n",
    "own keys": f"{BETWEEN}x_own: |\n  two\n  lines\nasked: {{ada: 2026-11-02}}\n---\n",
    "empty": f"{BETWEEN}asked: {{ada: 2026-11-02}}\nanswered:\nmade: ~\n---\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_every_step_in_every_layout_leaves_all_else_as_it_was(text: str) -> None:
    act = read(text)
    ada, kofi = act.between
    steps: tuple[Fields, ...] = (
        recording.asked(act, ada, ON),
        recording.asked(act, kofi, ON),
        recording.answered(act, ada, "yes", ON),
        recording.nudged(act, ada, ON),
        recording.happened("made", ON),
        recording.happened("met", ON),
        recording.outcome("useful", ON, "a note: with a colon"),
        recording.happened("thanked", ON),
        recording.set_aside(ON, "not, these", PartialDate(2027)),
    )
    for fields in steps:
        changed = after(text, fields)
        read(changed)
        gone = [line for line in text.splitlines(keepends=True) if line not in changed]
        assert len(gone) <= 1
        assert changed != text
        assert ("\r\n" in changed) == ("\r\n" in text)
        assert changed.count("\n") - changed.count("\r\n") in (0, changed.count("\n"))


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_steps_one_after_another_read_back(text: str) -> None:
    act = read(text)
    ada, kofi = act.between
    for fields in (
        recording.asked(act, kofi, PartialDate(2026, 11)),
        recording.answered(act, ada, "later", ON),
    ):
        text = after(text, fields)
    act = read(text)
    text = after(text, recording.answered(act, ada, "no", ON))
    act = read(text)
    assert [(who.person, str(on)) for who, on in act.asked] == [
        ("ada", "2026-11-02"),
        ("kofi", "2026-11"),
    ]
    assert [(who.person, said.said, said.on) for who, said in act.answered] == [("ada", "no", ON)]


def test_words_of_the_schema_stand_without_quotes_and_text_as_text() -> None:
    text = LAYOUTS["flow"]
    act = read(text)
    assert "answered: {ada: {on: 2026-11-22, said: no}}\n" in after(
        text, recording.answered(act, act.between[0], "no", ON)
    )
    told = after(text, recording.outcome("nothing", ON, "no"))
    assert 'outcome: {on: 2026-11-22, was: nothing, note: "no"}\n' in told


def test_asking_anew_takes_the_earlier_nudge_away() -> None:
    text = LAYOUTS["brackets"].replace("---\n", "---\nnudged: {Ada: 2026-11-04}\n", 1)
    act = read(text)
    changed = after(text, recording.asked(act, act.between[0], ON))
    assert "nudged" not in changed
    assert 'asked: {"[[Ada]]": 2026-11-22}\n' in changed


def test_setting_aside_anew_forgets_the_reason_and_the_end() -> None:
    text = (
        "---\nbetween: [ada, kofi]\nset_aside: {on: 2026-01-02, because: x, until: 2026-05}\n---\n"
    )
    assert read(after(text, recording.set_aside(ON))).set_aside == SetAside(ON)


@pytest.mark.parametrize(
    "text", ["", "no keys", "---\nbetween: [ada\n---\n", "---\nmade: a\nmade: b\n---\n"]
)
def test_a_file_that_cannot_be_read_with_certainty_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        write_fields(Source("introductions/x.md", text), recording.happened("made", ON))


# --- a new file -----------------------------------------------------------------------------

_LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1).map(
    lambda text: " ".join(f"{text} a".split())
)
_ID = st.sampled_from(["ada", "kofi", "no", "null", "2026", "a: b", "Zoë Müller", "#x", "x" * 200])


@settings(max_examples=60, deadline=None)
@given(ids=st.lists(_ID, min_size=2, max_size=2, unique=True), reasons=st.tuples(_LINE, _LINE))
def test_what_is_begun_reads_back_as_it_was_meant(ids: list[str], reasons: tuple[str, str]) -> None:
    made = Beginning((ids[0], ids[1]), reasons, "me", ((ids[1], ON),), SetAside(ON, reasons[1]))
    edit = begin(made, (), TODAY)
    names = NameIndex((one, one, ()) for one in ids)
    reading = Reading(Source(edit.path, edit.content.decode()), DEFAULTS, names)
    act = read_introduction(reading)
    assert act is not None
    assert reading.problems == []
    assert act.ids == tuple(ids)
    assert tuple(reason for _, reason in act.because) == reasons
    assert [(who.person, on) for who, on in act.asked] == [(ids[1], ON)]
    assert act.set_aside == SetAside(ON, reasons[1])
    assert len(Path(edit.path).name.encode()) < 220


def test_a_new_file_takes_a_name_that_is_free() -> None:
    made = Beginning(("ada", "kofi"), ("x", "y"))
    taken = ("2026-11-Ada-Kofi", "2026-11-ada-kofi-2")
    assert begin(made, (), TODAY).path == "introductions/2026-11-ada-kofi.md"
    assert begin(made, taken, TODAY).path == "introductions/2026-11-ada-kofi-3.md"
    assert begin(made, (), date(2027, 1, 1)).before is None


def test_words_to_pass_on_and_the_owners_own_stand_apart() -> None:
    made = Beginning(("ada", "kofi"), ("x", "y"), forwardable="One.\n\nTwo.", note="Mine.")
    text = begin(made, (), TODAY).content.decode()
    assert text.endswith("---\nForwardable:\n\n> One.\n>\n> Two.\n\nMine.\n")
