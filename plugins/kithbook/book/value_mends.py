"""Values that can be meant in one way only, written so: dates, spans, addresses, names, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kithbook.book.checks import is_web_address
from kithbook.book.document import Document, Splice, Steps
from kithbook.book.edit import Edit
from kithbook.book.field_edit import insert_item, set_field
from kithbook.book.foreign_keys import as_date
from kithbook.book.mend import Mend, difference
from kithbook.book.name_index import NameIndex
from kithbook.book.other_keys import as_span
from kithbook.book.scalars import SchemaWord, Value, scalar_texts
from kithbook.book.unknown_names import only_one_called
from kithbook.text.addresses import several_addresses
from kithbook.text.dates import NO_YEAR
from kithbook.text.name_links import bare_name
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import Refused
from kithbook.text.source import Items, Keys, Node, Scalar
from kithbook.text.telephone import several_numbers

_NEVER = ("consent", "public", "introduce")
"""What may be shown of somebody is for the owner to write, whatever else can be told."""
_NO_SCHEME = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:/\S*)?")
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class _Spot(NamedTuple):
    """A value that has a finding, and the way to it through the keys."""

    steps: Steps
    node: Node
    problem: Problem


Ways = Callable[[_Spot, NameIndex], list[Value]]


def value_mends(doc: Document, found: tuple[Problem, ...], names: NameIndex) -> Iterator[Mend]:
    """A mend for each value that has a finding and one meaning."""
    wanted = {one.location: one for one in found if one.code in WAYS or one.code == "cut-by-comma"}
    for spot in _spots(doc, doc.root, (), wanted) if wanted else ():
        way = WAYS.get(spot.problem.code)
        values = way(spot, names) if way else []
        if values and (edit := _edit(doc, spot.steps, values)):
            yield _mend(doc, spot, values, edit)
    yield from _whole_lists(doc, wanted)


def _spots(
    doc: Document, node: Node, steps: Steps, wanted: Mapping[Location, Problem]
) -> Iterator[_Spot]:
    if steps[:1] and steps[0] in _NEVER:
        return
    if isinstance(node, Scalar) and (problem := wanted.get(doc.source.location(node.start))):
        yield _Spot(steps, node, problem)
    for step, inner in _inner(node):
        yield from _spots(doc, inner, (*steps, step), wanted)


def _inner(node: Node) -> Iterator[tuple[str | int, Node]]:
    if isinstance(node, Items):
        yield from enumerate(node.nodes)
    elif isinstance(node, Keys):
        yield from ((key.text, value) for key, value in node.pairs)


def _edit(doc: Document, steps: Steps, values: list[Value]) -> Edit | None:
    """The edit that puts one value in the place of another, or several, in a list."""
    try:
        if len(values) > 1 and not isinstance(steps[-1], int):
            edit = set_field(doc.source, steps, values[0])
            for value in values[1:]:
                edit = insert_item(edit.made, steps, None, value)
            return edit
        edit = set_field(doc.source, steps, values[0])
        for more, value in enumerate(values[1:], start=1):
            edit = insert_item(edit.made, steps[:-1], int(steps[-1]) + more, value)
    except Refused:
        return None
    return edit


def _mend(doc: Document, spot: _Spot, values: list[Value], edit: Edit) -> Mend:
    name = next(step for step in reversed(spot.steps) if isinstance(step, str))
    old = doc.source.text[spot.node.start : doc.last(spot.node)]
    texts = [next(scalar_texts(value, flow=len(values) > 1)) for value in values]
    new = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    top = str(spot.steps[0])
    touched = frozenset({top, "dead"} if top == "died" else {top})
    splices = (difference(doc.source, edit),)
    return Mend(spot.node.start, f"{name}: {old}", f"{name}: {new}", splices,
                (spot.problem,), touched)  # fmt: skip


def _text(spot: _Spot) -> str:
    return spot.node.text if isinstance(spot.node, Scalar) else ""


def _date(spot: _Spot, _names: NameIndex) -> list[Value]:
    yearless = spot.steps[0] in ("born", "dates")
    date = as_date(_text(spot), yearless=yearless)
    return [date] if date else []


def _without_year(spot: _Spot, _names: NameIndex) -> list[Value]:
    year, _, rest = _text(spot).strip().partition("-")
    return [SchemaWord(f"--{rest}")] if year == str(NO_YEAR) and rest else []


def _span(spot: _Spot, _names: NameIndex) -> list[Value]:
    span = as_span(_text(spot))
    return [] if span == _text(spot) else [span]


def _truth(spot: _Spot, _names: NameIndex) -> list[Value]:
    truth = _TRUTH.get(_text(spot).strip().lower())
    return [] if truth is None else [truth]


def _web(spot: _Spot, _names: NameIndex) -> list[Value]:
    text = f"https://{_text(spot).strip()}"
    return [text] if _NO_SCHEME.fullmatch(text[8:]) and is_web_address(text) else []


def _person(spot: _Spot, names: NameIndex) -> list[Value]:
    text = _text(spot).strip()
    name = only_one_called(bare_name(text), names)
    return [text.replace(bare_name(text), name)] if name else []


WAYS: Mapping[str, Ways] = {
    "bad-date": _date,
    "birth-year": _without_year,
    "bad-span": _span,
    "bad-boolean": _truth,
    "bad-url": _web,
    "bad-email": lambda spot, _: [*several_addresses(" ".join(_text(spot).split()))],
    "bad-phone": lambda spot, _: [*several_numbers(" ".join(_text(spot).split()))],
    "unknown-person": _person,
}
"""By the code of the finding: the values that it can only mean."""


@dataclass(frozen=True)
class _CutList:
    """A list in brackets in which a comma cuts a sentence in two."""

    doc: Document
    key: Scalar
    value: Items
    cuts: Mapping[Location, Problem]

    def mend(self) -> Mend | None:
        """The list in lines, with each sentence whole; none where a comment stands in it."""
        text = self.doc.source.text
        old = text[self.value.start : self.value.end]
        if "#" in old:
            return None
        lead = f"{self.doc.line_end}{' ' * (self.doc.column(self.key.start) + 2)}- "
        new = "".join(lead + item for item in self._items())
        start = text.index(":", self.key.end) + 1
        splices = (Splice(start, self.value.end, new),)
        said = f"{self.key.text}:{' '.join(new.split())}"
        touched = frozenset({self.key.text})
        return Mend(self.key.start, f"{self.key.text}: {old}", said.replace(":-", ": -"), splices,
                    tuple(self.cuts.values()), touched)  # fmt: skip

    def _items(self) -> Iterator[str]:
        spans: list[tuple[int, int, bool]] = []
        for node in self.value.nodes:
            if self.doc.source.location(node.start) in self.cuts and spans:
                spans[-1] = (spans[-1][0], self.doc.last(node), True)
            else:
                spans.append((node.start, self.doc.last(node), False))
        for start, end, joined in spans:
            raw = " ".join(self.doc.source.text[start:end].split())
            yield next(scalar_texts(raw, flow=False)) if joined else raw


def _whole_lists(doc: Document, found: Mapping[Location, Problem]) -> Iterator[Mend]:
    cut = {at: one for at, one in found.items() if one.code == "cut-by-comma"}
    if not cut or doc.root.flow:
        return
    for key, value in doc.root.pairs:
        if isinstance(value, Items) and value.flow and key.text not in _NEVER:
            places = [doc.source.location(node.start) for node in value.nodes]
            cuts = {at: cut[at] for at in places if at in cut}
            if cuts and (mend := _CutList(doc, key, value, cuts).mend()):
                yield mend
