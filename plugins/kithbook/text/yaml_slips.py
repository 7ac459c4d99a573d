"""A line that YAML cannot read, written so that it can: what its signs show to be meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import yaml

_LINE = re.compile(
    r"(?P<head>[ \t]*(?:-[ \t]+)*(?:(?P<key>[^\s:#\"'\[{&*!|>%@`-][^:\n]*?)[ ]*:[ \t]+)?)"
    r"(?P<value>\S.*)",
    re.DOTALL,
)
_DASH = re.compile(r"\s*(?:-\s+)+")
_REMARK = re.compile(r"[ \t]+#(?:[ \t].*)?$")
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'")
_SEVERAL_QUOTED = re.compile(rf"(?:{_QUOTED.pattern})(?:\s*[,;]\s*(?:{_QUOTED.pattern}))+[,;]?")
_ON_ITS_LINE = re.compile(r"-[ \t]+\S")
_BETWEEN_DASHES = re.compile(r"(?:^|[ \t,;]+)-[ \t]+")
_UNKNOWN = re.compile(r"\?+")
_ASKED = re.compile(r"[^\s{},:][^{},:]*:[ \t]+\?+[ \t]*(?=[,}])")
_ENDS = {"[": "]", "{": "}"}
_PAIR = re.compile(
    r"(?P<key>[^\s\"'\[\]{},:][^:,\[\]{}]*?)[ ]*:(?:[ \t]+|$)(?P<value>.*)", re.DOTALL
)
_COLON = "A colon with a space stands inside a value"
_OPEN = {
    "[": "The list that begins here is not closed",
    "{": "The keys that begin here are not closed",
}
_OPEN_QUOTE = "The quote that begins here is never closed"
_BEHIND_QUOTE = "The value goes on behind its closing quote"
_SIGN = "YAML cannot begin a value with this character"
_HALF_LINK = re.compile(r"\[\[(?P<name>[^\[\],:]+)\](?!\])")
_NO_COMMA = re.compile(
    r"(?P<before>\S.*?)[ ]+(?P<key>[^\W\d_][\w-]*):[ \t]+(?P<after>\S.*)", re.DOTALL
)
_INSIDE = (
    "address", "email", "kind", "name", "phone", "prefer", "since", "through", "to", "until", "web",
    "what", "where",
)  # fmt: skip
"""Keys that stand inside others and that no sentence has before a colon."""
_NEXT_KEY = re.compile(r",[ \t]*(?:[^\W\d_][\w -]*:(?:[ \t]|$)|[\"'\[{])")
_ANY_INSIDE = (*_INSIDE, "on", "how", "because", "said", "words", "was", "note", "policy", "by")
_KEYS_ALONE = re.compile(
    rf"(?:(?:{'|'.join(_ANY_INSIDE)}):[ \t]+[^\s,:{{}}\[\]][^,{{}}\[\]]*(?:,[ \t]*|$))+"
)
_HOLDERS = (
    "circles", "kinds", "synonyms", "because", "asked", "answered", "nudged", "reach", "budgets",
    "retention",
)  # fmt: skip
_ANY_KEYS = re.compile(
    r"(?:[^\s:,{}\[\]][^:,{}\[\]]*:[ \t]+[^\s,:{}\[\]][^,:{}\[\]]*(?:,[ \t]*|$))+"
)
_JSON = re.compile(r"[ \t]*\"(?P<key>[\w -]+)\"[ \t]*:[ \t]*(?P<value>\S.*?)[ \t]*,")
_GAP = re.compile(r"[ \t]*[,;]?[ \t]*")
_EMPTY = ("[]", "{}", "''", '""')


class Slip(NamedTuple):
    """What is wrong with a line, and the line to write in its place, with words before it."""

    message: str
    line: str
    lead: str = "Write"

    @property
    def hint(self) -> str:
        """What to do about it."""
        return f"{self.lead} {self.line}"


def line_anew(line: str) -> Slip | None:
    """A line, with those that go on from it, as its writer meant it; None where that is unsure."""
    found = _LINE.fullmatch(line.rstrip())
    if found is None or reads(line):
        return None
    if json := _JSON.fullmatch(line.rstrip()):
        whole = f"{json['key']}: {json['value']}"
        return Slip("This is written as in JSON", whole) if reads(whole) else None
    dash = _DASH.match(found["head"])
    if dash and found["key"] and found["key"][:1].isdigit():
        # In a log what stands behind a day is no key.
        said = quotes(found.group()[dash.end() :].strip())
        return Slip(_COLON, f"{dash.group().strip()} {said}")
    first: Callable[[str], Slip | None] = partial(_without_braces, found["key"] or "")
    for way in (first, *_WAYS):
        told = way(found["value"])
        if told and told.line not in _EMPTY and reads(whole := f"{found['head']}{told.line}"):
            return told._replace(line=whole.strip())
    return None


def _without_braces(key: str, value: str) -> Slip | None:
    """Several keys that stand behind another without the braces around them."""
    holds = key in _HOLDERS and _ANY_KEYS.fullmatch(value)
    if not (holds or _KEYS_ALONE.fullmatch(value)):
        return None
    flow = _Flow(f"{{{value}}}")
    return Slip("Keys stand behind a key, and only braces put them into it", flow.read())


def _brackets_in_a_row(value: str) -> Slip | None:
    """Several lists, or several groups of keys, which only brackets around them make one."""
    if value[0] not in _ENDS or _LINKS.fullmatch(value):
        return None
    flow, parts = _Flow(value), list[str]()
    while flow.at < len(value) and value[flow.at] == value[0]:
        parts.append(flow.read())
        gap = _GAP.match(value, flow.at)
        flow.at = gap.end() if gap else flow.at
    if len(parts) < 2 or flow.at < len(value):
        return None
    inner = (part[1:-1] for part in parts) if value[0] == "[" else parts
    return Slip("Several lists stand here, and one pair of brackets makes them one",
                f"[{', '.join(inner)}]")  # fmt: skip


def reads(text: str) -> bool:
    """Whether YAML can read a text, and finds neither anchor nor tag in it."""
    try:
        events = list(yaml.parse(text, Loader=yaml.CBaseLoader))
    except (yaml.YAMLError, ValueError):
        return False
    signs = ((getattr(one, "anchor", None), getattr(one, "tag", None)) for one in events)
    documents = sum(isinstance(one, yaml.DocumentStartEvent) for one in events)
    return documents == 1 and not any(anchor or tag for anchor, tag in signs) and _is_keyed(text)


def _is_keyed(text: str) -> bool:
    """Whether each key in a text that YAML can read is one word or some, and no list or keys."""
    nodes = [yaml.compose(text, Loader=yaml.CBaseLoader)]
    while nodes:
        node = nodes.pop()
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        if not all(isinstance(key, yaml.ScalarNode) for key, _ in pairs):
            return False
        nodes += [value for _, value in pairs]
        nodes += node.value if isinstance(node, yaml.SequenceNode) else ()
    return True


def quotes(text: str) -> str:
    """A text as one value in quotes."""
    if "'" in text and not set(text) & {'"', "\\", "\n"}:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _unknown(value: str) -> Slip | None:
    """A question mark where somebody does not know what to write."""
    message = "A question mark stands here for what is not known"
    if value[0] == "{" and (found := _ASKED.search(value)):
        rest = f"{value[: found.start()]}{value[found.end() :]}"
        rest = re.sub(r"(?<=\{)\s*,\s*|\s*,\s*(?=\})", "", rest)
        return Slip(message, rest, "Write what it is, or leave it out:") if rest != "{}" else None
    if _UNKNOWN.fullmatch(value.strip()):
        return Slip(message, quotes(value.strip()), "Delete the line until you know, or write")
    return None


def _bracketed(value: str) -> Slip | None:
    """A list or keys in brackets, with quotes around the texts that need them, and closed."""
    if value[0] not in _ENDS:
        return None
    flow = _Flow(_HALF_LINK.sub(r"[[\g<name>]]", value))
    said = flow.read()
    rest = flow.text[flow.at :].strip()
    if flow.closed and rest and not _REMARK.fullmatch(f" {rest}"):
        if set(rest) <= set("]}"):
            return Slip("One bracket too many closes it", said)
        return _whole(value)
    return Slip(flow.message or _OPEN[value[0]], f"{said} {rest}".rstrip())


def _quoted_in_a_row(value: str) -> Slip | None:
    """Several texts in quotes, which only brackets make a list."""
    if not _SEVERAL_QUOTED.fullmatch(value.rstrip(",; ")):
        return None
    each = ", ".join(one.group() for one in _QUOTED.finditer(value))
    return Slip(
        "Several texts in quotes stand here, and a list of them needs brackets", f"[{each}]"
    )


def _dashes(value: str) -> Slip | None:
    """A list that begins on the line of its key."""
    if not _ON_ITS_LINE.match(value):
        return None
    parts = [part.strip() for part in _BETWEEN_DASHES.split(value) if part.strip()]
    each = ", ".join(_in_flow(part) for part in parts)
    return Slip("A list begins on the line of its key", f"[{each}]")


_LINK = re.compile(r"\[\[([^\[\],|]+)\]\]")
_LINKS = re.compile(rf"{_LINK.pattern}(?:\s*[,;]?\s*{_LINK.pattern})+")


def _whole(value: str) -> Slip | None:
    """The whole value in quotes, but for a remark behind it."""
    remark = _REMARK.search(value)
    text = value[: remark.start()] if remark else value
    if text.strip() in _ENDS:
        return None
    message = _COLON
    if text[0] in "\"'":
        if (shut := _QUOTED.match(text)) and text[shut.end() :].strip() in (",", ";"):
            return Slip(f"No {text.strip()[-1]} belongs behind a value", shut.group())
        if len(text) < 2 or text[0] not in text[1:]:
            return Slip(_OPEN_QUOTE, _closed(text) + _behind(remark))
        text, message = without_quotes(text), _BEHIND_QUOTE
    elif text[0] in _ENDS:
        message = "The value goes on behind its closing bracket"
        if _LINKS.fullmatch(text):
            return Slip(message, f"[{', '.join(_LINK.findall(text))}]{_behind(remark)}")
    elif ": " not in text and not text.endswith(":"):
        message = _SIGN
    return Slip(message, (text if _stands_plain(text) else quotes(text)) + _behind(remark))


def _unbracketed(value: str) -> Slip | None:
    """The whole value in quotes where it begins with no bracket."""
    return None if value[0] in _ENDS else _whole(value)


def without_quotes(text: str) -> str:
    """A value without the quotes around the whole of it, where more of the same stand inside."""
    sign, inner = text[:1], text[1:-1]
    if len(text) < 3 or sign not in "\"'" or text[-1] != sign:
        return text
    first = inner.find(sign)
    opens = first == 0 or inner[first - 1 : first].isspace()
    within = re.search(rf"\w{sign}\w", inner)
    return inner if within or (first > 0 and opens) else text


def _stands_plain(text: str) -> bool:
    """Whether a text that had quotes around it needs none."""
    return text[0] not in "\"'" and '"' in text and reads(f"k: {text}")


def _behind(remark: re.Match[str] | None) -> str:
    return remark.group() if remark else ""


def _closed(text: str) -> str:
    """A text whose quote is never closed, with both; the other sign at its end is meant for it."""
    other = "'" if text[0] == '"' else '"'
    inner = text[1:].rstrip()
    inner = inner.removesuffix(other) if inner.count(other) == 1 else inner
    return f"{text[0]}{inner}{text[0]}" if text[0] == '"' else quotes(inner)


def _in_flow(text: str) -> str:
    """A text as an item of a list in brackets."""
    bare = reads(f"[{text}]") and not re.search(r"[,\[\]{}]|\s#|:(?:\s|$)", text)
    return text if bare or _QUOTED.fullmatch(text) else quotes(text)


_WAYS: tuple[Callable[[str], Slip | None], ...] = (
    _unknown, _brackets_in_a_row, _quoted_in_a_row, _bracketed, _dashes, _unbracketed,
)  # fmt: skip


class _Flow:
    """What stands in brackets, part by part; `at` is how far it was read."""

    def __init__(self, text: str) -> None:
        """Takes the text from its first bracket on."""
        self.text, self.at, self.closed, self.message = text, 0, False, ""

    def read(self) -> str:
        """The list or the keys that begin here, written anew."""
        first = self.text[self.at]
        end = _ENDS[first]
        self.at += 1
        self.closed = False
        parts: list[str] = []
        while self.at < len(self.text):
            self.at += len(self.text[self.at :]) - len(self.text[self.at :].lstrip())
            here = self.text[self.at : self.at + 1]
            if not here or here == end:
                self.at += len(here)
                self.closed = bool(here)
                break
            if here in "]}" or _REMARK.match(self.text[self.at - 1 :]):
                break
            if here == ",":
                self.at += 1
            elif here in _ENDS:
                parts.append(self.read())
                self.closed = False
            else:
                self._part(parts, keys=first == "{", end=end)
        if not self.closed and not self.message:
            self.message = _OPEN[first]
        return f"{first}{', '.join(parts)}{end}"

    def _part(self, parts: list[str], *, keys: bool, end: str) -> None:
        """One item, or one key with its value; words without a key go on from those above."""
        raw = self._raw(end)
        pair = _PAIR.fullmatch(raw)
        if keys and pair is None and parts and not _QUOTED.fullmatch(raw):
            name, _, before = parts[-1].partition(": ")
            self.message = "The comma of a text in brackets cuts it in two"
            whole = quotes(f"{_bare(before)}, {raw}") if before else raw
            parts[-1] = f"{name}: {whole}" if before else f"{name}, {raw}"
        elif pair and keys and (two := _NO_COMMA.fullmatch(pair["value"])) and _parted(two):
            self.message = "A comma is missing between two keys"
            parts.append(f"{pair['key']}: {self._text(two['before'].rstrip(' ;'))}")
            parts.append(f"{two['key']}: {self._text(two['after'])}")
        elif pair and (keys or ": " not in pair["value"]):
            parts.append(f"{pair['key']}: {self._text(pair['value'])}".rstrip())
        else:
            parts.append(self._text(raw))

    def _raw(self, end: str) -> str:
        """The words up to the comma or bracket that ends them; a value in brackets is whole."""
        start, deep, quote = self.at, 0, False
        while self.at < len(self.text):
            rest = self.text[self.at :]
            begun = self.text[start : self.at].rstrip()
            begins = not begun or begun.endswith(":")
            if begins and (shut := _QUOTED.match(rest)):
                self.at += shut.end()
                continue
            if begins and rest[0] in _ENDS:
                return f"{self.text[start : self.at]}{self.read()}"
            quote = quote or (begins and rest[0] in "\"'")
            deep += (rest[0] in _ENDS) - (rest[0] in "]}")
            ends = rest[0] == "," and deep == 0 and (not quote or _NEXT_KEY.match(rest))
            if ends or deep < 0 or (_REMARK.match(rest) and end not in rest):
                break
            self.at += 1
        return self.text[start : self.at].strip()

    def _text(self, value: str) -> str:
        """A value as it may stand in brackets; what was wrong with it is kept as the message."""
        if not value or _QUOTED.fullmatch(value) or (value[0] in _ENDS and reads(value)):
            return value
        if value[0] in "\"'":
            self.message = _BEHIND_QUOTE if value[0] in value[1:] else _OPEN_QUOTE
            inner = without_quotes(value)
            return quotes(inner) if value[0] in value[1:] else _closed(value)
        said = _in_flow(value)
        if said == value:
            return said
        self.message = _SIGN if not self.message else self.message
        if re.search(r":(?:\s|$)", value):
            self.message = _COLON
        elif re.search(r"\s#", value):
            self.message = 'YAML takes what stands behind " #" for a remark'
        return said


def _parted(two: re.Match[str]) -> bool:
    """Whether what stands before a word with a colon is a value of its own, so that it is a key."""
    return is_apart(two["before"], two["key"])


def is_apart(before: str, key: str) -> bool:
    """Whether a word with a colon behind it is a key, and what stands before it a whole value."""
    last = before.rsplit(maxsplit=1)[-1]
    return key in _INSIDE or bool(re.search(r"[\d@\"';\])]", last))


def _bare(text: str) -> str:
    """A text without the quotes around it."""
    return text[1:-1].replace("''", "'") if _QUOTED.fullmatch(text) else text
