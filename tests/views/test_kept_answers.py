"""What was worked out of a book is given again as it was, and not a change later."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.rename_person import NewName, rename
from kithbook.actions.stepwise import write_steps
from kithbook.book import kept_files
from kithbook.book.kept_answers import KeptAnswers
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.disclosure.checking import check_book
from kithbook.insight.today import Agenda, agenda
from kithbook.views.matched import Matched
from tests.actions.lives import sample

DAY = date(2026, 11, 22)
_KEPT = Path(".kith", "answers.sqlite")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept_files, "FEWEST", 1)
    monkeypatch.setattr(kept_files, "_FRESH", 0)
    return sample(tmp_path / "book")


def _answers(root: Path, network: Network, day: date = DAY) -> Iterator[object]:
    matched = Matched(network, day, root)
    yield matched.suggestions
    yield matched.suggested(5, "ada-byrne", contacts=True)
    yield matched.needs
    yield matched.own_needs
    yield matched.needs_about("ada-byrne")
    yield check_book(root, network, day)
    kept = KeptAnswers(root, network.state, day)
    yield kept.of("agenda", Agenda, lambda: agenda(network, day, needs=matched.needs))


def test_an_answer_is_the_same_each_time(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = load_book(book)
    assert network.state
    first = [*_answers(book, network)]
    assert first == [*_answers(book, load_book(book))]
    monkeypatch.setattr(Matched, "finder", None)
    monkeypatch.setattr(Matched, "finder_with_contacts", None)
    assert first == [*_answers(book, load_book(book))]
    monkeypatch.undo()
    monkeypatch.setattr(kept_files, "FEWEST", 10**9)
    cold = load_book(book)
    assert cold.state == ""
    assert first == [*_answers(book, cold)]


@pytest.mark.parametrize(
    "path",
    ["people/ada-byrne.md", "kithbook.yml", "rosters/linkedin-2026.csv", "templates/ask.en.txt"],
)
def test_whatever_changes_the_book_is_in_another_state(book: Path, path: str) -> None:
    before = load_book(book).state
    where = book / path
    where.parent.mkdir(exist_ok=True)
    where.write_bytes((where.read_bytes() if where.exists() else b"") + b"\n")
    os.utime(where, ns=(0, 10**18))
    after = load_book(book).state
    assert after not in ("", before)
    where.unlink()
    assert load_book(book).state not in ("", after)


def test_nothing_worked_out_is_left_of_a_former_state(book: Path) -> None:
    network = load_book(book)
    assert Matched(network, DAY, book).suggestions.found
    assert b"Ada" in (book / _KEPT).read_bytes()
    (book / "people/ada-byrne.md").unlink()
    load_book(book)
    assert not (book / _KEPT).exists()


def test_a_renamed_person_is_gone_with_the_renaming(book: Path) -> None:
    network = load_book(book)
    assert b"people/bo-chen.md" in (book / ".kith/read.sqlite").read_bytes()
    plan = rename(book, network, "bo-chen", NewName("bo-chen", "Bo Quillfeather"))
    write_steps(plan.steps, book, network.settings)
    kept = (book / ".kith/read.sqlite").read_bytes()
    assert b"people/bo-chen.md" not in kept
    assert b"Quillfeather" in kept
