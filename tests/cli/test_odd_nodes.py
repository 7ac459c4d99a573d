"""One odd thing on the disk is one finding, and stops and keeps waiting nobody."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.edit import Edit, apply, digest, new_file
from kithbook.book.load import load_book
from kithbook.cli.chosen_book import settings_of
from kithbook.cli.main import STOPPED
from kithbook.text.refusal import Refused
from tests.cli.gitbook import GitBook

pytestmark = pytest.mark.uncounted

OUTSIDE = "---\nname: Zed Outside\n---\n\n## Log\n"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitBook:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    made = GitBook.made(tmp_path / "book")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "zed.md").write_text(OUTSIDE)
    return made


@pytest.fixture(autouse=True)
def nobody_waits() -> Iterator[None]:
    """A pipe that is opened would keep the test waiting for ever: then it ends."""
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 20, 5)  # again, as a command may take it for Ctrl-C
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # its whole name may be too long for one
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def long_loop(path: Path) -> None:
    other = path.with_name(f".{path.name}.other")
    path.symlink_to(other.name)
    other.symlink_to(path.name)


NODES: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "socket": a_socket,
    "loop": loop,
    "loop of two": long_loop,
    "leads nowhere": lambda path: path.symlink_to("nobody.md"),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "leads outside": lambda path: path.symlink_to("../../outside/zed.md"),
    "folder outside": lambda path: path.symlink_to("../../outside"),
    "folder": lambda path: path.mkdir(),
}
NAMES = ("zed.md", "zed.yml", "zed")


@pytest.mark.parametrize("node", NODES)
@pytest.mark.parametrize("name", NAMES)
def test_one_odd_node_in_each_folder_is_one_finding(book: GitBook, node: str, name: str) -> None:
    for folder in PRIVATE_FOLDERS:
        (book.root / folder).mkdir(exist_ok=True)
        NODES[node](book.root / folder / name)
    network = load_book(book.root)
    assert set(network.people) == {"ada-byrne", "bo-chen", "cy-doe"}
    where = [problem.location.path for problem in network.problems]
    assert len(where) == len(set(where))
    assert set(where) <= {f"{folder}/{name}" for folder in PRIVATE_FOLDERS}
    # A folder in people/ is read, and an empty one holds nothing to tell.
    assert (f"people/{name}" in where) == (node != "folder")


@pytest.mark.parametrize("node", [name for name in NODES if name != "folder"])
def test_each_odd_folder_is_one_finding(book: GitBook, node: str) -> None:
    for folder in PRIVATE_FOLDERS[1:]:
        NODES[node](book.root / folder)
    found = [problem.location.path for problem in load_book(book.root).problems]
    assert sorted(found) == sorted(PRIVATE_FOLDERS[1:])


@pytest.mark.parametrize("node", NODES)
def test_odd_settings_are_a_finding(book: GitBook, node: str) -> None:
    settings = book.root / "kithbook.yml"
    settings.unlink()
    NODES[node](settings)
    found = [problem.location.path for problem in load_book(book.root).problems]
    assert found == ["kithbook.yml"]
    assert not settings_of(book.root).commit


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("today",),
        ("find", "coffee"),
        ("about", "ada"),
        ("brief", "ada"),
        ("log", "coffee with Ada: one"),
        ("new", "Zed"),
        ("request", "list"),
        ("introduction", "list"),
        ("suggest",),
        ("way-to", "ada"),
        ("share", "ada"),
        ("disclose",),
        ("undo",),
    ],
)
def test_no_command_stops_or_waits(book: GitBook, words: tuple[str, ...]) -> None:
    for folder in PRIVATE_FOLDERS:
        (book.root / folder).mkdir(exist_ok=True)
        for number, make in enumerate(NODES.values()):
            make(book.root / folder / f"odd-{number}.md")
            make(book.root / folder / f"odd-{number}-too")
    done = book.kith(*words)
    assert done.code != STOPPED
    assert "kith stopped at a mistake" not in done.err
    assert "Too many levels" not in done.err
    assert "Zed Outside" not in done.out + done.err


def test_people_elsewhere_are_neither_read_nor_written(book: GitBook, tmp_path: Path) -> None:
    people = book.root / "people"
    people.rename(tmp_path / "elsewhere")
    people.symlink_to(tmp_path / "elsewhere")
    before = sorted((tmp_path / "elsewhere").iterdir())
    network = load_book(book.root)
    assert not network.people
    (found,) = network.problems
    assert str(found) == (
        "people:1:1: outside-book: people is a link that leaves the book. Move the folder itself "
        "into the book; through the link nothing is read or written"
    )
    assert book.kith("new", "Dell").code != 0
    assert book.kith("log", "coffee with Ada: one").code != 0
    assert sorted((tmp_path / "elsewhere").iterdir()) == before


def test_people_behind_a_link_in_the_book_are_read_and_written(book: GitBook) -> None:
    people = book.root / "people"
    (book.root / "data").mkdir()
    people.rename(book.root / "data" / "people")
    people.symlink_to("data/people")
    assert len(load_book(book.root).people) == 3
    done = book.log("coffee with Ada: one")
    assert "coffee: one" in book.texts["ada-byrne"]
    assert "saved but not committed" in done.err
    assert people.is_symlink()


@pytest.mark.parametrize("mode", [0o400, 0o444, 0o555])
def test_a_file_that_is_read_only_stays(book: GitBook, mode: int) -> None:
    before = book.texts
    book.person("ada-byrne").chmod(mode)
    done = book.kith("log", "coffee with Ada: one")
    assert done.code == 1
    assert "people/ada-byrne.md:1:1: The file is read-only" in done.err
    assert "chmod u+w people/ada-byrne.md" in done.err
    assert book.texts == before


def test_that_a_file_had_two_names_is_said(book: GitBook, tmp_path: Path) -> None:
    os.link(book.person("ada-byrne"), tmp_path / "other-name.md")
    done = book.log("coffee with Ada: one")
    assert "people/ada-byrne.md had another name as well (a hard link)" in done.err
    assert "coffee" not in (tmp_path / "other-name.md").read_text()
    assert book.log("coffee with Ada: two").err == ""


def test_a_name_as_long_as_the_disk_takes_is_written(tmp_path: Path) -> None:
    path = f"people/{'x' * 252}.md"
    apply(new_file(path, "one\n"), tmp_path)
    apply(Edit(path, digest(b"one\n"), b"two\n"), tmp_path)
    assert (tmp_path / path).read_text() == "two\n"
    assert len(list((tmp_path / "people").iterdir())) == 1


def test_an_edit_of_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(Refused, match="a named pipe"):
        apply(Edit("pipe.md", digest(b""), b"x"), tmp_path)
