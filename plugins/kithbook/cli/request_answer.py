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
from kithbook.text.words import listed

if TYPE_CHECKING:
    from kithbook.actions.asked_introduction import ToBegin
    from kithbook.actions.decide_request import Accepted, Decided, OpenRequest
    from kithbook.requests.replies import ReplyDraft

_WANTED = {
    "anew": "Add --anyway to decide anew.",
    "because": "Give it with --because WHO TEXT, or ask for it with: kith request more",
    "ask": 'Say what you would like to know: --ask "…"',
    "mailbox": "if two have one mailbox, add --new for a file of their own.",
    "name": "or say who it is with --as PERSON.",
    "reason": "To begin it all the same, give a reason: --overrule REASON\nNothing was written.",
    "second": "Say so with --as PERSON, or take --new for somebody else.",
    "with": "Say whom with --with PERSON.",
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
    write: bool
    today: str | None


def answering(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and options that all answers share, handed over as one `AnswerOptions`."""

    @wraps(command)
    def gathered(book: ChosenBook, **options: Any) -> None:  # noqa: ANN401 - what click parsed
        own = options.pop("own") or ""
        names = ("request", "eml", "mailto", "anyway", "write", "today")
        shared = {name: options.pop(name) for name in names}
        with asking_for(**_WANTED):
            command(book, AnswerOptions(own=own, **shared), **options)

    whole: Callable[..., None] = gathered
    made: Callable[..., None] = click.pass_obj(whole)
    for option in (
        today_option,
        click.option("--apply", "write", is_flag=True, help="Do it; otherwise only show it."),
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
@click.option("--need", metavar="TEXT", help="What they look for, in your words; '' for nothing.")
@click.option("--offer", metavar="TEXT", help="What they offer, in your words; '' for nothing.")
@click.option("--begin", is_flag=True, help="Begin the introduction that they ask for.")
@click.option("--with", "other", metavar="PERSON", type=PersonName(), help="Whom they mean.")
@click.option(
    "--because",
    multiple=True,
    nargs=2,
    metavar="WHO TEXT",
    help="What is in it for one of the two, in your words.",
)
@click.option("--overrule", metavar="REASON", help="Begin it although something speaks against it.")
def accept(
    book: ChosenBook,
    said: AnswerOptions,
    *,
    person: str | None,
    circle: str | None,
    fresh: bool,
    need: str | None,
    offer: str | None,
    **introduction: Any,  # noqa: ANN401 - what click parsed
) -> None:
    """Say yes: a person file with how they found you and why, and a draft.

    What they ask and offer comes into the file as their own words. Where they ask for an
    introduction, --begin begins it, with the reasons that they give.

    \b
    kith request accept liesbeth --begin --apply
    """
    from kithbook.actions.accepted_person import Acceptance
    from kithbook.actions.decide_request import accept_request

    case = _open(book, said)
    meant = find_person(case.network.index, person) if person else None
    accepted = Acceptance(meant, fresh, circle or "", need, offer)
    done = accept_request(case, accepted, _to_begin(case, **introduction))
    made, decision, *begun = done.edits.files
    also = f" {begun[0].path} is made." if begun else ""
    _settle(case, done, said, f"{made.path} is written, and {decision.path} says accepted.{also}")
    _tell_introduction(case, done)


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
    done = ask_for_more(case, ask or "", day_ahead(until, case.today))
    _settle(case, done, said, f"{_place(done)}: more is asked.")


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
    done = decline_request(case, answer)
    _settle(case, done, said, f"{_place(done)}: declined ({reason}).")


@click.command()
@answering
@click.option("--to", "where", required=True, metavar="TEXT", help="A better place, in words.")
def redirect(book: ChosenBook, said: AnswerOptions, *, where: str) -> None:
    """Point to a better place, word for word as you write it, and have it drafted."""
    from kithbook.actions.decide_request import redirect_request

    if not where.strip() or not where.isprintable():
        mistake("--to holds no words, or some that cannot be seen. Write where they should turn.")
    case = _open(book, said)
    done = redirect_request(case, where)
    _settle(case, done, said, f"{_place(done)}: redirected.")


def _open(book: ChosenBook, said: AnswerOptions) -> OpenRequest:
    """The request that is meant."""
    from kithbook.actions.decide_request import open_request

    root, network, day = book.read(said.today)
    return open_request(root, network, day, said.request, own=said.own, anyway=said.anyway)


def _to_begin(
    case: OpenRequest,
    *,
    begin: bool,
    other: str | None,
    because: tuple[tuple[str, str], ...],
    overrule: str | None,
) -> ToBegin | None:
    """What was said of the introduction, where it is to be begun."""
    from kithbook.actions.asked_introduction import ToBegin
    from kithbook.cli.introduction_steps import one_line
    from kithbook.requests.asked import introduction_wish

    if not begin:
        if other or because or overrule:
            mistake("--with, --because and --overrule belong to --begin. Write it too.")
        return None
    if not introduction_wish(case.thread.request) and not other:
        mistake("The request names nobody it would like to meet. Say whom you mean: --with PERSON")
    index = case.network.index
    return ToBegin(
        find_person(index, other) if other else None,
        tuple((who, one_line(text, f"--because {who}")) for who, text in because),
        one_line(overrule, "--overrule") if overrule is not None else "",
    )


def _tell_introduction(case: OpenRequest, done: Accepted) -> None:
    """The introduction that was begun with its next step, or the one that could be."""
    from kithbook.actions.record_step import standing_after
    from kithbook.cli.introduction_steps import before, tell
    from kithbook.introductions.ask_first import ask_first
    from kithbook.requests.asked import introduction_wish

    network = done.records.network
    for edit in done.edits.files[2:]:
        stands = standing_after(done.records, edit)
        tell(network, stands, case.today)
        first = ask_first(network, stands).who
        for line in before(network, first.person if first else None, case.today):
            note(line)
    if not introduction_wish(case.thread.request) or done.edits.files[2:]:
        return
    names = [f"{network.name_of(one.person)} ({one.known})" for one in done.meant]
    meant = f" They may mean {listed(names, 'or')}." if names else ""
    note(f"They ask for an introduction.{meant} To begin it with the same command: --begin")


def _place(done: Decided) -> str:
    """Where the decision stands, or would stand."""
    (edit,) = done.edits.files
    return f"{edit.path}:{edit.line}"


def _settle(case: OpenRequest, done: Decided, said: AnswerOptions, what: str) -> None:
    """Shows a decision with its draft, or writes it and hands the draft over."""
    from kithbook.actions.committing import commit
    from kithbook.actions.diffs import diff_of

    shown = _answer_of(case, done, said)
    if said.write:
        commit(done.edits, case.root, case.network.settings, note)
        _hand_over(shown, said)
        note(f"{what} Nothing is sent.")
        return
    say(diff_of(case.root, done.edits.files))
    say()
    if said.eml is None:
        _hand_over(shown, said)
    note("Nothing is written yet; add --apply.")


def _answer_of(case: OpenRequest, done: Decided, said: AnswerOptions) -> bytes | str:
    from kithbook.insight.letter_ends import owner_name, signature

    if not signature(case.network.settings, owner_name(case.root)):
        note("The draft ends without your name; write sign_off in kithbook.yml to have it there.")
    for line in done.answer.remarks:
        note(line)
    if done.answer.takes:
        note(f"The draft says that this time suits you: {done.answer.takes}. Is it so?")
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
