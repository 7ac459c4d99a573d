"""`kith way-to`: whom the owner knows nearest to a goal, and the first step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.book.network import Network
from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.find import name_and_work
from kithbook.cli.screen import block, hand_over_mail, mistake, note, require_free, say, say_json
from kithbook.text.name_links import links_as_names
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.suggestions.near_goal import StandsThere
    from kithbook.suggestions.way_letter import WayLetter
    from kithbook.suggestions.ways import Way, Ways

_MOST = 5


@click.command("way-to")
@click.argument("goal", nargs=-1)
@click.option(
    "--most",
    type=click.IntRange(1, 100),
    default=_MOST,
    metavar="N",
    help=f"At most so many; otherwise {_MOST}.",
)
@click.option("--for", "wish", metavar="TEXT", default="", help="What it is for, for the letter.")
@click.option(
    "--to",
    "number",
    type=click.IntRange(1, 100),
    default=1,
    metavar="N",
    help="The letter to this one of the list; otherwise to the first.",
)
@click.option("--eml", metavar="FILE", help="Write the letter as a mail; - for stdout.")
@answering_options
def way_to(
    book: ChosenBook,
    *,
    goal: tuple[str, ...],
    most: int,
    wish: str,
    number: int,
    eml: str | None,
    as_json: bool,
    today: str | None,
) -> None:
    """Show whom you know nearest to a place, firm, trade or person, and the first step.

    \b
    kith way-to 'Port of Tacoma'
    kith way-to stem cells --for 'I would like to see a laboratory from the inside.'
    kith way-to 'Mia Sand' --to 2 --eml letter.eml

    Each with the line that says so, and a letter for the first step. Without a goal it answers
    for your own needs, those under needs in kithbook.yml. Nothing is sent.
    """
    root, network, day = book.read(today)
    require_free(eml)
    asked = " ".join(" ".join(goal).split())
    found = _found(network, _wanted(network, asked, day), day, root, most)
    letter = _letter(network, found[0], root, wish, number) if asked else None
    if as_json:
        from kithbook.shapes.of_ways import ways_shape

        say_json(ways_shape(found, letter))
    elif not asked:
        _tell_needs(network, found)
    elif eml is not None:
        _write(letter, eml)
    else:
        _tell(network, found[0])
        _tell_letter(found[0], letter, wish, number)


def _wanted(network: Network, asked: str, day: date) -> tuple[str, ...]:
    """The goal that was named, else what the owner looks for."""
    needs = network.settings.needs
    if not asked and not needs:
        mistake("To whom or what? Name it, or write your own needs into kithbook.yml, under needs.")
    return (asked,) if asked else tuple(need.text for need in needs if need.holds(day))


def _found(
    network: Network, wanted: Iterable[str], day: date, root: Path, most: int
) -> tuple[Ways, ...]:
    from kithbook.views.ways_view import ways_of

    return ways_of(network, wanted, day, root, most)


def _letter(network: Network, found: Ways, root: Path, wish: str, number: int) -> WayLetter | None:
    from kithbook.insight.letter_ends import owner_name
    from kithbook.suggestions.way_letter import way_letter
    from kithbook.text.slots import Unfilled

    if number > max(1, len(found.found)):
        mistake(f"--to {number}: the list has {counted(len(found.found), 'way')}.")
    if not found.found:
        return None
    way = found.found[number - 1]
    try:
        return way_letter(network, found.goal, way, owner_name(root), wish)
    except Unfilled as gap:
        note(f"No letter was made: {gap}.")
        return None


def _tell_needs(network: Network, found: Iterable[Ways]) -> None:
    for place, each in enumerate(found):
        if place:
            say()
        say(f"You look for: {each.goal.text}")
        _tell(network, each)


def _tell(network: Network, found: Ways) -> None:
    """The ways, each with the lines that it rests on; what is left out, and why."""
    if not found.found:
        say("Nobody in the book stands near it, as far as the files say.")
    if found.near_only:
        say("No file has it in these words. These come near:")
    for number, way in enumerate(found.found, 1):
        work = name_and_work(network, way.first.name, way.first.person, way.first.contact)
        say(f"{number}. {work}{'' if way.first.person else '  contact of a roster'}")
        for line in _lines(way):
            say(f"   {line}")
        if way.remark:
            say(f"   {way.remark}")
    block(
        "Not asked",
        (f"{person.name} ({person.id}) {why}  {person.path}" for person, why in found.left),
    )
    if found.more:
        note(f"{counted(found.more, 'more way')}: --most {len(found.found) + found.more}")


def _lines(way: Way) -> Iterator[str]:
    for lead, _ in way.through:
        yield f"{lead.said}  {lead.at}"
    whose = f"{way.there.who.name}: " if way.through and way.there.field != "is" else ""
    if way.there.field != "is":
        yield f"{whose}{_said(way.there)}  {way.there.at}"
    elif way.direct:
        yield f"in the book as {way.there.quote}  {way.there.at}"


def _said(there: StandsThere) -> str:
    return f"{there.field}: {' '.join(links_as_names(there.quote).split())}"


def _tell_letter(found: Ways, letter: WayLetter | None, wish: str, number: int) -> None:
    if letter is None:
        return
    from kithbook.views.ways_view import first_step

    say()
    say(f"First step: {first_step(found.found[number - 1])}")
    say()
    say(letter.as_text())
    if not wish:
        note("Say in a sentence what it is for, and the letter has it: --for '…'")
    note("Nothing is sent.")


def _write(letter: WayLetter | None, name: str) -> None:
    from kithbook.text.slots import Unfilled

    if letter is None:
        mistake("No mail was made: there is nobody to write to.")
    try:
        mail = letter.mail.file()
    except Unfilled as gap:
        mistake(f"No mail was made: {gap}.")
    hand_over_mail(mail, name)
