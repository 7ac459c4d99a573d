"""The codes of an introduction: whose answer to which question comes by which, and new ones.

A code is made with the step that lets the question be asked, so that it is in the file before the
message is drawn: when an introduction is begun, when somebody says later, when it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kithbook.book.edit import Edit
from kithbook.book.field_edit import OneMore, write_fields
from kithbook.book.model import Introduction, Mention
from kithbook.book.network import Network
from kithbook.book.steps import AnswerCodes, Question
from kithbook.introductions.recording import spelt
from kithbook.text.answer_code import fresh_code

QUESTIONS: tuple[Question, ...] = ("ask", "met", "outcome")


@dataclass(frozen=True, slots=True)
class AskedCode:
    """What a code stands for: an introduction, one of its sides, a question; `old` ones are over.

    Over is a code in whose place a newer one of the same question stands.
    """

    introduction: Introduction
    who: Mention
    question: Question
    old: bool


def codes_of(act: Introduction, person: str) -> AnswerCodes:
    """The codes of one side, by id."""
    return next((codes for who, codes in act.codes if who.person == person), AnswerCodes())


def code_of(act: Introduction, person: str, question: Question) -> str:
    """The code by which a side answers a question now; empty where there is none."""
    return next(reversed(codes_of(act, person).of(question)), "")


def meanings(network: Network, code: str) -> tuple[AskedCode, ...]:
    """What a code stands for; more than one where a file was copied."""
    return tuple(
        AskedCode(act, who, question, one.of(question)[-1] != code)
        for act in network.introductions
        for who, one in act.codes
        for question in QUESTIONS
        if code in one.of(question)
    )


def taken(network: Network) -> frozenset[str]:
    """Every code of a book."""
    return frozenset(
        code
        for act in network.introductions
        for _, one in act.codes
        for question in QUESTIONS
        for code in one.of(question)
    )


def with_codes(
    network: Network, act: Introduction, edit: Edit, wanted: Iterable[tuple[Mention, Question]]
) -> Edit:
    """An edit of the file of an introduction, with a new code for each of some questions."""
    known = set(taken(network))
    for who, question in wanted:
        code = fresh_code(known)
        known.add(code)
        path = ("codes", spelt(act, act.codes, who), question)
        made = write_fields(edit.made, ((path, OneMore(code)),))
        edit = Edit(edit.path, edit.before, made.content, edit.line)
    return edit


def lacking(act: Introduction, question: Question) -> Iterator[tuple[Mention, Question]]:
    """The sides that have no code for a question."""
    for who in act.between:
        if who.person and not code_of(act, who.person, question):
            yield who, question
