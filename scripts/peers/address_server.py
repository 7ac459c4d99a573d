"""Radicale as the documentation sets it up, on a port of this machine, for as long as needed."""

from __future__ import annotations

import base64
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from scripts.peers.environment import ROOT, Peers

OWNER, PASSWORD = "nora", "twelve chairs"
_PAGE = ROOT / "docs" / "exchange.md"
_TRIES, _WAIT = 100, 0.1


def documented(sign: str) -> str:
    """The block of settings of the documentation that holds a sign."""
    page = _PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:ini|sh)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return next(str(block) for block in blocks if sign in block)


@dataclass(frozen=True)
class AddressServer:
    """A running server, and the address book in it."""

    url: str

    def ask(self, method: str, path: str = "", data: bytes | None = None, kind: str = "") -> bytes:
        """One request as the owner; raises URLError where the server declines it."""
        words = base64.b64encode(f"{OWNER}:{PASSWORD}".encode()).decode()
        heads = {"Authorization": f"Basic {words}", **({"Content-Type": kind} if kind else {})}
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.url}{path}", data=data, method=method, headers=heads
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - likewise
            return bytes(answer.read())

    def cards(self) -> int:
        """How many cards the address book holds."""
        return self.ask("GET").count(b"BEGIN:VCARD\r\n")


@contextmanager
def address_server(peers: Peers, folder: Path) -> Iterator[AddressServer]:
    """A server with one empty address book."""
    folder.mkdir()
    port = _free_port()
    config = folder / "config"
    config.write_text(_settings(peers, folder, port), encoding="utf-8")
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [peers.program("radicale"), "--config", str(config)], stdout=log, stderr=log
    )
    try:
        server = AddressServer(f"http://localhost:{port}/{OWNER}/kith/")
        _wait_for(f"http://localhost:{port}/.web/")
        _, _, words = documented("MKCOL").partition("'<create")
        made = "<create" + words.partition("'")[0]
        server.ask("MKCOL", "", made.encode(), "application/xml")
        yield server
    finally:
        process.terminate()
        process.wait()
        log.close()


def _settings(peers: Peers, folder: Path, port: int) -> str:
    code = (
        "import bcrypt, sys; print(bcrypt.hashpw(sys.argv[1].encode(), bcrypt.gensalt(4)).decode())"
    )
    made = subprocess.run(
        [peers.program("python"), "-c", code, PASSWORD], capture_output=True, text=True, check=True
    )
    (folder / "users").write_text(f"{OWNER}:{made.stdout}", encoding="utf-8")
    text = documented("[server]").replace("localhost:5232", f"localhost:{port}")
    text = text.replace("~/.config/radicale/users", str(folder / "users"))
    return text.replace("~/.local/share/radicale/collections", str(folder / "collections"))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return int(one.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(_TRIES):
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - our own server
        except URLError:
            time.sleep(_WAIT)
        else:
            return
    raise AssertionError(f"{url} does not answer")
