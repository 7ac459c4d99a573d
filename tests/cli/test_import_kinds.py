"""`kith import` of each kind of file: shown, then in the book, and the second time nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from tests.book.test_roster_columns import GOOGLE, GOOGLE_BEFORE, OUTLOOK, OUTLOOK_GERMAN
from tests.cli.transcript import Session
from tests.exchange import linkedin_files, test_mail_headers, test_markdown_folders
from tests.exchange.test_monica_file import EXPORT
from tests.exchange.test_recognition import CARD, DEX, OUTLOOK_WEB, THUNDERBIRD

Make = Callable[[Path], Path]


def table(header: str, given: str, family: str) -> Make:
    """A table with two people in it."""

    def make(path: Path) -> Path:
        names = header.split(",")
        lines = [header]
        for first, last in (("Zita", "Brandt"), ("Olu", "Adeyemi")):
            lines.append(",".join({given: first, family: last}.get(name, "") for name in names))
        place = path / "people.csv"
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return place

    return make


def linkedin(shape: str) -> Make:
    return lambda path: linkedin_files.write_zip(path / "x.zip", linkedin_files.files(shape))


def monica(path: Path) -> Path:
    place = path / "export.json"
    place.write_text(json.dumps(EXPORT), encoding="utf-8")
    return place


def cards(path: Path) -> Path:
    place = path / "phone.vcf"
    place.write_text(CARD.format("Zita", "Zita") + CARD.format("Olu", "Olu"), encoding="utf-8")
    return place


def folder(notes: dict[str, str]) -> Make:
    return lambda path: test_markdown_folders.write(path / "notes", notes)


KINDS: dict[str, tuple[Make, str, int]] = {
    **{
        f"linkedin {shape}": (linkedin(shape), "rosters/linkedin.csv", 4)
        for shape in linkedin_files.SHAPES
    },
    "google": (table(GOOGLE, "First Name", "Last Name"), "rosters/google.csv", 2),
    "google of old": (table(GOOGLE_BEFORE, "Given Name", "Family Name"), "rosters/google.csv", 2),
    "outlook": (table(OUTLOOK, "First Name", "Last Name"), "rosters/outlook.csv", 2),
    "outlook german": (table(OUTLOOK_GERMAN, "Vorname", "Nachname"), "rosters/outlook.csv", 2),
    "outlook web": (table(OUTLOOK_WEB, "First Name", "Last Name"), "rosters/outlook.csv", 2),
    "dex": (table(DEX, "first_name", "last_name"), "rosters/dex.csv", 2),
    "thunderbird": (table(THUNDERBIRD, "First Name", "Last Name"), "rosters/thunderbird.csv", 2),
    "other": (table("Vorname,Name,Boot", "Vorname", "Name"), "rosters/people.csv", 2),
    "vcard": (cards, "rosters/phone.vcf", 2),
    "monica": (monica, "rosters/monica.vcf", 2),
    "mail": (lambda path: test_mail_headers.mbox(path / "a.mbox"), "rosters/mail.vcf", 2),
    "hermit": (folder(test_markdown_folders.HERMIT), "rosters/hermit.vcf", 2),
    "orbit": (folder(test_markdown_folders.ORBIT), "rosters/orbit.vcf", 1),
    "hal": (folder(test_markdown_folders.HAL), "rosters/hal.vcf", 1),
}  # fmt: skip


def texts(book: Path) -> dict[str, str]:
    found = (path for path in book.rglob("*") if path.is_file() and ".kith" not in path.parts)
    return {str(path.relative_to(book)): path.read_text(encoding="utf-8") for path in found}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_shown_then_written_and_then_the_same(
    session: Session, tmp_path: Path, kind: str
) -> None:
    make, roster, people = KINDS[kind]
    settings = session.book / "kithbook.yml"
    with settings.open("a", encoding="utf-8") as file:
        file.write("addresses: [vera@example.org, v.lindqvist@work.example.org]\n")
    source = tmp_path / "outside"
    source.mkdir()
    path = make(source)
    before, there = texts(session.book), len(load_book(session.book).contacts)
    shown = session.kith(["import", str(path)])
    assert (shown.code, texts(session.book)) == (0, before), shown.err
    done = session.kith(["import", str(path), "--apply"])
    assert done.code == 0, done.err
    network = load_book(session.book)
    new = [one for one in network.contacts if one.at.path == roster]
    assert (len(new), len(network.contacts) - there) == (people, people)
    after = texts(session.book)
    again = session.kith(["import", str(path), "--apply"])
    assert (again.code, texts(session.book)) == (0, after)
    assert "nothing changes" in again.err
    assert session.kith(["check"]).code == 0


@pytest.mark.parametrize(
    "name, text, told",
    [
        ("Connections.csv", "Vnaam,Anaam\nZita,Brandt\n", "Vnaam, Anaam"),
        ("letter.txt", "Dear Ada,\nit was a pleasure.\n", "none of an address book that is known"),
        ("x.json", "{}", "It holds JSON, and not that of Monica"),
        ("x.vcf", "BEGIN:VCARD\nEND:VCARD\n", "Nobody is in it: 1 card without a name"),
    ],
)
def test_junk_ends_with_one_and_a_sentence(
    session: Session, tmp_path: Path, name: str, text: str, told: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    before = texts(session.book)
    done = session.kith(["import", str(path), "--apply"])
    assert done.code == 1
    assert told in done.err
    assert texts(session.book) == before


def test_what_the_owner_says_of_a_column_is_read_the_next_time(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "club.csv"
    path.write_text("Vorname,Name,Boot\nZita,Brandt,Elbe\n", encoding="utf-8")
    shown = session.kith(["import", str(path), "--apply"])
    assert "kept as it is: Boot" in shown.out
    place = session.book / "rosters/columns/club.yml"
    said = place.read_text(encoding="utf-8")
    place.write_text(said.replace("Boot: kept", "Boot: tags"), encoding="utf-8")
    assert session.kith(["import", str(path), "--apply"]).code == 0
    (zita,) = (one for one in load_book(session.book).contacts if one.name == "Zita Brandt")
    assert zita.tags == ("Elbe",)


def test_what_is_piped_in_is_read(session: Session) -> None:
    table = "Name,E-mail\nZita Brandt,zita@example.org\n"
    done = session.kith(["import", "-", "--into", "crew", "--apply"], table)
    assert (done.code, done.out.splitlines()[0]) == (0, "csv: rosters/crew.csv, new")
    assert "Zita Brandt" in {one.name for one in load_book(session.book).contacts}
    nameless = session.kith(["import", "-"], table)
    assert nameless.code == 2
    assert "Say which address book it is: --into NAME" in nameless.err
    nothing = session.kith(["import", "-", "--into", "crew"], "")
    assert nothing.code == 1
    assert "This file is empty" in nothing.err
