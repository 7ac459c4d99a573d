"""`kith request show`: one request whole, with what is known of it and what can be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.persons import RequestName
from kithbook.cli.screen import block, note, say, say_json
from kithbook.text.safe import plain
from kithbook.text.words import listed

if TYPE_CHECKING:
    from kithbook.book.network import Network
    from kithbook.insight.inbox import Thread
    from kithbook.requests.triage import PossibleSender
    from kithbook.views.request_view import RequestView

_MOST_OF_A_TEXT = 20_000


@click.command()
@click.argument("request", metavar="ID", type=RequestName())
@answering_options
def show(book: ChosenBook, request: str, as_json: bool, today: str | None) -> None:
    """Show one request: what it says, who it may be, what the coach finds, and what next."""
    from kithbook.insight.inbox import threads
    from kithbook.insight.letter_ends import owner_name
    from kithbook.requests.deciding import find_thread
    from kithbook.views.request_view import request_view

    root, network, day = book.read(today)
    thread = find_thread(threads(network, day), request)
    view = request_view(network, thread, day, owner_name(root))
    if as_json:
        from kithbook.shapes.of_requests import request_shape

        say_json(request_shape(network, view))
        return
    _show_words(view.thread)
    _show_known(network, view)
    _show_decision(network, view)


def _show_words(thread: Thread) -> None:
    from kithbook.views.request_view import texts_of

    first = thread.request
    address = f" <{first.email}>" if first.email else ""
    say(f"{first.sender or 'Somebody without a name'}{address}: {thread.state}")
    for message in thread.messages:
        say(f"{message.path}{f', {message.received}' if message.received else ''}")
        for label, text in texts_of(message):
            block(label, plain(text, _MOST_OF_A_TEXT).splitlines())
        block("Your note", plain(message.notes, _MOST_OF_A_TEXT).splitlines())


def _show_known(network: Network, view: RequestView) -> None:
    from kithbook.requests.flags import FLAGS

    block("Who it may be", (_sender(network, one) for one in view.senders))
    block("Came through", map(network.name_of, view.referrers))
    meant = (
        f'{network.name_of(one.person)} ({one.known}), meant by "{one.meant_by}"'
        for one in view.wanted
    )
    block("Whom they may mean", meant)
    meanings = {str(flag): meaning for flag, meaning in FLAGS.items()}
    signs = view.thread.request.flags
    block("Signs", (f"{one}: {meanings[one]}" if one in meanings else one for one in signs))
    block("What the coach says", (f"{one.level}: {one.say}" for one in view.advice.findings))


def _sender(network: Network, one: PossibleSender) -> str:
    if one.person:
        return f"{network.name_of(one.person)}, by {one.how} ({network.people[one.person].path})"
    contact = one.contact
    work = listed(part for part in (contact.role, contact.org) if part) if contact else ""
    name = contact.name if contact else ""
    return f"{name}{f' ({work})' if work else ''}, by {one.how}, in a roster"


def _show_decision(network: Network, view: RequestView) -> None:
    decided = view.thread.decision
    if decided and not view.ways:
        on = f" on {decided.on}" if decided.on else ""
        became = f"; {network.shown(decided.person)}" if decided.person else ""
        say()
        say(f"{decided.was}{on}{f': {decided.reason}' if decided.reason else ''}{became}")
    block("What you can decide", (f"{one.title}: {one.command}" for one in view.ways))
    if view.ways:
        note("Each shows its draft first; --apply writes the decision. Nothing is ever sent.")
