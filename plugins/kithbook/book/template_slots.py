"""What templates of other programs leave in the place of a value: `<% … %>`, `{{ … }}`, `${…}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.book.folder_files import id_of
from kithbook.book.inline_fields import InlineField
from kithbook.book.plain_notes import name_of_file
from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source
from kithbook.text.words import fold

_SLOT = re.compile(
    r"<%.*?%>|\{\{.*?\}\}|\{%.*?%\}|\$\{[^{}\n]*\}|%[A-Z_]{3,}%|\b(?:YYYY|JJJJ)-MM-(?:DD|TT)\b|\b(?:DD|TT)\.MM\.(?:YYYY|JJJJ)\b|\[(?:INSERT|FILL)[^\]\n]*\]"
)
_MAYBE_FORM = re.compile(r"template|vorlage|mod[e\u00e8]le|new|neu|nouve", re.IGNORECASE)
_FORMS = frozenset(("template", "vorlage", "modele"))
_NEW = frozenset(("new", "neu", "neue", "neuer", "nouveau", "nouvelle"))
_OF_FORMS = frozenset(("person", "people", "contact", "kontakt", "personne", "the", "my", *_NEW))
_LEFT = ("name", "log")  # a log tells of each of its lines
_MAY = re.compile(r"<%|\{[{%]|\$\{|%|YY|JJ|\[[IF]")
# A value that is nothing but a word to be replaced, as in `company: <company>`.
_ANGLES = re.compile(r"<[^\W\d_][^<>@/:.]{1,24}>")


def slot_in(text: str) -> str:
    """What a template has left in a text, as it stands there; empty where it has nothing."""
    found = _SLOT.search(text) if _MAY.search(text) else None
    found = found or (_ANGLES.fullmatch(text.strip()) if text[:1] == "<" else None)
    return found.group() if found else ""


def without_slots(source: Source, keys: Keys) -> tuple[Keys, tuple[Problem, ...]]:
    """Keys with nothing where a template has left its own, and a finding for each; but the name."""
    text = source.text[keys.start : keys.end]
    if not (slot_in(text) or ": <" in text):
        return keys, ()
    problems: list[Problem] = []
    pairs = tuple(
        (name, value if name.text in _LEFT else _emptied(source, value, problems))
        for name, value in keys.pairs
    )
    named = keys.get("name")
    slot = slot_in(source.text[named.start : named.end]) if named else ""
    if named and slot:
        emptied = keys._replace(pairs=pairs)
        if is_form(id_of(source.path)) or is_unfilled(emptied):
            return emptied, ()  # the file as a whole is told
        message = f'A template has left "{slot}" here, so the name is that of the file'
        hint = f"Write name: {name_of_file(id_of(source.path))}"
        problems.append(source.problem(named.start, "template-left", message, hint))
    return keys._replace(pairs=pairs), tuple(problems)


def is_unfilled(keys: Keys) -> bool:
    """Whether nothing but what a template has left stands in keys without their slots."""
    named = keys.get("name")
    left = isinstance(named, Scalar) and bool(slot_in(named.text))
    values = (value for key, value in keys.pairs if key.text not in ("name", "tags"))
    return left and all(isinstance(one, Scalar) and not one.text for one in values)


def is_form(stem: str) -> bool:
    """Whether a file is named as a template for people is."""
    if _MAYBE_FORM.search(stem) is None:
        return False
    words = set(re.split(r"[\W_]+", fold(stem)))
    named = words & _FORMS or (_NEW & words and words - _NEW)
    return bool(named and words <= _FORMS | _OF_FORMS)


def _emptied(source: Source, value: Node, problems: list[Problem]) -> Node:
    written = source.text[value.start : value.end]
    slot = slot_in(written)
    if not slot:
        return value
    if isinstance(value, Keys) and not value.flow:
        pairs = ((one, _emptied(source, inner, problems)) for one, inner in value.pairs)
        return value._replace(pairs=tuple(pairs))
    if isinstance(value, Items) and not written.startswith("{{"):
        kept = tuple(one for one in value.nodes if not slot_in(source.text[one.start : one.end]))
        problems.append(_left(source, value.start, slot))
        return value._replace(nodes=kept)
    problems.append(_left(source, value.start, slot))
    return Scalar("", value.start, value.end, plain=True)


def fields_without_slots(
    source: Source, fields: Iterable[InlineField], problems: list[Problem]
) -> Iterator[InlineField]:
    """The same of fields of a text."""
    for one in fields:
        if slot := slot_in(one.value.text):
            problems.append(_left(source, one.value.start, slot))
            yield one._replace(value=one.value._replace(text=""))
        else:
            yield one


def _left(source: Source, at: int, slot: str) -> Problem:
    message = f'A template has left "{" ".join(slot.split())}" here, so nothing is read of it'
    return source.problem(at, "template-left", message, "Fill it in, or empty it")
