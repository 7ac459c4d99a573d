"""The words of whoever asked that may travel: where they stand, and what the coach finds weak.

They stand in the body of an introduction after `Forwardable:` or `Forwardable, by NAME:`: the
quoted lines (`> `) that follow, or else the rest of that paragraph. All other text of the body
is the owner's alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kithbook.coach import Wish, coach
from kithbook.introductions.drafts.plain import paragraphs

ROOM = 60
"""About how many words of somebody else's a message of 120 can carry."""
_MOST = 2
_HEAD = re.compile(
    r"^[ \t]*(?:#+ |\*\*)?Forwardable(?:,? by [^:\n]{1,80})?:(?:\*\*)?",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTED = re.compile(r"[ \t]*> ?(.*)")
_PHRASES = {
    "empty": "who",
    "placeholder": "gap",
    "name-only": "why",
    "canned": "own",
    "flattery": "own",
    "unspecific": "own",
    "pitch": "own",
    "pick-brain": "ask",
    "no-ask": "ask",
    "vague-ask": "ask",
    "several-asks": "one",
    "all-about-me": "gain",
    "nothing-for-them": "gain",
    "no-why": "who",
    "urgency": "date",
}
_FIRST = ("gap", "travel", "who", "ask", "why", "gain", "own", "one", "date", "short")
_NOTHING_YET = ("who", "ask")
_MILD = frozenset(("no-ask", "name-only"))  # the wish to meet and the owner's reason stand beside
_SAID_ELSEWHERE = frozenset(("gain",))  # the owner's own reason says what is in it for them
_ENOUGH_WORDS = 12


def forwardable_of(body: str) -> str:
    """The text that may be passed on, each paragraph on one line; empty where there is none."""
    found = _HEAD.search(body)
    if found is None:
        return ""
    lines = body[found.end() :].split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    if lines and _QUOTED.fullmatch(lines[0]):
        return paragraphs("\n".join(_while_quoted(lines)))
    return paragraphs("\n".join(lines).split("\n\n")[0])


def _while_quoted(lines: list[str]) -> list[str]:
    quoted = []
    for line in lines:
        found = _QUOTED.fullmatch(line)
        if found is None:
            break
        quoted.append(found[1])
    return quoted


@lru_cache(maxsize=512)
def missing_from(text: str, language: str = "") -> tuple[str, ...]:
    """What would make words easier to pass on, at most two things; none where they will do.

    The names are those of `add_…` in the word files. What holds a message up counts by itself,
    what only could be better when there are two such things.
    """
    if not text.strip():
        return _NOTHING_YET
    stops, hints = _weighed(text, language if language in coach().languages else "")
    if len(text.split()) > ROOM:
        stops.append("short")
    if len(text.split()) < _ENOUGH_WORDS:
        stops = [*_NOTHING_YET, *(one for one in stops if one == "gap")]
    weak = stops or len(set(hints).difference(_SAID_ELSEWHERE)) > 1
    named = (*sorted(set(stops), key=_FIRST.index), *sorted(set(hints), key=_FIRST.index))
    return tuple(dict.fromkeys(named))[:_MOST] if weak else ()


def _weighed(text: str, language: str) -> tuple[list[str], list[str]]:
    as_letter = coach().look(text, Wish(lang=language, kind="connect", weak_tie="off")).findings
    as_wish = coach().look(text, Wish(lang=language, kind="introduction")).findings
    as_blurb = coach().look({"forwardable": text}, Wish(lang=language)).findings
    stops: list[str] = []
    hints: list[str] = []
    for finding in (*as_letter, *as_wish):
        if phrase := _PHRASES.get(finding.rule):
            stops_it = finding.level == "stop" and finding.rule not in _MILD
            (stops if stops_it else hints).append(phrase)
    if any(each.rule == "not-forwardable" and each.quote for each in as_blurb):
        stops.append("travel")
    return stops, hints
