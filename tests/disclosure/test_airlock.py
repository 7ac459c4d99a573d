"""The public site reads the airlock for certain, or stops: it never publishes a guess."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.airlock.disclosed import MAX_BYTES, AirlockFault, parse_airlock, read_airlock
from kithbook.disclosure.airlock_writer import current
from kithbook.text.refusal import Refused

TODAY = date(2026, 11, 22)
GOOD = "version: 1\ndisclosed:\n- {kind: introduction, text: A cook, consent: 2026-10-02"


@pytest.mark.parametrize(
    "text, line, reason",
    [
        ("", 1, "Keys with values"),
        ("version: 2\ndisclosed: []", 1, "version"),
        ("disclosed: []", 1, "version"),
        ("version: 1", 1, "no list"),
        ("version: 1\ndisclosed: {}", 1, "no list"),
        ("version: 1\ndisclosed: []\nmore: x", 3, '"more" is not a key'),
        ("version: 1\nversion: 1\ndisclosed: []", 2, "second time"),
        ("version: 1\ndisclosed: [A cook]", 2, "Keys with values"),
        (f"{GOOD}, note: private}}", 3, '"note" is not a key'),
        (f"{GOOD}, text: other}}", 3, "second time"),
        (f"{GOOD}, link: 'javascript:x'}}", 3, "no web address"),
        (f"{GOOD}, until: soon}}", 3, '"soon" is not a day'),
        (f"{GOOD}, name: [a]}}", 3, "Text was expected"),
        (f"{GOOD}, name: !!int 1}}", 3, "Text was expected"),
        ("version: 1\ndisclosed:\n- {kind: person, text: x}", 3, "The kind is not one"),
        ("version: 1\ndisclosed:\n- {kind: number, text: ' '}", 3, "no text"),
        ("version: 1\ndisclosed:\n- {kind: recommendation, text: x}", 3, "no date"),
        ("version: 1\ndisclosed: [", 3, "cannot be read"),
        ("version: 1\ndisclosed: " + "[" * 50_000, 2, "nested too deeply"),
    ],
)
def test_what_is_odd_stops_the_reading(text: str, line: int, reason: str) -> None:
    with pytest.raises(AirlockFault, match=reason) as stopped:
        parse_airlock(text.encode())
    at = stopped.value.problem.location
    assert (at.path, at.line) == ("content/disclosed.yml", line)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"x" * (MAX_BYTES + 1)])
def test_bytes_that_are_no_airlock_stop_the_reading(raw: bytes) -> None:
    with pytest.raises(AirlockFault):
        parse_airlock(raw)


def test_a_file_that_fills_the_memory_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "content" / "disclosed.yml"
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(AirlockFault, match="more than"):
        read_airlock(path, TODAY)
    with pytest.raises(Refused, match="more than"):
        current(tmp_path)


def test_what_has_run_out_or_not_begun_drops_out_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "disclosed.yml"
    path.write_text(
        f"{GOOD}}}\n"
        "- {kind: introduction, text: Past, consent: 2026-01-01, until: 2026-11-21}\n"
        "- {kind: introduction, text: Last day, consent: 2026-01-01, until: 2026-11-22}\n"
        "- {kind: introduction, text: Future, consent: 2026-11-23}\n"
    )
    assert [item.text for item in read_airlock(path, TODAY)] == ["A cook", "Last day"]


def test_a_book_without_an_airlock_discloses_nothing(tmp_path: Path) -> None:
    assert read_airlock(tmp_path / "disclosed.yml", TODAY) == ()
