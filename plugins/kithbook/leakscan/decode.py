"""Every reading of an output file in which something could stand.

A file is unpacked into texts; each text is read plain and with its escapes undone, twice over,
since JSON may hold HTML and HTML may hold JSON.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from kithbook.leakscan.numbered import base64_text, character_codes, hexadecimal

Step = Callable[[str], str]

_TAG = re.compile(r"<[^<>]*>")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PERCENT_U = re.compile(r"%u([0-9A-Fa-f]{4})")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+|(?:=[0-9a-f]{2}){2,}")
# A soft line break, and what parts two encoded words of a mail (RFC 2047, 6.2).
_SOFT_BREAK = re.compile(r"=\r?\n|\?=\s{1,80}=\?[\w-]{1,40}\?[qQ]\?")
_JS = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL
)
_JS_SIGNS = {"\n": "", "n": "\n", "r": "\n", "t": "\t", "b": " ", "f": " ", "v": " ", "0": " "}
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
_OCTAL = re.compile(r"(?<!\\)\\([0-3][0-7]{2}|40)(?![0-9A-Fa-f])")
_CSS = re.compile(r"(?<!\\)\\([0-9A-Fa-f]{2,6})(?:\r\n|[ \t\n\r\f])?")
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011][ \t]*(?:\r\n|\r|\n)\s*(?=\w)")
_FOLDS = re.compile(r"^(?:BEGIN:V[A-Z]+|dn:|[A-Z][A-Za-z-]+: )", re.MULTILINE)
_FOLD = re.compile(r"\r?\n[ \t]")
_PLUS = re.compile(
    r"""["'`]\s*(?:\+|\.concat\()\s*["'`]|(?<=[^\W_])["']\s+["'](?=[^\W_])"""
    r"""|(?<=[^\W_] )["']\s+["'](?=[^\W_])"""
)
_LETTERS = re.compile(r"(?<![^\W_])[^\W_](?:(?:[ .\xa0\u2009]|\s*\n\s*)[^\W_](?![^\W_])){4,}")
_RUBY = re.compile(r"<(r[tp])\b[^<>]*>[^<>]*(?:</\1>)?", re.IGNORECASE)
_DRAWN = re.compile(r"<(?:\w+:)?(?:tspan|text)\b")
_GAP = re.compile(r">\s+<")
_SURROGATES = (0xD800, 0xDFFF)
_TOP = 0x10FFFF
_ROUNDS = 2


def readings(text: str) -> Iterator[tuple[tuple[Step, ...], bool]]:
    """The rows of steps that make the different readings of a text, each with whether it is last.

    The last of several has all escapes undone, as a person would read it.
    """
    for split in _splits(text):
        yield from _deeper(_after(text, split), split, _ROUNDS)


def _deeper(
    text: str, steps: tuple[Step, ...], rounds: int
) -> Iterator[tuple[tuple[Step, ...], bool]]:
    further = _undone(text) if rounds else ()
    yield steps, not further
    for step in JOINS:
        if step(text) != text:
            yield (*steps, step), not further
    if further:
        plain = _after(text, further)
        for split in _splits(plain):
            yield from _deeper(_after(plain, split), steps + further + split, rounds - 1)


def follow(text: str, steps: tuple[Step, ...]) -> str:
    """A text after some steps."""
    return _after(text, steps)


def _after(text: str, steps: tuple[Step, ...]) -> str:
    for step in steps:
        text = step(text)
    return text


def _splits(text: str) -> Iterator[tuple[Step, ...]]:
    if _TAG.search(text) is None:
        yield ()
        return
    yield (spaced,)
    yield (joined,)
    yield (inside,)
    if _DRAWN.search(text):
        yield (closed_up,)
    if _RUBY.search(text):
        yield (_without_ruby,)


def _undone(text: str) -> tuple[Step, ...]:
    """The steps that would change a text, in the order in which they are taken."""
    found: list[Step] = []
    for step in STEPS:
        changed = step(text)
        if changed != text:
            found.append(step)
            text = changed
    return tuple(found)


def spaced(text: str) -> str:
    """What stands outside of tags, each tag a line's end."""
    return _TAG.sub("\n", _CDATA.sub(r"\1", text))


def joined(text: str) -> str:
    """What stands outside of tags, as if there were none."""
    return _TAG.sub("", _CDATA.sub(r"\1", text))


def closed_up(text: str) -> str:
    """The words of a drawing, whose letters stand where it puts them, with nothing between."""
    return _TAG.sub("", _GAP.sub("><", text))


def inside(text: str) -> str:
    """What stands inside of tags: attributes and comments."""
    return "\n".join(tag[1:-1] for tag in _TAG.findall(text))


def entities(text: str) -> str:
    """HTML entities undone: named, decimal, hexadecimal."""
    return html.unescape(text) if "&" in text else text


def percents(text: str) -> str:
    """Percent-encoding undone, as UTF-8 or else Latin-1, and what escape() of JavaScript writes."""
    if "%" not in text:
        return text
    text = _PERCENT_U.sub(lambda run: chr(int(run[1], 16)), text)
    return _PERCENT.sub(lambda run: _bytes(run[0].replace("%", "")), text)


def quoted_printable(text: str) -> str:
    """Quoted-printable undone, its soft line breaks too."""
    if "=" not in text:
        return text
    return _QUOTED.sub(lambda run: _bytes(run[0].replace("=", "")), _SOFT_BREAK.sub("", text))


def escapes(text: str) -> str:
    r"""Escapes of JSON and JavaScript undone: \u00e9, \u{e9}, \xe9, \n."""
    if "\\" not in text:
        return text
    changed = _JS.sub(_character, text)
    return changed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= _TOP else " "
    return _JS_SIGNS.get(found[4], found[4])


def octals(text: str) -> str:
    r"""Escapes of three octal digits undone: \101."""
    return _OCTAL.sub(lambda run: chr(int(run[1], 8)), text) if "\\" in text else text


def style_escapes(text: str) -> str:
    r"""Escapes of CSS undone: \41 da."""
    return _CSS.sub(_style_character, text) if "\\" in text else text


def _style_character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code <= _TOP and not _SURROGATES[0] <= code <= _SURROGATES[1] else " "


def unbroken(text: str) -> str:
    """Words that were parted by a hyphen at a line's end, whole again."""
    return _HYPHEN.sub("", text)


def unfolded(text: str) -> str:
    """Folded lines of cards, calendars and directories unfolded (RFC 6350, 3.2)."""
    return _FOLD.sub("", text) if _FOLDS.search(text) else text


def concatenated(text: str) -> str:
    """Strings of a program that are put together, as one."""
    return _PLUS.sub("", text)


def closed_letters(text: str) -> str:
    """Words that are spaced out, letter by letter, as words."""
    return _LETTERS.sub(lambda run: re.sub(r"[\s.]", "", run[0]), text)


def _without_ruby(text: str) -> str:
    return joined(_RUBY.sub("", text))


def punycode(text: str) -> str:
    """Internationalised domain names as they read."""
    return _PUNYCODE.sub(_domain, text) if "xn--" in text.lower() else text


def _domain(found: re.Match[str]) -> str:
    try:
        return found[0].lower().encode("ascii").decode("idna")
    except (UnicodeError, ValueError):
        return found[0]


def _bytes(digits: str) -> str:
    raw = bytes.fromhex(digits)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


STEPS: tuple[Step, ...] = (
    entities, percents, octals, style_escapes, escapes, quoted_printable, punycode, base64_text,
    hexadecimal, character_codes,
)  # fmt: skip
JOINS: tuple[Step, ...] = (unbroken, unfolded, concatenated, closed_letters)
"""What puts parted words together; each gives one more reading, and none replaces another."""
