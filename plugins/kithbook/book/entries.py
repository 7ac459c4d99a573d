"""Log entries: `- [box] DATE KIND [with [[Name]], …]: TEXT`, and how people write them besides.

A line that looks like an entry and is not one is reported at its place, in `almost`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from kithbook.book.entry_words import BETWEEN, BOX, JOINTS, NAMES, kind_at
from kithbook.book.folder_files import id_of
from kithbook.book.log_lines import ListItem
from kithbook.book.model import BOXED_KINDS, Box, Entry, Mention, Settings
from kithbook.book.promise_ends import by_and_done
from kithbook.book.reading import Reading
from kithbook.book.tasks import TaskMarks, task_in
from kithbook.book.told_lines import APART, EntryParts, as_told, parts_told, tells_contact
from kithbook.book.written_days import day_below, day_of_note, past_hour, read_day
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.name_links import LINK, read_link

_PLACE = r"(?:at|in|on|bei|beim|im|am|auf|chez|au|à|dans)\s[^:\n]{1,60}:\s"
_ENTRY = re.compile(
    r"(?:\[(?P<box>[ xX])\]\s+)?"
    r"(?P<date>\d{4}(?:-\d{2}){0,2})\s+"
    r"(?P<kind>[^\W\d_][\w-]*)"
    rf"(?:\s+(?:{JOINTS})?(?P<names>{NAMES}))?"
    r"\s*(?:::?(?P<text>.*))?",
    re.DOTALL,
)
_FILE_LINK = re.compile(
    r"(?<!!)\[(?P<shown>[^\[\]\n]*)\]\(<?(?P<to>(?![a-z]+://)[^()<>\n#]+\.(?:md|markdown))(?:#[^()\n]*)?>?\)",
    re.IGNORECASE,
)
REST = re.compile(
    rf"[*_]{{0,3}}(?:\s+(?:{JOINTS})?(?P<names>{NAMES}))?"
    rf"(?:\s*(?:[:\uff1a]{{1,2}}|\.(?:\s+[\u2013\u2014-])?(?=\s|$)|(?<=\s)[\u2013\u2014-](?=\s)|$)|(?=\s+{_PLACE}))"
    r"[*_]{0,3}(?P<text>.*)",
    re.DOTALL,
)
_JOINED = re.compile(
    r"\s*(?:[,;(\u2013\u2014-]|\s(?:with|at|in|about|re|over|on|after|before|near|by|to|from|for"
    r"|mit|im|am|an|bei|\u00fcber|wegen|nach|avec|chez|\u00e0|au|sur)\b)"
)
_OWN = re.compile(
    r"(?P<kind>[^:\n]{1,60}?)\s+(?:with|w/|mit|avec)\s+(?P<name>[^\[\]:,.\n]{1,60}?)(?P<end>[:,.]|$)"
)
_SIZE = re.compile(r"\s*\((?P<size>[^()]{1,20})\)\s*$")


@dataclass(frozen=True, slots=True)
class WhoseLog:
    """Where entries stand: whose file it is, or a journal, where names must stand in the line.

    What stands outside the log of a file belongs `into` it, which is said where it is told.
    """

    owner: Mention | None = None
    into: str = ""


def mentions_in(text: str, offset: int, reading: Reading) -> tuple[Mention, ...]:
    """The people named in [[ ]] in a text that begins at an offset of the file.

    A link to a day, to a picture or to where somebody works names nobody.
    """
    files = tuple(_files_in(text, offset, reading)) if "](" in text else ()
    if "[[" not in text:
        return files
    links = _links_in(text, offset)
    people = ((name, at) for name, at in links if not reading.is_no_person(name))
    return (*(reading.mention(name, at, loose=True) for name, at in people), *files)


def _files_in(text: str, offset: int, reading: Reading) -> Iterator[Mention]:
    """The people whose files Markdown links lead to; a link to another file says nothing."""
    for found in _FILE_LINK.finditer(text):
        person = id_of(unquote(found["to"]))
        meant = reading.names.resolve(person) if reading.names else None
        if meant and meant.person:
            at = reading.source.location(offset + found.start())
            yield Mention(found["shown"].strip() or person, at, meant.person)


def _people_in(text: str, offset: int, reading: Reading) -> tuple[Mention, ...]:
    """Who took part: each link where people stand."""
    if "[[" not in text:
        return ()
    return tuple(reading.mention(name, at) for name, at in _links_in(text, offset))


def _links_in(text: str, offset: int) -> Iterator[tuple[str, int]]:
    for found in LINK.finditer(_in_one_line(text)):
        if text[: found.start()].endswith("#"):
            continue  # a tag of several words
        yield " ".join(read_link(found).name.split()), offset + found.start()


def _in_one_line(text: str) -> str:
    """A text with its ends of lines as blanks, every letter in its place."""
    return text.replace("\n", " ").replace("\r", " ")


def read_entry(line: ListItem, place: WhoseLog, reading: Reading) -> Entry | None:
    """The entry a line holds, or None; nothing is reported of a line that holds none."""
    parts = parts_of(line, reading.settings) or _with_its_owner(line, place, reading)
    parts = parts or (parts_told(line, reading) if place.owner else None)
    if parts is None:
        return _read_task(line, place.owner, reading) if place.owner else None
    people = _people_in(parts.names, line.offset + parts.names_at, reading)
    if place.owner is None and not people:
        return None
    who = (*((place.owner,) if place.owner else ()), *people)
    return _build(line, parts, who, reading)


def _with_its_owner(line: ListItem, place: WhoseLog, reading: Reading) -> EntryParts | None:
    """An entry that names whose log it is in by a name without brackets, such as `w/ Ada`."""
    found = _OWN.match(line.text) if place.owner and reading.names else None
    if found is None or place.owner is None or reading.names is None:
        return None
    for name in BETWEEN.split(found["name"]):
        meant = reading.names.resolve(name).ids or reading.names.called(name)
        if meant != (place.owner.person,):
            return None
    blank = " " * (found.end("name") - found.end("kind"))
    mark = ":" if found["end"] else ""
    text = line.text[: found.end("kind")] + blank + mark + line.text[found.end() :]
    return parts_of(line._replace(text=text), reading.settings)


def parts_of(line: ListItem, settings: Settings) -> EntryParts | None:
    """An entry taken apart, in the form of the format or another that says the same."""
    if line.quoted:
        return None
    if "\n" in line.text:  # a name may be wrapped over two lines
        line = line._replace(text=_in_one_line(line.text))
    found = _ENTRY.fullmatch(line.text) if line.bullet else None
    kind = settings.kind_of(found["kind"]) if found else None
    if found is None or kind is None:
        return _as_typed(line, settings)
    try:
        on = parse_date(found["date"])
    except DateFault:
        return None
    return EntryParts(
        found["box"] or "", on, kind, found["names"] or "", found.start("names"),
        found["text"] or "", found.start("text") if found["text"] else 0,
    )  # fmt: skip


def _as_typed(line: ListItem, settings: Settings) -> EntryParts | None:
    """An entry with a day in words, under a heading that is its day, or with another mark."""
    text = line.text
    box = BOX.match(text)
    at = box.end() if box else 0
    written = day_below(text, at, line.given) or (line.kind and day_of_note(text)) or None
    on = written.on if written else line.given
    if on is None or not (line.bullet or line.kind or (line.given and written is None)):
        return None
    begins = written.end if written else past_hour(text, at)
    kind, end = kind_at(text, begins, settings)
    rest = REST.match(text, end) if kind else None
    if kind is None or rest is None:
        own = written is not None and _is_of_month(line, text, at)
        apart = line.linked or own or _is_apart(text, begins)
        joined = APART if text.endswith("|") else _JOINED
        apart = apart and begins < end and joined.match(text, end) is not None
        told = line.kind or (apart and settings.is_contact_kind(kind or ""))
        told = told or (written and line.bullet and tells_contact(text, begins, settings))
        done = box is None or (line.kind and box["box"] != " ")
        return as_told(line, on, begins, settings) if told and done else None
    return EntryParts(
        box["box"] if box else "", on, kind, rest["names"] or "", rest.start("names"),
        rest["text"], rest.start("text"), hour=bool(written.hour if written else begins > at),
    )  # fmt: skip


def _is_apart(text: str, begins: int) -> bool:
    """Whether a line has its day apart, by a link, a cell or a colon, so that its kind needs none.

    Such as `[[2026-11-20]] coffee at home` and `2026-11-20: video, the draft`.
    """
    row = text.endswith("|")
    return row or text.startswith("[[") or text[:begins].rstrip().endswith(":")


def _is_of_month(line: ListItem, text: str, at: int) -> bool:
    """Whether the day of a line is the number alone of one, below the heading of its month."""
    above = line.given
    return above is not None and not above.day and read_day(text, at) is None


def _read_task(line: ListItem, owner: Mention, reading: Reading) -> Entry | None:
    """A task of a task list in somebody's file, which is a promise to them."""
    box = BOX.match(line.text)
    marks = task_in(line.text[box.end() :]) if box and line.bullet and not line.quoted else None
    on = _own_day(marks) if marks else None
    if box is None or marks is None or on is None:
        return None
    if marks.wrong:
        offset = line.offset + line.text.rfind(marks.wrong)
        reading.report(offset, "bad-date", f'"{marks.wrong}" is no day', "Mend the date")
    marks = marks._replace(text=_without_day(marks.text))
    kind, end = kind_at(marks.text, 0, reading.settings)
    rest = REST.match(marks.text, end) if kind in BOXED_KINDS else None
    ticked = box["box"] != " " or marks.done is not None
    return Entry(
        at=reading.source.location(line.offset),
        on=on,
        kind=kind if kind and rest else "promised",
        contact=False,
        text=rest["text"].strip() if rest else marks.text,
        people=(owner,),
        mentions=mentions_in(line.text, line.offset, reading),
        box="ticked" if ticked else "open",
        by=marks.due,
        done=marks.done,
    )


def _own_day(marks: TaskMarks) -> PartialDate | None:
    """The day that a task is of: that with which it begins, else that which its marks say."""
    day = read_day(marks.text)
    return day.on if day and day.on and day.on.exact else marks.on


def _without_day(text: str) -> str:
    """A text without the day with which it begins."""
    day = read_day(text)
    whole = day is not None and day.on is not None and day.on.exact is not None
    return text[day.end :].strip() or text if day and whole else text


def _build(
    line: ListItem, parts: EntryParts, people: tuple[Mention, ...], reading: Reading
) -> Entry:
    kind, text = parts.kind, parts.text.strip()
    mentions = mentions_in(parts.text, line.offset + parts.text_at, reading)
    box: Box | None = ("open" if parts.box == " " else "ticked") if parts.box else None
    by = done = None
    size = ""
    if kind in BOXED_KINDS:
        text, by, done = by_and_done(text, line, reading, entry=True)
        box = "ticked" if done else box or "open"
    elif kind in ("gave", "got") and (sized := _SIZE.search(text)):
        text, size = text[: sized.start()], sized["size"]
    return Entry(
        at=reading.source.location(line.offset),
        on=parts.on, kind=kind, contact=reading.settings.is_contact_kind(kind) is True,
        text=" ".join(text.split()),
        people=people, mentions=mentions, box=box, by=by, done=done, size=size,
    )  # fmt: skip
