"""`kith doctor`: where the book lies, who gets it, and what builds it, each with the next step."""

from __future__ import annotations

from collections import Counter

import click

from kithbook.cli.chosen_book import ChosenBook, answering_options, the_day
from kithbook.cli.screen import note, say, say_json
from kithbook.text.words import counted


@click.command()
@answering_options
def doctor(book: ChosenBook, as_json: bool, today: str | None) -> int:
    """Look at where the book lies: its remotes, guard, disk, and what builds its sites.

    Nothing is asked of the net. The exit code is 0 when there is no error (warnings may remain),
    and 1 otherwise. What the files of the book say is for: kith check
    """
    from kithbook.actions.checkup import Surroundings, checkup
    from kithbook.book.load import load_book
    from kithbook.shapes.of_findings import examined_shape

    root = book.folder()
    network = load_book(root)
    found = checkup(root, network, the_day(network.settings, today), Surroundings())
    there = Counter(one.standing for one in found)
    if as_json:
        say_json(examined_shape(found))
    else:
        for one in found:
            say(f"{one.standing:<8} {one.about}: {one.said}")
            if one.then:
                say(f"{'':<8} {one.then}")
    odd = (counted(there["error"], "error"), counted(there["warning"], "warning"))
    note(
        f"{', '.join(odd)}, {there['unknown']:,} not to be known here."
        if there["error"] or there["warning"] or there["unknown"]
        else "All is well."
    )
    return int(bool(there["error"]))
