"""Notes in a consent which words it is for, so that others cannot take their place unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kithbook.airlock.disclosed import DisclosedItem
from kithbook.book.consent import digest_of
from kithbook.book.edit import Edit, digest, source_of
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.book.network import Network
from kithbook.disclosure.agreement import ConsentStanding, standings
from kithbook.text.refusal import Refused
from kithbook.text.source import Source

_KEY = ("consent", "agreed")


def notes(
    root: Path, network: Network, today: date, airlock: Iterable[DisclosedItem]
) -> Iterator[Edit]:
    """The edits that make each consent keep its words; raises Refused where one cannot be made."""
    for standing in standings(network.people.values(), today, airlock):
        words = standing.to_note
        if words is not None:
            yield _note(root, standing, words)


def _note(root: Path, standing: ConsentStanding, words: tuple[str, ...]) -> Edit:
    source = source_of(root, standing.person.path)
    given = standing.given
    try:
        if given.kept is not None and set(words) <= set(given.kept):  # written by hand
            return set_field(source, (*_KEY, "digest"), digest_of(given.on, given.kept))
        return note_words(source, str(given.on), words, renewed=given.agreed is not None)
    except Refused as reason:
        line = f"agreed: {{on: {given.on}, to: [the words]}}"
        hint = f"Write the words they agreed to into the consent yourself, as {line}"
        raise Refused(reason.location, reason.message, hint) from None


def note_words(source: Source, day: str, words: tuple[str, ...], *, renewed: bool) -> Edit:
    """The edit that makes the consent in a file keep words for its day; raises Refused.

    A `renewed` consent keeps words of an older day, which make room.
    """
    now = _after(source, remove_field(source, _KEY)) if renewed else source
    edit = set_field(now, (*_KEY, "on"), day)
    for text in words:
        now = _after(now, edit)
        edit = append_item(now, (*_KEY, "to"), text)
    edit = set_field(_after(now, edit), (*_KEY, "digest"), digest_of(day, words))
    return Edit(source.path, digest(source.text.encode()), edit.content, edit.line)


def _after(source: Source, edit: Edit) -> Source:
    return Source(source.path, edit.content.decode())
