"""One step, written into the file of an introduction: every byte that need not change stays.

A step is a few fields, each a path of keys with its value; a person is written under the name by
which the file knows them.
"""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.book.document import Document, open_document
from kithbook.book.edit import Edit, digest
from kithbook.book.field_edit import remove_field, set_field
from kithbook.book.model import Introduction, Mention
from kithbook.book.scalars import SchemaWord, Value
from kithbook.book.steps import Answer
from kithbook.text.dates import PartialDate
from kithbook.text.name_links import bare_name
from kithbook.text.source import Keys, Source

Path = tuple[str, ...]
Fields = tuple[tuple[Path, Value | None], ...]
"""Paths of keys with the value to write; None takes away what stands there."""


def asked(act: Introduction, who: Mention, on: PartialDate) -> Fields:
    """Somebody was asked; a nudge that belonged to an asking before this one goes."""
    asking: Fields = ((("asked", _spelt(act, act.asked, who)), str(on)),)
    earlier = any(each.means(who) for each, _ in act.nudged)
    return (*asking, (("nudged", _spelt(act, act.nudged, who)), None)) if earlier else asking


def answered(act: Introduction, who: Mention, said: Answer, on: PartialDate) -> Fields:
    """Somebody answered; an earlier answer is replaced."""
    path = ("answered", _spelt(act, act.answered, who))
    return (((*path, "on"), str(on)), ((*path, "said"), SchemaWord(said)))


def nudged(act: Introduction, who: Mention, on: PartialDate) -> Fields:
    """Somebody was asked a second time."""
    return ((("nudged", _spelt(act, act.nudged, who)), str(on)),)


def happened(key: str, on: PartialDate) -> Fields:
    """They were introduced (`made`), they `met`, or thanks were said (`thanked`)."""
    return (((key,), str(on)),)


def outcome(was: str, on: PartialDate, note: str = "") -> Fields:
    """It is known what came of it; a note that stood there stays unless there is a new one."""
    noted: Fields = ((("outcome", "note"), note),) if note else ()
    return ((("outcome", "on"), str(on)), (("outcome", "was"), SchemaWord(was)), *noted)


def set_aside(on: PartialDate, because: str = "", until: PartialDate | None = None) -> Fields:
    """The two are set aside; what an earlier setting aside said is replaced as a whole."""
    return (
        (("set_aside", "on"), str(on)),
        (("set_aside", "because"), because or None),
        (("set_aside", "until"), str(until) if until else None),
    )


def record(source: Source, fields: Fields) -> Edit:
    """The edit that writes a step into the file it was read from. Raises Refused."""
    before, line = digest(source.text.encode()), 0
    for path, value in fields:
        edit = _written(source, path, value)
        if edit is not None:
            line = line or edit.line
            source = Source(source.path, edit.content.decode())
    return Edit(source.path, before, source.text.encode(), line or 1)


def _written(source: Source, path: Path, value: Value | None) -> Edit | None:
    doc = open_document(source)
    if value is not None:
        return set_field(source, _as_it_stands(doc, path), value)
    spelt = _as_it_stands(doc, path)
    there = doc.root.get(path[0])
    if isinstance(there, Keys) and there.get(spelt[1]) is not None:
        return remove_field(source, spelt)
    return None


def _as_it_stands(doc: Document, path: Path) -> Path:
    """The path with the name as the file spells it, where it stands there in brackets."""
    there = doc.root.get(path[0])
    if len(path) < 2 or not isinstance(there, Keys):
        return path
    spelt = (key.text for key, _ in there.pairs if bare_name(key.text) == path[1])
    return (path[0], next(spelt, path[1]), *path[2:])


def _spelt(act: Introduction, pairs: Iterable[tuple[Mention, object]], who: Mention) -> str:
    """The name under which somebody stands among some keys, else as it stands in `between`."""
    named = [each for each, _ in pairs if each.means(who)]
    side = [each for each in act.between if each.means(who)]
    return (*named, *side, who)[0].text
