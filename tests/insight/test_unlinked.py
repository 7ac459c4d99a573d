"""Lines of journals that belong to nobody are found by their words, and by nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kithbook.cli.main import kith
from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.find import find
from kithbook.insight.unlinked import find_unlinked, unlinked_lines
from kithbook.private.links import Links
from kithbook.private.pages.person import person_page
from kithbook.private.search_files import lines_in
from kithbook.views.person_view import PersonViews
from tests.insight.books import TODAY, load_case

JOURNAL = {
    "journal/2026-11-20.md": "The harbour was frozen.\n\n- a walk with [[Ada]]: harbour lights\n",
    "journal/notes.md": "- 2026-10-01 call with [[Old Mae]]: the harbour\n- Harbour fees went up\n",
}
CASE = {
    "people": {"ada": "place: Harbour\n---\n- 2026-11-01 call: x\n"},
    "files": JOURNAL,
    "settings": "today: 2026-11-22\n",
}


def test_what_belongs_to_nobody(tmp_path: Path) -> None:
    lines = unlinked_lines(load_case(tmp_path, CASE))
    assert [(str(one.on), one.text, str(one.at)) for one in lines] == [
        ("2026-11-20", "The harbour was frozen.", "journal/2026-11-20.md:1:1"),
        ("2026-10-01", "the harbour", "journal/notes.md:1:3"),
        ("None", "Harbour fees went up", "journal/notes.md:2:3"),
    ]


@pytest.mark.parametrize(
    "query, lines",
    [
        ("frozen", 1),
        ("harbour", 3),
        ("harbour fees", 1),
        ("harbour -tag:family", 3),
        ("harbour -frozen", 2),
        ("frozen or fees", 2),
        ("lights", 0),
        ("mae", 0),
        ("-lights", 0),
        ("place:harbour", 0),
        ("harbour last:never", 0),
        ("last:never", 0),
        ("circle:close or last:never", 0),
    ],
)
def test_by_words_alone(tmp_path: Path, query: str, lines: int) -> None:
    network, asked = load_case(tmp_path, CASE), parse(query)
    assert not isinstance(asked, QueryFault)
    assert len(find_unlinked(network, asked, TODAY)) == lines


def test_whoever_is_linked_keeps_the_line(tmp_path: Path) -> None:
    network, asked = load_case(tmp_path, CASE), parse("lights")
    assert not isinstance(asked, QueryFault)
    assert [one.person for one in find(network, asked, TODAY)] == ["ada"]


def test_a_link_over_two_lines_is_one(tmp_path: Path) -> None:
    wrapped = {"journal/a.md": "A walk with [[Ada\nByrne]]: lights\n"}
    case = {"people": {"ada": "name: Ada Byrne\n---\n"}, "files": wrapped}
    network = load_case(tmp_path, case)
    assert unlinked_lines(network) == ()
    assert len(network.asides_of("ada")) == 1
    html = person_page(PersonViews(network, TODAY).of("ada"), Links(network, TODAY, tmp_path)).html
    assert ">Ada Byrne</a>: lights</p>" in html


def test_kith_find_shows_them_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_case(tmp_path, CASE)
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(kith, ["find", "frozen", "--exact"])
    assert said.stdout == (
        "\nIn journals\n  2026-11-20: The harbour was frozen.  journal/2026-11-20.md:1:1\n"
    )
    assert said.stderr == "0 people, 1 line of journals.\n"
    told = json.loads(CliRunner().invoke(kith, ["find", "frozen", "--json"]).stdout)
    assert [(one["on"], one["text"]) for one in told["journal"]] == [
        ("2026-11-20", "The harbour was frozen.")
    ]


def test_the_search_of_the_private_site_has_each(tmp_path: Path) -> None:
    network = load_case(tmp_path, CASE)
    bare, _, last = lines_in(Links(network, TODAY, tmp_path))
    assert bare == (
        "journal",
        "2026-11-20, journal/2026-11-20.md, line 1",
        "The harbour was frozen.",
        "",
    )
    assert last.title == "journal/notes.md, line 2"
    opened = next(lines_in(Links(network, TODAY, tmp_path, "vscode://file/{path}:{line}")))
    assert opened.address.endswith("/journal/2026-11-20.md:1")
