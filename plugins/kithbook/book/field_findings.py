"""What is told of fields in a text: those read as keys, ties, a last contact, a day in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field

from kithbook.book import other_keys
from kithbook.book.inline_fields import InlineField
from kithbook.book.keys_to_write import is_denied, keys_to_write
from kithbook.book.meant_values import meant_days
from kithbook.book.other_values import as_day
from kithbook.book.reading import ReadAs
from kithbook.book.record_values import says_nothing
from kithbook.book.schema import MET, PERSON
from kithbook.text.dates import is_date
from kithbook.text.problems import Problem
from kithbook.text.source import Node, Scalar, Source
from kithbook.text.words import listed


@dataclass
class FieldFindings:
    """Gathers them while the fields of a file are put in their places."""

    source: Source
    doubtful: list[Problem] = field(default_factory=list)
    placed: list[tuple[int, str, str]] = field(default_factory=list)
    last: list[tuple[Problem, str]] = field(default_factory=list)
    ties: list[tuple[Scalar, str]] = field(default_factory=list)

    def tell_placed(self, field: InlineField, path: str, value: Node) -> None:
        """Notes that a plain line of the text is read as a key."""
        told = ReadAs(path, value).words
        self.placed.append((field.key.start, f'"{field.key.text}"', f"as {told}"))

    def told_placed(self) -> tuple[Problem, ...]:
        """The finding that tells of all plain lines which are read as keys, once for the file."""
        if not self.placed:
            return ()
        at, word, path = self.placed[0]
        said = [f"{word} is read {path}", *(f"{name} {as_}" for _, name, as_ in self.placed[1:])]
        them, keys = ("them", "these keys") if said[1:] else ("it", "this key")
        hint = f"Leave {them}, or write {them} as {keys} between lines --- at the top"
        return (self.source.problem(at, "other-key", listed(said, "and"), hint),)

    def note_tie(self, field: InlineField) -> None:
        """Notes a field that another program has for a tie, which is none in a text."""
        outer, _, kind = other_keys.ours(PERSON.name, field.key.text).partition(".")
        none = field.value.empty or says_nothing(field.value) or is_denied(field.value.text)
        if outer == "ties" and not none and field.whole:
            self.ties.append((field.key, other_keys.as_tie(kind, field.value)))

    def has_tie(self, field: InlineField) -> bool:
        """Whether a field is told as a tie."""
        return any(key.start == field.key.start for key, _ in self.ties)

    def told_ties(self) -> tuple[Problem, ...]:
        """The finding that tells of all such fields, once for the file."""
        if not self.ties:
            return ()
        names = listed((f'"{key.text}"' for key, _ in self.ties), "and")
        each = ", ".join(tie.removeprefix("ties: [").removesuffix("]") for _, tie in self.ties)
        one = not self.ties[1:]
        what = "is a tie here, and a line" if one else "are ties here, and lines"
        message = f"{names} {what} of the text make{'s' if one else ''} none"
        hint = f"Write ties: [{each}] between lines ---"
        return (self.source.problem(self.ties[0][0].start, "unknown-key", message, hint),)

    def last_contact(self, field: InlineField) -> None:
        """Tells of a field with the day of a contact."""
        if other_keys.ours(PERSON.name, field.key.text) != "log":
            return
        day = as_day(field.value.text.strip("[]@ "), yearless=False)
        if is_date(day):
            message = f'"{field.key.text}" has a day and is no entry, so it does not count'
            hint = f"Write it as an entry under ## Log: - {day} KIND: text"
            told = self.source.problem(field.key.start, "unknown-key", message, hint)
            self.last.append((told, day))

    def doubt(self, path: str, field: InlineField) -> None:
        """Tells of a field with a day that is none, or could be two; of `met` what keys it has."""
        value = field.value
        if path == "met" and field.whole and not field.plain and not meant_days(value.text):
            keys = keys_to_write({one.key: False for one in MET.fields}, value.text)
            message = f'"{value.text}" is more than a day, so met is not read'
            hint = f"Write met: {keys} between lines ---"
            self.doubtful.append(self.source.problem(value.start, "wrong-type", message, hint))
        yearless = path in ("born", "dates")
        meant = meant_days(value.text, yearless=yearless)
        if not meant or not any(map(str.isdigit, value.text)):
            return
        ways = " or ".join(f"{path}: {one}" for one in meant)
        what = "could be two days" if len(meant) > 1 else "is not written as a day of the book"
        message = f'"{value.text}" {what}, so {path} is not read'
        at = self.source.problem(value.start, "bad-date", message, f"Write {ways}")
        self.doubtful.append(at)
