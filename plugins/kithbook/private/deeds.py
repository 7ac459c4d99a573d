"""What a form says, done: the same actions that the command line calls, in the same words.

Ids are only those that the book has; a person's file is changed only as its page showed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kithbook.actions import begin_introduction as beginning
from kithbook.actions import decide_request as deciding
from kithbook.actions import record_step as steps
from kithbook.actions import set_field
from kithbook.actions.accepted_person import Acceptance
from kithbook.actions.asked_introduction import ToBegin
from kithbook.actions.keep_promise import keep_promise
from kithbook.actions.log import log_line, require_past
from kithbook.actions.meant import person_meant
from kithbook.actions.outcome import Edits
from kithbook.actions.sentence import Sentence
from kithbook.book.network import Network
from kithbook.introductions.next_step import next_steps
from kithbook.introductions.state import Progress
from kithbook.requests.replies import Answer, ReplyDraft
from kithbook.text.dates import DateFault, PartialDate, parse_day
from kithbook.text.refusal import refuse
from kithbook.text.words import full_stop
from kithbook.views.introduction_actions import names_of
from kithbook.views.page_action import PageAction
from kithbook.views.request_actions import SOMEBODY_NEW

_KEYS = {"need": "needs", "offer": "offers", "know": "knows"}


@dataclass(frozen=True, slots=True)
class Deeding:
    """One action that is to be done in a book on a day, and what was said with it."""

    root: Path
    network: Network
    action: PageAction
    said: Mapping[str, str]
    today: date

    def person(self, place: int = 0) -> str:
        """The id of a person whom the book has."""
        who = self.action.about[place]
        if who not in self.network.people:
            refuse(f"{who} is not in the book any more. Nothing was written.")
        return who

    def line(self, name: str) -> str:
        """What was said, on one line; refused where it cannot be seen."""
        text = " ".join(self.said.get(name, "").split())
        if not text.isprintable():
            refuse("It holds a character that cannot be seen. Type it again. Nothing was written.")
        return text

    def words(self, name: str) -> str:
        """The same, where something has to be said."""
        text = self.line(name)
        if not any(letter.isalnum() for letter in text):
            asked = next((one.asks for one in self.action.fields if one.name == name), name)
            refuse(f'There are no words under "{asked}". Nothing was written.')
        return text

    def day(self, name: str) -> date:
        """A day that was named."""
        try:
            return parse_day(self.line(name), self.today)
        except (DateFault, OverflowError) as fault:
            refuse(f"{fault}. Write a day such as {self.today}. Nothing was written.")

    @property
    def whose(self) -> set_field.WhoseFile:
        """The file of the person whom it is about."""
        return set_field.WhoseFile(self.root, self.network, self.person())

    @property
    def records(self) -> steps.Records:
        """The introductions, with the day that was named where it is another than today."""
        on = self.day("on") if "on" in self.said else self.today
        if on > self.today:
            refuse(f"{on} is still to come. Record it once it has happened. Nothing was written.")
        named = None if on == self.today else PartialDate.of(on)
        return steps.open_records(self.root, self.network, self.today, named)


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be written, with words for it and an answer to send."""

    edits: Edits
    words: tuple[str, ...] = ()
    answer: ReplyDraft | None = None


def deed_of(case: Deeding) -> Deed:
    """What an action would write; refused where something speaks against it."""
    return _DEEDS[case.action.deed](case)


def _log(case: Deeding) -> Deed:
    who, kept = case.person(), case.action.about[1:]
    kind, text = kept or (case.said.get("kind", ""), case.line("text"))
    day = case.today if kept else case.day("on")
    require_past(day, case.today, kind)
    line = log_line(
        Sentence(kind, (who,), text),
        day,
        case.network.index,
        case.network.settings,
        journal=False,
        find=lambda _, name: name,
    )
    return Deed(line.edits(case.root))


def _done(case: Deeding) -> Deed:
    words = case.action.about[1]
    return Deed(keep_promise(case.root, case.network, case.person(), words, case.today))


def _snooze(case: Deeding) -> Deed:
    day = case.day("day")
    if day <= case.today:
        refuse(f"{day} is not ahead. Name a day to come. Nothing was written.")
    return Deed(set_field.rest_until(case.whose, day))


def _circle(case: Deeding) -> Deed:
    return Deed(set_field.set_value(case.whose, "circle", case.words("circle"), "circle"))


def _phrase(case: Deeding) -> Deed:
    key = _KEYS[case.action.deed]
    return Deed(set_field.add_phrase(case.whose, key, case.words("text"), case.action.deed))


def _asking(case: Deeding) -> Deed:
    command: Any = case.action.deed
    return _step(case, steps.asked(case.records, _which(case), command))


def _answer(case: Deeding) -> Deed:
    said: Any = case.said["said"]
    return _step(case, steps.answered(case.records, _which(case), said))


def _event(case: Deeding) -> Deed:
    command: Any = case.action.deed
    return _step(case, steps.happened(case.records, _which(case), command))


def _outcome(case: Deeding) -> Deed:
    return _step(
        case, steps.outcome(case.records, _which(case), case.said["was"], case.line("note"))
    )


def _aside(case: Deeding) -> Deed:
    edits = beginning.put_aside(
        case.records, (case.person(0), case.person(1)), case.line("because"), None
    )
    return _step(case, edits)


def _introduce(case: Deeding) -> Deed:
    first, second = case.person(0), case.person(1)
    said = {first: case.words("first"), second: case.words("second")}
    wanted = beginning.NewIntroduction(between=(first, second), because=said)
    begun = beginning.begin_introduction(case.records, wanted, lambda *_: "")
    return _step(case, begun.edits)


def _which(case: Deeding) -> tuple[str, ...]:
    """The words that mean an introduction, which the book still has."""
    which = case.action.about
    if which[0] not in {one.id for one in case.network.introductions}:
        refuse(f"The introduction {which[0]} is not in the book any more. Nothing was written.")
    return which


def _step(case: Deeding, edits: Edits) -> Deed:
    """A step with where the introduction stands after it, and what comes next."""
    (edit,) = edits.files
    if not edit.path.startswith("introductions/"):
        return Deed(edits)
    records = steps.open_records(case.root, case.network, case.today)
    return Deed(edits, tuple(_standing(case, steps.standing_after(records, edit))))


def _standing(case: Deeding, one: Progress) -> Iterator[str]:
    yield f"{names_of(case.network, one.introduction.between)}: {one.state}."
    for each in next_steps(case.network, one, case.today):
        yield full_stop(each.text)


def _open(case: Deeding) -> deciding.OpenRequest:
    name = case.action.about[0]
    if name not in {one.id for one in case.network.requests}:
        refuse(f"The request {name} is not in the book any more. Nothing was written.")
    own = case.line("own")
    return deciding.open_request(case.root, case.network, case.today, name, own=own)


def _accept(case: Deeding) -> Deed:
    who = case.said.get("person")
    fresh = who == SOMEBODY_NEW
    said = Acceptance(None if fresh else who, fresh, case.line("circle"))
    request = _open(case)
    done = deciding.accept_request(request, said, _begin(case) if case.said.get("begin") else None)
    words = [f"{name} is accepted." for name in case.action.about[:1]]
    records = done.records
    for edit in done.edits.files[2:]:
        after = Deeding(case.root, records.network, case.action, {}, case.today)
        words += _standing(after, steps.standing_after(records, edit))
    return Deed(done.edits, (*words, *_of_draft(done.answer)), done.answer)


def _begin(case: Deeding) -> ToBegin:
    """The introduction that the request asks for, with the reasons as the owner left them."""
    other = case.words("with")
    if other not in case.network.people:
        other = person_meant(case.network.index, other)
    return ToBegin(other, for_asker=case.line("them"), for_other=case.line("other"))


def _more(case: Deeding) -> Deed:
    done = deciding.ask_for_more(_open(case), case.words("ask"), None)
    return _decided(done, "More is asked.")


def _decline(case: Deeding) -> Deed:
    until = case.day("until") if "until" in case.said else None
    if until and until <= case.today:
        refuse(f"{until} is not ahead. Name a day to come. Nothing was written.")
    because: Any = case.action.about[1]
    said = Answer("declined", because=because, until=until, own=case.line("own"))
    return _decided(deciding.decline_request(_open(case), said), "It is declined.")


def _redirect(case: Deeding) -> Deed:
    done = deciding.redirect_request(_open(case), case.words("to"))
    return _decided(done, "It is sent on.")


def _decided(done: deciding.Decided, words: str) -> Deed:
    return Deed(done.edits, (words, *_of_draft(done.answer)), done.answer)


def _of_draft(draft: ReplyDraft) -> Iterator[str]:
    yield "Nothing is sent: the answer below is for you to send."
    yield from draft.remarks
    if draft.takes:
        yield f"It says that this time suits you: {draft.takes}. Is it so?"


_DEEDS: Mapping[str, Callable[[Deeding], Deed]] = {
    "log": _log,
    "done": _done,
    "snooze": _snooze,
    "circle": _circle,
    "need": _phrase,
    "offer": _phrase,
    "know": _phrase,
    "asked": _asking,
    "nudged": _asking,
    "answer": _answer,
    "made": _event,
    "met": _event,
    "thank": _event,
    "outcome": _outcome,
    "aside": _aside,
    "introduce": _introduce,
    "accept": _accept,
    "more": _more,
    "decline": _decline,
    "redirect": _redirect,
}
