"""A mail that somebody may send: as a file that mail programs open, and as a `mailto:` link."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from kithbook.text.addresses import MAX_LINK, mail_link, read_address
from kithbook.text.kept import header_name
from kithbook.text.slots import Unfilled

_STRICT = SMTP.clone(raise_on_defect=True)
_BOUNDARY = "=_kithbook"  # which quoted-printable text cannot hold
_NO_ADDRESS = "there is no address that a mail can go to"
_UNFIT = "an address or the subject cannot stand in a mail"


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail: `to` and `cc` are pairs of name and address, `answers` a Message-ID or nothing.

    `page` is the same as HTML, for mails in which a link has to be one.
    """

    to: tuple[tuple[str, str], ...]
    subject: str
    text: str
    cc: tuple[tuple[str, str], ...] = ()
    answers: str = ""
    page: str = ""

    def link(self) -> str:
        """The address that opens it in a mail program; empty without address or where too long."""
        if not any(email for _, email in self.to):
            return ""
        fields = {"cc": ",".join(_spec(email) for _, email in self.cc)} if self.cc else {}
        fields |= {"subject": self.subject, "body": self.text}
        to = tuple(_spec(email) for _, email in self.to)
        made = mail_link(to, fields)
        threaded = mail_link(to, fields | {"In-Reply-To": self.answers}) if self.answers else made
        return next((one for one in (threaded, made) if len(one) <= MAX_LINK), "")

    def file(self) -> bytes:
        """The mail as a file that mail programs open for sending; raises Unfilled."""
        everybody = [email for _, email in (*self.to, *self.cc)]
        message = EmailMessage(_STRICT.clone(utf8=not all(map(str.isascii, everybody))))
        if not any(email for _, email in self.to):
            raise Unfilled(_NO_ADDRESS)
        try:
            message["To"] = _addresses(self.to)
            if self.cc:
                message["Cc"] = _addresses(self.cc)
            message["Subject"] = _undecoded(self.subject)
            if self.answers:
                message["In-Reply-To"] = self.answers
                message["References"] = self.answers
        except (ValueError, IndexError) as fault:
            raise Unfilled(_UNFIT) from fault
        message["X-Unsent"] = "1"
        message.set_content(self.text + "\n", cte="quoted-printable")
        if self.page:
            message.add_alternative(self.page, subtype="html", cte="quoted-printable")
            message.set_boundary(_BOUNDARY)
        return _only_our_headers(message)


def _spec(email: str) -> str:
    found = read_address(email)
    return found.spec if found else email


def _addresses(pairs: tuple[tuple[str, str], ...]) -> tuple[Address, ...]:
    made = []
    for name, email in pairs:
        found = read_address(email)
        if found is None:
            raise ValueError(email)
        made.append(Address(header_name(name), found.local, found.domain))
    return tuple(made)


def _undecoded(text: str) -> str:
    """A text in which nothing is an encoded word, whose hidden line ends a header would obey."""
    return text.replace("=?", "= ?")


def _only_our_headers(message: EmailMessage) -> bytes:
    """The mail, after a look at whether it has the headers that were set and no others."""
    made = message.as_bytes()
    if message_from_bytes(made, policy=SMTP).keys() != message.keys():
        raise Unfilled(_UNFIT)
    return made
