"""Questions that no line of a file answers, such as how many or how long ago, and what does."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import date
from functools import cache

from kithbook.book.network import Network
from kithbook.insight.places import key_of
from kithbook.language.small_words import HERE, word_lines
from kithbook.text.words import fold

_WORD = re.compile(r"[^\W_](?:[^\W_]|'(?=\w))*")
_SPAN = re.compile(r"\b(\d{1,3})\s*(d|w|m|y|tag|woche|monat|jahr)")
_UNITS = {"tag": "d", "woche": "w", "monat": "m", "jahr": "y"}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What ranking cannot say, as a sentence, and the command that does."""

    why: str
    command: str


def elsewhere(network: Network, question: str, today: date) -> Elsewhere | None:
    """Where a question is answered that only counting or looking at days answers, else None."""
    plain = fold(question).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    words = _WORD.findall(plain)
    kind = next((kind for kind, every in _asked() if _holds(words, every)), "")
    if kind == "number":
        return Elsewhere("Lines of files cannot say how many.", _count(network, words))
    if kind == "silence":
        query = f"last:>{_span(plain, today)} or last:never"
        why = "Lines of files cannot say whom you did not reach; the days of entries can."
        return Elsewhere(why, shlex.join(("kith", "find", query)))
    if kind == "last_time":
        why = "Lines of files cannot say when it was; the entries of a person can."
        return Elsewhere(why, shlex.join(("kith", "about", _person(network, words))))
    return None


@cache
def _asked() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (kind, tuple(fold(words).split("+")))
        for path in sorted(HERE.glob("*/elsewhere.txt"))
        for kind, every in word_lines(path)
        for words in every
    )


def _holds(words: list[str], every: tuple[str, ...]) -> bool:
    return bool(words) and words[0] == every[0] and set(every) <= set(words)


def _count(network: Network, words: list[str]) -> str:
    places = {key_of(one.place) for one in network.people.values() if one.place}
    said = f" {' '.join(words)} "
    found = max((place for place in places if f" {place} " in said), key=len, default="")
    if found:
        return shlex.join(
            ("kith", "find", f'place:"{found}"' if " " in found else f"place:{found}")
        )
    return "kith find place:… (or tag:…, circle:…, needs:…)"


def _span(plain: str, today: date) -> str:
    found = _SPAN.search(plain)
    if found:
        return f"{found[1]}{_UNITS.get(found[2], found[2])}"
    return "1y" if today.month == 1 else f"{today.month}m"


def _person(network: Network, words: list[str]) -> str:
    said = set(words)
    named = [one for one in network.everyone if said & set(_WORD.findall(fold(one.name)))]
    return named[0].id if len(named) == 1 else "PERSON"
