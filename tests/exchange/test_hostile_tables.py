"""Whatever a file holds, it is read or refused with a sentence; no row goes without being told."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithbook.exchange.imported import Imported
from kithbook.exchange.recognition import kinds, recognise, recognise_text
from kithbook.exchange.table_remarks import EMPTY, HIDDEN, NOBODY
from kithbook.text.refusal import Refused
from kithbook.text.source import Source
from tests.exchange import linkedin_files as made
from tests.exchange.test_recognition import DOCUMENTED

HOSTILE = (
    '=HYPERLINK("x")', "<script>alert(1)</script>", "[[Ada]]", "{{ x }}", "---\n", "\u202eevil",
    "\x1b[31m", "../../etc/passwd", "a ::: b", "* ", " ::: ", ";;;", "'", '"', "3/4/2020",
    "29/29/2029", "1604-02-30", "0/0/00", "@", "a@", "1.71E+10", "\x85", "\u2028", "n" * 3_000,
    "%ZZ%C3", "https://www.linkedin.com/in/", "tel:;", "=", "--13-45", "9999999-01-01",
    "12/31/99999",
)  # fmt: skip
CELLS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20), st.just(""))
LINES = {
    **{shape: tuple(header.split(",")) for shape, header in DOCUMENTED.items()},
    "linkedin": ("First Name", "Last Name", "URL", "Email Address", "Company", "Connected On"),
    "other": ("Vorname", "Name", "Handy", "Geburtstag", "Name"),
}
FILES = {**{f"{shape} {name}": text for shape in made.SHAPES
            for name, text in made.files(shape).items()}}  # fmt: skip


def refusal(what: Source | Path, kind: str | None = None) -> str:
    """Why nothing was read, or a word that all was; any other error is one of the test."""
    try:
        recognise_text(what, kind) if isinstance(what, Source) else recognise(what, kind)
    except Refused as why:
        return str(why)
    return "Read."


def rows_told(found: Imported) -> int:
    return len(found.cards) + sum(
        each.count for each in found.left_out if each.what in (EMPTY, HIDDEN, NOBODY)
    )


@given(st.sampled_from(sorted(LINES)), st.lists(st.lists(CELLS, max_size=8), max_size=6))
@settings(max_examples=300, deadline=None)
def test_each_row_is_a_card_or_counted(shape: str, rows: list[list[str]]) -> None:
    names = LINES[shape]
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    known = ["Ada", *[""] * (len(names) - 1)]
    for row in (known, *rows):
        # Of a program that nobody knows, rows that are mostly too wide make no table.
        cells = row[: len(names)] if shape == "other" else row
        writer.writerow([*cells, *[""] * (len(names) - len(cells))])
    found = recognise_text(Source("table.csv", text.getvalue()))
    assert rows_told(found) == len(rows) + 1


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_table_that_is_cut_or_torn_is_read_or_refused(data: st.DataObject) -> None:
    text = FILES[data.draw(st.sampled_from(sorted(FILES)))]
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(len(text), at + 40)))
    torn = text[:at] + data.draw(CELLS) + (text[until:] if data.draw(st.booleans()) else "")
    for kind in (None, *kinds()):
        assert refusal(Source("Connections.csv", torn), kind).endswith(".")


@given(
    raw=st.one_of(
        st.binary(max_size=300),
        st.sampled_from([text.encode() for text in FILES.values()]).flatmap(
            lambda raw: st.integers(0, len(raw)).map(lambda at: raw[:at] + b"\xff\0" + raw[at:])
        ),
    )
)
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.parametrize("name", ["a.csv", "a.zip", "a"])
def test_bytes_of_any_kind_are_read_or_refused(tmp_path: Path, name: str, raw: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert refusal(path).endswith(".")


@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=8))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_zip_with_other_bytes_is_read_or_refused(tmp_path: Path, at: int, other: bytes) -> None:
    whole = made.write_zip(tmp_path / "whole.zip", made.files("2024")).read_bytes()
    path = tmp_path / "torn.zip"
    for raw in (whole[:at], whole[:at] + other + whole[at + len(other) :]):
        path.write_bytes(raw)
        assert refusal(path).endswith(".")
