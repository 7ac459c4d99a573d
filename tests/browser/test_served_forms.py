"""What a served page tells the owner to do is done there: by forms, without a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import ServeDirectory
from tests.browser.forms_book import ACTIONS, ADA, FILES, HOSTILE
from tests.browser.test_served import Served, running, start
from tests.private.sites import write_book

LONGEST = 120_000
TAKEN_BACK = {"Write it down", "Not these two", "Accept"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(tmp_path_factory.mktemp("book"), FILES) as served:
        yield served


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[BrowserContext]:
    context = window(browser, scripts=False)
    yield context
    context.close()


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Waits as long as a busy machine needs to build a site."""
    expect.set_options(timeout=LONGEST)
    yield
    expect.set_options(timeout=5_000)


def window(browser: Browser, *, scripts: bool = True) -> BrowserContext:
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(LONGEST)
    return context


def book_of(served: Served) -> dict[str, str]:
    folders = ("people", "introductions", "requests", "journal")
    return {
        path.relative_to(served.book).as_posix(): path.read_text(encoding="utf-8")
        for folder in folders
        for path in (served.book / folder).glob("*")
    }


def form_of(page: Page, part: str, title: str) -> Locator:
    """The form of an action, unfolded."""
    place = page.locator(part).first
    folded = place.locator("details.kith-deed").filter(
        has=page.locator("summary", has_text=re.compile(rf"^{re.escape(title)}"))
    )
    if not folded.count():
        return (
            place.locator("form.kith-form")
            .filter(has=page.get_by_role("button", name=re.compile(rf"^{re.escape(title)}")))
            .first
        )
    for row in folded.first.locator("xpath=ancestor::details[not(@open)]").all():
        row.locator("summary").first.click()
    folded.first.locator("summary").click()
    return folded.first.locator("form")


def say(form: Locator, said: dict[str, str]) -> None:
    for label, value in said.items():
        field = form.get_by_label(label)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def test_every_action_of_a_page_is_done_by_its_form(
    served: Served, scriptless: BrowserContext, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = scriptless.new_page()
    page.goto(served.key)
    assert page.url == f"{served.address}/"
    assert page.context.cookies()[0]["value"] not in served.key
    for one in ACTIONS:
        page.goto(f"{served.address}/{one.page}")
        before = book_of(served)
        form = form_of(page, one.part, one.title)
        say(form, one.said)
        form.get_by_role("button").click()
        told = page.locator("#told")
        expect(told).to_be_visible()
        after = book_of(served)
        changed = {path for path in before | after if before.get(path) != after.get(path)}
        main = {path for path in changed if path.startswith(one.file)}
        assert (one.title, changed - main - set(one.also)) == (one.title, set()), told.inner_text()
        assert (one.title, len(main)) == (one.title, 1), told.inner_text()
        (path,) = main
        assert one.line in after[path], (one.title, after[path])
        expect(told).to_contain_text(path)
        if one.file == path:
            expect(told).to_contain_text(f"{path}:")
        if one.title in TAKEN_BACK:
            told.get_by_role("button", name="Undo").click()
            expect(page.locator("#told")).to_contain_text("is taken back")
            assert book_of(served) == before
    page.reload()
    expect(page.locator("#told")).to_have_count(0)


def test_whoever_did_not_come_by_the_address_reads_and_no_more(
    served: Served, browser: Browser, serve_directory: ServeDirectory, tmp_path: Path
) -> None:
    mine, theirs = window(browser), window(browser)
    page, other = mine.new_page(), theirs.new_page()
    page.goto(served.key)
    page.goto(f"{served.address}/people/ada/")
    other.goto(f"{served.address}/people/ada/")
    expect(other.get_by_text("open the address that")).to_be_visible()
    assert other.locator("form[method=post]").count() == 0
    assert other.get_by_text("kith snooze ada").count() == 1
    before = book_of(served)
    form = form_of(page, "article", "Add a need").inner_html()
    hidden = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form))
    # Another site of this machine gets the cookie sent along, and knows a token.
    (tmp_path / "index.html").write_text(
        f'<form method="post" action="{served.address}/.kith/write">{form}</form>', encoding="utf-8"
    )
    place = f"{served.address}/.kith/write"
    elsewhere = mine.new_page()
    elsewhere.goto(serve_directory(tmp_path))
    elsewhere.locator("input[name=text]").fill("a foreign need")
    with elsewhere.expect_navigation() as gone:
        elsewhere.evaluate("document.forms[0].submit()")
    assert gone.value is not None
    assert gone.value.status == 403
    own = {"Origin": served.address}
    for context, headers, more, status in (
        (theirs, own, {}, 403),
        (mine, own, {"kith-token": "0" * 64}, 403),
        (mine, {"Origin": "http://evil.example"}, {}, 403),
        (mine, {**own, "Host": "evil.example"}, {}, 403),
        (mine, own, {"text": "x" * 70_000}, 413),
    ):
        answer = context.request.post(place, form={**hidden, **more}, headers=headers)
        assert (headers, answer.status) == (headers, status)
    assert mine.request.get(place, params=hidden).status == 405
    assert book_of(served) == before
    mine.close()
    theirs.close()


def test_a_file_that_changed_meanwhile_is_left_and_what_was_typed_stays(
    served: Served, scriptless: BrowserContext
) -> None:
    page = scriptless.new_page()
    page.goto(served.key)
    page.goto(f"{served.address}/people/cy/")
    file = served.book / "people" / "cy.md"
    file.write_text(file.read_text(encoding="utf-8") + "An edit.\n", encoding="utf-8")
    before = book_of(served)
    form = form_of(page, "article", "Add an offer")
    say(form, {"What they are glad to give": HOSTILE})
    form.get_by_role("button").click()
    expect(page.locator("#told")).to_contain_text("people/cy.md changed since")
    assert book_of(served) == before
    again = page.locator("details[open] form")
    expect(again.get_by_label("What they are glad to give")).to_have_value(HOSTILE)


def test_what_is_being_typed_outlives_a_change_of_the_book(
    served: Served, browser: Browser, axe_violations: Callable[[Page], list[str]]
) -> None:
    context = window(browser)
    page = context.new_page()
    page.goto(served.key)
    page.goto(f"{served.address}/people/di/")
    form = form_of(page, "article", "Write it down")
    form.get_by_label("What you spoke of").fill("half a sentence")
    assert axe_violations(page) == []
    file = served.book / "people" / "ed.md"
    told = file.read_text(encoding="utf-8") + "An edit that speaks of [[di]].\n"
    file.write_text(told, encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("half written")
    form.get_by_role("button").click()
    expect(page.locator("#told")).to_contain_text("people/di.md:")
    assert "half a sentence" in file.with_name("di.md").read_text(encoding="utf-8")
    assert axe_violations(page) == []
    context.close()


def test_the_next_start_takes_no_form_of_this_one_and_nothing_of_it_stays(
    served: Served, tmp_path: Path, browser: Browser
) -> None:
    context = window(browser, scripts=False)
    page = context.new_page()
    first = start(write_book(tmp_path, FILES))
    port = first.address.rpartition(":")[2]
    page.goto(first.key)
    page.goto(f"{first.address}/people/ada/")
    form = form_of(page, "article", "Add a need")
    secrets = [first.key.partition("key=")[2], context.cookies()[0]["value"]]
    secrets += re.findall(r'name="kith-token" value="([^"]*)"', page.content())
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(secrets) > 5
    assert [one for one in secrets if one.encode() in kept] == []
    first.end()
    second = start(tmp_path, "--port", port)
    assert second.address == first.address
    say(form, {"What they look for": "a need of another start"})
    form.get_by_role("button").click()
    expect(page.locator("body")).to_contain_text("Open that address, then do it again")
    page.goto(first.key)
    expect(page.locator("form[method=post]")).to_have_count(0)
    page.goto(second.key)
    page.goto(f"{second.address}/people/ada/")
    assert page.locator("form[method=post]").count() > 3
    second.end()
    third = start(tmp_path, "--port", port, "--read-only")
    assert third.key == f"{third.address}/"
    page.goto(f"{third.address}/people/ada/")
    assert page.locator("form[method=post], .kith-read-only").count() == 0
    answer = context.request.post(
        f"{third.address}/.kith/write", form={"kith-do": "x"}, headers={"Origin": third.address}
    )
    assert answer.status == 405
    third.end()
    assert (tmp_path / "people" / "ada.md").read_text(encoding="utf-8") == ADA
    context.close()
