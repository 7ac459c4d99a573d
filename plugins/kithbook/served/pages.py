"""Which file of the built site answers a request; a page is told how to stay up to date."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from importlib.resources import files
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import parse_qs, quote

from kithbook.served.access import METHODS, POLICY, Asked, Response, refusal, sentence
from kithbook.served.current import CurrentSite, ServedSite
from kithbook.served.site_paths import page_at, segments
from kithbook.served.writing import PLACE, Writing

WAIT = 25.0
"""Seconds after which a page that waits for news is answered without any."""
_LIVE, _NEWS = "/.kith/live.js", "/.kith/live"
_WORKING = (
    '<p class="kith-working" role="status">What changed is on this page. Suggestions and lists of '
    "the whole book are still being worked out.</p>"
)
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
_GUESSES = MimeTypes()  # the table of Python itself, whatever the system knows


def respond(
    asked: Asked, current: CurrentSite, hosts: frozenset[str], writing: Writing | None = None
) -> Response:
    """The answer to a request; pages have forms where there is somebody to do what they say."""
    path, _, query = asked.target.partition("?")
    form = writing is not None and path == PLACE
    refused = refusal(asked, hosts, ("POST",) if form else METHODS)
    if refused:
        return refused
    if writing and form:
        return writing.answer(asked, current)
    if writing and (led := writing.key.way_in(asked)):
        return led
    if path == _LIVE:
        return Response(200, _KINDS[".js"], _script())
    if path == _NEWS:
        return _news(query, current)
    while True:
        now = current.now
        found = _found(path, now)
        if writing and found.kind == _KINDS[".html"]:
            found = _with_forms(found, asked, now, writing)
        # What was shown may have given way to a newer site while it was read.
        if found.status != 404 or current.now is now or current.now.folder == now.folder:
            return found


def _found(path: str, now: ServedSite) -> Response:
    names = segments(path)
    if names is None:
        return _missing(now, "")
    *folders, last = names
    page = page_at(path)
    place = now.folder.joinpath(*folders, last or "index.html")
    body = _read(place, now.folder)
    if body is not None:
        return _answer(200, place, body, now, page)
    if last and _read(place / "index.html", now.folder) is not None:
        to = "/".join(quote(name, safe="") for name in names)
        more = (("Location", f"/{to}/"),)
        return Response(302, _KINDS[".txt"], b"", more)
    return _missing(now, page)


def _read(place: Path, folder: Path) -> bytes | None:
    """What is in a file of the site; None for whatever is none."""
    try:
        real = os.path.realpath(place)
        if not Path(real).is_relative_to(os.path.realpath(folder)) or not Path(real).is_file():
            return None
        return Path(real).read_bytes()
    except (OSError, ValueError):
        return None


def _missing(now: ServedSite, page: str) -> Response:
    place = now.folder / "404.html"
    body = _read(place, now.folder)
    if body is None:
        return sentence(404, "There is no such page in the book.")
    return _answer(404, place, body, now, page)


def _answer(status: int, place: Path, body: bytes, now: ServedSite, page: str) -> Response:
    ending = place.suffix.lower()
    kind = _KINDS.get(ending) or _GUESSES.guess_type(place.name)[0] or "application/octet-stream"
    if ending not in (".html", ".htm"):
        return Response(status, kind, body)
    return Response(status, _KINDS[".html"], _kept_new(body, now, page), ((POLICY, now.policy),))


def _with_forms(found: Response, asked: Asked, now: ServedSite, writing: Writing) -> Response:
    page, has_forms = writing.page(found.body, asked, now)
    if not has_forms:
        return replace(found, body=page)
    policy = now.policy.replace("form-action 'none'", "form-action 'self'")
    return replace(found, body=page, more=((POLICY, policy),))


def _kept_new(body: bytes, now: ServedSite, page: str) -> bytes:
    """A page with the script that loads it again when it is newer."""
    # A page that comes while there is trouble asks at once what it is.
    told = "" if now.trouble else now.told
    built = now.built_of(page)
    tag = f'<script src="{_LIVE}" data-built="{built}" data-told="{told}"></script>'
    last = f"{_WORKING}{tag}" if now.working else tag
    before, end, after = body.rpartition(b"</body>")
    return b"".join((before, last.encode(), end, after)) if end else body + last.encode()


def _news(query: str, current: CurrentSite) -> Response:
    try:
        known = parse_qs(query, max_num_fields=10)
    except ValueError:  # more than that; nobody of ours asks so
        known = {}
    built, told, path = (known.get(name, [""])[0] for name in ("built", "told", "page"))
    page = page_at(path)
    return Response(200, _KINDS[".json"], current.other_than(page, (built, told), WAIT).news(page))


@cache
def _script() -> bytes:
    return files("kithbook.served").joinpath("live.js").read_bytes()
