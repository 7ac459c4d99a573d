"""Blocks of lines `Label: value` of which some are read as fields: the others are told.

A label alone in prose is a note; among fields it is meant as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from kithbook.book import other_keys
from kithbook.book.contact_headings import contact_told
from kithbook.book.joined_advice import in_one
from kithbook.book.keys_to_write import is_denied
from kithbook.book.log_lines import HEADING
from kithbook.book.loose_facts import fact_in, is_fact
from kithbook.book.reading import Reading
from kithbook.book.records import Key, Record
from kithbook.book.scalars import scalar_texts
from kithbook.book.schema import PERSON
from kithbook.book.written_days import read_day
from kithbook.language.choice_words import choices_meant
from kithbook.text.dates import is_date
from kithbook.text.name_links import bare_name
from kithbook.text.open_fence import OpenFence
from kithbook.text.problems import Problem
from kithbook.text.source import Scalar
from kithbook.text.words import did_you_mean, fold, listed

_KEY = r"(?P<key>[^\W\d_][\w '/&.-]{0,28}?(?:[ ]?\([^()\n]{1,20}\))?)"
_LEAD = r"[ \t]*(?:>[ \t]*)*(?:[-*+•][ \t]+)?(?:[^\w\s\[\](){}*_`#<>|\"'-]+[ \t]*)?"
_LINE = re.compile(
    rf"{_LEAD}[*_]{{0,3}}{_KEY}[*_]{{0,3}}[ \t]?(?P<colon>:{{1,2}})[*_]{{0,3}}"
    r"(?:[ \t]+(?P<value>\S.*?))?[ \t]*$"
)
_ROW = re.compile(
    rf"[ \t]*\|[ \t]*[*_]{{0,3}}{_KEY}(?P<colon>):?[*_]{{0,3}}[ \t]*"
    r"\|[ \t]*(?P<value>[^|]*?)[ \t]*\|[ \t]*$"
)
_RULE = re.compile(r"[ \t]*\|[\s|:-]+\|[ \t]*$")
_MOST_WORDS, _LONGEST, _LONG_SENTENCE = 4, 80, 8
_KNOWN = {key.key: key for key in PERSON.fields}
_JOINED = ("org", "role", "place")
_PERSONS = ("person", "people", "contact", "personne", "kontakt")
_QUIET = ("notes", "log")
"""What is told elsewhere, or is a note wherever it stands."""
_NOT_IN_TEXT = ("ties", "circle", "ask", "introduce", "consent", "public", "vouch")


class Label(NamedTuple):
    """A line that looks like a field and is read as none: its key, its value, what it is here."""

    key: Scalar
    value: Scalar
    path: str


def unread_labels(
    notes: Iterable[tuple[int, str]],
    placed: Collection[int],
    read: Mapping[int, str],
    ties: Collection[int],
) -> tuple[tuple[Label, ...], ...]:
    """The lines of each block that are no field, where something in the block is one.

    `placed` are the lines that stand where fields are read, `read` those that are, and `ties` those
    that are told as such.
    """
    known = {**read, **dict.fromkeys(ties, "")}
    blocks = (tuple(_unread(run, placed, known)) for run in _runs(notes))
    return tuple(block for block in blocks if block)


def _runs(notes: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, re.Match[str]]]]:
    """The lines that look like fields, those that stand together as one, none among contacts."""
    run: list[tuple[int, re.Match[str]]] = []
    apart = 0
    for offset, text in OpenFence().outside(notes):
        heading = HEADING.match(text) if "#" in text else None
        found = None if apart or heading else _LINE.match(text) or _ROW.match(text)
        if found and not _is_prose(found):
            run.append((offset, found))
            continue
        if _RULE.match(text):
            run = run[:-1]  # the names of the columns
        elif run and not is_fact(text):
            yield run
            run = []
        if heading:
            level = len(heading["level"])
            dated = contact_told(heading["title"]) or read_day(heading["title"])
            apart = level if dated else 0 if level <= apart else apart
    if run:
        yield run


def _is_prose(found: re.Match[str]) -> bool:
    """Whether a line is a sentence with a colon, or the day and kind of something that happened."""
    value, words = found["value"] or "", len(found["key"].split())
    if words > _MOST_WORDS or len(value) > _LONGEST:
        return not _path(found["key"])
    if (path := _path(found["key"])) in _JOINED:
        return len(value.split()) > _MOST_WORDS and value[-1:] in ".!?"
    sentence = len(value.split()) > _LONG_SENTENCE or (words > 1 and value[-1:] in ".!?")
    return sentence and not path


def _unread(
    run: list[tuple[int, re.Match[str]]], placed: Collection[int], read: Mapping[int, str]
) -> Iterator[Label]:
    fields = any(at in read for at, _ in run)
    for at, found in run:
        value, word = found["value"] or "", found["key"]
        path = _path(word)
        path = path if path not in ("", "x") else _of_value(word, value)
        signed = found["colon"] == "::" or (at in placed and path)
        if at in read or not value or word.lower().startswith("x_") or _is_told(word, path):
            continue
        if fact_in(found.string, labelled=True) or _is_of_the_page(word, value):
            continue
        if (fields and run[1:]) or (signed and path not in ("", "x")):
            key, where = at + found.start("key"), at + found.start("value")
            yield Label(
                Scalar(word, key, key + len(word), plain=True),
                Scalar(value, where, where + len(value), plain=True),
                path,
            )


def _is_of_the_page(word: str, value: str) -> bool:
    """Whether a line is what Logseq keeps of a page or a block, or says that it is a person's."""
    if fold(word) in ("collapsed", "id"):
        return True
    if _path(word).startswith("ties.") and is_denied(value):
        return True
    return fold(word) in ("type", "class") and fold(bare_name(value)) in _PERSONS


def _of_value(word: str, value: str) -> str:
    """What an address or a number is, whatever the word before it."""
    if "fax" in fold(word):
        return ""
    way = fact_in(value).partition("::")[0]
    return f"reach.{way}" if way in ("phone", "email") else ""


def _path(word: str) -> str:
    lower = fold(word)
    return lower if lower in _KNOWN else other_keys.ours(PERSON.name, word)


def _is_told(word: str, path: str) -> bool:
    plain = fold(word).replace("_", " ").replace("-", " ")
    return path.partition(".")[0] in _QUIET or plain in other_keys.OF_THE_NOTE


def report_labels(
    blocks: Iterable[tuple[Label, ...]],
    there: Mapping[str, bool],
    told: Iterable[Problem],
    reading: Reading,
) -> None:
    """Tells of each such line: of a field whose value does not fit why, of the others together.

    `there` are the keys that the person has, and whether above the notes; a line that has a
    finding is not `told` once more.
    """
    lines = {one.location.line for one in told} if blocks else set()
    for block in blocks:
        new = [one for one in block if reading.source.location(one.key.start).line not in lines]
        left = [one for one in new if not _report_value(one, there, reading)]
        if left:
            _report_block(left, there, reading)


def _report_value(label: Label, there: Mapping[str, bool], reading: Reading) -> bool:
    """Reports what is wrong with the value of a field; False where it is another thing."""
    outer, _, inner = label.path.partition(".")
    key = _KNOWN.get(outer)
    if key is None or (outer in there and not inner) or outer in _NOT_IN_TEXT:
        return False
    before = len(reading.problems)
    field = _inside(key, inner) if inner else key
    if field is None:
        return False
    value = label.value
    field.type.read(value, reading)
    return len(reading.problems) > before


def _inside(key: Key, inner: str) -> Key | None:
    fields = key.type.fields if isinstance(key.type, Record) else ()
    return next((one for one in fields if one.key == inner), None)


def _report_block(block: list[Label], there: Mapping[str, bool], reading: Reading) -> None:
    source = reading.source
    names = [f'"{one.key.text}" (line {source.location(one.key.start).line})' for one in block]
    one = not block[1:]
    what = "is read as none, so it is a note" if one else "are read as none, so they are notes"
    stands = "stands" if one else "stand"
    message = f"{listed(names, 'and')} {stands} where fields are, and {what}"
    circles = tuple(name for name, _ in reading.settings.circles)
    hint = ". ".join(_ways(block, there, circles))
    reading.report(block[0].key.start, "unknown-key", message, hint)


def _ways(block: list[Label], there: Mapping[str, bool], circles: tuple[str, ...]) -> Iterator[str]:
    """What to do about each: the key to write, or how it stays a note without a word."""
    others: list[Label] = []
    for line in in_one(_shown(one, circles) for one in block if _is_new(one, there)):
        yield f"Write {line} between lines --- at the top"
    for one in block:
        outer, _, inner = one.path.partition(".")
        if _is_new(one, there):
            continue
        if outer == "consent":
            yield f'Leave "{one.key.text}": without a key consent nothing is shown'
        elif outer in _KNOWN and inner:
            yield f"Put {inner}: {one.value.text} into {outer}, if it is theirs"
        elif outer in _KNOWN:
            yield f"Put {one.value.text} into {outer}, which says something else, or take it out"
        elif near := _near(one.key.text):
            yield near
        else:
            others.append(one)
    if others:
        word = others[0].key.text.replace(" ", "_")
        them = "it" if not others[1:] else "each"
        yield (
            f"To keep {them} as a note, begin {them} with x_, as in x_{word}: …, or put a heading "
            "such as ## Notes above"
        )


def _is_agreed(text: str) -> bool:
    """Whether a text behind `consent` says yes or when; whatever else it says, it is no consent."""
    return is_date(text.strip()) or choices_meant(fold(text), ("yes", "no")) == ("yes",)


def _is_new(label: Label, there: Mapping[str, bool]) -> bool:
    """Whether a line has a key of ours of which nothing stands above the notes yet."""
    outer, _, inner = label.path.partition(".")
    if outer == "consent" and not _is_agreed(label.value.text):
        return False
    return outer in _KNOWN and not (there.get(outer) if inner else outer in there)


def _shown(label: Label, circles: tuple[str, ...]) -> str:
    """A field as a key with its value; of a circle that there is, or with those to choose from."""
    outer, _, inner = label.path.partition(".")
    said = next(scalar_texts(label.value.text, flow=bool(inner)))
    if outer == "ties":
        return other_keys.as_tie(inner, label.value)
    if outer == "consent":
        return "consent: {on: YEAR-MONTH-DAY, shows: […]}"
    if outer == "circle":
        alike = [name for name in circles if fold(name) == fold(said)]
        return (
            f"circle: {alike[0]}" if alike else f"circle: …, with one of {listed(circles, 'or')},"
        )
    return f"{outer}: {{{inner}: {said}}}" if inner else f"{outer}: {said}"


def _near(word: str) -> str:
    """Which key may be meant by a slip of the pen."""
    if near := next(iter(other_keys.words_like(PERSON.name, word)), ""):
        return f'Did you mean "{near}" by "{word}"?'
    return did_you_mean(word, _KNOWN) if len(word) > _MOST_WORDS else ""
