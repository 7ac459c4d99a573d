"""The airlock, `content/disclosed.yml`, as the public site reads it.

Written by `kith disclose`. Anything unexpected in it stops the reading: a public page is never
made from a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NoReturn

import yaml

from kithbook.text.merge_marks import unfinished_merge
from kithbook.text.nodes import content_of
from kithbook.text.problems import Location, Problem

FILE = "content/disclosed.yml"
VERSION = "1"
MAX_BYTES = 1_000_000
_DEEPEST = 8
Kind = Literal["introduction", "recommendation", "number"]
KINDS: tuple[Kind, ...] = ("introduction", "recommendation", "number")
KEYS = ("kind", "text", "name", "link", "consent", "until")
_HINT = "Write it anew with kith disclose --apply"


class AirlockFault(Exception):
    """An airlock that cannot be read for certain; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class DisclosedItem:
    """One thing that may be shown, word for word; `name` and `link` are empty unless allowed.

    `consent` is the first day on which it may be shown, `until` the last; a number is the owner's
    own and needs no consent.
    """

    kind: Kind
    text: str
    name: str = ""
    link: str = ""
    consent: date | None = None
    until: date | None = None
    at: Location = field(default=Location(FILE), compare=False)

    def holds(self, today: date) -> bool:
        """Whether it may be shown on a day."""
        begun = self.consent is None or self.consent <= today
        return begun and (self.until is None or self.until >= today)


def read_airlock(path: Path, today: date) -> tuple[DisclosedItem, ...]:
    """What may be shown on a day, in the order of the file; nothing where there is no file.

    Raises AirlockFault for anything that is not exactly as `kith disclose` writes it, OSError when
    the disk says no.
    """
    raw = content_of(path.parents[1], path, MAX_BYTES)
    if raw is None:
        return ()
    return tuple(item for item in parse_airlock(raw) if item.holds(today))


def parse_airlock(raw: bytes, path: str = FILE) -> tuple[DisclosedItem, ...]:
    """Every item of an airlock, those that have run out too; raises AirlockFault."""
    if len(raw) > MAX_BYTES:
        _stop(Location(path), f"It has more than {MAX_BYTES:,} bytes")
    try:
        text = raw.decode("utf-8")
        _require_merged(text, path)
        _require_shallow(text, path)
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except UnicodeDecodeError:
        _stop(Location(path), "It is not UTF-8 text")
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        _stop(Location(path, line), "The YAML cannot be read")
    keys = _keys(root, path, ("version", "disclosed"))
    version = keys.get("version")
    if version is None or _text(version, path) != VERSION:
        _stop(Location(path), f"Its version is not {VERSION}")
    listed = keys.get("disclosed")
    if not isinstance(listed, yaml.SequenceNode):
        _stop(Location(path), "It has no list named disclosed")
    return tuple(_item(node, path) for node in listed.value)


def _require_merged(text: str, path: str) -> None:
    """Stops at two versions in one file."""
    if (at := unfinished_merge(text)) is not None:
        where = Location(path, text.count("\n", 0, at) + 1)
        message = "A merge was not finished: two versions of the file stand here in one"
        raise AirlockFault(Problem(where, "unfinished-merge", message, _HINT))


def _require_shallow(text: str, path: str) -> None:
    """Stops at what is nested: composed, it could end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            _stop(Location(path, line), "The YAML is nested too deeply")


def _item(node: yaml.Node, path: str) -> DisclosedItem:
    at = _place(node, path)
    keys = _keys(node, path, KEYS)
    texts = {key: _text(value, path) for key, value in keys.items()}
    kind = next((known for known in KINDS if known == texts.get("kind")), None)
    if kind is None:
        _stop(at, f"The kind is not one of {', '.join(KINDS)}")
    if not texts.get("text", "").strip():
        _stop(at, "There is no text")
    link = texts.get("link", "")
    if link and not link.startswith(("https://", "http://")):
        _stop(_place(keys["link"], path), "The link is no web address")
    consent = _day(keys.get("consent"), path)
    if consent is None and kind != "number":
        _stop(at, "There is no date of a consent")
    until = _day(keys.get("until"), path)
    name = texts.get("name", "")
    return DisclosedItem(kind, texts["text"], name, link, consent, until, at)


def _keys(node: yaml.Node | None, path: str, allowed: tuple[str, ...]) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        _stop(_place(node, path), "Keys with values were expected here")
    found: dict[str, yaml.Node] = {}
    for name, value in node.value:
        key = _text(name, path)
        if key not in allowed:
            _stop(_place(name, path), f'"{key}" is not a key of the airlock')
        if key in found:
            _stop(_place(name, path), f'"{key}" stands here for the second time')
        found[key] = value
    return found


def _text(node: yaml.Node, path: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str":
        _stop(_place(node, path), "Text was expected here")
    return str(node.value)


def _day(node: yaml.Node | None, path: str) -> date | None:
    if node is None:
        return None
    text = _text(node, path)
    try:
        return date.fromisoformat(text)
    except ValueError:
        _stop(_place(node, path), f'"{text}" is not a day')


def _place(node: yaml.Node | None, path: str) -> Location:
    mark = node.start_mark if node is not None else None
    return Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)


def _stop(at: Location, message: str) -> NoReturn:
    raise AirlockFault(Problem(at, "bad-airlock", message, _HINT))
