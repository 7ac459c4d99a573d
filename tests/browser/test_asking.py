"""Who do I know who…, in Chromium: the same standings and answers as `kith find`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kithbook.book.load import load_book
from kithbook.matching import browser as browser_side
from kithbook.matching import ranking
from kithbook.matching.stems import stems_for
from kithbook.suggestions.who_knows import Asking, ask_of, everyone_in
from tests.browser.both_sides import ASK, read_as_the_book, same_answers, same_standings
from tests.browser.conftest import OpenPage, ServeDirectory, Visit
from tests.browser.hostile import hostile_book
from tests.browser.mixed_book import ENGLISH_ALONE, GERMAN_ALONE
from tests.browser.stored_sites import built, built_anew
from tests.browser.test_private_site import sample_files
from tests.matching import marked
from tests.private.bigbooks import people
from tests.structure.sources import ROOT

_STEM = """async ([root, words]) => {
  const { english } = await import(`${root}/assets/kithbook/asking/english.js`);
  return words.map(english);
}"""
_MORE = (
    "who do I know who can fix an accordion?", "cfo", "finance lead for start-ups", "a plumber",
    "somebody to talk to about grief", "who could look after a dog for a week?", "bronze casting",
    "who can read old handwriting", "overtones of a bell", "Akkordeon reparieren", "東京",
    "Wer kann Glocken gießen?", "Krankenschwester", "alte Handschriften lesen", "Hausverwalter",
    "Gartenzaunbauer", "Glocke", "Hand und Arm", "eine Kinderärztin für die Enkel", "xyzzy Koch",
    "choir in Galveston", "heat pumps for an old house", "money person",
    "who speaks Welsh?", "wer spricht Polnisch?", "a German speaker in Houston", "wills",
    "human resources", "", "the", "x1 42", "naïve café", "ships and harbours at night",
)  # fmt: skip


def questions() -> list[str]:
    needs = marked.read_marked(marked.HERE / "needs" / "needs-sample.yml")
    others = marked.read_marked(marked.HERE / "needs" / "needs-200.yml")
    return [*_MORE, *(one.text for one in needs), *(one.text for one in others)][:90]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, serve_directory: ServeDirectory) -> str:
    return serve_directory(built(tmp_path_factory.mktemp("asking"), sample_files()))


@pytest.fixture(scope="module")
def tab(sample: str, browser: Any) -> Page:  # noqa: ANN401 - one page for all questions
    page: Page = browser.new_page()
    page.goto(f"{sample}/problems/")
    return page


@pytest.fixture(scope="module")
def asking() -> Asking:
    network = load_book(ROOT)
    return ask_of(everyone_in(network), network.settings)


@pytest.fixture(scope="module")
def there(sample: str, tab: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tab.evaluate(ASK, [sample, questions()])
    return found


def test_everyone_stands_where_the_engine_puts_them(
    asking: Asking, there: list[dict[str, Any]]
) -> None:
    asked = [
        each for each in zip(questions(), there, strict=True) if read_as_the_book(asking, each[0])
    ]
    assert len(asked) >= 70
    for question, found in asked:
        same_standings(asking, question, found)


def test_answers_rest_on_the_same_words(asking: Asking, there: list[dict[str, Any]]) -> None:
    pairs = zip(questions(), there, strict=True)
    asked = [(question, found) for question, found in pairs if read_as_the_book(asking, question)]
    assert sum(same_answers(asking, question, found) for question, found in asked) > 150


def test_english_stems_are_those_of_snowball(sample: str, tab: Page) -> None:
    words = {word for text in questions() for word in text.casefold().split() if word.isalpha()}
    forms = [word + ending for word in sorted(words) for ending in ("", "s", "ed", "ing", "ation")]
    plain = [word for word in forms if word.isascii()]
    assert len(plain) > 500
    stems = stems_for("en")
    assert tab.evaluate(_STEM, [sample, plain]) == [stems.of(word) for word in plain]


@pytest.fixture
def site_of(tmp_path: Path, serve_directory: ServeDirectory) -> Callable[[dict[str, str]], str]:
    return lambda files: serve_directory(built(tmp_path, files))


def ready(page: Page) -> Page:
    page.locator(".kith-filter[data-state=ready]").wait_for()
    return page


def ask(page: Page, question: str) -> list[str]:
    """Asks on the page, and gives the names of who answers."""
    page.get_by_label("Find").fill(question)
    page.get_by_label("Find").press("Enter")
    page.wait_for_function(
        "said => document.querySelector('.kith-filter').dataset.asked === said", arg=question
    )
    return page.locator(".kith-people tbody th").all_inner_texts()


def binaries(visit: Visit) -> set[str]:
    """The lists and vectors that were read, beside what every page reads."""
    return {url.rpartition("/")[2] for url in visit.requests if url.endswith(".bin")}


def said(page: Page) -> str:
    return page.locator("#kith-count").inner_text()


def test_a_question_is_answered_with_its_lines(sample: str, open_page: OpenPage) -> None:
    visit = open_page(f"{sample}/people/")
    page = ready(visit.page)
    assert binaries(visit) == set()
    assert ask(page, "who could cast small odd parts in bronze?")[0] == "Łukasz Wójcik"
    line = page.locator(".kith-found").first
    assert line.inner_text().startswith("offers casting small odd parts in bronze")
    assert {"casting", "bronze"} <= set(line.locator("mark").all_inner_texts())
    assert said(page).endswith("may answer, the likeliest first")
    assert page.url.endswith("/people/")
    assert visit.console == visit.errors == visit.strangers == []


def test_typing_goes_back_to_looking_up(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    ask(page, "bronze bells")
    page.get_by_label("Find").fill("ada")
    assert "found" in said(page)
    assert page.url.endswith("/people/")


def test_a_question_is_in_no_address_until_it_is_shared(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = page.get_by_role("button", name="Copy link")
    assert link.is_hidden()
    names = ask(page, "who is leaving her husband?")
    assert page.evaluate("performance.getEntriesByType('navigation')[0].name") == page.url
    assert page.url == f"{sample}/people/"
    link.click()
    page.get_by_role("button", name="Copied").wait_for()
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared == f"{sample}/people/?ask=who+is+leaving+her+husband%3F"
    assert page.url == f"{sample}/people/"
    other = ready(open_page(shared).page)
    other.wait_for_function("document.querySelector('.kith-filter').dataset.asked !== undefined")
    assert other.locator(".kith-people tbody th").all_inner_texts() == names
    other.get_by_label("Find").fill("ada")
    assert other.url == f"{sample}/people/"


def test_a_question_is_there_when_one_comes_back(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    page.get_by_label("Find").fill("ada")
    page.locator(".kith-people tbody a").first.click()
    page.go_back()
    assert ready(page).get_by_label("Find").input_value() == "ada"
    assert page.url == f"{sample}/people/"


def test_where_the_clipboard_is_shut_the_address_says_it(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_label("Find").fill("ada")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_url(f"{sample}/people/?q=ada")


def test_fields_say_among_whom_it_is_asked(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    everyone = ask(page, "a choir")
    some = ask(page, "a choir place:galveston")
    assert some
    assert set(some) < set(everyone) | set(some)
    places = page.locator(".kith-people tbody td:nth-child(3)").all_inner_texts()
    assert all("Galveston" in place for place in places)


def test_contacts_of_rosters_are_marked_as_such(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/?ask=a+plumber%2C+a+printer+or+a+baker").page)
    page.wait_for_function("document.querySelector('.kith-filter').dataset.asked !== undefined")
    thin = page.locator(".kith-people tbody tr.kith-thin")
    assert thin.count() > 0
    assert thin.first.locator("td").nth(2).inner_text() == "roster"
    assert thin.first.locator("mark").count() > 0


def test_nobody_is_shown_without_a_line(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    assert ask(page, "xyzzy plugh") == []
    assert said(page) == "Nothing in the book answers this. Try other words."


def test_what_is_missing_is_told(sample: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample}/people/").page)
    page.route("**/find/questions.json", lambda route: route.abort())
    page.get_by_label("Find").fill("who knows bronze")
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("the words alone still find people").wait_for()
    page.get_by_label("Find").fill("ada")
    assert "found" in said(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_answers_fit_and_are_accessible(
    sample: str,
    open_page: OpenPage,
    axe_violations: Callable[[Page], list[str]],
    width: int,
) -> None:
    visit = open_page(f"{sample}/people/", width=width)
    ask(ready(visit.page), "who knows about old paper and ink?")
    assert visit.console == visit.errors == visit.strangers == []
    assert visit.overflow == 0
    assert axe_violations(visit.page) == []
    lines = visit.page.locator(".kith-people tbody td:has(.kith-found)")
    beside = lines.evaluate_all(
        "all => all.map(one => one.offsetWidth < one.parentNode.offsetWidth)"
    )
    assert set(beside) == {width > 700}  # on a phone the line has the whole width


def test_hostile_text_is_quoted_and_no_more(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    dialogs: list[str] = []
    visit = open_page(f"{serve_directory(built(tmp_path, hostile_book()))}/people/", width=390)
    visit.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for question in ("script alert onerror", "img src x javascript", "<b>name</b> “"):
        ask(ready(visit.page), question)
    assert visit.page.evaluate("window.kithbookWasHere") is None
    assert dialogs == visit.errors == visit.strangers == []
    assert visit.overflow == 0


def test_without_the_model_words_are_compared_and_it_says_so(
    tmp_path: Path,
    serve_directory: ServeDirectory,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (browser_side, ranking):
        monkeypatch.setattr(module, "shipped_model", lambda: None)
    site = built_anew(tmp_path, sample_files())
    assert not [each.name for each in (site / "find").glob("*.bin") if "words" not in each.name]
    page = ready(open_page(f"{serve_directory(site)}/people/").page)
    network = load_book(ROOT)
    here = ask_of(everyone_in(network), network.settings)
    for question in ("who casts bronze bells?", "old papers and ink", "a choir that sings"):
        names = [one.who.name for one in here.answers(question, 10)]
        assert names
        assert ask(page, question) == names
        assert said(page).endswith("the model of meanings is not there.")


@pytest.mark.parametrize(
    "files, read",
    [
        (ENGLISH_ALONE, {"words-en.bin"}),
        (GERMAN_ALONE, {"words-de.bin", "vectors-de.bin"}),
    ],
    ids=["en", "de"],
)
def test_a_book_in_one_language_reads_nothing_of_the_other(
    site_of: Callable[[dict[str, str]], str],
    open_page: OpenPage,
    files: dict[str, str],
    read: set[str],
) -> None:
    visit = open_page(f"{site_of(files)}/people/")
    page = ready(visit.page)
    questions = ["who can tune an accordion?", "Wer kann ein Akkordeon stimmen?"]
    own, other = questions if files == ENGLISH_ALONE else reversed(questions)
    assert ask(page, own)[0] in ("Ulf", "Uta")
    ask(page, other)
    assert binaries(visit) == {"model.bin", *read}


def test_other_languages_are_stemmed_by_what_the_build_wrote(
    tmp_path: Path, serve_directory: ServeDirectory, open_page: OpenPage
) -> None:
    files = {
        "kithbook.yml": "today: 2026-11-22\nlanguage: fr\n",
        "people/uta.md": "---\nname: Uta\noffers: [réparer des accordéons]\n---\n",
        **people(6),
    }
    visit = open_page(f"{serve_directory(built(tmp_path, files))}/people/")
    page = ready(visit.page)
    assert ask(page, "Qui peut réparer un accordéon ?")[:1] == ["Uta"]
    assert binaries(visit) == {"model.bin"}
