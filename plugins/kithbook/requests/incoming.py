"""A request on its way in: what a mail, a row or a pasted text says, made fit to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from kithbook.language.folders import base
from kithbook.requests.coded_answers import CodedAnswer, coded_answer
from kithbook.requests.flags import Flag, is_fast
from kithbook.requests.form_fields import HONEYPOTS, TEXTS, keep_lines
from kithbook.requests.forwards import (
    Forwarded,
    between_quotes,
    forwarded,
    is_answer,
    own_words,
)
from kithbook.requests.letter_sentences import signed_name
from kithbook.requests.mail import Mail, address_in
from kithbook.requests.request_advice import language_of
from kithbook.requests.tokens import Note, read_note
from kithbook.requests.wording import digest, keep, keep_line, same
from kithbook.text.addresses import address_key
from kithbook.text.turned_names import turned_name

_OLDEST = date(1995, 1, 1)
_LINK = re.compile(r"https?://", re.IGNORECASE)
_TRACE = re.compile(
    r"^\W*(?:(?:remote|client|sender|visitor|user)?[ _-]?ip(?:[ _-]?addr(?:ess|esse)?)?"
    r"|user[ _-]?agent|browser|referr?er|remote addr(?:ess)?)\b\W{0,3}[:=\n].*$",
    re.IGNORECASE | re.MULTILINE,
)
_CODE = re.compile(r"[a-z]{2,3}")
_MAX_REST = 4_000
_MAX_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Incoming:
    """One request that came; every text is fit to keep.

    `own_words` are those above a quoted note, for the case that it is known already; `automatic`
    says why nothing is made of it. `coded` is the answer that it may be, by a code in it.
    """

    type: str
    kind: str
    received: date
    name: str = ""
    email: str = ""
    via: str = ""
    language: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
    flags: tuple[Flag, ...] = ()
    note: str = ""
    message_id: str = ""
    answers: tuple[str, ...] = ()
    own_words: str = ""
    subject: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    automatic: str = ""
    coded: CodedAnswer | None = None

    @property
    def digest(self) -> str:
        """What copies of the same words share."""
        texts = (f"{name}={self.texts[name]}" for name in TEXTS if self.texts.get(name))
        return digest((self.name, self.email, *texts))

    @property
    def empty(self) -> bool:
        """Whether nobody says anything in it."""
        return not any(same(text) for text in self.texts.values())

    @property
    def rank(self) -> int:
        """How well it arrived: 2 untouched or as written, 1 changed on its way, 0 cut off."""
        return 0 if "truncated" in self.flags else 1 if "changed" in self.flags else 2


def from_letter(letter: Mail, today: date) -> Incoming:
    """What a mail asks for."""
    if letter.draft or letter.automatic:
        why = "it is a draft of your own" if letter.draft else "it is an automatic answer"
        return Incoming("mail", "connect", _received(letter.sent, today), automatic=why)
    return replace(_asking(letter, today), coded=coded_answer(letter))


def _asking(letter: Mail, today: date) -> Incoming:
    found = max(_notes(letter), key=lambda pair: pair[1].rank, default=None)
    if found:
        return _from_note(letter, *found, today)
    if letter.bulk:
        why = "it calls itself bulk or generated mail"
        return Incoming("mail", "connect", _received(letter.sent, today), automatic=why)
    return _from_words(letter, today)


def from_text(text: str, today: date) -> Incoming:
    """What a pasted text asks for."""
    inner = forwarded(text)
    sender = inner or Forwarded("", "", None, text, "")
    note = read_note(text)
    letter = Mail(name=sender.name, email=sender.email, sent=sender.sent, texts=(text,))
    made = _from_note(letter, letter, note, today) if note else _from_words(letter, today)
    coded = coded_answer(letter)
    if coded:  # the owner pasted it, so nobody else carried it
        coded = replace(coded, carriers=())
    return replace(made, type="paste", coded=coded)


def from_fields(
    fields: Mapping[str, str], rest: Mapping[str, str], received: date | None, today: date
) -> Incoming:
    """What a row of a form service's export asks for."""
    note = Note(
        answers={name: fields[name] for name in (*TEXTS, "name", "email") if fields.get(name)},
        kind=_kind(fields),
        language=fields.get("kith_language", ""),
        via=fields.get("kith_via", ""),
        hidden=fields,
    )
    beside = "\n".join(f"{name}: {value}" for name, value in rest.items() if value.strip())
    note, beside = _with_reason(note, beside)
    return _made("form", note, Mail(sent=received), beside, today)


def _kind(fields: Mapping[str, str]) -> str:
    introduces = any(fields.get(name) for name in ("wants", "why_them", "forwardable"))
    said = fields.get("kith_kind", "").strip().lower()
    return "introduction" if said == "introduction" or introduces else "connect"


def _notes(letter: Mail, depth: int = 0) -> Iterator[tuple[Mail, Note]]:
    for text in letter.texts:
        if note := read_note(text):
            yield letter, note
    if depth < 3:
        for inner in letter.inside:
            yield from _notes(inner, depth + 1)


def _from_note(outer: Mail, letter: Mail, note: Note, today: date) -> Incoming:
    text = next((one for one in letter.texts if "[" in one), "")
    inner = forwarded(note.above)
    carried = inner is not None or letter is not outer
    own = _answering(note) if note.quoted or is_answer(note.above) else ""
    if inner:
        rest = _unsigned(note.beneath if note.quoted else note.below)
    else:
        rest = _joined(own, _unsigned(note.beneath)) if own or note.quoted else _beside(note)
    if not own:
        note, rest = _with_reason(note, rest)
    sender = Mail(
        name=inner.name if inner else letter.name,
        email=inner.email if inner else letter.email,
        subject=letter.subject,
        sent=(inner.sent if inner else None) or letter.sent,
        message_id=letter.message_id,
        answers=letter.answers,
        texts=(text,),
    )
    kind = "mail" if not (note.hidden or {}).get("kith_kind") else "form"
    made = _made(kind, note, sender, rest, today, carried=carried)
    sent_by = keep_line(letter.email)
    return replace(made, own_words=keep(own).text, sender=sent_by, to=letter.to)


def _with_reason(note: Note, beside: str) -> tuple[Note, str]:
    """The note and the words beside it, which are the reason where it gives none."""
    if any(note.answers.get(name) for name in TEXTS):
        return note, beside
    return replace(note, answers={**note.answers, "why": beside}), ""


def _beside(note: Note) -> str:
    """What somebody wrote before and after the form's own words."""
    return _joined(_without_keep_line(note.above).strip(" >|\n"), _unsigned(note.below))


def _answering(note: Note) -> str:
    """What somebody wrote above and below a note that is quoted."""
    above = own_words(_without_keep_line(note.above)).strip(" >|\n")
    return _joined(above, _unsigned(note.below))


def _unsigned(text: str) -> str:
    return re.split(r"\n-- ?\n", f"\n{text}", maxsplit=1)[0].strip(" >|\n")


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _without_keep_line(text: str) -> str:
    """The text without the sentence with which the form begins a mail."""
    for line in keep_lines():
        spread = r"[\s>|]+".join(re.escape(word) for word in line.split())
        text = re.sub(spread, "", text)
    return text


def _from_words(letter: Mail, today: date) -> Incoming:
    """A mail without a form's note: the words are the reason."""
    inner_letter = next((one for one in letter.inside if one.texts), None)
    letter = inner_letter if inner_letter and not letter.texts else letter
    text = letter.texts[0] if letter.texts else ""
    inner = forwarded(text)
    if inner and _is_letterhead(inner, letter):
        text, inner = inner.text, None
    elif inner and _is_answered(inner, letter):
        inner = None
    if inner is None and inner_letter is not None:
        letter, text = inner_letter, inner_letter.texts[0]
    whole = inner.text if inner else text
    words = between_quotes(whole) or own_words(whole) or whole
    sender = inner or Forwarded(letter.name, letter.email, letter.sent, "", "")
    note = Note(answers={"why": words}, kind="connect")
    shown = Mail(
        name=sender.name,
        email=sender.email or ("" if inner else letter.email),
        subject=letter.subject,
        sent=sender.sent or letter.sent,
        message_id=letter.message_id,
        answers=letter.answers,
    )
    rest = f"Subject: {letter.subject}" if letter.subject else ""
    made = _made("mail", note, shown, rest, today)
    own, sent_by = made.texts.get("why", ""), keep_line(letter.email)
    return replace(made, own_words=own, sender=sent_by, to=letter.to)


def _is_answered(inner: Forwarded, letter: Mail) -> bool:
    """Whether a mail in the text is the owner's own, below the answer to it."""
    owner = bool(inner.email) and address_key(inner.email) in map(address_key, letter.to)
    own = owner and address_key(letter.email) != address_key(inner.email)
    return own and bool(inner.above.strip())


def _is_letterhead(inner: Forwarded, letter: Mail) -> bool:
    """Whether what looks like the headers of a mail is how the letter itself begins."""
    return bool(letter.email) and not inner.email and not inner.above.strip()


def _made(
    type_: str, note: Note, sender: Mail, rest: str, today: date, *, carried: bool = False
) -> Incoming:
    kept = {name: keep(note.answers.get(name, "")) for name in TEXTS}
    texts = {name: one.text for name, one in kept.items() if one.text}
    beside = keep(_TRACE.sub("", rest), _MAX_REST)
    written = note.answers.get("email", "")
    email = keep_line(address_in(written) or sender.email)
    flags: dict[Flag, bool] = {
        **_form_flags(note),
        "cut": any(one.cut for one in kept.values()) or beside.cut,
        "hidden-characters": any(one.hidden for one in kept.values()),
        "many-links": sum(len(_LINK.findall(text)) for text in texts.values()) > 2,
        "other-sender": bool(
            not carried
            and sender.email
            and email
            and address_key(sender.email) != address_key(email)
        ),
    }
    if flags["other-sender"]:
        beside = keep(f"Sent from {sender.email}\n\n{beside.text}", _MAX_REST + _MAX_ADDRESS)
    return Incoming(
        type=type_,
        kind=note.kind if note.kind in ("connect", "introduction") else "connect",
        received=_received(sender.sent, today),
        name=keep_line(_named(note, sender), 120),
        email=email,
        via=keep_line(note.via, 80),
        language=_code(note.language) or language_of("\n".join(texts.values())),
        texts=MappingProxyType(texts),
        rest=beside.text,
        flags=tuple(flag for flag, raised in flags.items() if raised),
        note=note.id,
        message_id=sender.message_id,
        answers=sender.answers,
        subject=sender.subject,
    )


def _named(note: Note, sender: Mail) -> str:
    """Who writes: as they say, as their mail program says, or as they sign; first name first."""
    name = note.answers.get("name", "") or sender.name
    return turned_name(name) or name or signed_name(note.answers.get("why", ""))


def _code(written: str) -> str:
    """The language that a form names; empty where what it says is no code of one."""
    code = base(written.strip())
    return code if _CODE.fullmatch(code) else ""


def _form_flags(note: Note) -> dict[Flag, bool]:
    """What the form itself tells of how it was filled in and whether it came whole."""
    hidden = note.hidden or {}
    return {
        "honeypot": any(hidden.get(name, "").strip() for name in HONEYPOTS),
        "too-fast": is_fast(hidden.get("kith_elapsed", "")),
        "truncated": note.truncated,
        "changed": note.sum == "changed",
    }


def _received(sent: date | None, today: date) -> date:
    """The day in the mail, unless it cannot be."""
    return sent if sent and _OLDEST <= sent <= today else today
