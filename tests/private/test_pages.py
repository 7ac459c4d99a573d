"""What the pages say is what the pure questions answer, and empty places speak."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kithbook.insight.dormant import dormant
from kithbook.insight.keepup import STATES, capacity
from kithbook.insight.ledger import account
from kithbook.insight.timeline import timeline
from kithbook.insight.today import agenda
from kithbook.private.pages.directory import FIRST_CONTACTS
from kithbook.private.render import RenderedPage
from kithbook.private.site import Site, open_site
from kithbook.text.words import counted
from tests.private.sites import SMALL, TODAY, html_of, words_of, write_book


def page(site: Site, title: str) -> RenderedPage:
    return next(page for page in site.dashboards if page.title == title)


def section(html: str, anchor: str) -> str:
    return html.split(f'id="{anchor}"', 1)[-1].split("</section>", 1)[0]


def small(root: Path, files: dict[str, str] | None = None) -> Site:
    return open_site(write_book(root, SMALL if files is None else files), TODAY)


def test_today_shows_the_people_of_the_agenda_in_their_order(
    sample: Site, sample_site: Path
) -> None:
    day = agenda(sample.views.network, TODAY, needs=sample.views.matched.needs)
    html = html_of(sample_site, "")
    names = re.findall(r"<h2><a [^>]*>([^<]*)</a>", html)
    assert len(day.picks) >= 5
    assert names == [pick.name for pick in day.picks]
    for told in day.explained:
        assert told in words_of(html)


def test_today_begins_with_what_only_the_owner_can_do(sample: Site) -> None:
    html = page(sample, "Today").html
    part = section(html, "turn")
    view = sample.views.day
    assert {turn.kind for turn in view.turns} == {"introduction", "promise", "request"}
    rows = part.split("<li>\n<p>")[1:]
    assert len(rows) == len(view.turns)
    for row in rows:
        assert len(re.findall(r"kith-main|kith-button--first", row)) == 1
    assert html.index('id="turn"') < html.index("<article")
    assert "Ines Ruiz and Priya Raman both said yes" in words_of(rows[0])
    assert "<code>kith done bo-chen &#39;find him the 1931 causeway drawings&#39;</code>" in part


def test_nothing_stands_on_today_twice_and_spam_is_a_number(sample: Site) -> None:
    view, words = sample.views.day, words_of(page(sample, "Today").html)
    promised = {person for one in view.agenda.to_keep for person in one.people}
    assert not promised & {pick.person for pick in view.agenda.picks}
    for heading in ("Worth introducing", "Who could help whom", "Thanks owed"):
        assert heading not in words
    for spam in ("Brad Holloway", "LinkedIn", "Tyler Nash", "pick your brain", "Carol Whitfield"):
        assert spam not in words
    assert "4 other requests waiting" in words


def test_today_counts_what_it_leaves_out(sample: Site, sample_site: Path) -> None:
    html = html_of(sample_site, "")
    part = html.split('id="more"', 1)[1].split("</section>", 1)[0]
    doors = sample.views.day.doors
    assert len(doors) >= 4
    assert part.count("<li>") == len(doors)
    for door in doors:
        assert door.words in part
        assert door.words.startswith(f"{door.number:,} ")
    for href in re.findall(r'href="([^"#]*)(#[^"]*)?"', part):
        assert href[1].removeprefix("#") in html_of(sample_site, href[0])


@pytest.mark.parametrize(
    "reach, shown",
    [
        ("{phone: +1 713 555 0142}", "Call +1 713 555 0142"),
        ("{email: bo@example.org}", "Write to bo@example.org"),
        ("{web: bo.example.org}", "Open bo.example.org"),
        ("{whatsapp: +1 713 555 0142}", "WhatsApp +1 713 555 0142"),
        ("{github: bo-chen}", "GitHub bo-chen"),
        ("{threema: AB12CD34}", "threema AB12CD34"),
    ],
)
def test_today_says_by_which_way_somebody_is_reached(
    tmp_path: Path, reach: str, shown: str
) -> None:
    person = f"---\nname: Bo Chen\nreach: {reach}\nborn: --11-24\n---\n"
    site = small(tmp_path, {"people/bo-chen.md": person})
    (said,) = re.findall(r'"kith-ways kith-act">(.*?)<details', page(site, "Today").html, re.DOTALL)
    assert words_of(said) == shown


def test_keep_in_touch_lists_everyone_once_in_their_state(sample: Site) -> None:
    html = page(sample, "Keep in touch").html
    for state in STATES:
        people = [one.person for one in sample.views.keep_ups if one.state == state]
        if state in ("fine", "untracked", "died"):
            continue
        part = section(html, state.replace(" ", "-"))
        assert re.findall(r"people/([^/]+)/", part) == people, state
    fine = sum(one.state == "fine" for one in sample.views.keep_ups)
    assert counted(fine, "person is", "people are") in html


def test_keep_in_touch_says_what_the_circles_ask_for(sample: Site) -> None:
    load = capacity(sample.views.network, TODAY)
    html = page(sample, "Keep in touch").html
    assert load.sentence in html
    rows = section(html, "capacity").count("<tr>") - 1
    assert rows == len(load.circles)


def test_old_ties_stand_in_the_order_of_the_research(sample: Site) -> None:
    part = section(page(sample, "Keep in touch").html, "revive")
    expected = [one.person for one in dormant(sample.views.network, TODAY)][:12]
    assert re.findall(r"people/([^/]+)/", part)[: len(expected)] == expected


def test_a_person_shows_the_whole_timeline_and_the_whole_account(sample: Site) -> None:
    network = sample.views.network
    pages = {page.uri: page for page in sample.people()}
    assert len(pages) == len(network.people) >= 25
    for person in network.people:
        html = pages[f"people/{person}/"].html
        ledger = html.split('<ol class="kith-ledger">')[-1].split("</ol>")[0]
        moments = timeline(network, person, TODAY)
        rows = len(moments) + len(network.asides_of(person))
        assert ledger.count("<li>") == rows or not rows
        books = account(network, person, TODAY)
        assert ("Promised by you" in html) == bool(books.promised)
        assert ("Promised to you" in html) == bool(books.awaited)
        assert ("You gave" in html) == bool(books.gave)
        assert html.count('class="kith-tile') == 5
        assert '<h1 id="top">' in html


def test_the_page_of_the_dead_remembers_and_asks_for_nothing(tmp_path: Path) -> None:
    lines = "name: Ada Byrne\nvouch: gladly\nborn: 1931-11-22\ndied: 2025-03-04\n"
    lines += "reach: {phone: +46 8 123 456}\n"
    files = {**SMALL, "people/ada.md": SMALL["people/ada.md"].replace("name: Ada Byrne\n", lines)}
    site = small(tmp_path, files)
    ada, bo = sorted(site.people(), key=lambda page: page.uri)
    assert "Ada Byrne died on 4 March 2025." in ada.html
    assert ada.toc[1].title == "In memory"
    for kept in ("leaving in spring", "Came through Ada Byrne", "fintech", "22 November 1931"):
        assert kept in ada.html
    for ended in ("Reach", "CFO", "Promised by you", "Waiting on", "Birthday", "Vouch"):
        assert ended not in ada.html.split("kith-ledger")[0], ended
    today = page(site, "Today").html
    assert "Ada" not in today
    assert "through <a" in bo.html


def test_a_person_links_to_those_who_were_there(tmp_path: Path) -> None:
    site = small(tmp_path)
    ada, bo = sorted(site.people(), key=lambda page: page.uri)
    assert (
        '<span class="kith-with">with <a class="kith-person" href="../../people/bo/">' in ada.html
    )
    assert "leaving in spring" in bo.html
    assert "through <a" in bo.html
    assert "Came through Ada Byrne" in ada.html
    assert ada.made_from.files == ("people/ada.md", "people/bo.md")
    assert [heading.id for heading in ada.toc] == ["top", "now", "notes", "past", "timeline"]


def test_every_heading_of_the_contents_is_on_its_page(sample: Site) -> None:
    count = 0
    for each in (*sample.dashboards, *sample.people()):
        for heading in each.toc:
            count += 1
            assert f'id="{heading.id}"' in each.html, (each.uri, heading)
    assert count >= 100


def test_every_link_within_the_site_leads_to_a_page(sample: Site, sample_site: Path) -> None:
    count = 0
    for each in (*sample.dashboards, *sample.people()):
        for link in re.findall(r'href="((?:\.\./)*[a-z][^":]*/)"', each.html):
            count += 1
            assert (sample_site / each.uri / link / "index.html").exists(), (each.uri, link)
    assert count >= 200


def test_the_directory_holds_everyone(sample: Site) -> None:
    html = page(sample, "People").html
    contacts = sample.views.network.strangers
    assert html.count('<tr><th scope="row"><a') == len(sample.views.network.people)
    assert html.count('<tr class="kith-thin"') == min(len(contacts), FIRST_CONTACTS)
    assert counted(len(contacts), "contact") in html


def test_a_large_roster_leaves_the_page_slim(tmp_path: Path) -> None:
    rows = "".join(f"First{n},Last{n},,,Org {n},Baker,03 May 2020\n" for n in range(5_000))
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    site = small(tmp_path, {**SMALL, "rosters/Connections.csv": head + rows})
    html = page(site, "People").html
    assert html.count("<tr class") == FIRST_CONTACTS
    assert len(html) < 60_000
    assert "4,900 more contacts stand in the rosters and are not shown here" in html


@pytest.mark.parametrize(
    "title, words",
    [
        ("Today", "This book is empty."),
        ("People", "Nobody is here yet."),
        ("Keep in touch", "Nobody is due."),
        ("Problems", "Every file reads well."),
    ],
)
def test_an_empty_book_explains_itself(tmp_path: Path, title: str, words: str) -> None:
    site = small(tmp_path, {})
    assert words in page(site, title).html
    assert list(site.people()) == []


def test_a_person_of_whom_only_the_name_is_known_explains_itself(tmp_path: Path) -> None:
    site = small(tmp_path, {"people/cy.md": "---\nname: Cy\n---\n"})
    (cy,) = site.people()
    for words in ("Not yet", "Nothing is in the log yet", "How you met is not written down yet"):
        assert words in cy.html


def test_problems_name_file_line_and_what_to_do(tmp_path: Path) -> None:
    files = {**SMALL, "people/cy.md": "---\nname: Cy\ncircle: closest\n---\n"}
    words = words_of(page(small(tmp_path, files), "Problems").html)
    assert "people/cy.md" in words
    assert "3:9" in words
    assert "unknown-circle" in words
    assert 'Did you mean "close"?' in words


@pytest.mark.parametrize(
    "editor, address",
    [
        ("vscode://file/{path}:{line}", "vscode://file/ROOT/people/cy.md:3"),
        ("txmt://open?url=file://{path}&line={line}", "txmt://open?url=file:///ROOT/people/cy.md&line=3"),
        ("javascript://{path}", ""),
        ("data://{path}", ""),
        ("ms-msdt:/id PCWDiagnostic {path}", ""),
        ("ms-msdt://{path}", ""),
        ("search-ms:query={path}", ""),
        ("search-ms://{path}", ""),
        ("https://example.org/{path}", ""),
        ("file://{path}", ""),
        ("VSCode://file/{path}", "VSCode://file/ROOT/people/cy.md"),
        ("vscode:{path}", ""),
        ("{path}", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_editor_opens_the_line_of_a_finding(tmp_path: Path, editor: str, address: str) -> None:
    files = {"people/cy.md": "---\nname: Cy\ncircle: closest\n---\n"}
    site = open_site(write_book(tmp_path, files), TODAY, editor)
    (problem,) = site.problems
    root = tmp_path.as_posix().lstrip("/")
    assert site.links.edit(problem.location) == address.replace("ROOT", root)


def test_the_books_own_day_comes_first(tmp_path: Path) -> None:
    assert small(tmp_path).views.today == TODAY
    assert "22 November 2026" in small(tmp_path).footer
