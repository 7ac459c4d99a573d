"""The coach on the page: its settings, its script for each language, its remarks on a note."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from kithbook.coach import Finding, Wish, coach, shown
from kithbook.coach.engine import MAX_WORDS, WEAK_TIES
from kithbook.coach.page import page_script
from kithbook.public.option_reader import OptionReader

_LEAST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Coaching:
    """How the coach reads: what a weak tie counts for, and from how many words a note is long."""

    weak_tie: str = Wish().weak_tie
    max_words: int = MAX_WORDS


def read_coaching(at: OptionReader) -> Coaching:
    """The settings of the coach; what is odd is noted."""
    coaching = Coaching(
        at.choice("weak_tie", WEAK_TIES, Coaching().weak_tie),
        at.number("max_words", _LEAST_WORDS, MAX_WORDS),
    )
    at.close()
    return coaching


def spoken(language: str) -> str:
    """The language in which the coach speaks on a page; empty where it has no words for it."""
    plain = language.partition("-")[0]
    return plain if plain in coach().languages else ""


def scripts(languages: Collection[str]) -> Iterator[tuple[str, str, bytes]]:
    """For each language of a site that the coach speaks: the page's, the script's name, the script.

    People answer in any language of the site, so each script reads all of them.
    """
    reads = tuple(sorted(set(filter(None, map(spoken, languages)))))
    for language in languages:
        if said := spoken(language):
            script = _script(said, reads)
            mark = hashlib.sha256(script).hexdigest()[:8]
            yield language, f"coach.{said}.{mark}.js", script


def remarks(text: str, language: str, coaching: Coaching) -> tuple[Finding, ...]:
    """What the coach shows beside a note, in the page's language."""
    say = spoken(language)
    if not say:
        return ()
    wish = Wish(kind="connect", say=say, weak_tie=coaching.weak_tie, max_words=coaching.max_words)
    return shown(coach().look(text, wish).findings)


@cache
def _script(said: str, reads: tuple[str, ...]) -> bytes:
    return page_script(said, reads).encode()
