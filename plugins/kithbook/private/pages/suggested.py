"""Introductions worth making: both reasons with the lines they rest on, and how to begin.

The words to begin with are proposed from those lines, and the page says that the two will read
them. Whatever comes from a file is cleaned before it is quoted for a shell.
"""

from __future__ import annotations

import shlex
from typing import NamedTuple

from markupsafe import Markup, escape

from kithbook.private.links import Links
from kithbook.private.pages.words import sentence
from kithbook.suggestions.suggestion import Reason, Suggestion
from kithbook.text.problems import Location
from kithbook.text.safe import plain
from kithbook.views.introduction_actions import beginning, setting_aside
from kithbook.views.page_action import PageAction

NOBODY_ASKED = "Nobody needs to be asked first"


class SuggestedSide(NamedTuple):
    """One of the two: who, why they would be glad of it, and the lines and words behind that.

    Who only helps has no reason, and `helping` says so.
    """

    who: Markup
    reason: str
    helping: str
    lines: tuple[Location, ...]
    words: tuple[str, ...]


class ShownSuggestion(NamedTuple):
    """One introduction worth making, as pages show it.

    `begin` begins it, `aside` is "not these two". A contact of a roster earns a file first, which
    `file` makes.
    """

    sides: tuple[SuggestedSide, ...]
    careful: tuple[str, ...]
    ask: str
    factors: tuple[tuple[str, str], ...]
    begin: PageAction | None
    aside: PageAction | None
    file: str


def worth(links: Links, one: Suggestion) -> ShownSuggestion:
    """One suggestion as it is shown."""
    names = [plain(links.network.name_of(person), 200) for person in one.pair]
    return ShownSuggestion(
        sides=tuple(
            _side(links, person, reason, plain(one.helping(links.network)))
            for person, reason in zip(one.pair, one.reasons, strict=True)
        ),
        careful=tuple(sentence(plain(words)) for words in one.careful),
        ask=plain(one.ask_why) or f"{NOBODY_ASKED}.",
        factors=tuple((factor.name, sentence(plain(factor.words))) for factor in one.factors),
        begin=None if one.thin else beginning(links.network, one),
        aside=None if one.thin else setting_aside(links.network, one.pair),
        file=shlex.join(("kith", "new", names[1])) if one.thin else "",
    )


def _side(links: Links, person: str, reason: Reason | None, helping: str) -> SuggestedSide:
    who = links.link(person) if person in links.network.people else _contact(person)
    if reason is None:
        return SuggestedSide(who, "", helping, (), ())
    return SuggestedSide(
        who,
        f"{plain(reason.sentence(links.network))}.",
        "",
        (reason.own.at, reason.other.at),
        tuple(dict.fromkeys(plain(match.words) for match in reason.matches)),
    )


def _contact(name: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(escape(plain(name, 200)))
