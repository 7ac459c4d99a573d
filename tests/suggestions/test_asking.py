"""Who do I know who…: ranked answers, each resting on a line of the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.model import Phrase
from kithbook.book.network import Network
from kithbook.insight.person_texts import PersonText
from kithbook.insight.sentences import Said
from kithbook.matching.ranking import Engine
from kithbook.suggestions.answering import ALONE, TROUBLE, AskedWords, answering
from kithbook.suggestions.who_knows import (
    FIELDS,
    Asking,
    QuestionAnswer,
    ask_of,
    everyone_in,
    people_in,
)
from kithbook.text.problems import Location
from tests.insight.books import load_case
from tests.structure.sources import ROOT

CASE = {
    "people": {
        "ada": "role: luthier\nplace: Cork\noffers: [mending accordions and concertinas]\n---\n",
        "bo": "interests: [old accordions]\nmet: {how: over a broken accordion}\n---\n",
        "cy": "needs: [somebody to mend a kitchen chair]\n---\n"
        "Quiet.\nBreeds greyhounds for the love of it.\n...\n- 2026-10-01 call: his roof leaks\n",
        "di": "introduce:\n  - to: people with a leaking roof\n    because: she lays slates\n---\n",
    },
    "files": {
        "people/eve.md": "---\nname: Eve\npause: true\nknows: [leaking roofs]\n---\n",
        "rosters/Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position\n"
        "Kim,Park,https://www.linkedin.com/in/kim,,Fernway,Greyhound trainer\n"
        "Ada,,,,Elsewhere,Roofer\n",
    },
}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return load_case(tmp_path_factory.mktemp("asking"), CASE)


@pytest.fixture(scope="module")
def asking(network: Network) -> Asking:
    return ask_of(everyone_in(network), network.settings)


def answers(asking: Asking, question: str) -> dict[str, QuestionAnswer]:
    return {one.who.person or one.who.name: one for one in asking.answers(question, 10)}


def test_the_best_answer_comes_first_with_its_line(asking: Asking) -> None:
    first = asking.answers("who do I know who can mend an accordion?", 3)[0]
    assert first.who.person == "ada"
    assert (first.field, first.quote) == ("offers", "mending accordions and concertinas")
    assert str(first.at) == "people/ada.md:5:10"
    assert {match.found for match in first.matches} == {"mending", "accordions"}


def test_a_line_of_the_notes_is_quoted_where_it_stands(asking: Asking) -> None:
    found = answers(asking, "who breeds greyhounds")["cy"]
    assert (found.field, found.quote) == ("notes", "Breeds greyhounds for the love of it.")
    assert (found.at.line, found.at.column) == (6, 1)


def test_everything_told_is_looked_through(asking: Asking) -> None:
    found = answers(asking, "who knows about a leaking roof?")
    assert found["cy"].field == "log"
    assert found["di"].field == "introduce"
    assert "eve" not in found


def test_contacts_without_a_file_are_found_and_thin(asking: Asking) -> None:
    found = answers(asking, "a greyhound trainer")
    assert found["Kim Park"].who.thin
    assert str(found["Kim Park"].at).startswith("rosters/Connections.csv:2")
    assert not found["cy"].who.thin


def test_nobody_is_shown_without_evidence(asking: Asking) -> None:
    assert asking.answers("who speaks Quechua?", 10) == ()
    assert asking.answers("", 10) == ()


def test_only_some_may_be_asked_for(asking: Asking) -> None:
    found = asking.answers("mend an accordion", 10, lambda who: who.person == "bo")
    assert [one.who.person for one in found] == ["bo"]


def test_an_empty_book_answers_nothing(tmp_path: Path) -> None:
    empty = load_case(tmp_path, {})
    assert ask_of(everyone_in(empty), empty.settings).answers("anyone", 3) == ()


def test_the_same_question_gets_the_same_answers(network: Network, asking: Asking) -> None:
    again = ask_of(everyone_in(network), network.settings)
    question = "somebody for a roof, a chair or an accordion"
    assert again.answers(question, 9) == asking.answers(question, 9)


# Where an entry runs over several lines or notes are folded, the first line is named.
_ABOUT = 0.025


def test_what_is_quoted_stands_in_the_line_that_is_named() -> None:
    network = load_book(ROOT)
    asking = ask_of(people_in(network), network.settings)
    lines = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").splitlines()
        for folder in ("people", "journal", "rosters")
        for path in (ROOT / folder).iterdir()
        if path.is_file()
    }
    quoted = [
        one
        for person in asking.everyone[::3]
        for told in person.told
        for one in asking.answers(told.phrase.text[:80], 3)
    ]
    assert len(quoted) > 300
    assert {one.field for one in quoted} <= set(FIELDS)
    elsewhere = [one for one in quoted if one.quote not in lines[one.at.path][one.at.line - 1]]
    assert {one.field for one in elsewhere} <= {"log", "notes"}
    assert all(one.field == "log" or one.at.path.endswith(".yml") for one in elsewhere)
    assert len(elsewhere) <= _ABOUT * len(quoted)


HAVERS = {
    "people": {
        "cook": "role: ship's cook\n",
        "asks": "needs: [a ship's cook for forty people]\n---\nLooking for a ship's cook.\n",
        "gone": "---\nNo longer works as a ship's cook.\n",
        "ate": "---\n...\n- 2026-10-01 event: dinner of the chapter, the ship's cook was ill\n",
        "pia": "languages: [pl]\n",
        "ola": "languages: [Polish, English]\nneeds: [somebody to teach her Danish]\n",
        "ulf": "needs: [a Polish teacher]\n",
        "law": "knows: [testaments]\n",
        "will": "name: Will Sand\n---\nWill Sand will help.\n",
        "lee": "place: Leeds\nrole: dentist\n",
        "ike": "role: waiter, Leeds station\n",
        "bob": "role: physiotherapist\nplace: Leeds\n",
    }
}


@pytest.mark.parametrize(
    "question, expected",
    [
        ("who could be a ship's cook?", ["cook", "ate", "asks", "gone"]),
        ("who speaks Polish?", ["ola", "pia", "ulf"]),
        ("wer spricht Polnisch?", ["ola", "pia", "ulf"]),
        ("who could draw up a will?", ["law"]),
        ("wills", ["law"]),
        ("a physiotherapist in Leeds", ["bob", "ike", "lee"]),
    ],
)
def test_who_has_it_stands_before_who_looks_for_it(
    question: str, expected: list[str], tmp_path: Path
) -> None:
    network = load_case(tmp_path, HAVERS)
    found = ask_of(everyone_in(network), network.settings).answers(question, 10)
    ids = [one.who.person or "" for one in found]
    behind = [one.who.person for one in found if one.said != "told"]
    assert sorted(ids) == sorted(expected)
    assert ids[0] == expected[0] or set(ids[:2]) == set(expected[:2])
    assert ids[len(ids) - len(behind) :] == behind


def test_who_has_a_little_of_it_is_found_beside_who_looks_for_all_of_it(tmp_path: Path) -> None:
    people = {f"p{number}": f"knows: [{word}]\n---\n" for number, word in enumerate(CROWD_KNOWS)}
    people["mira"] = "needs: [a large animal vet for the cattle on our hill farm]\n---\n"
    people["ivo"] = "role: veterinary surgeon\ninterests: [opera, sailing, maps, chess]\n---\n"
    network = load_case(tmp_path, {"people": people})
    found = ask_of(everyone_in(network), network.settings).answers(
        "a large animal vet for the cattle on a hill farm", 10
    )
    assert [one.who.person for one in found if one.said == "sought"] == ["mira"]
    assert found[-1].who.person == "mira"
    assert "ivo" in {one.who.person for one in found}


@pytest.mark.parametrize(
    "field, said, share",
    [("notes", "sought", 0.9 * TROUBLE), ("notes", "told", 0.9), ("role", "sought", 1.0)],
)
def test_what_is_told_of_a_needer_may_be_what_they_lack(
    field: str, said: Said, share: float
) -> None:
    engine = Engine.of([("mends clocks", "bells")])
    at = Location("a.md")
    told = [PersonText(field, Phrase(text, at)) for text in ("mends clocks", "bells")]
    told[1] = told[1]._replace(said=said)
    one, evidence = (
        answering(engine, AskedWords.of("clocks", ()), 0, "Ada", told),
        engine.evidence("clocks", 0),
    )
    assert one is not None
    assert evidence is not None
    assert one.raised == pytest.approx(ALONE + share * evidence.matches[0].telling)


CROWD_KNOWS = (
    "harps", "looms", "kilns", "clocks", "bells", "oboes", "maps", "stamps", "tiles", "roofs",
    "boats", "sails", "ropes", "bread", "cheese", "soup", "wine", "law", "tax", "banks", "loans",
    "ports", "trains", "planes", "cameras", "lenses", "films", "plays", "poems", "novels",
)  # fmt: skip
