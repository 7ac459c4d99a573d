"""`kith introduction asked | answer | nudged | made | met | outcome | thank | aside`.

Each writes one dated fact into one file, and refuses what makes no sense where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import click

from kithbook.cli.chosen_book import ChosenBook, day_to_come, past_day, today_option
from kithbook.cli.persons import IntroductionName, PersonName, find_person
from kithbook.cli.screen import mistake, note, say
from kithbook.text.words import did_you_mean, full_stop, listed

if TYPE_CHECKING:
    from kithbook.actions.outcome import Edits
    from kithbook.actions.record_step import Asking, Event, Records
    from kithbook.book.network import Network
    from kithbook.book.steps import Answer
    from kithbook.introductions.next_step import Next
    from kithbook.introductions.state import Progress

ANSWERS = ("yes", "no", "later")
OUTCOMES = ("useful", "pleasant", "nothing", "unknown")


def step(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all steps share, handed over as the `Records` of the book."""

    @wraps(command)
    def gathered(
        book: ChosenBook,
        on: str | None,
        today: str | None,
        **options: Any,  # noqa: ANN401 - what click parsed
    ) -> None:
        command(open_records(book, today, on), **options)

    whole: Callable[..., None] = gathered
    made: Callable[..., None] = click.pass_obj(whole)
    told = "On which day: 2026-11-21, 2026-11, yesterday; otherwise today."
    for option in (today_option, click.option("--on", metavar="DATE", help=told)):
        made = option(made)
    return made


def words(metavar: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The words that say which introduction is meant, and who."""
    return click.argument(
        "which", nargs=-1, required=True, metavar=metavar, type=IntroductionName()
    )


def _asking(command: Asking, told: str) -> click.Command:
    @click.command(command, help=told)
    @words("[INTRODUCTION] WHO")
    @step
    def asking(records: Records, which: tuple[str, ...]) -> None:
        from kithbook.actions.record_step import asked

        settle(records, asked(records, which, command))

    return asking


def _event(command: Event, told: str) -> click.Command:
    @click.command(command, help=told)
    @words("INTRODUCTION")
    @step
    def event(records: Records, which: tuple[str, ...]) -> None:
        from kithbook.actions.record_step import happened

        settle(records, happened(records, which, command))

    return event


asked = _asking("asked", "Record that you asked one of the two.")
nudged = _asking("nudged", "Record that you asked one of the two a second time, which is the last.")
made = _event("made", "Record that you introduced them, after two yeses.")
met = _event("met", "Record that the two met.")
thank = _event("thank", "Record that thanks were said for the news.")


@click.command()
@words("[INTRODUCTION] WHO yes|no|later")
@step
def answer(records: Records, which: tuple[str, ...]) -> None:
    """Record what one of the two answered.

    A yes may turn into a no before it is made; a no stands. Somebody who was not asked, and told
    you all the same, has answered on a day that you name with --on.
    """
    from kithbook.actions.record_step import answered

    *names, last = which
    said = cast("Answer", _choice(last, ANSWERS))
    if not names:
        mistake(f"Who said {said}? Write: kith introduction answer WHO {said}")
    settle(records, answered(records, tuple(names), said))


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
    from kithbook.actions.record_step import outcome as came

    *names, last = which
    was = _choice(last, OUTCOMES)
    noted = "" if note is None else one_line(note, "--note")
    if not names:
        mistake(f"What was {was}? Write: kith introduction outcome INTRODUCTION {was}")
    settle(records, came(records, tuple(names), was, noted))


@click.command()
@click.argument("one", metavar="A", type=PersonName())
@click.argument("other", metavar="B", type=PersonName())
@click.option("--because", metavar="TEXT", help="Why; for yourself.")
@click.option("--until", metavar="DATE", help="Until when; without it, for good.")
@step
def aside(records: Records, one: str, other: str, because: str | None, until: str | None) -> None:
    """Set two people aside, so that they are not suggested again.

    It is written into the file of the newest introduction between them, or into a new one, and
    nothing is suggested for the two while it holds.
    """
    from kithbook.actions.begin_introduction import put_aside

    why = "" if because is None else one_line(because, "--because")
    ends = day_to_come(until, records.today, "--until") if until is not None else None
    index = records.network.index
    ids = find_person(index, one), find_person(index, other)
    settle(records, put_aside(records, ids, why, ends))


def settle(records: Records, edits: Edits) -> None:
    """Writes a step into its file, and says where it stands and what comes next."""
    from kithbook.actions.committing import commit
    from kithbook.actions.record_step import standing_after

    commit(edits, records.root, records.network.settings, note)
    (edit,) = edits.files
    line = edit.content.decode().splitlines()[edit.line - 1].strip()
    say(f"{edit.path} is made." if edit.before is None else f"{edit.path}:{edit.line}: {line}")
    if edit.path.startswith("introductions/"):
        tell(records.network, standing_after(records, edit), records.today)


def open_records(book: ChosenBook, today: str | None, on: str | None = None) -> Records:
    """The introductions of the book on the day to answer for."""
    from kithbook.actions.record_step import open_records as open_them

    root, network, day = book.read(today)
    return open_them(root, network, day, None if on is None else past_day(on, day))


def one_line(text: str, option: str) -> str:
    """A text as one line; ends the command where it says nothing, or cannot be seen."""
    line = " ".join(text.split())
    if not any(letter.isalnum() for letter in line):
        mistake(f"{option} holds no words. Write a line of text there. Nothing was written.")
    if not line.isprintable():
        mistake(f"{option} holds a character that cannot be seen. Type it again on one line.")
    return line


def tell(network: Network, one: Progress, today: date) -> None:
    """Says where an introduction stands, and what comes next."""
    from kithbook.introductions.next_step import next_steps

    say(f"{names_of(network, one)}: {one.state}.")
    for each in next_steps(network, one, today):
        for line in next_lines(each):
            say(line)


def before(network: Network, person: str | None, today: date) -> Iterator[str]:
    """What to know before somebody is asked once more, where anything speaks up."""
    from kithbook.insight.ledger import account
    from kithbook.insight.returns import before_asking

    if person is None or person not in network.people:
        return
    if said := before_asking(network, account(network, person, today), today):
        yield f"Before you ask: {said}"


def next_lines(each: Next) -> tuple[str, ...]:
    """One thing that comes next, and below it its command."""
    from kithbook.shapes.of_introductions import command_line

    said = full_stop(each.text)
    return (said, f"  {command_line(each.command)}") if each.command else (said,)


def names_of(network: Network, one: Progress) -> str:
    """The two people, by their names."""
    sides = (side.who for side in one.sides)
    return " and ".join(network.shown(who) for who in sides)


def _choice(word: str, choices: tuple[str, ...]) -> str:
    if word.lower() in choices:
        return word.lower()
    near = did_you_mean(word, choices) or f"Say {listed(choices)} at the end."
    mistake(f'"{word}" is not one of {listed(choices)}. {near}')
