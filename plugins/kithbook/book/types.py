"""Types of single values in a book: each reads a YAML node, and describes itself to readers.

A type's `read` gives the value, or None after it has reported why there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from kithbook.book.foreign_words import OF_A_PERSON
from kithbook.book.keys_to_write import as_one_text
from kithbook.book.meant_values import day_hint, days_asked, meant_days, meant_span, number_in
from kithbook.book.model import Mention
from kithbook.book.reading import Reading
from kithbook.language.choice_words import choices_meant
from kithbook.language.small_words import as_written
from kithbook.text.dates import DateFault, PartialDate, Span, parse_date, parse_span
from kithbook.text.name_links import bare_name
from kithbook.text.source import Items, Keys, Node, Scalar
from kithbook.text.unseen import without_unseen
from kithbook.text.words import did_you_mean, fold, listed, unquoted

Json = Mapping[str, object]

_MONTH = "(0[1-9]|1[0-2])"
_MONTH_DAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP_YEAR = "([1-9][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|[2468][048]|[3579][26])00)"
_NO_SUCH_DAY = re.compile(r"(?P<known>(?:\d{4}|-)-(?:0[1-9]|1[0-2]))-(?!00)\d\d")
_NO_SUCH_MONTH = re.compile(r"(?P<known>[1-9]\d{3})-(?!00)\d\d(?:-\d\d)?")
_SIGNS = "\"'"
_YES = ("yes", "true", "ja", "oui", "sure")
_OFF = ("no", "off", "false", "nein", "non")
_NEVER = (*_OFF, "never", "nie", "niemals", "jamais", "none", "not", "keine", "aucun", "0", "-")
_NOT_ON = ("no", "false", "off", "nein", "non")


class FieldType(Protocol):
    """What every type of a key can do."""

    @property
    def words(self) -> str:
        """The type as a reader calls it: `text`, `a date`."""

    def read(self, node: Node, reading: Reading) -> object | None:
        """The value of a node, or None after reporting what is wrong."""

    def json(self) -> Json:
        """The type as JSON Schema, draft-07."""


def one_value(node: Node, reading: Reading, words: str) -> Scalar | None:
    """The single value of a node, or None after reporting that another shape stands there."""
    if isinstance(node, Scalar):
        return node
    shape = "a list" if isinstance(node, Items) else "keys in { }"
    hint = "Write one value behind the colon; what else there is to say can stand in the notes"
    if joined := as_one_text(node):
        hint = f"Write {joined}"
    if isinstance(node, Keys) and not node.flow and node.pairs[0][0].text in OF_A_PERSON:
        hint = f"Begin it at the edge of the line: {joined.strip(_SIGNS) or node.pairs[0][0].text}"
    reading.report(node.start, "wrong-type", f"{words} was expected, and {shape} stands here", hint)
    return None


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `long` keeps line breaks."""

    long: bool = False
    words: str = "text"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The text, trimmed."""
        if isinstance(node, Items) and not node.nodes:
            return None
        scalar = one_value(node, reading, "Text")
        if scalar is None:
            return None
        return scalar.text.strip() if self.long else unquoted(" ".join(scalar.text.split()))

    def json(self) -> Json:
        """Any scalar, since an editor takes 012 for a number, and none to propose."""
        return {"if": {"type": ["array", "object"]}, "then": {"type": "string"}}


def named_in(text: str, options: tuple[str, ...]) -> list[str]:
    """The options that a text of several words names, such as `inner` in `inner circle`."""
    words = fold(text).split()
    return [option for option in options if words[1:] and fold(option) in words]


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words; `held` counts until a word that cannot be read is mended."""

    options: tuple[str, ...]
    held: str = ""

    @property
    def words(self) -> str:
        """The words to choose from."""
        return listed(f"`{option}`" for option in self.options)

    def read(self, node: Node, reading: Reading) -> str | None:
        """The word, as listed."""
        scalar = one_value(node, reading, "A word")
        if scalar is None:
            return self.held or None
        if (word := scalar.text.strip().lower()) in self.options:
            return word
        reading.report(
            node.start,
            "bad-choice",
            f'"{scalar.text}" is not one of {listed(self.options)}{self._meanwhile}',
            did_you_mean(scalar.text, self.options) or self._begun(word),
        )
        return self.held or None

    def _begun(self, word: str) -> str:
        """The one option that a word begins."""
        longer = [option for option in self.options if len(word) > 2 and option.startswith(word)]
        if len(longer) == 1 or len(longer := named_in(word, self.options)) == 1:
            return f"Write {longer[0]}"
        meant = choices_meant(word, self.options)
        return f"Write {listed(meant, 'or')}" if meant else "Take one of them"

    @property
    def _meanwhile(self) -> str:
        return f"; until it is mended, {self.held} counts" if self.held else ""

    def json(self) -> Json:
        """An enumeration; in the YAML 1.2 of editors `no` is text."""
        return {"enum": list(self.options)}


@dataclass(frozen=True, slots=True)
class Date:
    """A date of which part may be unknown; only a birthday may lack its year.

    Somebody was `born` on it: a year of two digits may be of either century.
    """

    yearless: bool = False
    born: bool = False

    @property
    def words(self) -> str:
        """How to write it."""
        return "a date, `2026-11-30`, `2026-11` or `2026`" + (
            ", or `--11-30` or `--11` without its year" if self.yearless else ""
        )

    def read(self, node: Node, reading: Reading) -> PartialDate | None:
        """The date, when there is such a day."""
        scalar = one_value(node, reading, "A date")
        if scalar is None:
            return None
        try:
            found = parse_date(without_unseen(scalar.text))
        except DateFault as fault:
            message = str(fault)
            reading.report(
                node.start, "bad-date", message[0].upper() + message[1:], self._instead(scalar.text)
            )
            return None
        if found.year is None and not self.yearless:
            hint = f"Write YEAR-{str(found).removeprefix('--')}, with its year"
            reading.report(node.start, "bad-date", f'"{found}" has no year', hint)
            return None
        return found

    def _instead(self, text: str) -> str:
        """What to write for a day that stands there in another form, or is none."""
        for shape, wrong, kept in (
            (_NO_SUCH_DAY, "day", "month"),
            (_NO_SUCH_MONTH, "month", "year"),
        ):
            if (found := shape.fullmatch(text.strip())) and meant_days(
                found["known"], yearless=True
            ):
                return f"Mend the {wrong}, or write {found['known']} for the {kept} alone"
        return day_hint(text, yearless=self.yearless, born=self.born)

    def json(self) -> Json:
        """A pattern of the days there are; an editor may take a bare year for a number."""
        some = f"[1-9][0-9]{{3}}(-({_MONTH}|{_MONTH_DAY}))?|{_LEAP_YEAR}-02-29"
        yearless = f"|--({_MONTH}|{_MONTH_DAY}|02-29)" if self.yearless else ""
        return {
            "type": ["string", "integer"],
            "pattern": f"^({some}{yearless})$",
            "minimum": 1000,
            "maximum": 9999,
        }


@dataclass(frozen=True, slots=True)
class Death:
    """The day somebody died, as far as it is known, or `yes` alone."""

    words: str = "a date, or `yes`"

    def read(self, node: Node, reading: Reading) -> PartialDate | bool | None:
        """The date, or that they died where it is not known when; what is no date is in doubt.

        Whoever writes the key means it, so a date in another form still says that they died, and
        when, where it can mean one day only.
        """
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if text.lower() in ("yes", "true"):
            return True
        if died := Date().read(node, reading):
            return died
        if text.lower() in _NOT_ON and reading.problems:
            reading.problems[-1] = replace(reading.problems[-1], hint="Delete the key")
        if text.lower() in (*_YES, *as_written("nobody")) and reading.problems:
            reading.problems[-1] = replace(reading.problems[-1], hint="Write yes")
        meant = meant_days(text)
        if len(meant) == 1:
            return parse_date(meant[0])
        return None if text.lower() in _NOT_ON else True

    def json(self) -> Json:
        """A date, or the word."""
        words = {"type": "string", "pattern": "^([Yy][Ee][Ss]|[Tt][Rr][Uu][Ee])$"}
        return {"anyOf": [Date().json(), words, {"const": True}]}


def _span_hint(text: str, never: str) -> str:
    """What to write for a text that is no span of time."""
    if meant := meant_span(text):
        return f"Write {meant}"
    if fold(text).strip() in _NEVER:
        return never
    return "Write a number and a unit: 10 days, 6 weeks, 2 months, 1 year"


@dataclass(frozen=True, slots=True)
class SpanOfTime:
    """A length of time; `never` is what to do where none is wanted."""

    words: str = "a span such as `6 weeks`"
    never: str = "Leave the key out, or write pause: true where nothing is to remind you"

    def read(self, node: Node, reading: Reading) -> Span | None:
        """The span; a bare number means days."""
        scalar = one_value(node, reading, "A span of time")
        if scalar is None:
            return None
        try:
            return parse_span(scalar.text)
        except ValueError as fault:
            message = str(fault)
            reading.report(
                node.start,
                "bad-span",
                message[0].upper() + message[1:],
                _span_hint(scalar.text, self.never),
            )
            return None

    def json(self) -> Json:
        """A number with an optional unit."""
        return {
            "type": ["string", "integer"],
            "pattern": "^0*[1-9][0-9]*\\s*([dwmy]|days?|weeks?|months?|years?)?$",
            "minimum": 1,
        }


@dataclass(frozen=True, slots=True)
class Boolean:
    """A plain true or false; `held` counts as true until what cannot be read is mended."""

    held: bool = False
    words: str = "`true` or `false`"

    def read(self, node: Node, reading: Reading) -> bool | None:
        """The truth value; quoted text is refused, since "false" would count as true elsewhere."""
        scalar = one_value(node, reading, "true or false")
        if scalar is None:
            return self.held or None
        word = scalar.text.strip().lower()
        if scalar.plain and word in ("true", "false"):
            return word == "true"
        quoted = "" if scalar.plain else " in quotes"
        until = days_asked(scalar.text) if self.held else ()
        hint = f"Write true, or the key snooze: {until[0]} for quiet until then" if until else ""
        first = re.split(r"\W+", word)[0]
        meant = "true" if first in (*_YES, "on", "true") else "false" if first in _OFF else ""
        hint = f"Write {meant}" if meant else hint
        reading.report(
            node.start,
            "bad-boolean",
            f'"{scalar.text}"{quoted} is neither true nor false',
            hint or "Write true or false, without quotes",
        )
        return (self.held and word not in _NOT_ON) or None

    def json(self) -> Json:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from zero up; `least` may raise the floor."""

    least: int = 0
    words: str = "a whole number"

    def read(self, node: Node, reading: Reading) -> int | None:
        """The number."""
        scalar = one_value(node, reading, "A whole number")
        if scalar is None:
            return None
        text = scalar.text.strip()
        if text.isascii() and text.isdigit() and len(text) < 7 and int(text) >= self.least:
            return int(text)
        floor = f" from {self.least} up" if self.least else ""
        number = number_in(text.rstrip(",;"))
        hint = f"Write {number}" if number is not None and number >= self.least else ""
        hint = hint or f"Write how many it is in figures{floor}"
        message = f'"{scalar.text}" is not a whole number{floor}'
        reading.report(node.start, "bad-number", message, hint)
        return None

    def json(self) -> Json:
        """An integer."""
        return {"type": "integer", "minimum": self.least}


@dataclass(frozen=True, slots=True)
class Name:
    """The id, name or alias of a person in the book, with or without [[ ]]."""

    words: str = "a person's id, name or alias"
    instead: Callable[[str], str] | None = None
    """What to write for a text that holds more than a name; empty where it does not."""

    def read(self, node: Node, reading: Reading) -> Mention | None:
        """Whom it means; `[[x]]` without quotes is a nested list to YAML and read all the same."""
        inner = node
        while isinstance(inner, Items) and len(inner.nodes) == 1:
            inner = inner.nodes[0]
        scalar = one_value(inner, reading, "A person's id or name")
        if scalar is None:
            return None
        text = bare_name(scalar.text if inner is node else f"[[{scalar.text}]]")
        names = reading.names
        if self.instead and names and not names.resolve(text).ids and (hint := self.instead(text)):
            message = f'"{text}" says more than a name, so it leads to nobody'
            reading.report(scalar.start, "unknown-person", message, hint)
            return Mention(text, reading.source.location(scalar.start))
        return reading.mention(text, scalar.start)

    def json(self) -> Json:
        """Text."""
        return {"type": ["string", "array"]}


def is_empty(node: Node) -> bool:
    """Whether nothing was written where a value could stand."""
    return isinstance(node, Scalar) and node.empty
