"""Which files changed: the system tells it where it can; else they are looked at again and again.

What the system tells is only where to look. Now and then everything is looked at all the same, for
a folder on another machine tells nothing, and a system that is busy forgets.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any, Literal, Self

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from kithbook.served.snapshot import Seen, is_passing, seen, state_of

_STEP = 0.5
"""Seconds after which it is looked whether all has ended."""
_LOOK = 30.0
_QUIET, _LONGEST = 0.05, 1.0
"""Files have come to rest when nothing is told for so long; somebody who always writes is cut."""
_KINDS: tuple[type[events.FileSystemEvent], ...] = (
    events.FileModifiedEvent, events.FileCreatedEvent, events.FileDeletedEvent,
    events.FileMovedEvent, events.FileClosedEvent,
    events.DirCreatedEvent, events.DirDeletedEvent, events.DirMovedEvent,
)  # fmt: skip
"""Of what the system tells; that a folder changed says nothing that its files do not."""
_PAUSE, _SHARE = 0.4, 20
"""Of the time at most one part in so many goes into looking, where nothing tells."""

Changed = frozenset[Path]


class _Told(events.FileSystemEventHandler):
    """Passes on the names that the system tells."""

    def __init__(self, watching: Watching) -> None:
        self._watching = watching

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Passes on the names of one event."""
        for name in (event.src_path, event.dest_path):
            if name:
                self._watching.hear(os.fsdecode(name))


class Watching:
    """Knows the files below some places as they were, and what became of them since.

    Used as a context; without it, or where the system tells nothing, files are looked at.
    """

    def __init__(self, places: Iterable[Path]) -> None:
        """Takes in how the files are now; a place that is not there may come later."""
        self._places: dict[str, None] = dict.fromkeys(map(os.fspath, places))
        self._heard: deque[str] = deque()
        self._told = Event()
        self._observer: BaseObserver | None = None
        self._watches: dict[tuple[str, bool], tuple[int, ObservedWatch]] = {}
        self.files: Seen = seen(map(Path, self._places))

    def __enter__(self) -> Self:
        self._observer = _observer()
        self._listen()
        return self

    def __exit__(self, *_fault: object) -> Literal[False]:
        if self._observer:
            self._observer.stop()
            self._observer.join()
        self._observer = None
        return False

    def add(self, places: Iterable[Path], since: int) -> None:
        """Watches more places: what changed there since a moment, in nanoseconds, is a change."""
        new = [place for place in map(os.fspath, places) if place not in self._places]
        self._places.update(dict.fromkeys(new))
        there = seen(map(Path, new))
        self.files.update({name: state for name, state in there.items() if state[0] < since})
        self._listen()

    def look(self) -> None:
        """Takes in how everything is now, without calling it a change."""
        self._heard.clear()
        self.files = seen(map(Path, self._places))

    def changed_since(self) -> Changed:
        """What the system told of meanwhile, once that has come to rest; it is not waited for."""
        if not self._told.is_set():
            return frozenset()
        self._rest()
        return self._named()

    def changed_now(self) -> Changed:
        """What changed, whether anybody told of it or not; it is not waited for."""
        return self._differing(seen(map(Path, self._places)))

    def await_change(self, ended: Event) -> Changed | None:
        """What changed, once it has come to rest; None when it ended meanwhile.

        It is nothing on a new day.
        """
        day, pause = date.today(), _PAUSE  # noqa: DTZ011 - the owner's own day
        while True:
            is_told = self._is_told(ended, _LOOK if self._observer else pause)
            if ended.is_set():
                return None
            began = monotonic()
            changed = self._named() if is_told else self._found()
            pause = max(_PAUSE, _SHARE * (monotonic() - began))
            if changed or date.today() != day:  # noqa: DTZ011 - likewise
                return changed

    def _is_told(self, ended: Event, seconds: float) -> bool:
        """Waits until the system tells of something and then no more, or for so long."""
        until = monotonic() + seconds
        while not self._told.wait(min(_STEP, max(0.0, until - monotonic()))):
            if ended.is_set() or monotonic() >= until:
                return False
        self._rest()
        return True

    def _rest(self) -> None:
        """Waits until no more is told."""
        until = monotonic() + _LONGEST
        while self._told.is_set() and monotonic() < until:
            self._told.clear()
            self._told.wait(_QUIET)

    def _named(self) -> Changed:
        """What changed of what the system named; everything where it named a folder."""
        heard = {self._heard.popleft() for _ in range(len(self._heard))}
        if any(name in self._places or Path(name).is_dir() for name in heard):
            return self._differing(seen(map(Path, self._places)))
        now = {name: _state(name) for name in heard}
        changed = {name for name, state in now.items() if state != self.files.get(name)}
        # A name without a file may have been that of a folder.
        if any(state is None and name not in self.files for name, state in now.items()):
            return self._differing(seen(map(Path, self._places)))
        for name in changed:
            if (state := now[name]) is None:
                del self.files[name]
            else:
                self.files[name] = state
        return frozenset(map(Path, changed))

    def _found(self) -> Changed:
        """What changed of everything, once it is at rest."""
        now = seen(map(Path, self._places))
        until = monotonic() + _LONGEST
        while now != self.files and monotonic() < until:
            Event().wait(2 * _QUIET)
            if (later := seen(map(Path, self._places))) == now:
                break
            now = later
        return self._differing(now)

    def _differing(self, now: Seen) -> Changed:
        names = now.keys() | self.files.keys()
        changed = frozenset(Path(name) for name in names if now.get(name) != self.files.get(name))
        self.files = now
        self._listen()
        return changed

    def hear(self, name: str) -> None:
        """Takes in what the system tells; of no use are files that editors keep for a while."""
        place = next((one for one in self._places if _is_at(name, one) or _is_at(one, name)), None)
        if place is not None and not any(map(is_passing, Path(name[len(place) + 1 :]).parts)):
            self._heard.append(name)
            self._told.set()

    def _listen(self) -> None:
        """Has the system tell of each place, or of the folder in which it may come."""
        if self._observer is None:
            return
        for wanted in dict.fromkeys(_folders(self._places)):
            with suppress(OSError):
                self._listen_to(self._observer, *wanted)

    def _listen_to(self, observer: BaseObserver, folder: str, deep: bool) -> None:  # noqa: FBT001 - of a pair
        number = Path(folder).stat().st_ino
        before = self._watches.get((folder, deep))
        if before and before[0] == number:
            return
        if before:
            # A folder that was taken away, and came again.
            with suppress(KeyError):
                observer.unschedule(before[1])
        watch = observer.schedule(_Told(self), folder, recursive=deep)
        self._watches[folder, deep] = number, watch
        # What changed there until now was told to nobody.
        self._heard.append(folder)
        self._told.set()


def _folders(places: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The folders to be told of, and whether with all in them."""
    for place in map(Path, places):
        if place.is_dir():
            yield os.fspath(place), True
        yield os.fspath(next(one for one in place.parents if one.is_dir())), False


def _is_at(name: str, place: str) -> bool:
    return name == place or name.startswith(place + os.sep)


def _state(name: str) -> tuple[int, int, int] | None:
    try:
        return state_of(Path(name).stat())
    except OSError:
        return None


def telling_observer() -> BaseObserver | None:
    """What the system tells to whoever watches, once it is started; None where it tells nothing.

    What is merely read is told to nobody.
    """
    observer = _TellingObserver()
    return None if isinstance(observer, PollingObserver) else observer


def _observer() -> BaseObserver | None:
    """The same, started."""
    observer = telling_observer()
    try:
        if observer:
            observer.start()
    except (OSError, RuntimeError):  # so many watches are not to be had
        return None
    return observer


class _TellingObserver(Observer):  # type: ignore[misc,valid-type]
    """Tells of changes alone; below it is another class on each system."""

    def schedule(self, *given: Any, **named: Any) -> ObservedWatch:  # noqa: ANN401 - passed on
        """Watches a path."""
        watch: ObservedWatch = super().schedule(*given, **{**named, "event_filter": list(_KINDS)})
        return watch
