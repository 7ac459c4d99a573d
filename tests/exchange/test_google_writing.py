"""Cards as Google's table: read back, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from hypothesis import given, settings

from kithbook.book.load import load_book
from kithbook.exchange.contact_card import ContactCard, Day, Labelled, NameParts
from kithbook.exchange.google_writing import has_no_column, write_google_table
from kithbook.text.dates import PartialDate
from tests.exchange.card_cases import AT, hostile
from tests.exchange.test_vcard_writing import ADA


def rows(*cards: ContactCard) -> list[dict[str, str]]:
    text = write_google_table(cards).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def test_each_field_has_its_column() -> None:
    (row,) = rows(ADA)
    assert (row["First Name"], row["Last Name"], row["Nickname"]) == (
        "Ada", "Byrne", "Addie ::: A, B",
    )  # fmt: skip
    assert (row["E-mail 1 - Label"], row["E-mail 1 - Value"]) == ("* Home", "ada@example.org")
    assert (row["E-mail 2 - Label"], row["E-mail 2 - Value"]) == ("Choir", "a@example.org")
    assert (row["Phone 1 - Label"], row["Phone 1 - Value"]) == ("Mobile", "+17135550142")
    assert (row["Organization Name"], row["Organization Department"]) == ("Fernway", "Cloth, dyed")
    assert (row["Birthday"], row["Event 1 - Label"], row["Event 1 - Value"]) == (
        "--05-02", "Anniversary", "2011-06-18",
    )  # fmt: skip
    assert (row["Relation 1 - Label"], row["Relation 1 - Value"]) == ("spouse", "Bo Chen")
    assert (row["Custom Field 1 - Label"], row["Custom Field 1 - Value"]) == ("Skype", "ada.b")
    assert row["Labels"] == "* myContacts"
    assert has_no_column(ADA)


def test_a_table_is_read_as_a_roster_again(tmp_path: Path) -> None:
    made = ContactCard(
        AT, "Bo Chen", NameParts(("Chen",), ("Bo",)),
        emails=(Labelled("bo@example.org"),), phones=(Labelled("+1 713 555 0118"),),
        organization=("Gulf Spans",), title="Inspector", categories=("ride",),
        born=Day(PartialDate(1979, 4, 2)), notes=("=1+1 is a note",),
    )  # fmt: skip
    (tmp_path / "rosters").mkdir()
    (tmp_path / "rosters/google.csv").write_bytes(write_google_table([made, ADA]))
    _, contact = sorted(load_book(tmp_path).contacts, key=lambda one: one.name)
    assert (contact.name, contact.emails, contact.phones, contact.org) == (
        "Bo Chen", ("bo@example.org",), ("+1 713 555 0118",), "Gulf Spans",
    )  # fmt: skip
    assert (contact.role, contact.tags, str(contact.born)) == ("Inspector", ("ride",), "1979-04-02")


@settings(max_examples=40)
@given(card=hostile)
def test_no_cell_is_a_formula(card: ContactCard) -> None:
    text = write_google_table([card, ADA]).decode()
    table = list(csv.reader(StringIO(text, newline="")))
    assert len({len(row) for row in table}) == 1
    assert len(table) == 3
    cells = [cell for row in table[1:] for cell in row]
    assert [cell for cell in cells if cell[:1] in "=@\t" and cell] == []
    signed = [cell for cell in cells if cell[:1] in "+-" and cell]
    assert all(cell.startswith("--") or cell[1:2] in "0123456789(" for cell in signed)
