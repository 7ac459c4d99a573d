"""A changed copy of a request, written into the file of the first one without touching the rest."""

from __future__ import annotations

from datetime import date

from kithbook.book.document import open_document
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.requests.form_fields import TEXTS
from kithbook.requests.incoming import Incoming
from kithbook.requests.wording import same
from kithbook.text.source import Scalar, Source


def revised(
    source: Source, came: Incoming, former: tuple[str, ...], number: int, today: date
) -> Source:
    """The file with what came; `former` are the marks of the copy before. Raises Refused.

    What the copy before said otherwise is kept under `before`: a revision takes no word away.
    """
    for name in (*TEXTS, "rest"):
        text = came.rest if name == "rest" else came.texts.get(name, "")
        now = _text(source, name)
        if same(now) not in same(text):
            source = append_item(source, ("before",), f"{name}: {_line(now)}").made
        source = _with_text(source, name, text)
    for mark in former:
        source = append_item(source, ("source", "earlier"), mark).made
    source = _set(source, ("source", "digest"), came.digest)
    if came.message_id:
        source = _set(source, ("source", "message_id"), came.message_id)
    source = _set(_with_flags(source, came.flags), ("revision",), str(number))
    return _set(source, ("revised",), today.isoformat())


def _text(source: Source, name: str) -> str:
    node = open_document(source).root.get(name)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _set(source: Source, steps: tuple[str, ...], value: str) -> Source:
    return set_field(source, steps, value).made


def _with_text(source: Source, name: str, text: str) -> Source:
    """The source with one text changed, and untouched where it says the same already."""
    if same(_text(source, name)) == same(text):
        return source
    if text:
        return _set(source, (name,), text)
    return remove_field(source, (name,)).made


def _with_flags(source: Source, flags: tuple[str, ...]) -> Source:
    if open_document(source).root.get("flags") is not None:
        source = remove_field(source, ("flags",)).made
    for flag in flags:
        source = append_item(source, ("flags",), flag).made
    return source
