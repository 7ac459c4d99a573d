"""Lines about what happened, each put where it belongs, and none that stands there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kithbook.actions.committing import commit
from kithbook.actions.meant import Find, person_meant
from kithbook.actions.outcome import Edits, Tell, silent
from kithbook.actions.sentence import Sentence
from kithbook.actions.standing_entries import standing_at
from kithbook.book.edit import Changed, Edit
from kithbook.book.entries import WhoseLog
from kithbook.book.id_links import links_by_id
from kithbook.book.log_edit import add_to_journal, add_to_log
from kithbook.book.log_lines import ListItem
from kithbook.book.log_reading import entry_or_report
from kithbook.book.model import BOXED_KINDS, Entry, Mention, Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.names import path_of
from kithbook.book.reading import Reading
from kithbook.text.problems import Location, Problem
from kithbook.text.refusal import refuse, refuse_for
from kithbook.text.source import Source, read_source
from kithbook.text.words import counted, full_stop

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
        path = self.path(root)
        edit = _added(self, path, _read(root, path))
        return Edits((edit,), "log", f"{self.person}: {self.entry[:60]}")

    def path(self, root: Path) -> str:
        """The file that it goes into."""
        home = None if self.journal else path_of(root, self.person)
        return home or self.month

    @property
    def month(self) -> str:
        """The journal of its month."""
        return f"journal/{self.day:%Y-%m}.md"


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """Where an entry will stand, or `there` stands already."""

    entry: str
    at: Location
    there: bool = False


@dataclass
class LogPlan:
    """What some lines do to the files of a book, put together one after another."""

    root: Path
    settings: Settings
    index: NameIndex
    sources: dict[str, Source | None] = field(default_factory=dict)
    edits: dict[str, Edit] = field(default_factory=dict)
    logged: list[LoggedLine] = field(default_factory=list)

    def add(self, line: LogLine) -> None:
        """Puts an entry in its place, unless it stands somewhere already."""
        owner = None if line.journal else line.person
        entry = _good(line.entry, owner, self.settings, self.index)
        paths = (path_of(self.root, person) for person in entry.ids)
        for path in dict.fromkeys((*filter(None, paths), line.month)):
            source = self.source(path)
            if source and (at := standing_at(entry, source, self.settings, self.index)):
                self.logged.append(LoggedLine(line.entry, at, there=True))
                return
        path = line.path(self.root)
        source = self.source(path)
        edit = _added(line, path, source)
        self.take(edit, source, LoggedLine(line.entry, Location(path, edit.line)))

    def kept(self) -> tuple[dict[str, Source | None], dict[str, Edit], list[LoggedLine]]:
        """What there is so far, to come back to."""
        return dict(self.sources), dict(self.edits), list(self.logged)

    def restore(
        self, kept: tuple[dict[str, Source | None], dict[str, Edit], list[LoggedLine]]
    ) -> None:
        """Forgets what was added since."""
        self.sources, self.edits, self.logged = kept

    def take(self, edit: Edit, source: Source | None, logged: LoggedLine) -> None:
        """Adds an edit of a file as it is by now, and moves what stands below it there."""
        first = self.edits.get(edit.path)
        before = first.before if first else edit.before
        grown = edit.content.count(b"\n") - (source.text.count("\n") if source else 0)
        self.logged = [
            replace(one, at=one.at._replace(line=one.at.line + grown))
            if one.at.path == edit.path and one.at.line >= edit.line
            else one
            for one in self.logged
        ]
        self.edits[edit.path] = replace(edit, before=before)
        self.sources[edit.path] = edit.made
        self.logged.append(logged)

    def source(self, path: str) -> Source | None:
        """A file as it is by now."""
        if path not in self.sources:
            self.sources[path] = _read(self.root, path)
        return self.sources[path]

    def whole(self, what: str) -> Edits:
        """All of it as one write."""
        return Edits(tuple(self.edits.values()), "log", what)


def log(
    lines: Sequence[LogLine], root: Path, settings: Settings, index: NameIndex, tell: Tell = silent
) -> tuple[LoggedLine, ...]:
    """Writes the lines; where somebody else wrote meanwhile, into what is there now.

    Raises Changed where the files never come to rest.
    """
    first = lines[0]
    more = f" and {counted(len(lines) - 1, 'more line')}" if len(lines) > 1 else ""
    what = f"{first.person}: {first.entry[:60]}{more}"
    for left in reversed(range(_TRIES)):
        plan = planned(lines, root, settings, index)
        with suppress(*(() if not left else (Changed,))):
            if plan.edits:
                commit(plan.whole(what), root, settings, tell)
            return tuple(plan.logged)
    raise AssertionError


def planned(lines: Iterable[LogLine], root: Path, settings: Settings, index: NameIndex) -> LogPlan:
    """What some lines would do."""
    plan = LogPlan(root, settings, index)
    for line in lines:
        plan.add(line)
    return plan


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
    _good(entry, None if journal else people[0], settings, index)
    return LogLine(people[0], entry, day, journal)


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


def _added(line: LogLine, path: str, source: Source | None) -> Edit:
    if path == line.month:
        return add_to_journal(source, path, line.entry, line.day)
    if source is None:
        refuse(f"{path} is not there any more.")
    return add_to_log(source, line.entry, line.day)


def _read(root: Path, path: str) -> Source | None:  # noqa: RET503 - refused is refused
    """A file as it is; an empty journal has no line that could be read, and takes one."""
    if not (root / path).exists():
        return None
    source = read_source(root, root / path)
    if not isinstance(source, Problem):
        return source
    if source.code == "empty-file" and path.startswith("journal/"):
        return Source(path, (root / path).read_bytes().decode("utf-8"))
    refuse_for(source)


def _good(entry: str, owner: str | None, settings: Settings, index: NameIndex) -> Entry:
    """The entry as the reader of logs takes it; refused where it takes it for something else."""
    reading = Reading(Source("entry", entry), settings, index)
    me = Mention(owner, Location("entry"), owner) if owner else None
    made = entry_or_report(ListItem(0, entry, bullet=True), WhoseLog(me), reading)
    if reading.problems:
        refuse(f"{full_stop(reading.problems[0].sentence)} Nothing was written.")
    if made is None:
        refuse(f'"{entry}" would not be read as an entry. Write: KIND with NAMES: TEXT')
    return made
