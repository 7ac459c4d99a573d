"""Sixty needs in the words of a telephone pad: a right person is among the first three."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kithbook.book.load import load_book
from tests.matching import marked

NEEDS = marked.HERE / "needs"
BOOKS = {
    "sample": (marked.sample_book(), marked.read_marked(NEEDS / "scribbled-sample.yml")),
    "200": (
        marked.made_up_book(NEEDS / "people-200.yml"),
        marked.read_marked(NEEDS / "scribbled-200.yml"),
    ),
}


def _with_languages(book: marked.Book) -> marked.Book:
    """The sample book with the languages of each person, which a line that answers may quote."""
    people = load_book(marked.SAMPLE_BOOK).people
    return marked.Book(
        tuple((who, (*passages, *people[who].languages)) for who, passages in book.documents)
    )


def _report() -> str:
    reports = {name: marked.report(marked.answers(*book)) for name, book in BOOKS.items()}
    return "\n".join(f"{name} {report}" for name, report in reports.items())


@pytest.mark.parametrize("name, people", [("sample", 31), ("200", 200)])
def test_every_scribbled_need_is_marked_with_care(name: str, people: int) -> None:
    book, needs = BOOKS[name]
    assert len(set(book.ids)) == people
    assert len({need.id for need in needs}) == 30
    assert len({need.text for need in needs}) == 30
    assert len({frozenset(need.right) for need in needs}) == 30
    checked = _with_languages(book) if name == "sample" else book
    assert marked.findings(checked, needs) == []


@pytest.mark.parametrize("name", ["sample", "200"])
def test_a_line_that_is_not_theirs_is_found_in_each_book(name: str) -> None:
    book, (need, *_) = BOOKS[name]
    (who, line), *others = need.because
    planted = replace(need, because=((who, f"{line} on Mars"), *others))
    assert marked.findings(book, [planted]) == [f"{need.id}: {who} has no line '{line} on Mars'"]


def test_a_right_person_is_among_the_first_three_for_a_scribbled_need() -> None:
    found = [answer for book in BOOKS.values() for answer in marked.answers(*book)]
    assert len(found) == 60
    assert marked.share(found) >= 0.8, _report()
