"""One introduction to write a step into: which it is, on which day, and what is said afterwards."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kithbook.cli.screen import mistake, note, say
from kithbook.cli.whereabouts import Whereabouts, read_day, the_day, today_option
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.unseen import visible
from kithbook.text.words import full_stop

if TYPE_CHECKING:
    from kithbook.book.edit import Edit
    from kithbook.book.network import Network
    from kithbook.introductions.next_step import Next
    from kithbook.introductions.orders import Order
    from kithbook.introductions.recording import Fields
    from kithbook.introductions.state import Progress

_PARTIAL = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Records:
    """The introductions of a book on a day, and the day that a step is recorded for.

    `dated` says whether that day was named.
    """

    root: Path
    network: Network
    acts: tuple[Progress, ...]
    today: date
    on: PartialDate
    dated: bool

    def order(self, one: Progress) -> Order:
        """A step for one of them."""
        from kithbook.introductions.orders import Order

        return Order(self.network, one, self.on, self.today, self.dated)


def step(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all steps share, handed over as the `Records` of the book."""

    @wraps(command)
    def gathered(
        place: Whereabouts,
        on: str | None,
        today: str | None,
        **options: Any,  # noqa: ANN401 - what click parsed
    ) -> None:
        command(open_records(place, today, on), **options)

    whole: Callable[..., None] = gathered
    made: Callable[..., None] = click.pass_obj(whole)
    told = "On which day: 2026-11-21, 2026-11, yesterday; otherwise today."
    for option in (today_option, click.option("--on", metavar="DATE", help=told)):
        made = option(made)
    return made


def open_records(place: Whereabouts, today: str | None, on: str | None = None) -> Records:
    """The introductions of the book on the day to answer for."""
    from kithbook.book.load import load_book
    from kithbook.introductions.state import all_progress

    root = place.root()
    network = load_book(root)
    day = the_day(network.settings, today)
    return Records(
        root, network, all_progress(network, day), day, past_day(on, day), on is not None
    )


def past_day(text: str | None, today: date) -> PartialDate:
    """A day that is not ahead, as far as it is known; ends the command where it is none."""
    if text is None:
        return PartialDate.of(today)
    on = _day(text, today, "--on")
    if on.earliest() > today:
        mistake(f"--on: {on} is still to come. Record it once it has happened.")
    return on


def day_to_come(text: str, today: date, option: str) -> PartialDate:
    """A day that is ahead, as far as it is known; ends the command where it is none."""
    on = _day(text, today, option)
    if on.latest() <= today:
        mistake(f"{option}: {on} is not ahead. Name a day to come.")
    return on


def _day(text: str, today: date, option: str) -> PartialDate:
    if not _PARTIAL.fullmatch(text.strip()):
        return PartialDate.of(read_day(text, today, option))
    try:
        return parse_date(text)
    except DateFault as fault:
        mistake(f"{option}: {fault}. Write 2026-11-21, 2026-11 or 2026.")


def one_line(text: str, option: str) -> str:
    """A text as one line; ends the command where it says nothing, or cannot be seen."""
    line = " ".join(text.split())
    if not any(letter.isalnum() for letter in line):
        mistake(f"{option} wants words. Nothing was written.")
    if not line.isprintable():
        mistake(f"{option} holds a character that cannot be seen. Type it again on one line.")
    return line


def require(against: str) -> None:
    """Ends the command with what speaks against a step."""
    if against:
        mistake(against)


def settle(records: Records, one: Progress, fields: Fields, command: str) -> None:
    """Writes a step into its file, and says where it stands and what comes next."""
    from kithbook.actions.committing import commit
    from kithbook.actions.outcome import Edits, source_of
    from kithbook.introductions.recording import record

    act = one.introduction
    edit = record(source_of(records.root, act.path), fields)
    edits = Edits((edit,), f"introduction {command}", visible(act.id))
    commit(edits, records.root, records.network.settings, note)
    line = edit.content.decode().splitlines()[edit.line - 1].strip()
    say(f"{edit.path}:{edit.line}: {line}")
    tell(records.network, again(records.network, edit, records.today), records.today)


def again(network: Network, edit: Edit, today: date) -> Progress:
    """Where an introduction stands by the text that was written."""
    from kithbook.book.edit import Refused
    from kithbook.book.introductions_requests import read_introduction
    from kithbook.book.reading import Reading
    from kithbook.introductions.state import progress
    from kithbook.text.source import Source

    reading = Reading(Source(edit.path, edit.content.decode()), network.settings, network.index)
    act = read_introduction(reading)
    if act is None:
        first = reading.problems[0]
        raise Refused(first.location, first.message, first.hint)
    return progress(network, act, today)


def tell(network: Network, one: Progress, today: date) -> None:
    """Says where an introduction stands, and what comes next."""
    from kithbook.introductions.next_step import next_steps

    say(f"{names_of(network, one)}: {one.state}.")
    for each in next_steps(network, one, today):
        for line in next_lines(each):
            say(line)


def before(network: Network, person: str | None, today: date) -> Iterator[str]:
    """What to know before somebody is asked once more, where anything speaks up."""
    from kithbook.insight.returns import before_asking

    if person and person in network.people and (said := before_asking(network, person, today)):
        yield f"Before you ask: {said}"


def next_lines(each: Next) -> tuple[str, ...]:
    """One thing that comes next, and below it its command."""
    said = full_stop(each.text)
    return (said, f"  {command_line(each.command)}") if each.command else (said,)


def command_line(words: tuple[str, ...]) -> str:
    """The words of a command as one types them; a choice such as `yes|no` stays as it is."""
    return " ".join(word if "|" in word else shlex.quote(word) for word in words)


def names_of(network: Network, one: Progress) -> str:
    """The two people, by their names."""
    sides = (side.who for side in one.sides)
    return " and ".join(network.shown(who) for who in sides)
