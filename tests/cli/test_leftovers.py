"""What a killed run left is told of and cleared by the next command, whichever that is."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from kithbook.actions.published_folder import JOURNAL, MANIFEST, kept_in_mind
from kithbook.actions.writes import Touched, Write, record
from kithbook.book.edit import apply, new_file
from kithbook.cli.main import run
from kithbook.served.ports import port_of
from kithbook.text.built import aside
from kithbook.text.locks import locked
from tests.cli.transcript import Session
from tests.structure.sources import ROOT

pytestmark = pytest.mark.uncounted

LEFT = (
    "people/.ada-byrne.md.0a1b2c3d.tmp",
    "journal/.2026-11.md.ffffffff.tmp",
    "requests/deep/.x.md.01234567.tmp",
    "content/.disclosed.yml.89abcdef.tmp",
)
NOT_OURS = ("people/.notes.tmp", "people/draft.12345678.tmp", "notes/.x.md.0a1b2c3d.tmp")


def put(book: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_text("private")


@pytest.mark.parametrize("command", ["check", "today", "brief ada", "find fintech"])
def test_half_written_files_are_told_and_cleared(session: Session, command: str) -> None:
    put(session.book, (*LEFT, *NOT_OURS))
    told = session.run(f"kith {command}").err
    for name in LEFT:
        assert f"{name}: left by a run that was broken off, and cleared away." in told
        assert not (session.book / name).exists()
    assert all((session.book / name).exists() for name in NOT_OURS)
    assert "broken off" not in session.run(f"kith {command}").err


def test_what_a_run_is_just_writing_is_left_alone(session: Session) -> None:
    put(session.book, LEFT[:1])
    with locked(session.book / "people"):
        assert "broken off" not in session.run("kith check").err
    assert (session.book / LEFT[0]).exists()


def test_a_site_that_is_just_being_built_is_left_alone(session: Session) -> None:
    with aside(session.book) as folder:
        (folder / "index.html").write_text("x")
        assert "broken off" not in session.run("kith check").err
        assert (folder / "index.html").exists()
    assert not (session.book / "build").exists()


def test_a_half_built_site_is_cleared(session: Session) -> None:
    put(session.book, ("build/.kith-aside-x1/public/index.html", "build/public/index.html"))
    assert "build/.kith-aside-x1" in session.run("kith check").err
    assert os.listdir(session.book / "build") == ["public"]  # noqa: PTH208


class TestPublication:
    """`publish --to` killed between the renames."""

    def killed(self, session: Session, monkeypatch: pytest.MonkeyPatch, at: str) -> Path:
        assert session.run("kith publish --to ../out --apply").code == 0
        session.run("add More content/public/index.md")
        real = Path.rename

        def rename(path: Path, target: Path) -> Path:
            if path.name.endswith(at):
                raise KeyboardInterrupt
            return real(path, target)

        # What a kill leaves: nothing is cleared on the way out.
        module = import_module("kithbook.actions.published_folder")
        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", rename)
            patched.setattr(module.shutil, "rmtree", lambda *_, **__: None)
            assert session.run("kith publish --to ../out --apply").code == 130
        return session.book.parent / "out"

    def test_the_next_command_brings_the_site_back(
        self, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out = self.killed(session, monkeypatch, ".kith-new")
        assert not out.exists()
        told = session.run("kith check").err
        assert "its site was brought back" in told
        assert (out / "index.html").exists()
        assert sorted(one.name for one in out.parent.iterdir()) == ["book", "out"]
        assert not (session.book / JOURNAL).exists()
        assert session.run("kith publish --to ../out --apply").code == 0
        assert "More" in (out / "index.html").read_text()

    def test_a_preview_mends_what_no_journal_names(self, session: Session) -> None:
        assert session.run("kith publish --to ../out --apply").code == 0
        out = session.book.parent / "out"
        shutil.copytree(out, out.with_name(".out.kith-new"))
        out.rename(out.with_name(".out.kith-old"))
        assert "brought back" in session.run("kith publish --to ../out").err
        assert sorted(one.name for one in out.parent.iterdir()) == ["book", "out"]

    def test_a_folder_of_that_name_that_is_not_ours_stays(self, session: Session) -> None:
        assert session.run("kith publish --to ../out --apply").code == 0
        mine = session.book.parent / ".out.kith-old"
        put(mine, ("letter.odt",))
        assert session.run("kith publish --to ../out").code == 0
        assert (mine / "letter.odt").exists()

    @pytest.mark.parametrize("which", ["new", "old"])
    @pytest.mark.parametrize("listed", ["", "index.html\n"])
    def test_what_somebody_put_beside_a_site_stays(
        self, session: Session, which: str, listed: str
    ) -> None:
        mine = session.book.parent / f".out.kith-{which}"
        put(mine, ("letter.odt", "index.html"))
        (mine / MANIFEST).write_text(listed)
        done = session.run("kith publish --to ../out --apply")
        assert (done.code, "is in the way" in done.err) == (1, True)
        assert (mine / "letter.odt").exists()
        assert not (mine.parent / "out").exists()

    def test_a_link_that_took_the_place_of_a_page_stays(self, session: Session) -> None:
        assert session.run("kith publish --to ../out --apply").code == 0
        page = session.book.parent / "out" / "index.html"
        page.unlink()
        page.symlink_to("../mine.html")
        assert "holds index.html" in session.run("kith publish --to ../out --apply").err
        assert page.is_symlink()


@pytest.mark.parametrize("name", ["port", "publishing", "trouble.txt", "writes.json"])
def test_what_is_kept_goes_through_no_link(
    session: Session, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for target in (session.book / "people" / "mine.md", session.book.parent / "mine.txt"):
        target.write_text("mine")
        link = session.book / ".kith" / name
        link.parent.mkdir(exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        port_of(session.book)
        with kept_in_mind(session.book, session.book.parent / "out"):
            pass
        with monkeypatch.context() as patch:
            patch.setattr("kithbook.cli.check.load_book", lambda *_: 1 / 0, raising=False)
            patch.setattr("kithbook.book.load.load_book", lambda *_: 1 / 0)
            patch.chdir(session.book)
            assert run(["--debug", "today"]) == 1
        record(session.book, (Write("log", "x", (Touched("people/mine.md", None, "x"),)),))
        assert target.read_text() == "mine"


@pytest.mark.parametrize("ignore", [".gitignore", "plugins/kithbook/actions/starter/gitignore"])
def test_git_is_told_to_pass_over_whatever_may_be_left(ignore: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    shutil.copy(ROOT / ignore, tmp_path / ".gitignore")
    put(
        tmp_path,
        (*LEFT, "build/.kith-aside-x/public/i.html", ".site.kith-old/a", ".kith/publishing"),
    )
    put(tmp_path, (".site.kith-new/a",))
    told = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=tmp_path, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert told.stdout.split() == ["??", ".gitignore"]


def test_an_edit_clears_its_own_half_written_file(tmp_path: Path) -> None:
    apply(new_file("people/ada.md", "x"), tmp_path)
    assert [one.name for one in (tmp_path / "people").iterdir()] == ["ada.md"]
