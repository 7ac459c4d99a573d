"""What becomes of somebody's words in every version of a history, as git-filter-repo reads it.

Each rule is a regular expression on bytes and what stands instead, a line of the file that
`--replace-text` takes. They are carried out here in the same way, to see what they leave.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kithbook.book.traces import Traces
from kithbook.text.words import fold, letter_spellings, spellings, spelt_out

KEPT = "{{kept}}"
"""Stands in names of others that hold a name of theirs, while that is taken out."""
_GAP = r"(?:\s|\xc2\xa0|\xe2\x80[\x80-\x8a\xaf])+"
# Letters of other scripts are two or three bytes in UTF-8; signs and blanks of two begin with \xc2.
_LETTER_AHEAD = r"(?<![\xc3-\xdf][\x80-\xbf])(?<![\xe1\xe3-\xed][\x80-\xbf]{2})"
_LETTER_BEHIND = r"[\xc3-\xdf][\x80-\xbf]|[\xe1\xe3-\xed][\x80-\xbf]{2}"
_BEFORE = rf"(?<![0-9A-Za-z_]){_LETTER_AHEAD}"
_AFTER = rf"(?![0-9A-Za-z_]|{_LETTER_BEHIND})"
_BEFORE_ID = rf"(?<![0-9A-Za-z]){_LETTER_AHEAD}"
_AFTER_ID = rf"(?![0-9A-Za-z]|{_LETTER_BEHIND})"
_APART = r"(?:[\s()./-]|\xc2\xa0|\xe2\x80[\x90-\x95])*"
_AHEAD = r"(?:\+?[\d(]{1,5}(?:[\s()./-]|\xc2\xa0){0,3})?"
_END = r"(?:\r?\n|\Z)"
_WITHIN_CARD = r"(?:(?!END:VCARD)[^\n]*\n)*"
_VALUES = "to|through|via|asked_by"
_NUL = 8192
"""Among so many first bytes a NUL makes git-filter-repo pass a file over."""


@dataclass(frozen=True)
class HistoryRule:
    """A regular expression on bytes, as text, and what stands instead of what it finds."""

    pattern: str
    instead: str = ""

    @property
    def line(self) -> str:
        """The rule as a line of `--replace-text`."""
        return f"regex:{self.pattern}==>{self.instead}"

    @cached_property
    def _compiled(self) -> re.Pattern[bytes]:
        return re.compile(self.pattern.encode())

    def carried_out(self, raw: bytes) -> bytes:
        """Some bytes with the rule carried out."""
        return self._compiled.sub(self.instead.encode(), raw)


def carried_out(rules: Iterable[HistoryRule], raw: bytes) -> bytes:
    """What git-filter-repo makes of a version; one with a NUL near its top stays as it is."""
    if not is_text(raw):
        return raw
    for rule in rules:
        raw = rule.carried_out(raw)
    return raw


def is_text(raw: bytes) -> bool:
    """Whether git-filter-repo looks into a version at all."""
    return b"\0" not in raw[:_NUL]


def word_rules(
    traces: Traces, linked: Iterable[str], also: Iterable[str], others: Iterable[str], instead: str
) -> Iterator[HistoryRule]:
    """The rules for somebody's words, in the order in which they are to be carried out.

    `linked` are single words that lead to them in links alone, `also` single words that mean them
    wherever they stand, `others` names and ids of everybody else.
    """
    linked, also = tuple(linked), tuple(also)
    others = tuple(others)
    spelt = set(map(spelt_out, traces.sure))
    longer = sorted(
        longer_names(others, (*traces.sure, *traces.ids, *linked, *also))
        | {one for one in others if fold(one) in spelt}
    )
    yield from (_marked(name) for name in longer)
    if traces.numbers:
        numbers = "|".join(_APART.join(_local(one)) for one in traces.numbers)
        yield HistoryRule(rf"(?<!\d){_AHEAD}(?:{numbers})(?!\d)", instead)
    if words := (*(one for one in traces.sure if "@" not in one), *traces.ids, *linked):
        yield _link_rule(_any(words), instead)
    if traces.sure:
        yield HistoryRule(f"(?i){_BEFORE}(?:{_any(traces.sure)}){_AFTER}", instead)
    if traces.ids:
        yield HistoryRule(f"(?i){_BEFORE_ID}(?:{_any(traces.ids)}){_AFTER_ID}", instead)
    if linked:
        yield from _value_rules(_any(linked), instead)
    if also:
        yield HistoryRule(
            rf"(?<![0-9A-Za-z_@]){_LETTER_AHEAD}(?:{_any(also)}){_AFTER}(?!@|\.\w)", instead
        )
    if longer:
        yield HistoryRule(re.escape(KEPT))


def longer_names(others: Iterable[str], words: Iterable[str]) -> set[str]:
    """The names and ids of others in which a word of theirs is a part, and not the whole."""
    folded = {way for one in words for way in spellings(one)}
    return {
        name for name in others
        if any(_is_part(word, fold(name)) for word in folded)
    }  # fmt: skip


def _is_part(word: str, name: str) -> bool:
    if word not in name or word == name:
        return False
    return re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", name) is not None


def subject_rule(ids: Iterable[str], instead: str) -> Iterator[HistoryRule]:
    """The rule for single-word ids in the first line of a commit by kith, `log: rose: call`."""
    if words := _any(ids):
        yield HistoryRule(
            rf"(?i)\A([a-z-]+: (?:[^\n]*?[^\n\w])??)(?:{words})(?!\w)", rf"\1{instead}"
        )


def row_rule(row: bytes) -> HistoryRule:
    """The rule that takes out one row of a table, whatever its line ends."""
    lines = row.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    text = r"\r?\n".join(map(_bytes, lines))
    return HistoryRule(f"(?m)^{text}{_END}")


def card_rule(lines: Iterable[bytes]) -> HistoryRule:
    """The rule that takes out each card in which all of some lines stand."""
    texts = (_bytes(one.rstrip(b"\r\n")) for one in lines)
    asked = "".join(rf"(?={_WITHIN_CARD}?{text}{_END})" for text in texts)
    return HistoryRule(rf"(?mi)^BEGIN:VCARD\r?\n{asked}{_WITHIN_CARD}END:VCARD{_END}")


def _link_rule(words: str, instead: str) -> HistoryRule:
    """A link is to one person, whatever it shows."""
    inner = rf"(?:[\w./-]*/)?(?:{words})(?:\.\w+)?(?:#[^\]|\n]*)?(?:\|[^\]\n]*)?"
    return HistoryRule(rf"(?i)\[\[{inner}\]\]", instead)


def _value_rules(words: str, instead: str) -> Iterator[HistoryRule]:
    """Paths and values are a person and nothing else, so a single word in them is sure."""
    yield HistoryRule(
        rf"(?i)((?<!\w)people/)(?:{words})(?=\.(?:md|markdown|ya?ml)\b)", rf"\1{instead}"
    )
    value = rf"""(?mi)\b((?:{_VALUES}):[ \t]*["']?)(?:{words})(?=["']?[ \t]*(?:[,}}\r\n#]|\Z))"""
    yield HistoryRule(value, rf"\1{instead}")


def _marked(name: str) -> HistoryRule:
    """A mark behind the first letter of each word of a name, so that no other rule finds it."""
    found: list[str] = []
    marked = ""
    for part in filter(None, re.split(r"([\W_]+)", name)):
        if part[0].isalnum():
            found += [_letters(part[0]), _letters(part[1:])]
            marked += rf"\g<{len(found) - 1}>{KEPT}\g<{len(found)}>"
        else:
            found.append(_GAP if part.isspace() else re.escape(part))
            marked += rf"\g<{len(found)}>"
    return HistoryRule(f"(?i){_BEFORE}{''.join(f'({one})' for one in found)}{_AFTER}", marked)


def _any(words: Iterable[str]) -> str:
    """Words as one pattern, the longest first, with any blanks between their parts."""
    each = sorted(dict.fromkeys(words), key=len, reverse=True)
    return "|".join(_GAP.join(map(_letters, one.split())) for one in each)


def _letters(word: str) -> str:
    """A word as a pattern on bytes, in which `(?i)` knows no letters but those of English."""
    return "".join(map(_letter, unicodedata.normalize("NFC", word)))


def _letter(letter: str) -> str:
    if letter.isascii():
        return re.escape(letter)
    cases = (letter, letter.lower(), letter.upper())
    forms = frozenset[str]().union(*map(letter_spellings, cases))
    ways = sorted(forms, key=lambda way: (-len(way), way))
    return f"(?:{'|'.join(map(re.escape, ways))})" if len(ways) > 1 else letter


def _local(digits: str) -> str:
    return digits[-10:] if len(digits) > 10 else digits.lstrip("0")


def _bytes(raw: bytes) -> str:
    try:
        return re.escape(raw.decode())
    except UnicodeDecodeError:
        return "".join(re.escape(chr(one)) if one < 128 else rf"\x{one:02x}" for one in raw)
