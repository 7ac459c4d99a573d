"""A contact of an address book who gets a file: what the roster says, and nothing else."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from kithbook.actions import whom_to_promote
from kithbook.actions.promote import Promotion, promote, proposed
from kithbook.book.checks import check
from kithbook.book.file_steps import take
from kithbook.book.load import load_book
from kithbook.exchange.same_people import PeopleIndex, Somebody
from kithbook.text.refusal import Declined
from tests.actions.conftest import DAY
from tests.actions.lives import files, write

BOOK = {
    "kithbook.yml": "phone_region: US\n",
    "people/bo-chen.md": "---\nname: Bo Chen\nreach: {email: bo@example.org}\n---\n",
    "rosters/club.csv": (
        "Name,E-mail,Phone,Organization,Title,City,URL\n"
        "Ann Lee,ann@example.org,+1 713 555 0101,Harbour Choir,Alto,Cork,\n"
        "Ann Moss,moss@example.org,,Mill,,,https://www.linkedin.com/in/ann-moss\n"
        "Bo Chen,bo@example.org,,,,,\n"
        "Lee Grant,grant@example.org,12,,,,\n"
    ),
    "rosters/club-conversations.csv": (
        "name,key,sent,received,first,last\n"
        "Ann Moss,ann-moss,4,5,2026-01-01,2026-10-01\n"
        "Ann Lee,ann@example.org,9,0,2026-01-01,2026-10-01\n"
        "Bo Chen,bo@example.org,9,9,2026-01-01,2026-10-01\n"
    ),
    "rosters/club-happenings.csv": (
        "key,on,kind,text\n"
        "ann@example.org,2026-03-01,call,the spring concert\n"
        "grant@example.org,2026-02-01,note,sails\n"
        'ann@example.org,2026-05-01,coffee,"by the river,\nwith cake"\n'
    ),
    "rosters/phone.vcf": (
        "BEGIN:VCARD\nVERSION:3.0\nUID:4711\nFN:Cy Dahl\nEMAIL:cy@example.org\n"
        "EMAIL:dahl@example.org\nNICKNAME:Cyd\nBDAY:1980-05-06\nCATEGORIES:choir,boat\n"
        "X-KITHBOOK-THROUGH:Bo Chen\nX-KITHBOOK-CONNECTED:2019-05\nEND:VCARD\n"
    ),
    "rosters/phone-happenings.csv": "key,on,kind,text\n4711,2026-04-01,visit,\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "book", BOOK)


def promoted(root: Path, *names: str) -> Promotion:
    plan = promote(root, load_book(root), names, DAY)
    for step in plan.steps.steps:
        take(step, root)
    return plan


def test_the_file_has_what_the_roster_says(root: Path) -> None:
    plan = promoted(root, "ann lee")
    text = (root / "people/ann-lee.md").read_text()
    ann = load_book(root).people["ann-lee"]
    assert (ann.name, ann.org, ann.role, ann.place) == ("Ann Lee", "Harbour Choir", "Alto", "Cork")
    assert (ann.reach.emails, ann.reach.phones) == (("ann@example.org",), ("+1 713 555 0101",))
    assert text.endswith(
        "## Log\n- 2026-05-01 coffee: by the river, with cake\n"
        "- 2026-03-01 call: the spring concert\n"
    )
    assert plan.entries == 2
    assert (root / "rosters/club-happenings.csv").read_text() == (
        "key,on,kind,text\ngrant@example.org,2026-02-01,note,sails\n"
    )
    contact = next(one for one in load_book(root).contacts if one.name == "Ann Lee")
    assert contact.person == "ann-lee"


def test_a_card_has_more_to_say(root: Path) -> None:
    plan = promoted(root, "Cy")
    cy = load_book(root).people["cy-dahl"]
    assert cy.reach.emails == ("cy@example.org", "dahl@example.org")
    assert (cy.aliases, str(cy.born), cy.tags) == (("Cyd",), "1980-05-06", ("choir", "boat"))
    assert cy.met.through
    assert (cy.met.through.person, str(cy.met.on)) == ("bo-chen", "2019-05")
    assert [(str(one.on), one.kind) for one in cy.log] == [("2026-04-01", "visit")]
    assert plan.left == ()


def test_several_at_once_and_by_an_address(root: Path) -> None:
    plan = promoted(root, "moss@example.org", "grant")
    assert plan.made == ("people/ann-moss.md", "people/lee-grant.md")
    assert load_book(root).people["ann-moss"].reach.linkedin == "ann-moss"
    assert [one.partition(":")[0] for one in plan.left] == ["Lee Grant, reach.phone 12"]


def test_who_could_be_several_or_is_there_is_refused(root: Path) -> None:
    before = files(root)
    for name, why in (
        ("Ann", "could be Ann Lee .*, Ann Moss "),
        ("Bo Chen", "people/bo-chen.md is their file already"),
        ("Zed", "Nobody in rosters/"),
    ):
        with pytest.raises(Declined, match=why):
            promote(root, load_book(root), (name,), DAY)
    assert files(root) == before


def test_the_best_stand_first(root: Path) -> None:
    found = proposed(root, load_book(root), DAY)
    assert [one.name for one in found] == ["Ann Lee", "Ann Moss", "Cy Dahl", "Lee Grant"]


def test_a_promotion_broken_off_goes_on(root: Path, tmp_path: Path) -> None:
    known = {one.code for one in check(load_book(root), DAY)}
    plan = promote(root, load_book(root), ("Ann Lee", "Cy Dahl"), DAY)
    whole = Path(shutil.copytree(root, tmp_path / "whole"))
    for step in plan.steps.steps:
        take(step, whole)
    for number in range(len(plan.steps.steps)):
        half = Path(shutil.copytree(root, tmp_path / f"half-{number}"))
        for step in plan.steps.steps[:number]:
            take(step, half)
        assert {one.code for one in check(load_book(half), DAY)} <= known
        for name in ("Ann Lee", "Cy Dahl"):
            with suppress(Declined):  # their file is there, and nothing waits for it any more
                promoted(half, name)
        assert files(half) == files(whole)


SEVERAL = {
    "kithbook.yml": "phone_region: US\n",
    "people/dana-kral.md": "---\nname: Dana Kral\n---\n",
    "rosters/google.csv": (
        "First Name,Last Name,E-mail 1 - Value,Birthday\n"
        "Ruben,Castellano,ruben@example.org,1980-05-06\n"
        "Ivo,Hlavac,ivo@example.org,\n"
    ),
    "rosters/phone.vcf": (
        "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Ruben Castellano\nEMAIL:ruben@example.org\n"
        "TEL;TYPE=CELL:+1 713-555-0101\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nUID:2\nFN:Ivo Hlavac\nEMAIL:other@example.org\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nUID:3\nFN:Olga Brandt\nDEATHDATE:20240506\n"
        "EMAIL:olga@example.org\nEND:VCARD\n"
    ),
}


def test_who_surely_agrees_in_two_address_books_is_one_file_of_both(tmp_path: Path) -> None:
    root = write(tmp_path / "book", SEVERAL)
    promoted(root, "Ruben Castellano")
    text = (root / "people/ruben-castellano.md").read_text(encoding="utf-8")
    assert "born: 1980-05-06" in text
    assert "+1 713-555-0101" in text


def test_namesakes_in_two_books_are_named_and_one_is_taken_by_its_place(tmp_path: Path) -> None:
    root = write(tmp_path / "book", SEVERAL)
    with pytest.raises(Declined, match=r"rosters/google\.csv:3"):
        promoted(root, "Ivo Hlavac")
    promoted(root, "rosters/google.csv:3")
    text = (root / "people/ivo-hlavac.md").read_text(encoding="utf-8")
    assert "ivo@example.org" in text
    assert "other@example.org" not in text


def test_whoever_has_died_stays_dead(tmp_path: Path) -> None:
    root = write(tmp_path / "book", SEVERAL)
    promoted(root, "Olga Brandt")
    assert load_book(root).people["olga-brandt"].dead


def test_a_turned_name_is_turned_back(tmp_path: Path) -> None:
    table = 'Name,E-mail\n"Stone, Bob",bob@example.org\n'
    root = write(tmp_path / "book", {**SEVERAL, "rosters/club.csv": table})
    promoted(root, "bob@example.org")
    assert load_book(root).people["bob-stone"].name == "Bob Stone"


def test_of_several_one_that_is_refused_makes_none_and_says_so(tmp_path: Path) -> None:
    root = write(tmp_path / "book", SEVERAL)
    with pytest.raises(Declined, match="No file was made"):
        promoted(root, "Olga Brandt", "Nobody Known")
    assert not (root / "people/olga-brandt.md").exists()


TWO = {
    "kithbook.yml": "",
    "people/bo-chen.md": "---\nname: Bo Chen\nreach: {email: bo@example.org}\n---\n",
    "rosters/a.csv": (
        "Name,E-mail,Organization,Title,City\nAnn Lee,ann@example.org,Fern,Head,Cork\n"
    ),
    "rosters/b.csv": "Name,E-mail,Organization,Title\nAnn Lee,ann@example.org,Oakgate,\n",
}
MOVED = "seen,roster,key,name,field,was,now\n2026-{},{},x@example.org,Cy Doe,org,Mill,Pier\n"


@pytest.mark.parametrize(
    "renamed, changed",
    [
        ({"a": "a-2024-05", "b": "b-2026-05"}, ""),
        ({"a": "a", "b": "b"}, MOVED.format("05-01", "b")),
        ({"a": "a-2026-02", "b": "b"}, MOVED.format("05-01", "b")),
    ],
)
def test_of_two_address_books_the_newest_says_where_somebody_works(
    tmp_path: Path, renamed: dict[str, str], changed: str
) -> None:
    made = {**TWO, "rosters/.last/changes.csv": changed} if changed else dict(TWO)
    for old, new in renamed.items():
        made[f"rosters/{new}.csv"] = made.pop(f"rosters/{old}.csv")
    root = write(tmp_path / "book", made)
    plan = promoted(root, "Ann Lee")
    ann = load_book(root).people["ann-lee"]
    assert (ann.org, ann.role, ann.place) == ("Oakgate", "", "Cork")
    place = f"rosters/{renamed['a']}.csv:2"
    assert plan.left == (f"Ann Lee, org: Fern ({place})", f"Ann Lee, role: Head ({place})")


def test_where_nobody_knows_which_is_newer_the_first_place_is_taken(tmp_path: Path) -> None:
    root = write(tmp_path / "book", TWO)
    plan = promoted(root, "Ann Lee")
    assert load_book(root).people["ann-lee"].org == "Fern"
    assert plan.left == ("Ann Lee, org: Oakgate (rosters/b.csv:2)",)


def test_a_relation_that_two_address_books_tell_is_one(tmp_path: Path) -> None:
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nEMAIL:ann@example.org\n"
        "item1.X-ABRELATEDNAMES:{}\nitem1.X-ABLabel:{}\nEND:VCARD\n"
    )
    made = {
        **TWO,
        "rosters/c.vcf": card.format("Bo Chen", "_$!<Spouse>!$_"),
        "rosters/d.vcf": card.format("bo chen", "spouse"),
        "rosters/e.vcf": card.format("Zed Hill", "friend"),
        "rosters/f.vcf": card.format("zed hill", "Friend"),
    }
    root = write(tmp_path / "book", made)
    plan = promoted(root, "Ann Lee")
    ann = load_book(root).people["ann-lee"]
    assert [(tie.to.person, tie.kind) for tie in ann.ties] == [("bo-chen", "spouse")]
    assert [one for one in plan.left if "ill" in one] == ["Ann Lee, friend: Zed Hill"]


def test_broken_off_with_several_address_books_it_goes_on(tmp_path: Path) -> None:
    tables = {
        "rosters/a-happenings.csv": "key,on,kind,text\nann@example.org,2026-03-01,call,of tea\n",
        "rosters/b-happenings.csv": "key,on,kind,text\nann@example.org,2026-04-01,call,soup\n",
    }
    root = write(tmp_path / "book", {**TWO, **tables})
    first, *_ = promote(root, load_book(root), ["Ann Lee"], DAY).steps.steps
    take(first, root)
    promoted(root, "Ann Lee")
    assert len(load_book(root).people["ann-lee"].log) == 2
    assert (root / "rosters/a-happenings.csv").read_text() == "key,on,kind,text\n"
    with pytest.raises(Declined, match="is their file already"):
        promoted(root, "Ann Lee")


def test_many_are_promoted_with_each_address_book_looked_through_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Ann {n}lee,a{n}@example.org\n" for n in range(30))
    made = {f"rosters/{book}.csv": f"Name,E-mail\n{rows}" for book in "ab"}
    root = write(tmp_path / "book", {"kithbook.yml": "", **made})
    built: list[int] = []
    index = PeopleIndex

    def counted(people: list[Somebody]) -> object:
        built.append(len(people))
        return index(people)

    monkeypatch.setattr(whom_to_promote, "PeopleIndex", counted)
    network = load_book(root)
    promote(root, network, [f"a{n}@example.org" for n in range(9)], DAY)
    assert built == [30, 30]


def test_a_row_is_read_by_the_words_of_its_owner(tmp_path: Path) -> None:
    book = {
        "rosters/v.csv": (
            "Vorname;Nachname;Geburtstag;Connected On;Bemerkung\n"
            "Anna;Stein;15.12.1966;01.09.2012;mag Tee\n"
        ),
        "rosters/columns/v.yml": (
            "Vorname: given\nNachname: family\nGeburtstag: born\nEintritt: connected\n"
            "Bemerkung: notes\n"
        ),
    }
    root = write(tmp_path / "book", book)
    plan = promoted(root, "Anna Stein")
    assert plan.left == ()
    made = (root / plan.made[0]).read_text()
    assert "met: {on: 2012-09-01}\nborn: 1966-12-15\n---\nmag Tee\n" in made
