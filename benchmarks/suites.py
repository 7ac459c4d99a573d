"""The things to measure, each on books that are made in a folder of the run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from benchmarks import (
    builds,
    directory,
    exchanging,
    imports,
    legislators,
    made_up,
    page,
    picture,
    requests,
    serving,
)
from benchmarks.coaching import SETS
from benchmarks.legislators import CORPUS, IN_THE_CORPUS
from benchmarks.measure import Cost, UnmeasuredError, measure
from benchmarks.rows import Row

ROOT = Path(__file__).resolve().parent.parent
KITH = Path(sys.executable).with_name("kith")
REAL_SIZES = (1_000, 4_000, IN_THE_CORPUS)
START_SIZE = 1_000
COMMANDS = (
    ("kith today", ("today",)),
    ("kith log", ("log", "coffee with {}: planned the ride", "--on", "2026-11-20")),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run: where its books are made, how large, and how often each step is measured."""

    folder: Path
    sizes: Sequence[int]
    repeat: int

    def book(self, count: int) -> Path:
        """The made-up book of a size, made when it is first asked for."""
        folder = self.folder / f"book-{count}"
        return folder if folder.exists() else made_up.write_book(folder, count)

    def typical(self, cost: Callable[[], Cost]) -> Cost:
        """The median over the repeats."""
        return Cost.typical(cost() for _ in range(self.repeat))


def reading(run: Run) -> Iterator[Row]:
    """Load, and load with check, of made-up books."""
    for count in run.sizes:
        yield from _steps(run, run.book(count), count, "")


def calendars(run: Run) -> Iterator[Row]:
    """A calendar of everything, and before it loading, which is a part of it."""
    for count in run.sizes:
        yield from (_step(run, step, run.book(count), count) for step in ("load", "calendar"))


def building(run: Run) -> Iterator[Row]:
    """A full private build beside plain MkDocs, by turns, so that both meet the same machine."""
    for count in run.sizes:
        book, pages = run.book(count), run.folder / f"plain-{count}"
        ours, plain = builds.private_site(book), builds.plain_site(pages, count)
        pairs = [
            (builds.build(ours, book, count), builds.build(plain, pages, count))
            for _ in range(run.repeat)
        ]
        yield Row(
            "full private build",
            count,
            Cost.typical(pair[0] for pair in pairs),
            Cost.typical(pair[1] for pair in pairs),
        )


def again(run: Run) -> Iterator[Row]:
    """The private site built again where nothing changed, beside plain MkDocs."""
    for count in run.sizes:
        book, pages = run.book(count), run.folder / f"again-{count}"
        builds.private_site(book)
        plain = builds.plain_site(pages, count)
        command: tuple[str | Path, ...] = (KITH, "build", "--only", "private")
        measure(command, book)
        cost = run.typical(partial(measure, command, book))
        beside = run.typical(partial(builds.build, plain, pages, count))
        yield Row("the same private build again", count, cost, beside)


def starting(run: Run) -> Iterator[Row]:
    """What the everyday commands cost in a book of 1,000 people, and what they cannot avoid."""
    count = min(START_SIZE, max(run.sizes))
    book = run.book(count)
    yield _step(run, "start", book, count)
    for name, words in COMMANDS:
        command: tuple[str | Path, ...] = (
            KITH,
            *(word.format(made_up.name_of(0)) for word in words),
        )
        yield Row(name, count, run.typical(partial(measure, command, book)))


def serve(run: Run) -> Iterator[Row]:
    """What an edit costs while a book is served, in the beginning and after many others."""
    for count in run.sizes:
        yield from serving.edits_shown(run.folder / f"shown-{count}", count)
    yield from serving.edits_served(run.folder / "served")


def congress(run: Run) -> Iterator[Row]:
    """Members of Congress as person files: read in growing numbers, then each one looked for."""
    if not CORPUS.is_dir():
        print(f"congress: passed over, since {CORPUS} is not there", file=sys.stderr)
        return
    for count in REAL_SIZES:
        people = legislators.spread(CORPUS, count, IN_THE_CORPUS)
        book = legislators.write_book(run.folder / f"congress-{count}", people)
        yield from _steps(run, book, count, "congress, ")
    _show_proof(run.folder / f"congress-{IN_THE_CORPUS}")


def letter(run: Run) -> Iterator[Row]:
    """The sample's public site built, and its pages as a browser meets them."""
    site = run.folder / "letter"
    command = (Path(sys.executable).with_name("mkdocs"), "build", "-q", "--site-dir", site)
    yield Row("public build", 0, run.typical(partial(measure, command, ROOT)))
    for figures in page.figures(site):
        print(f"letter: {figures}", file=sys.stderr)
    for uri in ("", "de/"):
        if line := page.begun(site, uri):
            print(f"letter: {line}", file=sys.stderr)


def _steps(run: Run, book: Path, count: int, prefix: str) -> Iterator[Row]:
    for step in ("load", "check"):
        yield replace(_step(run, step, book, count), step=prefix + step)


def _step(run: Run, step: str, book: Path, count: int) -> Row:
    command = (sys.executable, "-m", "benchmarks.steps", step, book, str(count))
    return Row(step, count, run.typical(partial(measure, command, ROOT)))


def _show_proof(book: Path) -> None:
    """Prints what was proved; raises UnmeasuredError when somebody was not found."""
    command = (sys.executable, "-m", "benchmarks.finding", str(book), str(CORPUS))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnmeasuredError(done.stderr.strip().rpartition("\n")[2])
    proof = json.loads(done.stdout)
    findings = ", ".join(f"{count} {code}" for code, count in sorted(proof["findings"].items()))
    print(
        f"congress: {proof['people']:,} people, {findings or 'no finding'}; each looked for by id, "
        f"name and alias, {proof['queries']} by query; {proof['namesakes']} share a name, at most "
        f"{proof['most_namesakes']} the same; not found: {', '.join(proof['lost']) or 'nobody'}",
        file=sys.stderr,
    )
    if proof["lost"]:
        raise UnmeasuredError(f"{len(proof['lost'])} names or queries did not find their person")


def coaching(run: Run) -> Iterator[Row]:
    """The coach on its sets of messages and on hostile texts; its table goes to stderr."""
    command = (sys.executable, "-m", "benchmarks.coaching")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    print(done.stdout, end="", file=sys.stderr)
    count = sum(len(path.read_bytes().splitlines()) for path in SETS.glob("*.jsonl"))
    yield Row("coach, all messages", count, run.typical(lambda: measure(command, ROOT)))


def matching(run: Run) -> Iterator[Row]:
    """How well and how fast needs find people, beside plain search; `kith suggest` at 1,000."""
    command = (sys.executable, "-m", "benchmarks.standing")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    print("".join(f"matching: {line}\n" for line in done.stdout.splitlines()), file=sys.stderr)
    count = min(START_SIZE, max(run.sizes))
    book = run.book(count)
    yield Row("kith suggest", count, run.typical(lambda: measure((KITH, "suggest"), book)))


def network(run: Run) -> Iterator[Row]:
    """A book with 2,000 people in the picture and 30,000 known; the picture in a browser."""
    book, row = _crowd(run, "network")
    yield row
    for figures in picture.picture_figures(book / "built", run.repeat):
        print(f"network: {figures}", file=sys.stderr)


def people(run: Run) -> Iterator[Row]:
    """The same book's directory and search in a browser: first rows, and each key stroke."""
    book, row = _crowd(run, "directory")
    yield row
    for figures in directory.directory_figures(book / "built", run.repeat):
        print(f"directory: {figures}", file=sys.stderr)


def many_requests(run: Run) -> Iterator[Row]:
    """A mailbox imported and the site of its requests built, in growing numbers."""
    yield from requests.rows(run.folder, run.repeat)
    for line in requests.growths():
        print(f"requests: {line}", file=sys.stderr)


def exchange(run: Run) -> Iterator[Row]:
    """Ten thousand cards in and out, a book of as many people exported, large imports."""
    yield from exchanging.rows(run.folder, run.repeat)
    yield from imports.rows(run.folder, run.repeat)


def _crowd(run: Run, name: str) -> tuple[Path, Row]:
    book = made_up.write_book(run.folder / name, picture.DRAWN)
    picture.add_roster(book, picture.KNOWN - picture.DRAWN)
    cost = builds.build(builds.private_site(book), book, picture.DRAWN)
    return book, Row("private build, 30,000 known", picture.DRAWN, cost)


SUITES: Mapping[str, Callable[[Run], Iterator[Row]]] = {
    "reading": reading,
    "calendar": calendars,
    "starting": starting,
    "building": building,
    "again": again,
    "serve": serve,
    "congress": congress,
    "coach": coaching,
    "matching": matching,
    "letter": letter,
    "network": network,
    "directory": people,
    "requests": many_requests,
    "exchange": exchange,
}
