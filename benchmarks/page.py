"""The public page as a stranger's browser meets it: bytes, requests, first paint, layout shift."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import find_browser

_WIDTHS = (390, 1280)
_TEXT = (".css", ".html", ".js", ".svg", "/")
_PAINT = """() => new Promise(done => {
  new PerformanceObserver(list => {
    const paint = list.getEntries().find(entry => entry.name === "first-contentful-paint");
    if (paint) done(paint.startTime);
  }).observe({type: "paint", buffered: true});
})"""
_SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum), 100));
})"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page cost at one width; bytes as they are, and as a host sends them compressed."""

    uri: str
    width: int
    requests: int
    transfer: int
    compressed: int
    first_paint: float
    layout_shift: float

    def __str__(self) -> str:
        return (
            f"/{self.uri} at {self.width} px: {self.transfer / 1000:.1f} kB "
            f"({self.compressed / 1000:.1f} kB compressed) in {self.requests} requests, "
            f"first paint after {self.first_paint:.0f} ms, layout shift {self.layout_shift:.3f}"
        )


def begun(site: Path, uri: str = "") -> str:
    """A line on what comes besides when somebody begins to write; empty without Chromium."""
    path = find_browser()
    if path is None:
        return ""
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        page = browser.new_page()
        page.goto(f"{address}/{uri}", wait_until="networkidle")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.locator("#note textarea").first.focus()
        page.locator("#note[data-coached]").wait_for()
        browser.close()
    sent = {name: _sent(site, name) for name in asked}
    whole = sum(map(len, sent.values()))
    packed = sum(_compressed(name, content) for name, content in sent.items())
    return (
        f"/{uri} when the form is begun: {whole / 1000:.1f} kB ({packed / 1000:.1f} kB compressed) "
        f"besides: {', '.join(sorted(sent))}"
    )


def figures(site: Path, uris: tuple[str, ...] = ("", "introduction/")) -> Iterator[Figures]:
    """The figures of pages of a built site in Chromium; none where there is no Chromium."""
    path = find_browser()
    if path is None:
        return
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        for uri in uris:
            for width in _WIDTHS:
                yield _figures(browser, site, address, uri, width)
        browser.close()


def _figures(browser: Browser, site: Path, address: str, uri: str, width: int) -> Figures:
    paints, shifts, asked = [], [], set[str]()
    for _ in range(5):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.on("request", lambda request: asked.add(urlsplit(request.url).path))
        page.goto(f"{address}/{uri}", wait_until="networkidle")
        paints.append(_number(page, _PAINT))
        shifts.append(_number(page, _SHIFT))
        context.close()
    sent = {name: _sent(site, name) for name in asked}
    return Figures(
        uri,
        width,
        len(sent),
        sum(len(content) for content in sent.values()),
        sum(_compressed(name, content) for name, content in sent.items()),
        median(paints),
        max(shifts),
    )


def _number(page: Page, script: str) -> float:
    return float(page.evaluate(script))


def _sent(site: Path, name: str) -> bytes:
    path = site / name.lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    return path.read_bytes() if path.is_file() else b""


def _compressed(name: str, content: bytes) -> int:
    return len(gzip.compress(content, mtime=0)) if name.endswith(_TEXT) else len(content)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address on 127.0.0.1 under which a built site can be read."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
