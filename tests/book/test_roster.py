"""LinkedIn's export in the shapes it has had since 2020, and as Excel writes it back."""

from __future__ import annotations

import pytest

from kithbook.book.model import Contact, Person
from kithbook.book.reach import Reach
from kithbook.book.roster import link_contacts, profile_slug, read_roster
from kithbook.text.problems import Location
from kithbook.text.source import Source

PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some addresses are missing, '
    'as people choose."\n\n'
)
SHAPES = {
    "2020": (
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        'Zoë,"Brandt, Ph.D.",zoe@example.org,Fernway,Editor,08 Feb 2026\n'
        ",,,,,07 Jun 2026"
    ),
    "2022": PREAMBLE
    + (
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        'Zoë,"Brandt, Ph.D.",zoe@example.org,Fernway,Editor,08 Feb 2026\n'
    ),
    "2024": PREAMBLE
    + (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        'Zoë,"Brandt, Ph.D.",https://www.linkedin.com/in/zo%C3%AB-brandt,zoe@example.org,'
        "Fernway,Editor,08 Feb 2026\n,,,,,,07 Jun 2026\n"
    ),
    "2026": PREAMBLE
    + (
        '"First Name","Last Name","URL","Email Address","Company","Position","Connected On"\n'
        '"Zoë","Brandt, Ph.D.","https://www.linkedin.com/in/zo%C3%AB-brandt","zoe@example.org",'
        '"Fernway","Editor","08 Feb 2026"\n'
    ),
    "excel": (
        "\ufeffFirst Name;Last Name;URL;Email Address;Company;Position;Connected On\r\n"
        'Zoë;"Brandt, Ph.D.";https://www.linkedin.com/in/zo%C3%AB-brandt;zoe@example.org;'
        "Fernway;Editor;8-Feb-26\n"
    ),
    "french": (
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion\n"
        'Zoë,"Brandt, Ph.D.",,zoe@example.org,Fernway,Editor,08 Feb 2026\n'
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_contact(shape: str) -> None:
    contacts, problems = read_roster(Source("rosters/connections.csv", SHAPES[shape]))
    assert problems == ()
    (contact,) = contacts
    assert (contact.name, contact.org, contact.role) == ("Zoë Brandt, Ph.D.", "Fernway", "Editor")
    assert contact.emails == ("zoe@example.org",)
    assert str(contact.connected) == "2026-02-08"


def test_a_contact_knows_its_line() -> None:
    contacts, _ = read_roster(Source("rosters/connections.csv", SHAPES["2024"]))
    assert contacts[0].at == Location("rosters/connections.csv", 5, 1)


@pytest.mark.parametrize(
    "text, slug",
    [
        ("https://www.linkedin.com/in/zo%C3%AB-brandt/?utm=x", "zoë-brandt"),
        ("http://linkedin.com/in/Ada-Byrne", "ada-byrne"),
        ("ada-byrne", "ada-byrne"),
    ],
)
def test_a_profile_address_is_known_by_its_name(text: str, slug: str) -> None:
    assert profile_slug(text) == slug


def person(key: str, name: str, org: str = "", **reach: object) -> Person:
    made = Reach(**reach)  # type: ignore[arg-type]
    return Person(key, f"people/{key}.md", name, Location(f"people/{key}.md"), org=org, reach=made)


def contact(name: str, org: str = "", url: str = "", email: str = "") -> Contact:
    return Contact(Location("rosters/a.csv"), name, org, url=url, emails=(email,) if email else ())


def test_a_row_joins_a_person_by_address_then_mail_then_name_with_organisation() -> None:
    people = (
        person("ada", "Ada Byrne", "Fernway", linkedin="ada-byrne"),
        person("bo", "Bo Chen", "Ridge", emails=("bo@example.org",)),
        person("cy", "Cy Doe", "Mill"),
        person("dee", "Dee One", "Mill"),
        person("dee-2", "Dee One", "Mill"),
    )
    rows = (
        contact("A. Byrne", url="https://www.linkedin.com/in/ada-byrne"),
        contact("B. Chen", email="BO@example.org"),
        contact("cy doe", "MILL"),
        contact("Cy Doe", "Elsewhere"),
        contact("Dee One", "Mill"),
    )
    assert [row.person for row in link_contacts(rows, people)] == ["ada", "bo", "cy", None, None]
