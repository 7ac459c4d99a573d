"""How deep the network is: counts by roster and year."""

from __future__ import annotations

from pathlib import Path

from kithbook.insight.audit import Depth, audit
from tests.insight.books import TODAY, load_case

ROSTER = """\
First Name,Last Name,Email Address,Company,Position,Connected On
Ada,Byrne,ada@example.org,Fernway,Head,12 Mar 2021
Bo,Chen,bo@example.org,Fernway,Founder,13 Mar 2021
Cy,Young,,Fernway,Clerk,01 Jan 2019
Di,Old,,Fernway,Clerk,
"""


def test_everyone_is_counted_once_and_each_roster_for_itself(tmp_path: Path) -> None:
    case = {
        "people": {
            "ada": "name: Ada Byrne\nreach: {email: ada@example.org}\n---\n- 2026-01-01 call: x\n",
            "bo": "name: Bo Chen\nreach: {email: bo@example.org}\n---\n- 2024-11-21 call: x\n",
            "ed": "name: Ed\n---\n- 2026-12-01 call: to come\n",
            "fa": "name: Fa\n---\n- 2024-11-22 call: x\n",
        },
        "files": {"rosters/linkedin.csv": ROSTER, "rosters/old.csv": "name\nAda Byrne\nGo\n"},
    }
    found = audit(load_case(tmp_path, case), TODAY)
    assert found.files == Depth(people=4, with_files=4, spoken=3, recently=2)
    linkedin, old = found.rosters
    assert linkedin.roster == "rosters/linkedin.csv"
    assert linkedin.depth == Depth(people=4, with_files=2, spoken=2, recently=1)
    assert [(year.year, year.depth) for year in linkedin.years] == [
        (2021, Depth(people=2, with_files=2, spoken=2, recently=1)),
        (2019, Depth(people=1, with_files=0, spoken=0, recently=0)),
        (None, Depth(people=1, with_files=0, spoken=0, recently=0)),
    ]
    assert old.depth.people == 2
    assert found.everyone.people == 4 + 4 + 2 - linkedin.depth.with_files - old.depth.with_files
    assert found.everyone.never == found.everyone.people - 3
    assert "3 you have spoken with, 2 of them in the last two years." in found.sentence


def test_an_empty_book_is_no_depth_at_all(tmp_path: Path) -> None:
    found = audit(load_case(tmp_path, {}), TODAY)
    assert found.everyone == Depth()
    assert found.rosters == ()
