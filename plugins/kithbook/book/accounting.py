"""What each line of a file of the book was taken for; worked out only when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from kithbook.book.address_books import further_lines, lines_of
from kithbook.book.folder_files import is_yaml
from kithbook.book.found_lines import codes_by_line, codes_of_file
from kithbook.book.log_lines import HEADING, ListItem, items, split_body
from kithbook.book.log_reading import day_of_file, entries_outside, front_of_journal
from kithbook.book.merges import as_read, source_versions
from kithbook.book.model import Aside, Entry, Person
from kithbook.book.network import Network
from kithbook.book.people import PersonSource, open_person
from kithbook.book.plain_notes import front_of
from kithbook.book.roster_places import beside_contacts
from kithbook.book.schema import PERSON
from kithbook.book.torn_keys import keys_in_parts
from kithbook.text.open_fence import COMMENTS, OpenFence, behind, comment_sign
from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source, Split, blank_controls, compose

As = Literal[
    "key", "value", "notes", "heading", "entry", "continuation", "aside", "header", "row",
    "comment", "fence", "blank", "unread",
]  # fmt: skip
_FENCED = ("fence", "comment")
_LINE_END = re.compile(r"\r\n|\n|\r")
_NOT_READ = ("stray-file", "sync-copy", "outside-book")
_KEYS = frozenset(key.key for key in PERSON.fields)
_TORN = "unfinished-merge"


class TakenFor(NamedTuple):
    """A line of a file: what it was taken for, what was read of it, and its findings' codes."""

    line: int
    text: str
    taken: As
    what: str = ""
    codes: tuple[str, ...] = ()


def accounting(
    source: Source, network: Network, problems: Sequence[Problem] | None = None
) -> tuple[TakenFor, ...]:
    """Every line of a file, in order; one that no reader took is `unread` and lies in a finding.

    `problems` are all findings of the book, where they are more than those of reading it.
    """
    found_all = network.problems if problems is None else problems
    told = [one for one in found_all if one.location.path == source.path]
    torn = any(one.code == _TORN for one in told)
    found = source_versions(source) if torn else None
    clean = blank_controls(as_read(found) if found else source)[0]
    keys = _keys_of(clean)
    taken = dict(_lines(clean, network, keys)) if _was_read(clean, network, told) else {}
    codes = codes_by_line(clean, told, keys, dict(_also(clean, told, taken)))
    whole, parted = codes_of_file(told), _unread_keys(clean, keys)
    nothing: tuple[As, str] = ("unread", "no person" if source.path in network.apart else "")
    out = _left_out(source, clean) if found else frozenset()
    named = out | found.apart | _of_no_key(clean, keys) if found else out
    lines = []
    for number, (_, text) in enumerate((source if found else clean).lines(), start=1):
        gone = number in out or number in parted
        as_, what = nothing if gone else taken.get(number, nothing)
        blank = not text.strip("\ufeff \t")
        as_ = "blank" if blank and as_ not in ("fence", "comment", "value") else as_
        apart = as_ == "unread" and (number in parted or not taken)
        beside = codes.get(number) or (whole if apart else (_TORN,) if number in named else ())
        lines.append(TakenFor(number, text, as_, what, beside if as_ != "blank" else ()))
    return tuple(lines)


def _of_no_key(source: Source, keys: Keys | None) -> frozenset[int]:
    """The lines of keys that the format does not know, in a file of which nothing else is told."""
    strange = (pair for pair in (keys.pairs if keys else ()) if pair[0].text not in _KEYS)
    return frozenset(
        line
        for name, value in strange
        for line in range(_line(source, name.start), _line(source, _last(value)) + 1)
    )


def _left_out(source: Source, read: Source) -> frozenset[int]:
    """The marks of a merge, and the lines of its sides that are not read, or stand twice."""
    pairs = enumerate(zip(source.lines(), read.lines(), strict=True), start=1)
    return frozenset(n for n, ((_, text), (_, kept)) in pairs if text.strip() and not kept.strip())


Taken = tuple[As, str]
Line = tuple[int, Taken]
Also = tuple[int, str]


def _was_read(source: Source, network: Network, told: Sequence[Problem]) -> bool:
    """Whether the book has anything of a file."""
    folder = source.path.partition("/")[0]
    paths = {
        "people": (one.path for one in network.people.values()),
        "introductions": (one.path for one in network.introductions),
        "requests": (one.path for one in network.requests),
    }.get(folder)
    torn = folder in ("introductions", "requests") and any(one.code == _TORN for one in told)
    whole = not torn and not any(one.code in _NOT_READ for one in told)
    return whole and (paths is None or source.path in paths)


def _split(source: Source) -> Split | None:
    """Where the keys of a file stand, and where the text below them begins."""
    folder = source.path.partition("/")[0]
    if folder == "journal":
        return front_of_journal(source)
    found = None if folder == "rosters" else front_of(source)
    return None if isinstance(found, Problem) else found


def _keys_of(source: Source) -> Keys | None:
    found = _split(source)
    if found is None:
        return None
    keys, problems = compose(source, *found.front)
    if keys is None and source.path.startswith(("people/", "requests/")):
        return keys_in_parts(source, found.front, problems).keys
    return keys


def _unread_keys(source: Source, keys: Keys | None) -> frozenset[int]:
    """The lines among keys that no key holds, since one in them cannot be read."""
    found = _split(source)
    if keys is None or found is None or compose(source, *found.front)[0] is not None:
        return frozenset()
    first, last = (_line(source, at) for at in found.front)
    held = {
        line
        for name, value in keys.pairs
        for line in range(_line(source, name.start), _line(source, _last(value)) + 1)
    }
    alone = is_yaml(source.path)
    return frozenset(range(first + (not alone), last + alone)) - held


def _last(value: Node) -> int:
    """Where the last character of a value stands; a block text ends where the next line begins."""
    return max(value.start, value.end - 1)


def _lines(source: Source, network: Network, keys: Keys | None) -> Iterator[Line]:
    folder = source.path.partition("/")[0]
    if folder == "rosters":
        yield from _rows(source, network)
        return
    split = _split(source)
    if split and keys is not None:
        yield from _keys(source, split, keys)
    if is_yaml(source.path):
        yield from _fields(source) if folder == "people" else ()
        yield from ((one.at.line, ("entry", _what(one))) for one in _entries(source, network))
        yield from ((one.at.line, ("aside", _what(one))) for one in _asides(source, network))
    else:
        yield from _markdown(source, network, folder, split)


def _rows(source: Source, network: Network) -> Iterator[Line]:
    names = {
        at.line: one.name for one in network.contacts for at in one.places if at.path == source.path
    }
    beside = beside_contacts(source.path) or ""
    for number, kind in lines_of(source):
        yield number, (kind, names.get(number, beside))


def _also(source: Source, told: Sequence[Problem], taken: Mapping[int, Taken]) -> Iterator[Also]:
    """Lines that a finding is about beside its own, with its code."""
    for one in told:
        if one.code == "unclosed-fence":
            below = (line for line in taken if line > one.location.line)
            yield from ((line, one.code) for line in below if taken[line][0] in _FENCED)
    if told and source.path.startswith("rosters/"):
        yield from further_lines(source, (one.location.line for one in told))


def _markdown(source: Source, network: Network, folder: str, split: Split | None) -> Iterator[Line]:
    start = split.body if split else 0
    if folder == "journal":
        yield from _log(source, network, source.lines(start))
    else:
        yield from _notes(source, source.lines(start))
    if folder == "people":
        yield from _fields(source)
        body = split_body(source.lines(start), source.text)
        yield from _read(source, network, body.log)
        outside = entries_outside(body, source.text)
        yield from _read(source, network, outside, only_entries=True)
    if split and split.body > split.front[1]:
        yield _line(source, source.text.index("---")), ("fence", "")
        yield _line(source, source.text.index("---", split.front[1])), ("fence", "")


def _log(source: Source, network: Network, lines: Iterable[tuple[int, str]]) -> Iterator[Line]:
    every = list(lines)
    yield from _fences(source, every)
    given = day_of_file(source.path)
    yield from _read(source, network, items(OpenFence().outside(every), source.text, given))


def _notes(source: Source, lines: Iterable[tuple[int, str]]) -> Iterator[Line]:
    every = list(lines)
    for offset, text in every:
        heading = HEADING.match(text)
        yield _line(source, offset), ("heading", heading["title"]) if heading else ("notes", "")
    yield from _fences(source, every)


def _fences(source: Source, lines: list[tuple[int, str]]) -> Iterator[Line]:
    fence = OpenFence()
    for _ in fence.outside(lines):
        pass
    inside = {offset for offset, _ in fence.inside}
    sign = ""
    for offset, text in lines:
        if offset not in inside:
            sign = ""
            continue
        begins = not sign
        sign = sign or comment_sign(text)
        yield _line(source, offset), ("comment" if sign else "fence", "")
        if sign and behind(text, COMMENTS[sign], begins=begins) is not None:
            sign = ""


def _read(
    source: Source, network: Network, lines: Iterable[ListItem], *, only_entries: bool = False
) -> Iterator[Line]:
    """The lines of items: of entries and of asides, as the book has them."""
    entries = {one.at.line: one for one in _entries(source, network)}
    asides = {
        one.at.line + more: one
        for one in _asides(source, network)
        for more in range(len(_LINE_END.findall(one.text)) + 1)
    }
    above: Entry | None = None
    headed = False
    for item in lines:
        first = _line(source, item.offset)
        entry = entries.get(first)
        above = entry if entry or item.heading else above
        # The words below a heading or a day that is an entry are its text.
        within = above is not None and " ".join(item.text.split()) in above.text
        headed = entry is not None if item.heading else headed and entry is None
        if entry is None and only_entries and not within:
            continue
        said = headed or within
        kept: As = "aside" if first in asides else "continuation" if said else "unread"
        for number in range(first, _line(source, item.offset + len(item.text)) + 1):
            if item.heading or item.parent:
                yield number, ("heading", _what(entry) if entry else item.text)
            elif entry:
                yield number, ("entry", _what(entry)) if number == first else ("continuation", "")
            else:
                yield number, (kept, _what(asides[first]) if first in asides else "")


def _what(one: Entry | Aside) -> str:
    return f"{one.on} {one.kind}" if isinstance(one, Entry) else str(one.on or "")


def _person(source: Source, network: Network) -> Person | None:
    person = network.people.get(PurePosixPath(source.path).stem)
    return person if person and person.path == source.path else None


def _entries(source: Source, network: Network) -> Iterator[Entry]:
    person = _person(source, network)
    for entry in (*network.journal, *(person.log if person else ())):
        if entry.at.path == source.path:
            yield entry


def _asides(source: Source, network: Network) -> Iterator[Aside]:
    person = _person(source, network)
    for aside in (*network.journal_asides, *(person.asides if person else ())):
        if aside.at.path == source.path:
            yield aside


def _keys(source: Source, split: Split, keys: Keys) -> Iterator[Line]:
    start, end = split.front
    within = frozenset(_within_texts(source, keys))
    for offset, text in Source(source.path, source.text[:end]).lines(start):
        comment = text.lstrip().startswith("#") and _line(source, offset) not in within
        if text.strip():
            yield _line(source, offset), ("comment" if comment else "value", "")
    yield from _names(source, keys)


def _within_texts(source: Source, node: Node) -> Iterator[int]:
    """The lines with which a text goes on, in which a # is one of its letters."""
    if isinstance(node, Scalar):
        yield from range(_line(source, node.start) + 1, _line(source, _last(node)) + 1)
    for name, value in node.pairs if isinstance(node, Keys) else ():
        yield from _within_texts(source, name)
        yield from _within_texts(source, value)
    for item in node.nodes if isinstance(node, Items) else ():
        yield from _within_texts(source, item)


def _names(source: Source, keys: Keys) -> Iterator[Line]:
    for name, value in keys.pairs:
        yield _line(source, name.start), ("key", name.text)
        if isinstance(value, Keys) and not value.flow:
            yield from _names(source, value)


def _fields(source: Source) -> Iterator[Line]:
    """The keys of other programs, and the lines of the text that are a field."""
    opened = open_person(source)
    if isinstance(opened, PersonSource):
        for at, read_as in opened.read_as.items():
            if read_as.path and at < opened.keys.end:
                yield _line(source, at), ("key", read_as.path)
        for at, path in opened.fields.items():
            yield _line(source, at), ("key", path)


def _line(source: Source, offset: int) -> int:
    return source.location(offset).line
