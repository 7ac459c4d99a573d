"""Text at twice its size in a narrow window, names of other scripts: nothing leaves its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, ServeDirectory, Visit
from tests.browser.letter_sites import served_letter
from tests.browser.stored_sites import built
from tests.browser.test_every_page import addresses
from tests.browser.test_private_site import sample_files
from tests.public.letters import sample_options

_TWICE = """() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""
# What reaches beyond the window and is not within something that scrolls or cuts by itself.
_BEYOND = """() => [...document.body.querySelectorAll("*")].filter((one) => {
  const box = one.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1) return false;
  for (let up = one.parentElement; up && up !== document.body; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== "visible") return false;
  return true;
}).slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`)"""
# Words from right to left that nothing keeps from pulling their neighbours apart.
_LOOSE = r"""() => {
  const walk = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const found = {seen: 0, loose: []};
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!/[\u0590-\u08ff]/.test(node.data)) continue;
    if (parent.closest("code, pre, textarea, script, style, svg, title, template")) continue;
    found.seen += 1;
    const apart = ({ unicodeBidi, display }) => unicodeBidi === "isolate" && display === "inline";
    const kept = (one) => one.hasAttribute("dir") || apart(getComputedStyle(one));
    let up = parent;
    while (up && up !== document.body && !kept(up)) up = up.parentElement;
    if (!up || up === document.body) found.loose.push(node.data.trim());
  }
  return found;
}"""
# From left to right: where the name, the number and the word that follow one another are drawn.
_PLACES = """(name) => {
  const lines = [...document.querySelectorAll("p, li")];
  const line = lines.find((one) => one.textContent.includes(name));
  const range = document.createRange();
  const text = [];
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (let at = 0; at < node.length; at += 1) text.push([node, at]);
  const whole = text.map(([node, at]) => node.data[at]).join("");
  return [name, "2", "months"].map((word) => {
    const [node, at] = text[whole.indexOf(word)];
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  });
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("large"), sample_files())


@pytest.fixture(scope="module")
def site(folder: Path, serve_directory: ServeDirectory) -> str:
    return serve_directory(folder)


def beyond(visit: Visit) -> list[str]:
    page: Page = visit.page
    page.evaluate(_TWICE)
    wide: list[str] = page.evaluate(_BEYOND) if visit.overflow else []
    return [f"{visit.overflow} px: {', '.join(wide)}"] if visit.overflow else []


def test_twice_the_text_fits_the_private_site(folder: Path, site: str, open_page: OpenPage) -> None:
    visit = open_page(f"{site}/", width=320)
    found: dict[str, list[str]] = {}
    seen = 0
    for uri in addresses(folder):
        visit.go(f"{site}/{uri}")
        found[uri] = beyond(visit)
        seen += 1
    assert {uri: said for uri, said in found.items() if said} == {}
    assert seen > 15


def test_twice_the_text_fits_the_public_page(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    letter = served_letter(tmp_path, serve_directory)
    visit = open_page(letter, width=320)
    found: dict[str, list[str]] = {}
    for uri in ("", "introduction/", "privacy/", "thanks/", "404.html"):
        visit.go(f"{letter}/{uri}")
        found[uri] = beyond(visit)
    visit.go(letter)
    visit.page.locator("#note button[type=submit]").click()
    found["to add"] = beyond(visit)
    assert {uri: said for uri, said in found.items() if said} == {}


def test_names_of_other_scripts_pull_nothing_apart(
    folder: Path, site: str, open_page: OpenPage
) -> None:
    visit = open_page(f"{site}/")
    seen = 0
    for uri in (*addresses(folder), "people/layla-haddad/"):
        visit.go(f"{site}/{uri}")
        found = visit.page.evaluate(_LOOSE)
        assert found["loose"] == [], uri
        seen += found["seen"]
    assert seen > 10


@pytest.mark.parametrize("name", ["ليلى حداد", "דנה כהן"])
def test_a_number_beside_such_a_name_stays_where_it_was_written(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage, name: str
) -> None:
    files = {
        "content/private/own.md": f"# Mine\n\nI met {name} 2 months ago.\n",
        "people/one.md": f"---\nname: {name}\n---\n",
    }
    site = serve_directory(built(tmp_path / "private", files))
    owner = sample_options()["owner"] | {"sentence": f"{name} 2 months ago"}
    letter = tmp_path / "public"
    letter.mkdir()
    public = served_letter(letter, serve_directory, {"owner": owner})
    for address in (f"{site}/own/", public):
        page = open_page(address).page
        places = page.evaluate(_PLACES, name)
        assert places == sorted(places)
