"""What the questions of the forms are called: as tokens, as labels, as columns of an export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kithbook.airlock.catalogue import Catalogue, read_catalogue
from kithbook.airlock.forms import KINDS, QUESTIONS
from kithbook.language.folders import in_all, languages
from kithbook.text.words import fold

TEXTS = (
    "how_found", "why", "ask", "offer", "wants", "why_them", "for_them", "forwardable", "small",
)  # fmt: skip
INTRODUCTION = ("wants", "why_them", "for_them", "forwardable")
FIELDS = (*TEXTS, "name", "email")
HIDDEN = ("kith_version", "kith_kind", "kith_language", "kith_elapsed", "kith_via", "kith_website")
HONEYPOTS = ("kith_website", "_gotcha", "_honey", "_honeypot", "bot-field", "botcheck", "honeypot")
MORE = ("first_name", "last_name", "received")
"""What a service's export tells beside the form's own fields."""


_APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}]"


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """The words of the page in the languages that come with it."""
    return tuple(read_catalogue(code) for code in languages("page"))


@cache
def labels() -> Mapping[str, tuple[str, ...]]:
    """How each question is asked, longest first."""
    found: dict[str, list[str]] = {}
    for catalogue in catalogues():
        for name in FIELDS:
            found.setdefault(name, []).append(catalogue.say(f"question.{name}.label"))
    return {name: tuple(sorted(texts, key=len, reverse=True)) for name, texts in found.items()}


@cache
def label_patterns() -> Mapping[str, re.Pattern[str]]:
    """Finds a question's label where a text begins, however its words are parted."""
    optional = "|".join(_spread(catalogue.say("form.optional")) for catalogue in catalogues())
    return {
        name: re.compile(
            rf"\s*(?:{'|'.join(_spread(text) for text in texts)})\s*(?:{optional})?[ \t]*:?",
            re.IGNORECASE,
        )
        for name, texts in labels().items()
    }


@cache
def columns() -> Mapping[str, str]:
    """The field that a name of a column, folded, stands for."""
    found: dict[str, str] = {}
    for name in (*FIELDS, *HIDDEN, *MORE):
        for written in (name, *in_all("mail", name), *labels().get(name, ())):
            found.setdefault(_key(written), name)
    return found


def field_of(column: str) -> str:
    """The field that a column or a key of a notification holds; empty for one not known."""
    return columns().get(_key(column), "")


def required(kind: str) -> tuple[str, ...]:
    """The questions that the form of a kind does not let pass unanswered, in its order."""
    meant = next((known for known in KINDS if known == kind), KINDS[0])
    return tuple(question.name for question in QUESTIONS[meant] if not question.optional)


def keep_lines() -> Iterator[str]:
    """The sentence with which the form begins a mail, in each language."""
    for catalogue in catalogues():
        yield catalogue.say("mail.keep")


def _spread(text: str) -> str:
    words = (re.escape(word) for word in text.split())
    return r"\s+".join(words).replace("\N{RIGHT SINGLE QUOTATION MARK}", _APOSTROPHE)


def _key(text: str) -> str:
    return fold(re.sub(r"[*:?]", "", text.replace("_", " ")))
