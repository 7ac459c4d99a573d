"""The page Introductions in Chromium: two clicks to what is copied, by mouse and by keyboard."""

from __future__ import annotations

import shlex

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory, Visit
from tests.browser.stored_sites import built
from tests.private.crowds import acts, couples

_SIGNED = {"kithbook.yml": "today: 2026-11-22\nsign_off: Vera\n"}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    """A book of 500 pairs worth introducing and 500 introductions on file."""
    files = {**couples(500), **acts(500), **_SIGNED}
    return serve_directory(built(tmp_path_factory.mktemp("crowd"), files))


@pytest.fixture
def desktop(crowd: str, open_page: OpenPage) -> Visit:
    visit = open_page(f"{crowd}/introductions/")
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return visit


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def quiet(visit: Visit) -> bool:
    return not (visit.console or visit.errors or visit.strangers or visit.overflow)


def test_two_clicks_lead_to_the_command_and_to_the_draft(desktop: Visit) -> None:
    page = desktop.page
    page.locator("summary", has_text="Introduce them").first.click()
    page.locator("details[open]").get_by_role("button", name="Copy").click()
    words = shlex.split(copied(page))
    assert words[:6] == ["kith", "introduce", "ben000", "ann000", "--because", "ann000"]
    assert words[6].startswith("Ben ")
    assert words[7:9] == ["--because", "ben000"]

    ready = page.locator("section", has=page.locator("#ready")).locator("li").first
    ready.get_by_text("Draft of the introduction").click()
    ready.get_by_role("button", name="Copy the draft").click()
    assert copied(page).startswith("Dear Quin")
    assert copied(page).endswith("Vera")
    expect(ready.get_by_role("button", name="Copied")).to_be_visible()

    page.locator("summary", has_text="Not these two").nth(1).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("kith introduction aside")
    assert copied(page) == "kith introduction aside ann001 ben001"
    assert quiet(desktop)


def test_five_hundred_of_each_fit_a_telephone_folded_and_unfolded(
    crowd: str, open_page: OpenPage
) -> None:
    visit = open_page(f"{crowd}/introductions/", width=390)
    page = visit.page
    assert quiet(visit)
    folded = page.locator(".kith-folded li").last
    expect(folded).to_be_hidden()
    page.goto(f"{crowd}/introductions/#{folded.get_attribute('id')}")
    expect(folded).to_be_visible()
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    assert quiet(visit)
    page.emulate_media(color_scheme="dark", media="print")
    assert quiet(visit)
