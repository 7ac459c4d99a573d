"""Made-up books for the page Introductions: pairs who suit each other, introductions on file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

_SYLLABLES = tuple(consonant + vowel for consonant in "bdfglmnprtvz" for vowel in "aou")
_ASKED = "asked_by: me\nasked: {{{0}: 2026-05-01, {1}: 2026-05-01}}\n"
_SAID = "answered: {{{0}: {{on: 2026-05-03, said: yes}}, {1}: {{on: 2026-05-04, said: yes}}}}\n"
_YES = _ASKED + _SAID
_LATER = "answered: {{{1}: {{on: 2026-10-02, said: later}}}}\n"
_NO = "answered: {{{0}: {{on: 2026-06-02, said: no}}}}\n"
_MADE = _YES + "made: 2026-06-01\n"
STATES: tuple[tuple[str, str], ...] = (
    ("ready", _YES),
    ("asking", "asked_by: {0}\nasked: {{{1}: 2026-10-01}}\n" + _LATER),
    ("answers", "asked_by: me\nasked: {{{0}: 2026-11-15}}\n"),
    ("quiet", "asked_by: me\nasked: {{{0}: 2026-11-01}}\n"),
    ("loops", _YES + "made: 2026-09-01\n"),
    ("news", _YES + "made: 2026-11-15\n"),
    ("thanks", _MADE + "outcome: {{on: 2026-07-01, was: useful}}\n"),
    ("ideas", "asked_by: me\n"),
    ("outcomes", _MADE + "outcome: {{on: 2026-07-01, was: pleasant}}\nthanked: 2026-07-02\n"),
    ("declined", "asked_by: me\nasked: {{{0}: 2026-06-01}}\n" + _NO),
    ("aside", "set_aside: {{on: 2026-06-01, because: two of one trade}}\n"),
)
"""Parts of the page, and the keys by which an introduction stands there, seen on the pinned day."""


def word(number: int) -> str:
    """A word that no other number has."""
    made, rest = "", number
    for _ in range(3):
        rest, at = divmod(rest, len(_SYLLABLES))
        made += _SYLLABLES[at]
    return f"{made}k"


def couples(number: int) -> dict[str, str]:
    """So many pairs, each of whom needs what the other offers and nobody else does."""
    return {
        f"people/{side}{each:03}.md": (
            f"---\nname: {side.title()} {word(each).title()}\ncircle: close\n"
            f"needs: [{word(need)} lessons]\noffers: [{word(offer)} lessons]\n"
            f"reach: {{email: {side}{each:03}@example.org}}\n---\n"
        )
        for each in range(number)
        for side, need, offer in (
            ("ann", 2 * each, 2 * each + 1),
            ("ben", 2 * each + 1, 2 * each),
        )
    }


def acts(number: int) -> dict[str, str]:
    """So many introductions, in each state in turn, with the people between whom they are."""
    return dict(_acts(number))


def _acts(number: int) -> Iterator[tuple[str, str]]:
    everyone = [f"q{each:02}" for each in range(40)]
    for each in everyone:
        text = f"---\nname: Quin {each[1:]}\nreach: {{email: {each}@example.org}}\n---\n"
        yield f"people/{each}.md", text
    pairs = list(combinations(everyone, 2))[:number]
    for at, (one, other) in enumerate(pairs):
        keys = STATES[at % len(STATES)][1].format(one, other)
        because = f"because: {{{one}: rides on Sundays, {other}: knows the hills}}\n"
        text = f"---\nbetween: [{one}, {other}]\n{because}{keys}---\n"
        yield f"introductions/2026-{at:03}.md", text
