"""Which book a command works in, and which day it is: the only places that ask the system."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from kithbook.book.model import Settings
from kithbook.book.network import Network
from kithbook.book.settings import FILE, settings_in
from kithbook.cli.screen import mistake, note
from kithbook.text.dates import DateFault, PartialDate, parse_date, parse_day
from kithbook.text.garbage import collect_seldom, no_collection

_PARTIAL = re.compile(r"\d{4}(-\d\d){0,2}")
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class ChosenBook:
    """What was said before the subcommand."""

    named: Path | None = None
    debug: bool = False
    _reminded: list[Path] = field(default_factory=list, compare=False, repr=False)

    def root(self) -> Path:
        """The folder of the book, tidied after a run that was killed; every command begins here.

        The first time, a missing push guard is told of. Ends the command where there is no book.
        """
        root = self.folder()
        if root not in self._reminded:
            from kithbook.actions.leftovers import clear_leftovers
            from kithbook.actions.push_guard import missing_guards

            self._reminded.append(root)
            for line in (*clear_leftovers(root), *missing_guards(root)):
                note(line)
        return root

    def read(self, today: str | None = None) -> tuple[Path, Network, date]:
        """The folder, all that the book holds, and the day to answer for."""
        from kithbook.book.load import load_book

        root = self.root()
        with no_collection(keep=True):
            network = load_book(root)
        collect_seldom()
        return root, network, the_day(network.settings, today)

    def folder(self) -> Path:
        """The folder of the book, and nothing else; ends the command where there is none."""
        if self.named is not None:
            if not _is_folder(self.named):
                mistake(f"{self.named}: there is no such folder. Make one with: kith init DIR")
            return self.named.resolve()
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / FILE).is_file():
                return folder
        mistake(
            f"No folder from here upward has a {FILE}. Go to your book, name it with "
            "kith --book DIR, or make one with: kith init DIR"
        )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # too long a name, or a character that no name can have
        return False


def settings_of(root: Path) -> Settings:
    """The settings alone, quickly; what is wrong with them is for `kith check` to say."""
    return settings_in(root)[0]


def today_option(command: F) -> F:
    """The option `--today`."""
    return click.option(
        "--today",
        metavar="DAY",
        help="Take this day as today (2026-11-22, yesterday); otherwise the book's or the clock's.",
    )(command)


def json_option(command: F) -> F:
    """The option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(command)


def answering_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `--json` and `--today`, and before them the book that is asked."""
    return json_option(today_option(click.pass_obj(command)))


def the_day(settings: Settings, asked: str | None) -> date:
    """The day to answer for: as asked, else as pinned in the settings, else by the clock."""
    clock = settings.today or date.today()  # noqa: DTZ011 - the day where the owner is
    return clock if asked is None else read_day(asked, clock, "--today")


def read_day(text: str, today: date, option: str) -> date:
    """A day as a person writes it; ends the command where it is none."""
    try:
        return parse_day(text, today)
    except (DateFault, OverflowError) as fault:
        mistake(f"{option}: {fault}. Write 2026-11-21, yesterday, monday or 3 days ago.")


def day_ahead(text: str | None, today: date) -> date | None:
    """The day that `--until` names; ends the command where it is not to come."""
    if text is None:
        return None
    day = read_day(text, today, "--until")
    if day <= today:
        mistake(f"--until: {day} is not ahead. Name a day to come.")
    return day


def past_day(text: str, today: date) -> PartialDate:
    """A day that is not ahead, as far as it is known; ends the command where it is none."""
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
