"""Yearly exports of one address book: one contact, the newer work, and nothing lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.book.accounting import accounting
from kithbook.book.contact import Contact
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.insight.audit import audit
from kithbook.text.source import Source
from tests.book.bookfiles import write_book

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
LIN = "Lin,Wei,https://www.linkedin.com/in/linwei,{email},{org},{role},30 Nov 2019\n"
OLD = HEAD + LIN.format(email="old@example.org", org="Old Mill", role="Dyer")
NEW = HEAD + LIN.format(email="new@example.org", org="New Mill", role="Master Dyer")
CARD = "BEGIN:VCARD\nFN:{name}\nTEL:{phone}\nORG:{org}\nEND:VCARD\n"


def loaded(root: Path, **files: str) -> Network:
    """A book with some address books: `a_2025.csv` stands for a-2025.csv."""
    write_book(root, {"files": {f"rosters/{name}": text for name, text in files.items()}})
    return load_book(root)


def told(contact: Contact) -> tuple[str, str, list[str], list[str]]:
    places = [at.path.removeprefix("rosters/") for at in contact.places]
    return contact.role, contact.org, list(map(str, contact.formerly)), places


@pytest.mark.parametrize(
    "older, newer",
    [
        ("linkedin-2025.csv", "linkedin-2026.csv"), ("b 2025-11.csv", "a 2026-02.csv"),
        ("z_11-30-2025.csv", "a_02-01-2026.csv"), ("Connections20251130.csv", "Conn_20260201.csv"),
    ],
)  # fmt: skip
def test_who_stands_in_two_years_is_one_contact_as_the_newer_says(
    tmp_path: Path, older: str, newer: str
) -> None:
    network = loaded(tmp_path, **{older: OLD, newer: NEW})
    assert network.problems == ()
    (lin,) = network.contacts
    assert told(lin) == ("Master Dyer", "New Mill", ["Dyer, Old Mill"], [newer, older])
    assert lin.emails == ("new@example.org", "old@example.org")
    depth = audit(network, date(2026, 11, 22))
    assert (depth.everyone.people, [one.depth.people for one in depth.rosters]) == (1, [1, 1])
    for name, text in ((older, OLD), (newer, NEW)):
        lines = accounting(Source(f"rosters/{name}", text), network)
        assert [(one.taken, one.what) for one in lines] == [("header", ""), ("row", "Lin Wei")]


def test_three_years_tell_all_former_work_the_latest_first(tmp_path: Path) -> None:
    third = HEAD + LIN.format(email="", org="New Mill", role="")
    first = OLD.replace("Old Mill", "First Mill")
    files = {"c-2024.csv": first, "b-2025.csv": OLD, "a-2026.csv": NEW, "a-2027.csv": third}
    (lin,) = loaded(tmp_path, **files).contacts
    years = ["a-2027.csv", "a-2026.csv", "b-2025.csv", "c-2024.csv"]
    former = ["Dyer, Old Mill", "Dyer, First Mill"]
    assert told(lin) == ("Master Dyer", "New Mill", former, years)
    assert lin.emails == ("new@example.org", "old@example.org")


def test_the_newest_row_tells_where_no_name_does(tmp_path: Path) -> None:
    more = "Bo,Chen,,,Ridge,Editor,01 Feb 2026\n"
    network = loaded(tmp_path, **{"z.csv": OLD, "a.csv": NEW + more})
    assert network.problems == ()
    assert [told(one)[1] for one in network.contacts] == ["New Mill", "Ridge"]


def test_where_nothing_tells_which_is_newer_the_order_of_the_files_does_aloud(
    tmp_path: Path,
) -> None:
    network = loaded(tmp_path, **{"a.csv": NEW, "b.csv": OLD})
    assert [told(one)[1] for one in network.contacts] == ["Old Mill"]
    (problem,) = network.problems
    assert str(problem.location) == "rosters/b.csv:1:1"
    assert problem.message.startswith("1 contact stands here and in rosters/a.csv, and neither")
    other = OLD.replace("linwei", "another").replace("old@", "other@").replace("Lin,Wei", "Bo,Lu")
    assert loaded(tmp_path, **{"a.csv": NEW, "b.csv": other}).problems == ()


@pytest.mark.parametrize(
    "old, new, one",
    [
        (("Lin Wei", "+1 713 555 0142", "Mill"), ("Lin Wei-Park", "713 555 0142", "Mill"), 1),
        (("Lin Wei", "1", "Mill"), ("lin wei", "2", "MILL"), 1),
        (("Lin Wei", "1", "Mill"), ("Lin Wei", "2", "Forge"), 2),
        (("Anna Berg", "+1 713 555 0142", ""), ("Peter Berg", "+1 713 555 0142", ""), 2),
    ],
)  # fmt: skip
def test_cards_of_two_years_are_put_together_where_that_is_sure(
    tmp_path: Path, old: tuple[str, str, str], new: tuple[str, str, str], one: int
) -> None:
    made = [CARD.format(name=name, phone=phone, org=org) for name, phone, org in (old, new)]
    network = loaded(tmp_path, **{"phone-2025.vcf": made[0], "phone-2026.vcf": made[1]})
    assert len(network.contacts) == one
    if one == 1:
        assert network.contacts[0].name == new[0]
        assert old[0].lower() in " ".join((new[0], *network.contacts[0].aliases)).lower()


def test_two_of_one_mailbox_stay_two_and_other_address_books_apart(tmp_path: Path) -> None:
    couple = "Name,E-mail\nAnna Berg,berg@example.org\nPeter Berg,berg@example.org\n"
    files = {"home-2025.csv": couple, "home-2026.csv": couple, "guests.csv": couple}
    network = loaded(tmp_path, **files)
    assert sorted(one.name for one in network.contacts) == [
        "Anna Berg", "Anna Berg", "Peter Berg", "Peter Berg",
    ]  # fmt: skip
    assert sorted(len(one.places) for one in network.contacts) == [1, 1, 2, 2]


def test_who_is_gone_from_the_newer_one_stays(tmp_path: Path) -> None:
    network = loaded(tmp_path, **{"l-2025.csv": OLD, "l-2026.csv": HEAD})
    assert [told(one)[3] for one in network.contacts] == [["l-2025.csv"]]
