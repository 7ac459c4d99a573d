"""What leaves the book is what consents allow on the day, in exact words and a stable order."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kithbook.airlock.disclosed import FILE, KEYS, DisclosedItem, Kind, parse_airlock, read_airlock
from kithbook.book.edit import apply
from kithbook.book.load import load_book
from kithbook.disclosure.airlock_writer import Change, plan, render
from kithbook.disclosure.checking import check_airlock
from kithbook.disclosure.projection import project

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
PERSON = """\
---
name: Ada Byrne
reach: {{email: ada@example.org, web: https://ada.example.org, phone: +1 713 555 0142}}
introduce:
  - {{to: founders, because: she has done it twice, public: Someone who built it from zero}}
public: A fine editor
{consent}
---
Wants to leave by spring.
"""


def projected(root: Path, consent: str) -> tuple[DisclosedItem, ...]:
    (root / "people").mkdir(exist_ok=True)
    text = PERSON.format(consent=consent)
    (root / "people" / "ada-byrne.md").write_text(text, encoding="utf-8")
    return project(load_book(root), TODAY)


def write(root: Path, consent: str) -> Change:
    projected(root, consent)
    change = plan(root, load_book(root), TODAY)
    assert change.edit is not None
    apply(change.edit, root)
    return change


@pytest.mark.parametrize(
    "consent",
    [
        "tags: [x]",
        "consent: {on: 2026-10-02}",
        "consent: {on: 2026-10-02, shows: [name, link, photo]}",
        "consent: {on: 2026-11-23, shows: [introduce, public]}",
        "consent: {on: 2026-10-02, shows: [introduce, public], until: 2026-11-21}",
        "consent: {on: 2026-10-02, shows: [introduce, public], withdrawn: 2027-01-01}",
        "consent: {by: e-mail, shows: [introduce, public]}",
        "consent: yes",
    ],
)
def test_without_a_consent_that_holds_nothing_is_disclosed(tmp_path: Path, consent: str) -> None:
    assert projected(tmp_path, consent) == ()


def test_each_word_of_a_consent_lets_out_what_it_names_and_no_more(tmp_path: Path) -> None:
    (offer,) = projected(tmp_path, "consent: {on: 2026-10, shows: [introduce]}")
    assert offer == DisclosedItem(
        "introduction", "Someone who built it from zero", consent=date(2026, 10, 1)
    )
    (praise,) = projected(tmp_path, "consent: {on: 2026-10-02, shows: [public], until: 2027-02}")
    assert praise == DisclosedItem(
        "recommendation", "A fine editor", consent=date(2026, 10, 2), until=date(2027, 2, 28)
    )
    (month,) = projected(tmp_path, "consent: {on: 2026-10-02, shows: [public], until: 2026-11}")
    assert month.until == date(2026, 11, 30)
    named = projected(tmp_path, "consent: {on: 2026-10-02, shows: [public, name, link]}")
    assert [(one.name, one.link) for one in named] == [("Ada Byrne", "https://ada.example.org")]


def test_an_item_has_only_the_fields_of_the_list() -> None:
    assert tuple(field.name for field in fields(DisclosedItem)) == (*KEYS, "at")


def test_a_link_is_a_web_address_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "people" / "bo.md"
    path.parent.mkdir()
    path.write_text(
        "---\nname: Bo\nreach: {web: 'javascript:alert(1)'}\npublic: A cook\n"
        "consent: {on: 2026-10-02, shows: [public, link]}\n---\n"
    )
    assert [one.link for one in project(load_book(tmp_path), TODAY)] == [""]


def test_the_number_of_introductions_is_shown_only_when_asked_for(tmp_path: Path) -> None:
    settings = tmp_path / "kithbook.yml"
    for number, made in enumerate(("2026-01-04", "2026", "2025-12-31", "2027-01-01")):
        path = tmp_path / "introductions" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\nbetween: [a, b]\nmade: {made}\n---\n")
    assert project(load_book(tmp_path), TODAY) == ()
    settings.write_text("disclose: {introductions: 'This year I made {number} introductions'}\n")
    assert project(load_book(tmp_path), TODAY) == (
        DisclosedItem("number", "This year I made 2 introductions", until=date(2026, 12, 31)),
    )


def test_what_is_written_is_read_back_exactly_and_then_nothing_is_stale(tmp_path: Path) -> None:
    items = projected(tmp_path, "consent: {on: 2026-10-02, shows: [introduce, public, name]}")
    network = load_book(tmp_path)
    change = plan(tmp_path, network, TODAY)
    assert change.edit is not None
    assert change.added == items
    apply(change.edit, tmp_path)
    assert read_airlock(tmp_path / FILE, TODAY) == items
    assert list(check_airlock(tmp_path, network, TODAY)) == []
    assert plan(tmp_path, network, TODAY).edit is None


def test_a_withdrawal_takes_the_text_out_and_keeps_the_file(tmp_path: Path) -> None:
    write(tmp_path, "consent: {on: 2026-10-02, shows: [public]}")
    change = write(tmp_path, "consent: {on: 2026-10-02, shows: [public], withdrawn: 2026-11-22}")
    assert [one.text for one in change.removed] == ["A fine editor"]
    assert change.edit is not None
    assert b"A fine editor" not in change.edit.content
    assert read_airlock(tmp_path / FILE, TODAY) == ()


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@st.composite
def disclosed(draw: st.DrawFn) -> DisclosedItem:
    kind: Kind = draw(st.sampled_from(("introduction", "recommendation")))
    link = draw(st.sampled_from(("", "https://example.org/a", "http://b.example")))
    until = draw(st.none() | days)
    return DisclosedItem(kind, draw(texts), draw(st.just("") | texts), link, draw(days), until)


@given(st.lists(disclosed(), max_size=5))
def test_any_text_survives_the_airlock(items: list[DisclosedItem]) -> None:
    text = render(items)
    assert parse_airlock(text.encode()) == tuple(items)
    assert render(parse_airlock(text.encode())) == text


def test_the_airlock_of_the_sample_book_is_what_the_command_writes() -> None:
    network = load_book(ROOT)
    items = project(network, TODAY)
    assert len(items) >= 5
    assert (ROOT / FILE).read_text(encoding="utf-8") == render(items)
    held = yaml.safe_load((ROOT / FILE).read_text(encoding="utf-8"))
    ids = set(network.people)
    assert not ids & {word for item in held["disclosed"] for word in str(item).split()}
