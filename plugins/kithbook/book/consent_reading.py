"""A person's consent, and whether anything in the file leaves it in doubt: in doubt it ends.

Looked at are findings inside it, words for a withdrawal anywhere among the keys, and what could
hide such a word: repeated keys, anchors, an unfinished merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kithbook.book.consent import Agreed, Consent
from kithbook.book.consent_words import (
    field_ends,
    is_firm_withdrawal,
    is_no_yes,
    is_switched,
    is_withdrawal,
    speaks_of_consent,
    tag_ends,
    takes_back,
)
from kithbook.book.inline_fields import tags_in
from kithbook.book.lists_and_maps import ListOf
from kithbook.book.phrase_keys import PHRASE, PhraseType
from kithbook.book.record_values import Values
from kithbook.book.records import Record
from kithbook.book.schema import CONSENT, PERSON_FILE
from kithbook.book.types import FieldType
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_HIDING = ("duplicate-key", "not-keys", "yaml-anchor", "yaml-tag", "control-character", "bad-yaml")
_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
# A line that begins like a key, whatever stands before it: a box, a day, a sign of a comment.
_LINE_KEY = re.compile(
    r"[\W_]*(?:x\][\W_]*)?(?P<day>\d{4}-\d\d(?:-\d\d)?[\W_]+)?"
    r"(?P<key>[^\W\d_][^:\d\n]{2,39}?)(?:\s*:(?=[:\s*_]|$)|\s(?=\d{4}))(?P<value>[^\n]*)"
)
_FIELD = re.compile(r"(?P<key>[^\W\d_][^:\[\](){}\n]{1,60}?)\s*::(?!:)(?P<value>[^\[\]()\n]*)")
_OF_A_DAY = re.compile(r"\s*(?:[-*+>]\s+)*(?:\[.?\]|\d{4}-\d\d)")
_BETWEEN_TAGS = re.compile(r"[\s,]+")


class Doubt(NamedTuple):
    """What keeps a consent from holding: where it stands, and what is so, as a clause."""

    at: int
    why: str


def read_consent(
    keys: Keys, values: Values, source: Source, body: int | None, problems: Iterable[Problem]
) -> tuple[Consent | None, Problem | None]:
    """The consent of a person file, and the finding that ends it; `problems` are the file's.

    `body` is where the notes begin, None where the whole file is keys.
    """
    pairs = [(name, node) for name, node in keys.pairs if name.text == "consent"]
    if not pairs or (isinstance(pairs[0][1], Scalar) and pairs[0][1].empty and len(pairs) == 1):
        return None, None
    given = values.one("consent", Values)
    front = len(source.text) if body is None else body
    found = (
        *_inside(pairs, given, source, front, problems),
        *_elsewhere(keys),
        *_tags(source, keys, front),
        *_in_text(source, front),
    )
    unclear = _problem(source, min(found)) if found else None
    at = source.location(given.start if given else pairs[0][1].start)
    return _consent(given, at, unclear), unclear


def _consent(given: Values | None, at: Location, unclear: Problem | None) -> Consent:
    if given is None:
        return Consent(None, "", (), None, None, at, unclear=unclear)
    agreed = given.one("agreed", Values)
    return Consent(
        on=given.one("on", PartialDate),
        by=given.text("by"),
        shows=given.many("shows", str),
        until=given.one("until", PartialDate),
        withdrawn=given.one("withdrawn", PartialDate),
        at=at,
        agreed=_agreed(agreed) if agreed else None,
        unclear=unclear,
    )


def _agreed(keys: Values) -> Agreed:
    return Agreed(keys.one("on", PartialDate), keys.many("to", str), keys.text("digest"))


def _problem(source: Source, doubt: Doubt) -> Problem:
    return source.problem(
        doubt.at,
        "consent-unclear",
        f"The consent in this file does not hold, since {doubt.why}",
        "If it was taken back, write withdrawn: and the day in it; else mend this",
    )


def _inside(
    pairs: list[tuple[Scalar, Node]],
    given: Values | None,
    source: Source,
    front: int,
    problems: Iterable[Problem],
) -> Iterator[Doubt]:
    spans = [(source.location(name.start), source.location(node.end)) for name, node in pairs]
    last = source.location(front)
    for problem in problems:
        at = problem.location
        if any(start <= at < end or start == at for start, end in spans):
            yield Doubt(_offset(source, at), "there is a finding inside it")
        elif problem.code in _HIDING and at < last:
            yield Doubt(_offset(source, at), f"this ({problem.code}) could hide a change of it")
    if given is None:  # which is a finding inside it
        return
    if given.node("agreed") is not None and given.one("agreed", Values) is None:
        yield Doubt(given.offset("agreed"), '"agreed" has no words')
    for key in ("on", "until", "withdrawn"):
        if given.node(key) is not None and given.one(key, PartialDate) is None:
            yield Doubt(given.offset(key), f'"{key}" has no day')
    yield from _changed_words(given)
    if is_no_yes(given.text("by")):
        yield Doubt(given.offset("by"), '"by" speaks of an end of it')


def _changed_words(given: Values) -> Iterator[Doubt]:
    """Words that are not those that kith noted, unless the person was asked again since."""
    keys, day = given.one("agreed", Values), given.one("on", PartialDate)
    agreed = _agreed(keys) if keys else None
    if agreed is None or agreed.fits:
        return
    if agreed.on is None or day is None or day.earliest() <= agreed.on.earliest():
        why = (
            "the words under agreed are not those that were noted. Ask again and write the new day"
        )
        yield Doubt(given.offset("agreed"), f'{why} under "on", or put the former words back')


def _offset(source: Source, at: Location) -> int:
    starts = [start for start, _ in source.lines()]
    return starts[at.line - 1] + at.column - 1 if at.line <= len(starts) else len(source.text)


def _elsewhere(keys: Keys) -> Iterator[Doubt]:
    """Keys that could be about the consent and stand beside it, or below another key."""
    after = False
    known = {field.key for field in PERSON_FILE.fields}
    for name, _ in keys.pairs:
        is_own = name.text.startswith("x_")
        if after and not is_own and name.text not in known:
            yield Doubt(name.start, f'"{name.text}" below it could belong to it')
        after = name.text == "consent" or (after and name.text not in known)
    for name, node in _strangers(PERSON_FILE, keys):
        if speaks_of_consent(name.text):
            yield Doubt(name.start, f'"{name.text}" could mean that it ended')
        elif isinstance(node, Scalar) and takes_back(node.text):
            yield Doubt(node.start, f'"{node.text}" could mean that it ended')


def _strangers(record: Record, keys: Keys) -> Iterator[tuple[Scalar, Node]]:
    """Every key that its record does not know, and all below one, outside of a consent."""
    known = {field.key: field.type for field in record.fields}
    for name, node in keys.pairs:
        kind = known.get(name.text)
        if kind is None:
            yield name, node
            yield from _all_below(node, name)
        elif kind is not CONSENT:
            yield from _below(kind, node)


def _below(kind: FieldType, node: Node) -> Iterator[tuple[Scalar, Node]]:
    inner = kind.of if isinstance(kind, ListOf) else kind
    if isinstance(node, Items):
        for item in node.nodes:
            yield from _below(inner, item)
    elif isinstance(node, Keys):
        if isinstance(inner, Record):
            yield from _strangers(inner, node)
        elif isinstance(inner, PhraseType):
            yield from _strangers(PHRASE, node)
        else:
            yield from _all_below(node)


def _all_below(node: Node, name: Scalar | None = None) -> Iterator[tuple[Scalar, Node]]:
    """All keys below a node with their values; the texts of a list under the `name` of that."""
    if isinstance(node, Items):
        for item in node.nodes:
            if name and isinstance(item, Scalar):
                yield name, item
            yield from _all_below(item, name)
    elif isinstance(node, Keys):
        for key, value in node.pairs:
            yield key, value
            yield from _all_below(value, key)


def _in_text(source: Source, front: int) -> Iterator[Doubt]:
    """An unfinished merge anywhere, and below the keys what looks like a withdrawal."""
    if found := _MERGE.search(source.text):
        yield Doubt(found.start(), "a merge is not finished here")
    for start, line in source.lines(front):
        if word := _word_in(line):
            yield Doubt(start, f'"{word}" stands below the keys')


def ends_somewhere(source: Source) -> bool:
    """Whether any line of a file that is no person's takes a consent back."""
    return any(_word_in(line) for _, line in source.lines())


def _word_in(line: str) -> str:
    """The key or field of a line that could end a consent; empty where there is none."""
    written = _LINE_KEY.match(line)
    if written and (
        is_firm_withdrawal(written["key"])
        if written["day"]
        else is_withdrawal(written["key"], line) or is_switched(written["key"], written["value"])
    ):
        return written["key"]
    of_a_day = _OF_A_DAY.match(line) is not None
    fields = _FIELD.finditer(line) if "::" in line else ()
    keys = (f["key"] for f in fields if field_ends(f["key"], f["value"], of_a_day=of_a_day))
    return next(keys, "")


def _tags(source: Source, keys: Keys, front: int) -> Iterator[Doubt]:
    """Tags, at the top or in the text, that look like a withdrawal."""
    node = keys.get("tags")
    listed = node.nodes if isinstance(node, Items) else (node,)
    for one in (*listed, *tags_in(source, front)):
        for tag in _BETWEEN_TAGS.split(one.text) if isinstance(one, Scalar) else ():
            if tag_ends(tag):
                yield Doubt(one.start, f'the tag "{tag}" could mean that it ended')
