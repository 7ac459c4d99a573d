"""Over random books: no way to reach anybody, and nobody withheld, in any answer of any tool."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kithbook.agent.agent_answers import Unanswered
from kithbook.agent.agent_server import TOOLS, AgentDoor
from kithbook.agent.opened_book import BookReader
from kithbook.agent.redaction import LEFT_OUT
from kithbook.agent.withheld import WithheldPeople
from kithbook.book.load import load_book
from tests.agent.books import TODAY, Sown, write
from tests.thoroughness import THOROUGH

pytestmark = pytest.mark.uncounted

BOOKS = 500 if THOROUGH else 8
ASKED = ("bells", "who mends boats and bronze?", "last:>1d", "example", "713", "canary", "house")


def answers(root: Path, sown: Sown, *, reach: bool = False) -> dict[str, str]:
    """Every tool with everything that it can be asked of a small book, as the client gets it."""
    door = AgentDoor(BookReader(root, lambda _: date.fromisoformat(TODAY), reach=reach))
    book = load_book(root)
    people = [*sown.visible, *book.people]
    given: dict[str, list[dict[str, str]]] = {
        "find": [{"query": one} for one in (*ASKED, *people)],
        "about": [{"person": one} for one in people],
        "brief": [{"who": one} for one in (*people, "Lyon", "Bremen")],
        "today": [{}],
        "suggest": [{}, *({"person": one} for one in people)],
        "way_to": [{"goal": one} for one in (*people, "Lyon", "bells", "bread house")],
        "introductions": [{}, *({"person": one} for one in people)],
        "introduction": [{"which": act.id} for act in book.introductions],
        "requests": [{}],
        "request": [{"which": one.id} for one in book.requests],
    }
    assert set(given) == {tool.name for tool in TOOLS}
    found = {}
    for tool, calls in given.items():
        for arguments in calls:
            try:
                made = json.dumps(door.call(tool, arguments), ensure_ascii=False)
            except Unanswered as why:
                made = str(why)
            found[f"{tool} {arguments}"] = made
    return found


def singing(text: str, sown: Sown) -> set[str]:
    """What of the canaries is in an answer."""
    plain = text.casefold()
    return {one for one in (*sown.names, *sown.ways) if one.casefold() in plain}


@pytest.mark.parametrize("seed", range(BOOKS))
def test_no_answer_reaches_anybody_or_names_who_is_withheld(tmp_path: Path, seed: int) -> None:
    sown = write(tmp_path, seed)
    found = answers(tmp_path, sown)
    assert len(found) >= 40
    assert {call: sung for call, text in found.items() if (sung := singing(text, sown))} == {}
    assert not [call for call, text in found.items() if LEFT_OUT in text], "the book itself has it"
    assert sum(len(text) for text in found.values()) > 10_000


def test_the_canaries_sing_where_nothing_lies_over_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sown = write(tmp_path, 1)
    open_ways = answers(tmp_path, sown, reach=True)
    sung = {one for text in open_ways.values() for one in singing(text, sown)}
    assert len(sung & sown.ways) >= 5
    assert not sung & sown.names
    monkeypatch.setattr(WithheldPeople, "people", frozenset[str]())
    named = {one for text in answers(tmp_path, sown).values() for one in singing(text, sown)}
    assert named & sown.names
