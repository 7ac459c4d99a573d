"""One line about what happened, put where it belongs."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kithbook.actions.committing import commit
from kithbook.actions.meant import Find, person_meant
from kithbook.actions.outcome import Edits, Tell, silent
from kithbook.actions.sentence import Sentence, known_kinds, read_sentence
from kithbook.book.edit import Changed, Edit, source_of
from kithbook.book.entries import WhoseLog
from kithbook.book.id_links import links_by_id
from kithbook.book.log_edit import add_to_journal, add_to_log
from kithbook.book.log_lines import ListItem
from kithbook.book.log_reading import entry_or_report
from kithbook.book.model import BOXED_KINDS, Mention, Settings
from kithbook.book.names import path_of
from kithbook.book.network import NameIndex
from kithbook.book.reading import Reading
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import refuse, refuse_for
from kithbook.text.source import Source, read_source
from kithbook.text.words import did_you_mean, full_stop

_TRIES = 50
_JOINING = {"promised": "to", "gave": "to", "thanks": "to", "got": "from", "awaiting": "from"}


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry as it will stand in somebody's log, or in the journal of its month."""

    person: str
    entry: str
    day: date
    journal: bool = False

    def edits(self, root: Path) -> Edits:
        """The edit of the file as it is now."""
        return Edits((_edit(root, self),), "log", f"{self.person}: {self.entry[:60]}")


def log(line: LogLine, root: Path, settings: Settings, tell: Tell = silent) -> Edit:
    """Writes the line; where somebody else wrote meanwhile, into what is there now.

    Raises Changed where the file never comes to rest.
    """
    for _ in range(_TRIES - 1):
        with suppress(Changed):
            edits = line.edits(root)
            commit(edits, root, settings, tell)
            return edits.files[0]
    edits = line.edits(root)
    commit(edits, root, settings, tell)
    return edits.files[0]


def log_line(
    sentence: Sentence,
    day: date,
    index: NameIndex,
    settings: Settings,
    *,
    journal: bool,
    find: Find = person_meant,
) -> LogLine:
    """The line that a sentence becomes, on a day that is not ahead of today."""
    people = tuple(dict.fromkeys(find(index, name) for name in sentence.names))
    if settings.links_by_id:
        sentence = replace(sentence, text=links_by_id(sentence.text, index))
    others = people if journal else people[1:]
    names = ", ".join(index.link(one, by_id=settings.links_by_id) for one in others)
    entry = _entry(sentence, day, names)
    _require_good(entry, None if journal else people[0], settings, index)
    return LogLine(people[0], entry, day, journal)


def typed(
    text: str, kind: str | None, settings: Settings, index: NameIndex, today: date
) -> Sentence:
    """What was typed, taken apart; refused where a part is missing or unknown."""
    if not text.isprintable():
        refuse("The text holds a character that cannot be seen. Type it again on one line.")
    if kind is not None and settings.is_contact_kind(kind.lower()) is None:
        kinds = known_kinds(settings)
        hint = did_you_mean(kind, kinds) or f"Take one of {', '.join(kinds)}."
        refuse(f'"{kind}" is not a kind of entry. {hint}')
    return read_sentence(text, kind, settings, index, today)


def require_past(day: date, today: date, kind: str) -> None:
    """Refuses a day to come, except for what is promised."""
    if day > today and kind not in BOXED_KINDS:
        refuse(
            f"{day} is still to come, and the log is for what has been. "
            "Write it as promised, or log it afterwards."
        )


def _entry(said: Sentence, day: date, names: str) -> str:
    box = "[ ] " if said.kind in BOXED_KINDS else ""
    joined = f" {_JOINING.get(said.kind, 'with')} {names}" if names else ""
    text = f": {said.text}" if said.text else ""
    return f"{box}{day} {said.kind}{joined}{text}".rstrip()


def _edit(root: Path, line: LogLine) -> Edit:
    person, entry, day = line.person, line.entry, line.day
    if not line.journal and (path := path_of(root, person)):
        return add_to_log(source_of(root, path), entry, day)
    path = f"journal/{day:%Y-%m}.md"
    return add_to_journal(_journal(root, path), path, entry, day)


def _journal(root: Path, path: str) -> Source | None:  # noqa: RET503 - refused is refused
    """A journal as it is; an empty one has no line that could be read, and takes one."""
    if not (root / path).exists():
        return None
    source = read_source(root, root / path)
    if not isinstance(source, Problem):
        return source
    if source.code == "empty-file":
        return Source(path, (root / path).read_bytes().decode("utf-8"))
    refuse_for(source)


def _require_good(entry: str, owner: str | None, settings: Settings, index: NameIndex) -> None:
    """Refuses unless the reader of logs takes the line for the entry that it is."""
    reading = Reading(Source("entry", entry), settings, index)
    me = Mention(owner, Location("entry"), owner) if owner else None
    made = entry_or_report(ListItem(0, entry, bullet=True), WhoseLog(me), reading)
    if reading.problems:
        refuse(f"{full_stop(reading.problems[0].sentence)} Nothing was written.")
    if made is None:
        refuse(f'"{entry}" would not be read as an entry. Write: KIND with NAMES: TEXT')
