"""Many real people as a book: all are read, none is merged with a namesake, each is found.

The tables of the United States Congress are looked for beside the repository; ten fictional
members of the same shape take the same way, so that it is always walked.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.finding import prove
from benchmarks.legislators import (
    CORPUS,
    FICTIONAL,
    IN_THE_CORPUS,
    Legislator,
    legislators,
    write_book,
)

pytestmark = pytest.mark.uncounted

QUERIES = 50


def test_members_of_the_same_shape_are_all_found(tmp_path: Path) -> None:
    people = list(legislators(FICTIONAL))
    proof = prove(write_book(tmp_path / "book", people), people)
    assert proof.lost == ()
    # Of the three namesakes one has no name of its own besides.
    assert proof.findings == {"same-name": 1}
    assert (proof.people, proof.queries) == (10, 10)
    assert (proof.namesakes, proof.most_namesakes) == (3, 3)


def test_a_person_who_is_lost_is_named(tmp_path: Path) -> None:
    people = list(legislators(FICTIONAL))
    book = write_book(tmp_path / "book", people)
    (book / "people" / f"{people[1].id}.md").unlink()
    proof = prove(book, people)
    assert proof.people == 9
    assert set(proof.lost) == {
        "id: esia-munez-m900002",
        "name: Esia Múñez",
        "alias: Essie Múñez",
        "alias: M900002",
        'query: name:"Esia Múñez"',
    }


def test_two_people_with_one_id_and_a_stranger_are_named(tmp_path: Path) -> None:
    people = list(legislators(FICTIONAL))
    book = write_book(tmp_path / "book", people)
    stranger = Legislator("nobody", "Nobody", (), "---\nname: Nobody\n---\n")
    (book / "people" / "nobody.md").write_text(stranger.file, encoding="utf-8")
    lost = prove(book, [*people, people[0]], sample=1).lost
    assert lost == (f"id of 2: {people[0].id}", "not expected: nobody")


def test_no_file_is_written_twice(tmp_path: Path) -> None:
    one = next(legislators(FICTIONAL))
    with pytest.raises(FileExistsError):
        write_book(tmp_path / "book", [one, one])


def test_every_member_of_congress_is_found(tmp_path: Path) -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"the tables of Congress are not there: {CORPUS.parent.name}/{CORPUS.name}")
    people = list(legislators(CORPUS))
    assert len(people) == IN_THE_CORPUS
    whole = os.environ.get("KITH_CONGRESS") == "all"  # a fourth of them in each run
    people = people if whole else people[::4]
    proof = prove(write_book(tmp_path / "book", people), people, QUERIES)
    assert proof.lost == ()
    # Namesakes of whom one has no name of its own besides, and a junior's two aliases.
    assert set(proof.findings) <= {"same-name", "turned-name"}
    assert (proof.people, proof.queries) == (len(people), QUERIES)
    assert proof.namesakes == (301 if whole else proof.namesakes)
