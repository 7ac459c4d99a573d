"""The files of what happens between people: introductions made, requests from outside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar, cast

from kithbook.book.cut_remarks import cut_by_hash
from kithbook.book.model import Introduction, Mention
from kithbook.book.reading import Reading
from kithbook.book.record_values import Values
from kithbook.book.records import Record
from kithbook.book.request import Decision, Origin, Request
from kithbook.book.schema import INTRODUCTION, REQUEST
from kithbook.book.steps import Answer, AnswerCodes, Answered, Outcome, SetAside
from kithbook.book.torn_keys import keys_in_parts
from kithbook.text.dates import PartialDate
from kithbook.text.problems import Problem
from kithbook.text.source import blank_controls, compose, split_front_matter
from kithbook.text.yaml_parts import GRAVE

T = TypeVar("T")
_FIRST = {
    INTRODUCTION.name: "between: [NAME, NAME], because: and the other keys",
    REQUEST.name: "kind: connect, received: DATE, from: NAME <ADDRESS>, why: and the other keys",
}
_FREE_TEXTS = (
    "how_found", "why", "ask", "offer", "wants", "why_them", "for_them", "forwardable", "small",
    "rest", "reason", "reply",
)  # fmt: skip
"""Keys of a request that hold what somebody wrote, in which a # is no remark."""


def read_introduction(reading: Reading) -> Introduction | None:
    """One introduction; None when its front matter cannot be read."""
    opened = _open(INTRODUCTION, reading)
    if opened is None:
        return None
    values, body = opened
    between = values.many("between", Mention)
    _check_sides(values, between, reading)
    outcome = values.one("outcome", Values)
    aside = values.one("set_aside", Values)
    asked_by = values.text("asked_by")
    answers = _by_side(values, "answered", between, Values, reading)
    return Introduction(
        id=PurePosixPath(reading.source.path).stem,
        path=reading.source.path,
        at=reading.source.location(values.start),
        between=between,
        because=_by_side(values, "because", between, str, reading),
        # The owner (`me`) and a request lead to nobody, and are no finding.
        asked_by=reading.known(asked_by, values.offset("asked_by")) if asked_by else None,
        asked=_by_side(values, "asked", between, PartialDate, reading),
        answered=tuple((who, _answered(said)) for who, said in answers if said.text("said")),
        unread=tuple(who.person for who, said in answers if who.person and not said.text("said")),
        nudged=_by_side(values, "nudged", between, PartialDate, reading),
        codes=tuple(
            (who, AnswerCodes(*(each.many(name, str) for name in ("ask", "met", "outcome"))))
            for who, each in _by_side(values, "codes", between, Values, reading)
        ),
        made=values.one("made", PartialDate),
        met=values.one("met", PartialDate),
        outcome=_outcome(outcome) if outcome else None,
        thanked=values.one("thanked", PartialDate),
        set_aside=_set_aside(aside) if aside is not None else None,
        places=tuple((key, reading.source.location(values.offset(key))) for key in values.there),
        notes=body,
    )


def read_request(reading: Reading) -> Request | None:
    """One request; None when its front matter cannot be read."""
    opened = _open(REQUEST, reading, in_parts=True)
    if opened is None:
        return None
    values, notes = opened
    sender, source = values.one("from", Values), values.one("source", Values)
    decision = values.one("decision", Values)
    return Request(
        id=values.text("id") or PurePosixPath(reading.source.path).stem,
        path=reading.source.path,
        at=reading.source.location(values.start),
        kind=values.text("kind") or "connect",
        received=values.one("received", PartialDate),
        sender=sender.text("name") if sender else "",
        email=sender.text("email") if sender else "",
        via=values.text("via"),
        how_found=values.text("how_found"),
        why=values.text("why"),
        ask=values.text("ask"),
        offer=values.text("offer"),
        wants=values.text("wants"),
        why_them=values.text("why_them"),
        for_them=values.text("for_them"),
        forwardable=values.text("forwardable"),
        small=values.text("small"),
        rest=values.text("rest"),
        language=values.text("language"),
        thread=values.text("thread"),
        revision=values.one("revision", int, 1),
        revised=values.one("revised", PartialDate),
        before=values.many("before", str),
        source=_origin(source) if source else Origin(),
        flags=values.many("flags", str),
        decision=_decision(decision) if decision and decision.text("was") else None,
        notes=notes,
        torn=any(one.code in GRAVE for one in reading.problems),
    )


def _open(record: Record, reading: Reading, *, in_parts: bool = False) -> tuple[Values, str] | None:
    """The keys of a file and the text below them.

    With `in_parts` those that can be read: nothing is done on a request before its owner decides.
    Of any other file they have their findings, and nothing is made of them.
    """
    clean, problems = blank_controls(reading.source)
    reading.problems.extend(problems)
    reading.source = clean
    split = split_front_matter(clean)
    if isinstance(split, Problem):
        said = f"Begin the file with a line ---, then {_FIRST[record.name]}, then a line ---"
        bare = split.code == "no-front-matter"
        reading.problems.append(replace(split, hint=said) if bare else split)
        return None
    keys, found = compose(clean, *split.front)
    whole = keys is not None
    if keys is None:
        parts = keys_in_parts(clean, split.front, found)
        keys, found = parts.keys, parts.problems
    reading.problems.extend(found)
    reading.problems.extend(cut_by_hash(clean, keys, *split.front, found, _FREE_TEXTS))
    values = record.read(keys, reading)
    if not whole:
        # A key that could not be read is there all the same.
        kept = (one for one in reading.problems if one.code != "missing-key")
        reading.problems[:] = kept
    if values is None or not (whole or in_parts) or not (values or in_parts):
        return None
    return values, clean.text[split.body :].strip()


def _by_side(
    values: Values, key: str, between: tuple[Mention, ...], kind: type[T], reading: Reading
) -> tuple[tuple[Mention, T], ...]:
    sides = {side.person for side in between}
    pairs = values.pairs(key, Mention, kind)
    seen: dict[str, Mention] = {}
    for who, _ in pairs:
        first = seen.setdefault(who.person or "", who)
        if who.person and first is not who:
            message = f'"{who.text}" is {who.person}, who stands here as "{first.text}" already'
            reading.problems.append(
                Problem(who.at, "duplicate-key", message, "Keep one of the two")
            )
        if who.person and who.person not in sides:
            reading.problems.append(
                Problem(
                    who.at,
                    "not-between",
                    f'"{who.text}" is not one of the two people this introduction is between',
                    "Use the names that stand in between",
                )
            )
    return pairs


def _check_sides(values: Values, between: tuple[Mention, ...], reading: Reading) -> None:
    ids = [side.person for side in between if side.person]
    if len(set(ids)) < len(ids):
        reading.report(
            values.offset("between"),
            "self-introduction",
            f'"{ids[0]}" stands on both sides',
            "Name two people",
        )
    elif "between" in values and len(between) != 2:
        reading.report(
            values.offset("between"), "wrong-type", "An introduction is between two people"
        )


def _answered(values: Values) -> Answered:
    said, words = cast("Answer", values.text("said")), values.text("words")
    return Answered(said, values.one("on", PartialDate), words)


def _outcome(values: Values) -> Outcome:
    return Outcome(values.text("was"), values.one("on", PartialDate), values.text("note"))


def _set_aside(values: Values) -> SetAside:
    until = values.one("until", PartialDate)
    return SetAside(values.one("on", PartialDate), values.text("because"), until)


def _origin(values: Values) -> Origin:
    return Origin(
        type=values.text("type"),
        message_id=values.text("message_id"),
        digest=values.text("digest"),
        note=values.text("note"),
        earlier=values.many("earlier", str),
    )


def _decision(values: Values) -> Decision:
    return Decision(
        on=values.one("on", PartialDate),
        was=values.text("was"),
        reason=values.text("reason"),
        reply=values.text("reply"),
        until=values.one("until", PartialDate),
        person=values.one("person", Mention),
    )
