"""The private site in Chromium: nothing said, nothing fetched from elsewhere, nothing overflows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Scheme, ServeDirectory
from tests.browser.hostile import PAYLOADS, hostile_book
from tests.browser.stored_sites import built
from tests.private.sites import ROOT

_SAMPLE = ("people", "journal", "introductions", "requests", "rosters", "content/private")
PAGES = ("", "people/", "keep-in-touch/", "problems/", "people/ada-byrne/", "people/hamish-macrae/")
WIDTHS = (390, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def sample_files() -> dict[str, str]:
    files = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for folder in _SAMPLE
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file()
    }
    files["kithbook.yml"] = (ROOT / "kithbook.yml").read_text(encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("sample"), sample_files()))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("hostile"), hostile_book()))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    files = {
        "people/cy.md": "---\nname: Cy\ncircle: closest\n---\n",
        "people/lost.md": "---\nname: Lost\n",
    }
    return serve_directory(built(tmp_path_factory.mktemp("broken"), files))


@pytest.mark.parametrize("uri", PAGES)
def test_a_page_is_quiet_accessible_and_fits(
    sample: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]], uri: str
) -> None:
    visit = open_page(f"{sample}/{uri}")
    visit.page.emulate_media(reduced_motion="reduce")
    for width, scheme in product((390, 1280), SCHEMES):
        visit.look(width, scheme)
        assert (width, scheme, visit.overflow) == (width, scheme, 0)
        assert (width, scheme, axe_violations(visit.page)) == (width, scheme, [])
    assert visit.console == []
    assert visit.errors == []
    assert visit.strangers == []
    assert len(visit.requests) >= 4


@pytest.mark.parametrize("uri", ["", "people/", "problems/", "people/lost/", "people/cy/"])
def test_a_book_with_findings_shows_them_as_quietly(
    broken: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]], uri: str
) -> None:
    visit = open_page(f"{broken}/{uri}")
    visit.page.emulate_media(reduced_motion="reduce")
    for width, scheme in product(WIDTHS, SCHEMES):
        visit.look(width, scheme)
        assert (width, scheme, visit.overflow) == (width, scheme, 0)
        assert (width, scheme, axe_violations(visit.page)) == (width, scheme, [])
    assert visit.console == []


def hostile_pages() -> list[str]:
    people = [f"people/p{number:02}/" for number in range(1, len(PAYLOADS) + 1)]
    return ["", "people/", "keep-in-touch/", "problems/", "people/broken/", "404.html", *people]


def test_hostile_text_neither_runs_nor_leaves(hostile: str, open_page: OpenPage) -> None:
    dialogs: list[str] = []
    visit = open_page(f"{hostile}/", width=390)
    visit.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for uri in hostile_pages():
        visit.go(f"{hostile}/{uri}")
        for link in visit.page.locator("article a:visible").all()[:3]:
            link.hover()
        assert (uri, visit.page.evaluate("window.kithbookWasHere")) == (uri, None)
        said = [*dialogs, *visit.console, *visit.errors, *visit.strangers]
        assert (uri, said, visit.overflow) == (uri, [], 0)
        assert visit.page.url == f"{hostile}/{uri}"


def test_there_are_enough_payloads() -> None:
    assert len(PAYLOADS) >= 30
    assert len(hostile_pages()) == len(PAYLOADS) + 6


def test_the_flag_would_be_seen(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(PAYLOADS[0], encoding="utf-8")
    assert open_page(serve_directory(tmp_path)).page.evaluate("window.kithbookWasHere") == 1


def test_a_page_prints_without_its_controls(sample: str, open_page: OpenPage) -> None:
    visit = open_page(f"{sample}/people/ada-byrne/")
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".md-header").is_hidden()
    assert visit.page.get_by_role("heading", name="Ada Byrne", exact=True).is_visible()


def test_the_palette_can_be_changed_by_hand(sample: str, open_page: OpenPage) -> None:
    visit = open_page(sample)
    paper = "getComputedStyle(document.body).backgroundColor"
    assert visit.page.evaluate(paper) == "rgb(251, 248, 243)"
    for _ in range(2):
        visit.page.locator("label[for^=__palette]:visible").click()
    assert visit.page.evaluate(paper) == "rgb(25, 23, 20)"
    assert visit.console == []
