"""The browser fixtures see what they are there to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, ServeDirectory

STRICT = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; img-src data:"}
CALM = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Calm</title>"
    "<link rel=icon href='data:,'><main><h1>Calm</h1><p>Nothing happens.</p></main>"
)


def page_with(tmp_path: Path, html: str) -> Path:
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_calm_page_leaves_no_trace(
    tmp_path: Path,
    serve_directory: ServeDirectory,
    open_page: OpenPage,
    axe_violations: Callable[[Page], list[str]],
    width: int,
    scheme: str,
) -> None:
    address = serve_directory(page_with(tmp_path, CALM), headers=STRICT)
    visit = open_page(address, width=width, scheme="dark" if scheme == "dark" else "light")
    assert visit.requests == [f"{address}/"]
    assert (visit.console, visit.errors, visit.strangers) == ([], [], [])
    assert visit.overflow == 0
    assert axe_violations(visit.page) == []
    assert visit.page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
    assert visit.page.evaluate("innerWidth") == width


def test_messages_errors_and_strangers_are_seen(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    html = CALM + (
        "<script>console.warn('look'); setTimeout(() => { throw new Error('torn') })</script>"
        "<img alt='' src='https://example.org/pixel.png'><p style='width: 3000px'>wide</p>"
    )
    visit = open_page(serve_directory(page_with(tmp_path, html)))
    assert "warning: look" in visit.console
    assert [error for error in visit.errors if "torn" in error]
    assert visit.strangers == ["https://example.org/pixel.png"]
    assert visit.overflow > 0


def test_what_a_page_asks_for_late_is_waited_for(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    html = CALM + (
        "<script>addEventListener('load', async () => { for (let n = 0; n < 9; n++) {"
        " await (await fetch(`${n}.txt`)).text(); await new Promise(done => setTimeout(done)) }"
        " document.title = 'Complete' })</script>"
    )
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("x" * 10 ** min(number, 6), encoding="utf-8")
    visit = open_page(serve_directory(page_with(tmp_path, html)))
    assert visit.page.title() == "Complete"
    assert visit.pending == 0
    assert len(visit.requests) == 10


def test_headers_that_are_added_later_are_sent(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    headers: dict[str, str] = {}
    address = serve_directory(page_with(tmp_path, CALM), headers=headers)
    headers |= STRICT
    answer = open_page(address).page.reload()
    assert answer
    assert STRICT.items() <= {k.title(): v for k, v in answer.headers.items()}.items()


def test_a_strict_policy_stops_inline_scripts_and_says_so(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    html = CALM + "<script>document.title = 'changed'</script>"
    visit = open_page(serve_directory(page_with(tmp_path, html), headers=STRICT))
    assert visit.page.title() == "Calm"
    assert [line for line in visit.console if "Content Security Policy" in line]


def test_axe_sees_a_picture_without_words(
    tmp_path: Path,
    serve_directory: ServeDirectory,
    open_page: OpenPage,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    html = CALM.replace("</main>", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>")
    visit = open_page(serve_directory(page_with(tmp_path, html)))
    assert [line for line in axe_violations(visit.page) if line.startswith("image-alt ")]


def test_scripts_can_be_switched_off(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    html = CALM + "<script>document.title = 'changed'</script>"
    visit = open_page(serve_directory(page_with(tmp_path, html)), javascript=False)
    assert visit.page.title() == "Calm"
