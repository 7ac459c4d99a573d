"""`kith log`: one line about what happened, put where it belongs."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from kithbook.book.edit import Changed, Edit
from kithbook.book.entries import ListItem, WhoseLog, read_entry
from kithbook.book.log_edit import add_to_journal, add_to_log
from kithbook.book.model import Mention, Settings
from kithbook.book.names import load_names
from kithbook.book.network import NameIndex
from kithbook.book.reading import Reading
from kithbook.cli.history import write
from kithbook.cli.persons import find_person
from kithbook.cli.screen import mistake, say
from kithbook.cli.sentence import Sentence, Unclear, known_kinds, read_sentence
from kithbook.cli.whereabouts import Whereabouts, read_day, settings_of, the_day, today_option
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Source, read_source
from kithbook.text.words import did_you_mean, full_stop

_TRIES = 50
BOXED = ("promised", "awaiting")
_JOINING = {"promised": "to", "gave": "to", "thanks": "to", "got": "from", "awaiting": "from"}


@click.command()
@click.argument("text")
@click.option("--on", "on", metavar="DAY", help="When it was: 2026-11-21, yesterday, monday.")
@click.option("--kind", metavar="KIND", help="The kind of entry, where the text does not say it.")
@click.option("--journal", is_flag=True, help="Write it into journal/ instead of a person's file.")
@today_option
@click.pass_obj
def log(
    place: Whereabouts,
    text: str,
    on: str | None,
    kind: str | None,
    journal: bool,
    today: str | None,
) -> None:
    """Add one line to the log of a person.

    \b
    kith log 'coffee with Ana and Bo: planned the ride' --on yesterday
    kith log 'promised Ada: send the survey by 2026-11-30'
    kith log 'gave Ada: reviewed her talk (1h)'

    The line goes into the file of the first person named; the others are linked in it.
    """
    root = place.root()
    settings = settings_of(root)
    now = the_day(settings, today)
    index = load_names(root)
    said = _sentence(text, kind, settings, index, now)
    day = read_day(on, now, "--on") if on else said.on or now
    _require_past(day, now, said.kind)
    people = tuple(dict.fromkeys(find_person(index, name) for name in said.names))
    entry = _entry(said, day, people if journal else people[1:], index)
    _require_good(entry, None if journal else people[0], settings, index)
    edit = _write(root, settings, people[0], entry, day, journal=journal)
    say(f"{edit.path}:{edit.line}: - {entry}")


def _write(
    root: Path, settings: Settings, person: str, entry: str, day: date, *, journal: bool
) -> Edit:
    """Writes the entry; where somebody else wrote meanwhile, into what is there now."""
    for _ in range(_TRIES):
        with suppress(Changed):
            edit = _edit(root, person, entry, day, journal=journal)
            write((edit,), root, settings, "log", f"{person}: {entry[:60]}")
            return edit
    raise click.ClickException(
        f"The file of {person} keeps changing. Close what writes it, then try again."
    )


def _sentence(
    text: str, kind: str | None, settings: Settings, index: NameIndex, today: date
) -> Sentence:
    if not text.isprintable():
        mistake("The text holds a character that cannot be seen. Type it again on one line.")
    if kind is not None and settings.is_contact_kind(kind.lower()) is None:
        kinds = known_kinds(settings)
        hint = did_you_mean(kind, kinds) or f"Take one of {', '.join(kinds)}."
        mistake(f'"{kind}" is not a kind of entry. {hint}')
    try:
        return read_sentence(text, kind, settings, index, today)
    except Unclear as unclear:
        mistake(str(unclear))


def _require_past(day: date, today: date, kind: str) -> None:
    if day > today and kind not in BOXED:
        mistake(
            f"{day} is still to come, and the log holds what was. "
            "Write it as promised, or log it afterwards."
        )


def _entry(said: Sentence, day: date, others: tuple[str, ...], index: NameIndex) -> str:
    box = "[ ] " if said.kind in BOXED else ""
    names = ", ".join(f"[[{_reference(person, index)}]]" for person in others)
    joined = f" {_JOINING.get(said.kind, 'with')} {names}" if names else ""
    text = f": {said.text}" if said.text else ""
    return f"{box}{day} {said.kind}{joined}{text}".rstrip()


def _reference(person: str, index: NameIndex) -> str:
    """The name to write in brackets: the person's own where it is clear, else the id."""
    name = index.display[person]
    clear = index.resolve(name).person == person and not set(name) & set("[]|")
    return name if clear else person


def _edit(root: Path, person: str, entry: str, day: date, *, journal: bool) -> Edit:
    if not journal:
        for ending in (".md", ".yml"):
            if (root / "people" / f"{person}{ending}").exists():
                return add_to_log(_read(root, f"people/{person}{ending}"), entry, day)
    path = f"journal/{day:%Y-%m}.md"
    there = (root / path).exists()
    return add_to_journal(_read(root, path) if there else None, path, entry, day)


def _read(root: Path, path: str) -> Source:
    source = read_source(root, root / path)
    if not isinstance(source, Problem):
        return source
    if source.code == "empty-file" and path.startswith("journal/"):
        return Source(path, (root / path).read_bytes().decode("utf-8"))
    raise click.ClickException(str(source))


def _require_good(entry: str, owner: str | None, settings: Settings, index: NameIndex) -> None:
    """Ends the command unless the reader of logs takes the line for the entry that it is."""
    reading = Reading(Source("entry", entry), settings, index)
    me = Mention(owner, Location("entry"), owner) if owner else None
    made = read_entry(ListItem(0, entry, bullet=True), WhoseLog(me), reading)
    if reading.problems:
        mistake(f"{full_stop(reading.problems[0].sentence)} Nothing was written.")
    if made is None:
        mistake(f'"{entry}" would not be read as an entry. Write: KIND with NAMES: TEXT')
