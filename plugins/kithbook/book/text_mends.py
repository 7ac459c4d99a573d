"""What can be mended in the text of a file: links, characters that are not seen, a lost name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kithbook.book.document import Document, Splice
from kithbook.book.edit import Edit
from kithbook.book.field_edit import set_field
from kithbook.book.mend import Mend, difference, replaced
from kithbook.book.name_index import NameIndex
from kithbook.book.people import PersonSource
from kithbook.book.plain_notes import name_in_heading
from kithbook.book.scalars import scalar_texts
from kithbook.book.unknown_names import all_of_several, only_one_called
from kithbook.text.name_links import LINK
from kithbook.text.problems import Problem
from kithbook.text.refusal import Refused
from kithbook.text.source import Source, blank_controls

_TEXT = frozenset({"log", "asides", "loose", "entries", "notes", "note_mentions"})


def text_mends(source: Source, found: tuple[Problem, ...], names: NameIndex) -> Iterator[Mend]:
    """Links that lead to one person, or to several, by another name; unseen characters."""
    wanted = {one.location: one for one in found if one.code == "unknown-person"}
    for link in LINK.finditer(source.text) if wanted else ():
        problem = wanted.get(source.location(link.start()))
        if problem and (mend := _link(source, link.start(), names)):
            yield replace(mend, problems=(problem,), touches=_TEXT)
    unseen = tuple(one for one in found if one.code == "control-character")
    if unseen:
        yield _seen(source, unseen)


def _link(source: Source, at: int, names: NameIndex) -> Mend | None:
    link = LINK.match(source.text, at)
    if link is None:
        return None
    name = link["name"].strip()
    if link.end() == link.end("name") + 2 and (pieces := all_of_several(name, names)):
        new = "".join(f"[[{one}]]" if n % 2 == 0 else one for n, one in enumerate(pieces))
    elif one := only_one_called(name, names):
        new = f"[[{one}{source.text[link.end('name') : link.end()]}"
    else:
        return None
    return replaced(source, link.start(), link.end(), new)


def _seen(source: Source, found: tuple[Problem, ...]) -> Mend:
    """Blanks for the characters that are read as blanks."""
    clean = blank_controls(source)[0].text
    pairs = zip(source.text, clean, strict=True)
    places = [at for at, (old, new) in enumerate(pairs) if old != new]
    names = ", ".join(dict.fromkeys(f"U+{ord(source.text[at]):04X}" for at in places))
    splices = tuple(Splice(at, at + 1, " ") for at in places)
    return Mend(places[0], names, "a blank", splices, found)


def name_mends(doc: Document, opened: PersonSource) -> Iterator[Mend]:
    """The name that is not among the keys, where the first heading below them says it."""
    name = name_in_heading(opened.source, opened.body or 0)
    if not name or not doc.root.pairs:
        return
    try:
        edit = _named(doc, name)
    except Refused:
        return
    splices = (difference(doc.source, edit),)
    line = f"name: {next(scalar_texts(name, flow=False))}"
    touched = frozenset({"name"})
    yield Mend(splices[0].start, "", line, splices, (), touched)


def _named(doc: Document, name: str) -> Edit:
    """The edit that puts the name first, or where its key stands without a value."""
    if doc.root.get("name") is not None:
        return set_field(doc.source, ("name",), name)
    at = doc.line_start(doc.root.pairs[0][0].start)
    if doc.root.flow or doc.source.text[at : doc.root.pairs[0][0].start].strip():
        doc.refuse(at, "The keys do not stand in lines")
    line = f"name: {next(scalar_texts(name, flow=False))}{doc.line_end}"
    text = doc.source.text[:at] + line + doc.source.text[at:]
    return Edit(doc.source.path, None, text.encode())
