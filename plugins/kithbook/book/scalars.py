"""YAML scalars: what an editor sees in them, and new ones as text, plain where nobody misreads.

An editor reads by the core schema of YAML 1.2 (section 10.3.2 of its text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.text.source import Items, Node, Scalar


class SchemaWord(str):
    """A word of the schema such as `yes`: the reader takes it for itself without quotes."""

    __slots__ = ()


class Pairs(tuple[tuple[str, str], ...]):
    """Keys with a text each, as one item of a list: `{what: a desk, since: 2026-09}`."""

    __slots__ = ()


Value = str | int | bool | Pairs

_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_PLAIN = re.compile(r"[^\W_](?:.*[^\s:])?|\+\d.*[^\s:]")
_UNSAFE = re.compile(r""": |\s\#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"]|  """)
_FLOW = re.compile(r"[\[\]{},?]|:(?:$|\s)")
_OTHER_TYPE = re.compile(
    r"""true|false|yes|no|on|off|null|none|y|n
    |[-+.]?\d[\d_.,:]*(?:e[-+]?\d+)?|0[xob][\da-f_]+|\.inf|\.nan""",
    re.IGNORECASE | re.VERBOSE,
)
_DATE_OR_COUNT = re.compile(r"[1-9]\d{0,3}(?:-\d\d){0,2}")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')


def scalar_texts(value: Value, *, flow: bool) -> Iterator[str]:
    """Ways to write a value, the nicest first; the last is right everywhere."""
    if isinstance(value, Pairs):
        inner = (f"{key}: {next(scalar_texts(text, flow=True))}" for key, text in value)
        yield f"{{{', '.join(inner)}}}"
        return
    if isinstance(value, bool):
        yield "true" if value else "false"
        return
    if isinstance(value, (int, SchemaWord)):
        yield str(value)
        return
    if reads_plain(value, flow=flow):
        yield value
    yield quoted(value)


def reads_plain(text: str, *, flow: bool) -> bool:
    """Whether every YAML reader takes this text, unquoted, as just this text."""
    if not _PLAIN.fullmatch(text) or _UNSAFE.search(text) or (flow and _FLOW.search(text)):
        return False
    return not _OTHER_TYPE.fullmatch(text) or bool(_DATE_OR_COUNT.fullmatch(text))


def quoted(text: str) -> str:
    """The text in double quotes, with invisible characters escaped."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    letter = found.group()
    return _ESCAPES.get(letter) or (
        f"\\x{ord(letter):02x}" if ord(letter) < 0x100 else f"\\u{ord(letter):04x}"
    )


def as_json(node: Node) -> object:
    """The value of a node as JSON; of a key that stands twice, the last."""
    if isinstance(node, Scalar):
        return _core_value(node.text) if node.plain else node.text
    if isinstance(node, Items):
        return [as_json(item) for item in node.nodes]
    return {name.text: as_json(value) for name, value in node.pairs}


def _core_value(text: str) -> object:
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
