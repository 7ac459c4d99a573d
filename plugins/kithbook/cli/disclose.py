"""`kith disclose`: what may be public, written into the airlock after a look at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import note, say, say_json
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.disclosure.airlock_writer import Change


@click.command()
@click.option("--apply", "write", is_flag=True, help="Write the file; otherwise only show it.")
@answering_options
def disclose(book: ChosenBook, write: bool, as_json: bool, today: str | None) -> None:
    """Show what of people may be public, and write it.

    It goes into content/disclosed.yml, which is all that the public site knows of people. A text
    gets there by standing under `public` in a person's file, with a consent that holds and shows
    it. Each consent keeps the words it is for; changed words wait until you asked again and wrote
    the new day.
    """
    from kithbook.actions.committing import commit
    from kithbook.actions.diffs import diff_of
    from kithbook.actions.disclosing import disclose as put_in
    from kithbook.disclosure.airlock_writer import plan
    from kithbook.disclosure.checking import consents_to_look_at
    from kithbook.shapes.of_findings import disclosed_shape

    root, network, day = book.read(today)
    change = plan(root, network, day)
    diff = diff_of(root, change.edits)
    if write and change.edits:
        commit(put_in(change), root, network.settings, note)
    found = consents_to_look_at(root, network, day)
    if as_json:
        say_json(disclosed_shape(change, found, applied=write and bool(change.edits)))
        return
    if diff:
        say(diff)
    for problem in found:
        note(str(problem))
    note(_summary(change, write=write))


def _summary(change: Change, *, write: bool) -> str:
    from kithbook.airlock.disclosed import FILE

    shown = counted(len(change.items), "text")
    if not change.edits:
        return f"{FILE} is as it should be: {shown}."
    then = (
        "Build the public site with: kith build --only public"
        if write
        else "Nothing is written yet; add --apply."
    )
    return f"{FILE}: {shown}; {', '.join(_moves(change, write=write))}. {then}"


def _moves(change: Change, *, write: bool) -> Iterator[str]:
    came, went, kept = ("came", "went", "keeps") if write else (
        "would come", "would go", "would keep",
    )  # fmt: skip
    if change.edit:
        yield f"{len(change.added)} {came} in, {len(change.removed)} {went} out"
    if change.notes:
        many = kept.replace("keeps", "keep") if len(change.notes) > 1 else kept
        yield f"{counted(len(change.notes), 'consent')} {many} the words agreed to"
