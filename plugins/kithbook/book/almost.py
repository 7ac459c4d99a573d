"""Lines that look like log entries and are none: what is missing, and the line to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kithbook.book.dated_heads import dated_head
from kithbook.book.days_elsewhere import (
    day_elsewhere,
    day_said,
    day_within,
    says_no_day,
    told_by_time,
)
from kithbook.book.entries import WhoseLog, parts_of
from kithbook.book.entry_findings import kind_unknown
from kithbook.book.entry_words import kind_at
from kithbook.book.journal_lines import named_first, of_its_day, of_journal
from kithbook.book.line_instead import (
    GAP,
    SOME_DAY,
    LineParts,
    Told,
    all_known,
    bare_names,
    either_way,
    entry_line,
    is_certain,
    kind_told,
    line_instead,
    line_parts,
    names_told,
    shown_line,
    with_whole_links,
    write_instead,
)
from kithbook.book.log_lines import ListItem
from kithbook.book.model import BOXED_KINDS, CONTACT_KINDS, OTHER_KINDS, Settings
from kithbook.book.promise_ends import sentence_of
from kithbook.book.reading import Reading
from kithbook.book.signed_lines import by_sign
from kithbook.book.tasks import odd_box, todo_of_org
from kithbook.book.undated_lines import undated
from kithbook.book.written_days import WrittenDay, month_named, number_of_day, read_day
from kithbook.text.dates import DateFault, parse_date
from kithbook.text.words import did_you_mean

_WORD = re.compile(
    r"[*_]{0,3}(?P<kind>[^\W\d_][\w'\u2019-]*)[*_]{0,3}\s*(?:(?:with|to|from)[^:\n]*)?:"
)
_MARK = re.compile(r"\s*(?:(?:with|to|from|mit|avec)\s[^:\n]*|\[\[[^:\n]*)?[:.]\s*")
_PROMISED = re.compile(
    r"(?:(?:I|we)(?:\s+have|['\u2019]ve)?\s+)?promised\s+(?:\w+\s+)?to\s+"
    r"|(?:ich\s+)?(?:habe?\s+(?:\w+\s+)?)?versprochen,?\s+|j['\u2019]ai\s+promis\s+(?:de\s+|d['\u2019])",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\n[ \t]*(?:(?P<bullet>[-*+•\u2013\u2014]|\d{1,3}[.)])[ \t]+)?"
    r"(?P<line>(?P<box>\[.?\][ \t]+|[☐☑✅✔✓☒🗹]\ufe0f?[ \t]*)?(?P<text>[^\n]+))"
)
_NUMBER = re.compile(
    r"(?:[^\W\d_]{2,12}[.,]?\s+)?\d{1,2}"
    r"(?P<mark>(?:\.|st|nd|rd|th|er)?(?:\s*:|\s+[\u2013\u2014-])?)\s*"
)
_SPREAD = re.compile(r"\d{1,2}\.?\s*[\u2013\u2014-]\s*(?P<last>\d{1,2})(?:\.|st|nd|rd|th)?:?\s+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_APART = (":", "\u2013", "\u2014", "-")
_LINK_THEN = re.compile(r"\]\]['\u2019\s]*[^\W_]")
_CLOSED = ("[x", "[X", "☑", "✅", "✔", "✓", "☒", "🗹")
_WIDE = "".join(map(chr, range(0xFF10, 0xFF1A)))
_WIDE_DAY = re.compile(rf"(?=[-\d]*[{_WIDE}\uff0d])[\d\uff0d\uff0f\uff0e./-]+")
_NARROW = str.maketrans(f"{_WIDE}\uff0d\uff0f\uff0e", "0123456789-/.")


def report_almost(line: ListItem, place: WhoseLog, reading: Reading) -> bool:
    """Reports a line that holds no entry and looks as if it should; whether it did."""
    if line.quoted or line.parent:
        return False
    parts = parts_of(line, reading.settings)
    if parts is not None:
        return place.owner is None and _report_nameless(line, parts.kind, reading)
    told = _told(line, place, reading)
    if told:
        whole = place.into and told.hint.startswith("Write - ")
        hint = f"{told.hint}, {place.into}" if whole else told.hint
        reading.report(line.offset + told.at, told.code, told.message, hint)
    return told is not None


def meant_lines(line: ListItem, place: WhoseLog, reading: Reading) -> tuple[str, ...]:
    """The entries that a near miss can mean, whole; none where a part of it is not known."""
    if line.quoted or line.parent or parts_of(line, reading.settings):
        return ()
    told = _told(line, place, reading)
    return told.lines if told else ()


def _headed(line: ListItem, read: LineParts, reading: Reading) -> Told | None:
    """A heading that is a day without its year, and so gives none to what stands below."""
    if read.day and line.heading and read.day.meant == (f"YEAR-{str(line.given)[5:]}",):
        return None  # the day of the file, said again
    if line.heading and read.day and not read.kind and _lacks_year(read.day):
        year = _YEAR.search(PurePosixPath(reading.source.path).stem)
        meant = read.day.meant[0]
        hint = meant.replace("YEAR", year.group()) if year else f"{meant}, with its year"
        return Told(0, "The day has no year", f"Write {hint}")
    if line.heading and read.day and not read.kind and read.day.on is None:
        return next(
            _of_no_day(line, read, read.day, f"Write {' or '.join(read.day.meant)}", ()), None
        )
    return None


def _told(line: ListItem, place: WhoseLog, reading: Reading) -> Told | None:
    if line.bullet and _WIDE_DAY.match(line.text):
        return _of_wide(line, place, reading)
    read = line_parts(line, reading)
    if odd := by_sign(line, read, place) or _headed(line, read, reading):
        return odd
    ways = _of_day if read.day else _of_heading if line.heading and place.owner else _of_none
    return next(ways(line, read, place, reading), None)


def _of_wide(line: ListItem, place: WhoseLog, reading: Reading) -> Told | None:
    """A line whose day is typed with a wide keyboard, as what it says in the digits of a book."""
    head = _WIDE_DAY.match(line.text)
    end = head.end() if head else 0
    narrow = line._replace(text=line.text[:end].translate(_NARROW) + line.text[end:])
    if parts_of(narrow, reading.settings) is None:
        return _told(narrow, place, reading)
    read = line_parts(narrow, reading)
    instead = line_instead(narrow, read, read.day.meant[0] if read.day else SOME_DAY, reading)
    return Told(0, "The day is typed with a wide keyboard", f"Write {shown_line(instead)}")


def report_below(line: ListItem, day: str, reading: Reading) -> None:
    """Reports the promises below an entry that have no day: they are read as its text."""
    for told in promises_below(line, day, reading.settings):
        reading.report(line.offset + told.at, told.code, told.message, told.hint)


def promises_below(line: ListItem, day: str, settings: Settings) -> Iterator[Told]:
    """What is said of the promises without a day that stand below an entry."""
    for found in _BELOW.finditer(line.text):
        kind, end = kind_at(found["text"], 0, settings)
        boxed, sign = bool(found["box"]), odd_box(found["line"])
        if not (boxed or found["bullet"]) or (found["box"] or "").startswith(_CLOSED):
            continue
        if sign:
            message = f"The box [{sign}] is neither open nor done, so no promise is read"
            yield Told(found.start("line"), message, "Write [ ] or [x], or take the box out")
            continue
        named = kind in BOXED_KINDS and re.match(r"\s*:", found["text"][end:])
        if boxed or named:
            text = found["text"][end:].lstrip(" :") if named else found["text"]
            whole = entry_line("[ ] ", day, kind if named and kind else "promised", text)
            message = "This promise has no day of its own, so it is read as text of the entry above"
            lines = (whole,) if found["bullet"] else ()
            yield Told(found.start("line"), message, f"Write {shown_line(whole)}", lines)


def _of_heading(
    line: ListItem, read: LineParts, place: WhoseLog, reading: Reading
) -> Iterator[Told]:
    if told := day_within(line, read, reading):
        yield told._replace(hint=told.hint.replace("- ", "", 1), lines=())
    head = dated_head(line.text)
    if head and not head.weak and head.end >= len(line.text) and not month_named(line.text):
        message = f'"{head.said}" says no day, so what stands below has none'
        yield Told(0, message, "Write YEAR-MONTH-DAY, or as far as you know it")
    yield from _of_none(line, read, place, reading)


def _of_none(line: ListItem, read: LineParts, place: WhoseLog, reading: Reading) -> Iterator[Told]:
    """What may be said of a line without a day of its own; the first holds."""
    text, given = line.text, line.given
    day = str(given) if given else SOME_DAY if read.box else day_said(text) or SOME_DAY
    instead = line_instead(line, read, day, reading)
    hint = write_instead(instead, text)
    lines = (instead,) if given and is_certain(line, read) else ()
    if said := _PROMISED.match(text, read.kind_at):
        promise = entry_line("[ ] ", day, "promised", text[said.end() :])
        lines = (promise,) if given else ()
        yield Told(0, "A promise is written as one", f"Write {shown_line(promise)}", lines)
    yield from of_journal(line, read, place, reading)
    if place.owner is None and not line.heading and (own := day_said(text)):
        yield from of_its_day(line, read, own)
    if line.heading or (place.owner is None and "[[" not in text):
        return
    if line.bullet or place.owner:
        yield from _of_row(line, reading)
        yield from _of_month(line, read, reading)
        yield from _of_kind_alone(line, read, reading, Told(0, "", hint, lines))
    if not read.box and (told := told_by_time(line, read, reading)):
        yield told
    if given and place.owner is None:
        yield from of_its_day(line, read, day)
    if line.bullet and place.owner:
        yield from undated(line, read, reading)
    if given and place.owner and read.kind in CONTACT_KINDS and not read.box:
        yield Told(read.kind_at, "After the kind of entry comes a colon, then the text", hint)


def _of_kind_alone(
    line: ListItem, read: LineParts, reading: Reading, instead: Told
) -> Iterator[Told]:
    """What may be said of a line with a kind or a box and no day of its own."""
    text, given, hint = line.text, line.given, instead.hint
    if given is None and (told := day_elsewhere(line, read, reading)):
        yield told
    if read.kind and given is None and _MARK.match(text, read.end) and ":" in text:
        yield Told(0, "An entry begins with its day", hint)
    if given is None and line.bullet and not read.box and says_no_day(line, read, reading):
        yield Told(0, "This says no day, and an entry begins with one", hint)
    if read.kind in BOXED_KINDS and line.bullet:
        message = "A promise has its day, and a colon before its text"
        yield instead._replace(message=message)
    if read.box == "[ ] " and line.bullet:
        yield Told(0, "A box belongs to a promise, with its day", hint)
    if given and read.kind and (bare := bare_names(text, read.end, read.kind)) and bare["end"]:
        lines = instead.lines if all_known(bare, reading) else ()
        yield Told(bare.start("name"), names_told(bare, reading), hint, lines)


def _of_row(line: ListItem, reading: Reading) -> Iterator[Told]:
    """A row of a table in a log whose first cell is no day, and whose second is a kind."""
    cells = line.text.strip("| ").split("|") if line.text.startswith("|") else []
    kind = kind_at(cells[1].strip(), 0, reading.settings)[0] if cells[1:] else None
    if kind and line.given is None and any(map(str.isalnum, cells[0])):
        said = " \u2013 ".join(cell.strip() for cell in cells[2:] if cell.strip())
        hint = f"Write {shown_line(entry_line('', SOME_DAY, kind, said))}"
        yield Told(0, f'"{cells[0].strip()}" is not a date', hint)


def _of_month(line: ListItem, read: LineParts, reading: Reading) -> Iterator[Told]:
    """A number that may be the day, below a heading that is a month or a year."""
    above = line.given
    number = number_of_day(line.text) if line.bullet and above and not above.day else 0
    begins = _NUMBER.match(line.text) if number else None
    if above is None or begins is None or not (above.month or begins["mark"]):
        return
    spread = _SPREAD.match(line.text) if above.month else None
    begins = spread or begins
    kind, end = kind_at(line.text, begins.end(), reading.settings)
    if not (spread or begins["mark"] or kind or line.counted):
        return
    day = f"{above}-{number:02}" if above.month else f"{above}-MONTH-{number:02}"
    hour = f"until {above}-{int(spread['last']):02}, " if spread else read.hour
    read = read._replace(kind=kind, kind_at=begins.end(), end=end, hour=hour)
    instead = line_instead(line, read, day, reading)
    said = line.text[: begins.end()].strip(" :.-\u2013\u2014")
    message = f'"{said}" may be the day' if above.month else f'"{said}" says no month'
    yield Told(0, message, f"Write {shown_line(instead)}")


def _of_day(line: ListItem, read: LineParts, place: WhoseLog, reading: Reading) -> Iterator[Told]:
    """What may be said of a line that begins with a day; the first holds."""
    day, text = read.day, line.text
    if day is None or (read.kind is None and (line.heading or not (line.bullet or place.owner))):
        return
    instead = [line_instead(line, read, each, reading) for each in day.meant]
    if todo := todo_of_org(text[read.kind_at :]):
        instead = [entry_line("[ ] ", each, "promised", todo) for each in day.meant]
    hint = f"Write {', or '.join(map(shown_line, instead)) or '- DATE KIND: text'}"
    lines = tuple(instead) if is_certain(line, read) else ()
    if text.endswith("|"):
        bare = day.on is not None and read.kind is None
        hint, lines = f"Write {' or '.join(day.meant)} in this row", ()
        hint = "Write it into the cell behind the day, such as call or note" if bare else hint
    if day.on is None:
        yield from _of_no_day(line, read, day, hint, lines)
        return
    if not read.kind and (said := _PROMISED.match(text, read.kind_at)):
        promise = entry_line("[ ] ", day.meant[0], "promised", text[said.end() :])
        yield Told(0, "A promise is written as one", f"Write {shown_line(promise)}", (promise,))
    if todo and line.bullet:
        message = "A promise has a box and its day, so none is read here"
        yield Told(read.kind_at, message, hint, tuple(instead))
    journal = tuple(of_its_day(line, read, day.meant[0])) if place.owner is None else ()
    yield from _of_one_day(line, read, reading, Told(0, "", hint, lines), journal)
    if place.owner and not (read.box or read.kind or text.endswith("|")):
        hint = either_way(line, read, day.meant[0], reading)
    yield Told(read.kind_at, "After the date comes the kind of entry", hint)


def _of_one_day(
    line: ListItem, read: LineParts, reading: Reading, instead: Told, journal: tuple[Told, ...]
) -> Iterator[Told]:
    """What may be said of a line whose day is read, in the order in which its parts stand."""
    text, hint, lines = line.text, instead.hint, instead.lines
    if not line.bullet:
        yield Told(0, "An entry begins with a dash", hint, lines)
    if not read.box_ok:
        yield Told(0, "The box is not written as [ ] or [x]", hint, lines)
    if read.day and not read.kind:
        yield from named_first(line, read, reading, read.day.meant[0])
    bare = bare_names(text, read.end, read.kind) if read.kind else None
    if bare and (bare["end"] or read.kind not in BOXED_KINDS):
        known = all_known(bare, reading)
        yield Told(bare.start("name"), names_told(bare, reading), hint, lines if known else ())
    head = text[read.end :].partition(":")[0]
    if read.kind and (apart := GAP.search(head)):
        at = read.end + apart.start()
        yield Told(at, "A comma is missing between two names", hint, lines)
    if read.kind:
        yield Told(read.kind_at, _before_colon(text[read.end :], reading), hint, lines)
    elif journal and ": [[" in text:
        yield from journal
    elif (word := _WORD.match(text, read.kind_at)) and not read.hour:
        yield _of_kind(word.start("kind"), word["kind"], reading)
    yield from journal


def _before_colon(rest: str, reading: Reading) -> str:
    """What is wrong between the kind of an entry and its text."""
    head = rest.partition(":")[0]
    if with_whole_links(head, reading) != head:
        return "Names in an entry stand in [[ ]]"
    if ":" in rest and _LINK_THEN.search(head):
        return "Before the colon of an entry stand names alone"
    return "After the kind of entry comes a colon, then the text"


def _of_no_day(
    line: ListItem, read: LineParts, day: WrittenDay, hint: str, lines: tuple[str, ...]
) -> Iterator[Told]:
    written = line.text[day.start : day.end].strip(" \t:,;|)]*_-\u2013\u2014")
    if day.until:
        yield Told(day.start, f'"{written}" is more than one day', hint)
    if len(day.meant) == 1 and day.meant[0][0].isdigit():
        try:
            one = parse_date(day.meant[0]).exact
        except DateFault as fault:
            yield Told(day.start, sentence_of(fault), "Mend the date", code="bad-date")
        else:
            if one and day.weekday:
                message = f'{one} is a {one:%A}, and "{day.weekday}" stands here'
                yield Told(day.start, message, hint)
    if _lacks_year(day):
        told = kind_told(line.text[read.kind_at :], first=not line.bullet) != "note"
        if (
            read.kind
            or line.kind
            or told
            or (line.bullet and line.text[: day.end].rstrip().endswith(_APART))
        ):
            yield Told(day.start, "The day has no year", hint)
        return
    more = "could be two days" if len(day.meant) > 1 else "is not a date"
    yield Told(day.start, f'"{written}" {more}', hint, () if day.vague else lines)


def _lacks_year(day: WrittenDay) -> bool:
    return bool(day.meant) and day.meant[0].startswith("YEAR")


def _of_kind(offset: int, kind: str, reading: Reading) -> Told:
    known = (*CONTACT_KINDS, *OTHER_KINDS, *(name for name, _ in reading.settings.kinds))
    near = did_you_mean(kind, known)
    message, hint = kind_unknown(kind, reading.settings)
    return Told(offset, message, near or hint)


def _report_nameless(line: ListItem, kind: str, reading: Reading) -> bool:
    own = read_day(line.text) is not None or line.text.startswith("[")
    if not own and not reading.settings.is_contact_kind(kind):
        return False
    reading.report(
        line.offset,
        "entry-without-names",
        "The entry names nobody before its colon",
        "Write with [[Name]] before the colon",
    )
    return True
