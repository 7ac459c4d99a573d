"""Somebody forgotten: no byte tells of them afterwards, and of nobody else a word is lost."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.actions.contact_meant import contact_as_person
from kithbook.actions.forget_person import Forgotten, forget
from kithbook.actions.forgotten_places import built_of, carry_out
from kithbook.book.checks import check
from kithbook.book.file_steps import Gone, take
from kithbook.book.load import load_book
from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.exchange.calendar_writing import BEGINNING
from kithbook.text.refusal import Declined
from tests.actions.conftest import DAY, Desk
from tests.actions.lives import books, few, files, findings, sample, write

_PART = re.compile(r"[^\W_]+")


def gone(root: Path, person: str, keep: tuple[str, ...] = ()) -> Forgotten:
    """Forgets somebody, with every word in doubt said to mean them."""
    network = load_book(root)
    doubts = dict.fromkeys(one.word for one in forget(root, network, person).in_doubt)
    also = tuple(one for one in doubts if one not in keep)
    plan = forget(root, network, person, also, keep)
    assert plan.in_doubt == ()
    carry_out(plan, root, network.settings)
    return plan


def needles(who: Person) -> list[str]:
    """What must be in no file: whole names, addresses, numbers in any writing, the id."""
    found = [one for one in (who.name, *who.aliases, who.id) if len(_PART.findall(one)) > 1]
    return [*found, *who.reach.emails, who.reach.linkedin or "", *who.reach.phones]


def holding(root: Path, who: Person, others: tuple[str, ...]) -> list[tuple[str, str]]:
    """The files that hold a byte of somebody, with it; names of others aside."""
    found = []
    for path, content in files(root).items():
        text = f"{path}\n{content.decode('utf-8', 'replace')}".casefold()
        for other in others:
            text = text.replace(other.casefold(), "…")
        digits = re.sub(r"\D", "", text)
        for one in filter(None, needles(who)):
            number = re.sub(r"\D", "", one) if one in who.reach.phones else ""
            if (number and number[-9:] in digits) or (not number and one.casefold() in text):
                found.append((path, one))
    return found


@pytest.mark.parametrize(
    "person", ["ada-byrne", "lukasz-wojcik", "eero-lahtinen", "ximena-quispe", "thuy-tran"]
)
def test_no_byte_of_the_sample_tells_of_them(tmp_path: Path, person: str) -> None:
    root = sample(tmp_path / "book")
    (root / "build/public").mkdir(parents=True)
    who = load_book(root).people[person]
    (root / "build/public/index.html").write_text(who.name)
    (root / "build/people.vcf").write_text(f"FN:{who.name[:5]}\r\n {who.name[5:]}\r\n")
    (root / "build/mine.txt").write_text("nothing")
    (root / ".kith/finding").mkdir(parents=True)
    (root / ".kith/finding/kept.json").write_text(who.name)
    before = load_book(root)
    others = tuple(one.id for one in before.people.values() if who.id in one.id and one is not who)
    plan = gone(root, person)
    assert plan.left == ()
    assert holding(root, who, others) == []
    after = load_book(root)
    assert set(before.people) - set(after.people) == {person}
    assert not [one for one in findings(root) if one not in findings_before(tmp_path, person)]
    assert (root / "build/mine.txt").exists()
    assert not (root / "build/public").exists()
    for one in before.people.values():
        if one.id != person:
            now = after.people[one.id]
            assert (now.name, now.aliases) == (one.name, one.aliases)
            assert now.reach.emails == one.reach.emails
            assert len(now.log) == len(one.log)


def findings_before(tmp_path: Path, person: str) -> list[tuple[str, str]]:
    return findings(sample(tmp_path / f"before-{person}"))


@given(books(), st.integers(0, 2))
@few(15)
def test_no_byte_of_any_book_tells_of_them(made: dict[str, str], number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "book", made)
        network = load_book(root)
        person = sorted(network.people)[number]
        who = network.people[person]
        others = tuple(
            name for one in network.people.values() if one is not who for name in (one.name, one.id)
        )
        gone(root, person)
        assert holding(root, who, tuple(sorted(others, key=len, reverse=True))) == []
        after = load_book(root)
        assert set(network.people) - set(after.people) == {person}
        codes = sorted(one.code for one in check(after, DAY))
        known = sorted(one.code for one in check(network, DAY))
        assert [code for code in codes if codes.count(code) > known.count(code)] == []
        for one in after.people.values():
            assert len(one.log) == len(network.people[one.id].log)


@given(books(), st.integers(0, 2))
@few(5)
def test_forgetting_broken_off_anywhere_goes_on(made: dict[str, str], number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "book", made)
        network = load_book(root)
        person = sorted(network.people)[number]
        also, keep = told_apart(root, network, person)
        plan = forget(root, network, person, also, keep)
        whole = write(Path(folder) / "whole", made)
        carry_out(plan, whole, network.settings)
        for done in range(len(plan.steps)):
            half = write(Path(folder) / f"half-{done}", made)
            for step in plan.steps[:done]:
                take(step, half)
            codes = {one.code for one in check(load_book(half), DAY)}
            assert codes <= {one.code for one in check(network, DAY)}
            again = forget(half, load_book(half), person, also, keep)
            carry_out(again, half, network.settings)
            assert text_of(half) == text_of(whole)


def told_apart(
    root: Path, network: Network, person: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words in doubt that mean somebody, and those that are a part of another's name."""
    words = dict.fromkeys(one.word for one in forget(root, network, person).in_doubt)
    others = [one for one in network.people.values() if one.id != person]
    names = {part.casefold() for one in others for part in _PART.findall(one.name)}
    also = tuple(word for word in words if word.casefold() not in names)
    return also, tuple(word for word in words if word not in also)


def text_of(root: Path) -> dict[str, bytes]:
    return {path: one for path, one in files(root).items() if not path.startswith(".kith")}


NAMESAKES = {
    "people/mark-twine.md": "---\nname: Mark Twine\nreach: {email: mark@example.org}\n---\n",
    "people/mark-stone.md": (
        "---\nname: Mark Stone\n---\nKnows [[Mark Twine]].\n\n## Log\n"
        "- 2026-01-02 call with [[Mark Twine]]: of the boat\n"
        "- 2026-01-03 note: Mark Twine's brother sails\n"
    ),
    "journal/2026-01.md": (
        "- 2026-01-04 meal with [[Mark Twine]], [[Mark Stone]]: soup\n"
        "- 2026-01-05 call with [[mark-twine]]: he told me of his boat\n"
        "  and of the pier\n"
        "- 2026-01-06 call with [[Mark Stone]]: Mark the date!\n"
    ),
    "rosters/club.csv": (
        "Name,E-mail\nMark Stone,stone@example.org\nMark Twine,mark@example.org\n"
        "Ann Lee,ann@example.org\n"
    ),
    "rosters/.last/club.csv": "Name,E-mail\nMark Twine,mark@example.org\n",
    "rosters/club-conversations.csv": (
        "name,key,sent,received,first,last\nMark Twine,mark@example.org,1,2,,\n"
        "Mark Stone,stone@example.org,1,2,,\n"
    ),
    "rosters/not-the-same.csv": "a,b\nmark-stone,mark-twine\n",
}


def test_namesakes_and_ordinary_words_are_left_in_peace(tmp_path: Path) -> None:
    root = write(tmp_path / "book", {"kithbook.yml": "", **NAMESAKES})
    plan = forget(root, load_book(root), "mark-twine")
    assert [(one.word, str(one.at)) for one in plan.in_doubt] == [
        ("Mark", "journal/2026-01.md:2:1")
    ]
    gone(root, "mark-twine", keep=("Mark",))
    assert (root / "people/mark-stone.md").read_text() == (
        "---\nname: Mark Stone\n---\nKnows somebody.\n\n## Log\n"
        "- 2026-01-02 call: with somebody; of the boat\n"
        "- 2026-01-03 note: somebody's brother sails\n"
    )
    assert (root / "journal/2026-01.md").read_text() == (
        "- 2026-01-04 meal with [[Mark Stone]]: with somebody; soup\n"
        "- 2026-01-06 call with [[Mark Stone]]: Mark the date!\n"
    )
    assert (root / "rosters/club.csv").read_text() == (
        "Name,E-mail\nMark Stone,stone@example.org\nAnn Lee,ann@example.org\n"
    )
    assert (root / "rosters/.last/club.csv").read_text() == "Name,E-mail\n"
    assert "Twine" not in (root / "rosters/club-conversations.csv").read_text()
    assert (root / "rosters/not-the-same.csv").read_text() == "a,b\n"
    assert [one.code for one in check(load_book(root), DAY)] == []


def test_every_calendar_of_ours_goes_and_no_other(desk: Desk) -> None:
    build = desk.root / "build/old"
    build.mkdir(parents=True)
    (build / "k.ics").write_bytes(BEGINNING + b"SUMMARY:Birthday: Bo C.\r\nEND:VCALENDAR\r\n")
    (build / "club.ics").write_text("BEGIN:VCALENDAR\r\nSUMMARY:Tea\r\nEND:VCALENDAR\r\n")
    plan = forget(desk.root, desk.network, "bo-chen")
    assert list(built_of(desk.root, plan.traces)) == ["build/old/k.ics"]
    carry_out(plan, desk.root, desk.network.settings)
    assert [one.name for one in build.iterdir()] == ["club.ics"]


def test_the_word_for_somebody_is_that_of_the_book(tmp_path: Path) -> None:
    root = write(tmp_path / "book", {**NAMESAKES, "kithbook.yml": "language: de\n"})
    gone(root, "mark-twine", keep=("Mark",))
    assert "Knows jemand." in (root / "people/mark-stone.md").read_text()


def test_a_file_of_another_kind_that_tells_of_them_is_named(desk: Desk) -> None:
    (desk.root / "people/bo-chen.doc").write_bytes(b"\xff\xfe\0Bo Chen")
    plan = forget(desk.root, desk.network, "bo-chen")
    assert plan.left == ("people/bo-chen.doc",)
    assert Gone in map(type, plan.steps)


def test_a_link_out_of_the_book_is_named_and_not_looked_into(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("Bo Chen came by.\n", encoding="utf-8")
    (desk.root / "people/linked.txt").symlink_to(outside)
    plan = forget(desk.root, desk.network, "bo-chen")
    assert plan.unread == ("people/linked.txt",)
    assert outside.read_text(encoding="utf-8") == "Bo Chen came by.\n"


def test_what_others_are_reached_by_too_stays_theirs(tmp_path: Path) -> None:
    home = "address: 12 Elm Road, phone: +1 713 555 0199, email: home@example.org"
    bo = f"---\nname: Bo Stone\nreach: {{{home}}}\n---\nOf @mae@example.org and mae.42.\n"
    mae = (
        f"---\nname: Mae Stone\nreach: {{{home}, mastodon: '@mae@example.org', signal: mae.42, "
        "linkedin: mae-st-7}\n---\n"
    )
    text = "See linkedin.com/in/mae-st-7 at 12 Elm Road.\n"
    made = {"people/bo.md": f"{bo}{text}", "people/mae.md": mae, "kithbook.yml": ""}
    root = write(tmp_path / "book", made)
    network = load_book(root)
    carry_out(forget(root, network, "mae", (), ("Stone",)), root, network.settings)
    assert (root / "people/bo.md").read_text() == (
        f"---\nname: Bo Stone\nreach: {{{home}}}\n---\nOf somebody and somebody.\n"
        "See linkedin.com/in/somebody at 12 Elm Road.\n"
    )


def test_a_row_without_a_name_makes_no_firm_a_name_of_theirs(tmp_path: Path) -> None:
    made = {
        "kithbook.yml": "",
        "people/mae.md": "---\nname: Mae Stone\nreach: {email: mae@example.org}\n---\n",
        "people/bo.md": "---\nname: Bo Chen\norg: Fern Mill\n---\n",
        "rosters/club.csv": "Name,E-mail,Company\n,mae@example.org,Fern Mill\n",
    }
    root = write(tmp_path / "book", made)
    plan = forget(root, load_book(root), "mae", (), ("Stone",))
    carry_out(plan, root, load_book(root).settings)
    assert (root / "people/bo.md").read_text() == made["people/bo.md"]
    assert "mae@" not in (root / "rosters/club.csv").read_text()


def test_a_word_that_means_them_stays_in_names_of_others(tmp_path: Path) -> None:
    root = write(tmp_path / "book", {"kithbook.yml": "", **NAMESAKES})
    network = load_book(root)
    carry_out(forget(root, network, "mark-twine", ("Mark",)), root, network.settings)
    assert (root / "people/mark-stone.md").read_text().startswith("---\nname: Mark Stone\n---\n")
    assert (
        "call with [[Mark Stone]]: somebody the date" in (root / "journal/2026-01.md").read_text()
    )
    assert "Mark Stone,stone@example.org" in (root / "rosters/club.csv").read_text()


CLUB = {
    "kithbook.yml": "",
    "people/bo-chen.md": "---\nname: Bo Chen\n---\nZoë Müller sails, says Ann Lee.\n",
    "rosters/club.csv": (
        "First Name,Last Name,Company,E-mail Address,Mobile Phone\n"
        "Zoë,Müller,Weber,zoe@example.org,+49 30 5550142\n"
        "Ann,Lee,Fernway,ann@example.org,\nAnn,Lee,Oakgate,lee@example.org,\n"
        "Bo,Chen,,bo@example.org,\n"
    ),
    "rosters/.last/club.csv": (
        "First Name,Last Name,Company,E-mail Address\nZoë,Müller,Weber,zoe@example.org\n"
        "Ann,Lee,Fernway,ann@example.org\n"
    ),
    "rosters/cards.vcf": (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë Müller\nN:Müller;Zoë;;;\nEMAIL:zoe@example.org\n"
        "END:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cy Doe\nEND:VCARD\n"
    ),
    "rosters/club-conversations.csv": (
        "name,key,sent,received,first,last\nZoë Müller,zoe@example.org,1,2,,\n"
        "Ann Lee,ann@example.org,1,2,,\nAnn Lee,lee@example.org,1,2,,\n"
    ),
    "build/k.vcf": "FN:Zoë Müller\n",
}


def contact_gone(root: Path, text: str) -> None:
    network, person = contact_as_person(load_book(root), text)
    doubts = dict.fromkeys(one.word for one in forget(root, network, person).in_doubt)
    carry_out(forget(root, network, person, (), tuple(doubts)), root, network.settings)


@pytest.mark.parametrize(
    "text", ["Zoë Müller", "zoe@example.org", "+49 30 5550142", "rosters/club.csv:2"]
)
def test_who_stands_in_address_books_alone_is_forgotten(tmp_path: Path, text: str) -> None:
    root = write(tmp_path / "book", CLUB)
    contact_gone(root, text)
    left = files(root)
    assert not [path for path, one in left.items() if "Müller" in one.decode() or b"zoe@" in one]
    assert left["people/bo-chen.md"].decode().endswith("---\nsomebody sails, says Ann Lee.\n")
    assert "build/k.vcf" not in left
    for path in ("rosters/club.csv", "rosters/.last/club.csv"):
        assert left[path].decode() == "".join(
            line for line in CLUB[path].splitlines(keepends=True) if "Zoë" not in line
        )
    assert left["rosters/cards.vcf"].count(b"BEGIN:VCARD") == 1


def test_of_two_of_one_name_the_other_stays(tmp_path: Path) -> None:
    root = write(tmp_path / "book", CLUB)
    with pytest.raises(Declined, match=r"Fernway.*club.csv:3; .*Oakgate.*club.csv:4"):
        contact_as_person(load_book(root), "Ann Lee")
    with pytest.raises(Declined, match="is a row of Bo Chen"):
        contact_as_person(sample_linked(root), "rosters/club.csv:5")
    contact_gone(root, "rosters/club.csv:4")
    for path in ("rosters/club.csv", "rosters/club-conversations.csv"):
        assert (root / path).read_text() == "".join(
            line for line in CLUB[path].splitlines(keepends=True) if "lee@" not in line
        )
    assert "says Ann Lee" in (root / "people/bo-chen.md").read_text()


def sample_linked(root: Path) -> Network:
    """The same book in which a row belongs to somebody with a file."""
    (root / "people/bo-chen.md").write_text(
        "---\nname: Bo Chen\nreach: {email: bo@example.org}\n---\nZoë Müller, says Ann Lee.\n"
    )
    return load_book(root)
