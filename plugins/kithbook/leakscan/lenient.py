"""Names in files that the book cannot read: whatever looks like a name, an alias or a title.

Reads line by line and asks for no format: `name: X` and its kind in YAML, JSON, TOML, Org, mail
headers and vCard, values on the lines below, and the first heading of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.leakscan.canon import unbroken

_NAME_KEYS = (
    r"(?:full|display|nick|formatted|maiden|birth|real|legal|short)[ _-]?names?|names?|fn|nom"
    r"|vollständiger[ _-]name|nombre|from|sender|cn"
)
_GIVEN_KEYS = r"(?:given|first)[ _-]?names?|vorname|prénom"
_FAMILY_KEYS = r"(?:family|last|sur)[ _-]?names?|nachname|familienname|apellidos"
_ALIAS_KEYS = r"alias(?:es|e)?|aka|(?:also[ _-]?)?known[ _-]?as|nick|spitznamen?"
_KEYED = re.compile(
    rf"(?:^|[{{,;(])[ \t>*#+\u2022\u2013\u2014-]{{0,12}}[\"':]?(?:item\d{{1,3}}\.)?"
    rf"(?:(?P<given>{_GIVEN_KEYS})|(?P<family>{_FAMILY_KEYS})|{_NAME_KEYS}|{_ALIAS_KEYS})"
    r"(?:;[^:\n]{0,80})?[\"'*]{0,3}[ \t]{0,8}[:=][ \t]*(?=(?P<value>[^\n]{0,400}))",
    re.IGNORECASE | re.MULTILINE,
)
_FLOW_END = re.compile(r"[,}]")
_STRUCTURED = re.compile(r"^(?:item\d+\.)?N(?:;[^:\n]{0,80})?:([^\n]{1,200})", re.MULTILINE)
_SENDER = re.compile(
    r"^[ \t>]{0,8}(?:from|to|cc|reply-to|sender|von|an):[ \t]*[\"']?"
    r"([^<>\"'\n:]{3,80})[\"']?[ \t]*<",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(
    r"<(?:\w{1,20}:)?(?:name|fn|fullname|displayname|title|h1)\b[^<>]{0,200}>([^<>]{3,120})<",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}|\*{1,6}|={1,6})[ \t]+([^\n]{3,120}?)[ \t#*=]*$"
    r"|^#\+title:[ \t]*([^\n]{3,120})$"
    r"|^([^\n:|,.]{3,80})\n(?:={3,}|-{3,}|~{3,})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_INDICATOR = re.compile(r"(?:[|>][-+0-9]{0,2}|[&!][^\s]{0,40}|[\[{])?[ \t]*(?:#.*)?")
_BELOW = re.compile(r"(?:[ \t]+(?:-[ \t]+)?|-[ \t]+)(?![-#])([^\n]{1,200})")
_MARKS = re.compile(r"^[&*!][^\s]*[ \t]+|^[\"'\[{(\s*_-]+|[\"'\]})\s*_,;]+$")
_COMMENT = re.compile(r"[ \t]+#.*")
_APART = re.compile(r"[\"']?[ \t]*[,;|][ \t]*[\"']?")
_WORD = re.compile(r"[^\W\d_][^\s,;:/|<>()\[\]{}=]*")
_GOES_ON = re.compile(r"\s+[-\u2013\u2014|(]\s*")
_PARTICLES = ("von", "van", "de", "der", "den", "da", "di", "du", "bin", "al", "la", "le", "y")
_MOST_WORDS, _MOST_BELOW = 6, 12


def part_of_a_name(heading: str) -> str:
    """Whether the heading of a column is for given or family names; empty where for neither."""
    if re.fullmatch(rf"(?:{_GIVEN_KEYS}|first|given)", heading, re.IGNORECASE):
        return "given"
    is_family = re.fullmatch(rf"(?:{_FAMILY_KEYS}|last|family|nom)", heading, re.IGNORECASE)
    return "family" if is_family else ""


def names_in_lines(text: str) -> Iterator[str]:
    """Every name that a line gives a key for."""
    text = unbroken(text).replace("\r\n", "\n").replace("\r", "\n")
    given = ""
    for found in _KEYED.finditer(text):
        named = list(_values(text, found))
        yield from named
        if found["given"]:
            given = next(iter(named), "")
        elif found["family"] and given and named:
            yield f"{given} {named[0]}"
    for found in _STRUCTURED.finditer(text):
        family, _, others = found[1].replace("\\,", ",").partition(";")
        yield from _named(f"{others.split(';')[0]} {family}")
    for pattern in (_SENDER, _MARKUP):
        for found in pattern.finditer(text):
            yield from _named(found[1])


def _values(text: str, found: re.Match[str]) -> Iterator[str]:
    value, flow = found["value"], found[0][0] in "{,"
    if _INDICATOR.fullmatch(value):
        below = _lines_below(text, found.end("value"))
        yield from _named(" ".join(below))
        for line in below:
            yield from _named(line)
        return
    if flow:
        value = value[: end.start()] if (end := _FLOW_END.search(value)) else value
    value = _COMMENT.sub("", value)
    further = _lines_below(text, found.end("value")) if not flow else []
    yield from _named(value)
    if further:
        yield from _named(f"{value} {further[0]}")
    for one in _APART.split(value):
        yield from _named(one)


def _lines_below(text: str, at: int) -> list[str]:
    """The lines that go on with a value: deeper ones and list items."""
    found = []
    for line in text[at : at + 2000].split("\n")[1 : _MOST_BELOW + 1]:
        if line.strip() and not (below := _BELOW.fullmatch(line)):
            break
        if line.strip() and below:
            found.append(below[1])
    return found


def _named(text: str) -> Iterator[str]:
    """A text as a name, where it is as long as names are."""
    before = None
    while before != text:
        before, text = text, _MARKS.sub("", text)
    if 1 <= len(text.split()) <= _MOST_WORDS and len(text) <= 120 and _WORD.search(text):
        yield text


def first_heading(text: str) -> str:
    """The first heading, or a first line that stands alone as one; empty where it is no name."""
    text = text.replace("\r\n", "\n").lstrip("\ufeff \t\n")
    found = _HEADING.search(text[:20_000])
    written = next((part for part in found.groups() if part), "") if found else ""
    shorter = _GOES_ON.split(written, maxsplit=1)[0]
    for line in (written, shorter, text.partition("\n")[0]):
        plain = line.strip(" \t#*=-_")
        if looks_like_a_name(plain):
            return plain
    return ""


def looks_like_a_name(text: str) -> bool:
    """Whether a text is two to five words that each begin as names do."""
    said = [part for part in text.replace(".", " ").split() if part not in _PARTICLES]
    return 2 <= len(said) <= 5 and all(_begins_a_name(part) for part in said)


def _begins_a_name(part: str) -> bool:
    plain = not any(letter.isdigit() for letter in part)
    return plain and part[0].isalpha() and not part[0].islower()
