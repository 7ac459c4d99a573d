"""What an address book says of somebody at length is not given away, whatever column it has."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.walls.spellings import Case, outcome, scanned

pytestmark = pytest.mark.uncounted
SAID = "her marriage is falling apart quietly since spring"
WITH_COMMAS = "she left him, quietly, in spring, for the ferryman of Tarn"
PACKED = base64.b64encode(f"{SAID}, and nobody may know".encode()).decode()
CARD = "BEGIN:VCARD\nVERSION:2.1\nFN:Mira Toldt\n{}\nEND:VCARD\n"
TOP = "Name,Notes,E-mail 1 - Value"
ROW = f"Mira Toldt,{SAID},mira@toldt.example.org"
OUTLOOK = "First Name,Last Name,E-mail Address,E-mail Display Name,Home Street,Home Address,Notes"
KEPT: dict[str, tuple[str, str | bytes]] = {
    "Google's notes": ("a.csv", f"{TOP}\n{ROW}\n"),
    "Outlook's notes": ("a.csv", f'{OUTLOOK}\nMira,Toldt,m@toldt.example.org,,,,"Met.\n{SAID}"\n'),
    "a street": ("a.csv", f"{OUTLOOK}\nMira,Toldt,m@toldt.example.org,,{SAID},,\n"),
    "an address": ("a.csv", f"{OUTLOOK}\nMira,Toldt,m@toldt.example.org,,,{SAID},\n"),
    "a field of one's own": ("a.csv", f"Name,Custom Field 1 - Value\nMira Toldt,{SAID}\n"),
    "a column that nobody knows": ("a.csv", f"Name,Whatever\nMira Toldt,{SAID}\n"),
    "semicolons": ("a.csv", f"Name;Whatever\nMira Toldt;{SAID}\n"),
    "above the header": ("a.csv", f"I know {SAID}\n{TOP}\nMira Toldt,,\n"),
    "no header": ("a.csv", f"Mira Toldt,{SAID},m@toldt.example.org\n"),
    "one side of a merge": (
        "a.csv", f"{TOP}\n<<<<<<< HEAD\n{ROW}\n=======\nMira Toldt,,\n>>>>>>> x\n",
    ),
    "a quote that is never closed": ("a.csv", f'{TOP}\nMira Toldt,"{SAID},m@x.example.org\nBo,,\n'),
    "escapes": ("a.csv", f"{TOP}\n{ROW.replace('spring', chr(92) + 'u0073pring')}\n"),
    "an older encoding": ("a.csv", f"{TOP}\nZoë Müller,,\n{ROW}\n".encode("latin-1")),
    "a subfolder": ("2024/a.CSV", f"{TOP}\n{ROW}\n"),
    "a card": ("a.vcf", CARD.format(f"NOTE:{SAID}")),
    "a card in base64": ("a.vcf", CARD.format(f"NOTE;ENCODING=BASE64:{PACKED}")),
    "a card in base64, folded": (
        "a.vcf", CARD.format(f"NOTE;ENCODING=b:{PACKED[:30]}\n {PACKED[30:]}\n"),
    ),
    "a card with data": ("a.vcf", CARD.format(f"NOTE:data:text/plain;base64,{PACKED}")),
}  # fmt: skip
EMPLOYERS = (
    "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    "Mira,Toldt,m@toldt.example.org,Low Mill,Pilot,19 Nov 2026\n"
    "Bo,Lidell,b@lidell.example.org,Harbour Press,Senior Editor,12 Nov 2026\n"
)
HARMLESS = (
    "I worked at Harbour Press, senior editor.", "At the Low Mill, pilot wanted.",
    "Harbour Press has a new home.",
)  # fmt: skip


def said_of(kept: tuple[str, str | bytes], page: str, folder: Path) -> str:
    path, text = kept
    return outcome(scanned(Case("", {f"rosters/{path}": text}, page, "found"), folder))


@pytest.mark.parametrize("how", KEPT)
def test_words_of_a_roster_are_looked_for_wherever_they_stand(tmp_path: Path, how: str) -> None:
    assert said_of(KEPT[how], f"So {SAID}.", tmp_path) == "found"


def test_commas_of_a_sentence_that_is_not_quoted_hide_nothing(tmp_path: Path) -> None:
    kept = f"Name,Notes\nMira Toldt,{WITH_COMMAS}\n"
    assert said_of(("a.csv", kept), f"So {WITH_COMMAS}.", tmp_path) == "found"


@pytest.mark.parametrize("page", HARMLESS)
def test_an_employer_and_a_post_side_by_side_are_no_phrase(tmp_path: Path, page: str) -> None:
    assert said_of(("a.csv", EMPLOYERS), page, tmp_path) == "clean"


def test_a_few_words_of_a_long_cell_are_asked_about(tmp_path: Path) -> None:
    page = "Whose marriage is falling apart quietly?"
    assert said_of(KEPT["Google's notes"], page, tmp_path) == "asked"


NAMED: dict[str, tuple[str, str]] = {
    "display name": ("rosters/a.csv", f"{OUTLOOK}\n,,m@x.example.org,Mira Toldt (m@x.org),,,\n"),
    "file as": ("rosters/a.csv", 'Name,File As,E-mail\nMy dentist,"Toldt, Mira",m@x.example.org\n'),
    "the first row": ("rosters/a.csv", "Mira Toldt,m@x.example.org\nBo Lidell,b@x.example.org\n"),
    "the only row": ("rosters/a.csv", "Mira Toldt;m@x.example.org\n"),
    "pronouns": ("people/m.md", "---\nname: Mira Toldt (she/her)\n---\n"),
    "pronouns in a roster": ("rosters/a.csv", "Name,Notes\nMira Toldt (she/her),\n"),
    "a title": ("people/m.md", "---\nname: Dr. Mira Toldt\n---\n"),
    "titles": ("people/m.md", "---\nname: Prof. Dr. med. Mira Toldt\n---\n"),
    "titles in a roster": ("rosters/a.csv", "Name,Notes\nDr. Mira Toldt,\n"),
    "a title in a column": (
        "rosters/a.csv", "Title,First Name,Last Name,E-mail\nDr.,Mira,Toldt,m@x.example.org\n",
    ),
    "a heading that goes on": ("people/m.md", "# Mira Toldt – met in Bergen\n\nNotes.\n"),
    "a heading of a note": ("people/m.txt", "# Mira Toldt (met in Bergen)\n\nNotes.\n"),
    "a turned file name": ("people/Toldt, Mira.md", "Plays the lute.\n"),
    "a turned file name of a note": ("people/old/Toldt, Mira.txt", "Plays the lute.\n"),
}  # fmt: skip


@pytest.mark.parametrize("how", NAMED)
def test_names_are_looked_for_however_they_are_kept(tmp_path: Path, how: str) -> None:
    path, text = NAMED[how]
    case = Case("", {path: text}, "I asked Mira Toldt about it.", "found")
    assert outcome(scanned(case, tmp_path)) == "found"


def test_a_sentence_names_nobody_by_its_beginning(tmp_path: Path) -> None:
    case = Case("", {"journal/a.txt": "New York, where I met him.\n"}, "I like New York.", "clean")
    assert outcome(scanned(case, tmp_path)) == "clean"
