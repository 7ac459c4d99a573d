"""The algebra of queries: words and fields joined by and, or, not; each prints back.

`all_of`, `any_of` and `none_of` (also `&`, `|`, `~`) keep a query flat and drop what is neutral,
so that a printed query reads back as itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kithbook.text.dates import Span
from kithbook.text.words import fold

TEXT_FIELDS = (
    "name", "org", "role", "place", "tag", "circle", "vouch", "interest", "knows", "needs",
    "offers", "through", "met",
)  # fmt: skip
FIELDS = (*TEXT_FIELDS, "last", "due")
OPERATORS = ("and", "or", "not")

_QUOTED = r'"(?:[^"\\]|\\.)*"|“[^”]*”'
TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<minus>-(?=\S))
    | (?P<field>[^\W\d]+):(?P<value>{_QUOTED}|[^\s"“”()]*)
    | (?P<quoted>{_QUOTED})
    | (?P<word>[^\s"“”()]+)
    | (?P<quote>["“”])
    """,
    re.VERBOSE | re.DOTALL,
)
_PLAIN_VALUE = re.compile(r'[^\s"“”()]+')
_SEPARATOR = re.compile(r"[^\w+#]+")


class _Joins:
    """Queries join with `&` and `|`, and `~` turns one round."""

    __slots__ = ()

    def __and__(self, other: Query) -> Query:
        return all_of(_query(self), other)

    def __or__(self, other: Query) -> Query:
        return any_of(_query(self), other)

    def __invert__(self) -> Query:
        return none_of(_query(self))


@dataclass(frozen=True, slots=True)
class Everyone(_Joins):
    """Matches everyone: the neutral element of "and"."""

    def __str__(self) -> str:
        return "()"


@dataclass(frozen=True, slots=True)
class PlainWord(_Joins):
    """A word or phrase, looked for in all that is written about somebody."""

    text: str

    def __str__(self) -> str:
        found = TOKEN.match(self.text)
        bare = found and found["word"] == self.text and self.text.lower() not in OPERATORS
        return self.text if bare else _quoted(self.text)


@dataclass(frozen=True, slots=True)
class InField(_Joins):
    """A word or phrase, looked for in one field only."""

    name: str
    text: str

    def __str__(self) -> str:
        bare = _PLAIN_VALUE.fullmatch(self.text)
        return f"{self.name}:{self.text if bare else _quoted(self.text)}"


@dataclass(frozen=True, slots=True)
class Last(_Joins):
    """The last contact: longer ago than a span (`>`), less long ago (`<`), or never."""

    than: Literal[">", "<", "never"]
    span: Span | None = None

    def __str__(self) -> str:
        return f"last:{self.than}{f'{self.span.count}{self.span.unit[0]}' if self.span else ''}"


@dataclass(frozen=True, slots=True)
class Due(_Joins):
    """Due soon, due (long due included), or long due."""

    when: Literal["soon", "due", "long"]

    def __str__(self) -> str:
        return f"due:{self.when}"


@dataclass(frozen=True, slots=True)
class Not(_Joins):
    """Matches whom the inner query does not match."""

    query: Query

    def __str__(self) -> str:
        inner = str(self.query)
        return f"-({inner})" if isinstance(self.query, And | Or) else f"-{inner}"


@dataclass(frozen=True, slots=True)
class And(_Joins):
    """Matches whom all of its parts match."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or(_Joins):
    """Matches whom any of its parts matches."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " or ".join(str(part) for part in self.parts)


Query: TypeAlias = Everyone | PlainWord | InField | Last | Due | Not | And | Or

EVERYONE = Everyone()
NOBODY = Not(EVERYONE)


def all_of(*queries: Query) -> Query:
    """The query that matches whom all of them match; of none of them, everyone."""
    return _joined(And, queries, EVERYONE, NOBODY)


def any_of(*queries: Query) -> Query:
    """The query that matches whom any of them matches; of none of them, nobody."""
    return _joined(Or, queries, NOBODY, EVERYONE)


def _joined(
    kind: type[And | Or], queries: tuple[Query, ...], idle: Query, decisive: Query
) -> Query:
    """Queries joined: one that is `idle` changes nothing, one that is `decisive` everything."""
    flat = (part for one in queries for part in (one.parts if isinstance(one, kind) else (one,)))
    parts = tuple(part for part in flat if part != idle)
    if decisive in parts:
        return decisive
    return kind(parts) if len(parts) > 1 else next(iter(parts), idle)


def none_of(query: Query) -> Query:
    """The query that matches whom this one does not."""
    return query.query if isinstance(query, Not) else Not(query)


def key(text: str) -> str:
    """A text as queries compare it: folded, its words apart by single spaces."""
    return " ".join(_SEPARATOR.sub(" ", fold(text)).split())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _query(joins: _Joins) -> Query:
    if isinstance(joins, Everyone | PlainWord | InField | Last | Due | Not | And | Or):
        return joins
    raise TypeError(joins)
