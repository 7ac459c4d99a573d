"""Ends `kith serve` in every way at many moments, and looks for what is left of a private line.

Run as `python -m scripts.kills [MOMENTS]`; twenty moments take some minutes. A small part of it
stands in tests/cli/test_serve.py.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kithbook.text.hosts import HOSTS

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL)
LINE = "her mother is ill, tell nobody"
LASTS = 5.0
_KITH = (sys.executable, "-m", "kithbook.cli")
_FILE = Path("people", "ada-byrne.md")


def main(words: list[str]) -> int:
    """Prints a line for each way to end; 1 when anything was left."""
    moments = int(words[0]) if words else 20
    left = 0
    with tempfile.TemporaryDirectory(prefix="kith-kills-") as folder:
        root = Path(folder)
        book, outside = root / "book", root / "outside"
        outside.mkdir()
        environment = _environment(outside)
        _write_book(book, environment)
        for number in SIGNALS:
            outcomes = [
                _ended(book, outside, environment, number, LASTS * (one + 0.5) / moments)
                for one in range(moments)
            ]
            left += sum(map(bool, outcomes))
            found = sorted({path for outcome in outcomes for path in outcome})
            print(f"{number.name}: {moments} moments, {sum(map(bool, outcomes))} left something")
            for path in found[:10]:
                print(f"  {path}")
    return int(left > 0)


def _environment(outside: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name not in HOSTS}
    places = dict.fromkeys(("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(outside))
    return {**own, **places}


def _write_book(book: Path, environment: dict[str, str]) -> None:
    for words in (("init", str(book)), ("--book", str(book), "new", "Ada Byrne")):
        subprocess.run([*_KITH, *words], env=environment, check=True, capture_output=True)
    with (book / _FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n{LINE}\n")


def _ended(
    book: Path, outside: Path, environment: dict[str, str], number: int, after: float
) -> list[str]:
    """What was left outside of the book at once, and anywhere but in its file after the next run.

    Halfway a file changes, so that the later moments fall into a build that replaces another.
    """
    run = subprocess.Popen(
        [*_KITH, "serve"], cwd=book, env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        run.wait(timeout=min(after, LASTS / 2))
    except subprocess.TimeoutExpired:
        (book / _FILE).touch()
    try:
        run.wait(timeout=max(0.0, after - LASTS / 2))
    except subprocess.TimeoutExpired:
        run.send_signal(number)
    run.wait(timeout=60)
    found = list(_holding(outside))
    subprocess.run([*_KITH, "check"], cwd=book, env=environment, check=False, capture_output=True)
    return [*found, *(path for path in _holding(book) if not path.endswith(str(_FILE)))]


def _holding(folder: Path) -> Iterator[str]:
    """The files below a folder that hold the line."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and LINE.encode() in path.read_bytes():
            yield str(path.relative_to(folder.parent))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
