"""Drafts: kind, short, in the requester's language, with one reason and nothing left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kithbook.book.model import Settings
from kithbook.book.request import Origin, Request
from kithbook.language.folders import languages, texts
from kithbook.requests.asked import detail_of
from kithbook.requests.letterheads import Letterhead
from kithbook.requests.replies import MAX_WORDS, REASONS, Answer, ReplyDraft, draft
from kithbook.text.problems import Location
from kithbook.text.slots import Unfilled, fill, slots

SETTINGS = Settings(language="en", sign_off="Warmly,\nVera", calls="I like the telephone")
ZOE = Request(
    id="2026-11-21-zoe",
    path="requests/2026-11-21-zoe.md",
    at=Location("requests/2026-11-21-zoe.md"),
    kind="connect",
    received=None,
    sender="Zoë Müller",
    email="zoe@example.org",
    how_found="Your talk at the harbour museum in Rotterdam, 14 May, third row.",
    why="I teach German to nurses from Kerala on our wards in Kiel.",
    ask="May I see ten of those sentences?",
    language="en",
    source=Origin(message_id="<m@example.org>"),
)
LONG = replace(
    ZOE, how_found="your talk in Rotterdam on 14 May and bells " * 60, why="on and on " * 500
)
HEAD = Letterhead(SETTINGS)
UNTIL = date(2027, 3, 1)
ANSWERS = (
    Answer("accepted"),
    Answer("more", missing="Which of the sentences do you mean?"),
    *(Answer("declined", because=one, until=UNTIL) for one in REASONS),
    Answer("redirected", to="the library on Tremont Street"),
    Answer("thanked"),
)


def _head(language: str) -> Letterhead:
    return Letterhead(replace(SETTINGS, language=language))


def every_draft() -> Iterator[tuple[Answer, Request, ReplyDraft]]:
    for language in languages("replies"):
        for kind in ("connect", "introduction"):
            for request in (ZOE, LONG):
                meant = replace(request, kind=kind, language=language)
                for answer in ANSWERS:
                    made = draft(meant, answer, _head(language), "Bo Chen")
                    yield answer, meant, made


@pytest.mark.uncounted
def test_every_kind_has_drafts_of_120_words_in_each_language() -> None:
    made = list(every_draft())
    assert languages("replies") == ("de", "en", "fr")
    assert len(made) == 3 * 2 * 2 * len(ANSWERS) >= 64
    for answer, request, one in made:
        assert len(one.text.split()) <= MAX_WORDS, one.text
        assert not re.search(r"[{}]", one.text)
        assert "!" not in one.text
        assert one.language == request.language
        assert "Vera" in one.text
        assert answer.kind == "thanked" or one.name == "Zoë Müller"


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_catalogues_have_the_same_keys_and_braces(language: str) -> None:
    model, other = texts("en", "replies"), texts(language, "replies")
    assert other.keys() == model.keys()
    assert {key: slots(text) for key, text in other.items()} == {
        key: slots(text) for key, text in model.items()
    }
    assert len(model) >= 16


def test_the_draft_quotes_what_is_asked_or_else_one_whole_sentence() -> None:
    made = draft(ZOE, Answer("declined", because="no"), HEAD)
    assert "You ask: “May I see ten of those sentences?”" in made.text
    quiet = draft(replace(ZOE, ask=""), Answer("declined", because="no"), HEAD)
    assert "“Your talk at the harbour museum in Rotterdam, 14 May, third row.”" in quiet.text
    assert detail_of(LONG, SETTINGS) == ""


def test_what_says_nothing_is_not_quoted() -> None:
    vague = replace(
        ZOE, ask="", how_found="Online", why="I'd love to pick your brain sometime. Coffee?"
    )
    assert detail_of(vague, SETTINGS) == ""
    assert "“" not in draft(vague, Answer("declined", because="no"), HEAD).text


@pytest.mark.parametrize(
    "rest, quoted",
    [
        ("Subject: Hello from Kiel and the wards", ""),
        ("Sent from zoe@work.example.org\n\nSubject: Hello from Kiel", ""),
        (
            "Betreff: Hallo aus Kiel\nI teach German to nurses from Kerala on our wards in Kiel.",
            "I teach German to nurses from Kerala on our wards in Kiel.",
        ),
        (
            "On the subject: I teach German to nurses from Kerala on our wards.",
            "On the subject: I teach German to nurses from Kerala on our wards.",
        ),
    ],
)
def test_the_lines_above_a_mail_are_nobody_s_words(rest: str, quoted: str) -> None:
    plain = replace(ZOE, how_found="", why="", ask="", rest=rest)
    assert detail_of(plain, SETTINGS) == quoted
    assert detail_of(replace(plain, why=rest, rest=""), SETTINGS) == quoted


def test_a_no_is_clear_and_has_one_reason() -> None:
    for because in REASONS:
        text = draft(ZOE, Answer("declined", because=because, until=UNTIL), HEAD).text
        assert not re.search(r"\b(maybe|perhaps|unfortunately|sorry)\b", text, re.IGNORECASE)
    with pytest.raises(Unfilled, match="a no needs one of these reasons"):
        draft(ZOE, Answer("declined"), HEAD)


@pytest.mark.parametrize(
    "answer, what",
    [
        (Answer("more"), "missing"),
        (Answer("declined", because="not-now"), "until"),
        (Answer("redirected"), "to"),
        (Answer("redirected", to="[place]"), "still to be filled in"),
        (Answer("accepted", own="Tell me about {topic}"), "still to be filled in"),
        (Answer("more", missing="TODO"), "still to be filled in"),
        (Answer("accepted", own="word " * 200), "more than 120"),
    ],
)
def test_a_gap_is_refused(answer: Answer, what: str) -> None:
    with pytest.raises(Unfilled, match=re.escape(what)):
        draft(ZOE, answer, HEAD)


def test_braces_of_a_stranger_stay_braces() -> None:
    braces = replace(
        ZOE, how_found="Your talk in Rotterdam on 14 May about {name} and {own}.", sender="{thanks}"
    )
    made = draft(replace(braces, ask=""), Answer("accepted"), HEAD)
    assert "{name} and {own}" in made.text
    assert made.text.startswith("Dear {thanks},")
    assert fill("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"


def test_a_mail_goes_on_from_the_request() -> None:
    made = draft(ZOE, Answer("accepted"), HEAD)
    text = made.eml().decode()
    for line in ("In-Reply-To: <m@example.org>", "References: <m@example.org>", "X-Unsent: 1"):
        assert f"{line}\r\n" in text
    assert made.mailto.startswith("mailto:zoe@example.org?subject=Re%3A%20your%20note&body=Dear%20")
    assert made.mailto.endswith("&In-Reply-To=%3Cm%40example.org%3E")


def test_thanks_say_nothing_of_what_the_requester_wrote() -> None:
    made = draft(ZOE, Answer("thanked"), HEAD, "Bo Chen")
    assert made.text.startswith("Dear Bo,")
    assert "Zoë Müller wrote to me" in made.text
    assert "Rotterdam" not in made.text
    assert (made.email, made.answers) == ("", "")


def test_a_language_without_words_falls_back_to_the_owners() -> None:
    made = draft(replace(ZOE, language="pt"), Answer("accepted"), _head("de"))
    assert made.language == "de"
    assert made.text.startswith("Guten Tag Zoë Müller,")
    german = draft(replace(ZOE, language="de"), Answer("accepted"), HEAD)
    assert german.text.endswith("Mit herzlichen Grüßen\nVera")
    assert "telephone" not in german.text


def test_a_month_is_written_by_its_long_name() -> None:
    answer = Answer("declined", because="not-now", until=UNTIL)
    assert "1. März 2027 noch" in draft(replace(ZOE, language="de"), answer, _head("de")).text
