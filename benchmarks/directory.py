"""Directory and search in Chromium: when the first rows stand, and what each key stroke takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page import served
from scripts.browser import find_browser

QUESTIONS = (
    "last29",
    "baker org",
    "place:town or name:first12",
    'knows:payroll -tag:family (last:>6m or "pay bands")',
    "e",
)
ASKED = ("first123", "baker", "frist2999", "salary survey", "la")
_MARK = "name => performance.getEntriesByName(name)[0].startTime"
_PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0].startTime"""
# Up to the frame after the one in which the change is drawn, so that layout and paint count.
_TYPE = """async ([selector, texts]) => {
  const field = document.querySelector(selector);
  const times = [];
  for (const text of texts) {
    for (let end = 0; end <= text.length; end += 1) {
      const start = performance.now();
      field.value = text.slice(0, end);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


@dataclass(frozen=True, slots=True)
class DirectoryFigures:
    """Milliseconds by the browser's own clock."""

    painted: float
    ready: float
    asked: float
    strokes: tuple[float, ...]
    search_ready: float
    search_strokes: tuple[float, ...]

    def __str__(self) -> str:
        return (
            f"first rows after {self.painted:.0f} ms, everyone after {self.ready:.0f} ms, with a "
            f"query in the address after {self.asked:.0f} ms; {_strokes(self.strokes)}; search "
            f"ready {self.search_ready:.0f} ms after it is opened, {_strokes(self.search_strokes)}"
        )


def _strokes(times: tuple[float, ...]) -> str:
    return (
        f"{len(times)} key strokes of {median(times):.0f} ms in the middle and at most "
        f"{max(times):.0f} ms"
    )


def directory_figures(site: Path, repeat: int) -> Iterator[DirectoryFigures]:
    """The figures of the page People of a built site; none where there is no Chromium."""
    path = find_browser()
    if path is None:
        return
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=flags)
        for _ in range(repeat):
            yield _figures(browser, f"{address}/people/")
        browser.close()


def _figures(browser: Browser, address: str) -> DirectoryFigures:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked = _ready(page, f"{address}?q=place:town")
    ready = _ready(page, address)
    painted = float(page.evaluate(_PAINT))
    strokes = _typed(page, "#kith-q", QUESTIONS)
    before = float(page.evaluate("performance.now()"))
    page.locator(".kith-search").click()
    page.locator(".kith-finder[data-state=ready]").wait_for(timeout=120_000)
    search = float(page.evaluate(_MARK, "kith-search-ready")) - before
    found = _typed(page, ".kith-finder input", ASKED)
    context.close()
    return DirectoryFigures(painted, ready, asked, strokes, search, found)


def _ready(page: Page, address: str) -> float:
    page.goto(address)
    page.locator(".kith-filter[data-state=ready]").wait_for(timeout=120_000)
    return float(page.evaluate(_MARK, "kith-directory-ready"))


def _typed(page: Page, selector: str, texts: tuple[str, ...]) -> tuple[float, ...]:
    times: list[Any] = page.evaluate(_TYPE, [selector, list(texts)])
    return tuple(float(time) for time in times)
