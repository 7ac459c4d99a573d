"""One person file: `.md` with front matter, notes and a log, or `.yml` with the same as keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from kithbook.book import other_keys
from kithbook.book.consent import Consent
from kithbook.book.consent_reading import read_consent
from kithbook.book.cut_remarks import cut_by_hash, with_sunk_lines
from kithbook.book.entries import WhoseLog, mentions_in
from kithbook.book.fact_blocks import Label, report_labels
from kithbook.book.folder_files import id_of, is_yaml
from kithbook.book.log_lines import split_body
from kithbook.book.log_reading import (
    outside_log,
    promises_outside,
    read_log,
    read_outside,
    report_unclosed,
)
from kithbook.book.loose_facts import loose_facts
from kithbook.book.model import (
    Ask,
    AskPolicy,
    IntroductionOffer,
    LogRead,
    Mention,
    Met,
    Person,
    RememberedDay,
    Tie,
)
from kithbook.book.names_in_files import aliases_in, name_in
from kithbook.book.note_findings import report_note
from kithbook.book.one_text import report_one_text
from kithbook.book.other_fields import take_fields
from kithbook.book.other_values import as_day
from kithbook.book.phrase_keys import phrases_of
from kithbook.book.plain_notes import front_of, name_of_note
from kithbook.book.reach_reading import read_reach
from kithbook.book.reading import ReadAs, Reading
from kithbook.book.record_values import Values
from kithbook.book.schema import PERSON, PERSON_FILE
from kithbook.book.signs_of_death import is_told_dead, report_death
from kithbook.book.template_slots import without_slots
from kithbook.book.torn_keys import keys_in_parts
from kithbook.book.types import is_empty
from kithbook.book.yaml_log import block_lines, log_lines
from kithbook.text.dates import NO_YEAR, PartialDate
from kithbook.text.name_links import links_as_names
from kithbook.text.open_fence import OpenFence
from kithbook.text.problems import Location, Problem
from kithbook.text.source import (
    Items,
    Keys,
    Scalar,
    Source,
    blank_controls,
    compose,
)

_PLACED = ("role", "org", "place", "languages")
_FOUND_AT = ("aliases", "circle", "vouch", "tags")
MADE = (
    "name", "met", "reach", "born", "dates", "died", "introduce", "ask",
    "ties", "consent", "notes", "log",
)  # fmt: skip
"""The keys of a person that something is made of; every other is an attribute as it stands."""


@dataclass(frozen=True, slots=True)
class PersonSource:
    """A person file whose YAML is read as nodes, before its names are resolved.

    `read_as` and `fields` are what `Taken` says of the keys of other programs. A `torn` one has
    keys that could not be read; `apart` are lines that only one side of a merge has.
    """

    id: str
    name: str
    source: Source
    keys: Keys
    body: int | None
    problems: tuple[Problem, ...]
    read_as: Mapping[int, ReadAs]
    fields: Mapping[int, str]
    last: tuple[tuple[Problem, str], ...]
    labels: tuple[tuple[Label, ...], ...] = ()
    torn: bool = False
    apart: frozenset[int] = frozenset()

    @property
    def me(self) -> Mention:
        """The person, as the file's own entries and ties mean them."""
        return Mention(self.id, self.source.location(self.keys.start), self.id)

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names as written."""
        return aliases_in(self.keys)


def open_person(source: Source) -> PersonSource | tuple[Problem, ...]:
    """Splits and composes a person file; the findings when that cannot be done."""
    clean, problems = blank_controls(source)
    front = front_of(clean)
    if isinstance(front, Problem):
        return (*problems, front)
    keys, found = compose(clean, *front.front)
    torn = False
    if keys is None:
        keys, found, torn = keys_in_parts(clean, front.front, found)
        if not keys.pairs:
            return (*problems, *found)
    found = (*problems, *found, *cut_by_hash(clean, keys, *front.front, found))
    found = with_sunk_lines(found, clean, keys, front.front)
    body = None if is_yaml(source.path) else front.body
    keys, left = without_slots(clean, keys)
    emptied = {one.location.line for one in left}
    kept = (one for one in found if one.code != "not-keys" or one.location.line not in emptied)
    found = (*kept, *left) if left else found
    taken = take_fields(clean, keys, body)
    known = clean.text[slice(*front.front)]
    told = taken.doubtful
    loose = () if body is None else tuple(loose_facts(clean, body, taken.lines, known, told))
    found = (*found, *taken.doubtful, *(one for one, day in loose if not day))
    last = {told.location.line: (told, day) for told, day in (*loose, *taken.last) if day}
    return PersonSource(
        id=id_of(source.path),
        name=name_in(taken.keys) or name_of_note(clean, front.body),
        source=clean,
        keys=taken.keys,
        body=body,
        problems=found,
        read_as=taken.read_as,
        fields=taken.lines,
        last=tuple(last.values()),
        labels=taken.labels,
        torn=torn,
    )


def read_person(opened: PersonSource, reading: Reading) -> Person:
    """The person, with everything that could be read; the rest is in the reading's findings."""
    _report_whole(opened, reading)
    reading.read_as, reading.apart = opened.read_as, opened.apart
    values = (PERSON_FILE if opened.body is None else PERSON).read_keys(opened.keys, reading)
    body = _body(opened, values, opened.me, reading)
    # A key of one value, or of a list of them, is what it was read as.
    plain: dict[str, Any] = {key: value for key, value in values.items() if key not in MADE}
    plain |= values.once("tags")
    if opened.torn:
        plain["public"] = ""
    return Person(
        id=opened.id,
        path=opened.source.path,
        name=opened.name,
        at=opened.source.location(values.offset("name")),
        met=_met(values.one("met", Values), reading),
        reach=read_reach(values.one("reach", Values), reading),
        born=_born(values, reading),
        born_at=reading.source.location(values.offset("born")) if "born" in values else None,
        dates=tuple(_dates(values, reading)),
        dead="died" in values or is_told_dead((*opened.problems, *reading.problems)),
        died=values.one("died", PartialDate),
        died_at=reading.source.location(values.offset("died")) if "died" in values else None,
        introduce=_offers(values, reading),
        ask=_ask(values),
        ties=_ties(values, opened.me, reading),
        public_at=reading.source.location(values.offset("public")) if "public" in values else None,
        consent=None if opened.torn else _consent(opened, values, reading),
        torn=opened.torn,
        notes=body.notes,
        notes_at=body.at,
        note_mentions=body.mentions,
        log=body.log.entries,
        asides=body.log.asides,
        loose=body.log.loose,
        phrases=phrases_of(((key, values.node(key)) for key in _PLACED), reading.source),
        places=_places(values, reading),
        **plain,
    )


def _report_whole(opened: PersonSource, reading: Reading) -> None:
    """What is told of a file as a whole: whose it is, and whether they have died."""
    report_note(opened.source, opened.keys, opened.body or 0, opened.name, reading)
    report_one_text(opened.keys, opened.name, reading)
    if opened.labels:
        there = {key.text: key.start <= opened.keys.end for key, _ in opened.keys.pairs}
        report_labels(opened.labels, there, opened.problems, reading)
    body = len(opened.source.text) if opened.body is None else opened.body
    report_death(opened.source, opened.keys, body, opened.name, reading, opened.problems)


def _quiet_days_of_entries(opened: PersonSource, log: LogRead, reading: Reading) -> None:
    """Takes back what is said of a key such as `last contact` whose day an entry has."""
    days = {str(entry.on) for entry in log.entries}
    known = {
        reading.source.location(name.start)
        for name, value in opened.keys.pairs
        if isinstance(value, Scalar) and as_day(value.text, yearless=False) in days
        if other_keys.ours(PERSON.name, name.text) == "log"
    }
    reading.problems[:] = [
        one for one in reading.problems if one.code != "unknown-key" or one.location not in known
    ]


def _places(values: Values, reading: Reading) -> tuple[tuple[str, Location], ...]:
    """Where the values of some keys stand, those that are there; of a list each item's place."""
    nodes = ((key, values.node(key)) for key in _FOUND_AT)
    return tuple(
        (key, reading.source.location(item.start))
        for key, node in nodes
        for item in (node.nodes if isinstance(node, Items) else (node,))
        if isinstance(item, Scalar) and not item.empty
    )


def _born(values: Values, reading: Reading) -> PartialDate | None:
    """The birthday, without the year that stands for none."""
    born = values.one("born", PartialDate)
    if born is None or born.year != NO_YEAR or not born.month:
        return born
    read = PartialDate(None, born.month, born.day)
    message = f"{NO_YEAR} is what address books write where the year of birth is not known"
    reading.report(values.offset("born"), "birth-year", message, f"Write born: {read}")
    return read


def _dates(values: Values, reading: Reading) -> Iterator[RememberedDay]:
    for each in values.many("dates", Values):
        if (on := each.one("on", PartialDate)) and (what := each.text("what")):
            yield RememberedDay(on, what, reading.source.location(each.offset("on")))


def _met(values: Values | None, reading: Reading) -> Met:
    if values is None:
        return Met()
    return Met(
        values.one("on", PartialDate),
        links_as_names(values.text("where")),
        values.one("through", Mention),
        values.text("how"),
        phrases_of(((key, values.node(key)) for key in ("where", "how")), reading.source),
    )


def _offers(values: Values, reading: Reading) -> tuple[IntroductionOffer, ...]:
    return tuple(
        IntroductionOffer(
            offer.text("to"),
            offer.text("because"),
            offer.text("public"),
            reading.source.location(offer.offset("public" if offer.text("public") else "to")),
            phrases_of(((key, offer.node(key)) for key in ("to", "because")), reading.source),
        )
        for offer in values.many("introduce", Values)
    )


def _ask(person: Values) -> Ask:
    """What somebody wants before an introduction; to be left in peace where it cannot be read."""
    values = person.one("ask", Values)
    if values is None:
        node = person.node("ask")
        return Ask() if node is None or is_empty(node) else Ask("never")
    policy = cast("AskPolicy", values.text("policy") or "ask")
    return Ask(policy, values.one("per_quarter", int))


def _ties(values: Values, me: Mention, reading: Reading) -> tuple[Tie, ...]:
    ties = []
    for tie in values.many("ties", Values):
        to = tie.one("to", Mention)
        if to is None:
            continue
        if to.person == me.person:
            reading.report(
                tie.offset("to"),
                "self-tie",
                f'"{to.text}" is this person, and a tie joins two',
                "Name the other person, or delete the tie",
            )
            continue
        ties.append(Tie(to, tie.text("kind"), tie.one("since", PartialDate)))
    return tuple(ties)


def _consent(opened: PersonSource, values: Values, reading: Reading) -> Consent | None:
    found = (*opened.problems, *reading.problems)
    consent, unclear = read_consent(opened.keys, values, reading.source, opened.body, found)
    if unclear:
        reading.problems.append(unclear)
    return consent


class _Body(NamedTuple):
    notes: str
    at: Location | None
    mentions: tuple[Mention, ...]
    log: LogRead


def _body(opened: PersonSource, values: Values, me: Mention, reading: Reading) -> _Body:
    if opened.body is None:
        return _yaml_body(opened, values, me, reading)
    section = split_body(opened.source.lines(opened.body), opened.source.text)
    place = WhoseLog(me)
    report_unclosed(section.unclosed, reading)
    outside, notes = read_outside(section, place, reading)
    log = read_log(section.log, place, reading) if section.logged else LogRead()
    log = log._replace(entries=(*log.entries, *outside)) if outside else log
    if any(one.code == "unknown-key" for one in reading.problems):
        _quiet_days_of_entries(opened, log, reading)
    if opened.last:
        days = {str(entry.on) for entry in log.entries}
        reading.problems += (told for told, day in opened.last if day not in days)
    if opened.fields:
        notes = tuple(line for line in notes if line[0] not in opened.fields)
    beside = outside_log(place, reading) if section.logged else place
    loose = tuple(promises_outside(notes, beside, reading))
    log = log._replace(loose=(*log.loose, *loose)) if loose else log
    filled = [(offset, text) for offset, text in notes if text.strip()]
    linked = any("[[" in text or "](" in text for _, text in filled)
    words = OpenFence().outside(filled) if linked else ()
    return _Body(
        "\n".join(text for _, text in notes).strip(),
        opened.source.location(filled[0][0]) if filled else None,
        tuple(m for offset, text in words for m in mentions_in(text, offset, reading)),
        log,
    )


def _yaml_body(opened: PersonSource, values: Values, me: Mention, reading: Reading) -> _Body:
    notes, log = values.node("notes"), values.node("log")
    lines, unclosed = log_lines(log, reading.source)
    report_unclosed(unclosed, reading)
    read = read_log(lines, WhoseLog(me), reading)
    if not isinstance(notes, Scalar):
        return _Body("", None, (), read)
    text = values.text("notes")
    below, deep = block_lines(notes, reading.source)
    if below:
        section = split_body(below, reading.source.text)
        section = section._replace(logged=bool(lines), margin=deep)
        outside, left = read_outside(section, WhoseLog(me), reading)
        left = tuple(line for line in left if line[0] - deep not in opened.fields)
        beside = outside_log(WhoseLog(me), reading) if lines else WhoseLog(me)
        loose = tuple(promises_outside(left, beside, reading, margin=deep))
        read = read._replace(entries=(*read.entries, *outside), loose=(*read.loose, *loose))
        text = text if len(left) == len(below) else "\n".join(said for _, said in left).strip()
    return _Body(
        text,
        reading.source.location(notes.start),
        mentions_in(notes.text, notes.start, reading),
        read,
    )
