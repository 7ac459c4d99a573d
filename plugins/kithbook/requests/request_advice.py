"""What the coach says about a request: to the owner here, as to the requester on the page."""

from __future__ import annotations

from functools import lru_cache

from kithbook.book.model import Settings
from kithbook.book.request import Request
from kithbook.coach import Advice, Wish, coach
from kithbook.language.folders import base
from kithbook.requests.form_fields import TEXTS

_SAMPLE = 4_000


@lru_cache(maxsize=4096)
def advice_on(request: Request, settings: Settings, language: str = "") -> Advice:
    """The coach's findings on a request, said in a language (empty: the request's own)."""
    texts = {name: getattr(request, name) for name in TEXTS if getattr(request, name)}
    wish = Wish(
        lang=base(request.language),
        kind=request.kind,
        say=language,
        weak_tie=settings.weak_tie,
        max_words=settings.max_words,
    )
    return coach().look(texts or {"why": request.rest}, wish)


def language_of(text: str) -> str:
    """The language that the small words of a text belong to; empty where there is no text."""
    return coach().language(text[:_SAMPLE]) if text.strip() else ""
