"""A person of whose file some keys cannot be read is there, and left in peace meanwhile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.book.last_good import keep_last_good
from kithbook.book.load import load_book
from kithbook.book.names import load_names
from kithbook.book.network import Network

HEAD = "---\nname: Ada Byrne\naliases: [Addie]\ncircle: close\n"
GIVEN = "public: A weaver\nconsent: {on: 2026-10-02, shows: [public]}\n"
LOG = "---\n## Log\n- 2026-11-03 call: x\n"
SLIPS = (
    "role: @weaver\n",
    "needs: - a loom\n",
    "role: *star\n",
    'role: "a\n',
    "role：a\n",
    "a b\n",
)


def book(root: Path, text: str) -> Network:
    (root / "people").mkdir(exist_ok=True)
    (root / "people/ada.md").write_text(text, encoding="utf-8")
    return load_book(root)


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_takes_nothing_else_with_it(slip: str, tmp_path: Path) -> None:
    network = book(tmp_path, HEAD + slip + GIVEN + LOG)
    ada = network.people["ada"]
    assert (ada.name, ada.aliases, ada.circle) == ("Ada Byrne", ("Addie",), "close")
    assert [str(entry.on) for entry in ada.log] == ["2026-11-03"]
    assert network.index.resolve("Addie").person == "ada"
    assert load_names(tmp_path).resolve("Addie").person == "ada"
    assert [one.location.line for one in network.problems if one.severity == "error"] == [5]


@pytest.mark.parametrize("slip", SLIPS)
def test_nothing_is_asked_or_shown_until_it_is_mended(slip: str, tmp_path: Path) -> None:
    network = book(tmp_path, HEAD + slip + GIVEN + LOG)
    ada = network.people["ada"]
    assert ada.quiet
    assert [lost.id for lost in network.unread] == ["ada"]
    assert ada.consents(date(2026, 11, 22)) is None
    assert ada.public == ""
    whole = book(tmp_path, HEAD + GIVEN + LOG).people["ada"]
    assert not whole.quiet
    assert whole.public


def test_the_last_good_version_is_kept_while_one_types(tmp_path: Path) -> None:
    before = book(tmp_path, HEAD + LOG)
    now = keep_last_good(before, book(tmp_path, HEAD + SLIPS[0] + LOG))
    assert now.people["ada"] == before.people["ada"]


def test_tabs_alone_are_read_as_blanks_and_told(tmp_path: Path) -> None:
    network = book(tmp_path, HEAD + "reach:\n\temail: ada@example.org\n" + LOG)
    ada = network.people["ada"]
    assert ada.reach.emails == ("ada@example.org",)
    assert [one.code for one in network.problems] == ["bad-yaml"]


def test_a_tab_or_a_lost_blank_takes_no_way_to_reach_somebody(tmp_path: Path) -> None:
    text = (
        "---\nname: Ada Byrne\nreach:\n\temail: ada@example.org\n  phone: +49 351 555 0122\n"
        "  web: https://ada.example.org\nmet:\n  on: 2018-06\n  how:she sold me a stove\n---\n"
    )
    ada = book(tmp_path, text).people["ada"]
    assert (ada.reach.emails, ada.reach.phones) == (("ada@example.org",), ("+49 351 555 0122",))
    assert ada.reach.web == "https://ada.example.org"
    assert (str(ada.met.on), ada.met.how) == ("2018-06", "she sold me a stove")
