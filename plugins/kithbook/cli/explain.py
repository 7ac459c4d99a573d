"""`kith explain`: a file of the book, with what each of its lines was taken for."""

from __future__ import annotations

from pathlib import Path

import click

from kithbook.cli.chosen_book import ChosenBook, json_option
from kithbook.cli.screen import mistake, note, say, say_json
from kithbook.text.problems import Problem
from kithbook.text.source import MAX_BYTES, Source, read_source

_FOLDERS = ("people", "journal", "introductions", "requests", "rosters")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def explain(book: ChosenBook, file: Path, as_json: bool) -> None:
    """Show what each line of a file was taken for.

    Lines of a log that are no entry are asides: kept, shown and found. A line that `kith check`
    reports has the code of the finding beside it.
    """
    from kithbook.book.accounting import accounting
    from kithbook.disclosure.checking import check_book

    root, network, day = book.read()
    path = _within(root, file)
    source = _opened(root, path)
    lines = accounting(source, network, (*network.problems, *check_book(root, network, day)))
    if as_json:
        say_json(
            [
                {"line": one.line, "as": one.taken, "what": one.what, "codes": list(one.codes)}
                for one in lines
            ]
        )
        return
    if source.path in network.apart:
        note(f"{source.path} is no person, by its name or people_except: nothing of it is read.")
    for one in lines:
        beside = f"  ({', '.join(one.codes)})" if one.codes else ""
        say(f"{one.line:>5}  {one.taken:<12}  {one.text}{beside}".rstrip())


def _opened(root: Path, path: Path) -> Source:
    """The file as the book reads it, in whatever encoding an address book came."""
    from kithbook.book.address_books import open_address_book
    from kithbook.book.roster_places import ROSTER_ENDINGS

    if path.is_relative_to(root / "rosters") and path.suffix in ROSTER_ENDINGS:
        export = open_address_book(root, path)
        source = export.source or export.problems[0]
    else:
        source = read_source(root, path, max(MAX_BYTES, path.stat().st_size))
    if isinstance(source, Problem) and source.code == "unfinished-merge":
        return Source(source.location.path, path.read_bytes().decode(errors="replace"))
    if isinstance(source, Problem):
        mistake(source.sentence)
    return source


def _within(root: Path, file: Path) -> Path:
    """The file in the book that is meant, seen from here or from the book."""
    for path in (Path.cwd() / file, root / file):
        inside = path.resolve().is_relative_to(root.resolve()) and path.is_file()
        if inside and path.resolve().relative_to(root.resolve()).parts[0] in _FOLDERS:
            return root / path.resolve().relative_to(root.resolve())
    mistake(f"{file} is no file of {', '.join(f'{name}/' for name in _FOLDERS)} in this book.")
