"""`kith introduce`: a new introduction, with a reason for each of the two."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import click

from kithbook.cli.introduction_case import (
    Records,
    again,
    before,
    one_line,
    open_records,
    tell,
)
from kithbook.cli.introduction_file import new_record
from kithbook.cli.persons import PersonName, can_ask, find_person
from kithbook.cli.screen import mistake, note, say
from kithbook.cli.whereabouts import Whereabouts, today_option
from kithbook.introductions.asking import ask_first
from kithbook.introductions.beginning import Beginning
from kithbook.text.words import listed

if TYPE_CHECKING:
    from kithbook.introductions.guards import Guard
    from kithbook.introductions.state import Progress

_MOST_BYTES = 20_000
HINTS = {
    "same-person": "Name two people.",
    "unread": "See: kith check",
    "no-file": "Make it with: kith new",
    "never": "Where that has changed, change ask in {path}.",
    "vouch": "Where you think otherwise now, change vouch in {path}.",
    "declined": "A no stands, and is not asked again before its time.",
    "set-aside": "To take it up again, change set_aside in {path}.",
    "under-way": "Go on there: kith introduction show {id}",
}
"""What to do about what no `--anyway` gets round."""


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
@click.option("--anyway", metavar="REASON", help="Write it although something speaks against it.")
@today_option
@click.pass_obj
def introduce(
    place: Whereabouts,
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
    records = open_records(place, today, on)
    ids = _two(records, one, other)
    why = "" if anyway is None else one_line(anyway, "--anyway")
    said = _said(records, ids, because)
    against = _guarded(records, ids, anyway=bool(why))
    made = Beginning(
        between=ids,
        because=_reasons(records, ids, said),
        asked_by=_asker(records, asked_by),
        asked=tuple((who, records.on) for who in _asked(records, ids, asked)),
        forwardable=_forwardable(forwardable),
        note=_overruled(against, why),
    )
    edit = new_record(records, made, "introduce")
    say(f"{edit.path} is made.")
    if why and not against:
        note("Nothing spoke against it, so --anyway was not needed, and is not written down.")
    if made.forwardable and made.asked_by not in ids:
        names = listed((records.network.name_of(person) for person in ids), "or")
        note(f"The words are passed on once asked_by in the file names {names}.")
    _tell_begun(records, again(records.network, edit, records.today))


def _tell_begun(records: Records, begun: Progress) -> None:
    """The next step, and what to know before it."""
    tell(records.network, begun, records.today)
    first = ask_first(records.network, begun).who
    for line in before(records.network, first.person if first else None, records.today):
        note(line)


def _two(records: Records, one: str, other: str) -> tuple[str, str]:
    ids = (
        find_person(records.network.index, one),
        find_person(records.network.index, other),
    )
    if ids[0] == ids[1]:
        mistake(f"Both are {records.network.name_of(ids[0])}. Name two people.")
    return ids


def _guarded(records: Records, ids: tuple[str, str], *, anyway: bool) -> tuple[Guard, ...]:
    """What speaks against it and was overruled; ends the command where it was not."""
    from kithbook.introductions.guards import Guards

    found = Guards(records.network, records.today).between(*ids)
    firm = [guard for guard in found if guard.code in HINTS]
    if found and (firm or not anyway):
        lines = [_line(guard) for guard in found]
        lines += dict.fromkeys(_hint(guard) for guard in firm)
        if not firm:
            lines.append("To write it all the same, say why: --anyway REASON")
        mistake("\n".join((*lines, "Nothing was made.")))
    return found


def _line(guard: Guard) -> str:
    return f"{guard.text} It holds no longer from {guard.until} on." if guard.until else guard.text


def _hint(guard: Guard) -> str:
    path = guard.at.path if guard.at else ""
    return HINTS[guard.code].format(path=path, id=PurePosixPath(path).stem)


def _overruled(against: tuple[Guard, ...], why: str) -> str:
    """What the file says of a guard that did not hold it back."""
    if not against:
        return ""
    return "\n".join((f"Begun all the same: {why}", *(f"- {guard.text}" for guard in against)))


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


def _asked(records: Records, ids: tuple[str, str], asked: tuple[str, ...]) -> tuple[str, ...]:
    """Who has been asked already, each once."""
    return tuple(dict.fromkeys(_side(records, ids, who, "--asked") for who in asked))


def _reasons(records: Records, ids: tuple[str, str], said: dict[str, str]) -> tuple[str, str]:
    first, second = ids
    return (
        said.get(first) or _asked_for(records, first, second),
        said.get(second) or _asked_for(records, second, first),
    )


def _asked_for(records: Records, who: str, other: str) -> str:
    """The reason for one of the two, from whoever sits at the terminal."""
    name, third = (records.network.name_of(person) for person in (who, other))
    if not can_ask():
        mistake(
            f"There is no reason for {name}, and each of the two has one. "
            f"Add: --because {who} 'what is in it for them to meet {third}'"
        )
    return one_line(click.prompt(f"What is in it for {name} to meet {third}", err=True), "A reason")


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
        mistake("--forwardable wants words. Nothing was made.")
    return kept
