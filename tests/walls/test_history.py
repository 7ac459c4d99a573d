"""What git keeps beside the files is looked for, and what it keeps instead of them is missed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kithbook.leakscan.scan import Report, scan
from tests.walls.leaks import TODAY
from tests.walls.spellings import MKDOCS

pytestmark = pytest.mark.uncounted

TOKEN = "ghp7Kq2vNx8RtZ4wLm9Ys3Jd6Bf1Hc5Ga0Pe"  # noqa: S105 - made up
PEOPLE = ("ada-byrne", "bo-chen", "cy-dahl")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    for name in PEOPLE:
        write(root / "people" / f"{name}.md", f"---\nname: {name.replace('-', ' ').title()}\n---\n")
    write(root / "journal" / "2026-11.md", "A day.\n")
    write(root / "mkdocs.yml", MKDOCS)
    write(root / "content" / "public" / "index.md", "Hello.\n")
    git(root, "init", "-q")
    git(root, "remote", "add", "origin", f"https://nora:{TOKEN}@git.example.net/quill/the-book.git")
    commit(root, "Note that the ferry captain of Lorne wants to sell")
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def commit(root: Path, message: str) -> None:
    git(root, "add", ".")
    who = ("-c", "user.name=Wilhelmina Tarrant", "-c", "user.email=wt@tarrant.example.net")
    git(root, *who, "commit", "-q", "-m", message)


def report(book: Path, said: str, *, page: bool = False) -> Report:
    site = book.parent / "site"
    write(site / "index.html", f"<p>{said}</p>")
    if page:
        write(book / "content" / "public" / "index.md", f"{said}\n")
    return scan(book, site, TODAY)


@pytest.mark.parametrize(
    "said, kind",
    [
        (TOKEN, "token"),
        (f"https://nora:{TOKEN}@git.example.net", "token"),
        ("git.example.net/quill/the-book.git", "remote"),
        ("git@git.example.net:quill/the-book", "remote"),
        ("By Wilhelmina Tarrant", "author"),
        ("By wt [at] tarrant.example.net", "e-mail"),
        ("the ferry captain of Lorne wants to sell", "phrase"),
    ],
)
def test_what_git_knows_is_found_on_the_page(book: Path, said: str, kind: str) -> None:
    found = report(book, said)
    assert kind in {hit.kind for hit in found.hits}
    assert all(hit.path.startswith(".git/") for hit in found.hits)


def test_the_owner_is_no_author_to_be_hidden(book: Path) -> None:
    git(book, "config", "user.name", "Nora Quill")
    git(book, "config", "user.email", "nora@example.org")
    found = report(book, "Nora Quill, nora@example.org", page=True)
    assert (found.hits, found.questions) == ((), ())


def test_a_commit_message_about_the_page_stops_nothing(book: Path) -> None:
    said = "I mend bells for small parishes and answer every letter by hand"
    write(book / "content" / "public" / "index.md", f"{said}\n")
    commit(book, f"Write on the page: {said}")
    assert report(book, said, page=True).clean


def test_a_book_whose_files_are_all_there_misses_none(book: Path) -> None:
    found = report(book, "Hello")
    assert (found.unknown, found.absent, found.compared, found.people) == ((), (), 4, 3)


def test_a_file_that_is_gone_and_not_committed_is_missed(book: Path) -> None:
    (book / "people" / "bo-chen.md").unlink()
    found = report(book, "Hello")
    assert [path for path, _ in found.unknown] == ["people/bo-chen.md"]
    assert "git restore" in found.unknown[0][1]
    assert not found.clean
    commit(book, "Part with Bo")
    assert report(book, "Hello").clean


def test_words_of_ones_own_that_are_gone_are_missed_as_people_are(book: Path) -> None:
    write(book / "templates" / "ask.en.md", "The ferry captain of Lorne wants to sell.\n")
    commit(book, "Words of my own")
    (book / "templates" / "ask.en.md").unlink()
    assert [path for path, _ in report(book, "Hello").unknown] == ["templates/ask.en.md"]


def test_a_whole_folder_that_is_gone_is_told_once(book: Path) -> None:
    for number in range(20):
        write(book / "people" / f"p{number}.md", f"---\nname: P {number}\n---\n")
    commit(book, "More people")
    shutil.rmtree(book / "people")
    ((path, reason),) = report(book, "Hello").unknown
    assert path == "people/"
    assert "23 files" in reason


def test_a_checkout_without_anything_private_goes_on_and_says_so(book: Path) -> None:
    git(book, "sparse-checkout", "set", "--no-cone", "/mkdocs.yml", "/content/public/")
    assert not (book / "people").exists()
    found = report(book, "Hello")
    assert found.clean
    assert (found.compared, found.absent) == (0, ("journal", "people"))


def test_a_checkout_of_some_people_is_no_whole_one(book: Path) -> None:
    patterns = ("/mkdocs.yml", "/content/public/", "/people/ada-byrne.md", "/journal/")
    git(book, "sparse-checkout", "set", "--no-cone", *patterns)
    found = report(book, "Hello")
    assert {path for path, _ in found.unknown} == {"people/bo-chen.md", "people/cy-dahl.md"}


def test_people_kept_as_a_submodule_have_to_be_there(book: Path, tmp_path: Path) -> None:
    apart = tmp_path / "apart"
    write(apart / "ada-byrne.md", "---\nname: Ada Byrne\n---\n")
    git(apart.parent, "init", "-q", str(apart))
    commit(apart, "People")
    shutil.rmtree(book / "people")
    commit(book, "Move people out")
    git(book, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(apart), "people")
    commit(book, "Bring people back")
    assert report(book, "Ada Byrne").hits
    assert report(book, "Hello").clean
    git(book, "submodule", "deinit", "-f", "-q", "people")
    found = report(book, "Hello")
    assert [path for path, _ in found.unknown] == ["people"]
    assert "submodule" in found.unknown[0][1]


def test_without_git_there_is_no_history(tmp_path: Path) -> None:
    root = tmp_path / "book"
    write(root / "people" / "a.md", "---\nname: Ada Byrne\n---\n")
    write(root / "mkdocs.yml", MKDOCS)
    assert report(root, "Hello").clean
    assert report(root, "Ada Byrne").hits
