"""MkDocs' own server shows the private site to this machine alone, and leaves no copy elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from kithbook.private.serving import guarded
from tests.private.sites import SMALL, configured, write_book

pytestmark = pytest.mark.uncounted


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    config = configured(write_book(tmp_path / "book", SMALL), command="serve")
    elsewhere = tmp_path / "mkdocs_temporary"
    config.site_dir = str(elsewhere)
    build_with_mkdocs(config, serve_url="http://127.0.0.1/")
    assert not elsewhere.exists()
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(elsewhere))
    server.watch(str(tmp_path / "book" / "people"))
    server = config.plugins.on_serve(server, config=config, builder=lambda: None)
    server.server_bind()
    server.server_activate()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    super(LiveReloadServer, server).shutdown()
    server.server_close()
    thread.join()
    config.plugins.on_shutdown()
    assert not (tmp_path / "book" / "build").exists()


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
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; base-uri")
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path, headers, status",
    [
        ("/", {"Host": "evil.example"}, 403),
        ("/people/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "object"}, 403),
        ("/people/", {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "empty"}, 403),
        ("/%00", {}, 404),
        ("/nobody/", {}, 404),
    ],
)
def test_nobody_else_is_answered(
    served: str, path: str, headers: dict[str, str], status: int
) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(served + path, headers=headers))  # noqa: S310 - our own server
    with refused.value as answer:
        assert answer.code == status
        assert b"Ada" not in answer.read()
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_another_address_is_refused(tmp_path: Path) -> None:
    config = configured(write_book(tmp_path), command="serve")
    server = LiveReloadServer(lambda: None, "0.0.0.0", 0, str(tmp_path))  # noqa: S104
    with server, pytest.raises(PluginError, match=r"on 127\.0\.0\.1 alone: kith serve"):
        config.plugins.on_serve(server, config=config, builder=lambda: None)


def test_the_body_is_closed_and_the_status_kept() -> None:
    closed = []

    class Body(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def app(_environ: dict[str, Any], start_response: Any) -> list[bytes]:  # noqa: ANN401
        start_response("404 Not Found", [("Content-Type", "text/html")])
        return Body([b"<p>", b"gone</p>"])

    said: list[Any] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "SERVER_PORT": "9",
        "HTTP_HOST": "localhost:9",
    }
    answer = guarded(app, ())(environ, lambda *given: said.append(given))  # type: ignore[arg-type]
    assert list(answer) == [b"<p>gone</p>"]
    assert said[0][0] == "404 Not Found"
    assert closed == [True]
