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


def verdict(request: Request, settings: Settings) -> str:
    """What the coach thinks of a request, in a word or two."""
    advice = advice_on(request, settings)
    if advice.ready:
        good = any(one.level == "good" for one in advice.findings)
        return "a good note" if good else "nothing against it"
    rules = [one.rule.replace("-", " ") for one in advice.findings if one.level != "good"]
    return ", ".join(rules[:3])


def language_of(text: str) -> str:
    """The language that the small words of a text belong to; empty where there is no text."""
    return coach().language(text[:_SAMPLE]) if text.strip() else ""
