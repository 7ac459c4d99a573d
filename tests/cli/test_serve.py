"""Serving: on this machine alone, on a port of the book's own, and nothing of it stays behind."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from kithbook.served.access import HOST
from kithbook.served.ports import free_port
from kithbook.text.hosts import HOSTS
from tests.cli.transcript import Session

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals"),
]


def lines_of(stream: IO[str] | None) -> queue.Queue[str]:
    """The lines of a stream as they come, so that a test never waits for ever."""
    assert stream is not None
    found: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        with stream:
            for line in stream:
                found.put(line)

    threading.Thread(target=listen, daemon=True).start()
    return found


@dataclass(slots=True)
class Served:
    """A running `kith serve`."""

    run: subprocess.Popen[str]
    address: str
    said: queue.Queue[str]
    heard: list[str]

    def wait_for(self, words: str) -> None:
        """Waits until a line on stderr holds these words."""
        while words not in (line := self.said.get(timeout=60)):
            self.heard.append(line)
        self.heard.append(line)

    def get(self, path: str = "", **headers: str) -> tuple[int, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            request = Request(self.address + path, headers=named)  # noqa: S310 - our own server
            with urlopen(request, timeout=30) as answer:  # noqa: S310 - likewise
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()

    def end(self, number: int = signal.SIGINT) -> int:
        self.run.send_signal(number)
        return self.run.wait(timeout=30)


@contextmanager
def serving(book: Path, temporary: Path) -> Iterator[Served]:
    temporary.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name not in HOSTS}
    environment["TMPDIR"] = str(temporary)
    run = subprocess.Popen(
        [sys.executable, "-m", "kithbook.cli", "serve"],
        cwd=book,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    said = lines_of(run.stderr)
    try:
        first = lines_of(run.stdout).get(timeout=60)
        start, _, rest = first.partition("http://")
        address = f"http://{rest.partition('?key=')[0]}"
        assert start == "The private site is at "
        assert rest.endswith(" (this machine only). Ctrl-C ends it.\n")
        yield Served(run, address, said, [])
    finally:
        run.kill()
        run.wait(timeout=30)


def inside(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*"))


def test_the_site_is_served_kept_new_and_gone_after_an_interrupt(
    session: Session, tmp_path: Path
) -> None:
    (session.book / "journal").rename(tmp_path / "journal")
    with serving(session.book, tmp_path / "temporary") as served:
        port = int(served.address.rstrip("/").rpartition(":")[2])
        assert (session.book / ".kith" / "port").read_text(encoding="utf-8") == f"{port}\n"
        status, page = served.get()
        assert status == 200
        assert "Ada Byrne" in page
        assert served.get("people/ada-byrne/", Host="evil.example")[0] == 403
        assert served.get("people/ada-byrne/", Sec_Fetch_Site="cross-site")[0] == 403
        assert served.get("%00")[0] == 404
        status, page = served.get("people/nobody/")
        assert status == 404
        assert "live.js" in page

        # A folder that was not there at the start is watched like the others.
        served.heard.clear()
        (tmp_path / "journal").rename(session.book / "journal")
        served.wait_for("A file changed")
        served.wait_for("Built in")

        config = session.book / "mkdocs.private.yml"
        before = config.read_text(encoding="utf-8")
        config.write_text(f"{before}\nplugins: [kithbook-privat\n", encoding="utf-8")
        served.wait_for("What was built before is still shown.")
        assert "Ada Byrne" in served.get()[1]
        config.write_text(before, encoding="utf-8")
        served.wait_for("Built in")
        assert served.end() == 0
        assert "Traceback" not in "".join(served.heard)
    assert inside(tmp_path / "temporary") == []
    assert not (session.book / "build").exists()


MISTAKES = (
    b"- a\n- b\n",
    b"site_name: x\n\tplugins: []\n",
    b"\xff\xfe\x00",
    b"",
    b"INHERIT: nowhere.yml\n",
    b"site_name: x\ndocs_dir: content/private\nplugins: [no-such]\n",
    b"site_name: x\ndocs_dir: nowhere\n",
    b"a: !!python/name:nothing.at.all\n",
    b"theme: {name: nowhere}\nsite_name: x\n",
    b"plugins: 7\n",
)


def test_a_typing_error_in_the_settings_is_a_sentence_and_serving_goes_on(
    session: Session, tmp_path: Path
) -> None:
    config = session.book / "mkdocs.private.yml"
    before = config.read_bytes()
    with serving(session.book, tmp_path / "temporary") as served:
        for mistake in MISTAKES:
            config.write_bytes(mistake)
            served.wait_for("is still shown")
        config.unlink()
        served.wait_for("is still shown")
        assert "Ada Byrne" in served.get()[1]
        news = json.loads(served.get(".kith/live")[1])
        assert "The private site was not built" in news["trouble"]
        config.write_bytes(before)
        while news["trouble"]:
            known = urlencode({name: news[name] for name in ("built", "told")})
            news = json.loads(served.get(f".kith/live?{known}")[1])
        assert served.end() == 0
        said = "".join(served.heard)
    assert said.count("A file changed") >= len(MISTAKES)
    assert "Traceback" not in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_and_a_shut_down_leave_nothing(
    session: Session, tmp_path: Path, number: int
) -> None:
    with serving(session.book, tmp_path / "temporary") as served:
        (folder,) = (session.book / "build").iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert served.end(number) == 0
    assert inside(tmp_path / "temporary") == []
    assert not (session.book / "build").exists()


def test_what_a_kill_leaves_is_in_the_book_and_gone_after_the_next_start(
    session: Session, tmp_path: Path
) -> None:
    with serving(session.book, tmp_path / "temporary") as served:
        assert served.end(signal.SIGKILL) == -signal.SIGKILL
    (left,) = (session.book / "build").iterdir()
    assert inside(tmp_path / "temporary") == []
    with serving(session.book, tmp_path / "temporary") as served:
        served.wait_for("a site that a broken-off run had not finished, and cleared away.")
        assert not left.exists()
        assert served.end() == 0
    assert not (session.book / "build").exists()


def test_a_taken_port_gives_way_to_the_next(session: Session) -> None:
    first = free_port(None, session.book)
    with socket.create_server((HOST, first)):
        assert free_port(None, session.book) > first
        outcome = session.kith(["serve", "--port", str(first)])
    assert free_port(None, session.book) == first
    assert outcome.code == 2
    assert f"Port {first} is taken" in outcome.err


def test_a_build_folder_outside_the_book_is_refused(session: Session, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (session.book / "build").symlink_to(tmp_path / "outside")
    outcome = session.kith(["serve"])
    assert outcome.code == 1
    assert "build/ is a link out of the book" in outcome.err
    assert inside(tmp_path / "outside") == []
