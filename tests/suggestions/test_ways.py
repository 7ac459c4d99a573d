"""Who brings me there: nearest to the goal first, over files, ties, entries and rosters."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.suggestions.way_letter import way_letter
from kithbook.suggestions.ways import Way, Ways
from kithbook.views.ways_view import first_step, ways_of
from tests.insight.books import TODAY, load_case

ROSTER = "Name,Company,Position,Location\nTom Reyes,Port of Tacoma,Harbour master,Tacoma\n"
PEOPLE = {
    "ada": "circle: close\norg: Hill & Dale GmbH\nties: [{to: bo, kind: sister}]\n---\n"
    "- 2026-10-01 call: about the ferry\n",
    "bo": "met: {through: ada}\norg: Port of Tacoma\nreach: {email: bo@example.org}\n---\n",
    "cy": "circle: casual\n---\nHer brother Tom Reyes keeps the lights at the harbour.\n...\n"
    "- 2026-09-01 coffee: long talk\n",
    "di": "circle: close\ndied: 2026-01-01\norg: Port of Tacoma\n---\n",
    "ed": "circle: inner\nplace: Lyon\nknows: [stem cells]\nlanguages: [German]\n---\n"
    "- 2026-11-01 met: two days in Lyon with [[Flo]]\n",
    "flo": "circle: warm\n---\n",
    "gus": "circle: close\nneeds: [somebody at the Port of Tacoma]\n---\n",
}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    files = {"rosters/list.csv": ROSTER}
    return load_case(tmp_path_factory.mktemp("ways"), {"people": PEOPLE, "files": files})


def ways(network: Network, goal: str) -> Ways:
    (found,) = ways_of(network, [goal], TODAY, Path("nowhere"))
    return found


def firsts(found: Ways) -> list[str]:
    return [way.first.person or way.first.name for way in found.found]


def only(found: Ways, first: str) -> Way:
    return next(way for way in found.found if first in (way.first.person, way.first.name))


def test_whoever_is_close_leads_to_whom_one_hardly_knows(network: Network) -> None:
    found = ways(network, "Port of Tacoma")
    assert firsts(found)[:2] == ["ada", "bo"]
    ada = only(found, "ada")
    assert [who.person for _, who in ada.through] == ["bo"]
    assert (ada.there.field, str(ada.there.at)) == ("org", "people/bo.md:4:6")
    assert first_step(ada) == "ask Ada for a word with Bo."
    assert "gus" not in firsts(found), "who looks for the same leads nowhere"


def test_a_contact_of_a_roster_and_whose_notes_name_them(network: Network) -> None:
    found = ways(network, "Port of Tacoma")
    tom = only(found, "Tom Reyes")
    assert tom.first.contact is not None
    assert tom.remark
    cy = only(found, "cy")
    assert [who.name for _, who in cy.through] == ["Tom Reyes"]
    assert firsts(ways(network, "Tom Reyes"))[:2] == ["cy", "Tom Reyes"]


def test_the_dead_and_the_paused_are_named_and_not_asked(network: Network) -> None:
    found = ways(network, "Port of Tacoma")
    assert "di" not in firsts(found)
    assert [(person.id, why) for person, why in found.left] == [("di", "has died")]


@pytest.mark.parametrize(
    "goal, first",
    [
        ("Hill and Dale", "ada"),
        ("Hill & Dale Shipping Company", "ada"),
        ("Lyon, France", "ed"),
        ("lyon", "ed"),
        ("stem cells", "ed"),
        ("Bo", "ada"),
        ("ada", "ada"),
    ],
)
def test_a_firm_a_place_a_field_and_a_person(network: Network, goal: str, first: str) -> None:
    found = ways(network, goal)
    assert firsts(found)[0] == first
    assert not found.near_only


@pytest.mark.parametrize("goal", ["Kyoto Observatory", "...", "[[", "x" * 5_000, "\u202e<b>"])
def test_no_answer_is_an_answer(network: Network, goal: str) -> None:
    found = ways(network, goal)
    assert (found.found, found.left, found.near_only) == ((), (), False)


def test_the_letter_says_nothing_that_the_book_says(network: Network) -> None:
    found = ways(network, "Port of Tacoma")
    letter = way_letter(network, found.goal, only(found, "ada"), "Sam Hale", "a berth for May")
    assert "Port of Tacoma" in letter.text
    assert "Bo" in letter.text
    assert "a berth for May." in letter.text
    assert letter.text.endswith("Sam Hale")
    for private in ("sister", "ferry", "close", "Hill"):
        assert private not in letter.text
    direct = way_letter(network, found.goal, only(found, "bo"), "Sam Hale")
    assert direct.mail.link().startswith("mailto:bo@example.org")
    spoken = ways(network, "Lyon")
    assert way_letter(network, spoken.goal, spoken.found[0], "Sam Hale").language == "de"


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    people = {
        "eve": 'name: "{wish} <b>Eve</b>"\norg: "Port {goal} [x](javascript:1)"\n---\n'
        "- 2026-11-01 call: x\n"
    }
    network = load_case(tmp_path, {"people": people})
    found = ways(network, "Port {goal} [x](javascript:1)")
    letter = way_letter(network, found.goal, found.found[0], "Sam")
    assert "Port {goal} [x](javascript:1)" in letter.text
    assert "{wish}" in letter.name
