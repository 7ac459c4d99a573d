"""The lines of a log or a journal as items: what each begins with, what goes on from it, its day.

What is an entry and what is none is told in `entries`; here every line is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kithbook.book.contact_headings import ContactHeading
from kithbook.book.dated_heads import dated_head
from kithbook.book.written_days import date_of_heading, month_named, read_day
from kithbook.text.dates import PartialDate
from kithbook.text.open_fence import OpenFence

# A number and a dot may be the day of a month; a dash or dot of a telephone needs no blank.
BULLET = re.compile(
    r"(?P<indent>[ \t]*)"
    r"(?P<sign>[-*+•\u25e6\u2023\u00b7▪●\u2013\u2014\u2212]|\d{1,3}[.)]|\*{2,6}(?=[ \t]))"
    r"(?:[ \t\u00a0\u202f\u2007\u3000]+"
    r"|(?<=[-•\u25e6\u2023\u00b7▪●\u2013\u2014\u2212])(?=\d|\[))(?=\S)"
)
HEADING = re.compile(r" {0,3}(?P<level>#{1,6})\s+(?P<title>.*?)\s*#*\s*$")
_TITLED = re.compile(r"#{1,6}[ \t]+")
_BOX = re.compile(r"\[.?\]\s*")
_PART = re.compile(r"\d{4}\s|\d{1,2}/\d{1,2}\s")
_KIND = re.compile(r"[^\W\d_][\w-]*(?:\s[^:]{1,60})?:")
_LOG = re.compile(r"(?:[^\w\s]+\s+)?log(?:\s+[^\w\s]+)?", re.IGNORECASE)
_DAY_MARK = re.compile(r"\d{1,2}(?:\.|st|nd|rd|th|er)?(?::|\s+[\u2013\u2014-]\s|(?<=[.a-z])\s)")
_ANY_YEAR = PartialDate(2000)
# What Org writes on the line below a task.
_PLANNED = re.compile(r"(?:DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[]\d")
_LONGEST_DAY = 32
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_QUOTED = (">", "<")
# A line that is code from end to end is an example, and tells of nothing.
_CODE = re.compile(r"(?P<mark>`+)[^`\n]+(?P=mark)\s*")


class ListItem(NamedTuple):
    """An item of a list or a line of text, with what goes on from it, and where it begins.

    `given` is the day of the heading, file or item above it; a `quoted` one never is an entry. A
    `parent` is a day and no more, and gives it to the items below, which are `linked` where that
    day is a link; `counted` says that one above begins with its day, below a month. `kind` is
    what the heading above says that a line with a day is of, such as `## Meetings`; below an
    `events` one, such as `## Timeline`, it is of what befell somebody. The `first` is the one right
    below a heading or an item that is a day and no more.
    """

    offset: int
    text: str
    bullet: bool
    given: PartialDate | None = None
    heading: bool = False
    quoted: bool = False
    parent: bool = False
    kind: str = ""
    linked: bool = False
    counted: bool = False
    events: bool = False
    first: bool = False


class NotesAndLog(NamedTuple):
    """The lines of a body outside and inside its log; `unclosed` is where a fence is left open.

    All of them stand a `margin` from the edge.
    """

    notes: tuple[tuple[int, str], ...]
    log: tuple[ListItem, ...]
    logged: bool
    unclosed: int | None
    margin: int = 0


def is_log(title: str) -> bool:
    """Whether a heading is that of the log; a small picture may stand beside the word."""
    return title.lower() == "log" or _LOG.fullmatch(title) is not None


def split_body(lines: Iterable[tuple[int, str]], whole: str) -> NotesAndLog:
    """The notes of a person's body, and the items under `## Log`; a day's heading stays in it."""
    fence = OpenFence()
    notes = fence.inside
    log: list[tuple[int, str]] = []
    inside = logged = False
    for offset, text in fence.outside(lines):
        heading = HEADING.match(text) if "#" in text else None
        if heading and len(heading["level"]) <= 2:
            begins = len(heading["level"]) == 2 and is_log(heading["title"])
            inside = begins or (inside and _is_dated(heading["title"]))
            logged = logged or begins
            if begins:
                continue
        (log if inside else notes).append((offset, text))
    return NotesAndLog(tuple(sorted(notes)), tuple(items(log, whole)), logged, fence.at)


def _is_dated(title: str) -> bool:
    """Whether a heading is a day, or the month of a year above it, and so is one of the log."""
    return read_day(title) is not None or date_of_heading(title, _ANY_YEAR) is not None


@dataclass
class _Under:
    """The list item above that is a day and nothing else, and how deep it stands."""

    day: PartialDate | None = None
    deep: int = 0
    linked: bool = False
    lone: PartialDate | None = None
    """The day of a line of text that is one and nothing else, until the end of its paragraph."""

    fresh: bool = False
    """Whether nothing stands yet below that day, or below a heading that is one."""

    def alone(self, line: ListItem, deep: int, *, events: bool) -> ListItem:
        """A line with its day, where it is one and nothing else, and as the first below one."""
        first, found = self.fresh, _lone_day(line, deep)
        self.fresh = found is not None
        if found:
            self.lone = found
            line = line._replace(parent=True, given=found)
        return line._replace(first=first, events=events) if first or events else line

    def lone_above(self, text: str) -> PartialDate | None:
        """The day of the paragraph for a line of it; words of time alone end it."""
        self.lone = None if self.lone and _is_of_time(text) else self.lone
        return self.lone

    def begins(self, item: ListItem, deep: int, below: str) -> bool:
        """Whether an item gives its day to the list that begins below it."""
        if not (item.bullet and BULLET.match(below)):
            return False
        day = read_day(item.text)
        if day is None or day.on is None or day.end < len(item.text):
            return False
        self.day, self.deep, self.linked = day.on, deep, item.text.startswith("[[")
        self.fresh = True
        return True

    def day_at(self, deep: int) -> PartialDate | None:
        """The day of a line that stands so deep; a line further left ends the list."""
        if deep <= self.deep:
            self.day = None
        return self.day


@dataclass
class _Headings:
    """The dates of the headings above while one goes down a text, and how deep each stands."""

    given: PartialDate | None
    above: tuple[tuple[int, PartialDate | None], ...] = ()
    counted: bool = False

    def read(self, title: str, level: int) -> PartialDate | None:
        """Takes a heading in; the date that holds below it."""
        self.above = tuple(one for one in self.above if one[0] < level)
        outer = self.above[-1][1] if self.above else self.given
        on = date_of_heading(title, outer) or self._same_day(title)
        # A day that cannot be told holds back the one above: what stands below is of neither.
        unclear = on is None and (read_day(title) is not None or _other_month(title, self.above))
        if on or unclear:
            self.above = (*self.above, (level, on))
        self.counted = False
        return None if unclear else on or outer

    def _same_day(self, title: str) -> PartialDate | None:
        """The day of the file, where a heading says it again without its year."""
        day = read_day(title) if self.given and self.given.day else None
        same = day and day.meant == (f"YEAR-{str(self.given)[5:]}",)
        return self.given if same else None

    def below(self, line: ListItem, text: str) -> ListItem:
        """A line below the heading of a month, where a number is no bullet but the day."""
        if not (line.given and line.given.month and not line.given.day):
            return line
        bare = text.lstrip()
        if bare[0].isdigit() and line.bullet:
            whole = bare.rstrip()
            at = line.offset + len(line.text) - len(whole)
            line = line._replace(offset=at, text=whole, bullet=False)
        counted = line.bullet and (_DAY_MARK.match(line.text) or read_day(line.text)) is not None
        line, self.counted = line._replace(counted=self.counted), self.counted or counted
        return line


def _other_month(title: str, above: tuple[tuple[int, PartialDate | None], ...]) -> bool:
    """Whether a heading names a month below a heading that is another."""
    outer = above[-1][1] if above else None
    month = month_named(title) if outer and outer.month else None
    return month is not None and outer is not None and month != outer.month


def items(
    lines: Iterable[tuple[int, str]], whole: str, given: PartialDate | None = None, margin: int = 0
) -> Iterator[ListItem]:
    """The items among lines outside code, a margin from the edge, each with what goes on."""
    dates, day, apart, under, of = _Headings(given), given, False, _Under(), ContactHeading()
    current: ListItem | None = None
    indent = below = end = 0
    for offset, text in lines:
        bare = text.lstrip()
        # A code block, or notes, may stand between; an item ends there.
        if current and offset > below + 2 + margin:
            yield _until(current, end, whole)
            current = None
        below = offset + len(text)
        if not bare:
            apart, under.lone = True, None
            continue
        deep = len(text) - len(bare)
        begins = current and not end and deep > indent and under.begins(current, indent, text)
        if current and begins:
            current = current._replace(parent=True, kind="", given=under.day)
        elif current and _belongs(current, text, bare, deep - indent, apart=apart):
            end, apart = below, False
            continue
        if current:
            yield _until(current, end, whole)
        apart, indent, end, current = False, deep, 0, None
        if bare[0] == "#" and (heading := HEADING.match(text)):
            at, title, level = offset + heading.start("title"), heading["title"], heading["level"]
            day, kind = dates.read(title, len(level)), of.read(title, len(level))
            under = _Under(fresh=_is_day(title))
            yield ListItem(at, title, bullet=True, given=day, heading=True, kind=kind)
            continue
        nested = under.day_at(deep)
        given = nested or under.lone_above(bare) or day
        current = _begun(offset, text, given, of.kind_of_line(nested=nested is not None))
        current = current._replace(linked=under.linked) if nested else dates.below(current, text)
        current = under.alone(current, deep, events=of.events > 0)
    if current:
        yield _until(current, end, whole)


def _is_day(title: str) -> bool:
    """Whether a heading is a day and no more."""
    day = read_day(title) if title[:1] in "0123456789[*" or title[-1:].isdigit() else None
    exact = day.on.exact if day and day.on else None
    return day is not None and exact is not None and day.end >= len(title)


def _lone_day(line: ListItem, deep: int) -> PartialDate | None:
    """The day that a line is and nothing else, which it gives to the paragraph it begins."""
    short = len(line.text) <= _LONGEST_DAY and not (line.bullet or line.quoted or deep)
    worded = line.text[-4:].isdigit()  # as in `Nov 20, 2026`
    if not short or ((line.text[:1] or " ") not in "0123456789[*" and not worded):
        return None
    day = read_day(line.text)
    whole = day and day.on and day.on.exact and day.end >= len(line.text)
    return day.on if day and whole else None


def _is_of_time(text: str) -> bool:
    """Whether a line is nothing but words of time, so that no day above is its own."""
    at, whole = 0, _HYPHEN.sub(" ", text.rstrip())
    while len(whole) <= _LONGEST_DAY and (head := dated_head(whole, at)) and head.end > at:
        at = head.end
    return at >= len(whole)


def _belongs(current: ListItem, text: str, bare: str, deeper: int, *, apart: bool) -> bool:
    """Whether a line goes on from an item: by its depth, or as what Org writes below a task."""
    if bare[0] in "CDS" and not apart and current.bullet and _PLANNED.match(bare):
        return True
    return deeper > apart and _goes_on(current, text, len(text) - len(bare), apart=apart)


def _until(item: ListItem, end: int, whole: str) -> ListItem:
    """An item with the lines that go on from it, where there are some."""
    return item._replace(text=whole[item.offset : end].rstrip()) if end else item


def _begun(offset: int, text: str, day: PartialDate | None, kind: str) -> ListItem:
    """The item that a line begins."""
    bare = text.lstrip()
    begun = _bullet(text, bare)
    at = begun or len(text) - len(bare)
    if bare[0] == "|":
        cell = len(text) - len(bare.lstrip("| \t"))
        dated = (day_at := read_day(text, cell)) is not None and bool(day_at.meant)
        at, begun = (cell, cell if dated else None) if kind or dated else (at, None)
    quoted = bare.startswith(_QUOTED) or _CODE.fullmatch(bare) is not None
    said = text[at:].rstrip()
    return ListItem(offset + at, said, begun is not None, day, quoted=quoted, kind=kind)


def _bullet(text: str, bare: str) -> int | None:
    """Where the text of a list item begins, or None for a line that is none."""
    found = BULLET.match(text)
    if found is None or (bare[0].isdigit() and read_day(bare)):
        return None
    titled = _TITLED.match(text, found.end())
    return titled.end() if titled and read_day(text, titled.end()) else found.end()


def _goes_on(current: ListItem, text: str, deep: int, *, apart: bool) -> bool:
    """Whether an indented line goes on from an item: none with a day of its own does."""
    if apart and not current.bullet:
        return False
    found = BULLET.match(text)
    at = found.end() if found else deep
    box = _BOX.match(text, at)
    if _PART.match(text, at := box.end() if box else at):
        return True
    begins = read_day(text, at)
    return begins is None or (found is None and not _KIND.match(text, begins.end))
