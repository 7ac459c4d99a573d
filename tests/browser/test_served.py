"""A running `kith serve` in Chromium: its own pages work, and nobody else's learn anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as BrowserError

from tests.browser.conftest import ServeDirectory
from tests.browser.test_private_site import sample_files
from tests.private.sites import write_book

WORD = "Ximena"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@dataclass(slots=True)
class Served:
    """A running server and the book that it shows; who comes by the `key` may write."""

    book: Path
    address: str
    run: subprocess.Popen[str]
    key: str

    def end(self) -> None:
        self.run.send_signal(signal.SIGTERM)
        self.run.wait(timeout=30)


def start(book: Path, *words: str) -> Served:
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    run = subprocess.Popen(
        [sys.executable, "-m", "kithbook.cli", "serve", *words],
        cwd=book,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert run.stdout is not None
    with run.stdout:
        said = run.stdout.readline()
    key = said.partition(" at ")[2].split(" ")[0]
    return Served(book, key.partition("/?")[0].rstrip("/"), run, key)


@contextmanager
def running(root: Path, files: Mapping[str, str]) -> Iterator[Served]:
    """A book written into a folder, and served for as long as it is asked for."""
    served = start(write_book(root, files))
    try:
        yield served
    finally:
        served.run.kill()
        served.run.wait(timeout=30)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(tmp_path_factory.mktemp("book"), sample_files()) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    """Another site on this machine: to a browser the same site, and another origin."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "index.html").write_text("<!doctype html><title>Elsewhere</title>", encoding="utf-8")
    return serve_directory(folder)


# What a page elsewhere tries, each answering with what it learnt.
LEARN = """
async ([address, tag]) => {
  const attribute = {object: 'data', link: 'href', form: 'action'}[tag] || 'src';
  const element = document.createElement(tag);
  if (tag === 'link') element.rel = 'stylesheet';
  return new Promise((done) => {
    element.onload = () => done('loaded');
    element.onerror = () => done('refused');
    element[attribute] = address;
    document.body.append(element);
  });
}
"""
FETCHES = """
async ([address, mode]) => {
  try {
    const answer = await fetch(address, {mode, credentials: 'include'});
    return `${answer.type} ${answer.status} ${(await answer.text()).length}`;
  } catch { return 'refused'; }
}
"""


KEPT = """
async ([address, cache]) => {
  try {
    const answer = await fetch(address, {cache, mode: 'same-origin'});
    if (!answer.ok) return 'gone';
    return (await answer.text()).includes('<title>Next<') ? 'next' : 'kept';
  } catch { return 'gone'; }
}
"""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_another_site_learns_nothing(
    served: Served, elsewhere: str, context: BrowserContext, host: str
) -> None:
    page = context.new_page()
    page.goto(elsewhere)
    address = served.address.replace("127.0.0.1", host)
    if host == "localhost":
        assert context.request.get(f"{served.address}/").ok
    for there in (f"{address}/people/ada-byrne/", f"{address}/find/book.json"):
        for tag in ("object", "embed", "img", "script", "link", "audio", "video"):
            if tag in ("object", "embed"):
                # Both end in an error or in nothing, for people who are there and who are not.
                missing = there.replace("ada-byrne", "nobody-at-all")
                outcomes = {_tried(page, one, tag) for one in (there, missing)}
                assert (tag, len(outcomes)) == (tag, 1)
            elif tag in ("audio", "video"):
                continue
            else:
                assert (tag, page.evaluate(LEARN, [there, tag])) == (tag, "refused")
        assert page.evaluate(FETCHES, [there, "cors"]) == "refused"
        assert page.evaluate(FETCHES, [there, "no-cors"]) == "refused"


def _tried(page: Page, address: str, tag: str) -> str:
    return str(
        page.evaluate(
            """async ([address, tag]) => {
  const element = document.createElement(tag);
  const said = new Promise((done) => {
    element.onload = () => done('loaded');
    element.onerror = () => done('refused');
    setTimeout(() => done('nothing'), 1000);
  });
  element[tag === 'object' ? 'data' : 'src'] = address;
  document.body.append(element);
  return `${await said} ${element.clientWidth}x${element.clientHeight}`;
}""",
            [address, tag],
        )
    )


def test_no_frame_shows_it(served: Served, elsewhere: str, context: BrowserContext) -> None:
    page = context.new_page()
    statuses: list[int] = []
    page.on("response", lambda answer: statuses.append(answer.status))
    page.goto(elsewhere)
    statuses.clear()
    with page.expect_event("response"):
        page.evaluate(
            """address => {
  const frame = document.createElement('iframe');
  frame.src = address;
  document.body.append(frame);
}""",
            f"{served.address}/people/ada-byrne/",
        )
    assert statuses == [403]
    assert all("Byrne" not in frame.content() for frame in page.frames)


def test_a_form_and_a_link_elsewhere_show_nothing_of_the_book(
    served: Served, elsewhere: str, context: BrowserContext
) -> None:
    page = context.new_page()
    for method, expected in (("get", 403), ("post", 405)):
        page.goto(elsewhere)
        page.evaluate(
            """([address, method]) => {
  document.body.innerHTML = `<form method="${method}" action="${address}"><input name="q"></form>`;
}""",
            [f"{served.address}/people/", method],
        )
        with page.expect_navigation() as gone:
            page.evaluate("document.forms[0].submit()")
        assert (method, gone.value.status) == (method, expected)
        assert WORD not in page.content()
    page.goto(elsewhere)
    page.evaluate(
        "address => { document.body.innerHTML = `<a href='${address}'>the book</a>`; }",
        f"{served.address}/people/?q=ada",
    )
    with page.expect_navigation() as gone:
        page.get_by_text("the book").click()
    assert gone.value.status == 403
    # Whoever wished it comes in with one more click.
    page.get_by_text("open the page").click()
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()


def test_a_window_opened_elsewhere_is_cut_off(
    served: Served, elsewhere: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(elsewhere)
    with page.expect_popup() as opened:
        page.evaluate("address => { window.book = open(address); }", f"{served.address}/")
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("window.opener") is None
    page.wait_for_function("window.book.closed")


def test_a_foreign_name_for_this_machine_is_refused(
    served: Served, context: BrowserContext
) -> None:
    port = served.address.rpartition(":")[2]
    for host in (f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", "evil.example"):
        for path in ("/", "/people/", "/find/book.json", "/.kith/live", "/.kith/live.js"):
            answer = context.request.get(f"{served.address}{path}", headers={"Host": host})
            assert (host, path, answer.status) == (host, path, 403)
            assert WORD not in answer.text()


def test_its_own_pages_work(served: Served, context: BrowserContext) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{served.address}/")
    page.keyboard.press("/")
    page.get_by_label("Search the book").fill("wanjiru")
    page.locator(".kith-finder a").first.click()
    expect(page.get_by_role("heading", name="Wanjiru Kamau", exact=True)).to_be_visible()
    page.goto(f"{served.address}/people/?q=ada")
    page.locator(".kith-filter[data-state=ready]").wait_for()
    page.goto(f"{served.address}/network/")
    page.locator("canvas").first.wait_for()
    missing = page.goto(f"{served.address}/people/nobody-at-all/")
    assert missing is not None
    assert missing.status == 404
    assert [one for one in said if "404" not in one] == []


@pytest.mark.parametrize(
    "path, name",
    [
        ("people/ada-birne/", "Ada Byrne"),
        ("people/wanjiru/", "Wanjiru Kamau"),
        ("people/WANJIRU-kamau-smith/index.html", "Wanjiru Kamau"),
        ("people/%C5%82ukasz-wojcick/", "Łukasz Wójcik"),
        ("introductions/2026-10-kofi-mensah/", "Kofi Mensah"),
        ("keep-touch/", "Keep in touch"),
    ],
)
def test_where_there_is_no_page_near_names_are_offered(
    served: Served, context: BrowserContext, path: str, name: str
) -> None:
    page = context.new_page()
    answer = page.goto(f"{served.address}/{path}")
    assert answer is not None
    assert answer.status == 404
    page.locator(".kith-lost li").first.wait_for()
    assert name in page.locator(".kith-lost li").all_inner_texts()
    page.locator(".kith-lost").get_by_role("link", name=name).first.click()
    expect(page.locator("article h1")).not_to_have_text("This page is not here")


def test_where_nothing_is_near_there_is_the_search(
    served: Served, context: BrowserContext, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = context.new_page()
    page.goto(f"{served.address}/people/xqzzkk/%22%3E%3Cimg%20src=x%3E/")
    page.get_by_role("button", name="Search the book").click()
    expect(page.get_by_label("Search the book").last).to_have_value("img src x")
    assert page.locator(".kith-lost").is_hidden()
    assert page.locator("article img").count() == 0
    page.keyboard.press("Escape")
    assert axe_violations(page) == []


def test_an_open_page_follows_the_files_and_says_what_stands_in_the_way(
    served: Served, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{served.address}/people/ada-byrne/")
    file = served.book / "people" / "ada-byrne.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("name: Ada Byrne", "name: Ada Byrne-Ruiz"),
        encoding="utf-8",
    )
    expect(page.get_by_role("heading", name="Ada Byrne-Ruiz", exact=True)).to_be_visible(
        timeout=30_000
    )
    settings = served.book / "mkdocs.private.yml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before.replace("kithbook-private", "kithbook-<b>private"), encoding="utf-8")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("kithbook-<b>private", timeout=30_000)
    other = context.new_page()
    other.goto(f"{served.address}/")
    expect(other.get_by_role("alert")).to_contain_text("not built", timeout=30_000)
    other.close()
    settings.write_text(before, encoding="utf-8")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)
    expect(page.get_by_role("heading", name="Ada Byrne-Ruiz", exact=True)).to_be_visible()


def test_once_it_ended_no_page_comes_from_the_browsers_cache(
    tmp_path: Path, context: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> None:
    running = start(write_book(tmp_path, sample_files()))
    port = running.address.rpartition(":")[2]
    page = context.new_page()
    visited: set[str] = set()
    page.on("response", lambda answer: visited.add(answer.url))
    for uri in ("", "people/", "people/ada-byrne/", "network/", "requests/"):
        page.goto(f"{running.address}/{uri}")
    page.locator(".kith-search").click()
    page.get_by_label("Search the book").fill("ada")
    running.end()
    assert len(visited) > 20
    # Whoever comes next to the port asks the browser's cache for what was there.
    empty = tmp_path_factory.mktemp("next")
    for name in ("index.html", "next.html"):
        (empty / name).write_text("<!doctype html><title>Next</title>", encoding="utf-8")
    after = subprocess.Popen(
        [sys.executable, "-m", "http.server", port, "--bind", "127.0.0.1"],
        cwd=empty,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until_it_answers(page, f"http://127.0.0.1:{port}/next.html")
        for address in sorted(visited):
            for cache in ("force-cache", "only-if-cached"):
                kept = page.evaluate(KEPT, [address, cache])
                assert (address, cache, kept == "kept") == (address, cache, False)
        for _ in range(3):
            page.go_back(wait_until="commit")
            assert "Byrne" not in page.content()
    finally:
        after.kill()
        after.wait(timeout=30)


def _until_it_answers(page: Page, address: str) -> None:
    for _ in range(200):
        try:
            page.goto(address)
        except BrowserError:
            page.wait_for_timeout(50)
        else:
            return
    pytest.fail(f"{address} does not answer")
