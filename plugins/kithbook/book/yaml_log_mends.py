"""Lines in the list of a `.yml` log as the format writes them, each in quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kithbook.book.canonical_lines import line_mends
from kithbook.book.document import Document, Splice
from kithbook.book.entries import WhoseLog
from kithbook.book.field_edit import set_field
from kithbook.book.log_lines import ListItem
from kithbook.book.mend import Mend, difference, replaced, spliced
from kithbook.book.reading import Reading
from kithbook.book.scalars import quoted
from kithbook.book.yaml_log import line_of, raw_line
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import Refused
from kithbook.text.source import Items, Node, Source

_LEAD = "- "


def yaml_log_mends(
    doc: Document, place: WhoseLog, reading: Reading, found: tuple[Problem, ...]
) -> Iterator[Mend]:
    """A mend for each line of the list that has another form, or no quotes where it needs them."""
    log = doc.root.get("log")
    near = tuple(one for one in found if one.code == "almost-entry")
    for number, node in enumerate(log.nodes if isinstance(log, Items) else ()):
        raw = raw_line(node, doc.source)
        if raw:
            yield replaced(doc.source, node.start, node.start + len(raw), quoted(raw))
        elif mend := _line(doc, (number, node), place, reading, near):
            yield mend


def _line(
    doc: Document,
    item: tuple[int, Node],
    place: WhoseLog,
    reading: Reading,
    near: tuple[Problem, ...],
) -> Mend | None:
    """The mend of one line, found on its text alone."""
    number, node = item
    line = line_of(node, doc.source)
    if line is None or "\n" in line.text:
        return None
    alone = Source(doc.source.path, _LEAD + line.text)
    own = [one for one in near if _stands_in(one, doc, node)][:1]
    first = tuple(replace(one, location=Location(alone.path, 1, len(_LEAD) + 1)) for one in own)
    apart = Reading(alone, reading.settings, reading.names)
    lines = (ListItem(len(_LEAD), line.text, bullet=True),)
    mends = tuple(line_mends(lines, place, apart, first))
    if len(mends) != 1:
        return None
    try:
        edit = set_field(doc.source, ("log", number), spliced(alone, mends).text[len(_LEAD) :])
    except Refused:
        return None
    splices: tuple[Splice, ...] = (difference(doc.source, edit),)
    mended = tuple(own) if mends[0].problems else ()
    return replace(mends[0], at=node.start, splices=splices, problems=mended)


def _stands_in(problem: Problem, doc: Document, node: Node) -> bool:
    first, last = doc.source.location(node.start), doc.source.location(doc.last(node))
    return first <= problem.location <= last
