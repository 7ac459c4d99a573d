"""The introduction that a request asks for: whom it means, both reasons, and its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kithbook.actions.begin_introduction import Begun, NewIntroduction, begin_introduction
from kithbook.actions.record_step import Records
from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.requests.asked import gift_of
from kithbook.requests.triage import Wanted, wanted
from kithbook.requests.wording import keep_line
from kithbook.text.refusal import refuse
from kithbook.text.words import listed

_LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class ToBegin:
    """What the owner said of it: with whom, reasons by name of the two, and why all the same.

    A reason may also be said as the one for whoever asks, or for the other.
    """

    other: str | None = None
    because: tuple[tuple[str, str], ...] = ()
    anyway: str = ""
    for_asker: str = ""
    for_other: str = ""


def begin_asked(records: Records, request: Request, who: str, said: ToBegin) -> Begun:
    """The introduction that `who` asked for in a request; refused where it is unclear with whom."""
    network = records.network
    other = said.other or _one(network, request, who, records.today)
    reasons = {
        who: said.for_asker or _for_asker(request),
        other: said.for_other or _for_other(request),
    }
    reasons |= {_of_two(network, (who, other), name): text for name, text in said.because}
    begun = NewIntroduction(
        between=(who, other),
        because={one: text for one, text in reasons.items() if text},
        asked_by=request.id,
        asker=who,
        anyway=said.anyway,
    )
    return begin_introduction(records, begun, lambda one, _: _no_reason(network, one))


def possible(network: Network, request: Request, who: str, today: date) -> tuple[Wanted, ...]:
    """Whom a request may mean, apart from whoever wrote it."""
    return tuple(one for one in wanted(network, request, today) if one.person != who)


def _one(network: Network, request: Request, who: str, today: date) -> str:
    meant = possible(network, request, who, today)
    if len(meant) == 1:
        return meant[0].person
    if not meant:
        refuse("Nothing in it leads to one person of your book.", wants="with")
    names = listed((network.name_of(one.person) for one in meant), "or")
    return refuse(f"It may mean {names}.", wants="with")


def _of_two(network: Network, ids: tuple[str, str], name: str) -> str:
    meant = [one for one in ids if one in network.index.search(name).ids]
    if len(meant) == 1:
        return meant[0]
    names = " and ".join(network.name_of(one) for one in ids)
    return refuse(f'"{name}" is not clearly one of the two, {names}.')


def _for_asker(request: Request) -> str:
    """What the form says; a plain letter tells of its writer, and not of whom it asks to meet."""
    form = request.why_them or (request.why or request.ask if request.kind != "connect" else "")
    return _line(form)


def _for_other(request: Request) -> str:
    """What the form says, else the sentence of a letter that offers something, as a quotation."""
    gift = gift_of(request)
    if request.for_them or gift == request.offer:
        return _line(request.for_them or gift)
    return f"\u201c{_line(gift)}\u201d ({request.sender})"


def _no_reason(network: Network, who: str) -> str:
    refuse(f"The request does not say what is in it for {network.name_of(who)}.", wants="because")


def _line(text: str) -> str:
    return keep_line(" ".join(text.split()), _LONGEST_REASON)
