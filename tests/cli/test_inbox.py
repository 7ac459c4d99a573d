"""Many spoken lines at once: from a pipe, from a note, from a mail to oneself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kithbook.actions import note_inbox
from tests.cli.transcript import Session

LINES = """called Ada about the van
lunch with Inés and Ada yesterday, promised to send the recipe by friday
called Bo about the boat

Ada needs a plumber
"""
MAIL = """From: Nora Quill <nora@example.org>
To: {to}
Subject: {subject}
Date: Mon, 16 Nov 2026 09:00:00 +0000
Message-ID: <{subject}@example.org>

{body}
{end}
Nora
"""


def mail(**said: str) -> str:
    return MAIL.format(**said, end="-- ")


def files(session: Session) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for folder in ("people", "journal")
        for path in (session.book / folder).rglob("*.*")
    }


def text(session: Session, name: str) -> str:
    return (session.book / name).read_text(encoding="utf-8")


def test_many_lines_are_shown_and_then_written_once(session: Session) -> None:
    before = files(session)
    shown = session.kith(["log", "-"], LINES)
    assert (shown.code, files(session)) == (1, before)
    assert "people/ada-byrne.md:20: - 2026-11-22 call: about the van" in shown.out
    assert "Which Bo: Bo Chen or Bo Lind?" in shown.out
    assert "kith need ada-byrne 'a plumber'" in shown.out
    assert "4 lines, 2 to write, 2 not clear." in shown.err

    written = session.kith(["log", "-", "--apply"], LINES)
    assert (written.code, written.out) == (1, shown.out)
    after = files(session)
    for entry in (
        "- 2026-11-22 call: about the van\n",
        "promised to [[Ada Byrne]]: send the recipe",
    ):
        assert b"".join(after.values()).count(entry.encode()) == 1
    again = session.kith(["log", "-", "--apply"], LINES)
    assert files(session) == after
    assert again.out.count("it stands there already") == 3
    assert session.kith(["log", "-"], "called Ada about the van\n").code == 0
    assert session.kith(["log", "-", "--kind", "call"], "").code == 2
    assert session.kith(["log", "called Ada", "--apply"]).code == 2


def test_a_note_keeps_what_is_not_clear_with_the_reason(session: Session) -> None:
    note = session.book / "notes.txt"
    note.write_bytes(b"\xef\xbb\xbf# Notes\r\n" + LINES.replace("\n", "\r\n").encode())
    shown = session.kith(["inbox", "notes.txt", "--json"])
    told = json.loads(shown.out)
    assert [one["state"] for one in told["lines"]] == ["clear", "clear", "unclear", "clear"]
    assert not told["applied"]
    assert session.kith(["inbox", "notes.txt", "--apply"]).code == 1
    left = note.read_bytes().decode("utf-8")
    why = "# kith: Which Bo: Bo Chen or Bo Lind? Write: called Bo Chen about the boat"
    assert left == f"\ufeff# Notes\r\ncalled Bo about the boat\r\n{why}\r\n\r\n"
    after = files(session)
    assert b"needs:\n  - {what: a fractional CFO" in b"".join(after.values())
    assert b"a plumber" in after[str(session.book / "people/ada-byrne.md")]

    session.kith(["inbox", "notes.txt", "--apply"])
    assert (note.read_bytes().decode("utf-8"), files(session)) == (left, after)
    note.write_bytes(left.replace("called Bo ", "called Bo Lind ").encode())
    assert session.kith(["inbox", "notes.txt", "--apply"]).code == 0
    assert note.read_bytes().decode("utf-8") == "\ufeff# Notes\r\n\r\n"


def test_a_run_that_is_killed_before_the_note_is_changed_does_nothing_twice(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = session.book / "notes.txt"
    note.write_text(LINES, encoding="utf-8")

    def killed(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(note_inbox, "apply", killed)
        session.kith(["inbox", "notes.txt", "--apply"])
    assert text(session, "notes.txt") == LINES
    after = files(session)
    assert b"about the van" in b"".join(after.values())
    again = session.kith(["inbox", "notes.txt", "--apply"])
    assert "4 lines, 3 there already, 0 written, 1 not clear." in again.err
    assert files(session) == after
    assert "van" not in text(session, "notes.txt")


def test_a_mail_to_oneself_is_read_on_its_day_and_left_as_it_is(session: Session) -> None:
    own = mail(
        to="nora@example.org",
        subject="notes",
        body="coffee with Ada yesterday\nBo Chen can lend a van\nlunch with Aad\n",
    )
    (session.book / "own.eml").write_text(own, encoding="utf-8")
    done = session.kith(["inbox", "own.eml", "--apply"])
    assert "- 2026-11-15 coffee" in done.out
    assert "offers: lend a van" in done.out
    assert (done.code, text(session, "own.eml")) == (1, own)
    subject = mail(to="nora@example.org", subject="Ada rang", body="")
    (session.book / "box.mbox").write_text(
        "".join(
            f"From nora@example.org Mon Nov 16 09:00:00 2026\n{one}\n" for one in (own, subject)
        ),
        encoding="utf-8",
    )
    both = session.kith(["inbox", "box.mbox", "--apply"])
    assert both.out.count("it stands there already") == 2
    assert "- 2026-11-16 call\n" in text(session, "people/ada-byrne.md")


def test_the_mail_of_somebody_else_says_nothing_for_the_owner(session: Session) -> None:
    before = files(session)
    theirs = mail(to="someone@example.org", subject="x", body="lent Ada 100 euros")
    done = session.kith(["inbox", "-", "--apply"], theirs)
    assert "is from nora@example.org and not to yourself" in done.out
    assert (done.code, files(session)) == (1, before)


@pytest.mark.parametrize("name", ["people/ada-byrne.md", "kithbook.yml", "latin.txt", "none.txt"])
def test_what_is_no_note_is_refused(session: Session, name: str) -> None:
    (session.book / "latin.txt").write_bytes(b"caf\xe9 with Ada\n")
    before = files(session)
    done = session.kith(["inbox", name, "--apply"])
    assert done.code in (1, 2)
    assert done.err
    assert files(session) == before


def test_a_day_above_is_that_of_the_lines_below_and_goes_with_them(session: Session) -> None:
    note = session.book / "notes.txt"
    note.write_text("Thursday\nAda rang\n\n20 Nov\nAda texted\nBo rang", encoding="utf-8")
    done = session.kith(["inbox", "notes.txt", "--apply"])
    assert "- 2026-11-19 call" in done.out
    assert "- 2026-11-20 message" in done.out
    assert text(session, "notes.txt").startswith("\n20 Nov\nBo rang\n# kith: Which Bo")


def test_all_lines_of_a_note_are_one_write_that_undo_takes_back(session: Session) -> None:
    session.run("add 'commit: true' kithbook.yml")
    for words in ("init --quiet", "add .", "commit --quiet -m Begin"):
        session.run(f"git {words}")
    before = files(session)
    outside = Path(session.book.parent / "notes.txt")
    outside.write_text("Ada rang\nAda needs rope\nBo Lind rang\n", encoding="utf-8")
    assert session.kith(["inbox", str(outside), "--apply"]).code == 0
    assert outside.read_text(encoding="utf-8") == ""
    assert session.run("git log -1 --format=%s").out == "inbox: 3 lines"
    assert session.kith(["log", "lunch with Ada, promised to ring Bo Lind by friday"]).code == 0
    assert session.kith(["undo", "--apply"]).code == 0
    assert session.kith(["undo", "--apply"]).code == 0
    assert files(session) == before
