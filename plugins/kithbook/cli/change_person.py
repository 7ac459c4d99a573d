"""`kith set | need | offer | know | drop | circle | snooze | pause | done | edit`: one wish each.

Each writes at once into the file of one person, as `kith log` does, and `kith undo` takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from kithbook.cli.chosen_book import ChosenBook, day_to_come, today_option
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import note, say

if TYPE_CHECKING:
    from datetime import date

    from kithbook.actions.outcome import Edits
    from kithbook.actions.set_field import WhoseFile

_PHRASES = {
    "need": ("needs", "Write down one thing more that somebody looks for."),
    "offer": ("offers", "Write down one thing more that somebody is glad to give."),
    "know": ("knows", "Write down one thing more that somebody knows well."),
}


def _wish(command: Callable[..., Edits]) -> Callable[..., None]:
    """The person and the day that all share; what the command gives is written and shown."""

    @wraps(command)
    def whole(
        book: ChosenBook,
        person: str,
        today: str | None,
        **said: Any,  # noqa: ANN401 - what click parsed
    ) -> None:
        from kithbook.actions.committing import commit
        from kithbook.actions.diffs import changed_line
        from kithbook.actions.set_field import WhoseFile
        from kithbook.book.edit import source_of

        root, network, day = book.read(today)
        whose = WhoseFile(root, network, find_person(network.index, person))
        edits = command(whose, day, **said)
        (edit,) = edits.files
        before = source_of(root, edit.path).text.splitlines()
        commit(edits, root, network.settings, note)
        say(changed_line(edit, before))

    made: Callable[..., None] = click.pass_obj(whole)
    return today_option(made)


def _who() -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.argument("person", type=PersonName())


@click.command(name="set")
@_who()
@click.argument("key")
@click.argument("value")
@_wish
def set_(whose: WhoseFile, _: date, *, key: str, value: str) -> Edits:
    """Give one key of a person a value; '' takes it away, and a list takes one item more.

    \b
    kith set ada place Houston
    kith set ada met.where 'a dinner at the pier'
    """
    from kithbook.actions.set_field import set_value

    return set_value(whose, key, value)


def _phrase(name: str) -> click.Command:
    key, told = _PHRASES[name]

    @click.command(name, help=told)
    @_who()
    @click.argument("text")
    @_wish
    def phrase(whose: WhoseFile, _: date, *, text: str) -> Edits:
        from kithbook.actions.set_field import add_phrase

        return add_phrase(whose, key, text, name)

    return phrase


need, offer, know = (_phrase(name) for name in _PHRASES)


@click.command()
@_who()
@click.argument("text")
@_wish
def drop(whose: WhoseFile, _: date, *, text: str) -> Edits:
    """Take away a need that is met or over, by a part of its words."""
    from kithbook.actions.set_field import drop_phrase

    return drop_phrase(whose, text)


@click.command()
@_who()
@click.argument("circle")
@_wish
def circle(whose: WhoseFile, _: date, *, circle: str) -> Edits:
    """Say how close somebody is: one of the circles in kithbook.yml."""
    from kithbook.actions.set_field import set_value

    return set_value(whose, "circle", circle, "circle")


@click.command()
@_who()
@click.argument("day")
@_wish
def snooze(whose: WhoseFile, today: date, *, day: str) -> Edits:
    """Let somebody rest until a day: no reminder before it."""
    from kithbook.actions.set_field import set_value

    until = day_to_come(day, today, "The day")
    return set_value(whose, "snooze", str(until), "snooze")


@click.command()
@_who()
@click.option("--off", is_flag=True, help="Ask for them again.")
@_wish
def pause(whose: WhoseFile, _: date, *, off: bool) -> Edits:
    """Keep quiet about somebody until you say so: no reminder, birthday, suggestion or draft."""
    from kithbook.actions.set_field import set_value

    return set_value(whose, "pause", "" if off else "true", "pause")


@click.command()
@_who()
@click.argument("text", default="")
@_wish
def done(whose: WhoseFile, today: date, *, text: str) -> Edits:
    """Tick a promise as kept today: the only open one, or the one with these words."""
    from kithbook.actions.keep_promise import keep_promise

    return keep_promise(whose.root, whose.network, whose.person, text, today)


@click.command()
@_who()
@click.pass_obj
def edit(book: ChosenBook, person: str) -> None:
    """Open the file of a person in your editor: $VISUAL or $EDITOR."""
    from kithbook.book.names import load_names, path_of

    root = book.root()
    who = find_person(load_names(root), person)
    click.edit(filename=str(root / (path_of(root, who) or f"people/{who}.md")))
