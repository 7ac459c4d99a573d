"""While serving, each page comes with a policy that knows the script put in for live reload."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.livereload import LiveReloadServer

from kithbook.private.serving import with_policy
from tests.private.sites import SMALL, configured, write_book


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    config = configured(write_book(tmp_path, SMALL), command="serve")
    build_with_mkdocs(config, serve_url="http://127.0.0.1/")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, config.site_dir)
    server.watch(str(tmp_path / "people"))
    server = config.plugins.on_serve(server, config=config, builder=lambda: None)
    server.server_bind()
    server.server_activate()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    super(LiveReloadServer, server).shutdown()
    server.server_close()
    thread.join()


def test_each_page_allows_its_own_live_reload_and_no_other_script(served: str) -> None:
    for uri in ("/", "/people/", "/people/ada/"):
        with urlopen(served + uri) as answer:  # noqa: S310 - our own server
            html = answer.read().decode()
            rules = answer.headers["Content-Security-Policy"]
        scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
        assert any("livereload" in script for script in scripts)
        assert len(scripts) >= 4
        for script in scripts:
            name = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{name}'" in rules
        assert 'http-equiv="Content-Security-Policy"' not in html
        assert "unsafe" not in rules


def test_other_files_come_as_they_are(served: str) -> None:
    with urlopen(f"{served}/find/contacts.json") as answer:  # noqa: S310 - our own server
        assert answer.read() == b"[]"
        assert answer.headers["Content-Security-Policy"] is None


def test_the_body_is_closed_and_the_status_kept() -> None:
    closed = []

    class Body(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def app(_environ: dict[str, Any], start_response: Any) -> list[bytes]:  # noqa: ANN401
        start_response("404 Not Found", [("Content-Type", "text/html")])
        return Body([b"<p>", b"gone</p>"])

    said: list[Any] = []
    answer = with_policy(app, ())({}, lambda *given: said.append(given))  # type: ignore[arg-type]
    assert list(answer) == [b"<p>gone</p>"]
    assert said[0][0] == "404 Not Found"
    assert closed == [True]
