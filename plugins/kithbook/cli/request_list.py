"""`kith request list`: how requests stand, and how people find the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, json_option, today_option
from kithbook.cli.screen import block, mistake, say, say_json

if TYPE_CHECKING:
    from kithbook.book.model import Request
    from kithbook.insight.inbox import Thread
    from kithbook.requests.rollup import WayFound


@click.command(name="list")
@click.option(
    "--state",
    metavar="STATE",
    help="Only these: new, answered, needs info, accepted, redirected, declined, expired.",
)
@json_option
@today_option
@click.pass_obj
def list_(book: ChosenBook, state: str | None, as_json: bool, today: str | None) -> None:
    """List requests, those that wait for you first, and how people found you."""
    from kithbook.insight.inbox import STATES, threads
    from kithbook.requests.rollup import by_link, by_person, thanks_due

    _, network, day = book.read(today)
    if state is not None and state not in STATES:
        mistake(f'"{state}" is no state of a request. Take one of {", ".join(STATES)}.')
    shown = [one for one in threads(network, day) if state in (None, one.state)]
    roll = (*by_link(network, day), *by_person(network, day))
    thanks = [(one.person, one.thread.request.sender) for one in thanks_due(network, day)]
    if as_json:
        from kithbook.shapes.of_requests import requests_shape

        say_json(requests_shape(network, shown, roll, thanks))
        return
    for thread in shown:
        say(_thread_line(thread))
    if not shown:
        say("No requests." if state is None else f"No request is {state}.")
    if state is None:
        block("How people found you", (f"{row.sentence}{_rate(row)}" for row in roll))
        block(
            "Thanks to say",
            (f"{network.name_of(who)}, through whom {name} wrote" for who, name in thanks),
        )


def _thread_line(thread: Thread) -> str:
    first, message = thread.request, thread.message
    who = first.sender or first.email or "somebody without a name"
    about = " ".join((message.ask or message.why or message.wants or message.rest).split())
    short = f"{about[:90]}…" if len(about) > 90 else about
    return f"{thread.state}: {who}: {short} ({first.id}){_revised(first)}"


def _revised(first: Request) -> str:
    """When a newer copy came in the place of what was there."""
    day = first.revised.exact if first.revised else None
    return f", revised on {day.day} {day:%B %Y}" if day else ""


def _rate(row: WayFound) -> str:
    return "" if row.rate is None else f" ({row.rate} % of those decided)"
