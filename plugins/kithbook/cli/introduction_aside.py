"""`kith introduction aside`: not these two, written down so that nobody thinks of it again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kithbook.cli.introduction_case import (
    Records,
    again,
    day_to_come,
    one_line,
    require,
    settle,
    step,
    tell,
)
from kithbook.cli.introduction_file import new_record
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import mistake, say

if TYPE_CHECKING:
    from kithbook.introductions.state import Progress
    from kithbook.text.dates import PartialDate


@click.command()
@click.argument("one", metavar="A", type=PersonName())
@click.argument("other", metavar="B", type=PersonName())
@click.option("--because", metavar="TEXT", help="Why; for yourself.")
@click.option("--until", metavar="DATE", help="Until when; without it, for good.")
@step
def aside(records: Records, one: str, other: str, because: str | None, until: str | None) -> None:
    """Set two people aside: not these two.

    It is written into the file of the newest introduction between them, or into a new one, and
    nothing is suggested for the two while it holds.
    """
    why = "" if because is None else one_line(because, "--because")
    ends = day_to_come(until, records.today, "--until") if until is not None else None
    first, second = (find_person(records.network.index, name) for name in (one, other))
    if first == second:
        mistake("Both are one and the same person. Name two people.")
    between = tuple(_between(records, {first, second}))
    require(_against(records, between))
    if between:
        _into(records, between[-1], why, ends)
    else:
        _new(records, (first, second), why, ends)


def _between(records: Records, both: set[str]) -> Iterator[Progress]:
    yield from (one for one in records.acts if set(one.introduction.ids) == both)


def _against(records: Records, between: tuple[Progress, ...]) -> str:
    from kithbook.introductions.orders import against_setting_aside

    found = (against_setting_aside(records.order(one)) for one in between)
    return next((against for against in found if against), "")


def _into(records: Records, one: Progress, why: str, until: PartialDate | None) -> None:
    from kithbook.introductions.recording import set_aside

    settle(records, one, set_aside(records.on, why, until), "aside")


def _new(records: Records, between: tuple[str, str], why: str, until: PartialDate | None) -> None:
    from kithbook.book.steps import SetAside
    from kithbook.introductions.beginning import Beginning

    made = Beginning(between, set_aside=SetAside(records.on, why, until))
    edit = new_record(records, made, "introduction aside")
    say(f"{edit.path} is made.")
    tell(records.network, again(records.network, edit, records.today), records.today)
