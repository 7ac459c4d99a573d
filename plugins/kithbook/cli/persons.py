"""Whom or what a name on the command line means, and the names to complete it with."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kithbook.actions.meant import Several, person_meant
from kithbook.book.name_index import NameIndex
from kithbook.book.names import load_names
from kithbook.book.network import Network
from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.screen import mistake, note
from kithbook.text.unseen import visible
from kithbook.text.words import fold


class PersonName(click.types.StringParamType):
    """A name, alias or id, a number or an address; completes to the people of the book."""

    name = "person"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Ids, and names for those who begin to type one; says nothing where there is no book."""
        try:
            return _completions(_index(ctx), incomplete)
        except Exception:  # noqa: BLE001 - a shell must not be disturbed while somebody types
            return []


def _index(ctx: click.Context) -> NameIndex:
    asked = ctx.find_root().params.get("book")
    return load_names(ChosenBook(Path(asked) if asked else None).root())


def _completions(index: NameIndex, incomplete: str) -> list[CompletionItem]:
    start = fold(incomplete)
    found = [
        CompletionItem(person, help=visible(name))
        for person, name in index.display.items()
        if fold(person).startswith(start)
    ]
    if found or not start:
        return found
    return [
        CompletionItem(visible(name), help=person)
        for person, name in index.display.items()
        if fold(name).startswith(start)
    ]


def require_read(network: Network, person: str) -> None:
    """Ends the command where the person's file could not be read."""
    for lost in network.unread:
        if lost.id == person and person not in network.people:
            mistake(f"{lost.path} could not be read: {lost.reason}. See: kith check")


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def find_person(index: NameIndex, text: str) -> str:
    """The id that a name means; asks which, where it is not clear and somebody is there."""
    try:
        return person_meant(index, text)
    except Several as several:
        if not can_ask():
            raise
        return choose_person(index, several)


def choose_person(index: NameIndex, several: Several) -> str:
    """Asks which of several is meant."""
    note(f'"{several.text}" could be{" these" + several.more if several.more else ""}:')
    for number, person in enumerate(several.ids, 1):
        note(f"  {number}  {index.display[person]} ({person})")
    picked = click.prompt(
        "Which one", type=click.IntRange(1, len(several.ids)), err=True, show_choices=False
    )
    return several.ids[picked - 1]


class StemName(click.types.StringParamType):
    """The id of a file in one folder of the book, or enough of it; completes to those there."""

    folder = ""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Ids that begin so; says nothing where there is no book."""
        try:
            asked = ctx.find_root().params.get("book")
            place = ChosenBook(Path(asked) if asked else None).root() / self.folder
            stems = sorted(path.stem for path in place.glob("*.md"))
            return [CompletionItem(visible(stem)) for stem in stems if stem.startswith(incomplete)]
        except Exception:  # noqa: BLE001 - a shell must not be disturbed while somebody types
            return []


class IntroductionName(StemName):
    """The id of an introduction."""

    name = "introduction"
    folder = "introductions"


class RequestName(StemName):
    """The id of a request."""

    name = "request"
    folder = "requests"
