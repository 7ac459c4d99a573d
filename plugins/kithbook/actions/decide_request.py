"""A request decided: accepted, declined, sent elsewhere, or asked for more, with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kithbook.actions.accepted_person import Acceptance, person_edit, with_person
from kithbook.actions.asked_introduction import ToBegin, begin_asked, possible
from kithbook.actions.outcome import Edits
from kithbook.actions.record_step import Records, open_records
from kithbook.book.edit import source_of
from kithbook.book.network import Network
from kithbook.insight.inbox import Thread, threads
from kithbook.insight.letter_ends import owner_name
from kithbook.requests.asked import introduction_wish
from kithbook.requests.deciding import Choice, decide, find_thread
from kithbook.requests.letterheads import letterhead
from kithbook.requests.replies import Answer, ReplyDraft, draft, missing_thing
from kithbook.requests.triage import Wanted
from kithbook.text.refusal import refuse
from kithbook.text.slots import Unfilled
from kithbook.text.unseen import visible

_COMMANDS = {
    "accepted": "accept", "declined": "decline", "redirected": "redirect", "more": "more",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """One request to decide on, in its book, on its day; `own` is a sentence for the answer."""

    root: Path
    network: Network
    thread: Thread
    today: date
    own: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision writes, and the answer that it has the owner send."""

    edits: Edits
    answer: ReplyDraft


def open_request(
    root: Path, network: Network, today: date, name: str, *, own: str = "", anyway: bool = False
) -> OpenRequest:
    """The request that is meant; refused where it is not clear, or decided already."""
    thread = find_thread(threads(network, today), name)
    if thread.state in ("accepted", "declined", "redirected") and not anyway:
        on = f" on {thread.decision.on}" if thread.decision and thread.decision.on else ""
        refuse(f"{thread.request.id} was {thread.state}{on}.", wants="anew")
    return OpenRequest(root, network, thread, today, own)


@dataclass(frozen=True, slots=True)
class Accepted(Decided):
    """A yes: beside the decision the person's file and, where it is begun, an introduction.

    `records` has the book as it is afterwards; `meant` is whom the request asks to meet, as long
    as nothing is begun.
    """

    who: str
    records: Records
    meant: tuple[Wanted, ...] = ()


def accept_request(
    request: OpenRequest, said: Acceptance, begin: ToBegin | None = None
) -> Accepted:
    """A yes: the person's file with how they found the owner and why, and the decision.

    With `begin` the introduction that was asked for is begun in the same step.
    """
    first = request.thread.request
    who, edit = person_edit(request.root, request.network, first, said, request.today)
    after = with_person(request.network, edit)
    records = open_records(request.root, after, request.today)
    done = _decided(
        request,
        Choice(request.today, "accepted", person=who),
        Answer("accepted", own=request.own, begun=begin is not None),
    )
    begun = begin_asked(records, first, who, begin).edits.files if begin else ()
    asks = introduction_wish(first) and not begin
    edits = Edits((edit, *done.edits.files, *begun), done.edits.command, done.edits.what)
    meant = possible(after, first, who, request.today) if asks else ()
    return Accepted(edits, done.answer, who, records, meant)


def ask_for_more(request: OpenRequest, ask: str, until: date | None) -> Decided:
    """A question to the requester: what is missing, by the coach where nothing is said."""
    missing = ask or missing_thing(request.thread.message, request.network.settings)
    if not missing:
        refuse("The coach finds nothing missing in it.", wants="ask")
    choice = Choice(request.today, "more", missing, until)
    return _decided(request, choice, Answer("more", missing=missing, own=request.own))


def decline_request(request: OpenRequest, answer: Answer) -> Decided:
    """A no, for one reason."""
    choice = Choice(request.today, "declined", answer.because or "", answer.until)
    return _decided(request, choice, answer)


def redirect_request(request: OpenRequest, where: str) -> Decided:
    """A better place, word for word."""
    choice = Choice(request.today, "redirected", where)
    return _decided(request, choice, Answer("redirected", to=where, own=request.own))


def _decided(request: OpenRequest, choice: Choice, answer: Answer) -> Decided:
    try:
        head = letterhead(request.network, request.thread.message, owner_name(request.root))
        drafted = draft(request.thread.message, answer, head)
    except Unfilled as gap:
        refuse(f"No draft was made: {gap}. Nothing was written.")
    edit = decide(source_of(request.root, request.thread.message.path), choice)
    command = f"request {_COMMANDS[choice.was]}"
    return Decided(Edits((edit,), command, visible(request.thread.request.id)), drafted)
