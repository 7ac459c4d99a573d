"""Promises in lines that are no entries are not lost: on Today, and with the person."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.insight.ledger import account, ledger
from kithbook.insight.today import agenda
from kithbook.private.links import Links
from kithbook.private.pages.give_and_take import give_and_take_page
from kithbook.private.pages.person import person_page
from kithbook.private.site import open_site
from kithbook.shapes.of_person import about_shape
from kithbook.views.person_view import PersonViews
from tests.insight.books import TODAY, load_case

READ = {
    "- [ ] promised: send cake": "mine send cake (without a day)",
    "- [] promised: send cake": "mine send cake (without a day)",
    "- promised: send cake": "mine send cake (without a day)",
    "* [ ] Promised to Bo: send cake": "mine to Bo: send cake (without a day)",
    "- [ ] send cake": "mine send cake (without a day)",
    "- [ ] call her about the boat": "mine call her about the boat (without a day)",
    "- [ ] awaiting: her notes": "theirs her notes (without a day)",
    "- [ ] promised: send cake by 2026-11-24": "mine send cake (by Tuesday)",
    "- [ ] 03/04/2026 promised: send cake": "mine send cake (without a day)",
    "- 2026-11-20 call: news\n  - [ ] promised: send cake": "mine send cake (without a day)",
    "- 2026-11-20 call: news\n  - [ ] send cake\n  - her dog": "mine send cake (without a day)",
    "- 2026-11-20 call: x\n  - [ ] a cake \N{CALENDAR} 2026-11-24": "mine a cake (by Tuesday)",
    "- [ ] promised [[Bo]]: send cake": "mine send cake (without a day)",
    "- [ ] 2026-11-20 send cake": "mine send cake",
    "### 2026-11-20\n- [ ] send cake": "mine send cake",
}
NONE = (
    "- [x] promised: send cake",
    "- [X] send cake",
    "- [ ] promised: send cake, done 2026-11-20",
    "- [-] promised: send cake",
    "- promised: send cake \N{WHITE HEAVY CHECK MARK} 2026-11-20",
    "- [ ] coffee with [[Bo]]: what to bring",
    "- [ ] coffee: what to bring",
    "- [ ] promised:",
    "- a promising cake",
    "> [ ] promised: send cake",
    "- 2026-11-20 call: news\n  - [x] promised: send cake",
    "```\n- [ ] promised: send cake\n```",
)


def promises(root: Path, lines: str, extra: str = "") -> list[str]:
    network = load_case(root, {"people": {"ada": f"{extra}---\n{lines}\n", "bo": ""}})
    books = ledger(network, TODAY)
    return [
        f"{'mine' if one.mine else 'theirs'} {one.words(TODAY)}"
        for one in (*books.promised, *books.awaited)
    ]


@pytest.mark.parametrize("lines", READ)
def test_an_open_promise_is_read(tmp_path: Path, lines: str) -> None:
    assert promises(tmp_path, lines) == [READ[lines]]


@pytest.mark.parametrize("lines", NONE)
def test_what_is_done_or_no_promise_is_not(tmp_path: Path, lines: str) -> None:
    assert promises(tmp_path, lines) == []


@pytest.mark.parametrize("quiet", ["died: yes\n", "pause: true\n"])
def test_nothing_is_promised_to_the_quiet(tmp_path: Path, quiet: str) -> None:
    assert promises(tmp_path, "- [ ] promised: send cake", quiet) == []


@pytest.mark.parametrize("end", ["", "\n## Log\n- 2026-11-20 call: news\n"])
@pytest.mark.parametrize(
    "line, found",
    [
        ("- [ ] promised: send cake", ["mine send cake (without a day)"]),
        ("- promised: send cake", ["mine send cake (without a day)"]),
        ("* [ ] Awaiting: her notes", ["theirs her notes (without a day)"]),
        ("- [x] promised: send cake", []),
        ("- [ ] buy milk", []),
        ("She promised a lot.", []),
        ("- promised land", []),
    ],
)
def test_among_notes_it_says_that_it_is_one(
    tmp_path: Path, line: str, found: list[str], end: str
) -> None:
    text = f"---\nname: Ada\n---\nNotes.\n\n{line}\n{end}"
    network = load_case(tmp_path, {"files": {"people/ada.md": text}})
    books = ledger(network, TODAY)
    told = [
        f"{'mine' if one.mine else 'theirs'} {one.words(TODAY)}"
        for one in (*books.promised, *books.awaited)
    ]
    assert told == found
    assert [one.code for one in network.problems] == ["almost-entry"] * len(found)


JOURNAL = """\
- [ ] promised: bring the projector
- [ ] promised [[Ada]]: send cake
- [ ] ask [[Bo]] for the key
- [ ] buy milk
"""


def test_a_journal_s_promises_are_those_of_whom_it_names(tmp_path: Path) -> None:
    case = {"people": {"ada": "", "bo": ""}, "files": {"journal/a.md": JOURNAL}}
    network = load_case(tmp_path, case)
    found = [(one.ids, one.text) for one in network.loose_promises]
    assert found == [
        ((), "bring the projector"),
        (("ada",), "send cake"),
        (("bo",), "ask [[Bo]] for the key"),
    ]
    assert [p.entry.text for p in account(network, "ada", TODAY).promised] == ["send cake"]


def test_they_stand_on_today_and_with_the_person(tmp_path: Path) -> None:
    lines = "- [ ] promised: send cake\n- [ ] 2026-10-12 promised: send the photos\n"
    people = {"ada": f"---\n{lines}- [ ] awaiting: a map\n", "bo": "---\n- [x] promised: a hat\n"}
    network = load_case(tmp_path, {"people": people})
    day = agenda(network, TODAY)
    assert [one.words(TODAY) for one in day.promises] == ["send cake (without a day)"]
    assert [one.words(TODAY) for one in day.awaited] == ["a map (without a day)"]
    assert not day.picks
    view = PersonViews(network, TODAY).of("ada")
    told = about_shape(view, TODAY)["promised"]
    assert isinstance(told, list)
    assert [(one["text"], one["dated"]) for one in told] == [
        ("send the photos", True),
        ("send cake", False),
    ]
    links = Links(network, TODAY, tmp_path)
    page = person_page(view, links).html
    assert 'send cake <span class="kith-quiet">without a day</span>' in page
    assert "send the photos" in page
    assert page.count("without a day") == 2
    page = give_and_take_page(ledger(network, TODAY), (), links).html
    assert page.count("without a day") == 2
    site = open_site(tmp_path, TODAY)
    page = next(one.html for one in site.dashboards if one.title == "Today")
    assert page.count('<span class="kith-quiet">without a day</span>') == 2
    assert "promise due" not in page
