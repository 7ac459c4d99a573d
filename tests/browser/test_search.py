"""The search in Chromium: names first, then meaning; typos forgiven; all of it by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.hostile import hostile_book
from tests.browser.stored_sites import built
from tests.browser.test_private_site import SCHEMES, sample_files
from tests.private.bigbooks import people, roster

ADA = """---
name: Ada Byrne
aliases: [Addie]
role: Head of People
org: Fernway
needs: [a fractional CFO for a young firm]
---
Wants to leave fintech by spring.

## Log
- 2026-11-03 call with [[Inés Müller]]: planned the harbour picnic.
"""
INES = """---
name: Inés Müller
knows: [ledgers and long audits, Byrne's old accounts]
reach: {phone: +1 (713) 555-0142, email: ines@harbour.example}
---
Speaks at the fair. 在東京工作
"""
BOOK = {
    "people/ada.md": ADA,
    "people/ines.md": INES,
    "journal/2026.md": "- 2026-10-01 visit with [[Ada Byrne]]: the old observatory\n\n"
    "A barometer for the hall.\n",
    "introductions/2026-ada-ines.md": "---\nbetween: [ada, ines]\nbecause:\n"
    "  ada: she reads lighthouse charts\n  ines: she funds ferries\n"
    "asked_by: me\nasked: {ada: 2026-11-15}\n---\n",
    "requests/2026-11-21-zoe.md": "---\nid: r1\nkind: connect\nreceived: 2026-11-21\n"
    "from: {name: Zoe Quill, email: zoe@example.org}\nwhy: her talk on marmalade\n---\n",
    "rosters/Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,"
    "Connected On\nByron,Adams,,adams@byron.example,Org,Baker,"
    "03 May 2020\nMarmaduke,Post,,,Org,Baker,03 May 2020\n",
    "content/private/garden.md": "# The garden book\n\nWhere the *quinces* stand.\n",
    "kithbook.yml": "today: 2026-11-22\nsynonyms:\n  cfo: [finance chief]\n  ship: [ferries]\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("small"), BOOK))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("sample"), sample_files()))


def opened(page: Page) -> Page:
    page.keyboard.press("/")
    page.locator(".kith-finder[data-names=ready]").wait_for()
    return page


def found(page: Page, question: str) -> dict[str, list[str]]:
    """Titles and reasons by group, in their order."""
    page.locator(".kith-finder input").fill(question)
    return {
        section.locator("h2").inner_text().split(" ")[0]: [
            " | ".join(link.inner_text().split("\n"))
            for link in section.locator(".kith-finder-hit").all()
        ]
        for section in page.locator(".kith-finder section").all()
    }


REACHED = (
    ("7135550142", {"People": ["Inés Müller | +1 (713) 555-0142"]}),
    ("713.555.0142", {"People": ["Inés Müller | +1 (713) 555-0142"]}),
    ("0142", {"People": ["Inés Müller | +1 (713) 555-0142"]}),
    ("INES@harbour.example", {"People": ["Inés Müller | ines@harbour.example"]}),
    ("adams@byron.example", {"Contacts": ["Byron Adams | adams@byron.example"]}),
    ("ines mueller", {"People": ["Inés Müller"]}),
)


Search = Callable[[str], dict[str, list[str]]]


@pytest.fixture(scope="module")
def search(small: str, browser: Browser) -> Iterator[Search]:
    """Asks in one dialog that stays open."""
    page = browser.new_page()
    page.goto(small)
    opened(page).locator(".kith-finder[data-state=ready]").wait_for()
    yield lambda question: found(page, question)
    page.close()


def test_names_come_before_meaning(search: Search) -> None:
    groups = search("byrne")
    assert list(groups) == ["People", "Entries", "Introductions"]
    assert groups["People"] == [
        "Ada Byrne | Head of People · Fernway",
        "Inés Müller | knows Byrne's old accounts",
    ]


@pytest.mark.parametrize(
    "question, group, result",
    [
        ("addie", "People", "Ada Byrne | also Addie"),
        ("INES MULLER", "People", "Inés Müller"),
        ("mueler", "People", "Inés Müller"),
        ("Ada Birne", "People", "Ada Byrne | Head of People · Fernway"),
        ("fractionl", "People", "Ada Byrne | needs a fractional CFO for a young firm"),
        ("leave fin", "People", "Ada Byrne | notes Wants to leave fintech by spring."),
        ("東京", "People", "Inés Müller | notes Speaks at the fair. 在東京工作"),
        ("barometer", "In", "journal/2026.md, line 3 | A barometer for the hall."),
        ("observatory", "Entries", "Ada Byrne | 2026-10-01 visit the old observatory"),
        ("ines picnic", "Entries",
         "Ada Byrne, Inés Müller | 2026-11-03 call planned the harbour picnic."),
        ("lighthouse", "Introductions",
         "Ada Byrne and Inés Müller | she reads lighthouse charts she funds ferries"),
        ("ship", "Introductions",
         "Ada Byrne and Inés Müller | she reads lighthouse charts she funds ferries"),
        ("marmalade", "Requests", "Request: Zoe Quill | her talk on marmalade"),
        ("byron", "Contacts", "Byron Adams | Baker · Org"),
        ("quinces", "Pages", "The garden book | The garden book Where the quinces stand."),
        ("keep touch", "Pages",
         "Keep in touch | Due, due soon, snoozed, paused, old ties"),
    ],
)  # fmt: skip
def test_it_finds(search: Search, question: str, group: str, result: str) -> None:
    assert search(question)[group][0] == result


def test_near_misses_stay_away_from_what_stands_as_asked(search: Search) -> None:
    assert "Contacts" not in search("byrne")
    assert search("marmal") == {
        "Requests": ["Request: Zoe Quill | her talk on marmalade"],
    }
    assert search("xyzzyx") == {}


def test_it_says_what_it_found(small: str, open_page: OpenPage) -> None:
    page = opened(open_page(small).page)
    status = page.locator(".kith-finder-status")
    assert status.inner_text() == "Names first, then needs, offers, notes and entries."
    found(page, "observatory")
    assert status.inner_text() == "Found: 1 entry"
    found(page, "observatry")
    assert status.inner_text() == "Nothing is written exactly like that; close to it: 1 entry"
    found(page, "xyzzyx")
    assert status.inner_text() == "Nothing is written about that. Fewer letters find more."
    assert page.locator(".kith-finder mark").count() == 0


def test_what_matched_is_marked(small: str, open_page: OpenPage) -> None:
    page = opened(open_page(small).page)
    found(page, "frac cfo")
    assert page.locator(".kith-finder mark").all_inner_texts() == ["fractional", "CFO"]


def test_it_works_by_keyboard_alone(small: str, open_page: OpenPage) -> None:
    visit = open_page(f"{small}/keep-in-touch/")
    page = opened(visit.page)
    page.keyboard.type("müller")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert page.locator(".kith-finder").is_hidden()
    page.keyboard.press("Control+k")
    page.locator(".kith-finder").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/ines/")
    assert visit.console == visit.errors == visit.strangers == []


def test_what_is_typed_while_it_opens_is_not_lost(small: str, open_page: OpenPage) -> None:
    page = open_page(small).page
    page.keyboard.type("/observ")
    page.locator(".kith-finder[data-state=ready]").wait_for()
    page.keyboard.type("atory")
    assert page.locator(".kith-finder input").input_value() == "observatory"
    assert page.locator(".kith-finder li").count() == 1


def test_an_entry_is_led_to(small: str, open_page: OpenPage) -> None:
    page = opened(open_page(small).page)
    found(page, "observatory")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/ada/#timeline**")
    assert page.get_by_role("heading", name="Ada Byrne").is_visible()


def test_a_slash_in_a_field_is_a_slash(small: str, open_page: OpenPage) -> None:
    page = open_page(f"{small}/people/").page
    page.get_by_label("Find").press_sequentially("a/")
    assert page.get_by_label("Find").input_value() == "a/"
    assert page.locator(".kith-finder").count() == 0


def test_nothing_is_loaded_before_it_is_asked_for(small: str, open_page: OpenPage) -> None:
    visit = open_page(f"{small}/keep-in-touch/")
    assert not [url for url in visit.requests if "/find/" in url or "minisearch" in url]
    opened(visit.page)
    assert [url for url in visit.requests if "minisearch" in url]
    assert not [url for url in visit.requests if "worker" in url or "lunr" in url]


def test_without_scripts_it_is_a_link_to_the_directory(small: str, open_page: OpenPage) -> None:
    page = open_page(f"{small}/people/ada/", javascript=False).page
    page.get_by_role("link", name="Search").click()
    assert page.url == f"{small}/people/"


def test_the_dialog_is_quiet_accessible_and_fits(
    sample: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    visit = open_page(sample)
    for width, scheme in product((390, 768, 1280), SCHEMES):
        visit.look(width, scheme)
        visit.go(sample)
        page = opened(visit.page)
        assert (width, scheme, axe_violations(page)) == (width, scheme, [])
        assert len(found(page, "ada")) >= 2
        assert (width, scheme, axe_violations(page)) == (width, scheme, [])
        assert (width, scheme, visit.overflow) == (width, scheme, 0)
    assert visit.console == visit.errors == visit.strangers == []


def test_hostile_results_are_words(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    visit = open_page(serve_directory(built(tmp_path, hostile_book())))
    page = opened(visit.page)
    for question in ("script", "alert", "img", "text", "a", "svg onload", "javascript"):
        found(page, question)
        assert page.locator(".kith-finder :is(script, img, svg, iframe, [onclick])").count() == 0
    assert page.evaluate("window.kithbookWasHere") is None
    assert visit.console == visit.errors == visit.strangers == []


@pytest.mark.parametrize("number", [0, 1, 30])
def test_few_or_none(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage, number: int
) -> None:
    visit = open_page(serve_directory(built(tmp_path, people(number))))
    page = opened(visit.page)
    assert len(found(page, "person").get("People", [])) == min(number, 6)
    assert visit.console == visit.errors == []


def test_a_great_roster(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    files = {**people(1), **roster(30_000)}
    page = opened(open_page(serve_directory(built(tmp_path, files))).page)
    assert found(page, "Last29999")["Contacts"] == [
        "First29999 Last29999 | Baker · Org 26 · Town 2999"
    ]
    assert found(page, "Frist29999")["Contacts"][0].startswith("First29999")
    assert len(found(page, "first1")["Contacts"]) == 6
    page.get_by_role("link", name="All of them in the directory").click()
    page.wait_for_url("**/people/")
    page.locator(".kith-filter[data-state=ready]").wait_for()
    assert page.get_by_label("Find").input_value() == "first1"
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("question, groups", REACHED, ids=[one for one, _ in REACHED])
def test_who_rang_or_wrote_is_found(
    question: str, groups: dict[str, list[str]], search: Search
) -> None:
    assert search(question) == groups
