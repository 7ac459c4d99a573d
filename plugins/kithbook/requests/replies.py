"""Drafts of answers: in the requester's language, with one reason, quoting what they said.

Nothing is sent. A stranger's words come into a draft as one line of plain text, never as a header.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from typing import Literal
from urllib.parse import quote

from kithbook.airlock.forms import MAX_MAIL_BYTES, mail_address
from kithbook.book.model import Settings
from kithbook.book.request import Request
from kithbook.coach import coach
from kithbook.language.calendar_words import with_year
from kithbook.language.folders import MODEL, in_all, languages, texts
from kithbook.requests.request_advice import advice_on
from kithbook.text.addresses import read_address
from kithbook.text.kept import header_name, keep_line
from kithbook.text.slots import Unfilled, fill, require_finished

Kind = Literal["accepted", "more", "declined", "redirected", "thanked"]
Because = Literal["not-me", "not-now", "unknown", "no"]
REASONS: tuple[Because, ...] = ("not-me", "not-now", "unknown", "no")
MAX_WORDS = 120
_OPTIONAL = frozenset(("own", "channel"))
_NO_ADDRESS = "the request gives no address that a mail can go to"
_MAX_DETAIL_WORDS = 14
_MOST_DETAIL = 110
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,120}@[!-;=?-~]{1,120}>")
_SENTENCE = re.compile(r"(?<=[^\d\s][.!?])\s+|\n\n")
_PAUSE = re.compile(r"[,;:]$|^[\u2013\u2014-]+$")
_QUOTES = str.maketrans({'"': "'", "“": "'", "”": "'", "„": "'"})
# The lines above a mail, as it had them or as they were filed: nobody says them to somebody.
_LABELLED = re.compile(
    rf"\A(?:\s*(?:(?:{'|'.join(map(re.escape, in_all('mail', 'headers')))})\s*:|Sent from\s)[^\n]*"
    r"(?:\n|\Z))+",
    re.IGNORECASE,
)
_POOR_PLACE = frozenset(("how-found-unnamed", "no-how-found", "empty"))
_POOR_WHY = frozenset(("canned", "pick-brain", "flattery", "pitch", "unspecific", "empty"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the owner decided to answer, in so far as a draft says it.

    `own` is a sentence of the owner's, `missing` the one thing asked for, `to` where else to go.
    """

    kind: Kind
    because: Because | None = None
    missing: str = ""
    until: date | None = None
    to: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A mail that the owner may send: to whom, about what, the text, and what it answers."""

    name: str
    email: str
    subject: str
    text: str
    language: str
    answers: str = ""

    @property
    def mailto(self) -> str:
        """The address that opens it in a mail program; empty where it is too long or has no to."""
        if not self.email:
            return ""
        found = read_address(self.email)
        made = mail_address(found.spec if found else self.email, self.subject, self.text)
        threaded = f"{made}&In-Reply-To={quote(self.answers, safe='')}" if self.answers else made
        return next((one for one in (threaded, made) if len(one) <= MAX_MAIL_BYTES), "")

    def eml(self) -> bytes:
        """The mail as a file that mail programs open for sending; raises Unfilled."""
        found = read_address(self.email)
        if found is None:
            raise Unfilled(_NO_ADDRESS)
        message = EmailMessage(policy=SMTP if found.spec.isascii() else SMTPUTF8)
        try:
            message["To"] = Address(header_name(self.name), found.local, found.domain)
            message["Subject"] = self.subject
            if self.answers:
                message["In-Reply-To"] = self.answers
                message["References"] = self.answers
        except (ValueError, IndexError) as fault:
            raise Unfilled(_NO_ADDRESS) from fault
        message["X-Unsent"] = "1"
        message.set_content(self.text + "\n", cte="quoted-printable")
        return message.as_bytes()


def draft(request: Request, answer: Answer, settings: Settings, referrer: str = "") -> ReplyDraft:
    """The answer to a request, or thanks to whoever sent it; raises Unfilled."""
    thanks = answer.kind == "thanked"
    language = settings.language if thanks else language_for(request, settings)
    said = texts(language, "replies")
    for own in (answer.own, answer.missing, answer.to):
        require_finished(own)
    values = {
        "thanks": _thanks(request, settings, language),
        "channel": _channel(settings, language),
        "missing": answer.missing or missing_thing(request, settings),
        "until": with_year(answer.until, language) if answer.until else "",
        "to": _ended(answer.to),
        "own": _ended(answer.own),
        "requester": keep_line(request.sender, 80) or keep_line(request.email, 80),
    }
    body = fill(said[_key(request, answer)], values, _OPTIONAL)
    name = referrer if thanks else keep_line(request.sender, 80)
    hello = fill(said["greeting"], {"name": name}) if name else said["greeting_bare"]
    text = f"{hello}\n\n{body}\n\n{_closing(settings, language)}"
    if len(text.split()) > MAX_WORDS:
        raise Unfilled(f"the draft has {len(text.split())} words, more than {MAX_WORDS}")
    return ReplyDraft(
        name=name,
        email="" if thanks else request.email,
        subject=fill(said[_subject(request, answer)], values, _OPTIONAL),
        text=text,
        language=language,
        answers="" if thanks else _known_id(request),
    )


def language_for(request: Request, settings: Settings) -> str:
    """The requester's language where answers can be written in it, else the owner's."""
    known = (one for one in (request.language, settings.language) if one in languages("replies"))
    return next(known, MODEL)


def detail_of(request: Request, settings: Settings) -> str:
    """What the requester said of himself that nobody else would: one clause, on one line."""
    findings = {finding.rule for finding in advice_on(request, settings).findings}
    written = []
    if not findings & _POOR_PLACE:
        written.append(request.how_found)
    if not findings & _POOR_WHY:
        written += [request.why, request.why_them, request.rest]
    clauses = (_clause(_LABELLED.sub("", text)) for text in written)
    return next((clause for clause in clauses if len(clause.split()) > 2), "")


def missing_thing(request: Request, settings: Settings) -> str:
    """The one thing to ask for, said to the requester: what the coach minds most, or nothing."""
    language = language_for(request, settings)
    if language not in coach().languages:
        return ""
    findings = advice_on(request, settings, language).findings
    concerns = [one for one in findings if one.level == "stop"]
    concerns += [one for one in findings if one.level == "hint" and one.rule != "too-long"]
    return _ended(keep_line(concerns[0].say)) if concerns else ""


def _key(request: Request, answer: Answer) -> str:
    if answer.kind == "declined":
        if answer.because is None:
            raise Unfilled("a no needs one of these reasons: not-me, not-now, unknown or no")
        return f"declined_{answer.because}"
    introduces = answer.kind == "accepted" and request.kind == "introduction"
    return "accepted_introduction" if introduces else answer.kind


def _subject(request: Request, answer: Answer) -> str:
    if answer.kind == "thanked":
        return "thanked_subject"
    return "subject_introduction" if request.kind == "introduction" else "subject"


def _thanks(request: Request, settings: Settings, language: str) -> str:
    said, detail = texts(language, "replies"), detail_of(request, settings)
    return fill(said["thanks"], {"detail": detail}) if detail else said["thanks_bare"]


def _clause(text: str) -> str:
    """The first sentence; a long one ends at a pause, or else between two words."""
    sentence = _SENTENCE.split(text.strip(), maxsplit=1)[0]
    line = keep_line(sentence.translate(_QUOTES), 600)
    kept = line.split(" ")[:_MAX_DETAIL_WORDS]
    while len(" ".join(kept)) > _MOST_DETAIL:
        kept.pop()
    if " ".join(kept) == line:
        return line
    pauses = [number for number, word in enumerate(kept) if number > 2 and _PAUSE.search(word)]
    kept = kept[: pauses[-1] + 1] if pauses else kept
    return f"{' '.join(kept).rstrip(' ,;:.-')} …" if kept else ""


def _channel(settings: Settings, language: str) -> str:
    """How to talk: as the owner likes it, where that is said in the draft's language."""
    own = _ended(" ".join(settings.calls.split())) if language == settings.language else ""
    return " ".join(part for part in (own, texts(language, "replies")["times"]) if part)


def _closing(settings: Settings, language: str) -> str:
    lines = [line.strip() for line in settings.sign_off.splitlines() if line.strip()]
    if lines and language == settings.language:
        return "\n".join(lines)
    return "\n".join((texts(language, "replies")["closing"], *lines[-1:]))


def _ended(text: str) -> str:
    shown = keep_line(text, 400)
    return shown if not shown or shown.endswith((".", "?", "!", "…")) else f"{shown}."


def _known_id(request: Request) -> str:
    found = _MESSAGE_ID.fullmatch(request.source.message_id)
    return found.group() if found else ""
