"""What columns are called in several languages, with words for what their values are for."""

from __future__ import annotations

import pytest

from kithbook.exchange.column_maps import WORDS, proposed_map
from kithbook.language.column_words import names_two, told_column
from kithbook.language.small_words import HERE, word_lines

COLUMNS = {
    "Vorname": "given", "Familienname": "family", "Vor- und Nachname": "name",
    "Nachname, Vorname": "name", "Geb.-Datum": "born", "geb. am": "born",
    "Straße": "address.street",
    "Strasse": "address.street", "Straße, Hausnummer": "address.street", "PLZ": "address.code",
    "Wohnort": "address.city", "Anschrift": "address.whole", "Telefon p.": "phone home",
    "Tel. (G)": "phone work", "Telefon dienstl.": "phone work", "Tel.-Nr.": "phone",
    "Handy": "phone cell", "Handy 2": "phone cell", "Mobil privat": "phone cell home",
    "Fax": "phone fax", "Fax geschäftlich": "phone fax work", "Mail privat": "email home",
    "E-Mail (Büro)": "email work", "E-Mail-Adresse 2": "email", "Bemerkungen": "notes",
    "Privat: Adresse": "address.whole home", "Geburtsjahr": "born.year",
    "Prénom": "given", "Nom et prénom": "name", "Date de naissance": "born", "Né(e) le": "born",
    "Tél. portable": "phone cell", "Tél. bureau": "phone work", "Téléphone fixe": "phone",
    "Adresse e-mail": "email", "Courriel perso": "email home", "Mél": "email",
    "Rue": "address.street",
    "Code postal": "address.code", "Ville": "address.city", "Profession": "role",
    "CP": "address.code",
    "Surname": "", "D.O.B.": "born", "Mobile No.": "phone cell", "Work E-mail": "email work",
    "Post code": "address.code", "First names": "given", "House/Street": "address.street",
    "Voornaam": "given", "Woonplaats": "address.city", "Fecha de nacimiento": "born",
    "Correo electrónico": "email", "Data di nascita": "born", "Cellulare": "phone cell",
    "Mitglied seit": "", "Bootsplatz": "", "Schuhgröße": "", "Privat": "", "Beitrag bezahlt": "",
    "Member No": "", "Mitgl.-Nr.": "", "Telefon Mutter": "", "Emergency phone": "",
    "PLZ/Ort": "address.city", "C.P.": "address.code", "Nr.": "", "2026": "", "": "", "Büro": "",
}  # fmt: skip


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_told_by_its_name(name: str) -> None:
    assert told_column(name) == COLUMNS[name]


def test_each_field_of_the_words_is_one_of_a_card() -> None:
    looked = 0
    for path in HERE.glob("*/columns.txt"):
        for field, _ in word_lines(path):
            looked += 1
            assert (
                field in ("filling", "joining")
                or field.startswith("for.")
                or field.split("+")[0] in WORDS
            )
    assert looked > 90


@pytest.mark.parametrize(
    "name, two",
    [("Zita und Olu Brandt", True), ("Bo & Cy Dahl", True), ("Ada and Bo", True),
     ("Ana y Leo Ruiz", True),
     ("Zita Brandt et Olu Adeyemi", True), ("José Ortega y Gasset", False), ("Und", False),
     ("João Costa e Silva", False), ("Zita Brandt", False), ("Ada und", False), ("", False)],
)  # fmt: skip
def test_a_couple_is_told_from_a_family_name(name: str, *, two: bool) -> None:
    assert names_two(name) == two


def test_cells_tell_what_a_column_of_an_unknown_name_holds() -> None:
    rows = [
        ["a@example.org", "https://a.example.org", "+49 171 5550101", "0171 5550101", "Ada"],
        ["b@example.org", "www.b.example.org", "0049 171 5550102", "12", "b@example.org"],
        ["", "", "", "", ""],
        *[["c@example.org", "http://c.example.org/x", "+1 (713) 555-0177", "13", "Cy"]] * 3,
    ]
    found = proposed_map("x", ["Q1", "Q2", "Q3", "Q4", "Q5"], rows).places
    assert found == {"q1": "email", "q2": "url", "q3": "phone", "q4": "kept", "q5": "kept"}
    assert set(proposed_map("x", ["Q1"], [[""]]).places.values()) == {"kept"}


def test_where_nobody_is_called_anything_a_column_that_speaks_of_names_is_it() -> None:
    rows = [["Zita Brandt", "z@example.org"]]
    assert (
        proposed_map("x", ["Name of the child", "E-mail"], rows).places["name of the child"]
        == "name"
    )
    beside = proposed_map("x", ["Name of the child", "First name"], rows).places
    assert beside["name of the child"] == "kept"
    # What may be no row of names at all is not made one by such a word.
    assert set(proposed_map("x", ["my name is Zita", "and so on"]).places.values()) == {"kept"}


def test_what_stands_in_brackets_behind_a_name_is_a_remark() -> None:
    found = proposed_map(
        "x", ["Name", "Geburtstag (falls bekannt)", "City (summer)", "(none)"]
    ).places
    assert list(found.values()) == ["name", "born", "address.city", "kept"]
