"""A site that is built again whenever something changes that it was made from.

Files are looked at again and again: that works on every disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from time import monotonic, time_ns

from kithbook.served.current import CurrentSite
from kithbook.served.snapshot import Seen, Snapshot, seen
from kithbook.text.garbage import collect_kept

_PAUSE, _QUIET = 0.4, 0.1
_SHARE = 20
"""Of the time at most one part in so many goes into looking."""

Build = Callable[[Path], tuple[str, Iterable[Path]]]
"""Builds a site into a folder: the policy of its pages, and what it was made from."""


class Rebuilding:
    """Builds a site again and again, each time into a folder of its own."""

    def __init__(self, build: Build, folder: Path, places: Iterable[Path]) -> None:
        self._build, self._folder, self._number = build, folder, 0
        self._places = tuple(places)
        self._before = seen(self._places)

    def build(self) -> tuple[Path, str, Snapshot]:
        """A new site, the policy of its pages, its files; raises what building raises."""
        self._number += 1
        target = self._folder / str(self._number)
        began, self._before = time_ns(), seen(self._places)
        policy, read = self._build(target)
        new = [place for place in dict.fromkeys(read) if place not in self._places]
        # What changed meanwhile counts as new.
        known = {name: state for name, state in seen(new).items() if state[0] < began}
        self._places, self._before = (*self._places, *new), {**self._before, **known}
        return target, policy, Snapshot(self._before, began)

    def keep_current(
        self,
        current: CurrentSite,
        ended: Event,
        tell: Callable[[str], None],
        words: Callable[[Exception], tuple[str, ...]],
    ) -> None:
        """Builds whenever files change; what stands in the way is told, and the last site stays."""
        while await_change(self._places, self._before, ended):
            tell("A file changed; building again …")
            try:
                current.show(*self.build())
            except Exception as fault:  # noqa: BLE001 - whatever it is, the owner can mend it
                trouble = words(fault)
                current.tell("\n".join(trouble))
                tell(f"{trouble[-1]} What was built before is still shown.")
            self._put_away(current.now.folder)
            collect_kept()

    def _put_away(self, shown: Path) -> None:
        """Removes whatever is not shown."""
        for one in self._folder.iterdir():
            if one.is_dir() and one != shown:
                shutil.rmtree(one, ignore_errors=True)


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
