"""The small question of the page: what was answered is kept, and told where it is not right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from kithbook.airlock.catalogue import read_catalogue
from kithbook.airlock.forms import blank_mail
from kithbook.book.load import load_book
from tests.requests.books import book, take_in

ASKED = "What is in the pot on Thursdays?"
PAGE = {"question": {"ask": ASKED, "answers": ["pea soup", "Erbsensuppe"]}}


def mail(answer: str) -> bytes:
    said = {"how_found": "your talk", "why": "the bells", "small": answer, "name": "Zoe"}
    said |= {"email": "zoe@example.org"}
    parts = [f"[{name}] {ASKED if name == 'small' else ''}\n{text}" for name, text in said.items()]
    note = "\n\n".join(("[kithbook 1 connect en 1a2b3c4d]", *parts, "[end]"))
    return f"From: Zoe <zoe@example.org>\nSubject: A note\n\n{note}\n".encode()


def flags(folder: Path, answer: str, page: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    settings = yaml.safe_dump({"site_name": "x", "plugins": [{"kithbook-public": page}]})
    folder.mkdir(exist_ok=True)
    root = book(folder, {"mkdocs.yml": settings})
    take_in(root, mail(answer), name="x.eml")
    (request,) = load_book(root).requests
    return request.small, request.flags


@pytest.mark.parametrize(
    "answer, expected",
    [
        ("I believe it is PEA SOUP, always", ()),
        ("erbsensuppe", ()),
        ("soup of peas", ("small-other",)),
        ("", ("small-missing",)),
    ],
)
def test_an_answer_is_kept_and_told(tmp_path: Path, answer: str, expected: tuple[str, ...]) -> None:
    small, signs = flags(tmp_path, answer, PAGE)
    assert (small, signs) == (answer, expected)


def test_without_words_to_look_for_any_answer_will_do(tmp_path: Path) -> None:
    page = {"question": {"ask": {"en": ASKED, "de": "Was gibt es?"}}}
    assert flags(tmp_path / "a", "stew", page) == ("stew", ())
    assert flags(tmp_path / "b", "", page)[1] == ("small-missing",)
    assert flags(tmp_path / "c", "", {})[1] == ()


def test_the_mail_without_the_form_asks_it_too() -> None:
    text = blank_mail("connect", read_catalogue("en"), small=ASKED)
    assert f"[small] {ASKED} (optional)" in text
    assert "[small]" not in blank_mail("connect", read_catalogue("en"))


def test_a_question_left_open_in_a_mail_is_no_answer(tmp_path: Path) -> None:
    assert flags(tmp_path, f"{ASKED} (optional)", PAGE) == ("", ("small-missing",))
