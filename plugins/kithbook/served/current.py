"""What is shown at the moment, and waiting until that changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from threading import Condition


@dataclass(frozen=True, slots=True)
class ServedSite:
    """A site: its folder, what may run in its pages, and what keeps it from being newer.

    `built` and `told` change with the site and with the trouble; they differ from start to start.
    """

    folder: Path
    policy: str
    built: str
    told: str
    trouble: str = ""

    @property
    def mark(self) -> tuple[str, str]:
        """What a page knows of it."""
        return self.built, self.told

    @property
    def news(self) -> bytes:
        """What a page is told."""
        news = {"built": self.built, "told": self.told, "trouble": self.trouble}
        return json.dumps(news).encode()


class CurrentSite:
    """Holds what is shown; threads read it, and one puts up what is new."""

    def __init__(self, folder: Path, policy: str) -> None:
        self._changed = Condition()
        self._over = False
        self._now = ServedSite(folder, policy, token_hex(8), token_hex(8))

    @property
    def now(self) -> ServedSite:
        """What is shown."""
        return self._now

    def show(self, folder: Path, policy: str) -> None:
        """Puts up a newer site; whatever was in its way is gone."""
        self._put(lambda _: ServedSite(folder, policy, token_hex(8), token_hex(8)))

    def tell(self, trouble: str) -> None:
        """Leaves the site as it is, and says why."""
        self._put(lambda now: replace(now, told=token_hex(8), trouble=trouble))

    def close(self) -> None:
        """Lets everybody go who waits."""
        self._over = True
        self._put(lambda now: now)

    def other_than(self, mark: tuple[str, str], seconds: float) -> ServedSite:
        """What is shown as soon as it is not what somebody knows already, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or self._now.mark != mark, seconds)
            return self._now

    def _put(self, newer: Callable[[ServedSite], ServedSite]) -> None:
        with self._changed:
            self._now = newer(self._now)
            self._changed.notify_all()
