"""Small books for golden cases: each person as front matter, `---`, and log lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kithbook.book.load import load_book
from kithbook.book.network import Network

CASES = Path(__file__).parent.parent / "cases"
TODAY = date(2026, 11, 22)

Case = dict[str, Any]


def cases(folder: str) -> list[Case]:
    """Every case of a folder, each knowing the file that it stands in."""
    found: list[Case] = []
    for path in sorted((CASES / folder).glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        listed = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text only
        found += [{"file": path.stem, **case} for case in listed]
    return found


def case_id(case: Case) -> str:
    return f"{case['file']}: {case['case']}"


def day_of(case: Case) -> date:
    return date.fromisoformat(case["today"]) if "today" in case else TODAY


def load_case(root: Path, case: Case) -> Network:
    """Writes the book of a case and loads it."""
    (root / "people").mkdir()
    for person, text in case.get("people", {}).items():
        (root / "people" / f"{person}.md").write_text(person_file(person, text), encoding="utf-8")
    for name, text in case.get("files", {}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if "settings" in case:
        (root / "kithbook.yml").write_text(case["settings"], encoding="utf-8")
    return load_book(root)


def person_file(person: str, text: str) -> str:
    """The file of a person; without a name of its own it is named after its id."""
    front, _, log = text.partition("---\n")
    name = "" if front.startswith("name:") else f"name: {person.replace('-', ' ').title()}\n"
    notes, _, lines = log.rpartition("...\n")
    return f"---\n{name}{front}---\n{notes}\n## Log\n{lines}"
