"""The page Network: every line in a table and in the picture's file, and what is left out."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import combinations
from pathlib import Path

import pytest

from kithbook.airlock.offences import PRIVATE, offences
from kithbook.insight.lines import KINDS
from kithbook.insight.picture import LeftOut
from kithbook.private.gate import Gate
from kithbook.private.pages.network import PICTURE, left_out_words
from kithbook.private.pages.ties import MOST, ties_picture
from kithbook.private.positions import positions
from kithbook.private.render import RenderedPage
from kithbook.private.site import Site, open_site
from tests.private.sites import SMALL, TODAY, html_of, write_book

HOSTILE = '<script>x()</script>" onload="x()'


def network(site: Site) -> RenderedPage:
    return next(page for page in site.dashboards if page.uri == "network/")


def person(site: Site, uri: str) -> str:
    return next(page.html for page in site.people() if page.uri == uri)


def small(root: Path, files: dict[str, str]) -> Site:
    return open_site(write_book(root, files), TODAY)


def test_every_line_stands_in_a_table_and_in_the_file_in_the_same_order(sample: Site) -> None:
    drawn = sample.views.picture
    html = network(sample).html
    rows = re.findall(r'<tr><th scope="row"><a [^>]*people/([^/]+)/">.*?people/([^/]+)/">', html)
    assert rows == [(line.one, line.other) for line in drawn.lines]
    data = json.loads(dict(sample.files())[PICTURE])
    ids = [one[0] for one in data["people"]]
    told = [(ids[one], ids[other], KINDS[kind]) for one, other, kind, _ in data["lines"]]
    assert told == [(line.one, line.other, line.kind) for line in drawn.lines]
    assert len(told) >= 25


def test_the_words_beside_a_line_are_those_of_its_row(sample: Site) -> None:
    html = network(sample).html
    cells = [unescape(text) for text in re.findall(r"</a></td><td>([^<]*)</td></tr>", html)]
    data = json.loads(dict(sample.files())[PICTURE])
    assert [line[3] for line in data["lines"]] == cells
    assert "former colleague, since 2012" in cells


def test_people_and_groups_of_the_file_are_those_of_the_picture(sample: Site) -> None:
    drawn = sample.views.picture
    data = json.loads(dict(sample.files())[PICTURE])
    assert [(one[0], one[5], one[6]) for one in data["people"]] == [
        (one.id, one.group, one.lines) for one in drawn.people
    ]
    assert len(data["groups"]) == len(drawn.groups)
    bridges = {bridge.person for bridge in drawn.bridges}
    assert {one[0] for one in data["people"] if one[7]} == bridges
    assert len(bridges) >= 1


def test_the_same_book_gives_the_same_bytes(sample: Site, sample_book: Path) -> None:
    again = open_site(sample_book, TODAY)
    assert dict(again.files()) == dict(sample.files())
    assert network(again).html == network(sample).html


def test_nobody_stands_on_somebody_else(sample: Site) -> None:
    places = positions(sample.views.picture)
    assert len(places) == len(sample.views.picture.people)
    for (x, y), (other_x, other_y) in combinations(places, 2):
        assert (x - other_x) ** 2 + (y - other_y) ** 2 > 18**2


def test_the_library_is_loaded_on_this_page_alone(sample: Site, sample_site: Path) -> None:
    pages = sorted(sample_site.rglob("*.html"))
    loading = [page for page in pages if "d3-force" in page.read_text(encoding="utf-8")]
    assert len(pages) >= 30
    assert loading == [sample_site / "network" / "index.html"]
    assert all(
        (sample_site / "assets/kithbook" / name).is_file() for name in network(sample).scripts
    )


def test_what_is_left_out_is_counted_in_words(sample: Site, sample_site: Path) -> None:
    left = sample.views.picture.left_out
    html = html_of(sample_site, "network")
    assert f"{left.contacts:,} roster contacts and {left.alone} people" in html
    assert "are not drawn" in html


@pytest.mark.parametrize(
    "left, words",
    [
        (LeftOut(0, 0, 0, 0, 0, 0, 0), ""),
        (LeftOut(1, 0, 0, 0, 0, 0, 0), "1 roster contact is not drawn."),
        (
            LeftOut(12_431, 9, 0, 0, 0, 0, 0),
            "12,431 roster contacts and 9 people whom nothing joins to others yet are not drawn.",
        ),
        (
            LeftOut(0, 0, 57, 1, 0, 0, 0),
            "57 people with fewer lines than the 2,000 drawn and 1 line are not drawn.",
        ),
    ],
)
def test_words_for_what_is_left_out(left: LeftOut, words: str) -> None:
    assert left_out_words(left, 2_000) == words


@pytest.mark.parametrize(
    "files, words",
    [
        ({}, "Nobody is here yet."),
        ({"people/cy.md": "---\nname: Cy\n---\n"}, "Nothing joins two people yet."),
    ],
)
def test_an_empty_picture_explains_itself(
    tmp_path: Path, files: dict[str, str], words: str
) -> None:
    page = network(small(tmp_path, files))
    assert words in page.html
    assert "met: {through: bo-chen}" in page.html
    assert page.scripts == ()


def test_hostile_names_stay_words(tmp_path: Path) -> None:
    quoted = json.dumps(HOSTILE)
    files = {
        "people/ada.md": f"---\nname: {quoted}\nplace: {quoted}\ntags: [{quoted}]\n"
        f"ties: [{{to: bo, kind: {quoted}}}, {{to: {quoted}x, kind: x}}]\n---\n",
        "people/bo.md": "---\nname: Bo\nmet: {through: ada}\n---\n",
    }
    site = small(tmp_path, files)
    for html in (network(site).html, person(site, "people/ada/"), person(site, "people/bo/")):
        assert "<script" not in html
        assert offences(html, PRIVATE) == ()


def test_a_person_is_drawn_with_who_brought_them_and_whom_they_brought(tmp_path: Path) -> None:
    files = {
        **SMALL,
        "people/cy.md": "---\nname: Cy Dee\nmet: {through: bo}\n"
        "ties: [{to: ada, kind: neighbour}, {to: ada, kind: cousin}, {to: Mr Lost}]\n---\n",
    }
    site = small(tmp_path, files)
    bo = str(ties_picture(site.links.at("../../"), site.views.persons.of("bo")))
    assert re.findall(
        r'href="([^"]*)"><text[^>]*><tspan[^>]*>([^<]*)</tspan> <tspan[^>]*>([^<]*)<', bo
    ) == [
        ("../../people/ada/", "Ada Byrne", "brought you together"),
        ("../../people/cy/", "Cy Dee", "came this way"),
    ]
    cy = str(ties_picture(site.links.at("../../"), site.views.persons.of("cy")))
    assert cy.count("Ada Byrne") == 1
    assert ">Mr Lost<" in cy
    assert bo in person(site, "people/bo/")
    assert '?focus=bo">' in person(site, "people/bo/")


def test_a_person_without_ties_has_no_picture(tmp_path: Path) -> None:
    site = small(tmp_path, {"people/cy.md": "---\nname: Cy\n---\n"})
    assert ties_picture(site.links.at("../../"), site.views.persons.of("cy")) == ""
    assert "?focus=" not in person(site, "people/cy/")


def test_a_small_picture_stays_small(tmp_path: Path) -> None:
    brought = {
        f"people/p{n:02}.md": f"---\nname: P{n}\nmet: {{through: ada}}\n---\n" for n in range(30)
    }
    site = small(tmp_path, {**SMALL, **brought})
    assert (
        ties_picture(site.links.at("../../"), site.views.persons.of("ada")).count("<text") == MOST
    )


def test_the_gate_lets_small_pictures_by_and_nothing_hidden_in_them() -> None:
    gate = Gate()
    assert gate.offences_in_part('<svg class="kith-ties"><path d="M0 0"/></svg>') == ()
    for hidden in ("<script>x()</script>", '<a href="javascript:x()">x</a>', '<g onclick="x()"/>'):
        assert gate.offences_in_part(f'<svg class="kith-ties">{hidden}</svg>')
