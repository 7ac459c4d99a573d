"""An answer honours what the book says of a sender, and remarks words of another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.requests.letterheads import letterhead
from kithbook.requests.replies import Answer, ReplyDraft, draft
from tests.requests.books import book

REQUEST = """---
from: {name: Thuy Tran, email: thuy@example.org}
received: 2026-11-21
why: I keep a book of the tides at our pier.
ask: May I see your tables?
language: en
---
"""


def answered(root: Path, reach: str, own: str = "") -> ReplyDraft:
    files = {
        "requests/thuy.md": REQUEST,
        "people/thuy-tran.md": f"---\nname: Thuy Tran\ngreet: Thủy\nreach: {reach}\n---\n",
    }
    book(root, files)
    settings = "today: 2026-11-22\nphone_region: US\ncalls: I like walks\n"
    (root / "kithbook.yml").write_text(settings, encoding="utf-8")
    network = load_book(root)
    (request,) = network.requests
    head = letterhead(network, request, "Vera Lindholm")
    return draft(request, Answer("accepted", own=own), head)


@pytest.mark.parametrize(
    "way, says",
    [
        ("phone: 212 555 0142", "I like walks."),
        ("phone: 212 555 0142, prefer: phone", "so I will ring you: +1 212-555-0142."),
        ('signal: "+12125550142", prefer: signal', "You are reached best by Signal, so"),
        ("phone: 212 555 0142, prefer: email", "I like walks."),
    ],
)
def test_an_answer_takes_the_way_that_they_like(way: str, says: str, tmp_path: Path) -> None:
    text = answered(tmp_path, f"{{email: thuy@example.org, {way}}}").text
    assert text.startswith("Dear Thủy,\n")
    assert says in text
    assert ("I like walks" in text) == ("walks" in says)


def test_words_in_another_language_are_remarked(tmp_path: Path) -> None:
    german = answered(tmp_path, "{email: thuy@example.org}", "Ich backe dann einen Kuchen für uns")
    assert german.remarks == ("Your sentence reads as German, and the letter is in English.",)
    english = answered(tmp_path, "{email: thuy@example.org}", "I will bake a cake for us")
    assert english.remarks == ()
