"""A pattern followed through words: with a set of places, never by going back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class WordSpan(NamedTuple):
    """The words from first up to, and without, last."""

    first: int
    last: int


class Element(NamedTuple):
    """What comes next in a pattern: a set, within so many words, and whether it may be missing."""

    wanted: int
    gap: int
    optional: int


@dataclass(slots=True)
class SignalsFound:
    """What a book finds in a text: spans for each signal; steps tell the work it took.

    Words that are `loose`, such as "of" and "your", end no quote.
    """

    spans: dict[str, list[WordSpan]]
    steps: int
    loose: Sequence[bool] = ()


def follow(
    elements: Sequence[Element], at: int, end: int, sets: Sequence[set[int]], found: SignalsFound
) -> int:
    """Where the elements end when they begin here, as far on as they can; 0 when they do not."""
    places: Iterable[int] = (at,)
    for wanted, gap, optional in elements:
        after = dict.fromkeys(places) if optional else {}
        for place in places:
            reach = min(place + gap + 1, end)
            found.steps += reach - place
            for one in range(place, reach):
                if wanted in sets[one]:
                    after[one + 1] = None
        if not after:
            return 0
        places = after
    return max(places)


def breaks(element: Element, at: int, end: int, sets: Sequence[set[int]]) -> bool:
    """Whether an element that has to come at once does not: most patterns end here."""
    wanted, gap, optional = element
    return not gap and not optional and (at >= end or wanted not in sets[at])


def note(spans: dict[str, list[WordSpan]], signal: str, span: WordSpan) -> None:
    """Adds a span; one that overlaps the last of its signal makes that one longer."""
    noted = spans.setdefault(signal, [])
    if noted and span.first < noted[-1].last:
        noted[-1] = WordSpan(noted[-1].first, max(noted[-1].last, span.last))
    else:
        noted.append(span)
