"""`kith forget`: somebody and every word that tells of them, out of the book for good."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook
from kithbook.cli.persons import PersonName, find_person
from kithbook.cli.screen import block, mistake, note, say
from kithbook.insight.reaching import whom
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.actions.forget_person import Forgotten
    from kithbook.book.network import Network

_UNREAD = "Links and very large files, which are not looked into; look yourself:"
_MOST = 20


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command was told: words that mean them, what is not theirs, where a script goes."""

    also: tuple[str, ...]
    keep: tuple[str, ...]
    script: Path | None
    write: bool


@click.command()
@click.argument("name", type=PersonName())
@click.option("--word", "also", multiple=True, help="This word means them wherever it stands.")
@click.option("--keep", multiple=True, help="This word, or this row of a roster, is not theirs.")
@click.option(
    "--history",
    "script",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the commands for the history of git to FILE, outside of the book.",
)
@click.option("--apply", "write", is_flag=True, help="Do it; otherwise only show what goes.")
@click.pass_obj
def forget(
    book: ChosenBook,
    name: str,
    also: tuple[str, ...],
    keep: tuple[str, ...],
    script: Path | None,
    write: bool,
) -> None:
    """Forget somebody: their file, and every word in the book that tells of them.

    Who only stands in an address book is named as there, or by a row, rosters/x.csv:12.
    Entries with them alone go; in all others they become "somebody". Their introductions and
    requests go, and what address books, the airlock, caches, sites and exports have of them.
    Nothing takes it back, and nothing is kept: an import lists them as new. A word that may mean
    something else is shown, and you say with --word or --keep what it is. What the history of git
    has of them, under earlier names and paths too, is told with the commands that take it out.
    """
    from kithbook.actions.contact_meant import contact_as_person, contacts_meant
    from kithbook.actions.forget_person import forget as plan_for
    from kithbook.actions.forgotten_places import carry_out

    root, network, _ = book.read()
    asked = _Asked(also, keep, script, write)
    if not whom(network.index, name) and contacts_meant(network, name):
        network, person = contact_as_person(network, name)
    else:
        person = find_person(network.index, name)
    plan = plan_for(root, network, person, also, keep)
    if write and plan.in_doubt:
        _show_doubts(plan)
        mistake("Say of each of these words whether it means them: --word or --keep.")
    if not write:
        _show(plan, network, root, asked)
        note("There is no undo. To do it: --apply")
        return
    _tell_of_git(plan, network, root, asked)
    carry_out(plan, root, network.settings, note)
    say("It is done. Nothing takes it back, and nothing in the book tells of them.")
    block("These are not kith's to write, and still do:", plan.left)
    block(_UNREAD, plan.unread)


def _show(plan: Forgotten, network: Network, root: Path, asked: _Asked) -> None:
    from kithbook.actions.forgotten_places import built_of
    from kithbook.actions.stepwise import diff_of_steps
    from kithbook.book.file_steps import Gone

    edits = [step for step in plan.steps if not isinstance(step, Gone)]
    if diff := diff_of_steps(root, edits):
        say(diff)
    block("Files that go:", (step.path for step in plan.steps if isinstance(step, Gone)))
    block("Rows of address books that go:", plan.rows)
    block("Built, and goes:", built_of(root, plan.traces))
    block("Kept beside the book, and goes:", (".kith/",) if (root / ".kith").is_dir() else ())
    block("Published, and shows something of theirs until you publish again:", plan.published)
    block("Not kith's to write, and tells of them:", plan.left)
    block(_UNREAD, plan.unread)
    _show_doubts(plan)
    _tell_of_git(plan, network, root, asked)


def _show_doubts(plan: Forgotten) -> None:
    shown = [f"{one.at.path}:{one.at.line}: {one.word}: {one.line}" for one in plan.in_doubt]
    more = [f"and {counted(len(shown) - _MOST, 'more')}"] if len(shown) > _MOST else []
    block("Words that may mean them, or something else:", (*shown[:_MOST], *more))


def _tell_of_git(plan: Forgotten, network: Network, root: Path, asked: _Asked) -> None:
    from kithbook.actions.forgotten_history import search_history
    from kithbook.actions.history_commands import (
        commands,
        no_history,
        place_of,
        told_of_history,
        write_script,
    )

    if said := no_history(root):
        note(said)
        return
    holds = search_history(root, network, plan, asked.also, asked.keep)
    place = place_of(root, plan.traces)
    if asked.script and not holds.is_empty:
        write_script(root, asked.script, commands(holds, place))
    for sentence in told_of_history(holds, place, asked.script, whole=asked.write):
        note(sentence)
