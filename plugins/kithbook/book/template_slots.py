"""What templates of other programs leave in the place of a value: `<% … %>`, `{{ … }}`, `${…}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.book.inline_fields import InlineField
from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_SLOT = re.compile(
    r"<%.*?%>|\{\{.*?\}\}|\{%.*?%\}|\$\{[^{}\n]*\}|%[A-Z_]{3,}%|\b(?:YYYY|JJJJ)-MM-(?:DD|TT)\b|\b(?:DD|TT)\.MM\.(?:YYYY|JJJJ)\b|\[(?:INSERT|FILL)[^\]\n]*\]"
)
_LEFT = ("name", "log")  # a log tells of each of its lines
_MAY = ("<%", "{{", "{%", "${", "%", "YY", "JJ")


def slot_in(text: str) -> str:
    """What a template has left in a text, as it stands there; empty where it has nothing."""
    found = _SLOT.search(text) if any(sign in text for sign in _MAY) else None
    return found.group() if found else ""


def without_slots(source: Source, keys: Keys) -> tuple[Keys, tuple[Problem, ...]]:
    """Keys with nothing where a template has left its own, and a finding for each; but the name."""
    if not slot_in(source.text[keys.start : keys.end]):
        return keys, ()
    problems: list[Problem] = []
    pairs = tuple(
        (name, value if name.text in _LEFT else _emptied(source, value, problems))
        for name, value in keys.pairs
    )
    named = keys.get("name")
    template = named is not None and slot_in(source.text[named.start : named.end])
    return keys._replace(pairs=pairs), () if template else tuple(problems)


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
