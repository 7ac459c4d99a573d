"""`kith introduce`: a new introduction, with a reason for each of the two."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kithbook.cli.chosen_book import ChosenBook, today_option
from kithbook.cli.introduction_steps import before, one_line, open_records, tell
from kithbook.cli.persons import PersonName, can_ask, find_person
from kithbook.cli.screen import asking_for, mistake, note, say
from kithbook.introductions.ask_first import ask_first
from kithbook.text.words import listed

if TYPE_CHECKING:
    from kithbook.actions.begin_introduction import Begun, NewIntroduction
    from kithbook.actions.record_step import Records
    from kithbook.book.network import Network

_MOST_BYTES = 20_000
_OVERRULE = "To begin it all the same, give a reason: --anyway REASON\nNothing was made."


@click.command()
@click.argument("one", metavar="A", type=PersonName())
@click.argument("other", metavar="B", type=PersonName())
@click.option(
    "--because",
    "because",
    multiple=True,
    nargs=2,
    metavar="WHO TEXT",
    help="What is in it for one of the two; once for each.",
)
@click.option("--asked-by", metavar="WHO", help="Who asked for it: a person, me, or a request.")
@click.option("--forwardable", metavar="TEXT", help="A text to pass on as it is; - for stdin.")
@click.option("--asked", multiple=True, metavar="WHO", help="You have asked this one already.")
@click.option("--on", metavar="DATE", help="On which day you asked; otherwise today.")
@click.option(
    "--anyway", metavar="REASON", help="Begin it although something speaks against it, and why."
)
@today_option
@click.pass_obj
def introduce(
    book: ChosenBook,
    *,
    one: str,
    other: str,
    because: tuple[tuple[str, str], ...],
    asked_by: str | None,
    forwardable: str | None,
    asked: tuple[str, ...],
    on: str | None,
    anyway: str | None,
    today: str | None,
) -> None:
    """Begin an introduction: why for each of the two, and whom to ask first.

    \b
    kith introduce ada kofi --because ada 'he needs pay bands before he hires'
      --because kofi 'she built the function from zero, twice'
    """
    from kithbook.actions import begin_introduction as begin
    from kithbook.actions.committing import commit

    records = open_records(book, today, on)
    index = records.network.index
    ids = find_person(index, one), find_person(index, other)
    begin.require_two(records, ids)
    why = "" if anyway is None else one_line(anyway, "--anyway")
    wanted = begin.NewIntroduction(
        between=ids,
        because=_said(records, ids, because),
        asked_by=_asker(records, asked_by),
        asked=tuple(dict.fromkeys(_side(records, ids, who, "--asked") for who in asked)),
        forwardable=_forwardable(forwardable),
        anyway=why,
    )
    with asking_for(reason=_OVERRULE):
        begun = begin.begin_introduction(records, wanted, _asking(records.network))
    commit(begun.edits, records.root, records.network.settings, note)
    _tell_begun(records, wanted, begun)


def _tell_begun(records: Records, wanted: NewIntroduction, begun: Begun) -> None:
    """What was made, the next step, and what to know before it."""
    from kithbook.actions.record_step import standing_after

    (edit,) = begun.edits.files
    say(f"{edit.path} is made.")
    if wanted.anyway and not begun.overruled:
        note("Nothing spoke against it, so --anyway was not needed, and is not written down.")
    if wanted.forwardable and wanted.asked_by not in wanted.between:
        names = listed((records.network.name_of(person) for person in wanted.between), "or")
        note(f"The words are passed on once asked_by in the file names {names}.")
    stands = standing_after(records, edit)
    tell(records.network, stands, records.today)
    first = ask_first(records.network, stands).who
    for line in before(records.network, first.person if first else None, records.today):
        note(line)


def _asking(network: Network) -> Callable[[str, str], str]:
    """Has the reason for one of the two from whoever sits at the terminal."""

    def reason(who: str, other: str) -> str:
        name, third = network.name_of(who), network.name_of(other)
        if not can_ask():
            mistake(
                f"Each of the two needs a reason, and there is none for {name}. "
                f"Add: --because {who} 'what is in it for them to meet {third}'"
            )
        said = click.prompt(f"What is in it for {name} to meet {third}", err=True)
        return one_line(said, "A reason")

    return reason


def _said(
    records: Records, ids: tuple[str, str], because: tuple[tuple[str, str], ...]
) -> dict[str, str]:
    said: dict[str, str] = {}
    for who, text in because:
        person = _side(records, ids, who, "--because")
        if person in said:
            mistake(f"--because stands twice for {records.network.name_of(person)}. Keep one.")
        said[person] = one_line(text, f"--because {who}")
    return said


def _side(records: Records, ids: tuple[str, str], who: str, option: str) -> str:
    """Which of the two a name means."""
    meant = [person for person in ids if person in records.network.index.search(who).ids]
    if len(meant) != 1:
        names = " and ".join(records.network.name_of(person) for person in ids)
        mistake(f'{option}: "{who}" is not clearly one of the two, {names}.')
    return meant[0]


def _asker(records: Records, who: str | None) -> str:
    """Who asked for it, as the file writes it."""
    if who is None or who.strip().lower() == "me":
        return "me"
    if any(who == request.id for request in records.network.requests):
        return who
    return find_person(records.network.index, who)


def _forwardable(text: str | None) -> str:
    """The text to pass on, with its line breaks; ends the command where it says nothing."""
    if text is None:
        return ""
    if text == "-" and sys.stdin.isatty():
        mistake("There is nothing to read. Pipe the text in, or write it after --forwardable.")
    read = sys.stdin.buffer.read(_MOST_BYTES + 1) if text == "-" else b""
    if len(read) > _MOST_BYTES:
        mistake("--forwardable is for a text of a few sentences. Give a shorter one.")
    whole = read.decode("utf-8", "replace").removeprefix("\ufeff") if text == "-" else text
    lines = [" ".join(line.split()) for line in whole.splitlines()]
    if not all(line.isprintable() for line in lines):
        mistake("--forwardable holds a character that cannot be seen. Type it again.")
    kept = "\n".join(lines).strip()
    if not any(letter.isalnum() for letter in kept):
        mistake(
            "--forwardable holds no words. Write the text to pass on after it. Nothing was made."
        )
    return kept
