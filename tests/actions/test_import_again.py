"""Later imports of one source: short exports, separate mailboxes, rows without an id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kithbook.actions.promote import promote
from kithbook.book.file_steps import take as step_taken
from kithbook.book.roster_tables import Conversation
from kithbook.exchange.imported import Imported
from kithbook.exchange.mail_headers import read_mail
from kithbook.exchange.recognition import recognise
from kithbook.text.dates import parse_date
from kithbook.text.refusal import Declined
from tests.actions.conftest import Desk
from tests.actions.test_import_contacts import take

HEAD = "Name,Email,Phone,Role\n"
ADA = "Ada Byrne,ada@example.org,+1 713 555 0101,Baker\n"
BEN = "Ben Cole,ben@example.org,,Cook\n"
CY = "Cy Dunn,cy@example.org,,Dyer\n"


def table(*rows: str) -> Imported:
    return Imported("csv", "team", roster=HEAD + "".join(rows), ending=".csv")


def mails(*counted: Conversation, unanswered: tuple[Conversation, ...] = ()) -> Imported:
    return Imported("mail", "mail", conversations=counted, unanswered=unanswered)


def talked(sent: int, received: int, first: str, last: str) -> Conversation:
    days = (parse_date(first), parse_date(last))
    return Conversation("Ada", "ada@example.org", sent, received, *days)


def counts(desk: Desk) -> str:
    return desk.text("rosters/mail-conversations.csv").splitlines()[1]


def test_an_export_with_nobody_is_refused_and_changes_nothing(desk: Desk) -> None:
    take(desk, table(ADA))
    before = desk.files()
    with pytest.raises(Declined, match="Nobody is in this address book"):
        take(desk, table())
    assert desk.files() == before


def test_what_was_done_by_hand_outlives_a_short_export(desk: Desk) -> None:
    take(desk, table(ADA, BEN, CY))
    mine = desk.root / "rosters/team.csv"
    mine.write_text(HEAD + ADA.replace("0101", "0777") + CY, encoding="utf-8")
    short = take(desk, table(CY))
    assert short.books[0].merge
    assert [one.called for one in short.books[0].merge.gone] == ["Ada Byrne", "Ben Cole"]
    again = take(desk, table(CY))
    assert again.edits == ()
    assert again.books[0].merge
    assert again.books[0].merge.gone == ()
    take(desk, table(ADA, BEN, CY))
    assert mine.read_text(encoding="utf-8") == HEAD + ADA.replace("0101", "0777") + CY


def test_the_only_row_of_a_name_is_the_same_row(desk: Desk) -> None:
    take(desk, table("Ann Lee,,,Baker\n", BEN))
    merge = take(desk, table("Ann Lee,,,Head baker\n", BEN)).books[0].merge
    assert merge
    assert (merge.changed, merge.new, merge.gone) == (1, (), ())


@pytest.mark.parametrize(
    "before, after",
    [
        ("Ann Lee,,,Baker\n", "Ann Lee,,,Cook\nAnn Lee,,,Dyer\n"),
        ("Ann Lee,ann@example.org,,Baker\n", "Ann Lee,lee@example.org,,Cook\n"),
    ],
)
def test_namesakes_are_left_apart(desk: Desk, before: str, after: str) -> None:
    take(desk, table(before, BEN))
    merge = take(desk, table(after, BEN)).books[0].merge
    assert merge
    assert merge.new
    assert merge.perhaps


def test_counts_of_mails_add_up_and_never_get_smaller(desk: Desk) -> None:
    take(desk, mails(talked(2, 2, "2026-05-04", "2026-06-01")))
    take(desk, mails(talked(1, 1, "2026-06-08", "2026-06-09")))
    assert counts(desk).endswith(",3,3,2026-05-04,2026-06-09")
    again = take(desk, mails(talked(1, 1, "2026-06-08", "2026-06-09")))
    assert counts(desk).endswith(",3,3,2026-05-04,2026-06-09")
    assert "the larger one stands" in again.books[0].imported.left_out[0].what


def test_who_only_wrote_is_counted_if_the_book_knows_them(desk: Desk) -> None:
    take(desk, mails(talked(1, 0, "2026-05-04", "2026-05-04")))
    wrote = talked(0, 1, "2026-06-08", "2026-06-08")
    stranger = Conversation("Eve", "eve@example.org", 0, 1)
    take(desk, mails(unanswered=(wrote, stranger)))
    assert counts(desk).endswith(",1,1,2026-05-04,2026-06-08")
    assert "eve" not in desk.text("rosters/mail-conversations.csv")


def test_a_column_without_a_meaning_is_told_by_its_name(desk: Desk) -> None:
    wide = HEAD.replace("\n", ",x_Shoe\n")
    take(desk, Imported("csv", "team", roster=f"{wide}{ADA[:-1]},40\n", ending=".csv"))
    came = Imported("csv", "team", roster=f"{wide}{ADA[:-1]},41\n", ending=".csv")
    merge = take(desk, came).books[0].merge
    assert merge
    assert [(one.what, one.now) for one in merge.fields] == [("x_Shoe", "41")]


def test_a_profile_is_written_as_its_name_and_less_of_a_birthday_is_no_conflict(desk: Desk) -> None:
    where = "people/ada-byrne.md"
    text = "---\nname: Ada Byrne\nborn: 1979-04-05\nreach: {email: ada@example.org}\n---\n"
    (desk.root / where).write_text(text, encoding="utf-8")
    card = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Byrne\nEMAIL:ada@example.org\nBDAY:--0405\n"
        "URL:https://www.linkedin.com/in/ada-b-1a\nEND:VCARD\n"
    )
    plan = take(desk, Imported("vcard", "cards", roster=card, ending=".vcf"))
    assert "linkedin: ada-b-1a}" in desk.text(where)
    assert [one.what for one in plan.books[0].people[0].told] == ["reach.linkedin"]


def test_a_mail_name_with_controls_gives_way_to_the_address(tmp_path: Path) -> None:
    mail = tmp_path / "one.eml"
    mail.write_bytes(
        b"From: nora@example.org\nTo: Pat \x1b[31mRed\x1b[0m <pat@example.org>\n"
        b"Date: Mon, 4 May 2026 10:00:00 +0000\n\n"
    )
    found = read_mail(mail, ["nora@example.org"]).conversations
    assert [one.name for one in found] == ["pat@example.org"]


def test_a_table_that_ends_in_the_middle_of_a_row_is_told(tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text(f"{HEAD}{ADA}Ben Cole,ben@exa", encoding="utf-8")
    assert [(one.lines, "cut short" in one.what) for one in recognise(file).left_out] == [
        ((3,), True)
    ]
    file.write_text(f"{HEAD}{ADA}{BEN}".rstrip("\n"), encoding="utf-8")
    assert not recognise(file).left_out


def test_address_books_beside_are_named_with_what_takes_them(tmp_path: Path) -> None:
    (tmp_path / "team.csv").write_text(HEAD + ADA, encoding="utf-8")
    (tmp_path / "prose.txt").write_text("Nobody is here.\n", encoding="utf-8")
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ben Cole\nEND:VCARD\n"
    (tmp_path / "phone.vcf").write_text(card, encoding="utf-8")
    told = [one.what for one in recognise(tmp_path).left_out]
    assert told == [
        "files beside, which hold no contacts that are read",
        f"another address book, not taken in; take it in with: kith import {tmp_path}/team.csv",
    ]


def test_a_cell_beyond_all_measure_is_told_as_that(tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text(f"{HEAD}{ADA}Ben,,,{'x' * 140_000}\n{CY}", encoding="utf-8")
    found = recognise(file)
    assert [("131,072" in one.what, one.lines) for one in found.left_out] == [(True, (3,))]
    assert len(found.cards) == 3


CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nUID:u1\nN:Lee;Anka;;;\nFN:Anka Lee\n"
    "EMAIL:anka@example.org\nORG:Acme\nEND:VCARD\n"
)
IN_BOOK = "Full name,E-mail,Mobile\nAnka Lee,{mail},0713 555 0142\n"


def card(text: str) -> Imported:
    return Imported("vcard", "al", roster=text, ending=".vcf")


def promoted(desk: Desk, name: str) -> str:
    plan = promote(desk.root, desk.network, [name], desk.today)
    for step in plan.steps.steps:
        step_taken(step, desk.root)
    return plan.made[0]


def test_a_file_follows_its_own_card_whose_address_changes(desk: Desk) -> None:
    take(desk, card(CARD))
    path = promoted(desk, "Anka Lee")
    take(desk, card(CARD.replace("anka@", "anka.new@").replace("Acme", "Bco")))
    assert "anka.new@example.org" in desk.text(path)
    assert "anka@example.org" not in desk.text(path)
    assert "org: Bco" in desk.text(path)
    assert [one.person for one in desk.network.contacts if one.name == "Anka Lee"] == ["anka-lee"]


def test_a_file_follows_a_row_that_keeps_its_number_or_its_name(desk: Desk) -> None:
    row = "Anka Lee,{},0713 555 0142,Baker\n"
    take(desk, table(row.format("anka@example.org"), "Ute Blau,,,Baker\n"))
    path = promoted(desk, "Anka Lee")
    take(desk, table(row.format("anka.new@example.org"), "Ute Blau,,,Cook\n"))
    assert "anka.new@example.org" in desk.text(path)


def test_an_address_that_another_address_book_has_stays(desk: Desk) -> None:
    take(desk, card(CARD))
    other = replace(table(), stem="club", roster=IN_BOOK.format(mail="anka@example.org"))
    take(desk, other)
    path = promoted(desk, "Anka Lee")
    take(desk, card(CARD.replace("anka@", "anka.new@")))
    assert "email: [anka@example.org, anka.new@example.org]" in desk.text(path)
    owners = [one.person for one in desk.network.contacts if one.name == "Anka Lee"]
    assert owners == ["anka-lee", "anka-lee"]
    plan = take(desk, card(CARD.replace("anka@", "anka.new@")))
    assert plan.edits == ()


@pytest.mark.parametrize("born", ["1966-12-15", "15.12.1966"])
def test_a_row_with_a_birthday_alone_is_of_its_file(desk: Desk, born: str) -> None:
    head = "First Name,Last Name,Birthday\n"
    rows = f"{head}Ute,Blau,{born}\nUdo,Blau,{born}\n"
    take(desk, replace(table(), stem="born", roster=rows))
    plan = promote(desk.root, desk.network, ["Ute Blau"], desk.today)
    assert [one.path for one in plan.steps.steps] == ["people/ute-blau.md"]
    promoted(desk, "Ute Blau")
    owners = {one.name: one.person for one in desk.network.contacts if "Blau" in one.name}
    assert owners == {"Ute Blau": "ute-blau", "Udo Blau": None}


@pytest.mark.parametrize("row", ["Ute Blau,\n", "Ute Blau,Bonn\n"])
def test_a_row_of_a_name_alone_is_of_its_file_once_promoted(desk: Desk, row: str) -> None:
    take(desk, replace(table(), stem="few", roster="Name,City\n" + row))
    assert promoted(desk, "Ute Blau") == "people/ute-blau.md"
    assert desk.text("rosters/the-same.csv") == "a,b\nUte Blau <rosters/few.csv>,ute-blau\n"
    take(desk, replace(table(), stem="other", roster="Name,E-mail\nUte Blau,ute@example.org\n"))
    owners = [(one.at.path, one.person) for one in desk.network.contacts if one.name == "Ute Blau"]
    assert sorted(owners) == [("rosters/few.csv", "ute-blau"), ("rosters/other.csv", None)]


def test_a_file_follows_a_row_of_name_and_company(desk: Desk) -> None:
    row = "Name,Company\nUte Blau,{}\nBen Cole,Oak\n"
    take(desk, replace(table(), stem="firm", roster=row.format("Acme")))
    path = promoted(desk, "Ute Blau")
    take(desk, replace(table(), stem="firm", roster=row.format("Bco")))
    assert "org: Bco" in desk.text(path)
    assert [one.person for one in desk.network.contacts if one.name == "Ute Blau"] == ["ute-blau"]
