"""A later export merged into a table that its owner has edited."""

from __future__ import annotations

import pytest

from kithbook.exchange.merge_report import RosterMerge
from kithbook.exchange.roster_table import RosterTable, roster_table
from kithbook.exchange.table_merge import merged_table
from kithbook.text.source import Source

LINKEDIN = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some are missing."\n'
    "\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
)
ADA = "Ada,Byrne,https://www.linkedin.com/in/ada-byrne,{email},{org},{role},08 Feb 2021\n"
BO = 'Bo,"Chen, Ph.D.",https://www.linkedin.com/in/bo-chen,,Mill,Dyer,09 Feb 2021\n'
HIDDEN = ",,,,,,07 Jun 2026\n"


def ada(email: str = "", org: str = "Acme", role: str = "Engineer") -> str:
    return ADA.format(email=email, org=org, role=role)


def table(text: str) -> RosterTable:
    found = roster_table(Source("rosters/a.csv", text))
    assert found is not None
    return found


def merge(base: str | None, ours: str, theirs: str) -> RosterMerge:
    return merged_table(table(base) if base is not None else None, table(ours), table(theirs))


def test_a_cell_changes_and_nothing_beside_it() -> None:
    merged = merge(
        LINKEDIN + ada() + BO, LINKEDIN + BO + ada(), LINKEDIN + ada(org="Beta", role="CTO") + BO
    )
    assert merged.text == LINKEDIN + BO + ada(org="Beta", role="CTO")
    assert [(one.what, one.was, one.now) for one in merged.moves] == [
        ("org", "Acme", "Beta"), ("role", "Engineer", "CTO"),
    ]  # fmt: skip
    assert (merged.changed, merged.same, merged.new) == (1, 1, ())


def test_rows_come_at_the_end_and_hidden_members_do_not_come() -> None:
    merged = merge(LINKEDIN + ada(), LINKEDIN + ada(), LINKEDIN + HIDDEN + BO + ada())
    assert merged.text == LINKEDIN + ada() + BO.replace('"Chen, Ph.D."', '"Chen, Ph.D."')
    assert [one.called for one in merged.new] == ["Bo Chen"]


def test_a_row_and_a_column_taken_out_by_hand_stay_out() -> None:
    mine = "First Name,Last Name,URL\nAda,Byrne,https://www.linkedin.com/in/ada-byrne\n"
    merged = merge(LINKEDIN + ada() + BO, mine, LINKEDIN + ada(org="Beta") + BO)
    assert merged.text == mine
    assert merged.deleted == 1


def test_who_is_no_longer_at_the_source_stays() -> None:
    merged = merge(LINKEDIN + ada() + BO, LINKEDIN + ada() + BO, LINKEDIN + BO)
    assert merged.text == LINKEDIN + ada() + BO
    assert [one.called for one in merged.gone] == ["Ada Byrne"]


def test_a_column_of_a_newer_export_comes_last_and_only_where_it_is_needed() -> None:
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    base = old + "Ada,Byrne,,Acme,Engineer,08 Feb 2021\nBo,Chen,,Mill,Dyer,09 Feb 2021\n"
    theirs = LINKEDIN + ada() + "Bo,Chen,,,Mill,Dyer,09 Feb 2021\n"
    merged = merge(base, base, theirs)
    assert merged.text == (
        old.replace("\n", ",URL\n")
        + "Ada,Byrne,,Acme,Engineer,08 Feb 2021,https://www.linkedin.com/in/ada-byrne\n"
        + "Bo,Chen,,Mill,Dyer,09 Feb 2021\n"
    )
    assert merged.columns == ("URL",)


GOOGLE = (
    "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Labels\n"
)


@pytest.mark.parametrize(
    "ours, theirs, wanted",
    [
        # Another order at the source is no change.
        ("Work,a@example.org,Home,b@example.org", "Home,b@example.org,Work,a@example.org",
         "Work,a@example.org,Home,b@example.org"),
        # One for another takes its place; its label comes along.
        ("Work,a@example.org,Home,b@example.org", "Work,a@example.org,Old,c@example.org",
         "Work,a@example.org,Old,c@example.org"),
        # What was added by hand stays, and what comes new is joined where no cell is free.
        ("Work,a@example.org,Mine,m@example.org", "Work,a@example.org,New,c@example.org",
         "Work,a@example.org,Mine,m@example.org ::: c@example.org"),
        # Taken away by hand.
        ("Work,a@example.org,,", "Work,a@example.org,Home,b@example.org", "Work,a@example.org,,"),
        # Gone at the source.
        ("Work,a@example.org,Home,b@example.org", "Work,a@example.org,,",
         "Work,a@example.org,Home,b@example.org"),
        # A new label.
        ("Work,a@example.org,Home,b@example.org", "Office,a@example.org,Home,b@example.org",
         "Office,a@example.org,Home,b@example.org"),
    ],
)  # fmt: skip
def test_addresses_are_a_list_whichever_column_they_stand_in(
    ours: str, theirs: str, wanted: str
) -> None:
    base = f"{GOOGLE}Ada,Byrne,Work,a@example.org,Home,b@example.org,* myContacts\n"
    merged = merge(
        base,
        f"{GOOGLE}Ada,Byrne,{ours},* myContacts\n",
        f"{GOOGLE}Ada,Byrne,{theirs},* myContacts\n",
    )
    assert merged.text == f"{GOOGLE}Ada,Byrne,{wanted},* myContacts\n"


def test_labels_in_one_cell_are_a_list_too() -> None:
    row = "Ada,Byrne,Work,a@example.org,,,{}\n"
    labels = (
        "* myContacts ::: Old",
        "* myContacts ::: Old ::: Mine",
        "* myContacts ::: Old ::: New",
    )
    merged = merge(*(GOOGLE + row.format(one) for one in labels))
    assert merged.text == GOOGLE + row.format("* myContacts ::: Old ::: Mine ::: New")


def test_a_conflict_keeps_the_owners_and_tells_of_the_other_once() -> None:
    theirs = LINKEDIN + ada(org="Beta")
    merged = merge(LINKEDIN + ada(), LINKEDIN + ada(org="Mine"), theirs)
    assert merged.text == LINKEDIN + ada(org="Mine")
    assert [(one.was, one.now, one.stands) for one in merged.conflicts] == [
        ("Acme", "Beta", "Mine")
    ]
    assert [one.now for one in merged.moves] == ["Beta"]
    assert merge(theirs, merged.text, theirs).conflicts == ()


def test_without_an_earlier_import_only_what_is_missing_comes() -> None:
    merged = merge(None, LINKEDIN + ada(org=""), LINKEDIN + ada("a@example.org", role="CTO"))
    assert merged.text == LINKEDIN + ada("a@example.org")
    assert [one.what for one in merged.conflicts] == ["role"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_how_the_owners_text_is_written_stays(end: str, mark: str) -> None:
    head = mark + f'"Name";"E-mail";"City"{end}'
    mine = head + f'"Ada Byrne";"a@example.org";"Bath"{end}"Mine";"";"York"'
    merged = merge(None, mine, "Name,E-mail,City\nBo Chen,b@example.org,Hull\nMine,,York\n")
    assert merged.text == f'{mine}{end}"Bo Chen";"b@example.org";"Hull"{end}'


def test_a_name_alone_is_only_perhaps_the_same() -> None:
    merged = merge(None, "Name,City\nAda Byrne,Bath\n", "Name,City\nAda Byrne,Hull\n")
    assert merged.text == "Name,City\nAda Byrne,Bath\nAda Byrne,Hull\n"
    assert [why for *_, why in merged.perhaps] == ["the same name"]
    again = merge("Name,City\nAda Byrne,Hull\n", merged.text, "Name,City\nAda Byrne,Hull\n")
    assert (again.text, again.perhaps) == (merged.text, ())
