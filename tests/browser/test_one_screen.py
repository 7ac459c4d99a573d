"""A day fits one screen: the first action in view, the page short, actions as buttons."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Scheme, ServeDirectory
from tests.browser.stored_sites import built
from tests.browser.test_private_site import sample_files

PHONE = (390, 844)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_MOST_ON_TODAY = 2_400
_MOST_ABOVE_NOTES = 700
_ANY_ACTION = "main :is(.kith-button, .kith-ways > details > summary)"
_ACTIONS = "main :is(.kith-button--first, .kith-main > summary)"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("sample"), sample_files()))


def height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).locator("visible=true").first.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_today_fits(sample: str, open_page: OpenPage) -> None:
    visit = open_page(sample, width=PHONE[0], height=PHONE[1])
    assert bottom(visit.page, _ACTIONS) < PHONE[1]
    assert visit.overflow == 0
    visit.look(1280, "light")
    assert 1_000 < height(visit.page) < _MOST_ON_TODAY
    assert bottom(visit.page, _ACTIONS) < 500
    side, picks = (visit.page.locator(one).bounding_box() for one in (".kith-side", ".kith-picks"))
    assert side
    assert picks
    assert side["x"] > picks["x"] + picks["width"]


def test_notes_and_the_first_step_stand_high(sample: str, open_page: OpenPage) -> None:
    visit = open_page(f"{sample}/people/ada-byrne/")
    for person in ("ada-byrne", "mae-byrne", "rafael-moura"):
        visit.go(f"{sample}/people/{person}/")
        notes = visit.page.locator("#notes").bounding_box()
        assert notes
        assert notes["y"] < _MOST_ABOVE_NOTES
    for uri in ("introductions/", "requests/", "keep-in-touch/", "people/ada-byrne/"):
        visit.look(*PHONE[:1], "light")
        visit.go(f"{sample}/{uri}")
        assert (uri, bottom(visit.page, _ANY_ACTION) < PHONE[1], visit.overflow) == (uri, True, 0)


def test_an_action_opens_its_command_without_a_script(
    sample: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    visit = open_page(sample, width=PHONE[0], height=PHONE[1])
    for summary in visit.page.locator(".kith-ways > details > summary").all():
        summary.click()
    for scheme, width in product(SCHEMES, (390, 1280)):
        visit.look(width, scheme)
        assert (visit.overflow, axe_violations(visit.page)) == (0, [])
    bare = open_page(sample, width=PHONE[0], height=PHONE[1], javascript=False).page
    bare.locator(".kith-turns").get_by_text("Done", exact=False).first.click()
    assert bare.get_by_text("kith done rafael-moura").first.is_visible()
