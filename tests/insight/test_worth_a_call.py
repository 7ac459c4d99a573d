"""Depth with counted messages, and the contacts that are worth a call."""

from __future__ import annotations

from pathlib import Path

from kithbook.book.network import Network
from kithbook.insight.audit import Depth, audit
from kithbook.insight.roster_keys import RosterKeys
from kithbook.insight.worth_a_call import worth_a_call
from tests.insight.books import TODAY, load_case

ROSTER = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Byrne,https://www.linkedin.com/in/ada-byrne,ada@example.org,Fernway,Head,12 Mar 2021
Bo,Chen,https://www.linkedin.com/in/bo-chen,,Oakgate,Founder,13 Mar 2021
Cy,Young,https://www.linkedin.com/in/cy-young,,FERNWAY,Clerk,01 Jan 2019
Di,Old,https://www.linkedin.com/in/di-old,office@example.org,Elsewhere,Clerk,01 Jan 2019
Ed,New,https://www.linkedin.com/in/ed-new,,Elsewhere,Clerk,01 Nov 2026
Fay,Cold,https://www.linkedin.com/in/fay-cold,,Elsewhere,Clerk,01 Jan 2018
"""
MESSAGES = """\
name,key,sent,received,first,last
Ada Byrne,ada-byrne,3,2,2020-01-01,2024-01-01
Bo Chen,bo-chen,4,5,2021-01-01,2026-10-02
Cy Young,CY-YOUNG,1,1,2020-01-01,2021-05
Di Old,di-old,0,9,2020-01-01,2026-01-01
Somebody Else,office@example.org,9,9,2020-01-01,2026-01-01
Fay Cold,fay-cold,x,2,never,
"""
PEOPLE = {
    "ada": "name: Ada Byrne\norg: Fernway\nreach: {email: ada@example.org}\n---\n",
    "gil": "name: Gil Moss\norg: Fernway\npause: true\n---\n- 2026-01-01 call: x\n",
}


def book(root: Path, messages: str = MESSAGES) -> Network:
    files = {"rosters/linkedin.csv": ROSTER}
    if messages:
        files["rosters/linkedin-conversations.csv"] = messages
    return load_case(root, {"people": PEOPLE, "files": files})


def test_messages_both_ways_are_evidence(tmp_path: Path) -> None:
    found = audit(book(tmp_path), TODAY)
    assert found.files == Depth(people=2, with_files=2, spoken=2, recently=1, wrote=1)
    assert found.everyone == Depth(people=7, with_files=2, spoken=4, recently=2, wrote=3)
    (roster,) = found.rosters
    assert roster.depth == Depth(people=6, with_files=1, spoken=3, recently=1, wrote=3)
    assert [(one.year, one.depth.people, one.depth.wrote) for one in roster.years] == [
        (2026, 1, 0),
        (2021, 2, 2),
        (2019, 2, 1),
        (2018, 1, 0),
    ]


def test_without_messages_only_logs_count(tmp_path: Path) -> None:
    found = audit(book(tmp_path, ""), TODAY)
    assert found.everyone == Depth(people=7, with_files=2, spoken=1, recently=1, wrote=0)


def test_the_short_list_says_why(tmp_path: Path) -> None:
    network = book(tmp_path)
    calls = worth_a_call(network, TODAY, RosterKeys(network))
    assert [(one.contact.name, *one.why) for one in calls] == [
        ("Bo Chen", "you wrote 4 times and got 5 back, the last on 2 October"),
        (
            "Cy Young",
            "you wrote once and got 1 back, the last in May 2021",
            "works where Ada Byrne does",
        ),
        ("Ed New", "you connected on 1 November"),
    ]
    assert len(worth_a_call(network, TODAY, RosterKeys(network), most=1)) == 1


def test_a_mailbox_of_two_is_evidence_for_neither_of_another_name(tmp_path: Path) -> None:
    network = book(tmp_path)
    keys = RosterKeys(network)
    (di,) = (one for one in network.contacts if one.name == "Di Old")
    found = keys.messages_of(di)
    assert found is not None
    assert (found.name, found.two_way) == ("Di Old", False)
