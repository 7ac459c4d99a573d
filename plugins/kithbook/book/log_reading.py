"""A log or a journal read whole: its entries, and as asides what is none, each in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath

from kithbook.book.almost import report_almost, report_below
from kithbook.book.chat_lines import ChatLines
from kithbook.book.dated_lines import counts_anywhere, has_day, may_be_dated, may_say_a_day
from kithbook.book.dated_notes import BareDays, is_near_entry
from kithbook.book.dayless_lines import DaylessLines
from kithbook.book.entries import WhoseLog, mentions_in, parts_of, read_entry
from kithbook.book.entry_findings import report_entry
from kithbook.book.folder_files import is_yaml
from kithbook.book.line_instead import Told, line_parts
from kithbook.book.log_lines import ListItem, NotesAndLog, items
from kithbook.book.loose_promises import loose_below, loose_promise
from kithbook.book.model import CONTACT_KINDS, Aside, Entry, LogRead, LoosePromise, Mention
from kithbook.book.reading import Reading
from kithbook.book.tasks import (
    ODD_BOXES,
    due_instead,
    odd_box,
    todo_of_org,
    unasked_day,
    undated_mark,
    unread_day,
)
from kithbook.book.text_below import TextBelow
from kithbook.book.topic_headings import TopicAbove, report_bare_months
from kithbook.book.undated_lines import owed_in
from kithbook.book.written_days import read_day
from kithbook.language.small_words import as_written
from kithbook.text.dates import PartialDate
from kithbook.text.name_links import links_in
from kithbook.text.open_fence import COMMENTS, OpenFence, comment_sign
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source, Split, blank_controls, compose, split_front_matter

_JOURNAL = WhoseLog()
_OWED = ("owe ", "owes ", "schulde", "dois ", "by 2", "due 2", "bis 2", "le 2")
_SIGNS_OF_PROMISES = (
    "[ ]",
    "[]",
    "promised",
    "Promised",
    "awaiting",
    "Awaiting",
    "TODO",
    "odo:",
    "o-do:",
    "LATER ",
    "NOW ",
    "DOING ",
    *ODD_BOXES,
)


def read_log(lines: Iterable[ListItem], place: WhoseLog, reading: Reading) -> LogRead:
    """The entries among some lines, and the asides; a near miss is reported and is an aside."""
    entries: list[Entry] = []
    asides: list[list[Aside]] = []
    loose: list[LoosePromise] = []
    topic = TopicAbove(place, reading, found=len(reading.problems))
    below, days = TextBelow(reading), BareDays(reading, told=len(reading.problems))
    dayless = DaylessLines(reading, told=len(reading.problems))
    above: PartialDate | None = None
    joins = -1
    lines = tuple(lines)
    report_bare_months(lines, reading)
    chats = ChatLines(reading)
    for line in lines:
        apart = reading.stands_apart(line.offset) or chats.takes(line)
        entry = None if apart else entry_or_report(line, place, reading)
        topic.passes(line, entry)
        days.passes(line, entry)
        if not apart:
            dayless.passes(line, entry)
        if not apart and (entry is None or "\n" in line.text):
            loose += _loose(line, entry, place, reading)
        if entry is not None:
            entries.append(entry)
            below.begins(line, entry)
            above, joins = entry.on, -1
            continue
        if not apart and below.takes(line):
            entries[-1] = below.joined(entries[-1], line)
            continue
        if (one := _aside(line, above, place, reading)) is None:
            continue
        joins = _keep(one, line, asides, joins)
    topic.ends()
    days.report(owned=place.owner is not None)
    chats.report(entries, owned=place.owner is not None)
    if place.owner:
        dayless.report()
    return LogRead(tuple(entries), _thoughts(entries, asides, reading), tuple(loose))


def _keep(one: Aside, line: ListItem, asides: list[list[Aside]], joins: int) -> int:
    """Keeps an aside, with the line above where it goes on from it; what joins it stands next."""
    if joins == one.at.line and not line.bullet:
        asides[-1].append(one)
    else:
        asides.append([one])
    return -1 if line.bullet else one.at.line + 1


def _thoughts(
    entries: list[Entry], asides: list[list[Aside]], reading: Reading
) -> tuple[Aside, ...]:
    """The asides, each beside an entry where there is one."""
    thoughts = [_joined(lines, reading) for lines in asides]
    if entries:
        first = entries[0].on
        thoughts = [one if one.beside else one._replace(beside=first) for one in thoughts]
    return tuple(thoughts)


def _loose(
    line: ListItem, entry: Entry | None, place: WhoseLog, reading: Reading
) -> Iterator[LoosePromise]:
    """The open promises of a line that no entry holds."""
    if entry is None and (promise := loose_promise(line, place, reading)):
        yield promise
    elif entry is not None:
        yield from loose_below(line, place, reading)


def entry_or_report(line: ListItem, place: WhoseLog, reading: Reading) -> Entry | None:
    """The entry of a line, or None; a line that looks like one and is none is reported."""
    entry = read_entry(line, place, reading)
    if entry is None:
        report_almost(line, place, reading)
        return None
    report_entry(line, entry, reading)
    if "\n" in line.text:
        report_below(line, str(entry.on), reading)
    return entry


def read_journal(reading: Reading) -> LogRead:
    """A journal's entries and asides; a file that is named for a day gives it to its lines.

    Keys above them are those of another program, and an aside as they stand.
    """
    source = reading.source
    fence = OpenFence()
    given = day_of_file(source.path)
    front = front_of_journal(source)
    lines = fence.outside(source.lines(front.body if front else 0))
    found = read_log(items(lines, source.text, given), _JOURNAL, reading)
    report_unclosed(fence.at, reading)
    return found._replace(asides=(*_above(front, given, reading), *found.asides))


def front_of_journal(source: Source) -> Split | None:
    """Where the keys above a journal stand; a line --- above something else is a line drawn."""
    if not source.text.lstrip("\ufeff").startswith("---"):
        return None
    split = split_front_matter(source)
    keys = None if isinstance(split, Problem) else compose(source, *split.front)[0]
    if isinstance(split, Problem) or keys is None or any(read_day(n.text) for n, _ in keys.pairs):
        return None
    return split


def _above(front: Split | None, given: PartialDate | None, reading: Reading) -> Iterator[Aside]:
    text = reading.source.text[slice(*front.front)] if front else ""
    if front and text.strip():
        at = front.front[0] + len(text) - len(text.lstrip())
        place = reading.source.location(at)
        yield Aside(
            place, text.strip(), given, given, tuple(_quietly(text.strip(), place, reading))
        )


def day_of_file(path: str) -> PartialDate | None:
    """The day that a file is named for, or None."""
    named = read_day(PurePosixPath(path).stem.replace("_", "-"))
    return named.on if named and named.on and named.on.exact else None


def entries_outside(section: NotesAndLog, whole: str, *, near: bool = False) -> Iterator[ListItem]:
    """The lines among the notes that begin with a day, or stand below one, as entries do.

    With `near` also those that may be meant so, which are told.
    """
    if may_say_a_day([text for _, text in section.notes]):
        outside = OpenFence().outside(section.notes)
        for line in items(outside, whole, margin=section.margin):
            dated = (line.bullet and has_day(line.text)) or (near and may_be_dated(line))
            if line.parent or line.given or dated or counts_anywhere(line):
                yield line


def read_outside(
    section: NotesAndLog, place: WhoseLog, reading: Reading
) -> tuple[tuple[Entry, ...], tuple[tuple[int, str], ...]]:
    """The entries among the notes of a file, and the notes without them.

    Where there is a log, an entry that stands outside it and does not count there is reported.
    """
    entries: list[Entry] = []
    taken: set[int] = set()
    if not section.logged and any(text.startswith("#") for _, text in section.notes):
        outside = OpenFence().outside(section.notes)
        report_bare_months(items(outside, reading.source.text), reading)
    days = BareDays(reading, told=len(reading.problems))
    chats, below = ChatLines(reading), TextBelow(reading)
    for line in entries_outside(section, reading.source.text, near=True):
        if odd_box(line.text) or reading.stands_apart(line.offset) or chats.takes(line):
            continue
        counts = not section.logged or counts_anywhere(line)
        entry = read_entry(line, place, reading) if counts else None
        if entry:
            entries.append(entry)
            report_entry(line, entry, reading)
            below.begins(line, entry)
            if not line.heading:
                taken.update(_lines_of(line, reading))
        elif (counts or not parts_of(line, reading.settings)) and below.takes(line):
            entries[-1] = below.joined(entries[-1], line)
            taken.update(_lines_of(line, reading))
        elif not counts:
            _report_outside(line, outside_log(place, reading), reading)
            continue
        elif not (line.parent or (line.heading and line.given)) and is_near_entry(line, reading):
            report_almost(line, place, reading)
        days.passes(line, entry)
    days.report()
    chats.report(entries)
    lines = ((reading.source.location(at).line, at, text) for at, text in section.notes)
    left = ((at, text) for line, at, text in lines if line not in taken) if taken else section.notes
    return tuple(entries), tuple(left)


def _lines_of(line: ListItem, reading: Reading) -> range:
    """The numbers of the lines that an item takes."""
    first = reading.source.location(line.offset).line
    return range(first, first + len(line.text.splitlines()))


def promises_outside(
    notes: tuple[tuple[int, str], ...], place: WhoseLog, reading: Reading, margin: int = 0
) -> Iterator[LoosePromise]:
    """The promises without a day among notes, each reported; a box alone is anybody's task.

    So is a box that is neither open nor ticked, which is reported too.
    """
    if not _may_promise("\n".join(text for _, text in notes)):
        return
    for line in items(OpenFence().outside(notes), reading.source.text, margin=margin):
        promise = loose_promise(line, place, reading, named=True)
        if promise and promise.on is None:
            report_almost(line, place, reading)
            yield promise
        elif odd_box(line.text) or (line.bullet and todo_of_org(line.text)):
            report_almost(line, place, reading)
        elif (owed := _owed(line, reading)) is not None:
            reading.report(line.offset, owed.code, owed.message, owed.hint)
        elif said := undated_mark(line.text) or unasked_day(line.text) or unread_day(line.text):
            at = line.offset + line.text.find(said)
            message = f'"{said}" says no day until when this is promised'
            reading.report(at, "almost-entry", message, f"Write {due_instead(said)}")
            if loose := loose_promise(line, place, reading):
                yield loose


def _owed(line: ListItem, reading: Reading) -> Told | None:
    """What is said of a list line that says something owed, where nothing is said of it yet."""
    owed = next(owed_in(line, line_parts(line, reading)), None) if line.bullet else None
    here = reading.source.location(line.offset).line if owed else 0
    return None if any(one.location.line == here for one in reading.problems) else owed


def _may_promise(text: str) -> bool:
    """Whether notes have anything that says something owed: a box, a word for it, until when."""
    if any(map(text.__contains__, _SIGNS_OF_PROMISES)):
        return True
    low = text.lower()
    return any(map(low.__contains__, _OWED)) or (
        ":" in low and any(map(low.__contains__, _todo_signs()))
    )


@cache
def _todo_signs() -> tuple[str, ...]:
    words = {one.replace("_", blank) for one in as_written("todo") for blank in " -"}
    return tuple(f"{word}{colon}" for word in sorted(words) for colon in (":", " :"))


def _report_outside(line: ListItem, place: WhoseLog, reading: Reading) -> None:
    own = has_day(line.text) or (line.given is not None and not line.heading)
    whole = own and parts_of(line, reading.settings) is not None
    contact = line.bullet and not line.heading and _says_contact(line, reading)
    if own and not whole and (contact or line.text[:1] == "["):
        report_almost(line, place, reading)
    elif whole:
        message = "This entry stands outside the log and does not count"
        reading.report(line.offset, "almost-entry", message, f"Move it {place.into}")


def outside_log(place: WhoseLog, reading: Reading) -> WhoseLog:
    """A place among the notes of a file that has a log."""
    into = "into the list log" if is_yaml(reading.source.path) else "under a heading ## Log"
    return replace(place, into=into)


def _says_contact(line: ListItem, reading: Reading) -> bool:
    return line_parts(line, reading).kind in CONTACT_KINDS


def report_unclosed(at: int | None, reading: Reading) -> None:
    """A fence or comment that is never closed takes all that follows with it."""
    if at is None:
        return
    line = reading.source.text[at:].lstrip().partition("\n")[0]
    sign = comment_sign(line)
    what = "comment" if sign else "code block"
    end = COMMENTS[sign] if sign else line[: len(line) - len(line.lstrip(line[:1]))] or "```"
    message = f"The {what} that begins here is never closed, so nothing below is read"
    reading.report(at, "unclosed-fence", message, f"Close it with {end}, or delete this line")


def _aside(
    line: ListItem, above: PartialDate | None, place: WhoseLog, reading: Reading
) -> Aside | None:
    day = read_day(line.text) if line.heading or line.parent else None
    at = day.end if day and day.on else 0
    text = line.text[at:].strip()
    if not text:
        return None
    if text.endswith("|") and not text.startswith("|"):
        text = f"| {text}"  # a row of a table, whole
    offset = line.offset + at
    if place.owner:
        mentions = mentions_in(line.text[at:], offset, reading)
    else:
        mentions = tuple(_quietly(text, reading.source.location(offset), reading))
    return Aside(reading.source.location(offset), text, line.given, line.given or above, mentions)


def _joined(lines: list[Aside], reading: Reading) -> Aside:
    """The lines of one thought as one; a link may begin in one and end in the next."""
    first, *others = lines
    if not others:
        return first
    mentions = list(first.mentions)
    for last, one in pairwise(lines):
        if (begun := last.text.rfind("[[")) > last.text.rfind("]]") and "]]" in one.text:
            link = f"{last.text[begun:]} {one.text.partition(']]')[0]}]]"
            mentions += _quietly(link, last.at, reading)
        mentions += one.mentions
    return first._replace(text="\n".join(one.text for one in lines), mentions=tuple(mentions))


def _quietly(text: str, at: Location, reading: Reading) -> Iterator[Mention]:
    """The people of the book that a journal links; its links to other notes are no findings."""
    for link in links_in(" ".join(text.split())):
        meant = reading.names.resolve(link.name) if reading.names else None
        if meant and meant.person:
            yield Mention(link.name, at, meant.person)


def read_journal_file(reading: Reading) -> LogRead:
    """The entries and asides of a journal file."""
    clean, problems = blank_controls(reading.source)
    reading.problems.extend(problems)
    reading.source = clean
    return read_journal(reading)
