"""Text files and the YAML in them, every value with its place.

python-frontmatter finds the fences, PyYAML's C composer reads the nodes. Scalars stay text:
`no`, `012` and `1:30` mean what the owner wrote until a schema gives them a type.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import is_
from pathlib import Path
from typing import NamedTuple

import yaml
from frontmatter.default_handlers import BaseHandler

from kithbook.text.merge_marks import unfinished_merge
from kithbook.text.nodes import oddity
from kithbook.text.problems import Location, Problem
from kithbook.text.yaml_faults import OPENED, may_be_deep, unread_yaml, with_plain_blanks

MAX_BYTES = 20_000_000
"""More than that is no text that somebody wrote, and is not read."""
LONG = 1_000_000
"""Letters from which on a file is said to be long."""
MAX_YAML = 4_000_000
"""Letters; each value of YAML takes far more memory than its text."""
MAX_DEPTH = 60
_GIT_CRYPT = b"\0GITCRYPT\0"
_LINE_END = re.compile(r"\r\n|\n|\r")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WIDTHLESS = "\u200b\u2060"
_UNSEEN = re.compile(rf"{_FORBIDDEN.pattern}|[{_WIDTHLESS}](?=[{_WIDTHLESS} \t\r]*$)", re.MULTILINE)
# Old programs end a line with a return alone.
_FENCE = re.compile(r"---(?<![^\r\n]---)-*(?:\s*$|[ \t]*(?=\r))", re.MULTILINE)
_FRONT_MATTER = BaseHandler(_FENCE)
_KEEP = "Keep what is right of the two, and delete the lines <<<<<<<, ======= and >>>>>>>"
_KEEP_BASE = f"{_KEEP}, and what stands from ||||||| to ======="
_GLUED = re.compile(
    r"(?:-[ \t]+)?(?P<key>[^\W\d_][\w-]{0,30})(?::[ \t]?|[ \t]*=[ \t]*)(?P<value>[^\s/:=][^\n\r]*)"
)
_DASHED = re.compile(r"-(?P<value>[^\s-][^\n\r]*)")
_PLAIN_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


# As `Location(...)`, in half the time: every value of every file has one.
_new = tuple.__new__


class _Loader(yaml.CBaseLoader):
    """Composes nodes without asking what plain text could mean: it stays text."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        return _PLAIN_TAGS[kind]

    # No tag depends on the path to a node. Both are called for every node, and do nothing quickest
    # as functions in C that take as many arguments.
    descend_resolver = staticmethod(is_)  # type: ignore[assignment]
    ascend_resolver = staticmethod(bool)  # type: ignore[assignment]


class Scalar(NamedTuple):
    """One YAML value as text; `start` and `end` count characters of the file's text."""

    text: str
    start: int
    end: int
    plain: bool

    @property
    def empty(self) -> bool:
        """Whether nothing was written (`key:` or `key: ~`)."""
        return self.plain and self.text in ("", "~")


class Items(NamedTuple):
    """A YAML list."""

    nodes: tuple[Node, ...]
    start: int
    end: int
    flow: bool


class Keys(NamedTuple):
    """A YAML mapping; pairs keep the order of the file and may repeat a key."""

    pairs: tuple[tuple[Scalar, Node], ...]
    start: int
    end: int
    flow: bool

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        for name, node in self.pairs:
            if name.text == key:
                return node
        return None


Node = Scalar | Items | Keys


@dataclass(frozen=True)
class Source:
    """The text of one file of the book; `path` is relative to the book, with slashes."""

    path: str
    text: str

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        if "\r" in self.text:
            return (0, *(found.end() for found in _LINE_END.finditer(self.text)))
        return tuple(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))

    def location(self, offset: int) -> Location:
        """The line and column of a character of the text; a byte order mark takes no column."""
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        if line == 1 and self.text.startswith("\ufeff"):
            column = max(1, column - 1)
        return _new(Location, (self.path, line, column))

    def problem(self, offset: int, code: str, message: str, hint: str = "") -> Problem:
        """A finding at a character of the text."""
        return Problem(self.location(offset), code, message, hint)

    def lines(self, start: int = 0) -> Iterator[tuple[int, str]]:
        """Each line from an offset on, as (offset, text), without line end or byte order mark."""
        start = start or int(self.text.startswith("\ufeff"))
        for found in _LINE_END.finditer(self.text, start):
            yield start, self.text[start : found.start()]
            start = found.end()
        if start < len(self.text):
            yield start, self.text[start:]


class Split(NamedTuple):
    """Where the YAML and the body of a file begin and end."""

    front: tuple[int, int]
    body: int


def read_source(root: Path, path: Path, most: int = MAX_BYTES) -> Source | Problem:
    """Reads a file of the book; what keeps it from being text is a finding."""
    raw = read_raw(root, path, most)
    return raw if isinstance(raw, Problem) else decode(_within(root, path), raw)


def read_raw(root: Path, path: Path, most: int = MAX_BYTES) -> bytes | Problem:
    """The bytes of a file of the book, or the finding that says why it cannot be opened."""
    where = Location(_within(root, path))
    if odd := oddity(root, path):
        return Problem(where, odd.code, odd.message)
    try:
        size = path.stat().st_size
        if size > most:
            return Problem(
                where, "huge-file", f"{path.name} has {size:,} bytes, more than {most:,}"
            )
        return path.read_bytes()
    except OSError as fault:
        return Problem(where, "unreadable-file", f"{path.name}: {fault.strerror}")


def _within(root: Path, path: Path) -> str:
    """A path as seen from the book, with slashes."""
    whole, start = str(path), f"{root}{os.sep}"
    found = whole[len(start) :] if whole.startswith(start) else str(path.relative_to(root))
    return found.replace(os.sep, "/")


def decode(path: str, raw: bytes) -> Source | Problem:
    """The bytes of a file as text, or the finding that says why not."""
    where = Location(path)
    name = path.rpartition("/")[2]
    if raw.startswith(_GIT_CRYPT):
        return Problem(
            where,
            "locked-file",
            f"{name} is encrypted by git-crypt",
            "Run git-crypt unlock in the book, then try again",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, fault.start) + 1 : fault.start].decode()) + 1
        return Problem(
            Location(path, line, column),
            "not-utf8",
            f"{name} is not UTF-8 text: byte {raw[fault.start]:#04x} stands here",
            "Save it as UTF-8 in your editor",
        )
    if not text.strip("\ufeff\0 \t\r\n"):
        return Problem(where, "empty-file", f"{name} is empty", "Write a name in it, or delete it")
    if (at := unfinished_merge(text)) is not None:
        return Source(path, text).problem(
            at,
            "unfinished-merge",
            "A merge was not finished: two versions of the file stand here in one",
            _KEEP_BASE if "\n|||||||" in text[at:] else _KEEP,
        )
    return Source(path, text)


def blank_controls(source: Source) -> tuple[Source, tuple[Problem, ...]]:
    """The source with invisible control characters as spaces, each kept in its place."""
    unseen = any(one in source.text for one in _WIDTHLESS)
    forbidden = _UNSEEN if unseen else _FORBIDDEN
    first = forbidden.search(source.text, 1 if source.text.startswith("\ufeff") else 0)
    if first is None:
        return source, ()
    mark = "\ufeff" if source.text.startswith("\ufeff") else ""
    text = mark + forbidden.sub(" ", source.text[len(mark) :])
    found = source.problem(
        first.start(),
        "control-character",
        f"An invisible character (U+{ord(first.group()):04X}) stands here and is read as a space",
        "Delete it",
    )
    return Source(source.path, text), (found,)


def split_front_matter(source: Source) -> Split | Problem:
    """Finds the front matter between its two fences; both must be there."""
    text = source.text
    lead = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    rest = text[lead:]
    opening = _FENCE.match(rest)
    if opening is None:
        return source.problem(
            lead,
            "no-front-matter",
            "There are no keys at the top of the file",
            "Begin the file with a line ---, then name: and the other keys, then a line ---",
        )
    try:
        front, _ = _FRONT_MATTER.split(rest)
    except ValueError:
        return source.problem(
            lead,
            "unclosed-front-matter",
            "The keys at the top have no closing line ---",
            "Put a line --- after the last key",
        )
    start = lead + opening.end()
    end = start + len(front)
    closing = _FENCE.match(text, end)
    return Split((start, end), closing.end() if closing else len(text))


def compose(
    source: Source, start: int, end: int, only: Container[str] | None = None
) -> tuple[Keys | None, tuple[Problem, ...]]:
    """The YAML of a stretch of the file as nodes, or the findings that kept it from being keys.

    `only` names the keys at the top that are wanted; the others are composed and dropped.
    """
    root = _composed(source, start, end)
    if isinstance(root, Problem):
        return None, (root,)
    if root is None:
        return Keys((), start, end, flow=False), ()
    if not isinstance(root, yaml.MappingNode):
        at = start + (root.start_mark.index if root.start_mark else 0)
        glued = _GLUED.match(source.text, at)
        dashed = _DASHED.match(source.text, at)
        hint = f"Write {glued['key']}: {glued['value']}" if glued else "Write each as key: value"
        hint = f"Write - {dashed['value']}" if dashed else hint
        return None, (source.problem(at, "not-keys", "Keys with values were expected here", hint),)
    if only is not None:
        root.value = [pair for pair in root.value if pair[0].value in only]
    problems: list[Problem] = []
    node = _convert(root, start, source, problems, tagged="!" in source.text[start:end])
    return (node if isinstance(node, Keys) else None), tuple(problems)


def compose_value(source: Source, start: int, end: int) -> tuple[Node | None, tuple[Problem, ...]]:
    """The YAML of a stretch of the file as one value, or the finding that kept it from that."""
    root = _composed(source, start, end)
    if isinstance(root, Problem):
        return None, (root,)
    problems: list[Problem] = []
    tagged = "!" in source.text[start:end]
    node = _convert(root, start, source, problems, tagged=tagged) if root else None
    return node, tuple(problems)


def _composed(source: Source, start: int, end: int) -> yaml.Node | Problem | None:
    """What YAML makes of a stretch; None where there is nothing."""
    text = with_plain_blanks(source.text[start:end])
    if problem := _refused(source, text, start):
        return problem
    try:
        root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as fault:
        return _unread(source, fault, start)
    except yaml.YAMLError as fault:
        return source.problem(start, "bad-yaml", f"The YAML cannot be read: {fault}")
    return root


def _too_much(source: Source, start: int, letters: int) -> Problem:
    return source.problem(
        start,
        "huge-file",
        f"There are {letters:,} letters of YAML here, more than the {MAX_YAML:,} that are read",
        "Move what is no key below the second line ---, or into a file of its own",
    )


def _unread(source: Source, fault: yaml.MarkedYAMLError, shift: int) -> Problem:
    """What kept YAML from being read; at the opening of what is never closed."""
    opening = fault.context_mark if OPENED.search(str(fault.context)) else None
    mark = opening or fault.problem_mark
    reason = " ".join(part for part in (fault.context, fault.problem) if part)
    return unread_yaml(source, shift, shift + (mark.index if mark else 0), reason)


def _refused(source: Source, text: str, start: int) -> Problem | None:
    """Anchors could hide or repeat text; deep nesting, or too much, could end the composer."""
    if len(text) > MAX_YAML:
        return _too_much(source, start, len(text))
    brackets = text.count("[") + text.count("{")
    if brackets <= MAX_DEPTH and not ("&" in text or "*" in text or may_be_deep(text, MAX_DEPTH)):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            at = start + event.start_mark.index if event.start_mark else start
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                return source.problem(at, "bad-yaml", "The YAML is nested too deeply to be meant")
            if getattr(event, "anchor", None):
                return _anchor_problem(source, at, event)
    except yaml.YAMLError:
        return None
    return None


def _anchor_problem(source: Source, at: int, event: yaml.Event) -> Problem:
    told = unread_yaml(source, at, at, "scanning an alias")
    sign = "an alias" if isinstance(event, yaml.AliasEvent) else "an anchor"
    name = getattr(event, "anchor", "")
    return source.problem(
        at,
        "yaml-anchor",
        f'YAML reads "{name}" as {sign}, which a book does not use',
        told.hint if told.hint.startswith("Write") else "Put the value in quotes, or write it out",
    )


def _convert(
    node: yaml.Node, shift: int, source: Source, problems: list[Problem], *, tagged: bool
) -> Node:
    start, end = shift + node.start_mark.index, shift + node.end_mark.index
    plain = not tagged or node.tag in (_PLAIN_TAGS[type(node)], "!")
    if not plain or (tagged and source.text.startswith("!!", start)):
        found = source.problem(start, "yaml-tag", "A YAML tag stands here", "Delete the tag")
        problems.append(found)
    if isinstance(node, yaml.ScalarNode):
        return _new(Scalar, (node.value, start, end, not node.style))
    if isinstance(node, yaml.SequenceNode):
        items = [_convert(item, shift, source, problems, tagged=tagged) for item in node.value]
        return Items(tuple(items), start, end, bool(node.flow_style))
    pairs = []
    for key, value in node.value:
        name = _convert(key, shift, source, problems, tagged=tagged)
        if isinstance(name, Scalar):
            pairs.append((name, _convert(value, shift, source, problems, tagged=tagged)))
        else:
            problems.append(source.problem(name.start, "not-keys", "A key must be one word"))
    return Keys(tuple(pairs), start, end, bool(getattr(node, "flow_style", False)))
