"""Cards as files: nothing lost on the way out and in again, and the same bytes each time."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
import vobject
from hypothesis import example, given, settings

from kithbook.exchange.contact_card import Beside, ContactCard, Day, Labelled, NameParts, Photo
from kithbook.exchange.vcard_reading import every_card
from kithbook.exchange.vcard_writing import NEW, OLD, as_address, file_name, write_vcards
from kithbook.text.dates import PartialDate
from tests.exchange.card_cases import AT, held, hostile
from tests.exchange.corpora import ABSENT, FILES, LEAST_CARDS, LEAST_FILES

VERSIONS = (OLD, NEW)
LEFT = ("at", "beside")
ADA = ContactCard(
    AT,
    "Ada Byrne",
    NameParts(("Byrne",), ("Ada",)),
    "u1",
    nicknames=("Addie", "A, B"),
    emails=(Labelled("ada@example.org", ("HOME", "PREF")), Labelled("a@example.org", ("Choir",))),
    phones=(Labelled("+17135550142", ("CELL",)),),
    urls=(Labelled("https://ada.example.org/?a=1;b=2,c"),),
    messengers=(Labelled("ada.b", ("Skype",)),),
    organization=("Fernway", "Cloth, dyed"),
    notes=("likes tea\nand rain; \u2028 more\x07",),
    born=Day(PartialDate(None, 5, 2)),
    anniversary=Day(PartialDate(2011, 6, 18)),
    died=Day(None, "in the war"),
    days=(Day(PartialDate(2001, 3), what="Choir began"),),
    related=(Labelled("Bo Chen", ("spouse",)),),
    photos=(Photo("iVBORw0KGgo=", "PNG"),),
    beside=(Beside("PROFILE", "VCARD"), Beside("REV", "2020"), Beside("X-A", "b")),
)
AS_OLD = r"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Kithbook//kith export//EN
UID:u1
FN:Ada Byrne
N:Byrne;Ada;;;
NICKNAME:Addie
NICKNAME:A\, B
ORG:Fernway;Cloth\, dyed
EMAIL;TYPE=HOME,PREF:ada@example.org
item1.EMAIL:a@example.org
item1.X-ABLabel:Choir
TEL;TYPE=CELL:+17135550142
URL:https://ada.example.org/?a=1%3Bb=2%2Cc
IMPP;X-SERVICE-TYPE=Skype:skype:ada.b
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-02
X-DEATHDATE:in the war
item2.X-ABDATE:2011-06-18
item2.X-ABLabel:_$!<Anniversary>!$_
item3.X-ABDATE:2001-03
item3.X-ABLabel:Choir began
item4.X-ABRELATEDNAMES:Bo Chen
item4.X-ABLabel:_$!<Spouse>!$_
NOTE:likes tea\nand rain\; \n more
PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=
X-PROFILE:VCARD
X-A:b
END:VCARD
"""
AS_NEW = r"""VERSION:4.0
EMAIL;TYPE=HOME;PREF=1:ada@example.org
BDAY:--0502
DEATHDATE;VALUE=text:in the war
ANNIVERSARY:20110618
RELATED;TYPE=spouse;VALUE=text:Bo Chen
PHOTO:data:image/png;base64,iVBORw0KGgo=
"""


def told(card: ContactCard) -> dict[str, object]:
    """What a card says, addresses of the web as every program takes them."""
    said = {each.name: getattr(card, each.name) for each in fields(card) if each.name not in LEFT}
    for name in ("urls", "messengers"):
        said[name] = tuple(replace(one, value=as_address(one.value)) for one in said[name])
    said["photos"] = tuple(replace(one, address=as_address(one.address)) for one in card.photos)
    return said


def test_a_card_for_every_program() -> None:
    assert write_vcards([ADA]).decode() == AS_OLD.replace("\n", "\r\n")


def test_a_card_of_the_newer_form() -> None:
    there = write_vcards([ADA], NEW).decode().split("\r\n")
    assert [line for line in AS_NEW.splitlines() if line not in there] == []


def test_a_card_without_a_uid_gets_one_that_lasts_and_none_twice() -> None:
    plain = replace(ADA, uid="")
    first, second = every_card("a.vcf", write_vcards([plain, plain]))
    (again,) = every_card("a.vcf", write_vcards([replace(plain, title="Head", notes=())]))
    assert first.uid == again.uid != second.uid


def test_a_file_is_named_after_its_uid() -> None:
    assert file_name("u1@example.org") == "u1@example.org"
    assert file_name("../../etc") != file_name("../etc")
    assert "/" not in file_name("../../etc")


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=60)
@given(card=held)
def test_what_a_card_can_hold_comes_back_to_the_letter(version: str, card: ContactCard) -> None:
    written = write_vcards([card], version)
    (back,) = every_card("made.vcf", written)
    assert told(back) == told(card)
    assert [replace(one, line=0) for one in back.beside] == list(card.beside)
    assert write_vcards([back], version) == written


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=60)
@given(card=hostile)
@example(card=replace(ADA, notes=("a" * 74 + "\U0001f600" * 50,)))
def test_a_hostile_card_stays_one_card(version: str, card: ContactCard) -> None:
    written = write_vcards([card], version)
    lines = written.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode().isprintable() or b"\t" in line for line in lines if line.isascii())
    assert b"\n" not in written.replace(b"\r\n", b"")
    (back,) = every_card("made.vcf", written)
    assert back.uid
    again = write_vcards([back], version)
    (third,) = every_card("made.vcf", again)
    assert told(third) == told(back)


def through_vobject(written: bytes) -> ContactCard:
    """A card as the programs that rest on vobject store it: Radicale, khard, vdirsyncer."""
    read: Any = vobject.readOne(written.decode())
    (back,) = every_card("made.vcf", read.serialize())
    return back


def unordered(card: ContactCard) -> dict[str, object]:
    """What a card says, whichever property comes first."""
    beside = sorted((one.name, one.value, sorted(one.parameters)) for one in card.beside)
    messengers = sorted((one.value, one.labels) for one in card.messengers)
    return {**told(card), "messengers": messengers, "beside": beside}


@settings(max_examples=40)
@given(card=held)
@example(card=ADA)
def test_no_field_is_lost_by_programs_that_sort_and_cut(card: ContactCard) -> None:
    kept = through_vobject(write_vcards([card]))
    (whole,) = every_card("made.vcf", write_vcards([card]))
    assert unordered(kept) == unordered(whole)


@pytest.mark.skipif(not FILES, reason=ABSENT)
def test_no_field_of_other_programs_is_lost_by_them_either() -> None:
    odd: list[str] = []
    cards = [card for path in FILES for card in every_card(path.name, path.read_bytes())]
    for card in cards:
        (whole,) = every_card("made.vcf", write_vcards([card]))
        kept = through_vobject(write_vcards([card]))
        if unordered(kept) != unordered(whole):
            odd.append(f"{card.at}: {card.name}")
    assert len(cards) >= LEAST_CARDS
    assert odd == []


@pytest.mark.skipif(not FILES, reason=ABSENT)
@pytest.mark.parametrize("version", VERSIONS)
def test_cards_of_other_programs_come_back_the_same(version: str) -> None:
    odd: list[str] = []
    cards = 0
    for path in FILES:
        read = every_card(path.name, path.read_bytes())
        written = write_vcards(read, version)
        back = every_card(path.name, written)
        cards += len(back)
        if write_vcards(back, version) != written or len(back) != len(read):
            odd.append(f"{path.name}: other bytes")
        for was, now in zip(read, back, strict=True):
            odd.extend(
                f"{path.name}:{was.at.line}: {name}: {value} became {told(now)[name]}"
                for name, value in told(was).items()
                # A card of nobody, or without a UID, is given one.
                if told(now)[name] != value and (name not in ("uid", "name") or value)
            )
            assert len(now.beside) == sum(one.name not in ("REV", "PRODID") for one in was.beside)
    assert (len(FILES) >= LEAST_FILES, cards >= LEAST_CARDS) == (True, True)
    assert odd == []
