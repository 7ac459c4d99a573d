"""Keys of other programs written as ours with their values, where that can be done in one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kithbook.book import other_keys
from kithbook.book.document import Document, Splice
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.book.lists_and_maps import ListOf
from kithbook.book.mend import Mend, difference
from kithbook.book.other_values import as_day
from kithbook.book.records import Key, Record
from kithbook.book.scalars import SchemaWord, scalar_texts
from kithbook.book.schema import PERSON
from kithbook.book.types import Date, Death
from kithbook.text.dates import DateFault, parse_date, with_hyphens
from kithbook.text.name_links import bare_name
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import Refused
from kithbook.text.source import Items, Keys, Node, Scalar, Source
from kithbook.text.words import fold

CODES = ("unknown-key", "other-key")
"""The codes of findings at keys of other programs."""
_FIELDS = {field.key: field for field in PERSON.fields}


class _Foreign(NamedTuple):
    """A key that is not ours: where it stands, what it is here, and its finding."""

    outer: str
    key: Scalar
    value: Node
    to: tuple[str, ...]
    problem: Problem


def foreign_key_mends(doc: Document, found: tuple[Problem, ...]) -> Iterator[Mend]:
    """The mends of keys of other programs; of two that want one place, neither."""
    unknown = {one.location: one for one in found if one.code in CODES}
    moves = tuple(_Move(doc, one) for one in _foreign(doc, unknown)) if unknown else ()
    wanted: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in moves:
        wanted[each.one.to] |= {fold(value) for value in each.values()}
    places: set[str] = set()
    for each in moves:
        to = each.one.to
        clear = len(wanted[to]) == 1 or _takes_many(to)
        if to[0] not in places and clear and (mend := each.mend()):
            places.add(to[0])
            yield mend


def as_date(text: str, *, yearless: bool) -> str:
    """The one day that a text can mean as a book writes it, or nothing."""
    meant = with_hyphens(text) or as_day(text.strip(), yearless=yearless)
    try:
        parse_date(meant)
    except DateFault:
        return ""
    return SchemaWord(meant)


def _foreign(doc: Document, unknown: dict[Location, Problem]) -> Iterator[_Foreign]:
    for outer, record, keys in _records(doc.root):
        for key, value in keys.pairs:
            problem = unknown.get(doc.source.location(key.start))
            path = _ours(record, key.text) if problem else ""
            if problem and path:
                inside = (outer, path) if outer else tuple(path.split("."))
                yield _Foreign(outer, key, value, inside, problem)


def _records(root: Keys) -> Iterator[tuple[str, str, Keys]]:
    for outer in ("reach", "met"):
        if isinstance(inner := root.get(outer), Keys):
            yield outer, outer, inner
    yield "", PERSON.name, root


def _ours(record: str, word: str) -> str:
    path = other_keys.ours(record, word)
    if record == PERSON.name and fold(word) in _FIELDS:
        return fold(word)
    outer = path.partition(".")[0]
    known = record != PERSON.name or outer in _FIELDS
    return path if known and (path != "name" or other_keys.is_whole_name(word)) else ""


def _key(to: tuple[str, ...]) -> Key | None:
    """What the schema says of a place; None for one that takes any text."""
    outer = _FIELDS[to[0]]
    fields = outer.type.fields if isinstance(outer.type, Record) else ()
    return outer if len(to) < 2 else next((one for one in fields if one.key == to[1]), None)


def _takes_many(to: tuple[str, ...]) -> bool:
    key = _key(to)
    return to[0] == "ties" or key is None or isinstance(key.type, ListOf)


@dataclass(frozen=True)
class _Move:
    """The way of one key of another program to its place here."""

    doc: Document
    one: _Foreign

    def mend(self) -> Mend | None:
        """What is to be written; None where the value cannot be told, or the place is taken."""
        try:
            made = self._made()
        except Refused:
            return None
        if made is None:
            return None
        new, splices = made
        old = " ".join(self._text(self.one.key.start, self.one.value).split())
        dead = {"dead"} if self.one.to[0] == "died" else set()
        touched = frozenset({self.one.to[0]} | dead)
        return Mend(self.one.key.start, old, new, splices, (self.one.problem,), touched)

    def _made(self) -> tuple[str, tuple[Splice, ...]] | None:
        values = self.values()
        if not values:
            return None
        to, there = self.one.to, self.doc.root.get(self.one.to[0])
        values = [value for value in values if fold(value) not in self._there()]
        if not values:
            return self._without(self.doc.source, f"{'.'.join(to)}, which has it")
        if to[0] in ("ties", "dates"):
            return self._added(values)
        inner = there.get(to[1]) if self.one.outer and isinstance(there, Keys) else None
        if there is None or (self.one.outer and inner is None):
            return self._in_place(values)
        if len(to) > 1 and isinstance(there, Keys) and there.get(to[1]) is None:
            return self._moved(values, join=False)
        return self._moved(values, join=True) if _takes_many(to) else None

    def _there(self) -> set[str]:
        """What stands in its place already."""
        node: Node | None = self.doc.root
        for step in self.one.to:
            node = node.get(step) if isinstance(node, Keys) else None
        nodes = node.nodes if isinstance(node, Items) else (node,)
        return {fold(one.text) for one in nodes if isinstance(one, Scalar)}

    def _text(self, start: int, value: Node) -> str:
        return self.doc.source.text[start : self.doc.last(value)]

    def values(self) -> list[str]:
        """The texts of the value, as our key takes them; none where one of them is not clear."""
        node, key = self.one.value, _key(self.one.to)
        nodes = _flat(node) if isinstance(node, Items) else (node,)
        texts = [one.text for one in nodes if isinstance(one, Scalar) and not one.empty]
        if len(texts) != len(nodes) or (len(texts) > 1 and not _takes_many(self.one.to)):
            return []
        if isinstance(node, Items) and not node.flow and "#" in self._text(node.start, node):
            return []
        if self.one.to == ("pause",):
            return [
                other_keys.shown(one, text, "pause") for one, text in zip(nodes, texts, strict=True)
            ]
        if self.one.to == ("every",):
            return [other_keys.as_span(text) for text in texts]
        if self.one.to[0] == "dates" or (key and isinstance(key.type, Date | Death)):
            yearless = self.one.to[0] in ("born", "dates")
            dates = [as_date(text, yearless=yearless) for text in texts]
            return dates if all(dates) else []
        return texts

    def _in_place(self, values: list[str]) -> tuple[str, tuple[Splice, ...]] | None:
        """Our key in the place of theirs, in braces of its own where it stands inside another."""
        to, key, node = self.one.to, self.one.key, self.one.value
        name = to[-1] if self.one.outer else to[0]
        if len(to) > 1 and not self.one.outer:
            text = f"{name}: {{{to[1]}: {_flow(values)}}}"
            return text, (Splice(key.start, self.doc.last(node), text),)
        same = isinstance(node, Items) or values == [node.text] if not isinstance(node, Keys) else 0
        written = self._text(node.start, node) if same else _flow(values)
        new = f"{name}: {' '.join(written.split())}"
        change = () if same else (Splice(node.start, self.doc.last(node), written),)
        return new, (Splice(key.start, key.end, name), *change)

    def _moved(self, values: list[str], *, join: bool) -> tuple[str, tuple[Splice, ...]] | None:
        """The value put into what is there, and the key taken away."""
        to, source = self.one.to, self.doc.source
        for value in values:
            if join or len(values) > 1:
                source = append_item(source, to, value).made
            else:
                source = set_field(source, to, value).made
        said = _flow(values)
        return self._without(
            source, f"{to[0]}: {{{to[1]}: {said}}}" if to[1:] else f"{to[0]}: {said}"
        )

    def _without(self, source: Source, new: str) -> tuple[str, tuple[Splice, ...]]:
        outer = (self.one.outer,) if self.one.outer else ()
        edit = remove_field(source, (*outer, self.one.key.text))
        return new, (difference(self.doc.source, edit),)

    def _added(self, values: list[str]) -> tuple[str, tuple[Splice, ...]] | None:
        """Ties and remembered days, each an item of keys."""
        outer, kind = self.one.to[0], self.one.to[-1]
        if outer == "ties":
            items = [f"{{to: {_flow([bare_name(one)])}, kind: {kind}}}" for one in values]
        else:
            what = _flow([" ".join(re.split(r"[\s_-]+", self.one.key.text.lower()))])
            items = [f"{{on: {one}, what: {what}}}" for one in values]
        new = f"{outer}: [{', '.join(items)}]"
        there = self.doc.root.get(outer)
        if there is None:
            return new, (Splice(self.one.key.start, self.doc.last(self.one.value), new),)
        if not isinstance(there, Items) or not there.nodes:
            return None
        text, at = self.doc.source.text, self.doc.last(there.nodes[-1])
        lead = f"{self.doc.line_end}{' ' * self.doc.column(there.start)}- "
        more = "".join(f", {one}" if there.flow else f"{lead}{one}" for one in items)
        at = at if there.flow else self.doc.line_stop(at)
        return self._without(Source(self.doc.source.path, text[:at] + more + text[at:]), new)


def _flat(node: Items) -> tuple[Node, ...]:
    """The values of a list; `[[Mae]]` without quotes is a nested list to YAML."""
    nodes = node.nodes
    while len(nodes) == 1 and isinstance(nodes[0], Items):
        nodes = nodes[0].nodes
    return tuple(map(_innermost, nodes))


def _innermost(node: Node) -> Node:
    while isinstance(node, Items) and len(node.nodes) == 1:
        node = node.nodes[0]
    return node


def _flow(values: list[str]) -> str:
    """Some texts as a value in brackets or alone."""
    each = [next(scalar_texts(value, flow=True)) for value in values]
    return each[0] if len(each) == 1 else f"[{', '.join(each)}]"
