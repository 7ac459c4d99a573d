"""List lines of a log that say no day, and of which nothing else is said: told once a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kithbook.book.days_elsewhere import day_said
from kithbook.book.line_instead import SOME_DAY, shown_line, verb_in
from kithbook.book.log_lines import ListItem
from kithbook.book.model import Entry
from kithbook.book.reading import Reading
from kithbook.language.spoken_words import spoken_words
from kithbook.text.words import fold

_OF_CONTACT = ("call", "video", "met", "message", "email", "visit", "talk")
_WORDS = re.compile(r"[\w'\u2019-]+")
_END = re.compile(r"[.;!?](?:\s|$)")
# A day of a month, a day with its year behind a word, or one or two words and a colon.
_HEAD = re.compile(
    r"@?\d{1,2}[./]\d{0,2}[.,]?\s|\d{1,2}\.?\s(?:de\s)?[^\W\d_]+\.?\s(?:del?\s)?\d{4}\b"
    r"|[^\W\d_]+(?:\s[^\W\d_]+)?:\s(?=\S)"
)


@dataclass
class DaylessLines:
    """Gathers what stands in a log as an entry does, in a list or a table, and has no day.

    Below a heading that is no day, such as `### Ideas`, a list is one of thoughts.
    """

    reading: Reading
    told: int = 0
    _topic: bool = False
    _row: bool = False
    _found: list[ListItem] = field(default_factory=list)

    def passes(self, line: ListItem, entry: Entry | None) -> None:
        """Takes a line in, with its entry."""
        told, self.told = len(self.reading.problems) > self.told, len(self.reading.problems)
        if line.heading:
            self._topic = line.given is None
        elif entry is not None:
            self._row = line.text.endswith("|")
        elif not (told or self._topic or _is_of_day(line) or line.parent or line.quoted):
            row = self._row and line.text.endswith("|") and any(map(str.isalpha, line.text))
            if row or (line.bullet and _may_be_entry(line.text)):
                self._found.append(line)

    def report(self) -> None:
        """Tells of all of them, at the first."""
        if not self._found:
            return
        first, *more = self._found
        message = "This line of the log says no day, so it is kept as an aside"
        if more:
            lines = ", ".join(str(self.reading.source.location(one.offset).line) for one in more)
            message += f"; so it is with line {lines}"
        said = first.text.partition("\n")[0]
        day = day_said(said) or str(first.given or SOME_DAY)
        shown = shown_line(f"- {day} {verb_in(said) or 'KIND'}: {said}")
        hint = f"Write {shown}, or take the dash away where it is a thought"
        if first.text.endswith("|"):
            hint = "Write its day into the first cell"
        self.reading.report(first.offset, "almost-entry", message, hint)


def _is_of_day(line: ListItem) -> bool:
    return line.given is not None and line.given.day is not None


def _may_be_entry(text: str) -> bool:
    """Whether a line has no box, and a number or a word at its head, or a verb, as entries do.

    A thought such as `likes figs` has none of these.
    """
    if text[:1] in ("[", "|", "`", "!"):
        return False
    return _HEAD.match(text) is not None or _tells_contact(text)


def _tells_contact(text: str) -> bool:
    """Whether a verb anywhere in the first sentence is one of talking, writing or meeting."""
    words = [fold(one) for one in _WORDS.findall(_END.split(text, maxsplit=1)[0])]
    verbs = (
        verb
        for one in spoken_words()
        for at in range(len(words))
        for verb in one.verbs_at(words, at)
    )
    return any(verb.kind in _OF_CONTACT and not verb.keep and not verb.end for verb in verbs)
