"""Links written by the id, the name of a file, so that other programs find where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.book.folder_files import is_yaml
from kithbook.book.mend import Mend, replaced
from kithbook.book.name_index import NameIndex
from kithbook.text.name_links import LINK
from kithbook.text.open_fence import OpenFence
from kithbook.text.problems import Problem
from kithbook.text.source import Source, split_front_matter

_TEXT = frozenset({"log", "asides", "loose", "entries", "notes", "note_mentions"})


def links_by_id(text: str, names: NameIndex) -> str:
    """A text with its links to people of the book by their ids."""
    pieces, end = [], 0
    for start, stop, link in _by_id(text, names):
        pieces += [text[end:start], link]
        end = stop
    return "".join((*pieces, text[end:]))


def link_mends(source: Source, names: NameIndex) -> Iterator[Mend]:
    """The links in the text of a file that another program would not find, by the id."""
    for offset, line in OpenFence().outside(source.lines(_body(source))):
        for start, stop, link in _by_id(line, names):
            mend = replaced(source, offset + start, offset + stop, link)
            yield Mend(mend.at, mend.old, mend.new, mend.splices, touches=_TEXT)


def _body(source: Source) -> int:
    if is_yaml(source.path):
        return len(source.text)
    split = split_front_matter(source)
    return 0 if isinstance(split, Problem) else split.body


def _by_id(text: str, names: NameIndex) -> Iterator[tuple[int, int, str]]:
    """Where each link to somebody stands that is not by the id, and the link to write."""
    for found in LINK.finditer(text) if "[[" in text else ():
        name = " ".join(found["name"].split())
        person = names.resolve(name).person
        heading = text[found.end("name") : found.end()].partition("|")[0].removesuffix("]]")
        if person and name != person and not heading.strip():
            yield found.start(), found.end(), names.link(person, found["shown"] or name, by_id=True)
