"""A note comes back whole from what mail programs make of it, or says what it lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from kithbook.requests.incoming import Incoming
from kithbook.requests.mailboxes import read_bytes
from kithbook.requests.wording import plain
from tests.requests.mangling import ANSWERS, ID, LOST, WHOLE, mail, note

TODAY = date(2026, 11, 22)


def read(raw: bytes | str) -> Incoming:
    name = "note.eml" if isinstance(raw, bytes) else "-"
    data = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    (made,) = read_bytes(data, name, TODAY)
    assert isinstance(made, Incoming)
    return made


def answers_of(made: Incoming) -> dict[str, str]:
    said = {**made.texts, "name": made.name, "email": made.email}
    return {name: plain(text) for name, text in said.items()}


def test_there_are_forty_shapes_and_more() -> None:
    assert len(WHOLE) + len(LOST) >= 60
    assert len({repr(raw) for raw, _ in WHOLE.values()}) == len(WHOLE)


@pytest.mark.parametrize("shape", WHOLE)
def test_every_answer_comes_back(shape: str) -> None:
    raw, answers = WHOLE[shape]
    made = read(raw)
    wanted = {name: plain(text) for name, text in answers.items()}
    assert answers_of(made) == wanted
    assert made.kind == "connect"
    assert "truncated" not in made.flags


@pytest.mark.parametrize("shape", [name for name in WHOLE if "kithbook 1" in str(WHOLE[name][0])])
def test_the_head_comes_back_too(shape: str) -> None:
    made = read(WHOLE[shape][0])
    if made.note:
        assert (made.note, made.via, made.language, made.flags) == (ID, "talk-may", "en", ())


@pytest.mark.parametrize("shape", LOST)
def test_a_loss_is_flagged(shape: str) -> None:
    raw, flag = LOST[shape]
    made = read(raw)
    assert flag in made.flags
    whole = {name: plain(text) for name, text in ANSWERS.items()}
    same = [name for name, text in answers_of(made).items() if whole.get(name) == text]
    assert len(same) >= 2


def test_a_note_that_holds_tokens_itself_keeps_them_in_their_place() -> None:
    answers = {
        **ANSWERS,
        "why": "I write [name] and [ask] in templates.\n[offer] in brackets, too.",
    }
    made = read(note(answers))
    assert answers_of(made) == {name: plain(text) for name, text in answers.items()}
    assert made.flags == ()


def test_an_introduction_in_german() -> None:
    answers = {
        "wants": "die Glockengießerin",
        "why_them": "Sie gießt einzelne Glocken.",
        "for_them": "Ein Auftrag über 180 kg.",
        "forwardable": "Ich spiele ein Carillon.\nEine Glocke ist gesprungen.",
        "how_found": "Ihr Vortrag in Brügge",
        "name": "Liesbeth Maes",
        "email": "liesbeth@example.org",
    }
    made = read(mail(note(answers, kind="introduction", language="de", via="")))
    assert answers_of(made) == {name: plain(text) for name, text in answers.items()}
    assert (made.kind, made.language, made.via) == ("introduction", "de", "")


def test_other_mail_becomes_a_request_with_what_is_found() -> None:
    made = read(
        mail("Hello,\n\nI heard your talk.\n\nZoe\n-- \nZoe, Kiel", headers={"Subject": "Talk"})
    )
    assert made.texts == {"why": "Hello,\n\nI heard your talk.\n\nZoe"}
    assert (made.name, made.email) == ("Zoë Müller-Łukasz", "zoe.mueller@example.org")
    assert made.rest == "Subject: Talk"


def test_a_forwarded_mail_is_from_whoever_wrote_it() -> None:
    text = (
        "fyi\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@example.org>\n"
        "Date: Fri, 20 Nov 2026 at 08:00\nSubject: Hello\nTo: Vera <vera@example.org>\n\n"
        "Dear Vera,\nmay I ask you about bells?\n"
    )
    made = read(mail(text, sender="Vera <vera@example.org>"))
    assert (made.name, made.email, made.received) == (
        "Ann Lee",
        "ann@example.org",
        date(2026, 11, 20),
    )
    assert made.texts["why"] == "Dear Vera,\nmay I ask you about bells?"
    assert "other-sender" not in made.flags


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Subject": "Automatic reply: your note"},
        {"Subject": "Abwesenheitsnotiz: Ihr Brief"},
        {"X-Autoreply": "yes"},
        {"Return-Path": "<>"},
        {"Precedence": "bulk"},
        {"List-Id": "<x.example.org>"},
        {"X-Unsent": "1"},
    ],
    ids=str,
)
def test_automatic_mail_is_passed_over(headers: Mapping[str, str]) -> None:
    assert read(mail("I am away until Monday.", headers=headers)).automatic
    assert not read(mail("I am not away.")).automatic


def test_a_services_mail_is_none_although_it_calls_itself_bulk() -> None:
    raw, _ = WHOLE["a service's notification"]
    made = read(raw)
    assert made.automatic == ""
    assert "203.0.113.9" not in repr(made)


def test_another_sender_is_shown_and_not_refused() -> None:
    made = read(mail(note(), sender="Other <other@example.org>"))
    assert "other-sender" in made.flags
    assert made.email == "zoe.mueller@example.org"
    assert made.rest.startswith("Sent from other@example.org")


def test_a_name_that_has_an_expected_loss_only_is_still_flagged() -> None:
    made = read(mail(note().replace("Łukasz", "Lukasz")))
    assert made.flags == ("changed",)
    assert made.name == "Zoë Müller-Lukasz"


@pytest.mark.parametrize(
    "written",
    ["Sat, 21 Nov 2037 09:15:02 +0100", "Fri, 31 Dec 9999 23:59:59 +0000",
     "Thu, 01 Jan 1970 00:00:00 +0000", "soon"],
)  # fmt: skip
def test_a_day_that_cannot_be_is_today(written: str) -> None:
    raw = mail("May I ask?").replace(b"Sat, 21 Nov 2026 09:15:02 +0100", written.encode())
    assert read(raw).received == TODAY
