"""A changed copy of a request, written into the file of the first one without touching the rest."""

from __future__ import annotations

from kithbook.book.document import open_document
from kithbook.book.edit import Edit
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.requests.incoming import Incoming
from kithbook.requests.questions import TEXTS
from kithbook.requests.wording import same
from kithbook.text.source import Scalar, Source


def revised(source: Source, came: Incoming, former: tuple[str, ...], number: int) -> Source:
    """The file with what came; `former` are the marks of the copy before. Raises Refused."""
    for name in TEXTS:
        source = _with_text(source, name, came.texts.get(name, ""))
    source = _with_text(source, "rest", came.rest)
    for mark in former:
        source = _after(source, append_item(source, ("source", "earlier"), mark))
    source = _set(source, ("source", "digest"), came.digest)
    if came.message_id:
        source = _set(source, ("source", "message_id"), came.message_id)
    return _set(_with_flags(source, came.flags), ("revision",), str(number))


def _set(source: Source, steps: tuple[str, ...], value: str) -> Source:
    return _after(source, set_field(source, steps, value))


def _after(source: Source, edit: Edit) -> Source:
    return Source(source.path, edit.content.decode())


def _with_text(source: Source, name: str, text: str) -> Source:
    """The source with one text changed, and untouched where it says the same already."""
    node = open_document(source).root.get(name)
    now = node.text.strip() if isinstance(node, Scalar) else ""
    if same(now) == same(text):
        return source
    if text:
        return _set(source, (name,), text)
    return _after(source, remove_field(source, (name,)))


def _with_flags(source: Source, flags: tuple[str, ...]) -> Source:
    if open_document(source).root.get("flags") is not None:
        source = _after(source, remove_field(source, ("flags",)))
    for flag in flags:
        source = _after(source, append_item(source, ("flags",), flag))
    return source
