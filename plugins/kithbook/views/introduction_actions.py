"""What can be done about introductions from a page: each step, a beginning, and "not these two"."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import cast

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.introductions.state import Wait
from kithbook.suggestions.proposing import TO_BE_WRITTEN, proposed
from kithbook.suggestions.suggestion import Suggestion
from kithbook.text.safe import plain
from kithbook.views.page_action import ActionField, Deed, PageAction

_TOLD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "asked": ("I asked {name}", "Once you have asked {name}"),
        "answer": ("{name} answered", "When {name} says yes (or no, or later)"),
        "nudged": ("I asked {name} again", "Once you have asked {name} a second time"),
        "made": ("I introduced them", "Once you have made it"),
        "met": ("They met", "When they have met"),
        "outcome": (
            "What came of it",
            "When you know what came of it (useful, pleasant, nothing or unknown)",
        ),
        "thank": ("I said thanks", "Once you have said thanks"),
        "log": ("I told {name}", "Once you have told them"),
    }
)
"""What each step is called on a button, and after what it is written down."""
_ANSWERS = (("yes", "yes"), ("no", "no"), ("later", "later"))
_OUTCOMES = (
    ("useful", "useful: it did somebody good"),
    ("pleasant", "pleasant: they liked each other, and that was it"),
    ("nothing", "nothing came of it"),
    ("unknown", "nobody told"),
)


def recording(network: Network, wait: Wait, today: date) -> Iterator[PageAction]:
    """Each step that writes down how something went for which an introduction waits."""
    name = plain(network.shown(wait.who), 200) if wait.who else ""
    for words in wait.records:
        step = cast("Deed", words[2] if words[1] == "introduction" else words[1])
        title, hint = _TOLD[step]
        about, file = (words[3:5] if wait.who else words[3:4]), wait.introduction.path
        if step == "log":
            who = (wait.who.person if wait.who else None) or ""
            if who not in network.people:
                continue
            about = (who, "thanks", words[2].partition(": ")[2])
            file = network.people[who].path
        yield PageAction(
            step,
            title.format(name=name),
            names_of(network, wait.introduction.between),
            about,
            shlex.join(plain(word.partition("|")[0]) for word in words),
            hint.format(name=name),
            tuple(_fields(step, today)),
            file,
        )


def _fields(step: str, today: date) -> Iterator[ActionField]:
    if step == "answer":
        yield ActionField("said", "What they said", "yes", "choice", choices=_ANSWERS)
    if step == "outcome":
        yield ActionField("was", "What came of it", "useful", "choice", choices=_OUTCOMES)
        yield ActionField("note", "In a line", must=False)
    if step != "log":
        yield ActionField("on", "On which day", str(today), "day")


def names_of(network: Network, two: Iterable[Mention]) -> str:
    """Some people by name, as plain words."""
    return " and ".join(plain(network.shown(one), 200) for one in two)


def setting_aside(network: Network, pair: tuple[str, ...]) -> PageAction:
    """Two people whom the owner does not want to see suggested again."""
    return PageAction(
        "aside",
        "Not these two",
        _both(network, pair),
        pair,
        shlex.join(("kith", "introduction", "aside", *pair)),
        "Your files remember it, and the two are not suggested again.",
        (ActionField("because", "Why, for yourself", must=False),),
    )


def beginning(network: Network, one: Suggestion) -> PageAction:
    """The introduction of two people, with a first wording of the reasons that the files give."""
    every = {
        person: proposed(network, reason or one.asking)
        for person, reason in zip(one.pair, one.reasons, strict=True)
    }
    reasons = {person: words for person, words in every.items() if words != TO_BE_WRITTEN}
    said = [word for person in reasons for word in ("--because", person, reasons[person])]
    asked = zip(("first", "second"), one.in_turn, strict=True)
    missing = [person for person in one.pair if person not in reasons]
    hint = f" For {_both(network, missing)} you will be asked." if missing else ""
    return PageAction(
        "introduce",
        "Introduce them",
        _both(network, one.in_turn),
        one.in_turn,
        shlex.join(("kith", "introduce", *one.in_turn, *said)),
        f"The two will read these words, and they come from your files: edit them first.{hint}",
        tuple(
            ActionField(field, _what_for(network, person), reasons.get(person, ""))
            for field, person in asked
        ),
    )


def _both(network: Network, pair: Iterable[str]) -> str:
    return " and ".join(plain(network.name_of(person), 200) for person in pair)


def _what_for(network: Network, person: str) -> str:
    return f"What is in it for {plain(network.name_of(person), 200)}"
