"""A file of cards (vCard 2.1, 3.0, 4.0), in whatever encoding, as what it says of whom.

Every line is in a field of somebody, kept beside, or named among what is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from kithbook.book.card_roster import is_group
from kithbook.exchange.contact_card import ContactCard
from kithbook.exchange.imported import Imported, NotTaken
from kithbook.exchange.vcard_card import card_of
from kithbook.exchange.vcard_words import clean
from kithbook.text.decoding import read_export
from kithbook.text.refusal import refuse_for
from kithbook.text.slug import slug
from kithbook.text.source import Source
from kithbook.text.vcards import CardFile, VCard, read_cards

KIND = "vcard"
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
GROUPS = "lists of others, which are no people; their members have the list's name as a category"
STRANGERS = "members of lists whose cards are not in the file"
STRAYS = "lines that belong to no card, or say nothing that a card can say"
COMMENTS = "comments"
UNENDED = "cards that do not end; they were read as far as they go"
NOBODY = "cards that name nobody: no name, organisation, address or number"
GUESSED = "lines older than UTF-8, of which the first is told; read as Windows writes its letters"


class _Odd:
    """What is left out, with how often and on which lines."""

    def __init__(self) -> None:
        self.lines: dict[str, list[int]] = defaultdict(list)
        self.counts: dict[str, int] = defaultdict(int)

    def take(self, what: str, lines: Iterable[int], count: int | None = None) -> None:
        """Adds some lines, which are one thing each where no count is given."""
        found = list(lines)
        self.lines[what] += found
        self.counts[what] += len(found) if count is None else count

    def told(self, path: str) -> tuple[NotTaken, ...]:
        """All of it, in the order in which it was met."""
        return tuple(
            NotTaken(what, count, path, tuple(sorted(self.lines[what])))
            for what, count in self.counts.items()
            if count
        )


def read_vcards(path: str, raw: bytes | str) -> Imported:
    """What a file of cards says; `path` is what it is called. Raises Refused for unread bytes."""
    source, guessed = _source(path, raw)
    file, odd = read_cards(source.text), _Odd()
    for what, lines in ((STRAYS, file.strays), (COMMENTS, file.comments), (GUESSED, guessed)):
        odd.take(what, lines)
    odd.take(UNENDED, (card.line for card in file.cards if not card.end))
    mapped: set[str] = set()
    cards: list[ContactCard] = []
    for card in file.cards:
        if is_group(card):
            continue
        made, read = card_of(card, path)
        if not made.name:
            odd.take(NOBODY, (card.line, *(one.line for one in card.properties)), 1)
            continue
        cards.append(made)
        mapped |= read.mapped
        for what, lines in read.odd.items():
            odd.take(what, lines)
    return Imported(
        kind=KIND,
        stem=slug(PurePosixPath(path).stem) or "contacts",
        cards=tuple(_with_lists(cards, file, odd)),
        left_out=odd.told(path),
        columns=tuple(sorted(mapped)),
        kept=tuple(sorted({one.name for card in cards for one in card.beside})),
    )


def every_card(path: str, raw: bytes | str) -> tuple[ContactCard, ...]:
    """Every card of a file, also of nobody, and lists of others."""
    cards = read_cards(_source(path, raw)[0].text).cards
    return tuple(card_of(card, path)[0] for card in cards)


def _source(path: str, raw: bytes | str) -> tuple[Source, list[int]]:
    if isinstance(raw, str):
        return Source(path, raw), []
    source, problems = read_export(path, raw)
    if source is None:
        refuse_for(problems[0])
    return source, [one.location.line or 1 for one in problems]


def _with_lists(cards: Iterable[ContactCard], file: CardFile, odd: _Odd) -> Iterable[ContactCard]:
    """The cards with the lists that they are on among their categories."""
    there = tuple(cards)
    lists: dict[str, list[str]] = defaultdict(list)
    known = {card.uid.removeprefix("urn:uuid:") for card in there if card.uid}
    for group in filter(is_group, file.cards):
        odd.take(GROUPS, (group.line, *_lines_of(group)), 1)
        name = next((clean(one.text()) for one in group.of("FN", "N")), "").strip(" ;")
        for one in group.of(*_MEMBERS):
            member = clean(one.text()).removeprefix("urn:uuid:")
            if member in known and name:
                lists[member].append(name)
            else:
                odd.take(STRANGERS, (one.line,))
    for card in there:
        more = lists.get(card.uid.removeprefix("urn:uuid:"), ()) if card.uid else ()
        new = tuple(dict.fromkeys((*card.categories, *more)))
        yield replace(card, categories=new) if more else card


def _lines_of(group: VCard) -> list[int]:
    return [one.line for one in group.properties if one.name not in _MEMBERS]
