"""LinkedIn's export: connections, messages as counts, notes, and invitations with words.

The file of each kind is told by its columns, in every shape that it has had since 2020.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Literal

from kithbook.book.roster_links import profile_slug
from kithbook.exchange import linkedin_messages
from kithbook.exchange.column_maps import ColumnMap, shipped_maps
from kithbook.exchange.imported import Happening, Imported, NotTaken
from kithbook.exchange.linkedin_messages import Known, MessagesRead, day_of, read_messages
from kithbook.exchange.table_cards import TableHead, find_head, read_table_cards
from kithbook.text.csv_rows import CsvRows, csv_rows
from kithbook.text.refusal import Refused
from kithbook.text.source import Source
from kithbook.text.words import fold

KIND = "linkedin"
LinkedInPart = Literal["connections", "messages", "invitations", "notes", "profile"]
_BY_COLUMNS: tuple[tuple[LinkedInPart, frozenset[str]], ...] = (
    ("messages", frozenset(linkedin_messages.COLUMNS)),
    ("invitations", frozenset(("from", "to", "sent at", "direction"))),
    ("notes", frozenset(("connection first name", "connection profile url", "note"))),
    ("profile", frozenset(("first name", "last name", "headline"))),
)
_NOT_KEPT = "never read, and not kept"
_FILES = ("connections.csv", "messages.csv", "invitations.csv", "notes.csv", "profile.csv")
_INVITED = {
    "outgoing": "invited them on LinkedIn, with a few words",
    "incoming": "was invited by them on LinkedIn, with a few words",
}
_SEEN = {
    "messages": {
        "conversation id": "which conversation", "from": "who wrote", "to": "to whom",
        "date": "first and last day", "sender profile url": "who wrote",
        "recipient profile urls": "to whom", "folder": "whether it is spam",
        "is message draft": "whether it is sent", "is conversation draft": "whether it is sent",
    },
    "invitations": {
        "from": "who invited", "to": "who was invited", "sent at": "day",
        "direction": "who invited", "message": "whether there were words with it",
        "inviterprofileurl": "who invited",
        "inviteeprofileurl": "who was invited",
    },
    "notes": {
        "connection first name": "name", "connection last name": "name",
        "connection profile url": "of whom", "note": "note", "created on": "day",
        "edited on": "day",
    },
    "profile": {"first name": "your name", "last name": "your name"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkedInFile:
    """One file of the export, with what it is and where its columns are named."""

    part: LinkedInPart
    source: Source
    head: TableHead

    def rows(self) -> Iterable[tuple[int, list[str]]]:
        """Its rows below the names of the columns, each with its line."""
        return csv_rows(self.source.text).rows(self.head.sign, self.head.end)

    def column(self, *names: str) -> int:
        """Where a column of one of these names is; -1 where there is none."""
        known = [fold(name) for name in self.head.names]
        return next((known.index(name) for name in names if name in known), -1)


def is_named_so(name: str) -> bool:
    """Whether a file bears a name of the export, whatever stands in it."""
    return name.replace("\\", "/").rpartition("/")[2].lower() in _FILES


def linkedin_file(source: Source, table: CsvRows) -> LinkedInFile | None:
    """What a table is of LinkedIn's export; None where it is none of it."""
    head = find_head(table, lambda names: len(names) if _part(names) else 0)
    part = _part(head.names) if head else None
    return LinkedInFile(part, source, head) if head and part else None


def read_linkedin(files: Sequence[LinkedInFile], owner_names: Iterable[str] = ()) -> Imported:
    """All that the files of one export hold; of several of one kind the newest, or the largest.

    Raises:
        Refused: it cannot be told which of those who write the owner is.
    """
    return _Export(files, owner_names).imported()


def _map() -> ColumnMap:
    return next(each for each in shipped_maps() if each.kind == KIND)


def _newest_day(read: Imported) -> str:
    return max((str(card.connected) for card in read.cards if card.connected), default="")


def _part(names: tuple[str, ...]) -> LinkedInPart | None:
    folded = {fold(name.strip("\ufeff")) for name in names}
    for part, wanted in _BY_COLUMNS:
        if wanted <= folded:
            return part
    return "connections" if _map().fits(names) else None


@dataclass
class _Export:
    files: Sequence[LinkedInFile]
    owner_names: Iterable[str]
    left: list[NotTaken] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)

    def imported(self) -> Imported:
        found = self._connections()
        slugs: dict[str, str] = {}
        for card in found.cards:
            titled = ", ".join((card.name, *card.parts.suffixes))
            for called in {fold(card.name), fold(titled)}:
                slugs[called] = "" if called in slugs else card.uid
        known = Known(self._own_names(), "", slugs)
        # The same message in two files would count twice.
        whole = max(self._of("messages"), key=lambda file: len(file.source.text), default=None)
        beside = "a smaller file of messages beside; import it alone"
        others = (file for file in self._of("messages") if file is not whole)
        self.left += [NotTaken(beside, 1, file.source.path) for file in others]
        read = [one] if whole and (one := self._messages(whole, known)) else []
        names = {card.uid: card.name for card in found.cards if card.uid}
        for file in self._of("notes"):
            self._notes(file)
        for file in self._of("invitations"):
            self._invitations(file, slugs, names.keys())
        taken = [*found.taken, *self._other_columns()]
        return replace(
            found,
            conversations=tuple(
                # As in the connections, without the titles behind it.
                replace(one, name=names.get(one.key) or one.name.partition(",")[0] or one.name)
                for each in read
                for one in each.conversations
            ),
            threads=sum(each.threads for each in read),
            happenings=tuple(dict.fromkeys(self.happenings)),
            left_out=(
                *found.left_out,
                *(one for each in read for one in each.left_out),
                *self.left,
            ),
            taken=tuple(taken),
            columns=tuple(name for name, meaning in taken if meaning not in ("", _NOT_KEPT)),
            kept=tuple(name for name, meaning in taken if not meaning),
        )

    def _connections(self) -> Imported:
        """The newest of the files of connections; nothing where there is none."""
        read = [read_table_cards(one.source, one.head, _map()) for one in self._of("connections")]
        read.sort(key=_newest_day, reverse=True)
        what = "an older file of connections beside; import that one first, and alone"
        self.left += [NotTaken(what, 1) for _ in read[1:]]
        return read[0] if read else Imported(KIND, KIND, ending=".csv")

    def _messages(self, file: LinkedInFile, known: Known) -> MessagesRead | None:
        """The counts of messages; beside other files nothing is lost where they cannot be told."""
        try:
            return read_messages(file.source.path, file.rows(), file.head.names, known)
        except Refused as why:
            if len(self.files) == 1:
                raise
            rows = sum(any(map(str.strip, row)) for _, row in file.rows())
            self.left.append(NotTaken(f"messages. {why.message}", rows, file.source.path))
            return None

    def _of(self, part: LinkedInPart) -> list[LinkedInFile]:
        return [file for file in self.files if file.part == part]

    def _other_columns(self) -> Iterable[tuple[str, str]]:
        """The columns of the files beside the connections, with the file before each."""
        for file in self.files:
            if file.part != "connections":
                seen = _SEEN[file.part]
                for name in filter(str.strip, file.head.names):
                    yield f"{file.part}: {name}", seen.get(fold(name), _NOT_KEPT)

    def _own_names(self) -> frozenset[str]:
        """The owner's names, folded: of the profile, else those that are known of the owner."""
        names: list[str] = []
        for file in self._of("profile"):
            first, last = file.column("first name"), file.column("last name")
            rows = (row for _, row in file.rows() if max(first, last) < len(row))
            names += [f"{row[first]} {row[last]}" for row in rows]
        return frozenset(fold(name) for name in (names or self.owner_names) if name.strip())

    def _notes(self, file: LinkedInFile) -> None:
        """Notes that the owner wrote on LinkedIn, of the day on which they were last changed."""
        url, note = file.column("connection profile url"), file.column("note")
        edited, created = file.column("edited on"), file.column("created on")
        odd: Counter[str] = Counter()
        for _, row in file.rows():
            cells = {
                at: row[at].strip() if 0 <= at < len(row) else "" for at in range(-1, len(row))
            }
            days = (day_of(cells.get(at, "")) for at in (edited, created) if at >= 0)
            day, slug = next(filter(None, days), None), profile_slug(cells.get(url, ""))
            if not (text := cells.get(note, "")):
                odd["notes without words"] += any(map(str.strip, row))
            elif day and slug:
                self.happenings.append(Happening(slug, day, "note", text))
            else:
                odd["notes without a day or a profile"] += 1
        self._leave(odd, file)

    def _invitations(
        self, file: LinkedInFile, slugs: Mapping[str, str], uids: AbstractSet[str]
    ) -> None:
        """Invitations with words in them, which are one message; the words are not kept."""
        said, sent, way = file.column("message"), file.column("sent at"), file.column("direction")
        odd: Counter[str] = Counter()
        for _, row in file.rows():
            if not any(map(str.strip, row)):
                continue
            cells = dict(enumerate(map(str.strip, row)))
            out = cells.get(way, "").lower() != "incoming"
            url = file.column("inviteeprofileurl" if out else "inviterprofileurl")
            name = cells.get(file.column("to" if out else "from"), "")
            key = profile_slug(cells.get(url, "")) or slugs.get(fold(name), "")
            day = day_of(cells.get(sent, ""))
            if not cells.get(said):
                odd["invitations without words"] += 1
            elif not key or not day or (uids and key not in uids):
                odd["invitations with words, of people who are no connection"] += 1
            else:
                text = _INVITED["outgoing" if out else "incoming"]
                self.happenings.append(Happening(key, day, "message", text))
        self._leave(odd, file)

    def _leave(self, odd: Counter[str], file: LinkedInFile) -> None:
        self.left += [
            NotTaken(what, count, file.source.path) for what, count in odd.items() if count
        ]
