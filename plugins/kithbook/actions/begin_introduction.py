"""An introduction begun with a reason for each of the two, or set aside before it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kithbook.actions.outcome import Edits
from kithbook.actions.record_step import Records, step
from kithbook.book.introductions_requests import read_introduction
from kithbook.book.network import Network
from kithbook.book.reading import Reading
from kithbook.book.steps import SetAside
from kithbook.introductions.asked_codes import taken
from kithbook.introductions.beginning import FOLDER, Beginning, begin
from kithbook.introductions.guards import Guard, Guards
from kithbook.introductions.recording import set_aside
from kithbook.introductions.recording_rules import against_setting_aside
from kithbook.text.answer_code import fresh_code
from kithbook.text.dates import PartialDate
from kithbook.text.nodes import is_own_folder
from kithbook.text.refusal import refuse

HINTS = {
    "same-person": "Name two people.",
    "unread": "See: kith check",
    "no-file": "Make it with: kith new",
    "died": "What you keep of them stays in {path}.",
    "paused": "To ask them again, take pause out of {path}.",
    "never": "If that has changed, change ask in {path}.",
    "vouch": "If you think otherwise now, change vouch in {path}.",
    "declined": "A no stands, so nobody is asked again for now.",
    "set-aside": "To take it up again, change set_aside in {path}.",
    "under-way": "Go on there: kith introduction show {id}",
}
"""What to do about what no reason of the owner's gets round."""

Reason = Callable[[str, str], str]
"""Gives what is in it for the first to meet the second, both by id, where it was not said."""


@dataclass(frozen=True, slots=True)
class NewIntroduction:
    """An introduction that is wanted; people by their ids.

    `because` has the reasons that were said, `asked` who has been asked already, `anyway` why it
    is begun although something speaks against it. `asker` is the one of the two who asked for it,
    also through a request.
    """

    between: tuple[str, str]
    because: dict[str, str] = field(default_factory=dict)
    asked_by: str = "me"
    asker: str = ""
    asked: tuple[str, ...] = ()
    forwardable: str = ""
    anyway: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """The file of a new introduction, and what of the guards was overruled for it."""

    edits: Edits
    overruled: tuple[Guard, ...] = ()


def begin_introduction(records: Records, wanted: NewIntroduction, reason: Reason) -> Begun:
    """A new introduction; refused where something holds the two back."""
    first, second = ids = wanted.between
    require_two(records, ids)
    against = _overruled(records, wanted)
    said = wanted.because
    made = Beginning(
        between=ids,
        because=(
            said.get(first) or reason(first, second),
            said.get(second) or reason(second, first),
        ),
        asked_by=wanted.asked_by,
        asked=tuple((who, records.on) for who in wanted.asked),
        forwardable=wanted.forwardable,
        note=_told(against, wanted.anyway),
        codes=_codes(records.network, wanted),
    )
    return Begun(_new(records, made, "introduce"), against)


def _codes(network: Network, wanted: NewIntroduction) -> tuple[tuple[str, str], ...]:
    """A code for the answer of each who is still to be asked."""
    known = set(taken(network))
    made = []
    for who in wanted.between:
        person = network.people.get(who)
        gladly = person is not None and person.ask.policy == "just-send"
        if not (gladly or who in (*wanted.asked, wanted.asker, wanted.asked_by)):
            code = fresh_code(known)
            known.add(code)
            made.append((who, code))
    return tuple(made)


def require_two(records: Records, ids: tuple[str, str]) -> None:
    """Refuses one person for both."""
    if ids[0] == ids[1]:
        refuse(f"Both are {records.network.name_of(ids[0])}. Name two people.")


def put_aside(
    records: Records, ids: tuple[str, str], because: str, until: PartialDate | None
) -> Edits:
    """Two people set aside, in the newest introduction between them or in a new one."""
    if ids[0] == ids[1]:
        refuse("Both are one and the same person. Name two people.")
    between = [one for one in records.acts if set(one.introduction.ids) == set(ids)]
    for one in between:
        if why := against_setting_aside(records.order(one)):
            refuse(why)
    if between:
        return step(records, between[-1], set_aside(records.on, because, until), "aside")
    made = Beginning(ids, set_aside=SetAside(records.on, because, until))
    return _new(records, made, "introduction aside")


def _new(records: Records, made: Beginning, command: str) -> Edits:
    """The file of a new introduction; refused where it would not read back without a finding."""
    folder, network = records.root / FOLDER, records.network
    there = folder.iterdir() if is_own_folder(records.root, folder) else ()
    edit = begin(made, {path.stem for path in there}, records.today)
    reading = Reading(edit.made, network.settings, network.index)
    if read_introduction(reading) is None or reading.problems:
        refuse(f"{reading.problems[0].sentence.rstrip('.')}. Nothing was made.")
    return Edits((edit,), command, Path(edit.path).stem)


def _overruled(records: Records, wanted: NewIntroduction) -> tuple[Guard, ...]:
    """What speaks against it and was overruled; refused where it was not, or cannot be."""
    found = tuple(
        guard
        for guard in Guards(records.network, records.today).between(*wanted.between)
        # Whoever asks may be new to the owner, who has read the letter.
        if not (guard.code == "hardly-known" and guard.person == wanted.asker)
    )
    firm = [guard for guard in found if guard.code in HINTS]
    lines = [_line(guard) for guard in found]
    if firm:
        lines += dict.fromkeys(_hint(guard) for guard in firm)
        refuse("\n".join((*lines, "Nothing was made.")))
    if found and not wanted.anyway:
        refuse("\n".join((*lines, "")), wants="reason")
    return found


def _line(guard: Guard) -> str:
    return (
        f"{guard.text} From {guard.until} on this no longer counts." if guard.until else guard.text
    )


def _hint(guard: Guard) -> str:
    path = guard.at.path if guard.at else ""
    return HINTS[guard.code].format(path=path, id=PurePosixPath(path).stem)


def _told(against: tuple[Guard, ...], why: str) -> str:
    """What the file says of a guard that did not hold it back."""
    if not against:
        return ""
    return "\n".join((f"Begun all the same: {why}", *(f"- {guard.text}" for guard in against)))
