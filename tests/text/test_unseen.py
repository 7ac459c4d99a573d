"""Characters that nobody sees: told apart once, taken out for showing, escaped in JSON."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kithbook.text.safe import plain
from kithbook.text.unseen import UNSEEN, json_of, without_unseen

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
EMBEDDING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
JOINERS = "\u200c\u200d"


def test_every_control_and_every_turn_is_unseen() -> None:
    counted = 0
    for number in range(0x110000):
        sign = chr(number)
        kind = unicodedata.category(sign)
        if kind == "Cc" and sign not in "\t\n\r":
            assert UNSEEN.fullmatch(sign), hex(number)
            counted += 1
        if unicodedata.bidirectional(sign) in EMBEDDING:
            assert UNSEEN.fullmatch(sign), hex(number)
            counted += 1
        if kind[0] in "LNPSM" and not 0xFFF9 <= number <= 0xFFFF and number < 0xE0000:
            assert not UNSEEN.fullmatch(sign), hex(number)
    assert counted >= 71
    assert not UNSEEN.search(JOINERS + "\t\n ada")
    assert all(UNSEEN.fullmatch(sign) for sign in TURNING)


@given(
    st.recursive(
        st.text() | st.integers() | st.none(),
        lambda some: st.lists(some) | st.dictionaries(st.text(), some),
    )
)
def test_json_reads_back_the_same_and_shows_nothing_unseen(value: object) -> None:
    for text in (json_of(value), json_of(value, indent=2), json_of(value, tight=True)):
        assert json.loads(text) == value
        assert not UNSEEN.search(text)


def test_json_keeps_what_is_seen() -> None:
    signs = "\x1b[31m \x9b \x7f \u202eAda\u2069 \U000e0041 \u2028 \ud800 Zoë 加"
    assert json_of([signs]) == (
        '["\\u001b[31m \\u009b \\u007f \\u202eAda\\u2069 \\udb40\\udc41 \\u2028 \\ud800 Zoë 加"]'
    )


@given(st.text())
def test_what_is_shown_holds_nothing_unseen(text: str) -> None:
    assert not UNSEEN.search(plain(text))
    assert not UNSEEN.search(without_unseen(text))
