"""Everybody linked in a row behind a kind stands before the colon of the line that is told."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

from kithbook.book.load import load_book

_LINK = re.compile(r"\[\[.*?\]\]")
_JOINTS = (" and ", ", ", " & ", " + ", ", and ", " und ", " et ", " with ")
_KINDS = ("lunch with ", "lunch ", "coffee mit ", "Thu: coffee with ", "2026-11-18 call with ")
_ENDS = (" at the quay", ", he limps", ". He limps", " (late)")
_NAMES = ("[[Ada Byrne]]", "[[Bo Lind]]", "[[Cy Dahl]]")


def _lines() -> list[str]:
    rows = [_NAMES[0], *(_NAMES[0] + joint + _NAMES[1] for joint in _JOINTS)]
    rows += [f"{_NAMES[0]}, {_NAMES[1]}{joint}{_NAMES[2]}" for joint in _JOINTS]
    return [f"- {kind}{row}{end}" for kind, row, end in product(_KINDS, rows, _ENDS)]


def _told(root: Path, path: str, above: str, lines: list[str]) -> list[tuple[str, str]]:
    for name in _NAMES:
        file = root / f"people/{name.strip('[]').lower().replace(' ', '-')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name.strip('[]')}\n", encoding="utf-8")
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(above + "\n".join(lines) + "\n", encoding="utf-8")
    first = above.count("\n") + 1
    return [
        (lines[one.location.line - first], one.hint)
        for one in load_book(root).problems
        if one.location.path == path and one.hint.startswith("Write - ")
    ]


def test_a_line_to_write_keeps_each_link_of_a_row_before_its_colon(tmp_path: Path) -> None:
    lines = _lines()
    places = (("journal/2026-11-18.md", ""), ("people/eve-moss.md", "# Eve Moss\n\n## Log\n"))
    for number, (path, above) in enumerate(places):
        told = _told(tmp_path / str(number), path, above, lines)
        assert len(told) > len(lines) // 3
        for line, hint in told:
            head = hint.partition(": ")[0]
            assert _LINK.findall(head) == _LINK.findall(line), (line, hint)
