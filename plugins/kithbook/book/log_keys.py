"""Entries that stand as keys, `{date: 2026-11-03, kind: call}`: the line of a log that they say."""

from __future__ import annotations

from kithbook.book.model import CONTACT_KINDS, OTHER_KINDS
from kithbook.book.written_days import read_day
from kithbook.language.small_words import kinds_of_entry
from kithbook.text.name_links import bare_name
from kithbook.text.source import Items, Keys, Node, Scalar
from kithbook.text.words import fold

_PARTS = {
    "on": "date day on when datum tag le jour",
    "kind": "kind type what how channel art typ was medium genre",
    "with": "with people who participants mit avec",
    "text": "text note notes summary about details topic comment inhalt notiz texte",
}  # fmt: skip
_KINDS = (*CONTACT_KINDS, *OTHER_KINDS)
_PART = {word: part for part, words in _PARTS.items() for word in words.split()}


def line_of_keys(node: Keys) -> str:
    """The line of a log that keys such as `date` and `kind` say; empty where they do not."""
    said: dict[str, list[str]] = {}
    for name, value in node.pairs:
        part = _PART.get(fold(name.text).strip(), "")
        texts = value.nodes if isinstance(value, Items) else (value,)
        said.setdefault(part or "text", []).extend(
            one.text.strip() for one in texts if isinstance(one, Scalar) and not one.empty
        )
        kind = fold(name.text).strip()
        if part == "" and (kind in kinds_of_entry() or kind in _KINDS):
            said.setdefault("kind", []).append(kind)
    on = read_day(" ".join(said.get("on", [])))
    if on is None or not on.meant:
        return ""
    kind = said.get("kind", ["note"])[0]
    who = ", ".join(f"[[{bare_name(one)}]]" for one in said.get("with", []))
    text = ", ".join(said.get("text", []))
    return f"{on.meant[0]} {kind}{f' with {who}' if who else ''}: {text}"


def line_of_pair(pair: tuple[Scalar, Node]) -> str:
    """A day and what it is, as a line, where a log is written as keys."""
    name, value = pair
    day = read_day(name.text)
    if day is None or not day.meant or not isinstance(value, Scalar):
        return ""
    kind = name.text[day.end :].strip()
    said = value.text.strip()
    return f"{day.meant[0]} {kind}: {said}" if kind else f"{day.meant[0]} {said}"
