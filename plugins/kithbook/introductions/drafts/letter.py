"""A message that the owner may send or say: as text, as a mail, as a link, as talking points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from kithbook.airlock.forms import MAX_MAIL_BYTES
from kithbook.introductions.state import Kind
from kithbook.text.addresses import read_address
from kithbook.text.kept import header_name
from kithbook.text.slots import Unfilled

_STRICT = SMTP.clone(raise_on_defect=True)


_UNFIT = "An address or the subject cannot stand in a mail."


@dataclass(frozen=True, slots=True)
class Draft:
    """One message: `to` is the reader's id, `names` are those of `emails_to` and `emails_cc`.

    `call` are three points where the reader is better rung up, with `phone` as a `tel:` link and
    `number` as written. `missing` says in sentences what would be needed to send it; `left_out`
    counts the ways to reach somebody that were taken out of the owner's words.
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

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())

    def as_eml(self) -> bytes:
        """The mail as a file that mail programs open for sending; raises Unfilled."""
        message = EmailMessage(policy=_STRICT if self._is_ascii() else _STRICT.clone(utf8=True))
        if not self.emails_to:
            raise Unfilled(self.missing[0] if self.missing else "There is no e-mail address.")
        try:
            named = tuple(self._addresses())
            message["To"] = named[: len(self.emails_to)]
            if self.emails_cc:
                message["Cc"] = named[len(self.emails_to) :]
            message["Subject"] = _undecoded(self.subject)
        except (ValueError, IndexError) as fault:
            raise Unfilled(_UNFIT) from fault
        message["X-Unsent"] = "1"
        message.set_content(self.text + "\n", cte="quoted-printable")
        return _only_our_headers(message)

    def _is_ascii(self) -> bool:
        """Whether every address can stand in a header as it is; the others are for SMTPUTF8."""
        return all(email.isascii() for email in (*self.emails_to, *self.emails_cc))

    def _addresses(self) -> Iterator[Address]:
        emails = (*self.emails_to, *self.emails_cc)
        for name, email in zip(self.names, emails, strict=True):
            found = read_address(email)
            if found is None:
                raise ValueError(email)
            yield Address(header_name(name), found.local, found.domain)

    def mailto(self) -> str:
        """The link that opens it in a mail program; empty without address or where too long."""
        return mailto(self.emails_to, self.emails_cc, self.subject, self.text)

    def as_text(self) -> str:
        """The message as one reads it, with whom it goes to above."""
        lines = [f"To: {self._shown(0, len(self.emails_to)) or self.name}"]
        if self.emails_cc:
            lines.append(f"Cc: {self._shown(len(self.emails_to), len(self.names))}")
        return "\n".join((*lines, f"Subject: {self.subject}", "", self.text))

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
            "text": self.text,
            "words": self.words,
            "call": list(self.call) if self.call else None,
            "phone": self.phone,
            "mailto": self.mailto(),
            "missing": list(self.missing),
        }

    def _shown(self, first: int, last: int) -> str:
        pairs = zip(self.names, (*self.emails_to, *self.emails_cc), strict=True)
        return ", ".join(f"{name} <{email}>" for name, email in tuple(pairs)[first:last])


def _undecoded(text: str) -> str:
    """A text in which nothing is an encoded word, whose hidden line ends a header would obey."""
    return text.replace("=?", "= ?")


def _only_our_headers(message: EmailMessage) -> bytes:
    """The mail, after a look at whether it has the headers that were set and no others."""
    made = message.as_bytes()
    if message_from_bytes(made, policy=SMTP).keys() != message.keys():
        raise Unfilled(_UNFIT)
    return made


@dataclass(frozen=True, slots=True)
class Withheld:
    """No message: why not, and what comes first, as sentences."""

    introduction: str
    kind: Kind | None
    says: str


def mailto(to: tuple[str, ...], cc: tuple[str, ...], subject: str, text: str) -> str:
    """A `mailto:` link (RFC 6068); empty where there is no address or it is too long to open."""
    if not to:
        return ""
    fields = [("cc", ",".join(cc))] if cc else []
    fields += [("subject", subject), ("body", text.replace("\n", "\r\n"))]
    query = "&".join(
        f"{name}={quote(value, safe='@,' if name == 'cc' else '')}" for name, value in fields
    )
    made = f"mailto:{','.join(quote(one, safe='@') for one in to)}?{query}"
    return made if len(made) <= MAX_MAIL_BYTES else ""
