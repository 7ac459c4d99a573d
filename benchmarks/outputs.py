"""Everything the product says of the sample and of ten made-up books, written into a folder.

`python -m benchmarks.outputs FOLDER` writes it; `diff -r` of two such folders shows what a change
of the code changes for the owner. `--no-sites` leaves out the built sites, `--books 3` takes fewer.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.made_up import people
from kithbook.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("people", "introductions", "requests", "journal", "rosters", "content")
FILES = ("kithbook.yml", "mkdocs.yml", "mkdocs.private.yml")
KINDS = ("forwardable", "ask", "nudge", "introduction", "no", "loop", "thanks")
DECISIONS = (
    ("more", "--anyway"),
    ("decline", "--anyway", "--because", "no"),
    ("decline", "--anyway", "--because", "not-now", "--until", "2027-03-01"),
    ("redirect", "--anyway", "--to", "the library has it"),
    ("accept", "--anyway", "--new", "--apply"),
)
WHOLE = (
    ("check",),
    ("today",),
    ("suggest",),
    ("suggest", "--one-sided", "--factors", "--most", "40"),
    ("introduction", "list"),
    ("request", "list"),
    ("disclose",),
    ("find", "bronze"),
    ("find", "circle:close"),
    ("find", "who can mend an accordion?"),
    ("share", "A workshop in Lviv casts small odd parts in bronze."),
    ("brief", "Galveston"),
    ("coach", "note.txt"),
)
_MADE_UP = 8
_ACTS = 16
_TODAY = date(2026, 11, 22)


def write_books(folder: Path, count: int) -> tuple[Path, ...]:
    """The sample book, and so many made from it by throwing dice."""
    books = [_copy(folder / "sample")]
    for seed in range(1, count + 1):
        book = _copy(folder / f"book-{seed:02}")
        _vary(book, random.Random(seed))
        books.append(book)
    return tuple(books)


def told(book: Path) -> Iterator[tuple[str, str]]:
    """What each command answers, as words and as JSON, by a name for the command."""
    (book / "note.txt").write_text("I saw your post and would love to connect.\n", "utf-8")
    for command in _commands(book):
        yield _name(command), _answer(book, command)
        if not {"show", "accept"} & set(command[1:2]):
            yield f"{_name(command)}.json", _answer(book, (*command, "--json"))


def written(book: Path) -> Iterator[tuple[str, str]]:
    """What the commands say that decide on a request, and the files that they leave."""
    for file in sorted((book / "requests").iterdir()):
        for command, *options in DECISIONS:
            words = ("request", command, file.stem, *options)
            yield _name(words), f"{_answer(book, words)}\n{file.read_text('utf-8')}"
    for file in sorted((book / "people").iterdir()):
        yield f"people.{file.name}", file.read_text("utf-8")


def write_sites(book: Path, into: Path) -> None:
    """Both built sites, without what no two builds share."""
    command = [sys.executable, "-m", "kithbook.cli", "--book", str(book), "build"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=book)
    (into / "build.txt").write_text(_plain(book, done.stdout + done.stderr), "utf-8")
    for site in ("private", "public"):
        if (book / "build" / site).is_dir():
            shutil.copytree(book / "build" / site, into / site)
    for file in into.rglob("*"):
        if file.suffix == ".gz":
            file.unlink()


def main(arguments: Sequence[str] | None = None) -> None:
    """Write all of it into a new folder."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.outputs")
    reader.add_argument("folder", type=Path)
    reader.add_argument("--books", type=int, default=10)
    reader.add_argument("--no-sites", dest="sites", action="store_false")
    asked = reader.parse_args(arguments)
    scratch = asked.folder.with_name(asked.folder.name + ".books")
    for book in write_books(scratch, asked.books):
        into = asked.folder / book.name
        into.mkdir(parents=True)
        for name, text in told(book):
            (into / name).write_text(text, "utf-8")
        if asked.sites:
            write_sites(book, into)
        for name, text in written(book):
            (into / name).write_text(text, "utf-8")
    shutil.rmtree(scratch)


def _copy(book: Path) -> Path:
    for part in PARTS:
        shutil.copytree(ROOT / part, book / part)
    for file in FILES:
        shutil.copy(ROOT / file, book / file)
    return book


def _commands(book: Path) -> Iterator[tuple[str, ...]]:
    yield from WHOLE
    for file in sorted((book / "people").iterdir()):
        yield ("about", file.stem)
        yield ("brief", file.stem)
        yield ("suggest", file.stem)
    for file in sorted((book / "introductions").iterdir()):
        sides = _between(file)
        yield ("introduction", "show", file.stem)
        yield ("draft", file.stem)
        yield ("suggest", "--why-not", *sides)
        for kind in KINDS:
            for side in ("", *sides):
                yield ("draft", kind, file.stem, "--text", *(("--to", side) if side else ()))
    for file in sorted((book / "requests").iterdir()):
        yield ("request", "accept", file.stem)


def _answer(book: Path, command: tuple[str, ...]) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(("--book", str(book), *command))
    return _plain(book, f"{said.getvalue()}\n[{code}]\n")


def _plain(book: Path, text: str) -> str:
    return re.sub(r"in \d+\.\d+ s", "in a while", text.replace(str(book), "BOOK"))


def _name(command: tuple[str, ...]) -> str:
    return re.sub(r"[^\w.-]+", "_", " ".join(command))


def _between(file: Path) -> list[str]:
    found = re.search(r"^between: \[(.*)\]$", file.read_text("utf-8"), re.MULTILINE)
    return found[1].split(", ") if found else []


def _vary(book: Path, dice: random.Random) -> None:
    for one in people(_MADE_UP, dice.randint(1, 10**6)):
        (book / "people" / f"{one.id}.md").write_text(one.file, "utf-8")
    known = sorted(file.stem for file in (book / "people").iterdir())
    for file in (book / "people").iterdir():
        file.write_text(_another(file.read_text("utf-8"), dice), "utf-8")
    for number in range(_ACTS):
        name = f"2026-09-made-up-{number:02}.md"
        (book / "introductions" / name).write_text(_act(known, dice), "utf-8")
    settings = book / "kithbook.yml"
    text = settings.read_text("utf-8").replace(str(_TODAY), str(_day(dice, -20, 60)))
    settings.write_text(text.replace("language: en", f"language: {dice.choice(('en', 'de'))}"))


def _another(text: str, dice: random.Random) -> str:
    """A person file with a line more in its front matter, now and then."""
    lines = (
        "ask: {policy: never}", "ask: {policy: just-send}", "pause: true", "vouch: no",
        f"snooze: {_day(dice, -10, 40)}", "languages: [de]", "circle: dormant",
    )  # fmt: skip
    line = dice.choice(lines)
    key = line.partition(":")[0]
    if dice.random() < 0.6 or re.search(rf"^{key}:", text, re.MULTILINE):
        return text
    return re.sub(r"^(name: .*)$", rf"\1\n{line}", text, count=1, flags=re.MULTILINE)


def _act(known: list[str], dice: random.Random) -> str:
    """An introduction broken off at a random step."""
    one, two, third = dice.sample(known, 3)
    day = _day(dice, -200, -1)
    lines = [f"between: [{one}, {two}]", f"because: {{{one}: a kiln, {two}: a van}}"]
    steps = dice.randint(0, 8)
    if dice.random() < 0.6:
        lines.append(f"asked_by: {dice.choice(('me', one, two, third))}")
    if steps >= 1:
        both = f", {two}: {_later(day, dice)}" if steps >= 2 else ""
        lines.append(f"asked: {{{one}: {day}{both}}}")
    if dice.random() < 0.3 and steps in (1, 2):
        lines.append(f"nudged: {{{one}: {_later(day, dice)}}}")
    if steps >= 3:
        lines.append(_answers(one, two, day, steps, dice))
    for key, least in (("made", 5), ("met", 6)):
        if steps >= least and dice.random() < 0.9:
            day = _later(day, dice)
            lines.append(f"{key}: {day}")
    if steps >= 7:
        was = dice.choice(("useful", "pleasant", "nothing", "unknown"))
        lines.append(f"outcome: {{on: {_later(day, dice)}, was: {was}}}")
    if steps == 8 and dice.random() < 0.5:
        lines.append(f"thanked: {_later(day, dice)}")
    if dice.random() < 0.1:
        lines.append(f"set_aside: {{on: {day}, because: neither now}}")
    return "\n".join(("---", *lines, "---", "Some notes.", ""))


def _answers(one: str, two: str, day: date, steps: int, dice: random.Random) -> str:
    first = "yes" if steps > 4 else dice.choice(("yes", "yes", "no", "later"))
    both = f", {two}: {{on: {_later(day, dice)}, said: yes}}" if steps >= 4 else ""
    return f"answered: {{{one}: {{on: {_later(day, dice)}, said: {first}}}{both}}}"


def _day(dice: random.Random, first: int, last: int) -> date:
    return _TODAY + timedelta(days=dice.randint(first, last))


def _later(day: date, dice: random.Random) -> date:
    return day + timedelta(days=dice.randint(1, 25))


if __name__ == "__main__":
    main()
