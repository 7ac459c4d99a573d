"""Python's search for garbage, held back while many small values are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection(*, keep: bool = False) -> Iterator[None]:
    """Looks for no cycles meanwhile: among the values of a book that takes a third of the time.

    `keep` spares later searches what is there afterwards, the last one at the end among them.
    """
    was_enabled = gc.isenabled()
    if keep:
        gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        if keep:
            gc.freeze()
        if was_enabled:
            gc.enable()
