"""Which spellings are one place, who is counted where, and who lives in what is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.insight.places import PlaceGroup, key_of, living_in, places

ROWS = (
    "Name,Company,Location\n"
    "Ed Ash,Acme,Houston\nFlo Ash,Acme,houston\nGus Ash,Acme,Kiel\nAda Byrne,Fernway,Houston\n"
)


def book(root: Path, places_of: dict[str, str], rows: str = "") -> Network:
    (root / "people").mkdir()
    for person, place in places_of.items():
        line = f"place: {place!r}\n" if place else ""
        text = f"---\nname: {person.title()}\norg: Fernway\n{line}---\n"
        (root / "people" / f"{person}.md").write_text(text, encoding="utf-8")
    if rows:
        (root / "rosters").mkdir()
        (root / "rosters" / "all.csv").write_text(rows, encoding="utf-8")
    return load_book(root)


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("Houston", " houston ", True),
        ("Houston, TX", "Houston TX", True),
        ("Montréal", "montreal", True),
        ("São Paulo", "Sao  Paulo", True),
        ("Houston", "Houston, TX", False),
        ("Kiel", "Kielce", False),
        ("", " , ", True),
    ],
)
def test_spellings_of_one_place(one: str, other: str, *, same: bool) -> None:
    assert (key_of(one) == key_of(other)) is same


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)


def test_people_and_contacts_are_counted_apart_and_once(tmp_path: Path) -> None:
    people = {"ada byrne": "Houston", "bo": "Houston, TX", "cy": "houston", "di": ""}
    network = book(tmp_path, people, ROWS)
    assert places(network) == (
        PlaceGroup("houston", "Houston", ("ada byrne", "cy"), 2, ("houston tx",)),
        PlaceGroup("houston tx", "Houston, TX", ("bo",), 0, ("houston",)),
        PlaceGroup("kiel", "Kiel", (), 1),
    )


def test_the_owners_spelling_goes_before_that_of_an_export(tmp_path: Path) -> None:
    rows = "Name,Company,Location\n" + "".join(f"P {n},Acme,HOUSTON\n" for n in range(9))
    (found,) = places(book(tmp_path, {"ada": "Houston"}, rows))
    assert found.name == "Houston"


def test_nobody_is_nowhere(tmp_path: Path) -> None:
    network = book(tmp_path, {"ada": ""})
    assert places(network) == ()
    assert living_in(network, "") == ()


@pytest.mark.parametrize(
    "asked, there",
    [("Houston", ("ada", "bo")), ("houston tx", ("bo",)), ("TX", ("bo",)), ("Hous", ())],
)
def test_who_lives_where_the_words_stand(
    tmp_path: Path, asked: str, there: tuple[str, ...]
) -> None:
    network = book(tmp_path, {"bo": "Houston, TX", "ada": "Houston", "cy": "Kiel"})
    assert living_in(network, asked) == there
