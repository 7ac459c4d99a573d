"""The owner's own words in templates/: used where they are whole, and never published."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.airlock.private_places import private_places
from kithbook.book.load import load_book
from kithbook.introductions.drafts import Draft
from kithbook.introductions.drafts import draft as message
from kithbook.introductions.state import all_progress
from kithbook.requests.letterheads import letterhead
from kithbook.requests.replies import Answer, draft
from tests.requests.books import TODAY, book

REQUEST = """---
from: {name: Zoe Miller, email: zoe@example.org}
received: 2026-11-21
why: I keep a book of the tides at our pier.
ask: May I see your tables?
language: en
---
"""
PERSON = "---\nname: %s\nreach: {email: a@example.org}\n---\n"
BETWEEN = "---\nbetween: [ada, kofi]\nbecause:\n  ada: he asks early\n  kofi: she knows pay\n---\n"
FILES = {
    "requests/zoe.md": REQUEST,
    "people/ada.md": PERSON % "Ada Byrne",
    "people/kofi.md": PERSON % "Kofi Mensah",
    "introductions/2026-11-ada-kofi.md": BETWEEN,
}
ACCEPT = "templates/accept.en.md"
ASK = "templates/ask.en.md"


def reply(root: Path, answer: Answer) -> tuple[str, str]:
    network = load_book(root)
    (request,) = network.requests
    made = draft(request, answer, letterhead(network, request, "Vera Lindholm"))
    return made.subject, made.text


def asking(root: Path) -> Draft:
    network = load_book(root)
    (one,) = all_progress(network, TODAY)
    made = message(network, one, "ask", "Vera Lindholm", TODAY)
    assert isinstance(made, Draft)
    return made


def test_a_draft_is_written_in_the_words_of_the_owner(tmp_path: Path) -> None:
    own = {
        ACCEPT: "Subject: Tea for {requester}\n\n{thanks}\n\nCome round. {own}\n",
        ASK: "Would you meet {other}? {why}\n",
    }
    root = book(tmp_path, FILES | own)
    assert load_book(root).problems == ()
    subject, text = reply(root, Answer("accepted", own="I bake"))
    assert subject == "Tea for Zoe Miller"
    assert text == (
        "Dear Zoe,\n\nThank you for your note. You ask: “May I see your tables?”\n\n"
        "Come round. I bake.\n\nWith kind regards,\nVera Lindholm"
    )
    made = asking(root)
    name = {"ada": "Kofi Mensah", "kofi": "Ada Byrne"}[made.to]
    assert f"\n\nWould you meet {name}? " in made.text
    assert made.subject == f"May I introduce you to {name}?"


@pytest.mark.parametrize("words", ["Yes. {chanel}", "", "Yes. {Name}", "Yes. { own }"])
def test_a_template_with_a_fault_gives_way_to_our_words(words: str, tmp_path: Path) -> None:
    root = book(tmp_path, FILES | {ACCEPT: words, ASK: "Would you meet {other}?"})
    found = [problem.location.path for problem in load_book(root).problems]
    assert set(found) == {ACCEPT, ASK}
    assert "Yes, gladly." in reply(root, Answer("accepted"))[1]
    assert "half an hour" in asking(root).text


def test_one_that_is_no_text_is_told(tmp_path: Path) -> None:
    root = book(tmp_path, FILES)
    (root / "templates").mkdir()
    (root / ACCEPT).write_bytes(b"Yes \xff")
    (problem,) = load_book(root).problems
    assert (problem.code, problem.location.path) == ("not-utf8", ACCEPT)
    assert "Yes, gladly." in reply(root, Answer("accepted"))[1]


def test_the_public_site_never_reads_templates(tmp_path: Path) -> None:
    assert tmp_path / "templates" in private_places(tmp_path)
