"""Log entries: `- [box] DATE KIND [with [[Name]], …]: TEXT`, and how people write them besides.

A line that looks like an entry and is not one is reported at its place, in `almost`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from kithbook.book.day_signs import is_called_off, told_of_day
from kithbook.book.folder_files import id_of
from kithbook.book.log_lines import ListItem
from kithbook.book.model import BOXED_KINDS, OTHER_KINDS, Box, Entry, Mention, Settings
from kithbook.book.promise_ends import by_and_done
from kithbook.book.reading import Reading
from kithbook.book.tasks import TaskMarks, task_in
from kithbook.book.written_days import day_below, day_of_note, past_hour, read_day
from kithbook.language.small_words import is_pending, small_words
from kithbook.language.spoken_words import says_in_vain
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.name_links import LINK, ONE_LINK, read_link
from kithbook.text.words import fold

_NAMES = rf"{ONE_LINK}(?:\s*(?:,|&|(?:and|und|et)\b)(?:\s*and\b)?\s*{ONE_LINK})*"
_WITH = {"with": "w/ mit avec bei chez", "to": "an à", "from": "von de"}
_ENGLISH = {word: english for english, words in _WITH.items() for word in words.split()}
_JOINTS = rf"(?:{'|'.join((*_WITH, *_ENGLISH))})\s+"
_PLACE = r"(?:at|in|on|bei|beim|im|am|auf|chez|au|à|dans)\s[^:\n]{1,60}:\s"
_ENTRY = re.compile(
    r"(?:\[(?P<box>[ xX])\]\s+)?"
    r"(?P<date>\d{4}(?:-\d{2}){0,2})\s+"
    r"(?P<kind>[^\W\d_][\w-]*)"
    rf"(?:\s+(?:{_JOINTS})?(?P<names>{_NAMES}))?"
    r"\s*(?:::?(?P<text>.*))?",
    re.DOTALL,
)
_FILE_LINK = re.compile(
    r"(?<!!)\[(?P<shown>[^\[\]\n]*)\]\(<?(?P<to>(?![a-z]+://)[^()<>\n#]+\.(?:md|markdown))(?:#[^()\n]*)?>?\)",
    re.IGNORECASE,
)
_BOX = re.compile(r"\[(?P<box>[ xX])\]\s+")
_KIND = re.compile(r"[*_]{0,3}#?(?P<two>(?P<one>[^\W\d_][\w'\u2019-]*)(?:[ ](?P<next>[^\W\d_]+))?)")
_PICTURE = re.compile(
    r"(?P<whole>(?P<sign>[^\w\s:.,;()\[\]{}\u2010-\u2027\u2190-\u21ff])\ufe0f?)\s*"
)
REST = re.compile(
    rf"[*_]{{0,3}}(?:\s+(?:{_JOINTS})?(?P<names>{_NAMES}))?"
    rf"(?:\s*(?:[:\uff1a]{{1,2}}|\.(?:\s+[\u2013\u2014-])?(?=\s|$)|(?<=\s)[\u2013\u2014-](?=\s)|$)|(?=\s+{_PLACE}))"
    r"[*_]{0,3}(?P<text>.*)",
    re.DOTALL,
)
OWED_TO_ME = re.compile(
    r"(?:\S+\s+){0,4}?(?:owes?\s+(?:me|us)|schuldet\s+(?:mir|uns)|(?:me|nous)\s+doit)\b",
    re.IGNORECASE,
)
"""Words by which the other one owes the owner, which is no promise of theirs."""
# What stands between a kind and what was said, where a day tells it.
_APART = re.compile(r"\s*(?:[,;]\s+|[|\u2013\u2014]\s*)|\s+-\s+|\s*$")
_IN_BRACKETS = re.compile(r"\((?P<said>[^()\n]*)\)\s*")
_BAR = re.compile(r"(?<!\\)\|")
_LEAD = re.compile(r"[\s:.,|\u2013\u2014-]*(?:[*_]{1,3}(?=\s))?[\s:.,|\u2013\u2014-]*")
_LEAD_KEPT = re.compile(r"[\s:.,\u2013\u2014-]*")
# Of words, and not with one or a few and a colon, which may be a kind that nobody knows.
_IN_WORDS = re.compile(r"(?![^\s:]+(?:\s+[^\s:]+){0,2}?\s*:(?:\s|$))[*_\"'\u2018\u201c(]{0,3}\w")
_STRAIGHT_NAME = re.compile(
    r"\s+(?:with|w/|to|from|mit|avec)\s+(?P<names>[^\W\d_a-z][^\[\]:,.;\n]{1,60}?)"
    r"(?:[,.:;\n]|\s(?=[a-z]+\s)|$)"
)
# A colon behind the kind and names, or somebody whose name is not written as a link.
_HEAD = re.compile(
    r"[^.;!?\n:]{0,80}:(?:\s|$)|\s*\[\[|\s+(?:with|w/|to|from|mit|avec)\s+(?:[@\"\u201c]|\[(?!\[))|\s*[/&+]"
)
_SET_APART = (":", "-", "\u2013", "\u2014")
_SENTENCE_END = re.compile(r"[.,;:!?]")
# A card bought, or a wedding heard of, is no contact.
_SEEN_ALONE = ("event", "letter")
_FIRST_WORDS = re.compile(r"(?:\W*[\w'\u2019-]+){1,4}")
# In what was told, `with` may stand anywhere in its first sentence; `to` and `from` only at once,
# since an intro to somebody, or news from them, is no contact with them.
_TOGETHER = re.compile(
    rf"(?:^|(?:[^.;!?\n]|\.(?!\s))*?\s)(?:with|w/|mit|avec)\s+(?P<names>{_NAMES})"
)
_DIRECTED = re.compile(rf"(?:\S+\s+){{0,2}}?{_JOINTS}(?P<names>{_NAMES})")
_NOT_TOGETHER = re.compile(
    r"\b(?:wants?|wanted|wishes|hopes?|hoped|would|could|should|might|intro|introduction|about)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s*(?:[,;(\u2013\u2014-]|\s(?:with|at|in|about|re|over|on|after|before|near|by|to|from|for"
    r"|mit|im|am|an|bei|\u00fcber|wegen|nach|avec|chez|\u00e0|au|sur)\b)"
)
_OWN = re.compile(
    r"(?P<kind>[^:\n]{1,60}?)\s+(?:with|w/|mit|avec)\s+(?P<name>[^\[\]:,.\n]{1,60}?)(?P<end>[:,.]|$)"
)
_BETWEEN = re.compile(r"\s*[&+]\s*|\s+(?:and|und|et)\s+")
_SIZE = re.compile(r"\s*\((?P<size>[^()]{1,20})\)\s*$")


@dataclass(frozen=True, slots=True)
class WhoseLog:
    """Where entries stand: whose file it is, or a journal, where names must stand in the line.

    What stands outside the log of a file belongs `into` it, which is said where it is told.
    """

    owner: Mention | None = None
    into: str = ""


class EntryParts(NamedTuple):
    """What an entry is made of, as it stands in its line, with the places of names and text."""

    box: str
    on: PartialDate
    kind: str
    names: str
    names_at: int
    text: str
    text_at: int
    hour: bool = False
    told: bool = False


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
    for name in _BETWEEN.split(found["name"]):
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
    box = _BOX.match(text)
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
        joined = _APART if text.endswith("|") else _JOINED
        apart = apart and begins < end and joined.match(text, end) is not None
        told = line.kind or (apart and settings.is_contact_kind(kind or ""))
        told = told or (written and line.bullet and _tells_contact(text, begins, settings))
        done = box is None or (line.kind and box["box"] != " ")
        return _as_told(line, on, begins, settings) if told and done else None
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


def _as_told(line: ListItem, on: PartialDate, begins: int, settings: Settings) -> EntryParts:
    """A line with a day below a heading such as `## Meetings`, whatever its words are."""
    lead = _LEAD.match(line.text, begins)
    at = lead.end() if lead else begins
    text = line.text[at:]
    if bracketed := _IN_BRACKETS.fullmatch(text):
        text = bracketed["said"]
        at += 1
    said, end = kind_at(text, 0, settings)
    if said and settings.is_contact_kind(said) and (apart := _APART.match(text, end)):
        if not (line.kind and is_called_off(text[apart.end() :], settings)):
            return _told_of(said, on, text[apart.end() :], at + apart.end())
    told = told_of_day(text, "meetings", settings, below=line.first or line.heading)
    if line.kind and (told.open or told.kind in OTHER_KINDS):
        return _told_of(told.kind, on, text, at) if told.kind else None
    kind = _contact_in(_first_words(text), settings) or told.kind or line.kind
    return _told_of(kind, on, text, at)


def parts_told(line: ListItem, reading: Reading) -> EntryParts | None:
    """A line in somebody's file with a day and no kind, whose words say what it is.

    Below a heading or an item that is a day and no more, the first line has that day. One that
    names somebody of the book without brackets is told instead, since they would be left out.
    """
    if line.quoted or line.heading or line.parent or line.kind or line.text.endswith("|"):
        return None
    day = day_below(line.text, 0, line.given) if line.bullet else None
    on = day.on if day else line.given if line.first else None
    if on is None or on.exact is None or _BOX.match(line.text):
        return None
    lead = _LEAD_KEPT.match(line.text, day.end if day else past_hour(line.text, 0))
    at = lead.end() if lead else 0
    said = line.text[at:]
    if not _IN_WORDS.match(said) or OWED_TO_ME.match(said) or _names_somebody(said, reading):
        return None
    told = told_of_day(said, "events" if line.events else "", reading.settings)
    return None if told.open else _told_of(told.kind, on, said, at)


def _names_somebody(text: str, reading: Reading) -> bool:
    """Whether behind a kind stands a link, or who is in the book by a name without brackets."""
    kind, end = kind_at(text, 0, reading.settings)
    if kind is None:
        return text.startswith("[")
    if _HEAD.match(text, end):
        return True
    found = _STRAIGHT_NAME.match(text, end)
    names = _BETWEEN.split(found["names"]) if found and reading.names else []
    called = reading.names.called if reading.names else None
    return any(called and (reading.names.resolve(one).ids or called(one)) for one in names)


def _tells_contact(text: str, begins: int, settings: Settings) -> bool:
    """Whether behind a day set apart, such as `2026-11-20 - `, the first words tell of a contact.

    Such as `Renewal call` and `First proper meeting`, and not `No call` or `Need to call`.
    """
    if not text[:begins].rstrip().endswith(_SET_APART):
        return False
    words = _first_words(_SENTENCE_END.split(text[begins:], maxsplit=1)[0])
    kinds = [_contact_in([one], settings) for one in words]
    at = next((n for n, kind in enumerate(kinds) if kind), len(words))
    told = at < len(words) and kinds[at] not in _SEEN_ALONE and not says_in_vain(text[begins:])
    return told and not is_pending([fold(one) for one in words], at)


def _first_words(text: str) -> list[str]:
    first = _FIRST_WORDS.match(text)
    return re.findall(r"[\w'\u2019-]+", first.group()) if first else []


def _contact_in(words: Iterable[str], settings: Settings) -> str | None:
    """The first kind of contact that one of some words stands for."""
    kinds = (settings.kind_of(w) for w in words if fold(w) not in small_words("en", "silent"))
    return next((one for one in kinds if one and settings.is_contact_kind(one)), None)


def _told_of(kind: str, on: PartialDate, text: str, at: int) -> EntryParts:
    """An entry of what is told, with the names in it; the cells of a table apart by a dash."""
    if text.endswith("|"):
        text = unbarred(_BAR.sub("\u2013", text.rstrip("| \t")))
    named = _took_part(text)
    names, names_at = (named["names"], at + named.start("names")) if named else ("", 0)
    return EntryParts("", on, kind, names, names_at, text, at, told=True)


def _took_part(text: str) -> re.Match[str] | None:
    """Where the names of those stand who took part in what is told."""
    found = _DIRECTED.match(text) or _TOGETHER.match(text)
    only_told = found and _NOT_TOGETHER.search(text, 0, found.start("names"))
    return None if only_told else found


def unbarred(text: str) -> str:
    """A text of a table without the backslash that a bar in it has there."""
    return text.replace("\\|", "|")


def _read_task(line: ListItem, owner: Mention, reading: Reading) -> Entry | None:
    """A task of a task list in somebody's file, which is a promise to them."""
    box = _BOX.match(line.text)
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


def kind_at(text: str, at: int, settings: Settings) -> tuple[str | None, int]:
    """The kind of entry that the words at a place stand for, and where they end."""
    found = _KIND.match(text, at)
    if found is None:
        return _drawn(text, at, settings)
    if found["next"] and (kind := settings.kind_of(found["two"])):
        return kind, found.end("two")
    return settings.kind_of(found["one"]), found.end("one")


def _drawn(text: str, at: int, settings: Settings) -> tuple[str | None, int]:
    """The kind that a small picture stands for, or the word behind it."""
    found = None if text[at : at + 1].isascii() else _PICTURE.match(text, at)
    if found is None:
        return None, at
    kind, end = kind_at(text, past, settings) if (past := found.end()) < len(text) else (None, at)
    return (kind, end) if kind else (settings.kind_of(found["sign"]), found.end("whole"))


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


def in_english(joint: str) -> str:
    """The word between a kind and its names as the format writes it: `with` for `mit` or `w/`."""
    return _ENGLISH.get(joint, joint)
