"""Lines that look like log entries and are none: what is missing, and the line to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.book.entries import OWED_TO_ME, WhoseLog, in_english, kind_at, parts_of
from kithbook.book.log_lines import ListItem
from kithbook.book.model import BOXED_KINDS, CONTACT_KINDS, OTHER_KINDS, Settings
from kithbook.book.promise_ends import sentence_of
from kithbook.book.reading import Reading
from kithbook.book.tasks import marks_in, odd_box, without_marks
from kithbook.book.written_days import WrittenDay, day_below, read_day, spoken_day, told_from_today
from kithbook.text.dates import DateFault, parse_date
from kithbook.text.words import did_you_mean

_BOX = re.compile(r"\[(?P<box>.?)\]\s*|(?P<sign>[☐☑✅✔✓☒🗹])\ufe0f?\s*")
_EMPTY, _TICKED = "☐", "☑✅✔✓🗹"
_WORD = re.compile(
    r"[*_]{0,3}(?P<kind>[^\W\d_][\w'\u2019-]*)[*_]{0,3}\s*(?:(?:with|to|from)[^:\n]*)?:"
)
_BARE = re.compile(
    r"\s+(?P<joint>with|w/|to|from|mit|avec)\s+(?P<name>[^\[\]:\n]{1,80}?)\s{0,9}(?P<end>:|$)"
)
_BETWEEN = re.compile(r"\s*[,;&+]\s*(?:(?:and|und|et)\s+)?|\s+(?:and|und|et)\s+")
_CLAUSE = re.compile(r"[,;]\s+(?=[a-zà-ÿ])")
_TOPIC = re.compile(rf"{_CLAUSE.pattern}|\s+(?=(?:about|over|at|for|on|after|before)\s)")
_GAP = re.compile(r"(?<=\]\])\s+(?=\[\[)")
_MARK = re.compile(r"\s*(?:(?:with|to|from|mit|avec)\s[^:\n]*|\[\[[^:\n]*)?[:.]\s*")
_PROMISED = re.compile(
    r"(?:I|we)(?:\s+have|['\u2019]ve)?\s+promised\s+(?:\w+\s+)?to\s+", re.IGNORECASE
)
_BELOW = re.compile(
    r"\n[ \t]*(?:[-*+•\u2013\u2014]|\d{1,3}[.)])[ \t]+(?P<line>(?:\[ ?\][ \t]+)?(?P<text>[^\n]+))"
)
_STRUCK = re.compile(r"(?:-\s+)?(?P<box>\[.?\]\s+)?~~(?:\s*-\s+)?")
_NO_DAY = re.compile(r"\s*$|\s+(?:with|w/|mit|avec)\s|\s+[\u2013\u2014-]\s")
_SEASON = re.compile(r"[^:\n]{0,30}\d[^:\n]{0,20}?\s(?=[^\W\d_]+(?:\s(?:with|to|from)\s[^:\n]*)?:)")
_EARLY = re.compile(r"(?:^|(?<=\s))(?=[^\s:])")
_AT_END = re.compile(r"\s*[,;(\u2013\u2014]\s*\(?(?P<day>\d{4}-\d\d-\d\d)\)?\.?$")
_ENDS = frozenset("0123456789).")
_MARKED = re.compile(r"==|[*_]{1,3}|`")
_JOINTS = {"on", "at", "am", "den", "der", "le", "the"}
_FIRST_WORDS = 3
_MOST = 70
_DAY = "DATE"


class _Read(NamedTuple):
    """What could be read of a line: its box, day, kind, and where the text after these begins."""

    box: str
    box_ok: bool
    day: WrittenDay | None
    kind: str | None
    kind_at: int
    end: int
    hour: str = ""


def report_almost(line: ListItem, place: WhoseLog, reading: Reading) -> bool:
    """Reports a line that holds no entry and looks as if it should; whether it did."""
    if line.quoted or line.parent:
        return False
    parts = parts_of(line, reading.settings)
    if parts is not None:
        return place.owner is None and _report_nameless(line, parts.kind, reading)
    told = _told(line, place, reading)
    if told:
        reading.report(line.offset + told.at, told.code, told.message, told.hint)
    return told is not None


def meant_lines(line: ListItem, place: WhoseLog, reading: Reading) -> tuple[str, ...]:
    """The entries that a near miss can mean, whole; none where a part of it is not known."""
    if line.quoted or line.parent or parts_of(line, reading.settings):
        return ()
    told = _told(line, place, reading)
    return told.lines if told else ()


def _told(line: ListItem, place: WhoseLog, reading: Reading) -> Told | None:
    read = _read(line, reading)
    if odd := _struck(line) or _odd_box(line, read, place):
        return odd
    ways = _of_day if read.day else _of_heading if line.heading and place.owner else _of_none
    return next(ways(line, read, place, reading), None)


def _struck(line: ListItem) -> Told | None:
    """A line with a day that its owner struck out."""
    found = _STRUCK.match(line.text)
    if found is None or line.heading:
        return None
    left = f"{found['box'] or ''}{line.text[found.end() :].replace('~~', '')}"
    if read_day(left, len(found["box"] or "")) is None:
        return None
    return Told(
        0, "This line is struck out, and is no entry", f"Delete it, or write {_shown(f'- {left}')}"
    )


def _odd_box(line: ListItem, read: _Read, place: WhoseLog) -> Told | None:
    """A box with a sign of task lists that says neither open nor done."""
    box = odd_box(line.text) if line.bullet and (place.owner or "[[" in line.text) else ""
    if box == "-":
        hint = "Delete the line, or keep it without its box"
        return Told(0, "The box [-] says that this is called off, so nothing is owed", hint)
    if not box or read.day:
        return None
    first = line.text.splitlines()[0][len("[x]") :]
    marks = marks_in(first)
    due = f" by {marks.due}" if marks and marks.due else ""
    day = str(marks.made) if marks and marks.made else _DAY
    hint = f"Write {_shown(_entry('[ ] ', day, 'promised', without_marks(first) + due))}"
    return Told(0, f"The box [{box}] is neither open nor done, so no promise is read", hint)


def report_below(line: ListItem, day: str, reading: Reading) -> None:
    """Reports the promises below an entry that have no day: they are read as its text."""
    for told in promises_below(line, day, reading.settings):
        reading.report(line.offset + told.at, told.code, told.message, told.hint)


def promises_below(line: ListItem, day: str, settings: Settings) -> Iterator[Told]:
    """What is said of the promises without a day that stand below an entry."""
    for found in _BELOW.finditer(line.text):
        kind, end = kind_at(found["text"], 0, settings)
        boxed = found["line"].startswith("[")
        named = kind in BOXED_KINDS and re.match(r"\s*:", found["text"][end:])
        if boxed or named:
            text = found["text"][end:].lstrip(" :") if named else found["text"]
            whole = _entry("[ ] ", day, kind if named and kind else "promised", text)
            message = "This promise has no day of its own, so it is read as text of the entry above"
            yield Told(found.start("line"), message, f"Write {_shown(whole)}", (whole,))


class Told(NamedTuple):
    """What is said of a near miss: where, what, what to write; `lines` are all that it can mean."""

    at: int
    message: str
    hint: str
    lines: tuple[str, ...] = ()
    code: str = "almost-entry"


def _read(line: ListItem, reading: Reading) -> _Read:
    text = line.text
    box = _BOX.match(text)
    at = box.end() if box else 0
    day = day_below(text, at, line.given)
    after = day.end if day else at
    kind, end = kind_at(text, after, reading.settings)
    sign = _sign_of(box) if box else ""
    ok = box is None or (box["box"] in (" ", "x", "X") and box.group()[-1].isspace())
    told = f"{day.hour} " if day and day.hour else ""
    told = f"until {day.until}, {told}" if day and day.until else told
    drawn = box and box["sign"] and kind and kind not in BOXED_KINDS
    return _Read("" if drawn else "[x] " if sign in ("x", "X") else "[ ] " if box else "",
                 ok, day, kind, after, end, told)  # fmt: skip


def _sign_of(box: re.Match[str]) -> str:
    """What stands in a box, drawn or of brackets."""
    sign = box["sign"]
    return box["box"] if sign is None else " " if sign in _EMPTY else "x" if sign in _TICKED else ""


def _entry(box: str, day: str, kind: str, text: str, names: str = "", sign: str = "- ") -> str:
    box = box or ("[ ] " if kind in BOXED_KINDS else "")
    return f"{sign}{box}{day} {kind}{names}: {text}"


def _shown(entry: str) -> str:
    """An entry as a finding shows it: in one line, and its text not whole where it is long."""
    head, _, text = entry.partition(": ")
    said = " ".join(text.split())
    return f"{head}: {said if len(said) <= _MOST else f'{said[:_MOST]}…'}"


def _instead(line: ListItem, read: _Read, day: str) -> str:
    """The line to write for what was read of it."""
    owed = OWED_TO_ME.match(line.text, read.kind_at)
    kind = read.kind or ("awaiting" if owed else "promised" if read.box else "note")
    rest = line.text[read.end if read.kind else read.kind_at :]
    bare = _BARE.match(rest) if read.kind else None
    names, joint = "", bare["joint"] if bare else ""
    if bare and (bare["end"] or kind not in BOXED_KINDS):
        # A part that begins small behind a comma is what was said, and no name.
        ends = _TOPIC if day == _DAY else _CLAUSE
        said = bare["name"] if bare["end"] else ends.split(bare["name"])[0]
        each = ", ".join(f"[[{name}]]" for name in _BETWEEN.split(said.strip()) if name)
        names, rest = f" {in_english(joint)} {each}", rest[bare.start("name") + len(said) :]
    elif linked := re.match(
        r"\s+(?:w/\s+)?((?:\w+\s+)?\[\[[^\]]*\]\][^:\n]*)(?:(?=:)|(?<=\]\])$)", rest
    ):
        names, rest = f" {_GAP.sub(', ', linked[1].strip())}", rest[linked.end() :]
    elif bare and kind in BOXED_KINDS:
        rest = rest[bare.end("joint") :]
    text = read.hour + re.sub(r"^[\s:;|.,*_\u2013\u2014-]+", "", rest)
    return _entry(read.box, day, kind, text, names, "" if line.heading else "- ")


def _of_heading(line: ListItem, read: _Read, place: WhoseLog, reading: Reading) -> Iterator[Told]:
    if told := _day_within(line, read, reading):
        yield told._replace(hint=told.hint.replace("- ", "", 1), lines=())
    yield from _of_none(line, read, place, reading)


def _of_none(line: ListItem, read: _Read, place: WhoseLog, reading: Reading) -> Iterator[Told]:
    """What may be said of a line without a day of its own; the first holds."""
    text, given = line.text, line.given
    day = str(given) if given else _DAY
    instead = _instead(line, read, day)
    hint, lines = f"Write {_shown(instead)}", (instead,) if given and _certain(line, read) else ()
    if said := _PROMISED.match(text, read.kind_at):
        promise = _entry("[ ] ", day, "promised", text[said.end() :])
        lines = (promise,) if given else ()
        yield Told(0, "A promise is written as one", f"Write {_shown(promise)}", lines)
    if line.heading or (place.owner is None and not (line.bullet and "[[" in text)):
        return
    if given is None and (told := _day_elsewhere(line, read, reading)):
        yield told
    if read.kind and given is None and _MARK.match(text, read.end) and ":" in text:
        yield Told(0, "An entry begins with its day", hint)
    if given is None and line.bullet and not read.box and _says_no_day(line, read, reading):
        yield Told(0, "This says no day, and an entry begins with one", hint)
    if read.kind in BOXED_KINDS and place.owner and line.bullet:
        yield Told(0, "A promise has its day, and a colon before its text", hint, lines)
    if read.box == "[ ] " and place.owner and line.bullet:
        yield Told(0, "A box belongs to a promise, with its day", hint)
    if given and read.kind and (bare := _BARE.match(text, read.end)) and bare["end"]:
        yield Told(bare.start("name"), "Names in an entry stand in [[ ]]", hint, lines)
    if given and read.kind in CONTACT_KINDS and not read.box:
        yield Told(read.kind_at, "After the kind of entry comes a colon, then the text", hint)


def _says_no_day(line: ListItem, read: _Read, reading: Reading) -> bool:
    """Whether a line is a kind of contact alone, or one with somebody."""
    contact = reading.settings.is_contact_kind(read.kind or "")
    return contact is True and _NO_DAY.match(line.text, read.end) is not None


def _day_elsewhere(line: ListItem, read: _Read, reading: Reading) -> Told | None:
    """A line whose day is told from today, or stands further on, or is no day at all."""
    text = line.text
    if within := _day_within(line, read, reading):
        return within
    spoken = spoken_day(text[read.kind_at :])
    told = spoken or told_from_today(text[read.kind_at :])
    season = _SEASON.match(text, read.kind_at)
    after = read.kind_at + told if told else season.end() if season else None
    if after is not None:
        kind, end = kind_at(text, after, reading.settings)
        if kind or spoken:
            word = text[read.kind_at : after].strip(" :,")
            instead = _instead(line, read._replace(kind=kind, kind_at=after, end=end), _DAY)
            hint = f"Write {_shown(instead)}"
            what = "is a day in words" if spoken else "says no day of the calendar"
            return Told(0, f'"{word}" {what}', hint)
    return None


def _day_within(line: ListItem, read: _Read, reading: Reading) -> Told | None:
    """A line with a day among its first words, behind a joint, a mark or a kind."""
    text = line.text
    starts = [found.start() for found in _EARLY.finditer(text, read.kind_at, read.kind_at + 40)]
    marked = _MARKED.match(text, read.kind_at)
    starts[:1] = [marked.end()] if marked else []
    for start in starts[: _FIRST_WORDS + (marked is not None)]:
        day = read_day(text, start)
        if day is None or not day.meant or not re.fullmatch(r"\d{4}-\d\d-\d\d", day.meant[0]):
            continue
        drawn, _ = kind_at(text, read.kind_at, reading.settings)
        before = re.sub(r"[^\w\s]", "", text[read.kind_at : start]).split()
        if before[-1:] == ["by"]:  # until when it is promised, and no day of the line
            continue
        kind, end = kind_at(text, day.end, reading.settings)
        known = next(
            (one for word in before if (one := reading.settings.kind_of(word))), kind or drawn
        )
        said = text[end if known == kind and kind else day.end :].lstrip(" :,.|*_")
        kind_of = reading.settings.kind_of
        words = [w for w in before if w.lower() not in _JOINTS and not kind_of(w)]
        said = said.rstrip(" |=") if text.startswith(("|", "==")) else said
        said = " ".join([*words, said])
        instead = [_entry(read.box, one, known or "note", said) for one in day.meant]
        sure = known and not words and not text.startswith("|") and len(day.meant) == 1
        lines = tuple(instead) if sure else ()
        hint = f"Write {', or '.join(map(_shown, instead))}"
        return Told(0, "The date comes first in an entry", hint, lines)
    return _day_at_end(line, read, reading)


def _day_at_end(line: ListItem, read: _Read, reading: Reading) -> Told | None:
    """A line that ends with a day apart, and speaks of a contact before it."""
    found = _AT_END.search(line.text) if line.text[-1:] in _ENDS else None
    if found is None:
        return None
    said = line.text[read.kind_at : found.start()]
    kinds = filter(None, map(reading.settings.kind_of, re.findall(r"\w+", said)))
    if not any(map(reading.settings.is_contact_kind, kinds)):
        return None
    hint = f"Write {_shown(_entry(read.box, found['day'], 'KIND', said))}"
    return Told(0, "The date comes first in an entry", hint)


def _of_day(line: ListItem, read: _Read, place: WhoseLog, reading: Reading) -> Iterator[Told]:
    """What may be said of a line that begins with a day; the first holds."""
    day, text = read.day, line.text
    if day is None or (read.kind is None and (line.heading or not (line.bullet or place.owner))):
        return
    instead = [_instead(line, read, each) for each in day.meant]
    hint = f"Write {', or '.join(map(_shown, instead)) or '- DATE KIND: text'}"
    lines = tuple(instead) if _certain(line, read) else ()
    if line.kind and text.endswith("|"):
        hint, lines = f"Write {' or '.join(day.meant)} in this row", ()
    if day.on is None:
        yield from _of_no_day(line, read, day, hint, lines)
        return
    if not line.bullet:
        yield Told(0, "An entry begins with a dash", hint, lines)
    if not read.box_ok:
        yield Told(0, "The box is not written as [ ] or [x]", hint, lines)
    bare = _BARE.match(text, read.end) if read.kind else None
    if bare and (bare["end"] or read.kind not in BOXED_KINDS):
        yield Told(bare.start("name"), "Names in an entry stand in [[ ]]", hint, lines)
    head = text[read.end :].partition(":")[0]
    if read.kind and (apart := _GAP.search(head)):
        at = read.end + apart.start()
        yield Told(at, "A comma is missing between two names", hint, lines)
    if read.kind:
        message = "After the kind of entry comes a colon, then the text"
        yield Told(read.kind_at, message, hint, lines)
    elif (word := _WORD.match(text, read.kind_at)) and not read.hour:
        yield _of_kind(word.start("kind"), word["kind"], reading)
    yield Told(read.kind_at, "After the date comes the kind of entry", hint)


def _certain(line: ListItem, read: _Read) -> bool:
    """Whether the kind is written out, and the box is one that says something."""
    box = _BOX.match(line.text)
    if read.kind is None or line.text.startswith("|"):
        return False
    if box and box["sign"]:
        return _sign_of(box) != "" and read.kind in BOXED_KINDS
    return box is None or box["box"] in ("", " ", "x", "X")


def _of_no_day(
    line: ListItem, read: _Read, day: WrittenDay, hint: str, lines: tuple[str, ...]
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
    if day.meant and day.meant[0].startswith("YEAR"):
        if read.kind:
            yield Told(day.start, "The day has no year", hint)
        return
    more = "could be two days" if len(day.meant) > 1 else "is not a date"
    yield Told(day.start, f'"{written}" {more}', hint, () if day.vague else lines)


def _of_kind(offset: int, kind: str, reading: Reading) -> Told:
    known = (*CONTACT_KINDS, *OTHER_KINDS, *(name for name, _ in reading.settings.kinds))
    near = did_you_mean(kind, known)
    other = "Take one such as call, coffee or note, or add it to kinds in kithbook.yml"
    message = f'"{kind}" is not a kind of entry, so this line was left alone'
    return Told(offset, message, near or other)


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
