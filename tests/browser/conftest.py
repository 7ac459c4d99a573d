"""Headless Chromium, pages that remember what happened, folders served on 127.0.0.1, axe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts.browser import NO_BROWSER, find_browser

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_INSIDE_THE_PAGE = {"data", "blob", "about"}
# Chromium heeds only the last list of features, so Playwright's own stand here again.
_SWITCHED_OFF = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    # And Chromium's own pages behind the address line, which no one sees here: two of them load
    # with each window, and take more work than the page that is looked at.
    "PreloadTopChromeWebUI",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)
_FLAGS = (
    f"--disable-features={','.join(_SWITCHED_OFF)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks for, no name but our own is ever looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@dataclass(slots=True)
class Visit:
    """An open page and everything it said, threw and asked for since it was opened."""

    page: Page
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def strangers(self) -> list[str]:
        """Requests to anywhere but 127.0.0.1."""
        return [url for url in self.requests if _leaves(url)]

    @property
    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )


class OpenPage(Protocol):
    """Opens a page in a fresh browser context and waits until it is loaded."""

    def __call__(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
    ) -> Visit: ...


class ServeDirectory(Protocol):
    """Serves a folder on 127.0.0.1 and answers with its address, without a slash at the end."""

    def __call__(self, folder: Path, *, headers: Mapping[str, str] | None = None) -> str: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(NO_BROWSER)
    if path is None:
        pytest.skip(NO_BROWSER)
    flags = [*_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    with ExitStack() as stack:

        def open_one(
            url: str,
            *,
            width: int = 1280,
            height: int = 900,
            scheme: Literal["light", "dark"] = "light",
            javascript: bool = True,
        ) -> Visit:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                java_script_enabled=javascript,
            )
            stack.callback(context.close)
            visit = _recording(context)
            visit.page.goto(url, wait_until="networkidle")
            return visit

        yield open_one


@pytest.fixture(scope="session")
def serve_directory() -> Iterator[ServeDirectory]:
    with ExitStack() as stack:

        def serve(folder: Path, *, headers: Mapping[str, str] | None = None) -> str:
            return stack.enter_context(_served(folder, headers or {}))

        yield serve


@pytest.fixture
def axe_violations() -> Callable[[Page], list[str]]:
    """Gives what axe-core finds on a page: one line for each rule and element."""
    return _axe_violations


def _recording(context: BrowserContext) -> Visit:
    visit = Visit(context.new_page())
    context.on("console", lambda message: visit.console.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: visit.errors.append(str(error.error)))
    context.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))
    return visit


def _leaves(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in _INSIDE_THE_PAGE and parts.hostname != "127.0.0.1"


def _axe_violations(page: Page) -> list[str]:
    # Evaluated by the debugger, so the page's own Content-Security-Policy stays in force.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:120]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files with the headers given and keeps no log."""

    def __init__(self, *arguments: object, headers: Mapping[str, str], directory: str) -> None:
        self._headers_to_add = headers
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in self._headers_to_add.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@contextmanager
def _served(folder: Path, headers: Mapping[str, str]) -> Iterator[str]:
    handler = partial(_Quiet, headers=dict(headers), directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
