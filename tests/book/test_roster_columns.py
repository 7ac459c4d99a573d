"""The columns of Google, Outlook and others, as their exports name them, and what nobody knows."""

from __future__ import annotations

import pytest

from kithbook.book.contact import Contact
from kithbook.book.roster import read_roster
from kithbook.book.roster_columns import column_key
from kithbook.text.source import Source

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,"
    "Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Relation 1 - Label,Relation 1 - Value,Website 1 - Label,Website 1 - Value,Event 1 - Label,"
    "Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
)
GOOGLE_BEFORE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,"
    "Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,"
    "Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,"
    "Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "IM 1 - Type,IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title,"
    "Organization 1 - Department,Organization 1 - Symbol,Organization 1 - Location,"
    "Organization 1 - Job Description,Relation 1 - Type,Relation 1 - Value,Website 1 - Type,"
    "Website 1 - Value,Event 1 - Type,Event 1 - Value,Jot 1 - Type,Jot 1 - Value"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
    "Business Street 2,Business City,Business State,Business Postal Code,Business Country/Region,"
    "Home Street,Home City,Home State,Home Postal Code,Home Country,Other Street,Other City,"
    "Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,"
    "Company Main Phone,Home Fax,Home Phone,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,"
    "Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,"
    "Billing Information,Birthday,Business Address PO Box,Categories,Children,Directory Server,"
    "E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,Gender,"
    "Government ID Number,Hobby,Initials,Internet Free Busy,Keywords,Language,Location,"
    "Manager's Name,Mileage,Notes,Office Location,Organizational ID Number,Priority,Private,"
    "Profession,Referred By,Sensitivity,Spouse,User 1,Web Page,Personal Web Page"
)
OUTLOOK_GERMAN = (
    "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,"
    "Ort geschäftlich,Region geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,"
    "Straße privat,Ort privat,Weitere Straße,Weiterer Ort,Weiteres/e Land/Region,Telefon Assistent,"
    "Fax geschäftlich,Telefon geschäftlich,Telefon geschäftlich 2,Rückmeldung,Autotelefon,"
    "Telefon Firma,Telefon privat,Mobiltelefon,Weiteres Telefon,Pager,Haupttelefon,Telex,"
    "Abrechnungsinformation,Benutzer 1,Beruf,Büro,E-Mail-Adresse,E-Mail-Typ,"
    "E-Mail: Angezeigter Name,E-Mail 2: Adresse,Geburtstag,Geschlecht,Hobby,Initialen,Jahrestag,"
    "Kategorien,Kinder,Konto,Notizen,Ort,Partner,Postfach geschäftlich,Priorität,Privat,Sprache,"
    "Stichwörter,Vertraulichkeit,Verzeichnisserver,Webseite"
)


def read(header: str, sign: str = ",", **cells: str) -> Contact:
    """The one contact of a table with some of its cells filled; the columns are all understood."""
    names = header.split(",")
    keyed = {name.replace("_", " ").replace("~", "-"): text for name, text in cells.items()}
    assert set(keyed) <= set(names)
    row = [f'"{keyed.get(name, "")}"' for name in names]
    text = f"{sign.join(names)}\n{sign.join(row)}\n"
    contacts, problems = read_roster(Source("rosters/a.csv", text))
    assert problems == ()
    (contact,) = contacts
    return contact


def test_what_google_writes_today() -> None:
    cells = {
        "First Name": "Omar", "Middle Name": "B.", "Last Name": "Haddad", "Nickname": "Omi",
        "Organization Name": "Acme", "Organization Title": "Head of Looms",
        "Birthday": "--05-02", "Notes": "met at the fair\nlikes tea",
        "Labels": "* myContacts ::: * starred ::: Weavers",
        "E-mail 1 - Value": "omar@example.org ::: o2@example.org",
        "E-mail 2 - Value": "O3@example.org",
        "Phone 1 - Value": "\u202d+1 713 555 0142\u202c ::: 713 555 0143",
        "Address 1 - City": "Houston",
        "Website 1 - Value": "https://www.linkedin.com/in/omar ::: https://omar.example.org/a,b",
    }  # fmt: skip
    found = read(GOOGLE, **cells)
    assert (found.name, found.aliases) == ("Omar B. Haddad", ("Omi",))
    assert (found.org, found.role, found.place) == ("Acme", "Head of Looms", "Houston")
    assert found.emails == ("omar@example.org", "o2@example.org", "O3@example.org")
    assert found.phones == ("+1 713 555 0142", "713 555 0143")
    assert (found.url, found.pages) == (
        "https://www.linkedin.com/in/omar", ("https://omar.example.org/a,b",),
    )  # fmt: skip
    assert str(found.born) == "--05-02"
    assert (found.tags, found.notes) == (("starred", "Weavers"), "met at the fair\nlikes tea")


def test_what_google_wrote_before() -> None:
    cells = {
        "Name": "Omar Haddad", "Given Name": "Omar", "Family Name": "Haddad",
        "Organization 1 - Name": "Acme", "Organization 1 - Title": "Head of Looms",
        "Group Membership": "* myContacts", "E-mail 1 - Value": "omar@example.org",
        "Phone 1 - Value": "+1 713 555 0142", "Birthday": "1604-05-02",
    }  # fmt: skip
    found = read(GOOGLE_BEFORE, **cells)
    assert (found.name, found.org, found.role) == ("Omar Haddad", "Acme", "Head of Looms")
    assert (found.emails, found.tags, str(found.born)) == (("omar@example.org",), (), "--05-02")


def test_what_outlook_writes() -> None:
    cells = {
        "Title": "Dr.", "First Name": "Omar", "Last Name": "Haddad", "Company": "Acme",
        "Job Title": "", "Business City": "Dallas", "Home City": "Houston",
        "Business Phone": "713 555 0142", "Mobile Phone": "'+1 713 555 0143",
        "E-mail Address": "omar@example.org", "E-mail 2 Address": "Omar <o2@example.org>",
        "Birthday": "0/0/00", "Assistant's Phone": "713 555 0199",
    }  # fmt: skip
    found = read(OUTLOOK, **cells)
    assert (found.name, found.role, found.place) == ("Omar Haddad", "", "Houston")
    assert found.phones == ("713 555 0142", "+1 713 555 0143")
    assert found.emails == ("omar@example.org", "o2@example.org")
    assert found.born is None


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_what_a_german_outlook_writes(sign: str) -> None:
    cells = {
        "Vorname": "Omar", "Nachname": "Haddad", "Firma": "Acme", "Position": "Weber",
        "Ort geschäftlich": "Ulm", "Telefon geschäftlich": "0731 555 0142",
        "E-Mail-Adresse": "omar@example.org", "E-Mail 2: Adresse": "o2@example.org",
        "Geburtstag": "2.5.1990", "Kategorien": "Freunde;Weber",
    }  # fmt: skip
    found = read(OUTLOOK_GERMAN, sign, **cells)
    assert (found.name, found.org, found.role, found.place) == (
        "Omar Haddad", "Acme", "Weber", "Ulm",
    )  # fmt: skip
    assert (found.phones, str(found.born)) == (("0731 555 0142",), "1990-05-02")
    assert (found.emails, found.tags) == (
        ("omar@example.org", "o2@example.org"), ("Freunde", "Weber"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "name, key",
    [
        ("E-mail 7 - Value", "email"), ("Email", "email"), ("Work Email", "email"),
        ("Phone 12 - Value", "phone"), ("mobile_phone", "phone"), ("WhatsApp", "phone"),
        ("Fax geschäftlich", ""), ("Organisation", "org"), ("Role", "role"), ("Nom", "last"),
        ("LinkedIn URL", "url"), ("x_boat", ""), ("", ""), ("Shoe size", "?"),
        ("Favourite colour", "?"), ("Kontakt", "?"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_name(name: str, key: str) -> None:
    assert column_key(name) == key
