"""Which row or card of one text is which of another: of an edited copy, or of a later export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kithbook.exchange.same_people import (
    Apart,
    MaybeSame,
    PairedPeople,
    Somebody,
    fits,
    may_be_one_row,
    pair_people,
    said_apart,
)
from kithbook.text.words import fold

Parts = frozenset[str]
"""What stands in a row or a card, each part with the name of its field before it."""
_MANY = 12
_HALF = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody as an address book has them: what is known of them, and all that stands there."""

    known: Somebody
    values: tuple[str, ...]
    """What stands in each field of all that are compared, in their order; empty for nothing."""

    @property
    def parts(self) -> Parts:
        """What stands there, each with its field."""
        return frozenset(f"{at} {value}" for at, value in enumerate(self.values) if value)

    @property
    def count(self) -> int:
        """How many fields hold something."""
        return sum(map(bool, self.values))


def come_again(
    incoming: Sequence[Listed],
    there: Sequence[Listed],
    apart: Apart = frozenset(),
    least: int = 1,
) -> PairedPeople:
    """Who of a later export is who: who stands there letter for letter, and who surely is.

    Of whom fewer than `least` parts stand there, their letters alone say nothing.
    """
    same = _letter_for_letter(incoming, there, apart, least)
    return _with_sure(same, incoming, there, apart)


def edited_copy(before: Sequence[Listed], after: Sequence[Listed]) -> dict[int, int]:
    """Where each row of a text is in a copy that was edited by hand: moved, changed, or gone.

    Here also half of what stands in a row tells, where no name speaks against it.
    """
    found = dict(_with_sure(_letter_for_letter(before, after), before, after).sure)
    _add_alike(found, before, after)
    return found


def _letter_for_letter(
    some: Sequence[Listed],
    others: Sequence[Listed],
    apart: Apart = frozenset(),
    least: int = 1,
) -> dict[int, int]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in reversed(range(len(others))):
        places[others[at].values].append(at)
    found: dict[int, int] = {}
    for at, one in enumerate(some):
        same = places.get(one.values) if any(one.values) else None
        if not same or said_apart(one.known, others[same[-1]].known, apart):
            continue
        if least == 1 or one.count >= least:
            found[at] = same.pop()
    return found


def _with_sure(
    found: Mapping[int, int],
    some: Sequence[Listed],
    others: Sequence[Listed],
    apart: Apart = frozenset(),
) -> PairedPeople:
    """Those found, and who of the rest is surely who; candidates by their places in the whole."""
    taken = set(found.values())
    left = [at for at in range(len(some)) if at not in found]
    free = [at for at in range(len(others)) if at not in taken]
    paired = pair_people([some[at].known for at in left], [others[at].known for at in free], apart)
    sure = {left[at]: free[other] for at, other in paired.sure.items()}
    perhaps = (MaybeSame(left[one.incoming], free[one.there], one.why) for one in paired.perhaps)
    return PairedPeople({**found, **sure}, tuple(perhaps))


def _add_alike(found: dict[int, int], before: Sequence[Listed], after: Sequence[Listed]) -> None:
    """Pairs what is left by what stands in both, the most first."""
    taken = set(found.values())
    holders: dict[str, list[int]] = defaultdict(list)
    for other in range(len(after)):
        for part in after[other].parts if other not in taken else ():
            holders[part].append(other)
    ways = [
        (-count, at, other)
        for at, one in enumerate(before)
        if at not in found
        for other, count in _shared(one.parts, holders).items()
        if count * _HALF >= one.count and fits(one.known, after[other].known)
    ]
    for _, at, other in sorted(ways):
        if at not in found and other not in taken:
            found[at] = other
            taken.add(other)


def _shared(parts: Parts, holders: Mapping[str, list[int]]) -> dict[int, int]:
    """How many parts each of those has that hold some; what many hold tells nothing."""
    shared: dict[int, int] = defaultdict(int)
    for part in parts:
        held = holders.get(part, ())
        for other in held if len(held) <= _MANY else ():
            shared[other] += 1
    return shared


def _with_only_names(
    paired: PairedPeople, some: Sequence[Listed], others: Sequence[Listed], apart: Apart
) -> PairedPeople:
    """Those found, and of the rest who is alone with a whole name on both sides.

    Within one address book that is the same row, where no id, birthday or way of reach speaks
    against it; two lists from elsewhere are never put together so.
    """
    here, there = (_alone_with_a_name(side) for side in (some, others))
    taken = set(paired.sure.values())
    found = {
        at: there[name]
        for name, at in here.items()
        if at not in paired.sure and name in there and there[name] not in taken
        and not said_apart(some[at].known, others[there[name]].known, apart)
        and may_be_one_row(some[at].known, others[there[name]].known)
    }  # fmt: skip
    perhaps = tuple(one for one in paired.perhaps if one.incoming not in found)
    return PairedPeople({**paired.sure, **found}, perhaps)


def _alone_with_a_name(side: Sequence[Listed]) -> dict[str, int]:
    """The places of those whose first name nobody else on a side has."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(side):
        for name in one.known.names[:1]:
            places[fold(name)].append(at)
    return {name: every[0] for name, every in places.items() if len(every) == 1}


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """Somebody of a later export: the places there, in the last one, and in the owner's text.

    `deleted` are those whom the owner took out; without `ours` and not deleted they are new.
    """

    theirs: int
    base: int | None = None
    ours: int | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class MatchedAll:
    """Everyone of a later export, who of the last one is gone, and who may be somebody."""

    every: tuple[MatchedRow, ...]
    gone: tuple[int, ...] = ()
    perhaps: tuple[tuple[Somebody, Somebody, str], ...] = ()


def match_all(
    base: Sequence[Listed],
    ours: Sequence[Listed],
    theirs: Sequence[Listed],
    apart: Apart = frozenset(),
    least: int = 1,
) -> MatchedAll:
    """Who of a later export is who in the last one, and in the owner's text that came of that."""
    copy = edited_copy(base, ours)
    again = _with_only_names(come_again(theirs, base, apart, least), theirs, base, apart)
    kept = set(copy.values())
    rest = [at for at in range(len(theirs)) if at not in again.sure]
    own = [at for at in range(len(ours)) if at not in kept]
    more = come_again([theirs[at] for at in rest], [ours[at] for at in own], apart, least)
    by_hand = {rest[at]: own[other] for at, other in more.sure.items()}
    every = [
        MatchedRow(at, was, copy.get(was), deleted=was not in copy)
        if (was := again.sure.get(at)) is not None
        else MatchedRow(at, ours=by_hand.get(at))
        for at in range(len(theirs))
    ]
    there = set(again.sure.values())
    perhaps = (
        *((theirs[one.incoming].known, base[one.there].known, one.why) for one in again.perhaps
          if one.incoming not in by_hand),
        *((theirs[rest[one.incoming]].known, ours[own[one.there]].known, one.why)
          for one in more.perhaps),
    )  # fmt: skip
    gone = tuple(at for at in range(len(base)) if at not in there and base[at].known.called)
    return MatchedAll(tuple(every), gone, perhaps)
