"""Python's search for garbage, held back while many small values are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000


@contextmanager
def no_collection(*, keep: bool = False) -> Iterator[None]:
    """Looks for no cycles meanwhile: among the values of a book that takes a third of the time.

    `keep` spares later searches what is there afterwards, the last one at the end among them.
    What an earlier time has spared so is looked through first.
    """
    was_enabled = gc.isenabled()
    if keep:
        collect_kept()
    gc.disable()
    try:
        yield
    finally:
        if keep:
            spare_all()
        if was_enabled:
            gc.enable()


def spare_all() -> None:
    """Spares later searches whatever is there now."""
    gc.freeze()


def collect_seldom() -> None:
    """Looks for cycles seldom from now on, for a command that has read a book and soon ends."""
    gc.set_threshold(_SELDOM)


def collect_kept() -> None:
    """Looks through what was spared; a process that runs on does so while nobody waits."""
    # Frozen again without this, what nobody holds any more would stay for ever.
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
