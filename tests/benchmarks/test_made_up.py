"""Made-up books: the same for the same seed, of the right size, and without a finding."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks import made_up
from benchmarks.made_up import MOST, MadeUp, people, write_book, write_pages
from kithbook.book.checks import check
from kithbook.book.load import load_book


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_same_seed_makes_the_same_book(tmp_path: Path) -> None:
    first = contents(write_book(tmp_path / "a", 20))
    assert contents(write_book(tmp_path / "b", 20)) == first
    assert len(first) == 21
    other = contents(write_book(tmp_path / "c", 20, seed=2))
    assert other.keys() == first.keys()
    assert other != first


@pytest.mark.parametrize("count", [2, 3, 5, 60])
def test_a_made_up_book_has_no_finding(tmp_path: Path, count: int) -> None:
    network = load_book(write_book(tmp_path / "book", count))
    assert len(network.people) == count
    assert network.settings.today == made_up.TODAY
    assert check(network, made_up.TODAY) == ()
    assert all(person.log and person.met.through for person in network.people.values())


def test_a_made_up_book_is_seen_to_have_findings(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book", 5)
    assert check(load_book(book), date(2000, 1, 1)) != ()


def test_no_two_people_share_a_name_or_an_id() -> None:
    names = {made_up.name_of(number) for number in range(MOST)}
    assert len(names) == MOST
    assert len({name.lower() for name in names}) == MOST


def test_a_person_is_as_long_as_a_file_after_a_few_years() -> None:
    each = list(people(200))
    assert {len(one.front) for one in each} == {28}
    assert {len(one.body) for one in each} == {29}
    assert all(2_000 <= len(one.file) <= 2_800 for one in each)


@pytest.mark.parametrize("count", [0, 1, MOST + 1])
def test_a_size_that_cannot_be_made_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="people can be made"):
        next(people(count))


def test_pages_hold_the_same_words_as_the_book(tmp_path: Path) -> None:
    pages = contents(write_pages(tmp_path / "pages", 5))
    assert len(pages) == 6
    for one in people(5):
        page = pages[f"{one.id}.md"].decode()
        for line in one.front[1:]:
            assert line.translate(str.maketrans("{}", "()")).strip().removeprefix("- ") in page
        assert "[[" not in page
        assert page.count(".md)") == 2


def test_a_reference_becomes_a_link_that_mkdocs_follows() -> None:
    one = MadeUp("a-b", ("name: A B", "met: {on: 2019}"), ("Ask [[C D]].",))
    assert one.page == "# A B\n\n- met: (on: 2019)\n\nAsk [C D](c-d.md).\n"
