"""List lines of a log that say a contact or something owed, and no day: what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.book.days_elsewhere import day_said
from kithbook.book.entry_words import OWED_TO_ME
from kithbook.book.line_instead import (
    SOME_DAY,
    LineParts,
    Told,
    entry_line,
    is_pronoun,
    shown_line,
    told_first,
)
from kithbook.book.log_lines import ListItem
from kithbook.book.reading import Reading
from kithbook.book.tasks import task_in
from kithbook.book.written_days import is_weekday
from kithbook.language.small_words import in_any_language
from kithbook.text.words import fold

_FIELD = re.compile(r"(?P<word>[^\W\d_][^:\n]{0,20}?)\s*[:\uff1a]\s+(?=\S)")
_OWED_BY_ME = re.compile(
    r"(?:I|we)\s+(?:still\s+)?owe\s+(?:\w+\s+)?|(?:ich\s+)?schulde\s+(?:\w+\s+)?(?=\S)"
    r"|je\s+(?:lui|leur)\s+dois\s+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_][\w'\u2019-]*")
_NEAR = 4
_NO_PROMISE = "This is no promise yet: one has a box and its day"


def undated(line: ListItem, read: LineParts, reading: Reading) -> Iterator[Told]:
    """What may be said of a list line without a day and without a kind; the first holds."""
    text, begins = line.text, read.kind_at
    yield from owed_in(line, read)
    bare = not (read.box or read.kind or line.given) and _is_of_somebody(text[begins:], reading)
    if bare and (kind := told_first(text[begins:])):
        instead = entry_line("", day_said(text) or SOME_DAY, kind, text[begins:])
        message = "This says no day, and an entry begins with one"
        yield Told(0, message, f"Write {shown_line(instead)}")


def owed_in(line: ListItem, read: LineParts) -> Iterator[Told]:
    """What may be said of a list line that says something owed, and is no promise as it stands."""
    text, day = line.text, str(line.given) if line.given else SOME_DAY
    begins = read.kind_at
    field = _FIELD.match(text, begins)
    if field and _is_todo(field["word"]):
        yield _promise(day, "promised", text[field.end() :])
    elif OWED_TO_ME.match(text, begins):
        yield _promise(day, "awaiting", text[begins:])
    elif owed := _OWED_BY_ME.match(text, begins):
        yield _promise(day, "promised", text[owed.end() :])
    elif not read.box and (task := task_in(text)) and task.due and not line.given:
        yield _promise(day, "promised", text[begins:])


def _promise(day: str, kind: str, said: str) -> Told:
    return Told(0, _NO_PROMISE, f"Write {shown_line(entry_line('[ ] ', day, kind, said))}")


def _is_of_somebody(text: str, reading: Reading) -> bool:
    """Whether a line names somebody right behind its verb, by a name or as `her`, or says when."""
    words = _WORDS.findall(text.partition("\n")[0])
    when = in_any_language("days") - in_any_language("around")
    if any(fold(one) in when or (len(one) > len("Mon") and is_weekday(one)) for one in words[1:]):
        return True
    names = reading.names
    return any(
        is_pronoun(one) or (one[:1].isupper() and names and names.called(one))
        for one in words[1:_NEAR]
    )


def _is_todo(word: str) -> bool:
    return fold(word).replace(" ", "_").replace("-", "_") in in_any_language("todo")
