"""Ways to return a favour, and what is said before somebody is asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.insight.ledger import account
from kithbook.insight.returns import Return, before_asking, returns, to_return
from kithbook.suggestions.needs import needs_met
from tests.insight.books import TODAY, load_case

GOT = "- 2026-09-20 got: lent me his trailer\n"


def book(root: Path, bo: str, *acts: str, **others: str) -> Network:
    files = {
        f"introductions/{number}.md": f"---\nbetween: [bo, ada]\n{act}---\n"
        for number, act in enumerate(acts)
    }
    return load_case(root, {"people": {"ada": "", **others, "bo": bo}, "files": files})


def shown(found: Return | None) -> list[str]:
    return [f"{way.about}: {way.text}" for way in found.ways] if found else ["nothing waits"]


def said_before(network: Network) -> str | None:
    return before_asking(network, account(network, "bo", TODAY), TODAY)


def test_needs_come_first_then_what_was_promised_then_what_they_like(tmp_path: Path) -> None:
    bo = (
        "vouch: gladly\ninterests: [cargo bicycles, bells]\n"
        "needs: [a violin teacher, a boat builder]\n"
        "---\n- [ ] 2026-10-01 promised: photographs of [[Ada]]\n" + GOT
    )
    cy = "vouch: gladly\noffers: [a boat builder's eye]\n"
    network = book(tmp_path, bo, cy=cy)
    found = to_return(network, account(network, "bo", TODAY), TODAY, needs_met(network, TODAY))
    assert found
    assert found.favour.entry.text == "lent me his trailer"
    assert shown(found) == [
        "need: looking for a violin teacher: perhaps you can help, or somebody you know",
        "need: looking for a boat builder; Cy offers “a boat builder's eye”",
        "promised: you promised: photographs of Ada",
        "interest: likes cargo bicycles, bells: send what made you think of them",
    ]
    assert [way.by for way in found.ways] == [None, "cy", None, None]
    assert shown(to_return(network, account(network, "bo", TODAY), TODAY, most=1))[0].startswith(
        "need: looking for a violin"
    )


def test_an_ended_need_is_no_way_and_a_favour_may_have_none(tmp_path: Path) -> None:
    network = book(tmp_path, "needs: [{what: a flat, until: 2026-11-01}]\n---\n" + GOT)
    assert shown(to_return(network, account(network, "bo", TODAY), TODAY)) == []


@pytest.mark.parametrize(
    "since, returned",
    [
        ("- 2026-09-20 gave: a lift the same day\n", True),
        ("- 2026-10-01 gave: a lift\n", True),
        ("- 2026-09-19 gave: a lift before\n", False),
        ("- 2026-12-24 gave: a lift to come\n", False),
        ("- [x] 2026-08-01 promised: call, done 2026-10-01\n", True),
        ("- [x] 2026-08-01 promised: call, done 2026-08-02\n", False),
        ("- [x] 2026-08-01 awaiting: news, done 2026-10-01\n", False),
        ("- 2026-10-01 thanks: for the trailer\n", False),
    ],
)
def test_whatever_is_done_for_them_returns_it(
    tmp_path: Path, *, since: str, returned: bool
) -> None:
    network = book(tmp_path, f"---\n{GOT}{since}")
    assert (to_return(network, account(network, "bo", TODAY), TODAY) is None) == returned


@pytest.mark.parametrize(
    "act, returned",
    [
        ("asked_by: bo\nmade: 2026-10-01\n", True),
        ("asked_by: bo\nmade: 2026-09-01\n", False),
        ("asked_by: bo\nasked: {ada: 2026-10-01}\n", False),
        ("made: 2026-10-01\n", False),
        ("made: 2026-10-01\noutcome: {on: 2026-11-01, was: useful}\n", True),
        ("made: 2026-10-01\noutcome: {on: 2026-11-01, was: nothing}\n", False),
    ],
)
def test_an_introduction_that_served_them_returns_it(
    tmp_path: Path, *, act: str, returned: bool
) -> None:
    network = book(tmp_path, f"---\n{GOT}", act)
    assert (to_return(network, account(network, "bo", TODAY), TODAY) is None) == returned


def test_who_never_did_a_favour_has_none_to_return(tmp_path: Path) -> None:
    network = book(tmp_path, "needs: [x]\n")
    assert to_return(network, account(network, "bo", TODAY), TODAY) is None


def test_favours_of_the_last_year_wait_the_newest_first(tmp_path: Path) -> None:
    network = book(
        tmp_path,
        f"---\n{GOT}- 2026-10-02 got with [[Cy]]: moved my piano\n",
        cy="---\n- 2026-03-01 got: a reference\n",
        di="---\n- 2025-11-23 got: a bed for the night\n",
        eve="---\n- 2025-11-21 got: too long ago\n",
        flo="---\n- 2026-11-01 got: a map\n- 2026-11-02 gave: it back, mended\n",
    )
    assert [(one.person, one.favour.entry.text) for one in returns(network, TODAY)] == [
        ("bo", "moved my piano"),
        ("cy", "moved my piano"),
        ("di", "a bed for the night"),
    ]


HELPED = "- 2026-09-20 got: a lift\n- 2026-08-20 got: a map\n- 2026-07-20 got: a bed\n"
ASKED = "asked: {bo: 2026-10-01}\n"


@pytest.mark.parametrize(
    "bo, acts, said",
    [
        (f"---\n{HELPED}", [],
         ("Bo helped you three times in the last twelve months, and nothing that you did for Bo "
          "in that time is written down.")),
        ("needs: [a boat, a flat]\n", [ASKED] * 4,
         ("You asked Bo four times in the last twelve months, and nothing that you did for Bo in "
          "that time is written down. Bo is looking for a boat.")),
        ("interests: [bells]\n---\n- 2026-09-20 got: a lift\n- 2026-08-20 got: a map\n", [ASKED],
         ("You asked Bo or were helped three times in the last twelve months, and nothing that "
          "you did for Bo in that time is written down. Bo likes bells.")),
        (f"interests: [bells]\n---\n{HELPED}- [ ] 2026-10-01 promised: the key by 2026-12-01\n", [],
         ("Bo helped you three times in the last twelve months, and nothing that you did for Bo "
          "in that time is written down. You promised: the key (by 1 December).")),
    ],
)  # fmt: skip
def test_it_is_said_gently_before_a_fourth_time(
    tmp_path: Path, bo: str, acts: list[str], said: str
) -> None:
    assert said_before(book(tmp_path, bo, *acts)) == said


@pytest.mark.parametrize(
    "bo, acts",
    [
        ("", []),
        ("---\n- 2026-09-20 got: a lift\n- 2026-08-20 got: a map\n", []),
        ("---\n- 2026-09-20 got: a lift\n- 2026-08-20 got: a map\n- 2025-11-22 got: old\n", []),
        (f"---\n{HELPED}- 2025-12-01 gave: my bicycle\n", []),
        (f"---\n{HELPED}- [x] 2025-01-01 promised: call, done 2026-01-01\n", []),
        (f"---\n{HELPED}", ["asked_by: bo\nmade: 2026-01-10\n"]),
        ("", [ASKED, ASKED, f"asked_by: bo\n{ASKED}"]),
        ("", [ASKED, ASKED, "asked: {ada: 2026-10-01}\n"]),
        ("", [ASKED, ASKED, "asked: {bo: 2026-12-01}\n"]),
        ("", [ASKED, ASKED, "asked: {bo: 2025-11-01}\n"]),
    ],
)
def test_nothing_is_said_where_there_is_no_need(tmp_path: Path, bo: str, acts: list[str]) -> None:
    assert said_before(book(tmp_path, bo, *acts)) is None


def test_many_times_are_counted_in_figures(tmp_path: Path) -> None:
    log = "".join(f"- 2026-09-{day:02} got: a lift\n" for day in range(1, 15))
    said = said_before(book(tmp_path, f"---\n{log}"))
    assert said
    assert said.startswith("Bo helped you 14 times")
