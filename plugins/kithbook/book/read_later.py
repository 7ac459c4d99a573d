"""Records that are read in part, and the rest of them when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING


class ReadLater:
    """A record some of whose fields are read out of what was kept of it once they are asked for.

    A slot that is not filled leads here; one made as usual has all of them filled.
    """

    __slots__ = ("_later",)
    _later: Callable[[ReadLater, str], None]

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if name.startswith("_"):
                raise AttributeError(name)
            self._later(self, name)
            return object.__getattribute__(self, name)
