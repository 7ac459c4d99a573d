"""Every command that takes a person takes a telephone number or an e-mail address too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kithbook.cli.main import run
from tests.private.sites import write_book

ADA = """---
name: Ada Byrne
reach: {phone: +1 713 555 0142, email: ada@example.org}
---
"""
BO = "---\nname: Bo Chen\nreach: {phone: (0713) 555-0199, email: mada@example.org}\n---\n"
CY = "---\nname: Cy Dahl\nreach: {threema: AB12, signal: +49 170 555 0111}\n---\n"
ACT = "---\nbetween: [ada, bo]\nbecause: {ada: x, bo: y}\n---\n"
BOOK = {
    "people/ada.md": ADA,
    "people/bo.md": BO,
    "people/cy.yml": CY.strip("-\n"),
    "introductions/act.md": ACT,
    "kithbook.yml": "today: 2026-11-22\nsign_off: Nora\n",
}


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write_book(tmp_path, BOOK))
    return tmp_path


class Said(NamedTuple):
    code: int
    out: str
    err: str


Kith = Callable[..., Said]


@pytest.fixture
def kith(book: Path, capsys: pytest.CaptureFixture[str]) -> Kith:
    def runs(*words: str) -> Said:
        return Said(run(list(words)), *capsys.readouterr())

    return runs


@pytest.mark.parametrize(
    "written, who",
    [
        ("+1 713 555 0142", "Ada Byrne"),
        ("+1 (713) 555-0142", "Ada Byrne"),
        ("0017135550142", "Ada Byrne"),
        ("713.555.0142", "Ada Byrne"),
        ("50142", "Ada Byrne"),
        ("tel:+17135550142", "Ada Byrne"),
        ("ada@example.org", "Ada Byrne"),
        ("ADA@EXAMPLE.ORG", "Ada Byrne"),
        ("mailto:mada@example.org", "Bo Chen"),
        ("0713 555 0199", "Bo Chen"),
        ("0170 5550111", "Cy Dahl"),
    ],
)
def test_about_whoever_is_reached_so(kith: Kith, written: str, who: str) -> None:
    said = kith("about", written)
    assert said.code == 0, said.err
    assert said.out.startswith(who)


def test_several_are_asked_about_and_nobody_is_told(kith: Kith) -> None:
    said = kith("about", "713 555")
    assert said.code == 2
    assert "could be Ada Byrne (ada), Bo Chen (bo). Write the id of the one you mean." in said.err
    said = kith("about", "+44 20 7946 0000")
    assert said.code == 2
    assert said.err == (
        'Nobody in this book is reached at "+44 20 7946 0000". '
        "Look for a part of it: kith find '+44 20 7946 0000'\n"
    )
    assert 'reached at "0142". Look for a part of it: kith find 0142' in kith("about", "0142").err
    assert 'reached at "0142"' in kith("brief", "0142").err


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "50142"),
        ("introduction", "list", "--with", "50142"),
        ("suggest", "50142"),
        ("introduction", "show", "ada@example.org"),
        ("introduction", "asked", "+1 713 555 0142"),
        ("introduction", "asked", "act", "50142"),
        ("draft", "ask", "act", "--to", "50142"),
    ],
)
def test_other_commands(kith: Kith, words: tuple[str, ...]) -> None:
    said = kith(*words)
    assert said.code == 0, said.err
    assert "Ada Byrne" in said.out


@pytest.mark.parametrize(
    "text, file, entry",
    [
        ("call with +1 713 555 0142: news", "ada.md", "- 2026-11-22 call: news"),
        ("call (713) 555-0142: news", "ada.md", "- 2026-11-22 call: news"),
        ("call 713-555-0142 about the boat", "ada.md", "- 2026-11-22 call: about the boat"),
        ("email to ada@example.org: news", "ada.md", "- 2026-11-22 email: news"),
        ("coffee with 50142 and Bo: news", "ada.md", "- 2026-11-22 coffee with [[Bo Chen]]: news"),
        ("call with 0170 5550111: hi", "cy.yml", '- "2026-11-22 call: hi"'),
    ],
)
def test_a_line_is_logged_with_whoever_rang(
    book: Path, kith: Kith, text: str, file: str, entry: str
) -> None:
    said = kith("log", text)
    assert said.code == 0, said.err
    assert entry in (book / "people" / file).read_text(encoding="utf-8")
