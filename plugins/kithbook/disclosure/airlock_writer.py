"""The airlock as a file: how it is written, and what a new one would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from kithbook.airlock.disclosed import (
    FILE,
    MAX_BYTES,
    AirlockFault,
    DisclosedItem,
    parse_airlock,
)
from kithbook.book.consent import digest_of
from kithbook.book.edit import Edit, digest, source_of
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.book.network import Network
from kithbook.disclosure.agreement import ConsentStanding, standings
from kithbook.disclosure.projection import project
from kithbook.disclosure.published import FILE as PUBLISHED
from kithbook.disclosure.published import Published, read_published
from kithbook.text.nodes import content_of
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import Refused, refuse_for
from kithbook.text.source import Source

_KEY = ("consent", "agreed")
_HEADER = """\
# The airlock: all that the public site may show of people, word for word.
# Written by `kith disclose --apply` from the consents in people/. Change a person's file, not this.
"""
_PUBLISHED_HEADER = """\
# What the public page shows of people, at each place where kith publish put it.
# kith check compares it with what people agree to. If a page is there no more, delete its entry.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What writing the airlock anew would do; `edit` is None where nothing would change in it.

    `notes` are edits of people's files, which make each consent keep the words it is for.
    """

    items: tuple[DisclosedItem, ...]
    added: tuple[DisclosedItem, ...] = ()
    removed: tuple[DisclosedItem, ...] = ()
    edit: Edit | None = None
    notes: tuple[Edit, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, in an order that forgets no words when it is broken off."""
        return (*self.notes, *((self.edit,) if self.edit else ()))


def plan(root: Path, network: Network, today: date) -> Change:
    """What `kith disclose` would write on a day, beside what the files hold; may raise Refused."""
    raw = current(root)
    before = items_of(raw)
    items = project(network, today, before)
    content = render(items).encode()
    noted = tuple(notes(root, network, today, before))
    if raw == content or (raw is None and not items):
        return Change(items, notes=noted)
    edit = Edit(FILE, digest(raw) if raw is not None else None, content)
    return Change(
        items,
        added=tuple(item for item in items if item not in before),
        removed=tuple(item for item in before if item not in items),
        edit=edit,
        notes=noted,
    )


def remember(root: Path, page: Published) -> Edit:
    """The edit that makes the book remember a page that was handed over; raises Refused."""
    known = read_published(root)
    if isinstance(known, Problem):
        refuse_for(known)
    others = [one for one in known if one.place != page.place]
    now = content_of(root, root / PUBLISHED, MAX_BYTES)
    before = digest(now) if now is not None else None
    pages = sorted((*others, page), key=lambda one: str(one.place))
    return Edit(PUBLISHED, before, render_published(pages).encode())


def render_published(pages: Iterable[Published]) -> str:
    """The text of what the book remembers of its pages."""
    rows = [_page_keys(one) for one in pages]
    return f"{_PUBLISHED_HEADER}{_yaml({'version': 1, 'published': rows})}"


def current(root: Path) -> bytes | None:
    """The airlock as it is on the disk; raises Refused where it is larger than one may be."""
    now = content_of(root, root / FILE, MAX_BYTES)
    if now is not None and len(now) > MAX_BYTES:
        raise Refused(Location(FILE), f"It has more than {MAX_BYTES:,} bytes", "Move it away")
    return now


def render(items: Iterable[DisclosedItem]) -> str:
    """The text of an airlock; the same items always give the same text."""
    return f"{_HEADER}{_yaml({'version': 1, 'disclosed': [_keys(item) for item in items]})}"


def _yaml(book: Mapping[str, object]) -> str:
    return yaml.safe_dump(book, allow_unicode=True, sort_keys=False, width=10_000)


def _page_keys(page: Published) -> Mapping[str, object]:
    place = page.place
    where = {"to": place.to} if place.to else {"git": place.git, "branch": place.branch}
    return {**where, "on": page.on, "disclosed": [_keys(item) for item in page.items]}


def _keys(item: DisclosedItem) -> Mapping[str, object]:
    keys: dict[str, object] = {"kind": item.kind, "text": item.text}
    optional = {
        "name": item.name,
        "link": item.link,
        "consent": item.consent,
        "until": item.until,
    }
    return keys | {key: value for key, value in optional.items() if value}


def items_of(raw: bytes | None) -> tuple[DisclosedItem, ...]:
    """What an airlock holds; nothing where it cannot be read for certain."""
    try:
        return parse_airlock(raw) if raw is not None else ()
    except AirlockFault:
        return ()


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
    now = remove_field(source, _KEY).made if renewed else source
    edit = set_field(now, (*_KEY, "on"), day)
    for text in words:
        now = edit.made
        edit = append_item(now, (*_KEY, "to"), text)
    edit = set_field(edit.made, (*_KEY, "digest"), digest_of(day, words))
    return Edit(source.path, digest(source.text.encode()), edit.content, edit.line)
