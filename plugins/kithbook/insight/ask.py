"""Reading queries: `cfo place:houston -tag:family (last:>6m or last:never)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kithbook.insight.query import (
    EVERYONE,
    FIELDS,
    OPERATORS,
    TOKEN,
    Due,
    InField,
    Last,
    PlainWord,
    Query,
    all_of,
    any_of,
    key,
    none_of,
)
from kithbook.insight.reaching import is_whole_number, without_link
from kithbook.text.dates import DateFault, parse_date, parse_span
from kithbook.text.words import did_you_mean, listed

_ALSO = MappingProxyType(
    {
        "aka": "name", "tags": "tag", "interests": "interest", "know": "knows", "need": "needs",
        "offer": "offers", "where": "place",
    }
)  # fmt: skip
_DEEPEST = 40
_COMPARED = re.compile(r"(?P<than>[<>])=?\s*(?P<span>.+)", re.DOTALL)

_Kind = Literal["open", "close", "not", "and", "or", "term"]


@dataclass(frozen=True, slots=True)
class QueryFault:
    """A text that is no query: where it goes wrong (counted from 0), why, and what to write."""

    position: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else f"{self.message}."


class _FaultError(Exception):
    def __init__(self, position: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.fault = QueryFault(position, message, hint)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    position: int
    text: str
    query: Query = EVERYONE


def parse(text: str) -> Query | QueryFault:
    """Reads a query; an empty one means everyone. "And" binds tighter than "or"."""
    bare = without_link(text)
    if is_whole_number(text) or (bare != text and key(bare)):
        return PlainWord(bare.strip())
    try:
        parser = _Parser(tuple(_tokens(text)), len(text))
        return parser.whole()
    except _FaultError as error:
        return error.fault


class _Parser:
    """A recursive descent over the tokens, each method one rule of the grammar."""

    def __init__(self, tokens: tuple[_Token, ...], end: int) -> None:
        self._tokens = tokens
        self._end = end
        self._at = 0
        self._depth = 0

    def whole(self) -> Query:
        query = self._either() if self._tokens else EVERYONE
        if token := self._peek():
            raise _FaultError(token.position, "this “)” closes nothing", "Take it out.")
        return query

    def _either(self) -> Query:
        parts = [self._both()]
        while (token := self._peek()) and token.kind == "or":
            self._at += 1
            self._expect_more(token)
            parts.append(self._both())
        return any_of(*parts)

    def _both(self) -> Query:
        parts = [self._one()]
        while (token := self._peek()) and token.kind not in ("or", "close"):
            if token.kind == "and":
                self._at += 1
                self._expect_more(token)
            parts.append(self._one())
        return all_of(*parts)

    def _one(self) -> Query:
        turned = False
        while (token := self._peek()) and token.kind == "not":
            self._at += 1
            self._expect_more(token)
            turned = not turned
        query = self._atom()
        return none_of(query) if turned else query

    def _atom(self) -> Query:
        token = self._peek()
        if token is None or token.kind not in ("term", "open"):
            said = token.text if token else ""
            position = token.position if token else self._end
            hint = f"To look for the word itself, write “{said}” in quotes."
            raise _FaultError(position, f"“{said}” needs something before it", hint)
        self._at += 1
        return token.query if token.kind == "term" else self._group(token)

    def _group(self, opened: _Token) -> Query:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _FaultError(opened.position, "the parentheses stand too deep in one another")
        inner = self._peek()
        query: Query = EVERYONE
        if inner and inner.kind != "close":
            query = self._either()
        if not self._peek():
            raise _FaultError(opened.position, "this “(” is never closed", "Add a “)”.")
        self._at += 1
        self._depth -= 1
        return query

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _expect_more(self, token: _Token) -> None:
        following = self._peek()
        if following is None or following.kind in ("close", "or", "and"):
            hint = f"To look for the word itself, write “{token.text}” in quotes."
            raise _FaultError(token.position, f"“{token.text}” needs something after it", hint)


def _tokens(text: str) -> Iterator[_Token]:
    for found in TOKEN.finditer(text):
        start, said = found.start(), found[0]
        if found["space"] is not None:
            continue
        if found["quote"] is not None:
            raise _FaultError(start, "this quote is never closed", "Add one at its end.")
        if found["open"] or found["close"]:
            yield _Token("open" if found["open"] else "close", start, said)
        elif found["minus"]:
            yield _Token("not", start, said)
        elif found["word"] and said.lower() in OPERATORS:
            yield _Token(_operator(said), start, said)
        elif found["field"]:
            yield _Token("term", start, said, _field(found, text))
        else:
            yield _Token("term", start, said, _word(found))


def _operator(said: str) -> _Kind:
    word = said.lower()
    return "and" if word == "and" else "or" if word == "or" else "not"


def _word(found: re.Match[str]) -> Query:
    text = _unquoted(found[0])
    if not key(text):
        message = f"there is no letter or digit to look for in “{found[0]}”"
        raise _FaultError(found.start(), message, "Take it out.")
    return PlainWord(text)


def _field(found: re.Match[str], text: str) -> Query:
    written, start = found["field"], found.start()
    name = _ALSO.get(written.lower(), written.lower())
    if name not in FIELDS:
        near = did_you_mean(name, (*FIELDS, *_ALSO))
        hint = near or f"The fields are {listed(FIELDS, 'and')}; quote “{found[0]}” to find it."
        raise _FaultError(start, f"“{written}:” is no field", hint)
    value = _unquoted(found["value"])
    if not found["value"] and text[found.end() : found.end() + 1] in ("“", "”", '"'):
        raise _FaultError(found.end(), "this quote is never closed", "Add one at its end.")
    if name == "last":
        return _last(value, start)
    if name == "due":
        return _due(value, start)
    if not key(value):
        raise _FaultError(start, f"“{name}:” needs a word after it", "Leave no space between.")
    if name == "met":
        return _met(value, start)
    return InField(name, value)


def _met(value: str, start: int) -> Query:
    try:
        return InField("met", str(parse_date(value)))
    except DateFault as fault:
        raise _FaultError(start, str(fault), "Write met:2019 or met:2019-05.") from fault


def _last(value: str, start: int) -> Query:
    if value.strip().lower() == "never":
        return Last("never")
    hint = "Write last:>6m (longer ago than 6 months), last:<30d or last:never."
    found = _COMPARED.fullmatch(value.strip())
    if not found:
        raise _FaultError(start, f"“last:{value}” compares with nothing", hint)
    try:
        span = parse_span(found["span"])
    except ValueError as fault:
        raise _FaultError(start, str(fault), hint) from fault
    return Last(">" if found["than"] == ">" else "<", span)


def _due(value: str, start: int) -> Query:
    match value.strip().lower():
        case "soon":
            return Due("soon")
        case "due" | "now":
            return Due("due")
        case "long":
            return Due("long")
        case other:
            hint = "Write due:soon, due:due or due:long."
            raise _FaultError(start, f"nobody can be due “{other}”", hint)


def _unquoted(text: str) -> str:
    if text.startswith("“"):
        return text[1:-1]
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL) if text[:1] == '"' else text
