"""`kith request list`: the requests that are open, the newest first, and how people found you."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import block, cut, mistake, note, say, say_json
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.book.network import Network
    from kithbook.book.request import Request
    from kithbook.insight.inbox import Thread
    from kithbook.requests.rollup import WayFound

_EVERYTHING = "kith request list --all"


@click.command(name="list")
@click.option(
    "--state",
    metavar="STATE",
    help="Only these: new, answered, needs info, accepted, redirected, declined, expired.",
)
@click.option("--all", "everything", is_flag=True, help="Every one, those that are over too.")
@answering_options
def list_(
    book: ChosenBook, state: str | None, everything: bool, as_json: bool, today: str | None
) -> None:
    """List the requests that are open, the newest first, and how people found you.

    The list is short; --all lists every request, those that are decided or expired too.
    """
    from kithbook.insight.inbox import STATES, newest_first, threads
    from kithbook.requests.rollup import by_link, by_person, by_words, thanks_due

    _, network, day = book.read(today)
    if state is not None and state not in STATES:
        mistake(f'"{state}" is no state of a request. Take one of {", ".join(STATES)}.')
    meant = newest_first(one for one in threads(network, day) if state in (None, one.state))
    roll = (*by_link(network, day), *by_person(network, day), *by_words(network, day))
    thanks = [(one.person, one.thread.request.sender) for one in thanks_due(network, day)]
    if as_json:
        from kithbook.shapes.of_requests import requests_shape

        say_json(requests_shape(network, meant, roll, thanks))
        return
    _show_requests(network, meant, state, everything=everything)
    if state is None:
        names = (f"{network.name_of(who)}, through whom {name} wrote" for who, name in thanks)
        found = (f"{row.sentence}{_rate(row)}" for row in roll)
        for title, lines in (("How people found you", found), ("Thanks to say", names)):
            block(title, lines if everything else cut(lines, where=_EVERYTHING))


def _show_requests(
    network: Network, meant: tuple[Thread, ...], state: str | None, *, everything: bool
) -> None:
    shown = meant if everything or state else tuple(one for one in meant if one.goes_on)
    lines = (_thread_line(network, one) for one in shown)
    where = f"kith request list --state {shlex.quote(state)} --all" if state else _EVERYTHING
    for line in lines if everything else cut(lines, where=where):
        say(line)
    if over := len(meant) - len(shown):
        if not shown:
            say("No request is open.")
        note(f"{counted(over, 'request is', 'requests are')} over; --all lists every one.")
    elif not shown:
        say("No requests." if state is None else f"No request is {state}.")


def _thread_line(network: Network, thread: Thread) -> str:
    from kithbook.requests.request_advice import verdict

    first, message = thread.request, thread.message
    who = first.sender or first.email or "somebody without a name"
    about = " ".join((message.ask or message.why or message.wants or message.rest).split())
    short = f"{about[:90]}…" if len(about) > 90 else about
    said = f" [{verdict(message, network.settings)}]" if thread.waits else ""
    return f"{thread.state}: {who}: {short}{said} ({first.id}){_revised(first)}"


def _revised(first: Request) -> str:
    """When a newer copy came in the place of what was there."""
    day = first.revised.exact if first.revised else None
    return f", revised on {day.day} {day:%B %Y}" if day else ""


def _rate(row: WayFound) -> str:
    return "" if row.rate is None else f" ({row.rate} % of those decided)"
