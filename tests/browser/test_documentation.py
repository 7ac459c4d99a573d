"""The documentation, built as a site: it asks nobody for anything, says nothing odd, and fits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Scheme, ServeDirectory
from tests.structure.sources import ROOT

VIEWS: tuple[tuple[int, Scheme], ...] = ((390, "light"), (1280, "dark"))
# What the theme itself does not name.
THEIRS = ("aria-dialog-name",)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("documentation")
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
    subprocess.run((*command, "-f", "mkdocs.docs.yml", "-d", place), cwd=ROOT, check=True)
    return place


def test_every_page_is_quiet_and_fits(
    folder: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    site = serve_directory(folder)
    visit = open_page(f"{site}/")
    pages = sorted(path.parent.relative_to(folder) for path in folder.rglob("index.html"))
    pages = [
        page for page in pages if page.parent.name != "decisions" or page.name.startswith("0001")
    ]
    assert len(pages) >= 20
    for page in pages:
        visit.look(*VIEWS[0])
        visit.go(f"{site}/{page.as_posix()}/")
        for width, scheme in VIEWS:
            visit.look(width, scheme)
            said = (*visit.console, *visit.errors, *visit.strangers)
            assert (page, width, said, visit.overflow) == (page, width, (), 0)


def test_what_is_looked_for_is_found(
    folder: Path,
    serve_directory: ServeDirectory,
    open_page: OpenPage,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    visit = open_page(f"{serve_directory(folder)}/walls/")
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        found = axe_violations(visit.page)
        assert [line for line in found if not line.startswith(THEIRS)] == []
    visit.page.get_by_label("Search", exact=True).first.click()
    visit.page.keyboard.type("airlock")
    visit.page.locator(".md-search-result__item", has_text="airlock").first.wait_for()
    assert visit.strangers == []


def test_neither_of_our_plugins_takes_part(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    assert len(texts) >= 30
    assert [text for text in texts if "kithbook/kithbook.css" in text or "letter.css" in text] == []
