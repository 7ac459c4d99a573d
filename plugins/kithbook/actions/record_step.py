"""One step of an introduction, written into its file unless something speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, cast

from kithbook.actions.log import LogLine
from kithbook.actions.outcome import Edits
from kithbook.book.edit import Edit, digest, source_of
from kithbook.book.field_edit import Fields, write_fields
from kithbook.book.introductions_requests import read_introduction
from kithbook.book.log_edit import add_to_log
from kithbook.book.model import Mention
from kithbook.book.names import path_of
from kithbook.book.network import Network
from kithbook.book.reading import Reading
from kithbook.book.steps import Answer, Question
from kithbook.introductions import recording, recording_rules
from kithbook.introductions.asked_codes import code_of, lacking, with_codes
from kithbook.introductions.mailed_steps import MailedStep
from kithbook.introductions.recording_rules import StepToRecord
from kithbook.introductions.state import Kind, Progress, all_progress, progress
from kithbook.introductions.which_introduction import find_introduction, find_side
from kithbook.text.dates import PartialDate
from kithbook.text.refusal import refuse, refuse_for
from kithbook.text.source import Source
from kithbook.text.unseen import visible

Words = tuple[str, ...]
"""What says which introduction is meant, and who: an id, a part of one, names."""
Asking = Literal["asked", "nudged"]
Event = Literal["made", "met", "thank"]

_ASKINGS = {
    "asked": (recording_rules.against_asking, recording.asked),
    "nudged": (recording_rules.against_nudging, recording.nudged),
}
_EVENTS = {
    "made": (recording_rules.against_making, "made"),
    "met": (recording_rules.against_meeting, "met"),
    "thank": (recording_rules.against_thanking, "thanked"),
}


@dataclass(frozen=True, slots=True)
class Records:
    """The introductions of a book on a day, and the day that a step is recorded for.

    `dated` says whether that day was named.
    """

    root: Path
    network: Network
    acts: tuple[Progress, ...]
    today: date
    on: PartialDate
    dated: bool
    changed: Mapping[str, Edit] = field(default_factory=dict)
    """Files that steps before this one change, by their paths, where several are shown at once."""

    def order(self, one: Progress) -> StepToRecord:
        """A step for one of them."""
        return StepToRecord(self.network, one, self.on, self.today, self.dated)

    def source(self, path: str) -> Source:
        """A file of the book, as the steps before this one leave it."""
        made = self.changed.get(path)
        return made.made if made else source_of(self.root, path)


def open_records(
    root: Path, network: Network, today: date, on: PartialDate | None = None
) -> Records:
    """The introductions of a book as they stand on a day."""
    acts = all_progress(network, today)
    return Records(root, network, acts, today, on or PartialDate.of(today), on is not None)


def asked(records: Records, which: Words, command: Asking) -> Edits:
    """One of the two was `asked`, or `nudged`: asked a second time."""
    against, fields = _ASKINGS[command]
    one, who = _side(records, which, against)
    return step(records, one, fields(one.introduction, who, records.on), command)


def answered(records: Records, which: Words, said: Answer, words: str = "") -> Edits:
    """One of the two answered, perhaps in words of their own."""

    def against(order: StepToRecord, who: Mention) -> str:
        return recording_rules.against_answering(order, who, said)

    one, who = _side(records, which, against)
    act = one.introduction
    edits = step(records, one, recording.answered(act, who, said, records.on, words), "answer")
    again = said == "later" and who.person and code_of(act, who.person, "ask")
    return _coded(records, edits, one, ((who, "ask"),)) if again else edits


def happened(records: Records, which: Words, command: Event) -> Edits:
    """The owner `made` it, the two `met`, or the owner could `thank` for the news."""
    against, key = _EVENTS[command]
    one = _whole(records, which, against)
    edits = step(records, one, recording.happened(key, records.on), command)
    act = one.introduction
    if command != "made" or not act.codes:
        return edits
    return _coded(records, edits, one, (*lacking(act, "met"), *lacking(act, "outcome")))


def mailed(records: Records, one: Progress, given: MailedStep) -> Edits:
    """The step that an answer by mail is, with its words; without a step, a line in the log."""
    act, who, words = one.introduction, given.asked.who, given.words
    if given.asked.question == "ask":
        said = cast("Answer", given.said)
        return answered(records, (act.id, who.reference), said, words)
    if given.said not in ("met", "not yet"):
        return outcome(records, (act.id,), given.said, words)
    files = happened(records, (act.id,), "met").files if given.said == "met" else ()
    noted = (_noted(records, one, given),) if words or given.said == "not yet" else ()
    return Edits((*files, *noted), "request import", visible(act.id))


def _noted(records: Records, one: Progress, given: MailedStep) -> Edit:
    """The line of a log that keeps what somebody wrote of a meeting."""
    network, who = records.network, given.asked.who
    by_id = network.settings.links_by_id
    links = [
        network.index.link(side.person, by_id=by_id)
        for side in one.introduction.between
        if side.person and not side.means(who)
    ]
    met = "met" if given.said == "met" else "has not yet met"
    words = f": {given.words.replace('[[', '[ [')}" if given.words else ""
    day = records.on.earliest()
    entry = f"{day} email: {met} {' and '.join(links)}{words}"
    path = path_of(records.root, who.person or "")
    if not path:
        refuse(f"{network.shown(who)} has no file that a line could be written into.")
    source = records.source(path)
    if entry in source.text:
        refuse(f"The line is in {path} already.")
    return add_to_log(source, entry, day)


def linked(records: Records, one: Progress, question: Question, to: str) -> Edits:
    """The code by which somebody, by id, answers a question; refused where it is there."""
    act = one.introduction
    wanted = [pair for pair in lacking(act, question) if pair[0].person == to]
    if not wanted:
        refuse(f"The links have their code already, in {act.path}.")
    nothing = Edit(act.path, *_as_it_is(records.source(act.path)))
    edits = Edits((nothing,), "draft links", visible(act.id))
    return _coded(records, edits, one, wanted)


def _as_it_is(source: Source) -> tuple[str, bytes]:
    content = source.text.encode()
    return digest(content), content


def _coded(
    records: Records, edits: Edits, one: Progress, wanted: Iterable[tuple[Mention, Question]]
) -> Edits:
    """The same, with new codes for the answers to come."""
    (edit,) = edits.files
    coded = with_codes(records.network, one.introduction, edit, wanted)
    return replace(edits, files=(coded,))


def sent(records: Records, one: Progress, kind: Kind, to: str) -> Edits:
    """The step that a message was which went to somebody, by id; refused where it is none."""
    act = one.introduction
    wait = one.wait_for(kind, to)
    if wait is not None and wait.about == "thanks onward":
        brought = " and ".join(f"[[{other.reference}]]" for other in wait.others)
        return LogLine(to, f"{records.on} thanks: for {brought}", records.today).edits(records.root)
    if wait is not None and kind in ("ask", "nudge"):
        return asked(records, (act.id, to), "asked" if kind == "ask" else "nudged")
    if wait is not None and kind in ("introduction", "thanks"):
        return happened(records, (act.id,), "made" if kind == "introduction" else "thank")
    return refuse(
        "To have sent this is no step of an introduction, so there is nothing to record. "
        f"Where it stands: kith introduction show {act.id}"
    )


def outcome(records: Records, which: Words, was: str, note: str) -> Edits:
    """What came of it."""
    one = _whole(records, which, recording_rules.against_outcome)
    return step(records, one, recording.outcome(was, records.on, note), "outcome")


def step(records: Records, one: Progress, fields: Fields, command: str) -> Edits:
    """The edit that writes a step."""
    act = one.introduction
    edit = write_fields(records.source(act.path), fields)
    return Edits((edit,), f"introduction {command}", visible(act.id))


def standing_after(records: Records, edit: Edit) -> Progress:
    """Where an introduction stands by the text that was written."""
    network = records.network
    reading = Reading(edit.made, network.settings, network.index)
    act = read_introduction(reading)
    if act is None:
        refuse_for(reading.problems[0])
    return progress(network, act, records.today)


def meant(
    records: Records, which: Words, fits: Callable[[Progress], bool] = lambda _: True
) -> Progress:
    """The introduction that is meant, of several rather one that fits."""
    return find_introduction(records.network, records.acts, which, fits)


def _whole(records: Records, which: Words, against: Callable[[StepToRecord], str]) -> Progress:
    """The introduction that is meant, where nothing speaks against the step."""
    one = meant(records, which, lambda each: not against(records.order(each)))
    if why := against(records.order(one)):
        refuse(why)
    return one


def _side(
    records: Records, which: Words, against: Callable[[StepToRecord, Mention], str]
) -> tuple[Progress, Mention]:
    """The introduction and the one of the two, where nothing speaks against the step."""

    def fits(one: Progress, who: Mention) -> bool:
        return not against(records.order(one), who)

    one, who = find_side(records.network, records.acts, which, fits)
    if why := against(records.order(one), who):
        refuse(why)
    return one, who
