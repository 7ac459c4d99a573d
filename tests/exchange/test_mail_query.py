"""Answers to mail programs: who is found by what, and that each answer keeps to its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.exchange.mail_query import address_lines
from tests.insight.books import load_case

PEOPLE = {
    "ada-byrne": """\
aliases: [Countess]
org: Fernway
role: Head of People
tags: [choir]
reach: {email: [ada@example.org, byrne@fernway.example.org]}
---
""",
    "juergen-groß": "name: Jürgen Groß\nreach: {email: jg@example.org}\npause: true\n---\n",
    "cy-dahl": "reach: {email: cy@example.org}\ndied: 2026-01-01\n---\n",
    "no-mail": "org: Fernway\n---\n",
    "odd": 'name: "Odd\\tName\\nx"\n'
    'reach: {email: ["a b@example.org", "odd@example.org\\tx"]}\n---\n',
}
EVERY = """\
jg@example.org ada@example.org byrne@fernway.example.org ada.byrne@example.net kim@example.org
"""
ROSTER = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Kim,Park,https://www.linkedin.com/in/kim-park,kim@example.org,Fernway,CFO,08 Feb 2026
Ada,Byrne,https://www.linkedin.com/in/ada-byrne,ADA@example.org,Fernway,Head,09 Feb 2026
Ada,Byrne,https://www.linkedin.com/in/ada-byrne,ada.byrne@example.net,Fernway,Head,09 Feb 2026
Lee,Moss,,,Oakgate,Carpenter,10 Feb 2026
"""


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return load_case(tmp_path, {"people": PEOPLE, "files": {"rosters/Connections.csv": ROSTER}})


@pytest.mark.parametrize(
    "query, addresses",
    [
        ("ada", "ada@example.org byrne@fernway.example.org ada.byrne@example.net"),
        ("countess byr", "ada@example.org byrne@fernway.example.org ada.byrne@example.net"),
        ("choir", "ada@example.org byrne@fernway.example.org ada.byrne@example.net"),
        ("fernway.ex", "byrne@fernway.example.org"),
        ("ada example.net", "ada.byrne@example.net"),
        ("kim", "kim@example.org"),
        ("gross", "jg@example.org"),
        ("juergen", "jg@example.org"),
        ("cy", ""),
        ("lee", ""),
        ("nobody", ""),
        ("@", EVERY),
    ],
)
def test_whom_a_query_finds(network: Network, query: str, addresses: str) -> None:
    found = [line.address for line in address_lines(network, query)]
    assert sorted(found) == sorted(addresses.split())
    assert len(found) == len(set(found))


def test_a_line_has_address_name_and_work(network: Network) -> None:
    assert [str(line) for line in address_lines(network, "park")] == [
        "kim@example.org\tKim Park\tCFO, Fernway"
    ]
    first = address_lines(network, "ada")[0]
    assert str(first) == "ada@example.org\tAda Byrne\tHead of People, Fernway"


def test_people_stand_before_contacts(network: Network) -> None:
    assert [line.name for line in address_lines(network, "fernway")] == [
        *["Ada Byrne"] * 3,
        "Kim Park",
    ]


def test_no_text_leaves_its_part_of_the_line(network: Network) -> None:
    for line in address_lines(network, ""):
        assert str(line).count("\t") == 2
        assert "\n" not in str(line)
        assert " " not in line.address
