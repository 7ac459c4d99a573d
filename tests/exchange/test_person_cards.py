"""People of the book as cards: what goes along, and what never leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.exchange.contact_card import ContactCard, Day, Labelled, NameParts, PostalAddress
from kithbook.exchange.person_cards import NEEDS, NOTES, contact_card, name_parts, person_card
from kithbook.exchange.vcard_writing import write_vcards
from kithbook.text.dates import PartialDate
from tests.book.bookfiles import write_book

ADA = """---
name: Ada Byrne
aliases: [Addie]
circle: inner
vouch: gladly
role: Head of People
org: Fernway
place: Houston
met: {on: 2019-05, where: secret-dinner, through: bo-chen, how: secret-how}
reach:
  email: [ada@example.org, byrne@example.org]
  phone: +1 713 555 0142
  linkedin: ada-byrne
  web: ada.example.org
  signal: +1 713 555 0143
  address: 12 Elm Street, Houston
  telegram: adabyrne
  work: a.byrne@fernway.example
  pager: 713 555 0144
born: --07-14
dates: [{on: 2011-06-18, what: wedding}]
needs: ["secret-need of [[Bo Chen]]"]
offers: [secret-offer]
knows: [secret-knowledge]
ties: [{to: bo-chen, kind: Brother}, {to: Somebody Else}]
snooze: 2027-01-01
tags: [choir]
---
secret-note on [[Bo Chen]].

## Log
- 2026-01-02 call: secret-log
- [ ] 2026-01-02 promised: secret-promise
"""
BO = "---\nname: Bo Chen\ndied: 2020\npause: true\n---\n"
ROSTER = (
    "Name,E-mail,Company,Notes,Connected On\nCy Dee,cy@example.org,Mill,secret-row,2019-05-07\n"
)
FILES = {"people/ada-byrne.md": ADA, "people/bo-chen.md": BO, "rosters/more.csv": ROSTER}


def card(tmp_path: Path, *along: str, who: str = "ada-byrne") -> ContactCard:
    write_book(tmp_path, {"files": FILES})
    network = load_book(tmp_path)
    return person_card(network, network.people[who], frozenset(along))


def test_an_address_book_gets_what_belongs_there(tmp_path: Path) -> None:
    made = card(tmp_path)
    assert (made.name, made.parts) == ("Ada Byrne", NameParts(("Byrne",), ("Ada",)))
    assert made.nicknames == ("Addie",)
    assert made.emails == (
        Labelled("ada@example.org", ("PREF",)),
        Labelled("byrne@example.org"),
        Labelled("a.byrne@fernway.example", ("WORK",)),
    )
    assert made.phones == (Labelled("+1 713 555 0142"), Labelled("713 555 0144", ("PAGER",)))
    assert made.addresses == (
        PostalAddress(street="12 Elm Street, Houston", whole="12 Elm Street, Houston"),
    )
    assert (made.organization, made.title) == (("Fernway",), "Head of People")
    assert made.urls == (Labelled("https://ada.example.org"),)
    assert made.messengers == (
        Labelled("https://www.linkedin.com/in/ada-byrne", ("linkedin",)),
        Labelled("+1 713 555 0143", ("Signal",)),
        Labelled("https://t.me/adabyrne", ("telegram",)),
    )
    assert made.born == Day(PartialDate(None, 7, 14))
    assert made.days == (Day(PartialDate(2011, 6, 18), what="wedding"),)
    assert made.related == (Labelled("Bo Chen", ("brother",)), Labelled("Somebody Else"))
    assert made.categories == ("choir",)
    assert card(tmp_path, who="bo-chen").died == Day(PartialDate(2020))


def test_what_is_private_goes_only_where_it_is_asked_for(tmp_path: Path) -> None:
    assert "secret" not in repr(card(tmp_path)).lower()
    assert "inner" not in repr(card(tmp_path))
    notes = card(tmp_path, NOTES)
    assert notes.notes == ("secret-note on Bo Chen.",)
    assert (notes.connected, notes.through) == (PartialDate(2019, 5), "Bo Chen")
    needs = card(tmp_path, NEEDS)
    assert needs.notes == (
        "Needs: secret-need of Bo Chen", "Offers: secret-offer", "Knows: secret-knowledge",
    )  # fmt: skip
    everything = write_vcards([card(tmp_path, NOTES, NEEDS)]).decode()
    for never in ("secret-log", "secret-promise", "secret-dinner", "secret-how", "gladly", "2027"):
        assert never not in everything


def test_a_contact_without_a_file_is_a_card_too(tmp_path: Path) -> None:
    write_book(tmp_path, {"files": FILES})
    (contact,) = load_book(tmp_path).strangers
    made = contact_card(contact)
    assert (made.name, made.organization, made.notes) == ("Cy Dee", ("Mill",), ())
    assert contact_card(contact, frozenset((NOTES,))).notes == ("secret-row",)
    assert made.uid == contact_card(contact).uid != card(tmp_path).uid


def test_a_card_is_the_same_one_whatever_changes_in_it(tmp_path: Path) -> None:
    before = card(tmp_path).uid
    changed = ADA.replace("Ada Byrne", "Ada Chen").replace("713", "281")
    write_book(tmp_path, {"files": {"people/ada-byrne.md": changed}})
    after = load_book(tmp_path)
    assert person_card(after, after.people["ada-byrne"]).uid == before


@pytest.mark.parametrize(
    "name, parts",
    [
        ("Ada Byrne", NameParts(("Byrne",), ("Ada",))),
        ("Ada Mary Byrne", NameParts(("Byrne",), ("Ada",), ("Mary",))),
        ("Noor van Dijk", NameParts(("van Dijk",), ("Noor",))),
        ("Byrne, Ada", NameParts(("Byrne",), ("Ada",))),
        ("Trần Thị Thủy", NameParts(given=("Trần Thị Thủy",))),
        ("山田太郎", NameParts(given=("山田太郎",))),
        ("Madonna", NameParts(given=("Madonna",))),
    ],
)
def test_a_name_is_taken_apart_where_that_is_sure(name: str, parts: NameParts) -> None:
    assert name_parts(name) == parts
