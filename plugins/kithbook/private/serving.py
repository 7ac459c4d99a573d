"""`mkdocs serve` on the private site: as closed as `kith serve`, and no copy left elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from kithbook.private.policy import live_reload_script, policy
from kithbook.served.access import Asked, Response, own_hosts, protection, refusal
from kithbook.served.folders import served_folder, sweep

LOOPBACK = ("127.0.0.1", "::1", "localhost")
_Headers = list[tuple[str, str]]


class ServingFolder:
    """A folder of the book to serve from, for a server that would take one outside of it."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._folder: Path | None = None

    def instead_of(self, site_dir: Path, book: Path) -> Path:
        """The folder itself where it lies in the book, else one that does."""
        if site_dir.is_relative_to(book):
            return site_dir
        if self._folder is None:
            sweep()
            self._folder = self._held.enter_context(served_folder(book))
        return self._folder

    def close(self) -> None:
        """Takes the folder away again."""
        self._held.close()
        self._folder = None


def guarded(app: WSGIApplication, scripts: Iterable[str]) -> WSGIApplication:
    """The app for this machine's own browser alone, with the policy on each page.

    The server's own script is allowed by its digest.
    """
    allowed = tuple(scripts)

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        refused = refusal(_asked(environ), own_hosts(int(environ["SERVER_PORT"])))
        if not refused and "\0" in environ["PATH_INFO"]:
            refused = Response(404, "text/plain; charset=utf-8", b"There is no such page.\n")
        if refused:
            start_response(f"{refused.status} Refused", list(refused.headers))
            return [refused.body]
        held = _Held()
        body = app(environ, held)
        page = _read(body) if held.is_page else b""
        ours = policy((*allowed, *live_reload_script(page))) if page else ""
        start_response(held.status, [*held.headers, *protection(ours)])
        return [page] if page else body

    return answer


def _asked(environ: WSGIEnvironment) -> Asked:
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): (str(value),)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    return Asked(environ["REQUEST_METHOD"], environ["PATH_INFO"], headers)


class _Held:
    """What the app wanted to answer with, kept until the page is known."""

    status = "500 Internal Server Error"

    def __init__(self) -> None:
        self.headers: _Headers = []

    def __call__(
        self, status: str, headers: _Headers, _exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        self.status = status
        self.headers = headers
        return lambda _: None

    @property
    def is_page(self) -> bool:
        """Whether the answer is HTML."""
        return any(
            name.lower() == "content-type" and value.startswith("text/html")
            for name, value in self.headers
        )


def _read(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close:
            close()
