"""The mail with the questions: short enough for every system, and readable when decoded."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from kithbook.airlock.catalogue import Catalogue, read_catalogue
from kithbook.airlock.forms import (
    KINDS,
    QUESTIONS,
    Kind,
    blank_mail_address,
)
from kithbook.text.addresses import MAX_LINK, mail_link


def decoded(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    query = parse_qs(parts.query, strict_parsing=True)
    return parts.path, query["subject"][0], query["body"][0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_blank_mail_asks_every_question(kind: Kind, language: str) -> None:
    catalogue = read_catalogue(language)
    address = blank_mail_address(kind, catalogue, "Vera Lindholm", "hello+2026@example.org")
    assert len(address) <= MAX_LINK
    assert address.isascii()
    assert "+" not in address.removeprefix("mailto:hello+2026@")
    to, subject, body = decoded(address)
    assert to == "hello+2026@example.org"
    assert "Vera Lindholm" in subject
    assert f"[kithbook 1 {kind} {language}]" in body
    assert body.endswith("[end]\r\n")
    assert "\n" not in body.replace("\r\n", "")
    for question in QUESTIONS[kind]:
        assert f"[{question.name}] {catalogue.say(f'question.{question.name}.label')}" in body


def test_a_mail_that_would_be_too_long_keeps_its_tokens() -> None:
    english = read_catalogue("en")
    long = dict.fromkeys(english.texts, "Как вы меня нашли, и почему именно меня? " * 2)
    catalogue = Catalogue("ru", long)
    address = blank_mail_address("introduction", catalogue, "Vera", "hello@example.org")
    _, _, body = decoded(address)
    assert "[forwardable]\r\n" in body


def test_an_address_decodes_to_what_went_in() -> None:
    text = "a+b & c=d?\n„Zoë“ 漢字 🎻 שלום %41\n"
    _, subject, body = decoded(mail_link(("a@example.org",), {"subject": "x & y", "body": text}))
    assert (subject, body.replace("\r\n", "\n")) == ("x & y", text)
