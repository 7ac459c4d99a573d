"""What says that somebody has died where no key `died` does: a cross, years, words, a tag."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kithbook.book.keys_to_write import is_denied
from kithbook.book.log_lines import HEADING
from kithbook.book.names_in_files import name_in
from kithbook.book.reading import Reading
from kithbook.book.written_days import read_day, told_from_today
from kithbook.language.dead_words import is_dead_word, lines_of_death, may_tell_of_death
from kithbook.text.open_fence import OpenFence
from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_CROSS = "\u2020\u271d\u26b0\U0001f54a"
_SIGN = re.compile(rf"\s*[(,\[]?\s*[{_CROSS}]\ufe0f?\s*(?P<day>[\d./-]*)\s*[)\]]?\s*")
_LIVED = re.compile(
    r"\s*[(,]\s*(?:(?:b\.|geb\.?|n[\u00e9e]e?|\*)?\s*(?P<from>\d{4}|\?{1,4}|[*])?\s*)"
    r"(?P<until>[\u2013\u2014/-]\s*(?:d\.|gest\.?|\u2020)?|d\.|gest\.?)\s*(?P<day>\d{4})\s*\)?"
)
_WORD = re.compile(r"\s*[(\[,]\s*(?P<word>[^()\[\],]{2,24})[)\]]?\s*$")
_YEARS = re.compile(r"\s+(?:\d{4}|\*?\d{4})\s*[\u2013\u2014-]\s*(?P<day>\d{4})$")
_FIRST = re.compile(r"[ \t]*(?:[-*+\u2022>][ \t]+)?[*_]{0,2}\s*(?P<said>[^\W\d][^\n]*)?")
_CROSSED = re.compile(r"[\u2020\u271d]\ufe0f?\s*")
_OPENING = re.compile(
    r"(?:(?:s?he|they|er|sie|il|elle|has|ist|est|was|had)\s+){0,2}", re.IGNORECASE
)
_JOINT = re.compile(r"\s*(?:on|in|am|im|le|en|at|since|seit)?(?:\s+the)?\s*:?\s*", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[,.;:!(]|$)")
_MOST_WORDS = 3
_MEANWHILE = "; until it is mended, they count as dead"


def without_signs(name: str) -> tuple[str, str]:
    """A name without what tells in it that somebody has died, and when, or `yes`; else `""`."""
    if name.replace(" ", "").isalpha():
        return name, ""
    if found := _LIVED.search(name) or _YEARS.search(name):
        return _bare(name, found), found["day"]
    if found := _SIGN.search(name):
        return _bare(name, found), _day(found["day"]) or "yes"
    found = _WORD.search(name)
    dead = found and is_dead_word(found["word"])
    return (_bare(name, found), "yes") if found and dead else (name, "")


def report_death(
    source: Source, keys: Keys, body: int, name: str, reading: Reading, told: Iterable[Problem]
) -> None:
    """Tells of what says that somebody has died; in a name also beside the key that says so.

    What has a finding of its own already, among those `told`, is not told once more.
    """
    known = keys.get("died")
    titled = _title(source, body) if not name_in(keys) else ""
    bare, day = without_signs(titled if _CROSSED.search(titled) else name)
    fenced = source.text.lstrip("\ufeff\r\n \t").startswith("---") or keys.pairs
    if day and bare:
        more = _elsewhere(source, keys, body)
        day = more[2] if more and more[2] != "yes" else day
        at = _at_name(source, keys, body)
        key = "died:" if fenced else "died::"
        days = _days_meant(name) if day == "yes" else ()
        died = " or ".join(f"{key} {one}" for one in days or (day,))
        died = died if fenced else f"{died} below it"
        written = f"name: {bare}" if name_in(keys) else f"# {bare}"
        message = f'"{name}" says in the name that they have died'
        message += "" if known else _MEANWHILE
        also = f", and {died}" if _is_vague(source, known) else ""
        reading.report(at, "maybe-died", message, f"Write {written}{also}")
    elif _is_vague(source, known) and (found := _elsewhere(source, keys, body)):
        at, said, day = found
        if known and day == "yes":
            return
        line = source.location(at).line
        if any(one.location.line == line for one in told):
            return
        message = f'"{said}" says that they have died, and no key does{_MEANWHILE}'
        message = f'"{said}" says when they have died, and the key does not' if known else message
        reading.report(at, "maybe-died", message, f"Write died{'' if fenced else ':'}: {day}")


def _is_vague(source: Source, known: Node | None) -> bool:
    """Whether no key says when somebody has died."""
    said = source.text[known.start : known.end] if known else ""
    return not any(map(str.isdigit, said))


def is_told_dead(problems: Iterable[Problem]) -> bool:
    """Whether a finding says that somebody has died, which no key says yet."""
    return any(
        one.code == "maybe-died" or (one.code == "loose-fact" and "died::" in one.mend)
        for one in problems
    )


def _elsewhere(source: Source, keys: Keys, body: int) -> tuple[int, str, str] | None:
    """Where a tag or a line of the notes says it, in which words, and when it was."""
    tags = keys.get("tags")
    for tag in tags.nodes if isinstance(tags, Items) else (tags,):
        if isinstance(tag, Scalar) and is_dead_word(tag.text.rpartition("/")[2]):
            return tag.start, tag.text, "yes"
    if not may_tell_of_death(source.text[body:]):
        return None
    for found in lines_of_death().finditer(source.text, body):
        if (day := _told(found.group())) and _is_read(source, body, found.start()):
            text = found.group()
            at = found.start() + len(text) - len(text.lstrip())
            return at, " ".join(text.split()), day
    return None


def _is_read(source: Source, body: int, at: int) -> bool:
    """Whether a line stands outside code and comments."""
    return any(offset == at for offset, _ in OpenFence().outside(source.lines(body)))


def _told(text: str) -> str:
    """The day, or `yes`, where a line begins by telling of a death."""
    found = _FIRST.match(text)
    if found is None:
        return ""
    if crossed := _CROSSED.search(text):
        day = _day(text[crossed.end() :])
        return day or ("yes" if crossed.start() == len(text) - len(text.lstrip()) else "")
    said = found["said"] or ""
    said = said[opening.end() :] if (opening := _OPENING.match(said)) else said
    words = list(re.finditer(r"\S+", said))[:_MOST_WORDS]
    for last in reversed(words):
        phrase = said[: last.end()].rstrip(",.;:!")
        if is_dead_word(phrase):
            rest = said[len(phrase) :]
            if is_denied(rest.strip(" :.-\u2013\u2014?")):
                return ""
            joint = _JOINT.match(rest)
            day = _day(rest[joint.end() if joint else 0 :])
            return day or ("yes" if _ENDS.match(rest) or told_from_today(rest.strip()) else "")
    return ""


def _day(text: str) -> str:
    """The one day that a text begins with, as a book writes it."""
    day = read_day(text.strip()) if text.strip() else None
    exact = day is not None and len(day.meant) == 1 and not day.meant[0].startswith("YEAR")
    return day.meant[0] if day and exact and not day.vague else ""


def _days_meant(name: str) -> tuple[str, ...]:
    """The days that numbers behind a cross in a name can mean."""
    found = _SIGN.search(name)
    day = read_day(found["day"].strip(".")) if found and found["day"] else None
    return day.meant if day and not day.meant[0].startswith("YEAR") else ()


def _title(source: Source, body: int) -> str:
    """The first heading as it stands."""
    found = next((one for _, text in source.lines(body) if (one := HEADING.match(text))), None)
    return found["title"] if found else ""


def _at_name(source: Source, keys: Keys, body: int) -> int:
    """Where the name stands: its key, or the heading."""
    node = keys.get("name")
    if isinstance(node, Scalar) and not node.empty:
        return node.start
    heading = next((at for at, text in source.lines(body) if HEADING.match(text)), None)
    return keys.start if heading is None else heading


def _bare(name: str, found: re.Match[str]) -> str:
    return " ".join(f"{name[: found.start()]} {name[found.end() :]}".split())
