"""The lines of a note or of mails to oneself, and the note without what was written down of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kithbook.actions.spoken_batch import LineRead, LineToRead
from kithbook.actions.spoken_clause import clause_of, words_of
from kithbook.actions.spoken_days import days_in
from kithbook.book.edit import Edit, digest
from kithbook.language.folders import in_all
from kithbook.language.spoken_words import spoken_words
from kithbook.requests.forwards import own_words
from kithbook.requests.mail import MAX_MAIL, Mail, read_letter
from kithbook.requests.mailboxes import is_mail
from kithbook.requests.mbox import begins_mbox, mails
from kithbook.text.addresses import address_key
from kithbook.text.refusal import refuse
from kithbook.text.unseen import visible

REASON = "# kith: "
"""What a line begins with that says why the one above it is left."""
_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?")
_END = re.compile(r"\r\n|\n|\r")
_HEAD = 8192


class NoteLine(NamedTuple):
    """A line of a note: its number and text; `day` where it is nothing but a day."""

    number: int
    whole: str
    day: date | None = None

    @property
    def text(self) -> str:
        """The line without its end."""
        return self.whole.rstrip("\r\n").lstrip(_BOM)

    @property
    def says(self) -> bool:
        """Whether it is one of the owner's: not empty, no remark, no day alone."""
        bare = self.text.strip()
        return bool(bare) and self.day is None and bare[0] != "#" and bool(set(bare) - set("-=*_ "))


def note_of(raw: bytes, name: str) -> str:
    """The text of a note; refused where it cannot be written again as it was."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        refuse(f"{name} is not UTF-8, so it could not be kept as it is. Save it as UTF-8 first.")


def is_mail_file(raw: bytes, name: str) -> bool:
    """Whether some bytes are a mail, or a mailbox."""
    named = name.lower()
    head = raw[:_HEAD]
    mailbox = begins_mbox(head, named=named.endswith(".mbox"))
    return named.endswith(".eml") or mailbox or is_mail(raw)


def lines_of_note(text: str, today: date) -> Iterator[LineToRead]:
    """The lines of a note that are to be read; a day alone on a line is that of those below."""
    given = None
    for line in _lines(text, today):
        given = line.day or given
        if line.says:
            yield LineToRead(line.text.strip(), today, given, line.number)


def _lines(text: str, today: date) -> Iterator[NoteLine]:
    for number, found in enumerate(_LINE.finditer(text), start=1):
        if found.group():
            yield NoteLine(number, found.group(), _day_alone(found.group(), today))


def _day_alone(line: str, today: date) -> date | None:
    words = words_of(line.strip().lstrip("#" + _BOM).strip())
    for speech in spoken_words() if 0 < len(words) < 8 else ():
        clause = clause_of(line.strip().lstrip("#" + _BOM).strip(), words, speech)
        day = next(days_in(clause, today), None)
        if day and day.day and day.start == 0 and all(one.mark for one in words[day.end :]):
            return day.day
    return None


def without_taken(text: str, read: Iterable[LineRead], today: date) -> str:
    """A note without the lines that are in the book now; below each other one stands why."""
    why = {one.line.number: one.why for one in read}
    stop = found.group() if (found := _END.search(text)) else "\n"
    kept: list[str] = []
    day_at, below = -1, [0, 0]
    for line in _lines(text, today):
        if line.text.startswith(REASON):
            continue
        if line.day:
            _drop_day(kept, day_at, below)
            day_at, below = len(kept), [0, 0]
        if line.number not in why:
            kept.append(line.whole)
            continue
        below[0] += 1
        if why[line.number]:
            below[1] += 1
            kept.append(line.whole if line.whole != line.text else f"{line.whole}{stop}")
            kept.append(f"{REASON}{visible(why[line.number])}{stop}")
    _drop_day(kept, day_at, below)
    made = "".join(kept)
    return made if made.startswith(_BOM) or not text.startswith(_BOM) else f"{_BOM}{made}"


def _drop_day(kept: list[str], at: int, below: list[int]) -> None:
    """Takes a day out that has no line left of those below it."""
    if at >= 0 and below[0] and not below[1]:
        kept[at] = ""


def note_edit(path: Path, raw: bytes, made: str) -> Edit:
    """The edit of a note, wherever it lies."""
    return Edit(path.name, digest(raw), made.encode("utf-8"))


def lines_of_mails(raw: bytes, name: str, today: date) -> Iterator[LineToRead]:
    """The lines of mails to oneself; one of somebody else's is a single line that is not read."""
    named = name.lower().endswith(".mbox")
    several = begins_mbox(raw[:_HEAD], named=named)
    for one in mails(BytesIO(raw), MAX_MAIL) if several else (raw,):
        yield from _of_mail(read_letter(one.lstrip(b"\r\n")), today)


def _of_mail(mail: Mail, today: date) -> Iterator[LineToRead]:
    said_on = min(mail.sent, today) if mail.sent else today
    if address_key(mail.email) not in mail.to:
        sender = visible(mail.email or mail.name or "nobody")
        why = f"This mail is from {sender} and not to yourself. See: kith request import"
        yield LineToRead(mail.subject or sender, said_on, why=why)
        return
    body = _unflowed(own_words(mail.texts[0]) if mail.texts else "")
    lines = [line.strip() for line in body if line.strip() and not _is_signature(line)]
    if mail.subject.strip():
        yield LineToRead(mail.subject.strip(), said_on, optional=bool(lines))
    for number, line in enumerate(lines, start=1):
        yield LineToRead(line, said_on, number=number)


def _unflowed(text: str) -> list[str]:
    """The lines of a body, with those joined that a mail program broke with a blank at the end."""
    return re.sub(r"(?<=\S) \n(?=\S)", " ", text).split("\n")


def _is_signature(line: str) -> bool:
    plain = line.strip().casefold()
    return plain.startswith(tuple(one.casefold() for one in in_all("mail", "sent_with")))
