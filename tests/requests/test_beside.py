"""Words beside a form's note, and letters that hide behind another part, are kept."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.request import Request
from kithbook.requests.mailboxes import read_bytes
from tests.requests.books import TODAY, book, take_in
from tests.requests.mangling import (
    ANSWERS,
    apple_forward,
    attached,
    gmail_forward,
    mail,
    note,
    page_of,
    quoted,
)

POSTSCRIPT = "PS: I am in Kiel until May.\n\nMay I bring Ada?"
LETTER = (
    "Dear Vera,\n\nyour bells rang in my head all week. May I ask you how they were cast?\n\nZoe"
)


def filed(root: Path, raw: bytes, name: str = "x.eml") -> Request:
    take_in(root, raw, name=name)
    (made,) = load_book(root).requests
    return made


BELOW = {
    "plain": note() + "\n" + POSTSCRIPT,
    "above too": "Hello!\n\n" + note() + "\n" + POSTSCRIPT,
    "with a signature": note() + "\n" + POSTSCRIPT + "\n\n-- \nZoe\nKiel",
    "twice the same note": note() + "\n" + POSTSCRIPT + "\n\n" + note(),
    "windows": (note() + "\n" + POSTSCRIPT).replace("\n", "\r\n"),
    "quoted": quoted(note()) + "\n\n" + POSTSCRIPT,
    "inside the quotation": quoted(note() + "\n" + POSTSCRIPT),
    "under an attribution": "On Sunday I wrote:\n" + quoted(note()) + "\n\n" + POSTSCRIPT,
    "forwarded by gmail": gmail_forward(note() + "\n" + POSTSCRIPT),
    "forwarded by apple": apple_forward(note() + "\n" + POSTSCRIPT),
}


@pytest.mark.parametrize("text", BELOW.values(), ids=BELOW)
@pytest.mark.parametrize("name", ["x.eml", "-"], ids=["mail", "paste"])
def test_words_below_a_note_are_kept(tmp_path: Path, text: str, name: str) -> None:
    made = filed(book(tmp_path), mail(text) if name == "x.eml" else text.encode(), name)
    assert POSTSCRIPT in made.rest
    assert made.rest.count("PS:") == 1
    assert "Kiel\n" not in made.rest
    assert made.ask == ANSWERS["ask"]
    assert made.flags == ()


def test_words_around_an_attached_note_are_its_writers(tmp_path: Path) -> None:
    made = filed(book(tmp_path), attached(mail("Hello!\n\n" + note() + "\n" + POSTSCRIPT)))
    assert made.rest == f"Hello!\n\n{POSTSCRIPT}"


def test_words_above_a_quoted_note_that_is_not_here_yet_are_kept(tmp_path: Path) -> None:
    text = "Did my note arrive?\n\nOn Sunday I wrote:\n" + quoted(note())
    assert filed(book(tmp_path), mail(text)).rest == "Did my note arrive?"


@pytest.mark.parametrize("above", ["", "Yes.\n\n"])
def test_an_answer_below_the_quotation_joins_the_thread(tmp_path: Path, above: str) -> None:
    root = book(tmp_path)
    take_in(root, mail(note()))
    text = f"{above}On Monday Vera wrote:\n{quoted('When?')}\n{quoted(note())}\n\nOn Tuesday.\n"
    raw = mail(text, headers={"Message-ID": "<below@example.org>"})
    assert [one.outcome for one in take_in(root, raw).filings] == ["answer"]
    answer = next(one for one in load_book(root).requests if one.thread)
    assert (answer.why, answer.rest) == (f"{above}On Tuesday.", "")


SENTENCES = "I heard your talk. May I ask you about bells?"
NAMED = {
    "above": f"{SENTENCES}\n\n[Name]\nZoe\n\n[Email]\nzoe@example.org",
    "below": f"[Name]\nZoe\n\n[Email]\nzoe@example.org\n\n{SENTENCES}",
    "right below": f"[Name]\nZoe\n[Email]\nzoe@example.org\n{SENTENCES}",
    "between": f"[Name]\nZoe\n\n{SENTENCES}\n\n[Email]\nzoe@example.org",
    "on the line": f"[Name] Zoe\n\n[Email] zoe@example.org\n\n{SENTENCES}",
    "with a label": f"[name] Your name\nZoe\n\n[email] zoe@example.org\n\n{SENTENCES}",
    "with a head": f"[kithbook 1 connect en]\n\n[name] Your name\nZoe\n\n[end]\n\n{SENTENCES}",
}


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)
@pytest.mark.parametrize("name", ["x.eml", "-"], ids=["mail", "paste"])
def test_words_beside_a_name_alone_are_the_reason(tmp_path: Path, text: str, name: str) -> None:
    raw = mail(text, sender="zoe@example.org") if name == "x.eml" else text.encode()
    made = filed(book(tmp_path), raw, name)
    assert made.sender == "Zoe"
    assert made.why == SENTENCES


@pytest.mark.parametrize(
    "text",
    [
        "Dear [Name], is that a template of yours? Write to [Email].",
        "What would I write for [Name] and [Email]? I do not see it.",
        "Your form asks for [why] and [ask]. Which of them is read?",
    ],
)
def test_brackets_within_a_sentence_are_no_form(tmp_path: Path, text: str) -> None:
    made = filed(book(tmp_path), mail(text))
    assert made.why == text
    assert made.email == ANSWERS["email"]


@pytest.mark.parametrize("value", ["", "  "])
def test_a_row_that_says_nothing_is_named_and_one_with_a_column_of_its_own_is_kept(
    tmp_path: Path, value: str
) -> None:
    root = book(tmp_path)
    table = f"name,email,why,Anything else\nZoe,zoe@example.org,{value},\nBo,b@example.org,,Bells\n"
    made = take_in(root, table.encode(), name="x.csv")
    assert [(one.name, one.outcome) for one in made.filings] == [("Zoe", "skipped"), ("Bo", "new")]
    (kept,) = load_book(root).requests
    assert kept.why == "Anything else: Bells"


STUBS = (
    "see html",
    "This is a multi-part message in MIME format.",
    "Your mail program cannot show HTML. View this message in your browser: https://x.example/12",
    "Diese Nachricht im Browser ansehen: https://x.example/v?id=12345678901234567890",
    "Zum Anzeigen dieser E-Mail benötigen Sie ein Programm, das HTML darstellt.",
    "…",
    "[image: logo]",
)


def in_two(plain: str, page: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Zoe <zoe@example.org>"
    message.set_content(plain)
    message.add_alternative(page, subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize("stub", STUBS)
@pytest.mark.parametrize("letter", [LETTER, "May I ask you about bells?"], ids=["long", "short"])
def test_a_letter_behind_a_stub_is_read(tmp_path: Path, stub: str, letter: str) -> None:
    made = filed(book(tmp_path), in_two(stub, page_of(letter)))
    assert made.why.split() == letter.split()


def test_the_plain_text_stays_the_first_where_it_says_the_same(tmp_path: Path) -> None:
    text = "I write to you *twice*, in a browser <online> and in HTML."
    made = filed(book(tmp_path), in_two(text, page_of("I write to you twice, in a browser.")))
    assert made.why == text


def test_a_text_in_two_parts_around_a_picture_is_whole(tmp_path: Path) -> None:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Zoe <zoe@example.org>"
    message.set_content("Look at this bell.")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="bell.png")
    after = EmailMessage(policy=SMTP)
    after.set_content("Who cast it?")
    message.attach(after)
    assert filed(book(tmp_path), message.as_bytes()).why == "Look at this bell.\n\nWho cast it?"


def test_nothing_is_still_nothing() -> None:
    (made,) = read_bytes(mail("\n"), "x.eml", TODAY)
    assert getattr(made, "empty", False)
