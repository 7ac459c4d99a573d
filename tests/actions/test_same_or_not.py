"""Two who are perhaps one: said once, remembered as text, and known wherever it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.actions.forget_person import forget
from kithbook.actions.import_contacts import plan_import
from kithbook.actions.import_sources import ImportWish, import_sources
from kithbook.actions.meant import person_meant
from kithbook.actions.promote import promote
from kithbook.actions.rename_person import NewName, rename
from kithbook.actions.same_or_not import say_pair, two_meant
from kithbook.book.checks import check
from kithbook.book.edit import Edit
from kithbook.book.file_steps import take
from kithbook.book.load import load_book
from kithbook.exchange.import_plan import ImportPlan
from kithbook.exchange.same_people import two_words
from kithbook.text.refusal import Declined
from tests.actions.conftest import DAY
from tests.actions.lives import write

BOOK = {
    "kithbook.yml": "",
    "people/ann-lee.md": "---\nname: Ann Lee\nreach: {email: ann@example.org}\n---\n",
    "people/zoe.md": "---\nname: Zoe Hill\n---\n",
    "rosters/club.csv": (
        "Name,E-mail,Phone,Company\nYan Poe,ann@example.org,,Mill\nBo Chen,bo@example.org,,Pier\n"
        "Cy Doe,,,Oak\nCy Doe,,,Elm\nAnn Lee,ann@example.org,,Fern\n"
    ),
    "rosters/choir.csv": (
        "Name,E-mail,Phone,Company\nBo Chen,chen@example.org,+1 713 555 0142,Port\n"
        "Ann Lee,,+1 713 555 0177,Cloth\n"
    ),
}
SAME, APART = "rosters/the-same.csv", "rosters/not-the-same.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "book", BOOK)


def said(root: Path, one: str, other: str, *, same: bool) -> None:
    network = load_book(root)
    both = two_meant(network, one, other, lambda text: person_meant(network.index, text))
    for step in say_pair(root, network, *both, same=same).steps:
        take(step, root)


def owner_of(root: Path, place: str) -> str | None:
    rows = load_book(root).contacts
    return next(one.person for one in rows if f"{one.at.path}:{one.at.line}" == place)


@pytest.mark.parametrize(
    "one, pair",
    [
        ("rosters/club.csv:2", "Yan Poe,ann-lee"),
        ("Yan Poe", "Yan Poe,ann-lee"),
        ("rosters/choir.csv:3", "Ann Lee <17135550177>,ann-lee"),
        ("+1 713 555 0177", "Ann Lee <17135550177>,ann-lee"),
    ],
)
def test_a_row_that_is_said_to_be_somebody_is_theirs(root: Path, one: str, pair: str) -> None:
    place = "rosters/choir.csv:3" if "0177" in pair else "rosters/club.csv:2"
    assert owner_of(root, place) is None
    said(root, one, "ann-lee", same=True)
    assert (root / SAME).read_text() == f"a,b\n{pair}\n"
    assert owner_of(root, place) == "ann-lee"
    with pytest.raises(Declined, match=r"so already|one person already"):
        said(root, place, "ann-lee", same=True)
    with pytest.raises(Declined, match="Delete that line"):
        said(root, place, "ann-lee", same=False)
    for same in (True, False):
        with pytest.raises(Declined, match="one person already"):
            said(root, "ann-lee", "ann-lee", same=same)


def test_a_row_that_is_said_to_be_somebody_else_is_theirs_no_more(root: Path) -> None:
    place = "rosters/club.csv:6"
    (root / "rosters/choir.csv").unlink()
    assert owner_of(root, place) == "ann-lee"
    said(root, place, "ann-lee", same=False)
    assert owner_of(root, place) is None
    assert (root / APART).read_text() == "a,b\nAnn Lee,ann-lee\n"


def test_check_asks_no_more_whatever_was_said(root: Path) -> None:
    assert [one.code for one in check(load_book(root), DAY)] == ["other-name"]
    said(root, "rosters/club.csv:2", "ann-lee", same=False)
    assert list(check(load_book(root), DAY)) == []
    (root / APART).unlink()
    said(root, "ann@example.org", "ann-lee", same=True)
    assert list(check(load_book(root), DAY)) == []


def test_two_rows_that_are_one_get_one_file(root: Path) -> None:
    typed = "kith merge rosters/choir.csv:2 rosters/club.csv:3"
    with pytest.raises(Declined, match=f"Where the two are one: {typed}$"):
        promote(root, load_book(root), ["Bo Chen"], DAY)
    said(root, "bo@example.org", "chen@example.org", same=True)
    (edit,) = promote(root, load_book(root), ["Bo Chen"], DAY).steps.steps
    assert isinstance(edit, Edit)
    assert b"chen@example.org, bo@example.org" in edit.content


def test_rows_of_one_address_book_may_be_one(root: Path) -> None:
    (root / "rosters/choir.csv").write_text(
        "Name,E-mail\nBo Chen,chen@example.org\nBo Chen,bo.c@example.org\n"
    )
    (root / "rosters/club.csv").unlink()
    said(root, "rosters/choir.csv:2", "rosters/choir.csv:3", same=True)
    (edit,) = promote(root, load_book(root), ["Bo Chen"], DAY).steps.steps
    assert isinstance(edit, Edit)
    assert b"chen@example.org, bo.c@example.org" in edit.content


def test_two_rows_that_are_said_to_be_two_are_never_one(root: Path) -> None:
    (root / "rosters/choir.csv").write_text("Name,E-mail\nBo Chen,bo@example.org\n")
    (root / "rosters/club.csv").write_text(
        "Name,E-mail,Phone\nBo Chen,bo@example.org,+1 713 555 0142\n"
    )
    promote(root, load_book(root), ["Bo Chen"], DAY)
    said(root, "rosters/choir.csv:2", "rosters/club.csv:2", same=False)
    assert (root / APART).read_text() == "a,b\nBo Chen,Bo Chen <17135550142>\n"
    with pytest.raises(Declined, match="could be"):
        promote(root, load_book(root), ["Bo Chen"], DAY)


def test_a_word_of_several_rows_is_refused_with_their_places(root: Path) -> None:
    with pytest.raises(Declined, match=r"choir.csv:2, rosters/club.csv:3. Name the place"):
        said(root, "Bo Chen", "zoe", same=True)
    with pytest.raises(Declined, match="is one row already"):
        said(root, "rosters/club.csv:3", "rosters/club.csv:3", same=True)
    with pytest.raises(Declined, match="tells the two apart"):
        said(root, "rosters/club.csv:4", "rosters/club.csv:5", same=True)
    with pytest.raises(Declined, match="Nobody in this book"):
        said(root, "rosters/club.csv:99", "zoe", same=True)


def test_a_name_that_further_rows_have_names_none_of_them(root: Path) -> None:
    with pytest.raises(Declined, match="Others are called Cy Doe"):
        said(root, "rosters/club.csv:4", "zoe", same=True)


def test_of_a_name_that_two_rows_have_the_other_word_leaves_one(root: Path) -> None:
    said(root, "Bo Chen", "bo@example.org", same=True)
    assert (root / SAME).read_text() == "a,b\nBo Chen <bo@example.org>,Bo Chen <chen@example.org>\n"


def test_a_pair_follows_a_new_id_and_goes_with_somebody_forgotten(root: Path) -> None:
    said(root, "rosters/club.csv:2", "ann-lee", same=True)
    network = load_book(root)
    for step in rename(root, network, "ann-lee", NewName("ann-lee", "Ann Moss")).steps.steps:
        take(step, root)
    assert (root / SAME).read_text() == "a,b\nYan Poe,ann-moss\n"
    assert owner_of(root, "rosters/club.csv:2") == "ann-moss"
    plan = forget(root, load_book(root), "ann-moss", (), ("Moss", "Ann"))
    (table,) = (one for one in plan.steps if one.path == SAME)
    assert isinstance(table, Edit)
    assert table.content == b"a,b\n"


def planned(root: Path, text: str) -> ImportPlan:
    file = root.parent / "club.csv"
    file.write_text(text)
    sources = import_sources(root, (file,), ImportWish())
    return plan_import(root, load_book(root), sources.read, DAY)


def test_an_import_asks_no_more_and_brings_a_file_up_to_date(root: Path) -> None:
    (root / "rosters/club.csv").unlink()
    text = "Name,E-mail,Company\nYan Poe,ann@example.org,Mill\n"
    (asked,) = planned(root, text).books
    assert [why for _, _, why in asked.perhaps] == ["the same address, another name"]
    (root / SAME).write_text("a,b\nYan Poe,ann-lee\n")
    (known,) = planned(root, text).books
    assert known.perhaps == ()
    assert [one.person for one in known.people] == ["ann-lee"]
    (root / SAME).unlink()
    (root / APART).write_text("a,b\nYan Poe,ann-lee\n")
    (apart,) = planned(root, text).books
    assert (apart.perhaps, apart.people) == ((), ())


FAMILY = (
    "Name,Phone,E-mail,Notes\nAnna Kruger,040 7654321,,\n"
    "Anna Krüger,,anna.krueger@example.org,A note\n"
)
BERT = "Bert Wolf,040 7654321,,bert note\n"


@pytest.mark.parametrize("later", ["", "rosters/later.csv"])
@pytest.mark.parametrize("line", ["", "0407654321,anna.krueger@example.org"])
def test_who_shares_a_number_is_not_put_together_with_others(
    root: Path, later: str, line: str
) -> None:
    (root / "rosters/club.csv").write_text(FAMILY + ("" if later else BERT))
    if line:
        (root / SAME).write_text(f"a,b\n{line}\n")
    else:
        said(root, "rosters/club.csv:2", "rosters/club.csv:3", same=True)
        words = "Anna Kruger <0407654321>,Anna Krüger <anna.krueger@example.org>"
        assert (root / SAME).read_text() == f"a,b\n{words}\n"
    if later:
        (root / later).write_text("Name,Phone,E-mail,Notes\n" + BERT)
    (bert,) = promote(root, load_book(root), ["Bert Wolf"], DAY).steps.steps
    (anna,) = promote(root, load_book(root), ["rosters/club.csv:2"], DAY).steps.steps
    assert isinstance(bert, Edit)
    assert isinstance(anna, Edit)
    assert (bert.path, b"A note" in bert.content) == ("people/bert-wolf.md", False)
    assert (b"A note" in anna.content, b"bert note" in anna.content) == (True, False)


@pytest.mark.parametrize("pair", ["", "0407654321,ann-lee"])
def test_who_shares_a_number_with_a_row_of_somebody_is_not_theirs(root: Path, pair: str) -> None:
    (root / "rosters/club.csv").write_text(FAMILY.replace("Anna Kruger", "Ann Lee") + BERT)
    if pair:
        (root / SAME).write_text(f"a,b\n{pair}\n")
    else:
        said(root, "rosters/club.csv:2", "ann-lee", same=True)
    assert owner_of(root, "rosters/club.csv:2") == "ann-lee"
    assert owner_of(root, "rosters/club.csv:4") is None
    (book,) = planned(root, (root / "rosters/club.csv").read_text()).books
    assert all("bert note" not in one.now for update in book.people for one in update.told)


def test_a_name_beside_a_number_goes_with_somebody_forgotten(root: Path) -> None:
    (root / "rosters/club.csv").write_text(FAMILY.replace("Anna Kruger", "Ann Lee"))
    said(root, "rosters/club.csv:2", "zoe", same=True)
    assert (root / SAME).read_text() == "a,b\nAnn Lee <0407654321>,zoe\n"
    plan = forget(root, load_book(root), "zoe", (), ("Zoe", "Hill"))
    (table,) = (one for one in plan.steps if one.path == SAME)
    assert isinstance(table, Edit)
    assert table.content == b"a,b\n"


def test_rows_that_would_stop_a_promotion_are_asked_about_before(root: Path) -> None:
    (root / "rosters/club.csv").unlink()
    (root / "rosters/choir.csv").unlink()
    text = (
        "Name,Phone\nAnna Krüger,+49 170 1234567\nAnna Kruger,0170 1234567\n"
        "Bert Kruger,0170 1234567\n"
    )
    (asked,) = planned(root, text).books
    assert asked.merge
    pairs = [(two_words(one, other), why) for one, other, why in asked.merge.perhaps]
    assert [words for words, _ in pairs] == [("rosters/club.csv:3", "rosters/club.csv:2")]
    (root / "rosters/club.csv").write_text(text)
    (told,) = check(load_book(root), DAY)
    assert told.code == "rows-alike"
    assert "kith merge rosters/club.csv:2 rosters/club.csv:3" in (told.hint or "")
    said(root, "rosters/club.csv:2", "rosters/club.csv:3", same=True)
    assert list(check(load_book(root), DAY)) == []


def test_of_four_namesakes_two_can_be_put_together(root: Path) -> None:
    rows = "".join(f"Bo Chen,bo{at}@example.org\n" for at in range(4))
    (root / "rosters/choir.csv").unlink()
    (root / "rosters/club.csv").write_text("Name,E-mail\n" + rows)
    with pytest.raises(Declined, match=r"kith merge rosters/club.csv:2 rosters/club.csv:3$"):
        promote(root, load_book(root), ["Bo Chen"], DAY)
