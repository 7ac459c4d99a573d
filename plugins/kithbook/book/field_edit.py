"""Changing one field of a person's keys by splicing at the marks of its YAML nodes.

Every way to write a change is tried in turn and read back: it stands when the edited path has
the new value and all else reads as before. Where none does, the edit is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.book.document import (
    Document,
    Plain,
    Splice,
    Steps,
    add,
    drop,
    open_document,
    plain,
    put,
)
from kithbook.book.edit import Edit, digest, edit_of
from kithbook.book.scalars import Pairs, Value, quoted, scalar_texts
from kithbook.text.name_links import bare_name
from kithbook.text.refusal import Refused
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_WORD = re.compile(r"[^\W\d][\w-]*")
Fields = tuple[tuple[tuple[str, ...], Value | None], ...]
"""Paths of keys with the value to write; None takes away what stands there."""


class OneMore(str):
    """A text that goes to the end of a list, and takes the place of nothing."""

    __slots__ = ()


def write_fields(source: Source, fields: Fields) -> Edit:
    """The edit that writes some fields into the file they were read from. Raises Refused."""
    before, line = digest(source.text.encode()), 0
    for path, value in fields:
        edit = _written(source, path, value)
        if edit is not None:
            line = line or edit.line
            source = edit.made
    return Edit(source.path, before, source.text.encode(), line or 1)


def _written(source: Source, path: tuple[str, ...], value: Value | None) -> Edit | None:
    doc = open_document(source)
    if isinstance(value, OneMore):
        return append_item(source, _as_it_stands(doc, path), str(value))
    if value is not None:
        return set_field(source, _as_it_stands(doc, path), value)
    spelt = _as_it_stands(doc, path)
    there = doc.root.get(path[0])
    if isinstance(there, Keys) and there.get(spelt[1]) is not None:
        return remove_field(source, spelt)
    return None


def _as_it_stands(doc: Document, path: tuple[str, ...]) -> tuple[str, ...]:
    """The path with the name as the file spells it, where it stands there in brackets."""
    there = doc.root.get(path[0])
    if len(path) < 2 or not isinstance(there, Keys):
        return path
    spelt = (key.text for key, _ in there.pairs if bare_name(key.text) == path[1])
    return (path[0], next(spelt, path[1]), *path[2:])


def set_field(source: Source, steps: Steps, value: Value) -> Edit:
    """Gives one field a value, as in ("met", "where"); a missing key is added. Raises Refused."""
    doc = open_document(source)
    trail, rest = _reach(doc, steps)
    node, flow = trail[-1], _in_flow(trail)
    wanted = plain(doc.root)
    put(wanted, steps, str(value).lower() if isinstance(value, bool) else str(value))
    if rest and isinstance(node, Keys):
        ways = _new_key(doc, node, rest, value, flow=flow)
    elif isinstance(node, Scalar) and (node.empty or not rest):
        ways = _new_scalar(doc, node, rest, value, flow=flow)
    else:
        doc.refuse(node.start, f"{_dotted(steps)} holds more than one value here")
    return _settle(doc, ways, wanted)


def append_item(source: Source, steps: Steps, value: Value) -> Edit:
    """Adds an item to the end of a list; a missing list is made. Raises Refused."""
    return insert_item(source, steps, None, value)


def insert_item(source: Source, steps: Steps, index: int | None, value: Value) -> Edit:
    """Adds an item before another one of a list (None: at the end). Raises Refused."""
    doc = open_document(source)
    trail, rest = _reach(doc, steps)
    node, flow = trail[-1], _in_flow(trail)
    wanted = plain(doc.root)
    item = {(key, 0): text for key, text in value} if isinstance(value, Pairs) else str(value)
    add(wanted, steps, index, item)
    if rest and isinstance(node, Keys):
        ways = _new_list(doc, node, rest, value, flow=flow)
    elif isinstance(node, Items):
        ways = _new_item(doc, node, index, value, flow=flow)
    elif isinstance(node, Scalar) and (node.empty or not rest):
        ways = _scalar_to_list(doc, node, rest, value)
    else:
        doc.refuse(node.start, f"{_dotted(steps)} holds something other than a list")
    return _settle(doc, ways, wanted)


def remove_field(source: Source, steps: Steps) -> Edit:
    """Removes a field or list item, and a parent that it leaves empty. Raises Refused."""
    doc = open_document(source)
    trail, rest = _reach(doc, steps)
    if rest:
        doc.refuse(trail[-1].start, f"There is no {_dotted(steps)} here", "")
    while len(steps) > 1 and len(_children(trail[-2])) == 1:
        steps, trail = steps[:-1], trail[:-1]
    parent = trail[-2]
    if len(_children(parent)) == 1:
        doc.refuse(trail[-1].start, f"{_dotted(steps)} is all that the file holds")
    wanted = plain(doc.root)
    drop(wanted, steps)
    return _settle(doc, _without(doc, parent, steps[-1]), wanted)


def _dotted(steps: Steps) -> str:
    return ".".join(str(step) for step in steps)


def _reach(doc: Document, steps: Steps) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The nodes along a path as far as they are there, and the keys that are missing."""
    trail: list[Node] = [doc.root]
    for depth, step in enumerate(steps):
        found = _child(doc, trail[-1], step)
        if found is None:
            rest = steps[depth:]
            return tuple(trail), tuple(str(step) for step in rest)
        trail.append(found)
    return tuple(trail), ()


def _child(doc: Document, node: Node, step: str | int) -> Node | None:
    if isinstance(node, Items) and isinstance(step, int):
        if step < len(node.nodes):
            return node.nodes[step]
        doc.refuse(node.start, f"There are only {len(node.nodes)} items here", "")
    if isinstance(step, int):
        doc.refuse(node.start, "There is no list here", "")
    if not isinstance(node, Keys):
        return None
    values = [value for key, value in node.pairs if key.text == step]
    if len(values) > 1:
        doc.refuse(values[1].start, f'The key "{step}" stands here twice', "Delete one of the two")
    return values[0] if values else None


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Items):
        return node.nodes
    return tuple(value for _, value in node.pairs) if isinstance(node, Keys) else ()


def _in_flow(trail: Iterable[Node]) -> bool:
    return any(not isinstance(node, Scalar) and node.flow for node in trail)


# --- ways to write a change ---------------------------------------------------------------


def _new_scalar(
    doc: Document, node: Scalar, rest: tuple[str, ...], value: Value, *, flow: bool
) -> Iterator[Splice]:
    lead = " " if doc.source.text[node.start - 1 : node.start] in (":", "-", "?") else ""
    for text in _nested(rest, value, flow=flow):
        yield Splice(node.start, doc.last(node), lead + text)


def _nested(rest: tuple[str, ...], value: Value, *, flow: bool) -> Iterator[str]:
    """A value under keys that are missing, written in braces: `{where: a dinner}`."""
    for text in scalar_texts(value, flow=flow or bool(rest)):
        yield _braced(rest, text)


def _braced(rest: tuple[str, ...], text: str) -> str:
    return "".join(f"{{{_key(key)}: " for key in rest) + text + "}" * len(rest)


def _key(key: str) -> str:
    return key if _WORD.fullmatch(key) else quoted(key)


def _new_key(
    doc: Document, keys: Keys, rest: tuple[str, ...], value: Value, *, flow: bool
) -> Iterator[Splice]:
    for text in _nested(rest[1:], value, flow=flow):
        yield from _new_pair(doc, keys, f"{_key(rest[0])}: {text}")


def _new_list(
    doc: Document, keys: Keys, rest: tuple[str, ...], value: Value, *, flow: bool
) -> Iterator[Splice]:
    if flow or len(rest) > 1:
        for text in scalar_texts(value, flow=True):
            yield from _new_pair(doc, keys, f"{_key(rest[0])}: {_braced(rest[1:], f'[{text}]')}")
        return
    indent = " " * (doc.column(keys.pairs[0][0].start) if keys.pairs else 0)
    for text in scalar_texts(value, flow=False):
        yield from _new_pair(doc, keys, f"{_key(rest[0])}:{doc.line_end}{indent}  - {text}")


def _new_pair(doc: Document, keys: Keys, pair: str) -> Iterator[Splice]:
    """A pair at the end of a mapping."""
    if not keys.pairs:
        if keys.flow:
            yield Splice(keys.start + 1, keys.start + 1, pair)
        elif not doc.fenced:
            fence, stop = "---", doc.line_end
            yield Splice(keys.start, keys.start, stop.join((fence, pair, fence, "")))
        else:
            at = keys.start + len(doc.source.text[keys.start : keys.end].rstrip())
            yield Splice(at, at, doc.line_end + pair)
        return
    name, value = keys.pairs[-1]
    at = max(doc.last(value), name.end)
    if keys.flow:
        yield Splice(at, at, f", {pair}")
        return
    yield from _new_line(doc, value, at, " " * doc.column(keys.pairs[0][0].start) + pair)


def _new_line(doc: Document, node: Node, at: int, line: str) -> Iterator[Splice]:
    """A line of its own below the line of `at`, where `node` ends."""
    stop = doc.line_stop(at)
    yield Splice(stop, stop, doc.line_end + line)
    # A block text that keeps its final blank lines owns them: go below these.
    below = max(node.end, at)
    if doc.source.text[:below].endswith(("\n", "\r")):
        yield Splice(below, below, line + doc.line_end)
    else:
        yield Splice(below, below, doc.line_end + line)


def _new_item(
    doc: Document, items: Items, index: int | None, value: Value, *, flow: bool
) -> Iterator[Splice]:
    for text in scalar_texts(value, flow=flow):
        if items.flow:
            yield _flow_item(doc, items, index, text)
        elif index is None or index >= len(items.nodes):
            line = " " * doc.column(items.start) + f"- {text}"
            yield from _new_line(doc, items.nodes[-1], doc.last(items), line)
        else:
            at = doc.line_start(_dash(doc, items.nodes[index]))
            column = doc.column(items.start)
            if not doc.source.text[at : at + column].strip():
                yield Splice(at, at, " " * column + f"- {text}{doc.line_end}")


def _dash(doc: Document, item: Node) -> int:
    return max(doc.source.text.rfind("-", 0, item.start), 0)


def _flow_item(doc: Document, items: Items, index: int | None, text: str) -> Splice:
    if not items.nodes:
        return Splice(items.start + 1, items.start + 1, text)
    if index is None or index >= len(items.nodes):
        at = doc.last(items.nodes[-1])
        return Splice(at, at, f", {text}")
    at = items.nodes[index].start
    return Splice(at, at, f"{text}, ")


def _scalar_to_list(
    doc: Document, node: Scalar, rest: tuple[str, ...], value: Value
) -> Iterator[Splice]:
    start, end = node.start, doc.last(node)
    lead = " " if doc.source.text[start - 1 : start] in (":", "-", "?") else ""
    olds = (doc.source.text[start:end], *scalar_texts(node.text, flow=True))
    for text in scalar_texts(value, flow=True):
        for old in ("",) if node.empty else (f"{old}, " for old in olds):
            yield Splice(start, end, lead + _braced(rest, f"[{old}{text}]"))


def _without(doc: Document, parent: Node, step: str | int) -> Iterator[Splice]:
    spans = _spans(doc, parent)
    index = step if isinstance(step, int) else _index(parent, step)
    start, end = spans[index]
    if isinstance(parent, Scalar) or parent.flow:
        after = index + 1 < len(spans)
        gap = (start, spans[index + 1][0]) if after else (spans[index - 1][1], end)
        between = (end, gap[1]) if after else (gap[0], start)
        if "#" in doc.source.text[slice(*between)]:
            doc.refuse(start, "A comment stands between this value and its neighbour")
        yield Splice(*gap, "")
        return
    line = doc.line_start(start)
    if not doc.source.text[line:start].strip(" -" if isinstance(parent, Items) else " "):
        below = doc.next_line(end)
        if below == len(doc.source.text) and doc.line_stop(end) == below:
            yield Splice(doc.line_stop(spans[index - 1][1]), below, "")
        yield Splice(line, below, "")
    if index + 1 < len(spans):
        yield Splice(start, spans[index + 1][0], "")


def _spans(doc: Document, parent: Node) -> tuple[tuple[int, int], ...]:
    if isinstance(parent, Keys):
        return tuple((key.start, max(doc.last(value), key.end)) for key, value in parent.pairs)
    return tuple((node.start, doc.last(node)) for node in _children(parent))


def _index(parent: Node, step: str) -> int:
    pairs = parent.pairs if isinstance(parent, Keys) else ()
    return next(number for number, (key, _) in enumerate(pairs) if key.text == step)


def _settle(doc: Document, ways: Iterable[Splice], wanted: Plain) -> Edit:
    """The first way that reads back as wanted, with all after the keys left as it was."""
    text = doc.source.text
    for way in ways:
        changed = text[: way.start] + way.text + text[way.end :]
        try:
            again = open_document(Source(doc.source.path, changed))
        except Refused:
            continue
        fence = "" if doc.fenced else f"---{doc.line_end}"
        same = changed[again.end :] == fence + text[doc.end :]
        if same and 0 <= again.start - doc.start <= len(fence) and plain(again.root) == wanted:
            return edit_of(doc.source, changed, way.start + _lead(way.text))
    raise Refused(
        doc.source.location(doc.start),
        "The change cannot be made here without touching other text",
        "Change it in your editor",
    )


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())
