"""Whether a text is a question to be answered by ranking, and among whom it is asked.

It stands apart from what answers questions, so that looking up words loads no engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kithbook.insight.ask import QueryFault
from kithbook.insight.query import EVERYONE, OPERATORS, And, Not, Or, PlainWord, Query, all_of
from kithbook.language.folders import base
from kithbook.language.small_words import in_any_language, small_words
from kithbook.text.words import fold

_MARKS = ("?", "\N{FULLWIDTH QUESTION MARK}", "\N{ARABIC QUESTION MARK}")
_FIELD = re.compile(r"\w:\S")
_SIGNS = re.compile(r'["“”()]|(?:^|\s)-\S|\w:\S')
_SENTENCE_WORDS, _SENTENCE_SILENT = 5, 2


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked in words, and the query that says among whom."""

    text: str
    among: Query = EVERYONE


def is_question(text: str, language: str) -> bool:
    """Whether a text reads as a sentence and not as words to look up.

    The signs of a query (quotes, brackets, `-`, `field:`) outweigh everything but a word that
    asks and a question mark.
    """
    words = fold(text).replace("'", " ").split()
    if len(words) < 2:
        return False
    if words[0] in in_any_language("asking") or text.rstrip().endswith(_MARKS):
        return True
    if _SIGNS.search(text) or len(words) < _SENTENCE_WORDS:
        return False
    silent = small_words(base(language), "silent").difference(OPERATORS)
    return sum(word in silent for word in words) >= _SENTENCE_SILENT


def question_in(text: str, query: Query | QueryFault) -> Question | None:
    """The words of a text as a question, its fields as a filter; None where there are no words."""
    if isinstance(query, QueryFault):
        return None if _FIELD.search(text) else Question(text)
    if _plain(query):
        return Question(text)
    parts = query.parts if isinstance(query, And) else (query,)
    words = [part for part in parts if _plain(part)]
    among = all_of(*(part for part in parts if part not in words))
    asked = " ".join(_said(part) for part in words)
    return Question(asked, among) if asked else None


def several_words(query: Query) -> bool:
    """Whether a query is nothing but words, and more than one."""
    return isinstance(query, And) and all(isinstance(part, PlainWord) for part in query.parts)


def _plain(query: Query) -> bool:
    match query:
        case PlainWord():
            return True
        case And() | Or():
            return all(_plain(part) for part in query.parts)
        case Not():
            return _plain(query.query)
        case _:
            return False


def _said(query: Query) -> str:
    match query:
        case PlainWord():
            return query.text
        case And() | Or():
            return " ".join(_said(part) for part in query.parts)
        case Not():
            return _said(query.query)
        case _:
            return ""
