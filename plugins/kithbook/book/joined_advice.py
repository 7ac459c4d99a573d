"""Advice for keys that want one place, such as two ways to reach somebody: one line for all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kithbook.text.problems import Problem
from kithbook.text.words import listed

_CODES = ("other-key", "unknown-key")
_WRITE = re.compile(
    r"Write (?P<outer>reach|met|ties|dates): (?:\{(?P<keys>\w+: .*)\}|\[(?P<items>.*)\])"
)
_ONE = re.compile(r"Write (?P<key>[a-z]+): (?P<said>[^{\n]+)")
_LISTS = ("aliases", "tags", "languages", "interests", "knows", "needs", "offers")
# A comma between the keys of braces, and none within brackets or quotes.
_BETWEEN = re.compile(r",\s+(?=\w+: )(?=(?:[^\[\]]|\[[^\[\]]*\])*$)(?=(?:[^\"]|\"[^\"]*\")*$)")


def join_advice(problems: list[Problem], start: int) -> None:
    """Puts the lines to write of findings from a place on together, where two want one key."""
    wanted: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    alone: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for at in range(start, len(problems)):
        hint = problems[at].hint if problems[at].code in _CODES else ""
        if (found := _WRITE.fullmatch(hint)) and " or " not in hint:
            wanted[found["outer"]].append((at, found))
        elif found := _ONE.fullmatch(hint):
            alone[found["key"]].append((at, found))
    for outer, several in wanted.items():
        whole = _together(outer, [found for _, found in several]) if several[1:] else ""
        if whole:
            _write(problems, [at for at, _ in several], whole)
    for key, lines in alone.items():
        if lines[1:] and key in _LISTS:
            said = _as_list([found["said"] for _, found in lines])
            _write(problems, [at for at, _ in lines], f"{key}: {said}")
        elif lines[1:]:
            _choose(problems, lines)


def _choose(problems: list[Problem], lines: list[tuple[int, re.Match[str]]]) -> None:
    """Leaves the first of several lines for a key of one value, and says so at the others."""
    at, _ = lines[0]
    first = f"{_name(problems[at])} (line {problems[at].location.line})"
    for other, found in lines[1:]:
        hint = f"Take it out, or write {found['key']}: {found['said']} in the place of {first}"
        problems[other] = replace(problems[other], hint=hint)


def in_one(lines: Iterable[str]) -> list[str]:
    """Some lines `key: value`, those that want one key together in one."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        wanted[line.partition(":")[0]].append(line)
    made: list[str] = []
    for outer, several in wanted.items():
        found = [one for line in several if (one := _WRITE.fullmatch(f"Write {line}"))]
        whole = _together(outer, found) if several[1:] and len(found) == len(several) else ""
        made += [whole] if whole else several
    return made


def _together(outer: str, found: list[re.Match[str]]) -> str:
    """The one line for several; empty where one place would hold two texts."""
    if outer in ("ties", "dates"):
        return f"{outer}: [{', '.join(one['items'] or '{' + one['keys'] + '}' for one in found)}]"
    said: dict[str, list[str]] = defaultdict(list)
    for one in found:
        for pair in _BETWEEN.split(one["keys"] or ""):
            key, _, text = pair.partition(": ")
            said[key].append(text)
    if outer == "met" and any(each[1:] for each in said.values()):
        return ""
    pairs = (f"{key}: {each[0] if not each[1:] else _as_list(each)}" for key, each in said.items())
    return f"{outer}: {{{', '.join(pairs)}}}"


def _as_list(texts: list[str]) -> str:
    return f"[{', '.join(text.removeprefix('[').removesuffix(']') for text in texts)}]"


def _write(problems: list[Problem], places: list[int], whole: str) -> None:
    names = [_name(problems[at]) for at in places]
    first, line = names[0], problems[places[0]].location.line
    problems[places[0]] = replace(
        problems[places[0]], hint=f"Write {whole}, one line for {listed(names, 'and')}"
    )
    for at in places[1:]:
        hint = f"Take it out once the line for {first} (line {line}) is written, which has it"
        problems[at] = replace(problems[at], hint=hint)


def _name(one: Problem) -> str:
    """The key that a finding quotes first, with its quotes."""
    return '"' + one.message.split('"')[1] + '"'
