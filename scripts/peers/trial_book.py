"""The book that is exported for the trial: the sample, odd days, hostile texts, cards of others."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.peers.environment import ROOT

CORPUS = ROOT.parent / "shared" / "corpora" / "vcard"
LEAP = "Zita Sprung"
_SAMPLE = ("kithbook.yml", "people", "journal", "introductions", "requests", "rosters")
_LEAP = f"""---
name: {LEAP}
born: 1988-02-29
---
"""
_HOSTILE = (
    r"""---
name: 'Eve; "Quote", \ and ^n'
aliases: ["a, b", "c; d"]
role: "line one\nBEGIN:VCARD\nFN:Nobody"
org: "=cmd|' /C calc'!A0; Sons"
reach:
  email: "o'brien+tag@example.org"
  web: "https://example.org/a;b,c?d=1"
  matrix: "@eve:example.org"
dates: [{on: 2011-06, what: "the move; by van"}, {on: --02-29, what: leap}]
died: 2020
tags: ["a, b", "über"]
ties: [{to: Zita Sprung, kind: "god; child"}]
---
Notes with	tabs, 🎈 and a very long line. """
    + "word " * 400
)


def make_book(folder: Path) -> Path:
    """A copy of the sample book with what is hard about cards."""
    book = folder / "book"
    book.mkdir()
    for name in _SAMPLE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, book / name)
    (book / "people" / "zita-sprung.md").write_text(_LEAP, encoding="utf-8")
    (book / "people" / "eve.md").write_text(_HOSTILE, encoding="utf-8")
    for number, path in enumerate(sorted(CORPUS.rglob("*.vcf"))):
        shutil.copyfile(path, book / "rosters" / f"other-{number:03}.vcf")
    return book


def kith(book: Path, *words: str | Path) -> str:
    """Runs a command of ours in a book; the answer is what it says."""
    command = [sys.executable, "-m", "kithbook.cli", "--book", str(book), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"kith {' '.join(map(str, words))}: {done.stderr}")
    return done.stdout + done.stderr
