"""Mails as they come, broken and hostile ones too: headers and words, nothing that runs or hides.

The older of the two policies of `email` is used on purpose: the newer one raises IndexError on
`Message-ID: <[abc@x]>` and others. Even so each look at a header or body is guarded, since what
the parser raises on a malformed one is not written down anywhere.
"""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import TypeVar

from kithbook.language.folders import in_all
from kithbook.requests.markup import text_of
from kithbook.requests.wording import decode, keep_line
from kithbook.text.addresses import address_key

T = TypeVar("T")

MAX_MAIL = 5_000_000
"""Bytes; a larger one carries pictures, not a request."""
MAX_TEXT = 400_000
_MAX_PARTS, _MAX_DEPTH, _MAX_HEADER = 200, 20, 4_000
_STUB = re.compile(
    r"\b(multi-?part|mime|html|browser|online|web ?version|webansicht)\b", re.IGNORECASE
)
_MOST_OF_STUB = 400
_QUOTES = re.compile(r">*")
_WORD = re.compile(r"\w+")
_LINK = re.compile(r"https?://\S+")
_ID = re.compile(r"<[^<>\s]{1,250}>")
_ADDRESS = re.compile(
    r"(?:[^\s@<>\"(),:;\[\]]{1,64}|\"[^\"\r\n@<>]{1,62}\")"
    r"@(?:[^\s@<>\"(),:;\[\]]{1,190}|\[[0-9A-Fa-f:.]{2,60}\])"
)
_AUTOMATIC_SUBJECT = re.compile(
    rf"\s*(?:{'|'.join(map(re.escape, in_all('mail', 'automatic')))})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: who, when, its texts the fullest one first, and mails that were attached to it.

    `answers` holds the ids of the mails that it goes on from, the nearest first. `written_by` are
    the addresses in From, Sender and Reply-To, which are one in an honest mail; it is `refuted`
    where the owner's server found it not to be from there. An automatic answer is `automatic`; what
    merely calls itself bulk or generated is `bulk`.
    """

    name: str = ""
    email: str = ""
    subject: str = ""
    sent: date | None = None
    message_id: str = ""
    answers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    inside: tuple[Mail, ...] = ()
    automatic: bool = False
    bulk: bool = False
    draft: bool = False
    to: tuple[str, ...] = ()
    written_by: tuple[str, ...] = ()
    refuted: bool = False


@dataclass(slots=True)
class _Gathered:
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    inside: list[Mail] = field(default_factory=list)


def read_letter(raw: bytes) -> Mail:
    """The mail that some bytes hold; bytes that hold none are its text."""
    message = _guarded(lambda: email.message_from_bytes(raw, policy=compat32), None)
    if message is None:
        return Mail(texts=(raw[:MAX_TEXT].decode("utf-8", "replace"),))
    return _letter(message, 0)


def address_in(text: str) -> str:
    """The first e-mail address in a text, or nothing."""
    found = _ADDRESS.search(text)
    return found.group().strip(".'") if found else ""


def _letter(message: Message, depth: int) -> Mail:
    gathered = _Gathered()
    for part in _parts(message):
        _guarded(lambda part=part: _gather(part, gathered, depth), None)  # type: ignore[misc]
    name, address = _sender(message)
    answers = (*_ID.findall(_header(message, "In-Reply-To")), *reversed(_references(message)))
    own = _ID.search(_header(message, "Message-ID"))
    return Mail(
        name=name,
        email=address,
        subject=keep_line(_decoded(message, "Subject")),
        sent=_guarded(lambda: _sent(message), None),
        message_id=own.group() if own else "",
        answers=tuple(dict.fromkeys(answers)),
        texts=tuple(text[:MAX_TEXT] for text in _texts(gathered)),
        inside=tuple(gathered.inside),
        automatic=_is_automatic(message),
        bulk=_is_bulk(message),
        draft=_header(message, "X-Unsent").strip() == "1",
        to=tuple(address_key(one) for one in _ADDRESS.findall(_receivers(message))),
        written_by=tuple(dict.fromkeys(_writers(message))),
        refuted="dmarc=fail" in _header(message, "Authentication-Results").lower(),
    )


def _texts(gathered: _Gathered) -> Iterator[str]:
    """The plain words of a mail and those of its pages; the letter before a mere pointer to it."""
    plain, page = (
        "\n\n".join(text.replace("\r\n", "\n").strip("\n") for text in texts if text.strip())
        for texts in (gathered.plain, gathered.html)
    )
    ordered = (page, plain) if _is_stub(plain, page) else (plain, page)
    yield from (text for text in ordered if text)


def _is_stub(plain: str, page: str) -> bool:
    """Whether the plain words only tell that the letter is in the page beside them."""
    said, shown = (_WORD.findall(_LINK.sub("", one).casefold()) for one in (plain, page))
    if sum(map(len, shown)) > 2 * sum(map(len, said)):
        return True
    repeats = 2 * len(set(said) & set(shown)) >= len(set(said))
    pointing = len(plain) <= _MOST_OF_STUB and _STUB.search(plain) is not None
    return bool(shown) and pointing and not repeats


def _guarded(look: Callable[[], T], otherwise: T) -> T:
    try:
        return look()
    except Exception:  # noqa: BLE001 - see the head of this module
        return otherwise


def _parts(message: Message) -> Iterator[Message]:
    """The leaves of a mail in their order; attached mails count as leaves."""
    waiting = [(message, 0)]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part, depth = waiting.pop()
        body = _guarded(part.get_payload, None)
        if isinstance(body, list) and not _is_mail(part):
            if depth < _MAX_DEPTH:
                inner = [one for one in body if isinstance(one, Message)]
                waiting.extend((one, depth + 1) for one in reversed(inner))
        else:
            yield part


def _is_mail(part: Message) -> bool:
    return _guarded(part.get_content_type, "") in ("message/rfc822", "message/global")


def _gather(part: Message, into: _Gathered, depth: int) -> None:
    name = _guarded(part.get_filename, None) or ""
    disposition = _guarded(part.get_content_disposition, None)
    if _is_mail(part) or str(name).lower().endswith(".eml"):
        if depth < 3:
            into.inside.extend(_attached(part, depth + 1))
        return
    if disposition == "attachment" or (name and disposition != "inline"):
        return
    kind = _guarded(part.get_content_type, "text/plain")
    if kind == "text/plain":
        text = _body(part)
        flowed = _parameter(part, "format") == "flowed"
        spaces = _parameter(part, "delsp") == "yes"
        into.plain.append(unflow(text, delete_space=spaces) if flowed else text)
    elif kind in ("text/html", "application/xhtml+xml"):
        into.html.append(text_of(_body(part)))


def _parameter(part: Message, name: str) -> str:
    return _guarded(lambda: str(part.get_param(name) or ""), "").lower()


def _attached(part: Message, depth: int) -> Iterator[Mail]:
    body = part.get_payload()
    if isinstance(body, list):
        yield from (_letter(one, depth) for one in body[:5] if isinstance(one, Message))
    else:
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes) and len(raw) <= MAX_MAIL:
            yield _letter(email.message_from_bytes(raw, policy=compat32), depth)


def _body(part: Message) -> str:
    raw = _guarded(lambda: part.get_payload(decode=True), None)
    if not isinstance(raw, bytes):
        return _guarded(lambda: str(part.get_payload() or ""), "")
    return decode(raw, _guarded(part.get_content_charset, None) or "")


def _header(message: Message, name: str) -> str:
    none: list[tuple[str, str]] = []
    fields = _guarded(lambda: list(message.raw_items()), none)
    value = next((str(value) for key, value in fields if key.lower() == name.lower()), "")
    value = value[:_MAX_HEADER]
    # Bytes beyond ASCII, which RFC 6532 allows, stand in the parser's text as surrogates.
    return value if value.isascii() else decode(value.encode("utf-8", "surrogateescape"))


def _decoded(message: Message, name: str) -> str:
    raw = _header(message, name)
    pieces = _guarded(lambda: decode_header(raw), [(raw, None)])
    return "".join(_piece(text, charset) for text, charset in pieces)


def _piece(text: str | bytes, charset: str | None) -> str:
    return decode(text, charset or "") if isinstance(text, bytes) else text


def _sender(message: Message) -> tuple[str, str]:
    """The name and address to answer to."""
    written = _decoded(message, "From")
    name, address = _guarded(lambda: parseaddr(_header(message, "From")), ("", ""))
    pieces = _guarded(lambda: decode_header(name), [(name, None)])
    shown = "".join(_piece(text, charset) for text, charset in pieces)
    answer_to = address_in(_decoded(message, "Reply-To"))
    sender = answer_to or address_in(address) or address_in(written)
    shown = shown if shown and "@" not in shown else written.partition("<")[0]
    shown = keep_line(shown).strip("\"' ")
    return ("" if "@" in shown else shown), keep_line(sender)


def _writers(message: Message) -> Iterator[str]:
    """Every address in From, Sender and Reply-To, those in the names before them too."""
    for key, value in _guarded(lambda: list(message.raw_items()), list[tuple[str, str]]()):
        if key.lower() in ("from", "sender", "reply-to"):
            written = str(value)[:_MAX_HEADER]
            pieces = _guarded(lambda w=written: decode_header(w), [(written, None)])  # type: ignore[misc]
            shown = "".join(_piece(text, charset) for text, charset in pieces)
            yield from dict.fromkeys(address_key(one) for one in _ADDRESS.findall(shown))


def _receivers(message: Message) -> str:
    return f"{_header(message, 'To')} {_header(message, 'Cc')}"


def _references(message: Message) -> list[str]:
    return _ID.findall(_header(message, "References"))


def _sent(message: Message) -> date | None:
    written = _header(message, "Date")
    return parsedate_to_datetime(written).date() if written else None


def _is_automatic(message: Message) -> bool:
    submitted = _header(message, "Auto-Submitted").strip().lower()
    kind = _guarded(message.get_content_type, "")
    return (
        submitted.startswith("auto-replied")
        or kind == "multipart/report"
        or any(_header(message, name) for name in ("X-Autoreply", "X-Autorespond"))
        or _header(message, "Precedence").strip().lower() == "auto_reply"
        or _header(message, "Return-Path").strip() == "<>"
        or _AUTOMATIC_SUBJECT.match(_decoded(message, "Subject")) is not None
    )


def _is_bulk(message: Message) -> bool:
    submitted = _header(message, "Auto-Submitted").strip().lower()
    return (
        submitted not in ("", "no")
        or _header(message, "Precedence").strip().lower() in ("bulk", "junk", "list")
        or bool(_header(message, "List-Id") or _header(message, "List-Unsubscribe"))
    )


def unflow(text: str, *, delete_space: bool = False) -> str:
    """The paragraphs of format=flowed (RFC 3676) as they were typed, each quoted with its `>`."""
    done: list[str] = []
    going_on: int | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        found = _QUOTES.match(line)
        depth = found.end() if found else 0
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        if flows and delete_space:
            words = words[:-1]
        if going_on == depth and words != "-- ":
            done[-1] += words
        else:
            done.append(f"{'>' * depth}{' ' if depth else ''}{words}")
        going_on = depth if flows else None
    return "\n".join(done)
