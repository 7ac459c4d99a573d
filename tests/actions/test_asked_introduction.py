"""A request for an introduction, accepted: the person, both reasons, and whom to ask first."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kithbook.actions.accepted_person import Acceptance
from kithbook.actions.asked_introduction import ToBegin
from kithbook.actions.decide_request import Accepted, accept_request, open_request
from kithbook.actions.record_step import open_records
from kithbook.insight.keepup import keep_up
from kithbook.introductions.ask_first import ask_first
from kithbook.text.refusal import Wanting
from tests.actions.conftest import Desk

PATH = "requests/2026-11-20-rosa-lind-77aa10.md"
WORDS: Mapping[str, str] = {
    "how_found": "Your talk in Bruges",
    "why": "We want our old bell to ring again",
    "wants": "Ada Byrne",
    "why_them": "She has priced such work before",
    "for_them": "Forty bells and nobody who dates them",
    "offer": "Two nights in the tower",
}


def accepted(
    desk: Desk,
    begin: ToBegin | None = None,
    said: Acceptance | None = None,
    **other: str,
) -> Accepted:
    texts = "".join(f"{key}: {text}\n" for key, text in {**WORDS, **other}.items() if text)
    head = "id: rosa-lind-77aa10\nkind: introduction\nreceived: 2026-11-20\n"
    who = "from: {name: Rosa Lind, email: rosa@example.org}\n"
    (desk.root / PATH).write_text(f"---\n{head}{who}{texts}---\n", encoding="utf-8")
    case = open_request(desk.root, desk.network, desk.today, "rosa")
    return accept_request(case, said or Acceptance(), begin)


def test_the_letter_is_contact_and_its_wish_and_offer_stay_their_words(desk: Desk) -> None:
    desk.commit(accepted(desk).edits)
    rosa = desk.network.people["rosa-lind"]
    assert [(str(one.on), one.kind) for one in rosa.log] == [
        ("2026-11-22", "email"), ("2026-11-20", "email"),
    ]  # fmt: skip
    last = keep_up(desk.network, "rosa-lind", desk.today).last
    assert last is not None
    assert str(last.on) == "2026-11-22"
    assert [(one.text, one.request) for one in (*rosa.needs, *rosa.offers)] == [
        ("Ada Byrne", "rosa-lind-77aa10"), ("Two nights in the tower", "rosa-lind-77aa10"),
    ]  # fmt: skip
    assert not desk.network.problems


def test_the_owner_may_put_it_in_other_words_or_leave_it_out(desk: Desk) -> None:
    desk.commit(accepted(desk, said=Acceptance(need="somebody who dates bells", offer="")).edits)
    rosa = desk.network.people["rosa-lind"]
    assert [(one.text, one.request) for one in rosa.needs] == [("somebody who dates bells", "")]
    assert not rosa.offers


def test_somebody_of_the_book_gets_the_lines_once(desk: Desk) -> None:
    for _ in range(2):
        done = accepted(desk, said=Acceptance("bo-chen"))
        desk.commit(done.edits)
    bo = desk.network.people["bo-chen"]
    assert sum("request rosa-lind-77aa10" in one.text for one in bo.log) == 2
    assert [one.text for one in bo.offers].count("Two nights in the tower") == 1
    assert not desk.network.problems


def test_what_is_asked_for_is_proposed_and_not_begun(desk: Desk) -> None:
    done = accepted(desk)
    assert [one.person for one in done.meant] == ["ada-byrne"]
    assert len(done.edits.files) == 2


def test_it_is_begun_with_both_reasons_and_the_one_who_was_not_asked_comes_first(
    desk: Desk,
) -> None:
    done = accepted(desk, ToBegin())
    assert done.edits.files[2].path.startswith("introductions/2026-11-")
    desk.commit(done.edits)
    network = desk.network
    assert not network.problems
    (act,) = (one for one in network.introductions if "rosa-lind" in one.ids)
    assert network.asker(act) == "rosa-lind"
    assert [(who.person, text) for who, text in act.because] == [
        ("rosa-lind", WORDS["why_them"]), ("ada-byrne", WORDS["for_them"]),
    ]  # fmt: skip
    records = open_records(desk.root, network, desk.today)
    (stands,) = (one for one in records.acts if one.introduction.path == act.path)
    first = ask_first(network, stands)
    assert first.who is not None
    assert first.who.person == "ada-byrne"
    assert "only Ada Byrne has to be asked" in first.why


@pytest.mark.parametrize(
    "other, wants, says",
    [
        ({"wants": "your bell founder"}, "with", "Nothing in it leads to one person"),
        ({"wants": "Ada Byrne or Bo Chen"}, "with", "It may mean Ada Byrne or Bo Chen"),
        ({"for_them": "", "offer": ""}, "because", "what is in it for Ada Byrne"),
    ],
)
def test_what_the_request_leaves_open_is_asked(
    desk: Desk, other: dict[str, str], wants: str, says: str
) -> None:
    with pytest.raises(Wanting, match=says) as refused:
        accepted(desk, ToBegin(), None, **other)
    assert refused.value.wants == wants


def test_the_owner_fills_what_is_left_open(desk: Desk) -> None:
    begin = ToBegin("bo-chen", (("bo", "a bell to draw"), ("rosa", "he drew ours")))
    done = accepted(desk, begin, for_them="", offer="", wants="somebody who draws")
    desk.commit(done.edits)
    (act,) = (one for one in desk.network.introductions if "rosa-lind" in one.ids)
    assert [text for _, text in act.because] == ["he drew ours", "a bell to draw"]


def test_a_reason_for_neither_of_the_two_is_refused(desk: Desk) -> None:
    with pytest.raises(Exception, match="not clearly one of the two"):
        accepted(desk, ToBegin(because=(("zed", "why"),)))
