"""LinkedIn's messages.csv as counts: who wrote how often, on which first and last day.

Nothing of what was written is kept. Drafts, the spam folder and advertisements are left out and
counted; the owner is known by the profile, or as the one who is part of every conversation.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kithbook.book.roster_cells import day_in
from kithbook.book.roster_links import profile_slug
from kithbook.book.roster_tables import Conversation
from kithbook.exchange.imported import NotTaken
from kithbook.text.dates import DateFault, PartialDate
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.words import fold

COLUMNS = ("conversation id", "from", "to", "date")
"""What a table of messages has, in every shape so far."""
READ = (*COLUMNS, "sender profile url", "recipient profile urls", "folder", "is message draft",
        "is conversation draft")  # fmt: skip
_HIDDEN = "linkedin member"
_ADVERTISING = "spinmail-quill-editor__spin-break"
_CLOCK = re.compile(r"(?:,? |T)\d{1,2}:\d\d.*")
_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})")


class Party(NamedTuple):
    """Somebody who writes or is written to; `slug` is empty where LinkedIn names no profile."""

    name: str
    slug: str

    @property
    def key(self) -> str:
        """What tells them from others."""
        return self.slug or f"name {fold(self.name)}"


class Message(NamedTuple):
    """Who wrote to whom on which day, in which conversation."""

    thread: str
    sender: Party
    receivers: tuple[Party, ...]
    day: PartialDate | None


class MessagesRead(NamedTuple):
    """What messages come to."""

    conversations: tuple[Conversation, ...]
    threads: int
    left_out: tuple[NotTaken, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Who is known beside the messages: the owner's names and profile, and the connections."""

    owner_names: frozenset[str] = frozenset()
    owner_slug: str = ""
    slugs: Mapping[str, str] = field(default_factory=dict)
    """The profile of each connection by the folded name, empty where it is not known."""


def read_messages(
    path: str, rows: Iterable[tuple[int, list[str]]], names: tuple[str, ...], known: Known
) -> MessagesRead:
    """The conversations in the rows below the names of the columns.

    Raises:
        Refused: it cannot be told which of those who write the owner is.
    """
    reading = _Messages(path, [fold(name) for name in names], known)
    messages = [message for line, row in rows if (message := reading.message(row, line))]
    messages = [reading.with_profiles(message) for message in messages]
    owner = _owner(path, messages, known) if messages else ""
    conversations = _counted(messages, owner)
    threads = len({message.thread for message in messages})
    return MessagesRead(conversations, threads, reading.left_out(messages, owner))


class _Messages:
    """Reads rows; learns on the way which name has which profile."""

    def __init__(self, path: str, names: list[str], known: Known) -> None:
        self.path, self.known = path, known
        self.columns = {name: at for at, name in reversed(list(enumerate(names)))}
        self.left: Counter[str] = Counter()
        self.lines: dict[str, list[int]] = defaultdict(list)
        self.profiles: dict[str, set[str]] = defaultdict(set)
        for name, slug in known.slugs.items():
            self.profiles[name] |= {slug} if slug else set()

    def message(self, row: list[str], line: int) -> Message | None:
        """A message; None for what is no message between people, which is counted."""
        if not any(map(str.strip, row)):
            return None
        if why := self._no_message(row):
            self._leave(why, line)
            return None
        sender = Party(self._text(row, "from"), profile_slug(self._text(row, "sender profile url")))
        if sender.slug and sender.name:
            self.profiles[fold(sender.name)].add(sender.slug)
        thread = self._text(row, "conversation id")
        receivers = self._receivers(row)
        if not sender.name and not sender.slug:
            self._leave("messages without a sender", line)
            return None
        thread = thread or " ".join(sorted(one.key for one in (sender, *receivers)))
        return Message(thread, sender, receivers, day_of(self._text(row, "date")))

    def with_profiles(self, message: Message) -> Message:
        """A message in which whoever has a name of only one known profile has that too."""
        receivers = [
            party
            for each in message.receivers
            for party in ([each] if each.slug else self._parties(each.name))
        ]
        return message._replace(sender=self._known(message.sender), receivers=tuple(receivers))

    def left_out(self, messages: list[Message], owner: str) -> tuple[NotTaken, ...]:
        """What was not taken, with what is never taken of any message."""
        hidden = [one for one in messages if _HIDDEN in _others(one, owner)]
        if hidden:
            self.left["messages with members who hide their name, or are gone"] += len(hidden)
        unread = [name for name in self.columns if name and name not in READ]
        if messages and unread:
            what = f"columns of messages that are never read: {', '.join(unread).upper()}"
            self.left[what] += len(unread)
        return tuple(
            NotTaken(what, count, self.path, tuple(self.lines[what]))
            for what, count in self.left.items()
        )

    def _no_message(self, row: list[str]) -> str:
        drafts = (
            self._text(row, f"is {what} draft").lower() for what in ("message", "conversation")
        )
        if any(each in ("yes", "true") for each in drafts):
            return "drafts"
        if self._text(row, "folder").upper() == "SPAM":
            return "messages in the spam folder"
        at = self.columns.get("content", len(row))
        return "advertisements" if at < len(row) and _ADVERTISING in row[at] else ""

    def _leave(self, what: str, line: int) -> None:
        self.left[what] += 1
        self.lines[what].append(line)

    def _text(self, row: list[str], column: str) -> str:
        at = self.columns.get(column, len(row))
        return " ".join(row[at].split()) if at < len(row) else ""

    def _receivers(self, row: list[str]) -> tuple[Party, ...]:
        """Those a message went to; names and profiles stand in the same order."""
        written = self._text(row, "to")
        slugs = [
            profile_slug(url)
            for url in self._text(row, "recipient profile urls").split(",")
            if url.strip()
        ]
        if not slugs:
            return (Party(written, ""),) if written else ()
        names = written.split(", ") if len(slugs) > 1 else [written]
        if len(names) != len(slugs):
            names = self._split(written)
        if len(names) != len(slugs):
            return tuple(Party("", slug) for slug in slugs)
        return tuple(Party(name, slug) for name, slug in zip(names, slugs, strict=True))

    def _split(self, written: str) -> list[str]:
        """Names that a comma parts and that may hold one: the longest ones that are known."""
        pieces, found = written.split(", "), list[str]()
        if len(pieces) == 1 or fold(written) in self.profiles:
            return [written]
        while pieces:
            ends = range(len(pieces), 0, -1)
            known = (end for end in ends if fold(", ".join(pieces[:end])) in self.profiles)
            end = next(known, 1)
            found.append(", ".join(pieces[:end]))
            pieces = pieces[end:]
        strange = [name for name in found if fold(name) not in self.profiles]
        # One whom nobody knows may be a name with a comma in it; of several it cannot be told.
        return [written] if len(strange) == len(found) else found

    def _parties(self, written: str) -> list[Party]:
        return [self._known(Party(name, "")) for name in self._split(written)]

    def _known(self, party: Party) -> Party:
        if party.slug:
            return party
        slugs = self.profiles.get(fold(party.name), set())
        return party._replace(slug=next(iter(slugs))) if len(slugs) == 1 else party


def day_of(stamp: str) -> PartialDate | None:
    """The day of a moment as LinkedIn writes it: by UTC, or the month first; None for no day."""
    text = _CLOCK.sub("", " ".join(stamp.split()))
    if found := _SHORT_YEAR.fullmatch(text):
        year = found[3] if len(found[3]) > 2 else f"20{found[3]}"
        text = f"{year}-{int(found[1]):02}-{int(found[2]):02}"
    try:
        return day_in(text)
    except DateFault:
        return None


def _owner(path: str, messages: list[Message], known: Known) -> str:
    """The key of the owner: by the profile, or whoever is part of most conversations."""
    if known.owner_slug:
        return known.owner_slug
    inside: dict[str, set[str]] = defaultdict(set)
    writing: dict[str, set[str]] = defaultdict(set)
    named: dict[str, str] = {}
    for message in messages:
        writing[message.sender.key].add(message.thread)
        for party in (message.sender, *message.receivers):
            inside[party.key].add(message.thread)
            named.setdefault(party.key, fold(party.name))
    mine = [key for key in inside if named[key] in known.owner_names]
    mine = mine or [key for key in inside if not _is_connection(key, named[key], known)]
    ranks = {key: (len(inside[key]), len(writing[key])) for key in mine or inside}
    ranked = sorted(ranks, key=ranks.__getitem__, reverse=True)
    if len(ranked) > 1 and ranks[ranked[0]] == ranks[ranked[1]]:
        message_ = "Which of those who write here you are cannot be told"
        raise Refused(Location(path), message_, "Import the whole export, with Profile.csv in it")
    return ranked[0]


def _is_connection(key: str, name: str, known: Known) -> bool:
    return key in known.slugs.values() or name in known.slugs


def _others(message: Message, owner: str) -> set[str]:
    """The folded names of those in a message beside the owner who have no profile."""
    parties = (message.sender, *message.receivers)
    return {fold(one.name) for one in parties if not one.slug and one.key != owner}


@dataclass
class _Count:
    name: str = ""
    sent: int = 0
    received: int = 0
    days: list[PartialDate] = field(default_factory=list)


def _counted(messages: Iterable[Message], owner: str) -> tuple[Conversation, ...]:
    """How often each other was written to and wrote, in the order of their first message."""
    found: dict[str, _Count] = {}
    for message in messages:
        mine = message.sender.key == owner
        for party in message.receivers if mine else (message.sender,):
            if party.key == owner or (not party.slug and fold(party.name) == _HIDDEN):
                continue
            count = found.setdefault(party.key, _Count())
            count.name = count.name or party.name
            count.sent += mine
            count.received += not mine
            count.days += [message.day] if message.day else []
    return tuple(
        Conversation(
            count.name or key,
            "" if key.startswith("name ") else key,
            count.sent,
            count.received,
            min(count.days, key=str, default=None),
            max(count.days, key=str, default=None),
        )
        for key, count in found.items()
    )
