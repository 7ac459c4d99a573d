"""The picture of the network in Chromium: when it stands, when it is still, frames a second."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page import served
from scripts.browser import find_browser

DRAWN = 2_000
KNOWN = 30_000
_FRAMES = """
window.kithFrames = [];
(function frame(at) { window.kithFrames.push(at); requestAnimationFrame(frame); })(0);
"""
_MARKS = """() => Object.fromEntries(performance.getEntriesByType("mark")
  .filter(mark => mark.name.startsWith("kith-picture-"))
  .map(mark => [mark.name.replace("kith-picture-", ""), mark.startTime]))"""
_BETWEEN = "([from, to]) => window.kithFrames.filter(at => at >= from && at <= to).length"
_STEPS = 90


@dataclass(frozen=True, slots=True)
class PictureFigures:
    """Milliseconds from opening until people move and until they are still; frames a second."""

    moving: float
    still: float
    frames_while_moving: float
    frames_while_dragged: float

    def __str__(self) -> str:
        return (
            f"laid out and moving after {self.moving:.0f} ms at {self.frames_while_moving:.0f} "
            f"frames a second, still after {self.still:.0f} ms, dragged at "
            f"{self.frames_while_dragged:.0f} frames a second"
        )


def add_roster(book: Path, rows: int) -> None:
    """Gives a book a roster of so many contacts."""
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    lines = (f"First{n},Last{n},,,Org {n % 97},Baker,03 May 2020\n" for n in range(rows))
    roster = book / "rosters" / "Connections.csv"
    roster.parent.mkdir(exist_ok=True)
    roster.write_text(head + "".join(lines), encoding="utf-8")


def picture_figures(site: Path, repeat: int) -> Iterator[PictureFigures]:
    """The figures of the page Network of a built site; none where there is no Chromium."""
    path = find_browser()
    if path is None:
        return
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        for _ in range(repeat):
            yield _figures(browser, f"{address}/network/")
        browser.close()


def _figures(browser: Browser, address: str) -> PictureFigures:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(_FRAMES)
    page = context.new_page()
    page.goto(address)
    page.locator(".kith-web-frame[data-state=still]").wait_for(timeout=120_000)
    marks = page.evaluate(_MARKS)
    moving, still = float(marks.get("moving", marks["still"])), float(marks["still"])
    count = int(page.evaluate(_BETWEEN, [moving, still]))
    dragged = _dragged(page)
    context.close()
    return PictureFigures(moving, still, 1000 * count / max(still - moving, 1.0), dragged)


def _dragged(page: Page) -> float:
    """Frames a second while the whole picture is dragged about."""
    box = page.locator("canvas").bounding_box() or {"x": 0.0, "y": 0.0}
    x, y = box["x"] + 10, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    before, start = int(page.evaluate("window.kithFrames.length")), time.monotonic()
    for step in range(_STEPS):
        page.mouse.move(x + step % 30 * 8, y + step % 20 * 8)
    seconds = time.monotonic() - start
    count = int(page.evaluate("window.kithFrames.length")) - before
    page.mouse.up()
    return count / seconds
