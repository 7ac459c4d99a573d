"""Many requests: a mailbox imported, and the pages that a book of them has; how each grows.

Also how the coach, and the normal forms that it and the form rest on, grow with a hostile text.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import process_time

from benchmarks import builds, made_up
from benchmarks.measure import Cost, measure
from benchmarks.rows import Row
from kithbook.coach import coach
from kithbook.text.normal_forms import normal

SIZES = (500, 1_000, 2_000)
_KITH = Path(sys.executable).with_name("kith")
_WORDS = ("harbour", "ledger", "lighthouse", "bronze", "choir", "garden", "recipe", "tide", "bell")
_LENGTHS = (2_500, 5_000, 10_000, 20_000)
HOSTILE = ("\n", "\u0301\u0323", "a\n", "e\u0301", "\n\u0301")


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """Importing, and then building with, so many requests."""
    for count in SIZES:
        book = made_up.write_book(folder / f"requests-{count}", 40)
        mbox = folder / f"{count}.mbox"
        mbox.write_text("".join(map(_mail, range(count))), encoding="utf-8")
        importing = partial(measure, (_KITH, "request", "import", mbox), book)
        yield Row("import an mbox", count, Cost.typical(importing() for _ in range(repeat)))
        measure((_KITH, "request", "import", mbox, "--apply"), book)
        command = builds.private_site(book)
        building = partial(builds.build, command, book, count)
        yield Row("private build, requests", count, Cost.typical(building() for _ in range(repeat)))
        shutil.rmtree(book)


def growths() -> Iterator[str]:
    """How much longer each hostile text takes when it is twice as long; linear is 2."""
    doors: dict[str, Callable[[str], object]] = {
        "coach": coach().look,
        "normal form": partial(normal, "NFKC"),
    }
    for name, door in doors.items():
        for part in HOSTILE:
            times = [_seconds(door, part * length) for length in _LENGTHS]
            longest = max(later / before for before, later in pairwise(times))
            written = part.encode("unicode_escape").decode()
            yield f"{name}, {written}: {1000 * times[-1]:.1f} ms at the most, times {longest:.1f}"


def _seconds(door: Callable[[str], object], text: str) -> float:
    best = 1e9
    for _ in range(5):
        began = process_time()
        door(text)
        best = min(best, process_time() - began)
    return max(best, 1e-6)


def _mail(number: int) -> str:
    dice = random.Random(number)
    text = " ".join(dice.choice(_WORDS) for _ in range(150))
    day = number % 20 + 1
    return (
        f"From s{number}@example.org Mon Nov {day:2} 10:00:00 2026\n"
        f"From: Sender {number} <s{number}@example.org>\nSubject: Hello {number}\n"
        f"Date: {day:02} Nov 2026 10:00:00 +0000\nMessage-ID: <m{number}@example.org>\n\n{text}\n\n"
    )
