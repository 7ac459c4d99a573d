"""The scan as a process of its own, which shares nothing with the build; and what follows a hit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from kithbook.leakscan.scan import Hit, Report

MODULE = "kithbook.leakscan"


class NotScanned(Exception):
    """The scan did not come to an end, so nobody knows whether the site may be published."""


class NoSite(Exception):
    """There is nothing at that place that the scan would read."""


def scan_public(root: Path, site: Path, today: date) -> Report:
    """Scans a built public site in a second process; a site that is not clean is deleted.

    A site that could not be scanned to the end is deleted too. Raises NotScanned and NoSite.
    """
    _require_site(root, site)
    command = [sys.executable, "-m", MODULE, str(root), str(site), today.isoformat()]
    done = subprocess.run(  # noqa: S603 - our own module, in this interpreter
        command, capture_output=True, text=True, encoding="utf-8", check=False
    )
    try:
        report = _read(json.loads(done.stdout)) if done.returncode == 0 else None
    except (ValueError, KeyError, TypeError):
        report = None
    if report is None:
        gone = _delete(site)
        reason = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise NotScanned(f"{reason[0]}. {gone}")
    if not report.clean:
        _delete(site)
    return report


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
        unknown=tuple((str(name), str(reason)) for name, reason in _list(told["unknown"])),
    )


_COUNTS = ("files", "size", "secrets", "more", "compared", "more_questions")


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _require_site(root: Path, site: Path) -> None:
    """Only what is a site is read, since what is read may be deleted."""
    folder, book = site.resolve(), root.resolve()
    if not folder.is_dir() or not any(folder.rglob("*.html")):
        raise NoSite(f"{site} holds no built site. Build it with: kith build --only public")
    inside_book = folder.relative_to(book).parts[:1] if folder.is_relative_to(book) else ("build",)
    if book.is_relative_to(folder) or inside_book in _KEPT or (folder / "kithbook.yml").exists():
        raise NoSite(f"{site} is part of the book itself. Name the folder of the built site")


_KEPT = tuple(
    (name,)
    for name in ("people", "journal", "introductions", "requests", "rosters", "content", ".git")
)


def _delete(site: Path) -> str:
    """Empties a site; a folder under version control keeps its history."""
    for path in site.iterdir():
        if path.name == ".git":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    if not any(site.iterdir()):
        site.rmdir()
    return "The built site was deleted"
