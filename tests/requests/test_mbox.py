"""An mbox is cut where a mail begins for certain, and what was cut wrongly is mended."""

from __future__ import annotations

import mailbox
from datetime import date
from email import message_from_bytes
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.book.edit import digest
from kithbook.book.load import load_book
from kithbook.requests.mail import MAX_MAIL
from kithbook.requests.mbox import mails
from tests.requests.books import book, contents, take_in
from tests.requests.mangling import ANSWERS, mail, note

HEAD = "From: Zoe <zoe@example.org>\nMessage-ID: <a@example.org>\nSubject: Bells\n"
SECOND = "From: Bo <bo@example.org>\nMessage-ID: <b@example.org>\n\nThe second.\n"
BODIES = {
    "a sentence": "It was easy.\n\nFrom here it is hard.\nAnd then some.",
    "with a time": "It was easy.\n\nFrom Monday on I start at 10:30 in Kiel.\nAnd then some.",
    "an address": "It was easy.\n\nFrom zoe@example.org you hear more.\nAnd then some.",
    "a header below": "It was easy.\n\nFrom here it is hard.\nNote: it is hard.\n\nThe end.",
    "a separator as text": "See:\n\nFrom zoe@example.org Sat Nov 21 09:15:02 2026\nit began.",
    "a separator and a remark": (
        "See:\n\nFrom zoe@example.org Sat Nov 21 09:15:02 2026\nNote: it began.\n\nThe end."
    ),
    "no blank line before": (
        "See:\nFrom zoe@example.org Sat Nov 21 09:15:02 2026\nSubject: it began.\n\nThe end."
    ),
    "alone": "From\n\nFrom \nwhich nothing follows.",
}
SEPARATORS = (
    "From zoe@example.org Sat Nov 21 09:15:02 2026",
    "From zoe@example.org  Sat Nov  1 09:15:02 +0100 2026",
    "From - Sat Nov 21 09:15:02 2026",
    "From 1850612345678901234@xxx Sat Nov 21 09:15:02 +0000 2026",
    "From MAILER-DAEMON Sat Nov 21 09:15:02 2026",
    'From "zoe at home"@example.org Sat Nov 21 09:15 2026',
    "From ???@??? Sat Nov 21 09:15:02 2026",
    "From zoe@example.org Sat, 21 Nov 2026 09:15:02 +0100",
    "From zoe@example.org Sat Nov 21 09:15:02 2026 remote from uucp",
    "From zoe@example.org Sat Nov 21 09:15:02 CET 2026",
    "From ",
)


def cut(text: str, end: str = "\n") -> list[str]:
    raw = text.replace("\n", end).encode()
    return [one.decode().replace(end, "\n") for one in mails(BytesIO(raw), MAX_MAIL)]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_line_of_a_letter_parts_nothing(body: str, end: str) -> None:
    begin = "From zoe@example.org Sat Nov 21 09:15:02 2026\n"
    found = cut(f"{begin}{HEAD}\n{body}\n\n{begin}{SECOND}", end)
    assert [one.strip() for one in found] == [f"{HEAD}\n{body}", SECOND.strip()]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_separators_of_many_programs_part_mails(separator: str) -> None:
    found = cut(f"{separator}\n{HEAD}\nOne.\n\n{separator}\n{SECOND}")
    assert [one.strip() for one in found] == [f"{HEAD}\nOne.", SECOND.strip()]


@given(st.lists(st.text("From >:\n abc@x.1", max_size=60), min_size=1, max_size=4))
def test_what_a_program_wrote_comes_back_whole(bodies: list[str]) -> None:
    """What mboxrd stuffs is unstuffed: any body returns, up to its last blank lines."""
    made = [f"{HEAD}\n{body}" for body in bodies]
    stuffed = ["\n".join(_stuffed(line) for line in one.split("\n")) for one in made]
    found = cut("".join(f"{SEPARATORS[0]}\n{one}\n\n" for one in stuffed))
    assert [one.rstrip("\n") for one in found] == [one.rstrip("\n") for one in made]


def _stuffed(line: str) -> str:
    return f">{line}" if line.lstrip(">").startswith("From ") else line


def test_mails_of_the_standard_library_are_read(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "all.mbox")
    for number in range(3):
        text = f"Letter {number}.\n\nFrom here it is hard."
        box.add(message_from_bytes(mail(text, headers={"Message-ID": f"<{number}@x.example>"})))
    box.close()
    root = book(tmp_path)
    take_in(root, tmp_path / "all.mbox")
    assert {one.why for one in load_book(root).requests} == {
        f"Letter {number}.\n\nFrom here it is hard." for number in range(3)
    }


@pytest.mark.parametrize("name", ["all.mbox", "Requests", "-"])
def test_a_letter_with_such_a_line_is_one_request(tmp_path: Path, name: str) -> None:
    root = book(tmp_path)
    raw = f"{SEPARATORS[0]}\n{HEAD}\nIt was easy.\n\nFrom here it is hard.\n".encode()
    if name == "-":
        take_in(root, raw, name="-")
    else:
        (tmp_path / name).write_bytes(raw)
        take_in(root, tmp_path / name)
    (made,) = load_book(root).requests
    assert (made.sender, made.email) == ("Zoe", "zoe@example.org")
    assert made.why == "It was easy.\n\nFrom here it is hard."


@pytest.mark.parametrize("text", ["It was easy.\n\nFrom here it is hard.\n\nZoe", note()])
def test_a_letter_cut_before_is_mended_by_the_whole_one(tmp_path: Path, text: str) -> None:
    """Docs: a changed copy revises a request that is not decided on; also by its Message-ID."""
    root = book(tmp_path)
    cut_off = text[: len(text) // 2]
    take_in(root, mail(cut_off))
    assert [one.outcome for one in take_in(root, mail(text)).filings] == ["revision"]
    (made,) = load_book(root).requests
    assert made.revision == 2
    assert made.flags == ()
    assert made.why.split() == (ANSWERS["why"] if text == note() else text).split()
    before = contents(root)
    for again in (cut_off, text):
        assert [one.outcome for one in take_in(root, mail(again)).filings] == ["known"]
    assert contents(root) == before


def test_a_shorter_copy_a_stranger_and_a_decision_mend_nothing(tmp_path: Path) -> None:
    root = book(tmp_path)
    take_in(root, mail("One. Two."))
    before = contents(root)
    other = mail("One. Two. Three.", sender="Mallory <mallory@example.org>")
    for raw in (mail("One."), mail("One. Three."), other):
        assert [one.outcome for one in take_in(root, raw).filings] == ["known"]
    assert contents(root) == before
    (path,) = (root / "requests").iterdir()
    text = path.read_text().rstrip().removesuffix("---")
    path.write_text(f"{text}decision: {{on: 2026-11-22, was: declined}}\n---\n")
    decided = digest(path.read_bytes())
    assert [one.outcome for one in take_in(root, mail("One. Two. Three.")).filings] == ["known"]
    assert digest(path.read_bytes()) == decided


def test_a_mailbox_without_a_known_separator_is_read_where_its_name_says_so(tmp_path: Path) -> None:
    root = book(tmp_path)
    (tmp_path / "odd.mbox").write_text(f"From nobody\n{HEAD}\nOne.\n\nFrom nobody\n{SECOND}")
    take_in(root, tmp_path / "odd.mbox", today=date(2026, 11, 22))
    assert {one.why for one in load_book(root).requests} == {"One.", "The second."}
