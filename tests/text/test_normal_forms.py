"""Normal forms take time that grows with the text, and are Unicode's wherever people write."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.requests.wording import checksum, plain
from kithbook.text import normal_forms
from kithbook.text.kept import keep
from kithbook.text.normal_forms import MOST_MARKS, normal
from kithbook.text.words import fold

MARKS = "\u0301\u0323"
LONG = "Zoe\u0308 " * 200


@given(st.text(max_size=200))
def test_what_people_write_has_its_own_normal_form(text: str) -> None:
    for written in (text, LONG + "".join(one for one in text if not unicodedata.combining(one))):
        assert normal("NFC", written) == unicodedata.normalize("NFC", written)


@pytest.mark.parametrize(
    "door", [fold, plain, lambda text: keep(text).text, lambda text: checksum([("why", text)])]
)
def test_no_pile_is_ordered_that_nobody_writes(
    door: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = []
    real = unicodedata.normalize

    def counting(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        runs = groupby(text, key=lambda sign: unicodedata.combining(sign) > 0)
        longest.append(max((len(list(run)) for marked, run in runs if marked), default=0))
        return real(form, text)  # whatever form is asked for

    monkeypatch.setattr(unicodedata, "normalize", counting)
    assert door("a" + MARKS * 10_000 + "b" + "\n" * 20_000)
    assert longest
    assert max(longest) <= MOST_MARKS


def test_up_to_thirty_marks_stay() -> None:
    pile = "a" + "\u0301" * 40
    assert normal_forms.without_piles(pile) == pile[: 1 + MOST_MARKS]
    assert normal_forms.without_piles(pile[:31] + "b\u0301") == pile[:31] + "b\u0301"
