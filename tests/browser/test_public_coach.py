"""The coach in the margin of the letter: what it says, where, and that it stops nobody."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, ServeDirectory, Visit
from tests.browser.letter_sites import (
    CONNECT,
    answers_in,
    fill,
    mail,
    right_to_left,
    served_letter,
    submit,
    violations,
)
from tests.browser.test_private_site import SCHEMES

BRAIN = "I would like to pick your brain"
TALK = "Your talk on tide tables in Rotterdam in May, third row."
WIDE = 1100


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return served_letter(tmp_path_factory.mktemp("letter"), serve_directory)


def write(page: Page, answers: dict[str, str]) -> None:
    """Types answers with the coach beside one, and leaves each field."""
    for name, text in answers.items():
        box = page.locator(f"#note [name={name}]")
        box.focus()
        page.locator("#note[data-coached]").wait_for()
        box.fill(text)
        box.blur()


def said(page: Page) -> dict[str, str]:
    """What stands beside each field."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.answer')]"
        ".map(e => [e.firstElementChild.name, e.querySelector('.advice').textContent]))"
    )
    return {name: text for name, text in found.items() if text}


def quiet(visit: Visit) -> None:
    assert (visit.console, visit.errors, visit.strangers) == ([], [], [])
    assert visit.overflow == 0


def place(page: Page, selector: str) -> dict[str, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


@pytest.mark.parametrize(
    "uri, text, words",
    [
        ("", BRAIN, "“pick your brain” could mean anything"),
        ("de/", "Ich würde mich gern mal mit Ihnen austauschen", "austauschen“ kann alles heißen"),
        ("de/", BRAIN, "„pick your brain“ kann alles heißen"),
    ],
)
def test_it_quotes_the_words_in_the_language_of_the_form(
    letter: str, open_page: OpenPage, uri: str, text: str, words: str
) -> None:
    visit = open_page(f"{letter}/{uri}")
    write(visit.page, {"why": text})
    region = visit.page.locator("[role=status]", has_text=words)
    expect(region).to_have_count(1)
    assert list(said(visit.page)) == ["why"]
    quiet(visit)


def test_it_speaks_after_a_pause_also_to_whoever_was_faster(
    letter: str, open_page: OpenPage
) -> None:
    page = open_page(letter).page
    page.clock.install()
    page.locator("#note [name=why]").fill(BRAIN)  # the script is only now on its way
    page.locator("#note[data-coached]").wait_for()
    assert said(page) == {}
    page.clock.run_for(1300)
    assert "“pick your brain”" in said(page)["why"]
    page.locator("#note [name=why]").press_sequentially(" about the tide tables.")
    page.clock.run_for(1000)
    page.locator("#note [name=why]").press("End")
    page.clock.run_for(1300)
    assert "“pick your brain”" in said(page)["why"]


def test_a_good_note_is_praised_and_never_more_than_two_remarks_stand_there(
    letter: str, open_page: OpenPage
) -> None:
    page = open_page(letter).page
    for name, text in CONNECT.items():
        if name in ("name", "email"):
            continue
        write(page, {name: text})
        assert page.locator(".advice .remark").count() <= 2
    assert page.locator(".advice .remark-good").count() == 2
    assert page.locator(".advice .remark-stop").count() == 0
    write(page, {"how_found": "Google", "why": BRAIN, "ask": "A coffee", "offer": "My network"})
    assert page.locator(".advice .remark").count() == 2


@pytest.mark.parametrize("width", [WIDE, 1280, 1600])
def test_on_wide_screens_it_stands_in_the_margin_and_no_field_moves(
    letter: str, open_page: OpenPage, width: int
) -> None:
    visit = open_page(letter, width=width)
    page = visit.page
    write(page, {"how_found": "x"})
    page.locator("[name=how_found]").fill("")
    page.locator("[name=how_found]").blur()
    before = page.evaluate("document.body.scrollHeight"), place(page, "[name=email]")
    write(page, {"how_found": TALK, "why": BRAIN})
    for name in ("how_found", "why"):
        field = place(page, f"[name={name}]")
        remark = place(page, f".answer:has([name={name}]) .remark")
        assert remark["x"] >= field["x"] + field["width"] + 20
        assert remark["x"] + remark["width"] <= width
        assert field["y"] <= remark["y"] <= field["y"] + field["height"]
        line = f".answer:has([name={name}]) .advice"
        drawn = page.locator(line).evaluate(
            "e => { const line = getComputedStyle(e, '::before');"
            " return [line.borderTopWidth, line.borderTopStyle, line.width] }"
        )
        assert drawn == ["1px", "solid", "28px"]
    assert before == (page.evaluate("document.body.scrollHeight"), place(page, "[name=email]"))
    quiet(visit)


@pytest.mark.parametrize("uri", ["", "de/"])
def test_the_page_stays_calm_and_accessible_with_remarks(
    letter: str, open_page: OpenPage, uri: str
) -> None:
    visit = open_page(f"{letter}/{uri}")
    for width, scheme in product((320, 390, 1280), SCHEMES):
        visit.look(width, scheme)
        visit.go(f"{letter}/{uri}")
        write(visit.page, {"how_found": TALK, "why": BRAIN})
        assert len(said(visit.page)) == 2
        if width < WIDE:
            field, remark = place(visit.page, "[name=why]"), place(visit.page, "#note .remark-stop")
            assert remark["y"] >= field["y"] + field["height"]
        assert (width, scheme, violations(visit.page)) == (width, scheme, [])
        quiet(visit)


def test_forced_colours_keep_the_rule_and_the_line(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    page.emulate_media(reduced_motion="reduce")
    page.emulate_media(forced_colors="active")
    write(page, {"why": BRAIN})
    rule = page.locator("#note .remark").evaluate("e => getComputedStyle(e).borderLeftColor")
    assert rule == page.evaluate("getComputedStyle(document.body).color")
    assert violations(page) == []


def test_from_right_to_left_the_margin_is_on_the_left(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    visit = open_page(served_letter(tmp_path, serve_directory, right_to_left(tmp_path)))
    page = visit.page
    page.locator("[name=why]").fill(BRAIN)
    expect(page.locator("#note[data-coach]")).to_have_count(0)  # it has no words in Hebrew yet
    page.evaluate(
        "document.querySelector('.answer:has([name=why]) .advice').innerHTML ="
        " '<span class=\"remark remark-hint\">שאלה אחת</span>'"
    )
    field, remark = place(page, "[name=why]"), place(page, "#note .remark")
    assert remark["x"] + remark["width"] <= field["x"] - 20
    assert violations(page) == []
    quiet(visit)


def test_the_print_holds_no_remarks_on_the_form(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    write(page, {"why": BRAIN})
    page.emulate_media(media="print")
    expect(page.locator("#note .remark")).to_be_hidden()
    expect(page.locator(".notes .remark").first).to_be_visible()


def test_nothing_is_held_back(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    answers = dict.fromkeys(CONNECT, "x") | {"why": BRAIN, "email": "a@example.org"}
    write(page, {"why": BRAIN})
    fill(page, answers)
    submit(page)
    expect(page.locator("#ready")).to_be_visible()
    _, _, text = mail(page.locator("#ready .open").get_attribute("href") or "")
    assert answers_in(text) == answers


@pytest.mark.parametrize("script", ["throw new Error('torn')", "let a = ;", None])
def test_where_the_coach_does_not_come_the_page_goes_on(
    letter: str, browser: Browser, script: str | None
) -> None:
    page = browser.new_page()
    if script is None:
        page.route("**/coach.*.js", lambda route: route.abort())
    else:
        page.route("**/coach.*.js", lambda route: route.fulfill(body=script))
    page.goto(letter)
    with page.expect_event("requestfinished" if script else "requestfailed"):
        page.locator("#note [name=why]").focus()
    fill(page, CONNECT | {"why": "Words and more words. " * 80})
    page.locator("#note [name=ask]").focus()
    assert "two hundred words" in said(page)["why"]
    fill(page, CONNECT)
    submit(page)
    expect(page.locator("#ready")).to_be_visible()
    page.close()


def test_a_coach_that_breaks_while_it_reads_holds_nothing_up(letter: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(letter)
    page.locator("#note [name=why]").focus()
    page.locator("#note[data-coached]").wait_for()
    page.evaluate("() => { kithCoach.make = () => { throw new Error('torn') } }")
    fill(page, CONNECT)
    submit(page)
    expect(page.locator("#ready")).to_be_visible()
    page.close()


def test_one_long_answer_gets_one_remark_on_its_length(letter: str, open_page: OpenPage) -> None:
    page = open_page(letter).page
    write(page, {"how_found": TALK, "why": "Tide tables and the valves of old harbours. " * 40})
    both = " ".join(said(page).values())
    assert "two hundred words is what I read best" not in both
    assert page.locator(".advice .remark").count() <= 2


def test_with_scripts_off_the_examples_still_carry_remarks(
    letter: str, open_page: OpenPage
) -> None:
    visit = open_page(letter, javascript=False)
    expect(visit.page.locator(".notes .remark-stop")).to_have_count(2)
    expect(visit.page.locator(".notes .remark-good")).to_have_count(2)
    expect(visit.page.locator(".notes")).to_contain_text("“pick your brain” could mean anything")


def test_nobody_is_sent_the_coach_before_the_form_is_begun(
    letter: str, open_page: OpenPage
) -> None:
    visit = open_page(letter)
    assert not [url for url in visit.requests if "/coach." in url]
    write(visit.page, {"why": "x", "ask": "y"})
    assert len([url for url in visit.requests if "/coach." in url]) == 1


def test_what_a_card_fills_in_is_not_taken_for_typed(letter: str, open_page: OpenPage) -> None:
    page = open_page(f"{letter}/?via=talk-rotterdam").page
    write(page, {"why": BRAIN})
    assert page.locator("[name=how_found]").input_value() == "Your talk in Rotterdam in May."
    assert list(said(page)) == ["why"]
