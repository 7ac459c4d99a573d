"""What is shown at the moment, and waiting until that changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_hex
from threading import Condition

from kithbook.served.snapshot import NONE, Snapshot


@dataclass(frozen=True, slots=True)
class ServedSite:
    """A site: its folder, what may run in its pages, and what keeps it from being newer.

    `made_from` are the files that it was made from, as they were. `working` says that more of it
    is being made anew. `built` and `told` change with the site and with what is told of it, and
    `renewed` has those of single pages that were made anew since; all differ from start to start.
    """

    folder: Path
    policy: str
    built: str
    told: str
    trouble: str = ""
    made_from: Snapshot = NONE
    working: bool = False
    renewed: Mapping[str, str] = field(default_factory=dict)

    def mark(self, page: str) -> tuple[str, str]:
        """What a page knows of it; a page is named by its path, without a query."""
        return self.built_of(page), self.told

    def built_of(self, page: str) -> str:
        """What changes with one page."""
        return self.renewed.get(page, self.built)

    def holds(self, files: Iterable[Path]) -> bool:
        """Whether it was made from all of these as they are now."""
        return all(map(self.made_from.holds, files))

    def news(self, page: str) -> bytes:
        """What a page is told."""
        built = self.built_of(page)
        trouble, working = self.trouble, self.working
        news = {"built": built, "told": self.told, "trouble": trouble, "working": working}
        return json.dumps(news).encode()


class CurrentSite:
    """Holds what is shown; threads read it, and one puts up what is new."""

    def __init__(self, folder: Path, policy: str, made_from: Snapshot = NONE) -> None:
        self._changed = Condition()
        self._over = False
        self._now = _new(folder, policy, made_from)

    @property
    def now(self) -> ServedSite:
        """What is shown."""
        return self._now

    def show(self, folder: Path, policy: str, made_from: Snapshot = NONE) -> None:
        """Puts up a newer site; whatever was in its way is gone."""
        newer = _new(folder, policy, made_from)
        self._put(lambda _: newer)

    def show_renewed(self, pages: Iterable[str], made_from: Snapshot, *, working: bool) -> None:
        """Says that pages were made anew where they stand, by their paths."""
        name = token_hex(8)

        def renewed(now: ServedSite) -> ServedSite:
            return replace(
                now,
                told=name,
                trouble="",
                made_from=made_from,
                working=working,
                renewed={**now.renewed, **dict.fromkeys(pages, name)},
            )

        self._put(renewed)

    def tell(self, trouble: str) -> None:
        """Leaves the site as it is, and says why."""
        self._put(lambda now: replace(now, told=token_hex(8), trouble=trouble, working=False))

    def close(self) -> None:
        """Lets everybody go who waits."""
        self._over = True
        self._put(lambda now: now)

    def made_with(self, files: Iterable[Path], seconds: float) -> None:
        """Waits until the site was made from some files as they are now, or there is trouble."""
        told, paths = self._now.told, tuple(files)

        def arrived() -> bool:
            now = self._now
            return self._over or (now.told != told and bool(now.trouble)) or now.holds(paths)

        with self._changed:
            self._changed.wait_for(arrived, seconds)

    def other_than(self, page: str, mark: tuple[str, str], seconds: float) -> ServedSite:
        """What is shown as soon as it is not what a page knows already, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or self._now.mark(page) != mark, seconds)
            return self._now

    def _put(self, newer: Callable[[ServedSite], ServedSite]) -> None:
        with self._changed:
            self._now = newer(self._now)
            self._changed.notify_all()


def _new(folder: Path, policy: str, made_from: Snapshot) -> ServedSite:
    return ServedSite(folder, policy, token_hex(8), token_hex(8), made_from=made_from)
