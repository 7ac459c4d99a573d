"""Promises, favours and thanks owed, after the table in tests/cases/ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.insight.ledger import Favour, Ledger, Promise, account, ledger
from tests.insight.books import TODAY, Case, case_id, cases, load_case

CASES = cases("ledger")


def promise_shown(promise: Promise) -> str:
    people = " ".join(promise.people)
    return f"{promise.state} {promise.due or 'never'} {people}: {promise.entry.text}"


def favour_shown(favour: Favour) -> str:
    size = f" ({favour.size})" if favour.size else ""
    return f"{favour.person}: {favour.entry.text}{size}"


def shown(books: Ledger) -> dict[str, list[str]]:
    found = {
        "promised": [promise_shown(each) for each in books.promised],
        "awaited": [promise_shown(each) for each in books.awaited],
        "closed": [promise_shown(each) for each in books.closed],
        "gave": [favour_shown(each) for one in books.accounts for each in one.gave],
        "got": [favour_shown(each) for one in books.accounts for each in one.got],
        "owed": [favour_shown(each) for each in books.thanks_owed],
    }
    return {name: each for name, each in found.items() if each}


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 19


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_the_ledger_holds_what_the_case_says(case: Case, tmp_path: Path) -> None:
    assert shown(ledger(load_case(tmp_path, case), TODAY)) == case["expect"]


def test_an_account_holds_one_person_s_part(tmp_path: Path) -> None:
    people = {
        "ada": "---\n- [ ] 2026-10-12 promised with [[Bo]]: the photos\n- 2026-10-12 gave: x\n",
        "bo": "",
        "cy": "",
    }
    network = load_case(tmp_path, {"people": people})
    bo = account(network, "bo", TODAY)
    assert [promise_shown(each) for each in bo.promised] == ["open never ada bo: the photos"]
    assert bo.gave == ()
    assert not bo.empty
    assert account(network, "cy", TODAY).empty


def test_a_promise_in_words(tmp_path: Path) -> None:
    lines = (
        "- [ ] 2026-10-12 promised: a by 2026-11-24",
        "- [ ] 2026-10-12 promised: b by 2026-12-24",
        "- [ ] 2026-10-12 promised: c",
        "- [ ] 2026-10-12 promised: e by 2026-10",
        "- [ ] 2026-10-12 promised: f by 2026-11-21",
        "- [x] 2026-10-12 promised: d by 2026-12-24, done 2026-10-14",
    )
    network = load_case(tmp_path, {"people": {"ada": "---\n" + "\n".join(lines) + "\n"}})
    books = ledger(network, TODAY)
    words = [promise.words(TODAY) for promise in (*books.promised, *books.closed)]
    assert words == [
        "e (by October 2026)",
        "f (by 21 November)",
        "a (by Tuesday)",
        "b (by 24 December)",
        "c",
        "d",
    ]
