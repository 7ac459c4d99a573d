"""Folders that are not ours, given to every option that writes or deletes: nothing in them goes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kithbook.actions import site_scan
from kithbook.actions.building import BuildReport
from kithbook.actions.published_folder import PublishedFolder
from kithbook.leakscan.scan import Hit, Report
from kithbook.text.built import BUILD, MARK, PRIVATE_MARK, clear, settle
from tests.cli.transcript import Outcome, Session
from tests.walls.folders import FOLDERS, fill, snapshot

pytestmark = pytest.mark.uncounted

LEAK = Report(1, 1, 1, (Hit("index.html", 1, "", "name", "people/ada-byrne.md", 2, "name"),))


@pytest.fixture
def away(tmp_path: Path) -> Path:
    return tmp_path / "away"


@pytest.fixture(autouse=True)
def built_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No build gets as far as MkDocs, which is what would empty a folder."""

    def build(config: object, folder: Path, *_: object) -> BuildReport:
        fill(folder, "index.html")
        return BuildReport()

    monkeypatch.setattr("kithbook.cli.site_builder.build_into", build)
    monkeypatch.setattr(site_scan, "scanned", lambda *_: LEAK)
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


def site_dir(session: Session, config: str, folder: Path) -> None:
    path = session.book / config
    text = path.read_text(encoding="utf-8")
    place = os.path.relpath(folder, session.book)
    lines = [
        f"site_dir: '{place}'" if line.startswith("site_dir:") else line
        for line in text.split("\n")
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def given(session: Session, way: str, folder: Path) -> Outcome:
    """One command that is given a folder."""
    if way in ("mkdocs.yml", "mkdocs.private.yml"):
        site_dir(session, way, folder)
        return session.kith(["build", "--only", "public" if way == "mkdocs.yml" else "private"])
    if way == "publish to":
        with (session.book / "kithbook.yml").open("a", encoding="utf-8") as settings:
            settings.write(f"\npublish: {{to: '{folder}'}}\n")
        return session.kith(["publish", "--apply"])
    words = {
        "preview": ["publish", "--to", str(folder)],
        "publish": ["publish", "--to", str(folder), "--apply"],
        "check-public": ["check-public", str(folder)],
        "init": ["init", str(folder)],
        "book": ["--book", str(folder), "build"],
        "eml": ["draft", "ada-byrne", "--eml", str(folder)],
    }
    if way == "preview":
        site_dir(session, "mkdocs.yml", folder)
    return session.kith(words[way])


WAYS = (
    "mkdocs.yml", "mkdocs.private.yml", "publish to", "preview", "publish", "check-public",
    "init", "book", "eml",
)  # fmt: skip


def test_thirty_folders_are_tried() -> None:
    assert len(FOLDERS) >= 30


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_in_a_folder_that_is_not_ours_is_ever_gone(
    name: str, tmp_path: Path, away: Path
) -> None:
    for way in WAYS:
        session = Session(tmp_path / way)
        shutil.rmtree(away, ignore_errors=True)
        folder = FOLDERS[name](away, session.book)
        before = snapshot(away, session.book.parent)
        outcome = given(session, way, folder)
        after = snapshot(away, session.book.parent)
        lost = {path for path in before if after.get(path) != before[path]}
        allowed = {str(session.book / one) for one in ("mkdocs.yml", "mkdocs.private.yml",
                                                       "kithbook.yml")}  # fmt: skip
        assert lost - allowed == set(), (way, outcome)


def test_the_folder_that_is_not_ours_is_named(tmp_path: Path, away: Path) -> None:
    session = Session(tmp_path)
    outcome = given(session, "mkdocs.yml", FOLDERS["three files"](away, session.book))
    assert outcome.code == 1
    assert "It holds index.html and 2 more, which kith did not build." in outcome.err
    assert "nothing was deleted" in outcome.err


def test_check_public_tells_and_leaves_what_kith_did_not_build(tmp_path: Path, away: Path) -> None:
    session = Session(tmp_path)
    outcome = given(session, "check-public", FOLDERS["three files"](away, session.book))
    assert outcome.code == 1
    assert "a name from people/ada-byrne.md:2" in outcome.out
    assert "Nothing was deleted, since kith did not build that folder." in outcome.err


class TestOurs:
    """What kith built may be built again, wherever it is."""

    def test_an_empty_folder_outside_becomes_ours(
        self, tmp_path: Path, away: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(site_scan, "scanned", lambda *_: Report(1, 1, 1))
        session = Session(tmp_path)
        away.mkdir()
        for _ in range(2):
            assert given(session, "mkdocs.yml", away).code == 0
            assert {one.name for one in away.iterdir()} == {"index.html", MARK}
        assert not (session.book / BUILD).exists()
        (away / "letter.odt").write_text("mine")
        assert "letter.odt, which kith did not build" in given(session, "mkdocs.yml", away).err
        assert (away / "letter.odt").read_text() == "mine"

    def test_a_private_site_says_what_it_is_and_is_not_taken_for_the_public_one(
        self, tmp_path: Path
    ) -> None:
        session = Session(tmp_path)
        assert given(session, "mkdocs.private.yml", session.book / "build/mine").code == 0
        assert (session.book / "build/mine" / PRIVATE_MARK).exists()
        (session.book / "mkdocs.private.yml").unlink()
        for place in ("build/mine", "build/mine/deeper", "build"):
            outcome = given(session, "mkdocs.yml", session.book / place)
            assert outcome.code == 1, place
        assert (session.book / "build/mine/index.html").exists()

    def test_the_place_of_the_other_site_is_refused_even_when_it_has_no_mark(
        self, tmp_path: Path
    ) -> None:
        session = Session(tmp_path)
        site_dir(session, "mkdocs.private.yml", session.book / "build/mine")
        fill(session.book / "build/mine")
        outcome = given(session, "mkdocs.yml", session.book / "build/mine")
        assert "other site's folder" in outcome.err
        assert (session.book / "build/mine/thesis.odt").exists()

    def test_the_mark_is_never_published(
        self, tmp_path: Path, away: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(site_scan, "scanned", lambda *_: Report(1, 1, 1))
        session = Session(tmp_path)
        site_dir(session, "mkdocs.yml", away / "built")
        assert session.kith(["publish", "--to", str(away / "out"), "--apply"]).code == 0
        assert MARK not in {one.name for one in (away / "out").iterdir()}
        assert PublishedFolder(away / "out").last().keys() == {"index.html"}

    def test_a_finished_site_takes_the_place_of_all_but_a_history(self, tmp_path: Path) -> None:
        site = fill(tmp_path / "site", "old.html", "deep/old.html", ".git/HEAD")
        settle(fill(tmp_path / "made", "index.html", "deep/new.html"), site)
        assert {one.name for one in site.iterdir()} == {"index.html", "deep", ".git"}
        assert [one.name for one in (site / "deep").iterdir()] == ["new.html"]
        settle(fill(tmp_path / "again", "index.html"), tmp_path / "elsewhere" / "site")
        assert (tmp_path / "elsewhere" / "site" / "index.html").exists()

    def test_a_history_in_a_built_site_stays(self, tmp_path: Path) -> None:
        site = fill(tmp_path / "site", "index.html", ".git/HEAD")
        clear(site)
        assert [one.name for one in site.iterdir()] == [".git"]


@pytest.mark.uncounted
@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.private.yml"])
@pytest.mark.parametrize("name", ["three files", "a link", "only a hidden folder", "content"])
def test_mkdocs_itself_empties_no_folder_that_is_not_ours(
    config: str, name: str, tmp_path: Path, away: Path
) -> None:
    session = Session(tmp_path)
    site_dir(session, config, FOLDERS[name](away, session.book))
    before = snapshot(away, session.book)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config],
        cwd=session.book, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert {
        path for path, raw in before.items() if snapshot(away, session.book).get(path) != raw
    } == set()


def test_what_kith_did_not_build_stays_in_the_build_place_too(tmp_path: Path) -> None:
    session = Session(tmp_path)
    mine = session.book / "build" / "mine"
    fill(mine, "index.html", "letter.odt")
    done = session.kith(["check-public", str(mine)])
    assert (done.code, (mine / "letter.odt").exists()) == (1, True)
    (mine / "assets" / "kithbook").mkdir(parents=True)
    session.kith(["check-public", str(mine)])
    assert not mine.exists()


def test_a_site_that_is_a_link_out_of_the_book_is_looked_into_where_it_is_named(
    tmp_path: Path, away: Path
) -> None:
    session = Session(tmp_path)
    fill(away, "index.html")
    (session.book / "build").mkdir()
    (session.book / "build" / "public").symlink_to(away)
    done = session.kith(["check-public"])
    assert (done.code, "leaves the book" in done.err) == (2, True)
    assert session.kith(["check-public", str(session.book / "build" / "public")]).code == 1
    assert (away / "index.html").exists()
