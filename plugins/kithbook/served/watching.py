"""Noticing that files changed, by looking at them again and again: it works on every disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic

Seen = dict[str, tuple[int, int, int]]

_PAUSE, _QUIET = 0.4, 0.1
_SHARE = 20
"""Of the time at most one part in so many goes into looking."""


def seen(places: Iterable[Path]) -> Seen:
    """The files that are there now; a place that is not may come later."""
    return dict(_files([os.fspath(place) for place in places]))


def await_change(places: Iterable[Path], before: Seen, ended: Event) -> bool:
    """Waits until files differ and have come to rest; False when it ended meanwhile."""
    watched = tuple(places)
    now, pause = before, _PAUSE
    while now == before:
        if ended.wait(pause):
            return False
        began = monotonic()
        now = seen(watched)
        pause = max(_PAUSE, _SHARE * (monotonic() - began))
    last: Seen = {}
    while now != last:
        if ended.wait(_QUIET):
            return False
        last, now = now, seen(watched)
    return True


def _files(places: list[str]) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Every file below the places, without what editors put beside them for a while."""
    while places:
        place = places.pop()
        try:
            if os.path.isdir(place):  # noqa: PTH112 - thousands are looked at, twice a second
                inside = os.scandir(place)
            else:
                yield place, _state(os.stat(place))  # noqa: PTH116 - likewise
                continue
        except OSError:
            continue
        with inside:
            for entry in inside:
                if entry.name[0] == "." or entry.name.endswith(("~", ".tmp")):
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        places.append(entry.path)
                    else:
                        yield entry.path, _state(entry.stat())
                except OSError:
                    continue


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_mtime_ns, found.st_size, found.st_ino
