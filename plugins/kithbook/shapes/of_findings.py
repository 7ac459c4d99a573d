"""What is to be mended in the files or in a message, and what of people may be public."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kithbook.coach import Wish, coach
from kithbook.coach.engine import FIELDS
from kithbook.shapes.pieces import Shape, shape
from kithbook.text.examined import Examined
from kithbook.text.problems import Problem

if TYPE_CHECKING:
    from kithbook.airlock.disclosed import DisclosedItem
    from kithbook.book.tidying import Tidied
    from kithbook.disclosure.airlock_writer import Change

KINDS = ("connect", "introduction")
NO_MESSAGE: Shape = {"findings": [], "ready": False, "lang": "", "kind": ""}

_GITHUB = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def findings_shape(found: Sequence[Problem], people: int, apart: Sequence[str]) -> Shape:
    """What is to be mended, for so many people, and which files in people/ are no person."""
    return {
        "people": people,
        "apart": list(apart),
        "errors": sum(problem.severity == "error" for problem in found),
        "findings": list(map(_finding, found)),
    }


def _finding(problem: Problem) -> Shape:
    return {
        **shape(problem, "code severity"),
        **shape(problem.location, "path line column"),
        **shape(problem, "message hint"),
    }


def examined_shape(found: Sequence[Examined]) -> Shape:
    """What was looked at of the place of a book."""
    return {
        "errors": sum(one.standing == "error" for one in found),
        "examined": [shape(one, "about standing text=said next=then") for one in found],
    }


def tidied_shape(changes: Sequence[Tidied], left: Sequence[Problem], *, applied: bool) -> Shape:
    """What is tidied, or would be, and what is left."""
    return {
        "applied": applied,
        "changes": [
            {**shape(one.at, "path line"), "code": one.code or None, **shape(one, "old new")}
            for one in changes
        ],
        "left": list(map(_finding, left)),
    }


def github_line(problem: Problem) -> str:
    """A workflow command, https://docs.github.com/actions (workflow commands, annotations)."""
    at = problem.location
    place = f"file={_escape(at.path, property_value=True)},line={at.line},col={at.column}"
    text = _escape(problem.sentence, property_value=False)
    return f"::{problem.severity} {place},title={problem.code}::{text}"


def _escape(text: str, *, property_value: bool) -> str:
    signs = {**_GITHUB, ":": "%3A", ",": "%2C"} if property_value else _GITHUB
    return "".join(signs.get(letter, letter) for letter in text)


def disclosed_shape(change: Change, found: Sequence[Problem], *, applied: bool) -> Shape:
    """What of people is public, or would be."""
    return {
        "changed": bool(change.edits),
        "applied": applied,
        "added": _items(change.added),
        "removed": _items(change.removed),
        "disclosed": _items(change.items),
        "noted": [edit.path for edit in change.notes],
        "findings": [str(problem) for problem in found],
    }


def _items(items: Sequence[DisclosedItem]) -> list[Shape]:
    return [
        {
            **shape(item, "kind text"),
            "name": item.name or None,
            "link": item.link or None,
            **shape(item, "consent until"),
        }
        for item in items
    ]


def advice_shape(line: str, wish: Wish) -> Shape | None:
    """What is said of the message on a line of JSON; None where there is none."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict):
        return None
    message = _message(asked)
    if message is None:
        return None
    kind = asked.get("kind") if asked.get("kind") in KINDS else wish.kind
    lang = asked.get("lang") if isinstance(asked.get("lang"), str) else wish.lang
    advice = coach().look(message, replace(wish, kind=kind or "", lang=(lang or "").lower()))
    known = {"id": asked["id"]} if isinstance(asked.get("id"), str | int) else {}
    return {**known, **advice.as_json()}


def _message(asked: dict[str, object]) -> str | dict[str, str] | None:
    fields = asked.get("fields")
    if isinstance(fields, dict):
        return {name: str(fields[name]) for name in FIELDS if fields.get(name)}
    text = asked.get("text")
    return text if isinstance(text, str) else None
