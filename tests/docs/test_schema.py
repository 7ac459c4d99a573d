"""The published JSON Schema agrees with what Kithbook reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from kithbook.book.lists_and_maps import ListOf, MapOf
from kithbook.book.reading import Reading
from kithbook.book.records import Key, Record
from kithbook.book.scalars import as_json
from kithbook.book.schema import PERSON_FILE
from kithbook.book.settings import load_settings
from kithbook.book.settings_schema import SETTINGS
from kithbook.book.types import FieldType
from kithbook.text.dates import DateFault, parse_date
from kithbook.text.source import Source, compose, read_source, split_front_matter
from scripts.generate import SCHEMAS
from tests.structure.sources import ROOT

pytestmark = pytest.mark.uncounted

RECORDS = {"person": PERSON_FILE, "settings": SETTINGS}


def published(name: str) -> Mapping[str, object]:
    text = (ROOT / SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, object] = json.loads(text)
    return schema


def validator(name: str) -> Draft7Validator:
    Draft7Validator.check_schema(dict(published(name)))
    return Draft7Validator(dict(published(name)))


def editor_sees(path: Path) -> object:
    """The keys of a file as an editor's YAML reader gives them."""
    source = read_source(ROOT, path)
    assert isinstance(source, Source)
    start, end = 0, len(source.text)
    if path.suffix == ".md":
        split = split_front_matter(source)
        assert not hasattr(split, "code")
        start, end = split.front
    keys, problems = compose(source, start, end)
    assert keys is not None
    assert problems == ()
    return as_json(keys)


def findings(name: str, text: str) -> list[str]:
    """Where the schema does not accept a text, as paths of keys."""
    keys, _ = compose(Source("x.yml", text), 0, len(text))
    assert keys is not None
    return ["/".join(map(str, one.path)) for one in validator(name).iter_errors(as_json(keys))]


def codes(name: str, text: str) -> list[str]:
    """What Kithbook reports for the same text."""
    source = Source("x.yml", text)
    reading = Reading(source, load_settings(ROOT))
    keys, _ = compose(source, 0, len(text))
    assert keys is not None
    RECORDS[name].read_keys(keys, reading)
    return [problem.code for problem in reading.problems]


def test_the_sample_book_fits_the_schema() -> None:
    people = sorted((ROOT / "people").glob("*.*"))
    assert sum(path.suffix == ".yml" for path in people) >= 3
    assert len(people) >= 30
    found = {
        path.name: [error.message for error in validator("person").iter_errors(editor_sees(path))]
        for path in people
    }
    assert {name: errors for name, errors in found.items() if errors} == {}
    settings = editor_sees(ROOT / "kithbook.yml")
    assert list(validator("settings").iter_errors(settings)) == []


@pytest.mark.parametrize(
    "text",
    [
        "name: 012",
        "name: no",
        "name: Ada\nvouch: no",
        "name: Ada\nborn: --02-29",
        "name: Ada\nborn: 1970",
        "name: Ada\nmet: {on: 2019, through: [[bo-chen]]}",
        "name: Ada\nevery: 30",
        "name: Ada\nevery: 6w",
        "name: Ada\naliases: Captain",
        "name: Ada\nreach: {phone: [+1 713 555 0142, 0142], email: a@example.org}",
        "name: Ada\nneeds: [a loom, {what: a CFO, until: 2027}]",
        "name: Ada\nx_boat: {any: [thing, 1]}",
        "name: Ada\nmet: {x_weather: rain}",
        "name: Ada\npause: true",
        "name: Ada\ndied: 2026-03",
        "circle: close",
        "name: Ada\ndied: yes",
        "name: Ada\nborn: --06",
        "name: Ada\nneeds: a loom",
        "name: Ada\nmet: 2019",
        "name: Ada\nask: never",
        "name: Ada\nties: bo-chen\nintroduce: founders",
        "name: Ada\nreach: a@example.org",
        "name: Ada\nreach: {threema: ABCD1234, whatsapp: [+1 713 555 0142], prefer: whatsapp}",
        "name: Ada\ndates: [{on: --06-12, what: wedding day}]",
        "name: Ada\norg:\nrole: ~",
        "name: Ada\nconsent: {on: 2026-10-02, shows: [introduce]}",
        "name: Ada\nlog: ['2026-11-03 call: hello']\nnotes: |\n  Two\n  lines",
    ],
)
def test_what_kithbook_reads_the_schema_accepts(text: str) -> None:
    assert codes("person", text) == []
    assert findings("person", text) == []


@pytest.mark.parametrize(
    "text, place, code",
    [
        ("name: Ada\ncirlce: close", "", "unknown-key"),
        ("name: Ada\nprivate: true", "", "no-such-switch"),
        ("name: Ada\nvouch: glady", "vouch", "bad-choice"),
        ("name: Ada\nask: {policy: maybe}", "ask/policy", "bad-choice"),
        ("name: Ada\nmet: {mail: a@example.org}", "met", "unknown-key"),
        ("name: [Ada]", "name", "wrong-type"),
        ("name: Ada\nborn: 07-14", "born", "bad-date"),
        ("name: Ada\nborn: 214", "born", "bad-date"),
        ("name: Ada\nsnooze: 2026-13", "snooze", "bad-date"),
        ("name: Ada\nsnooze: --11-30", "snooze", "bad-date"),
        ("name: Ada\nevery: 6 wekes", "every", "bad-span"),
        ("name: Ada\nevery: 0", "every", "bad-span"),
        ('name: Ada\npause: "false"', "pause", "bad-boolean"),
        ("name: Ada\nask: {per_quarter: -1}", "ask/per_quarter", "bad-number"),
        ("name: Ada\nconsent: {on: 2026, shows: name}", "consent/shows", "wrong-type"),
        ("name: Ada\nties: [{kind: sister}]", "ties/0", "missing-key"),
        ("name: Ada\nconsent: {on: 2026, shows: [all]}", "consent/shows/0", "bad-choice"),
    ],
)
def test_what_kithbook_reports_the_schema_shows(text: str, place: str, code: str) -> None:
    assert codes("person", text) == [code]
    assert findings("person", text) == [place]


YEARS = ("0999", "1000", "1600", "1604", "1900", "1999", "2000", "2023", "2024", "9999", "999")


def written_dates() -> Iterator[str]:
    """Dates of every form, right and wrong."""
    yield from (
        *YEARS,
        "-2024",
        "2024-",
        "--",
        "--6",
        "2024-6-1",
        "24-06-01",
        "06-12",
        "2026-11-2x",
    )
    yield from ("12 June", "2024/06/12", "2024-06-12T10:00", "\u20142024-06-12", "next week")
    for number in range(14):
        month = f"{number:02}"
        yield f"--{month}"
        yield from (f"{year}-{month}" for year in YEARS)
        for day in ("00", "01", "28", "29", "30", "31", "32"):
            yield f"--{month}-{day}"
            yield from (f"{year}-{month}-{day}" for year in YEARS)


def of_key(key: str) -> Draft7Validator:
    """The part of a person's schema that is about one key."""
    properties = published("person")["properties"]
    assert isinstance(properties, dict)
    return Draft7Validator(properties[key])


@pytest.mark.parametrize("key", ["born", "snooze", "died"])
def test_the_schema_takes_the_dates_that_are_read_and_no_other(key: str) -> None:
    schema = of_key(key)
    apart = [
        text
        for text in dict.fromkeys(written_dates())
        if schema.is_valid(text) != is_date(text, yearless=key == "born")
    ]
    assert apart == []
    assert [schema.is_valid(year) for year in (2026, 214)] == [True, False]


def test_other_days_take_the_dates_of_a_birthday() -> None:
    schema = of_key("dates")
    days = {text: {"on": text, "what": "wedding"} for text in dict.fromkeys(written_dates())}
    for many in (False, True):
        apart = [
            text
            for text, day in days.items()
            if schema.is_valid([day] if many else day) != is_date(text, yearless=True)
        ]
        assert apart == []


def is_date(text: str, *, yearless: bool) -> bool:
    try:
        return parse_date(text).year is not None or yearless
    except DateFault:
        return False


@pytest.mark.parametrize("word", ["yes", "Yes", "true", "no"])
def test_a_death_without_its_day(word: str) -> None:
    text = f"name: Ada\ndied: {word}"
    assert (codes("person", text) == []) is (word != "no")
    assert (findings("person", text) == []) is (word != "no")
    assert of_key("died").is_valid(word == "true") is (word == "true")


@pytest.mark.parametrize(
    "text, place",
    [
        ("shortlst: 5", ""),
        ("kinds: {walk: contct}", "kinds/walk"),
        ("circles: {close: often}", "circles/close"),
        ("commit: 'yes'", "commit"),
    ],
)
def test_settings_too(text: str, place: str) -> None:
    assert len(codes("settings", text)) == 1
    assert findings("settings", text) == [place]


def described(schema: Mapping[str, object]) -> list[tuple[str, Mapping[str, object]]]:
    """Every property of a schema, however deep."""
    found: list[tuple[str, Mapping[str, object]]] = []
    for key, value in schema.items():
        if key == "properties" and isinstance(value, dict):
            found += value.items()
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict) and key != "examples":
                found += described(inner)
    return found


@pytest.mark.parametrize("name, count", [("person", 55), ("settings", 20)])
def test_every_key_says_what_it_is(name: str, count: int) -> None:
    properties = described(published(name))
    assert len(properties) >= count
    assert [key for key, about in properties if not about.get("description")] == []


def fields_of(record: Record) -> list[Key]:
    """Every key of a record and of the records inside it."""
    inner = [one for field in record.fields for one in within(field.type)]
    return [*record.fields, *(field for one in inner for field in fields_of(one))]


def within(kind: FieldType) -> list[Record]:
    if isinstance(kind, ListOf | MapOf):
        return within(kind.of)
    return [kind] if isinstance(kind, Record) else []


@pytest.mark.parametrize("name, count", [("person", 50), ("settings", 18)])
def test_every_example_is_read_and_fits(name: str, count: int) -> None:
    examples = [field for field in fields_of(RECORDS[name]) if field.example]
    assert len(examples) >= count
    for field in examples:
        text = f"{field.key}: {field.example}"
        reading = Reading(Source(text, text), load_settings(ROOT))
        assert field.type.read(field.written(), reading) is not None
        assert reading.problems == []
        schema = Draft7Validator(dict(field.type.json()))
        assert [error.message for error in schema.iter_errors(as_json(field.written()))] == []


def test_an_example_that_is_no_yaml_is_refused() -> None:
    odd = Key("mastodon", PERSON_FILE.fields[0].type, "Fediverse address.", "@ada@example.org")
    with pytest.raises(ValueError, match="mastodon cannot be read"):
        odd.json()
