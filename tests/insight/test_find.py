"""Finding people: golden queries on one small book, and who is found why."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.contact import Contact
from kithbook.book.load import load_book
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.find import PersonFound, find, matches, subjects
from kithbook.text.problems import Location
from tests.book.bookfiles import write_book
from tests.insight.books import CASES as FOLDER
from tests.insight.books import TODAY, Case, case_id, cases

CASES = cases("find")


@pytest.fixture(scope="module")
def network() -> Network:
    return load_book(FOLDER / "find" / "book")


def ask(network: Network, text: str) -> tuple[PersonFound, ...]:
    query = parse(text)
    assert not isinstance(query, QueryFault), query
    return find(network, query, TODAY)


def who(found: PersonFound) -> str:
    return found.person or f"contact {found.name}"


def test_there_are_enough_cases(network: Network) -> None:
    assert len(CASES) >= 65
    assert len(network.people) == 5
    assert len(network.contacts) == 2
    assert not network.problems


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_query_finds_exactly_these(case: Case, network: Network) -> None:
    found = ask(network, case["query"])
    assert [who(each) for each in found] == case["expect"]
    why = {
        who(each): [f"{hit.field}: {hit.quote} ({hit.asked})" for hit in each.hits]
        for each in found
        if who(each) in case.get("why", {})
    }
    assert why == case.get("why", {})


def test_every_hit_in_a_text_knows_its_place(network: Network) -> None:
    hits = [hit for each in ask(network, "cfo") for hit in each.hits]
    assert [str(hit.at) for hit in hits] == [
        "people/ada-byrne.md:13:12",
        "people/bo-chen.md:5:7",
        "people/kofi.md:6:20",
    ]


@pytest.mark.parametrize(
    "query, at",
    [
        ("place:houston", "people/ada-byrne.md:8:8"),
        ("org:fernway name:ada", "people/ada-byrne.md:7:6"),
        ("role:head", "people/ada-byrne.md:6:7"),
        ("circle:inner", "people/bo-chen.md:3:9"),
        ("vouch:gladly", "people/ada-byrne.md:5:8"),
        ("tag:speakers", "people/ada-byrne.md:14:17"),
        ("addie", "people/ada-byrne.md:3:11"),
        ("fajitas", "people/ada-byrne.md:9:76"),
        ("7135550101", "people/bo-chen.md:11:17"),
    ],
)
def test_a_finding_points_at_its_own_line(query: str, at: str, network: Network) -> None:
    assert str(ask(network, query)[0].hits[0].at) == at


EACH_FORM = {
    "ada.md": """---
name: Ada
aliases: [Addie, Countess]
circle: close
role: "Baker"
org: >
  Fern
  Way
place: Houston
tags:
  - boat
  - choir
met: {where: the harbour, how: by chance}
---
""",
    "bo.yml": """\
name: Bo
place:   Houston
circle: close
role: Baker
org: Fernway
tags: [boat, choir]
vouch: gladly
aliases:
  - Bobby
  -
  - Count Bo
met:
  where: the harbour
languages: [en, de]
""",
}


@pytest.mark.parametrize(
    "query, ada, bo",
    [
        ("place:houston", "9:8", "2:10"),
        ("circle:close", "4:9", "3:9"),
        ("role:baker", "5:7", "4:7"),
        ("org:fern", "6:6", "5:6"),
        ("tag:boat", "11:5", "6:8"),
        ("tag:choir", "12:5", "6:14"),
        ("harbour", "13:14", "13:10"),
        ("count", "3:18", "11:5"),
        ("bobby", "", "9:5"),
        ("addie", "3:11", ""),
        ("vouch:gladly", "", "7:8"),
    ],
)
def test_each_form_of_a_value_has_its_place(query: str, ada: str, bo: str, tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    for name, text in EACH_FORM.items():
        (tmp_path / "people" / name).write_text(text, encoding="utf-8")
    found = [str(one.hits[0].at) for one in ask(load_book(tmp_path), query)]
    files = (("people/ada.md", ada), ("people/bo.yml", bo))
    assert found == [f"{file}:{at}" for file, at in files if at]


def test_long_passages_are_quoted_short(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    notes = "word " * 200 + "needle"
    (tmp_path / "people" / "ada.md").write_text(f"---\nname: Ada\n---\n{notes}\n")
    (found,) = ask(load_book(tmp_path), "word")
    assert len(found.hits[0].quote) <= 161
    assert found.hits[0].quote.endswith("…")


def test_matching_is_what_finding_does(network: Network) -> None:
    query = parse("houston -tag:speakers")
    assert not isinstance(query, QueryFault)
    matched = [s.name for s in subjects(network, TODAY)
               if matches(query, s, network.settings, TODAY)]  # fmt: skip
    assert sorted(matched) == sorted(found.name for found in find(network, query, TODAY))


def test_a_contact_whose_file_is_gone_is_still_found() -> None:
    contact = Contact(Location("rosters/c.csv", 2), "Bo Tan", person="bo-tan")
    assert [who(each) for each in ask(Network({}, contacts=(contact,)), "tan")] == [
        "contact Bo Tan"
    ]


def test_labels_notes_and_other_names_of_a_roster_are_found(tmp_path: Path) -> None:
    rows = "Name,Nickname,Labels,Notes,Birthday\nYan Poe,Yanno,Band,plays oboe,1981-06-30\n"
    write_book(tmp_path, {"files": {"rosters/a.csv": rows}})
    network = load_book(tmp_path)
    for query in ("yanno", "tag:band", "oboe", "1981"):
        assert [who(each) for each in ask(network, query)] == ["contact Yan Poe"]


def test_what_a_roster_says_of_the_work_of_somebody_finds_their_file() -> None:
    person = Person("omar", "people/omar.md", "Omar Haddad", Location("people/omar.md"))
    row = Contact(Location("rosters/a.csv", 2), "O. Haddad", "Acme", "Weaver", person="omar")
    known = Network({"omar": person}, contacts=(row,))
    for asked in ("org:acme", "weaver"):
        (found,) = ask(known, asked)
        assert (found.person, found.hits[0].at) == ("omar", row.at)


def test_a_way_under_a_key_that_nobody_knows_is_found_and_a_tag_is_one(tmp_path: Path) -> None:
    keys = 'name: Bo\ntags: [Choir, "#choir", choir ]\nreach: {mobile: +49 (0)171 39200 12}\n'
    write_book(tmp_path, {"files": {"people/bo.yml": keys}})
    network = load_book(tmp_path)
    assert network.people["bo"].tags == ("Choir",)
    assert [who(each) for each in ask(network, "171 3920012")] == ["bo"]
