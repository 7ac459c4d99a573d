"""`kith introduction asked | answer | nudged | made | met | outcome | thank`.

Each writes one dated fact into one file, and refuses what makes no sense where it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import click

from kithbook.cli.introduction_case import (
    Records,
    one_line,
    require,
    settle,
    step,
)
from kithbook.cli.screen import mistake
from kithbook.cli.stems import IntroductionName
from kithbook.text.words import did_you_mean, listed

if TYPE_CHECKING:
    from kithbook.book.model import Mention
    from kithbook.book.steps import Answer
    from kithbook.introductions.orders import Order
    from kithbook.introductions.state import Progress

ANSWERS = ("yes", "no", "later")
OUTCOMES = ("useful", "pleasant", "nothing", "unknown")


def words(metavar: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The words that say which introduction is meant, and who."""
    return click.argument(
        "which", nargs=-1, required=True, metavar=metavar, type=IntroductionName()
    )


@click.command()
@words("[INTRODUCTION] WHO")
@step
def asked(records: Records, which: tuple[str, ...]) -> None:
    """Record that you asked one of the two."""
    from kithbook.introductions.orders import against_asking
    from kithbook.introductions.recording import asked as fields

    one, who = _side(records, which, against_asking)
    settle(records, one, fields(one.introduction, who, records.on), "asked")


@click.command()
@words("[INTRODUCTION] WHO yes|no|later")
@step
def answer(records: Records, which: tuple[str, ...]) -> None:
    """Record what one of the two answered.

    A yes may turn into a no before it is made; a no stands. Somebody who was not asked, and told
    you all the same, has answered on a day that you name with --on.
    """
    from kithbook.introductions.orders import against_answering
    from kithbook.introductions.recording import answered as fields

    *names, last = which
    said = cast("Answer", _choice(last, ANSWERS))
    if not names:
        mistake(f"Who said {said}? Write: kith introduction answer WHO {said}")

    def against(order: Order, who: Mention) -> str:
        return against_answering(order, who, said)

    one, who = _side(records, tuple(names), against)
    settle(records, one, fields(one.introduction, who, said, records.on), "answer")


@click.command()
@words("[INTRODUCTION] WHO")
@step
def nudged(records: Records, which: tuple[str, ...]) -> None:
    """Record that you asked one of the two a second time, which is the last."""
    from kithbook.introductions.orders import against_nudging
    from kithbook.introductions.recording import nudged as fields

    one, who = _side(records, which, against_nudging)
    settle(records, one, fields(one.introduction, who, records.on), "nudged")


@click.command()
@words("INTRODUCTION")
@step
def made(records: Records, which: tuple[str, ...]) -> None:
    """Record that you introduced them, after two yeses."""
    from kithbook.introductions.orders import against_making
    from kithbook.introductions.recording import made as fields

    settle(records, _one(records, which, against_making), fields(records.on), "made")


@click.command()
@words("INTRODUCTION")
@step
def met(records: Records, which: tuple[str, ...]) -> None:
    """Record that the two met."""
    from kithbook.introductions.orders import against_meeting
    from kithbook.introductions.recording import met as fields

    settle(records, _one(records, which, against_meeting), fields(records.on), "met")


@click.command()
@words("INTRODUCTION useful|pleasant|nothing|unknown")
@click.option("--note", metavar="TEXT", help="What came of it, in a line.")
@step
def outcome(records: Records, which: tuple[str, ...], note: str | None) -> None:
    """Record what came of it.

    \b
    useful    it did somebody good
    pleasant  they liked each other, and that was it
    nothing   nothing came of it
    unknown   nobody told
    """
    from kithbook.introductions.orders import against_outcome
    from kithbook.introductions.recording import outcome as fields

    *names, last = which
    was = _choice(last, OUTCOMES)
    noted = "" if note is None else one_line(note, "--note")
    if not names:
        mistake(f"What was {was}? Write: kith introduction outcome INTRODUCTION {was}")
    one = _one(records, tuple(names), against_outcome)
    settle(records, one, fields(was, records.on, noted), "outcome")


@click.command()
@words("INTRODUCTION")
@step
def thank(records: Records, which: tuple[str, ...]) -> None:
    """Record that thanks were said for the news."""
    from kithbook.introductions.orders import against_thanking
    from kithbook.introductions.recording import thanked as fields

    settle(records, _one(records, which, against_thanking), fields(records.on), "thank")


def _one(records: Records, which: tuple[str, ...], against: Callable[[Order], str]) -> Progress:
    """The introduction that is meant, where nothing speaks against the step."""
    from kithbook.introductions.naming import Unclear, find_introduction

    def fits(one: Progress) -> bool:
        return not against(records.order(one))

    try:
        one = find_introduction(records.network, records.acts, which, fits)
    except Unclear as unclear:
        mistake(str(unclear))
    require(against(records.order(one)))
    return one


def _side(
    records: Records, which: tuple[str, ...], against: Callable[[Order, Mention], str]
) -> tuple[Progress, Mention]:
    """The introduction and the one of the two, where nothing speaks against the step."""
    from kithbook.introductions.naming import Unclear, find_side

    def fits(one: Progress, who: Mention) -> bool:
        return not against(records.order(one), who)

    try:
        one, who = find_side(records.network, records.acts, which, fits)
    except Unclear as unclear:
        mistake(str(unclear))
    require(against(records.order(one), who))
    return one, who


def _choice(word: str, choices: tuple[str, ...]) -> str:
    if word.lower() in choices:
        return word.lower()
    near = did_you_mean(word, choices) or f"Say {listed(choices)} at the end."
    mistake(f'"{word}" is not one of {listed(choices)}. {near}')
