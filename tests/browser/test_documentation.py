"""The documentation, built as a site: it asks nobody for anything, says nothing odd, and fits."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Scheme, ServeDirectory
from tests.structure.sources import ROOT

# What the theme itself does not name.
THEIRS = ("aria-dialog-name",)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("documentation")
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    where = ("-f", "mkdocs.docs.yml", "-d", place)
    subprocess.run((*command, *where), cwd=ROOT, env=environment, check=True)
    return place


def test_every_page_is_quiet_and_fits(
    folder: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    site = serve_directory(folder)
    visit = open_page(f"{site}/")
    pages = sorted(path.parent.relative_to(folder) for path in folder.rglob("index.html"))
    assert len(pages) >= 30
    # The decisions are alike, and wide windows have room to spare: a few stand for the others.
    narrow = [page for page in pages if page.parent.name != "decisions" or page == pages[-1]]
    wide = [Path(), Path("cli"), Path("format")]
    assert set(wide) < set(narrow)
    views: list[tuple[Path, int, Scheme]] = [(page, 390, "light") for page in narrow]
    views += [(page, 1280, "dark") for page in wide]
    for page, width, scheme in views:
        visit.look(width, scheme)
        visit.go(f"{site}/{page.as_posix()}/")
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
