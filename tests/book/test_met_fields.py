"""A field for `met` in the text of a note: a day, through whom, how, and no word lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.book.keys_to_write import met_told
from kithbook.text.source import Scalar
from tests.book.test_other_fields import read

MET = [
    ("climbing gym, 2018 or so", "2018", "climbing gym, 2018 or so", None),
    ("2023, Lisbon, at a conference", "2023", "Lisbon, at a conference", None),
    ("recommended by [[Bo Chen]]", "None", "", "bo-chen"),
    ("through [[Bo Chen]] at the pier", "None", "through [[Bo Chen]] at the pier", None),
    ("when we moved in", "None", "when we moved in", None),
    ("[[PyData 2023]]", "None", "[[PyData 2023]]", None),
    ("2019-05", "2019-05", "", None),
    ("2019 or 2020 at the fair", "None", "2019 or 2020 at the fair", None),
]


@pytest.mark.parametrize("said, on, how, through", MET)
def test_a_field_for_met_keeps_every_word(
    tmp_path: Path, said: str, on: str, how: str, through: str | None
) -> None:
    note = read(tmp_path, f"Met:: {said}\n")
    met = note.ada.met
    assert (str(met.on), met.how) == (on, how)
    assert (met.through.person if met.through else None) == through
    assert [one for one in note.found if "unknown" not in one] == []


@pytest.mark.parametrize("said", ["3/4/2019 at the fair", "at the fair, 3/4/2019"])
def test_a_field_for_met_with_a_day_in_doubt_is_told(tmp_path: Path, said: str) -> None:
    note = read(tmp_path, f"Met:: {said}\n")
    assert (note.ada.met.on, note.ada.met.how) == (None, "")
    assert "Write met: {on: 2019-04-03" in note.found[0]


@pytest.mark.parametrize("said", ["at the fair on 3/4", "May 3 at the pier", "2019-13-01, there"])
def test_a_day_in_doubt_tells_nothing(said: str) -> None:
    assert met_told(Scalar(said, 0, len(said), plain=False)) is None
