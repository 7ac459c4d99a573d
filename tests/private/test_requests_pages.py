"""The pages of requests: numbers of pure functions, empty states, drafts, thanks."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from kithbook.book.load import load_book
from kithbook.insight.inbox import threads
from kithbook.private.pages.requests import requests_page
from kithbook.private.site import Site
from kithbook.requests.rollup import by_link, by_person, by_words
from kithbook.views.book_views import BookViews
from kithbook.views.problem_list import ProblemList
from tests.private.sites import ROOT, TODAY, write_book

BO = "---\nname: Bo Chen\n---\n"
ASKED = (
    "---\nid: one\nreceived: 2026-11-01\nfrom: {name: Zoe, email: z@example.org}\nvia: bo\n"
    "why: bells in Kiel\nhow_found: through Bo Chen at the May talk\n"
)


def read(root: Path) -> Site:
    return Site(BookViews(load_book(root), TODAY, ProblemList(), root))


def page_of(site: Site) -> str:
    return requests_page(site.views.threads, site.links.at("../")).html


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_the_numbers_are_those_of_the_functions() -> None:
    found = read(ROOT)
    html = page_of(found)
    all_threads = threads(found.views.network, TODAY)
    waiting = sum(thread.waits for thread in all_threads)
    assert f"{len(all_threads)} requests, {waiting} waiting for you" in text_of(html)
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td[^>]*>(\d+)</td><td[^>]*>(\d+)", html)
    every = (by_link, by_person, by_words)
    wanted = [row for rows in every for row in rows(found.views.network, TODAY)]
    assert [(text_of(name), int(all_), int(yes)) for name, all_, yes in rows] == [
        (row.source, row.requests, row.accepted) for row in wanted
    ]
    assert len(rows) >= 8


def test_every_request_has_its_page() -> None:
    found = read(ROOT)
    pages = {page.uri: page for page in found.requests}
    assert len(pages) == len(threads(found.views.network, TODAY)) == 9
    list_html = page_of(found)
    assert all(f'href="../{uri}"' in list_html for uri in pages)
    heiko = text_of(pages["requests/2026-11-10-heiko-petersen-5ab9d3/"].html)
    assert "Kattegat Linnea" in heiko
    assert "Came through Jonas Weber ." in heiko
    assert "Guten Tag Heiko Petersen," in heiko
    assert "kith request accept 2026-11-10-heiko-petersen-5ab9d3" in heiko
    decided = text_of(pages["requests/2026-10-27-grant-sutter-e80c47/"].html)
    assert "kith request" not in decided


def test_nobody_has_written(tmp_path: Path) -> None:
    found = read(write_book(tmp_path))
    assert "No request is here yet." in text_of(page_of(found))
    assert found.requests == ()


def test_only_lists_with_something_are_there(tmp_path: Path) -> None:
    files = {"people/bo.md": BO, "requests/one.md": f"{ASKED}---\n"}
    html = page_of(read(write_book(tmp_path, files)))
    assert re.findall(r'<h[23] id="([^"]*)"', html) == ["waiting", "vague", "found"]


def test_what_no_list_knows_is_quoted_cut_and_as_it_is(tmp_path: Path) -> None:
    hostile = "'<img src=x onerror=alert(1)> {{ 7 * 7 }} [a](javascript:b) and on and on and on'"
    one = ASKED.replace("through Bo Chen at the May talk", hostile)
    files = {f"requests/r{n}.md": f"{one.replace('one', f'r{n}', 1)}---\n" for n in range(7)}
    html = page_of(read(write_book(tmp_path, {"people/bo.md": BO, **files})))
    assert html.count("“<bdi>&lt;img src=x onerror=alert(1)&gt; {{ 7 * 7 }} [a](javascript:b") == 5
    assert "<img" not in html
    assert "and on and on and on</bdi>”" not in html
    assert "”</a> and 2 more." in html


def test_thanks_are_proposed_with_a_draft(tmp_path: Path) -> None:
    decided = f"{ASKED}decision: {{on: 2026-11-10, was: accepted}}\n---\n"
    files = {"people/bo.md": BO, "requests/one.md": decided}
    html = text_of(page_of(read(write_book(tmp_path, files))))
    assert "Bo Chen , through whom Zoe wrote" in html
    assert "kith log 'thanks bo: sent Zoe my way'" in html
    assert "Dear Bo, Zoe wrote to me, and said that it was through you." in html
