"""Drafts of answers: in the requester's language, to what was asked, with one reason.

Nothing is sent. A stranger's words come into a draft as whole sentences on one line of plain text,
never as a header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kithbook.book.model import Settings
from kithbook.book.own_templates import OwnTemplate
from kithbook.book.request import Request
from kithbook.coach import coach
from kithbook.insight.letter_ends import closing
from kithbook.insight.letter_language import other_language
from kithbook.language.calendar_words import with_year
from kithbook.language.folders import MODEL, languages, lists, texts
from kithbook.language.given_names import first_name
from kithbook.requests.asked import AskedFor, asked, detail_of, told
from kithbook.requests.letterheads import Letterhead
from kithbook.requests.request_advice import advice_on
from kithbook.text.kept import keep_line
from kithbook.text.outgoing_mail import OutgoingMail
from kithbook.text.slots import Unfilled, fill, require_finished

Kind = Literal["accepted", "more", "declined", "redirected", "thanked"]
Because = Literal["not-me", "not-now", "unknown", "no"]
REASONS: tuple[Because, ...] = ("not-me", "not-now", "unknown", "no")
MAX_WORDS = 120
_OPTIONAL = frozenset(("own", "channel", "noted", "free"))
_NO_ADDRESS = "the request gives no address that a mail can go to"
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,120}@[!-;=?-~]{1,120}>")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the owner decided to answer, in so far as a draft says it.

    `own` is a sentence of the owner's, `missing` the one thing asked for, `to` where else to go,
    and `begun` says that an introduction is begun with it.
    """

    kind: Kind
    because: Because | None = None
    missing: str = ""
    until: date | None = None
    to: str = ""
    own: str = ""
    begun: bool = False


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A mail that the owner may send: to whom, about what, the text, and what it answers.

    `takes` is the time in it that the owner would agree to, as it was named; `remarks` are what
    else to look at before it is sent.
    """

    name: str
    email: str
    subject: str
    text: str
    language: str
    answers: str = ""
    takes: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def mailto(self) -> str:
        """The address that opens it in a mail program; empty where it is too long or has no to."""
        return self._mail().link()

    def eml(self) -> bytes:
        """The mail as a file that mail programs open for sending; raises Unfilled."""
        try:
            return self._mail().file()
        except Unfilled as gap:
            raise Unfilled(_NO_ADDRESS) from gap

    def _mail(self) -> OutgoingMail:
        to = ((self.name, self.email),)
        return OutgoingMail(to, self.subject, self.text, answers=self.answers)


def draft(request: Request, answer: Answer, head: Letterhead, referrer: str = "") -> ReplyDraft:
    """The answer to a request, or thanks to whoever sent it; raises Unfilled."""
    thanks = answer.kind == "thanked"
    settings = head.settings
    language = settings.language if thanks else language_for(request, settings)
    for own in (answer.own, answer.missing, answer.to):
        require_finished(own)
    found = asked(request, head.may_say)
    text = _text(request, answer, found, head, language, referrer)
    if len(text.split()) > MAX_WORDS:
        found = found._replace(question="", wish="", asks=bool(found.question))
        text = _text(request, answer, found, head, language, referrer)
    if len(text.split()) > MAX_WORDS:
        raise Unfilled(f"the draft has {len(text.split())} words, more than {MAX_WORDS}")
    takes = found.time and found.time.proposed and _key(request, answer, found) == "accepted"
    values = {"requester": _requester(request)}
    template = _template(head, _key(request, answer, found), language)
    subject = (template and template.subject) or texts(language, "replies")[
        _subject(request, answer)
    ]
    return ReplyDraft(
        name=referrer if thanks else keep_line(request.sender, 80),
        email="" if thanks else request.email,
        subject=keep_line(fill(subject, values, _OPTIONAL), 200),
        text=text,
        language=language,
        answers="" if thanks else _known_id(request),
        takes=found.time.text if found.time and takes else "",
        remarks=(
            *other_language(answer.own, language, "Your sentence"),
            *(() if thanks else _familiar(request, language)),
        ),
    )


def _familiar(request: Request, language: str) -> tuple[str, ...]:
    """That they write in the familiar form where our words are in the polite one."""
    used = dict(zip(languages("mail"), lists("mail"), strict=True)).get(language, {})
    words = frozenset(told(request).lower().split())
    said = next((one for one in used.get("familiar", ()) if one in words), "")
    return (f"They write “{said}”, and the draft is in the polite form.",) if said else ()


def language_for(request: Request, settings: Settings) -> str:
    """The requester's language where answers can be written in it, else the owner's."""
    known = (one for one in (request.language, settings.language) if one in languages("replies"))
    return next(known, MODEL)


def missing_thing(request: Request, settings: Settings) -> str:
    """The one thing to ask for, said to the requester: what the coach minds most, or nothing."""
    language = language_for(request, settings)
    if language not in coach().languages:
        return ""
    findings = advice_on(request, settings, language).findings
    concerns = [one for one in findings if one.level == "stop"]
    concerns += [one for one in findings if one.level == "hint" and one.rule != "too-long"]
    return _ended(keep_line(concerns[0].say)) if concerns else ""


def _text(
    request: Request,
    answer: Answer,
    found: AskedFor,
    head: Letterhead,
    language: str,
    referrer: str,
) -> str:
    said, settings = texts(language, "replies"), head.settings
    values = {
        "thanks": _thanks(request, found, head, language),
        "yes": said["yes_open" if found.open and found.question else "yes_all"],
        "channel": _channel(found, head, language),
        "noted": _time("noted", found, said),
        "free": _time("free", found, said) if _is_apart(found) else "",
        "missing": answer.missing or missing_thing(request, settings),
        "until": with_year(answer.until, language) if answer.until else "",
        "to": _ended(answer.to),
        "own": _ended(answer.own),
        "requester": _requester(request),
    }
    key = _key(request, answer, found)
    own = _template(head, key, language)
    body = fill(own.text if own else said[key], values, _OPTIONAL)
    reader = referrer if answer.kind == "thanked" else keep_line(request.sender, 80)
    called = _called(reader, head, said)
    hello = fill(said["greeting"], {"name": called}) if called else said["greeting_bare"]
    end = closing(said["closing"], settings, head.owner, language)
    return "\n\n".join(part for part in (hello, body, end) if part)


def _called(name: str, head: Letterhead, said: Mapping[str, str]) -> str:
    """What stands in the greeting: the owner's own word for them, else their name."""
    whole = said["called"] == "whole"
    return keep_line(head.greet, 80) or (name if whole else first_name(name))


def _requester(request: Request) -> str:
    return keep_line(request.sender, 80) or keep_line(request.email, 80)


def _key(request: Request, answer: Answer, found: AskedFor) -> str:
    if answer.kind == "declined":
        if answer.because is None:
            raise Unfilled("a no needs one of these reasons: not-me, not-now, unknown or no")
        return f"declined_{answer.because}"
    introduces = request.kind == "introduction" or found.introduces or answer.begun
    if answer.kind != "accepted":
        return answer.kind
    if not introduces:
        plain = not (request.ask or request.how_found or request.offer)
        return "accepted_unasked" if plain and not found.wants else "accepted"
    if request.forwardable:
        return "accepted_introduction"
    return "accepted_introduction_begun" if answer.begun else "accepted_introduction_unworded"


def _template(head: Letterhead, key: str, language: str) -> OwnTemplate | None:
    """The owner's own words for a message; those of a yes also where nothing was asked."""
    nearest = "accepted" if key == "accepted_unasked" else key
    return head.templates.get(f"{key}.{language}") or head.templates.get(f"{nearest}.{language}")


def _subject(request: Request, answer: Answer) -> str:
    if answer.kind == "thanked":
        return "thanked_subject"
    return "subject_introduction" if request.kind == "introduction" else "subject"


def _thanks(request: Request, found: AskedFor, head: Letterhead, language: str) -> str:
    """The first sentence: what they ask, else the line of theirs that says most."""
    said = texts(language, "replies")
    if found.question:
        return fill(said["thanks_question"], {"question": found.question})
    if found.wish:
        return fill(said["thanks_wish"], {"wish": found.wish})
    if found.asks:
        return said["thanks_asking"]
    detail = detail_of(request, head.settings)
    quoted = detail and head.may_say(detail)
    return fill(said["thanks"], {"detail": detail}) if quoted else said["thanks_bare"]


def _channel(found: AskedFor, head: Letterhead, language: str) -> str:
    """How to talk, and when: as they like it, else as the owner says in the draft's language."""
    said, settings = texts(language, "replies"), head.settings
    calls = " ".join(settings.calls.split()) if language == settings.language else ""
    taken = found.time is not None and found.time.proposed
    own = "" if taken else _ended(f"{calls[:1].upper()}{calls[1:]}")
    if head.number:
        own = fill(said["ring"], {"number": _ended(head.number)})
    elif head.channel:
        own = fill(said["by_channel"], {"channel": head.channel})
    if not found.time:
        when = said["times"]
    elif found.time.proposed:
        when = _time("suits_first" if found.time.first else "suits", found, said)
    else:
        when = f"{_time('noted', found, said)} {said['times']}"
    return " ".join(part for part in (own, when) if part)


def _time(key: str, found: AskedFor, said: Mapping[str, str]) -> str:
    return fill(said[key], {"when": _ended(found.time.text)}) if found.time else ""


def _is_apart(found: AskedFor) -> bool:
    """Whether a time is proposed that is not in what is quoted and said no to."""
    time = found.time
    return bool(time and time.proposed and time.text not in (found.question or found.wish))


def _ended(text: str) -> str:
    shown = keep_line(text, 400)
    return shown if not shown or shown.endswith((".", "?", "!", "…")) else f"{shown}."


def _known_id(request: Request) -> str:
    found = _MESSAGE_ID.fullmatch(request.source.message_id)
    return found.group() if found else ""
