"""Copies that sync tools, browsers and editors leave: named once each, nobody is there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.copies import copies_among
from kithbook.book.load import load_book
from kithbook.book.names import load_names
from tests.book.bookfiles import write_book

FORMS = {
    "Syncthing": "{}.sync-conflict-20261122-101010-ABCDEFG.md",
    "Dropbox": "{} (Ada's conflicted copy 2026-11-22).md",
    "Dropbox, of a machine": "{} (ADA-PC's conflicted copy 2026-11-22 (1)).md",
    "Dropbox, German": "{} (In Konflikt stehende Kopie von Ada 2026-11-22).md",
    "Dropbox, French": "{} (Copie en conflit de Ada 2026-11-22).md",
    "Nextcloud": "{} (conflicted copy 2026-11-22 101010).md",
    "ownCloud": "{}_conflict-20261122-101010.md",
    "Synology": "{}_ADA-PC_Nov-22-1010-2026_Conflict.md",
    "Resilio": "{}.Conflict.md",
    "Seafile": "{} (SFConflict ada@example.org 2026-11-22-10-10-10).md",
    "Obsidian": "{} (Conflicted copy MacBook 202611221010).md",
    "iCloud": "{} 2.md",
    "Google Drive": "{} (1).md",
    "Google Drive, in conflict": "{}_conf(1).md",
    "Google Drive, copied": "Copy of {}.md",
    "Google Drive, copied in German": "Kopie von {}.md",
    "OneDrive": "{}-DESKTOP-AB12CD.md",
    "OneDrive, again": "{}-LAPTOP-9F3K2L1M-2.md",
    "OneDrive, of a Mac": "{}-Adas-MacBook-Pro.md",
    "Windows": "{} - Copy.md",
    "Windows, again": "{} - Copy (2).md",
    "Windows, German": "{} - Kopie.md",
    "macOS": "{} copy.md",
    "macOS, again": "{} copy 2.md",
    "macOS, German": "{} Kopie.md",
    "Linux": "{} (another copy).md",
    "a copy of a copy": "{} (1) - Copy.md",
    "another ending": "{} (1).markdown",
    "other letters": "{} (1).MD",
    "git": "{}.md.orig",
    "an editor": "{}.md.bak",
    "an editor, without ending": "{}.orig",
    "git mergetool": "{}_LOCAL_4711.md",
}
NO_COPIES = (
    "ada-byrne-mayer.md", "ada-byrne-2.md", "ada-byrne-DORA.md", "ada-byrne-of-leeds.md",
    "Ada Byrne (Leeds).md", "Ada Byrne.md", "ada-byrne 14.md", "ada-byrne and her copyist.md",
    "Conflict Resolution.md", "ada-byrne-winter-2026.md", "ada-byrne-PC1.md",
)  # fmt: skip
ADA = "---\nname: Ada Byrne\ncircle: close\n---\n\n## Log\n- 2026-11-03 call: leaving\n"
LATER = ADA.replace("## Log\n", "## Log\n- 2026-11-21 call: she has the job\n")
BO = "---\nname: Bo Chen\n---\n"
ACT = "---\nbetween: [ada-byrne, bo]\nbecause: {ada-byrne: x, bo: y}\n---\n"
ASKED = "---\nreceived: 2026-11-21\nfrom: {name: Zoe Muller}\nwhy: the ropewalk\n---\n"
ROWS = "First Name,Last Name\nCy,Dent\n"
BOOK = {
    "people/ada-byrne.md": ADA,
    "people/bo.md": BO,
    "introductions/ada-byrne.md": ACT,
    "requests/ada-byrne.md": ASKED,
    "journal/ada-byrne.md": "- 2026-11-20 call with [[Ada Byrne]]: the lease\n",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_copy_is_named_once_and_read_nowhere(form: str, tmp_path: Path) -> None:
    name = form.format("ada-byrne")
    copies = {f"{path.rpartition('/')[0]}/{name}": f"{text}more\n" for path, text in BOOK.items()}
    write_book(tmp_path, {"files": BOOK | copies})
    network = load_book(tmp_path)
    told = [(one.location.path, one.code) for one in network.problems]
    assert told == [(path, "sync-copy") for path in sorted(copies)]
    assert list(network.people) == ["ada-byrne", "bo"]
    assert not network.unread
    assert len(network.introductions) == len(network.requests) == len(network.journal) == 1
    assert list(load_names(tmp_path).display) == ["ada-byrne", "bo"]


@pytest.mark.parametrize("name", NO_COPIES)
def test_a_name_of_ones_own_is_no_copy(name: str) -> None:
    assert not copies_among(["ada-byrne.md", "Ada Byrne.md", "Conflict.md", name]).of


def test_what_differs_is_told_by_its_lines(tmp_path: Path) -> None:
    write_book(tmp_path, {"files": {"people/ada.md": ADA, "people/ada 2.md": LATER}})
    (only,) = load_book(tmp_path).problems
    assert (only.location.line, "line 7 stands only here" in only.message) == (7, True)
    write_book(tmp_path, {"files": {"people/ada.md": LATER, "people/ada 2.md": ADA}})
    (only,) = load_book(tmp_path).problems
    assert "line 7 stands only in the other" in only.message
    assert "Nothing is here that people/ada.md has not" in only.hint
    write_book(tmp_path, {"files": {"people/ada.md": ADA, "people/ada 2.md": ADA}})
    (only,) = load_book(tmp_path).problems
    assert "the same to the byte" in only.message
    write_book(tmp_path, {"files": {"people/ada 2.md": ADA.replace("\n", "\r\n")}})
    (only,) = load_book(tmp_path).problems
    assert "the same in every line" in only.message


def test_a_copy_without_its_file_is_read_once(tmp_path: Path) -> None:
    one, two = (f"people/ada (Kim's conflicted copy 2026-11-{day}).md" for day in (21, 22))
    write_book(tmp_path, {"files": {one: ADA, two: LATER}})
    network = load_book(tmp_path)
    assert [person.name for person in network.people.values()] == ["Ada Byrne"]
    assert [(each.location.path, each.code) for each in network.problems] == [
        (one, "lone-copy"),
        (two, "sync-copy"),
    ]


def test_a_roster_and_the_settings_have_copies_too(tmp_path: Path) -> None:
    files = {
        "kithbook.yml": "circles: {close: 30}\n",
        "kithbook (1).yml": "circles: {near: 30}\n",
        "content/disclosed.yml": "version: 1\ndisclosed: []\n",
        "content/disclosed 2.yml": "version: 1\ndisclosed: []\n",
        "rosters/Connections.csv": ROWS,
        "rosters/Connections (1).csv": ROWS,
        "people/ada-byrne.md": ADA,
    }
    write_book(tmp_path, {"files": files})
    network = load_book(tmp_path)
    assert [(one.location.path, one.code) for one in network.problems] == [
        ("content/disclosed 2.yml", "sync-copy"),
        ("kithbook (1).yml", "sync-copy"),
        ("rosters/Connections (1).csv", "sync-copy"),
    ]
    assert len(network.contacts) == 1


def test_a_copy_read_before_its_file_came_is_not_kept(tmp_path: Path) -> None:
    write_book(tmp_path, {"files": BOOK | {"introductions/of (1).md": ACT}})
    before = load_book(tmp_path)
    assert len(before.introductions) == 2
    write_book(tmp_path, {"files": {"introductions/of.md": ACT}})
    now = load_book(tmp_path, before)
    assert [one.id for one in now.introductions] == ["ada-byrne", "of"]


def test_lines_beside_their_list_take_no_others_with_them(tmp_path: Path) -> None:
    files = {
        "people/a.yml": "name: A One\nlog:\n  - 2026-05-01 call: one\n- 2026-07-01 call: torn\n"
        "  - 2026-08-01 met: after\nplace: Leeds\n",
        "people/b.yml": "name: B Two\nlog:\n- 2026-05-01 call: one\nplace: Leeds\n"
        "- 2026-07-01 call: torn\n- 2026-08-01 met: after\n",
        "people/theo-pratt 2.md": "---\nname: Theo Pratt\nplace: Malmö\u200b\nborn: July\n---\n"
        "last contact:: 2026-09-30\n\n2026-11-08 coffee: the plans\n\n"
        "- [ ] ring her \N{HOURGLASS WITH FLOWING SAND} 2026-12-01\n",
    }
    write_book(tmp_path, {"files": files})
    network = load_book(tmp_path)
    a, b = (network.people[one] for one in "ab")
    assert (a.place, b.place) == ("Leeds", "Leeds")
    assert (len(a.log), len(b.log)) == (3, 1)
    told = {(one.location.path[7:], one.location.line, one.code) for one in network.problems}
    assert told == {
        ("a.yml", 4, "bad-yaml"),
        ("b.yml", 5, "bad-yaml"),
        ("b.yml", 6, "bad-yaml"),
        ("theo-pratt 2.md", 1, "lone-copy"),
        ("theo-pratt 2.md", 3, "control-character"),
        ("theo-pratt 2.md", 4, "bad-date"),
        ("theo-pratt 2.md", 6, "unknown-key"),
        ("theo-pratt 2.md", 8, "almost-entry"),
        ("theo-pratt 2.md", 10, "almost-entry"),
    }
    assert any(one.hint == "Write --07" for one in network.problems)
