"""`kith disclose`: what may be public, written into the airlock after a look at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kithbook.cli.screen import counted, note, say, say_json
from kithbook.cli.whereabouts import Whereabouts, json_option, the_day, today_option

if TYPE_CHECKING:
    from kithbook.disclosure.writing import Change
    from kithbook.public.airlock import DisclosedItem


@click.command()
@click.option("--apply", "write", is_flag=True, help="Write the file; otherwise only show it.")
@json_option
@today_option
@click.pass_obj
def disclose(place: Whereabouts, write: bool, as_json: bool, today: str | None) -> None:
    """Show what of people may be public, and write it.

    It goes into content/disclosed.yml, which is all that the public site knows of people. A text
    gets there by standing under `public` in a person's file, with a consent that holds and shows
    it.
    """
    from kithbook.book.load import load_book
    from kithbook.cli.history import write as keep
    from kithbook.disclosure.writing import plan

    root = place.root()
    network = load_book(root)
    change = plan(root, network, the_day(network.settings, today))
    if write and change.edit:
        moved = f"{len(change.added)} in, {len(change.removed)} out"
        keep((change.edit,), root, network.settings, "disclose", moved)
    if as_json:
        say_json(_as_json(change, applied=write and change.edit is not None))
        return
    if change.diff:
        say(change.diff)
    note(_summary(change, write=write))


def _summary(change: Change, *, write: bool) -> str:
    from kithbook.public.airlock import FILE

    shown = counted(len(change.items), "text")
    if change.edit is None:
        return f"{FILE} is as it should be: {shown}."
    moved = (
        f"{len(change.added)} {'came' if write else 'would come'} in, "
        f"{len(change.removed)} {'went' if write else 'would go'} out"
    )
    if write:
        return f"{FILE}: {shown}; {moved}. Build the public site with: kith build --only public"
    return f"{FILE}: {shown}; {moved}. Nothing is written yet; add --apply."


def _as_json(change: Change, *, applied: bool) -> dict[str, object]:
    return {
        "changed": change.edit is not None,
        "applied": applied,
        "added": _items(change.added),
        "removed": _items(change.removed),
        "disclosed": _items(change.items),
    }


def _items(items: Sequence[DisclosedItem]) -> list[dict[str, object]]:
    return [
        {
            "kind": item.kind,
            "text": item.text,
            "name": item.name or None,
            "link": item.link or None,
            "consent": str(item.consent) if item.consent else None,
            "until": str(item.until) if item.until else None,
        }
        for item in items
    ]
