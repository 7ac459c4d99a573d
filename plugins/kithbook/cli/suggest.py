"""`kith suggest`: whom to introduce to whom, and why for each of the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from kithbook.book.network import Network
from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.persons import PersonName, find_person, require_read
from kithbook.cli.screen import block, note, say, say_json
from kithbook.views.matched import Matched

if TYPE_CHECKING:
    from kithbook.insight.openings import NeedMet
    from kithbook.introductions.guards import Guard
    from kithbook.suggestions.matchmaker import Matchmaker
    from kithbook.suggestions.suggestion import HeldBack, LeftAside, Reason, Suggestion, Suggestions
    from kithbook.suggestions.why_not import WhyNot

_MOST = 5


@click.command()
@click.argument("person", required=False, type=PersonName())
@click.option(
    "--most",
    type=click.IntRange(1, 500),
    default=_MOST,
    metavar="N",
    help=f"At most so many; otherwise {_MOST}.",
)
@click.option(
    "--contacts",
    "--one-sided",
    "contacts",
    is_flag=True,
    help="Also contacts of rosters (address books in rosters/). --one-sided is the same.",
)
@click.option(
    "--why-not",
    nargs=2,
    type=PersonName(),
    metavar="A B",
    help="Say what speaks against these two, or where they stand in the list.",
)
@click.option("--factors", is_flag=True, help="Show the factors with their numbers.")
@answering_options
def suggest(
    book: ChosenBook,
    *,
    person: str | None,
    most: int,
    contacts: bool,
    why_not: tuple[str, str] | None,
    factors: bool,
    as_json: bool,
    today: str | None,
) -> None:
    """Suggest whom to introduce to whom, with a reason for each of the two.

    \b
    kith suggest
    kith suggest ada
    kith suggest --why-not ada kofi
    """
    root, network, day = book.read(today)
    if why_not:
        one, other = (find_person(network.index, name) for name in why_not)
        finder = Matched(network, day, root).finder
        _tell_why_not(finder, one, other, as_json=as_json, factors=factors)
        return
    about = find_person(network.index, person) if person else ""
    if about:
        require_read(network, about)
    matched = Matched(network, day, root)
    found = matched.suggested(most, about, contacts=contacts)
    met = matched.own_needs_among(contacts=contacts)
    own = tuple(one for one in met if not about or one.by == about)
    if as_json:
        from kithbook.shapes.of_suggestions import suggestions_shape

        say_json(suggestions_shape(network, found, day, own))
    else:
        _tell_all(network, found, factors=factors)
        _tell_rest(network, found, about, day)
        _tell_own(network, own, found.says)


def _tell_all(network: Network, found: Suggestions, *, factors: bool) -> None:
    for number, each in enumerate(found.found, 1):
        if number > 1:
            say()
        _tell(network, each, f"{number}. ", factors=factors)


def _tell_own(network: Network, own: Iterable[NeedMet], says: str) -> None:
    block("What you look for yourself", (_own_line(network, one) for one in own))
    if says:
        note(says)


def _own_line(network: Network, one: NeedMet) -> str:
    """A need of the owner's, and the line of somebody who could meet it."""
    said = one.sentence(network)
    return f"{said[:1].upper()}{said[1:]}  {one.phrase.at.path}:{one.phrase.at.line}"


def _tell(network: Network, one: Suggestion, lead: str, *, factors: bool) -> None:
    from kithbook.suggestions.proposing import next_command

    names = [
        f"{network.name_of(who)} ({who})" if who in network.people else who for who in one.pair
    ]
    for_one = f": for {network.name_of(one.glad)}" if one.one_sided else ""
    say(f"{lead}{' and '.join(names)}{' (contact of a roster)' if one.thin else ''}{for_one}")
    for who, reason in zip(one.pair, one.reasons, strict=True):
        if reason is None:
            say(f"   {one.helping(network)}")
            continue
        say(f"   For {network.name_of(who)}:")
        for line in _reason_lines(network, reason):
            say(f"     {line}")
    say(f"   {'Weighed' if factors else 'To weigh'}:")
    for factor in one.factors:
        number = f"{factor.value:.2f}  " if factors else ""
        say(f"     {number}{factor.name}: {factor.words}")
    for careful in one.careful:
        say(f"   Careful: {careful}")
    say(f"   {one.ask_why}")
    say(f"   Next: {next_command(network, one)}")


def _reason_lines(network: Network, reason: Reason) -> Iterator[str]:
    for quote in (reason.own, reason.other):
        yield f"{quote.opening(network)}  {quote.at.path}:{quote.at.line}"
    if reason.matches:
        yield f"words: {', '.join(dict.fromkeys(match.words for match in reason.matches))}"


def _tell_rest(network: Network, found: Suggestions, about: str, day: date) -> None:
    from kithbook.introductions.guards import Guards

    if not found.found:
        whom = f" for {network.name_of(about)}" if about else ""
        say(f"No suggestions{whom}.")
        held = Guards(network, day).of_person(about) if about else ()
        for guard in held:
            say(_guard_line(guard))
        if found.wanting:
            say("kith compares what people need with what others offer, know and like.")
        block("What to write down", (line for one in found.wanting for line in _held_lines(one)))
    block("Left out", (line for one in found.left_out for line in _left_lines(one)))
    if found.found:
        say("\nThe two will read the words after --because: edit them before you run the command.")


def _left_lines(one: LeftAside) -> Iterator[str]:
    yield f"{one.number:,} {one.words}"
    for each in one.some:
        yield from (f"  {line}" for line in _held_lines(each))


def _held_lines(one: HeldBack) -> Iterator[str]:
    yield f"{one.why}{f'  {one.at.path}:{one.at.line}' if one.at else ''}"
    if one.change:
        yield f"  {one.change}"


def _tell_why_not(
    finder: Matchmaker, one: str, other: str, *, as_json: bool, factors: bool
) -> None:
    from kithbook.suggestions.why_not import why_not

    network, day = finder.network, finder.today
    found = why_not(network, day, one, other, finder=finder)
    if as_json:
        from kithbook.shapes.of_suggestions import why_not_shape

        say_json(why_not_shape(network, found))
        return
    for guard in found.guards:
        say(_guard_line(guard))
    for who, until in found.rests:
        name = network.name_of(who)
        say(f"{name} had an introduction within the last 30 days. Not before {until}.")
    if not found.guards and not found.rests:
        say(_standing(found))
    if found.suggestion:
        say()
        _tell(network, found.suggestion, "", factors=factors)


def _guard_line(guard: Guard) -> str:
    until = f" Until {guard.until}." if guard.until else ""
    return f"{guard.text}{until}{f'  {guard.at.path}:{guard.at.line}' if guard.at else ''}"


def _standing(found: WhyNot) -> str:
    if found.suggestion is None:
        return "Nothing speaks against it, but no line of their files gives a reason for it yet."
    if found.place:
        return f"Nothing speaks against it: number {found.place} of the whole list."
    return "Nothing speaks against it, but others come first, so that nobody is asked too often."
