"""Whatever is named as a file of mails, reading it ends, and what cannot be read is said."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.book.load import load_book
from kithbook.coach import coach
from kithbook.requests import mailboxes
from kithbook.requests.filing import plan
from kithbook.requests.mailboxes import Unread, read_path, read_stream
from kithbook.requests.request_advice import language_of
from kithbook.text.words import fold
from tests.cli.transcript import Session, session
from tests.requests.books import TODAY, book

__all__ = ["session"]

MAIL = "From: Zoe <z{0}@example.org>\nSubject: Hello\nMessage-ID: <{0}@example.org>\n\nWhy not.\n"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="devices and pipes")


def unread(path: Path) -> list[str]:
    return [one.why for one in read_path(path, TODAY) if isinstance(one, Unread)]


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "odd"
    folder.mkdir()
    os.mkfifo(folder / "pipe.eml")
    (folder / "zero.eml").symlink_to("/dev/zero")
    (folder / "folder.eml").mkdir()
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(folder / "s.eml"))
        yield folder


@pytest.mark.parametrize("name", ["pipe.eml", "zero.eml"])
def test_a_file_without_an_end_is_said(odd: Path, name: str) -> None:
    (why,) = unread(odd / name)
    assert why == "it is no file that ends. Try: cat … | kith request import -"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/urandom", "/dev/null"])
def test_a_device_is_said(device: str) -> None:
    assert len(unread(Path(device))) == 1


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="Linux")
def test_a_file_that_hides_its_length_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(list(read_path(Path("/proc/self/maps"), TODAY))) == 1
    monkeypatch.setattr(mailboxes, "MAX_MAIL", 100)
    assert unread(Path("/proc/self/maps")) == ["it has more than 100 bytes"]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    for name in ("huge.eml", "huge.txt", "huge.csv", "huge"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(1 << 40)
        (why,) = unread(tmp_path / name)
        assert "more than" in why


def test_a_folder_with_odd_things_gives_its_mails_and_names_the_rest(
    odd: Path, tmp_path: Path
) -> None:
    (odd / "s.eml").unlink()
    (odd / "a.eml").write_text(MAIL.format("a"), encoding="utf-8")
    found = list(read_path(odd, TODAY))
    assert [one.name for one in found if isinstance(one, Unread)] == [
        "folder.eml", "pipe.eml", "zero.eml",
    ]  # fmt: skip
    assert len(found) == 4
    maildir = tmp_path / "maildir"
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True)
    (maildir / "new" / "2").write_text(MAIL.format("b"), encoding="utf-8")
    (maildir / "cur" / "1:2,S").write_text(MAIL.format("c"), encoding="utf-8")
    (maildir / "cur" / ".index").write_text("no mail", encoding="utf-8")
    os.mkfifo(maildir / "cur" / "3")
    found = list(read_path(maildir, TODAY))
    assert [getattr(one, "message_id", one.name) for one in found] == [
        "<c@example.org>", "<b@example.org>", "3",
    ]  # fmt: skip


def test_what_is_piped_in_without_an_end_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            self.given += len(buffer)
            return len(buffer)

    monkeypatch.setattr(mailboxes, "MAX_PIPED", 10_000)
    stream = Endless()
    (found,) = read_stream(io.BufferedReader(stream), TODAY)
    assert isinstance(found, Unread)
    assert "Name the file itself" in found.why
    assert stream.given < 1_000_000


def test_the_command_ends_with_a_finding(session: Session) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kithbook.cli", "request", "import", "/dev/zero"],
        cwd=session.book,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "zero: not filed, because it is no file that ends" in done.stderr
    assert "Traceback" not in done.stderr


def test_filing_many_grows_with_their_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = 0

    def counting(text: str) -> str:
        nonlocal folded
        folded += 1
        return fold(text)

    monkeypatch.setattr("kithbook.requests.shelf.fold", counting)
    mbox = tmp_path / "all.mbox"
    head = "From z@example.org Mon Nov  2 10:00:00 2026\nDate: Mon, 02 Nov 2026 10:00:00 +0000\n"
    network = load_book(book(tmp_path))
    counts = []
    for number in (40, 80):
        folded = 0
        mails = (f"{head}{MAIL.format(one)}\n" for one in range(number))
        mbox.write_text("".join(mails), encoding="utf-8")
        made = plan((*read_path(mbox, TODAY), *read_path(mbox, TODAY)), network, tmp_path, TODAY)
        outcomes = [one.outcome for one in made.filings]
        assert outcomes == ["new"] * number + ["known"] * number
        counts.append(folded)
    assert 0 < counts[1] <= 2 * counts[0]


@given(st.text(max_size=300))
def test_a_language_is_told_as_the_coach_reads(text: str) -> None:
    if text.strip():
        assert language_of(text) == coach().look(text).lang
