"""Tasks with the marks of task lists: `- [ ] send Bo the book 📅 2026-12-01` is due that day."""

from __future__ import annotations

import re
from typing import NamedTuple

from kithbook.book.meant_values import meant_days
from kithbook.book.written_days import read_day, told_from_today
from kithbook.text.dates import DateFault, PartialDate, parse_date

_SIGNS = {
    "\N{CALENDAR}": "due", "\N{TEAR-OFF CALENDAR}": "due", "\N{SPIRAL CALENDAR PAD}": "due",
    "\N{WHITE HEAVY CHECK MARK}": "done", "\N{HEAVY PLUS SIGN}": "made",
    "\N{HOURGLASS WITH FLOWING SAND}": "planned", "\N{AIRPLANE DEPARTURE}": "start",
}  # fmt: skip
_WORDS = {
    "due": "due", "completion": "done", "done": "done", "created": "made",
    "scheduled": "planned", "start": "start",
}  # fmt: skip
_MARK = re.compile(
    rf"\s*(?P<sign>[{''.join(_SIGNS)}])\ufe0f?\s*(?P<day>\d{{4}}-\d\d-\d\d)"
    r"|\s*(?<!\w)@?due[:(]\s*(?P<plain>\d{4}-\d\d-\d\d)\)?"
    rf"|\s*[\[(](?P<word>{'|'.join(_WORDS)})::\s*(?P<told>\d{{4}}-\d\d-\d\d)[^\])]*[\])]"
)
_BY = re.compile(
    r"(?!\w+\s*:)(?P<text>.+?),?\s+(?:by|due|bis|avant\s+le)\s+(?P<day>\d{4}-\d\d-\d\d)\.?\s*"
)
_SILENT = re.compile(r"\s*(?:[🔺⏫🔼🔽⏬]\ufe0f?|[🆔⛔🏁]\ufe0f?\s*[\w,-]+)(?=\s|$)")


_UNDATED = re.compile(
    rf"\[ ?\][^\n]*?[{''.join(sign for sign, what in _SIGNS.items() if what == 'due')}]\ufe0f?\s*"
    r"(?P<said>(?!\d{4}-\d\d-\d\d)[^\s][^\n]{0,40}?)\s*$"
)
_WHEN = re.compile(
    r"(?:\N{HOURGLASS WITH FLOWING SAND}|\N{AIRPLANE DEPARTURE}"
    r")\ufe0f?\s*\S+|[\[(](?:scheduled|start)::\s*[^\])]*[\])]"
    r"|\N{CLOCKWISE RIGHTWARDS AND LEFTWARDS OPEN CIRCLE ARROWS}\ufe0f?\s*\w+(?:[ ,]+[\w,]+)*"
)
_TODO = re.compile(
    r"(?:\{\{(?:\[\[)?TODO(?:\]\])?\}\}|(?:TODO|NEXT|WAITING|LATER|NOW|DOING):?|[Tt]o-?do:)\s+(?P<text>[^\n]+?)"
    r"(?:\s+(?:DEADLINE|SCHEDULED):\s*<(?P<day>\d{4}-\d\d-\d\d)[^>\n]*>)?\s*"
)
_WORD = re.compile(r"(?<=[\s(])[^\s(]")
_UNTIL = re.compile(
    r"\b(?:by|due|until|till|before|bis|sp\u00e4testens|vor(?:\sdem)?|avant\sle):?\s$"
)
_MARKED_DAY = re.compile(
    r"(?<=\s)(?:[^\w\s(<{!^\[]\ufe0f?\s?)?[(<{!^\[]{0,2}\d{4}-\d\d-\d\d[)>}\]]{0,2}"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ODD_BOX = re.compile(r"\[(?P<sign>[-/<>?!o*~+=])\]\s+\S")
ODD_BOXES = tuple(f"[{sign}]" for sign in "-/<>?!o*~+=")
"""Boxes of task lists beside the open and the ticked: called off, half done, moved, in doubt."""


class TaskMarks(NamedTuple):
    """What the marks of a task say, and its text without them; `wrong` is a day that is none."""

    text: str
    due: PartialDate | None = None
    done: PartialDate | None = None
    made: PartialDate | None = None
    planned: PartialDate | None = None
    start: PartialDate | None = None
    wrong: str = ""

    @property
    def on(self) -> PartialDate | None:
        """The day that the task is of: when it was made, else the first that it names."""
        return self.made or self.start or self.planned or self.due or self.done


def marks_in(text: str) -> TaskMarks | None:
    """The marks of a task, or None where it names no day on which it is due or was done."""
    said: dict[str, PartialDate] = {}
    wrong = ""
    for found in _MARK.finditer(text):
        what = _SIGNS[found["sign"]] if found["sign"] else _WORDS[found["word"] or "due"]
        day = found["day"] or found["told"] or found["plain"]
        try:
            said.setdefault(what, parse_date(day))
        except DateFault:
            wrong = wrong or day
    if not wrong and not said.keys() & {"due", "done"}:
        return None
    return TaskMarks(without_marks(text), wrong=wrong, **said)


def task_in(text: str) -> TaskMarks | None:
    """What a task says, by its marks or by the words `by 2026-12-01` at its end."""
    found = None if marks_in(text) else _BY.fullmatch(text)
    if found is None:
        return marks_in(text)
    try:
        return TaskMarks(found["text"], due=parse_date(found["day"]))
    except DateFault:
        return TaskMarks(found["text"], wrong=found["day"])


def without_marks(text: str) -> str:
    """The text of a task without its days and signs."""
    return " ".join(_SILENT.sub("", _MARK.sub("", text)).split())


def undated_mark(text: str) -> str:
    """What stands behind a mark for a day in an open task and is no day, such as `next week`."""
    found = _UNDATED.match(text)
    return found["said"].strip() if found else ""


def unasked_day(text: str) -> str:
    """A sign of an open task that says when to do it or how often, and not until when."""
    if not text.startswith(("[ ]", "[]")) or task_in(text) is not None:
        return ""
    return unasked_sign(text)


def unread_day(text: str) -> str:
    """A day in an open task that no word says to be the one on which it is due."""
    if not text.startswith(("[ ]", "[]")) or task_in(text) is not None:
        return ""
    found = _MARKED_DAY.search(text, len("[ ] "))
    return found.group().strip() if found else _worded_day(text)


def _worded_day(text: str) -> str:
    """A day with its year that stands in a task in another writing, or one behind `by`."""
    for word in _WORD.finditer(text, len("[ ] ")):
        rest = text[word.start() :].rstrip(" .)")
        if told_from_today(rest) == len(rest) and _UNTIL.search(text, 0, word.start()):
            return rest
        day = read_day(text, word.start())
        said = text[word.start() : day.end].strip(" .,;:)") if day else ""
        whole = day and day.meant and re.match(r"\d{4}-", day.meant[0])
        if day and any(map(str.isdigit, said)) and (whole or _UNTIL.search(text, 0, word.start())):
            return said if day.end >= len(text.rstrip(" .)")) or whole else ""
    return ""


def unasked_sign(text: str) -> str:
    """The sign in a text that says when to do a thing or how often, and what it says."""
    found = _WHEN.search(text)
    return found.group() if found else ""


def due_instead(said: str) -> str:
    """What to write for a mark that says when to do a thing, or for what is no day."""
    day = _DAY.search(said)
    sign = "\N{CALENDAR}"
    if day:
        return f"{sign} {day.group()} where it is due by then"
    ways = meant_days(said)
    return f"{sign} {' or '.join(ways)}" if ways else f'{sign} and the day that "{said}" is'


def todo_of_org(text: str) -> str:
    """The open task that a line of Org says, such as `TODO write DEADLINE: <2026-12-01 Tue>`."""
    found = _TODO.fullmatch(text)
    if found is None:
        return ""
    due = f" by {found['day']}" if found["day"] else ""
    return " ".join(f"{found['text']}{due}".split())


def odd_box(text: str) -> str:
    """The sign in the box that a text begins with, where it is neither open nor ticked."""
    found = _ODD_BOX.match(text)
    return found["sign"] if found else ""
