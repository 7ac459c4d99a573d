"""The scan as a process of its own, which shares nothing with the build and looks at nothing else.

It starts isolated: neither the current folder nor what the environment says of Python decides which
modules it runs, so that no file of a book can take the place of one of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import kithbook
from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.leakscan.scan import Hit, Report

MODULE = "kithbook.leakscan"


class NotScanned(Exception):
    """The scan did not come to an end, so nobody knows whether the site may be published."""


class NoSite(Exception):
    """There is nothing at that place that the scan would read."""


def scan_public(root: Path, site: Path, today: date) -> Report:
    """Scans a built public site in a second process. Raises NotScanned and NoSite."""
    _require_site(root, site)
    done = subprocess.run(  # noqa: S603 - our own module, in this interpreter
        [*_ISOLATED, str(root.resolve()), str(site.resolve()), today.isoformat()],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    try:
        report = _read(json.loads(done.stdout)) if done.returncode == 0 else None
    except (ValueError, KeyError, TypeError):
        report = None
    if report is None:
        reason = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise NotScanned(reason[0])
    return report


_HOME = str(Path(kithbook.__path__[0]).parent)
# The package's own folder comes last: it is where an editable install would look, too.
_START = (
    "import runpy, sys; sys.path.append(sys.argv.pop(1)); "
    f"runpy.run_module({MODULE!r}, run_name='__main__', alter_sys=True)"
)
_ISOLATED = (sys.executable, "-I", "-X", "utf8", "-c", _START, _HOME)


def as_json(report: Report) -> str:
    """A report for the other process."""
    return json.dumps(asdict(report))


def _read(told: dict[str, object]) -> Report:
    counts = {key: int(str(told[key])) for key in _COUNTS}
    return Report(
        **counts,
        hits=tuple(Hit(**hit) for hit in _list(told["hits"])),
        questions=tuple(Hit(**hit) for hit in _list(told["questions"])),
        unread=tuple((str(name), str(reason)) for name, reason in _list(told["unread"])),
        absent=tuple(str(name) for name in _list(told["absent"])),
        unknown=tuple((str(name), str(reason)) for name, reason in _list(told["unknown"])),
    )


_COUNTS = ("files", "size", "secrets", "more", "compared", "people", "more_questions")


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _require_site(root: Path, site: Path) -> None:
    """Only what is a site is read."""
    folder, book = site.resolve(), root.resolve()
    if not folder.is_dir() or not any(folder.rglob("*.html")):
        raise NoSite(f"{site} holds no built site. Build it with: kith build --only public")
    inside_book = folder.relative_to(book).parts[:1] if folder.is_relative_to(book) else ("build",)
    if book.is_relative_to(folder) or inside_book in _KEPT or (folder / "kithbook.yml").exists():
        raise NoSite(f"{site} is part of the book itself. Name the folder of the built site")


_KEPT = tuple((name,) for name in (*PRIVATE_FOLDERS, "content", ".git"))
