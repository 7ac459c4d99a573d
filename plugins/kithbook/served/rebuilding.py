"""A site that is made anew whenever something changes that it was made from.

Where whoever builds it can, what changed is made anew where it stands, in steps that are shown one
by one; else the whole site is built into another folder, and shown when it is whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic, time_ns
from typing import NamedTuple, Protocol, runtime_checkable

from kithbook.served.current import CurrentSite
from kithbook.served.snapshot import Snapshot
from kithbook.served.watching import Changed, Watching
from kithbook.text.garbage import collect_kept, spare_all

_TIDY = 16
"""After so many renewals it is looked for what nobody holds any more."""

Tell = Callable[[str], None]


class RenewalStep(NamedTuple):
    """The paths of pages that are new now, and whether the site is as whole as a built one.

    With no pages it only asks whether to go on.
    """

    pages: tuple[str, ...]
    whole: bool


Renewing = Generator[RenewalStep, None, None]


class SiteRenewal(Protocol):
    """A site as it stands, which may be made new in steps."""

    def steps(self, changed: Changed) -> Renewing | None:
        """Makes it new where it stands; None where it has to be built."""


@runtime_checkable
class Renewable(Protocol):
    """Whoever built a site, and knows how to make it new."""

    @property
    def renewal(self) -> SiteRenewal | None:
        """What it built last, where that can be made new."""


class SiteBuilding(Protocol):
    """Whoever builds a site. Each raises what building raises."""

    def build(self, target: Path) -> tuple[str, Iterable[Path]]:
        """Builds it into a folder: the policy of its pages, and what it was made from."""

    def renew(self, changed: Changed) -> Renewing | None:
        """Makes what it built last new where it stands; None where it has to be built."""

    def words(self, fault: Exception) -> tuple[str, ...]:
        """What stands in the way of a newer site, and last that there is none."""


class Rebuilding:
    """Keeps a site as its files are; each whole one has a folder of its own."""

    def __init__(self, site: SiteBuilding, folder: Path, places: Iterable[Path]) -> None:
        self._site, self._folder, self._number = site, folder, 0
        self._watching = Watching(places)
        self._is_broken = False
        self._tidied = self._since = 0

    def build(self) -> tuple[Path, str, Snapshot]:
        """A new site, the policy of its pages, its files; raises what building raises."""
        self._number += 1
        target = self._folder / str(self._number)
        began = time_ns()
        self._is_broken = True
        self._watching.look()
        policy, read = self._site.build(target)
        # What changed meanwhile counts as new.
        self._watching.add(read, began)
        self._is_broken = False
        return target, policy, self._snapshot(began)

    def keep_current(self, current: CurrentSite, ended: Event, tell: Tell) -> None:
        """Renews whenever files change; what stands in the way is told, and the last site stays."""
        with self._watching as watching:
            changed = watching.await_change(ended)
            while changed is not None:
                tell("A file changed; building again …")
                more = None
                try:
                    more = self._bring_up(current, changed, tell)
                except Exception as fault:  # noqa: BLE001 - whatever it is, the owner can mend it
                    self._is_broken = True
                    trouble = self._site.words(fault)
                    current.tell("\n".join(trouble))
                    tell(f"{trouble[-1]} What was built before is still shown.")
                self._put_away(current.now.folder)
                if not more:
                    self._tidy_memory()
                changed = more or watching.await_change(ended)

    def _bring_up(self, current: CurrentSite, changed: Changed, tell: Tell) -> Changed:
        """Makes the site new, or gives way to what changed meanwhile."""
        began, files = monotonic(), self._snapshot(time_ns())
        steps = None if self._is_broken else self._site.renew(changed)
        if steps is None:
            current.show(*self.build())
            return frozenset()
        with closing(steps):
            for step in steps:
                if step.pages or step.whole:
                    current.show_renewed(step.pages, files, working=not step.whole)
                    said = "Built in {:.1f} s." if step.whole else "Shown in {:.1f} s …"
                    tell(said.format(monotonic() - began))
                if not step.whole and (more := self._watching.changed_since()):
                    return more
        return frozenset()

    def _tidy_memory(self) -> None:
        """Has what is there now spared, and what nobody holds any more found, every so often."""
        if self._number != self._tidied or self._since >= _TIDY:
            collect_kept()
            self._tidied, self._since = self._number, 0
        self._since += 1
        spare_all()

    def _snapshot(self, began: int) -> Snapshot:
        return Snapshot(dict(self._watching.files), began)

    def _put_away(self, shown: Path) -> None:
        """Removes whatever is not shown."""
        for one in self._folder.iterdir():
            if one.is_dir() and one != shown:
                shutil.rmtree(one, ignore_errors=True)
