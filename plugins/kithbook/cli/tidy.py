"""`kith tidy`: the files as the format writes them, shown first and then written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options
from kithbook.cli.screen import block, mistake, note, say, say_json
from kithbook.text.words import counted

if TYPE_CHECKING:
    from kithbook.actions.tidy import TidyPlan


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--apply", "write", is_flag=True, help="Write the files; otherwise only show it.")
@answering_options
def tidy(
    book: ChosenBook, files: tuple[Path, ...], write: bool, as_json: bool, today: str | None
) -> int:
    """Show what could be written as the format has it, and write it.

    Log lines that are read in another form (bullets, days in words, kinds of daily life), and each
    finding of `kith check` that has exactly one mend. What has two is left, and named. Nothing
    else in a file changes. Without FILES it looks at all of people/, journal/, introductions/ and
    requests/.
    """
    from kithbook.actions.committing import commit
    from kithbook.actions.diffs import diff_of
    from kithbook.actions.tidy import tidy as plan_for
    from kithbook.actions.tidy import tidy_paths
    from kithbook.shapes.of_findings import tidied_shape

    root, network, day = book.read(today)
    there = tidy_paths(root)
    plan = plan_for(root, [_within(root, one, there) for one in files] or there, network, day)
    diff = diff_of(root, plan.files)
    left = [after if write else now for now, after in plan.left]
    if write and plan.files:
        commit(plan.edits(), root, network.settings, note)
    if as_json:
        say_json(tidied_shape(plan.changes, left, applied=write and bool(plan.files)))
        return 0
    if diff:
        say(diff)
    block("Each change:", (f"{one.at.path}:{one.at.line}: {one.sentence}" for one in plan.changes))
    block("Left as they are:", map(str, left))
    note(_summary(plan, write=write))
    return 0


def _within(root: Path, file: Path, there: tuple[str, ...]) -> str:
    """The file that is meant, seen from here or from the book, as its path in the book."""
    for path in (Path.cwd() / file, root / file):
        if path.is_file() and path.resolve().is_relative_to(root.resolve()):
            inside = path.resolve().relative_to(root.resolve()).as_posix()
            if inside in there:
                return inside
    mistake(f"{file} is no file of people/, journal/, introductions/ or requests/ in this book.")


def _summary(plan: TidyPlan, *, write: bool) -> str:
    left = f" {counted(len(plan.left), 'finding')} left for you." if plan.left else ""
    if not plan.changes:
        return f"Nothing to tidy.{left}"
    what = f"{counted(len(plan.changes), 'change')} in {counted(len(plan.files), 'file')}"
    return f"{what}, written.{left}" if write else f"{what}. To write it: --apply.{left}"
