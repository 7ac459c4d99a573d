"""Large address books taken into a book, and taken in again after both sides have changed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import made_up
from benchmarks.measure import Cost, measure
from benchmarks.rows import Row
from kithbook.actions.export_book import CSV, FORMS, VCARD, VCARD4, VDIR

CARDS, ROWS = 10_000, 30_000
PEOPLE = 100
"""How many have a file in the book."""
_KITH = Path(sys.executable).with_name("kith")
_MORE = dict.fromkeys((VCARD, VCARD4, CSV, VDIR), ("--contacts",))
_MOVED = 20
_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u{0}\r\nN:{1}{0};Ada;;;\r\nFN:Ada {1}{0}\r\n"
    "EMAIL;TYPE=INTERNET,HOME:ada{0}@example.org\r\nTEL;TYPE=CELL:+1 713 555 {0:05}\r\n"
    "ADR;TYPE=HOME:;;{0} Elm Street;Dallas;TX;75201;USA\r\nORG:{2};\r\nTITLE:{3}\r\n"
    "BDAY:1971-07-14\r\nNOTE:Likes tea\\, and rain.\r\nCATEGORIES:choir,ride\r\nEND:VCARD\r\n"
)
_HEAD = (
    'Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
)
_ROW = "Ada,{1}{0},https://www.linkedin.com/in/ada-{0},,{2},{3},{4:02} Feb 2021\n"


def rows(folder: Path, repeat: int) -> Iterator[Row]:
    """An import of cards and one of connections: the first, and the next into an edited roster.

    Of the book with the cards an export in each form is written.
    """
    for name, file, count, text in (
        ("cards", "contacts.vcf", CARDS, cards),
        ("connections", "Connections.csv", ROWS, connections),
    ):
        book = made_up.write_book(folder / f"importing-{name}", PEOPLE)
        export = folder / file
        firsts: list[Cost] = []
        seconds: list[Cost] = []
        for _ in range(repeat):
            shutil.rmtree(book / "rosters", ignore_errors=True)
            export.write_bytes(text(count, moved=False).encode())
            command = (_KITH, "import", export, "--apply")
            firsts.append(measure(command, book))
            edit_by_hand(book)
            export.write_bytes(text(count, moved=True).encode())
            seconds.append(measure(command, book))
        yield Row(f"kith import, {name}", count, Cost.typical(firsts))
        yield Row(f"kith import, {name} again", count, Cost.typical(seconds))
        for form in FORMS if name == "cards" else ():
            target = folder / f"contacts-{form}"
            writing = (_KITH, "export", target, "--as", form, "--replace", *_MORE.get(form, ()))
            cost = Cost.typical(measure(writing, book) for _ in range(repeat))
            yield Row(f"kith export of cards, {form}", count, cost)


def cards(count: int, *, moved: bool) -> str:
    """Cards, of which in a later export each twentieth has moved to another firm."""
    return "".join(_CARD.format(n, "Byrne", *_work(n, moved=moved)) for n in range(count))


def connections(count: int, *, moved: bool) -> str:
    """Rows of LinkedIn's export."""
    told = (_ROW.format(n, "Byrne", *_work(n, moved=moved), n % 28 + 1) for n in range(count))
    return _HEAD + "".join(told)


def _work(number: int, *, moved: bool) -> tuple[str, str]:
    return ("Northway" if moved and number % _MOVED == 0 else "Fernway"), "Poet"


def edit_by_hand(book: Path) -> None:
    """Gives a third of the rows of each roster another role, as its owner might."""
    for path in filter(Path.is_file, (book / "rosters").iterdir()):
        first, *parts = path.read_bytes().split(b"Poet")
        told = (b"Pilot" if at % 3 == 0 else b"Poet" for at in range(len(parts)))
        path.write_bytes(first + b"".join(b"".join(pair) for pair in zip(told, parts, strict=True)))
