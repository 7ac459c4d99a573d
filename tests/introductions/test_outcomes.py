"""What came of introductions: by person, who met whom through whom, and what they led to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.introductions.consequences import chains, in_words
from kithbook.introductions.introduced import Acquaintances, Introduced
from kithbook.introductions.state import all_progress
from tests.insight.books import TODAY, load_case

USEFUL = "made: 2026-03-10\nmet: 2026-03-20\noutcome: {on: 2026-06-01, was: useful, note: a job}\n"


def met(network: Network, person: str) -> tuple[Introduced, ...]:
    return Acquaintances(network, all_progress(network, TODAY)).met_through_me(person)


def act(between: str, text: str) -> str:
    return f"---\nbetween: [{between}]\n{text}---\n"


def book(root: Path, people: dict[str, str], **files: str) -> Network:
    named = {
        f"{'requests' if name.startswith('r_') else 'introductions'}/{name}.md": text
        for name, text in files.items()
    }
    return load_case(root, {"people": people, "files": named})


@pytest.fixture
def record(tmp_path: Path) -> Network:
    return book(
        tmp_path,
        {"ada": "", "bo": "", "cy": "", "di": ""},
        a=act("ada, bo", USEFUL),
        b=act("ada, cy", "made: 2025-02-01\nmet: 2025-02-09\n"),
        c=act("di, ada", "made: 2026-11-01\n"),
        d=act("ada, bo", "made: 2024-01-01\noutcome: {on: 2024-06-01, was: nothing}\n"),
        e=act("ada, Zoe Muller", "made: 2024-07\noutcome: {on: 2024-09, was: unknown}\n"),
        f=act("bo, cy", "asked: {bo: 2026-11-20}\n"),
        g=act("bo, di", "asked: {bo: 2026-06-20}\nanswered: {bo: {said: no}}\n"),
    )


def test_whom_a_person_met_through_the_owner_and_what_came_of_it(record: Network) -> None:
    found = met(record, "ada")
    assert [one.words(record, TODAY) for one in found] == [
        "Di on 1 November: no news yet",
        "Bo on 10 March: it was useful, a job",
        "Cy on 1 February 2025: they have met",
        "Zoe Muller in July 2024: nobody told",
        "Bo on 1 January 2024: nothing came of it",
    ]
    assert [one.other.person for one in met(record, "cy")] == ["ada"]
    assert met(record, "nobody") == ()


def test_whom_a_person_brought_by_the_day_they_met(tmp_path: Path) -> None:
    people = {
        "ines": "met: {through: ines}\n",
        "ada": "met: {on: 2019-05, through: ines}\n",
        "bo": "met: {on: 2018, through: ines}\n",
        "cy": "met: {through: Ines}\n",
        "di": "met: {on: 2026-11-20, through: ada}\n",
        "eve": "met: {on: 2026-11-20, through: Somebody Else}\n",
    }
    network = book(tmp_path, people)
    found = Acquaintances(network, ()).brought("ines")
    assert [one.words(network, TODAY) for one in found] == ["Bo in 2018", "Ada in May 2019", "Cy"]
    assert Acquaintances(network, ()).brought("ada")[0].person == "di"
    assert Acquaintances(network, ()).brought("di") == ()


def told(network: Network) -> dict[str, list[str]]:
    return {
        chain.progress.introduction.id: [in_words(link, TODAY) for link in chain.links]
        for chain in chains(network, all_progress(network, TODAY), TODAY)
    }


REQUEST = "---\nkind: connect\nreceived: {day}\nfrom: {{name: Zoe}}\nhow_found: {found}\n---\n"


def test_what_an_introduction_led_to_stands_by_its_day(tmp_path: Path) -> None:
    network = book(
        tmp_path,
        {
            "ada": (
                "name: Ada Byrne\nties: [{to: bo, kind: client}]\n---\n"
                "- 2026-09-01 coffee with [[bo]]: the three of us\n"
                "- 2026-03-10 call with [[bo]]: on the day itself\n"
                "- 2026-12-24 meal with [[bo]]: to come\n"
                "- [ ] 2026-10-01 promised with [[bo]]: a photograph\n"
            ),
            "bo": "ties: [{to: ada, kind: adviser, since: 2026-06}, {to: cy}]\n",
            "cy": "met: {on: 2026-05-02, through: bo}\n",
            "di": "met: {on: 2026-03, through: bo}\n",
            "eve": "met: {on: 2026-01-01, through: bo}\n",
        },
        a=act("ada, bo", USEFUL),
        b=act("bo, cy", "asked_by: ada\nasked: {bo: 2026-07-01}\n"),
        c=act("bo, eve", "asked_by: ada\nmade: 2026-02-01\n"),
        d=act("bo, di", "asked_by: me\nmade: 2026-04-01\n"),
        r_1=REQUEST.format(day="2026-08-08", found="Ada Byrne told me"),
        r_2=REQUEST.format(day="2026-02-02", found="Ada Byrne told me"),
        r_3=REQUEST.format(day="2026-08-09", found="a search"),
    )
    assert told(network) == {
        "a": [
            "you met Cy through Bo (2 May)",
            "Bo names Ada Byrne as adviser (in June 2026)",
            "then introduced: Bo and Cy (1 July)",
            "Zoe wrote to you because of Ada Byrne (8 August)",
            "together again: coffee: the three of us (1 September)",
            "Ada Byrne names Bo as client",
        ]
    }


def test_only_what_was_useful_and_dated_leads_to_anything(tmp_path: Path) -> None:
    network = book(
        tmp_path,
        {"ada": "---\n- 2026-09-01 coffee with [[bo]]: all of us\n", "bo": ""},
        a=act("ada, bo", "made: 2026-01-01\noutcome: {on: 2026-02-01, was: pleasant}\n"),
        b=act("ada, bo", "outcome: {was: useful}\n"),
        c=act("ada, bo", "made: 2026-10-01\n"),
        d=act("ada, Zoe Muller", "made: 2026-01-01\noutcome: {on: 2026-02-01, was: useful}\n"),
    )
    assert told(network) == {"d": []}


def test_the_newest_chain_comes_first_and_an_empty_book_has_none(tmp_path: Path) -> None:
    network = book(
        tmp_path,
        {"ada": "", "bo": ""},
        a=act("ada, bo", "made: 2025-01-01\noutcome: {on: 2026-02-01, was: useful}\n"),
        b=act("ada, bo", USEFUL),
    )
    assert list(told(network)) == ["b", "a"]
    assert chains(network, (), TODAY) == ()
