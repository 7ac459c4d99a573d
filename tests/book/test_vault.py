"""Fifteen notes of a vault, after three templates that people take, read as they are."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kithbook.actions.log import log, log_line
from kithbook.actions.spoken import said_in
from kithbook.book.accounting import accounting
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.disclosure.checking import check_book
from kithbook.text.source import Source, read_source

VAULT = Path(__file__).parents[1] / "cases" / "vault"
TODAY = date(2026, 11, 30)


class Wanted(NamedTuple):
    """What a note says of somebody, as its author would answer."""

    born: str
    org: str
    emails: str
    tags: str
    contacts: str
    promises: str = ""


WANTED = {
    "Ines Calloway": Wanted(
        "1984-03-09", "Harrow & Finch", "ines.calloway@example.org", "people",
        "2026-11-12 coffee, 2026-09-03 met",
    ),
    "Tom Okafor": Wanted(
        "1979-12-01", "Northlight Labs", "tom.okafor@example.org", "people",
        "2026-11-02 meal, 2026-10-30 video, 2026-06-11 meal", "2026-12-04 open",
    ),
    "Marta Wieczorek": Wanted(
        "1990-07-21", "Delta Bakery", "marta@example.org", "people", "2026-08-15 visit",
    ),
    "Jan Wieczorek": Wanted(
        "1993-01-30", "Delta Bakery", "jan@example.org", "people, friend/old", "2026-08-15 met",
    ),
    "Priya Raman": Wanted(
        "1988-05-17", "Northlight", "priya@example.org, priya.raman@example.com", "people",
        "2026-11-02 meal, 2026-02-20 call",
    ),
    "Helena Strand": Wanted(
        "1981-02-14", "Fjordlys", "helena@example.org", "person, writing",
        "2026-11-18 call, 2026-09-30 meal, 2026-07-04 meal", "2026-12-10 open, 2026-10-10 ticked",
    ),
    "Diego Fuentes": Wanted(
        "1975-11-05", "Casa Fuentes", "diego.fuentes@example.org", "person, friend/close",
        "2026-10-21 coffee, 2026-07-04 meal",
    ),
    "Aiko Tanabe": Wanted(
        "1992-08-30", "Tanabe Ceramics", "aiko@example.org", "person, craft", "2026-05-02 met",
        "2026-12-01 open",
    ),
    "Samuel Oyelaran": Wanted(
        "1986-06-06", "Harrow & Finch", "sam.oyelaran@example.org", "person, work",
        "2026-11-09 video, 2026-03-15 met", "2026-12-20 open",
    ),
    "Ruth Abelson": Wanted(
        "1958-04-22", "Abelson Books", "ruth.abelson@example.org", "person, family",
        "2026-11-01 call, 2026-10-04 visit", "2027-04-10 open",
    ),
    "Callum Reyes": Wanted(
        "1990-10-12", "Reyes & Daughters", "callum@example.org", "person, sailing",
        "2026-11-15 coffee, 2026-10-28 meal, 2026-08-01 email",
    ),
    "Noor Haddad": Wanted(
        "1987-03-03", "Cedar Clinic", "noor@example.org", "person, friend",
        "2026-10-28 meal, 2026-04-19 message",
    ),
    "Elias Haddad": Wanted(
        "1985-09-09", "Haddad Timber", "elias@example.org", "person, friend/family",
        "2026-10-28 meal",
    ),
    "Wren Albright": Wanted(
        "1999-01-08", "Albright Bindery", "wren@example.org", "person, craft",
        "2026-11-21 visit, 2026-11-07 letter",
    ),
    "Otis Lindqvist": Wanted(
        "1969-12-24", "Lindqvist Boats", "otis@example.org", "person, sailing",
        "2026-09-12 met, 2026-01-05 call",
    ),
}  # fmt: skip


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    shutil.copytree(VAULT, tmp_path / "vault")
    return tmp_path / "vault"


def digests(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def read_of(network: Network, name: str) -> Wanted:
    person = network.people[network.index.resolve(name).person or ""]
    entries = network.entries_with(person.id)
    contacts = sorted((f"{one.on} {one.kind}" for one in entries if one.contact), reverse=True)
    promises = [f"{one.by} {one.box}" for one in person.log if one.kind == "promised"]
    return Wanted(
        str(person.born), person.org, ", ".join(person.reach.emails), ", ".join(person.tags),
        ", ".join(contacts), ", ".join(promises),
    )  # fmt: skip


def test_everything_in_a_vault_is_read(vault: Path) -> None:
    before = digests(vault)
    network = load_book(vault)
    assert {one.name for one in network.people.values()} == set(WANTED)
    assert {name: read_of(network, name) for name in WANTED} == WANTED
    assert digests(vault) == before


def test_a_vault_gives_few_findings_each_with_a_mend(vault: Path) -> None:
    found = check_book(vault, load_book(vault), TODAY)
    assert len(found) <= 5, found
    assert all(one.mend for one in found)
    assert not [one for one in found if one.severity == "error"]


def _unread(root: Path, network: Network) -> Iterator[str]:
    for path in sorted((root / "people").iterdir()):
        source = read_source(root, path)
        assert isinstance(source, Source)
        for line in accounting(source, network):
            if line.taken == "unread":
                yield f"{path.name}:{line.line}: {line.text}"


def test_no_line_of_a_vault_is_passed_over(vault: Path) -> None:
    assert list(_unread(vault, load_book(vault))) == []


def test_a_line_is_logged_into_each_note_of_a_vault(vault: Path) -> None:
    (vault / "kithbook.yml").write_text("links: id\n", encoding="utf-8")
    network = load_book(vault)
    for name in WANTED:
        said = f"call with {name}: asked {name}"
        (sentence,) = said_in(said, None, network.settings, network.index, TODAY)
        line = log_line(sentence, TODAY, network.index, network.settings, journal=False)
        log((line,), vault, network.settings, network.index)
    network = load_book(vault)
    for name, wanted in WANTED.items():
        read = read_of(network, name)
        assert read.contacts == f"2026-11-30 call, {wanted.contacts}", name
        assert read._replace(contacts=wanted.contacts) == wanted


def test_a_table_in_a_callout_is_read_as_keys(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    text = (
        "# Ada Byrne\n\n> [!info]- Contact\n> | | |\n> |---|---|\n> | Email | ada@example.org |\n"
        "> | Phone | 07700 900142 |\n> | Birthday | 12 May 1986 |\n"
        "> | Works at | [[Kelp Books]] |\n\n"
        "## About\nMet her with [[Food Bank Board]] at [[Podcamp 2026]].\n"
    )
    (tmp_path / "people/ada-byrne.md").write_text(text, encoding="utf-8")
    network = load_book(tmp_path)
    assert {one.code for one in network.problems} <= {"other-key"}
    ada = network.people["ada-byrne"]
    assert (str(ada.born), ada.org) == ("1986-05-12", "Kelp Books")
    assert (ada.reach.emails, ada.reach.phones) == (("ada@example.org",), ("07700 900142",))


@pytest.mark.parametrize(
    "line, born, phones",
    [
        ("- birthday is October 9th", "--10-09", ()),
        ("- cell is 503-555-0162", "None", ("503-555-0162",)),
        ("The vet. Birthday 29 February, she finds it funny.", "--02-29", ()),
        ("Geburtstag am 8. Juli 1980, grillt gern.", "1980-07-08", ()),
        ("Her son's birthday is 8 July.", "None", ()),
        ("- birthday is a family thing", "None", ()),
    ],
)
def test_what_a_sentence_says_of_somebody_is_read(
    line: str, born: str, phones: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "people").mkdir()
    text = f"# Ada Byrne\n\n## Notes\n{line}\n"
    (tmp_path / "people/ada-byrne.md").write_text(text, encoding="utf-8")
    ada = load_book(tmp_path).people["ada-byrne"]
    assert (str(ada.born), ada.reach.phones) == (born, phones)
    assert line in ada.notes
