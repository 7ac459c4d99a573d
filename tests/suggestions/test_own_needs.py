"""The owner's own needs: met by lines of others, said to them, and never an introduction."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.insight.openings import openings
from kithbook.insight.today import agenda
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.own_needs import own_needs_met
from tests.insight.books import TODAY, load_case

SETTINGS = (
    "needs:\n- a workshop that mends accordions\n- {what: a berth for a boat, until: 2026-01}\n"
)
PEOPLE = {
    "ada": "circle: close\noffers: [mending accordions in her workshop]\nask: {policy: never}\n"
    "vouch: no\n---\n- 2026-01-01 call: about reeds\n",
    "bo": "offers: [a berth for a boat]\n---\n",
    "cy": "pause: true\noffers: [mending accordions in a workshop]\n---\n",
    "di": "needs: [a workshop that mends accordions]\n---\n",
}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    case = {"people": PEOPLE, "settings": SETTINGS}
    return load_case(tmp_path_factory.mktemp("own"), case)


def test_who_could_meet_them_whatever_holds_for_introductions(network: Network) -> None:
    met = own_needs_met(Matchmaker(network, TODAY))
    assert [(one.person, one.by) for one in met] == [("", "ada")]
    said = "you are looking for “a workshop that mends accordions”; Ada offers “"
    assert met[0].sentence(network).startswith(said)


def test_they_are_something_to_say_and_a_reason_to_write(network: Network) -> None:
    met = own_needs_met(Matchmaker(network, TODAY))
    assert "own need" in [one.about for one in openings(network, "ada", TODAY, met)]
    assert "own need" not in [one.about for one in openings(network, "bo", TODAY, met)]
    day = agenda(network, TODAY, needs=met)
    (ada,) = (pick for pick in day.picks if pick.person == "ada")
    assert "own need" in [why.why for why in ada.reasons]
    assert (day.needs, len(day.own_needs)) == ((), 1)


def test_settings_without_needs_ask_for_nothing(tmp_path: Path) -> None:
    network = load_case(tmp_path, {"people": PEOPLE})
    assert own_needs_met(Matchmaker(network, TODAY)) == ()
