"""Imports as a whole: what goes where, what of people changes, and what never does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.import_contacts import apply_import, plan_import
from kithbook.actions.import_sources import import_sources
from kithbook.book.load import load_book
from kithbook.book.roster_tables import Conversation
from kithbook.exchange.import_plan import ImportPlan
from kithbook.exchange.imported import Happening, Imported
from kithbook.text.dates import parse_date
from kithbook.text.problems import Problem
from kithbook.text.refusal import Declined
from tests.actions.conftest import Desk

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Byrne,https://www.linkedin.com/in/ada-byrne,{email},{org},{role},08 Feb 2021\n"
CY = "Cy,Dunn,https://www.linkedin.com/in/cy-dunn,,Mill,Dyer,09 Feb 2021\n"
PERSON = (
    "---\n"
    "name: Ada Lindqvist Byrne  # as she signs\n"
    "reach: {linkedin: linkedin.com/in/ada-byrne}\n"
    "---\n"
    "My own notes.\n"
    "\n"
    "## Log\n"
    "- 2026-01-02 call: boats\n"
)
PATH = "people/ada-lindqvist-byrne.md"


def ada(email: str = "", org: str = "Acme", role: str = "Engineer") -> str:
    return ADA.format(email=email, org=org, role=role)


def linkedin(
    text: str, *conversations: Conversation, happenings: Sequence[Happening] = ()
) -> Imported:
    return Imported(
        "linkedin", "linkedin", conversations=conversations, happenings=tuple(happenings),
        roster=HEAD + text, ending=".csv",
    )  # fmt: skip


@pytest.fixture
def book(desk: Desk) -> Desk:
    (desk.root / PATH).write_text(PERSON, encoding="utf-8")
    return desk


def take(desk: Desk, *sources: Imported, today: date | None = None) -> ImportPlan:
    network = desk.network
    plan = plan_import(desk.root, network, sources, today or desk.today)
    apply_import(plan, desk.root, network.settings, desk.told.append)
    return plan


def problems(desk: Desk) -> list[Problem]:
    return [one for one in desk.network.problems if one.location.path.startswith(("rosters", PATH))]


def test_the_first_import_goes_in_as_it_came(book: Desk) -> None:
    plan = take(book, linkedin(ada() + CY))
    assert book.text("rosters/linkedin.csv") == HEAD + ada() + CY
    assert book.text("rosters/.last/linkedin.csv") == HEAD + ada() + CY
    assert [edit.path for edit in plan.edits][-1] == "rosters/.last/linkedin.csv"
    assert {one.name for one in book.network.contacts} >= {"Ada Byrne", "Cy Dunn"}
    assert problems(book) == []


def test_the_same_again_changes_no_byte(book: Desk) -> None:
    talked = Conversation("Cy Dunn", "cy-dunn", 2, 1, last=parse_date("2026-10-01"))
    noted = Happening("ada-byrne", parse_date("2026-03-04"), "note", "Likes\nboats")
    waiting = Happening("cy-dunn", parse_date("2026-03-05"), "note", "A, b")
    source = linkedin(ada() + CY, talked, happenings=[noted, waiting])
    take(book, source)
    before = book.files()
    plan = take(book, source)
    assert plan.edits == ()
    assert book.files() == before


def test_keys_of_a_person_follow_the_source_and_what_is_written_by_hand_stays(book: Desk) -> None:
    take(book, linkedin(ada("ada@example.org")))
    assert "org: Acme" in book.text(PATH)
    text = book.text(PATH).replace("role: Engineer\n", "role: Poet\n")
    (book.root / PATH).write_text(text, encoding="utf-8")
    plan = take(book, linkedin(ada("ada@example.org", "Beta", "CTO")))
    assert book.text(PATH) == text.replace("org: Acme", "org: Beta")
    told = {(one.what, one.outcome): one.stands for one in plan.books[0].people[0].told}
    assert told == {("org", "updated"): "Beta", ("role", "conflict"): "Poet"}
    assert "My own notes.\n\n## Log\n- 2026-01-02 call: boats\n" in book.text(PATH)


def test_a_key_taken_out_by_hand_stays_out(book: Desk) -> None:
    take(book, linkedin(ada()))
    text = book.text(PATH).replace("role: Engineer\n", "")
    (book.root / PATH).write_text(text, encoding="utf-8")
    take(book, linkedin(ada(org="Beta", role="CTO")))
    assert "role" not in book.text(PATH)
    assert "org: Beta" in book.text(PATH)


def test_addresses_of_a_person_are_a_list(book: Desk) -> None:
    one = PERSON.replace("ada-byrne}", "ada-byrne, email: own@example.org, phone: 0713 555 0142}")
    (book.root / PATH).write_text(one, encoding="utf-8")
    take(book, linkedin(ada("first@example.org")))
    assert "email: [own@example.org, first@example.org]" in book.text(PATH)
    take(book, linkedin(ada("second@example.org")))
    assert "email: [own@example.org, second@example.org]" in book.text(PATH)


def test_moves_are_kept_with_the_day_they_were_seen(book: Desk) -> None:
    take(book, linkedin(ada() + CY))
    take(book, linkedin(ada(org="Beta")), today=date(2026, 12, 1))
    assert book.text("rosters/.last/changes.csv") == (
        "seen,roster,key,name,field,was,now\n"
        "2026-12-01,linkedin,ada-byrne,Ada Byrne,org,Acme,Beta\n"
        "2026-12-01,linkedin,cy-dunn,Cy Dunn,gone,,\n"
    )


def test_messages_are_counts_and_who_talked_is_proposed(book: Desk) -> None:
    talked = [
        Conversation("Cy Dunn", "cy-dunn", 4, 3, last=parse_date("2026-10-01")),
        Conversation("Dee Ek", "dee-ek", 9, 9, last=parse_date("2020-10-01")),
        Conversation("Ada Byrne", "ada-byrne", 9, 9, last=parse_date("2026-10-01")),
        Conversation("Eve Fry", "eve-fry", 9, 0, last=parse_date("2026-10-01")),
    ]
    plan = take(book, linkedin(ada() + CY, *talked))
    assert [(one.name, one.reason) for one in plan.proposals] == [
        ("Cy Dunn", "you wrote 4, they wrote 3, last on 2026-10-01"),
        ("Dee Ek", "you wrote 9, they wrote 9, last on 2020-10-01"),
    ]
    older = Conversation("Cy Dunn", "cy-dunn", 1, 1, last=parse_date("2019-10-01"))
    newer = Conversation("Dee Ek", "dee-ek", 10, 9, last=parse_date("2026-11-01"))
    take(book, linkedin(ada() + CY, older, newer))
    assert book.text("rosters/linkedin-conversations.csv").splitlines()[1:3] == [
        "Cy Dunn,cy-dunn,4,3,,2026-10-01",
        "Dee Ek,dee-ek,10,9,,2026-11-01",
    ]


def test_what_happened_goes_into_a_log_or_waits(book: Desk) -> None:
    there = Happening("ada-byrne", parse_date("2026-03-04"), "call", "About\nboats")
    other = Happening("cy-dunn", parse_date("2026-03-05"), "note", "Knows boats")
    plan = take(book, linkedin(ada() + CY, happenings=[there, other]))
    assert (plan.books[0].new_lines, plan.books[0].waiting) == (1, 1)
    assert "- 2026-03-04 call: About boats\n- 2026-01-02" in book.text(PATH)
    waiting = book.text("rosters/linkedin-happenings.csv")
    assert waiting == "key,on,kind,text\ncy-dunn,2026-03-05,note,Knows boats\n"


def test_a_name_alone_never_touches_a_file(book: Desk) -> None:
    text = "Name,Organization\nAda Lindqvist Byrne,Acme\n"
    plan = take(book, Imported("csv", "mine", roster=text, ending=".csv"))
    assert book.text(PATH) == PERSON
    assert [(who.called, person, why) for who, person, why in plan.books[0].perhaps] == [
        ("Ada Lindqvist Byrne", "ada-lindqvist-byrne", "the same name")
    ]
    (book.root / "rosters/not-the-same.csv").write_text(
        "a,b\nada-lindqvist-byrne,ada lindqvist byrne\n", encoding="utf-8"
    )
    again = plan_import(
        book.root, book.network, [Imported("csv", "other", roster=text, ending=".csv")], book.today
    )
    assert again.books[0].perhaps == ()


def test_two_files_of_one_address_book_are_refused(book: Desk) -> None:
    with pytest.raises(Declined, match="one by one, the oldest first"):
        take(book, linkedin(ada()), linkedin(CY))


def test_hostile_cells_stay_text(book: Desk) -> None:
    bad = 'Eve,"=cmd|\'/c x\'!A1",https://www.linkedin.com/in/eve,,"{{ x }}\n---\n[[ada]]",<b>,\n'
    take(book, linkedin(ada() + bad))
    worse = ada(org="\"A: {b} #c '' [[Bo Chen]]\"", role="'- x'")
    take(book, linkedin(worse + bad))
    person = book.network.people["ada-lindqvist-byrne"]
    assert (person.org, person.role) == ("A: {b} #c '' Bo Chen", "'- x'")
    assert [one for one in problems(book) if one.severity == "error"] == []


def test_a_map_of_columns_is_kept_and_the_book_reads_the_table(book: Desk, tmp_path: Path) -> None:
    export = tmp_path / "mine.csv"
    export.write_text("Ime,Mjesto,Email\nGus Ham,Gent,gus@example.org\n", encoding="utf-8")
    take(book, *import_sources(book.root, [export]).read)
    kept = book.root / "rosters/columns/mine.yml"
    text = kept.read_text(encoding="utf-8").replace("Ime: kept", "Ime: name")
    kept.write_text(text.replace("Mjesto: kept", "Mjesto: address.city"), encoding="utf-8")
    take(book, *import_sources(book.root, [export]).read)
    assert book.text("rosters/mine.csv") == "Name,City,Email\nGus Ham,Gent,gus@example.org\n"
    assert ("Gus Ham", "Gent") in {(one.name, one.place) for one in load_book(book.root).contacts}
    assert problems(book) == []
    before = book.files()
    take(book, *import_sources(book.root, [export]).read)
    assert book.files() == before


@pytest.mark.parametrize("name", ["changes", "not-the-same", "my-conversations", "a-happenings"])
def test_an_address_book_never_takes_the_place_of_a_table(
    book: Desk, tmp_path: Path, name: str
) -> None:
    export = tmp_path / f"{name}.csv"
    export.write_text("Name,Email\nGus Ham,gus@example.org\n", encoding="utf-8")
    plan = take(book, *import_sources(book.root, [export]).read)
    assert plan.books[0].path == f"rosters/{name}-contacts.csv"
    assert "Gus Ham" in {one.name for one in book.network.contacts}
    assert not (book.root / "rosters/.last/changes.csv").exists()


def test_what_is_no_file_keeps_nobody_waiting(book: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Declined, match="no file and no folder"):
        import_sources(book.root, [tmp_path / "pipe"])


def test_a_file_that_cannot_be_written_is_told_before_any_is(book: Desk) -> None:
    take(book, linkedin(ada()))
    (book.root / PATH).chmod(0o444)
    before = book.files()
    with pytest.raises(Declined, match="read-only"):
        take(book, linkedin(ada(org="Beta")))
    assert book.files() == before


def test_a_person_who_cannot_be_edited_is_named_and_the_rest_is_written(book: Desk) -> None:
    text = (
        "---\nname: Ada Byrne-Oh\nlinkedin: linkedin.com/in/ada-byrne\nemail: a@example.org\n---\n"
    )
    (book.root / PATH).write_text(text, encoding="utf-8")
    plan = take(book, linkedin(ada("b@example.org")))
    assert [where for where, _ in plan.refused] == ["ada-lindqvist-byrne, reach.email"]
    assert "email: a@example.org\n" in book.text(PATH)
    assert "org: Acme" in book.text(PATH)
