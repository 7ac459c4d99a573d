"""Locks on folders, so that two runs of a command keep apart; they end with the process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path


@contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Holds a folder for this run alone; False where another has it and there was no waiting.

    A lock goes with its process, however that ends. Windows has none, and there it is always True.
    """
    try:
        fcntl = import_module("fcntl")
    except ImportError:
        yield True
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _taken(fcntl.flock, handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    finally:
        os.close(handle)


def _taken(flock: object, handle: int, how: int) -> bool:
    """Whether the lock was had; a file system that knows none lets everybody in."""
    assert callable(flock)  # noqa: S101 - for the type alone
    with suppress(OSError):
        try:
            flock(handle, how)
        except BlockingIOError:
            return False
    return True
