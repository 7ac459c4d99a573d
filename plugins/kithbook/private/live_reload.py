"""MkDocs' own server, made to be told of changes, and to make a site new where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from watchdog.observers.api import BaseObserver

from kithbook.served.rebuilding import Renewing, SiteRenewal
from kithbook.served.watching import Watching, telling_observer

_AGAIN = ("_rebuild_cond", "_want_rebuild")


class ReloadingServer(Protocol):
    """What is used of MkDocs' server."""

    builder: Callable[[], None]
    observer: Any

    def watch(self, path: str) -> None:
        """Builds again when something changes at or below a path."""

    def unwatch(self, path: str) -> None:
        """No longer does."""


def renew_on(
    server: ReloadingServer,
    watched: Iterable[str],
    places: Iterable[Path],
    renewal: Callable[[], SiteRenewal | None],
) -> None:
    """Has a server make its site new in steps; `watched` are the paths that it watches already.

    `places` are all that the site is made of.
    """
    observer = telling_observer()
    if observer is not None:
        _listen_by(server, tuple(watched), observer)
    server.builder = _Renewed(server, tuple(places), renewal)


def _listen_by(server: ReloadingServer, watched: tuple[str, ...], observer: BaseObserver) -> None:
    known = []
    for path in watched:
        with suppress(KeyError):
            server.unwatch(path)
            known.append(path)
    server.observer = observer
    for path in known:
        server.watch(path)


class _Renewed:
    """Builds a site, or makes it new: what is quick first, the rest when it is called again."""

    def __init__(
        self,
        server: ReloadingServer,
        places: tuple[Path, ...],
        renewal: Callable[[], SiteRenewal | None],
    ) -> None:
        self._server, self._build, self._renewal = server, server.builder, renewal
        self._watching = Watching(places)
        self._steps: Renewing | None = None
        self._is_broken = False

    def __call__(self) -> None:
        changed = self._watching.changed_now()
        if changed or self._steps is None:
            found = None if self._is_broken else self._renewal()
            self._steps = found.steps(changed) if found else None
        self._is_broken = True
        if self._steps is None:
            self._build()
        else:
            self._follow(self._steps)
        self._is_broken = False

    def _follow(self, steps: Renewing) -> None:
        """Goes on until there is something to be shown; then the server is to call again."""
        for step in steps:
            if step.pages and not step.whole and self._call_again():
                return
        self._steps = None

    def _call_again(self) -> bool:
        """Has the server build once more; whether that can be."""
        server: Any = self._server
        if not all(hasattr(server, name) for name in _AGAIN):
            return False
        with server._rebuild_cond:  # noqa: SLF001 - MkDocs has no other way
            server._want_rebuild = True  # noqa: SLF001
        return True
