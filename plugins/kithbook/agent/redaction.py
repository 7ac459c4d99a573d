"""Answers without addresses and numbers, wherever they stand, and with strangers' texts marked.

What a key is for goes by the key: `reach`, `emails`, `channel` and the like. In texts go all that
looks like an address, an account or a telephone number, and every way to reach somebody that the
book knows. It is the last look at an answer, so it also leaves out a text that names
somebody withheld.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kithbook.agent.record_parts import is_plain_row, parts_held, remade
from kithbook.agent.withheld import WithheldPeople
from kithbook.book.network import Network
from kithbook.book.reach import Reach
from kithbook.book.request import Origin
from kithbook.introductions.drafts.plain import without_ways
from kithbook.text.unseen import without_unseen
from kithbook.text.words import fold

LEFT_OUT = "[left out]"
AN_ADDRESS = "[an address or number]"
NONE: frozenset[str] = frozenset()
STRANGER = "stranger_wrote"
_OF_REACH = frozenset(
    ("reach", "channel", "emails", "phones", "pages", "email", "mailto", "url", "url_of", "address")
)
_OF_REQUESTS = frozenset(
    ("how_found", "why", "ask", "offer", "wants", "why_them", "for_them", "forwardable", "small",
     "rest", "sender", "via", "before", "draft", "meant_by")
)  # fmt: skip
"""Keys of a request whose texts came from outside."""
_ROW_REACH = ("emails", "phones", "url", "pages", "email", "codes")
_AS_THEY_ARE = frozenset(("id", "path", "at", "person", "between", "thread", "request"))
_LEAST = 4
_TOKEN = re.compile(r"\S+")
_EDGE = "\"'([{<>)]},;:!?\u201c\u201d\u201e"


@dataclass(frozen=True)
class Cover:
    """What lies over an answer before an assistant gets it; `reach` lets addresses through."""

    book: Network
    withheld: WithheldPeople
    reach: bool = False

    def over(self, value: object, key: str = "", foreign: frozenset[str] = NONE) -> object:
        """An answer as an assistant may have it: the same keys, with texts made fit.

        `foreign` are the keys, there and below, whose texts came from outside.
        """
        if isinstance(value, dict):
            inside = foreign | _foreign_keys(value)
            return {name: self.over(each, name, inside) for name, each in value.items()}
        hidden = key in _OF_REACH and not self.reach
        if isinstance(value, list | tuple):
            return [] if hidden else [self.over(each, key, foreign) for each in value]
        if not isinstance(value, str) or not value:
            return value
        if hidden:
            return AN_ADDRESS
        text = self.text(value)
        return {STRANGER: text} if key in foreign else text

    def without_reach(self, network: Network) -> Network:
        """A book in whose records no address and no number is left, so that none can be searched.

        Ids, paths and names stay, but for names that are an address.
        """
        if self.reach:
            return network
        people = {key: self._record(one) for key, one in network.people.items()}
        return replace(
            network,
            people=people,
            journal=self._record(network.journal),
            journal_asides=self._record(network.journal_asides),
            journal_loose=self._record(network.journal_loose),
            introductions=self._record(network.introductions),
            requests=self._record(network.requests),
            contacts=self._record(network.contacts),
            changes=(),
            messages=(),
        )

    def _record(self, value: Any) -> Any:  # noqa: ANN401 - any record of a book, as it came
        """A record with each text in it made fit."""
        if isinstance(value, str):
            return self._without_ways(value)
        if is_plain_row(value):
            return tuple(map(self._record, value))
        if isinstance(value, Reach):
            return Reach(prefer=value.prefer)
        held = None if isinstance(value, Origin) else parts_held(value)
        if held is None:
            return value
        emptied = {name: type(held[name])() for name in _ROW_REACH if name in held}
        made = {name: self._record(each) for name, each in held.items() if name not in _AS_THEY_ARE}
        return remade(value, **made | emptied)

    def text(self, text: str) -> str:
        """One text made fit."""
        if self.withheld.names(text):
            return LEFT_OUT
        clean = without_unseen(text)
        return clean if self.reach else self._without_ways(clean)

    def _without_ways(self, text: str) -> str:
        return self._known_out(without_ways(text, AN_ADDRESS)) if text else text

    def _known_out(self, text: str) -> str:
        """A text without the ways to reach people that the book knows."""
        parts: list[str] = []
        end = 0
        for found in _TOKEN.finditer(text):
            if found.start() < end:
                continue
            at = found.start() + len(found[0]) - len(found[0].lstrip(_EDGE))
            length = self._way_at(text, at)
            if length:
                parts += (text[end:at], AN_ADDRESS)
                end = at + length
        return "".join((*parts, text[end:]))

    def _way_at(self, text: str, at: int) -> int:
        """How many letters from a place on are a way that is known; 0 for none."""
        first = _first(text[at : at + 400])
        for way in self._ways.get(first, ()) if first else ():
            said = text[at : at + len(way)]
            after = text[at + len(way) : at + len(way) + 1]
            if said.casefold() == way.casefold() and not (after.isalnum() or after == "_"):
                return len(way)
        return 0

    @cached_property
    def _ways(self) -> Mapping[str, tuple[str, ...]]:
        """The known ways by their first word, the longest first."""
        network, found = self.book, defaultdict[str, set[str]](set)
        names = {
            fold(word)
            for one in network.people.values()
            for name in (one.id, one.name, *one.aliases)
            for word in (name, *name.split())
        }
        reaches = (*(one.reach for one in network.people.values()),
                   *(one.reach for one in network.contacts))  # fmt: skip
        for reach in reaches:
            for way in _ways_of(reach):
                if len(way) >= _LEAST and fold(way) not in names:
                    found[_first(way)].add(way)
        return {first: tuple(sorted(ways, key=len, reverse=True)) for first, ways in found.items()}


def _foreign_keys(value: Mapping[str, object]) -> frozenset[str]:
    """Which keys of an object hold texts that somebody else wrote."""
    if "sender" in value or "how_found" in value:
        return _OF_REQUESTS
    if value.get("kind") == "request" or value.get("request"):
        return frozenset(("text",))
    if value.get("contact"):
        return frozenset(("quote",))
    if "unasked" in value:
        return frozenset(("words",))
    return frozenset(("notes",)) if "formerly" in value else NONE


def _ways_of(reach: Reach) -> Iterator[str]:
    every = (*reach.emails, *reach.phones, reach.linkedin, reach.web, reach.mastodon, reach.signal,
             *(each.text for each in (*reach.others, *reach.written)))  # fmt: skip
    for way in every:
        yield " ".join(way.split())
        yield re.sub(r"^https?://(?:www\.)?", "", " ".join(way.split()), flags=re.IGNORECASE)
    yield " ".join(reach.address.split())
    yield from (line.strip() for line in reach.address.splitlines())


def _first(text: str) -> str:
    words = text.split(maxsplit=1)
    return words[0].casefold().strip(_EDGE) if words else ""
