"""`kith about`: everything that the book holds on one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from kithbook.book.model import Entry, Introduction, Person, Phrase
from kithbook.book.network import Network
from kithbook.cli import shapes
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import block, mistake, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, the_day, today_option
from kithbook.insight.keepup import due_in_words, keep_up
from kithbook.insight.ledger import account
from kithbook.insight.timeline import Relations, timeline
from kithbook.text.name_links import links_as_names


@click.command()
@click.argument("person", type=PersonName())
@json_option
@today_option
@click.pass_obj
def about(place: Whereabouts, person: str, as_json: bool, today: str | None) -> None:
    """Show everything held on one person.

    Each line says where it stands; lines of others that mention them come last.
    """
    from kithbook.book.load import load_book

    network = load_book(place.root())
    day = the_day(network.settings, today)
    found = find_person(network.index, person)
    require_read(network, found)
    if as_json:
        say_json(_as_json(network, found, day))
    else:
        _show(network, found, day)


def require_read(network: Network, person: str) -> None:
    """Ends the command where the person's file could not be read."""
    for lost in network.unread:
        if lost.id == person and person not in network.people:
            mistake(f"{lost.path} could not be read: {lost.reason}. See: kith check")


def entry_line(one: Entry) -> str:
    """An entry on one line, names without their brackets."""
    text = f": {links_as_names(one.text)}" if one.text else ""
    return f"{one.on} {one.kind}{text}"


def introductions_of(network: Network, person: str) -> tuple[Introduction, ...]:
    """The introductions that a person is part of."""
    return tuple(each for each in network.introductions if person in each.ids)


def _show(network: Network, person: str, day: date) -> None:
    one = network.people[person]
    say(f"{one.name} ({one.id})  {one.path}")
    for line in _facts(network, one, day):
        say(f"  {line}")
    for title in ("interests", "knows", "needs", "offers"):
        block(title.capitalize(), (_phrase(each) for each in getattr(one, title)))
    block("Introduction offers", (f"to {o.to}  {o.at}" for o in one.introduce))
    if one.notes.strip():
        block(f"Notes  {one.notes_at or one.path}", one.notes.strip().splitlines())
    books = account(network, person, day)
    block("Promised by you", (f"{p.words(day)}  {p.entry.at}" for p in books.promised))
    block("Promised to you", (f"{p.words(day)}  {p.entry.at}" for p in books.awaited))
    block(
        "Thanks owed", (f"{links_as_names(f.entry.text)}  {f.entry.at}" for f in books.thanks_owed)
    )
    moments = timeline(network, person, day)
    block(
        "Entries", (f"{m.entry.on} {m.entry.kind}: {m.entry.text}  {m.entry.at}" for m in moments)
    )
    seen = Relations(network)
    block("Ties", (f"{tie.sentence}  {tie.at}" for tie in seen.ties(person)))
    brought = ((each.depth, network.name_of(each.person)) for each in seen.brought(person))
    block("Came through them", (f"{'  ' * (depth - 1)}{name}" for depth, name in brought))
    block("Introductions", (f"{each.path}" for each in introductions_of(network, person)))
    block(
        "Mentioned", (f"{links_as_names(each.text)}  {each.at}" for each in seen.mentions(person))
    )
    block("In rosters", _rosters(network, person))


def _facts(network: Network, one: Person, day: date) -> Iterator[str]:
    work = ", ".join(part for part in (one.role, one.org, one.place) if part)
    also = f"also {', '.join(one.aliases)}" if one.aliases else ""
    yield from (part for part in (work, also) if part)
    standing = keep_up(network, one.id, day)
    circle = f"circle {one.circle}; " if one.circle else ""
    yield f"{circle}{due_in_words(standing, day)}"
    met = [str(one.met.on or ""), one.met.where, one.met.how]
    if one.met.through:
        through = one.met.through
        met.append(f"through {network.shown(through)}")
    if any(met):
        yield f"met: {', '.join(part for part in met if part)}"
    reach = one.reach
    ways = (*reach.phones, *reach.emails, reach.linkedin, reach.web, reach.mastodon, reach.signal)
    if shown := [way for way in (*ways, reach.address) if way]:
        yield f"reach: {'; '.join(' '.join(way.split()) for way in shown)}"
    if one.born:
        yield f"born: {one.born}"
    if one.tags:
        yield f"tags: {', '.join(one.tags)}"


def _phrase(each: Phrase) -> str:
    dates = [f"since {each.since}"] if each.since else []
    dates += [f"until {each.until}"] if each.until else []
    return f"{each.text}{f' ({chr(44).join(dates)})' if dates else ''}  {each.at}"


def _rosters(network: Network, person: str) -> Iterator[str]:
    for contact in network.contacts:
        if contact.person == person:
            connected = f", connected {contact.connected}" if contact.connected else ""
            yield f"{contact.name}{connected}  {contact.at}"


def _as_json(network: Network, person: str, day: date) -> shapes.Shape:
    one = network.people[person]
    seen = Relations(network)
    books = account(network, person, day)
    return {
        "today": str(day),
        "person": shapes.person(one),
        "keep_up": shapes.keep_up(keep_up(network, person, day), day),
        "promised": [shapes.promise(each) for each in books.promised],
        "awaited": [shapes.promise(each) for each in books.awaited],
        "favours": [shapes.favour(each) for each in (*books.gave, *books.got)],
        "thanks_owed": [shapes.favour(each) for each in books.thanks_owed],
        "entries": [shapes.entry(each) for each in network.entries_with(person)],
        "ties": [
            {
                "other": shapes.mention(tie.other),
                "kind": tie.kind,
                "source": tie.source,
                "at": shapes.place(tie.at),
            }
            for tie in seen.ties(person)
        ],
        "through": list(seen.chain(person)),
        "brought": [{"id": each.person, "depth": each.depth} for each in seen.brought(person)],
        "introductions": [each.path for each in introductions_of(network, person)],
        "mentions": [
            {"text": each.text, "at": shapes.place(each.at)} for each in seen.mentions(person)
        ],
        "rosters": [
            {"name": each.name, "at": shapes.place(each.at)}
            for each in network.contacts
            if each.person == person
        ],
    }
