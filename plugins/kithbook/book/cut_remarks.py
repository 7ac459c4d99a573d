"""A `#` that cuts a value: `place: #12 Low Street` is no place and a remark to YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.book.scalars import quoted
from kithbook.book.schema import PERSON_FILE
from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_HASH = re.compile(r"(?<=[ \t])#(?=[^\s#])[^\r\n]*")
_ANY_HASH = re.compile(r"(?<=[ \t])#[^\r\n]*")
_LINE = re.compile(r"(?P<head>\s*(?:-\s+)*(?:(?P<key>[^\s:#\"'\[{-][^:#]*):\s+)?)(?P<value>.*)")
_IN_LIST = re.compile(
    r"(?P<before>\[(?:[^\[\]\"',#]|(?<=\S)#|,(?=[^#]*,)|,[ \t]*)*?(?<=[\[,])[ \t]*)"
    r"(?P<item>[^\[\]\"',]*[ \t]#[^\[\]\"',]*)(?P<after>[^#\"']*\])"
)
_SIGN = r"(?:-(?=[^\s-])|[-*+\u2022\u2013\u2014](?=[ \t])|\d{1,2}[.)](?=[ \t]))"
_UNLISTED = re.compile(r"\n[ \t]*(?:-[^\s-]|[*+\u2022\u2013\u2014][ \t]|\d{1,2}[.)][ \t])")
_ITEM = re.compile(rf"^[ \t]*({_SIGN})[ \t]*(?P<item>[^\n]+)", re.MULTILINE)
_BELOW = re.compile(r"\s*\n(?P<line>(?P<key>[^\s:#-][^:\n]*)[^\n]*)")
_KEYS = frozenset(field.key for field in PERSON_FILE.fields)
_SUNK = re.compile(r"^(?P<deep> *)-[ \t][^\n]*\n(?P=deep) +-[ \t]", re.MULTILINE)
_DEEPER = re.compile(r"\n[ \t]+-[ \t]+(?P<item>[^\n]+)")
_TAG = re.compile(r"[^\s#,]+")
_TAGS = re.compile(r"#[^\s#,]+(?:[\s,]+#[^\s#,]+)*")


def cut_by_hash(
    source: Source,
    keys: Keys,
    start: int,
    end: int,
    told: Iterable[Problem],
    texts: tuple[str, ...] = (),
) -> Iterator[Problem]:
    """A finding for each `#` between two places that cuts a value; a remark has a blank there.

    None on a line that cannot be read for a reason `told` already. Under a key of `texts` nothing
    is a remark.
    """
    text = source.text
    if text.find(" #", start, end) < 0 and text.find("\t#", start, end) < 0:
        return
    inside = list(_scalars(keys))
    unread = {one.location.line for one in told if one.code == "bad-yaml"}
    for found in _ANY_HASH.finditer(text, start, end):
        at = found.start()
        first = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at), start - 1) + 1
        alone = not text[first:at].strip()
        if not _HASH.match(text, at) and not _is_text(text[first:at], texts):
            continue
        if (
            alone
            or source.location(at).line in unread
            or any(begin <= at < stop for begin, stop in inside)
        ):
            continue
        message = f'YAML takes "{found.group().strip()}" for a remark, so it is not read'
        yield source.problem(at, "cut-by-hash", message, _instead(text[first : found.end()]))


def with_sunk_lines(
    found: tuple[Problem, ...], source: Source, keys: Keys, bounds: tuple[int, int]
) -> tuple[Problem, ...]:
    """Findings with those of lines that YAML takes for more of another, each line told once."""
    sunk = tuple(sunk_dashes(source, keys, *bounds))
    lines = {one.location.line for one in sunk}
    kept = (one for one in found if one.code != "not-keys" or one.location.line not in lines)
    return (*kept, *sunk) if sunk else found


def sunk_dashes(source: Source, keys: Keys, start: int, end: int) -> Iterator[Problem]:
    """A finding for each line of a list that goes on from another, since its dash stands deeper."""
    yield from _bare_blocks(source, keys, start, end)
    lost = _UNLISTED.search(source.text, start, end) is not None
    sunk = source.text.find(" - ", start, end) >= 0 and _SUNK.search(source.text, start, end)
    if not (lost or sunk):
        return
    for begin, stop in _scalars(keys):
        text = source.text[begin:stop]
        if "\n" not in text or source.text[begin : begin + 1] in "|>\"'":
            continue
        lines = [*_ITEM.finditer(text)] if lost else []
        if len(lines) > 1 and len(lines) == text.strip().count("\n") + 1:
            for found in lines:
                if found[1] == "-" and found.group().lstrip()[1:2].isspace():
                    continue
                message = f"A list begins its lines with a dash and a blank, and {found[1]} is none"
                if found[1] == "-":
                    message = "No blank stands behind this dash, so YAML takes it for more text"
                hint = f"Write - {found['item'].strip()}"
                yield source.problem(begin + found.start(1), "bad-yaml", message, hint)
            continue
        for found in _DEEPER.finditer(text):
            message = "YAML takes this for more of the line above, since its dash stands deeper"
            hint = f"Begin it in the column of the other dashes: - {found['item'].strip()}"
            yield source.problem(begin + found.start("item") - 2, "bad-yaml", message, hint)


def _is_text(before: str, texts: tuple[str, ...]) -> bool:
    """Whether what stands before a # on its line is a text under one of some keys."""
    found = _LINE.fullmatch(before) if texts else None
    value = found["value"].strip() if found else ""
    return bool(found and found["key"] in texts and value and value[0] not in "\"'[{|>")


def _bare_blocks(source: Source, keys: Keys, start: int, end: int) -> Iterator[Problem]:
    """A finding for a line below `key: |` that has no blank before it, and so is none of it."""
    if source.text.find("|", start, end) < 0 and source.text.find(">", start, end) < 0:
        return
    for name, value in keys.pairs:
        empty = isinstance(value, Scalar) and not value.plain and not value.text.strip()
        if not (empty and source.text[value.start : value.start + 1] in "|>"):
            continue
        after = _BELOW.match(source.text, source.text.find("\n", value.start), end)
        if after and after["key"] not in _KEYS:
            message = f'No blank stands before this line, so it is not of "{name.text}"'
            hint = "Begin it, and the lines below that belong to it, with two blanks"
            yield source.problem(after.start("line"), "bad-yaml", message, hint)


def _instead(line: str) -> str:
    found = _LINE.fullmatch(line)
    value = found["value"].strip() if found else ""
    if found and found["key"] and (cut := _IN_LIST.fullmatch(value)):
        said = f"{cut['before']}{quoted(cut['item'].strip())}{cut['after']}"
        return f"Write {found['head'].strip()} {said}"
    if found is None or not value or value[0] in "\"'[{|>":
        return ""
    if found["key"] in ("tags", "tag") and _TAGS.fullmatch(value):
        return f"Write tags: [{', '.join(_TAG.findall(value))}]"
    return f"Write {found['head'].strip()} {quoted(value)}"


def _scalars(node: Node) -> Iterator[tuple[int, int]]:
    """Where the single values and the keys of a node stand."""
    if isinstance(node, Keys):
        for name, value in node.pairs:
            yield from ((name.start, name.end), *_scalars(value))
    elif isinstance(node, Items):
        for item in node.nodes:
            yield from _scalars(item)
    else:
        yield node.start, node.end
