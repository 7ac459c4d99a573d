"""The other pages say what the pure questions answer, stay small, and explain themselves."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.insight.audit import audit, how_met_written
from kithbook.insight.favours import closed_since, exchanges, promised_in_month
from kithbook.insight.ledger import ledger
from kithbook.insight.places import places
from kithbook.insight.roster_keys import RosterKeys
from kithbook.insight.today import agenda
from kithbook.insight.worth_a_call import worth_a_call
from kithbook.introductions.record import loop_in_words, tallies
from kithbook.introductions.state import Wait, all_progress, for_today
from kithbook.private.pages.first_steps import FirstStep, FirstStepsView, first_steps
from kithbook.private.site import Site, open_site
from tests.private.bigbooks import opened, page_of, people, roster, section
from tests.private.sites import ROOT, TODAY, html_of, words_of, write_book

pytestmark = pytest.mark.uncounted

TITLES = (
    "Today", "People", "Keep in touch", "Introductions", "Ways", "Give and take", "Places",
    "How deep?", "Problems", "First steps",
)  # fmt: skip
SMALL_ENOUGH = 400_000


# --- the numbers of the built pages are those of the pure functions ---


def test_today_counts_what_the_day_holds(sample: Site) -> None:
    network, view = sample.views.network, sample.views.day
    day = agenda(network, TODAY, needs=sample.views.matched.needs)
    behind = {door.behind: door.number for door in view.doors}
    assert behind["reach"] == day.more
    assert behind["thanks"] == len(day.thanks_owed)
    told = sum(why.why == "need" for pick in day.picks for why in pick.reasons)
    assert behind["needs"] == len(day.needs) - told
    letters = [turn for turn in view.turns if turn.kind == "request"]
    assert behind["requests"] == len(day.requests) - len(letters)
    acts = {wait.introduction.path for wait in for_today(all_progress(network, TODAY), TODAY)}
    shown = {turn.about.introduction.path for turn in view.turns if isinstance(turn.about, Wait)}
    assert behind["introductions"] == len(acts - shown)


def test_introductions_say_what_is_known(sample: Site, sample_site: Path) -> None:
    acts = all_progress(sample.views.network, TODAY)
    html = html_of(sample_site, "introductions/")
    assert loop_in_words(acts) in html
    rows = re.findall(r"<tr><th scope=\"row\">(\d{4})</th>(.*?)</tr>", html)
    found = [
        (int(year), [int(number or 0) for number in re.findall(r">(\d*)</td>", cells)])
        for year, cells in rows
    ]
    assert found == [
        (one.year, [one.made, one.met, one.useful, one.pleasant, one.nothing, one.made - one.known])
        for one in tallies(acts)
    ]
    assert html.count('<li id="act-') == len(acts) >= 10


def test_every_introduction_stands_once_with_both_reasons_and_its_file(
    sample: Site, sample_site: Path
) -> None:
    html = html_of(sample_site, "introductions/")
    words = words_of(html)
    for act in sample.views.network.introductions:
        assert html.count(f"<code>{act.at}</code>") == 1
        for _, reason in act.because:
            assert " ".join(reason.split()) in words
        for person in act.ids:
            assert f"people/{person}/" in html


def test_give_and_take_counts_promises_thanks_and_favours(sample: Site, sample_site: Path) -> None:
    books = ledger(sample.views.network, TODAY)
    html = html_of(sample_site, "give-and-take/")
    for anchor, items in (
        ("promised", books.promised),
        ("awaited", books.awaited),
        ("thanks", books.thanks_owed),
        ("month", promised_in_month(books, TODAY)),
        ("closed", closed_since(books, TODAY)),
    ):
        part = section(html, anchor)
        assert part.count("<tr><th") - 1 == len(items) >= 1
        assert f'<span class="kith-count">{len(items)}</span>' in part
    rows = re.findall(
        r"people/([^/]+)/[^\n]*given\">(\d*)</td><td[^>]*>(\d*)</td>", section(html, "favours")
    )
    assert [(person, int(gave or 0), int(got or 0)) for person, gave, got in rows] == [
        (one.person, one.gave, one.got) for one in exchanges(books)
    ]


def test_promises_stand_in_the_order_of_their_day(sample: Site) -> None:
    books = ledger(sample.views.network, TODAY)
    part = section(page_of(sample, "Give and take").html, "promised")
    order = [one.people[0] for one in books.promised]
    assert re.findall(r'<th scope="row"><a [^>]*people/([^/]+)/', part) == order


def test_places_count_people_and_contacts(sample: Site, sample_site: Path) -> None:
    html = html_of(sample_site, "places/")
    found = places(sample.views.network)
    index = html.split('<ul class="kith-index">')[1].split("</ul>")[0]
    assert index.count("<li>") == len(found) >= 10
    for one in found:
        heading = f'{one.name} <span class="kith-count">{len(one.people)}</span>'
        part = html.split(heading, 1)[1].split("</section>")[0]
        there = re.findall(r"<li><p><a [^>]*people/([^/]+)/", part)
        assert tuple(there) == one.people


def test_how_deep_shows_the_audit(sample: Site, sample_site: Path) -> None:
    html = html_of(sample_site, "how-deep/")
    found = audit(sample.views.network, TODAY)
    assert found.sentence in html
    assert f"written down for {how_met_written(sample.views.network)} of them" in html
    rows = re.findall(r'<tr><th scope="row">([^<]*)</th>.*?</svg></td>(.*?)</tr>', html)
    shown = [
        (label, tuple(map(_number, re.findall(r">([\d,]+)</td>", row)))) for label, row in rows
    ]
    expected = [("Everyone", found.everyone), ("With a file", found.files)]
    expected += [(one.roster.removeprefix("rosters/"), one.depth) for one in found.rosters]
    for one in found.rosters:
        expected += [(str(each.year or "no date"), each.depth) for each in one.years]
    assert shown == [
        (label, (each.people, each.with_files, each.wrote, each.spoken, each.recently))
        for label, each in expected
    ]
    network = sample.views.network
    calls = worth_a_call(network, TODAY, RosterKeys(network))
    part = html.split('id="calls"', 1)[1].split("</section>")[0]
    assert re.findall(r"<strong>([^<]*)</strong>", part) == [one.contact.name for one in calls]
    assert "You wrote 6 times and got 5 back, the last on 2 October." in part
    assert "kith promote &#39;Mei Daniels&#39;" in part


def test_what_changed_stands_on_today_once_with_a_way_to_write(sample: Site) -> None:
    html = page_of(sample, "Today").html
    part = html.split('id="changed"', 1)[1].split("</section>")[0]
    new = sample.views.day.agenda.news
    assert len(new) >= 1
    assert part.count("<li>") == len(new)
    assert words_of(part).count("started at Northgate Seven as Partner") == 1
    assert 'href="https://www.linkedin.com/in/zane-whitlock-n7' in part


def test_many_changes_are_folded(tmp_path: Path) -> None:
    rows = "".join(f"2026-11-01,linkedin,p{n},P {n},org,Oakgate,Fern {n}\n" for n in range(9))
    files = {
        **{
            f"people/p{n}.md": f"---\nname: P {n}\nreach: {{linkedin: p{n}}}\n---\n"
            for n in range(9)
        },
        "rosters/.last/changes.csv": f"seen,roster,key,name,field,was,now\n{rows}",
    }
    html = page_of(opened(tmp_path, files), "Today").html
    part = html.split('id="changed"', 1)[1].split("</section>")[0]
    assert part.count("<li>") == 9
    assert part.split("<details", 1)[0].count("<li>") == 4
    assert "5 more with something new" in part
    assert "more with something new" not in html.replace(part, "")


def _number(text: str) -> int:
    return int(text.replace(",", ""))


# --- every list with nobody, one, thirty, and thirty thousand ---


@pytest.mark.parametrize("title", TITLES)
def test_an_empty_book_explains_itself_on_every_page(tmp_path: Path, title: str) -> None:
    html = page_of(opened(tmp_path, {}), title).html
    words = words_of(html)
    assert len(words) >= 40
    assert "<table" not in html
    said = {"Introductions": "No introduction is written down yet.",
            "Give and take": "Nothing is written down yet.",
            "Ways": "What do you look for?",
            "Places": "No place is written down.",
            "How deep?": "Nobody is here yet.",
            "First steps": "1 of 8 done"}.get(title, "")  # fmt: skip
    assert said in words


@pytest.mark.parametrize("number", [1, 30])
def test_a_book_with_some_people_lists_them(tmp_path: Path, number: int) -> None:
    site = opened(tmp_path, people(number))
    for title in TITLES:
        assert len(page_of(site, title).html) < SMALL_ENOUGH / 2
    taking = page_of(site, "Give and take").html
    assert section(taking, "promised").count("<tr><th") - 1 == number
    assert section(taking, "favours").count("<tr><th") - 1 == number
    assert page_of(site, "Introductions").html.count('<li id="act-') == number - 1


def test_long_lists_say_what_they_leave_out(tmp_path: Path) -> None:
    site = opened(tmp_path, people(90))
    taking = page_of(site, "Give and take").html
    assert section(taking, "promised").count("<tr><th") - 1 == 30
    assert "60 more are left out here" in section(taking, "promised")
    assert "30 more people with older favours left out" in section(taking, "favours")
    acts = page_of(site, "Introductions").html
    assert acts.count('<li id="act-') == 89
    assert acts.count('<dl class="kith-halves">') == 10
    assert "<summary>79 more</summary>" in acts
    today = page_of(site, "Today").html
    assert "89 introductions under way" in section(today, "more")


def test_many_people_in_one_place_are_cut(tmp_path: Path) -> None:
    site = opened(tmp_path, people(130))
    html = page_of(site, "Places").html
    assert "See also Houston, TX." in html
    assert "See also Houston." in html
    assert html.count("6 more people are left out here") == 5


def test_thirty_thousand_on_a_roster_leave_every_page_small(tmp_path: Path) -> None:
    site = opened(tmp_path, {**people(30), **roster(30_000)})
    for title in TITLES:
        html = page_of(site, title).html
        assert len(html.encode()) < SMALL_ENOUGH, title
    places_html = page_of(site, "Places").html
    assert "2,855 smaller places are left out here" in places_html
    deep = page_of(site, "How deep?").html
    assert audit(site.views.network, TODAY).sentence in deep
    assert "30,030" in deep
    assert page_of(site, "First steps").html.count("kith-step--done") >= 5


def test_many_findings_are_cut_and_the_grave_ones_come_first(tmp_path: Path) -> None:
    files = {
        f"people/a{n:03}.md": f"---\nname: A {n}\n"
        + "".join(f"odd{k}x{n}: x\n" for k in range(9))
        + "---\n"
        for n in range(90)
    }
    files["people/z.md"] = "---\nname: Z\ncircle: closest\n---\n"
    html = page_of(opened(tmp_path, files), "Problems").html
    assert html.count("<li>") == 300
    assert "511 more findings are left out here" in html
    assert html.index("people/z.md") < html.index("people/a000.md")


# --- lines to copy ---


def test_each_pick_can_be_logged_or_put_off_by_a_line(sample: Site) -> None:
    html = page_of(sample, "Today").html
    picks = agenda(sample.views.network, TODAY, needs=sample.views.matched.needs).picks
    for pick in picks:
        assert f"with {pick.person}: what we spoke of" in html
        assert f"<code>kith snooze {pick.person} 2026-12-06</code>" in html
    assert html.count("<code>kith snooze ") == len(picks) >= 3
    assert page_of(sample, "Today").scripts == ("copy.js",)


def test_a_line_is_text_and_its_button_waits_for_the_script(sample: Site) -> None:
    html = page_of(sample, "Introductions").html
    assert html.count('<span class="kith-copy"><code>') >= 10
    assert html.count('class="kith-small" hidden>') == html.count('class="kith-copy')
    assert "<code>kith introduction made 2026-11-ines-ruiz-priya-raman</code>" in html


# --- all done ---


def test_a_day_on_which_nothing_waits_says_so(tmp_path: Path) -> None:
    fine = "---\nname: Cy\ncircle: close\n---\n\n## Log\n- 2026-11-20 call: all well\n"
    words = words_of(page_of(opened(tmp_path, {"people/cy.md": fine}), "Today").html)
    assert "All done. Nobody is due. The next is Cy" in words
    assert "Nothing else waits for today." in words


def test_a_day_with_an_introduction_that_waits_is_not_done(tmp_path: Path) -> None:
    fine = "---\nname: {}\ncircle: close\n---\n\n## Log\n- 2026-11-20 call: all well\n"
    files = {f"people/{one}.md": fine.format(one.title()) for one in ("cy", "di")}
    files["introductions/one.md"] = (
        "---\nbetween: [cy, di]\nbecause: {cy: x, di: y}\nmade: 2026-11-01\n---\n"
    )
    words = words_of(page_of(opened(tmp_path, files), "Today").html)
    assert "All done." not in words
    assert "Cy and Di: ask whether they met." in words


# --- the first visit ---


def _steps(site: Site) -> tuple[FirstStep, ...]:
    return first_steps(FirstStepsView(site.views.network, site.problems, site.public_words), TODAY)


def test_each_step_ticks_itself(tmp_path: Path) -> None:
    root = write_book(
        tmp_path,
        {
            "content/public/index.md": (
                ROOT / "plugins/kithbook/actions/starter/index.md"
            ).read_text()
        },
    )
    ticked: list[list[bool]] = []

    def look(name: str = "", text: str = "") -> None:
        if name:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        ticked.append([step.done for step in _steps(open_site(root, TODAY))])

    look()
    look("people/ada.md", "---\nname: Ada\nodd: x\n---\n")
    look("people/ada.md", "---\nname: Ada\nodd: x\n---\n\n## Log\n- 2026-11-20 call: x\n")
    log = "\n## Log\n- 2026-11-20 call: x\n"
    look("people/ada.md", f"---\nname: Ada\nodd: x\ncircle: close\n---\n{log}")
    both = "circle: close\nneeds: [a boat]\noffers: [tea]\n---\n"
    look("people/ada.md", f"---\nname: Ada\nodd: x\n{both}{log}")
    log += "- [ ] 2026-11-20 promised: the map\n"
    look("people/ada.md", f"---\nname: Ada\nodd: x\n{both}{log}")
    look("rosters/all.csv", "Name\nBo\n")
    look("people/ada.md", f"---\nname: Ada\n{both}{log}")
    look("content/public/index.md", "I mend clocks.\n")
    assert [sum(each) for each in ticked] == list(range(9))
    for before, after in pairwise(ticked):
        assert after.index(True) == 0
        assert all(now for was, now in zip(before, after, strict=True) if was)
    today = page_of(open_site(root, TODAY), "Today").html
    assert "kith-steps" not in today
    assert '<a href="first-steps/">First steps</a>' in today
    assert "All of them are done" in page_of(open_site(root, TODAY), "First steps").html


def test_a_new_book_shows_the_steps_on_today_until_it_has_grown(tmp_path: Path) -> None:
    assert "kith-step--next" in page_of(opened(tmp_path / "a", {}), "Today").html
    assert "kith-step--next" in page_of(opened(tmp_path / "b", people(9)), "Today").html
    assert "kith-step--next" not in page_of(opened(tmp_path / "c", people(10)), "Today").html


def test_the_first_steps_are_a_page_and_not_in_the_navigation(sample_site: Path) -> None:
    assert "First steps" in words_of(html_of(sample_site, "first-steps/"))
    tabs = re.findall(r"md-tabs__link[^>]*>\s*(.*?)\s*</a>", html_of(sample_site, ""))
    assert "First steps" not in tabs


# --- the last good version ---


def test_a_file_that_breaks_keeps_its_person_and_says_so(tmp_path: Path) -> None:
    root = write_book(tmp_path, people(3))
    before = load_book(root)
    (root / "people/p01.md").write_text("---\nname: Person 01\ncircle: [\n---\n", encoding="utf-8")
    site = open_site(root, TODAY, before=before)
    assert site.views.persons.of("p01").last_good
    pages = {page.uri: words_of(page.html) for page in site.people()}
    assert len(pages) == 3
    shown = pages["people/p01/"]
    assert "Last good version." in shown
    assert "people/p01.md:" in shown
    (problem,) = site.views.problems.of("people/p01.md")
    assert problem.code in shown
    assert problem.message in shown
    assert "thing 1" in shown
    assert "Last good version" not in pages["people/p02/"]
    assert "Person 01" in page_of(site, "People").html


def test_a_finding_stands_on_the_page_of_its_file(tmp_path: Path) -> None:
    files = {"people/cy.md": "---\nname: Cy\ncircle: closest\n---\n"}
    (cy,) = opened(tmp_path, files).people()
    words = words_of(cy.html)
    assert "unknown-circle people/cy.md:3:9" in words
    assert 'Did you mean "close"?' in words
    assert "Last good version" not in words
