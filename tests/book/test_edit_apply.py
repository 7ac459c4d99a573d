"""A file is the old one or the new one, whole, whatever happens while it is written."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from kithbook.book import edit
from kithbook.book.edit import TEMP_SUFFIX, Changed, Edit, apply, digest, edit_of, new_file
from kithbook.text.refusal import Refused
from kithbook.text.source import Source

OLD = "---\nname: Ada\n---\n"
NEW = OLD + "Notes\n"


def book(tmp_path: Path) -> Path:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "ada.md").write_text(OLD)
    return tmp_path


def the_edit() -> Edit:
    return edit_of(Source("people/ada.md", OLD), NEW, len(OLD))


def test_an_edit_replaces_the_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = book(tmp_path) / "people" / "ada.md"
    path.chmod(0o640)
    apply(the_edit(), tmp_path)
    assert path.read_text() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [name.name for name in path.parent.iterdir()] == ["ada.md"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = book(tmp_path) / "people" / "ada.md"
    path.write_text("somebody else")
    with pytest.raises(Refused, match="changed since it was read"):
        apply(the_edit(), tmp_path)
    assert path.read_text() == "somebody else"
    path.unlink()
    with pytest.raises(Refused, match="changed since it was read"):
        apply(the_edit(), tmp_path)
    assert not list(path.parent.iterdir())


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    path = book(tmp_path) / "people" / "ada.md"
    with pytest.raises(Refused, match="there already"):
        apply(new_file("people/ada.md", NEW), tmp_path)
    assert path.read_text() == OLD
    apply(new_file("journal/2026-11.md", "- x\n"), tmp_path)
    assert (tmp_path / "journal" / "2026-11.md").read_text() == "- x\n"


@pytest.mark.parametrize("path", ["../out.md", "/etc/out.md", "people/../../out.md"])
def test_a_path_out_of_the_book_is_refused(tmp_path: Path, path: str) -> None:
    root = tmp_path / "book"
    root.mkdir()
    with pytest.raises(Refused, match="outside the book"):
        apply(new_file(path, "x"), root)
    assert [name.name for name in tmp_path.iterdir()] == ["book"]


def test_a_link_out_of_the_book_is_refused_and_one_inside_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "book"
    root.mkdir()
    path = book(root) / "people" / "ada.md"
    outside = tmp_path / "outside.md"
    path.rename(outside)
    path.symlink_to(outside)
    with pytest.raises(Refused, match="outside the book"):
        apply(the_edit(), root)
    assert outside.read_text() == OLD
    path.unlink()
    outside.rename(root / "real.md")
    path.symlink_to(root / "real.md")
    apply(the_edit(), root)
    assert path.is_symlink()
    assert (root / "real.md").read_text() == NEW


def test_text_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(Refused, match="not UTF-8"):
        edit_of(Source("people/ada.md", OLD), OLD + "\udc80", 0)


def test_a_disk_that_says_no_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path) / "people" / "ada.md"

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        apply(the_edit(), tmp_path)
    assert path.read_text() == OLD
    assert [name.name for name in path.parent.iterdir()] == ["ada.md"]


WRITER = """
import sys
from pathlib import Path
from kithbook.book.edit import Edit, apply, digest
root = Path(sys.argv[1])
path = root / "people" / "ada.md"
print("ready", flush=True)
number = 0
while True:
    number += 1
    old = path.read_bytes()
    body = f"---\\nname: Ada {number}\\n---\\n".encode() + b"x" * 200_000 + b"\\nend\\n"
    apply(Edit("people/ada.md", digest(old), body), root)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_killed_run_never_tears_the_file(tmp_path: Path) -> None:
    path = book(tmp_path) / "people" / "ada.md"
    rng = random.Random(20261122)  # noqa: S311 - moments, not secrets
    kills = changed = 0
    for _ in range(20):
        before = path.read_bytes()
        run = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        try:
            run.wait(rng.uniform(0.0, 0.08))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
        assert run.wait() == -signal.SIGKILL
        run.stdout.close()
        kills += 1
        content = path.read_bytes()
        changed += content != before
        assert content.startswith(b"---\nname: Ada")
        assert content == OLD.encode() or (
            content.endswith(b"x\nend\n") and content.count(b"x") == 200_000
        )
    assert kills == 20
    assert changed >= 5, "the writer was at work when it was killed"
    leftovers = [name for name in path.parent.iterdir() if name != path]
    assert all(name.name.startswith(".") and name.suffix == TEMP_SUFFIX for name in leftovers)
    apply(Edit("people/ada.md", digest(path.read_bytes()), NEW.encode()), tmp_path)
    assert path.read_text() == NEW


def test_a_file_that_changes_while_the_new_one_is_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor knows nothing of our locks: the last look is just before the file is replaced."""
    path = tmp_path / "ada.md"
    path.write_bytes(b"one\n")
    written = edit._write_beside

    def slowly(target: Path, pieces: Iterable[bytes]) -> Path:
        temporary = written(target, pieces)
        path.write_bytes(b"typed meanwhile\n")
        return temporary

    monkeypatch.setattr(edit, "_write_beside", slowly)
    with pytest.raises(Changed):
        apply(Edit("ada.md", digest(b"one\n"), b"two\n"), tmp_path)
    assert path.read_bytes() == b"typed meanwhile\n"
    assert [one.name for one in tmp_path.iterdir()] == ["ada.md"]
