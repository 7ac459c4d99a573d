"""Exports as an action: where they go, what is left out, and a whole book read back."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from kithbook.actions.export_book import ExportWish, export_book
from kithbook.book.load import load_book
from kithbook.exchange.vcard_reading import read_vcards
from kithbook.text.refusal import Declined
from tests.actions.conftest import Desk

TORN = "<<<<<<< ours\n---\nname: Ty Torn\n---\n=======\n---\nname: Ty Thorn\n---\n>>>>>>> theirs\n"
CARDS = "BEGIN:VCARD\r\nFN:Cy Dee\r\nUID:u9\r\nADR:;;1 Elm;Cork;;;\r\nNOTE:row\r\nEND:VCARD\r\n"


def exported(desk: Desk, to: Path | None, form: str = "", **wishes: bool) -> bytes:
    done = export_book(desk.root, desk.network, ExportWish(to, form, **wishes))  # type: ignore[arg-type]
    return done.content if to is None else b""


def names(raw: bytes) -> list[str]:
    return [one.name for one in read_vcards("a.vcf", raw).cards]


def test_a_whole_book_is_read_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    (desk.root / "rosters").mkdir(exist_ok=True)
    (desk.root / "rosters/old.csv").write_bytes(
        "Name;E-mail\r\nZo\xeb;z@example.org\r\n".encode("cp1252")
    )
    whole = json.loads(exported(desk, None, "json"))
    again = tmp_path / "again"
    for file in whole["files"]:
        path = again / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        held = file["text"]
        path.write_bytes(base64.b64decode(file["base64"]) if held is None else held.encode())
    second = load_book(again)
    assert json.loads(export_book(again, second, ExportWish(None, "json")).content) == whole
    first = desk.network
    assert (second.people, second.contacts) == (first.people, first.contacts)
    assert (second.journal, second.introductions) == (first.journal, first.introductions)
    assert (second.requests, second.settings) == (first.requests, first.settings)
    assert len(whole["people"]) == len(first.people) > 3


def test_nothing_goes_among_the_files_of_the_book(desk: Desk) -> None:
    before = desk.files()
    inside = ("people/a.vcf", "a.vcf", "rosters", "build", "build/public/a.vcf", ".")
    for place in inside:
        with pytest.raises(Declined):
            exported(desk, desk.root / place, "" if place.endswith(".vcf") else "vdir")
    assert desk.files() == before
    exported(desk, desk.root / "build" / "cards", "vdir")
    assert len(list((desk.root / "build/cards").glob("*.vcf"))) == len(desk.network.people)


def test_a_file_of_somebody_else_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.vcf", tmp_path / "theirs.vcf"
    theirs.write_bytes(CARDS.encode())
    exported(desk, ours)
    exported(desk, ours, "vcard4")
    with pytest.raises(Declined, match="--replace"):
        exported(desk, theirs)
    assert theirs.read_bytes() == CARDS.encode()
    exported(desk, theirs, over=True)
    assert len(names(theirs.read_bytes())) == len(desk.network.people)
    table = tmp_path / "people.csv"
    exported(desk, table)
    exported(desk, table)
    table.write_bytes(table.read_bytes() + b"more\r\n")
    with pytest.raises(Declined, match="--replace"):
        exported(desk, table)


def test_who_cannot_be_read_whole_is_left_out_by_name(desk: Desk) -> None:
    (desk.root / "people/ty-torn.md").write_text(TORN)
    done = export_book(desk.root, desk.network, ExportWish(None))
    assert done.unread == ("people/ty-torn.md",)
    assert not {"Ty Torn", "Ty Thorn"} & set(names(done.content))


def test_the_dead_are_in_it_unless_they_are_left_out(desk: Desk) -> None:
    (desk.root / "people/al-gone.md").write_text("---\nname: Al Gone\ndied: 2020-01-02\n---\n")
    assert "Al Gone" in names(exported(desk, None))
    assert "Al Gone" not in names(exported(desk, None, living=True))


def test_contacts_of_rosters_come_whole_where_they_are_asked_for(desk: Desk) -> None:
    (desk.root / "rosters").mkdir(exist_ok=True)
    (desk.root / "rosters/phone.vcf").write_text(CARDS)
    assert "Cy Dee" not in names(exported(desk, None))
    found = read_vcards("a.vcf", exported(desk, None, contacts=True)).cards
    (cy,) = [one for one in found if one.name == "Cy Dee"]
    assert (cy.uid, cy.addresses[0].street, cy.notes) == ("u9", "1 Elm", ())


def test_the_same_book_gives_the_same_bytes(desk: Desk) -> None:
    for form in ("vcard", "vcard4", "csv", "json"):
        assert exported(desk, None, form) == exported(desk, None, form) != b""


def test_what_went_by_is_counted(desk: Desk) -> None:
    (desk.root / "rosters").mkdir(exist_ok=True)
    photo = CARDS.replace("NOTE:row", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ")
    (desk.root / "rosters/a.vcf").write_text(photo, newline="")
    (desk.root / "people/di-moss.md").write_text("---\nname: Di Moss\ndied: 2020\n---\n")
    taken: list[bytes] = []
    wish = ExportWish(None, "csv", contacts=True)
    done = export_book(desk.root, desk.network, wish, taken.append)
    network = desk.network
    assert (done.people, done.contacts) == (len(network.people), len([*network.strangers]))
    assert (done.dead, done.poorer, done.content) == (1, 1, b"")
    assert b"".join(taken) == export_book(desk.root, desk.network, wish).content


def test_a_row_goes_whole_and_who_is_in_two_address_books_goes_once(desk: Desk) -> None:
    (desk.root / "rosters").mkdir(exist_ok=True)
    (desk.root / "rosters/a.csv").write_text(
        "Name,E-mail,Street,City,Postal Code,Mobile,Notes\n"
        "Bo Ray,ray@example.org,Ring 2,Bonn,53111,+49 30 5550142,shy\n"
        "Di Fay,ray@example.org,,,,,\n"
    )
    (desk.root / "rosters/b.csv").write_text(
        "Name,E-mail,Organization\nBo Ray,ray@example.org,Harbour Choir\n"
    )
    raw = exported(desk, None, contacts=True)
    found = [one for one in read_vcards("a.vcf", raw).cards if "Ray" in one.name]
    (bo,) = found
    street = bo.addresses[0]
    assert (street.street, street.city, street.code) == ("Ring 2", "Bonn", "53111")
    assert bo.organization == ("Harbour Choir",)
    assert [one.value for one in bo.emails] == ["ray@example.org"]
    assert "CELL" in bo.phones[0].labels
    assert bo.notes == ()
    assert "Di Fay" in names(raw)
    assert b"53111" in exported(desk, None, "csv", contacts=True)
