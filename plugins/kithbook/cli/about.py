"""`kith about`: everything that the book holds on one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from kithbook.book.contact import Contact
from kithbook.book.model import Aside, Entry, Phrase
from kithbook.book.network import Network
from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.persons import PersonName, find_person, require_read
from kithbook.cli.screen import block, mistake, note, say, say_json
from kithbook.insight.keepup import due_in_words
from kithbook.insight.reaching import whom
from kithbook.shapes.of_person import about_shape
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted
from kithbook.views.person_view import PersonView, PersonViews


@click.command()
@click.argument("person", type=PersonName())
@click.option("--export", "export", is_flag=True, help="As one text that you can give them.")
@click.option("--to", type=click.Path(path_type=Path), help="Write that text to this file.")
@answering_options
def about(
    book: ChosenBook, person: str, export: bool, to: Path | None, as_json: bool, today: str | None
) -> None:
    """Show everything held on one person.

    Each line says where it stands; lines of others that mention them come last. With --export it is
    a text for whoever asks what is held on them, from all files, with other people taken out.
    """
    if (to and not export) or (export and as_json):
        mistake("--to goes with --export, and --json with neither of the two.")
    root, network, day = book.read(today)
    if export and not whom(network.index, person):
        from kithbook.actions.contact_meant import contact_as_person

        _export(root, *contact_as_person(network, person), day, to)
        return
    if not whom(network.index, person):
        from kithbook.actions.contact_meant import has_no_file

        has_no_file(network, person)
    found = find_person(network.index, person)
    require_read(network, found)
    if export:
        _export(root, network, found, day, to)
        return
    view = PersonViews(network, day).of(found)
    if as_json:
        say_json(about_shape(view, day))
    else:
        _show(network, view, day)


def _export(root: Path, network: Network, person: str, day: date, to: Path | None) -> None:
    """Gives the text that the person can be given, on the screen or as a file."""
    from kithbook.actions.outgoing_file import require_outgoing, write_outgoing
    from kithbook.actions.tell_person import held_on
    from kithbook.exchange.held_text import BEGINNING

    if to:
        require_outgoing(root, to)
    held = held_on(root, network, person, day)
    if to is None:
        say(held.text())
    elif remark := write_outgoing(root, to, held.text().encode(), BEGINNING):
        note(remark)
    where = f"{to} is written. " if to else ""
    said = f"{counted(held.marked, 'line')} of it speaks of others"
    if held.marked != 1:
        said = said.replace("speaks", "speak")
    note(f"{where}Read it before you give it away: {said}, whose names are taken out.")


def entry_line(one: Entry) -> str:
    """An entry on one line, names without their brackets."""
    text = f": {links_as_names(one.text)}" if one.text else ""
    return f"{one.on} {one.kind}{text}"


def _show(network: Network, view: PersonView, day: date) -> None:
    one, books = view.who, view.account
    say(f"{one.name} ({one.id})  {one.path}")
    for line in _facts(network, view, day):
        say(f"  {line}")
    for title in ("interests", "knows", "needs", "offers"):
        block(title.capitalize(), (_phrase(each) for each in getattr(one, title)))
    block("Introduction offers", (f"to {o.to}  {o.at}" for o in one.introduce))
    if one.notes.strip():
        block(f"Notes  {one.notes_at or one.path}", one.notes.strip().splitlines())
    block("Promised by you", (f"{p.words(day)}  {p.entry.at}" for p in books.promised))
    block("Promised to you", (f"{p.words(day)}  {p.entry.at}" for p in books.awaited))
    block(
        "Thanks owed", (f"{links_as_names(f.entry.text)}  {f.entry.at}" for f in books.thanks_owed)
    )
    entries = (moment.entry for moment in view.moments)
    block("Entries", (f"{e.on} {e.kind}: {e.text}  {e.at}" for e in entries))
    block("Asides", (_aside(each) for each in view.asides))
    block("Ties", (f"{tie.sentence}  {tie.at}" for tie in view.ties))
    brought = ((each.depth, network.name_of(each.person)) for each in view.brought)
    block("Came through them", (f"{'  ' * (depth - 1)}{name}" for depth, name in brought))
    block("Introductions", (each.path for each in view.introductions))
    block("Mentioned", (f"{links_as_names(each.text)}  {each.at}" for each in view.mentions))
    block("In rosters", (_in_roster(contact) for contact in view.contacts))


def _facts(network: Network, view: PersonView, day: date) -> Iterator[str]:
    one = view.who
    work = ", ".join(part for part in (one.role, one.org, one.place) if part)
    also = f"also {', '.join(one.aliases)}" if one.aliases else ""
    yield from (part for part in (work, also) if part)
    circle = f"circle {one.circle}; " if one.circle else ""
    if not one.dead:
        yield f"{circle}{due_in_words(view.keep_up, day)}"
    met = [str(one.met.on or ""), one.met.where, one.met.how]
    if one.met.through:
        met.append(f"through {network.shown(one.met.through)}")
    if any(met):
        yield f"met: {', '.join(part for part in met if part)}"
    reach = one.reach
    ways = (*reach.phones, *reach.emails, reach.linkedin, reach.web, reach.mastodon, reach.signal)
    others = (f"{other.key} {other.text}" for other in reach.others)
    if shown := [way for way in (*ways, reach.address, *others) if way]:
        yield f"reach: {'; '.join(' '.join(way.split()) for way in shown)}"
    if one.born:
        yield f"born: {one.born}"
    yield from (f"{each.what}: {each.on}" for each in one.dates)
    if one.dead:
        yield f"died: {one.died}" if one.died else "has died"
    if one.tags:
        yield f"tags: {', '.join(one.tags)}"


def _phrase(each: Phrase) -> str:
    dates = [f"since {each.since}"] if each.since else []
    dates += [f"until {each.until}"] if each.until else []
    return f"{each.told}{f' ({chr(44).join(dates)})' if dates else ''}  {each.at}"


def _aside(each: Aside) -> str:
    day = f"{each.on} " if each.on else ""
    return f"{day}{links_as_names(' '.join(each.text.split()))}  {each.at}"


def _in_roster(contact: Contact) -> str:
    connected = f", connected {contact.connected}" if contact.connected else ""
    before = "".join(f", formerly {work}" for work in contact.formerly)
    also = f", also {', '.join(contact.aliases)}" if contact.aliases else ""
    work = ", ".join(filter(None, (contact.role, contact.org, contact.place)))
    ways = "; ".join((*contact.phones, *contact.emails, *contact.pages))
    born = f"born {contact.born}" if contact.born else ""
    tags = f"tags {', '.join(contact.tags)}" if contact.tags else ""
    notes = " ".join(contact.notes.split())
    said = "".join(f"; {part}" for part in (work, ways, born, tags, notes) if part)
    where = ", ".join(map(str, contact.places))
    return f"{contact.name}{also}{connected}{before}{said}  {where}"
