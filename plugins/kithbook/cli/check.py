"""`kith check`: every finding in the book, at its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import click

from kithbook.book.kept_answers import KeptAnswers
from kithbook.book.network import Network
from kithbook.cli.chosen_book import ChosenBook, answering_options, the_day
from kithbook.cli.screen import note, say, say_json
from kithbook.disclosure.checking import check_book
from kithbook.shapes.of_findings import findings_shape, github_line
from kithbook.text.problems import Problem
from kithbook.text.words import counted

_MOST_NAMED = 5
Form = Literal["text", "github", "json"]


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="Lines that editors jump on, annotations for GitHub, or JSON.",
)
@click.option("--staged", is_flag=True, help="Look at what is staged for the next git commit.")
@answering_options
def check(book: ChosenBook, form: Form, staged: bool, as_json: bool, today: str | None) -> int:
    """Report what is unclear in the files of the book.

    The exit code is 0 when there is no error (warnings may remain), and 1 otherwise. With --staged
    it is the book as the next commit would hold it, and not as the folder has it.
    """
    if staged:
        return _staged(book, form, today, as_json=as_json)
    root, network, day = book.read(today)
    found = check_book(root, network, day)
    mended = 0 if as_json or form != "text" else _mendable(root, found, network, day)
    return _tell(network, found, form, mended, as_json=as_json)


def _mendable(root: Path, found: Sequence[Problem], network: Network, day: date) -> int:
    """How many of the findings `kith tidy` can mend."""
    if not found:
        return 0
    from kithbook.actions.tidy import mendable

    kept = KeptAnswers(root, network.state, day)
    about = "\n".join(map(str, found))
    return kept.of(f"mendable {about}", int, lambda: mendable(root, found, network, day))


def _staged(book: ChosenBook, form: Form, today: str | None, *, as_json: bool) -> int:
    from kithbook.actions.staged_book import staged_book
    from kithbook.book.load import load_book

    with staged_book(book.root()) as laid_out:
        network = load_book(laid_out.root)
        found = check_book(laid_out.root, network, the_day(network.settings, today))
    if laid_out.locked:
        several = counted(len(laid_out.locked), "file is", "files are")
        note(f"{several} encrypted in git, and looked at as the folder has them.")
    return _tell(network, found, form, 0, as_json=as_json)


def _tell(
    network: Network, found: Sequence[Problem], form: Form, mended: int, *, as_json: bool
) -> int:
    """Writes the findings; the exit code."""
    people = len({*network.people, *(lost.id for lost in network.unread)})
    if as_json or form == "json":
        say_json(findings_shape(found, people, network.apart))
    else:
        for problem in found:
            say(github_line(problem) if form == "github" else str(problem))
    if network.apart:
        note(_set_apart(network.apart))
    note(f"{_summary(found, people)}{_tidy(mended, len(found))}")
    return int(any(problem.severity == "error" for problem in found))


def _set_apart(paths: Sequence[str]) -> str:
    named = ", ".join(paths[:_MOST_NAMED])
    more = f" and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else ""
    return f"No person, by name or people_except: {named}{more}."


def _tidy(mended: int, found: int) -> str:
    """Which command mends some of the findings."""
    if not mended:
        return ""
    which = "it" if found == 1 else f"{mended:,} of them"
    return f" kith tidy can mend {which}."


def _summary(found: Sequence[Problem], people: int) -> str:
    errors = sum(problem.severity == "error" for problem in found)
    who = counted(people, "person", "people")
    if not found:
        return f"{who}, nothing to mend."
    grave = {0: "none of them an error", 1: "1 of them an error"}
    if len(found) == 1:
        return f"{who}, 1 finding, {'an error' if errors else 'no error'}."
    return f"{who}, {len(found):,} findings, {grave.get(errors, f'{errors:,} of them errors')}."
