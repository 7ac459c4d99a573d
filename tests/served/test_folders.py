"""Where it is served from: inside the book, for the owner alone, and nothing of it stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kithbook.served.folders import NoPlace, served_folder, sweep

KILLED = """
import os, signal, sys
from pathlib import Path
from kithbook.served.folders import served_folder
with served_folder(Path(sys.argv[1])) as folder:
    (folder / "private.html").write_text("tell nobody")
    os.kill(os.getpid(), signal.SIGKILL)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and modes")


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def test_the_folder_is_the_owners_alone_and_gone_afterwards(tmp_path: Path) -> None:
    with served_folder(tmp_path) as folder:
        assert folder.parent == tmp_path / "build"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
        (folder / "1").mkdir()
    assert not (tmp_path / "build").exists()


def test_what_else_is_built_stays(tmp_path: Path) -> None:
    (tmp_path / "build" / "private").mkdir(parents=True)
    with served_folder(tmp_path):
        pass
    assert [one.name for one in (tmp_path / "build").iterdir()] == ["private"]


def test_what_a_killed_server_left_goes_and_what_is_served_stays(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    (left,) = (tmp_path / "build").iterdir()
    assert (left / "private.html").exists()
    with served_folder(tmp_path) as folder, served_folder(tmp_path) as other:
        assert set((tmp_path / "build").iterdir()) == {folder, other}
        subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
        assert len(list((tmp_path / "build").iterdir())) == 3
        with served_folder(tmp_path) as third:
            assert set((tmp_path / "build").iterdir()) == {folder, other, third}


def test_folders_that_earlier_releases_left_in_the_temporary_one_go(
    nowhere: Path,
) -> None:
    for name in ("mkdocs_ours", "mkdocs_theirs", "mkdocs_half", "other"):
        (nowhere / name).mkdir()
    for name in ("mkdocs_ours", "other"):
        for file in ("find/book.json", "assets/kithbook/kithbook.css"):
            (nowhere / name / file).parent.mkdir(parents=True, exist_ok=True)
            (nowhere / name / file).touch()
    (nowhere / "mkdocs_theirs" / "index.html").touch()
    (nowhere / "mkdocs_link").symlink_to(nowhere / "other")
    assert sweep(nowhere) == 1
    assert {one.name for one in nowhere.iterdir()} == {
        "mkdocs_theirs", "mkdocs_half", "other", "mkdocs_link",
    }  # fmt: skip


def test_a_build_folder_that_leads_out_is_refused(tmp_path: Path) -> None:
    book, outside = tmp_path / "book", tmp_path / "outside"
    book.mkdir()
    outside.mkdir()
    (book / "build").symlink_to(outside)
    with pytest.raises(NoPlace, match="is a link out of the book"), served_folder(book):
        pass
    assert list(outside.iterdir()) == []
