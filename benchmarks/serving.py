"""A book served while it is edited: what each edit costs, and whether memory stays as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import fmean, median
from time import monotonic
from urllib.parse import urlencode
from urllib.request import urlopen

from benchmarks import builds, made_up
from benchmarks.measure import Cost, UnmeasuredError
from benchmarks.rows import Row

KITH = Path(sys.executable).with_name("kith")
PEOPLE, EDITS, TOGETHER = 300, 60, 10


def edits_served(
    folder: Path, people: int = PEOPLE, edits: int = EDITS, together: int = TOGETHER
) -> Iterator[Row]:
    """So many edits together as a row: CPU of each, and the memory of the process at the end."""
    book = made_up.write_book(folder, people)
    builds.private_site(book)
    run = subprocess.Popen(
        [KITH, "serve"], cwd=book, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        _await_site(run)
        costs = [_edit(book, run, number) for number in range(1, edits + 1)]
        for first in range(0, edits, together):
            some = costs[first : first + together]
            cpu = fmean(cpu for cpu, _ in some)
            step = f"serve, edits {first + 1}-{first + len(some)}"
            yield Row(step, people, Cost(cpu, cpu, some[-1][1]))
    finally:
        run.terminate()
        run.wait()


def edits_shown(folder: Path, people: int, edits: int = 5) -> Iterator[Row]:
    """An edit of a log as a row: when the page knew of it, when all did, and the CPU of both.

    The seconds are those of a clock, the median of some edits: anything else that runs counts.
    """
    book = made_up.write_book(folder, people)
    builds.private_site(book)
    run = subprocess.Popen(
        [KITH, "serve"], cwd=book, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        said = run.stdout.readline() if run.stdout else ""
        address = said.partition("http://")[2].partition("/")[0]
        _show_edit(book, address, run.pid, 0)  # what is made once is made
        found = [_show_edit(book, address, run.pid, number) for number in range(1, edits + 1)]
        first, last, cpu = (median(each) for each in zip(*found, strict=True))
        step = f"serve, edit shown after {first:.2f} s, all after {last:.1f} s"
        yield Row(step, people, Cost(cpu, cpu, _used(run.pid)[1]))
    finally:
        run.terminate()
        run.wait()


def _show_edit(book: Path, address: str, pid: int, number: int) -> tuple[float, float, float]:
    """Seconds until the page is told of a new line in the log, and until all is; CPU of both."""
    file = sorted((book / "people").glob("*.md"))[number]
    page = f"/people/{file.stem}/"
    known = _news(address, page, {"built": "", "told": ""})
    before, began = _used(pid)[0], monotonic()
    with file.open("a", encoding="utf-8") as log:
        log.write(f"- {made_up.TODAY} call: the edit with the number {number}\n")
    now = known
    while now["built"] == known["built"]:
        now = _news(address, page, {**now, "built": known["built"]})
    shown = monotonic() - began
    while now["working"]:
        now = _news(address, page, now)
    return shown, monotonic() - began, _used(pid)[0] - before


def _news(address: str, page: str, known: Mapping[str, object]) -> dict[str, object]:
    query = urlencode({"built": known["built"], "told": known["told"], "page": page})
    with urlopen(f"http://{address}/.kith/live?{query}") as answer:
        news: dict[str, object] = json.loads(answer.read())
        return news


def _edit(book: Path, run: subprocess.Popen[str], number: int) -> tuple[float, int]:
    """Writes a line to somebody's log; the CPU seconds until it is shown, and the memory then."""
    before, _ = _used(run.pid)
    file = sorted((book / "people").glob("*.md"))[number % 7]
    with file.open("a", encoding="utf-8") as log:
        log.write(f"- {made_up.TODAY} call: the edit with the number {number}\n")
    _await_site(run)
    after, memory = _used(run.pid)
    return after - before, memory


def _await_site(run: subprocess.Popen[str]) -> None:
    for line in run.stderr or ():
        if line.startswith("Built in"):
            return
    raise UnmeasuredError("kith serve ended before the site was built")


def _used(pid: int) -> tuple[float, int]:
    """The CPU seconds and the memory of a process: finely from Linux, else as `ps` has them."""
    state = Path(f"/proc/{pid}/stat")
    if state.exists():
        fields = state.read_text(encoding="ascii").rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    command = ("ps", "-o", "time=,rss=", "-p", str(pid))
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    time, memory = told.stdout.split()
    minutes, _, seconds = time.rpartition(":")
    return 60 * int(minutes) + float(seconds), 1024 * int(memory)
