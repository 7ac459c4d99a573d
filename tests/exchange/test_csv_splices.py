"""A cell changed in the text of a table leaves all other bytes of it as they are."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.text.csv_splices import spliced_row, written_row

TEXT = st.text(max_size=8).filter(lambda one: "\0" not in one)
CELLS = st.lists(TEXT, min_size=2, max_size=6)


def read(text: str, sign: str = ",") -> list[str]:
    return next(csv.reader(StringIO(text, newline=""), delimiter=sign))


@pytest.mark.parametrize(
    "raw, changed, wanted",
    [
        ("a,b,c\r\n", {1: "x"}, "a,x,c\r\n"),
        ('"a",b , "c"\n', {1: "x"}, '"a",x, "c"\n'),
        ('"a","b","c"\n', {1: 'x "y"'}, '"a","x ""y""","c"\n'),
        ("a,b\n", {3: "x"}, "a,b,,x\n"),
        ('"a","b"\n', {3: "x"}, '"a","b","","x"\n'),
        ('a,"b,1\nb2",c', {2: "x,y"}, 'a,"b,1\nb2","x,y"'),
        ("a,,c\n", {1: "x"}, "a,x,c\n"),
        ('"",b\n', {1: "x"}, '"",x\n'),
    ],
)
def test_one_cell(raw: str, changed: dict[int, str], wanted: str) -> None:
    assert spliced_row(raw, read(raw), changed, ",") == wanted


@pytest.mark.parametrize("quoted", [True, False])
@given(CELLS, st.integers(0, 7), TEXT)
def test_what_is_written_reads_back(quoted: bool, cells: list[str], at: int, new: str) -> None:  # noqa: FBT001
    raw = written_row(cells, ";", "\n", quoted=quoted)
    before = read(raw, ";")
    after = read(spliced_row(raw, before, {at: new}, ";"), ";")
    wide = max(len(before), at + 1)
    assert after == [
        new if n == at else (before[n] if n < len(before) else "") for n in range(wide)
    ]
