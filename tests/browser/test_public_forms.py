"""Both forms filled in and sent, in every mode and many scripts; what arrives is what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.letter_sites import (
    CONNECT,
    INTRODUCTION,
    answers_in,
    checksum,
    fill,
    form_service,
    mail,
    served_letter,
    submit,
    violations,
)

FORMS = [("", CONNECT), ("introduction/", INTRODUCTION)]
SCRIPTS = {
    "latin": "Zoë & Łukasz said: 50% + “yes”? <b>#1</b> \\ [why] ok",
    "cyrillic": "Видел ваш доклад в мае.",
    "cjk": "五月の講演を聞きました。",
    "emoji": "👩🏽‍🎻 🇫🇮 é ﬁ",
    "spaces": "a\u00a0b\u2003c\ufeffd\u3000e\tf\u200bg",
    "piled": "Z" + "\u0301\u0323" * 15 + " and Z" + "\u0301\u0323\u0338" * 20,
    "right-to-left": "שמעתי את ההרצאה; سمعت المحاضرة",
}

Received = list[list[tuple[str, str]]]


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return served_letter(tmp_path_factory.mktemp("letter"), serve_directory)


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[str, Received]]:
    with form_service() as (action, received):
        yield action, received


@pytest.fixture(scope="module")
def posted(
    tmp_path_factory: pytest.TempPathFactory,
    serve_directory: ServeDirectory,
    service: tuple[str, Received],
) -> str:
    changed = {
        "intake": {
            "mode": "post",
            "action": service[0],
            "service": "Example Forms",
            "fields": {"subject": "_subject", "redirect": "_next"},
            "fixed": {"access_key": "k 1"},
        },
        "privacy": {"keepers": [{"who": "Example Forms", "what": "your answers"}]},
    }
    return served_letter(tmp_path_factory.mktemp("posted"), serve_directory, changed)


def kind_of(uri: str) -> str:
    return uri.strip("/") or "connect"


def ready_mail(page: Page) -> tuple[str, str, str]:
    expect(page.locator("#ready")).to_be_visible()
    return mail(page.locator("#ready .open").get_attribute("href") or "")


# --- what is still to be added ---


@pytest.mark.parametrize("uri, answers", FORMS)
@pytest.mark.parametrize("width", [320, 1280])
def test_an_empty_form_says_what_to_add(
    letter: str, open_page: OpenPage, uri: str, answers: dict[str, str], width: int
) -> None:
    visit = open_page(f"{letter}/{uri}", width=width, scheme="light" if width == 320 else "dark")
    page = visit.page
    submit(page)
    summary = page.locator(".summary")
    expect(summary).to_be_focused()
    needed = [name for name in answers if name != "offer"]
    expect(summary.locator("a")).to_have_count(len(needed))
    expect(page.locator("[aria-invalid=true]")).to_have_count(len(needed))
    assert page.title().startswith("To add: ")
    first = page.locator(f"#note [name={needed[0]}]")
    assert f"q-{needed[0]}-mend" in (first.get_attribute("aria-describedby") or "")
    assert (
        summary.locator("a").first.inner_text() == page.locator(f"#q-{needed[0]}-mend").inner_text()
    )
    summary.locator("a").first.click()
    expect(first).to_be_focused()
    assert violations(page) == []
    assert visit.overflow == 0
    assert (visit.console, visit.errors) == ([], [])


def test_an_odd_address_is_explained_and_mended(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    fill(page, CONNECT | {"email": "zoe at example"})
    submit(page)
    expect(page.locator(".summary a")).to_have_text(
        "An e-mail address has a name, an @ and a place, as in ann@example.org."
    )
    fill(page, {"email": "zoe@example.org"})
    submit(page)
    expect(page.locator("#ready")).to_be_visible()
    assert not page.title().startswith("To add")


def test_a_long_answer_is_met_with_advice_and_never_cut(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    page.route("**/coach.*.js", lambda route: route.abort())  # which would speak instead
    long = "Words and more words. " * 100
    fill(page, {"why": long})
    page.locator("[name=ask]").focus()
    expect(page.locator(".field:has([name=why]) .advice")).to_contain_text("two hundred words")
    assert page.locator("[name=why]").input_value() == long
    fill(page, {"why": "Short."})
    page.locator("[name=ask]").focus()
    expect(page.locator(".field:has([name=why]) .advice")).to_be_empty()


# --- by mail ---


@pytest.mark.parametrize("uri, answers", FORMS)
def test_a_mail_holds_what_was_typed(
    letter: str, open_page: OpenPage, uri: str, answers: dict[str, str]
) -> None:
    visit = open_page(f"{letter}/{uri}", width=390)
    fill(visit.page, answers)
    submit(visit.page)
    to, _, text = ready_mail(visit.page)
    assert to == "hello@example.org"
    assert answers_in(text) == answers
    assert f"[kithbook 1 {kind_of(uri)} en " in text
    assert text.rstrip().endswith(f"[end {checksum(answers)}]")
    assert visit.page.locator("#ready-text").input_value() == text
    expect(visit.page.locator("#ready .small-title")).to_be_focused()
    assert violations(visit.page) == []
    assert visit.overflow == 0
    assert (visit.console, visit.errors, visit.strangers) == ([], [], [])


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_arrives_as_it_was_typed(
    letter: str, open_page: OpenPage, script: str
) -> None:
    page = open_page(f"{letter}/de/").page
    typed = CONNECT | {"why": SCRIPTS[script], "offer": "", "name": "Zoë"}
    fill(page, typed)
    submit(page)
    _, subject, text = ready_mail(page)
    given = {name: value for name, value in typed.items() if value}
    assert subject == "Ein Brief an Vera Lindholm"
    assert answers_in(text) == given
    assert text.rstrip().endswith(f"[end {checksum(given)}]")


def test_a_mail_too_long_for_a_link_is_copied(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    typed = CONNECT | {"why": "五月の講演を聞きました。" * 20}
    fill(page, typed)
    submit(page)
    expect(page.locator("#ready .open")).to_be_hidden()
    expect(page.locator("#ready .too-long")).to_be_visible()
    assert violations(page) == []
    page.locator("#ready .copy").click()
    expect(page.locator("#ready .said")).to_contain_text("Copied.")
    assert answers_in(page.evaluate("navigator.clipboard.readText()")) == typed


def test_a_link_never_grows_beyond_what_every_system_opens(
    letter: str, open_page: OpenPage
) -> None:
    page = open_page(letter).page
    lengths = set()
    for length in (300, 500, 600, 700, 800, 900):
        fill(page, CONNECT | {"why": "x" * length})
        submit(page)
        expect(page.locator("#ready")).to_be_visible()
        opened = page.locator("#ready .open")
        if opened.is_visible():
            lengths.add(len(opened.get_attribute("href") or ""))
        page.locator("#ready .back").click()
    assert len(lengths) >= 2
    assert max(lengths) <= 1900


def test_where_the_clipboard_is_shut_the_text_is_selected(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    page.evaluate(
        """() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error("shut"));
          document.execCommand = () => false;
        }"""
    )
    fill(page, CONNECT)
    submit(page)
    page.locator("#ready .copy").click()
    expect(page.locator("#ready .said")).to_contain_text("Press Ctrl+C")
    assert answers_in(page.evaluate("getSelection().toString()")) == CONNECT


def test_answers_can_be_changed_and_nothing_is_kept(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    fill(page, CONNECT)
    submit(page)
    page.locator("#ready .back").click()
    expect(page.locator("#note [name=how_found]")).to_be_focused()
    assert page.locator("[name=why]").input_value() == CONNECT["why"]
    fill(page, {"ask": "Five sentences?"})
    submit(page)
    assert answers_in(ready_mail(page)[2])["ask"] == "Five sentences?"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.goto(f"{letter}/privacy/")
    page.goto(letter)
    assert page.locator("[name=why]").input_value() == ""


def id_of(page: Page) -> str:
    return ready_mail(page)[2].split("[kithbook 1 connect en ")[1][:8]


def again(page: Page, answers: Mapping[str, str]) -> str:
    page.locator("#ready .back").click()
    fill(page, answers)
    submit(page)
    return id_of(page)


def test_a_second_note_of_an_open_page_is_another_note(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    fill(page, CONNECT)
    submit(page)
    first = id_of(page)
    assert again(page, {"ask": "Something else"}) == first, "nothing was sent yet"
    page.evaluate(
        """() => document.querySelector('#ready .open')
          .addEventListener('click', (event) => event.preventDefault())"""
    )
    page.locator("#ready .open").click()
    assert again(page, {"ask": "  something  ELSE."}) == first, "the same words"
    second = again(page, {"ask": "A room in Houston"})
    assert second != first
    assert again(page, {"ask": "Two rooms in Houston"}) == second, "nothing more was sent yet"
    page.locator("#ready .copy").click()
    third = again(page, {"ask": "A third thing"})
    assert third not in (first, second)
    page.locator("#ready-text").dispatch_event("copy")
    assert again(page, {"ask": "A fourth"}) not in (first, second, third)


# --- how one came here ---


@pytest.mark.parametrize(
    "via, written, token",
    [
        ("card", "You gave me your card.", " via:card]"),
        ("a+friend%20of%20Bo", "a friend of Bo", "]"),
        ("%3Cscript%3E1%3C/script%3E", "<script>1</script>", "]"),
        ("__proto__", "__proto__", "]"),
        ("%E2%80%AEevil%0A%00", "evil", "]"),
        ("x" * 200, "x" * 80, "]"),
    ],
)
def test_via_prefills_an_answer_that_can_be_changed(
    letter: str, open_page: OpenPage, via: str, written: str, token: str
) -> None:
    visit = open_page(f"{letter}/?via={via}")
    found = visit.page.locator("[name=how_found]")
    expect(found).to_be_visible()
    assert found.input_value() == written
    fill(visit.page, CONNECT)
    submit(visit.page)
    text = ready_mail(visit.page)[2]
    assert answers_in(text) == CONNECT
    assert text.split("\n")[2].endswith(token)
    assert (visit.console, visit.errors) == ([], [])


# --- by a form service ---


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("uri, answers", FORMS)
def test_a_form_service_receives_every_field(
    posted: str,
    service: tuple[str, Received],
    open_page: OpenPage,
    uri: str,
    answers: dict[str, str],
    javascript: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    visit = open_page(f"{posted}/{uri}?via=card", javascript=javascript)
    service[1].clear()
    fill(visit.page, answers | {"name": SCRIPTS["emoji"], "how_found": SCRIPTS["right-to-left"]})
    submit(visit.page)
    visit.page.wait_for_url(f"{posted}/thanks/")
    (fields,) = service[1]
    got = dict(fields)
    assert len(got) == len(fields)
    elapsed = got.pop("kith_elapsed")
    assert elapsed.isdigit() if javascript else elapsed == ""
    typed = {name: text.replace("\n", "\r\n") for name, text in answers.items()}
    assert got == typed | {
        "name": SCRIPTS["emoji"],
        "how_found": SCRIPTS["right-to-left"],
        "kith_version": "1",
        "kith_kind": kind_of(uri),
        "kith_language": "en",
        "kith_website": "",
        "kith_via": "card" if javascript else "",
        "access_key": "k 1",
        "_subject": got["_subject"],
        "_next": f"{posted}/thanks/",
    }
    assert "Vera Lindholm" in got["_subject"]
    assert (visit.console, visit.errors, visit.strangers) == ([], [], [])


def test_a_filled_honeypot_is_a_flag_and_no_refusal(
    posted: str, service: tuple[str, Received], open_page: OpenPage
) -> None:
    page = open_page(posted).page
    service[1].clear()
    fill(page, CONNECT)
    page.evaluate("document.getElementById('kith_website').value = 'https://example.org'")
    submit(page)
    page.wait_for_url(f"{posted}/thanks/")
    assert dict(service[1][0])["kith_website"] == "https://example.org"


def test_a_post_form_asks_for_what_is_missing_and_sends_nothing(
    posted: str, service: tuple[str, Received], open_page: OpenPage
) -> None:
    visit = open_page(posted, width=390)
    service[1].clear()
    assert violations(visit.page) == []
    submit(visit.page)
    expect(visit.page.locator(".summary")).to_be_focused()
    assert violations(visit.page) == []
    assert service[1] == []


def test_where_the_script_is_shut_out_the_browser_asks(
    posted: str, service: tuple[str, Received], open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(posted, javascript=False).page
    service[1].clear()
    submit(page)
    assert page.locator("#note :invalid").count() >= 1
    assert service[1] == []
