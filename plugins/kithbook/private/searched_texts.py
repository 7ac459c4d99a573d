"""Everybody's texts as a browser searches them, each read once while all it is made of stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kithbook.book.model import Person
from kithbook.book.network import Network
from kithbook.insight.person_texts import (
    PersonText,
    contact_texts,
    in_fields,
    person_texts,
    roster_texts,
)
from kithbook.insight.sentences import spans
from kithbook.matching.corpus import Document
from kithbook.suggestions.who_knows import told_in

Cuts = list[tuple[int, int, str]]


class TextsOfOne(NamedTuple):
    """What is told of somebody, passage by passage, and where their notes and entries are cut.

    A text that is not cut has 0.
    """

    told: Document
    cuts: list[Cuts | int]


@dataclass
class SearchedTexts:
    """The texts of a book that is read again and again."""

    _known: dict[str, tuple[tuple[object, ...], TextsOfOne]] = field(default_factory=dict)

    def of_people(self, network: Network) -> tuple[TextsOfOne, ...]:
        """The texts of everyone with a file, by name."""
        rows = roster_texts(network)
        found = {one.id: self._of(network, one, rows.get(one.id, ())) for one in network.everyone}
        self._known = found
        return tuple(texts for _, texts in found.values())

    def _of(
        self, network: Network, person: Person, rows: tuple[PersonText, ...]
    ) -> tuple[tuple[object, ...], TextsOfOne]:
        through = person.met.through
        name = network.name_of(through.person) if through and through.person else ""
        entries, asides = network.entries_with(person.id), network.asides_of(person.id)
        made_of = (person, entries, asides, name, rows)
        known = self._known.get(person.id)
        if known and known[0] == made_of:
            return known
        texts = (*person_texts(network, person), *rows)
        whole = in_fields(texts, ("notes", "log"))
        told = () if person.quiet else tuple(each.searched for each in told_in(texts))
        return made_of, TextsOfOne(told, [_cuts(text.phrase.text) for text in whole])


def told_of_all(network: Network, people: tuple[TextsOfOne, ...]) -> Iterator[Document]:
    """What a browser ranks: people who are not quiet, then contacts without a file, by name."""
    for person, texts in zip(network.everyone, people, strict=True):
        if not person.quiet:
            yield texts.told
    for contact in network.strangers:
        yield tuple(each.searched for each in told_in(contact_texts(contact)))


def _cuts(text: str) -> Cuts | int:
    """Where a note or an entry is cut, as a browser counts letters, and what each piece says."""
    found = list(spans(text))
    if [(one.start, one.end, one.said) for one in found] == [(0, len(text), "told")]:
        return 0
    return [(_letters(text[: one.start]), _letters(text[: one.end]), one.said[0]) for one in found]


def _letters(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
