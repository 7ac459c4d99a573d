"""Exports as they are out there: each cell is taken, kept, or named, and the book reads alike."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from kithbook.book.roster import read_roster
from kithbook.exchange.recognition import recognise
from kithbook.text.refusal import Refused
from kithbook.text.source import Source
from tests.book.test_roster_columns import GOOGLE


class Odd(NamedTuple):
    """A file, what is read of it (names, addresses, numbers), and what is told of the rest."""

    raw: bytes
    people: tuple[tuple[str, str, str], ...]
    told: tuple[str, ...] = ()


def google(**cells: str) -> bytes:
    """A row of Google's with these cells, by the names of their columns without signs."""
    names = GOOGLE.split(",")
    row = [cells.get(name.replace(" ", "").replace("-", ""), "") for name in names]
    return f"{GOOGLE}\n{','.join(row)}\n".encode()


ZITA = ("Zita", "z@example.org", "")
FILES = {
    "byte order mark": Odd("\ufeffName,E-mail\nZita,z@example.org\n".encode(), (ZITA,)),
    "utf-16, tabs": Odd("Name\tE-mail\r\nZita\tz@example.org\r\n".encode("utf-16"), (ZITA,)),
    "utf-16 big": Odd(b"\xfe\xff" + "Name,E-mail\nZita,z@example.org".encode("utf-16-be"), (ZITA,)),
    "windows": Odd(
        "Vorname;Mail\nZoë;z@example.org\n".encode("cp1252"),
        (("Zoë", "z@example.org", ""),), ("older than UTF-8",),
    ),
    "ends of lines of old": Odd(b"Name;Mail\rZita;z@example.org\r", (ZITA,)),
    "sep=;": Odd(b"sep=;\r\nName;E-Mail\r\nZita;z@example.org\r\n", (ZITA,)),
    "strokes": Odd(b"Name|E-mail\nZita|z@example.org\n", (ZITA,)),
    "a table of Markdown": Odd(
        b"| Name | E-mail |\n|---|:---|\n| Zita | z@example.org |\n", (ZITA,), ("empty rows",)
    ),
    "line ends in cells": Odd(b'Name,Notes,Mail\r\nZita,"one\r\ntwo",z@example.org\r\n', (ZITA,)),
    "quotes in quotes": Odd(
        b'Name,Mail\n"Zita ""Zi"" Brandt",z@example.org\n',
        (('Zita "Zi" Brandt', "z@example.org", ""),),
    ),
    "a quote that stays open": Odd(
        b'Name,Notes\nZita,"open\nOlu,fine\n', (("Zita", "", ""), ("Olu", "", "")),
        ("a quote that is never closed",),
    ),
    "names of columns twice": Odd(
        b"Name,E-Mail,E-Mail,Telefon,Telefon\nZita,z@example.org,y@example.org,+1 555 0100,\n",
        (("Zita", "z@example.org y@example.org", "+1 555 0100"),),
    ),
    "commas at the end": Odd(
        b"Name,E-Mail,,\nZita,z@example.org,,\nOlu,,more,\n",
        (ZITA, ("Olu", "", "")), ("a column without a name",),
    ),
    "more commas than columns": Odd(b"Name,E-Mail\nZita,z@example.org,,\n", (ZITA,)),
    "short and long rows": Odd(
        b"Name,E-Mail,Phone\nZita\nOlu,o@example.org\nBo,,+1 555 0100,x\n",
        (("Zita", "", ""), ("Olu", "o@example.org", ""), ("Bo", "", "+1 555 0100")),
        ("beyond the last column",),
    ),
    "blanks around all": Odd(b" Name , E-Mail \n Zita , z@example.org \n", (ZITA,)),
    "lines above the names": Odd(
        b"Rowing club\nAs of 1 November\n\nName;E-Mail\nZita;z@example.org\n", (ZITA,)
    ),
    "sums of a spreadsheet": Odd(
        b"Name;Handy\nZita;4,91761E+11\n", (("Zita", "", "4,91761E+11"),), ("cut short",)
    ),
    "apostrophes before signs": Odd(
        b"Name,Phone,Mail\n'-Zita,'+1 555 0100,'z@example.org\n'Til,,\n",
        (("-Zita", "z@example.org", "+1 555 0100"), ("'Til", "", "")),
    ),
    "formulas": Odd(
        b'Name,Phone,Notes\nZita,"=""+1 555 0100""","=HYPERLINK(""x"")"\n@SUM(A1),,\n',
        (("Zita", "", "+1 555 0100"), ("@SUM(A1)", "", "")),
    ),
    "names in pictures": Odd("Name,Phone\n🦊,+1 555 0100\n".encode(), (("🦊", "", "+1 555 0100"),)),
    "addresses alone": Odd(
        b'E-mail\nz@example.org\n"o@example.org"\n',
        (("z@example.org", "z@example.org", ""), ("o@example.org", "o@example.org", "")),
    ),
    "firms alone": Odd(b"Name,Company,Phone\n,Old Mill,\n", (("Old Mill", "", ""),)),
    "two in a row": Odd(
        b"Name;E-Mail\nZita und Olu Brandt;z@example.org / o@example.org\n",
        (("Zita und Olu Brandt", "z@example.org o@example.org", ""),), ("two people",),
    ),
    "several in a cell": Odd(
        b"Name,Phone,E-mail\nZita,+1 555 0100; +1 555 0101,<z@example.org>\n"
        b"Olu,+1 555 0102 / +1 555 0103,mailto:o@example.org\nBo,040 / 5550104,\n",
        (("Zita", "z@example.org", "+1 555 0100 +1 555 0101"),
         ("Olu", "o@example.org", "+1 555 0102 +1 555 0103"), ("Bo", "", "040 / 5550104")),
    ),
    "labels of Google": Odd(
        google(FirstName="Zita", Labels="* myContacts ::: Crew ::: * starred",
               Email1Label="* Work ::: Home", Email1Value="z@example.org ::: y@example.org"),
        (("Zita", "z@example.org y@example.org", ""),),
    ),
    "zeros": Odd(
        b"Name,Mail,Notes\nZi\0ta,z@example.org,as long as it takes\n", (ZITA,), ("taken out",)
    ),
    "signs for a terminal": Odd(
        b"Name,Mail,Notes\nZita,z@example.org,all of it \x1b[31m red\n", (ZITA,), ("no screen",)
    ),
    "marks of direction": Odd(
        "Name,Phone\nZita,\u202a+1\u00a0555\u00a00100\u202c\n".encode(),
        (("Zita", "", "+1 555 0100"),),
    ),
    "totals": Odd(
        b"Name,E-Mail,Fee\nZita,z@example.org,20\n,,20\n", (ZITA,), ("rows without a name",)
    ),
    "numbers in names of columns": Odd(
        b"Nr;Name;Vorname;1. Telefon;2. Telefon\n1;Brandt;Zita;+1 555 0100;+1 555 0101\n",
        (("Zita Brandt", "", "+1 555 0100 +1 555 0101"),),
    ),
    "a list that is printed page by page": Odd(
        b"Name,E-Mail,Kanu\nZita,z@example.org,A\nName,E-Mail,Kanu\nOlu,o@example.org,B\n",
        (ZITA, ("Olu", "o@example.org", "")), ("repeat the names",),
    ),
    "remarks in names of columns": Odd(
        b"Name (Original Name),User Email\nZita,z@example.org\n", (ZITA,)
    ),
    "commas in cells apart by semicolons": Odd(
        b"Name;E-Mail;Ort\nBrandt, Zita;z@example.org;Hamburg, Elbe\n",
        (("Brandt, Zita", "z@example.org", ""),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_an_odd_file_is_read_as_it_is_meant(tmp_path: Path, case: str) -> None:
    raw, people, told = FILES[case]
    path = tmp_path / "odd.csv"
    path.write_bytes(raw)
    found = recognise(path)
    read = tuple(
        (one.name, " ".join(each.value for each in one.emails),
         " ".join(each.value.replace("\u00a0", " ") for each in one.phones))
        for one in found.cards
    )  # fmt: skip
    assert read == people
    left = [each.what for each in found.left_out]
    assert len(left) == len(told)
    assert all(word in what for word, what in zip(told, left, strict=True))
    contacts, _ = read_roster(Source("rosters/odd.csv", found.roster))
    assert [(one.name, " ".join(one.emails)) for one in contacts] == [one[:2] for one in people]
    # Every column has a field or is named as kept.
    named = [name for name, _ in found.taken]
    assert sorted((*found.columns, *found.kept)) == sorted(named)


@pytest.mark.parametrize(
    "raw",
    [b"Zita Brandt,z@example.org,+1 555 0100\n",
     b"Zita Brandt <z@example.org>, Olu <o@example.org>",
     b"+1 555 0100;Zita\n"],
)  # fmt: skip
def test_a_table_without_names_of_columns_says_so(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(raw)
    with pytest.raises(Refused, match=r"No row of it names the columns\. Write one on top"):
        recognise(path)


def test_two_addresses_in_columns_of_the_same_names_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Name,Street,City,Street,City\nZita,Kai 3,Elbe,Weg 4,Saale\n", encoding="utf-8")
    (card,) = recognise(path).cards
    assert [(one.street, one.city) for one in card.addresses] == [
        ("Kai 3", "Elbe"), ("Weg 4", "Saale")
    ]  # fmt: skip


def test_what_a_column_holds_can_be_typed_as_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "My club.csv"
    path.write_text("Vnaam,Anaam\nZita,Brandt\n", encoding="utf-8")
    with pytest.raises(Refused) as why:
        recognise(path)
    assert "kith import 'My club.csv' --column Vnaam=name --column Anaam=notes" in str(why.value)
