"""An action goes through its mark and comes back, whatever a book says; a mark breaks no page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.private.gate import Gate
from kithbook.views.page_action import ActionField, PageAction, marked_action

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ("-->", "--!>", "<script>", "</template>", "--", "]", "\\u003c", "{{ 7 }}", "main", "&gt;")
)


@settings(max_examples=60)
@given(WORDS, WORDS, WORDS, WORDS)
def test_a_mark_holds_any_words_and_ends_no_comment(a: str, b: str, c: str, d: str) -> None:
    fields = (
        ActionField("text", a),
        ActionField("kind", b, c, "choice", must=False, choices=((d, a), ("", b))),
        ActionField("on", c, d, "day"),
    )
    action = PageAction("log", a, b, (c, d), "", d, fields, a)
    assert marked_action(action.mark) == action
    assert action.mark.isascii()
    assert not set("<>&\n") & set(action.mark)
    assert "--" not in action.mark
    assert Gate(wants_policy=False).offences_in_part(f"<!--kith {action.mark}-->") == ()


@pytest.mark.parametrize("mark", ["", "[]", "{}", "[1,2]", '["log"]', "[" * 5000, '"log"', "null"])
def test_what_is_no_mark_is_refused(mark: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        marked_action(mark)
