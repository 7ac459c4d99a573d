"""The form in browsers that lack what newer ones have: it works, or the mail link is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from kithbook.public.page_assets import HERE as PUBLIC
from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.letter_sites import (
    CONNECT,
    answers_in,
    fill,
    form_service,
    mail,
    served_letter,
    submit,
)

# All that came to browsers after 2018, as far as a page of words could want it.
NEWER = (
    "Element.prototype.replaceChildren", "Element.prototype.checkVisibility",
    "Element.prototype.setHTMLUnsafe", "HTMLFormElement.prototype.requestSubmit",
    "Object.hasOwn", "Object.fromEntries", "Object.groupBy", "Promise.allSettled", "Promise.any",
    "Promise.withResolvers", "Array.prototype.at", "Array.prototype.flat",
    "Array.prototype.flatMap", "Array.prototype.findLast", "Array.prototype.findLastIndex",
    "Array.prototype.toSorted", "Array.prototype.toReversed", "Array.prototype.toSpliced",
    "Array.prototype.with", "Array.fromAsync", "String.prototype.at",
    "String.prototype.replaceAll", "String.prototype.matchAll", "String.prototype.trimStart",
    "String.prototype.trimEnd", "String.prototype.isWellFormed", "String.prototype.toWellFormed",
    "Symbol.prototype.description", "structuredClone", "queueMicrotask", "reportError",
    "WeakRef", "AggregateError", "crypto.randomUUID", "Clipboard",
    "Navigator.prototype.clipboard", "Navigator.prototype.share", "Intl.Segmenter",
    "Intl.ListFormat", "Intl.RelativeTimeFormat", "Set.prototype.union", "URL.canParse",
    "AbortSignal.timeout", "AbortSignal.any", "CSSStyleSheet.prototype.replaceSync",
    "CSS.registerProperty", "CSS.highlights", "ResizeObserver", "SubmitEvent",
)  # fmt: skip
# What the form rests on; without it the page is the page without a script.
BASES = (
    "URLSearchParams", "TextEncoder", "crypto.subtle", "Crypto.prototype.getRandomValues",
    "String.prototype.normalize", "String.prototype.padStart", "Array.prototype.find",
    "Array.from", "Element.prototype.append", "NodeList.prototype.forEach",
    "DOMTokenList.prototype.toggle", "HTMLElement.prototype.dataset", "encodeURIComponent",
    "Array.prototype.filter",
)  # fmt: skip
SYNTAX = {
    "?.": r"[\w)\]]\?\.[\w(\[]",
    "??": r"\?\?",
    "||=": r"(?:\|\||&&)=",
    "lookbehind": r"\(\?<[=!]",
    "named group": r"\(\?<[a-zA-Z]",
    "flag": r"/[gimsuy]*[dv][gimsuyd]*[.,;)\s]",
    "private": r"\bthis\.#\w",
    "static block": r"\bstatic\s*\{",
    "import": r"\bimport\b\s*[({\"'*]|\bexport\b",
    "globalThis": r"\bglobalThis\b",  # which Playwright itself cannot do without
    "big number": r"\b\d+n\b|\b\d+_\d",
}
SCRIPTS = (
    PUBLIC / "assets" / "letter.js",
    PUBLIC.parent / "coach" / "engine.js",
    PUBLIC.parent / "coach" / "live.js",
)


def without(*names: str) -> str:
    """A script that takes away what stands under these names."""
    lines = []
    for name in names:
        holder, _, last = name.rpartition(".")
        held = f"window.{holder}" if holder else "window"
        lines.append(
            f"try {{ delete {held}.{last}; if ({held}.{last} !== undefined) "
            f"Object.defineProperty({held}, '{last}', {{value: undefined}}); }} catch (fault) {{}}"
        )
    return "\n".join(lines)


def newer_in(script: str) -> list[str]:
    """The newer syntax in a script, its remarks left out."""
    code = re.sub(r"(^|\s)//[^\n]*", "", script)
    return [name for name, pattern in SYNTAX.items() if re.search(pattern, code)]


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return served_letter(tmp_path_factory.mktemp("letter"), serve_directory)


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    with form_service() as (action, received):
        yield action, received


@pytest.fixture(scope="module")
def posted(
    tmp_path_factory: pytest.TempPathFactory,
    serve_directory: ServeDirectory,
    service: tuple[str, list[list[tuple[str, str]]]],
) -> str:
    intake = {"mode": "post", "action": service[0], "service": "Example Forms"}
    changed = {
        "intake": {**intake, "fields": {"redirect": "_next"}},
        "privacy": {"keepers": [{"who": "Example Forms", "what": "your answers"}]},
    }
    return served_letter(tmp_path_factory.mktemp("posted"), serve_directory, changed)


def test_the_form_and_the_coach_work_without_what_is_newer(
    letter: str, open_page: OpenPage
) -> None:
    visit = open_page(f"{letter}/?via=card", before=without(*NEWER))
    page = visit.page
    submit(page)
    expect(page.locator(".summary a")).to_have_count(4)
    fill(page, CONNECT | {"ask": "May I pick your brain?"})
    page.locator("[name=name]").focus()
    expect(page.locator(".field:has([name=ask]) .remark").first).to_be_visible()
    fill(page, CONNECT)
    submit(page)
    expect(page.locator("#ready")).to_be_visible()
    _, _, text = mail(page.locator("#ready .open").get_attribute("href") or "")
    assert answers_in(text) == CONNECT
    page.locator("#ready .copy").click()
    expect(page.locator("#ready .said")).not_to_be_empty()
    assert (visit.console, visit.errors) == ([], [])


def test_a_form_that_posts_works_without_what_is_newer(
    posted: str, open_page: OpenPage, service: tuple[str, list[list[tuple[str, str]]]]
) -> None:
    before = len(service[1])
    page = open_page(f"{posted}/?via=card", before=without(*NEWER)).page
    fill(page, CONNECT)
    submit(page)
    page.wait_for_url("**/thanks/")
    assert len(service[1]) == before + 1


@pytest.mark.parametrize("name", BASES)
def test_where_a_base_is_missing_there_is_the_form_or_the_link(
    letter: str, open_page: OpenPage, name: str
) -> None:
    visit = open_page(f"{letter}/?via=card", before=without(name))
    page = visit.page
    link = page.locator(".plain a")
    if page.locator("#note").is_hidden():
        expect(link).to_be_visible()
        return
    expect(link).to_be_hidden()
    fill(page, CONNECT)
    submit(page)
    expect(page.locator("#ready, .plain").filter(visible=True).first).to_be_visible()
    assert "?via=card" in page.url
    assert "how_found" not in page.url


def test_a_fault_while_the_mail_is_made_brings_the_link_back(
    letter: str, open_page: OpenPage
) -> None:
    late = "addEventListener('load', () => { TextEncoder.prototype.encode = null; })"
    visit = open_page(letter, before=late)
    fill(visit.page, CONNECT)
    with visit.page.expect_event("pageerror"):
        submit(visit.page)
    expect(visit.page.locator(".plain a")).to_be_visible()
    assert "how_found" not in visit.page.url
    assert len(visit.errors) == 1


def test_three_quick_presses_send_one_post(posted: str, open_page: OpenPage) -> None:
    page = open_page(posted).page
    sent: list[Route] = []
    page.route("**/f", lambda route: sent.append(route))  # noqa: PLW0108 - Playwright looks into it
    fill(page, CONNECT)
    page.evaluate("""async () => {
      for (let press = 0; press < 3; press += 1) {
        document.querySelector("#note button[type=submit]").click();
        await new Promise((done) => setTimeout(done, 50));
      }
    }""")
    assert len(sent) == 1
    sent[0].fulfill(status=303, headers={"Location": f"{posted}/thanks/"})
    page.wait_for_url("**/thanks/")
    page.unroute("**/f")


def test_a_form_gone_back_to_can_be_sent_again(
    posted: str, open_page: OpenPage, service: tuple[str, list[list[tuple[str, str]]]]
) -> None:
    page = open_page(posted).page
    before = len(service[1])
    for number in (1, 2):
        fill(page, CONNECT)
        submit(page)
        page.wait_for_url("**/thanks/")
        assert len(service[1]) == before + number
        page.go_back()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_public_script_has_newer_syntax(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert len(text) > 2000
    assert newer_in(text) == []


@pytest.mark.parametrize(
    "planted, name",
    [
        ("a?.b", "?."), ("a ?? b", "??"), ("a ||= b", "||="), ("/(?<=a)b/", "lookbehind"),
        ("/(?<year>a)/", "named group"), ("/\\p{L}/v;", "flag"), ("this.#a = 1", "private"),
        ("class A { static { } }", "static block"), ("import('x')", "import"),
        ("1_000", "big number"), ("globalThis.a", "globalThis"),
    ],
)  # fmt: skip
def test_newer_syntax_is_seen(planted: str, name: str) -> None:
    assert newer_in(f"// x\nlet b; {planted}") == [name]
