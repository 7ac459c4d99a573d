"""Columns of Thunderbird and Outlook in other languages: birthdays in parts, names twice, faxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.roster import read_roster
from kithbook.book.roster_columns import column_key
from kithbook.exchange.column_maps import read_column_map, shipped_maps
from kithbook.exchange.contact_card import Labelled
from kithbook.exchange.owners_side import OwnersSide
from kithbook.exchange.recognition import recognise_text
from kithbook.text.source import Source
from tests.exchange.test_recognition import THUNDERBIRD, imported

# As Thunderbird and Outlook write them, the last comma too.
THUNDERBIRD_GERMAN = (
    "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,"
    "Messenger-Name,Tel. dienstlich,Tel. privat,Fax-Nummer,Pager-Nummer,Mobil-Tel.-Nr.,"
    "Privat: Adresse,Privat: Adresse 2,Privat: Ort,Privat: Bundesland,Privat: PLZ,Privat: Land,"
    "Dienstlich: Adresse,Dienstlich: Adresse 2,Dienstlich: Ort,Dienstlich: Bundesland,"
    "Dienstlich: PLZ,Dienstlich: Land,Arbeitstitel,Abteilung,Organisation,Webseite 1,Webseite 2,"
    "Geburtsjahr,Geburtsmonat,Geburtstag,Benutzerdef. 1,Benutzerdef. 2,Benutzerdef. 3,"
    "Benutzerdef. 4,Notizen,"
)
OUTLOOK_FRENCH = (
    "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Rue (bureau),Rue (bureau) 2,"
    "Rue (bureau) 3,Ville (bureau),Dép/Région (bureau),Code postal (bureau),Pays (bureau),"
    "Rue (domicile),Rue (domicile) 2,Rue (domicile) 3,Ville (domicile),Dép/Région (domicile),"
    "Code postal (domicile),Pays (domicile),Rue (autre),Ville (autre),Téléphone de l'assistant(e),"
    "Télécopie (bureau),Téléphone (bureau),Téléphone 2 (bureau),Rappel,Téléphone (voiture),"
    "Téléphone société,Télécopie (domicile),Téléphone (domicile),RNIS,Tél. mobile,"
    "Récepteur de radiomessagerie,Téléphone principal,Télex,Adresse de messagerie,"
    "Type de messagerie,Nom complet de l'adresse de messagerie,Adresse de messagerie 2,"
    "Type de messagerie 2,Nom complet de l'adresse de messagerie 2,Anniversaire,"
    "Anniversaire de mariage ou fête,B.P. professionnelle,Bureau,Catégories,Compte,Conjoint(e),"
    "Enfants,Initiales,Kilométrage,Langue,Mots clés,Nom de l'assistant(e),Notes,Page Web,"
    "Passe-temps,Priorité,Privé,Profession,Recommandé par,Responsable,Sexe,Utilisateur 1"
)


@pytest.mark.parametrize(
    "kind, header", [("thunderbird", THUNDERBIRD_GERMAN), ("outlook", OUTLOOK_FRENCH)]
)
def test_each_column_of_the_program_is_known(tmp_path: Path, kind: str, header: str) -> None:
    names = [name for name in header.split(",") if name]
    words = {name: f"w{number:03}" for number, name in enumerate(names)}
    words |= {name: f"{word}@example.org" for name, word in words.items() if "messagerie" in name}
    words |= {name: f"{word}@example.org" for name, word in words.items() if "E-Mail" in name}
    found = imported(tmp_path, header.rstrip(","), words)
    assert found.kind == kind
    known = next(each for each in shipped_maps() if each.kind == kind)
    assert [name for name in names if known.place_of(name) is None] == []
    held = repr(found.cards)
    assert [name for name, word in words.items() if word not in held] == []
    # None of them is told as one that nobody knows, once it lies in the book.
    contacts, problems = read_roster(Source("rosters/x.csv", found.roster))
    assert "unknown-columns" not in {one.code for one in problems}
    assert contacts[0].emails == tuple(one.value for one in found.cards[0].emails)


@pytest.mark.parametrize("header", [THUNDERBIRD, THUNDERBIRD_GERMAN])
@pytest.mark.parametrize(
    "parts, born, told",
    [
        (("1990", "4", "13"), "1990-04-13", 0),
        (("", "4", "5"), "--04-05", 0),
        (("0", "04", "05"), "--04-05", 0),
        (("1990", "", ""), "1990", 0),
        (("1990", "4", ""), "1990-04", 0),
        (("", "", ""), None, 0),
        (("1990", "13", "40"), None, 1),
        (("1990", "", "13"), None, 1),
        (("abc", "4", "5"), None, 1),
    ],
)
def test_a_birthday_in_three_columns(
    header: str, parts: tuple[str, str, str], born: str | None, told: int
) -> None:
    names = header.split(",")
    at = next(n for n, name in enumerate(names) if name in ("Birth Year", "Geburtsjahr"))
    row = ["Zita", "Brandt", *[""] * (len(names) - 2)]
    row[at : at + 3] = parts
    text = f"{header}\n{','.join(row)}\n"
    found = recognise_text(Source("book.csv", text))
    day = found.cards[0].born
    assert (str(day.on) if day and day.on else None) == born
    assert len(found.left_out) == told
    # The same of a table that lies in rosters/, as it came and as the import puts it there.
    for roster in (text, found.roster):
        contacts, problems = read_roster(Source("rosters/x.csv", roster))
        assert (contacts[0].born and str(contacts[0].born)) == born
        assert len([one for one in problems if one.code == "bad-roster-row"]) == told


def test_a_column_that_stands_twice_holds_what_its_program_means() -> None:
    head = "Titre,Prénom,Nom,Société,Titre,Adresse de messagerie"
    text = f"{head}\nMme,Zoé,Brun,Moulin,Chef,z@example.org\n"
    (card,) = recognise_text(Source("contacts.csv", text)).cards
    assert (card.parts.prefixes, card.title) == (("Mme",), "Chef")


def test_a_fax_is_no_telephone_in_the_book() -> None:
    text = "First Name,Primary Email,Fax Number,Pager Number,Mobile Number\nZita,,1,2,+1 555 0100\n"
    found = recognise_text(Source("book.csv", text))
    assert Labelled("1", ("FAX",)) in found.cards[0].phones
    contacts, problems = read_roster(Source("rosters/thunderbird.csv", found.roster))
    assert (contacts[0].phones, problems) == (("+1 555 0100",), ())
    assert [column_key(name) for name in ("Fax-Nummer", "Fax dienstl.", "Pager")] == ["", "", ""]


def test_a_second_column_of_one_name_is_known_by_the_first_that_tells() -> None:
    found = recognise_text(Source("x.csv", "Name,Kanu,Kanu\nZita,,z@example.org\n"))
    assert found.cards[0].emails == (Labelled("z@example.org"),)
    found = recognise_text(Source("x.csv", "Name,Kanu,Kanu\nZita,z@example.org,7\n"))
    assert "Kanu: email\n" in found.column_map


def test_a_map_of_another_table_is_used_for_the_same_columns_alone() -> None:
    own = read_column_map(
        Source("rosters/columns/crew.yml", "Ime: name\nPosta: email\nBroj: notes\n"), "crew"
    )
    side = OwnersSide(maps=(own,))
    whole = recognise_text(
        Source("choir.csv", "Ime,Posta,Broj\nZita,z@example.org,7\n"), maps=side.maps
    )
    assert (whole.stem, whole.cards[0].notes) == ("choir", ("7",))
    # With two of three columns it is the crew's, if it is called so.
    some = "Ime,Posta,E-mail\nZita,y@example.org,z@example.org\n"
    assert recognise_text(Source("crew-2027.csv", some), maps=side.maps).cards[0].name == "Zita"
    other = recognise_text(Source("choir.csv", some), maps=side.maps)
    assert other.asked == ("Ime",)


def test_a_german_thunderbird_table_is_read_as_it_lies_in_the_book() -> None:
    names = THUNDERBIRD_GERMAN.rstrip(",").split(",")
    cells = {
        "Anzeigename": "Chor am Hafen", "Primäre E-Mail-Adresse": "chor@example.org",
        "Sekundäre E-Mail-Adresse": "hafen@example.org", "Tel. privat": "0431 5550121",
        "Pager-Nummer": "12", "Fax-Nummer": "0431 5550122", "Privat: Ort": "Kiel",
        "Arbeitstitel": "Kantor", "Geburtsjahr": "1990", "Geburtsmonat": "4", "Geburtstag": "13",
    }  # fmt: skip
    row = ",".join(cells.get(name, "") for name in names)
    (found,), problems = read_roster(Source("rosters/a.csv", f"{THUNDERBIRD_GERMAN}\n{row}\n"))
    assert problems == ()
    assert (found.name, found.role, found.place) == ("Chor am Hafen", "Kantor", "Kiel")
    assert found.emails == ("chor@example.org", "hafen@example.org")
    assert (found.phones, str(found.born)) == (("0431 5550121",), "1990-04-13")
