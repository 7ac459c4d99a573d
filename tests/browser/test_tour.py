"""The tour of the private site: each question is answered in at most three clicks from Today."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.stored_sites import built
from tests.browser.test_private_site import sample_files
from tests.structure.sources import ROOT

_ROW = re.compile(r"^\| (?P<asked>[^|]+\?) \| (?P<way>[^|]+) \| (?P<read>[^|]+) \|$", re.MULTILINE)
_STEP = re.compile(r"\*\*(?P<click>[^*]+)\*\*|`(?P<type>[^`]+)`")
_MOST_CLICKS = 3


class Stop(NamedTuple):
    """One question of the tour, the way to its answer, and words of the answer."""

    asked: str
    steps: tuple[tuple[str, str], ...]
    read: str


def stops(text: str) -> list[Stop]:
    return [
        Stop(row["asked"], tuple(_steps(row["way"])), row["read"].strip())
        for row in _ROW.finditer(text)
    ]


def _steps(way: str) -> list[tuple[str, str]]:
    return [(found.lastgroup or "", found[found.lastgroup or 0]) for found in _STEP.finditer(way)]


TOUR = stops((ROOT / "docs/private-site.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("tour"), sample_files()))


def walk(page: Page, steps: tuple[tuple[str, str], ...]) -> None:
    for kind, words in steps:
        if kind == "type":
            page.get_by_role("main").get_by_role("searchbox").or_(
                page.get_by_role("main").get_by_role("textbox")
            ).first.fill(words)
        else:
            page.get_by_role("link", name=words).locator("visible=true").first.click()


@pytest.mark.parametrize("stop", TOUR, ids=lambda stop: stop.asked)
def test_the_answer_is_where_the_tour_says(sample: str, open_page: OpenPage, stop: Stop) -> None:
    page = open_page(f"{sample}/").page
    walk(page, stop.steps)
    answer = page.get_by_role("main").get_by_text(stop.read).locator("visible=true")
    expect(answer.first).to_be_visible()


def test_the_tour_is_six_questions_of_few_clicks() -> None:
    assert len(TOUR) == 6
    assert all(1 <= len(stop.steps) <= _MOST_CLICKS for stop in TOUR)


def test_a_tour_that_leads_elsewhere_is_red(sample: str, open_page: OpenPage) -> None:
    (stop,) = stops("| Where is Porto? | **Places** | A place that is not there |")
    page = open_page(f"{sample}/").page
    walk(page, stop.steps)
    assert page.get_by_role("main").get_by_text(stop.read).count() == 0
