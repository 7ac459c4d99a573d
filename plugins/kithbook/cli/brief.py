"""`kith brief`: what to know before a call, or before a trip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.cli import shapes
from kithbook.cli.about import entry_line, require_read
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import block, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, the_day, today_option
from kithbook.insight.channels import preferred
from kithbook.insight.days import ago, on_date, on_day
from kithbook.insight.keepup import due_in_words, keep_up
from kithbook.insight.ledger import account
from kithbook.insight.openings import NeedMet, openings
from kithbook.insight.places import living_in
from kithbook.insight.returns import Return, before_asking, to_return
from kithbook.insight.timeline import Relations, timeline
from kithbook.introductions.introduced import brought, met_through_me
from kithbook.text.dates import next_birthday
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted

_ENTRIES = 5
_FEW = 8
_NO_WAY = "What they need is not written down yet: ask them, and keep it under needs"


@click.command()
@click.argument("who", metavar="PERSON|PLACE", type=PersonName())
@json_option
@today_option
@click.pass_obj
def brief(place: Whereabouts, who: str, as_json: bool, today: str | None) -> None:
    """Show what to know before a call or a trip.

    A person: how you met, what is open, what to say. A place: who is there.
    """
    from kithbook.book.load import load_book

    root = place.root()
    network = load_book(root)
    day = the_day(network.settings, today)
    there = tuple(network.people[one] for one in living_in(network, who))
    if there and not network.index.resolve(who).ids:
        _place(network, who, there, day, as_json=as_json)
        return
    person = find_person(network.index, who)
    require_read(network, person)
    _person(network, person, day, root, as_json=as_json)


def _person(network: Network, person: str, day: date, root: Path, *, as_json: bool) -> None:
    one = network.people[person]
    from kithbook.suggestions.matchmaker import Matchmaker, kept_engine
    from kithbook.suggestions.needs import needs_met

    met = needs_met(network, day, Matchmaker(network, day, kept_engine(root)))
    say_these = openings(network, person, day, met)
    if as_json:
        say_json(_person_json(network, one, day, met))
        return
    work = ", ".join(part for part in (one.role, one.org, one.place) if part)
    say(f"{one.name}{f': {work}' if work else ''}")
    for line in _facts(network, one, day):
        say(f"  {line}")
    books = account(network, person, day)
    block("Promised by you", (links_as_names(p.words(day)) for p in books.promised))
    block("Promised to you", (links_as_names(p.words(day)) for p in books.awaited))
    block("Thanks owed", (links_as_names(f.entry.text) for f in books.thanks_owed))
    block("Needs", (each.text for each in one.needs if each.holds(day)))
    _give_and_take(network, person, day, met)
    block("Say", (each.text for each in say_these))
    moments = timeline(network, person, day)[:_ENTRIES]
    block("Lately", (entry_line(m.entry) for m in moments))
    block("Close to them", (tie.sentence for tie in Relations(network).ties(person)))
    introduced = met_through_me(network, person, day)
    block("Met through you", _few([each.words(network, day) for each in introduced]))
    came = brought(network, person)
    block("Came through them", _few([each.words(network, day) for each in came]))
    say()
    say(f"Everything: kith about {person}")


def _give_and_take(network: Network, person: str, day: date, met: tuple[NeedMet, ...]) -> None:
    if before := before_asking(network, person, day):
        block("Before you ask", (before,))
    if found := to_return(network, person, day, met):
        entry = found.favour.entry
        on = on_date(entry.on, day).removeprefix("on ")
        ways = [way.text for way in found.ways] or [_NO_WAY]
        block(f"In return for “{links_as_names(entry.text)}” ({on})", ways)


def _few(lines: list[str]) -> Iterator[str]:
    yield from lines[:_FEW]
    if len(lines) > _FEW:
        yield f"and {len(lines) - _FEW:,} more"


def _facts(network: Network, one: Person, day: date) -> Iterator[str]:
    met = [on_date(one.met.on, day)] if one.met.on else []
    met += [part for part in (one.met.where, one.met.how) if part]
    if one.met.through:
        through = one.met.through
        met.append(f"through {network.shown(through)}")
    if met:
        yield f"You met {', '.join(met)}."
    standing = keep_up(network, one.id, day)
    last = standing.last
    seen = f"Last in touch {ago(last.day, day)} ({last.kind})" if last else "Never in touch yet"
    due = due_in_words(standing, day)
    yield f"{seen}; {due.removesuffix(f': last in touch {ago(last.day, day)}') if last else due}."
    if channel := preferred(one.reach):
        yield f"Reach: {channel.kind} {channel.label}"
    birthday = next_birthday(one.born, day) if one.born else None
    if birthday and (birthday - day).days <= 30:
        yield f"Birthday {on_day(birthday, day)}."


def _person_json(
    network: Network, one: Person, day: date, met: tuple[NeedMet, ...]
) -> shapes.Shape:
    books = account(network, one.id, day)
    back = to_return(network, one.id, day, met)
    return {
        "today": str(day),
        "person": {
            **shapes.who(network, one.id),
            "role": one.role,
            "org": one.org,
            "place": one.place,
        },
        "met": shapes.met(one),
        "keep_up": shapes.keep_up(keep_up(network, one.id, day), day),
        "channel": shapes.channel(preferred(one.reach)),
        "promised": [shapes.promise(each) for each in books.promised],
        "awaited": [shapes.promise(each) for each in books.awaited],
        "thanks_owed": [shapes.favour(each) for each in books.thanks_owed],
        "needs": [shapes.phrase(each) for each in one.needs if each.holds(day)],
        "before_asking": before_asking(network, one.id, day),
        "in_return": _return_json(back) if back else None,
        "say": [shapes.opening(each) for each in openings(network, one.id, day, met)],
        "entries": [shapes.entry(m.entry) for m in timeline(network, one.id, day)[:_ENTRIES]],
        **_acquaintances_json(network, one.id, day),
    }


def _return_json(found: Return) -> shapes.Shape:
    return {
        "favour": shapes.favour(found.favour),
        "ways": [
            {"about": way.about, "text": way.text, "by": way.by, "at": shapes.place(way.at)}
            for way in found.ways
        ],
    }


def _acquaintances_json(network: Network, person: str, day: date) -> shapes.Shape:
    return {
        "met_through_you": [
            {
                "other": shapes.mention(each.other),
                "on": shapes.written(each.on),
                "came_of_it": each.came_of_it,
                "introduction": each.introduction.id,
            }
            for each in met_through_me(network, person, day)
        ],
        "brought": [
            {**shapes.who(network, each.person), "on": shapes.written(each.on)}
            for each in brought(network, person)
        ],
    }


def _place(
    network: Network, place: str, there: tuple[Person, ...], day: date, *, as_json: bool
) -> None:
    if as_json:
        say_json(
            {
                "today": str(day),
                "place": place,
                "people": [
                    {
                        **shapes.who(network, one.id),
                        "keep_up": shapes.keep_up(keep_up(network, one.id, day), day),
                        "channel": shapes.channel(preferred(one.reach)),
                        "needs": [shapes.phrase(each) for each in one.needs if each.holds(day)],
                    }
                    for one in there
                ],
            }
        )
        return
    say(f"{counted(len(there), 'person', 'people')} in {there[0].place}")
    for one in there:
        say()
        work = ", ".join(part for part in (one.role, one.org) if part)
        say(f"{one.name} ({one.id}){f': {work}' if work else ''}")
        for line in _there(network, one, day):
            say(f"  {line}")


def _there(network: Network, one: Person, day: date) -> Iterator[str]:
    standing = keep_up(network, one.id, day)
    last = standing.last
    yield f"Last in touch {ago(last.day, day)} ({last.kind})" if last else "Never in touch yet"
    for need in one.needs:
        if need.holds(day):
            yield f"Needs: {need.text}"
    if channel := preferred(one.reach):
        yield f"Reach: {channel.kind} {channel.label}"
