"""Words for the few that a key takes: other languages, polite ends, and what is no choice."""

from __future__ import annotations

import pytest

from kithbook.language.choice_words import choices_meant

ANSWER = ("yes", "no", "later")
VOUCH = ("gladly", "carefully", "no")


@pytest.mark.parametrize(
    "text, options, meant",
    [
        ("ja", ANSWER, ("yes",)),
        ("Yes, gladly", ANSWER, ("yes",)),
        ("nein!", ANSWER, ("no",)),
        ("not now", ANSWER, ("later",)),
        ("plus tard", ANSWER, ("later",)),
        ("ja", VOUCH, ("gladly", "carefully")),
        ("gern", VOUCH, ("gladly",)),
        ("yes, but not him", ANSWER, ()),
        ("no, later", ANSWER, ()),
        ("perhaps", ANSWER, ()),
        ("", ANSWER, ()),
    ],
)
def test_the_choices_that_a_text_means(
    text: str, options: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    assert choices_meant(text, options) == meant
