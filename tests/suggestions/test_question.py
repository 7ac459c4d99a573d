"""Which texts are questions to be ranked, and which are words to look up."""

from __future__ import annotations

import pytest

from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.query import EVERYONE
from kithbook.suggestions.question import is_question, question_in, several_words


@pytest.mark.parametrize(
    "text",
    [
        "who do I know who can fix an accordion?",
        "who knows bronze",
        "Who's good with old paper",
        "someone for the payroll",
        "accordion repair?",
        "fix an accordion for my sister",
        "who can weld place:houston",
        "wer kann ein Akkordeon reparieren",
        "accordion (the old kind)?",
    ],
)
def test_sentences_are_questions(text: str) -> None:
    assert is_question(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "cfo",
        "cfo houston",
        "head of people",
        "who",
        "?",
        "bo chen and ada byrne or ines ruiz",
        'needs:"seed money" or offers:office or knows:it',
        '"to be or not to be"',
        "the old mill by the river -tag:family",
        "",
    ],
)
def test_words_to_look_up_are_none(text: str) -> None:
    assert not is_question(text, "en")


def test_a_language_without_a_list_knows_questions_by_their_mark() -> None:
    assert is_question("onko joku joka korjaa urkuja?", "fi")
    assert not is_question("onko joku joka korjaa urkuja", "fi")


def test_fields_of_a_question_say_among_whom() -> None:
    text = "who can weld place:houston -tag:family"
    found = question_in(text, parse(text))
    assert found is not None
    assert (found.text, str(found.among)) == ("who can weld", "place:houston -tag:family")


def test_a_question_of_words_alone_is_kept_as_it_is_written() -> None:
    for text in ("who can weld, or solder?", "accordion (the old kind", "a - b?"):
        found = question_in(text, parse(text))
        assert found is not None
        assert (found.text, found.among) == (text, EVERYONE)


def test_without_words_there_is_no_question() -> None:
    assert question_in("place:houston", parse("place:houston")) is None
    assert question_in("plcae:houston", parse("plcae:houston")) is None


@pytest.mark.parametrize(
    "text, several", [("cfo houston", True), ("cfo", False), ("cfo place:x", False), ("", False)]
)
def test_several_words_are_words_alone(text: str, several: bool) -> None:  # noqa: FBT001 - a case
    query = parse(text)
    assert not isinstance(query, QueryFault)
    assert several_words(query) is several
