"""Filing what came: copies change nothing, changed copies revise, answers join their thread.

A copy is known by the id that the form gave it, by the Message-ID, or by its words. Who sends may
choose the first two, so a file is only ever revised by the address that it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from kithbook.book.edit import Edit, digest, source_of
from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.insight.inbox import UNDECIDED_DAYS
from kithbook.requests.form_fields import TEXTS
from kithbook.requests.incoming import Incoming
from kithbook.requests.mailboxes import Unread
from kithbook.requests.request_file import FOLDER, file_name, render
from kithbook.requests.revising import revised
from kithbook.requests.shelf import KnownRequest, Shelf
from kithbook.requests.small_question import small_question
from kithbook.requests.wording import same
from kithbook.text.addresses import address_key
from kithbook.text.dates import Span
from kithbook.text.slug import free_name
from kithbook.text.source import Source

Outcome = Literal["new", "answer", "revision", "known", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("new", "answer", "revision", "known", "skipped")
# With the words of one more copy it is still a file that a book reads.
_MOST_IN_A_FILE = 250_000
_ANSWERING = ("re:", "aw:", "antw:", "sv:", "rif:", "odp:")


@dataclass(frozen=True, slots=True)
class Filing:
    """What becomes of one thing that came: which request it is, and why nothing is made of it."""

    outcome: Outcome
    id: str = ""
    name: str = ""
    flags: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: each thing that came, and the edits, at most one a file."""

    filings: tuple[Filing, ...]
    edits: tuple[Edit, ...]


@dataclass(slots=True)
class _Desk:
    """One import under way."""

    root: Path
    today: date
    oldest: date
    known: Shelf = field(default_factory=Shelf)
    sources: dict[str, Source] = field(default_factory=dict)
    before: dict[str, str | None] = field(default_factory=dict)


def plan(
    came: Iterable[Incoming | Unread],
    network: Network,
    root: Path,
    today: date,
    since: date | None = None,
) -> Plan:
    """What filing these would do; what came before `since` or is long expired is passed over."""
    ending = today - UNDECIDED_DAYS - Span(network.settings.keep_expired, "days")
    desk = _Desk(root, today, max(since or ending, ending))
    for request in network.requests:
        desk.known.add(_known(request))
    question = small_question(root)
    filings = tuple(
        _file(desk, question.looked_at(one) if isinstance(one, Incoming) else one) for one in came
    )
    return Plan(filings, tuple(_edits(desk)))


def _known(request: Request) -> KnownRequest:
    source = request.source
    marks = {source.digest, source.note, *source.earlier} - {""}
    flags = request.flags
    return KnownRequest(
        id=request.id,
        path=request.path,
        email=address_key(request.email),
        note=source.note,
        marks=marks | ({source.message_id} - {""}),
        digest=source.digest,
        rank=0 if "truncated" in flags else 1 if "changed" in flags else 2,
        decided=request.decision is not None,
        asked=request.decision is not None and request.decision.was == "more",
        revision=request.revision,
        ids={source.message_id, *(one for one in source.earlier if one.startswith("<"))} - {""},
        texts={name: getattr(request, name) for name in TEXTS},
    )


def _file(desk: _Desk, came: Incoming | Unread) -> Filing:
    if isinstance(came, Unread):
        return Filing("skipped", name=came.name, why=came.why)
    shown = came.name or came.email or came.subject or "somebody without a name"
    if why := _passed_over(desk, came):
        return Filing("skipped", name=shown, why=why)
    return _placed(desk, came, shown)


def _passed_over(desk: _Desk, came: Incoming) -> str:
    if came.automatic or came.empty:
        return came.automatic or "it holds no text"
    if came.received < desk.oldest:
        return f"it is from {came.received}, which is too long ago"
    answered = _answered(desk, came)
    sent_to = answered and answered.email in came.to and address_key(came.sender) != answered.email
    return f"it is your own answer to {answered.id}" if answered and sent_to else ""


def _placed(desk: _Desk, came: Incoming, shown: str) -> Filing:
    answered = _answered(desk, came)
    if answered and came.own_words and _is_own_answer(came, answered):
        return _join(desk, _as_answer(came), answered, shown)
    copy = _copy(desk, came)
    if copy is None:
        return _make(desk, came, shown, answered)
    if came.digest in copy.marks or (came.message_id in copy.ids and not _mends(came, copy)):
        return Filing("known", copy.id, shown, came.flags, "it is here already")
    if came.rank < copy.rank:
        return Filing("known", copy.id, shown, came.flags, "a better copy is here already")
    if copy.decided or len(_source(desk, copy.path).text.encode()) > _MOST_IN_A_FILE:
        return _join(desk, came, copy, shown)
    return _revise(desk, came, copy, shown)


def _copy(desk: _Desk, came: Incoming) -> KnownRequest | None:
    """The request that this is a copy of, be it changed."""
    same = (one for one in desk.known.of(address_key(came.email)) if came.note == one.note)
    return _exact(desk, came) or (next(same, None) if came.note else None)


def _exact(desk: _Desk, came: Incoming) -> KnownRequest | None:
    """The request that this is the very same as."""
    return desk.known.first(ids=(came.message_id,), marks=(came.digest,))


def _answered(desk: _Desk, came: Incoming) -> KnownRequest | None:
    """The request that a mail goes on from."""
    if known := desk.known.first(ids=came.answers):
        return known
    email = address_key(came.sender or came.email)
    mine = desk.known.of(email) if email else []
    if came.note and (found := next((one for one in mine if one.note == came.note), None)):
        return found
    asked = [one for one in mine if one.asked]
    answers = came.subject.lower().startswith(_ANSWERING)
    return asked[0] if answers and len(asked) == 1 else None


def _mends(came: Incoming, copy: KnownRequest) -> bool:
    """Whether the same mail comes again, from the same address, with more of its words."""
    if copy.email != address_key(came.email):
        return False
    if came.rank != copy.rank:
        return came.rank > copy.rank
    return all(same(text) in same(came.texts.get(name, "")) for name, text in copy.texts.items())


def _is_own_answer(came: Incoming, answered: KnownRequest) -> bool:
    """Whether the mail brings words of the requester, and not the same note once more."""
    mine = answered.email in ("", address_key(came.sender or came.email))
    return mine and not (came.message_id and came.message_id in answered.ids)


def _as_answer(came: Incoming) -> Incoming:
    """A mail that quotes the note which it goes on from: only the words above count."""
    said = {"why": came.own_words}
    rest = came.rest if came.texts.get("why") == came.own_words else ""
    return replace(came, texts=said, rest=rest, note="", kind="connect", flags=())


def _join(desk: _Desk, came: Incoming, thread: KnownRequest, shown: str) -> Filing:
    copy = _exact(desk, came)
    if copy:
        return Filing("known", copy.id, shown, came.flags, "it is here already")
    made = _make(desk, came, shown, thread)
    return replace(made, outcome="answer", why=f"it goes on from {thread.id}")


def _make(desk: _Desk, came: Incoming, shown: str, thread: KnownRequest | None) -> Filing:
    stem = _free(desk, file_name(came))
    source = render(came, stem, thread.id if thread else "")
    desk.sources[source.path], desk.before[source.path] = source, None
    marks = {came.digest, came.note, came.message_id} - {""}
    ids = {came.message_id} - {""}
    email = address_key(came.email)
    known = KnownRequest(
        stem, source.path, email, came.note, marks, came.digest, came.rank, ids=ids
    )
    known.texts = came.texts
    desk.known.add(known)
    return Filing("answer" if thread else "new", stem, shown, came.flags)


def _free(desk: _Desk, stem: str) -> str:
    folder = desk.root / FOLDER
    return free_name(stem, lambda one: desk.known.has(one) or (folder / f"{one}.md").exists())


def _revise(desk: _Desk, came: Incoming, copy: KnownRequest, shown: str) -> Filing:
    former = (*((copy.digest,) if copy.digest else ()), *sorted(copy.ids))
    copy.revision += 1
    source = _source(desk, copy.path)
    desk.sources[copy.path] = revised(source, came, former, copy.revision, desk.today)
    ids = {came.message_id} - {""}
    desk.known.learn(copy, ids | {came.digest}, ids)
    copy.digest, copy.rank, copy.texts = came.digest, came.rank, came.texts
    return Filing("revision", copy.id, shown, came.flags, f"revision {copy.revision}")


def _source(desk: _Desk, path: str) -> Source:
    if path not in desk.sources:
        source = desk.sources[path] = source_of(desk.root, path)
        desk.before[path] = digest(source.text.encode())
    return desk.sources[path]


def _edits(desk: _Desk) -> Iterator[Edit]:
    for path, source in desk.sources.items():
        yield Edit(path, desk.before[path], source.text.encode())
