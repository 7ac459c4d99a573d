"""`kith today`: whom to reach, why, and what waits."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from textwrap import shorten

import click

from kithbook.book.network import Network
from kithbook.book.request import Request
from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import block, cut, note, say, say_json
from kithbook.insight.days import on_day
from kithbook.insight.ledger import Favour, Promise
from kithbook.insight.openings import NeedMet
from kithbook.insight.today import Agenda, Pick, agenda
from kithbook.introductions.state import Wait, all_progress, for_today
from kithbook.shapes.of_agenda import today_shape
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted

_FEW = 6
_SOME = 8
_ALL = "kith introduction list"
_WIDE = 160


@click.command()
@answering_options
def today(book: ChosenBook, as_json: bool, today: str | None) -> None:
    """Show whom to reach today, why, and what waits."""
    from kithbook.disclosure.checking import consents_to_look_at

    root, network, day = book.read(today)
    plan = agenda(network, day, needs=_needs(network, day, root))
    acts = all_progress(network, day)
    waits = for_today(acts, day)
    consents = consents_to_look_at(root, network, day)
    if as_json:
        say_json(today_shape(network, plan, waits, acts, consents))
        return
    _show(network, plan, waits)
    block("Consents to look at", cut((str(each) for each in consents), _FEW, "kith check"))
    errors = sum(problem.severity == "error" for problem in network.problems)
    if errors:
        note(f"{counted(errors, 'error')} in the files may hide something. See: kith check")


def _needs(network: Network, day: date, root: Path) -> tuple[NeedMet, ...]:
    """The needs that somebody could meet; where nobody needs anything, nothing is loaded for it."""
    if not any(person.needs for person in network.people.values()):
        return ()
    from kithbook.views.matched import Matched

    return Matched(network, day, root).needs


def _show(network: Network, plan: Agenda, waits: tuple[Wait, ...]) -> None:
    say(f"{plan.today:%A}, {plan.today.day} {plan.today:%B %Y}")
    for number, pick in enumerate(plan.picks, 1):
        say()
        say(f"{number}. {pick.name} ({pick.person})")
        for line in _pick_lines(pick, plan.today):
            say(f"   {line}")
    say()
    say(plan.next_in_words or "Nobody else falls due.")
    if plan.more:
        say(f"{counted(plan.more, 'more person has', 'more people have')} a reason today.")
    day = plan.today
    newest_thanks = plan.thanks_owed[::-1]
    block("Promised by you", cut(_promises(network, plan.promises, day)))
    block("Promised to you", cut(_promises(network, plan.awaited, day)))
    block("Thanks owed", cut(_thanks(network, newest_thanks), _FEW, "kith about NAME tells"))
    block(plan.days_title, cut(_birthday(network, plan, n) for n in range(len(plan.birthdays))))
    block("Introductions that wait", cut(_introductions(waits), _SOME, _ALL))
    block("Requests that wait", cut(map(_request, plan.requests)))
    block(
        "Needs that somebody could meet",
        cut((f"{one.sentence(network)}." for one in plan.needs), _FEW, "kith find needs:WORD"),
    )


def _promises(network: Network, promises: Iterable[Promise], day: date) -> Iterator[str]:
    return (links_as_names(one.words(day)) + _with(network, one.people) for one in promises)


def _thanks(network: Network, favours: Iterable[Favour]) -> Iterator[str]:
    for one in favours:
        yield f"{network.name_of(one.person)}: {links_as_names(one.entry.text)} ({one.entry.on})"


def _request(one: Request) -> str:
    words = shorten(one.ask or one.why, _WIDE, placeholder=" …")
    return f"{one.sender}: {words} ({one.path})"


def _pick_lines(pick: Pick, day: date) -> Iterator[str]:
    for reason in pick.reasons:
        yield f"{reason.text}."
    if pick.channel:
        yield f"Reach: {pick.channel.kind} {pick.channel.label}"
    told = {reason.text for reason in pick.reasons}
    for opening in pick.openings:
        if opening.text not in told:
            yield f"Say: {opening.text}"
    if pick.last and not pick.openings:
        yield f"Last: {pick.last.kind} {on_day(pick.last.day, day)}"


def _with(network: Network, people: tuple[str, ...]) -> str:
    return f" - {', '.join(network.name_of(person) for person in people)}" if people else ""


def _birthday(network: Network, plan: Agenda, number: int) -> str:
    one = plan.birthdays[number]
    name, day = network.name_of(one.person), on_day(one.on, plan.today)
    if one.what != "birthday":
        return f"{name}: {one.what} {day}{f', {one.turns} years' if one.turns else ''}"
    turns = f", {'turned' if one.on < plan.today else 'turns'} {one.turns}" if one.turns else ""
    return f"{name} {day}{turns}"


def _introductions(waits: tuple[Wait, ...]) -> Iterator[str]:
    for wait in waits:
        then = f" ({shlex.join(wait.command)})" if wait.command else ""
        yield f"{wait.sentence}{then}"
