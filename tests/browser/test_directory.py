"""The directory in Chromium: the same answers as `kith find`, at once, at any size."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Page

from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.query import Query, key
from kithbook.text.words import spelt_out
from tests.browser.conftest import OpenPage, ServeDirectory
from tests.browser.stored_sites import built
from tests.browser.test_private_site import SCHEMES, sample_files
from tests.insight.books import CASES as FOLDER
from tests.insight.books import Case, case_id, cases
from tests.insight.test_ask import queries
from tests.private.bigbooks import people, roster
from tests.text.test_words import ALIKE

FINDS = cases("find")
FAULTS = cases("find-faults")
_ASK = """async ([root, text]) => {
  const at = (name) => import(`${root}/assets/kithbook/find/${name}.js`);
  const [ask, book, matching, query] =
    await Promise.all(["ask", "book", "matching", "query"].map(at));
  const [known, contacts] = await Promise.all([book.readBook(), book.readContacts()]);
  const [everyone, reader] = [book.everyoneIn(known, contacts), book.readerOf(known)];
  await book.fold(everyone);
  const asked = ask.parse(text);
  const [fits, test] = [matching.fitting(asked, reader), matching.matcher(asked, reader)];
  if (everyone.some((who) => !fits(who) !== !test(who))) throw Error("two tests disagree");
  return matching.found(fits, everyone).map((who) => ({
    who: who.id ?? `contact ${who.name}`,
    why: test(who).map((hit) =>
      `${hit.field}: ${matching.quote(hit, who)} (${query.print(hit.query)})`),
  }));
}"""
_FAULT = """async ([root, text]) => {
  const { parse } = await import(`${root}/assets/kithbook/find/ask.js`);
  try { return parse(text) && null; }
  catch (fault) { return [String(fault.position), fault.message]; }
}"""
_PRINT = """async ([root, texts]) => {
  const { parse } = await import(`${root}/assets/kithbook/find/ask.js`);
  const { print } = await import(`${root}/assets/kithbook/find/query.js`);
  return texts.map((text) => {
    try { return print(parse(text)); } catch (fault) { return [fault.position, fault.message]; }
  });
}"""
_KEYS = """async ([root, texts]) => {
  const { key, keys, speltOut } = await import(`${root}/assets/kithbook/find/words.js`);
  return [texts.map(key), keys(texts), texts.map(speltOut)];
}"""


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    book = FOLDER / "find" / "book"
    files = {
        path.relative_to(book).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(book.rglob("*"))
        if path.is_file()
    }
    files["kithbook.yml"] = f"today: 2026-11-22\n{files['kithbook.yml']}"
    return serve_directory(built(tmp_path_factory.mktemp("golden"), files))


@pytest.fixture(scope="module")
def tab(golden: str, browser: Any) -> Page:  # noqa: ANN401 - one page for all vectors
    page: Page = browser.new_page()
    page.goto(f"{golden}/problems/")
    return page


@pytest.mark.parametrize("case", FINDS, ids=case_id)
def test_a_query_finds_exactly_these_in_a_browser(case: Case, golden: str, tab: Page) -> None:
    found = tab.evaluate(_ASK, [golden, case["query"]])
    assert [each["who"] for each in found] == case["expect"]
    wanted = case.get("why", {})
    assert {each["who"]: each["why"] for each in found if each["who"] in wanted} == wanted


@pytest.mark.parametrize("case", FAULTS, ids=case_id)
def test_what_is_no_query_is_told_in_the_same_words(case: Case, golden: str, tab: Page) -> None:
    assert tab.evaluate(_FAULT, [golden, case["query"]]) == [case["at"], case["says"]]


def test_there_are_enough_cases() -> None:
    assert len(FINDS) >= 65
    assert len(FAULTS) >= 17


def read_here(text: str) -> str | list[Any]:
    found = parse(text)
    return [found.position, str(found)] if isinstance(found, QueryFault) else str(found)


ODD = (
    "http://example.org", "a:b", "-", "- a", "a -b", "(a", "a)", "()", "-()", "--a", "not not a",
    "NAME:ada", "x y or", "10:30", "“a b” c", '"a\\"b"', "place:“new york”", "met:2019-02-30",
    "met:0999", "last:>99999y", "last:<=2 weeks", "last:>3 fortnights", "due:", "knwos:x", "tagg:x",
    "“never closed", "é:x", "2x:y", "a_b:c", "a\u00a0b", "a\x1cb", "𝒳 or 𝒳: (", "zz:",
)  # fmt: skip


def test_queries_read_and_print_alike(golden: str, tab: Page) -> None:
    assert tab.evaluate(_PRINT, [golden, list(ODD)]) == [read_here(text) for text in ODD]


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(query=queries)
def test_any_query_prints_back_in_a_browser(query: Query, golden: str, tab: Page) -> None:
    assert tab.evaluate(_PRINT, [golden, [str(query)]]) == [str(query)]


def test_words_fold_alike_in_every_script(golden: str, tab: Page) -> None:
    """Two letters are the same in a browser exactly where they are the same here."""
    letters = [chr(code) for code in (*range(32, 0xD800), *range(0xE000, 0x1F000))]
    assigned = [f"a{letter}b" for letter in letters if letter.isprintable()]
    assert len(assigned) > 70_000
    there, together, spelt = tab.evaluate(_KEYS, [golden, assigned])
    assert there == together
    pairs = set(zip(map(key, assigned), there, strict=True))
    assert len({one for one, _ in pairs}) == len(pairs) == len({other for _, other in pairs})
    assert [bool(one) for one in spelt] == [bool(spelt_out(one)) for one in assigned]
    for names in ([one for one, _ in ALIKE], ["Müller", "Jörg", "Håkon Bø"]):
        there, _, spelt = tab.evaluate(_KEYS, [golden, names])
        assert there == [key(name) for name in names]
        assert spelt == [key(spelt_out(name)) for name in names]


# --- the page -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("sample"), sample_files()))


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    files = {
        "people/zoe.md": "---\nname: Zoë Müller\nplace: Kiel\nknows: [patient letters]\n"
        "met: {on: 2019-05-07}\n---\n\n## Log\n- 2026-10-01 call: talked\n",
        "people/al.md": "---\nname: Al Ash\naliases: [Sandy]\nplace: Bremen\ntags: [choir]\n---\n",
        **roster(30_000),
    }
    return serve_directory(built(tmp_path_factory.mktemp("crowd"), files))


def names(page: Page) -> list[str]:
    return page.locator(".kith-people tbody th").all_inner_texts()


def ready(page: Page) -> Page:
    page.locator(".kith-filter[data-state=ready]").wait_for()
    return page


def said(page: Page) -> str:
    return page.locator("#kith-count").inner_text()


def test_it_finds_as_one_types_and_the_address_stays_silent(
    crowd: str, open_page: OpenPage
) -> None:
    visit = open_page(f"{crowd}/people/?q=muller")
    page = ready(visit.page)
    field = page.get_by_label("Find")
    assert names(page) == ["Zoë Müller"]
    field.fill("patient LETTERS")
    assert names(page) == ["Zoë Müller"]
    assert page.locator(".kith-found").inner_text() == "knows patient letters"
    assert page.locator(".kith-found mark").all_inner_texts() == ["patient"]
    assert page.url.endswith("/people/")
    field.fill("Last29999")
    assert names(page) == ["First29999 Last29999"]
    field.fill("sandy")
    assert page.locator(".kith-found").inner_text() == "also Sandy"
    field.fill("nobody at all")
    assert said(page) == "Nobody fits. Fewer words find more, and Ask finds who comes near."
    field.fill("")
    assert said(page) == "30,002 found, the first 100 shown"
    assert page.url.endswith("/people/")
    assert visit.console == visit.errors == visit.strangers == []


def test_a_faulty_query_is_told_and_keeps_what_is_shown(crowd: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{crowd}/people/?q=muller").page)
    field = page.get_by_label("Find")
    field.fill("plaec:kiel")
    assert said(page) == '“plaec:” is no field. Did you mean "place"?'
    assert field.get_attribute("aria-invalid") == "true"
    assert names(page) == ["Zoë Müller"]
    field.fill("place:")
    assert said(page) == "“place:” needs a word after it. Leave no space between."
    field.fill("place:kiel")
    assert said(page) == "1 found"
    assert field.get_attribute("aria-invalid") is None


def test_a_faulty_address_shows_everyone(crowd: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{crowd}/people/?q=(").page)
    assert said(page) == "This “(” is never closed. Add a “)”."
    assert len(names(page)) == 100


def test_it_sorts_by_any_column(crowd: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{crowd}/people/").page)
    heads = page.locator(".kith-people thead th")
    assert heads.all_inner_texts() == ["Name", "Work", "Place", "Circle", "Last contact", "Met"]
    for name, first in (
        ("Name", "Al Ash"), ("Place", "Al Ash"), ("Last contact", "Zoë Müller"),
        ("Met", "First10019 Last10019"), ("Work", "First0 Last0"),
    ):  # fmt: skip
        page.get_by_role("button", name=name, exact=True).click()
        assert names(page)[0] == first
    assert heads.nth(1).get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Name", exact=True).click()
    page.get_by_role("button", name="Name", exact=True).click()
    assert names(page)[0] == "Zoë Müller"
    assert heads.nth(0).get_attribute("aria-sort") == "descending"


def test_more_rows_come_when_asked_for(crowd: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{crowd}/people/").page)
    page.get_by_role("button", name="Show more").click()
    assert len(names(page)) == 300
    assert said(page) == "30,002 found, the first 300 shown"
    page.get_by_label("Find").fill("kiel")
    assert page.get_by_role("button", name="Show more").is_hidden()


def test_facets_ask_for_a_place_or_a_tag(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    facets = page.locator(".kith-facets button")
    assert facets.count() >= 8
    for place in range(0, facets.count(), 5):
        facet = facets.nth(place)
        count = facet.locator(".kith-count").inner_text()
        facet.click()
        assert facet.get_attribute("aria-pressed") == "true"
        assert said(page).split(" ")[0] == count
        facet.click()
        assert facet.get_attribute("aria-pressed") == "false"
        assert page.get_by_label("Find").input_value() == ""


def test_a_facet_narrows_what_was_asked(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/?q=a+or+b").page)
    page.locator(".kith-facets button").first.click()
    assert page.get_by_label("Find").input_value().startswith("(a or b) place:")


def test_without_scripts_it_is_a_table_that_says_what_it_leaves_out(
    crowd: str, open_page: OpenPage
) -> None:
    page = open_page(f"{crowd}/people/", javascript=False).page
    assert names(page)[:2] == ["Al Ash", "Zoë Müller"]
    assert len(names(page)) == 102
    assert page.locator(".kith-filter").is_hidden()
    assert page.get_by_text(
        "29,900 more contacts stand in the rosters and are not shown"
    ).is_visible()


def test_it_is_quiet_accessible_and_fits(
    sample: str, open_page: OpenPage, axe_violations: Callable[[Page], list[str]]
) -> None:
    visit = open_page(f"{sample}/people/?q=in")
    assert len(visit.requests) >= 4
    for width, scheme in product((390, 768, 1280), SCHEMES):
        visit.look(width, scheme)
        visit.go(f"{sample}/people/?q=in")
        ready(visit.page).get_by_text("How to ask").click()
        assert (width, scheme, visit.overflow) == (width, scheme, 0)
        assert (width, scheme, axe_violations(visit.page)) == (width, scheme, [])
    assert visit.console == visit.errors == visit.strangers == []


@pytest.mark.parametrize("number", [0, 1, 30])
def test_few_or_none(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage, number: int
) -> None:
    visit = open_page(f"{serve_directory(built(tmp_path, people(number)))}/people/")
    assert visit.console == visit.errors == []
    if number:
        assert said(ready(visit.page)) == f"{number} found"
        assert len(names(visit.page)) == number
    else:
        assert visit.page.get_by_text("Nobody is here yet.").is_visible()
        assert not [url for url in visit.requests if "/find/" in url]


def test_every_example_is_a_query(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    examples = page.locator(".kith-asking code").all_text_contents()
    assert len(examples) >= 5
    for example in examples:
        page.get_by_label("Find").fill(example)
        assert page.get_by_label("Find").get_attribute("aria-invalid") is None
