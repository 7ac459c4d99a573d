"""`kith find`: whom a query matches, and why."""

from __future__ import annotations

import click

from kithbook.book.network import Network
from kithbook.cli.screen import counted, mistake, note, say, say_json
from kithbook.cli.shapes import Shape, place
from kithbook.cli.whereabouts import Whereabouts, json_option, the_day, today_option
from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.find import Found, Hit
from kithbook.insight.find import find as find_in


@click.command(
    # Without -h, so that -tag:hr is a word of the query and not a row of options.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("query", nargs=-1, required=True)
@json_option
@today_option
@click.pass_obj
def find(place: Whereabouts, query: tuple[str, ...], as_json: bool, today: str | None) -> None:
    """Find people and contacts by words and fields.

    \b
    kith find cfo place:houston
    kith find 'needs:"seed money" or offers:office' -tag:family
    kith find circle:close 'last:>6m'
    """
    from kithbook.book.load import load_book

    if query == ("-h",):
        say(click.get_current_context().get_help())
        return
    text = " ".join(query)
    asked = parse(text)
    if isinstance(asked, QueryFault):
        mistake(f"{text}\n{' ' * asked.position}^ {asked}")
    network = load_book(place.root())
    found = find_in(network, asked, the_day(network.settings, today))
    if as_json:
        say_json({"query": text, "found": [_as_json(one) for one in found]})
    else:
        for one in found:
            say(_line(network, one))
            for hit in one.hits:
                if hit.field != "name":
                    say(f"  {hit.field}: {hit.quote}{f'  {hit.at}' if hit.at else ''}")
    people = sum(one.person is not None for one in found)
    thin = len(found) - people
    contacts = f", {counted(thin, 'contact')}" if thin else ""
    note(f"{counted(people, 'person', 'people')}{contacts}.")


def _line(network: Network, one: Found) -> str:
    if one.person is not None:
        person = network.people[one.person]
        about = ", ".join(part for part in (person.role, person.org, person.place) if part)
        return f"{one.name} ({one.person}){f': {about}' if about else ''}"
    contact = one.contact
    if contact is None:
        return one.name
    about = ", ".join(part for part in (contact.role, contact.org, contact.place) if part)
    return f"{one.name} ({contact.at.path}){f': {about}' if about else ''}"


def _as_json(one: Found) -> Shape:
    where = one.contact.at if one.contact else None
    return {
        "id": one.person,
        "name": one.name,
        "contact": place(where) if where else None,
        "hits": [_hit(hit) for hit in one.hits],
    }


def _hit(hit: Hit) -> Shape:
    at = place(hit.at) if hit.at else None
    return {"field": hit.field, "quote": hit.quote, "asked": hit.asked, "at": at}
