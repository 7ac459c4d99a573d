"""The history of git after the printed commands: of somebody forgotten no byte, of others each."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.actions import forgotten_history
from kithbook.actions.contact_meant import contact_as_person
from kithbook.actions.forget_person import forget
from kithbook.actions.forgotten_history import search_history
from kithbook.actions.history_commands import (
    HistoryPlace,
    commands,
    no_history,
    place_of,
    write_script,
)
from kithbook.actions.rename_person import NewName, rename
from kithbook.actions.stepwise import write_steps
from kithbook.book.load import load_book
from kithbook.text.refusal import Declined
from tests.actions.lives import books, few, files
from tests.actions.told_history import Commit, carried_out, git, made, sought, told

ADA = (
    "---\nname: Ada Byrne\nreach: {email: ada@old.example.org, phone: +1 713 555 0142, "
    "signal: ada.77}\n---\nKind.\n\n## Log\n- 2026-01-02 call: fine\n"
)
LIND = (
    "---\nname: Ada Lind\nreach: {email: ada@new.example.org}\n---\nKind.\n\n## Log\n"
    "- 2026-01-02 call: fine\n"
)
BO = "---\nname: Bo Chen\n---\nMary Ada Byrne-Smith and ada-byrne-smith stay.\n\n## Log\n"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CY = "Cy,Doe,https://www.linkedin.com/in/cyd,,Oak,Dev,02 Jan 2020\n"
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Byrne\r\nN:Byrne;Ada;;;\r\nEMAIL:ada@old.example.org\r\n"
    "NOTE:of\r\n  tea\r\nEND:VCARD\r\n"
)
OTHER_CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cy Doe\r\nEND:VCARD\r\n"
LIVES: tuple[Commit, ...] = (
    (
        "start: with Ada Byrne",
        {
            "kithbook.yml": "",
            "people/ada-byrne.md": ADA,
            "people/ada-byrne-smith.md": "---\nname: Mary Ada Byrne-Smith\n---\n",
            "people/bo-chen.md": (
                f"{BO}- 2026-01-03 call with [[Ada Byrne]]: of ada@old.example.org\n"
                "- 2026-01-04 call with [[ada-byrne|Ada]]: (713) 555-0142, "
                "\u201cAda\u00a0Byrne\u201d\n"
            ),
            "rosters/linkedin.csv": (
                f"{HEADER}Ada,Byrne,https://www.linkedin.com/in/adab,,Fern,Head,01 Jan 2020\n{CY}"
            ),
            "rosters/.last/cards.vcf": f"{CARD}{OTHER_CARD}",
            "rosters/linkedin-conversations.csv": (
                "name,key,sent,received,first,last\nAda Byrne,ada@old.example.org,1,2,,\n"
            ),
            "introductions/ada-bo.md": "---\nbetween: [ada-byrne, bo-chen]\n---\nWhy.\n",
            "introductions/bo-cy.md": "---\nbetween: [bo-chen, cy]\n---\nAs Ada Byrne said.\n",
            "requests/one.md": (
                "---\nid: one\nfrom: {name: Ada Byrne, email: ada@old.example.org}\n---\nHello.\n"
            ),
            "content/ada-byrne.png": b"\x89PNG\0",
            "people/notes.dat": b"\0\0Ada Byrne",
        },
    ),
    (
        "rename: ada-byrne is ada-lind",
        {
            "people/ada-byrne.md": None,
            "people/ada-lind.md": LIND,
            "people/bo-chen.md": f"{BO}- 2026-01-03 call with [[Ada Lind]]: of tea\n",
            "introductions/ada-bo.md": None,
            "introductions/bo-cy.md": None,
            "requests/one.md": None,
            "content/ada-byrne.png": None,
            "people/notes.dat": None,
            "rosters/linkedin-conversations.csv": None,
            "rosters/.last/cards.vcf": OTHER_CARD,
            "rosters/linkedin.csv": (
                f"{HEADER}Ada,Lind,https://www.linkedin.com/in/adab,ada@new.example.org,Oak,Chief,"
                f"01 Jan 2020\n{CY}"
            ),
        },
    ),
    (
        "A second file",
        {"people/al.md": "---\nname: Ada L. Quist\nreach: {email: q@example.org}\n---\nOne.\n"},
    ),
    (
        "merge: al is ada-lind",
        {
            "people/al.md": None,
            "people/ada-lind.md": LIND.replace("---\nKind", "aliases: [Ada L. Quist]\n---\nKind"),
        },
    ),
)
WORDS = (
    b"ada byrne", b"ada\xc2\xa0byrne", b"ada lind", b"ada l.", b"ada@", b"q@example", b"adab",
    b"ada,", b";ada;", b"ada.77", b"0142", b"ada-lind", b"ada-byrne",
)  # fmt: skip


def holding(root: Path, person: str) -> list[tuple[str, bytes]]:
    """What still tells of Ada after the commands; the names of the other one aside."""
    _, holds = sought(root, person)
    assert holds.left == ()
    found = []
    for path, raw in carried_out(root, holds):
        low = f"{path}\n".encode() + raw.lower()
        for other in (b"mary ada byrne-smith", b"ada-byrne-smith"):
            low = low.replace(other, b"")
        found += [(path, word) for word in WORDS if word in low]
    return found


def test_no_byte_is_left_of_earlier_names_paths_rows_and_numbers(tmp_path: Path) -> None:
    root = made(tmp_path / "book", LIVES)
    assert holding(root, "ada-lind") == []


def test_what_is_of_others_stays_in_every_version(tmp_path: Path) -> None:
    root = made(tmp_path / "book", LIVES)
    plan, holds = sought(root, "ada-lind")
    after = set(carried_out(root, holds))
    bo = f"{BO}- 2026-01-03 call with somebody: of tea\n"
    assert {raw for path, raw in after if path == "people/bo-chen.md"} == {
        bo.encode(),
        (
            f"{BO}- 2026-01-03 call with somebody: of somebody\n"
            "- 2026-01-04 call with somebody: somebody, \u201csomebody\u201d\n"
        ).encode(),
    }
    assert {raw for path, raw in after if path == "rosters/linkedin.csv"} == {
        f"{HEADER}{CY}".encode()
    }
    assert {raw for path, raw in after if path.endswith(".vcf")} == {OTHER_CARD.encode()}
    assert {raw for path, raw in after if path == "introductions/bo-cy.md"} == {
        b"---\nbetween: [bo-chen, cy]\n---\nAs somebody said.\n"
    }
    assert set(holds.alone) == {
        "people/ada-byrne.md", "people/ada-lind.md", "people/al.md", "introductions/ada-bo.md",
        "requests/one.md", "content/ada-byrne.png", "people/notes.dat",
    }  # fmt: skip
    assert {"ada@old.example.org", "17135550142", "ada-byrne", "ada.77"} <= set(holds.words)
    assert "Ada Byrne" in holds.words
    assert plan.person == "ada-lind"


def test_the_book_keeps_nothing_of_the_search(tmp_path: Path) -> None:
    root = made(tmp_path / "book", LIVES)
    before = files(root)
    _, holds = sought(root, "ada-lind")
    inside = root / "build/f.sh"
    for place in (root / "f.sh", inside, root):
        with pytest.raises(Declined, match="no place in the book"):
            write_script(root, place, commands(holds, HistoryPlace()))
    script = tmp_path / "f.sh"
    write_script(root, script, commands(holds, HistoryPlace()))
    write_script(root, script, commands(holds, HistoryPlace()))
    (tmp_path / "mine.sh").write_text("#!/bin/sh\nls\n", encoding="utf-8")
    with pytest.raises(Declined, match="there already"):
        write_script(root, tmp_path / "mine.sh", ("true",))
    with pytest.raises(Declined, match="there is no folder"):
        write_script(root, tmp_path / "none/f.sh", ("true",))
    text = script.read_text(encoding="utf-8")
    assert text.splitlines()[-1] == f"rm -- {script}"
    assert "Commit first" in text
    assert script.stat().st_mode & 0o077 == 0
    assert files(root) == before


@given(books(), st.integers(0, 2), st.booleans())
@few(6)
def test_of_any_book_no_link_and_no_whole_name_is_left(
    texts: dict[str, str],
    number: int,
    renamed: bool,  # noqa: FBT001 - drawn
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = made(Path(folder) / "book", [("All", dict(texts))])
        network = load_book(root)
        person = sorted(network.people)[number]
        who = network.people[person]
        if renamed:
            plan = rename(root, network, person, NewName(person, "Uma Vance"))
            write_steps(plan.steps, root, network.settings)
            git(root, "add", "-A")
            git(root, "commit", "-qm", f"rename: {person} is somebody else")
            there = load_book(root).people.values()
            person = next(one.id for one in there if one.name == "Uma Vance")
        _, holds = sought(root, person)
        assert holds.left == ()
        others = [one for one in network.people.values() if one is not who]
        longer = [name for one in others for name in (one.name, one.id)]
        for path, raw in carried_out(root, holds):
            text = f"{path}\n{raw.decode()}".casefold()
            for name in sorted(longer, key=len, reverse=True):
                text = text.replace(name.casefold(), "\u2026")
            for name in (who.name, "Uma Vance") if " " in who.name else ("Uma Vance",):
                assert name.casefold() not in text, path
            assert f"[[{who.name.casefold()}" not in text, path
            assert f"[[{who.id.casefold()}" not in text, path


ROSE: tuple[Commit, ...] = (
    (
        "new: rose",
        {
            "kithbook.yml": "",
            "people/rose.md": "---\nname: Rose\n---\n",
            "people/will.md": (
                "---\nname: Will\nmet: {through: rose}\n---\nThe rose rose, says [[rose|her]]. "
                "Rose will come, see [file](../people/rose.md).\n\n## Log\n"
                "- 2026-01-02 call with [[Rose]]: a Rose is a rose\n"
            ),
        },
    ),
    ("log: rose: a rose", {"people/rose.md": "---\nname: Rose\n---\n\n## Log\n"}),
)


def test_a_name_that_is_a_word_is_taken_out_of_links_alone(tmp_path: Path) -> None:
    root = made(tmp_path / "book", ROSE)
    _, holds = sought(root, "rose")
    after = list(carried_out(root, holds))
    assert next(raw.decode() for path, raw in after if path == "people/will.md") == (
        "---\nname: Will\nmet: {through: somebody}\n---\nThe rose rose, says somebody. "
        "Rose will come, see [file](../people/somebody.md).\n\n## Log\n"
        "- 2026-01-02 call with somebody: a Rose is a rose\n"
    )
    assert [raw.strip() for path, raw in after if path == "message"] == [
        b"log: somebody: a rose", b"new: somebody",
    ]  # fmt: skip
    assert holds.doubtful == {"Rose": 1}
    assert "A single word may mean something else, so it stays" in told(holds)
    assert "Rose (1)" in told(holds)


def test_a_word_of_which_the_owner_said_that_it_means_them_goes(tmp_path: Path) -> None:
    root = made(tmp_path / "book", ROSE)
    _, holds = sought(root, "rose", also=("Rose",))
    texts = [raw.decode() for path, raw in carried_out(root, holds) if path == "people/will.md"]
    assert "somebody will come" in texts[0]
    assert "The rose rose" in texts[0]
    assert holds.doubtful == {}


def test_at_a_path_that_somebody_else_has_now_versions_go_and_no_path(tmp_path: Path) -> None:
    lee = "---\nname: Ann Lee\nreach: {email: lee@example.org}\n---\nOf boats and of piers.\n"
    root = made(
        tmp_path / "book",
        [
            ("One", {"kithbook.yml": "", "people/ann.md": lee}),
            ("Two", {"people/ann.md": None, "people/ann-lee.md": lee}),
            ("Three", {"people/ann.md": "---\nname: Ann Byrne\n---\nQuite another one.\n"}),
        ],
    )
    _, holds = sought(root, "ann-lee")
    assert holds.alone == ("people/ann-lee.md",)
    after = dict(carried_out(root, holds))
    assert after["people/ann.md"].startswith(b"---\nname: Ann Byrne")
    assert not [raw for raw in after.values() if b"Lee" in raw or b"lee@" in raw]
    _, other = sought(root, "ann")
    assert other.alone == ()
    assert len(other.blobs) == 1
    kept = dict(carried_out(root, other))
    assert kept["people/ann-lee.md"] == lee.encode()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_address_books_of_other_encodings(tmp_path: Path, encoding: str) -> None:
    table = "Name,E-mail\r\nZoë Müller,zoe@example.org\r\nJürgen Kai,kai@example.org\r\n"
    root = made(
        tmp_path / "book",
        [
            ("One", {"kithbook.yml": "", "rosters/club.csv": table.encode(encoding)}),
            ("Two", {"rosters/club.csv": None, "people/z.md": "---\nname: Zoë Müller\n---\n"}),
        ],
    )
    _, holds = sought(root, "z")
    after = [raw for path, raw in carried_out(root, holds) if path == "rosters/club.csv"]
    if encoding == "cp1252":
        assert after == ["Name,E-mail\r\nJürgen Kai,kai@example.org\r\n".encode(encoding)]
    else:
        assert after == []
    assert holds.left == ()


def test_what_no_command_reaches_is_told(tmp_path: Path) -> None:
    photo = b"\0\0Ada Lind"
    root = made(tmp_path / "book", [*LIVES, ("Photo", {"people/p.dat": photo})])
    _, holds = sought(root, "ada-lind")
    assert holds.left == ("people/p.dat",)
    assert "No command reaches what these have of them" in told(holds)
    assert "leave nothing" not in told(holds)


def test_who_stands_in_an_address_book_alone(tmp_path: Path) -> None:
    club = "Name,E-mail\nAnn Lee,ann@example.org\nAnn Lee,lee@example.org\n"
    root = made(
        tmp_path / "book",
        [
            ("One", {"kithbook.yml": "", "rosters/club.csv": f"{club}Cy Doe,c@example.org\n"}),
            (
                "Two",
                {"rosters/club.csv": club, "people/bo.md": "---\nname: Bo\n---\nc@example.org\n"},
            ),
        ],
    )
    network, person = contact_as_person(load_book(root), "ann@example.org")
    holds = search_history(root, network, forget(root, network, person))
    texts = {raw for path, raw in carried_out(root, holds) if path == "rosters/club.csv"}
    left = b"Name,E-mail\nAnn Lee,lee@example.org\n"
    assert texts == {left, left + b"Cy Doe,c@example.org\n"}
    assert holds.alone == ()


def test_a_row_that_the_owner_keeps_stays_in_every_version(tmp_path: Path) -> None:
    club = "Name,E-mail\nAda Lind,other@example.org\n"
    root = made(tmp_path / "book", [*LIVES, ("Club", {"rosters/club.csv": club})])
    _, holds = sought(root, "ada-lind", keep=("rosters/club.csv:2",))
    assert not [one for one in holds.rules if "other@example" in one.pattern]
    _, holds = sought(root, "ada-lind")
    assert [one for one in holds.rules if "other@example" in one.pattern.replace("\\", "")]


def test_too_much_to_be_looked_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = made(tmp_path / "book", LIVES)
    monkeypatch.setattr(forgotten_history, "MOST_BYTES", 700)
    _, holds = sought(root, "ada-lind")
    assert holds.unseen["people/ada-byrne.md"] == 1
    assert "Too large or too old to be looked at here" in told(holds)
    monkeypatch.setattr(forgotten_history, "LARGEST", -1)
    _, holds = sought(root, "ada-lind")
    assert holds.versions == 0


def test_a_part_of_a_history_is_told_as_that(tmp_path: Path) -> None:
    root = made(tmp_path / "book", LIVES)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), str(clone))
    _, holds = sought(clone, "ada-lind")
    assert not holds.is_whole
    assert "git fetch --unshallow" in told(holds)
    place = place_of(clone, sought(clone, "ada-lind")[0].traces)
    assert place.remotes == ("origin",)
    assert "git push --force --all origin" in told(holds, place)
    lines = commands(holds, place)
    assert lines.index('origin="$(git remote get-url origin)"') < lines.index(
        'git remote add origin "$origin"'
    )


def test_what_stands_around_a_history_is_told(tmp_path: Path) -> None:
    root = made(tmp_path / "book", LIVES)
    git(root, "tag", "ada-lind")
    (root / "people/bo-chen.md").write_text("---\nname: Bo Chen\n---\n", encoding="utf-8")
    git(root, "-c", "user.name=Ada Lind", "-c", "user.email=ada@new.example.org", "stash")
    plan, holds = sought(root, "ada-lind")
    place = place_of(root, plan.traces)
    assert place == HistoryPlace((), 1, 0, ("refs/tags/ada-lind",))
    said = told(holds, place)
    assert "1 stash may hold them" in said
    assert "refs/tags/ada-lind" in said
    assert "--mailmap" in said


def test_a_book_within_a_repository_and_one_without(tmp_path: Path) -> None:
    inner: list[Commit] = [
        (message, {f"my book/{path}": text for path, text in texts.items()})
        for message, texts in LIVES
    ]
    top = made(tmp_path / "all", inner)
    _, holds = sought(top / "my book", "ada-lind")
    assert "my book/people/ada-byrne.md" in holds.alone
    assert not [raw for _, raw in carried_out(top, holds) if b"Ada Lind" in raw]
    alone = tmp_path / "alone"
    alone.mkdir()
    assert "in no git repository" in no_history(alone)
    assert no_history(top) == ""


def test_nothing_in_a_history_is_told_as_that(tmp_path: Path) -> None:
    root = made(tmp_path / "book", [("One", {"kithbook.yml": ""})])
    (root / "people").mkdir()
    (root / "people/ada-byrne.md").write_text(ADA, encoding="utf-8")
    _, holds = sought(root, "ada-byrne")
    assert holds.is_empty
    assert (
        told(holds)
        == "Git has nothing of them in its history: 1 version in 1 commit were looked at."
    )
