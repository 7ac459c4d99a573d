"""Who may ask for what: this machine's own pages and whoever types the address, and nobody else.

Browsers say where a request comes from (https://www.w3.org/TR/fetch-metadata/), and no page can
forge it. A site elsewhere that reaches this machine by a name of its own shows in the Host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

HOST = "127.0.0.1"
METHODS = ("GET", "HEAD")
POLICY = "Content-Security-Policy"
_NO_FRAMES = "frame-ancestors 'none'"
_BARE = f"default-src 'none'; base-uri 'none'; form-action 'none'; {_NO_FRAMES}"
PROTECTION = (
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
"""What every answer says: it is kept nowhere, shown nowhere else, taken for nothing else."""
_EMBEDDED = frozenset(
    ("iframe", "frame", "object", "embed", "fencedframe", "worker", "sharedworker", "serviceworker")
)
_TEXT = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its method, its target as it came, and its headers by their lower-case names.

    Its `body` is read from the connection when it is asked for, and not before.
    """

    method: str
    target: str
    headers: Mapping[str, tuple[str, ...]]
    body: Callable[[], bytes] = bytes

    def says(self, name: str) -> str:
        """The value of a header; empty where it is missing."""
        return ", ".join(self.headers.get(name, ()))


@dataclass(frozen=True, slots=True)
class Response:
    """What is sent back."""

    status: int
    kind: str
    body: bytes = b""
    more: tuple[tuple[str, str], ...] = ()

    @property
    def headers(self) -> Iterator[tuple[str, str]]:
        """All the headers; what has no policy of its own may load and run nothing."""
        yield "Content-Type", self.kind
        yield "Content-Length", str(len(self.body))
        yield from protection(dict(self.more).get(POLICY, ""))
        yield from (pair for pair in self.more if pair[0] != POLICY)


@runtime_checkable
class Policed(Protocol):
    """Whoever builds pages and knows what may run in them."""

    page_policy: str


def protection(policy: str = "") -> Iterator[tuple[str, str]]:
    """The headers of every answer, with the policy of a page or the bare one."""
    yield from PROTECTION
    yield POLICY, f"{policy}; {_NO_FRAMES}" if policy else _BARE


def own_hosts(port: int) -> frozenset[str]:
    """What a Host may say."""
    names = (HOST, "localhost")
    bare = names if port == 80 else ()
    return frozenset((*(f"{name}:{port}" for name in names), *bare))


def sentence(status: int, words: str) -> Response:
    """An answer in one plain sentence."""
    more = (("Allow", ", ".join(METHODS)),) if status == HTTPStatus.METHOD_NOT_ALLOWED else ()
    return Response(status, _TEXT, f"{words}\n".encode(), more)


def refusal(
    asked: Asked, hosts: frozenset[str], methods: tuple[str, ...] = METHODS
) -> Response | None:
    """Why a request is not answered, or None."""
    if asked.says("host").lower() not in hosts:
        return sentence(403, "This is not the address of the book; kith serve printed it.")
    if asked.method not in methods:
        return sentence(405, "Pages can be looked at here, and nothing else.")
    if asked.says("sec-fetch-dest").lower() in _EMBEDDED:
        return sentence(403, "Pages of the book are not shown inside others.")
    if _comes_from_elsewhere(asked, hosts):
        return _way_in(asked) if _is_a_link(asked) else sentence(403, "Only the book's own pages.")
    return None


def _comes_from_elsewhere(asked: Asked, hosts: frozenset[str]) -> bool:
    """Whether another site asks; browsers that do not say it may still name the page."""
    site = asked.says("sec-fetch-site").lower()
    if site not in ("", "none", "same-origin"):
        return True
    named = [asked.says("origin"), "" if site else asked.says("referer")]
    return any(not _is_own(address, hosts) for address in named if address)


def _is_own(address: str, hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.netloc.lower() in hosts


def _is_a_link(asked: Asked) -> bool:
    mode, kind = asked.says("sec-fetch-mode").lower(), asked.says("sec-fetch-dest").lower()
    return (mode, kind) == ("navigate", "document")


def _way_in(asked: Asked) -> Response:
    """Another site may have led here, and cannot see this page: the owner decides."""
    path = asked.target.partition("?")[0].partition("#")[0]
    # One slash: two would lead to another host.
    link = escape(f"/{path.lstrip('/')}")
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Kithbook</title>'
        "<p>Another site led here, so nothing of the book is shown yet.</p>"
        f'<p>If that was your wish: <a href="{link}">open the page</a>.</p></html>\n'
    )
    return Response(403, _HTML, page.encode())
