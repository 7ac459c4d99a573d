"""A later export of cards merged into the owner's: properties change, cards come at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kithbook.exchange.alignment import match_all
from kithbook.exchange.merge_report import FieldOutcome, RosterMerge
from kithbook.exchange.roster_cards import CardEntry, RosterCard, RosterCards, in_group
from kithbook.exchange.same_people import Apart, Somebody
from kithbook.exchange.three_way import Outcome, merged_list, merged_value

_LISTS = (
    "EMAIL", "TEL", "ADR", "URL", "IMPP", "RELATED", "X-SOCIALPROFILE", "X-ABDATE", "LANG",
    "X-ABRELATEDNAMES", "CATEGORIES", "NICKNAME", "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER",
)  # fmt: skip
_ITEMS = ("CATEGORIES", "NICKNAME")
_FIELDS = {
    "ORG": "org", "TITLE": "role", "TEL": "phone", "EMAIL": "email", "BDAY": "born", "FN": "name",
    "CATEGORIES": "tags", "NOTE": "notes", "ADR": "address", "NICKNAME": "nickname",
}  # fmt: skip
_MOVES = ("ORG", "TITLE")
_ITEM = re.compile(r"ITEM(\d+)")
_AN_END = ("\r\n", "\n", "\r")


@dataclass
class _Merging:
    """A merge of two files of cards: the owner's lines by number, as they will be."""

    ours: RosterCards
    theirs: RosterCards
    end: str
    lines: dict[int, list[str]] = field(default_factory=dict)
    edits: int = 0
    changed: set[int] = field(default_factory=set)
    outcomes: list[FieldOutcome] = field(default_factory=list)
    moves: list[FieldOutcome] = field(default_factory=list)

    def card(self, at: int, base: RosterCard | None, theirs: RosterCard) -> None:
        """Merges one card of the owner's."""
        ours = self.ours.cards[at]
        before = self.edits
        sides = [side.by_name() if side else {} for side in (base, ours, theirs)]
        for name in dict.fromkeys((*sides[1], *sides[2])):
            three = [side.get(name, []) for side in sides]
            if name in _LISTS or any(len(one) > 1 for one in three):
                self._list(name, ours, three, theirs.known)
            else:
                self._one(name, ours, three, theirs.known)
        if before != self.edits:
            self.changed.add(at)

    def _one(
        self, name: str, ours: RosterCard, three: Sequence[list[CardEntry]], who: Somebody
    ) -> None:
        was, mine, there = (next(iter(side), None) for side in three)
        merged = merged_value(was, mine, there, lambda one: one.key if one else "", _as_written)
        self._tell(name, who, (was, there, merged.value), merged.outcome)
        if there and merged.outcome == "updated" and mine:
            self._replace(ours, mine, there)
        elif there and merged.outcome == "added":
            self._add(ours, there)

    def _list(
        self, name: str, ours: RosterCard, three: Sequence[list[CardEntry]], who: Somebody
    ) -> None:
        if name in _ITEMS:
            self._items(name, ours, three, who)
            return
        was, mine, there = three
        merged = merged_list(was, mine, there, lambda one: one.key, _as_written)
        for old, new in merged.replaced:
            self._tell(name, who, (old, new, new), "updated")
            self._replace(ours, old, new)
        for new in merged.added:
            self._tell(name, who, (None, new, new), "added")
            self._add(ours, new)
        for gone in merged.deleted:
            self._tell(name, who, (gone, gone, None), "deleted by hand")
        for old, new in _relabelled(three):
            self._replace(ours, old, new)

    def _items(
        self, name: str, ours: RosterCard, three: Sequence[list[CardEntry]], who: Somebody
    ) -> None:
        """Labels and nicknames, of which several stand in one line."""
        was, mine, there = (
            [item.strip() for one in side for item in one.main.items() if item.strip()]
            for side in three
        )
        merged = merged_list(was, mine, there, str.casefold)
        field_ = _FIELDS.get(name, name.lower())
        instead = {old.casefold(): new for old, new in merged.replaced}
        told = [(old, new) for old, new in merged.replaced] + [("", new) for new in merged.added]
        for old, new in told:
            outcome: Outcome = "updated" if old else "added"
            self.outcomes.append(FieldOutcome(who, field_, old, new, new, outcome))
        for one in three[1]:
            items = [item.strip() for item in one.main.items()]
            if any(item.casefold() in instead for item in items):
                now = [instead.get(item.casefold(), item) for item in items]
                self.lines[one.main.line] = [f"{name}:{_joined(now)}{self.end}"]
                self._empty(one.main.line + 1, one.main.end)
                self.edits += 1
        if merged.added:
            self._below(ours, [f"{name}:{_joined(merged.added)}{self.end}"])

    def _tell(
        self,
        name: str,
        who: Somebody,
        three: tuple[CardEntry | None, CardEntry | None, CardEntry | None],
        outcome: Outcome,
    ) -> None:
        was, now, stands = (one.shown if one else "" for one in three)
        told = FieldOutcome(who, _FIELDS.get(name, name.lower()), was, now, stands, outcome)
        if name in _MOVES and was and now and was != now:
            self.moves.append(told)
        if outcome not in ("same", "kept"):
            self.outcomes.append(told)

    def _replace(self, ours: RosterCard, old: CardEntry, new: CardEntry) -> None:
        self.edits += 1
        for one in old.every:
            self._empty(one.line, one.end)
        self.lines[old.main.line] = self._lines_of(ours, new, old.main.group)

    def _add(self, ours: RosterCard, new: CardEntry) -> None:
        self._below(ours, self._lines_of(ours, new, ""))

    def _below(self, ours: RosterCard, lines: list[str]) -> None:
        """Puts lines at the end of a card."""
        self.edits += 1
        at = ours.card.end or ours.last + 1
        there = self.lines.get(at)
        if there is None:
            there = [self.ours.lines[at - 1]] if at <= len(self.ours.lines) else []
        if there and not ours.card.end:
            self.lines[at] = [*lines, *there]
        else:
            self.lines[at] = [*there[:-1], *lines, *there[-1:]]

    def _empty(self, first: int, last: int) -> None:
        for number in range(first, last + 1):
            self.lines[number] = []

    def _lines_of(self, ours: RosterCard, new: CardEntry, group: str) -> list[str]:
        """The lines of an entry of the source, as they stand in the owner's file."""
        written = [self.theirs.written(one) for one in new.every]
        if new.main.group:
            own = group.lower() or _free_group(ours)
            written = [in_group(lines, own) for lines in written]
        return [
            f"{line.rstrip(chr(13) + chr(10))}{self.end}" for lines in written for line in lines
        ]


def _relabelled(three: Sequence[list[CardEntry]]) -> Iterator[tuple[CardEntry, CardEntry]]:
    """Values that all have, with labels that changed at the source alone."""
    was, mine, there = ({one.key: one for one in side} for side in three)
    for key in was.keys() & mine.keys() & there.keys():
        as_it_was = _as_written(was[key]) == _as_written(mine[key])
        if as_it_was and was[key].labelled == mine[key].labelled != there[key].labelled:
            yield mine[key], there[key]


def _as_written(one: CardEntry | None) -> str:
    return one.main.written if one else ""


def _free_group(ours: RosterCard) -> str:
    used = {one.group for one in ours.card.properties}
    numbers = [int(found[1]) for group in used if (found := _ITEM.fullmatch(group))]
    return f"item{max(numbers, default=0) + 1}"


def _joined(items: Sequence[str]) -> str:
    return ",".join(re.sub(r"([\\,;])", r"\\\1", item).replace("\n", r"\n") for item in items)


def merged_cards(
    base: RosterCards | None, ours: RosterCards, theirs: RosterCards, apart: Apart = frozenset()
) -> RosterMerge:
    """The owner's cards after a later export; `base` is the export before, where one is kept."""
    before = base.cards if base else ()
    was, mine, there = (
        [card.listed for card in cards] for cards in (before, ours.cards, theirs.cards)
    )
    matched = match_all(was, mine, there, apart)
    end = next((sign for sign in _AN_END if ours.lines and ours.lines[0].endswith(sign)), "\n")
    merging = _Merging(ours, theirs, end)
    for one in matched.every:
        if one.ours is not None:
            earlier = before[one.base] if one.base is not None else None
            later = theirs.cards[one.theirs]
            if earlier is None or not earlier.says_the_same(later):
                merging.card(one.ours, earlier, later)
    seen = [one for one in matched.every if there[one.theirs].values]
    fresh = [theirs.cards[at.theirs] for at in seen if at.ours is None and not at.deleted]
    deleted = sum(one.deleted for one in seen)
    lines = [
        line
        for number, written in enumerate(ours.lines, 1)
        for line in merging.lines.get(number, [written])
    ]
    lines += merging.lines.get(len(ours.lines) + 1, [])
    return RosterMerge(
        ours.lead + "".join((*lines, *_new(ours, theirs, fresh, end))),
        new=tuple(card.known for card in fresh),
        changed=len(merging.changed),
        same=len(seen) - len(fresh) - len(merging.changed) - deleted,
        deleted=deleted,
        gone=tuple(before[at].known for at in matched.gone),
        fields=tuple(merging.outcomes),
        moves=tuple(merging.moves),
        perhaps=matched.perhaps,
        again={one.theirs: one.base for one in matched.every if one.base is not None},
    )


def cards_with_others(cards: RosterCards, other: RosterCards, places: Sequence[int]) -> str:
    """The text of a file of cards with some cards of another at its end."""
    end = next((sign for sign in _AN_END if cards.lines and cards.lines[0].endswith(sign)), "\n")
    more = _new(cards, other, [other.cards[at] for at in places], end)
    return cards.lead + "".join((*cards.lines, *more))


def _new(
    ours: RosterCards, theirs: RosterCards, fresh: Sequence[RosterCard], end: str
) -> Iterator[str]:
    """The lines of cards that come at the end."""
    if fresh and ours.lines and not ours.lines[-1].endswith(("\n", "\r")):
        yield end
    for card in fresh:
        for line in theirs.lines[card.card.line - 1 : card.last]:
            yield f"{line.rstrip(chr(13) + chr(10))}{end}"
        if not card.card.end:
            yield f"END:VCARD{end}"
