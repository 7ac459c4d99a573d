"""Exports over the years: into which address book each goes, what it says of it, and what stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.actions.import_contacts import apply_import, plan_import
from kithbook.actions.import_sources import PIPED, ImportWish, import_sources
from kithbook.exchange.import_plan import ImportPlan
from kithbook.text.refusal import Declined
from tests.actions.conftest import Desk

CREW = ("Zita Brandt", "Olu Adeyemi", "Kim Park", "Lee Moss")
OTHERS = ("Per Dahl", "Ana Cruz", "Ivo Lind", "Mia Roth")


def table(path: Path, names: tuple[str, ...], head: str = "Name,E-mail") -> Path:
    width = head.count(",") - 1
    rows = (f"{n},{n.split()[0].lower()}@example.org{',x' * width}\n" for n in names)
    path.write_text(f"{head}\n{''.join(rows)}", encoding="utf-8")
    return path


def plan(desk: Desk, *paths: Path, wish: ImportWish | None = None) -> ImportPlan:
    network = desk.network
    found = import_sources(desk.root, paths, wish)
    return plan_import(desk.root, network, found.read, desk.today, found.unread)


def taken(desk: Desk, *paths: Path, wish: ImportWish | None = None) -> ImportPlan:
    made = plan(desk, *paths, wish=wish)
    apply_import(made, desk.root, desk.network.settings)
    return made


def where(made: ImportPlan) -> tuple[str, bool, str]:
    (one,) = made.books
    return one.path, one.first, one.imported.why


@pytest.mark.parametrize(
    "name", ["crew-2027.csv", "crew (1).csv", "crew-2026-11-01.csv", "Crew - Kopie.csv"]
)
def test_the_next_export_of_a_book_goes_into_it(desk: Desk, tmp_path: Path, name: str) -> None:
    first = taken(desk, table(tmp_path / "crew-2026.csv", CREW))
    assert where(first) == ("rosters/crew.csv", True, "")
    path, new, why = where(plan(desk, table(tmp_path / name, CREW[1:])))
    assert (path, new) == ("rosters/crew.csv", False)
    assert why == f"{name} is its next export, by the name and who is in it"


def test_a_name_alone_makes_two_books_of_others_no_one_book(desk: Desk, tmp_path: Path) -> None:
    taken(desk, table(tmp_path / "class-of-1998.csv", CREW))
    path, new, why = where(taken(desk, table(tmp_path / "class-of-1999.csv", OTHERS)))
    assert (path, new) == ("rosters/class-of-1999.csv", True)
    assert why == "a new one: hardly anybody of it is in rosters/class-of.csv"
    # Each goes on where it began.
    assert where(plan(desk, tmp_path / "class-of-1999.csv"))[0] == "rosters/class-of-1999.csv"
    assert where(plan(desk, tmp_path / "class-of-1998.csv"))[0] == "rosters/class-of.csv"


def test_beside_exports_laid_there_by_hand_comes_one_more(desk: Desk, tmp_path: Path) -> None:
    table(desk.root / "rosters/crew-2025.csv", CREW)
    path, new, why = where(plan(desk, table(tmp_path / "crew-2026.csv", CREW)))
    assert (path, new) == ("rosters/crew-2026.csv", True)
    assert why == "beside rosters/crew-2025.csv, an earlier export of it"


def test_cards_and_a_table_of_one_name_are_two_books(desk: Desk, tmp_path: Path) -> None:
    taken(desk, table(tmp_path / "crew.csv", CREW))
    cards = tmp_path / "crew.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Zita\nN:;Zita\nEND:VCARD\n", encoding="utf-8")
    assert where(plan(desk, cards))[:2] == ("rosters/crew.vcf", True)
    with pytest.raises(Declined, match=r"rosters/crew\.csv is no \.vcf as crew\.vcf is"):
        plan(desk, cards, wish=ImportWish(into="crew"))


@pytest.mark.parametrize("said", ["crew", "crew.csv", "rosters/crew.csv", "Crew"])
def test_the_owner_says_which_book_it_is(desk: Desk, tmp_path: Path, said: str) -> None:
    taken(desk, table(tmp_path / "crew.csv", CREW))
    export = table(tmp_path / "members.csv", CREW)
    assert where(plan(desk, export, wish=ImportWish(into=said)))[:2] == ("rosters/crew.csv", False)


@pytest.mark.parametrize("said", ["not-the-same", "x-conversations", "***"])
def test_what_is_no_name_of_a_book_is_refused(desk: Desk, tmp_path: Path, said: str) -> None:
    with pytest.raises(Declined, match=r"is no address book|is no name of an address book"):
        plan(desk, table(tmp_path / "crew.csv", CREW), wish=ImportWish(into=said))


def test_a_book_under_another_name_is_pointed_to(desk: Desk, tmp_path: Path) -> None:
    taken(desk, table(tmp_path / "crew.csv", CREW))
    (one,) = plan(desk, table(tmp_path / "members.csv", CREW)).books
    assert one.path == "rosters/members.csv"
    assert one.doubt.endswith("rosters/crew.csv by name; if it is its next export: --into crew")
    (one,) = plan(desk, table(tmp_path / "members.csv", OTHERS)).books
    assert one.doubt == ""


def test_others_under_the_same_name_are_told(desk: Desk, tmp_path: Path) -> None:
    taken(desk, table(tmp_path / "contacts.csv", CREW))
    (one,) = plan(desk, table(tmp_path / "contacts.csv", OTHERS)).books
    assert (one.path, one.first) == ("rosters/contacts.csv", False)
    assert one.doubt.startswith("nobody of it was in rosters/contacts.csv before")
    (one,) = plan(desk, table(tmp_path / "contacts.csv", OTHERS + CREW[:1])).books
    assert one.doubt == ""


def test_an_export_that_is_older_than_the_last_is_told(desk: Desk, tmp_path: Path) -> None:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    old, new = (tmp_path / f"Connections-{year}.csv" for year in (2025, 2026))
    ada = "Ada,Byrne,https://www.linkedin.com/in/ada-b,,{},Head,08 Feb 2021\n"
    old.write_text(head + ada.format("Oakgate"), encoding="utf-8")
    bo = "Bo,Chen,https://www.linkedin.com/in/bo-c,,Dock,Pilot,03 Mar 2026\n"
    new.write_text(head + ada.format("Fernway") + bo, encoding="utf-8")
    assert taken(desk, old).books[0].doubt == ""
    assert taken(desk, new).books[0].doubt == ""
    (one,) = plan(desk, old).books
    assert one.doubt == (
        "it is older than the last import: its newest connection is of 2021-02-08, and that one's "
        "of 2026-03-03; what has changed since would change back"
    )


def test_a_map_of_the_same_columns_is_used_for_another_book(desk: Desk, tmp_path: Path) -> None:
    head = "Ime,Posta,Broj"
    wish = ImportWish(columns={"Ime": "name", "Posta": "email"})
    taken(desk, table(tmp_path / "crew.csv", CREW, head), wish=wish)
    made = taken(desk, table(tmp_path / "choir.csv", OTHERS, head))
    assert where(made)[:2] == ("rosters/choir.csv", True)
    assert {one.name for one in desk.network.contacts} >= {*CREW, *OTHERS}


def test_a_new_column_is_asked_about_and_put_into_the_map(desk: Desk, tmp_path: Path) -> None:
    head = "Ime,Posta,Broj"
    wish = ImportWish(columns={"Ime": "name", "Posta": "email"})
    taken(desk, table(tmp_path / "crew.csv", CREW, head), wish=wish)
    kept = desk.root / "rosters/columns/crew.yml"
    kept.write_text(f"{kept.read_text('utf-8')}# mine", encoding="utf-8")
    next_year = table(tmp_path / "crew.csv", CREW, f"{head},Boja,Handy")
    made = taken(desk, next_year)
    assert made.books[0].imported.asked == ("Boja",)
    text = kept.read_text("utf-8")
    assert text.endswith("Broj: kept\n# mine\nBoja: kept\nHandy: phone cell\n")
    assert not plan(desk, next_year).edits
    # What is said later takes the place of what stood there, and the book reads it.
    taken(desk, next_year, wish=ImportWish(columns={"Boja": "tags"}))
    assert "# mine\nBoja: tags\nHandy: phone cell\n" in kept.read_text("utf-8")
    crew = [one for one in desk.network.contacts if one.at.path == "rosters/crew.csv"]
    assert {one.tags for one in crew} == {("x",)}
    assert not plan(desk, next_year).edits


def test_a_table_that_lost_columns_is_still_read_by_its_map(desk: Desk, tmp_path: Path) -> None:
    wish = ImportWish(columns={"Ime": "name", "Posta": "email"})
    taken(desk, table(tmp_path / "crew.csv", CREW, "Ime,Posta,Broj"), wish=wish)
    made = plan(desk, table(tmp_path / "crew-2027.csv", CREW, "Ime,Posta,Novo"))
    assert where(made)[0] == "rosters/crew.csv"
    assert made.books[0].imported.asked == ("Novo",)
    assert dict(made.books[0].imported.taken)["Ime"] == "the whole name"


def test_one_that_cannot_be_read_does_not_stop_the_others(desk: Desk, tmp_path: Path) -> None:
    empty, torn = tmp_path / "empty.csv", tmp_path / "torn.zip"
    empty.write_bytes(b"")
    torn.write_bytes(b"PK\x03\x04 and no more")
    nobody = tmp_path / "nobody.csv"
    nobody.write_text("First Name,Last Name,Email Address,Connected On\n", encoding="utf-8")
    crew = table(tmp_path / "crew.csv", CREW)
    made = plan(desk, empty, crew, torn, nobody)
    assert [one.path for one in made.books] == ["rosters/crew.csv"]
    assert [name for name, _ in made.unread] == ["empty.csv", "torn.zip", "nobody.csv"]
    with pytest.raises(Declined, match=r"(?s)This file is empty.*This zip is broken"):
        plan(desk, empty, torn)
    with pytest.raises(Declined, match=r"(?s)This file is empty.*Nobody is in this address book"):
        plan(desk, empty, nobody)


def test_two_states_of_one_book_are_taken_one_by_one(desk: Desk, tmp_path: Path) -> None:
    paths = [table(tmp_path / f"crew-{year}.csv", CREW) for year in (2026, 2027)]
    with pytest.raises(Declined, match=r"crew-2026\.csv and crew-2027\.csv are one address book"):
        plan(desk, *paths)


def test_what_is_piped_in_needs_a_name_where_its_kind_gives_none(desk: Desk) -> None:
    raw = b"Name,E-mail\nZita Brandt,zita@example.org\n"
    with pytest.raises(Declined, match="--into NAME"):
        plan(desk, PIPED, wish=ImportWish(piped=raw))
    assert (
        where(plan(desk, PIPED, wish=ImportWish(piped=raw, into="crew")))[0] == "rosters/crew.csv"
    )
    google = b"First Name,Last Name,Labels\nZita,Brandt,Crew\n"
    assert where(plan(desk, PIPED, wish=ImportWish(piped=google)))[0] == "rosters/google.csv"


def test_of_a_program_that_is_known_no_column_is_said(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "google.csv"
    path.write_text("First Name,Last Name,Labels\nZita,Brandt,Crew\n", encoding="utf-8")
    wish = ImportWish(columns={"Labels": "notes"})
    with pytest.raises(Declined, match="The columns of Google Contacts are known"):
        plan(desk, path, wish=wish)
    made = plan(desk, path, wish=ImportWish("csv", columns={"Labels": "notes"}))
    assert dict(made.books[0].imported.taken)["Labels"] == "notes"
