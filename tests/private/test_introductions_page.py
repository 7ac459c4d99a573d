"""The page Introductions, and what other pages tell of introductions and favours to return."""

from __future__ import annotations

import re
import shlex
from html import unescape
from pathlib import Path

import pytest

from kithbook.cli.main import run
from kithbook.private.site import Site, open_site
from tests.private.bigbooks import opened, page_of, section
from tests.private.crowds import STATES, acts, couples
from tests.private.sites import TODAY, words_of

pytestmark = pytest.mark.uncounted

ADA = """---
name: Ada Byrne
circle: close
needs: [somebody who mends bicycles on Sundays]
offers: [salary surveys for small companies]
reach: {email: ada@example.org}
---
"""
BO = """---
name: Bo Chen
circle: close
needs: [a salary survey for a small company]
offers: ["he mends bicycles, on Sundays too"]
reach: {email: bo@example.org, phone: +1 713 555 0118, prefer: phone}
---
"""
PAIR = {"people/ada.md": ADA, "people/bo.md": BO}
SIGNED = {"kithbook.yml": "today: 2026-11-22\nsign_off: Vera\n"}
_COPIES = re.compile(r'<span class="kith-copy"><code>(.*?)</code>', re.DOTALL)
_DRAFTS = re.compile(r'<pre><code dir="auto">(.*?)</code></pre>', re.DOTALL)


def introductions(root: Path, files: dict[str, str]) -> str:
    return page_of(opened(root, files), "Introductions").html


def person(site: Site, id_: str) -> str:
    return next(page.html for page in site.people() if page.uri == f"people/{id_}/")


def commands(html: str) -> list[list[str]]:
    """The lines that can be copied, as a shell would take them apart."""
    return [shlex.split(unescape(line)) for line in _COPIES.findall(html)]


def drafts(html: str) -> list[str]:
    return [unescape(text) for text in _DRAFTS.findall(html)]


# --- worth making ---


def test_a_suggestion_names_both_with_a_reason_a_line_and_words_for_each(tmp_path: Path) -> None:
    part = section(introductions(tmp_path, PAIR), "worth")
    words = words_of(part)
    assert part.count('href="../people/ada/"') == part.count('href="../people/bo/"') == 1
    assert "Ada Byrne is looking for “somebody who mends bicycles on Sundays”" in words
    assert "Bo Chen is looking for “a salary survey for a small company”" in words
    for place in ("people/ada.md:4", "people/ada.md:5", "people/bo.md:4", "people/bo.md:5"):
        assert part.count(f"<code>{place}</code>") == 1
    assert "by “mends”, “bicycles”, “Sundays”" in words
    assert "What speaks for it" in words


def test_each_line_opens_in_the_editor(tmp_path: Path) -> None:
    editor = {"kithbook.yml": "today: 2026-11-22\neditor: 'vscode://file{path}:{line}'\n"}
    part = section(introductions(tmp_path, {**PAIR, **editor}), "worth")
    assert f'<a href="vscode://file{tmp_path}/people/ada.md:4"><code>people/ada.md:4' in part


def test_the_command_begins_it_in_words_that_may_be_edited(tmp_path: Path) -> None:
    part = section(introductions(tmp_path, PAIR), "worth")
    begin, aside = commands(part)[:2]
    assert begin == [
        "kith", "introduce", "bo", "ada",
        "--because", "ada", "Bo Chen offers he mends bicycles, on Sundays too",
        "--because", "bo", "Ada Byrne offers salary surveys for small companies",
    ]  # fmt: skip
    assert aside == ["kith", "introduction", "aside", "ada", "bo"]
    assert "The two will read these words, and they come from your files: edit them first." in part


def test_two_people_set_aside_are_not_suggested_again(tmp_path: Path) -> None:
    aside = "---\nbetween: [ada, bo]\nset_aside: {on: 2026-11-01, because: not now}\n---\n"
    html = introductions(tmp_path, {**PAIR, "introductions/2026-11.md": aside})
    assert "Nobody comes to mind today." in section(html, "worth")
    assert "1 set aside by you" in words_of(section(html, "worth"))
    assert "Not these two: not now" in section(html, "aside")


def test_text_of_files_stays_text_in_the_page_and_in_the_shell(tmp_path: Path) -> None:
    hostile = "mends bicycles'; rm -rf ~ #`id`$(id)</code><script>x()</script>\u202e Sundays"
    ada = ADA.replace("name: Ada Byrne", 'name: "Ada\' <b onclick=x()> Byrne"')
    bo = BO.replace("he mends bicycles, on Sundays too", hostile)
    html = introductions(tmp_path, {"people/ada.md": ada, "people/bo.md": bo})
    begin = commands(section(html, "worth"))[0]
    assert begin[:6] == ["kith", "introduce", "bo", "ada", "--because", "ada"]
    assert begin[6] == f"Bo Chen offers {hostile.replace(chr(0x202E), '')}"
    assert begin[7:9] == ["--because", "bo"]
    assert len(begin) == 10
    assert "<script" not in html
    assert "<b onclick" not in html
    assert "\u202e" not in html


# --- what waits, with the draft and the command ---


def on_file(keys: str) -> dict[str, str]:
    text = f"---\nbetween: [ada, bo]\nbecause: {{ada: he mends, bo: she counts}}\n{keys}---\n"
    return {**PAIR, **SIGNED, "introductions/2026-11-ada-bo.md": text}


_BOTH = "{on: 2026-11-02, said: yes}"
YES = f"asked_by: me\nasked: {{ada: 2026-11-01}}\nanswered: {{ada: {_BOTH}, bo: {_BOTH}}}\n"


@pytest.mark.parametrize(
    "keys, anchor, said, command",
    [
        ("asked_by: ada\n", "asking", "Bo Chen has not been asked", "asked {0} bo"),
        ("asked_by: me\nasked: {ada: 2026-11-16}\n", "answers",
         "Waiting until 30 November for Ada Byrne", "answer {0} ada yes"),
        ("asked_by: me\nasked: {ada: 2026-11-01}\n", "quiet",
         "ask once more, or let it rest", "nudged {0} ada"),
        (YES, "ready", "make the introduction", "made {0}"),
        (YES + "made: 2026-11-04\n", "loops", "ask whether they met", "met {0}"),
        (YES + "made: 2026-11-15\n", "news", "time to ask on 29 November", "met {0}"),
        (YES + "made: 2026-09-01\nmet: 2026-09-04\n", "loops", "ask what came of it",
         "outcome {0} useful"),
        (YES + "made: 2026-09-01\noutcome: {on: 2026-10-01, was: useful}\n", "thanks",
         "say thanks for the news", "thank {0}"),
        ("asked_by: me\n", "ideas", "has not been asked about", "asked {0} ada"),
    ],
)  # fmt: skip
def test_each_wait_has_its_sentence_and_the_command_that_records_it(
    tmp_path: Path, keys: str, anchor: str, said: str, command: str
) -> None:
    part = section(introductions(tmp_path, on_file(keys)), anchor)
    assert said in words_of(part)
    words = command.format("2026-11-ada-bo").split()
    assert ["kith", "introduction", *words] in commands(part)


@pytest.mark.parametrize(
    "keys, anchor, number, opens",
    [
        ("asked_by: me\n", "ideas", 2, "Dear Ada"),
        ("asked_by: me\nasked: {ada: 2026-11-01}\n", "quiet", 1, "Dear Ada"),
        (YES, "ready", 1, "Dear"),
        (YES + "made: 2026-11-04\n", "loops", 2, "Dear"),
        (YES + "made: 2026-09-01\noutcome: {on: 2026-10-01, was: useful}\n", "thanks", 2, "Dear"),
    ],
)
def test_the_next_draft_stands_ready_to_copy(
    tmp_path: Path, keys: str, anchor: str, number: int, opens: str
) -> None:
    part = section(introductions(tmp_path, on_file(keys)), anchor)
    found = drafts(part)
    assert len(found) == number
    assert any(text.startswith(opens) for text in found)
    assert all(text.endswith("Vera") and len(text.split()) <= 120 for text in found)
    assert part.count(">Copy the draft</button>") == number
    assert 'href="mailto:' in part


def test_whoever_likes_the_telephone_better_is_rung_up(tmp_path: Path) -> None:
    part = section(introductions(tmp_path, on_file("asked_by: ada\n")), "asking")
    assert 'href="tel:+17135550118"' in part
    assert part.split('<ol class="kith-points">')[1].count("<li>") == 3


def test_two_whom_no_letter_reaches_together_hear_of_it_each(tmp_path: Path) -> None:
    bo = BO.replace("email: bo@example.org, ", "")
    part = section(introductions(tmp_path, {**on_file(YES), "people/bo.md": bo}), "ready")
    assert len(drafts(part)) == 2
    assert "Draft to Ada Byrne" in words_of(part)
    assert "Draft to Bo Chen" in words_of(part)


def test_a_draft_that_is_not_ready_says_what_is_missing(tmp_path: Path) -> None:
    files = {**on_file(YES), "kithbook.yml": "today: 2026-11-22\n"}
    part = section(introductions(tmp_path, files), "ready")
    assert drafts(part) == []
    assert "No draft yet: A letter has to end with your name" in words_of(part)


def test_whoever_brought_one_of_the_two_is_told_what_came_of_it(tmp_path: Path) -> None:
    cy = "---\nname: Cy Okoro\nreach: {email: cy@example.org}\n---\n"
    through = BO.replace("circle: close", "circle: close\nmet: {on: 2020, through: cy}")
    done = YES + "made: 2026-09-01\noutcome: {on: 2026-10-01, was: useful}\nthanked: 2026-10-02\n"
    files = {**on_file(done), "people/cy.md": cy, "people/bo.md": through}
    part = section(introductions(tmp_path, files), "thanks")
    assert "Cy Okoro brought you Bo Chen: say what came of meeting Ada Byrne" in words_of(part)
    assert ["kith", "log", "thanks to cy: for [[bo]]"] in commands(part)


def test_what_came_of_them_and_what_they_led_to(tmp_path: Path) -> None:
    done = YES + "made: 2026-09-01\noutcome: {on: 2026-10-01, was: useful}\nthanked: 2026-10-02\n"
    later = "\n## Log\n- 2026-10-20 coffee with [[bo]]: the survey is done\n"
    words = words_of(introductions(tmp_path, {**on_file(done), "people/ada.md": ADA + later}))
    assert "Introductions that were made, by year" in words
    assert "Together again: coffee: the survey is done (20 October)." in words
    assert "It was useful" in words


def test_the_lines_of_the_page_lead_from_a_suggestion_to_the_thanks(tmp_path: Path) -> None:
    site = opened(tmp_path, {**PAIR, **SIGNED})
    states = []
    for _ in range(9):
        first = commands(page_of(site, "Introductions").html)[0]
        assert run(["--book", str(tmp_path), *first[1:]]) == 0
        site = open_site(tmp_path, TODAY)
        states += [one.state for one in site.views.introductions.acts]
    assert states == [
        "idea", "asked", "asked", "one yes", "both yes", "made", "met", "closed", "closed",
    ]  # fmt: skip
    assert site.problems == ()
    assert site.views.introductions.waits == ()


# --- none, and very many ---


def test_only_what_there_is_has_a_part(tmp_path: Path) -> None:
    html = introductions(tmp_path, on_file("asked_by: me\n"))
    assert re.findall(r'<h[23] id="([^"]*)"', html) == ["worth", "rest", "ideas"]
    assert "Nothing waits for you today." in words_of(html)
    assert "Nobody comes to mind today." in section(html, "worth")


def test_the_owners_turn_comes_before_ideas_and_the_rest_is_one_line_each(crowd: Site) -> None:
    html = page_of(crowd, "Introductions").html
    order = re.findall(r'<h([23]) id="([^"]*)"', html)
    assert order.index(("2", "turn")) < order.index(("2", "worth")) < order.index(("2", "rest"))
    turns = {anchor for _, anchor in order[: order.index(("2", "worth"))]}
    assert turns == {"turn", "ready", "asking", "thanks", "loops", "quiet"}
    assert section(html, "ready").count("kith-main") == section(html, "ready").count('kith-pair">')
    row = section(html, "answers").split('<li id="')[1]
    assert row.index("<summary>") < row.index("kith-halves")


def test_a_book_without_introductions_still_suggests_them(tmp_path: Path) -> None:
    html = introductions(tmp_path, PAIR)
    assert "No introduction is written down yet." in html
    assert ["kith", "introduce", "Ada Byrne", "Bo Chen"] in commands(html)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return opened(tmp_path_factory.mktemp("crowd"), {**couples(500), **acts(500)})


def test_five_hundred_of_each_are_told_in_part_and_folded(crowd: Site) -> None:
    assert crowd.problems == ()
    page = page_of(crowd, "Introductions")
    worth = section(page.html, "worth")
    assert '<span class="kith-count">200</span>' in worth
    assert worth.count('<dl class="kith-halves">') == 12
    assert "188 more are left out here" in worth
    assert "further down the list" in words_of(worth)
    for anchor, _ in STATES:
        part = section(page.html, anchor)
        assert part.count('<li id="act-') == len(
            [one for one in range(500) if STATES[one % len(STATES)][0] == anchor]
        )
        assert part.count('<dl class="kith-halves">') <= 12
        assert " more</summary>" in part
    assert page.html.count('<li id="act-') == 500
    assert len(page.html.encode()) < 400_000


def test_today_shows_three_steps_and_leads_to_the_others(crowd: Site) -> None:
    html = page_of(crowd, "Today").html
    waiting = section(html, "turn")
    assert waiting.count("<li>") == 3
    assert len(drafts(waiting)) == 3 or "No draft yet" in waiting
    assert " introductions under way" in section(html, "more")
    assert 'href="introductions/"' in section(html, "more")


# --- the other pages ---


def test_a_person_shows_whom_to_introduce_them_to(tmp_path: Path) -> None:
    html = person(opened(tmp_path, PAIR), "bo")
    assert "Worth introducing" in html
    assert ["kith", "introduction", "aside", "ada", "bo"] in commands(html)


def test_a_person_shows_whom_they_met_through_the_owner(tmp_path: Path) -> None:
    done = YES + "made: 2026-09-01\noutcome: {on: 2026-10-01, was: useful, note: a survey}\n"
    words = words_of(person(opened(tmp_path, on_file(done)), "ada"))
    assert "Met through you Bo Chen 2 months ago : it was useful, a survey" in words


GOT = "\n## Log\n" + "".join(f"- 2026-0{month}-03 got: a hand in {month}\n" for month in (3, 5, 8))


def test_favours_to_return_stand_on_two_pages(tmp_path: Path) -> None:
    site = opened(tmp_path, {**PAIR, "people/ada.md": ADA + GOT})
    part = words_of(section(page_of(site, "Give and take").html, "returns"))
    assert "Ada Byrne : a hand in 8 3 months ago" in part
    assert "Looking for somebody who mends bicycles on Sundays; Bo Chen offers" in part
    words = words_of(person(site, "ada"))
    assert "A favour to return a hand in 8" in words
    assert "Before you ask again. Ada Byrne helped you three times" in words
    assert "Before you ask again" not in person(site, "bo")


def test_nothing_to_return_is_said(tmp_path: Path) -> None:
    gave = GOT + "- 2026-09-03 gave: a hand back\n"
    site = opened(tmp_path, {**PAIR, "people/ada.md": ADA + gave})
    part = section(page_of(site, "Give and take").html, "returns")
    assert "Nobody's favour of the last year waits" in words_of(part)


def test_words_that_scold_are_nowhere(crowd: Site) -> None:
    words = words_of(page_of(crowd, "Introductions").html).lower()
    assert not re.search(r"\b(overdue|neglected|failed|target|lead|leads|score)\b", words)
