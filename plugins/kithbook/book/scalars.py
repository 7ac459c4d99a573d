"""New YAML values as text: plain where nobody can misread them, in quotes elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator


class Word(str):
    """A word of the schema such as `yes`: the reader takes it for itself without quotes."""

    __slots__ = ()


Value = str | int | bool

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
    if isinstance(value, bool):
        yield "true" if value else "false"
        return
    if isinstance(value, (int, Word)):
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
