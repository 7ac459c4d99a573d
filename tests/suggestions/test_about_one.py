"""The list for one person, its order, and needs that the log tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.pairing import Pairing
from kithbook.suggestions.suggest import suggest
from tests.insight.books import TODAY, load_case
from tests.structure.sources import ROOT

CLOSE = "circle: close\n"
CROWD = {f"c{n}": f"{CLOSE}knows: [{word}]\n" for n, word in enumerate(("tea", "felt", "moss"))}


def book(root: Path, people: dict[str, str]) -> Network:
    return load_case(root, {"people": {**people, **CROWD}})


@pytest.mark.parametrize(
    "ada, others, order",
    [
        (
            "needs: [a cellist who plays suites]\ninterests: [cave diving]\n",
            {
                "abe": "circle: casual\nknows: [cello suites]\n",
                "like": f"{CLOSE}interests: [cave diving]\n",
                "zoe": f"{CLOSE}knows: [cello suites]\n",
            },
            ["abe", "zoe", "like"],
        ),
        (
            "needs: [a plumber for the old mill in the hills]\noffers: [bee hives]\n",
            {"bees": f"{CLOSE}needs: [bee hives]\n", "faint": f"{CLOSE}interests: [hills]\n"},
            ["faint", "bees"],
        ),
    ],
    ids=["however-well-known", "own-needs-first"],
)
def test_whoever_asks_about_one_person_gets_the_best_answers_to_them(
    ada: str, others: dict[str, str], order: list[str], tmp_path: Path
) -> None:
    network = book(tmp_path, {"ada": f"{CLOSE}{ada}", **others})
    found = suggest(network, TODAY, about="ada").found
    assert [next(who for who in one.pair if who != "ada") for one in found] == order


def test_the_list_is_in_its_order_and_no_answer_is_better_than_it_could_be() -> None:
    finder = Matchmaker(load_book(ROOT), TODAY)
    every = finder.everyones
    answers = [(one, answer) for one in every if (answer := finder.answer(one))]
    assert len(answers) > 10
    assert all(answer.fit <= one.most + 1e-9 for one, answer in answers)
    worth = [one.worth for one in Pairing(finder).in_order()]
    assert worth == sorted(worth, reverse=True)


def test_what_the_log_says_somebody_looks_for_is_answered(tmp_path: Path) -> None:
    said = f"{CLOSE}---\n- 2026-11-02 call: the mast broke; looks for a shipwright\n"
    network = book(tmp_path, {"ada": said, "bo": f"{CLOSE}role: shipwright\n"})
    (one,) = suggest(network, TODAY).found
    assert one.reasons[0] is not None
    assert one.reasons[0].sentence(network) == (
        "You wrote of Ada: “the mast broke; looks for a shipwright”; Bo works as “shipwright”"
    )
