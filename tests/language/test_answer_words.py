"""The words of answers: whole in every language, and read back as what they say."""

from __future__ import annotations

import pytest

from kithbook.language.answer_words import SAID, begins_with, key_of
from kithbook.language.folders import file_of, languages
from kithbook.text.answer_code import codes_in
from kithbook.text.plain_yaml import read_yaml

KEYS = {"above", "doubts", "denials", "slips", "harmless"} | {
    name for one in SAID for name in (key_of(one), f"says_{key_of(one)}")
}


@pytest.mark.parametrize("code", languages("answers"))
def test_a_language_has_each_answer_and_its_own_words_for_it(code: str) -> None:
    words = read_yaml(file_of(code, "answers"))
    assert set(words) == KEYS
    above = str(words["above"])
    assert above.count("\n") == 1
    assert "{code}" in above.splitlines()[1]
    for said in SAID:
        label = str(words[key_of(said)])
        meant, many = begins_with(f"{label}. And more")
        assert said in meant, label
        assert many, label
        assert not codes_in(f"{label} {label} {label}")


def test_what_only_begins_like_a_no_is_none() -> None:
    for text in (
        "No problem at all",
        "No rush.",
        "Nothing",
        "Nein, kein Problem",
        "Now",
        "Yesterday",
    ):
        meant, _ = begins_with(text)
        assert "no" not in meant, text
        assert "yes" not in meant, text
