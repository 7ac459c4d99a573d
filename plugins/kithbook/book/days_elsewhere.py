"""Lines whose day stands further on, or is told from today: what is said of them."""

from __future__ import annotations

import re

from kithbook.book.dated_heads import dated_head, day_in_week, days_of_week_file
from kithbook.book.entry_words import kind_at, unbarred
from kithbook.book.line_instead import (
    SOME_DAY,
    LineParts,
    Told,
    entry_line,
    kind_told,
    line_instead,
    shown_line,
    told_first,
)
from kithbook.book.log_lines import ListItem
from kithbook.book.other_keys import ours
from kithbook.book.reading import Reading
from kithbook.book.schema import PERSON
from kithbook.book.written_days import (
    WrittenDay,
    is_weekday,
    month_named,
    read_day,
    spoken_day,
    told_from_today,
)
from kithbook.text.words import fold

_BEFORE = re.compile(r"[|\s]*(?:(?:am|on|le|den|der)\s+(?:the\s+)?(?=[^\W\d_]))?", re.IGNORECASE)
_APART = re.compile(r"[\s:,;|\u2013\u2014-]*")
_FILLER = re.compile(
    r"(?:[|\s]*(?:we|i|he|she|they|wir|ich|er|sie|nous|je|on|had|have|was|went|for|a|an|to|haben"
    r"|habe|hatten|hatte|war|waren|gab|es|zum|zur|beim|einen?|in|am|im|the|evening|morning|night"
    r"|afternoon|abend|mittag|nachmittag|morgen|vormittag|soir|matin)\b[ ,|]*){0,5}[|\s]*",
    re.IGNORECASE,
)
_LINKED_THEN = re.compile(
    r"(?:with\s+|mit\s+|avec\s+)?(?P<link>\[\[[^\[\]\n]+\]\])\s+(?P<word>[^\W\d_]+)"
)
_SEASON = re.compile(r"[^:\n]{0,30}\d[^:\n]{0,20}?\s(?=[^\W\d_]+(?:\s(?:with|to|from)\s[^:\n]*)?:)")
_EARLY = re.compile(r"(?:^|(?<=\s))(?=[^\s:])")
_AT_END = re.compile(r"\s*[,;(\u2013\u2014]\s*\(?(?P<day>\d{4}-\d\d-\d\d)\)?\.?$")
_ENDS = frozenset("0123456789).")
_MARKED = re.compile(r"==|[*_]{1,3}|`|[~\u2248]\s*")
_MARKS = re.compile(r"[\s:,.|*_=`]*")
_UNTIL = ("by", "due", "until", "till", "bis", "zum", "avant", "before")
_JOINTS = {"on", "at", "am", "den", "der", "le", "the"}
_FIRST_WORDS = 3
_WHOLE = re.compile(r"(?:\d{4}|YEAR)-\d\d-\d\d")
# A line of the head of a letter, or that above what it quotes, has a day and tells of nothing.
_OF_LETTER = re.compile(
    r"(?:Date|Sent|Received|Datum|Gesendet|Envoyé)\s?:\s|.*<[^<>\s]+@[^<>\s]+>[^:]*:\s*$",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    r"\s*$|\s+(?:with|w/|mit|avec)\s|\s+(?:to|from|an|von|\u00e0|de|bei|chez)\s+\[\[|\s+[\u2013\u2014-]\s"
)


def day_said(text: str) -> str:
    """The first whole day of the calendar that stands anywhere in the first line of a text."""
    first = text.partition("\n")[0]
    days = (read_day(first, found.start()) for found in _EARLY.finditer(first))
    return next((str(day.on) for day in days if day and day.on and day.on.exact), "")


def says_no_day(line: ListItem, read: LineParts, reading: Reading) -> bool:
    """Whether a line is a kind of contact alone, or one with somebody."""
    contact = reading.settings.is_contact_kind(read.kind or "")
    return contact is True and _NO_DAY.match(line.text, read.end) is not None


def day_elsewhere(line: ListItem, read: LineParts, reading: Reading) -> Told | None:
    """A line whose day is told from today, or stands further on, or is no day at all."""
    text = line.text
    if within := day_within(line, read, reading):
        return within
    lead = _BEFORE.match(text, read.kind_at)
    begins = lead.end() if lead else read.kind_at
    spoken = spoken_day(text[begins:])
    told = spoken or told_from_today(text[begins:])
    head = dated_head(text, begins)
    day = day_in_week(head, days_of_week_file(reading.source.path)) if head else ""
    day = day or (_as_known(head.known) if head else SOME_DAY)
    season = _SEASON.match(text, read.kind_at)
    after = begins + told if told else season.end() if season else None
    if after is not None:
        word = text[begins:after].strip(" :,|")
        apart = _APART.match(text, after)
        after = apart.end() if apart else after
        filler = _FILLER.match(text, after)
        after = filler.end() if filler else after
        if linked := _LINKED_THEN.match(text, after):
            kind = reading.settings.kind_of(linked["word"])
            if kind and reading.settings.is_contact_kind(kind):
                said = text[linked.end() :].lstrip(" :,.")
                instead = entry_line(read.box, day, kind, said, f" with {linked['link']}")
                message = f'"{word}" says no day of the calendar'
                return Told(0, message, f"Write {shown_line(instead)}")
        kind, end = kind_at(text, after, reading.settings)
        if kind or spoken:
            instead = line_instead(
                line, read._replace(kind=kind, kind_at=after, end=end), day, reading
            )
            hint = f"Write {shown_line(instead)}"
            what = "is a day in words" if spoken else "says no day of the calendar"
            return Told(0, f'"{word}" {what}', hint)
    return None


def told_by_time(line: ListItem, read: LineParts, reading: Reading) -> Told | None:
    """A line that begins with words of time, and a mark or a contact behind them."""
    head = dated_head(line.text, read.kind_at - len(read.hour) if read.hour else read.kind_at)
    if head is None or line.heading:
        return None
    text, settings = line.text, reading.settings
    filler = None if head.apart else _FILLER.match(text, head.end)
    begins = filler.end() if filler else head.end
    kind, end = kind_at(text, begins, settings)
    if not settings.is_contact_kind(kind or ""):
        kind, end = line.kind or None, begins
    told = kind or kind_told(text[begins:]) != "note" or told_first(text[begins:])
    lone = head.words == 1 and not head.apart and not head.hour
    sure = line.bullet and not line.given and (head.apart or (head.known and head.words > 1))
    sure = sure and not head.weak
    day = day_in_week(head, days_of_week_file(reading.source.path))
    plain = not line.bullet and not (head.apart or head.known or day)
    if plain or not (told or sure) or (lone and month_named(head.said)):
        return None
    if line.given and (not kind or not line.bullet):
        return None
    if line.given and head.of_day:
        day = str(line.given)
    begins = begins if kind else head.end
    read = read._replace(hour=head.hour, kind=kind, kind_at=begins, end=end)
    instead = line_instead(line, read, day or _as_known(head.known), reading)
    lines = (instead,) if day and kind else ()
    if line.given and head.of_day:
        return Told(
            0, f'"{head.said}" stands before the kind of entry', f"Write {shown_line(instead)}"
        )
    what = "is a day of the week" if day else "says no day of the calendar"
    return Told(0, f'"{head.said}" {what}', f"Write {shown_line(instead)}", lines)


def _as_known(known: str) -> str:
    """A month as it stands, a year with what is to be asked for beside it."""
    return f"{known}-MONTH-DAY" if len(known) == len("2026") else known or SOME_DAY


def day_within(line: ListItem, read: LineParts, reading: Reading) -> Told | None:
    """A line with a day among its first words, behind a joint, a mark or a kind."""
    text = line.text
    field = text[read.kind_at :].partition(":")[0]
    if _OF_LETTER.match(text, read.kind_at) or (ours(PERSON.name, field) == "log" and "::" in text):
        return None
    starts = [found.start() for found in _EARLY.finditer(text, read.kind_at, read.kind_at + 40)]
    marked = _MARKED.match(text, read.kind_at)
    if not read.hour:  # behind a time of day the first word may be the day
        starts[:1] = [marked.end()] if marked else []
    for start in starts[: _FIRST_WORDS + (marked is not None)]:
        day = read_day(text, start)
        if day is None or not day.meant or not _WHOLE.fullmatch(day.meant[0]):
            continue
        drawn, _ = kind_at(text, read.kind_at, reading.settings)
        before = re.sub(r"[^\w\s]", "", text[read.kind_at : start]).split()
        if day.meant[0].startswith("YEAR"):
            if told := _yearless(day, before, text, read):
                return told
            continue
        if before and fold(before[-1]) in _UNTIL:  # until when it is promised
            continue
        marks = _MARKS.match(text, day.end)
        kind, end = kind_at(text, marks.end() if marks else day.end, reading.settings)
        known = next(
            (one for word in before if (one := reading.settings.kind_of(word))), kind or drawn
        )
        unknown = "promised" if read.box else "note"
        said = text[end if known == kind and kind else day.end :].lstrip(" :,.|*_=`\u2013\u2014-")
        kind_of = reading.settings.kind_of
        small = {w for w in before if kind_of(w) or is_weekday(w) or w.lower() in _JOINTS}
        words = [w for w in before if w not in small]
        said = unbarred(said.rstrip(" |=")) if text.startswith(("|", "==")) else said
        said = f"{read.hour}{' '.join([*words, said])}"
        instead = [entry_line(read.box, one, known or unknown, said) for one in day.meant]
        sure = known and not words and not text.startswith("|") and len(day.meant) == 1
        lines = tuple(instead) if sure else ()
        hint = f"Write {', or '.join(map(shown_line, instead))}"
        return Told(0, "The date comes first in an entry", hint, lines)
    return _day_at_end(line, read, reading)


def _yearless(day: WrittenDay, before: list[str], text: str, read: LineParts) -> Told | None:
    """A line with a day that lacks its year, behind `on` alone, and a contact behind it."""
    told = kind_told(text[day.end :])
    if not before or told == "note" or not set(map(str.lower, before)) <= _JOINTS:
        return None
    instead = [shown_line(entry_line(read.box, one, told, text[day.end :])) for one in day.meant]
    return Told(day.start, "The day has no year", f"Write {', or '.join(instead)}")


def _day_at_end(line: ListItem, read: LineParts, reading: Reading) -> Told | None:
    """A line that ends with a day apart, and speaks of a contact before it."""
    found = _AT_END.search(line.text) if line.text[-1:] in _ENDS else None
    if found is None:
        return None
    said = line.text[read.kind_at : found.start()]
    kinds = filter(None, map(reading.settings.kind_of, re.findall(r"\w+", said)))
    if not any(map(reading.settings.is_contact_kind, kinds)):
        return None
    hint = f"Write {shown_line(entry_line(read.box, found['day'], 'KIND', said))}"
    return Told(0, "The date comes first in an entry", hint)
