"""The small question that a page may put: whether a note answers it, told and never a refusal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kithbook.airlock.site_settings import page_options, site_settings
from kithbook.requests.flags import Flag
from kithbook.requests.form_fields import catalogues
from kithbook.requests.incoming import Incoming
from kithbook.text.words import fold

_WORD = re.compile(r"\w+")
_OF_THE_FORM = ("how_found", "wants")


@dataclass(frozen=True, slots=True)
class SmallQuestion:
    """How the page asks it, in each language, and the words of which one is looked for."""

    asked: tuple[str, ...]
    answers: tuple[str, ...]

    def looked_at(self, came: Incoming) -> Incoming:
        """What came, with a flag where the small question is not answered as it is looked for."""
        if not self.asked or not any(came.texts.get(name) for name in _OF_THE_FORM):
            return came
        answer = came.texts.get("small", "")
        if self._is_the_question(answer):
            texts = {name: text for name, text in came.texts.items() if name != "small"}
            came, answer = replace(came, texts=texts), ""
        flag = self._flag(answer)
        return replace(came, flags=(*came.flags, flag)) if flag else came

    def _is_the_question(self, answer: str) -> bool:
        """Whether nothing but the question stands there, as in a mail that leaves it open."""
        marks = ("", *(catalogue.say("form.optional") for catalogue in catalogues()))
        return fold(answer) in {
            fold(f"{one} {mark}".strip()) for one in self.asked for mark in marks
        }

    def _flag(self, answer: str) -> Flag | None:
        said, wanted = _words(answer), [_words(one) for one in self.answers]
        if not said.strip():
            return "small-missing"
        return None if not wanted or any(one in said for one in wanted) else "small-other"


def _words(text: str) -> str:
    """The words with a blank before and after each, so that only whole ones are found."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def small_question(root: Path) -> SmallQuestion:
    """The small question of a book's page, as its settings say it."""
    question = page_options(site_settings(root)).get("question")
    if not isinstance(question, Mapping):
        return SmallQuestion((), ())
    answers = question.get("answers")
    listed = answers if isinstance(answers, list) else [answers]
    words = tuple(str(one) for one in listed if one not in (None, ""))
    ask = question.get("ask")
    asked = ask.values() if isinstance(ask, Mapping) else [ask]
    return SmallQuestion(tuple(str(one) for one in asked if one), words)
