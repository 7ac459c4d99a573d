"""Writing from a page: which forms are taken, from whom, and the page that answers.

It knows nothing of the book: a `PageForms` makes the forms of a page and does what one says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol, runtime_checkable
from urllib.parse import parse_qs, parse_qsl, quote

from kithbook.served.access import Asked, Response, sentence
from kithbook.served.current import CurrentSite, ServedSite
from kithbook.served.site_paths import page_at
from kithbook.served.start_key import StartKey
from kithbook.served.told_once import FormAnswer, ToldOnce

PLACE = "/.kith/write"
HIDDEN = ("kith-page", "kith-do", "kith-was", "kith-token")
"""What a form says of itself: its page, its mark, the digest of its file, and its token."""
MOST_BYTES = 64_000
WAIT = 20.0
"""Seconds that an answer waits for the page that has what it tells of."""
_MOST_FIELDS = 40
_URLENCODED = "application/x-www-form-urlencoded"
_NOTHING = "Nothing was written."
_EARLIER = (
    f"{_NOTHING} This page is not from the present start of kith serve, or was not opened by the "
    "address that it printed. Open that address, then do it again."
)

Sign = Callable[[str, str], tuple[str, str]]
"""Gives the page and the token of a form, by its mark and the digest of the file it is about."""


class PageForms(Protocol):
    """Whoever knows the book: makes forms of marks, and does what a form says."""

    def filled(self, page: bytes, site: ServedSite, sign: Sign, told: FormAnswer | None) -> bytes:
        """A page with its forms, and before them an answer."""

    def read_only(self, page: bytes) -> bytes:
        """A page for whoever may not write."""

    def write(self, mark: str, was: str, said: Mapping[str, str]) -> FormAnswer:
        """Does what a form says; `was` is the digest of the file that its page was made from."""


@runtime_checkable
class HasForms(Protocol):
    """Whoever builds pages and knows what can be done from them."""

    page_forms: PageForms


@dataclass(frozen=True, slots=True)
class Writing:
    """The way in for forms, during one start."""

    key: StartKey
    forms: PageForms
    told: ToldOnce = field(default_factory=ToldOnce)

    def page(self, page: bytes, asked: Asked, site: ServedSite) -> tuple[bytes, bool]:
        """A page as whoever asks may have it, and whether it has forms."""
        if not self.key.admits(asked):
            return self.forms.read_only(page), False
        path, _, query = asked.target.partition("?")
        name = _field(query, "told")
        told = self.told.show(name, site.built_of(page_at(path))) if name else None

        def sign(mark: str, was: str) -> tuple[str, str]:
            return path, self.key.sign(path, mark, was)

        made = self.forms.filled(page, site, sign, told)
        return made, made != page

    def refuses(self, asked: Asked) -> Response | None:
        """Why a form is not even read, by the head of the request."""
        if refused := _not_from_own_page(asked):
            return refused
        return _not_a_form(asked) if self.key.admits(asked) else sentence(403, _EARLIER)

    def answer(self, asked: Asked, current: CurrentSite) -> Response:
        """Does what a form says, and leads to its page, which tells of it once."""
        if refused := self.refuses(asked):
            return refused
        said = _fields(asked.body())
        if said is None:
            return sentence(400, f"{_NOTHING} The form could not be read.")
        page, mark, was, token = (said.pop(name, "") for name in HIDDEN)
        if not self.key.signed(token, page, mark, was):
            return sentence(403, _EARLIER)
        told = self.forms.write(mark, was, said)
        current.made_with(told.files, WAIT)
        name = self.told.keep(told)
        return Response(
            HTTPStatus.SEE_OTHER,
            "text/plain; charset=utf-8",
            b"",
            (("Location", f"{_safe(page)}?told={name}#told"),),
        )


def _not_from_own_page(asked: Asked) -> Response | None:
    if "origin" not in asked.headers and "sec-fetch-site" not in asked.headers:
        return sentence(403, f"{_NOTHING} The request does not say from which page it comes.")
    site, origin = asked.says("sec-fetch-site").lower(), asked.says("origin").lower()
    if site in ("", "same-origin") and origin in ("", f"http://{asked.says('host').lower()}"):
        return None
    return sentence(403, f"{_NOTHING} Only the book's own pages write.")


def _not_a_form(asked: Asked) -> Response | None:
    length = asked.says("content-length")
    if asked.says("content-type").partition(";")[0].strip().lower() != _URLENCODED:
        return sentence(415, f"{_NOTHING} Only the forms of these pages are taken.")
    if "transfer-encoding" in asked.headers or not _is_length(length):
        return sentence(411, f"{_NOTHING} The request does not say how long it is.")
    if int(length) > MOST_BYTES:
        return sentence(413, f"{_NOTHING} The form holds more than {MOST_BYTES:,} bytes.")
    return None


def _safe(page: str) -> str:
    """The path of a page of ours, however it was written; one slash, for two lead elsewhere."""
    return f"/{quote(page.lstrip('/'), safe='/%')}"


def _is_length(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 10


def _fields(body: bytes) -> dict[str, str] | None:
    """What a form says; None where it is none, or says a thing twice."""
    try:
        told = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        return None
    return dict(told) if len(dict(told)) == len(told) else None


def _field(query: str, name: str) -> str:
    try:
        return parse_qs(query, max_num_fields=10).get(name, [""])[0]
    except ValueError:
        return ""
