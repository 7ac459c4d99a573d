"""The tripwire: whoever reaches for something private while it is armed is stopped."""

# ruff: noqa: PTH208, PTH211 - the calls of os are what is tested

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kithbook.airlock.private_places import private_places
from kithbook.public.tripwire import PrivateTouched, arm, confine, disarm


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for folder in ("people", "content/private", "content/public"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "people" / "ada.md").write_text("name: Ada")
    (tmp_path / "kithbook.yml").write_text("language: en")
    (tmp_path / "content" / "public" / "linked.md").symlink_to(tmp_path / "people" / "ada.md")
    (tmp_path / "content" / "public" / "folder").symlink_to(tmp_path / "people")
    (tmp_path / "people-of-note.md").write_text("public")
    return tmp_path


@pytest.fixture
def armed(book: Path) -> Iterator[Path]:
    arm(private_places(book))
    yield book
    disarm()


TOUCHES: dict[str, Callable[[Path], object]] = {
    "read": lambda book: (book / "people/ada.md").read_text(),
    "open": lambda book: os.open(book / "people/ada.md", os.O_RDONLY),
    "bytes": lambda book: os.open(os.fsencode(book / "people/ada.md"), os.O_RDONLY),
    "listdir": lambda book: os.listdir(book / "people"),
    "scandir": lambda book: os.scandir(book / "people").close(),
    "walk": lambda book: list(os.walk(book)),
    "glob": lambda book: list((book / "people").rglob("*")),
    "link": lambda book: (book / "content/public/linked.md").read_text(),
    "linked folder": lambda book: (book / "content/public/folder/ada.md").read_text(),
    "way round": lambda book: (book / "content/../people/ada.md").read_text(),
    "other case": lambda book: (book / "People/ada.md").read_text(),
    "settings": lambda book: (book / "kithbook.yml").read_text(),
    "own pages": lambda book: os.listdir(book / "content/private"),
    "copy": lambda book: shutil.copy(book / "people/ada.md", book / "content/public/a.md"),
    "copied tree": lambda book: shutil.copytree(book / "people", book / "content/public/p"),
    "hard link": lambda book: os.link(book / "people/ada.md", book / "content/public/h.md"),
    "new link": lambda book: os.symlink(book / "people/ada.md", book / "content/public/s.md"),
    "renamed": lambda book: (book / "people/ada.md").rename(book / "content/public/r.md"),
    "database": lambda book: sqlite3.connect(book / "people/ada.md").close(),
    "not there": lambda book: (book / "rosters/a.csv").read_text(),
}


@pytest.mark.parametrize("name", TOUCHES)
def test_a_touch_is_stopped(armed: Path, name: str) -> None:
    with pytest.raises(PrivateTouched, match="private"):
        TOUCHES[name](armed)
    assert disarm() != ()


@pytest.mark.parametrize("name", sorted(set(TOUCHES) - {"not there", "other case"}))
def test_without_the_tripwire_the_same_touch_goes_through(book: Path, name: str) -> None:
    TOUCHES[name](book)


def test_the_current_folder_is_watched_too(armed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(armed / "people")
    with pytest.raises(PrivateTouched):
        os.listdir()


def test_what_is_public_can_be_read(armed: Path) -> None:
    assert os.listdir(armed / "content/public")
    assert (armed / "people-of-note.md").read_text() == "public"
    assert disarm() == ()


def test_a_touch_that_was_swallowed_is_still_told(armed: Path) -> None:
    with pytest.raises(PrivateTouched):
        os.listdir(armed / "people")
    assert disarm() == (str(armed / "people"),)
    assert os.listdir(armed / "people") == ["ada.md"]


def test_it_is_no_error_that_a_walk_would_swallow() -> None:
    assert issubclass(PrivateTouched, RuntimeError)
    assert not issubclass(PrivateTouched, OSError)


def test_everything_private_is_watched(book: Path) -> None:
    from kithbook.book.settings import FILE  # noqa: PLC0415 - the public side may not

    watched = {path.relative_to(book).as_posix() for path in private_places(book)}
    folders = ("people", "journal", "introductions", "requests", "rosters")
    assert {*folders, FILE, "content/private"} <= watched


PROGRAMS: dict[str, Callable[[], object]] = {
    "run": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    "shell": lambda: os.system("true"),  # noqa: S605 - it is not to be started
    "popen": lambda: os.popen("true").close(),  # noqa: S605
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_program_is_started_unless_something_is_allowed(armed: Path, name: str) -> None:
    confine(armed / "build/public", armed, programs=False)
    with pytest.raises(PrivateTouched, match="start a program"):
        PROGRAMS[name]()
    confine(armed / "build/public", armed, programs=True)
    PROGRAMS[name]()
    disarm()
    PROGRAMS[name]()


def test_where_nothing_is_armed_nothing_is_confined(book: Path) -> None:
    confine(book / "build/public", book, programs=False)
    (book / "beside.md").write_text("x")
    PROGRAMS["shell"]()
