"""`kith brief`: what to know before a call, or before a trip."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.cli.about import entry_line
from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.persons import PersonName, find_person, require_read
from kithbook.cli.screen import block, cut, mistake, say, say_json
from kithbook.insight.channels import preferred
from kithbook.insight.days import ago, on_date, on_day
from kithbook.insight.keepup import due_in_words, keep_up
from kithbook.insight.openings import openings
from kithbook.insight.places import living_in, places
from kithbook.insight.reaching import is_way, whom
from kithbook.insight.today import days_of
from kithbook.shapes.of_person import ENTRIES, brief_shape, place_shape
from kithbook.text.dates import Span, next_birthday
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted, did_you_mean
from kithbook.views.matched import Matched
from kithbook.views.person_view import PersonView, PersonViews

_FEW, _MOST = 8, 12
_SOME = 30
"""So many names stand in a row."""
_LOOK = "The place that is written in a file is found by a part of it: "
_NO_WAY = "What they need is not written down yet: ask them, and keep it under needs"


@click.command()
@click.argument("who", metavar="PERSON|PLACE", type=PersonName())
@answering_options
def brief(book: ChosenBook, who: str, as_json: bool, today: str | None) -> None:
    """Show what to know before a call or a trip.

    A person: how you met, what is open, what to say. A place: who is there.
    """
    root, network, day = book.read(today)
    there = tuple(network.people[one] for one in living_in(network, who))
    if there and not network.index.resolve(who).ids:
        _place(network, who, there, day, as_json=as_json)
        return
    if not whom(network.index, who) and not is_way(who):
        near = did_you_mean(who, (*network.index.names(), *(one.name for one in places(network))))
        look = shlex.join(("kith", "find", f"place:{who}" if " " not in who else f'place:"{who}"'))
        mistake(f'Nobody is called "{who}", and nobody\'s place is that. {near or _LOOK + look}')
    person = find_person(network.index, who)
    require_read(network, person)
    _person(network, person, day, root, as_json=as_json)


def _person(network: Network, person: str, day: date, root: Path, *, as_json: bool) -> None:
    matched = Matched(network, day, root)
    met = matched.needs_about(person)
    mine = tuple(need for need in met if need.person == person)
    view = PersonViews(network, day, needs_of={person: mine}).of(person)
    say_these = openings(network, person, day, (*met, *matched.own_needs))
    if as_json:
        say_json(brief_shape(network, view, say_these, day))
        return
    one, books = view.who, view.account
    work = ", ".join(part for part in (one.role, one.org, one.place) if part)
    say(f"{one.name}{f': {work}' if work else ''}")
    for line in _facts(network, view, day):
        say(f"  {line}")
    for title, lines in (
        ("Promised by you", (links_as_names(p.words(day)) for p in books.promised)),
        ("Promised to you", (links_as_names(p.words(day)) for p in books.awaited)),
        ("Thanks owed", (links_as_names(f.entry.text) for f in books.thanks_owed)),
        ("Needs", (each.told for each in view.needs)),
    ):
        block(title, cut(lines, _FEW, shlex.join(("kith", "about", person))))
    _give_and_take(view, day)
    block("Say", (each.text for each in say_these))
    block("Lately", (entry_line(moment.entry) for moment in view.moments[:ENTRIES]))
    _acquaintances(network, view, day)
    say()
    say(f"Everything: kith about {person}")


def _acquaintances(network: Network, view: PersonView, day: date) -> None:
    """Whom they are close to, met and brought: a few in words, and of the rest the names."""
    ties = ((tie.sentence, network.shown(tie.other)) for tie in view.ties)
    met = ((one.words(network, day), network.shown(one.other)) for one in view.introduced)
    came = ((one.words(network, day), network.name_of(one.person)) for one in view.came)
    for title, told in (
        ("Close to them", tuple(ties)),
        ("Met through you", tuple(met)),
        ("Came through them", tuple(came)),
    ):
        rest = _names(name for _, name in told[_FEW:])
        block(title, cut((words for words, _ in told), _FEW, rest))


def _names(names: Iterable[str]) -> str:
    """Some names in a row, and a sign where there are more."""
    each = list(dict.fromkeys(names))
    return ", ".join((*each[:_SOME], *(["…"] if len(each) > _SOME else [])))


def _give_and_take(view: PersonView, day: date) -> None:
    if view.before_asking:
        block("Before you ask", (view.before_asking,))
    if found := view.to_return:
        entry = found.favour.entry
        on = on_date(entry.on, day).removeprefix("on ")
        ways = [way.text for way in found.ways] or [_NO_WAY]
        block(f"In return for “{links_as_names(entry.text)}” ({on})", ways)


def _facts(network: Network, view: PersonView, day: date) -> Iterator[str]:
    one, standing = view.who, view.keep_up
    met = [on_date(one.met.on, day)] if one.met.on else []
    met += [part for part in (one.met.where, one.met.how) if part]
    if one.met.through:
        met.append(f"through {network.shown(one.met.through)}")
    if met:
        yield f"You met {', '.join(met)}."
    last = standing.last
    seen = f"Last in touch {ago(last.day, day)} ({last.kind})" if last else "Never in touch yet"
    due = due_in_words(standing, day)
    if one.dead:
        yield f"{seen}."
        yield f"Died{f' {on_date(one.died, day)}' if one.died else ''}."
        return
    yield f"{seen}; {due.removesuffix(f': last in touch {ago(last.day, day)}') if last else due}."
    for channel in view.channels[:1]:
        yield f"Reach: {channel.kind} {channel.label}"
    for on, what in days_of(one):
        comes = next_birthday(on, day - Span(1, "days"))
        if comes and (comes - day).days <= 30:
            yield f"{what[0].upper()}{what[1:]} {on_day(comes, day)}."


def _place(
    network: Network, place: str, there: tuple[Person, ...], day: date, *, as_json: bool
) -> None:
    if as_json:
        say_json(place_shape(network, place, there, day))
        return
    say(f"{counted(len(there), 'person', 'people')} in {there[0].place}")
    for one in there[:_MOST]:
        say()
        work = ", ".join(part for part in (one.role, one.org) if part)
        say(f"{one.name} ({one.id}){f': {work}' if work else ''}")
        for line in _there(network, one, day):
            say(f"  {line}")
    if rest := there[_MOST:]:
        say()
        say(f"and {len(rest):,} more: {_names(one.name for one in rest)}")


def _there(network: Network, one: Person, day: date) -> Iterator[str]:
    standing = keep_up(network, one.id, day)
    last = standing.last
    yield f"Last in touch {ago(last.day, day)} ({last.kind})" if last else "Never in touch yet"
    for need in one.needs:
        if need.holds(day) and not one.quiet:
            yield f"Needs: {need.text}"
    if channel := preferred(one.reach):
        yield f"Reach: {channel.kind} {channel.label}"
