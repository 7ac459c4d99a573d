"""Headless Chromium, pages that remember what happened, folders served on 127.0.0.1, axe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_connection
from threading import Event, Thread
from typing import Literal, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from scripts.browser import NO_BROWSER, find_browser
from tests.browser.stored_sites import keep_in

Scheme = Literal["light", "dark"]

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# Once round: what has come was worked through, and what that led to was drawn.
_ONCE_ROUND = """() => new Promise(done => requestAnimationFrame(
  () => requestIdleCallback(() => setTimeout(done), {timeout: 1000})))"""
_MOST_ROUNDS = 1000
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
    pending: int = 0
    scripts: bool = True

    def go(self, url: str) -> None:
        """Opens a page in this window, and waits until it has come to rest."""
        self.page.goto(url, wait_until="load")
        if self.scripts:
            _settle(self)

    def look(self, width: int, scheme: Scheme) -> None:
        """Makes the window so wide, and asks for a palette."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)

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
    """Opens a page in a fresh browser context and waits until it is loaded.

    `before` is a script that runs in each page before its own.
    """

    def __call__(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Scheme = "light",
        javascript: bool = True,
        before: str = "",
    ) -> Visit: ...


class ServeDirectory(Protocol):
    """Serves a folder on 127.0.0.1 and answers with its address, without a slash at the end.

    Headers may still be added to those given while the folder is served.
    """

    def __call__(self, folder: Path, *, headers: Mapping[str, str] | None = None) -> str: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves what runs here out of the coverage: the package is covered by its own tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("uncounted")


@pytest.fixture(scope="session", autouse=True)
def _stored_sites(tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.getbasetemp()
    keep_in((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "stored-sites")


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
            scheme: Scheme = "light",
            javascript: bool = True,
            before: str = "",
        ) -> Visit:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                java_script_enabled=javascript,
            )
            stack.callback(context.close)
            if before:
                context.add_init_script(before)
            visit = _recording(context, scripts=javascript)
            visit.go(url)
            return visit

        yield open_one


@pytest.fixture(scope="session")
def serve_directory() -> Iterator[ServeDirectory]:
    with ExitStack() as stack:

        def serve(folder: Path, *, headers: Mapping[str, str] | None = None) -> str:
            return stack.enter_context(_served(folder, {} if headers is None else headers))

        yield serve


@pytest.fixture
def axe_violations() -> Callable[[Page], list[str]]:
    """Gives what axe-core finds on a page: one line for each rule and element."""
    return _axe_violations


def _recording(context: BrowserContext, *, scripts: bool) -> Visit:
    visit = Visit(context.new_page(), scripts=scripts)
    context.on("console", lambda message: visit.console.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: visit.errors.append(str(error.error)))
    visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))

    def asked(request: Request) -> None:
        visit.requests.append(request.url)
        visit.pending += 1

    def answered(_: Request) -> None:
        visit.pending -= 1

    context.on("request", asked)
    context.on("requestfinished", answered)
    context.on("requestfailed", answered)
    return visit


def _settle(visit: Visit) -> None:
    """Waits until nothing is on its way, and going round once more asks for nothing new."""
    before = -1
    for _ in range(_MOST_ROUNDS):
        if visit.pending == 0 and len(visit.requests) == before:
            return
        before = len(visit.requests)
        visit.page.evaluate(_ONCE_ROUND)
    pytest.fail(f"{visit.page.url} does not come to rest: {visit.requests[-3:]}")


def _leaves(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in _INSIDE_THE_PAGE and parts.hostname != "127.0.0.1"


def bring_axe(page: Page) -> None:
    """Makes axe known to a page, once."""
    # Evaluated by the debugger, so the page's own Content-Security-Policy stays in force.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))


def _axe_violations(page: Page) -> list[str]:
    bring_axe(page)
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
    )
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:120]}"
        for violation in found
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
    handler = partial(_Quiet, headers=headers, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        stopping = Event()
        thread = Thread(target=_answer, args=(server, stopping), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            stopping.set()
            create_connection(("127.0.0.1", server.server_port)).close()
            thread.join()


def _answer(server: ThreadingHTTPServer, stopping: Event) -> None:
    # Dozens of folders are served at once; looking round between requests, as serve_forever does,
    # would keep a core busy.
    while not stopping.is_set():
        server.handle_request()
