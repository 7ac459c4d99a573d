"""Both sites as finished files: the bytes of the build, apart, and never where they may not lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.building import BuildReport, SiteName
from kithbook.actions.outcome import silent
from kithbook.actions.staging import Generator, Staging
from kithbook.book.load import load_book
from kithbook.text.refusal import Declined

TODAY = date(2026, 11, 22)
PAGE = "<!doctype html><html lang=en><title>x</title><h1>A page</h1>{}\n"


@dataclass(frozen=True)
class FilesBuilder:
    """Builds a site of a few files, without a generator."""

    root: Path
    files: Mapping[str, str]

    def reasons_against(self, config_file: Path) -> tuple[str, ...]:
        return ()

    def told_place(self, config_file: Path) -> str:
        return f"build/{'private' if 'private' in config_file.name else 'public'}"

    def read(self, config_file: Path, site: SiteName, *, strict: bool) -> FilesSite:
        return FilesSite(self.root / self.told_place(config_file), self.files)


@dataclass(frozen=True)
class FilesSite:
    place: Path
    files: Mapping[str, str] = field(default_factory=dict)

    def build(self, folder: Path) -> BuildReport:
        for name, text in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        return BuildReport()

    def made_of(self) -> None:
        return None


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    (root / "people").mkdir(parents=True)
    (root / "people" / "zeph.md").write_text("---\nname: Zephyrine Quambush\n---\n")
    for name in ("kithbook.yml", "mkdocs.yml", "mkdocs.private.yml"):
        (root / name).write_text("")
    return root


def staging(book: Path, place: Path, generator: Generator = "plain") -> Staging:
    return Staging(book, load_book(book), TODAY, place, generator)


def stage(one: Staging, site: SiteName, **files: str) -> bool:
    pages = {name.replace("__", "/") + ".html": text for name, text in files.items()}
    builder = FilesBuilder(one.root, pages)
    one.require_fit((site,))
    made = one.stage(site, builder, silent, lambda _: None, lambda _: None)
    return made is not None


def held(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize(
    "generator, inside, beside",
    [
        ("plain", "", {".nojekyll"}),
        ("hugo", "static/", {"hugo.toml"}),
        ("zensical", "docs/", {"zensical.toml", "overrides/404.html"}),
    ],
)
def test_the_bytes_are_those_of_the_build(
    book: Path, tmp_path: Path, generator: Generator, inside: str, beside: set[str]
) -> None:
    files = {
        "index": PAGE.format("{{ 7*7 }}"),
        "404": PAGE.format(""),
        "de__index": PAGE.format(""),
    }
    place = tmp_path / "stage"
    assert stage(staging(book, place, generator), "public", **files)
    public = place / "public"
    assert (public / f"{inside}index.html").read_text() == files["index"]
    names = {f"{inside}{name}" for name in ("index.html", "404.html", "de/index.html")}
    assert held(public) == {*names, *beside, ".kith-built"}
    assert held(book / "build" / "public") == {"index.html", "404.html", "de/index.html"}


def test_staging_again_leaves_nothing_old(book: Path, tmp_path: Path) -> None:
    one = staging(book, tmp_path / "stage")
    assert stage(one, "private", index=PAGE.format(""), old=PAGE.format(""))
    assert stage(one, "private", index=PAGE.format(""))
    assert "old.html" not in held(tmp_path / "stage" / "private")
    assert ".kith-private" in held(tmp_path / "stage" / "private")


def test_what_is_private_is_not_staged_as_public(book: Path, tmp_path: Path) -> None:
    place = tmp_path / "stage"
    assert stage(staging(book, place), "private", index=PAGE.format("Zephyrine Quambush"))
    assert not stage(staging(book, place), "public", index=PAGE.format("Zephyrine Quambush"))
    assert not (place / "public").exists()


@pytest.mark.parametrize(
    "place", ["people", "stage", ".", "build", "build/public", "content/x", ".."]
)
def test_it_lies_nowhere_in_the_book_but_in_its_build_place(book: Path, place: str) -> None:
    with pytest.raises(Declined):
        staging(book, book / place).require_fit(("private", "public"))
    staging(book, book / "build" / "stage").require_fit(("private", "public"))


def test_nothing_foreign_is_emptied(book: Path, tmp_path: Path) -> None:
    mine = tmp_path / "stage" / "public" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(Declined, match="nothing was deleted"):
        stage(staging(book, tmp_path / "stage"), "public", index=PAGE.format(""))
    assert mine.read_text() == "mine"


def test_the_public_half_is_not_put_into_a_staged_private_one(book: Path, tmp_path: Path) -> None:
    assert stage(staging(book, tmp_path / "stage"), "private", index=PAGE.format(""))
    with pytest.raises(Declined):
        stage(staging(book, tmp_path / "stage" / "private"), "public", index=PAGE.format(""))
