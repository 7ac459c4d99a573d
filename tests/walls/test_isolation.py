"""The scan runs its own modules, whatever lies in the folder that it is started from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kithbook.leakscan.process import scan_public
from tests.walls.leaks import TODAY

NAMES = (
    "csv.py", "json.py", "json/__init__.py", "zlib.py", "re.py", "runpy.py", "os.py", "gc.py",
    "datetime.py", "pathlib.py", "dataclasses.py", "unicodedata.py", "base64.py", "html.py",
    "zipfile.py", "encodings/__init__.py", "sitecustomize.py", "usercustomize.py",
    "yaml/__init__.py", "phonenumbers/__init__.py", "kithbook/__init__.py",
    "kithbook/leakscan/__main__.py",
)  # fmt: skip
CLEAN = (
    "import sys, pathlib\n"
    "pathlib.Path({ran!r}).write_text('ran')\n"
    'print(\'{{"files": 1, "size": 1, "secrets": 1, "hits": [], "more": 0, "unread": []}}\')\n'
    "sys.exit(0)\n"
)
SCAN = (
    "import sys; from datetime import date; from pathlib import Path;"
    "from kithbook.leakscan.process import scan_public;"
    "import os; os.chdir(sys.argv[1]); os.environ['PYTHONPATH'] = sys.argv[1];"
    "print(len(scan_public(Path('.'), Path('site'), date(2026, 11, 22)).hits))"
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    (root / "people").mkdir(parents=True)
    (root / "people" / "ada-byrne.md").write_text("---\nname: Ada Byrne\n---\n")
    (root / "site").mkdir()
    (root / "site" / "a.html").write_text("<p>Ada Byrne</p>")
    return root


def put(book: Path, names: tuple[str, ...], ran: Path) -> None:
    for name in names:
        place = book / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(CLEAN.format(ran=str(ran)))
        for folder in place.relative_to(book).parents[:-1]:
            (book / folder / "__init__.py").touch()


def test_twenty_names_are_tried() -> None:
    assert len(set(NAMES)) >= 20


def test_a_file_of_the_book_never_runs_in_the_scan(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(book, NAMES, tmp_path / "ran")
    monkeypatch.chdir(book)
    monkeypatch.setenv("PYTHONPATH", str(book))
    monkeypatch.setenv("PYTHONHOME", "")
    monkeypatch.setenv("PYTHONSTARTUP", str(book / "csv.py"))
    assert len(scan_public(Path(), Path("site"), TODAY).hits) == 1
    assert not (tmp_path / "ran").exists()


def test_without_isolation_the_same_files_do_run(book: Path, tmp_path: Path) -> None:
    put(book, ("csv.py",), tmp_path / "ran")
    subprocess.run(
        [sys.executable, "-m", "kithbook.leakscan", str(book), str(book / "site"), "2026-11-22"],
        cwd=book, env={**os.environ, "PYTHONPATH": str(book)}, capture_output=True, check=False,
    )  # fmt: skip
    assert (tmp_path / "ran").exists()


def test_a_package_that_is_only_on_the_path_scans_too(book: Path) -> None:
    """As in a checkout that was never installed."""
    home = Path(__file__).parents[2] / "plugins"
    done = subprocess.run(
        [sys.executable, "-c", SCAN, str(book)],
        env={**os.environ, "PYTHONPATH": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "1", done.stderr
