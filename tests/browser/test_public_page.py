"""The letter in a browser: on every width and paper, without scripts, without a word to anybody."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory, Visit
from tests.browser.letter_sites import (
    CLOSED,
    CONNECT,
    NONE,
    answers_in,
    mail,
    right_to_left,
    served_letter,
    violations,
)
from tests.browser.test_private_site import SCHEMES

MAX_TRANSFER = 100_000
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return served_letter(tmp_path_factory.mktemp("letter"), serve_directory)


def calm(visit: Visit) -> None:
    """Nothing was said, thrown, fetched from elsewhere or kept, and nothing sticks out."""
    assert (visit.console, visit.errors, visit.strangers) == ([], [], [])
    assert visit.overflow == 0
    assert visit.page.context.cookies() == []
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("uri", ["", "introduction/"])
def test_each_width_and_paper_is_calm_and_accessible(
    letter: str, open_page: OpenPage, uri: str
) -> None:
    visit = open_page(f"{letter}/{uri}")
    for width, scheme in product((320, 390, 1280), SCHEMES):
        visit.look(width, scheme)
        visit.go(f"{letter}/{uri}")
        calm(visit)
        assert (width, scheme, violations(visit.page)) == (width, scheme, [])


@pytest.mark.parametrize("uri", ["de/", "de/introduction/", "privacy/", "thanks/", "404.html"])
def test_every_other_page_is_calm_and_accessible(
    letter: str, open_page: OpenPage, uri: str
) -> None:
    visit = open_page(f"{letter}/{uri}", width=390)
    calm(visit)
    assert violations(visit.page) == []


def test_forced_colours_keep_everything_visible(letter: str, open_page: OpenPage) -> None:
    visit = open_page(letter)
    visit.page.emulate_media(reduced_motion="reduce")  # no colour on its way while axe looks
    visit.page.emulate_media(forced_colors="active")
    assert violations(visit.page) == []
    button = visit.page.locator("#note button")
    assert button.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    assert button.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


def test_the_letter_is_light_and_nothing_in_it_moves(
    letter: str, open_page: OpenPage, tmp_path: Path
) -> None:
    visit = open_page(letter)
    assert visit.page.evaluate(SHIFTS) == 0
    sizes = {
        url: len(visit.page.request.get(url).body())
        for url in dict.fromkeys(visit.requests)
        if not urlsplit(url).path.endswith((".png", ".ico"))
    }
    assert len(sizes) >= 4
    assert sum(sizes.values()) < MAX_TRANSFER


def test_our_font_is_used(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    assert page.evaluate("document.fonts.check('1rem \"Kithbook Serif\"')")
    assert "Kithbook Serif" in page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily")


def test_with_scripts_off_an_ordinary_mail_link_holds_the_questions(
    letter: str, open_page: OpenPage
) -> None:
    visit = open_page(letter, javascript=False)
    page = visit.page
    expect(page.locator("#note")).to_be_hidden()
    link = page.locator(".plain a.button")
    expect(link).to_be_visible()
    to, subject, text = mail(link.get_attribute("href") or "")
    assert (to, subject) == ("hello@example.org", "A note to Vera Lindholm")
    assert list(answers_in(text)) == list(CONNECT)
    expect(page.get_by_text("How did you find me?")).to_have_count(2)


@pytest.mark.parametrize("script", ["throw new Error('torn')", "let a = ;", None])
def test_when_the_script_breaks_the_mail_link_is_there(
    letter: str, browser: Browser, script: str | None
) -> None:
    page = browser.new_page()
    if script is None:
        page.route("**/letter.*.js", lambda route: route.abort())
    else:
        body = script
        page.route("**/letter.*.js", lambda route: route.fulfill(body=body))
    page.goto(letter)
    expect(page.locator("#note")).to_be_hidden()
    expect(page.locator(".plain a.button")).to_be_visible()
    assert violations(page) == []
    page.close()


def test_a_script_that_breaks_half_way_leaves_the_mail_link(letter: str, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script("crypto.getRandomValues = () => { throw new Error('none') }")
    page.goto(letter)
    expect(page.locator("#note")).to_be_hidden()
    expect(page.locator(".plain a.button")).to_be_visible()
    page.close()


def test_the_keyboard_walks_through_the_letter_in_order(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    walked: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        walked.append(
            page.evaluate("document.activeElement.name || document.activeElement.className")
        )
        if "u-email" in walked[-1]:
            break
    assert walked[0] == "skip"
    assert [name for name in walked if name in CONNECT] == list(CONNECT)
    page.keyboard.press("Shift+Tab")
    assert focus_is_visible(page)


def focus_is_visible(page: Page) -> bool:
    return bool(page.evaluate("getComputedStyle(document.activeElement).outlineStyle === 'solid'"))


def test_closed_puts_the_form_away(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    visit = open_page(served_letter(tmp_path, serve_directory, CLOSED))
    calm(visit)
    assert violations(visit.page) == []
    expect(visit.page.locator("form")).to_have_count(0)
    expect(visit.page.locator(".status")).to_contain_text("Please try again in March.")


def test_without_an_intake_there_are_words_only(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    address = served_letter(tmp_path, serve_directory, NONE)
    for uri in ("", "introduction/"):
        visit = open_page(f"{address}/{uri}")
        calm(visit)
        assert violations(visit.page) == []
        expect(visit.page.locator("form, script[src]")).to_have_count(0)


def test_a_language_from_right_to_left_needs_a_file_only(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    address = served_letter(tmp_path, serve_directory, right_to_left(tmp_path))
    visits = [open_page(address, width=width) for width in (320, 1280)]
    for visit in visits:
        calm(visit)
        assert violations(visit.page) == []
        box = visit.page.locator("label").first.bounding_box()
        field = visit.page.locator("textarea").first.bounding_box()
        assert box
        assert field
        assert abs((box["x"] + box["width"]) - (field["x"] + field["width"])) < 2
        assert visit.page.evaluate("document.dir") == "rtl"


def test_the_print_holds_the_address_and_no_form(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter, width=700).page
    page.emulate_media(media="print")
    expect(page.locator("#note")).to_be_hidden()
    expect(page.locator(".questions").first).to_be_visible()
    expect(page.locator(".printed img")).to_be_visible()
    expect(page.locator(".printed")).to_contain_text(letter)
    assert page.locator(".printed img").evaluate("e => e.naturalWidth") > 0
