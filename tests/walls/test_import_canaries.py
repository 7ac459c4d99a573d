"""What is imported stays inside: no word of any field of it is in the public site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.cli.main import run
from kithbook.leakscan.allowed import allowed_in
from kithbook.leakscan.built_site import read_output
from kithbook.leakscan.private_files import private_files
from kithbook.leakscan.process import scan_public
from kithbook.leakscan.scan import look
from kithbook.leakscan.secrets import secrets_of
from tests.private.sites import build as build_private
from tests.structure.sources import ROOT
from tests.walls.canaries import MARK, Canaries
from tests.walls.import_canaries import NEVER, write_imports
from tests.walls.leaks import TODAY, build_public, copy_book, output_bytes
from tests.walls.test_canaries import singing

pytestmark = pytest.mark.uncounted


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    """A book into which each kind of file was imported."""
    folder = tmp_path_factory.mktemp("imported")
    book, made = copy_book(folder / "book"), Canaries()
    settings = book / "kithbook.yml"
    shutil.copy(ROOT / "mkdocs.private.yml", book)
    own = "addresses: [vera@own.example.org]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    for path in write_imports(folder / "outside", made):
        assert run(["--book", str(book), "import", str(path), "--apply"]) == 0, path
    for name in first_of_each_roster(book):
        assert run(["--book", str(book), "promote", name, "--apply"]) == 0, name
    return book, made


def first_of_each_roster(book: Path) -> list[str]:
    """Whom to make a file for: one of each kind of file that was imported."""
    contacts = load_book(book).contacts
    first = {one.at.path: one.name for one in reversed(contacts) if one.person is None}
    assert len(first) >= 5
    return list(first.values())


@pytest.fixture
def book(tmp_path: Path, imported: tuple[Path, Canaries]) -> Path:
    return Path(shutil.copytree(imported[0], tmp_path / "book", symlinks=True))


def held(book: Path) -> set[str]:
    """The canaries in the files of a book."""
    return {
        word
        for one in private_files(book).read
        for word in re.findall(f"{MARK}[0-9]{{4}}", f"{one.path}\n{one.text}".lower())
    }


def test_there_is_a_canary_in_each_field_of_each_kind(imported: tuple[Path, Canaries]) -> None:
    book, made = imported
    assert len(made.places) >= 350
    there = held(book)
    kept = {word for word, place in made.places.items() if not place.startswith(NEVER)}
    assert {made.places[word] for word in kept - there} == set()
    assert {made.places[word] for word in there - kept} == set()
    assert len(made.places) - len(kept) >= 12


def test_none_is_in_the_public_site_and_the_private_one_is_built(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert len(output_bytes(build_private(book))) >= 30
    done = build_public(book)
    assert done.returncode == 0, done.stderr
    assert len(output_bytes(book / "build" / "public")) >= 15
    assert singing(book / "build" / "public") == set()
    assert scan_public(book, book / "build" / "public", TODAY).clean


def test_each_that_is_held_is_heard_by_the_leak_scan(
    tmp_path: Path, imported: tuple[Path, Canaries]
) -> None:
    book, made = imported
    sung = held(book)
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text("<hr>".join(sorted(sung)), encoding="utf-8")
    files = private_files(book).read
    allowed = allowed_in(book, TODAY, files)
    found = look(secrets_of(files), files, read_output(site, allowed.masks), allowed)
    heard = {word for one in found for word in one.place.sought.split()}
    assert {made.places[word] for word in sung - heard} == set()


@pytest.mark.parametrize("place", ["address at LinkedIn", "E-mail 2 - Value of google.csv"])
def test_one_that_is_planted_is_caught(
    book: Path, imported: tuple[Path, Canaries], place: str
) -> None:
    word = next(word for word, where in imported[1].places.items() if where == place)
    with (book / "content/public/index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\n{word}@example.org\n")
    assert build_public(book).returncode == 0
    assert singing(book / "build" / "public") == {word}
    assert not scan_public(book, book / "build" / "public", TODAY).clean


@pytest.mark.parametrize("place", ["a note at LinkedIn", "ORG of an imported card"])
def test_a_word_that_is_planted_is_asked_about(
    book: Path, imported: tuple[Path, Canaries], place: str
) -> None:
    word = next(word for word, where in imported[1].places.items() if where == place)
    with (book / "content/public/index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\nThe {word} of it\n")
    assert build_public(book).returncode == 0
    found = scan_public(book, book / "build" / "public", TODAY)
    assert word in repr((found.hits, found.questions))
