"""Questions that no line of a file answers, and the command that does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.suggestions.elsewhere import elsewhere
from tests.insight.books import load_case

BOOK = {
    "people": {
        "anna": "name: Anna Fisher\nplace: Bonn\n",
        "ben": "name: Ben Fisher\nplace: Bad Honnef\n",
    }
}


@pytest.mark.parametrize(
    "question, command",
    [
        ("whom did I not talk to this year?", "kith find 'last:>11m or last:never'"),
        ("who haven't I seen in 2 years", "kith find 'last:>2y or last:never'"),
        ("Mit wem habe ich seit 6 Monaten nicht gesprochen?", "kith find 'last:>6m or last:never'"),
        ("how many people do I know in Bonn?", "kith find place:bonn"),
        ("wie viele Leute kenne ich in Bad Honnef?", "kith find 'place:\"bad honnef\"'"),
        ("how many dentists do I know?", "kith find place:… (or tag:…, circle:…, needs:…)"),
        ("when did I last see Anna?", "kith about anna"),
        ("wann habe ich Anna zuletzt gesehen?", "kith about anna"),
        ("when did I last see a Fisher?", "kith about PERSON"),
        ("who is not afraid of heights that I know?", None),
        ("who could talk about last year?", None),
        ("", None),
    ],
)
def test_what_ranking_cannot_say_leads_elsewhere(
    question: str, command: str | None, tmp_path: Path
) -> None:
    found = elsewhere(load_case(tmp_path, BOOK), question, date(2026, 11, 22))
    assert (found and found.command) == command
