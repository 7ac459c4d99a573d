"""Runs the terminal sessions of a page in a copy of the sample book, and keeps their output true.

A session is a fenced block of kind `console`: a line that begins with `$` is run, the lines after
it are what it prints; `$ cd` holds for what follows. A fenced block after `<!-- file: NAME -->` is
written to that file, and each line of one after `<!-- lines: NAME -->` takes the place of the line
there that has its key, commented out or not. Codes of answers are shown as one, and one in a file
that is written is the last that was printed. After `<!-- day: 2026-11-16 -->` it is that day in the
book in which the page stands, and `<!-- in: .. -->` goes there unseen.
Run as `python -m scripts.sessions [--check]`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGES = (Path("README.md"), Path("docs/first-week.md"), Path("docs/tour.md"))
BOOK = (
    "kithbook.yml",
    "mkdocs.yml",
    "mkdocs.private.yml",
    "content",
    "people",
    "journal",
    "introductions",
    "requests",
    "rosters",
)

_SESSION = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_STEP = re.compile(
    r"^(?:<!-- (?P<how>file|lines): (?P<name>\S+) -->\n+```\w+|```console)\n(?P<text>.*?)^```$"
    r"|^<!-- day: (?P<day>\S+) -->$|^<!-- in: (?P<folder>\S+) -->$",
    re.DOTALL | re.MULTILINE,
)
_DAY = re.compile(r"^today: .*\n", re.MULTILINE)
_CODE = re.compile(r"(?:\b|(?<=%20))[C-X][2-9C-X]{3}(?:-[C-X][2-9C-X]{3}){2}\b")
"""What is random in a message that asks."""
_SHOWN_CODE = "K7QM-CXWD-D9TV"
_SECONDS = re.compile(r"(?<= in )\d+\.\d(?= s$)", re.MULTILINE)


class Run(NamedTuple):
    """One command of a page, what the page says that it prints, and what it printed."""

    command: str
    written: str
    printed: str


def runs(page: str, book: Path) -> Iterator[Run]:
    """Every command of a page, run in their order in one copy of the book."""
    with tempfile.TemporaryDirectory(prefix="kithbook-session-") as folder:
        place = Path(folder, "kithbook").resolve()
        place.mkdir()
        for name in BOOK:
            source = book / name
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, place / name)
        code = ""
        for step in _STEP.finditer(page):
            if step["day"]:
                settings = place / "kithbook.yml"
                undated = _DAY.sub("", settings.read_text(encoding="utf-8"))
                settings.write_text(f"today: {step['day']}\n{undated}", encoding="utf-8")
                continue
            if step["folder"]:
                place = (place / step["folder"]).resolve(strict=True)
                continue
            if step["how"]:
                said = step["text"].replace(_SHOWN_CODE, code or _SHOWN_CODE)
                _write(place / step["name"], said, whole=step["how"] == "file")
                continue
            for part in re.split(r"^\$ ", step["text"], flags=re.MULTILINE)[1:]:
                command, _, written = part.partition("\n")
                if command.startswith("cd "):
                    place = (place / command.removeprefix("cd ")).resolve(strict=True)
                    yield Run(command, written.rstrip("\n"), "")
                else:
                    printed = _printed(command, place)
                    code = next((one[0] for one in _CODE.finditer(printed)), code)
                    settled = _CODE.sub(_SHOWN_CODE, printed)
                    yield Run(command, written.rstrip("\n"), settled)


def _write(path: Path, text: str, *, whole: bool) -> None:
    """Does to a file what a page tells its reader to do; raises ValueError where that cannot be."""
    if not whole:
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in text.splitlines():
            key = f"{line.partition(':')[0]}:"
            begins = (key, f"# {key}")
            at = next((row for row, old in enumerate(lines) if old.startswith(begins)), None)
            if at is None:
                raise ValueError(f"{path.name} has no line that begins with {key!r}")
            lines[at] = line
        text = "".join(f"{line}\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def _printed(command: str, place: Path) -> str:
    environment = {
        "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.defpath}",
        "HOME": str(place),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "96",
        "PYTHONUNBUFFERED": "1",  # so that both streams come in the order of a terminal
    }
    done = subprocess.run(
        ("/bin/sh", "-c", command),
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = (line.rstrip() for line in done.stdout.rstrip("\n").splitlines())
    return _SECONDS.sub("1.0", "\n".join(lines))


def refreshed(page: str, book: Path) -> str:
    """A page with the true output of each of its commands."""
    done = runs(page, book)

    def fill(session: re.Match[str]) -> str:
        count = len(re.findall(r"^\$ ", session[0], flags=re.MULTILINE))
        blocks = (next(done) for _ in range(count))
        shown = (f"$ {run.command}\n{run.printed}".rstrip("\n") for run in blocks)
        return "".join(f"{block}\n\n" for block in shown)[:-1]

    return _SESSION.sub(fill, page)


def main(arguments: list[str]) -> int:
    """Write what the commands print, or with --check only name the pages that say otherwise."""
    checking, stale = "--check" in arguments, 0
    for name in PAGES:
        page = (ROOT / name).read_text(encoding="utf-8")
        fresh = refreshed(page, ROOT)
        if fresh == page:
            continue
        stale += 1
        if not checking:
            (ROOT / name).write_text(fresh, encoding="utf-8")
        print(f"{name}: {'stale, run `make docs`' if checking else 'written'}")
    return int(checking and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
