"""French as it is printed: its spaces and apostrophes, no elision before a name, and read again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kithbook.airlock.catalogue import read_catalogue
from kithbook.book.load import load_book
from kithbook.language.calendar_words import in_words, on_day, with_year
from kithbook.language.folders import texts
from kithbook.requests.forwards import forwarded, own_words
from kithbook.requests.incoming import from_text
from kithbook.requests.letterheads import Letterhead
from kithbook.requests.replies import Answer, draft
from tests.requests.books import TODAY, book, take_in
from tests.requests.mangling import note

# Where a space that does not break has to stand and does not: before these marks, inside « ».
SPACING = re.compile(r"(?<=\w)(?<!\bRe)[:;?!»](?!\w|//)| [:;?!»]|«[^\xa0]|[^\xa0]»")
ELIDED = re.compile(
    r"\b(?:de|que|se|ne|le|la|jusque) \{(?!until|day|silence|number)", re.IGNORECASE
)


def french() -> dict[str, str]:
    page = {f"page.{key}": text for key, text in read_catalogue("fr").texts.items()}
    parts = {
        f"{part}.{key}": text
        for part in ("replies", "drafts", "phrases")
        for key, text in texts("fr", part).items()
    }
    return page | parts


def test_every_text_keeps_the_spaces_and_apostrophes_of_french() -> None:
    said = french()
    assert len(said) >= 200
    assert {key: text for key, text in said.items() if SPACING.search(text)} == {}
    assert [key for key, text in said.items() if "'" in text or "..." in text] == []


@pytest.mark.parametrize("text", ["Quoi?", "Quoi ?", "« oui\xa0»", "oui»", "ceci: cela"])
def test_a_wrong_space_is_seen(text: str) -> None:
    assert SPACING.search(text)


def test_no_name_stands_where_the_word_before_it_would_lose_its_vowel() -> None:
    assert [key for key, text in french().items() if ELIDED.search(text)] == []
    assert ELIDED.search("à propos de {other}")


def test_the_first_of_a_month_is_the_first() -> None:
    assert with_year(date(2027, 3, 1), "fr") == "1er mars 2027"
    assert in_words(date(2026, 12, 6), TODAY, "fr") == "6 décembre"
    assert on_day(date(2026, 8, 14), TODAY, "fr") == "le 14 août"
    assert on_day(None, TODAY, "fr") == "il y a quelque temps"


def test_a_french_note_is_read_and_declined_in_french(tmp_path: Path) -> None:
    answers = {
        "how_found": "Votre article sur les marées de Saint-Malo, dans la revue de mars.",
        "why": "Je tiens un carnet de mesures sur le port depuis douze ans.",
        "ask": "Quelle échelle avez-vous prise pour les grandes marées ?",
        "name": "Zoé Le Goff",
        "email": "zoe@example.org",
    }
    root = book(tmp_path)
    take_in(root, note(answers, language="fr").encode(), name="note.txt")
    network = load_book(root)
    (request,) = network.requests
    assert (request.language, request.why, request.rest) == ("fr", answers["why"], "")
    answer = Answer("declined", because="not-now", until=date(2027, 3, 1))
    made = draft(request, answer, Letterhead(network.settings))
    assert made.language == "fr"
    assert made.subject == "Re: votre message"
    assert made.text.startswith("Bonjour Zoé,\n\nMerci pour votre message.")
    assert "après le 1er mars 2027" in made.text
    more = draft(request, Answer("more", missing="Quel port ?"), Letterhead(network.settings))
    assert "Quel port ?" in more.text


def test_a_note_that_a_french_program_forwards_is_found() -> None:
    text = (
        "Pour toi.\n\n-------- Message transféré --------\nSujet : Un mot\n"
        "Date : Sat, 21 Nov 2026 10:00:00 +0100\nDe : Zoé Le Goff <zoe@example.org>\n"
        "Pour : vera@example.org\n\n"
    )
    inner = forwarded(text + note(language="fr"))
    assert inner is not None
    assert (inner.name, inner.email, inner.sent) == (
        "Zoé Le Goff",
        "zoe@example.org",
        date(2026, 11, 21),
    )
    made = from_text(text + note(language="fr"), TODAY)
    assert (made.language, made.name) == ("fr", "Zoë Müller-Łukasz")
    for line in ("Le 21/11/2026 à 10:00, Vera a écrit\xa0:", "Vera Lindholm a écrit :"):
        assert own_words(f"Merci.\n\n{line}\n> Un mot") == "Merci."
