"""The page of somebody with thousands of entries: old years folded, the oldest counted."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.private.links import Links
from kithbook.private.pages.person import person_page
from kithbook.private.pages.timeline import MOST, SHORT
from kithbook.views.person_view import PersonViews
from tests.private.sites import TODAY

pytestmark = pytest.mark.uncounted

TEXT = "the ferry is late again, her sister sends quinces, and the choir wants a bell by spring"
_FOLDED = re.compile(r"<summary>(.*?): ([\d,]+) lines?</summary>(.*?)</details>", re.DOTALL)
_LEFT_OUT = re.compile(r"([\d,]+) lines? (?:of (\d+)|without a day)")


def page(root: Path, number: int, step: int = 1, more: str = "") -> str:
    days = (date(2026, 11, 20) - timedelta(days=step * each) for each in range(number))
    log = "".join(f"- {day} {'gave' if day.day == 1 else 'call'}: {TEXT}\n" for day in days)
    (root / "people").mkdir()
    text = f"---\nname: Ada Byrne\n---\n\n## Log\n{log}{more}"
    (root / "people" / "ada.md").write_text(text, encoding="utf-8")
    network = load_book(root)
    view = PersonViews(network, TODAY).of("ada")
    return person_page(view, Links(network, TODAY, root)).html


def ledger(html: str) -> tuple[int, list[tuple[str, int, int]], list[tuple[str, int]]]:
    """How many lines stand open; each folded year with its count and its lines; what is left."""
    past = html.split('id="timeline"', 1)[1]
    folded = [
        (year, int(count.replace(",", "")), inner.count("<li>"))
        for year, count, inner in _FOLDED.findall(past)
    ]
    left = [(year, int(count.replace(",", ""))) for count, year in _LEFT_OUT.findall(past)]
    bare = _FOLDED.sub("", past).partition("Left out here")[0]
    return bare.count("<li>"), folded, left


def test_a_short_past_stands_whole(tmp_path: Path) -> None:
    assert ledger(page(tmp_path, SHORT, 9)) == (SHORT, [], [])


def test_a_longer_one_is_folded_by_year(tmp_path: Path) -> None:
    open_, folded, left = ledger(page(tmp_path, 900))
    assert (open_, left) == (324 + 365, [])
    assert folded == [("2024", 211, 211)]


@pytest.mark.parametrize("number", [3_000, 10_000])
def test_a_very_long_one_is_light_and_counts_what_it_leaves_out(
    tmp_path: Path, number: int
) -> None:
    html = page(tmp_path, number)
    open_, folded, left = ledger(html)
    assert open_ + sum(lines for _, _, lines in folded) <= MOST
    assert all(count == lines for _, count, lines in folded)
    everything = open_ + sum(count for _, count, _ in folded) + sum(count for _, count in left)
    assert everything == number
    years = [year for year, *_ in (*folded, *left)]
    assert years == sorted(set(years), reverse=True)
    assert len(html.encode()) < 400_000
    assert "<code>kith about ada</code> lists them all" in html


def test_more_than_a_page_in_one_year(tmp_path: Path) -> None:
    html = page(tmp_path, MOST + 100, 0)
    assert ledger(html) == (MOST, [], [("2026", 100)])


def test_one_line_more_is_folded(tmp_path: Path) -> None:
    html = page(tmp_path, SHORT, 2, "- 1999 call: long ago\n")
    open_, folded, left = ledger(html)
    assert (open_, folded, left) == (SHORT, [("1999", 1, 1)], [])


@pytest.mark.parametrize("line", [f"  {'more of the same ' * 20}\n", "a thought that goes on\n"])
def test_a_long_log_is_read_in_time_that_grows_with_it(tmp_path: Path, line: str) -> None:
    def reading(size: int) -> float:
        root = tmp_path / str(size)
        (root / "people").mkdir(parents=True)
        text = f"---\nname: Ada\n---\n\n## Log\n- 2026-11-20 call: x\n{line * size}"
        (root / "people" / "ada.md").write_text(text, encoding="utf-8")
        begun = time.process_time()
        load_book(root)
        return time.process_time() - begun

    reading(100)
    few = max(min(reading(1_500), reading(1_501)), 0.01)
    assert reading(12_000) < 24 * few  # in step with its size eight times as much, else 64
