"""One request to decide on: which it is, what the answers share, and how a draft is handed over."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kithbook.cli.screen import mistake, note, say, visible
from kithbook.cli.stems import RequestName
from kithbook.cli.whereabouts import Whereabouts, read_day, the_day, today_option

if TYPE_CHECKING:
    from kithbook.book.edit import Edit
    from kithbook.book.network import Network
    from kithbook.insight.inbox import Thread
    from kithbook.requests.deciding import Choice
    from kithbook.requests.drafts import Answer, Draft


_COMMANDS = {"declined": "decline", "redirected": "redirect", "more": "more"}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to any of the answers: which request, and where the draft goes."""

    request: str
    own: str
    eml: str | None
    mailto: bool
    anyway: bool
    today: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One request in its book, on its day."""

    root: Path
    network: Network
    thread: Thread
    today: date
    said: Said


def answering(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and options that all answers share, handed over as one `Said`."""

    @wraps(command)
    def gathered(place: Whereabouts, **options: Any) -> None:  # noqa: ANN401 - what click parsed
        own = options.pop("own") or ""
        shared = {
            name: options.pop(name) for name in ("request", "eml", "mailto", "anyway", "today")
        }
        command(place, Said(own=own, **shared), **options)

    whole: Callable[..., None] = gathered
    made: Callable[..., None] = click.pass_obj(whole)
    for option in (
        today_option,
        click.option("--anyway", is_flag=True, help="Decide anew although it was decided."),
        click.option("--mailto", is_flag=True, help="Give the draft as a mailto: link."),
        click.option("--eml", metavar="FILE", help="Write the draft as a mail; - for stdout."),
        click.option("--say", "own", metavar="TEXT", help="A sentence of yours for the draft."),
        click.argument("request", metavar="ID", type=RequestName()),
    ):
        made = option(made)
    return made


def open_case(place: Whereabouts, said: Said) -> Case:
    """The request that is meant; ends the command where it is not clear or decided already."""
    from kithbook.book.load import load_book
    from kithbook.insight.inbox import threads
    from kithbook.requests.naming import Unclear, find_thread

    root = place.root()
    network = load_book(root)
    day = the_day(network.settings, said.today)
    try:
        thread = find_thread(threads(network, day), said.request)
    except Unclear as unclear:
        mistake(str(unclear))
    if thread.state in ("accepted", "declined", "redirected") and not said.anyway:
        on = f" on {thread.decision.on}" if thread.decision and thread.decision.on else ""
        mistake(f"{thread.request.id} was {thread.state}{on}. Add --anyway to decide anew.")
    return Case(root, network, thread, day, said)


def day_ahead(until: str | None, case: Case) -> date | None:
    """The day that `--until` names; ends the command where it is not to come."""
    if until is None:
        return None
    day = read_day(until, case.today, "--until")
    if day <= case.today:
        mistake(f"--until: {day} is not ahead. Name a day to come.")
    return day


def drafted(case: Case, answer: Answer) -> Draft:
    """The draft; ends the command where something is missing for it."""
    from kithbook.requests.drafts import draft
    from kithbook.text.slots import Unfilled

    try:
        made = draft(case.thread.message, answer, case.network.settings)
    except Unfilled as gap:
        mistake(f"No draft was made: {gap}. Nothing was written.")
    if not case.network.settings.sign_off:
        note("The draft ends without your name; write sign_off in kithbook.yml to have it there.")
    return made


def decision_edit(case: Case, choice: Choice) -> Edit:
    """The edit of the request's file; raises Refused."""
    from kithbook.book.edit import Refused
    from kithbook.requests.deciding import decide
    from kithbook.text.problems import Problem
    from kithbook.text.source import read_source

    source = read_source(case.root, case.root / case.thread.message.path)
    if isinstance(source, Problem):
        raise Refused(source.location, source.message, source.hint)
    return decide(source, choice)


def settle(case: Case, choice: Choice, answer: Answer) -> None:
    """Writes a decision that touches one file, and hands over its draft."""
    shown = ready(drafted(case, answer), case.said)
    edit = decision_edit(case, choice)
    commit(case, (edit,), _COMMANDS[choice.was])
    hand_over(shown, case.said)
    reason = f" ({choice.reason})" if choice.was == "declined" else ""
    what = "more is asked" if choice.was == "more" else choice.was
    note(f"{edit.path}:{edit.line}: {what}{reason}. Nothing is sent.")


def commit(case: Case, edits: tuple[Edit, ...], command: str) -> None:
    """Writes edits, as one commit where the settings ask for it."""
    from kithbook.cli.history import write

    what = visible(case.thread.request.id)
    write(edits, case.root, case.network.settings, f"request {command}", what)


def ready(draft: Draft, said: Said) -> bytes | str:
    """The draft in the form asked for; ends the command where it cannot be had."""
    from kithbook.text.slots import Unfilled

    if said.eml is not None:
        if said.eml != "-" and Path(said.eml).exists():
            mistake(f"{said.eml} is there already. Choose another name.")
        try:
            return draft.eml()
        except Unfilled as gap:
            mistake(f"No mail was made: {gap}. Nothing was written.")
    if said.mailto:
        return draft.mailto or mistake(
            "The request gives no address, or the draft is too long for a link. Leave --mailto out."
        )
    to = f"{draft.name} <{draft.email}>" if draft.email else draft.name
    return f"To: {to}\nSubject: {draft.subject}\n\n{draft.text}"


def hand_over(shown: bytes | str, said: Said) -> None:
    """Gives the draft to the screen or to a file."""
    if isinstance(shown, str):
        say(shown)
    elif said.eml == "-":
        sys.stdout.write(shown.decode("utf-8").replace("\r\n", "\n"))
    elif said.eml is not None:
        with Path(said.eml).open("xb") as file:
            file.write(shown)
        note(f"{said.eml} is written; open it in your mail program.")
