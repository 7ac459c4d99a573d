"""Words that two texts have in common by chance: a month, a place, one word of a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.suggest import suggest
from tests.insight.books import TODAY, load_case

CLOSE = "circle: close\n"
NEED = f"{CLOSE}needs: [a lift to the clinic in Leeds in February]\n"


def pairs(root: Path, other: str, need: str = NEED) -> list[set[str]]:
    people = {"mia": need, "per": other, "zoe": f"{CLOSE}place: Leeds\nknows: [tea]\n"}
    found = suggest(load_case(root, {"people": people}), TODAY).found
    return [set(one.pair) for one in found]


def test_what_answers_is_suggested(tmp_path: Path) -> None:
    assert pairs(tmp_path, f"{CLOSE}offers: [a lift to a clinic]\n") == [{"mia", "per"}]


@pytest.mark.parametrize(
    "text",
    ["the week in February", "choir of Leeds, February to May", "Leeds"],
    ids=["a-month", "a-month-and-a-place", "a-place"],
)
def test_a_month_or_a_place_alone_is_no_reason(tmp_path: Path, text: str) -> None:
    assert pairs(tmp_path, f"{CLOSE}offers: ['{text}']\n") == []


@pytest.mark.parametrize(
    "knows, found",
    [
        ("wie man die Kinder der Nachbarn mit dem Rad abholt", []),
        ("Standuhren, alte Uhren und ihre Werke", [{"mia", "per"}]),
    ],
)
def test_small_german_words_are_no_reason_in_an_english_book(
    tmp_path: Path, knows: str, found: list[set[str]]
) -> None:
    need = f"{CLOSE}needs: [jemand der mir die alte Uhr aus dem Nachlass richtet]\n"
    assert pairs(tmp_path, f"{CLOSE}knows: ['{knows}']\n", need) == found


@pytest.mark.parametrize(
    "need, knows, found",
    [
        ("a lift from the house to chemotherapy", "a house by the sea and", []),
        ("help with an accordion that wheezes", "an accordion in the attic", [{"mia", "per"}]),
        ("a room, but she won't pay", "Half of them won't pay a penny and", []),
        ("zwölf Stühle und fünf Bänke", "Zwölf Bässe und fünf Soprane im Chor", []),
    ],
    ids=["a-common-word", "a-rare-word", "half-a-word", "numbers"],
)
def test_a_common_word_of_a_sentence_is_no_reason_alone(
    tmp_path: Path, need: str, knows: str, found: list[set[str]]
) -> None:
    told = f"{CLOSE}---\n{knows} has it.\n...\n"
    assert (
        pairs(tmp_path, told, f"{CLOSE}needs: ['{need.replace(chr(39), chr(39) * 2)}']\n") == found
    )


def test_what_stands_before_a_need_says_less_than_the_need(tmp_path: Path) -> None:
    people = {
        "ada": f"{CLOSE}---\n- 2026-11-02 call: the harp broke; looks for a luthier\n",
        "bo": f"{CLOSE}knows: [harps]\n",
        "cy": f"{CLOSE}knows: [luthiers]\n",
        "dee": f"{CLOSE}knows: [tea]\n",
    }
    finder = Matchmaker(load_case(tmp_path, {"people": people}), TODAY)
    (need,) = finder.open_needs()
    assert need.head == "looks for a luthier"
    plain = replace(need, head=need.phrase.text)
    for who, less in (("bo", True), ("cy", False)):
        told = finder.answer(finder.prospect(need, who))
        # What was answered is remembered by its words.
        whole = (other := Matchmaker(finder.network, TODAY)).answer(other.prospect(plain, who))
        assert told is not None
        assert whole is not None
        assert (told.fit < whole.fit) is less
