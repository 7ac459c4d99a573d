"""What a finding says to write reads clean once it is typed, with what it asks for filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from tests.book.test_log_lines import ABOVE, Shape, shapes

MORE = """
- Christmas 2025 we stayed at theirs
- Fri 27 call with [[Bo Chen]]
- 2026-11-20 call & lunch: both
- 2026-11-20 -> call -> about it
- 2026-10-26 call with [[Bo Chen]] + [[Ada Byrne]]: a
- 2026-10-23 call [[Bo Chen]], fine
- 2026-10-22 [[Bo Chen]] call: a
- 2026-10-28 call with "Bo Chen": a
- 2026-11-02 call with [Bo Chen]: a
- 2026-10-13 call with Bo Chen and family: a
- promised: the book
- [ ] Fotos schicken bis 1.12.2026
- w/c 16 Nov: three emails
- Noël 2025 chez eux
- Mitte des Jahres: Kaffee
- TODO ring her about the boat
- 18:00 - call
- ~2026-11-20 call: about
"""
ASKED = {"YEAR-MONTH-DAY": "2026-10-30", "MONTH-DAY": "10-30", "MONTH": "10", "YEAR": "2026"}
WRITE = re.compile(r"Write (?P<lines>- .*)$")


def typed() -> list[str]:
    """One line each, those of the table that have one finding, and more."""
    single = [one for one in shapes() if _is_single(one)]
    return [*(one.typed for one in single), *MORE.strip().splitlines()]


def _is_single(shape: Shape) -> bool:
    told = shape.findings[0] if len(shape.findings) == 1 else ""
    return "\n" not in shape.typed and "Write - " in told


def proposed(hint: str) -> list[str]:
    """The lines that a finding says to write, whole ones, with a day for each that it asks for."""
    found = WRITE.search(hint)
    lines = found["lines"].split(", or ") if found else []
    for asked, day in ASKED.items():
        lines = [one.replace(asked, day, 1) for one in lines]
    lines = [re.sub(r"\bDATE\b", "2026-10-30", one).replace(" KIND:", " call:") for one in lines]
    return [one for one in lines if "…" not in one]


def book(root: Path, line: str) -> Path:
    """Two people, one of them with a line in her log."""
    (root / "people").mkdir(parents=True)
    (root / "people/bo-chen.md").write_text("# Bo Chen\n", encoding="utf-8")
    text = f"# Ada Byrne\n## Log\n- {ABOVE}\n{line}\n"
    (root / "people/ada-byrne.md").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("line", typed())
def test_a_line_to_write_is_an_entry_without_a_finding(line: str, tmp_path: Path) -> None:
    (told,) = load_book(book(tmp_path / "typed", line)).problems
    for number, instead in enumerate(proposed(told.hint)):
        network = load_book(book(tmp_path / str(number), instead))
        assert network.problems == (), instead
        assert len(network.people["ada-byrne"].log) == len([ABOVE, instead]), instead
