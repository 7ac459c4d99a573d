"""Tables of other programs, told by their columns: every column has a field, or is named."""

from __future__ import annotations

import csv
import zipfile
from io import StringIO
from pathlib import Path

import pytest

from kithbook.book.accounting import accounting
from kithbook.book.load import load_book
from kithbook.book.roster import read_roster
from kithbook.book.roster_columns import column_key
from kithbook.exchange.column_maps import read_column_map, shipped_maps
from kithbook.exchange.contact_card import Labelled
from kithbook.exchange.imported import Imported
from kithbook.exchange.owners_side import OwnersSide, owners_side
from kithbook.exchange.recognition import kinds, recognise, recognise_text
from kithbook.text.refusal import Refused
from kithbook.text.source import Source
from tests.book.test_roster_columns import GOOGLE, GOOGLE_BEFORE, OUTLOOK, OUTLOOK_GERMAN

OUTLOOK_WEB = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,"
    "E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,"
    "Mobile Phone,Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,Other Fax,"
    "Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,Department,"
    "Company,Office Location,Manager's Name,Assistant's Name,Assistant's Phone,Company Yomi,"
    "Business Street,Business City,Business State,Business Postal Code,Business Country/Region,"
    "Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,Other City,"
    "Other State,Other Postal Code,Other Country/Region,Personal Web Page,Spouse,Schools,Hobby,"
    "Location,Web Page,Birthday,Anniversary,Notes"
)
DEX = (
    "id,first_name,last_name,job_title,company,description,education,emails,phone_numbers,"
    "linkedin,facebook,twitter,instagram,telegram,website,location,birthday,groups,notes,image_url,"
    "how_we_met,last_seen_at,next_reminder_at,frequency,starred,is_archived,created_at,updated_at"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,"
    "Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,"
    "Home State,Home ZipCode,Home Country,Work Address,Work Address 2,Work City,Work State,"
    "Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,"
    "Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes,Screen Name"
)
DOCUMENTED = {
    "google": GOOGLE,
    "google before": GOOGLE_BEFORE,
    "outlook": OUTLOOK,
    "outlook web": OUTLOOK_WEB,
    "outlook german": OUTLOOK_GERMAN,
    "dex": DEX,
    "thunderbird": THUNDERBIRD,
}


def imported(folder: Path, header: str, *rows: dict[str, str], name: str = "table.csv") -> Imported:
    """What a table with these cells in their columns gives."""
    names = header.split(",")
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        assert set(row) <= set(names), set(row) - set(names)
        writer.writerow([row.get(column, "") for column in names])
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return recognise(path)


@pytest.mark.parametrize("shape", DOCUMENTED)
def test_each_documented_column_has_a_field_or_is_named(tmp_path: Path, shape: str) -> None:
    """A word of its own in each column is found in the card; none goes without a place."""
    header = DOCUMENTED[shape]
    names = header.split(",")
    words = {name: f"w{number:03}" for number, name in enumerate(names)}
    words |= {name: f"{word}@example.org" for name, word in words.items() if "ail" in name}
    found = imported(tmp_path, header, words)
    assert found.kind == shape.partition(" ")[0]
    assert len(found.columns) + len(found.kept) == len(names)
    assert dict(found.taken).keys() == set(names)
    known = next(each for each in shipped_maps() if each.kind == found.kind)
    assert [name for name in names if known.place_of(name) is None] == []
    held = repr(found.cards)
    assert [name for name, word in words.items() if word not in held] == []


def test_the_book_reads_the_columns_alike() -> None:
    """The maps and the reader of rosters take no column for two different things."""
    same = {
        "given": "first", "middle": "middle", "family": "last", "name": "name", "email": "email",
        "phone": "phone", "nickname": "nickname", "notes": "notes", "tags": "tags", "born": "born",
        "connected": "connected",
    }  # fmt: skip
    looked = 0
    for each in shipped_maps():
        for column, place in each.places.items():
            read = column_key(column.replace("#", "1"))
            if place.split(" ")[0] in same and read not in ("", "?"):
                looked += 1
                assert (each.kind, column, read) == (each.kind, column, same[place.split(" ")[0]])
    assert looked > 100


def test_google_of_2024(tmp_path: Path) -> None:
    row = {
        "First Name": "Zoë", "Last Name": "Brandt", "Name Suffix": "Ph.D.", "Nickname": "Zo",
        "Organization Name": "Fernway", "Organization Title": "Editor",
        "Organization Department": "Maps", "Birthday": "--05-31", "Notes": "two\nlines",
        "Labels": "* myContacts ::: Rowing", "E-mail 1 - Label": "* Work",
        "E-mail 1 - Value": "zoe@example.org ::: z@example.org", "E-mail 2 - Label": "Boat house",
        "E-mail 2 - Value": "boat@example.org", "Phone 1 - Label": "Mobile",
        "Phone 1 - Value": "+1 555 0100", "Address 1 - Label": "Home",
        "Address 1 - Formatted": "1 Quay\nPort ::: 2 Hill\nTown",
        "Address 1 - Street": "1 Quay ::: 2 Hill",
        "Address 1 - City": "Port ::: Town", "Relation 1 - Label": "sister",
        "Relation 1 - Value": "Brandt, Mia", "Event 1 - Label": "Anniversary",
        "Event 1 - Value": "2019-06-12", "Custom Field 1 - Label": "Shoe",
        "Custom Field 1 - Value": "39", "Website 1 - Label": "Blog",
        "Website 1 - Value": "https://zoe.example.org/a;b", "Photo": "https://photo.example.org/1",
    }  # fmt: skip
    (card,) = imported(tmp_path, GOOGLE, row).cards
    assert (card.name, card.parts.suffixes, card.nicknames) == ("Zoë Brandt", ("Ph.D.",), ("Zo",))
    assert (card.organization, card.title) == (("Fernway", "Maps"), "Editor")
    assert card.emails == (
        Labelled("zoe@example.org", ("WORK", "PREF")),
        Labelled("z@example.org", ("WORK", "PREF")),
        Labelled("boat@example.org", ("Boat house",)),
    )
    assert card.phones == (Labelled("+1 555 0100", ("CELL",)),)
    assert [(one.street, one.city, one.labels) for one in card.addresses] == [
        ("1 Quay", "Port", ("HOME",)), ("2 Hill", "Town", ("HOME",))
    ]  # fmt: skip
    assert card.addresses[0].whole == "1 Quay\nPort"
    assert card.related == (Labelled("Brandt, Mia", ("sister",)),)
    assert [(str(day.on), day.what) for day in card.days] == [("2019-06-12", "Anniversary")]
    assert [(one.name, one.value) for one in card.beside] == [("Shoe", "39")]
    assert card.urls == (Labelled("https://zoe.example.org/a;b", ("Blog",)),)
    assert card.photos[0].address == "https://photo.example.org/1"
    assert (card.notes, card.categories) == (("two\nlines",), ("Rowing",))
    assert str(card.born.on if card.born else "") == "--05-31"


def test_google_of_old_comes_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "google.csv"
    row = {"Name": "Ada Byrne", "Given Name": "Ada", "Family Name": "Byrne"}
    names = GOOGLE_BEFORE.split(",")
    text = f"{GOOGLE_BEFORE}\r\n{','.join(row.get(name, '') for name in names)}\r\n"
    path.write_bytes(text.encode("utf-16"))
    found = recognise(path)
    assert (found.kind, [card.name for card in found.cards]) == ("google", ["Ada Byrne"])
    assert found.roster.lstrip("\ufeff") == text


def test_outlook_tells_places_by_home_and_work(tmp_path: Path) -> None:
    row = {
        "Title": "Dr", "First Name": "Ada", "Last Name": "Byrne", "Home Street": "1 Quay",
        "Home City": "Port", "Business City": "Town", "Business Country/Region": "Norway",
        "Home Phone": "+1 555 0101", "Business Fax": "+1 555 0102", "Spouse": "Bo Chen",
        "Children": "Tom; Mia", "Birthday": "0/0/00", "Anniversary": "6/12/2019",
        "E-mail Address": "ada@example.org", "E-mail 2 Address": "/o=Firm/cn=ada",
        "Referred By": "Cleo Dunn", "User 1": "left-handed",
    }  # fmt: skip
    found = imported(tmp_path, OUTLOOK, row, {"First Name": "Bo", "Anniversary": "6/30/2019"})
    card = found.cards[0]
    assert card.parts.prefixes == ("Dr",)
    assert {(one.city, one.labels) for one in card.addresses} == {
        ("Port", ("HOME",)), ("Town", ("WORK",))
    }  # fmt: skip
    assert card.phones == (
        Labelled("+1 555 0102", ("WORK", "FAX")), Labelled("+1 555 0101", ("HOME",))
    )  # fmt: skip
    assert card.born is None
    # The second row tells that the month stands first.
    assert str(card.anniversary.on if card.anniversary else "") == "2019-06-12"
    assert {one.value for one in card.related} == {"Bo Chen", "Tom", "Mia"}
    assert card.through == "Cleo Dunn"
    assert {one.value for one in card.beside} == {"left-handed", "/o=Firm/cn=ada"}
    told = {each.what: each.count for each in found.left_out}
    assert told == {"texts under e-mail that are no address, kept in the table alone": 1}


def test_a_day_that_could_be_two_stays_in_its_words(tmp_path: Path) -> None:
    found = imported(tmp_path, OUTLOOK, {"First Name": "Ada", "Birthday": "3/4/1990"})
    born = found.cards[0].born
    assert born is not None
    assert (born.on, born.written) == (None, "3/4/1990")
    assert found.left_out[0].lines == (2,)


def test_any_other_table_gets_a_map_to_confirm(tmp_path: Path) -> None:
    header = "Vorname,Name,Mailbox,Handy,Schuhgröße,Yes: no"
    row = {"Vorname": "Zoë", "Name": "Brandt", "Mailbox": "zoe@example.org", "Yes: no": "x"}
    found = imported(tmp_path, header, row, name="Ruder Club.csv")
    assert (found.kind, found.stem) == ("csv", "ruder-club")
    assert found.cards[0].name == "Zoë Brandt"
    assert found.kept == found.asked == ("Schuhgröße", "Yes: no")
    # Nobody knows what a Mailbox is, and its cells tell.
    assert "Mailbox: email\n" in found.column_map
    assert "Name: family\n" in found.column_map
    assert '"Yes: no": kept\n' in found.column_map
    said = found.column_map.replace('"Yes: no": kept', '"Yes: no": messenger signal')
    own = read_column_map(Source("rosters/columns/ruder-club.yml", said), "ruder-club")
    again = recognise(tmp_path / "Ruder Club.csv", own=OwnersSide(maps=(own,)))
    assert again.column_map == ""
    assert again.cards[0].emails == (Labelled("zoe@example.org"),)
    assert again.cards[0].messengers == (Labelled("x", ("signal",)),)
    # What the owner says of the columns, the book reads as well.
    assert again.roster.splitlines()[0] == "Vorname,Last Name,E-mail,Handy,x_Schuhgröße,x_Yes: no"
    contacts, _ = read_roster(Source("rosters/ruder-club.csv", again.roster))
    assert [(one.name, one.emails) for one in contacts] == [("Zoë Brandt", ("zoe@example.org",))]


def test_a_map_with_a_word_that_is_no_field_is_refused() -> None:
    with pytest.raises(Refused, match='"mood" is no field of a card'):
        read_column_map(Source("rosters/columns/x.yml", "A: name\nB: mood\n"), "x")
    with pytest.raises(Refused, match=r"rosters/columns/x\.yml:1"):
        read_column_map(Source("rosters/columns/x.yml", "- a list\n"), "x")


@pytest.mark.parametrize(
    "name, raw",
    [
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\0\1"),
        ("empty.csv", b""),
        ("letter.txt", b"Dear Ada,\n\nit was a pleasure.\n"),
        ("sums.csv", b"1,2\n3,4\n"),
        ("broken.zip", b"PK\x03\x04 and no more"),
        ("blank.csv", b"\n\n,,,\n"),
        ("data.json", b'{"a": 1}'),
        ("notes.txt", b'name: {\n  "full": "John Q. Public",\n  "a": 1\n}\n'),
        ("card.txt", b"EMAIL;TYPE=work:x@example.org\nTEL;TYPE=work:+1 555 0100\n"),
        ("prose.txt", b"Name, city\nand so on, and on, and on\nto the end, of, it, all\n"),
        ("lines.txt", b"Phone, mail\nwere down today.\nSorry for that.\n"),
        ("page.html", b"<html><body><p>Contacts, phone, e-mail</p></body></html>"),
    ],
)
def test_junk_is_refused_with_a_sentence(tmp_path: Path, name: str, raw: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    for kind in (None, *kinds()):
        with pytest.raises(Refused, match=r"\. [A-Z].*\.$|\.$"):
            recognise(path, kind)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No such file"):
        recognise(tmp_path / "nothing.csv")
    with pytest.raises(Refused, match="Nothing lies in it"):
        recognise(tmp_path)


def test_an_archive_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kithbook.exchange.import_files.MAX_ARCHIVE", 1_000_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Connections.csv", b"First Name,Last Name\n" + b"A" * 3_000_000)
    with pytest.raises(Refused, match="unpacks to more than"):
        recognise(path)


@pytest.mark.parametrize(
    "inside, told",
    [
        ("Takeout/Mail/All.mbox", "In an archive mail is not looked at. Unpack it"),
        ("photo.jpg", "Nothing lies in it"),
    ],
)
def test_an_archive_of_something_else_is_refused(tmp_path: Path, inside: str, told: str) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, "x")
    with pytest.raises(Refused, match=told):
        recognise(path)


def test_common_columns_are_proposed_as_what_they_are(tmp_path: Path) -> None:
    header = (
        "Full Name,Work Email,Secondary Email,Mobile,Work Phone,Company,Job Title,City,State,Zip,"
        "Country,Birthday,Anniversary,Tags,Notes,LinkedIn URL,Twitter,Spouse,Introduced by"
    )
    found = imported(tmp_path, header, {"Full Name": "Ada Byrne", "Work Email": "a@example.org"})
    assert found.kept == ()
    meant = dict(found.taken)
    assert meant["Work Email"] == "e-mail (work)"
    assert (meant["Zip"], meant["Anniversary"]) == ("postal code", "anniversary")
    assert meant["Introduced by"] == "through whom you met"


def test_names_in_an_archive_are_no_paths(tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../people/ada.csv", "Name,E-mail\nAda Byrne,ada@example.org\n")
    found = recognise(path)
    assert (found.stem, found.cards[0].name) == ("ada", "Ada Byrne")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["evil.zip"]


def test_several_tables_in_one_folder_are_not_thrown_together(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("Name,E-mail\nAda,ada@example.org\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"several address books: a\.csv and b\.csv"):
        recognise(tmp_path)


CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\nN:{};;;;\r\nEND:VCARD\r\n"


def test_cards_in_a_file_a_folder_or_a_zip(tmp_path: Path) -> None:
    text = CARD.format("Ada", "Ada") + CARD.format("Bo", "Bo")
    (tmp_path / "phone.txt").write_text(text, encoding="utf-16", newline="")
    found = recognise(tmp_path / "phone.txt")
    assert (found.kind, found.ending, found.stem) == ("vcard", ".vcf", "phone")
    assert found.roster.lstrip("\ufeff") == text
    folder = tmp_path / "dir"
    folder.mkdir()
    for name in ("Ada", "Bo", "Ada again"):
        card = CARD.format(name.split(" ", maxsplit=1)[0], "x")
        (folder / f"{name}.vcf").write_text(card, encoding="utf-8", newline="")
    found = recognise(folder)
    assert [card.name for card in found.cards] == ["Ada", "Bo"]
    assert len(recognise_text(Source("dir.vcf", found.roster)).cards) == 2


def test_a_column_map_of_the_book_is_no_finding(tmp_path: Path) -> None:
    path = tmp_path / "rosters" / "columns" / "club.yml"
    path.parent.mkdir(parents=True)
    path.write_text("# Words.\nNaam: name\nPost: email\n", encoding="utf-8")
    network = load_book(tmp_path)
    assert [str(one) for one in network.problems] == []
    lines = accounting(Source("rosters/columns/club.yml", path.read_text("utf-8")), network)
    assert [one.taken for one in lines if one.text] == ["comment", "row", "row"]
    table = tmp_path / "club.csv"
    table.write_text("Naam,Post\nAda Byrne,ada@example.org\n", encoding="utf-8")
    found = recognise(table, own=owners_side(tmp_path))
    assert (found.stem, found.cards[0].emails[0].value) == ("club", "ada@example.org")
