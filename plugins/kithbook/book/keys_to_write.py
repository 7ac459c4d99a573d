"""What to write where one text stands and keys are wanted: its day, place and words by key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kithbook.book.scalars import quoted, scalar_texts
from kithbook.book.written_days import read_day
from kithbook.text.source import Items, Keys, Node, Scalar, Source
from kithbook.text.words import fold

_DAY_TO_ASK = "YEAR-MONTH-DAY"
_WORD = re.compile(r"(?:^|(?<=[\s(,;]))(?=[^\s(,;])")
_NUMBER = re.compile(r"\d+")
_AROUND = re.compile(
    r"^[\s,;:.()\u2013\u2014-]+|(?:\s+(?:on|am|le|in|im|since|seit|en))?[\s,;:.(\u2013\u2014-]*$",
    re.IGNORECASE,
)
_BY = r"introduced\s+by|recommended\s+by|through|via|thanks\s+to|durch|par"
_THROUGH = re.compile(rf"(?:^|[\s,;]+)(?:{_BY})\s+(?P<said>\S.*)$", re.IGNORECASE)
_THROUGH_ONE = re.compile(rf"(?:{_BY})\s+(?P<said>\[\[[^\[\]]+\]\])", re.IGNORECASE)
_WHERE = re.compile(
    r"[\s,;]*(?:in|at|on|bei|beim|im|auf|chez|au|à)\s+(?P<said>\S.*)$", re.IGNORECASE
)
_SHORT = 80
_WORDS = ("what", "how", "note", "because", "by")
_NO = (
    "no",
    "none",
    "false",
    "off",
    "never",
    "nein",
    "keine",
    "nie",
    "non",
    "aucun",
    "nee",
    "ingen",
)
_YES = ("yes", "true", "ja", "oui", "y")


def keys_to_write(keys: Mapping[str, bool], text: str, *, counts: bool = False) -> str:
    """The keys in braces that a text can stand for; empty where none of it can be told.

    `keys` are those that may stand there, each with whether it is needed; `counts` says that they
    are numbers.
    """
    if counts:
        number = _NUMBER.search(text)
        return _braces([(key, number.group()) for key in keys]) if number else ""
    return _braces(_said_by_key(keys, text)) if "on" in keys else ""


def is_denied(text: str) -> bool:
    """Whether a text says no more than that there is nothing of the kind."""
    return fold(text).strip(" .") in _NO


def keys_in_items(node: Node, source: Source) -> str:
    """What to write for a list of single keys where keys are wanted; empty for any other."""
    items = node.nodes if isinstance(node, Items) else ()
    pairs = [pair for one in items if isinstance(one, Keys) for pair in one.pairs]
    whole = all(isinstance(one, Keys) for one in items)
    if not (pairs and whole and all(isinstance(value, Scalar) for _, value in pairs)):
        return ""
    raw = [(name.text, source.text[value.start : value.end].strip()) for name, value in pairs]
    said = ", ".join(f"{name}: {_in_braces(text)}" for name, text in raw)
    return f"Write {{{said}}}" if len({name for name, _ in raw}) == len(raw) else ""


def _in_braces(raw: str) -> str:
    """A value as it stands in a line, with quotes where it needs them in braces."""
    bare = not set(raw) & set(",[]{}") and ": " not in raw and " #" not in raw
    return raw if bare or raw[:1] in "\"'" else quoted(raw)


def met_told(value: Scalar) -> Keys | None:
    """How somebody was met as a text tells it, no word of it lost; None where a day is in doubt."""
    text = value.text.strip()
    days = [read_day(text, one.start()) for one in _WORD.finditer(text)] if "[" not in text else []
    found = [day for day in days if day]
    if any(day.on is None or day.meant != (str(day.on),) for day in found):
        return None
    through, first = _THROUGH_ONE.fullmatch(text), next(iter(found), None)
    if first and any(day.start >= first.end for day in found):
        first = None  # it is of neither day alone
    begins = first is not None and not text[: first.start].strip()
    rest = text[first.end :].lstrip(" ,;:") if first and begins else text
    said = {"on": str(first.on) if first else "", "how": rest}
    told = {"through": through["said"]} if through else said
    pairs = ((value._replace(text=key, plain=False), words) for key, words in told.items() if words)
    nodes = tuple((key, value._replace(text=words, plain=False)) for key, words in pairs)
    return Keys(nodes, value.start, value.end, flow=False) if nodes else None


def _said_by_key(keys: Mapping[str, bool], text: str) -> list[tuple[str, str]]:
    """What a text says, by the key it can stand for."""
    day, rest = _day_apart(text, yearless="what" in keys)
    said = {"on": day or (_DAY_TO_ASK if keys["on"] else "")}
    if "through" in keys and (found := _THROUGH.search(rest)):
        said["through"], rest = found["said"], rest[: found.start()]
    if "where" in keys and (found := _WHERE.match(rest)):
        said["where"], rest = found["said"], ""
    rest = _AROUND.sub("", rest)
    words = next((key for key in _WORDS if key in keys), "")
    if words and rest and rest.lower() not in _YES:
        said[words] = rest
    return [(key, said[key]) for key in keys if said.get(key)]


def _day_apart(text: str, *, yearless: bool) -> tuple[str, str]:
    """The day in a text as a book writes it, and the text without it."""
    for found in _WORD.finditer(text):
        day = read_day(text, found.start())
        if day is None or not day.meant or day.until:
            continue
        written = day.meant[0]
        if written.startswith("YEAR"):
            written = f"-{written[4:]}" if yearless else written
        before = _AROUND.sub("", text[: found.start()])
        return written, f"{before} {text[day.end :].strip()}".strip()
    return "", text


def _braces(pairs: Sequence[tuple[str, str]]) -> str:
    shown = (f"{key}: {next(scalar_texts(value, flow=True))}" for key, value in pairs)
    return f"{{{', '.join(shown)}}}" if pairs else ""


def as_one_text(node: Node) -> str:
    """The texts of a list or of keys as one, where each is short; a lone key is part of one."""
    if isinstance(node, Keys) and len(node.pairs) == 1:
        name, value = node.pairs[0]
        return quoted(f"{name.text}: {value.text}".strip()) if isinstance(value, Scalar) else ""
    pairs = node.pairs if isinstance(node, Keys) else ()
    inner = node.nodes if isinstance(node, Items) else tuple(one for _, one in pairs)
    texts = [
        " ".join(one.text.split()) for one in inner if isinstance(one, Scalar) and not one.empty
    ]
    whole = ", ".join(texts)
    return whole if texts and len(texts) == len(inner) and len(whole) <= _SHORT else ""
