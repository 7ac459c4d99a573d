"""Every page of the private site: quiet, accessible and within its window, in each way it is read.

The pages are found in the built site, so that a new one is looked at without being named here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Scheme, ServeDirectory, Visit
from tests.browser.stored_sites import built
from tests.browser.test_private_site import sample_files

WIDTHS = (390, 768, 1280)
# Each width and each palette; the tests of single pages look at every pair of them.
VIEWS: tuple[tuple[int, Scheme], ...] = ((390, "light"), (768, "dark"), (1280, "light"))
# Of the many pages that one template makes, these stand for the others.
_EXAMPLES = ("people/bo-chen/", "people/lukasz-wojcik/", "people/haruka-sato/")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("every"), sample_files())


@pytest.fixture(scope="module")
def site(folder: Path, serve_directory: ServeDirectory) -> str:
    return serve_directory(folder)


def addresses(folder: Path) -> Iterator[str]:
    for page in sorted(folder.rglob("index.html")):
        uri = page.parent.relative_to(folder).as_posix()
        uri = "" if uri == "." else f"{uri}/"
        if not uri.startswith("people/") or uri in ("people/", *_EXAMPLES):
            yield uri


def complaints(visit: Visit, found: list[str]) -> list[str]:
    wide = [f"wider than its window by {visit.overflow} px"] if visit.overflow else []
    return [*visit.console, *visit.errors, *visit.strangers, *wide, *found]


def test_every_page_is_quiet_accessible_and_fits(
    folder: Path,
    site: str,
    open_page: OpenPage,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    seen = 0
    visit = open_page(f"{site}/")
    visit.page.emulate_media(reduced_motion="reduce")
    for uri in addresses(folder):
        visit.page.emulate_media(media="screen")
        visit.go(f"{site}/{uri}")
        for width, scheme in VIEWS:
            visit.look(width, scheme)
            found = axe_violations(visit.page)
            assert (uri, width, scheme, complaints(visit, found)) == (uri, width, scheme, [])
            seen += 1
        visit.page.emulate_media(media="print")
        assert (uri, complaints(visit, [])) == (uri, [])
    assert seen >= 3 * 20


def test_every_page_can_be_read_without_scripts(
    folder: Path, site: str, open_page: OpenPage
) -> None:
    seen = 0
    visit = open_page(f"{site}/", javascript=False)
    for uri in addresses(folder):
        visit.go(f"{site}/{uri}")
        for width in WIDTHS:
            visit.look(width, "light")
            assert (uri, width, complaints(visit, [])) == (uri, width, [])
            assert visit.page.locator("main h1").first.is_visible()
            seen += 1
    assert seen >= 3 * 20


def test_a_page_that_complains_is_red(
    tmp_path: Path,
    serve_directory: ServeDirectory,
    open_page: OpenPage,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    html = (
        "<!doctype html><html lang=en><title>x</title><main><h1>x</h1>"
        "<img src=a.png><p style='width:3000px'>wide</p></main>"
        "<script>console.log('loud')</script>"
    )
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    visit = open_page(serve_directory(tmp_path))
    text = " ".join(complaints(visit, axe_violations(visit.page)))
    assert "loud" in text
    assert "wider than its window" in text
    assert "image-alt" in text
