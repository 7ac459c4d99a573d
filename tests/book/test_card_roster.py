"""Cards of telephones and address books as contacts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.accounting import accounting
from kithbook.book.card_roster import read_card_roster
from kithbook.book.load import load_book
from kithbook.text.decoding import read_export
from kithbook.text.problems import Location
from kithbook.text.source import Source
from tests.book.bookfiles import write_book

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "vcard"
OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=AB;;Dr.;
TEL;CELL;PREF:+1 713 555 0142
TEL;FAX:+1 713 555 0143
TEL;FAX;VOICE:713 555 0144
EMAIL;INTERNET:"Zoe" <zoe@example.org>
ADR;WORK:;;1 Elm;Dallas;TX;75201;USA
ADR;HOME:;;2 Oak;Houston;TX;77002;USA
BDAY:19900502
PHOTO;JPEG;ENCODING=BASE64:
 AAAA

END:VCARD
"""
APPLE = """BEGIN:VCARD
VERSION:3.0
N:Byrne;Ada;;;
FN:Ada Byrne
NICKNAME:Addie,A.B.
ORG:Fernway;
TITLE:Head of People
item1.EMAIL;type=INTERNET;type=pref:ada@example.org
item2.URL;type=pref:https\\://ada.example.org/a\\,b
item2.X-ABLabel:_$!<HomePage>!$_
X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/ada-byrne
BDAY;X-APPLE-OMIT-YEAR=1600:1600-05-02
CATEGORIES:myContacts,Weavers
NOTE:likes tea\\nand rain
END:VCARD
"""
NEW = """BEGIN:VCARD
VERSION:4.0
FN:Bo Chen
TEL;VALUE=uri;TYPE="voice,home":tel:+1-713-555-0145;ext=5
BDAY:--0502
ADR;TYPE=home;LABEL="3 Ash":;;3 Ash;;Bavaria;;Germany
ROLE:Ferryman
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:Climbers
MEMBER:urn:uuid:1
END:VCARD
"""


def test_a_card_of_an_old_telephone() -> None:
    (found,), problems = read_card_roster(Source("rosters/a.vcf", OLD))
    assert problems == ()
    assert (found.name, found.place) == ("Zoë Müller", "Houston")
    assert found.phones == ("+1 713 555 0142", "713 555 0144")
    assert found.emails == ("zoe@example.org",)
    assert (str(found.born), found.at) == ("1990-05-02", Location("rosters/a.vcf", 1))


def test_a_card_of_apples() -> None:
    (found,), problems = read_card_roster(Source("rosters/a.vcf", APPLE))
    assert problems == ()
    assert (found.name, found.aliases) == ("Ada Byrne", ("Addie", "A.B."))
    assert (found.org, found.role) == ("Fernway", "Head of People")
    assert (found.url, found.pages) == (
        "https://ada.example.org/a,b", ("http://www.linkedin.com/in/ada-byrne",),
    )  # fmt: skip
    assert (str(found.born), found.tags) == ("--05-02", ("Weavers",))
    assert found.notes == "likes tea\nand rain"


def test_a_new_card_and_a_group_that_is_nobody() -> None:
    (found,), problems = read_card_roster(Source("rosters/a.vcf", NEW))
    assert problems == ()
    assert (found.name, found.role, found.place) == ("Bo Chen", "Ferryman", "Bavaria")
    assert (found.phones, str(found.born)) == (("+1-713-555-0145",), "--05-02")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("stop", ["\n", "\r\n", "\r"])
def test_cards_are_read_in_each_encoding_without_a_word(encoding: str, stop: str) -> None:
    text = NEW.replace("Bo Chen", "Zoë Chen").replace("\n", stop)
    source, problems = read_export("rosters/a.vcf", text.encode(encoding))
    assert source
    assert problems == ()
    assert [one.name for one in read_card_roster(source)[0]] == ["Zoë Chen"]


def test_letters_of_older_cards_are_read_as_they_say_or_guessed_aloud() -> None:
    cards = (
        "BEGIN:VCARD\nFN;CHARSET=SHIFT_JIS:安藤\n 安\nEND:VCARD\n".encode("shift_jis"),
        "BEGIN:VCARD\nFN:Zoë\nEND:VCARD\n".encode(),
        b"BEGIN:VCARD\nFN:\xc3\n \xa9t\xc3\r\n \xa9\nEND:VCARD\n",
    )
    source, problems = read_export("rosters/a.vcf", b"".join(cards))
    assert source
    assert problems == ()
    assert [one.name for one in read_card_roster(source)[0]] == ["安藤安", "Zoë", "été"]
    source, problems = read_export("a.vcf", b"".join((*cards, b"BEGIN:VCARD\nFN:Zo\xeb\n")))
    assert source
    assert [(one.code, one.location.line) for one in problems] == [("old-encoding", 14)]
    assert [one.name for one in read_card_roster(source)[0]][-1] == "Zoë"


def test_each_line_of_cards_is_something_or_lies_in_a_finding(tmp_path: Path) -> None:
    text = f"# mine\n{OLD}\nnothing\n{APPLE}"
    write_book(tmp_path, {"files": {"rosters/a.vcf": text}})
    lines = accounting(Source("rosters/a.vcf", text), load_book(tmp_path))
    assert (lines[0].taken, lines[1].taken, lines[1].what) == ("comment", "row", "Zoë Müller")
    odd = [(one.line, one.taken, one.codes) for one in lines if one.taken == "unread"]
    assert odd == [(17, "unread", ("bad-card",))]
    assert {one.taken for one in lines} == {"comment", "row", "blank", "unread"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpora/vcard is not there")
def test_cards_of_other_programs_are_read_every_one() -> None:
    marks = read = problems = 0
    for path in sorted(CORPUS.rglob("*.vcf")):
        raw = path.read_bytes()
        source, found = read_export(f"rosters/{path.name}", raw)
        assert source is not None
        contacts, faults = read_card_roster(source)
        marks += raw.replace(b"\0", b"").upper().count(b"BEGIN:VCARD")
        read += len(contacts)
        problems += len(found) + len(faults)
    assert marks >= 170
    assert (read >= 160, problems <= 16) == (True, True)
