"""What could be said to a person: what is open, needs that could be met, news and notes."""

from __future__ import annotations

from pathlib import Path

from kithbook.insight.openings import openings
from kithbook.suggestions.needs import needs_met
from tests.insight.books import TODAY, load_case

KNOWN = "vouch: gladly\n"


def said(root: Path, people: dict[str, str], most: int = 9) -> list[str]:
    network = load_case(root, {"people": people})
    found = openings(network, "ada", TODAY, needs_met(network, TODAY), most)
    return [f"{opening.about}: {opening.text}" for opening in found]


def test_what_could_be_said_the_most_useful_first(tmp_path: Path) -> None:
    ada = """\
vouch: gladly
needs: [a fractional CFO, {what: a flat, until: 2026-01}]
interests: [bicycles]
---
- 2026-11-01 call: leaving in spring
- 2026-11-02 note: has a dog now
- 2026-12-02 note: to come
- [ ] 2026-10-12 promised: the survey
- [ ] 2026-10-12 awaiting: her slides
- 2026-10-13 got: a lift
"""
    bo = f"{KNOWN}offers: [fractional CFO work]\n---\n- 2026-11-10 call: [[Ada]] won a prize\n"
    assert said(tmp_path, {"ada": ada, "bo": bo}) == [
        "promised: you promised: the survey",
        "need: looking for a fractional CFO; Bo offers “fractional CFO work”",
        "thanks: you have not thanked yet for: a lift",
        "mention: came up on 10 November with Bo: Ada won a prize",
        "note: you noted on 2 November: has a dog now",
        "awaited: you are waiting for: her slides",
        "last: last time (call, 3 weeks ago): leaving in spring",
        "interest: likes bicycles",
    ]


def test_old_mentions_are_not_news_and_no_more_is_said_than_asked(tmp_path: Path) -> None:
    ada = "interests: [bicycles, tea]\n---\n- 2026-11-01 call: leaving\n"
    people = {"ada": ada, "bo": "---\n- 2026-01-10 call: [[Ada]] won a prize\n"}
    assert said(tmp_path, people, 1) == ["last: last time (call, 3 weeks ago): leaving"]
