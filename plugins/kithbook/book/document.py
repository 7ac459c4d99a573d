"""The keys of one file as an editor sees them: nodes, the text around them, what they say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from kithbook.book.folder_files import is_yaml
from kithbook.book.plain_notes import front_of
from kithbook.text.problems import Problem
from kithbook.text.refusal import Refused, refuse_for
from kithbook.text.source import (
    Items,
    Keys,
    Node,
    Scalar,
    Source,
    blank_controls,
    compose,
)

Steps = tuple[str | int, ...]
Plain = Any
_LINE_END = re.compile(r"\r\n|\n|\r")


class Splice(NamedTuple):
    """Characters to replace, and what by."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """The keys of a file, with the text they stand in; `start` and `end` bound the YAML."""

    source: Source
    root: Keys
    start: int
    end: int

    @property
    def line_end(self) -> str:
        """The line end that the file uses."""
        found = _LINE_END.search(self.source.text)
        return found.group() if found else "\n"

    @property
    def fenced(self) -> bool:
        """Whether the keys have their place; a note without any has none yet."""
        return is_yaml(self.source.path) or self.source.text.startswith("---", self.end)

    def column(self, at: int) -> int:
        """How far a character stands from the beginning of its line."""
        return at - self.line_start(at)

    def line_start(self, at: int) -> int:
        """Where the line of a character begins."""
        text = self.source.text
        return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at), self.start - 1) + 1

    def line_stop(self, at: int) -> int:
        """Where the line of a character ends, before its line end."""
        found = _LINE_END.search(self.source.text, at)
        return found.start() if found else len(self.source.text)

    def next_line(self, at: int) -> int:
        """Where the line after a character's begins."""
        found = _LINE_END.search(self.source.text, at)
        return found.end() if found else len(self.source.text)

    def last(self, node: Node) -> int:
        """Where a node's own text ends, without the blank lines and comments after it."""
        if isinstance(node, Items) and not node.flow and node.nodes:
            return self.last(node.nodes[-1])
        if isinstance(node, Keys) and not node.flow and node.pairs:
            return self.last(node.pairs[-1][1])
        return node.start + len(self.source.text[node.start : node.end].rstrip())

    def refuse(self, at: int, message: str, hint: str = "Change it in your editor") -> NoReturn:
        """Declines an edit, naming the place."""
        raise Refused(self.source.location(at), message, hint)


def open_document(source: Source) -> Document:
    """The keys of a person's file; raises Refused when they cannot be read with certainty."""
    clean, _ = blank_controls(source)
    front = front_of(clean)
    if isinstance(front, Problem):
        refuse_for(front)
    start, end = front.front
    root, problems = compose(clean, start, end)
    if root is None or problems:
        refuse_for(problems[0])
    return Document(source, root, start, end)


def plain(node: Node) -> Plain:
    """What the keys say, repeated keys counted; an empty value is None."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.nodes]
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], Plain] = {}
    for key, value in node.pairs:
        found[key.text, seen[key.text]] = plain(value)
        seen[key.text] += 1
    return found


def _slot(step: str | int) -> int | tuple[str, int]:
    return step if isinstance(step, int) else (step, 0)


def put(tree: Plain, steps: Steps, value: str) -> None:
    """Gives a path a value; what is missing on the way is made."""
    for step in steps[:-1]:
        if isinstance(tree, dict) and tree.get(_slot(step)) is None:
            tree[_slot(step)] = {}
        tree = tree[_slot(step)]
        if not isinstance(tree, (dict, list)):
            return
    tree[_slot(steps[-1])] = value


def add(tree: Plain, steps: Steps, index: int | None, value: Plain) -> None:
    """Adds an item to the list at a path; a single value becomes the first item."""
    for step in steps[:-1]:
        if isinstance(tree, dict) and tree.get(_slot(step)) is None:
            tree[_slot(step)] = {}
        tree = tree[_slot(step)]
        if not isinstance(tree, (dict, list)):
            return
    slot = _slot(steps[-1])
    old = tree.get(slot) if isinstance(tree, dict) else tree[slot]
    items = old if isinstance(old, list) else [] if old is None else [old]
    at = len(items) if index is None else index
    tree[slot] = [*items[:at], value, *items[at:]]


def drop(tree: Plain, steps: Steps) -> None:
    """Takes a path away."""
    for step in steps[:-1]:
        tree = tree[_slot(step)]
    del tree[_slot(steps[-1])]
