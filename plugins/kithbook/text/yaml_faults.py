"""What keeps YAML from being read, said in words of the format and not of a parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kithbook.text.yaml_slips import Slip, is_apart, line_anew, quotes

if TYPE_CHECKING:
    from kithbook.text.problems import Problem
    from kithbook.text.source import Source

_CLOSE_IT = "Close it"
_QUOTES = ("'", '"')
_PLAIN_WORDS = (
    ("mapping values are not allowed", "A colon with a space stands inside a value",
     "Put the whole value in quotes"),
    ("could not find expected ':'", "A key without a colon stands here or on the line above",
     "Write key: value, or indent the line so that it continues the one above"),
    ("that cannot start any token", "YAML cannot begin a value with this character",
     "Put the value in quotes"),
    ("expected ',' or ']'", "The list that begins here is not closed, or lacks a comma",
     "Close it with ], or put texts that hold commas or brackets in quotes"),
    ("expected ',' or '}'", "The keys that begin here are not closed, or lack a comma",
     "Close them with }, or put texts that hold commas or brackets in quotes"),
    ("unexpected end of stream", "The quote that begins here is never closed", _CLOSE_IT),
    ("did not find expected key", "The indentation does not fit the lines above",
     "Begin keys of one group in the same column"),
    ("block sequence entries are not allowed", "A list begins on the line of its key",
     "Put it in brackets, [a, b], or each item on a line below, after a dash"),
    ("expected a single document", "A second YAML document begins here", "Delete the line ---"),
)  # fmt: skip


OPENED = re.compile("flow sequence|flow mapping|quoted scalar")
_LINE = re.compile(r"^(?P<indent>[ \t]*(?:-[ \t]+)*)[^\r\n]*", re.MULTILINE)
_VALUED = re.compile(r"[ \t]*(?:-[ \t]+)*[^\s:][^:]{0,40}:[ \t]+[^\s\"'\[{|>#][^#]*")
_KEY_OR_ITEM = re.compile(r"-[ \t]|[^\s:][^:]{0,40}:(?:[ \t]|$)|#")
_FILLED = re.compile(r"\s*(?=\S)")
_OPENS = re.compile(r"(?:^|[\s:-])[\[{]")
_AS_ONE = "Write the lines of it as one:"
_LONGEST = 300
_WIDE_BLANKS = "\u00a0\u2007\u202f\u3000"
_WIDE_BLANK = re.compile(f"[{_WIDE_BLANKS}]")
_AROUND_COLON = re.compile(
    rf"^[ {_WIDE_BLANKS}]*(?:-[ {_WIDE_BLANKS}]+)?[^\W\d_][\w .-]{{0,40}}?[{_WIDE_BLANKS}]*"
    rf":[ {_WIDE_BLANKS}]*(?=\S|$)|^[ {_WIDE_BLANKS}]*-[ {_WIDE_BLANKS}]+",
    re.MULTILINE,
)
_BARE_BOX = re.compile(r"\s*-\s+\[[ xX]?\]\s")


def _value_anew(source: Source, start: int) -> Slip | None:
    """A value of several lines in one, where that which begins at a place has the slip."""
    above = source.text.rfind("\n", 0, max(start - 1, 0)) + 1
    line = _LINE.match(source.text, above)
    below = _LINE.match(source.text, start)
    if line is None or below is None or not _VALUED.fullmatch(line.group().rstrip()):
        return None
    deeper = line.end("indent") - above < below.end("indent") - start
    key = below.group().strip().partition(":")[0]
    if is_apart(line.group(), key):
        return None
    slip = line_anew(f"{line.group().rstrip()} {below.group().strip()}") if deeper else None
    return slip._replace(lead=_AS_ONE) if slip else None


def _trap(source: Source, at: int) -> tuple[str, str] | None:
    """Two slips that YAML's own words describe badly: tabs, and check boxes in a list."""
    if source.text.startswith("\t", at):
        return "A tab stands where YAML needs spaces", "Indent with spaces"
    start = max(source.text.rfind(end, 0, at) for end in "\r\n") + 1
    if _BARE_BOX.match(source.text, start):
        line = _LINE.match(source.text, start)
        slip = line_anew(line.group()) if line else None
        hint = slip.hint if slip else "Put the whole line in quotes"
        return "YAML takes a bare [ ] for an empty list", hint
    return None


def _written_anew(source: Source, at: int) -> Slip | None:
    """The line of a place as its writer meant it, with the lines below that go on from it."""
    start = max(source.text.rfind(end, 0, at) for end in "\r\n") + 1
    line = _LINE.match(source.text, start)
    slip = line_anew(line.group()) if line else None
    if line is None or slip is None:
        return _value_anew(source, start) if line and line["indent"] and not slip else None
    text = line.group().rstrip()
    opens = _OPENS.search(text) is not None and text[-1] not in "]}"
    deep, whole = line.end("indent") - start, line.group().rstrip()
    for below in _LINE.finditer(source.text, line.end()):
        text = below.group().strip()
        deeper = len(below["indent"].expandtabs()) > deep
        if below.start() == line.end() or (not text and below.end() < len(source.text)):
            continue
        if not text or not (deeper or (opens and text[0] in "]}")) or len(whole) > _LONGEST:
            break
        if not opens and _KEY_OR_ITEM.match(text):
            break
        whole = f"{whole} {text}"
    joined = line_anew(whole) if len(whole) <= _LONGEST else None
    return joined._replace(lead=_AS_ONE) if joined and whole != line.group().rstrip() else joined


_FIRST_KEY = re.compile(r"(?:[ \t]*(?:#.*)?(?:\r\n|\n|\r))*[ \t]+(?P<key>\S)")
_INDENTED = (
    "The first key is indented, and another key below begins further left",
    "Begin every key at the edge of the line",
)


def unread_yaml(source: Source, shift: int, at: int, reason: str) -> Problem:
    """The finding for YAML from `shift` on that a parser stopped reading at a place."""
    if special := _trap(source, at):
        return source.problem(at, "bad-yaml", *special)
    slip = _written_anew(source, at)
    if slip is None and (first := _FILLED.match(source.text, shift)):
        slip = _written_anew(source, first.end())
        at = first.end() if slip else at
    if re.search("scanning an (alias|anchor)", reason):
        message = "YAML takes a value that begins with * or & for an alias or anchor"
        hint = slip.hint if slip else "Put the value in quotes"
        return source.problem(at, "yaml-anchor", message, hint)
    if slip:
        return source.problem(at, "bad-yaml", slip.message, slip.hint)
    if "document start" in reason and (first := _FIRST_KEY.match(source.text, shift)):
        return source.problem(first.start("key"), "bad-yaml", *_INDENTED)
    for sign, message, hint in _PLAIN_WORDS:
        if sign in reason:
            own = ""
            if hint == _CLOSE_IT and source.text[at : at + 1] in _QUOTES:
                own = f"Close it with {source.text[at]}, the sign that it begins with"
            return source.problem(at, "bad-yaml", message, own or hint)
    line = source.text[at:].partition("\n")[0].strip()
    message = "This does not fit the lines above it, so it cannot be read"
    hint = f"Indent it as they are, or put it in quotes: {quotes(line)}" if line else ""
    return source.problem(at, "bad-yaml", message, hint or "Put values with signs in quotes")


def may_be_deep(text: str, depth: int) -> bool:
    """Whether a line begins as those do that lie so deep: with as many blanks and signs."""
    long = (line[:depth] for line in text.split("\n") if len(line) >= depth)
    return not all(line.strip(" \t?:-") for line in long)


def with_plain_blanks(text: str) -> str:
    """A text whose blanks around the colons of keys are those of YAML, each in its place."""
    if not any(blank in text for blank in _WIDE_BLANKS):
        return text
    return _AROUND_COLON.sub(lambda found: _WIDE_BLANK.sub(" ", found.group()), text)
