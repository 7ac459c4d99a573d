"""Bytes as text: in which encoding a text is, and what of other data reads like one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_CONTROLS = bytes(one for one in range(32) if one not in b"\t\n\v\f\r")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_OLDER = (
    "cp1252", "cp1250", "iso8859-2", "mac_roman", "mac_latin2", "cp850", "cp852", "cp1251",
    "koi8-r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "shift_jis", "euc_jp", "gb18030",
    "big5", "euc_kr",
)  # fmt: skip
_WIDE_ENCODINGS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_FEW = 0.02
"""The share of control characters below which it is a text with a stray one."""
_FOREIGN = 0.2
"""The share of bytes above ASCII up to which a text is taken for Latin-1."""
_SHORT = 200_000
"""Bytes of other data up to which every letter of it is read."""
_SEEN = rb"[\t\n\r\x20-\x7e]"
_WIDE = rb"[\t\n\r\x20-\x7e\xa0-\xff]"
_RUNS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"(?:%s|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|"
                rb"[\xf0-\xf4][\x80-\xbf]{3}){6,}" % _SEEN), "utf-8"),
    (re.compile(rb"(?:%s|[\xc0-\xff](?=[a-z ])){6,}" % _SEEN), "latin-1"),
    (re.compile(rb"(?:%s\x00){4,}" % _WIDE), "utf-16-le"),
    (re.compile(rb"(?:\x00%s){4,}" % _WIDE), "utf-16-be"),
    (re.compile(rb"(?:[\x20-\xff][\x00-\x05]){4,}"), "utf-16-le"),
    (re.compile(rb"(?:[\x00-\x05][\x20-\xff]){4,}"), "utf-16-be"),
    (re.compile(rb"(?:%s\x00\x00\x00){4,}" % _WIDE), "utf-32-le"),
    (re.compile(rb"(?:\x00\x00\x00%s){4,}" % _WIDE), "utf-32-be"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text of a file; `inside` says what had to be unpacked, `encoding` counts its bytes."""

    text: str
    encoding: str
    inside: str = ""


def is_text(raw: bytes) -> bool:
    """Whether it is a text in one of the encodings that the scan reads."""
    if not raw or any(raw.startswith(mark) for mark, _ in _MARKS):
        return True
    odd = len(raw) - len(raw.translate(None, _CONTROLS))
    if odd > _FEW * len(raw):
        return _wide_encoding(raw) is not None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        high = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
        return odd == 0 and high <= _FOREIGN * len(raw)
    return True


def texts(raw: bytes, inside: str) -> Iterator[Sheet]:
    """A text in each way in which it may be meant."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            yield Sheet(raw.decode(encoding, "replace"), f"{encoding}-le", inside)
            return
    try:
        yield Sheet(raw.decode("utf-8"), "utf-8", inside)
    except UnicodeDecodeError:
        yield Sheet(raw.decode("utf-8", "replace"), "latin-1", inside)
        yield from (Sheet(said, "latin-1", inside) for said in older(raw))
    if b"\0" in raw and (wide := _wide_encoding(raw)):
        yield Sheet(raw.decode(wide, "replace"), wide, inside)


def older(raw: bytes) -> Iterator[str]:
    """What bytes that are no UTF-8 say in each of the encodings before it."""
    told = set()
    for encoding in _OLDER:
        said = raw.decode(encoding, "replace")
        if said not in told:
            told.add(said)
            yield said


def _wide_encoding(raw: bytes) -> str | None:
    """The encoding of two or four bytes in which it is a text without a mark."""
    for encoding in _WIDE_ENCODINGS:
        try:
            said = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(one.isprintable() or one in "\t\n\r" for one in said)
        common = sum(one < "\u0530" for one in said)
        if plain >= 0.98 * len(said) and common >= 0.6 * len(said):
            return encoding
    return None


def loose_texts(raw: bytes, inside: str) -> Iterator[Sheet]:
    """Whatever could be read in some data, however little it may mean."""
    if not raw:
        return
    if is_text(raw):
        yield from texts(raw, inside)
        return
    if len(raw) <= _SHORT:
        yield Sheet(raw.decode("utf-8", "replace"), "latin-1", inside)
        yield Sheet(raw.decode("latin-1"), "latin-1", inside)
    yield from runs(raw, inside)


def runs(raw: bytes, inside: str) -> Iterator[Sheet]:
    """What in some data is plainly a text: runs of letters in one encoding or another."""
    seen = set()
    for pattern, encoding in _RUNS:
        said = "\n".join(run.decode(encoding, "replace") for run in pattern.findall(raw))
        if said and said not in seen:
            seen.add(said)
            yield Sheet(said, "utf-8", f"{inside} text".strip())
