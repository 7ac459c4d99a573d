"""Each key of a person's file is read into a person; what is plain needs no code of its own."""

from __future__ import annotations

from dataclasses import fields

import pytest

from kithbook.book.model import Person
from kithbook.book.people import MADE, PersonSource, open_person, read_person
from kithbook.book.reading import Reading
from kithbook.book.records import Key
from kithbook.book.schema import PERSON, PERSON_FILE
from kithbook.book.settings import load_settings
from kithbook.text.source import Source
from tests.structure.sources import ROOT


def read(text: str) -> Person:
    source = Source("people/ada-byrne.yml", text)
    opened = open_person(source)
    assert isinstance(opened, PersonSource)
    return read_person(opened, Reading(source, load_settings(ROOT)))


def test_every_plain_key_is_an_attribute() -> None:
    attributes = {field.name for field in fields(Person)}
    plain = [field.key for field in PERSON.fields if field.key not in MADE]
    assert len(plain) >= 15
    assert [key for key in plain if key not in attributes] == []


@pytest.mark.parametrize("field", PERSON_FILE.fields, ids=lambda field: field.key)
def test_the_example_of_each_key_is_read(field: Key) -> None:
    key, example = field.key, field.example
    with_it = read(
        f"name: Ada Byrne\n{key}: {example}\n" if key != "name" else f"name: {example}\n"
    )
    if key not in ("name", "ask"):  # to be asked is what holds without a key
        assert getattr(with_it, key) != getattr(read("name: Ada Byrne\n"), key)
    assert with_it.name == "Ada Byrne"


def test_a_list_holds_no_value_that_could_not_be_read() -> None:
    ada = read("name: Ada Byrne\ntags: [bells, [], {a: b}]\nknows: [ink, ~]\n")
    assert ada.tags == ("bells",)
    assert [each.text for each in ada.knows] == ["ink"]


@pytest.mark.parametrize(
    "value, quiet",
    [("true", True), ("false", False), ("maybe", True), ("until spring", True), ('"yes"', True),
     ("[soon]", True), ("no", False), ('"false"', False), ("~", False)],
)  # fmt: skip
def test_a_pause_in_doubt_is_kept_until_it_is_mended(value: str, *, quiet: bool) -> None:
    assert read(f"name: Ada Byrne\npause: {value}\n").quiet is quiet


def test_typographic_quotes_around_a_value_are_no_part_of_it() -> None:
    ada = read(
        "name: \u201cAda Byrne\u201d\naliases: [\u2018Addie\u2019, \u201eA\u201c]\n"
        "role: \u201cweaver\u201d of \u201csails\u201d\n"
        "reach: {email: \u201cada@example.org\u201d}\n"
    )
    assert (ada.name, ada.aliases) == ("Ada Byrne", ("Addie", "A"))
    assert ada.role == "\u201cweaver\u201d of \u201csails\u201d"
    assert ada.reach.emails == ("ada@example.org",)


def test_a_tag_of_two_words_is_one_and_a_met_place_is_shown_without_brackets() -> None:
    ada = read('name: Ada\ntags: ["#choir", "to visit"]\nmet: {where: "[[Fair 2022]]"}\n')
    assert ada.tags == ("choir", "to visit")
    assert ada.met.where == "Fair 2022"
