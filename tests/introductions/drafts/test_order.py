"""Which message comes next, to whom; and the sentence that says what comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.introductions.drafts import KINDS, Draft, Kind, Withheld, draft, kinds_for, readers
from kithbook.introductions.state import progress
from tests.insight.books import TODAY
from tests.introductions.drafts.books import (
    ADA,
    ASKED,
    CASES,
    FROM_KOFI,
    KOFI,
    MADE,
    OWNER,
    Case,
    asked_for,
    book,
    made,
    only,
    refused,
)

WORDS = "Forwardable:\n\n{blurb}"
YES = "answered: {ada: {on: 2026-11-12, said: yes}}\n"
BOTH = "answered: {ada: {said: yes}, kofi: {said: yes}}\n"
NO = "answered: {ada: {on: 2026-11-12, said: no}}\n"
CLOSED = "made: 2026-09-01\nmet: 2026-09-09\n"
LONG_AGO = "asked: {ada: 2026-10-01}\n"
NUDGED = "nudged: {ada: 2026-10-09}\n"


@pytest.mark.parametrize(
    "front, body, expected",
    [
        ("", "", ["ask ada, kofi"]),
        ("asked_by: me\n", WORDS, ["ask ada, kofi"]),
        (FROM_KOFI, WORDS, ["ask ada"]),
        (FROM_KOFI, "", ["forwardable kofi", "ask ada"]),
        (FROM_KOFI, "Forwardable: May I pick her brain?", ["forwardable kofi", "ask ada"]),
        (FROM_KOFI + "asked: {ada: 2026-11-20}\n", "", []),
        (FROM_KOFI + "asked: {ada: 2026-11-15}\n", "", ["nudge ada"]),
        (FROM_KOFI + ASKED + "nudged: {ada: 2026-11-18}\n", "", []),
        (ASKED + YES, "", ["ask kofi"]),
        (FROM_KOFI + "answered: {ada: {on: 2026-11-12, said: later}}\n", "", []),
        (FROM_KOFI + "answered: {ada: {on: 2026-10-12, said: later}}\n", "", ["ask ada"]),
        (FROM_KOFI + LONG_AGO, "", ["nudge ada", "no kofi"]),
        (FROM_KOFI + LONG_AGO + NUDGED, "", ["no kofi"]),
        (FROM_KOFI + YES, "", ["introduction kofi, ada"]),
        (BOTH + "asked: {kofi: 2026-10-01, ada: 2026-10-03}\n", "", ["introduction ada, kofi"]),
        (FROM_KOFI + NO, "", ["no kofi"]),
        (NO, "", []),
        (BOTH + "made: 2026-11-10\n", "", []),
        (BOTH + "made: 2026-11-08\n", "", ["loop kofi, ada"]),
        (BOTH + "made: 2026-11-01\nmet: 2026-11-05\n", "", []),
        (BOTH + CLOSED, "", ["loop kofi, ada"]),
        (CLOSED + "outcome: {was: useful}\n", "", ["thanks kofi, ada"]),
        (CLOSED + "outcome: {was: unknown}\n", "", []),
        (CLOSED + "outcome: {was: useful}\nthanked: 2026-10-01\n", "", []),
        ("set_aside: {on: 2026-11-01}\n", "", []),
    ],
)
def test_what_comes_next(front: str, body: str, expected: list[str], tmp_path: Path) -> None:
    network = book(tmp_path, Case("", None, front, body))
    one = only(network)
    found = [
        f"{k} {', '.join(readers(network, one, k, TODAY))}" for k in kinds_for(network, one, TODAY)
    ]
    assert found == expected
    given = draft(network, one, None, OWNER, TODAY)
    assert isinstance(given, Draft) == bool(expected)
    if isinstance(given, Draft):
        assert f"{given.kind} {given.to}" == expected[0].split(",")[0]


@pytest.mark.parametrize(
    "kind, front, says",
    [
        ("introduction", FROM_KOFI, "comes after two yeses, and Ada Byrne has not been asked."),
        ("introduction", FROM_KOFI + ASKED, "Ada Byrne has not answered."),
        ("introduction", NO, "Ada Byrne said no, and a no stands."),
        (
            "introduction",
            BOTH + MADE,
            "It was made on 1 November. Ask how it went now: kith draft loop",
        ),
        ("introduction", BOTH + "made: 2026\n", "It was made in 2026. Ask how it went now: kith"),
        ("ask", BOTH, "The introduction comes next: kith draft introduction 2026-11-ada-kofi"),
        ("ask", FROM_KOFI + ASKED, "Ada Byrne was asked on 10 November; wait until tuesday."),
        ("nudge", FROM_KOFI, "Ada Byrne has not been asked. First ask: kith draft ask"),
        ("nudge", "", "Ada Byrne and Kofi Mensah have not been asked. First ask: kith draft ask"),
        ("nudge", FROM_KOFI + "asked: {ada: 2026-11-20}\n", "A reminder has its time on Friday."),
        ("nudge", ASKED + "nudged: {ada: 2026-11-18}\n", "asked once more on 18 November."),
        ("no", FROM_KOFI, "Nobody has said no. Ada Byrne has not been asked. First ask: kith"),
        (
            "no",
            FROM_KOFI + "answered: {ada: {said: later}}\n",
            "said later; ask again when it suits.",
        ),
        ("no", BOTH, "Nobody has said no. Both said yes. The introduction comes next: kith draft"),
        ("no", NO, "Nobody waits for an answer from you."),
        ("loop", FROM_KOFI, "It has not been made. How it went is asked two weeks after that."),
        ("loop", "made: 2026-11-20\n", "Ask how it went on 4 December."),
        ("thanks", FROM_KOFI, "It has not been made, and thanks are for news"),
        ("thanks", MADE, "Record it first: kith introduction outcome 2026-11-ada-kofi useful|"),
        ("thanks", CLOSED + "outcome: {was: useful}\nthanked: 2026-10-01\n", "said on 1 October."),
        ("thanks", CLOSED + "outcome: {was: unknown}\n", "Nobody told what came of it"),
        (None, CLOSED + "outcome: {was: unknown}\n", "left to write: nobody told what came of it."),
        ("forwardable", "asked_by: me\n", "Neither of the two asked for this"),
        ("forwardable", FROM_KOFI + YES, "It is too late to ask Kofi Mensah for better words."),
        (None, "set_aside: {on: 2026-11-01}\n", "You set these two aside."),
        (None, FROM_KOFI + ASKED + "nudged: {ada: 2026-11-18}\n", "wait until 2 December."),
        (None, NO, "One of the two said no, so nothing more is asked."),
        (None, "answered: {ada: {on: 2026-11-12, said: later}}\n" + FROM_KOFI, "ask again"),
    ],
)
def test_another_has_to_wait(kind: Kind | None, front: str, says: str, tmp_path: Path) -> None:
    why = refused(tmp_path, Case("", kind, front))
    assert says.casefold() in why.casefold()
    assert why.endswith((".", "2026-11-ada-kofi", "useful|pleasant|nothing"))


def test_every_kind_waits_for_something(tmp_path: Path) -> None:
    network = book(tmp_path, Case("", None, "set_aside: {on: 2026-11-01}\n"))
    for kind in KINDS:
        assert isinstance(draft(network, only(network), kind, OWNER, TODAY), Withheld)


def test_whoever_is_named_may_be_asked_while_the_other_is_silent(tmp_path: Path) -> None:
    case = Case("", "ask", ASKED, to="kofi")
    one = made(tmp_path, case)
    assert (one.to, one.emails_to) == ("kofi", ("kofi@example.org",))
    assert "Ada" not in one.text.partition("Why")[2].partition("founders")[2]


def test_whoever_said_later_may_be_asked_before_the_time(tmp_path: Path) -> None:
    later = "answered: {ada: {on: 2026-11-20, said: later}}\n"
    assert "ask again" in refused(_in(tmp_path, "1"), Case("", "ask", FROM_KOFI + later))
    one = made(_in(tmp_path, "2"), Case("", "ask", FROM_KOFI + later, to="ada"))
    assert "you said later. Is now a better time?" in one.text


def test_who_can_be_reached_by_neither_is_brought_together_in_another_way(tmp_path: Path) -> None:
    ada = "name: Ada Byrne\nreach: {address: Pier 3, prefer: letter}\n"
    why = refused(tmp_path, Case("", "introduction", BOTH, ada=ada, to="kofi"))
    assert "add one under reach, or bring them together in your own way" in why


def test_a_reason_that_links_to_somebody_says_the_name(tmp_path: Path) -> None:
    network = book(tmp_path, Case("", "ask"))
    (act,) = network.introductions
    linked = tuple((who, "like [[bo]] and [[Cy the elder]], he rides") for who, _ in act.because)
    one = progress(network, replace(act, because=linked), TODAY)
    made_of_it = draft(network, one, "ask", OWNER, TODAY)
    assert isinstance(made_of_it, Draft)
    assert "like Bo Chen and Cy the elder, he rides." in made_of_it.text


def test_a_message_goes_to_whom_it_is_for(tmp_path: Path) -> None:
    why = refused(tmp_path, Case("", "no", FROM_KOFI + NO, to="ada"))
    assert why == "Ada Byrne is not the one to write to now; it is Kofi Mensah."


def test_thanks_go_on_to_whoever_brought_one_of_them(tmp_path: Path) -> None:
    useful = "outcome: {was: useful}\nthanked: 2026-10-01\n"
    assert made(_in(tmp_path, "1"), Case("", "thanks", CLOSED + useful, to="bo")).to == "bo"
    kinds: tuple[Kind | None, ...] = (None, "thanks")
    for number, kind in enumerate(kinds, 3):
        said = refused(_in(tmp_path, str(number)), Case("", kind, CLOSED + useful))
        assert said.endswith(
            "Bo Chen brought you Ada Byrne: say what came of meeting Kofi Mensah "
            "(kith draft thanks 2026-11-ada-kofi --to bo)."
        )
    nothing = Case("", "thanks", CLOSED + "outcome: {was: nothing}\n", to="bo")
    assert "Bo Chen is not the one" in refused(_in(tmp_path, "2"), nothing)


@pytest.mark.parametrize("name", ["ada", "kofi"])
def test_who_wants_no_introductions_gets_no_message(name: str, tmp_path: Path) -> None:
    never = "ask: {policy: never}\n"
    case = Case("", "ask", ada=ADA + never * (name == "ada"), kofi=KOFI + never * (name == "kofi"))
    assert "wants no introductions" in refused(tmp_path, case)


def test_somebody_without_a_file_gets_no_message(tmp_path: Path) -> None:
    book(tmp_path, Case("", "ask"))
    (tmp_path / "people" / "kofi.md").unlink()
    network = load_book(tmp_path)
    one = draft(network, only(network), "ask", OWNER, TODAY)
    assert isinstance(one, Withheld)
    assert "kofi has no file" in one.says


def test_the_less_busy_writes_first_where_neither_asked(tmp_path: Path) -> None:
    busy = "ask: {per_quarter: 1}\n"
    for place, ada, kofi, first in (
        ("1", ADA, KOFI + busy, "ada"),
        ("2", ADA + busy, KOFI + "ask: {per_quarter: 6}\n", "kofi"),
        ("3", ADA, KOFI, "kofi"),
    ):
        one = made(_in(tmp_path, place), Case("", "introduction", BOTH, ada=ada, kofi=kofi))
        assert (one.to, len(one.emails_cc)) == (first, 1)
        assert f"{one.name.split()[0]}, you write next" in one.text


def test_both_addresses_stand_in_the_introduction_alone(tmp_path: Path) -> None:
    count = 0
    for number, case in enumerate(CASES):
        one = made(_in(tmp_path, str(number)), case)
        both = {"ada@example.org", "kofi@example.org"}
        seen = f"{one.as_text()} {one.call} {one.mailto()}"
        other = both - set(one.emails_to)
        if one.kind != "introduction":
            assert not any(address in seen for address in other), case.name
            assert "555" not in one.text
            count += 1
    assert count >= 14


def test_a_year_is_said_where_it_is_not_this_one(tmp_path: Path) -> None:
    network = book(tmp_path, Case("", None, "made: 2025-11-20\n"))
    one = draft(network, only(network), "loop", OWNER, date(2026, 11, 22))
    assert isinstance(one, Draft)
    assert "on 20 November 2025" in one.text
    vague = asked_for(_in(tmp_path, "v"), Case("", "loop", "made: 2026-09\n"))
    assert isinstance(vague, Draft)
    assert "a while ago" in vague.text


def _in(root: Path, name: str) -> Path:
    (root / name).mkdir()
    return root / name
