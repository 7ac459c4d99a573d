"""From a stranger's letter to an outcome on the pages, by keyboard alone and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_served import Served, running
from tests.browser.test_served_forms import LONGEST, book_of, window

MOST_TABS = 400
LETTER = """---
id: fay
kind: introduction
received: 2026-11-20
from: {name: Fay Lund, email: fay@example.org}
how_found: the talk in May
why: I cast small bells
wants: Di Ek
why_them: she knows who founds bronze bells
for_them: a bell for her garden
---
"""
FILES = {
    "people/di.md": "---\nname: Di Ek\ncircle: close\nknows: [bronze bells]\n---\n"
    "## Log\n- 2026-11-03 call: bells\n",
    "requests/fay.md": LETTER,
}
FOCUSED = """([tag, words, part]) => {
  const one = document.activeElement;
  const about = part === '' || one.closest(part) !== null;
  return about && one.matches(tag) && one.textContent.trim().startsWith(words);
}"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with running(tmp_path, FILES) as served:
        expect.set_options(timeout=LONGEST)
        yield served
        expect.set_options(timeout=5_000)


# The first words of the closed row that holds an action; empty where none does.
ROW = """title => {
  const deeds = [...document.querySelectorAll("details.kith-deed > summary")];
  const deed = deeds.find(one => one.textContent.trim().startsWith(title));
  const row = deed && deed.parentElement.parentElement.closest("details:not([open])");
  return row ? row.querySelector("summary").textContent.trim().slice(0, 40) : "";
}"""


def tab_to(page: Page, tag: str, words: str, part: str = "") -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED, [tag, words, part]):
            return
    pytest.fail(f"Tab never came to {tag} {words!r} in {part or 'the page'}")


def follow(page: Page, words: str) -> None:
    """Goes to a link by Tab, and along it."""
    tab_to(page, "a", words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def do(page: Page, title: str, part: str = "") -> str:
    """Opens an action, leaves what is proposed, and does it; the answer."""
    if row := page.evaluate(ROW, title):
        tab_to(page, "summary", row)
        page.keyboard.press("Enter")
    tab_to(page, "summary", title, part)
    page.keyboard.press("Enter")
    tab_to(page, "button", "Write it down", "details[open] form")
    with page.expect_navigation(url="**/?told=*"):
        page.keyboard.press("Enter")
    told = page.locator("#told")
    expect(told).to_be_visible()
    return told.inner_text()


def test_a_letter_comes_to_a_closed_introduction_by_keyboard_alone(
    served: Served, browser: Browser
) -> None:
    context = window(browser, scripts=False)
    page = context.new_page()
    page.goto(served.key)
    follow(page, "Requests")
    follow(page, "Fay Lund")
    told = do(page, "Accept")
    assert "Di Ek" in told
    assert "Nothing is sent" in told
    (path,) = (one for one in book_of(served) if one.startswith("introductions/"))
    follow(page, "Introductions")
    for title, stands in (
        ("I asked Di Ek", "asked: "),
        ("Di Ek answered", "said: yes"),
        ("I introduced them", "made: 2026-11-22"),
        ("What came of it", "was: useful"),
        ("I said thanks", "thanked: 2026-11-22"),
    ):
        told = do(page, title)
        assert f"{path}:" in told
        assert (title, stands in book_of(served)[path]) == (title, True)
    assert "closed" in told
    # And what was done last is taken back as easily.
    tab_to(page, "button", "Undo", "#told")
    with page.expect_navigation(url="**/?told=*"):
        page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("is taken back")
    assert "thanked" not in book_of(served)[path]
    context.close()
