"""One step put to one book, in a process of its own: `python -m benchmarks.steps STEP BOOK`.

Each step includes the ones before it; `start` is what Python and our imports cost alone, and
`calendar` is loading and all that a calendar can hold.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kithbook.book.checks import check
from kithbook.book.load import load_book
from kithbook.exchange.calendar_events import CalendarWish, calendar_feed
from kithbook.exchange.calendar_writing import calendar_file
from kithbook.text.garbage import no_collection


def take(step: str, book: Path, people: int) -> None:
    """Takes a step, and exits with a word when the book is not read whole."""
    if step == "start":
        return
    with no_collection(keep=True):  # as every command has it
        network = load_book(book)
    if len(network.people) != people:
        sys.exit(f"{len(network.people)} of {people} people were read")
    if step == "calendar":
        wish = CalendarWish(full=True, keep_in_touch=True)
        day = network.settings.today or sys.exit("the book pins no day")
        calendar_file(calendar_feed(network, day, wish).events)
    if step == "check":
        check(network, network.settings.today or sys.exit("the book pins no day"))


if __name__ == "__main__":
    take(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
