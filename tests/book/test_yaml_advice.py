"""The line that is offered for one that YAML cannot read, typed in as it stands, mends it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kithbook.book.load import load_book
from kithbook.disclosure.checking import check_book
from kithbook.text.problems import Problem
from tests.book.bookfiles import read_case, write_book
from tests.book.test_check_cases import PATHS

TODAY = date(2026, 11, 22)
CASES = [path for path in PATHS if re.search(": (bad-yaml|yaml-anchor): ", path.read_text("utf-8"))]
_SAID = re.compile(
    r"(?:Write(?! the lines)|Take the dash away:|Begin it at the edge of the line:) (?P<line>.*)"
)


def unread(root: Path) -> list[Problem]:
    found = check_book(root, load_book(root), TODAY)
    return [one for one in found if one.code in ("bad-yaml", "yaml-anchor")]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_line_typed_in_mends_it(path: Path, tmp_path: Path) -> None:
    write_book(tmp_path, read_case(path))
    for one in unread(tmp_path):
        said = _SAID.fullmatch(one.hint)
        file, at = tmp_path / one.location.path, one.location.line - 1
        lines = file.read_text(encoding="utf-8").splitlines()
        if said is None or not file.is_file():
            continue
        old = lines[at]
        edge = one.hint.startswith(("Take", "Begin")) or not old[:1].isspace()
        new = [*lines]
        new[at] = said["line"] if edge else re.match(r"\s*", old)[0] + said["line"]  # type: ignore[index]
        file.write_text("\n".join(new) + "\n", encoding="utf-8")
        left = [each for each in unread(tmp_path) if each.location.line == at + 1]
        same = [each for each in left if each.location.path == one.location.path]
        assert (one.hint, same) == (one.hint, [])
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
