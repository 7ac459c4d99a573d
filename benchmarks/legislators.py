"""Real people in number: members of the United States Congress since 1789 as person files.

The tables are those of github.com/unitedstates/congress-legislators (CC0), of which a copy is
looked for beside the repository; without it, ten fictional members of the same shape stand in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kithbook.text.words import fold

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "people" / "congress-legislators"
FICTIONAL = ROOT / "tests" / "cases" / "legislators"
TABLES = ("legislators-current.csv", "legislators-historical.csv")
IN_THE_CORPUS = 12_767

_CHAMBERS = {"sen": ("Senator", "Senate"), "rep": ("Representative", "House of Representatives")}
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Legislator:
    """A member as a person of a book: id, names, and the lines of the file."""

    id: str
    name: str
    aliases: tuple[str, ...]
    file: str


def legislators(folder: Path) -> Iterator[Legislator]:
    """The members in the tables of a folder, those in office first."""
    for table in TABLES:
        with (folder / table).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield _legislator({key: " ".join(text.split()) for key, text in row.items()})


def write_book(folder: Path, people: Iterable[Legislator]) -> Path:
    """Writes a book of these people into a new folder; no file is written twice."""
    (folder / "people").mkdir(parents=True)
    (folder / "kithbook.yml").write_text("today: 2026-11-22\nphone_region: US\n", encoding="utf-8")
    for person in people:
        with (folder / "people" / f"{person.id}.md").open("x", encoding="utf-8") as file:
            file.write(person.file)
    return folder


def spread(folder: Path, count: int, of: int = IN_THE_CORPUS) -> Iterator[Legislator]:
    """So many of all the members, taken evenly from all the years."""
    step = max(1, of // count)
    return islice(legislators(folder), 0, step * count, step)


def _legislator(row: Mapping[str, str]) -> Legislator:
    parts = (row["first_name"], row["middle_name"], row["last_name"], row["suffix"])
    name = row["full_name"] or " ".join(part for part in parts if part)
    person = _NO_LETTER.sub("-", f"{fold(name)} {row['bioguide_id'].lower()}").strip("-")
    aliases = _aliases(row, name)
    lines = (line for line in _front(row, name, aliases) if line)
    text = "\n".join(("---", *lines, "---", _note(row), ""))
    return Legislator(person, name, aliases, text)


def _aliases(row: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The short name and the one they go by; the number under which the source knows them."""
    short = (
        f"{row[first]} {row['last_name']}" for first in ("first_name", "nickname") if row[first]
    )
    return tuple(dict.fromkeys((*(one for one in short if one != name), row["bioguide_id"])))


def _front(row: Mapping[str, str], name: str, aliases: tuple[str, ...]) -> Iterator[str]:
    role, chamber = _CHAMBERS[row["type"]]
    yield _pair("name", name)
    yield f"aliases: [{', '.join(_quoted(alias) for alias in aliases)}]"
    yield _pair("role", role)
    yield _pair("org", f"United States {chamber}")
    yield _pair("place", row["state"])
    yield _pair("born", row["birthday"])
    reach = {"phone": row["phone"], "web": row["url"], "mastodon": row["mastodon"]}
    reach["address"] = row["address"]
    if any(reach.values()):
        yield "reach:"
        yield from (_pair(f"  {key}", text) for key, text in reach.items())
    yield f"tags: [{', '.join(_quoted(tag) for tag in (row['state'], row['party']) if tag)}]"
    yield _pair("x_bioguide", row["bioguide_id"])


def _note(row: Mapping[str, str]) -> str:
    district = row["district"]
    seat = f"district {district}" if district not in ("", "-1", "0") else "the whole state"
    page = row["wikipedia_id"]
    return f"Sat for {seat} of {row['state']}." + (f" Article: {page}." if page else "")


def _pair(key: str, text: str) -> str:
    return f"{key}: {_quoted(text)}" if text else ""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
