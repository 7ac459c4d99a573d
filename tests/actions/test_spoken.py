"""Lines as people say them: each becomes the right entries, or one question and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kithbook.actions.log import log_line, require_past
from kithbook.actions.meant import person_meant
from kithbook.actions.spoken import said_in
from kithbook.book.model import Settings
from kithbook.book.name_index import NameIndex
from kithbook.text.refusal import Declined

pytestmark = pytest.mark.uncounted

TODAY = date(2026, 11, 30)
SETTINGS = Settings(kinds=(("walk", True),))
INDEX = NameIndex(
    (
        ("ada-byrne", "Ada Byrne", ("Ada",)),
        ("mae-byrne", "Mae Byrne", ()),
        ("bo-chen", "Bo Chen", ()),
        ("walt-pruitt", "Walt Pruitt", ()),
        ("nell-abernathy", "Nell Abernathy", ()),
        ("hamish-macrae", "Hamish MacRae", ()),
        ("gloria-estrada", "Gloria Estrada", ()),
        ("ines-ruiz", "Inés Ruiz", ()),
        ("jonas-eklund", "Jonas Eklund", ()),
        ("jonas-weber", "Jonas Weber", ()),
        ("petra-novotna", "Petra Novotná", ()),
        ("layla-haddad", "Layla Haddad", ()),
        ("noor-van-dijk", "Noor van Dijk", ()),
        ("thuy-tran", "Trần Thủy", ("Thuy",)),
        ("lukasz-wojcik", "Łukasz Wójcik", ()),
        ("juergen-ott", "Jürgen Ott", ()),
        ("will-fenn", "Will Fenn", ()),
        ("rosa-sommer", "Rosa Sommer", ()),
    )
)
LINES = Path(__file__).parents[1] / "cases" / "spoken-lines.txt"


def becomes(line: str) -> str:
    """The entries of a line, each with whose log it goes into, or the question."""
    try:
        entries = []
        for one in said_in(line, None, SETTINGS, INDEX, TODAY):
            day = one.on or TODAY
            require_past(day, TODAY, one.kind)
            made = log_line(one, day, INDEX, SETTINGS, journal=False)
            entries.append(f"= {made.person}: {made.entry}")
    except Declined as declined:
        return f"? {declined}"
    return "\n".join(entries)


def table() -> dict[str, str]:
    blocks = LINES.read_text(encoding="utf-8").split("\n\n")
    rows = [[line for line in block.splitlines() if line[:2] != "# "] for block in blocks]
    return {row[0].removeprefix("| "): "\n".join(row[1:]) for row in rows if row}


def test_each_line_becomes_what_was_said_or_one_question() -> None:
    wanted = table()
    assert len(wanted) > 150
    assert {line: becomes(line) for line in wanted} == wanted


@pytest.mark.parametrize(
    "line", ["", " ", "-", ":", ",", "\u201c", "[[", "w/", "by", "vor", "1", "'s"]
)
def test_what_says_nothing_is_asked_about(line: str) -> None:
    assert becomes(line).startswith("? ")


def test_of_two_spelt_nearly_alike_the_exact_name_means_the_one() -> None:
    index = NameIndex((("moller", "Frank Moller", ()), ("moeller", "Frank Möller", ())))
    for name, person in (("Frank Möller", "moeller"), ("frank moller", "moller")):
        assert person_meant(index, name) == person
    for name, person in (("Frank Möller", "moeller"), ("Frank Moller", "moller")):
        (said,) = said_in(f"coffee with {name}", None, SETTINGS, index, TODAY)
        assert said.names == (person,)
    with pytest.raises(Declined, match=r"Frank Moller \(moller\) or Frank Möller \(moeller\)"):
        said_in("coffee with Frank", None, SETTINGS, index, TODAY)
