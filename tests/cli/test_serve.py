"""Serving: on this machine alone, on a free port, with few and calm words."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import urllib.request

import pytest

from kithbook.cli.serve import HOST, free_port
from kithbook.private.refusals import HOSTS
from tests.cli.transcript import Session


def lines_of(run: subprocess.Popen[str]) -> queue.Queue[str]:
    """The lines of stdout as they come, so that a test never waits for ever."""
    found: queue.Queue[str] = queue.Queue()
    stream = run.stdout
    assert stream is not None

    def listen() -> None:
        for line in stream:
            found.put(line)

    threading.Thread(target=listen, daemon=True).start()
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_the_site_is_served_and_an_interrupt_ends_it(session: Session) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in HOSTS}
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    run = subprocess.Popen(
        [sys.executable, "-m", "kithbook.cli", "serve", "--port", str(port)],
        cwd=session.book,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        said = lines_of(run).get(timeout=60)
        assert said == (
            f"The private site is at http://{HOST}:{port}/ (this machine only). Ctrl-C ends it.\n"
        )
        with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=30) as page:
            assert b"Ada Byrne" in page.read()
    finally:
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=30)
    assert run.returncode == 0
    assert "Traceback" not in err
    assert err.startswith("Building the private site …\nBuilt in ")
    assert "MkDocs 2" not in err


def test_a_taken_port_gives_way_to_the_next(session: Session) -> None:
    first = free_port(None)
    with socket.create_server((HOST, first)):
        assert free_port(None) > first
        outcome = session.kith(["serve", "--port", str(first)])
    assert outcome.code == 2
    assert f"Port {first} is taken" in outcome.err
