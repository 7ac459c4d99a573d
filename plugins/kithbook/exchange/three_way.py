"""A value that was imported, may have been edited by hand, and comes again: which one stands.

What the owner wrote stays, what the owner took away stays away, and what the source no longer says
is kept. Where both changed a value, the owner's stays and the source's is told of.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Outcome = Literal["same", "kept", "updated", "added", "conflict", "deleted by hand"]
"""What became of a field: `same` on both sides, `kept` as the owner has it."""


@dataclass(frozen=True, slots=True)
class MergedValue(Generic[T]):
    """The value that stands, and how it came to."""

    value: T
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class MergedList(Generic[T]):
    """What is to be done to a list of the owner's: what takes whose place, and what comes new.

    `deleted` are values of the source that the owner took away, and that stay away.
    """

    replaced: tuple[tuple[T, T], ...] = ()
    added: tuple[T, ...] = ()
    deleted: tuple[T, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.replaced or self.added)


def merged_value(
    base: T,
    ours: T,
    theirs: T,
    key: Callable[[T], object] = lambda one: one,
    written: Callable[[T], object] = lambda one: one,
) -> MergedValue[T]:
    """One value of three; what has no `key` is not there, and two with one key are the same.

    Only what the owner has left as it was `written` is brought up to date.
    """
    was, here, there = key(base), key(ours), key(theirs)
    if here == there:
        return MergedValue(ours, "same")
    if not there:
        return MergedValue(ours, "kept")
    if was == there:
        return MergedValue(ours, "kept" if here else "deleted by hand")
    if not here:
        return MergedValue(ours, "deleted by hand") if was else MergedValue(theirs, "added")
    if was == here and written(base) == written(ours):
        return MergedValue(theirs, "updated")
    return MergedValue(ours, "conflict")


def merged_list(
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    key: Callable[[T], Hashable],
    written: Callable[[T], object] = lambda one: one,
) -> MergedList[T]:
    """What comes of three lists in which each value stands once, by its key.

    A value that went at the source while another came is replaced by it, as a single one would be,
    where the owner has left it as it was `written`; one that only went stays.
    """
    was = {key(one): one for one in base}
    here = {key(one): one for one in ours}
    there = {key(one): one for one in theirs}
    came = [one for of, one in there.items() if of not in was and of not in here]
    went = [
        one
        for of, one in here.items()
        if of in was and of not in there and written(was[of]) == written(one)
    ]
    gone = tuple(one for of, one in there.items() if of in was and of not in here)
    replaced = tuple(zip(went, came, strict=False))
    return MergedList(replaced, tuple(came[len(replaced) :]), gone)


def list_after(ours: Sequence[T], merged: MergedList[T]) -> tuple[T, ...]:
    """The owner's list once all of it is done."""
    instead = {id(old): new for old, new in merged.replaced}
    return (*(instead.get(id(one), one) for one in ours), *merged.added)
