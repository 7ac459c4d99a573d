"""What changed between two exports: side by side in rosters/, or as an import noted it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kithbook.book.network import Network
from kithbook.book.roster_years import exported_on, exports_of
from kithbook.insight.news import news
from kithbook.insight.today import agenda
from tests.insight.books import TODAY, load_case

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Byrne,https://www.linkedin.com/in/ada-byrne,,{work},09 Feb 2020\n"
BO = "Bo,Chen,https://www.linkedin.com/in/bo-chen,,{work},09 Feb 2021\n"
OTHER = "Kim,Park,https://www.linkedin.com/in/kim-park,,{work},{on}\n"
PEOPLE = {
    "ada": "name: Ada Byrne\nreach: {linkedin: ada-byrne}\n---\n",
    "bo": "name: Bo Chen\nreach: {email: bo@example.org, linkedin: bo-chen}\n---\n",
}
CHANGES = "seen,roster,key,name,field,was,now\n"


def export(*rows: str) -> str:
    return HEAD + "".join(rows)


def two_years(older: str = "2025-10-20", newer: str = "2026-10-15") -> dict[str, str]:
    return {
        f"rosters/Connections_{older}.csv": export(
            ADA.format(work="Oakgate,Clerk"), BO.format(work="Fernway,Founder"),
            OTHER.format(work="Oakgate,Clerk", on="08 Feb 2019"),
        ),
        f"rosters/Connections_{newer}.csv": export(
            ADA.format(work="Fernway,Head"), BO.format(work="Fernway,Chair"),
            OTHER.format(work="Fernway,Clerk", on="08 Feb 2019"),
        ),
    }  # fmt: skip


def changes(*rows: str) -> dict[str, str]:
    return {"rosters/.last/changes.csv": CHANGES + "".join(f"{row}\n" for row in rows)}


def loaded(root: Path, files: dict[str, str], people: dict[str, str] | None = None) -> Network:
    return load_case(root, {"people": people or PEOPLE, "files": files})


def told(network: Network, today: date = TODAY) -> list[str]:
    return [f"{one.person}: {one.text(today)}" for one in news(network, today)]


def test_two_exports_side_by_side(tmp_path: Path) -> None:
    network = loaded(tmp_path, two_years())
    assert told(network) == [
        "ada: started at Fernway as Head, by October; before that at Oakgate",
        "bo: became Chair, by October; before that Founder",
    ]
    first = news(network, TODAY)[0]
    assert (first.what, first.seen) == ("employer", date(2026, 10, 15))
    assert str(first.at).startswith("rosters/Connections_2026-10-15.csv:2")


def test_it_is_news_for_sixty_days(tmp_path: Path) -> None:
    network = loaded(tmp_path, two_years())
    assert told(network, date(2026, 10, 14)) == []
    assert len(told(network, date(2026, 10, 15))) == 2
    assert len(told(network, date(2026, 12, 13))) == 2
    assert told(network, date(2026, 12, 14)) == []


def test_who_is_gone_from_the_newer_one(tmp_path: Path) -> None:
    files = two_years()
    files["rosters/Connections_2026-10-15.csv"] = export(ADA.format(work="Oakgate,Clerk"))
    files["rosters/Connections_2020-01-01.csv"] = export(
        BO.format(work="Fernway,Founder"), ADA.format(work="Elsewhere,Clerk")
    )
    assert told(loaded(tmp_path, files)) == [
        "bo: no longer in your contacts on LinkedIn, by October"
    ]


@pytest.mark.parametrize(
    "newer, seen",
    [
        ("Basic_LinkedInDataExport_10-15-2026", date(2026, 10, 15)),
        ("Connections-2026-10", date(2026, 10, 31)),
        ("Connections-2026", date(2026, 11, 3)),
        ("Connections-2026-02-31", None),
    ],
)
def test_the_day_of_the_newer_export(tmp_path: Path, newer: str, seen: date | None) -> None:
    files = two_years()
    rows = files.pop("rosters/Connections_2026-10-15.csv")
    path = f"rosters/{newer}.csv"
    files[path] = rows + "New,One,https://www.linkedin.com/in/new-one,,Oakgate,Clerk,03 Nov 2026\n"
    contacts = loaded(tmp_path, files).contacts
    assert exported_on(path, contacts) == seen
    assert exports_of(contacts) == (("rosters/Connections_2025-10-20.csv", path),)


def test_exports_of_which_none_says_when_are_no_news(tmp_path: Path) -> None:
    table = "Name,Organization,E-mail\nBo Chen,{org},bo@example.org\n"
    files = {"rosters/contacts-1.csv": table.format(org="Oakgate"),
             "rosters/contacts-2.csv": table.format(org="Fernway")}  # fmt: skip
    network = loaded(tmp_path, files)
    assert exports_of(network.contacts) == ()
    assert told(network) == []


def test_what_an_import_noted(tmp_path: Path) -> None:
    files = changes(
        "2026-10-15,linkedin,ada-byrne,Ada Byrne,org,Oakgate,Fernway",
        "2026-10-15,linkedin,ada-byrne,Ada Byrne,role,Clerk,Head",
        "2026-11-01,google,bo@example.org,Bo Chen,place,Houston,Lyon",
        "2026-11-02,google,BO@example.org,Bo Chen,TITLE,Founder,Chair",
        "2026-11-03,linkedin,bo-chen,Bo Chen,gone,,",
        "2026-11-03,linkedin,kim-park,Kim Park,org,Oakgate,Fernway",
        "2026-11-03,google,bo@example.org,Zoë Moss,org,Oakgate,Fernway",
        "2026-11-03,linkedin,bo-chen,Bo Chen,photo,a,b",
        "some day,linkedin,bo-chen,Bo Chen,org,Oakgate,Fernway",
    )
    assert told(loaded(tmp_path, files)) == [
        "bo: no longer in your contacts on LinkedIn, by November",
        "bo: became Chair, by November; before that Founder",
        "bo: moved to Lyon, by November; before that in Houston",
        "ada: started at Fernway as Head, by October; before that at Oakgate",
    ]


def test_the_same_change_in_both_is_told_once(tmp_path: Path) -> None:
    noted = changes("2026-11-01,linkedin,ada-byrne,Ada Byrne,org,Oakgate,Fernway")
    assert told(loaded(tmp_path, {**two_years(), **noted})) == [
        "ada: started at Fernway, by November; before that at Oakgate",
        "bo: became Chair, by October; before that Founder",
    ]


@pytest.mark.parametrize(
    "line",
    ["died: 2026-01-01\n---\n", "pause: true\n---\n", "snooze: 2027-01-01\n---\n",
     "---\n- 2026-10-15 call\n"],
)  # fmt: skip
def test_who_is_at_rest_and_who_was_called_since_are_no_news(tmp_path: Path, line: str) -> None:
    people = {"ada": PEOPLE["ada"].replace("---\n", line)}
    assert told(loaded(tmp_path, two_years(), people)) == []


def test_the_agenda_tells_it_once_and_names_nobody_for_it_alone(tmp_path: Path) -> None:
    people = {
        "ada": PEOPLE["ada"].replace("---\n", "every: 1 month\n---\n- 2026-09-01 call\n"),
        "bo": PEOPLE["bo"],
    }
    day = agenda(loaded(tmp_path, two_years(), people), TODAY)
    (pick,) = day.picks
    assert [why.why for why in pick.reasons] == ["long due", "news"]
    assert pick.reasons[1].text.startswith("started at Fernway as Head")
    assert [one.person for one in day.news] == ["bo"]
    assert replace(day, news=()).all_done == day.all_done


def test_a_promise_that_is_due_has_the_news_beside_it(tmp_path: Path) -> None:
    people = {
        "ada": PEOPLE["ada"] + "- [ ] 2026-09-01 promised: the survey by 2026-11-01\n",
        "bo": PEOPLE["bo"],
    }
    day = agenda(loaded(tmp_path, two_years(), people), TODAY)
    (waits,) = day.waiting_for
    assert [why.why for why in waits.reasons] == ["news"]
    assert [one.person for one in day.news] == ["bo"]


def test_a_book_without_exports_has_no_news(tmp_path: Path) -> None:
    assert told(loaded(tmp_path, {})) == []
