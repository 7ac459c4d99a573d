"""The policy as a header while serving, for live reload puts a script into each page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from kithbook.private.policy import live_reload_script, policy

_Headers = list[tuple[str, str]]


def with_policy(app: WSGIApplication, scripts: Iterable[str]) -> WSGIApplication:
    """The app with the policy on each page; the server's own script is allowed by its digest."""
    allowed = tuple(scripts)

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        held = _Held()
        body = app(environ, held)
        if not held.is_page:
            start_response(held.status, held.headers)
            return body
        page = _read(body)
        ours = policy((*allowed, *live_reload_script(page)))
        headers = [*held.headers, ("Content-Security-Policy", ours)]
        start_response(held.status, headers)
        return [page]

    return answer


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
