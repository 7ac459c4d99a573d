"""Whom an argument means: never a guess, a choice where there is somebody to ask."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kithbook.book.names import load_names
from kithbook.book.network import NameIndex
from kithbook.cli.screen import mistake, note, visible
from kithbook.cli.whereabouts import Whereabouts
from kithbook.text.words import did_you_mean, fold

_MOST = 9


class PersonName(click.types.StringParamType):
    """A name, alias or id; completes to the people of the book."""

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
    return load_names(Whereabouts(Path(asked) if asked else None).root())


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


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def find_person(index: NameIndex, text: str) -> str:
    """The id that a name means; asks, or ends the command, where it is not clear."""
    found = index.search(text)
    if found.person is not None:
        return found.person
    if found.ids:
        return _choose(index, text, found.ids)
    near = did_you_mean(text, index.names())
    mistake(f'"{text}" is nobody in this book. {near or _make(text)}')


def _make(text: str) -> str:
    quoted = "'" + text.replace("'", "'\\''") + "'"
    return f"Make a file for them with: kith new {quoted}"


def _choose(index: NameIndex, text: str, ids: tuple[str, ...]) -> str:
    shown = ids[:_MOST]
    more = f" and {len(ids) - len(shown)} more" if len(ids) > len(shown) else ""
    if not can_ask():
        people = ", ".join(f"{index.display[person]} ({person})" for person in shown)
        mistake(f'"{text}" could be {people}{more}. Write the id of the one you mean.')
    note(f'"{text}" could be{" these" + more if more else ""}:')
    for number, person in enumerate(shown, 1):
        note(f"  {number}  {index.display[person]} ({person})")
    picked = click.prompt(
        "Which one", type=click.IntRange(1, len(shown)), err=True, show_choices=False
    )
    return shown[picked - 1]
