"""What people type, sync and paste: keys in keys, days alone, rows, chats, copies, settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.book.roster import read_roster
from kithbook.introductions.state import progress
from kithbook.text.addresses import spelt_out
from kithbook.text.source import Source
from tests.book.bookfiles import write_book

TODAY = date(2026, 11, 29)


def book(root: Path, **files: str) -> Network:
    """The network of a book of files, named by their paths with `__` for a slash."""
    paths = {
        name.replace("__", "/").replace("_", "-") + ".md": text for name, text in files.items()
    }
    write_book(root, {"files": paths})
    return load_book(root)


def ada(root: Path, text: str) -> Person:
    return book(root, people__ada=text).people["ada"]


def codes(network: Network) -> list[str]:
    return [one.code for one in network.problems]


@pytest.mark.parametrize(
    "keys, born",
    [
        ("birthday: {month: 3, day: 14}", "--03-14"),
        ("birthday: {year: 1984, month: March, day: 4}", "1984-03-04"),
        ("birthday: {year: 1984, month: 3, day: 4, where: Ulm}", "None"),
        ("born: {year: 1984, month: 3}", "1984-03"),
        ("birthdate: 1986-00-00", "1986"),
        ("birthdate: 1986-05-00", "1986-05"),
    ],
)
def test_a_day_in_keys_of_its_own_is_read(keys: str, born: str, tmp_path: Path) -> None:
    assert str(ada(tmp_path, f"---\nname: Ada\n{keys}\n---\n").born) == born


@pytest.mark.parametrize(
    "keys, phones, emails",
    [
        ("phone: [{home: '+49 30 5550142'}, {label: work}]", ["+49 30 5550142"], []),
        ("phone: [{type: home, number: '+49 30 5550142'}]", ["+49 30 5550142"], []),
        ("phone: {home: '+49 30 5550142', note: evenings}", ["+49 30 5550142"], []),
        ("emails: [{work: a@example.org}, b@example.org]", [], ["a@example.org", "b@example.org"]),
        ("reach:\n  phone:\n    - home: 030 5550142", ["030 5550142"], []),
        ("contact: {email: a@example.org, tel: 030 5550142}", ["030 5550142"], ["a@example.org"]),
        ("socials: [{type: email, address: a@example.org}]", [], ["a@example.org"]),
        ("contact: {email: a@example.org, two words: {a: b}}", [], []),
        ("contact: {email: a@example.org, company: Acme}", [], []),
        ("phone: {label: 5550100, home: 030 5550142}", ["030 5550142"], []),
        ("reach: {linkedin: a}\nsocials: {email: a@example.org, linkedin: b}", [], []),
    ],
)
def test_ways_in_keys_of_their_own_are_read(
    keys: str, phones: list[str], emails: list[str], tmp_path: Path
) -> None:
    reach = ada(tmp_path, f"---\nname: Ada\n{keys}\n---\n").reach
    assert (list(reach.phones), list(reach.emails)) == (phones, emails)


def test_an_address_and_a_name_in_keys_are_one_text(tmp_path: Path) -> None:
    text = "---\nname: {first: Ada, last: Byrne}\naddress: {street: Elm 3, city: Ulm}\n---\n"
    one = ada(tmp_path, text)
    assert (one.name, one.reach.address) == ("Ada Byrne", "Elm 3, Ulm")


@pytest.mark.parametrize(
    "text, log",
    [
        ("2026-11-20\nCoffee. She starts.\n\nCall. Of no day.", ["2026-11-20 coffee She starts."]),
        ("2026-11-20\nShe starts.", ["2026-11-20 note She starts."]),
        ("2026-11-20\nThe sea.", []),
        ("2026-11\nCoffee. She starts.", []),
        (
            "## Calls\n### 2026-11-20 Lunch\n- 2026-11-19 call: x\n\n## Log\n- 2026-11-01 call: y",
            ["2026-11-01 call y", "2026-11-20 meal"],
        ),
        ("## Calls\n### Oct 5, 2026 (phone)\nShort.\n\nLater.", ["2026-10-05 call Short."]),
        ("## Log\n| 2026-11-20 | call | the roof |", ["2026-11-20 call the roof"]),
        ("## Log\n| 2026-11-20 | the roof | call |", []),
        ("## Log\n- 2026-11-20 call:: the roof", ["2026-11-20 call the roof"]),
        ("## Log\n[20/11/2026, 18:04:11] Ada: call: when?", []),
        (
            "- [ ] 2026-11-02 send the book by 2026-11-30",
            ["2026-11-02 promised send the book"],
        ),
    ],
)
def test_what_is_an_entry(text: str, log: list[str], tmp_path: Path) -> None:
    entries = ada(tmp_path, f"---\nname: Ada\n---\n{text}\n").log
    assert [f"{one.on} {one.kind} {one.text}".strip() for one in entries] == log


def test_a_chat_is_told_once_where_no_entry_tells_of_its_day(tmp_path: Path) -> None:
    chat = "[20/11/2026, 18:04] Ada: when?\n[20/11/2026, 18:05] Me: now\n"
    alone = book(tmp_path, people__ada=f"---\nname: Ada\n---\n## Log\n{chat}")
    assert codes(alone) == ["almost-entry"]
    told = f"---\nname: Ada\n---\n## Log\n- 2026-11-20 message: see below\n{chat}"
    assert codes(book(tmp_path, people__ada=told)) == []
    assert len(alone.people["ada"].asides) == 1


COPY = """---
between: [ada, bo]
asked: {ada: 2026-11-02}
SAID---
"""


@pytest.mark.parametrize(
    "said, waits",
    [
        ("answered: {ada: {said: no, on: 2026-11-04}}\n", ["settle"]),
        ("set_aside: 2026-11-04\n", ["settle"]),
        ("because: {ada: boats}\n", ["lapsed"]),
        ("between: [ada, cy]\nanswered: {ada: {said: no}}\n", ["lapsed"]),
    ],
)
def test_nothing_is_asked_where_a_copy_says_something_else(
    said: str, waits: list[str], tmp_path: Path
) -> None:
    write_book(
        tmp_path,
        {
            "files": {
                "people/ada.md": "---\nname: Ada\n---\n",
                "people/bo.md": "---\nname: Bo\n---\n",
                "introductions/one.md": COPY.replace("SAID", ""),
                "people/cy.md": "---\nname: Cy\n---\n",
                "introductions/one (1).md": COPY.replace("SAID", said).replace(
                    "between: [ada, bo]\n" if "between" in said else "\n\n", ""
                ),
            }
        },
    )
    network = load_book(tmp_path)
    (act,) = network.introductions
    now = progress(network, act, TODAY)
    assert [wait.about for wait in now.waits] == waits


def test_one_way_that_cannot_be_read_takes_no_other_with_it(tmp_path: Path) -> None:
    reach = "  phone: 030 5550142\n  twitter: @ada\n  email: a@example.org\n"
    text = f"---\nname: Ada\nreach:\n{reach}---\n"
    one = ada(tmp_path, text)
    assert (one.reach.phones, one.reach.emails) == (("030 5550142",), ("a@example.org",))
    assert one.torn


def test_a_need_that_cannot_be_read_is_not_read_in_part(tmp_path: Path) -> None:
    one = ada(tmp_path, "---\nname: Ada\nneeds:\n  what: a van\n  since: @now\n---\n")
    assert one.torn
    assert one.needs == ()


def test_a_remark_in_a_torn_list_is_no_line_of_it(tmp_path: Path) -> None:
    text = "name: Ada\nlog:\n  - 2026-11-03 call: a: b\n# a remark\n  - 2026-11-02 call: c\n"
    write_book(tmp_path, {"files": {"people/ada.yml": text}})
    found = load_book(tmp_path)
    assert len(found.people["ada"].log) == 2
    assert codes(found) == ["bad-yaml"]


def test_an_entry_in_keys_of_no_day_is_told(tmp_path: Path) -> None:
    text = "name: Ada\nlog:\n  - {date: 31.31.2026, kind: call}\n  - {date: 3 Nov 2026, call: a}\n"
    write_book(tmp_path, {"files": {"people/ada.yml": text}})
    hints = [one.hint for one in load_book(tmp_path).problems]
    assert hints[1] == 'Write - "2026-11-03 call: a"'


@pytest.mark.parametrize(
    "day, told", [("12-Mar-58", True), ("12-Mar-1958", False), ("12/25/70", True)]
)
def test_a_birthday_of_two_digits_in_a_table_is_told(day: str, *, told: bool) -> None:
    contacts, problems = read_roster(Source("a.csv", f"Name,Birthday\nAda,{day}\n"))
    assert (contacts[0].born is None, bool(problems)) == (told, told)


@pytest.mark.parametrize(
    "text, address",
    [
        ("olga at example.org", "olga@example.org"),
        ("ada(at)example(dot)org", "ada@example.org"),
        ("ada at home@example.org", ""),
        ("ada at home", ""),
    ],
)
def test_an_address_that_is_spelt_out(text: str, address: str) -> None:
    assert spelt_out(text) == address


def test_settings_that_name_no_language_or_country_are_told(tmp_path: Path) -> None:
    text = "language: english\nphone_region: Germany\npeople_except: a.md; b/\n"
    write_book(tmp_path, {"files": {"kithbook.yml": text}})
    network = load_book(tmp_path)
    assert codes(network) == ["bad-choice", "bad-choice", "one-text"]
    assert network.settings.language == "en"
    assert (network.settings.phone_region, network.settings.people_except) == ("", ("a.md", "b/*"))


def test_an_alias_that_is_the_file_of_another_is_told(tmp_path: Path) -> None:
    from kithbook.book.checks import check  # noqa: PLC0415

    files = {
        "people/Rosalind Marsh.md": "# Rosalind\n",
        "people/tom.md": "---\nname: Tom\naliases: [Rosalind Marsh]\n---\n",
    }
    write_book(tmp_path, {"files": files})
    found = [one for one in check(load_book(tmp_path), TODAY) if one.code == "same-name"]
    assert [one.location.path for one in found] == ["people/tom.md"]
    named = {"people/Rosalind Marsh.md": "# Rosalind Marsh\n"}
    write_book(tmp_path, {"files": files | named})
    found = [one for one in check(load_book(tmp_path), TODAY) if one.code == "same-name"]
    assert len(found) == 1
