"""YAML that cannot be read whole, read key by key, so that one slip takes nothing else with it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import NamedTuple

from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source, compose, compose_value

_BULLETS = "*+\u2022\u2013\u2014"
_BEGINS = re.compile(rf"(?![{_BULLETS}][ \t])[^\s#\-\]}}][^\n]*")
_MARK = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_WIDE = re.compile(r"(?P<key>[^\W\d_][\w -]{0,30}?)\s*[\uff1a\ufe55\ua789]\s*(?P<value>[^\n\r]*)")
GRAVE = ("yaml-anchor", "bad-yaml", "not-keys")
"""Findings of what keeps keys from being read."""
_HEAD = re.compile(r"\s*(?P<key>[^\W\d_][\w -]*):[ \t]*(?:#[^\n\r]*)?(?:\r\n|\n|\r)")
_DASH = re.compile(rf"^(?P<indent> *)(?P<sign>-(?=[^\s-])|[-{_BULLETS}][ \t]+)(?=\S)", re.MULTILINE)
_VALUED = re.compile(r"[^\W\d_][\w -]*:[ \t]+[^\s#|>&*!][^\n\r]*(?:\r\n|\n|\r)")
_ORPHAN = re.compile(r"^ *-(?:[ \t]+\S|[^\s-])", re.MULTILINE)
_KEY_LINE = re.compile(r"(?P<indent>[ ]*)(?P<key>[^\W\d_][\w -]*?)[ ]*:[ \t]+\S[^\n]*")
_INNER = re.compile(r"^[ \t]+[^\W\d_][\w -]*:(?!//)", re.MULTILINE)
_INDENT = re.compile(r"(?P<indent>[ \t]*)(?P<text>[^\n\r]*)")
_NO_COLON = re.compile(
    r"(?P<key>[^\W\d_][\w-]*)(?![ \t]*[:=])(?:[ \t]+(?P<value>[^\s:=][^\n\r:]*))?(?=[\r\n]|\Z)"
)
_JOINED = re.compile(r"[ \t]+(?P<key>[^\W\d_][\w -]*):(?P<value>[^\s/][^\n\r]*)")
_REMARK = re.compile(r"\n[ \t]*#")
_LINE_BELOW = re.compile(r"(?<=\n)(?P<indent> *)(?P<first>\S)")
_NOTHING = re.compile(r"(?:\s|#[^\n\r]*)*")
_NO_DASH = "This line stands below a list and has no dash"
_PUT_BACK = "Move it to the other lines of its list, such as those below log:"
_TABS = re.compile(r"^\t+", re.MULTILINE)
_BLANKS = re.compile(r"^ +\S", re.MULTILINE)


class Apart(NamedTuple):
    """Which keys may be read without one that stands inside them, and which stand at the top."""

    inside: Container[str]
    top: Container[str]


class YamlParts(NamedTuple):
    """The keys that can be read, and the findings of those that cannot; `torn` are there some."""

    keys: Keys
    problems: tuple[Problem, ...]
    torn: bool


def compose_parts(
    source: Source, start: int, end: int, whole: tuple[Problem, ...], apart: Apart
) -> YamlParts:
    """Each key at the edge of a line read by itself; `whole` says why they cannot be together."""
    pairs: list[tuple[Scalar, Node]] = []
    problems: list[Problem] = []
    torn = False
    if any(one.code not in GRAVE for one in whole):
        return YamlParts(Keys((), start, end, flow=False), whole, torn=True)
    problems += _documents(source, start, end)
    for begins, stops in _stretches(source, start, end):
        keys, found = _part(source, begins, stops, apart)
        torn = torn or keys is None
        if keys is None and (inner := _key_by_key(source, begins, stops, apart)):
            keys, found = inner
        problems += _as_a_key(source, begins, stops, apart) or found
        pairs += keys.pairs if keys else ()
    grave = any(one.code in GRAVE for one in problems)
    return YamlParts(
        Keys(tuple(pairs), start, end, flow=False),
        tuple(problems) if grave else (*whole, *problems),
        torn or not grave,
    )


def _part(
    source: Source, start: int, end: int, apart: Apart
) -> tuple[Keys | None, tuple[Problem, ...]]:
    keys, found = compose(source, start, end)
    if keys is not None:
        return keys, found
    for told in (
        _run_together(source, start, end, apart),
        _item_by_item(source, start, end),
        _without_orphans(source, start, end, apart),
    ):
        if told is not None:
            return told
    text = source.text[start:end]
    if wide := _WIDE.match(text):
        hint = f"Write {wide['key']}: {wide['value']}".rstrip()
        message = "The colon of this key is not the one of YAML"
        return None, (source.problem(start + wide.end("key"), "bad-yaml", message, hint),)
    if "\t" in text and not _BLANKS.search(text):
        # Where blanks indent too, depth is unclear.
        return _untabbed(source, start, end, found)
    return None, found


def _as_a_key(source: Source, start: int, end: int, apart: Apart) -> tuple[Problem, ...]:
    """The finding for a line that begins with a word that is a key, and has no colon behind it."""
    found = _NO_COLON.match(source.text, start, end)
    if found is None or found["key"].lower() not in apart.top:
        return ()
    hint = f"Write {found['key']}: {found['value'] or ''}".rstrip()
    return (source.problem(start, "bad-yaml", "The colon is missing behind this key", hint),)


def _run_together(
    source: Source, start: int, end: int, apart: Apart
) -> tuple[Keys, tuple[Problem, ...]] | None:
    """Keys of which those below the first are indented, so that YAML takes them for its value."""
    lines = [(at, text) for at, text in Source("", source.text[:end]).lines(start) if text.strip()]
    found = [_KEY_LINE.fullmatch(text.rstrip()) for _, text in lines]
    keys = [one for one in found if one]
    if len(keys) < 2 or len(keys) < len(lines) or keys[0]["indent"]:
        return None
    if not all(one["indent"] and one["key"] in apart.top for one in keys[1:]):
        return None
    pairs: list[tuple[Scalar, Node]] = []
    problems: list[Problem] = []
    stops = [at for at, _ in lines[1:]]
    for (at, text), stop, key in zip(lines, [*stops, end], keys, strict=True):
        begins = at + len(key["indent"])
        part, told = compose(source, begins, stop)
        pairs += part.pairs if part else ()
        problems += told
        if key["indent"]:
            message = "A blank before this key makes YAML take it for more of the line above"
            hint = f"Begin it at the edge of the line: {text.strip()}"
            problems.append(source.problem(begins, "bad-yaml", message, hint))
    return Keys(tuple(pairs), start, end, flow=False), tuple(problems)


def _documents(source: Source, start: int, end: int) -> Iterator[Problem]:
    """A finding for each line that ends a YAML document before the keys end."""
    for mark in _MARK.finditer(source.text, start, end):
        before = _NOTHING.fullmatch(source.text, start, mark.start())
        after = _NOTHING.fullmatch(source.text, mark.end(), end)
        line = mark.group().strip()
        if not after and not (before and line == "---"):
            message = "A second YAML document begins here"
            yield source.problem(mark.start(), "bad-yaml", message, f"Delete the line {line}")


def _key_by_key(
    source: Source, start: int, end: int, apart: Apart
) -> tuple[Keys, tuple[Problem, ...]] | None:
    """A key with what of those inside it YAML can read."""
    head = _HEAD.match(source.text, start, end)
    if head is None or head["key"] not in apart.inside:
        return None
    begins = [one.start() for one in _INNER.finditer(source.text, head.end(), end)]
    pairs: list[tuple[Scalar, Node]] = []
    problems: list[Problem] = []
    for begin, stop in pairwise([*begins, end]):
        keys, found = _inner_key(source, begin, stop)
        pairs += keys.pairs if keys else ()
        problems += found
    problems += _odd_keys(source, begins, end, apart)
    if not pairs and len(begins) < 2:
        return None
    if source.text[head.end() : begins[0]].strip():
        problems += compose(source, head.end(), begins[0])[1]
    at = head.start("key")
    name = Scalar(head["key"], at, at + len(head["key"]), plain=True)
    inner = Keys(tuple(pairs), begins[0], end, flow=False)
    return Keys(((name, inner),), start, end, flow=False), tuple(problems)


def _odd_keys(source: Source, begins: list[int], end: int, apart: Apart) -> Iterator[Problem]:
    """A finding for each key inside another that begins in another column than the first."""
    found = (_INDENT.match(source.text, begin, end) for begin in begins)
    lines = [line for line in found if line]
    if any("\t" in line["indent"] for line in lines):
        return  # how wide a tab is meant to be is unclear
    deep = len(lines[0]["indent"]) if lines else 0
    for line in lines:
        if len(line["indent"]) != deep:
            said = line["text"].strip()
            own = said.partition(":")[0].strip() in apart.top
            message = "This key begins in another column than the first of its group"
            hint = (
                f"Begin it {'at the edge of the line' if own else f'in column {deep + 1}'}: {said}"
            )
            yield source.problem(line.start("text"), "bad-yaml", message, hint)


def _inner_key(source: Source, start: int, end: int) -> tuple[Keys | None, tuple[Problem, ...]]:
    """One key of those that stand inside another, also behind a tab, or without its blank."""
    if joined := _JOINED.match(source.text, start, end):
        at, said = joined.start("value"), joined["value"].rstrip()
        name = Scalar(joined["key"], joined.start("key"), joined.end("key"), plain=True)
        hint = f"Write {name.text}: {said}"
        told = source.problem(at, "bad-yaml", f'A blank is missing behind "{name.text}:"', hint)
        value = Scalar(said, at, at + len(said), plain=True)
        return Keys(((name, value),), start, end, flow=False), (told,)
    keys, found = compose(source, start, end)
    if keys is None and "\t" in source.text[start:end]:
        return _untabbed(source, start, end, found)
    return keys, found


def _untabbed(
    source: Source, start: int, end: int, found: tuple[Problem, ...]
) -> tuple[Keys | None, tuple[Problem, ...]]:
    """Keys with a blank for each tab before them, so that all keeps its place."""
    blanked = _TABS.sub(lambda tabs: " " * len(tabs.group()), source.text[start:end])
    other = Source(source.path, source.text[:start] + blanked + source.text[end:])
    keys, again = compose(other, start, end)
    return keys, (*found, *again)


def _item_by_item(source: Source, start: int, end: int) -> tuple[Keys, tuple[Problem, ...]] | None:
    """A key whose list holds a line that YAML cannot read, with the others; a log keeps it too."""
    head = _HEAD.match(source.text, start, end)
    dashes = list(_DASH.finditer(source.text, head.end(), end)) if head else []
    if head is None or not dashes:
        return None
    deep = len(dashes[0]["indent"])
    # In a log each dash is a line, however deep; elsewhere a deeper one may be of another list.
    begun = [one for one in dashes if head["key"] == "log" or len(one["indent"]) <= deep]
    begins, stops = [dash.end() for dash in begun], [dash.start() for dash in begun][1:]
    nodes: list[Node] = []
    problems: list[Problem] = list(_odd_dashes(source, begun))
    for at, stop in zip(begins, [*stops, end], strict=True):
        ends, below = _undashed(source, at, stop, deep), list[int]()
        node, found = _composed_item(source, at, ends[0] if ends else stop)
        problems += found
        for begin, last in pairwise([*ends, stop]):
            line = source.text[begin:last].strip().partition("\n")[0]
            begins_at = source.text.index(line, begin)
            problems.append(source.problem(begins_at, "bad-yaml", _NO_DASH, f"Write - {line}"))
            below += [begins_at] if head["key"] == "log" else []
        line = _REMARK.split(source.text[at : ends[0] if ends else stop], maxsplit=1)[0].rstrip()
        if node is None and head["key"] == "log" and line and "\n" not in line:
            node = Scalar(line, at, at + len(line), plain=True)
        nodes += [node] if node else []
        for place in below:
            line = source.text[place:].partition("\n")[0].rstrip()
            nodes.append(Scalar(line, place, place + len(line), plain=True))
    at = head.start("key")
    name = Scalar(head["key"], at, at + len(head["key"]), plain=True)
    items = Items(tuple(nodes), begins[0], end, flow=False)
    return Keys(((name, items),), start, end, flow=False), tuple(problems)


def _composed_item(source: Source, at: int, stop: int) -> tuple[Node | None, tuple[Problem, ...]]:
    """What stands behind a dash; keys in several lines keep their columns, the dash a blank."""
    begins = max(source.text.rfind(end, 0, at) for end in "\r\n") + 1
    if "\n" not in source.text[at:stop].rstrip():
        return compose_value(source, at, stop)
    blanked = source.text[:begins] + " " * (at - begins) + source.text[at:]
    node, found = compose_value(Source(source.path, blanked), begins, stop)
    return (node, found) if node else (_in_odd_columns(source, at, stop) or (None, found))


def _in_odd_columns(source: Source, at: int, stop: int) -> tuple[Node, tuple[Problem, ...]] | None:
    """The keys of an item of which those below the first begin in another column than it."""
    lines = [(begin, text) for begin, text in Source("", source.text[:stop]).lines(at)]
    lines = [(begin, text) for begin, text in lines if text.strip()]
    keys = [_KEY_LINE.fullmatch(text.rstrip()) for _, text in lines]
    deep = source.location(at).column - 1
    pairs: list[tuple[Scalar, Node]] = []
    problems: list[Problem] = []
    for (begin, text), key in zip(lines, keys, strict=True):
        first = begin == at
        part, told = compose(source, begin, begin + len(text)) if key else (None, ())
        if key is None or part is None or not (first or key["indent"]):
            return None
        pairs += part.pairs
        problems += told
        if not first and len(key["indent"]) != deep:
            message = "This key begins in another column than the first of its item"
            hint = f"Begin it in column {deep + 1}, below {pairs[0][0].text}: {text.strip()}"
            where = begin + len(key["indent"])
            problems.append(source.problem(where, "bad-yaml", message, hint))
    return Keys(tuple(pairs), at, stop, flow=False), tuple(problems)


def _undashed(source: Source, start: int, end: int, deep: int) -> list[int]:
    """Where lines begin below an item that stand no deeper than its dash, and have none."""
    text = source.text
    return [
        found.start()
        for found in _LINE_BELOW.finditer(text, start, end)
        if len(found["indent"]) <= deep and found["first"] not in "-#"
    ]


def _odd_dashes(source: Source, dashes: list[re.Match[str]]) -> Iterator[Problem]:
    """A finding for each line of a list that begins in another column or with another sign."""
    deep = len(dashes[0]["indent"])
    for dash in dashes:
        line = source.text[dash.end() :].partition("\n")[0].strip()
        if dash["sign"][0] != "-" or dash["sign"] == "-":
            message = "No blank stands behind this dash, so YAML takes it for no item of the list"
            if dash["sign"] != "-":
                message = f"A list begins its lines with a dash, and {dash['sign'][0]} is none"
            yield source.problem(dash.end("indent"), "bad-yaml", message, f"Write - {line}")
        elif len(dash["indent"]) != deep:
            message = "This dash stands in another column than the first of its list"
            yield source.problem(
                dash.end("indent"), "bad-yaml", message, f"Begin it in column {deep + 1}"
            )


def _without_orphans(
    source: Source, start: int, end: int, apart: Apart
) -> tuple[Keys | None, tuple[Problem, ...]] | None:
    """A key with its value, below which lines with a dash stand that are of no list."""
    valued = _VALUED.match(source.text, start, end)
    orphans = _ORPHAN.finditer(source.text, valued.end(), end) if valued else ()
    places = [one.start() for one in orphans]
    if not places:
        return None
    keys, found = compose(source, start, places[0])
    message = "This line of a list stands below a key that has its value, so it is not read"
    told: list[Problem] = []
    for at in places:
        line = source.text[at:end].partition("\n")[0].strip().lstrip("- ")
        own = line.partition(":")[0].strip() in apart.top and ": " in line
        hint = f"Take the dash away: {line}" if own else _PUT_BACK
        told.append(source.problem(at, "bad-yaml", message, hint))
    return keys, (*found, *told)


def _stretches(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each key begins and the next one does, with the lines that are indented below it."""
    inner = Source(source.path, source.text[:end])
    marks = {one.start(): one.end() for one in _MARK.finditer(source.text, start, end)}
    begins = [
        offset for offset, text in inner.lines(start) if offset in marks or _BEGINS.match(text)
    ]
    if source.text[start : begins[0] if begins else end].strip():
        begins.insert(0, start)
    for begin, stop in pairwise([*begins, end]):
        first = marks.get(begin, begin)
        if first == begin or not _NOTHING.fullmatch(source.text, first, stop):
            yield first, stop
