"""`kith request accept | more | decline | redirect`: decide, and have the answer drafted."""

from __future__ import annotations

import click

from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.request_case import (
    Said,
    answering,
    commit,
    day_ahead,
    decision_edit,
    drafted,
    hand_over,
    open_case,
    ready,
    settle,
)
from kithbook.cli.screen import mistake, note, say
from kithbook.cli.whereabouts import Whereabouts


@click.command()
@answering
@click.option("--as", "person", metavar="PERSON", type=PersonName(), help="Who this is already.")
@click.option("--circle", metavar="CIRCLE", help="How close; one of those in kithbook.yml.")
@click.option("--new", "fresh", is_flag=True, help="Make a file although somebody alike is there.")
@click.option("--apply", "write", is_flag=True, help="Do it; otherwise only show it.")
def accept(
    place: Whereabouts, said: Said, *, person: str | None, circle: str, fresh: bool, write: bool
) -> None:
    """Say yes: a person file with how they found you and why, and a draft.

    Two files change, so both are shown first and want --apply.
    """
    from kithbook.cli.preview import diff_of
    from kithbook.cli.request_person import Wish, person_edit
    from kithbook.requests.deciding import Choice
    from kithbook.requests.drafts import Answer

    case = open_case(place, said)
    meant = find_person(case.network.index, person) if person else None
    who, edit = person_edit(case, Wish(meant, fresh, circle or ""))
    shown = ready(drafted(case, Answer("accepted", own=said.own)), said)
    edits = (edit, decision_edit(case, Choice(case.today, "accepted", person=who)))
    if not write:
        say(diff_of(case.root, edits))
        say()
        if said.eml is None:
            hand_over(shown, said)
        note("Nothing is written yet; add --apply.")
        return
    commit(case, edits, "accept")
    hand_over(shown, said)
    note(f"{edit.path} is written, and {edits[1].path} says accepted. Nothing is sent.")


@click.command()
@answering
@click.option("--ask", metavar="TEXT", help="The one thing that is missing; else the coach's.")
@click.option("--until", metavar="DAY", help="How long the question stays open.")
def more(place: Whereabouts, said: Said, *, ask: str | None, until: str | None) -> None:
    """Ask for the one thing that is missing, and have the question drafted."""
    from kithbook.requests.deciding import Choice
    from kithbook.requests.drafts import Answer, missing_thing

    case = open_case(place, said)
    missing = ask or missing_thing(case.thread.message, case.network.settings)
    if not missing:
        mistake('The coach misses nothing in it. Say what you would like to know: --ask "…"')
    choice = Choice(case.today, "more", missing, day_ahead(until, case))
    settle(case, choice, Answer("more", missing=missing, own=said.own))


@click.command()
@answering
@click.option("--because", metavar="REASON", help="One of not-me, not-now, unknown, no.")
@click.option("--until", metavar="DAY", help="For not-now: after which day they may ask again.")
def decline(place: Whereabouts, said: Said, *, because: str | None, until: str | None) -> None:
    """Say no, for one reason, and have it drafted.

    \b
    not-me    you are not the right one for it
    not-now   not at the moment; wants --until DAY
    unknown   you do not know the person well enough to ask this of them
    no        you have read it, and the answer is no
    """
    from kithbook.requests.deciding import Choice
    from kithbook.requests.drafts import REASONS, Answer

    reason = next((one for one in REASONS if one == because), None)
    if reason is None:
        what = f'"{because}" is not a reason here' if because else "A no has its reason"
        mistake(f"{what}. Add --because with one of {', '.join(REASONS)}.")
    if (reason == "not-now") != (until is not None):
        mistake("--until DAY belongs to --because not-now, which needs it. Write both, or neither.")
    case = open_case(place, said)
    ending = day_ahead(until, case)
    answer = Answer("declined", because=reason, until=ending, own=said.own)
    settle(case, Choice(case.today, "declined", reason, ending), answer)


@click.command()
@answering
@click.option("--to", "where", required=True, metavar="TEXT", help="A better place, in words.")
def redirect(place: Whereabouts, said: Said, *, where: str) -> None:
    """Point to a better place, word for word as you write it, and have it drafted."""
    from kithbook.requests.deciding import Choice
    from kithbook.requests.drafts import Answer

    if not where.strip() or not where.isprintable():
        mistake("--to wants words that can be read. Write where they should turn.")
    case = open_case(place, said)
    answer = Answer("redirected", to=where, own=said.own)
    settle(case, Choice(case.today, "redirected", where), answer)
