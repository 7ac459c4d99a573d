"""What keeps YAML from being read, said in words of the format and not of a parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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


_QUOTE_IT = ("Put the whole value in quotes", "Put the value in quotes")
_VALUED = re.compile(
    r"[ \t]*(?:-[ \t]+)?(?P<key>[^\s:#\"'\[{-][^:\n]{0,40}):[ \t]+(?P<value>[^\s\"'\[{|>][^\n\r]*)"
)
OPENED = re.compile("flow sequence|flow mapping|quoted scalar")
_BARE_BOX = re.compile(r"\s*-\s+\[[ xX]?\]\s")


def _trap(source: Source, at: int) -> tuple[str, str] | None:
    """Two slips that YAML's own words describe badly: tabs, and check boxes in a list."""
    if source.text.startswith("\t", at):
        return "A tab stands where YAML needs spaces", "Indent with spaces"
    start = max(source.text.rfind(end, 0, at) for end in "\r\n") + 1
    if _BARE_BOX.match(source.text, start):
        return "YAML takes a bare [ ] for an empty list", "Put the whole line in quotes"
    return None


_FIRST_KEY = re.compile(r"(?:[ \t]*(?:#.*)?(?:\r\n|\n|\r))*[ \t]+(?P<key>\S)")
_INDENTED = (
    "The first key is indented, and another key below begins further left",
    "Begin every key at the edge of the line",
)
_QUOTED_AND_MORE = re.compile(
    r"(?P<key>[ ]*(?:-[ ]+)?(?:[^\s:#][^:\n]*:[ ]+)?)"
    r"(?P<quoted>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*')(?P<more>[ ]*[^\s,\]}#:][^\n\r]*)"
)


def _beside_quotes(source: Source, at: int) -> tuple[str, str] | None:
    """A value that begins with a quote and goes on behind it, such as `"a" b`."""
    start = max(source.text.rfind(end, 0, at) for end in "\r\n") + 1
    found = _QUOTED_AND_MORE.match(source.text, start)
    if not found or not found.start("more") <= at <= found.end():
        return None
    whole = (found["quoted"] + found["more"]).rstrip()
    said = whole_value(whole)
    plain = "'" in said and said != whole and not set(said) & {'"', "\\"}
    quoted = f'"{said}"' if plain else "'" + said.replace("'", "''") + "'"
    hint = f"Put the whole of it in quotes: {found['key'].strip()} {quoted}"
    return "The value goes on behind its closing quote", hint


def _in_quotes(source: Source, at: int) -> str:
    """The key and value of a line with the value in quotes; empty where it is no such line."""
    start = max(source.text.rfind(end, 0, at) for end in "\r\n") + 1
    found = _VALUED.match(source.text, start)
    if found is None or not found.start("value") <= at <= found.end():
        return ""
    return f"Write {found['key']}: {quoted_line(found['value'].rstrip())}"


def whole_value(text: str) -> str:
    """A value without the quotes around the whole of it, in which one more stands in a word."""
    inner = text[1:-1]
    within = re.search(rf"\w{re.escape(text[:1])}\w", inner)
    return inner if len(text) > 2 and text[0] == text[-1] in "'\"" and within else text


def unread_yaml(source: Source, shift: int, at: int, reason: str) -> Problem:
    """The finding for YAML from `shift` on that a parser stopped reading at a place."""
    if special := _trap(source, at) or _beside_quotes(source, at):
        return source.problem(at, "bad-yaml", *special)
    if re.search("scanning an (alias|anchor)", reason):
        return source.problem(
            at,
            "yaml-anchor",
            "YAML takes a value that begins with * or & for an alias or anchor",
            "Put the value in quotes",
        )
    if "document start" in reason and (first := _FIRST_KEY.match(source.text, shift)):
        return source.problem(first.start("key"), "bad-yaml", *_INDENTED)
    for sign, message, hint in _PLAIN_WORDS:
        if sign in reason:
            own = _in_quotes(source, at) if hint in _QUOTE_IT else ""
            if hint == _CLOSE_IT and source.text[at : at + 1] in _QUOTES:
                own = f"Close it with {source.text[at]}, the sign that it begins with"
            return source.problem(at, "bad-yaml", message, own or hint)
    line = source.text[at:].partition("\n")[0].strip()
    message = "This does not fit the lines above it, so it cannot be read"
    hint = f"Indent it as they are, or put it in quotes: {quoted_line(line)}" if line else ""
    return source.problem(at, "bad-yaml", message, hint or "Put values with signs in quotes")


def quoted_line(line: str) -> str:
    """A line as one value in quotes."""
    return "'" + line.replace("'", "''") + "'"
