"""A comma that cuts a text in two: `[an interpreter, pro bono]`, `{where: Turku, Finland}`."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import pairwise

from kithbook.book.reading import Reading
from kithbook.language.small_words import in_any_language
from kithbook.text.source import Items, Keys, Scalar
from kithbook.text.words import fold

_SET = re.compile(r"(\w+)\s*=\s*(\S.*)")
_PAIRS = (("(", ")"), ("“", "”"), ("„", "“"), ("«", "»"))


def report_cut(node: Items, reading: Reading) -> None:
    """A finding for each item of a list in brackets that goes on from the one before it."""
    texts = [one for one in node.nodes if isinstance(one, Scalar) and one.plain and not one.empty]
    for before, after in pairwise(texts):
        if _goes_on(before.text, after.text):
            gap = "" if _is_thousands(before.text, after.text) else " "
            whole = " ".join(f"{before.text},{gap}{after.text}".split())
            shown = "'" + whole.replace("'", "''") + "'" if ": " in whole else whole
            reading.report(
                after.start,
                "cut-by-comma",
                f'The comma makes "{after.text}" an item of its own, apart from "{before.text}"',
                f"Where they are one, write it on a line of its own below the key: - {shown}",
            )


def report_cut_key(
    node: Keys,
    name: Scalar,
    reading: Reading,
    *,
    several: bool = False,
    known: Container[str] = (),
) -> bool:
    """Reports what a comma in braces cuts off from the text before it; whether this is such."""
    before = [pair for pair in node.pairs if pair[0].start < name.start]
    first = not before
    key, value = before[-1] if before else (name, name)
    while before and _is_empty(value):
        key, value = before.pop()
    text = reading.source.text
    if (first or _is_empty(value)) and (others := _in_braces(node, text, known)):
        message = "Texts stand in braces here, and brackets make a list of them"
        if others.startswith("{"):
            message = "A colon and a blank stand between a key and its value, and none does here"
        if name.start == node.pairs[0][0].start:
            reading.report(name.start, "wrong-type", message, f"Write {others}")
        return True
    bare = text[name.end : name.end + 20].lstrip()[:1] != ":"
    if not (bare and isinstance(value, Scalar) and value.plain and not value.empty):
        return False
    whole = " ".join(text[value.start : name.end].split())
    reading.report(
        name.start,
        "unknown-key",
        f'"{name.text}" was cut off from the text before it by a comma',
        f"Write {key.text}: [{_run(node, value, text)}]"
        if several
        else f'Put the whole text in quotes: {key.text}: "{whole}"',
    )
    return True


def _in_braces(node: Keys, text: str, known: Container[str]) -> str:
    """What to write for braces in which no key has a value; empty for any other."""
    names = [name for name, value in node.pairs if _is_empty(value)]
    bare = all(text[name.end : name.end + 20].lstrip()[:1] != ":" for name in names)
    if not (bare and len(names) == len(node.pairs)):
        return ""
    set_to = [_SET.fullmatch(name.text) for name in names]
    parted = [name.text.split(maxsplit=1) for name in names]
    if not any(set_to) and all(len(one) > 1 and one[0] in known for one in parted):
        return f"{{{', '.join(f'{key}: {said}' for key, said in parted)}}}"
    if all(set_to):
        return f"{{{', '.join(f'{one[1]}: {one[2]}' for one in set_to if one)}}}"
    return f"[{', '.join(name.text for name in names)}]"


def _run(node: Keys, value: Scalar, text: str) -> str:
    """A value with all that commas cut off from it."""
    end = value.end
    for name, after in node.pairs:
        if name.start > value.start:
            if not _is_empty(after) or text[name.end : name.end + 20].lstrip()[:1] == ":":
                break
            end = name.end
    return " ".join(text[value.start : end].split())


def _is_empty(node: object) -> bool:
    return isinstance(node, Scalar) and node.empty


def _is_thousands(before: str, after: str) -> bool:
    first = after.split(maxsplit=1)[0]
    return len(first) == 3 and first.isdigit() and before[-1:].isdigit()


def _goes_on(before: str, after: str) -> bool:
    if _is_thousands(before, after):
        return True
    if any(before.count(first) > before.count(last) and last in after for first, last in _PAIRS):
        return True
    words = fold(after).split()
    if "_".join(words) in in_any_language("trailing"):
        return True
    alike = fold(before).split()[:1] == words[:1]
    return len(words) > 1 and words[0] in in_any_language("continuing") and not alike
