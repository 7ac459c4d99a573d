"""What the sentences of a note say: what is so, what somebody looks for, and what is not so."""

from __future__ import annotations

import pytest

from kithbook.book.model import Phrase
from kithbook.insight.sentences import phrases_said, sought_in, spans
from kithbook.text.problems import Location


def said(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.said) for one in spans(text)]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Mends clocks.", "told"),
        ("Looking for a bassist.", "sought"),
        ("She needs a van.", "sought"),
        ("Her son is looking for a flat.", "sought"),
        ("Sucht eine Wohnung in Bremen.", "sought"),
        ("Für den Herbst braucht er einen Wagen.", "sought"),
        ("Cherche un violon.", "sought"),
        ("If only somebody would take the goats in May.", "sought"),
        ("Wenn sich einer fände, der melkt, führen sie ans Meer.", "sought"),
        ("Teaches children who need help with reading.", "told"),
        ("Hilft Leuten, die eine Wohnung suchen.", "told"),
        ("If you need a plumber, she comes.", "told"),
        ("Wants to teach one day.", "told"),
        ("Wants to learn Polish.", "sought"),
        ("No longer drives.", "denied"),
        ("Doesn't lend his tools.", "denied"),
        ("Gibt keinen Unterricht mehr.", "denied"),
        ("Den Laden hat er aufgegeben.", "denied"),
        ("Looks for a room with no stairs.", "sought"),
        ("Who still mends sails by hand?", "sought"),
        ("A crack in the top: is it worth mending, and by whom?", "sought"),
        ("Wer baut so etwas, ohne dass es ein Vermögen kostet?", "sought"),
        ("Shall we go to Bergen?", "told"),
        ("He asked whether I know anyone cleverer.", "sought"),
        ("Sie möchte etwas Handgemachtes.", "sought"),
        ("Needs no shipwright.", "denied"),
        ("Wants to get rid of a closet full of parkas.", "told"),
        ("Wants to get a closet.", "sought"),
        ("Braucht keine Hilfe.", "denied"),
        ("Has a shed behind the house that she has used for nothing in years.", "told"),
    ],
)
def test_a_sentence_says_one_kind_of_thing(text: str, kind: str) -> None:
    assert said(text) == [(text, kind)]


def test_a_sentence_that_says_two_things_is_cut() -> None:
    assert said("Doesn't drive but bakes bread. Sings, no longer plays.") == [
        ("Doesn't drive", "denied"),
        ("but bakes bread.", "told"),
        ("Sings", "told"),
        ("no longer plays.", "denied"),
    ]


def test_what_points_back_takes_the_sentence_before_along() -> None:
    assert said("Found a piano. Needs somebody to tune it.") == [
        ("Found a piano. Needs somebody to tune it.", "sought")
    ]
    apart = said("Found a piano.\n\nNeeds somebody to tune it.")
    assert [kind for _, kind in apart] == ["told", "sought"]


def test_pieces_have_their_own_places() -> None:
    phrase = Phrase("Mends clocks, old\nones too. Needs\na van.", Location("a.md", 7, 3))
    found = [(one.text, str(one.at), kind) for one, kind in phrases_said(phrase)]
    assert found == [
        ("Mends clocks, old ones too.", "a.md:7:3", "told"),
        ("Needs a van.", "a.md:8:11", "sought"),
    ]
    (first, _), (second, _) = phrases_said(phrase)
    assert [(text, str(at)) for text, at in second.pieces] == [
        ("Needs", "a.md:8:11"), ("a van.", "a.md:9:1"),
    ]  # fmt: skip
    assert first.pieces[1][0] == "ones too."


@pytest.mark.parametrize(
    "text, reach, found",
    [
        ("The mast broke. Looks for a shipwright.", 99,
         ["The mast broke. Looks for a shipwright."]),
        ("The mast broke. Looks for a shipwright.", 30, ["Looks for a shipwright."]),
        ("Seeks a loom. Seeks a kiln.", 99, ["Seeks a loom.", "Seeks a kiln."]),
        ("The mast broke.", 99, []),
    ],
)  # fmt: skip
def test_what_is_sought_takes_what_stands_before_it_along(
    text: str, reach: int, found: list[str]
) -> None:
    sought = list(sought_in(Phrase(text, Location("a.md", 7, 3)), reach))
    assert [phrase.text for phrase, _ in sought] == found
    assert all(phrase.text.endswith(head) for phrase, head in sought)
    assert all("broke" not in head for _, head in sought)


@pytest.mark.parametrize("enough, whole", [(23, False), (24, True), (None, True)])
def test_what_is_long_enough_stands_for_itself(enough: int | None, *, whole: bool) -> None:
    phrase = Phrase("The mast broke. Looks for a shipwright.", Location("a.md", 7, 3))
    assert len("Looks for a shipwright.") == 23
    ((found, _),) = sought_in(phrase, 99, enough)
    assert (found.text == phrase.text) is whole
