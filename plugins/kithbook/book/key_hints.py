"""What to do about a key that is not one of a record: ours for it, or how to keep it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from kithbook.book import other_keys
from kithbook.book.keys_to_write import is_denied, keys_to_write
from kithbook.book.log_keys import line_of_keys
from kithbook.book.meant_values import days_asked, meant_span
from kithbook.book.other_values import as_day
from kithbook.book.reading import Reading
from kithbook.book.scalars import scalar_texts
from kithbook.book.types import Date
from kithbook.text.source import Items, Keys, Node, Scalar, Source
from kithbook.text.words import did_you_mean, fold, listed

if TYPE_CHECKING:
    from kithbook.book.records import Key, Record

_DAYS = ("born", "died", "snooze", "met.on")
_TOLD_IN_WORDS = ("ties", "log", "notes")
_WHOLE_DAY = r"\d{4}-\d\d-\d\d"
_FEW_LETTERS = 5
_OF_PEOPLE = ("a person", "reach", "met")


@dataclass(frozen=True, slots=True)
class KeyHints:
    """The hints for one mapping, `node`; `known` are the keys of its record."""

    record: Record
    reading: Reading
    known: Mapping[str, Key]
    node: Keys

    @property
    def there(self) -> set[str]:
        """The keys of ours that stand there."""
        read_as = self.reading.read_as
        return {key.text for key, _ in self.node.pairs if key.start not in read_as}

    def unknown(self, word: str, value: Node) -> str:
        """What to do about a key that is not read."""
        return (
            self._outside(word, value)
            or self._living(word, value)
            or self.ours(word, value)
            or self._inside(word)
            or _slip(word, self.known)
            or self._nearly_ours(word, value)
            or self._elsewhere(word)
        )

    def _nearly_ours(self, word: str, value: Node) -> str:
        """What a slip of the pen in a key of another program is here, or a span under any key."""
        for near in other_keys.words_like(self.record.name, word):
            if hint := self.ours(near, value):
                return hint
        every = "every" in self.known and "every" not in self.there and isinstance(value, Scalar)
        span = meant_span(value.text) if every and isinstance(value, Scalar) else ""
        return f"Write every: {span}" if span else ""

    def ours(self, word: str, value: Node) -> str:
        """What a key of another program is here; its value with it where that can be read."""
        path = other_keys.ours(self.record.name, word)
        outer, _, inner = path.partition(".")
        if fold(word) in self.known or not path:
            return ""
        if outer in _TOLD_IN_WORDS and (outer != "notes" or outer not in self.known):
            return self._in_words(outer, inner, value)
        if outer not in self.known or not self.known[outer].has(inner):
            return self._elsewhere(word)
        said = self._shown(path, value, self.known[outer])
        if path == "notes" and isinstance(value, Items):
            said = "|, and each on an indented line below it"
        days = _remembered(word, value) if outer == "dates" and isinstance(value, Scalar) else []
        if outer in self.there:
            return self._put(outer, inner, said, days)
        if days:
            return f"Write {' or '.join(f'dates: [{one}]' for one in days)}"
        fault = self._fault(path, value) if said == "…" and isinstance(value, Scalar) else ""
        whole = outer in ("met", "circle") and said.startswith(outer)
        said = said if whole else f"{outer}: {{{inner}: {said}}}" if inner else f"{outer}: {said}"
        return fault or f"Write {said}"

    def _in_words(self, outer: str, inner: str, value: Node) -> str:
        if outer == "ties" and "ties" in self.there:
            tie = other_keys.as_tie(inner, value).removeprefix("ties: [").removesuffix("]")
            return f"Put it into ties, which is there: {tie}"
        return _in_words(outer, inner, value, self.known, self.reading.source)

    def _fault(self, path: str, value: Scalar) -> str:
        """What to write where a day stands there that is none."""
        outer, _, inner = path.partition(".")
        key = self.known[outer]
        of = next((one for one in key.inner if one.key == inner), key)
        if not isinstance(of.type, Date):
            return ""
        reading = Reading(self.reading.source)
        of.type.read(value, reading)
        return reading.problems[0].hint if reading.problems else ""

    def _put(self, outer: str, inner: str, said: str, days: list[str]) -> str:
        """What to write into a key of ours that is there."""
        if self.known[outer].several and not days and said != "…":
            return f"Put {said} into {outer}, which is there"
        said = f", as {inner}: {said}" if inner else ", or take it out"
        said = f": {' or '.join(days)}" if days else said
        return f"Put it into {outer}, which is there{said}"

    def _shown(self, path: str, value: Node, key: Key) -> str:
        """A value as it can be written under our key; with it where it takes more keys than one."""
        outer, _, inner = path.partition(".")
        raw = other_keys.shown(value, self.reading.source.text[value.start : value.end], path)
        if path == "pause":
            return raw
        ways = (raw, f"[{raw}]") if raw != "…" else ()
        raw = next((way for way in ways if key.takes(inner, way)), "…")
        if raw == "…" and isinstance(key.type, Date) and isinstance(value, Scalar):
            raw = " or ".join(days_asked(value.text, yearless=key.type.yearless)) or raw
        if raw == "…" and self.record.name not in _OF_PEOPLE:
            return next(iter(ways), raw)  # what is wrong in it is told there
        if raw == "…" and path in _DAYS and isinstance(value, Scalar):
            raw = " or ".join(days_asked(value.text, yearless=path == "born", born=True)) or raw
        if outer == "met" and raw == "…" and isinstance(value, Scalar):
            keys = {field.key: False for field in key.inner}
            said = keys_to_write(keys, value.text)
            return f"met: {said}" if said else raw
        settings = self.reading.settings
        yours = tuple(name for name, _ in settings.circles)
        unread = tuple(name for key, name in settings.unread if key == "circles" and name)
        if path == "circle" and isinstance(value, Scalar):
            alike = [name for name in (*yours, *unread) if fold(name) == fold(value.text)]
            if alike:
                return alike[0]
        if path == "circle" and raw == "…":
            return f"circle: …, with one of {listed(yours)}"
        return raw

    def _outside(self, word: str, value: Node) -> str:
        """What to write for a key of a person that has slipped below another one."""
        theirs = word in self.record.outside and not other_keys.ours(self.record.name, word)
        if not (theirs and isinstance(value, Scalar)):
            return ""
        where = "on a line of its own" if self.node.flow else "at the edge of the line"
        return f"Begin it {where}: {word}: {value.text}".rstrip()

    def _living(self, word: str, value: Node) -> str:
        """What to do about a key that says that somebody has not died."""
        dead = other_keys.ours(self.record.name, word) == "died" and isinstance(value, Scalar)
        if not (dead and isinstance(value, Scalar) and is_denied(value.text)):
            return ""
        return "Take it out: who has no day of death is taken to live"

    def _elsewhere(self, word: str) -> str:
        if self.record.own_keys:
            return f"Begin it with x_ to make it your own: x_{word.replace(' ', '_')}"
        return "Keep what you want to remember of it in the notes; no key of your own stands here"

    def _inside(self, word: str) -> str:
        """Where a key belongs that stands one level too high, such as `email` for `reach`."""
        for outer in self.record.fields:
            inner = (field.key for field in outer.inner)
            near = _slip(word, inner) if len(word) > 2 else ""
            if near:
                key = near.split('"')[1]
                return f"Did you mean {outer.key}: {{{key}: …}}?"
        return ""


def _remembered(word: str, value: Scalar) -> list[str]:
    """The days to remember that a key of another program can mean, each in braces."""
    what = next(scalar_texts(" ".join(word.replace("_", " ").split()).lower(), flow=True))
    days = (one for one in days_asked(value.text, yearless=True) if "YEAR" not in one)
    return [f"{{on: {one}, what: {what}}}" for one in days]


def _in_words(outer: str, inner: str, value: Node, known: Mapping[str, Key], source: Source) -> str:
    """What to write for a key of another program that is a tie, an entry or a note here."""
    if outer == "ties":
        return f"Write {other_keys.as_tie(inner, value)}"
    if outer == "notes":
        return "Write it below the second line ---, as notes"
    if outer == "log" and isinstance(value, Items) and value.nodes:
        first = value.nodes[0]
        line = line_of_keys(first) if isinstance(first, Keys) else ""
        line = line or " ".join(source.text[first.start : first.end].split()).strip("'\"")
        return f"Write its lines under ## Log: - {line}"
    said = as_day(value.text, yearless=False) if isinstance(value, Scalar) else ""
    day = said if re.fullmatch(_WHOLE_DAY, said) else "DATE"
    where = "in the list log" if outer in known else "under ## Log"
    return f"Write it as an entry {where}: - {day} KIND: text"


def _slip(word: str, known: Iterable[str]) -> str:
    """The known word that was meant, where this is a slip of the pen and no other word."""
    near = did_you_mean(word, known)
    found = near.split('"')[1] if near else ""
    said = fold(word)
    if not found or sorted(said) == sorted(found) or said in found:
        return near
    short = len(said) == len(found) < _FEW_LETTERS  # of `diet` and `died` each is a word
    few = len(said) > _FEW_LETTERS or (not short and _one_apart(said, found))
    return near if said[:1] == found[:1] and few else ""


def _one_apart(one: str, other: str) -> bool:
    """Whether a single letter is missing, too many, or another."""
    short, long = sorted((one, other), key=len)
    same = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(one, other, strict=False)))
    return long[same + 1 :] == short[same + (len(short) == len(long)) :]
