"""Two open introductions of one pair, or two versions in a file: nothing is asked till settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.introductions.drafts import KINDS, Withheld, draft, kinds_for
from kithbook.introductions.guards import Guards
from kithbook.introductions.next_step import next_steps
from kithbook.introductions.state import all_progress, for_today
from kithbook.introductions.twins import twin_introductions
from tests.insight.books import TODAY, load_case

FRONT = "because: {ada: x, bo: y}\n"
NO = "answered: {bo: {said: no, on: 2026-11-12}}\n"
OLD_NO = "answered: {bo: {said: no, on: 2025-11-12}}\n"
ASKED = "asked: {ada: 2026-11-20}\n"
LONG_AGO = "asked: {ada: 2025-01-10}\n"
ASIDE = "set_aside: {on: 2026-11-01}\n"
ASIDE_ONCE = "set_aside: {on: 2025-11-01, until: 2026-03}\n"
YES = "answered: {ada: {said: yes, on: 2026-11-01}, bo: {said: yes, on: 2026-11-02}}\n"
MADE = f"{YES}made: 2026-11-03\n"


def book(root: Path, first: str, second: str, *, turned: bool = True) -> Network:
    other = "bo, ada" if turned else "ada, bo"
    files = {
        "introductions/a.md": f"---\nbetween: [ada, bo]\n{FRONT}{first}---\n",
        "introductions/b.md": f"---\nbetween: [{other}]\n{FRONT}{second}---\n",
    }
    reach = "reach: {email: {}@example.org}\n"
    people = {name: reach.replace("{}", name) for name in ("ada", "bo")}
    settings = "language: en\nsign_off: Vera\n"
    return load_case(root, {"people": people, "files": files, "settings": settings})


def drafted(network: Network, today: date = TODAY) -> Iterator[str]:
    """Every message that could be drafted of any introduction, to anybody."""
    for one in all_progress(network, today):
        yield from kinds_for(network, one, today) if not one.unsettled else ()
        for kind in (None, *KINDS):
            for to in ("", "ada", "bo"):
                made = draft(network, one, kind, "Vera", today, to=to)
                if not isinstance(made, Withheld):
                    yield f"{one.introduction.id} {made.kind} to {made.to}"


@pytest.mark.parametrize(
    "first, second",
    [("", ""), (ASKED, ""), ("", ASKED), (ASKED, ASKED), (YES, ASKED), ("", YES),
     (ASKED, NO), (NO, ASKED), ("", NO), (NO, YES), (ASKED, ASIDE), (ASIDE, "")],
)  # fmt: skip
@pytest.mark.parametrize("turned", ["turned", ""])
def test_nothing_is_asked_until_it_is_settled(
    first: str, second: str, turned: str, tmp_path: Path
) -> None:
    network = book(tmp_path, first, second, turned=bool(turned))
    assert list(drafted(network)) == []
    (told,) = twin_introductions(network, TODAY)
    assert told.code == "twin-introduction"
    assert ("Bo said no" in told.message) == (NO in (first, second))
    (line,) = for_today(all_progress(network, TODAY), TODAY)
    assert (line.about, line.turn) == ("settle", True)
    assert "2 files are about them, introductions/a.md and introductions/b.md" in line.sentence
    for one in all_progress(network, TODAY):
        if one.unsettled:
            (only,) = next_steps(network, one, TODAY)
            assert "2 files are about them" in only.text
    assert not Guards(network, TODAY).allows("ada", "bo")


def test_a_no_in_either_counts_in_both(tmp_path: Path) -> None:
    network = book(tmp_path, YES, NO)
    assert [one.state for one in all_progress(network, TODAY)] == ["declined", "declined"]
    (asked, _) = all_progress(network, TODAY)
    assert [side.state for side in asked.sides] == ["yes", "no"]


@pytest.mark.parametrize(
    "first, second",
    [(OLD_NO, ASKED), (LONG_AGO, ASKED), (MADE, ASKED), (ASKED, MADE), (NO, NO), (NO, ASIDE),
     (ASIDE_ONCE, ASKED), (MADE, MADE)],
)  # fmt: skip
def test_what_is_over_is_no_twin(first: str, second: str, tmp_path: Path) -> None:
    network = book(tmp_path, first, second)
    assert list(twin_introductions(network, TODAY)) == []
    assert not any(one.unsettled for one in all_progress(network, TODAY))


def test_a_pair_of_others_is_no_twin(tmp_path: Path) -> None:
    files = {
        "introductions/a.md": f"---\nbetween: [ada, bo]\n{FRONT}---\n",
        "introductions/b.md": "---\nbetween: [ada, cy]\nbecause: {ada: x, cy: y}\n---\n",
        "introductions/c.md": f"---\nbetween: [ada, nobody]\n{FRONT}---\n",
        "introductions/d.md": f"---\nbetween: [ada, nobody]\n{FRONT}---\n",
    }
    network = load_case(tmp_path, {"people": {"ada": "", "bo": "", "cy": ""}, "files": files})
    assert list(twin_introductions(network, TODAY)) == []


@pytest.mark.parametrize("sides", [(NO, ASKED), (YES, NO), (ASKED, YES), (MADE, YES)])
def test_a_merge_that_is_not_finished_asks_nobody(sides: tuple[str, str], tmp_path: Path) -> None:
    ours, theirs = sides
    marks = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> laptop\n"
    files = {"introductions/a.md": f"---\nbetween: [ada, bo]\n{FRONT}{marks}---\n"}
    network = load_case(tmp_path, {"people": {"ada": "", "bo": ""}, "files": files})
    (one,) = all_progress(network, TODAY)
    assert (one.state == "declined") == (NO in sides)
    assert list(drafted(network)) == []
    assert [wait.about for wait in for_today((one,), TODAY)] == ["settle"]
    assert not Guards(network, TODAY).allows("ada", "bo")
