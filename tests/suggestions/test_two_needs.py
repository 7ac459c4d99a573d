"""Two needs that answer one another, and two who only seek the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.language.small_words import by_language
from kithbook.suggestions.needs import needs_met
from kithbook.suggestions.suggest import suggest
from kithbook.suggestions.two_needs import TELLING, answered_by_need, seeks_a_seeker
from tests.insight.books import TODAY, load_case

CLOSE = "circle: close\n"


@pytest.mark.parametrize(
    "need, other, words",
    [
        ("an apprentice for the joinery", "an apprenticeship", ["apprentice ~ apprenticeship"]),
        ("two apprentices", "apprenticeships abroad", ["apprentices ~ apprenticeships"]),
        ("a room near campus", "a flatmate", ["room ~ flatmate"]),
        ("ein Zimmer ab März", "Mitbewohnerin für die WG", ["Zimmer ~ Mitbewohnerin"]),
        ("ein Zimmer ab März", "ein Zimmer im Süden", []),
        ("a tenant for the flat", "a tenant for my flat", []),
        ("a tenant for the flat", "a flat", []),
        ("bread", "a flatmate", []),
    ],
)
def test_what_answers_what(need: str, other: str, words: list[str]) -> None:
    for one, two in ((need, other), (other, need)):
        found = answered_by_need(one, 3, two)
        assert bool(found) is bool(words)
        if found:
            assert (found.passage, found.start, found.end) == (3, 0, len(two))
            assert [match.telling for match in found.matches] == [TELLING]
    found = answered_by_need(need, 0, other)
    assert [match.words for match in found.matches] == words if found else not words
    assert seeks_a_seeker(need) or not words


def test_every_pair_has_two_sides() -> None:
    for pairs in by_language("mutual").values():
        for pair in pairs:
            one, other = pair.split("/")
            assert answered_by_need(one, 0, other) is not None, pair


def test_who_seeks_the_one_meets_who_seeks_the_other(tmp_path: Path) -> None:
    people = {
        "ada": f"{CLOSE}needs: [an apprentice for the joinery]\n",
        "bo": f"{CLOSE}needs: [an apprenticeship with a joiner]\n",
        "cy": f"{CLOSE}needs: [an apprentice for the joinery]\n",
        "dee": f"{CLOSE}knows: [tea]\n",
    }
    network = load_case(tmp_path, {"people": people})
    found = suggest(network, TODAY).found
    assert {frozenset(one.pair) for one in found} == {
        frozenset(("ada", "bo")), frozenset(("bo", "cy")),
    }  # fmt: skip
    assert not any(one.one_sided for one in found)
    sentence = (
        "Ada is looking for “an apprentice for the joinery”; "
        "Bo is looking for “an apprenticeship with a joiner”"
    )
    assert sentence in {
        reason.sentence(network) for one in found for reason in one.reasons if reason
    }
    assert sentence in {one.sentence(network) for one in needs_met(network, TODAY)}
