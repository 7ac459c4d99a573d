"""The calendar of a book: what stands in it, and that other programs take it."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from kithbook.book.network import Network
from kithbook.exchange.calendar_events import (
    CalendarWish,
    FeedEvent,
    calendar_feed,
    discreet,
)
from kithbook.exchange.calendar_writing import BEGINNING, calendar_file
from kithbook.text.content_lines import folded
from tests.insight.books import TODAY, load_case

WHOLE = CalendarWish(full=True, keep_in_touch=True)
PEOPLE = {
    "ada-byrne": """\
circle: close
born: 1988-02-29
dates: [{on: --06-12, what: wedding day}, {on: 2019, what: year in Lima}]
---
- [ ] 2026-11-01 promised: lend the survey; the red one, by 2026-12-05
- [ ] 2026-11-02 awaiting: the key by 2026-12
- [ ] 2026-11-03 promised: a word some day
- 2026-10-31 call
""",
    "bo-chen": "every: 1 month\nborn: --12-24\n---\n- 2026-10-30 coffee\n",
    "cy-dahl": "circle: close\nborn: 1950-01-01\ndied: 2026-01-01\n---\n"
    "- [ ] 2026-11-01 promised: nothing any more by 2026-12-05\n",
    "dell-eng": "circle: close\nborn: 1950-01-01\npause: true\n---\n",
}
MADE = """\
---
between: [ada-byrne, bo-chen]
asked: {ada-byrne: 2026-10-01, bo-chen: 2026-10-02}
answered: {ada-byrne: {on: 2026-10-03, said: yes}, bo-chen: {on: 2026-10-03, said: yes}}
made: 2026-10-30
---
"""


@pytest.fixture
def network(tmp_path: Path) -> Network:
    settings = "circles: {close: 30 days}\n"
    files = {"introductions/2026-11-ada.md": MADE}
    return load_case(tmp_path, {"people": PEOPLE, "files": files, "settings": settings})


def read(content: bytes) -> list[Any]:
    calendar: Any = vobject.readOne(content.decode())
    return list(calendar.vevent_list)


def days_of(event: Any, year: int) -> list[date]:  # noqa: ANN401
    first, last = datetime(year, 1, 1), datetime(year, 12, 31)  # noqa: DTZ001
    return [day.date() for day in event.rruleset.between(first, last, inc=True)]


def titles(network: Network, wish: CalendarWish) -> list[str]:
    return [event.title for event in calendar_feed(network, TODAY, wish).events]


def test_titles_are_discreet_unless_asked(network: Network) -> None:
    assert titles(network, CalendarWish()) == [
        "Birthday: Bo C.",
        "Birthday: Ada B.",
        "Day to remember: Ada B.",
        "Promise: Ada B.",
        "Awaited: Ada B.",
        "How did it go? Ada B. and Bo C.",
    ]
    assert titles(network, WHOLE) == [
        "Birthday: Bo Chen",
        "Birthday: Ada Byrne (1988)",
        "wedding day: Ada Byrne",
        "You promised Ada Byrne: lend the survey; the red one",
        "Ada Byrne promised you: the key",
        "Ada Byrne and Bo Chen: ask whether they met",
        "Be in touch with Ada Byrne",
        "Be in touch with Bo Chen",
    ]


def test_what_has_no_day_is_counted_and_the_rest_too(network: Network) -> None:
    feed = calendar_feed(network, TODAY, WHOLE)
    assert feed.left_out == ("1 day to remember without month or day",)
    assert feed.words == (
        "2 birthdays, 1 other day, 2 promises, 1 question and 2 days to be in touch"
    )
    assert calendar_feed(Network({}), TODAY, WHOLE).words == "no day yet"


def test_the_days_are_those_that_the_book_has(network: Network) -> None:
    days = {event.title: event.on for event in calendar_feed(network, TODAY, WHOLE).events}
    assert list(days.values()) == [
        date(1904, 12, 24),
        date(1988, 2, 29),
        date(1904, 6, 12),
        date(2026, 12, 5),
        date(2026, 12, 31),
        date(2026, 11, 13),
        date(2026, 11, 30),
        date(2026, 11, 30),
    ]


def test_29_february_is_kept_each_year_and_a_month_that_is_too_short(network: Network) -> None:
    events = read(calendar_file(calendar_feed(network, TODAY, WHOLE).events))
    by_title = {event.summary.value: event for event in events}
    ada = by_title["Birthday: Ada Byrne (1988)"]
    assert days_of(ada, 2027) == [date(2027, 2, 28)]
    assert days_of(ada, 2028) == [date(2028, 2, 29)]
    assert days_of(by_title["Birthday: Bo Chen"], 2027) == [date(2027, 12, 24)]
    monthly = days_of(by_title["Be in touch with Bo Chen"], 2027)
    assert [day.day for day in monthly] == [30, 28, *[30] * 10]
    assert len(days_of(by_title["Be in touch with Ada Byrne"], 2027)) == 12


def test_another_program_reads_every_event(network: Network) -> None:
    feed = calendar_feed(network, TODAY, WHOLE)
    events = read(calendar_file(feed.events))
    assert [event.summary.value for event in events] == [event.title for event in feed.events]
    assert [event.dtstart.value for event in events] == [event.on for event in feed.events]
    assert len({event.uid.value for event in events}) == len(events)
    assert all(event.valarm.trigger.value and event.transp.value for event in events)


def test_the_same_book_gives_the_same_bytes_and_a_changed_one_the_same_uids(
    network: Network, tmp_path: Path
) -> None:
    first = calendar_feed(network, TODAY, WHOLE)
    assert calendar_file(first.events) == calendar_file(calendar_feed(network, TODAY, WHOLE).events)
    other = tmp_path / "other"
    other.mkdir()
    people = {**PEOPLE, "ada-byrne": PEOPLE["ada-byrne"].replace("circle: close", "circle: warm")}
    people["ala-ash"] = "born: --01-01\n---\n"
    changed = calendar_feed(load_case(other, {"people": people}), TODAY, WHOLE)
    kept = {event.title: event.uid for event in changed.events}
    same = {event.title: event.uid for event in first.events if event.title in kept}
    assert len(same) == 7
    assert same.items() <= kept.items()


def test_the_same_words_twice_are_two_events(tmp_path: Path) -> None:
    lines = "".join(f"- [ ] 2026-11-04 promised: a card by {year}-01-01\n" for year in (2027, 2028))
    twice = load_case(tmp_path, {"people": {"ada": f"---\n{lines}"}})
    events = calendar_feed(twice, TODAY, WHOLE).events
    assert [event.on.year for event in events] == [2027, 2028]
    assert len({event.uid for event in events}) == 2


@pytest.mark.parametrize(
    "name, seen",
    [
        ("Ada Byrne", "Ada B."),
        ("Byrne, Ada", "Ada B."),
        ("Madonna", "Madonna"),
        ("Dr. Ada Byrne", "D. A. B."),
        ("Thủy Trần", "T. T."),
        ("", ""),
    ],
)
def test_a_name_over_the_shoulder(name: str, seen: str) -> None:
    assert discreet(name) == seen


@given(st.text(max_size=300))
def test_no_text_leaves_its_line(text: str) -> None:
    """Whatever stands in a title, an event keeps its lines, and they are of 75 octets at most."""
    event = FeedEvent("1@kithbook", "day", date(2026, 1, 1), text, "FREQ=YEARLY")
    content = calendar_file([event])
    assert content.startswith(BEGINNING)
    lines = content.decode().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    whole = content.decode().replace("\r\n ", "").split("\r\n")
    names = [re.split("[:;]", line)[0] for line in whole if line]
    assert names.count("BEGIN") == names.count("END") == 3
    assert names.count("SUMMARY") == names.count("UID") == 1
    assert not re.search("[\n\r\0]", "".join(whole))
    (read_back,) = read(content)
    assert read_back.summary.value == whole[names.index("SUMMARY")].partition(":")[2].replace(
        "\\\\", "\0"
    ).replace("\\", "").replace("\0", "\\")


def test_a_hostile_title_is_one_title() -> None:
    said = "Ada\r\nEND:VEVENT\nBEGIN:VEVENT; a, b\\n \u2028\u202edab\x07"
    event = FeedEvent("1@kithbook", "day", date(2026, 1, 1), said)
    (one,) = read(calendar_file([event]))
    assert one.summary.value == "Ada END:VEVENT BEGIN:VEVENT; a, b\\n dab"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=400))
def test_folded_lines_are_short_whole_and_come_together_again(text: str) -> None:
    line = f"SUMMARY:{text}"
    parts = folded(line).split("\r\n")
    assert parts[-1] == ""
    assert all(len(part.encode()) <= 75 for part in parts)
    assert folded(line).replace("\r\n ", "").removesuffix("\r\n") == line
