"""A published folder: whole or not at all, never over other files, no place of the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.actions.published_folder import PublishedFolder, unfit
from kithbook.airlock.private_places import PRIVATE

FILES = {"index.html": b"<p>One</p>", "deep/er/a.css": b"1"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.mark.parametrize(
    "name", [*PRIVATE, "content", "content/public", "build/public", ".git", ".", ".."]
)
def test_no_place_of_the_book_is_a_place_for_the_site(tmp_path: Path, name: str) -> None:
    book = tmp_path / "shelf" / "book"
    book.mkdir(parents=True)
    assert unfit((book / name).resolve(), book)
    assert unfit((book / name / "site").resolve(), book) or name in (".", "..")


def test_a_file_and_a_repository_are_no_place_for_the_site(tmp_path: Path) -> None:
    book = tmp_path / "book"
    (tmp_path / "clone" / ".git").mkdir(parents=True)
    (tmp_path / "file").write_text("")
    assert "--git" in unfit(tmp_path / "clone", book)
    assert unfit(tmp_path / "file", book)
    assert unfit(tmp_path / "site", book) == ""
    assert unfit(book / "public", book) == ""


def test_what_somebody_else_put_there_is_foreign(site: Path) -> None:
    target = PublishedFolder(site)
    target.hand_over(FILES, "")
    assert target.foreign(FILES) == ()
    assert target.last() == FILES
    (site / "notes").mkdir()
    (site / "notes" / "mine.txt").write_text("mine")
    (site / ".DS_Store").write_text("the system's")
    (site / "people").symlink_to(site.parent)
    assert target.foreign(FILES) == ("people", "notes/mine.txt")
    assert target.foreign({**FILES, "notes/mine.txt": b"mine"}) == ("people",)
    assert target.last() == FILES


def test_a_folder_that_was_not_published_is_all_foreign(site: Path) -> None:
    site.mkdir()
    (site / "index.html").write_text("somebody's page")
    assert PublishedFolder(site).foreign(FILES) == ("index.html",)
    assert PublishedFolder(site).last() == {}


def test_half_a_site_is_never_seen(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = PublishedFolder(site)
    target.hand_over(FILES, "")
    site.chmod(0o750)
    write = Path.write_bytes
    written: list[Path] = []

    def torn(path: Path, content: bytes) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        return write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", torn)
        with pytest.raises(OSError, match="No space"):
            target.hand_over({"index.html": b"2", "b.css": b"2"}, "")
    assert target.last() == FILES
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    target.hand_over({"index.html": b"2"}, "")
    assert target.last() == {"index.html": b"2"}
    assert site.stat().st_mode & 0o777 == 0o750


def test_a_rename_that_is_refused_brings_the_old_site_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = PublishedFolder(site)
    target.hand_over(FILES, "")
    rename = Path.rename

    def torn(path: Path, to: Path) -> Path:
        if path.name.endswith(".kith-new"):
            raise OSError(16, "Device or resource busy")
        return rename(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", torn)
        with pytest.raises(OSError, match="busy"):
            target.hand_over({"index.html": b"2"}, "")
    assert target.last() == FILES
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_run_that_was_broken_off_between_renames_is_mended(site: Path) -> None:
    target = PublishedFolder(site)
    target.hand_over(FILES, "")
    site.rename(site.with_name(".site.kith-old"))
    assert target.last() == FILES
    assert target.foreign(FILES) == ()
    target.hand_over({"index.html": b"2"}, "")
    assert target.last() == {"index.html": b"2"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]
