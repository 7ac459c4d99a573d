"""Later imports of one source: short exports, separate mailboxes, rows without an id."""

from __future__ import annotations

import pytest

from kithbook.exchange.imported import Conversation, Imported
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
