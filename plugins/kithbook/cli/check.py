"""`kith check`: every finding in the book, at its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import click

from kithbook.cli.screen import note, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, the_day, today_option
from kithbook.text.problems import Problem
from kithbook.text.words import counted

Form = Literal["text", "github", "json"]
_GITHUB = {"%": "%25", "\r": "%0D", "\n": "%0A"}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="Lines that editors jump on, annotations for GitHub, or JSON.",
)
@json_option
@today_option
@click.pass_obj
def check(place: Whereabouts, form: Form, as_json: bool, today: str | None) -> int:
    """Report what is unclear in the files of the book.

    Ends with 0 when there is no error (warnings may remain), and with 1 otherwise.
    """
    from kithbook.book.load import load_book
    from kithbook.disclosure.checking import check_book

    root = place.root()
    network = load_book(root)
    found = check_book(root, network, the_day(network.settings, today))
    people = len(network.people) + len(network.unread)
    if as_json or form == "json":
        say_json(_as_json(found, people))
    else:
        for problem in found:
            say(_github(problem) if form == "github" else str(problem))
    note(_summary(found, people))
    return int(any(problem.severity == "error" for problem in found))


def _summary(found: Sequence[Problem], people: int) -> str:
    errors = sum(problem.severity == "error" for problem in found)
    who = counted(people, "person", "people")
    if not found:
        return f"{who}, nothing to mend."
    grave = {0: "none of them an error", 1: "1 of them an error"}
    if len(found) == 1:
        return f"{who}, 1 finding, {'an error' if errors else 'no error'}."
    return f"{who}, {len(found):,} findings, {grave.get(errors, f'{errors:,} of them errors')}."


def _as_json(found: Sequence[Problem], people: int) -> dict[str, object]:
    return {
        "people": people,
        "errors": sum(problem.severity == "error" for problem in found),
        "findings": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "path": problem.location.path,
                "line": problem.location.line,
                "column": problem.location.column,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in found
        ],
    }


def _github(problem: Problem) -> str:
    """A workflow command, https://docs.github.com/actions (workflow commands, annotations)."""
    at = problem.location
    place = f"file={_escape(at.path, property_value=True)},line={at.line},col={at.column}"
    text = _escape(problem.sentence, property_value=False)
    return f"::{problem.severity} {place},title={problem.code}::{text}"


def _escape(text: str, *, property_value: bool) -> str:
    signs = {**_GITHUB, ":": "%3A", ",": "%2C"} if property_value else _GITHUB
    return "".join(signs.get(letter, letter) for letter in text)
