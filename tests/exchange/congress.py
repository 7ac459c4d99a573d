"""Members of Congress at three times as address books, and hand edits to them at random."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).parents[2] / "../shared/corpora/people/congress-legislators"
YEARS = ("2013", "2017", "2025")
COLUMNS = (
    "First Name", "Middle Name", "Last Name", "Nickname", "Birthday", "Organization", "Title",
    "Phone", "Address", "Website", "Party",
)  # fmt: skip
Member = dict[str, str]


@lru_cache
def members(year: str) -> dict[str, Member]:
    """The members of a year by their bioguide id, which no column holds."""
    path = CORPUS / f"history/current-{year}-06.yaml"
    with path.open(encoding="utf-8") as opened:
        told: list[dict[str, Any]] = yaml.load(opened, Loader=yaml.CSafeLoader)
    return {one["id"]["bioguide"]: _member(one) for one in told}


def _member(one: dict[str, Any]) -> Member:
    name, term = one["name"], one["terms"][-1]
    seat = f"{term['state']}-{term['district']}" if term["type"] == "rep" else term["state"]
    values = (
        name["first"], name.get("middle"), name["last"], name.get("nickname"),
        one["bio"].get("birthday"), "Senate" if term["type"] == "sen" else "House",
        f"Member for {seat}", term.get("phone"), term.get("address"), term.get("url"),
        term.get("party"),
    )  # fmt: skip
    return {column: str(value or "") for column, value in zip(COLUMNS, values, strict=True)}


def table(rows: Iterable[Sequence[str]], header: Sequence[str] = COLUMNS) -> str:
    """Rows as a table."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def rows_of(text: str) -> list[list[str]]:
    """The rows of a table below its header."""
    return list(csv.reader(StringIO(text, newline="")))[1:]


@dataclass(frozen=True)
class HandEdits:
    """A table after edits by hand: cells with their new text, by row, and the rows taken out."""

    text: str
    cells: dict[tuple[str, str], str]
    gone: frozenset[str]


def edited_by_hand(text: str, ids: Sequence[str], seed: int, share: float = 0.3) -> HandEdits:
    """A share of the rows edited at random: changed, filled, emptied, taken out, or moved.

    `ids` says whose each row is. A column of the owner's own comes last.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    header, rows = text.splitlines()[0].split(","), rows_of(text)
    own = "x_mine"
    if own not in header:
        header = [*header, own]
    cells: dict[tuple[str, str], str] = {}
    gone: set[str] = set()
    kept: list[tuple[str, list[str]]] = []
    for whose, row in zip(ids, rows, strict=True):
        now = [*row, *[""] * (len(header) - len(row))]
        if chance.random() < share:
            if chance.random() < 0.1:
                gone.add(whose)
                continue
            may = [one for one in header if one != "x_id"]
            for column in chance.sample(may, chance.randint(1, 2)):
                at = header.index(column)
                # Who has neither name nor birthday any more is nobody's row.
                empty = chance.random() < 0.2 and column not in ("Last Name", "Birthday")
                now[at] = "" if empty else f"{now[at]} mine {chance.randint(10, 99)}".strip()
                if column == "Birthday":
                    now[at] = f"19{chance.randint(30, 79)}-05-{chance.randint(10, 28)}"
                cells[whose, column] = now[at]
        kept.append((whose, now))
    for _ in range(20):
        kept.insert(chance.randrange(len(kept)), kept.pop(chance.randrange(len(kept))))
    written = table([row for _, row in kept], header)
    return HandEdits(written, cells, frozenset(gone))
