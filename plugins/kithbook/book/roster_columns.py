"""The columns of an address book by their names: what each holds, whichever program named it.

LinkedIn's, Google's of 2024 and before, Outlook's, and any table with a name in it, in English,
German, French or Spanish. What the keys of a person's file are called elsewhere is told by
`other_keys`; here is what only tables have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from kithbook.book.other_keys import ours
from kithbook.language.column_words import told_column
from kithbook.text.csv_rows import SIGNS, CsvRows
from kithbook.text.words import fold

_NAMES = {
    "first": "first name, given name, forename, first, prenom, vorname, nombre",
    "middle": (
        "middle name, additional name, second name, middle, weitere vornamen, zweiter vorname"
    ),
    "last": (
        "last name, family name, surname, last, nom, nom de famille, nachname, familienname, "
        "apellidos, apellido"
    ),
    "name": "name, contact name, vollstandiger name, nom complet",
    "title": "title, titre, anrede",
    "org": "org, entreprise, societe, unternehmen, empresa, organizacion",
    "role": "role, poste, fonction, cargo, puesto",
    "email": "adresse e mail, adresse de messagerie, e mail adresse, correo electronico",
    "phone": (
        "company main phone, car phone, callback, radio phone, tty tdd phone, other phone, "
        "telefon geschaftlich, telefon privat, telefon firma, mobiltelefon, autotelefon, "
        "ruckmeldung, haupttelefon, weiteres telefon, telephone mobile, tel mobile, telephone "
        "bureau, telephone domicile, telefono, movil"
    ),
    "url": "profile url, personal web page, webseite, site web, page web",
    "place": (
        "place, other city, ort privat, ort geschaftlich, weiterer ort, ville, ville domicile, "
        "ville bureau, ciudad"
    ),
    "tags": "tags, kategorien",
    "born": "born",
    "born year": "birth year, year of birth, geburtsjahr, annee de naissance",
    "born month": "birth month, month of birth, geburtsmonat, mois de naissance",
    "connected": "connected on, date de connexion, verbunden am, fecha de conexion",
    # What address books hold beside it, and what is of no use for a thin contact.
    "": (
        "file as, abteilung, account, abrechnungsinformation, assistants phone, beruf, billing "
        "information, business fax, buro, custom field, department, directory server, event, "
        "geschlecht, government id number, hobbys, home fax, im, initialen, internet free busy, "
        "isdn, jot, keywords, mileage, office location, organizational id number, other fax, "
        "pager, privat, private, profession, referred by, short name, stichworter, subject, "
        "telefon assistent, telefon fur horbehinderte, telex, vertraulichkeit, organization "
        "location, jahrestag, kinder, konto, sprache, verzeichnisserver, prioritat, "
        "reisekilometer, organisationsnr, reg nr, empfohlen von, name des der vorgesetzten, name "
        "assistent, internet frei gebucht, messenger name, bundesland kanton privat, bundesland "
        "kanton geschaftlich"
    ),
}
_BESIDE_BY_A_PART = re.compile(
    r"(?:phonetic|yomi|user|benutzer(?:def\w*)?|custom)\b.*"
    r"|(?:weiteres? (?:e )?)?(?:strasse|postleitzahl|land|region|fax|postfach)\b.*"
    r"|.*\b(?:yomi|yomi name|label|type|typ|service|symbol|po box|postfach|street|state|region"
    r"|postal code|country|country region|address|angezeigter name|display name|department"
    r"|job description|where)"
)
_OURS = {
    "name": "name", "aliases": "nickname", "org": "org", "role": "role", "place": "place",
    "born": "born", "died": "died", "notes": "notes", "tags": "tags", "reach.email": "email",
    "reach.phone": "phone", "reach.whatsapp": "phone", "reach.signal": "phone",
    "reach.web": "url", "reach.linkedin": "url",
}  # fmt: skip
_TOLD = {
    "given": "first", "middle": "middle", "family": "last", "name": "name", "nickname": "nickname",
    "org": "org", "title": "role", "role": "role", "email": "email", "phone": "phone", "url": "url",
    "address.city": "place", "notes": "notes", "tags": "tags", "born": "born",
    "connected": "connected",
}  # fmt: skip
"""What the fields that a column may be called after are in a thin contact."""
_KNOWN = {name: key for key, names in _NAMES.items() for name in names.split(", ")}
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SAYS_NOTHING = re.compile(r" (?:value|formatted)$")
_HOME = ("home", "ort privat")
_OWN = "x_"
_SOMEBODY = frozenset(("name", "first", "last", "email", "phone"))
_FIGURES = 6
"""So many figures in a cell make a number that a telephone has."""
_ABOVE = 12
"""How many rows may stand above the names of the columns."""


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns: the line, what stands between cells, and which column holds what.

    `end` is the last line of the names, `strange` are those that nobody knows.
    """

    line: int
    end: int
    sign: str
    width: int
    columns: Mapping[str, tuple[int, ...]]
    strange: tuple[str, ...] = ()

    def of(self, key: str) -> tuple[int, ...]:
        """The columns that hold something."""
        return self.columns.get(key, ())

    @property
    def names_people(self) -> bool:
        """Whether whole names stand below it."""
        return "name" in self.columns or {"first", "last"} <= self.columns.keys()


def with_other_sign(row: list[str], header: Header) -> list[str]:
    """The cells of a row that another sign may part than those above it; empty for any other."""
    filled = [cell for cell in row if cell.strip()]
    if header.width < 2 or len(filled) != 1 or filled[0] != row[0]:
        return []
    for sign in SIGNS:
        cells = [cell.strip() for cell in row[0].split(sign)]
        if sign != header.sign and len([cell for cell in cells if cell]) > 1:
            return cells if len(cells) <= header.width else []
    return []


def are_of_a_row(cells: list[str]) -> bool:
    """Whether cells hold an address or a number beside a name, and so are the cells of a row."""
    return any("@" in cell or sum(map(str.isdigit, cell)) >= _FIGURES for cell in cells[1:])


def find_header(table: CsvRows) -> Header | None:
    """The names of the columns, wherever near the top they stand and whatever parts the cells."""
    top = table.lines[: 3 * _ABOVE]
    found = [header for sign in SIGNS if (header := _first_header(CsvRows(top), sign))]
    return max(found, key=lambda one: sum(map(len, one.columns.values())), default=None)


def _first_header(top: CsvRows, sign: str) -> Header | None:
    for line, cells in islice(top.rows(sign), _ABOVE):
        columns, strange = _columns(cells)
        if columns.keys() & _SOMEBODY:
            end = line + sum(cell.count("\n") for cell in cells)
            return Header(line, end, sign, len(cells), columns, strange)
    return None


def _columns(cells: list[str]) -> tuple[Mapping[str, tuple[int, ...]], tuple[str, ...]]:
    found: dict[str, list[int]] = {}
    for number, cell in enumerate(cells):
        found.setdefault(column_key(cell), []).append(number)
    strange = tuple(" ".join(cells[number].split()) for number in found.pop("?", ()))
    found.pop("", None)
    if title := found.pop("title", None):
        # Beside a column for the post it holds Dr and Mrs.
        found.setdefault("role", title)
    if "born" in found and "born month" in found:
        # Thunderbird's Birth Day is a number from 1 to 31, beside the month.
        found["born day"] = found.pop("born")
    if "place" in found:
        # Where somebody lives, before where they work.
        found["place"].sort(key=lambda number: not _plain(cells[number]).startswith(_HOME))
    return {key: tuple(numbers) for key, numbers in found.items()}, strange


@lru_cache(maxsize=4096)
def column_key(name: str) -> str:
    """What a column of this name holds; empty where it is kept unread, `?` where nobody knows."""
    plain = _SAYS_NOTHING.sub("", _plain(name))
    if not plain or fold(name).startswith(_OWN):
        return ""
    if plain in _KNOWN:
        return _KNOWN[plain]
    if place := ours("a person", plain):
        return _OURS.get(place, "")
    if _BESIDE_BY_A_PART.fullmatch(plain):
        return ""
    told = told_column(name).split(" ")
    if told == [""]:
        return "?"
    return "" if {"fax", "pager"} & set(told) else _TOLD.get(told[0], "")


def _plain(name: str) -> str:
    return _NOT_LETTERS.sub(" ", fold(name).replace("'", "")).strip()
