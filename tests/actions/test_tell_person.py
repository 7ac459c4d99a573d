"""What is held on a person, for them: from all files, where it stands, and nobody else in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.actions.contact_meant import contact_as_person
from kithbook.actions.tell_person import held_on
from kithbook.exchange.held_text import HeldOn
from kithbook.text.refusal import Declined
from tests.insight.books import TODAY, load_case

PEOPLE = {
    "ada-byrne": """\
aliases: [Ada, Countess of Rope]
circle: close
reach: {email: ada@example.org, phone: +1 713 555 0142, linkedin: ada-byrne}
met: {through: bo-chen}
public: A fine splicer of ropes
consent: {on: 2026-10-02, shows: [public]}
my_own_key: likes liquorice
---
Bo says that she sings; his number is +1 713 555 0199, his mail bo@example.org.
Call on 2026-11-20, not before 10.
...
- 2026-11-19 coffee with [[Bo Chen]]: Bo told us both about his knee.
""",
    "bo-chen": """\
name: Bo Chen
reach: {email: bo@example.org, phone: [+1 713 555 0199, +46 40 555 01 42]}
ties: [{to: ada-byrne, kind: sister}]
---
- 2026-11-18 call: he thinks of [[Ada Byrne]] for the tower.
- 2026-11-17 call: secret of his own.
- 2026-11-16 note: ada@example.org is her new address, says Ada Byrne.
- 2026-11-15 note: is reached at (713) 555-0142 in the evening.
""",
    "cy-dahl": "name: Cy Dahl\nmet: {through: ada-byrne}\n---\n- 2026-11-01 call: about nobody.\n",
}
ACT = """\
---
between: [ada-byrne, bo-chen]
because: {ada-byrne: she looks for a tower, bo-chen: he hides a bell}
asked: {ada-byrne: 2026-10-01, bo-chen: 2026-10-02}
answered: {ada-byrne: {on: 2026-10-03, said: yes}, bo-chen: {on: 2026-10-04, said: no}}
---
Written on a Sunday.
"""
ROSTER = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Byrne,https://www.linkedin.com/in/ada-byrne,,Fernway,Head,12 Mar 2021
Kim,Park,https://www.linkedin.com/in/kim-park,kim@example.org,Fernway,Head,12 Mar 2021
"""
CARDS = """\
BEGIN:VCARD
FN:Ada Byrne
EMAIL:ada@example.org
END:VCARD
BEGIN:VCARD
FN:Kim Park
EMAIL:kim@example.org
END:VCARD
"""
LETTER = """\
---
from: {name: Ada Byrne, email: ada@example.org}
received: 2026-11-02
why: I would like to meet Bo Chen
---
"""
FILES = {
    "introductions/2026-10-ada-byrne-bo-chen.md": ACT,
    "rosters/linkedin.csv": ROSTER,
    "rosters/.last/linkedin.csv": ROSTER.replace("Head", "Clerk"),
    "rosters/phone.vcf": CARDS,
    "rosters/linkedin-conversations.csv": "name,key,sent,received,first,last\n"
    "Ada Byrne,ada-byrne,3,2,,\nKim Park,kim-park,1,1,,\n",
    "requests/2026-11-02-ada.md": LETTER,
    "requests/2026-11-03-kim.md": LETTER.replace("ada@", "kim@").replace("Ada Byrne", "Kim Park"),
    "journal/2026-11.md": "## 2026-11-10\nThe [[Countess of Rope]] and [[Cy Dahl]] came by.\n",
    "content/private/ideas.md": "Ask Ada Byrne about Cy Dahl's boat.\n",
    "content/disclosed.yml": "- kind: recommendation\n  text: A fine splicer of ropes\n",
}


@pytest.fixture
def held(tmp_path: Path) -> HeldOn:
    network = load_case(tmp_path, {"people": PEOPLE, "files": FILES})
    return held_on(tmp_path, network, "ada-byrne", TODAY)


def part(held: HeldOn, title: str) -> list[str]:
    (found,) = (one for one in held.parts if one.title == title)
    return [f"{line.place}: {line.text}" if line.place else line.text for line in found.lines]


def test_their_own_page_is_whole_with_its_lines(held: HeldOn) -> None:
    page = part(held, "Your own page")
    assert "people/ada-byrne.md, line 9: my_own_key: likes liquorice" in page
    assert any("ada@example.org" in line and "+1 713 555 0142" in line for line in page)
    assert "people/ada-byrne.md, line 12: Call on 2026-11-20, not before 10." in page


def test_others_are_taken_out_and_numbered(held: HeldOn) -> None:
    page = "\n".join(part(held, "Your own page"))
    assert "met: {through: [person 1]}" in page
    assert (
        "[person 1] says that she sings; his number is [a number], his mail [an address]." in page
    )
    assert "coffee with [person 1]: [person 1] told us both about his knee." in page
    text = held.text()
    for gone in ("Bo Chen", "bo-chen", "Bo ", "0199", "bo@", "Cy Dahl", "Cy ", "Kim", "kim@"):
        assert gone not in text, gone
    assert held.others == 2
    assert held.marked >= 5


def test_lines_of_other_files_say_where_and_never_whose(held: HeldOn) -> None:
    bo = "in the file of [person 1], line"
    assert sorted(part(held, "Elsewhere in the notebook")) == [
        "content/disclosed.yml, line 2: text: A fine splicer of ropes",
        "content/private/ideas.md, line 1: Ask Ada Byrne about [person 2]'s boat.",
        f"{bo} 10: - 2026-11-16 note: ada@example.org is her new address, says Ada Byrne.",
        f"{bo} 11: - 2026-11-15 note: is reached at (713) 555-0142 in the evening.",
        f"{bo} 4: a tie with you: sister",
        f"{bo} 8: 2026-11-18 call with [person 1]: he thinks of Ada Byrne for the tower.",
        "in the file of [person 2], line 3: [person 2] came through you",
        "journal/2026-11.md, line 2: 2026-11-10 The Countess of Rope and [person 2] came by.",
    ]


def test_of_an_introduction_only_their_own_side(held: HeldOn) -> None:
    assert part(held, "Introductions") == [
        "between Ada Byrne and [person 1]",
        "  why for you: she looks for a tower",
        "  you were asked on 2026-10-01",
        "  you answered yes on 2026-10-03",
        "  notes: Written on a Sunday.",
    ]
    assert "bell" not in held.text()
    assert "2026-10-04" not in held.text()


def test_their_letters_are_whole_and_those_of_others_are_not_there(held: HeldOn) -> None:
    letters = part(held, "What you wrote")
    assert "requests/a file, line 4: why: I would like to meet [person 1]" in letters
    assert all("kim" not in line.lower() for line in letters)


def test_rows_of_address_books_with_the_names_of_columns(held: HeldOn) -> None:
    rows = part(held, "Address books")
    counts = "key: ada-byrne; sent: 3; received: 2"
    url = "URL: https://www.linkedin.com/in/ada-byrne"
    row = f"First Name: Ada; Last Name: Byrne; {url}; Company: Fernway; Position: {{}}"
    row = f"{row}; Connected On: 12 Mar 2021"
    assert rows == [
        f"rosters/linkedin-conversations.csv, line 2: name: Ada Byrne; {counts}",
        f"rosters/linkedin.csv, line 2: {row.format('Head')}",
        "rosters/phone.vcf, line 1: BEGIN:VCARD\nFN:Ada Byrne\nEMAIL:ada@example.org\nEND:VCARD",
        f"rosters/.last/linkedin.csv, line 2: {row.format('Clerk')}",
    ]


def test_no_line_of_the_book_passes_for_one_of_the_text(held: HeldOn) -> None:
    lines = held.text().splitlines()
    ours = [line for line in lines if line and not line.startswith("  ")]
    assert ours[0] == "What is held on Ada Byrne"
    assert ours[-2] == "----------------"
    assert not any("example.org" in line for line in ours)


def test_a_book_that_holds_a_name_alone(tmp_path: Path) -> None:
    network = load_case(tmp_path, {"people": {"ada": "name: Ada Byrne\n---\n"}})
    held = held_on(tmp_path, network, "ada", TODAY)
    assert [one.title for one in held.parts] == ["Your own page"]
    assert "Other people" not in held.text()


def held_on_contact(root: Path, text: str, files: dict[str, str]) -> HeldOn:
    network = load_case(root, {"people": PEOPLE, "files": files})
    return held_on(root, *contact_as_person(network, text), TODAY)


@pytest.mark.parametrize("text", ["Kim Park", "KIM@example.org", "kim-park"])
def test_a_contact_without_a_file_is_told_too(tmp_path: Path, text: str) -> None:
    notes = {"content/private/ideas.md": "Ask Kim Park about Ada Byrne.\n"}
    held = held_on_contact(tmp_path, text, {**FILES, **notes})
    assert held.name == "Kim Park"
    assert part(held, "Elsewhere in the notebook") == [
        "content/private/ideas.md, line 1: Ask Kim Park about [person 1]."
    ]
    rows = part(held, "Address books")
    assert [row.partition(":")[0] for row in rows] == [
        "rosters/linkedin-conversations.csv, line 3",
        "rosters/linkedin.csv, line 3",
        "rosters/phone.vcf, line 5",
        "rosters/.last/linkedin.csv, line 3",
    ]
    assert part(held, "What you wrote")[1].endswith("{name: Kim Park, email: kim@example.org}")
    assert "Ada" not in held.text()


def test_a_name_of_two_contacts_wants_an_address(tmp_path: Path) -> None:
    two = {"rosters/a.csv": "Name,E-mail\nKim Park,other@example.org\n"}
    with pytest.raises(Declined, match="Name an address or a profile"):
        held_on_contact(tmp_path, "Kim Park", {**FILES, **two})


def test_nobody_is_nobody(tmp_path: Path) -> None:
    with pytest.raises(Declined, match="is nobody with a file"):
        held_on_contact(tmp_path, "Zoe", FILES)


FAMILY = (
    "First Name,Last Name,E-mail,Notes\n"
    "Anna,Stone,family@example.org,likes tea\nBert,Wolf,family@example.org,has debts\n"
)
BOTH = {"rosters/fm.csv": FAMILY, "rosters/.last/fm.csv": FAMILY}


def test_a_row_of_another_name_at_a_shared_address_is_not_theirs(tmp_path: Path) -> None:
    rows, file, shared = (tmp_path / name for name in ("rows", "file", "shared"))
    for one in (rows, file, shared):
        one.mkdir()
    held = held_on_contact(rows, "Anna Stone", BOTH)
    assert "likes tea" in held.text()
    assert "debts" not in held.text()
    page = "---\nname: Anna Stone\nreach: {email: family@example.org}\n---\n"
    case = load_case(file, {"files": BOTH | {"people/anna-stone.md": page}})
    told = held_on(file, case, "anna-stone", TODAY).text()
    assert told.count("likes tea") == 2
    assert "debts" not in told
    with pytest.raises(Declined, match="2 rows of rosters could be"):
        held_on_contact(shared, "family@example.org", BOTH)


def test_rows_of_which_the_owner_said_that_they_are_one_are_told_together(tmp_path: Path) -> None:
    rows = "First Name,Last Name,E-mail\nAnna,Stone,a@example.org\nAnne,Rock,b@example.org\n"
    said = "a,b\na@example.org,b@example.org\n"
    made = {"rosters/sm.csv": rows, "rosters/the-same.csv": said}
    for name in ("Anna Stone", "Anne Rock"):
        (tmp_path / name).mkdir()
        told = held_on_contact(tmp_path / name, name, made).text()
        assert "a@example.org" in told
        assert "b@example.org" in told


def test_days_of_a_row_stay_and_numbers_of_others_go(tmp_path: Path) -> None:
    row = (
        "Name,Geburtstag,Eintritt,Beruf\nAnna Stone,15.12.1966,01.09.2012 - 1/10/2013,030 5550142\n"
    )
    told = held_on_contact(tmp_path, "Anna Stone", {"rosters/a.csv": row}).text()
    assert "Geburtstag: 15.12.1966" in told
    assert "Eintritt: 01.09.2012 - 1/10/2013" in told
    assert "Beruf: [a number]" in told
