"""Lines that have a kind and a link and are no entry: in a journal, or with the name before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.book.days_elsewhere import day_said
from kithbook.book.entries import WhoseLog
from kithbook.book.entry_words import kind_at
from kithbook.book.line_instead import (
    LINKS,
    SOME_DAY,
    LineParts,
    Told,
    all_known,
    bare_names,
    entry_line,
    line_instead,
    links_told,
    names_told,
    shown_line,
    told_first,
    verb_in,
    write_instead,
)
from kithbook.book.log_lines import ListItem
from kithbook.book.reading import Reading
from kithbook.language.spoken_words import says_in_vain
from kithbook.text.name_links import LINK

_LINKED = r"(?P<link>\[\[[^\[\]\n]+\]\])"
_TOGETHER = re.compile(rf"\s+(?P<joint>(?:with|w/|mit|avec)\s+)?{LINKS}(?!\s*:|['\u2019])")
# Somebody of theirs, as in `[[Ada]]'s mother`, is another one.
_WHOM = re.compile(
    rf"(?:\b(?P<joint>with|w/|mit|avec|bei|chez)\s+)?{LINKS}(?!['\u2019]|\s*\()", re.IGNORECASE
)
# An entry whose kind nobody knows, such as `Stammtisch mit [[Ada]], [[Bo]]: …`.
_WHAT = r"(?P<what>[^\W\d_][^:\[\]\n]{0,40}?)"
_SET_APART = re.compile(rf"{_WHAT}\s+(?:(?:with|w/|mit|avec|bei|chez)\s+)?{LINKS}\s*:")
_NAMED_LAST = re.compile(rf"{_WHAT}:\s+{LINKS}(?=\s|$)")
_NAMED_FIRST = re.compile(
    rf"(?:\d{{1,2}}[:.h]\d\d\s+(?:[\u2013\u2014-]\s+)?)?{_LINKED}\s*[:\u2013\u2014-]?\s*"
)


def of_journal(
    line: ListItem, read: LineParts, place: WhoseLog, reading: Reading
) -> Iterator[Told]:
    """What may be said of a line of a journal that has somebody and a kind, and no colon."""
    if place.owner:
        return
    day = str(line.given or SOME_DAY)
    if "[[" in line.text and read.box == "[ ] " and not (read.kind or read.day) and line.bullet:
        yield from _promise(line, read, day)
    if line.given is None:
        return
    bare = bare_names(line.text, read.end, read.kind) if read.kind and line.bullet else None
    if bare and "[[" not in line.text and all_known(bare, reading):
        hint = f"Write {shown_line(line_instead(line, read, day, reading))}"
        yield Told(bare.start("name"), names_told(bare, reading), hint)
    if "[[" not in line.text:
        return
    contact = reading.settings.is_contact_kind
    found = _TOGETHER.match(line.text, read.end) if read.kind else None
    if found and contact(read.kind or "") and (found["joint"] or line.bullet):
        said = read.hour + line.text[found.end() :].lstrip(" :,.")
        instead = entry_line(read.box, day, read.kind or "", said, links_told(found["links"]))
        message = "After the kind of entry comes a colon, then the text"
        yield Told(read.kind_at, message, f"Write {shown_line(instead)}")
    yield from named_first(line, read, reading, day)


def of_its_day(line: ListItem, read: LineParts, day: str) -> Iterator[Told]:
    """What may be said of a line of a journal with a day of its own, a link, and no known kind."""
    if line.bullet and not read.kind and not read.box and "[[" in line.text:
        yield from _told_with(line, read, day)


def _told_with(line: ListItem, read: LineParts, day: str) -> Iterator[Told]:
    """What may be said of a line that tells of a contact with whom it links.

    The verb stands first, or anywhere where the link stands first or behind `with`.
    """
    said = line.text[read.kind_at :]
    linked = _WHOM.search(said)
    kind = told_first(said)
    if linked and not kind and (linked["joint"] or not linked.start()):
        kind = verb_in(said)
    day = day_said(said) or day
    if found := _SET_APART.match(said) or _NAMED_LAST.match(said):
        linked, kind = found, kind or "met"
        said = f"{found['what']}, {said[found.end() :].lstrip()}".rstrip(" ,")
    if linked and kind and not says_in_vain(said):
        instead = entry_line("", day, kind, said, links_told(linked["links"]))
        message = "An entry has its kind, and who took part before a colon"
        yield Told(0, message, f"Write {shown_line(instead)}")


def _promise(line: ListItem, read: LineParts, day: str) -> Iterator[Told]:
    """What may be said of a box in a journal whose line links somebody: it is a promise to them."""
    if linked := LINK.search(line.text):
        who = f" with [[{linked['name'].strip()}]]"
        said = line.text[read.kind_at :].removeprefix(linked.group()).lstrip(" :,")
        instead = entry_line("[ ] ", day, "promised", said, who)
        message = "A promise in a journal has its day, and whose it is before a colon"
        yield Told(0, message, write_instead(instead, said))


def named_first(line: ListItem, read: LineParts, reading: Reading, day: str) -> Iterator[Told]:
    """What may be said of a line in which a link stands before the kind of entry."""
    first = _NAMED_FIRST.match(line.text, read.kind_at if read.day else 0)
    kind, end = kind_at(line.text, first.end(), reading.settings) if first else (None, 0)
    if first and kind and reading.settings.is_contact_kind(kind):
        said = line.text[end:].lstrip(" :,.-")
        instead = entry_line("", day, kind, said, f" with {first['link']}")
        message = "The kind of entry comes first, then the name"
        yield Told(0, message, f"Write {shown_line(instead)}")
