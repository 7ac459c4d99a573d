"""What is no address book is told for what it is, with the export that is one."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from kithbook.exchange.recognition import recognise
from kithbook.text.refusal import Refused
from tests.exchange.test_recognition import CARD

FILES: dict[str, tuple[bytes, str]] = {
    "list.pdf": (b"%PDF-1.7\n1 0 obj\n", "It is a PDF"),
    "mail.pst": (b"!BDN\x01\x02", "It is a mailbox of Outlook .*Comma Separated"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office"),
    "AddressBook.db": (b"SQLite format 3\0" + bytes(90), "a database"),
    "card.abcdp": (b"bplist00\xd1\x01", "Apple's Contacts.*Export vCard"),
    "letter.rtf": (rb"{\rtf1\ansi Dear Ada}", "a document"),
    "all.tar.gz": (b"\x1f\x8b\x08\0", "not opened here. Unpack it"),
    "all.7z": (b"7z\xbc\xaf\x27\x1c\0", "not opened here. Unpack it"),
    "scan.png": (b"\x89PNG\r\n\x1a\n\0", "It is a picture"),
    "film.mp4": (b"\0\0\0\x20ftypisom", "a film or a picture"),
    "cal.ics": (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "It is a calendar"),
    "page.html": (b"<!DOCTYPE html>\n<table><tr><th>Name</th></tr></table>", "It is a web page"),
    "list.xml": (b"<contacts><c>Ada</c></contacts>", "It is XML"),
    "x.plist": (b'<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "x">', "Apple's own"),
    "x.ldif": (b"version: 1\n\ndn: cn=Ada,mail=ada@example.org\ncn: Ada\n", "It is LDIF"),
    "x.json": (b'{"contacts": {"list": []}}', "JSON, and not that of Monica"),
    "android.txt": (
        b"12/03/2021, 10:11 - Zita: Hi, you, there\n12/03/2021, 10:12 - Me: well\n", "WhatsApp"
    ),
    "_chat.txt": ("\u200e[12.03.21, 10:11:12] Zita: Hallo\n".encode(), "WhatsApp.*telephone"),
    "american.txt": (b"3/12/21, 10:11 PM - Zita: Hi\n", "WhatsApp"),
    "empty.csv": (b"", "This file is empty"),
    "blank.csv": (b" \r\n\n", "This file is empty"),
    "zeros.csv": (bytes(300), "This file is empty"),
    "noise.dat": (bytes(range(1, 32)) + b"abc\0\0\0" + bytes(range(128, 250)), "bytes that are no"),
}  # fmt: skip
ARCHIVES: dict[str, tuple[tuple[str, ...], str]] = {
    "list.xlsx": (("[Content_Types].xml", "xl/workbook.xml"), "Excel .*CSV UTF-8"),
    "list.docx": (("word/document.xml",), "a document"),
    "list.ods": (("mimetype", "content.xml"), "LibreOffice .*Text CSV"),
    "list.numbers": (("Index/Document.iwa", "Metadata/x.plist"), "Numbers"),
    "mail.olm": (("Local/com.microsoft.__Messages/Contacts.xml",), "Outlook for Mac"),
    "abbu.zip": (("My.abbu/Sources/a/AddressBook-v22.abcddb",), "Apple's Contacts"),
    "fb.zip": (("connections/friends/your_friends.json", "a.txt"), "Facebook,.*telephone"),
    "ig.zip": (("connections/followers_and_following/followers_1.json",), "Instagram"),
    "WhatsApp Chat - Zita.zip": (("_chat.txt", "photo.jpg"), "WhatsApp"),
    "takeout.zip": (("Takeout/archive_browser.html", "Takeout/Keep/a.json"), "without contacts"),
    "mail.zip": (("Takeout/Mail/All.mbox",), "mail is not looked at"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_kind_says_what_it_is(tmp_path: Path, name: str) -> None:
    raw, told = FILES[name]
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(Refused, match=told):
        recognise(tmp_path / name)


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_says_what_it_is(tmp_path: Path, name: str) -> None:
    inside, told = ARCHIVES[name]
    with pytest.raises(Refused, match=told):
        recognise(archive(tmp_path / name, dict.fromkeys(inside, "{}")))


def archive(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return path


def test_a_takeout_gives_the_cards_of_all_labels_once(tmp_path: Path) -> None:
    ada, bo, cy = (CARD.format(name, name) for name in ("Ada", "Bo", "Cy"))
    files = {
        "Takeout/archive_browser.html": "<html>",
        "Takeout/Contacts/All Contacts/All Contacts.vcf": ada + bo,
        "Takeout/Contacts/My Contacts/My Contacts.vcf": bo,
        "Takeout/Contacts/Other/Other.vcf": cy + ada,
    }
    found = recognise(archive(tmp_path / "takeout-20261101T101112Z-001.zip", files))
    assert (found.kind, found.stem) == ("vcard", "google")
    assert sorted(card.name for card in found.cards) == ["Ada", "Bo", "Cy"]


def test_a_takeout_of_tables_gives_each_row_once(tmp_path: Path) -> None:
    head = "First Name,Last Name,Labels,E-mail 1 - Value\n"
    files = {
        "Takeout/Contacts/All Contacts/All Contacts.csv": f"{head}Ada,A,,a@example.org\nBo,B,,\n",
        "Takeout/Contacts/Rowing/Rowing.csv": f"{head}Bo,B,,\nCy,C,,c@example.org",
        "Takeout/Contacts/Wide/Wide.csv": "First Name,Last Name,Labels\nDo,D,\n",
    }
    found = recognise(archive(tmp_path / "takeout.zip", files))
    assert (found.kind, found.stem) == ("google", "google")
    assert [card.name for card in found.cards] == ["Ada A", "Bo B", "Cy C"]
    # One with other columns is no part of it, and is named.
    assert any("Wide.csv" in each.what for each in found.left_out)


def test_of_a_takeout_of_all_products_the_contacts_are_read(tmp_path: Path) -> None:
    long = "Channel Id,Channel Url,Channel Title\n" + "x,https://video.example.org,Boats\n" * 50
    files = {
        "Takeout/YouTube/subscriptions.csv": long,
        "Takeout/Location History/Records.json": "{" + " " * 9_000,
        "Takeout/Kontakte/Alle Kontakte/Alle Kontakte.csv": (
            "First Name,Last Name,Labels,E-mail 1 - Value\nAda,A,,a@example.org\n"
        ),
    }
    with pytest.MonkeyPatch.context() as patch:
        # Neither is the whole of it read into memory, nor what holds no contacts unpacked.
        patch.setattr("kithbook.exchange.import_files.MAX_FILE", 8_000)
        patch.delattr("kithbook.exchange.import_files.read_file")
        found = recognise(archive(tmp_path / "takeout.zip", files))
    assert (found.kind, [card.name for card in found.cards]) == ("google", ["Ada A"])
    assert {one.what: one.count for one in found.left_out} == {
        "files beside, which hold no contacts that are read": 2
    }
    for name, text in files.items():
        path = tmp_path / "unpacked" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for folder in (tmp_path / "unpacked", tmp_path / "unpacked/Takeout"):
        again = recognise(folder)
        assert (again.stem, again.cards) == ("google", found.cards)


def test_a_folder_of_folders_names_what_may_be_meant(tmp_path: Path) -> None:
    deep = tmp_path / "Export/Contacts/All Contacts"
    deep.mkdir(parents=True)
    with pytest.raises(Refused, match="Nothing lies in it"):
        recognise(tmp_path)
    (deep / "All Contacts.vcf").write_text(CARD.format("Ada", "Ada"), encoding="utf-8")
    with pytest.raises(Refused, match=r"Folders in it are not looked into.*All Contacts\.vcf"):
        recognise(tmp_path)
    (tmp_path / "x.abbu/Sources").mkdir(parents=True)
    (tmp_path / "x.abbu/Sources/AddressBook-v22.abcddb").write_bytes(b"SQLite format 3\0")
    with pytest.raises(Refused, match="Apple's Contacts"):
        recognise(tmp_path / "x.abbu")
    only = tmp_path / "only"
    only.mkdir()
    (only / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(Refused, match="No file in it is one of contacts"):
        recognise(only)


def test_one_address_book_among_other_files_is_read_and_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "crew.csv").write_text("Name,E-mail\nAda,ada@example.org\n", encoding="utf-8")
    (tmp_path / "readme.txt").write_text("All of the crew.\nAs of May.\n", encoding="utf-8")
    (tmp_path / "sums.csv").write_bytes(b"")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    found = recognise(tmp_path)
    assert [card.name for card in found.cards] == ["Ada"]
    told = {one.file: one.what for one in found.left_out}
    assert told["readme.txt"].startswith("another file, which is not read: These columns are none")
    assert told["sums.csv"] == "another file, which is not read: This file is empty"
    assert told[tmp_path.name] == "files beside, which hold no contacts that are read"
    (tmp_path / "crew.csv").write_text("Dear crew,\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"It holds no contacts that can be read \(crew\.csv: "):
        recognise(tmp_path)


def test_several_strange_files_are_named_each(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": 1}', encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
    with pytest.raises(Refused, match=r"a\.json: It holds JSON.*b\.txt: It is a PDF"):
        recognise(tmp_path)
