"""Sixty hard needs: a third each share a word, only a near-word, or nothing with the answer.

The needs of `test_scribbled_needs.py` are as they come; these say how far the engine reaches. The
teacher of the static model, a transformer, finds .73 of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from tests.matching import marked

NEEDS = marked.HERE / "needs"
BOOKS = {
    "sample": (marked.sample_book(), marked.read_marked(NEEDS / "needs-sample.yml")),
    "200": (
        marked.made_up_book(NEEDS / "people-200.yml"),
        marked.read_marked(NEEDS / "needs-200.yml"),
    ),
}


@pytest.mark.parametrize("book, people", [("sample", 31), ("200", 200)])
def test_every_need_is_marked_with_care(book: str, people: int) -> None:
    documents, needs = BOOKS[book]
    assert len(set(documents.ids)) == people
    assert len({need.id for need in needs}) == 30
    assert len({need.text for need in needs}) == 30
    assert marked.findings(documents, needs) == []


def test_halves_and_kinds_are_even() -> None:
    needs = [need for _, listed in BOOKS.values() for need in listed]
    assert Counter(need.half for need in needs) == {"development": 30, "held-out": 30}
    assert Counter(need.kind for need in needs) == {"word": 20, "near": 20, "inferred": 20}
    for _, listed in BOOKS.values():
        assert Counter(need.half for need in listed) == {"development": 15, "held-out": 15}


def test_words_and_near_words_find_and_some_is_inferred() -> None:
    found = [answer for book in BOOKS.values() for answer in marked.answers(*book)]
    assert len(found) == 60
    least = {"word": 0.95, "near": 0.7, "inferred": 0.25}
    for kind, share in least.items():
        of_kind = [answer for answer in found if answer.asked.kind == kind]
        assert marked.share(of_kind) >= share, marked.report(found)


@pytest.mark.parametrize(
    "change, finding",
    [
        ({"right": (), "because": ()}, "one to four people"),
        ({"right": ("ada-byrne",)}, "each with a line"),
        ({"right": ("adah",), "because": (("adah", "x"),)}, "nobody is called adah"),
        ({"because": (("bo-chen", "sings bass in a bank"),)}, "no line"),
        ({"text": "where to find fatigue cracks in steel"}, "quotes a line of bo-chen"),
        ({"text": "who knows about trusses"}, "not of the kind word"),
        ({"kind": "near"}, "not of the kind near"),
    ],
)
def test_a_careless_mark_is_found(change: dict[str, Any], finding: str) -> None:
    book, _ = BOOKS["sample"]
    line = (("bo-chen", "fatigue cracks in steel"),)
    careful = marked.Marked("truss", "cracks in a truss", ("bo-chen",), line, "word")
    assert marked.findings(book, [careful]) == []
    (first, *_) = marked.findings(book, [replace(careful, **change)])
    assert finding in first


def test_the_share_counts_needs_and_not_people() -> None:
    need = marked.Marked("n", "n", ("a", "b"), (), "word", "held-out")
    found = [marked.Answer(need, ("b", "a", "c")), marked.Answer(need, ("c", "d", "e"))]
    assert marked.share(found) == 0.5
    assert "held-out 2: 0.500" in marked.report(found)
    assert "n: a, b not in c, d, e" in marked.report(found)
