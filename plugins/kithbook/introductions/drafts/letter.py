"""A message that the owner may send or say: as text, as a mail, as a link, as talking points."""

from __future__ import annotations

from dataclasses import dataclass

from kithbook.book.steps import Question
from kithbook.introductions.drafts.answer_links import AnswerLinks
from kithbook.introductions.state import Kind
from kithbook.text.outgoing_mail import OutgoingMail
from kithbook.text.slots import Unfilled

_UNFIT = "An address or the subject cannot stand in a mail."


@dataclass(frozen=True, slots=True)
class Draft:
    """One message: `to` is the reader's id, `names` are those of `emails_to` and `emails_cc`.

    `call` are three points where the reader is better rung up, with `phone` as a `tel:` link and
    `number` as written. `missing` says in sentences what would be needed to send it; `left_out`
    counts the ways to reach somebody that were taken out of the owner's words; `remarks` are
    what else to look at before it is sent. Where it `asks` something, `links` stand below it.
    """

    introduction: str
    kind: Kind
    to: str
    name: str
    language: str
    subject: str
    text: str
    call: tuple[str, ...] | None = None
    emails_to: tuple[str, ...] = ()
    emails_cc: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    phone: str = ""
    number: str = ""
    missing: tuple[str, ...] = ()
    left_out: int = 0
    remarks: tuple[str, ...] = ()
    asks: Question | None = None
    links: AnswerLinks | None = None

    @property
    def words(self) -> int:
        """How many words the text has, without what stands below it to answer by."""
        return len(self.text.split())

    @property
    def whole(self) -> str:
        """The text with the links to answer by."""
        return f"{self.text}\n\n{self.links.as_text()}" if self.links else self.text

    def as_eml(self) -> bytes:
        """The mail as a file that mail programs open for sending; raises Unfilled."""
        if not self.emails_to:
            raise Unfilled(self.missing[0] if self.missing else "There is no e-mail address.")
        try:
            return self._mail(self.whole).file()
        except Unfilled as gap:
            raise Unfilled(_UNFIT) from gap

    def mailto(self) -> str:
        """The link that opens it in a mail program; empty without address or where too long.

        Where only the links to answer by make it too long, it goes without them.
        """
        return self._mail(self.whole).link() or self._mail(self.text).link()

    def _mail(self, text: str) -> OutgoingMail:
        pairs = tuple(zip(self.names, (*self.emails_to, *self.emails_cc), strict=True))
        first = len(self.emails_to)
        page = self.links.as_page(self.text) if self.links else ""
        return OutgoingMail(pairs[:first], self.subject, text, cc=pairs[first:], page=page)

    def as_text(self) -> str:
        """The message as one reads it, with whom it goes to above."""
        lines = [f"To: {self._shown(0, len(self.emails_to)) or self.name}"]
        if self.emails_cc:
            lines.append(f"Cc: {self._shown(len(self.emails_to), len(self.names))}")
        return "\n".join((*lines, f"Subject: {self.subject}", "", self.whole))

    def as_call(self) -> str:
        """The points for the telephone, with the number above; empty where there are none."""
        if not self.call:
            return ""
        points = (f"{number}. {point}" for number, point in enumerate(self.call, 1))
        return "\n".join((f"Ring: {self.name}, {self.number} ({self.phone})", "", *points))

    def as_json(self) -> dict[str, object]:
        """Everything for a script, in the documented order."""
        return {
            "introduction": self.introduction,
            "kind": self.kind,
            "to": self.to,
            "name": self.name,
            "language": self.language,
            "emails_to": list(self.emails_to),
            "emails_cc": list(self.emails_cc),
            "subject": self.subject,
            "text": self.whole,
            "words": self.words,
            "call": list(self.call) if self.call else None,
            "phone": self.phone,
            "mailto": self.mailto(),
            "missing": list(self.missing),
        }

    def _shown(self, first: int, last: int) -> str:
        pairs = zip(self.names, (*self.emails_to, *self.emails_cc), strict=True)
        return ", ".join(f"{name} <{email}>" for name, email in tuple(pairs)[first:last])


@dataclass(frozen=True, slots=True)
class Withheld:
    """No message: why not, and what comes first, as sentences."""

    introduction: str
    kind: Kind | None
    says: str
