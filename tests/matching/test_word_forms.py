"""What a word may be a form of, where stems do not join the two."""

from __future__ import annotations

import pytest

from kithbook.matching.analyzer import analyzer
from kithbook.matching.static_model import shipped_model, unit
from kithbook.matching.word_forms import FormRules, form_rules, forms_of

TOY = FormRules((("t", "en"), ("in", "")), ("ge",), ("mit",))


@pytest.mark.parametrize(
    "word, forms",
    [
        ("joggt", "joggen"),
        ("kochin", "koch"),
        ("gemalt", "gemalen malt malen"),
        ("mitgemalt", "mitgemalen mitmalt mitmalen malt malen"),
        ("tut", ""),  # too little is left of it
        ("haus", ""),
    ],
)
def test_an_ending_is_changed_and_what_is_inside_of_a_participle_goes(
    word: str, forms: str
) -> None:
    assert " ".join(forms_of(word, TOY)) == forms


def test_only_languages_with_rules_have_them() -> None:
    assert form_rules("de") is not None
    assert form_rules("en") is None
    assert form_rules("xx") is None


@pytest.mark.parametrize(
    "word, whole",
    [("joggt", "joggen"), ("dolmetscht", "dolmetschen"), ("pendelt", "pendeln")],
)
def test_a_form_of_a_verb_has_the_vector_of_the_verb(word: str, whole: str) -> None:
    german = analyzer("de", shipped_model())
    assert german.whole(word)
    one, other = unit(german.vectors([word, whole]))
    assert float(one @ other) == pytest.approx(1)


def test_a_word_that_is_no_form_of_any_stays_unknown() -> None:
    assert not analyzer("de", shipped_model()).whole("qwxzt")
