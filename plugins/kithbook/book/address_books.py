"""Every address book in `rosters/`, by its kind, and the contacts in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from kithbook.book.card_roster import read_card_roster
from kithbook.book.contact import Contact
from kithbook.book.merges import versions_of
from kithbook.book.roster import read_roster, read_table
from kithbook.book.roster_columns import find_header
from kithbook.book.roster_places import CARDS, FOLDER, ROSTER_ENDINGS, TABLES, beside_contacts
from kithbook.book.roster_years import ReadRoster, merge_years
from kithbook.text.csv_rows import csv_rows
from kithbook.text.decoding import Export, read_export
from kithbook.text.problems import Problem
from kithbook.text.source import Source, read_raw
from kithbook.text.vcards import read_cards

MAX_ROSTER_BYTES = 60_000_000

LineOfBook = Literal["header", "row", "comment"]


def is_address_book(path: Path) -> bool:
    """Whether a file of `rosters/` is of a kind that is read as an address book."""
    return path.suffix in ROSTER_ENDINGS and not beside_contacts(f"{FOLDER}/{path.name}")


def read_address_books(
    root: Path, paths: Iterable[Path]
) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The contacts of some files of a book, those of one address book once, and what was found."""
    rosters: list[ReadRoster] = []
    problems: list[Problem] = []
    for path in filter(is_address_book, paths):
        source, found = open_address_book(root, path)
        problems += found
        where = path.relative_to(root).as_posix()
        if source:
            contacts, faults = contacts_of(source)
            rosters.append(ReadRoster(where, contacts))
            problems += faults
        elif any(one.code == "unfinished-merge" for one in found):
            torn = versions_of(root, path, MAX_ROSTER_BYTES)
            rosters.append(ReadRoster(where, contacts_of(torn.both)[0]))
            problems += torn.further
    merged, unsure = merge_years(rosters)
    return merged, (*problems, *unsure)


def contacts_of(source: Source) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The contacts of one address book, a table or cards, and what was found in it."""
    cards = source.path.lower().endswith(CARDS)
    return read_card_roster(source) if cards else read_roster(source)


def lines_of(source: Source) -> Iterator[tuple[int, LineOfBook]]:
    """What the lines of an address book are, as far as they are anything."""
    beside = beside_contacts(source.path)
    if beside == "column map":
        yield from _lines_of_map(source)
    elif beside in TABLES:
        for line in range(1, source.location(len(source.text)).line + 1):
            yield line, "header" if line == 1 else "row"
    elif source.path.lower().endswith(CARDS):
        file = read_cards(source.text)
        yield from ((line, "comment") for line in file.comments)
        for card in file.cards:
            spans = [(one.line, one.end) for one in card.properties]
            for first, last in (*spans, (card.line, card.line), (card.end, card.end)):
                yield from ((line, "row") for line in range(first, last + 1))
    elif header := find_header(csv_rows(source.text)):
        for line in range(1, source.location(len(source.text)).line + 1):
            yield line, "header" if line <= header.end else "row"


def _lines_of_map(source: Source) -> Iterator[tuple[int, LineOfBook]]:
    for number, text in enumerate(source.text.split("\n"), 1):
        if text.strip():
            yield number, "comment" if text.startswith("#") else "row"


def further_lines(source: Source, told: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The lines that a finding is about beside the one it stands at, with its code."""
    lines = range(1, source.location(len(source.text)).line + 1)
    if source.path.lower().endswith(CARDS):
        yield from ((line, "bad-card") for line in _odd_cards(source, frozenset(told), lines))
    elif (read := read_table(source)).header:
        begins, odd = set(read.begins), False
        for line in lines[read.header.line - 1 :]:
            odd = line in read.odd if line in begins else odd
            if line <= read.header.end and read.header.strange:
                yield line, "unknown-columns"
            elif odd:
                yield line, "bad-roster-row"


def _odd_cards(source: Source, told: frozenset[int], lines: range) -> Iterator[int]:
    """The lines of cards that a finding is about, and what goes on from a line of no card."""
    file = read_cards(source.text)
    for card in file.cards:
        if card.line in told:
            last = max((card.line, card.end, *(one.end for one in card.properties)))
            yield from range(card.line, last + 1)
    known = {line for line, _ in lines_of(source)}
    stray = False
    for line in lines:
        stray = line in file.strays or (stray and line not in known)
        if stray:
            yield line


def open_address_book(root: Path, path: Path) -> Export:
    """The text of an address book, in whatever encoding it came."""
    raw = read_raw(root, path, MAX_ROSTER_BYTES)
    if isinstance(raw, Problem):
        return Export(None, (raw,))
    return read_export(path.relative_to(root).as_posix(), raw)
