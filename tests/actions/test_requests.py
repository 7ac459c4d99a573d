"""Requests decided, without a command line: what is written and what is answered."""

from __future__ import annotations

from datetime import date

import pytest

from kithbook.actions.accepted_person import Acceptance
from kithbook.actions.decide_request import (
    OpenRequest,
    accept_request,
    ask_for_more,
    decline_request,
    open_request,
    redirect_request,
)
from kithbook.actions.diffs import diff_of
from kithbook.actions.request_files import purge_requests, what_git_keeps
from kithbook.requests.replies import Answer
from kithbook.text.refusal import Declined, Wanting
from tests.actions.conftest import Desk

ZOE = "requests/2026-11-21-zoe-muller-7f3a9c.md"


def opened(desk: Desk, *, anyway: bool = False) -> OpenRequest:
    return open_request(desk.root, desk.network, desk.today, "zoe", anyway=anyway)


def test_an_acceptance_makes_the_person_and_the_decision_in_one_commit(desk: Desk) -> None:
    before = desk.files()
    done = accept_request(opened(desk), Acceptance())
    assert desk.files() == before
    assert [edit.path for edit in done.edits.files] == ["people/zoe-muller.md", ZOE]
    assert (done.edits.command, done.edits.what) == ("request accept", "zoe-muller-7f3a9c")
    assert "+name: Zoe Müller" in diff_of(desk.root, done.edits.files)
    assert done.answer.email == "zoe@example.org"
    desk.commit(done.edits)
    assert desk.network.requests[0].decision is not None
    assert "request zoe-muller-7f3a9c" in desk.network.people["zoe-muller"].log[0].text


def test_somebody_known_gets_a_line(desk: Desk) -> None:
    done = accept_request(opened(desk), Acceptance("ada-byrne"))
    assert done.edits.files[0].path == "people/ada-byrne.md"


def test_what_is_decided_already_wants_to_be_decided_anew(desk: Desk) -> None:
    desk.commit(redirect_request(opened(desk), "the foundry museum").edits)
    with pytest.raises(Wanting, match="was redirected on 2026-11-22") as refused:
        opened(desk)
    assert refused.value.wants == "anew"
    assert opened(desk, anyway=True).thread.state == "redirected"


@pytest.mark.parametrize(
    "kind, said",
    [("declined", "was: declined"), ("more", "was: more"), ("redirected", "was: redirected")],
)
def test_each_decision_is_written_and_answered(desk: Desk, kind: str, said: str) -> None:
    case, until = opened(desk), date(2027, 1, 2)
    done = {
        "declined": lambda: decline_request(case, Answer("declined", "not-now", until=until)),
        "more": lambda: ask_for_more(case, "Which foundry?", until),
        "redirected": lambda: redirect_request(case, "the foundry museum"),
    }[kind]()
    desk.commit(done.edits)
    assert said in desk.text(ZOE)
    assert done.answer.text


def test_no_such_request(desk: Desk) -> None:
    with pytest.raises(Declined, match="is no request"):
        open_request(desk.root, desk.network, desk.today, "nobody")


def test_what_is_purged_is_gone_and_told_of(desk: Desk) -> None:
    assert what_git_keeps(desk.root, [ZOE]) == [f"{ZOE} is in no commit, so nothing keeps it."]
    purge_requests([ZOE], desk.root, desk.network.settings, desk.told.append)
    assert not (desk.root / ZOE).exists()
