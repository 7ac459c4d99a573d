"""The other pages in Chromium: quiet, accessible, of any width; by keyboard; live in editing."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.hostile import hostile_book
from tests.browser.stored_sites import built
from tests.browser.test_private_site import SCHEMES, sample_files
from tests.private.bigbooks import people, roster
from tests.private.sites import write_book

PAGES = ("", "introductions/", "give-and-take/", "places/", "how-deep/", "first-steps/")
WIDTHS = (390, 768, 1280)
_MOST_TABS = 120


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("sample"), sample_files())


@pytest.fixture(scope="module")
def sample(sample_folder: Path, serve_directory: ServeDirectory) -> str:
    return serve_directory(sample_folder)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("empty"), {}))


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    files = {**people(30), **roster(30_000)}
    return serve_directory(built(tmp_path_factory.mktemp("crowd"), files))


@pytest.mark.parametrize("uri", PAGES)
def test_a_page_is_quiet_accessible_and_fits(
    sample: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]], uri: str
) -> None:
    visit = open_page(f"{sample}/{uri}")
    visit.page.emulate_media(reduced_motion="reduce")
    for details in visit.page.locator("details.kith-lines").all():
        details.evaluate("one => { one.open = true }")
    for width, scheme in product(WIDTHS, SCHEMES):
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.emulate_media(color_scheme=scheme)
        assert (width, scheme, visit.overflow) == (width, scheme, 0)
        assert (width, scheme, axe_violations(visit.page)) == (width, scheme, [])
    assert visit.console == []
    assert visit.errors == []
    assert visit.strangers == []
    assert len(visit.requests) >= 4


@pytest.mark.parametrize("uri", PAGES)
@pytest.mark.parametrize("book", ["empty", "crowd"])
def test_nobody_and_thirty_thousand_look_as_well(
    request: pytest.FixtureRequest,
    open_page: OpenPage,
    axe_violations: Callable[[Page], list[str]],
    uri: str,
    book: str,
) -> None:
    visit = open_page(f"{request.getfixturevalue(book)}/{uri}", width=390)
    assert visit.console == []
    assert visit.errors == []
    assert visit.strangers == []
    assert visit.overflow == 0
    assert axe_violations(visit.page) == []


@pytest.mark.parametrize("uri", PAGES)
def test_a_page_reads_without_scripts(sample: str, open_page: OpenPage, uri: str) -> None:
    visit = open_page(f"{sample}/{uri}", javascript=False)
    page = visit.page
    assert page.locator("h1").is_visible()
    assert page.locator(".kith-small:visible").count() == 0
    if page.locator("details.kith-lines").count():
        page.locator("details.kith-lines summary").first.click()
        assert page.locator("details[open] .kith-copy code").first.is_visible()
    assert visit.strangers == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        widths = page.locator("html").bounding_box()
        assert widths is not None
        assert widths["width"] <= width


@pytest.mark.parametrize("uri", PAGES)
def test_a_page_prints_without_its_controls(sample: str, open_page: OpenPage, uri: str) -> None:
    visit = open_page(f"{sample}/{uri}", width=768)
    visit.page.emulate_media(media="print")
    assert visit.page.locator("h1").is_visible()
    for hidden in (
        ".md-header",
        ".kith-small",
        ".kith-lines:not(.kith-folded)",
        ".kith-first-steps",
    ):
        assert visit.page.locator(f"{hidden}:visible").count() == 0, hidden
    assert visit.overflow == 0


def test_the_tabs_and_the_search_do_not_touch(sample: str, open_page: OpenPage) -> None:
    page = open_page(sample, width=1280).page
    tabs = page.locator(".md-tabs__link:visible")
    assert tabs.count() >= 9
    search = page.locator(".kith-search").bounding_box()
    assert search is not None
    for tab in tabs.all():
        box = tab.bounding_box()
        assert box is not None
        above = box["y"] >= search["y"] + search["height"]
        assert above or box["x"] + box["width"] <= search["x"], tab.inner_text()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("hostile"), hostile_book()))


@pytest.mark.parametrize("uri", PAGES)
def test_hostile_text_neither_runs_nor_leaves(hostile: str, open_page: OpenPage, uri: str) -> None:
    visit = open_page(f"{hostile}/{uri}", width=390)
    for details in visit.page.locator("details.kith-lines").all()[:5]:
        details.locator("summary").click()
    for button in visit.page.locator(".kith-small:visible").all()[:5]:
        button.click()
    assert visit.page.evaluate("window.kithbookWasHere") is None
    assert visit.console == []
    assert visit.errors == []
    assert visit.strangers == []
    assert visit.overflow == 0


# --- the keyboard ---


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"Tab never came to {selector}")


def test_the_half_hour_goes_by_keyboard_alone(sample: str, open_page: OpenPage) -> None:
    visit = open_page(sample)
    page = visit.page
    first = page.locator(".kith-pick h2 a").first.inner_text()
    tab_to(page, ".kith-pick h2 a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=first, exact=True)).to_be_visible()
    page.go_back()  # Alt+Left is the browser's own key, which a headless one does not have
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    tab_to(page, ".kith-pick details.kith-lines summary")
    page.keyboard.press("Enter")
    tab_to(page, "details[open] .kith-small")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="kith log")).to_have_count(1)
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if "request" in page.evaluate("document.activeElement.textContent || ''").lower():
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"requests/?$"))
    look_for_somebody(page)
    tab_to(page, ".md-tabs__link[href$='people/'], .md-tabs__link[href='../']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    tab_to(page, "#kith-q")
    page.keyboard.type("bridge")
    expect(page.locator(".kith-people tbody th").first).to_have_text("Bo Chen")
    assert visit.console == []
    assert visit.errors == []
    assert visit.strangers == []


def look_for_somebody(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search the book")).to_be_focused()
    page.keyboard.type("Ada Byrne")
    expect(page.locator(".kith-finder-results a").first).to_contain_text("Ada Byrne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ada Byrne", exact=True)).to_be_visible()


def test_a_line_is_copied_whole(sample: str, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{sample}/introductions/", wait_until="networkidle")
    page.get_by_text("I introduced them").first.click()
    page.get_by_role("button", name="Copy the command: I introduced them").first.click()
    expect(page.get_by_role("button", name="Copied").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "kith introduction made 2026-11-ines-ruiz-priya-raman"
    context.close()


# --- live ---


@pytest.fixture
def live(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    root = write_book(tmp_path, people(3))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "kithbook.cli", "serve", "--port", str(port)]
    serving = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert serving.stdout is not None
        assert b"http://127.0.0.1" in serving.stdout.readline()
        yield f"http://127.0.0.1:{port}", root
    finally:
        serving.terminate()
        serving.communicate(timeout=20)


def test_an_edit_shows_by_itself_and_a_broken_file_keeps_its_last_good_version(
    live: tuple[str, Path], browser: Browser
) -> None:
    address, root = live
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/people/p01/", wait_until="load")
    expect(page.get_by_text("thing 1").first).to_be_visible()
    path = root / "people" / "p01.md"
    good = path.read_text(encoding="utf-8").replace("thing 1", "the long ladle")
    path.write_text(good, encoding="utf-8")
    expect(page.get_by_text("the long ladle").first).to_be_visible(timeout=20_000)
    path.write_text(good.replace("circle: close", "circle: [close"), encoding="utf-8")
    expect(page.get_by_text("Last good version.")).to_be_visible(timeout=20_000)
    expect(page.locator(".kith-banner").get_by_text("people/p01.md:")).to_be_visible()
    assert page.get_by_text("the long ladle").first.is_visible()
    path.write_text(good.replace("the long ladle", "the ladle, mended"), encoding="utf-8")
    expect(page.get_by_text("the ladle, mended").first).to_be_visible(timeout=20_000)
    assert page.get_by_text("Last good version.").count() == 0
    context.close()
