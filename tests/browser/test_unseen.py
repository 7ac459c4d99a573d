"""No page, and nothing that a script puts into one, holds characters that nobody sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kithbook.text.unseen import UNSEEN
from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.hostile import unseen_book
from tests.browser.stored_sites import built

PAGES = (
    "", "people/", "places/", "network/", "introductions/", "requests/", "requests/2026-11-21-zoe/",
    "people/p0/", "keep-in-touch/", "give-and-take/", "problems/", "own/", "404.html",
)  # fmt: skip
EVERYTHING = """() => {
  const found = [document.title, location.href];
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ALL);
  for (let node = walk.currentNode; node; node = walk.nextNode()) {
    if (node.data) found.push(node.data);
    for (const { value } of node.attributes || []) found.push(value);
    if ('value' in node) found.push(String(node.value));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("unseen"), unseen_book())


@pytest.fixture(scope="module")
def site(folder: Path, serve_directory: ServeDirectory) -> str:
    return serve_directory(folder)


def unseen_in(page: Page) -> list[str]:
    texts = page.evaluate(EVERYTHING)
    assert len(texts) > 50
    return [text for text in texts if UNSEEN.search(text)]


def test_no_file_holds_one_raw_and_json_keeps_its_values(folder: Path) -> None:
    looked = 0
    for file in folder.rglob("*"):
        if file.suffix in (".html", ".json") and "assets" not in file.parts:
            text = file.read_text(encoding="utf-8")
            assert (file.name, UNSEEN.findall(text)) == (file.name, [])
            looked += 1
    assert looked >= 15
    contacts = json.loads((folder / "find" / "contacts.json").read_text(encoding="utf-8"))
    assert UNSEEN.search(contacts[0][0])


@pytest.mark.parametrize("uri", PAGES)
def test_no_page_holds_one(site: str, open_page: OpenPage, uri: str) -> None:
    visit = open_page(f"{site}/{uri}")
    assert unseen_in(visit.page) == []


def test_what_scripts_add_holds_none(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/people/").page
    page.locator(".kith-filter[data-state=ready]").wait_for()
    facets = page.locator(".kith-facets button")
    assert facets.count() >= 2
    for query in ("thin", "where", "alias", "knows", "needs", "said", "\u202enobody:\u202c"):
        page.get_by_label("Find").fill(query)
        assert query[0] == "\u202e" or page.locator(".kith-people tbody tr").count() > 0
        assert [one for one in unseen_in(page) if one != query] == []
    page.get_by_label("Find").fill("")
    for number in range(facets.count()):
        facets.nth(number).click()
        assert page.locator("#kith-count").inner_text().startswith("3 found")
        assert unseen_in(page) == []
        facets.nth(number).click()
    page.get_by_label("Find").fill("who needs or offers something")
    page.get_by_role("button", name="Ask").click()
    page.locator(".kith-filter[data-asked]").wait_for()
    assert unseen_in(page) == []
    page.locator(".kith-search").click()
    for words in ("thin", "needs", "own", "zoe", "said", "p0"):
        page.get_by_label("Search the book").fill(words)
        page.locator(".kith-finder[data-names=ready]").wait_for()
        assert unseen_in(page) == []


def test_the_picture_tells_none(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/network/?focus=p0").page
    page.locator(".kith-web-who a").first.wait_for()
    assert unseen_in(page) == []
