"""Messages that come as JSON, and what the coach says of each."""

from __future__ import annotations

import json
from dataclasses import replace

from kithbook.coach import Wish, coach
from kithbook.coach.engine import FIELDS
from kithbook.shapes.pieces import Shape

KINDS = ("connect", "introduction")
NO_MESSAGE: Shape = {"findings": [], "ready": False, "lang": "", "kind": ""}


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
