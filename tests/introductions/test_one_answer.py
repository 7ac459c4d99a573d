"""What lists, commands, drafts, pages and the airlock say of one introduction is one answer."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.disclosure.projection import numbers
from kithbook.introductions.drafts import Draft, Withheld, draft, kinds_for, readers
from kithbook.introductions.next_step import next_steps
from kithbook.introductions.record import tallies
from kithbook.introductions.state import Progress, all_progress, for_today, waiting
from tests.insight.books import TODAY, load_case

PEOPLE = {
    "ada": "reach: {email: ada@example.org}\nmet: {through: ines}\n",
    "bo": "reach: {email: bo@example.org}\n",
    "ines": "reach: {email: ines@example.org}\n",
}
BECAUSE = "between: [ada, bo]\nbecause: {ada: she would learn pay, bo: he would learn trade}\n"
TOLD = "made: 2026-08-01\nmet: 2026-08-09\noutcome: {on: 2026-10-01, was: useful}\n"


def book(
    root: Path, front: str, people: dict[str, str] | None = None, **files: str
) -> tuple[Network, Progress]:
    files = {f"requests/{name}.md": text for name, text in files.items()}
    files["introductions/x.md"] = f"---\n{BECAUSE}{front}---\n"
    settings = "language: en\nsign_off: Vera\n"
    case = {"people": PEOPLE | (people or {}), "files": files, "settings": settings}
    network = load_case(root, case)
    (one,) = all_progress(network, TODAY)
    return network, one


def commands(network: Network, one: Progress) -> list[str]:
    return [shlex.join(each.command) for each in next_steps(network, one, TODAY)]


def test_a_reminder_is_offered_by_all_of_them_from_one_day_on(tmp_path: Path) -> None:
    network, one = book(tmp_path, "asked: {ada: 2026-11-14}\n")
    nudge = "kith draft nudge x --to ada"
    assert nudge in commands(network, one)
    assert [shlex.join(wait.command) for wait in for_today((one,), TODAY)] == [nudge]
    given = draft(network, one, None, "Vera", TODAY)
    assert isinstance(given, Draft)
    assert (given.kind, given.to) == ("nudge", "ada")
    said = [each.text for each in next_steps(network, one, TODAY)]
    assert said[0].startswith(
        "Wait for an answer from Ada; without one, let it rest from Saturday on"
    )
    assert said[1] == "Or remind Ada once; then let it rest from 6 December on"
    assert "6 December" in given.text


def test_before_that_day_nobody_offers_one(tmp_path: Path) -> None:
    network, one = book(tmp_path, "asked: {ada: 2026-11-16}\n")
    assert "nudge" not in " ".join(commands(network, one))
    assert [wait.command for wait in for_today((one,), TODAY)] == [()]
    assert kinds_for(network, one, TODAY) == ()


def test_who_was_thanked_by_an_entry_in_the_log_is_not_thanked_again(tmp_path: Path) -> None:
    thanked = {"ines": f"{PEOPLE['ines']}---\n- 2026-10-20 thanks: she sent me Ada\n"}
    network, one = book(tmp_path, f"{TOLD}thanked: 2026-10-02\n", thanked)
    assert commands(network, one) == [""]
    later = date(2028, 11, 22)
    (then,) = all_progress(network, later)
    for progress, day in ((one, TODAY), (then, later)):
        assert isinstance(draft(network, progress, "thanks", "Vera", day, to="ines"), Withheld)


def test_thanks_in_the_log_of_one_of_the_two_count_as_well(tmp_path: Path) -> None:
    ada = {"ada": f"{PEOPLE['ada']}---\n- 2026-10-20 thanks: for telling me\n"}
    network, one = book(tmp_path, TOLD, ada)
    assert readers(network, one, "thanks", TODAY) == ("bo",)


def test_later_is_left_in_peace_by_all_of_them(tmp_path: Path) -> None:
    network, one = book(
        tmp_path, "answered: {ada: {on: 2026-11-01, said: later}, bo: {said: yes}}\n"
    )
    assert [wait.turn for wait in one.waits] == [False]
    assert for_today((one,), TODAY) == ()
    assert waiting((one,)) == ()
    assert kinds_for(network, one, TODAY) == ()
    assert [each.text for each in next_steps(network, one, TODAY)] == [
        "Ada said later; ask again on 1 December"
    ]


def test_the_second_question_is_the_same_for_the_list_and_the_day(tmp_path: Path) -> None:
    _, one = book(tmp_path, "made: 2026-09-01\n")
    assert [wait.short for wait in one.waits] == ["waiting for news: was it useful?"]
    assert [wait.sentence for wait in for_today((one,), TODAY)] == [
        "Ada and Bo: ask what came of it"
    ]


def test_who_is_asked_second_is_not_the_owner_s_turn_yet(tmp_path: Path) -> None:
    _, one = book(tmp_path, "asked: {ada: 2026-11-20}\n")
    assert {wait.who.person: wait.turn for wait in one.waits if wait.who} == {
        "ada": False,
        "bo": False,
    }


def test_made_is_counted_once_for_the_page_and_the_airlock(tmp_path: Path) -> None:
    files = ("made: 2026-03-01", "met: 2026-04-02", "outcome: {on: 2026-05-03, was: useful}")
    texts = {
        f"introductions/{n}.md": f"---\n{BECAUSE}{text}\n---\n" for n, text in enumerate(files)
    }
    network = load_case(tmp_path, {"people": PEOPLE, "files": texts})
    (year,) = tallies(all_progress(network, TODAY))
    settings = Settings(disclose_introductions="{number} introductions this year")
    (number,) = numbers(network.introductions, settings, TODAY)
    assert number.text == f"{year.made} introductions this year" == "3 introductions this year"


REQUEST = """---
id: r-7
kind: introduction
received: 2026-11-10
from: {{name: Bo, email: bo@example.org}}
forwardable: >-
  We are six people who build software for savings circles and hire four more this autumn. Could I
  have one hour on pay with somebody who has done it from nothing? I bring a draft to tear up.
{decision}---
"""
BY_ADDRESS = ""
BY_DECISION = "decision: {on: 2026-11-11, was: accepted, person: bo}\n"


def test_who_asked_through_a_request_has_said_yes(tmp_path: Path) -> None:
    for number, decision in enumerate((BY_ADDRESS, BY_DECISION)):
        root = tmp_path / str(number)
        root.mkdir()
        bo = {"bo": "reach: {email: bo@example.org}\n" if decision == BY_ADDRESS else ""}
        request = REQUEST.format(decision=decision)
        network, one = book(root, "asked_by: r-7\n", bo, **{"r-7": request})
        assert [(side.state, side.unasked) for side in one.sides] == [
            ("not asked", ""),
            ("yes", "asked for it"),
        ]
        given = draft(network, one, None, "Vera", TODAY)
        assert isinstance(given, Draft)
        assert (given.kind, given.to) == ("ask", "ada")
        assert "hire four more this autumn" in given.text


def test_who_shares_the_mailbox_of_the_asker_has_not_asked(tmp_path: Path) -> None:
    request = REQUEST.format(decision=BY_ADDRESS).replace("name: Bo,", "name: Cy Holm,")
    _, one = book(tmp_path, "asked_by: r-7\n", None, **{"r-7": request})
    assert [side.state for side in one.sides] == ["not asked", "not asked"]


def test_a_reason_that_was_nothing_but_an_address_is_not_called_missing(tmp_path: Path) -> None:
    front = 'between: [ada, bo]\nbecause: {ada: "bo@example.org", bo: trade}\n'
    files = {"introductions/x.md": f"---\n{front}---\n"}
    settings = "language: en\nsign_off: Vera\n"
    network = load_case(tmp_path, {"people": PEOPLE, "files": files, "settings": settings})
    (one,) = all_progress(network, TODAY)
    withheld = draft(network, one, "ask", "Vera", TODAY, to="ada")
    assert isinstance(withheld, Withheld)
    assert "holds nothing but a way to reach somebody" in withheld.says


def test_the_command_after_a_step_is_the_same_wherever_it_is_said(tmp_path: Path) -> None:
    network, one = book(tmp_path, "asked: {ada: 2026-11-14}\n")
    (wait,) = (each for each in one.waits if each.about == "answer")
    nudged, answer = (shlex.join(words) for words in wait.records)
    assert nudged == "kith introduction nudged x ada"
    assert answer == "kith introduction answer x ada 'yes|no|later'"
    assert answer in commands(network, one)
