"""Mail as counts: who wrote to whom on which day, by five headers; a body is never looked at.

Mbox files, Maildirs and folders of `.eml` files. Of each mail From, To, Cc, Date and Message-ID are
read (RFC 5322), and with `compat32`, which reads what stricter policies fail on.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_tz
from pathlib import Path
from typing import BinaryIO

from kithbook.book.roster_tables import Conversation
from kithbook.exchange.contact_card import ContactCard, Labelled
from kithbook.exchange.imported import Imported, NotTaken
from kithbook.requests.mailboxes import is_mail
from kithbook.requests.mbox import begins_mbox, mails
from kithbook.text.addresses import address_key, read_address
from kithbook.text.dates import DateFault, PartialDate, parse_date
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.turned_names import turned_name
from kithbook.text.unseen import without_unseen

KIND = "mail"
_HEAD = 65_536
"""How much of a mail may be headers."""
_PARTED = (b"\r\n\r\n", b"\n\n")
UNANSWERED = "people who wrote and never got a mail of yours"
_LONGEST = 100
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What a terminal obeys: what is left of a name without it is no name."""
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, MessageError, HeaderParseError)
_HINT = "Write it into kithbook.yml, as addresses: [you@example.org]"
_SEEN = {"From": "who wrote", "To": "to whom", "Cc": "to whom", "Date": "first and last day",
         "Message-ID": "which mail it is"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Head:
    """What is taken of one mail: addresses as they are compared, with the names beside them."""

    sender: tuple[str, str]
    receivers: tuple[tuple[str, str], ...]
    day: PartialDate | None


def holds_mail(path: Path) -> bool:
    """Whether a file is a mail or an mbox, or a folder holds mails."""
    if path.is_dir():
        return any(True for _ in _files(path))
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return begins_mbox(head, named=path.suffix.lower() == ".mbox") or is_mail(head)


def read_mail(path: Path, own_addresses: Iterable[str]) -> Imported:
    """The counts of a mailbox, with a card for everybody who wrote and was written to.

    Raises:
        Refused: no mail is there, or it cannot be told which address is the owner's.
    """
    reading = _Mailbox(str(path))
    for raw in _raw_mails(path):
        reading.take(raw)
    if not reading.heads:
        raise Refused(Location(str(path)), "There is no mail in it", "Name an mbox or a Maildir")
    own = {address_key(one) for one in own_addresses} or {reading.guessed_owner()}
    return reading.imported(own)


def _files(path: Path) -> Iterator[Path]:
    """The files in a folder that are mails: in a Maildir and those below it, or by their names."""
    for folder, folders, names in os.walk(path):
        folders.sort()
        inside = Path(folder)
        of_maildir = inside.name in ("cur", "new") and (inside.parent / "cur").is_dir()
        for name in sorted(names):
            alone = inside == path and name.lower().endswith((".eml", ".mbox"))
            if alone or (of_maildir and not name.startswith(".")):
                yield inside / name


def _raw_mails(path: Path) -> Iterator[bytes]:
    """The beginning of each mail, as far as its headers may go."""
    for one in _files(path) if path.is_dir() else (path,):
        try:
            if not one.is_file():
                continue
            with one.open("rb") as file:
                yield from _in_file(file, named=one.suffix.lower() == ".mbox")
        except OSError as fault:
            why = f"It cannot be read: {fault.strerror or fault}"
            raise Refused(Location(str(one)), why) from fault


def _in_file(file: BinaryIO, *, named: bool) -> Iterator[bytes]:
    head = file.read(_HEAD)
    if begins_mbox(head, named=named):
        file.seek(0)
        yield from mails(file, _HEAD)
    else:
        yield head


@dataclass
class _Mailbox:
    """The heads of mails, and what else was there."""

    path: str
    heads: list[_Head] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    _seen: set[str] = field(default_factory=set)

    def take(self, raw: bytes) -> None:
        """Reads the five headers of a mail, and forgets the rest."""
        raw = raw.lstrip(b"\r\n")
        ends = [at for part in _PARTED if (at := raw.find(part)) >= 0]
        message = BytesHeaderParser(policy=compat32).parsebytes(raw[: min(ends, default=_HEAD)])
        number = _text(message, "Message-ID").strip()
        if number and number in self._seen:
            self.left["mails that are there twice"] += 1
            return
        self._seen.add(number)
        senders = _parties(message, "From")
        if not senders:
            self.left["mails without a sender that can be read"] += 1
            return
        day = _day(_text(message, "Date"))
        if day is None:
            self.left["mails without a day that can be read, counted all the same"] += 1
        receivers = (*_parties(message, "To"), *_parties(message, "Cc"))
        self.heads.append(_Head(senders[0], receivers, day))

    def guessed_owner(self) -> str:
        """The address that most mails are from or to, where it is in more than half of them."""
        counts = Counter(
            key
            for head in self.heads
            for key in {head.sender[0], *(key for key, _ in head.receivers)}
        )
        (first, count), *others = counts.most_common(2)
        if count * 2 <= len(self.heads) or (others and others[0][1] == count):
            raise Refused(Location(self.path), "Which address is yours cannot be told", _HINT)
        return first

    def imported(self, own: set[str]) -> Imported:
        """The counts of all others, and cards of those who wrote both ways."""
        found = _counted(self.heads, own)
        strangers = sum(
            head.sender[0] not in own and not any(key in own for key, _ in head.receivers)
            for head in self.heads
        )
        conversations = tuple(each for each in found if each.sent)
        told = self.left + Counter(
            {
                "mails that neither come from you nor name you": strangers,
                UNANSWERED: len(found) - len(conversations),
            }
        )
        called = Path(self.path).name
        at = Location(called)
        return Imported(
            KIND,
            KIND,
            tuple(
                ContactCard(at, each.name, uid=each.key, emails=(Labelled(each.key),))
                for each in conversations
                if each.two_way
            ),
            conversations,
            left_out=tuple(NotTaken(what, count, called) for what, count in told.items()),
            columns=tuple(_SEEN),
            taken=tuple(_SEEN.items()),
            unanswered=tuple(each for each in found if not each.sent),
        )


def _counted(heads: Sequence[_Head], own: set[str]) -> tuple[Conversation, ...]:
    """How often each other wrote and was written to, in the order of the first mail."""
    sent: Counter[str] = Counter()
    received: Counter[str] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, list[PartialDate]] = defaultdict(list)
    for head in heads:
        if head.sender[0] in own:
            others = {key: name for key, name in head.receivers if key not in own}
            sent.update(others.keys())
        elif any(key in own for key, _ in head.receivers):
            others = dict([head.sender])
            received.update(others.keys())
        else:
            continue
        for key, name in others.items():
            # What somebody writes under tells more than what others call them.
            names[key][name] += bool(name) * (1 if head.sender[0] in own else len(heads))
            days[key] += [head.day] if head.day else []
    return tuple(
        Conversation(
            next((name for name, _ in names[key].most_common() if name), key), key,
            sent[key], received[key], min(days[key], key=str, default=None),
            max(days[key], key=str, default=None),
        )
        for key in names
    )  # fmt: skip


def _text(message: Message, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except _FAULTS:
        return ""


def _parties(message: Message, name: str) -> tuple[tuple[str, str], ...]:
    """The addresses in a header, as they are compared, each with its name."""
    try:
        lines = [str(each) for each in message.get_all(name, [])]
        written = getaddresses(lines)
    except _FAULTS:
        return ()
    found = ((read_address(address), shown) for shown, address in written if "@" in address)
    # A name with controls in it is taken to pieces by the reader, and what is left misleads.
    named = not any(map(_CONTROL.search, lines))
    return tuple(
        (address.key, _name(shown, address.key) if named else "")
        for address, shown in found
        if address
    )


def _name(shown: str, address: str) -> str:
    """A name as its sender writes it; nothing where it is the address once more, or no name."""
    try:
        pieces = [
            piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in decode_header(shown)
        ]
        text = "".join(pieces)
    except _FAULTS:
        text = shown
    if _CONTROL.search(text):
        return ""
    name = " ".join(without_unseen(text).split()).strip("'\"")[:_LONGEST]
    return "" if "@" in name or address_key(name) == address else turned_name(name) or name


def _day(text: str) -> PartialDate | None:
    try:
        told = parsedate_tz(text)
        return parse_date(f"{told[0]:04}-{told[1]:02}-{told[2]:02}") if told else None
    except (*_FAULTS, IndexError, DateFault):
        return None
