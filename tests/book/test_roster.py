"""LinkedIn's export in the shapes it has had since 2020, and as Excel writes it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kithbook.book.contact import Contact
from kithbook.book.model import Person
from kithbook.book.reach import Reach
from kithbook.book.roster import read_roster
from kithbook.book.roster_links import link_contacts, profile_slug
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
    assert (contact.name, contact.org, contact.role) == ("Zoë Brandt", "Fernway", "Editor")
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


def contact(name: str, org: str = "", url: str = "", email: str = "", phone: str = "") -> Contact:
    emails, phones = ((one,) if one else () for one in (email, phone))
    at = Location("rosters/a.csv")
    return Contact(at, name, org, url=url, emails=emails, phones=phones)


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


@pytest.mark.parametrize(
    "known, written",
    [
        ("+1 713 555 0142", "+1 (713) 555-0142"), ("+1 713 555 0142", "713.555.0142"),
        ("+1 713 555 0142", "0017135550142"), ("+49 731 5550142", "0731 555 0142"),
        ("0731/5550142", "+49 731 555 01 42"), ("+49 (0)731 5550142", "0731 5550142"),
    ],
)  # fmt: skip
def test_a_row_joins_by_number_in_any_writing(known: str, written: str) -> None:
    people = (person("ada", "Ada Byrne", phones=(known,)),)
    (row,) = link_contacts([contact("Ada B.", phone=written)], people)
    assert row.person == "ada"
    other = f"{written[:-1]}{(int(written[-1]) + 1) % 10}"
    (row,) = link_contacts([contact("Ada B.", phone=other)], people)
    assert row.person is None


@pytest.mark.parametrize(
    "name, joined",
    [
        ("Anna Berg", "anna"), ("A. Berg", "anna"), ("Berg, Anna", "anna"), ("Anna", "anna"),
        ("Peter Berg", "peter"), ("Pete Berg", "peter"), ("Clara Berg", None),
        ("berg@example.org", None), ("Petra Stone", None),
    ],
)  # fmt: skip
def test_who_shares_an_address_is_told_apart_by_name(name: str, joined: str | None) -> None:
    anna = person("anna", "Anna Berg", emails=("berg@example.org",), phones=("+1 713 555 0142",))
    people = (anna, replace(anna, id="peter", name="Peter Berg", aliases=("Pete",)))
    for row in (contact(name, email="Berg@Example.org"), contact(name, phone="7135550142")):
        assert [one.person for one in link_contacts([row], people)] == [joined]


def test_what_is_no_profile_on_linkedin_joins_nobody() -> None:
    people = (person("ada", "Ada Byrne", linkedin="ada-byrne"),)
    row = contact("Another", url="https://pictures.example.org/ada-byrne")
    assert link_contacts([row], people)[0].person is None


def read(text: str) -> tuple[list[str], list[str]]:
    """The names in a table, and its findings without the file."""
    contacts, problems = read_roster(Source("rosters/a.csv", text))
    return [one.name for one in contacts], [str(one).partition(":")[2] for one in problems]


def test_a_quote_that_is_never_closed_costs_its_own_row_alone() -> None:
    text = 'Name,Company\nAda,"Fernway\nBo,Ridge\n"Cy, Dr.",Mill\n'
    names, problems = read(text)
    assert names == ["Ada", "Bo", "Cy, Dr."]
    (problem,) = problems
    assert problem.startswith("2:1: bad-roster-row: This row opens a quote that is never closed")
    assert read('Name,Company\nAda,"Fern\nway"\nBo,5" pipes\n') == (["Ada", "Bo"], [])


def test_a_contact_over_several_lines_stands_where_it_begins() -> None:
    contacts, _ = read_roster(Source("a.csv", 'Name,"Or\ng"\nAda,"a\nb"\n\nBo,\n'))
    assert [(one.name, one.at.line) for one in contacts] == [("Ada", 3), ("Bo", 6)]


def test_rows_that_are_not_all_they_seem_are_told_once_for_each_way() -> None:
    text = (
        "Name,E-mail,Phone,Birthday,Notes\n"
        "Ada,,1.71356E+10,3/4/1990,\n"
        ",,,,a plumber\n"
        "Bo,,,13.4.1990,,\n"
        "Cy,,,4.5.1990,,more\n"
        ",,,,another\n"
        ",x@example.org,,,\n"
    )
    names, problems = read(text)
    assert names == ["Ada", "Bo", "Cy", "x@example.org"]
    assert [one.partition(". ")[0] for one in problems] == [
        (
            "2:1: bad-roster-row: This row has a number that a spreadsheet has cut short, "
            '"1.71356E+10"'
        ),
        '2:1: bad-roster-row: This row has a day that is none, or could be two, "3/4/1990"',
        "3:1: bad-roster-row: This row has no name, address or number; the same in line 6",
        (
            "5:1: bad-roster-row: This row has more cells than there are columns, so that some may "
            "stand in the wrong one"
        ),
    ]


def test_a_header_is_found_below_the_lines_that_programs_put_above_it() -> None:
    text = "sep=;\nMy contacts, all of them\n\nFull Name;Company\nAda;Fernway, Inc.\n"
    contacts, problems = read_roster(Source("a.csv", text))
    assert [(one.name, one.org) for one in contacts] == [("Ada", "Fernway, Inc.")]
    assert problems == ()


@pytest.mark.parametrize(
    "row, dead",
    [
        ("Ole,Lund,2020-05-06", True),
        ("Pia,Sorel \u2020,", True),
        ("Kai,Moss,no", False),
        ("Ida,Moss,", False),
    ],
)
def test_a_column_or_a_cross_says_that_somebody_has_died(row: str, *, dead: bool) -> None:
    found, problems = read_roster(Source("rosters/a.csv", f"First,Last,Died\n{row}\n"))
    assert [one.dead for one in found] == [dead]
    assert problems == ()
