"""`kith request accept | more | decline | redirect`: decide, and have the answer drafted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from kithbook.cli.chosen_book import ChosenBook, day_ahead, today_option
from kithbook.cli.persons import PersonName, RequestName, find_person
from kithbook.cli.screen import asking_for, hand_over_mail, mistake, note, require_free, say

if TYPE_CHECKING:
    from kithbook.actions.decide_request import Decided, OpenRequest
    from kithbook.requests.replies import ReplyDraft

_WANTED = {
    "anew": "Add --anyway to decide anew.",
    "ask": 'Say what you would like to know: --ask "…"',
    "name": "or say who it is with --as PERSON.",
    "second": "Say so with --as PERSON, or take --new for somebody else.",
    "which": "Say so with --as PERSON, or take --new for somebody else.",
}


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """What was said to any of the answers: which request, and where the draft goes."""

    request: str
    own: str
    eml: str | None
    mailto: bool
    anyway: bool
    today: str | None


def answering(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and options that all answers share, handed over as one `AnswerOptions`."""

    @wraps(command)
    def gathered(book: ChosenBook, **options: Any) -> None:  # noqa: ANN401 - what click parsed
        own = options.pop("own") or ""
        shared = {
            name: options.pop(name) for name in ("request", "eml", "mailto", "anyway", "today")
        }
        with asking_for(**_WANTED):
            command(book, AnswerOptions(own=own, **shared), **options)

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


@click.command()
@answering
@click.option("--as", "person", metavar="PERSON", type=PersonName(), help="Who this is already.")
@click.option("--circle", metavar="CIRCLE", help="How close; one of those in kithbook.yml.")
@click.option(
    "--new",
    "fresh",
    is_flag=True,
    help="Make a file although somebody with that name or address is there.",
)
@click.option("--apply", "write", is_flag=True, help="Do it; otherwise only show it.")
def accept(
    book: ChosenBook,
    said: AnswerOptions,
    *,
    person: str | None,
    circle: str,
    fresh: bool,
    write: bool,
) -> None:
    """Say yes: a person file with how they found you and why, and a draft.

    Two files change, so both are shown first; --apply writes them.
    """
    from kithbook.actions.accepted_person import Acceptance
    from kithbook.actions.committing import commit
    from kithbook.actions.decide_request import accept_request
    from kithbook.actions.diffs import diff_of

    case = _open(book, said)
    meant = find_person(case.network.index, person) if person else None
    done = accept_request(case, Acceptance(meant, fresh, circle or ""))
    shown = _answer_of(case, done, said)
    made, decision = done.edits.files
    if not write:
        say(diff_of(case.root, done.edits.files))
        say()
        if said.eml is None:
            _hand_over(shown, said)
        note("Nothing is written yet; add --apply.")
        return
    commit(done.edits, case.root, case.network.settings, note)
    _hand_over(shown, said)
    note(f"{made.path} is written, and {decision.path} says accepted. Nothing is sent.")


@click.command()
@answering
@click.option(
    "--ask",
    metavar="TEXT",
    help="The one thing that is missing; otherwise what the coach finds missing.",
)
@click.option("--until", metavar="DAY", help="How long the question stays open.")
def more(book: ChosenBook, said: AnswerOptions, *, ask: str | None, until: str | None) -> None:
    """Ask for the one thing that is missing, and have the question drafted."""
    from kithbook.actions.decide_request import ask_for_more

    case = _open(book, said)
    _settle(
        case, ask_for_more(case, ask or "", day_ahead(until, case.today)), said, "more is asked"
    )


@click.command()
@answering
@click.option("--because", metavar="REASON", help="One of not-me, not-now, unknown, no.")
@click.option("--until", metavar="DAY", help="For not-now: after which day they may ask again.")
def decline(
    book: ChosenBook, said: AnswerOptions, *, because: str | None, until: str | None
) -> None:
    """Say no, for one reason, and have it drafted.

    \b
    not-me    you are not the right one for it
    not-now   not at the moment; needs --until DAY
    unknown   you do not know the person well enough to ask this of them
    no        you have read it, and the answer is no
    """
    from kithbook.actions.decide_request import decline_request
    from kithbook.requests.replies import REASONS, Answer

    reason = next((one for one in REASONS if one == because), None)
    if reason is None:
        what = f'"{because}" is not a reason here' if because else "A no needs a reason"
        mistake(f"{what}. Add --because with one of {', '.join(REASONS)}.")
    if (reason == "not-now") != (until is not None):
        mistake("--until DAY belongs to --because not-now, which needs it. Write both, or neither.")
    case = _open(book, said)
    ending = day_ahead(until, case.today)
    answer = Answer("declined", because=reason, until=ending, own=said.own)
    _settle(case, decline_request(case, answer), said, f"declined ({reason})")


@click.command()
@answering
@click.option("--to", "where", required=True, metavar="TEXT", help="A better place, in words.")
def redirect(book: ChosenBook, said: AnswerOptions, *, where: str) -> None:
    """Point to a better place, word for word as you write it, and have it drafted."""
    from kithbook.actions.decide_request import redirect_request

    if not where.strip() or not where.isprintable():
        mistake("--to holds no words, or some that cannot be seen. Write where they should turn.")
    case = _open(book, said)
    _settle(case, redirect_request(case, where), said, "redirected")


def _open(book: ChosenBook, said: AnswerOptions) -> OpenRequest:
    """The request that is meant."""
    from kithbook.actions.decide_request import open_request

    root, network, day = book.read(said.today)
    return open_request(root, network, day, said.request, own=said.own, anyway=said.anyway)


def _settle(case: OpenRequest, done: Decided, said: AnswerOptions, what: str) -> None:
    """Writes a decision that touches one file, and hands over its draft."""
    from kithbook.actions.committing import commit

    shown = _answer_of(case, done, said)
    commit(done.edits, case.root, case.network.settings, note)
    _hand_over(shown, said)
    (edit,) = done.edits.files
    note(f"{edit.path}:{edit.line}: {what}. Nothing is sent.")


def _answer_of(case: OpenRequest, done: Decided, said: AnswerOptions) -> bytes | str:
    if not case.network.settings.sign_off:
        note("The draft ends without your name; write sign_off in kithbook.yml to have it there.")
    return _ready(done.answer, said)


def _ready(draft: ReplyDraft, said: AnswerOptions) -> bytes | str:
    """The draft in the form asked for; ends the command where it cannot be had."""
    from kithbook.text.slots import Unfilled

    if said.eml is not None:
        require_free(said.eml)
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


def _hand_over(shown: bytes | str, said: AnswerOptions) -> None:
    """Gives the draft to the screen or to a file."""
    if isinstance(shown, str):
        say(shown)
    elif said.eml is not None:
        hand_over_mail(shown, said.eml)
