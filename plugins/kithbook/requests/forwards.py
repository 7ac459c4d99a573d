"""Mails inside mails, as mail programs write them into the text: forwards and quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from kithbook.language.folders import in_all, lists
from kithbook.requests.mail import address_in
from kithbook.requests.wording import keep_line


def _any_of(*names: str) -> str:
    """What is written for some things in any language, as a pattern; the longest comes first."""
    said = (text for name in names for text in in_all("mail", name))
    return "|".join(map(re.escape, sorted(said, key=len, reverse=True)))


def _attributions() -> str:
    """How an answer announces what it quotes: `On … wrote:`, `Am … schrieb …:`, `Bo wrote:`."""
    wrote = [one["wrote"] for one in lists("mail") if "wrote" in one]
    dated = (
        rf"{begin}\b[^\n]{{4,200}}(?:\n[^\n]{{0,120}})?\b(?:{'|'.join(verbs)})\b[^\n]{{0,120}}:"
        for begin, *verbs in wrote
    )
    any_verb = "|".join(verb for _, *verbs in wrote for verb in verbs)
    return "|".join((*dated, rf"[^\n]{{1,120}}\b(?:{any_verb})\b[^\n]{{0,60}}:"))


_MARK = re.compile(
    rf"^[ \t>]*(?:-{{2,}}[ \t]*(?:{_any_of('forwarded')})\b[^\n]{{0,40}}"
    rf"|(?:{_any_of('begin')})\s?:)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(
    rf"[ \t>*_]*(?P<key>{_any_of('from', 'sent', 'headers')})[*_]*[ \t\xa0]*:"
    r"[*_]*[ \t]*(?P<value>.*)$",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    rf"^[ \t]*(?:{_attributions()}|_{{10,}})[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_SENDER_KEYS = in_all("mail", "from")
_DATE_KEYS = in_all("mail", "sent")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail that was forwarded in the text of another one."""

    name: str
    email: str
    sent: date | None
    text: str
    above: str


def forwarded(text: str) -> Forwarded | None:
    """The innermost mail that a text forwards, or None."""
    marks = list(_MARK.finditer(text))
    begin = marks[-1].end() if marks else _header_block(text)
    if begin is None:
        return None
    known: dict[str, str] = {}
    at = begin
    for line in text[begin:].split("\n")[:24]:
        found = _HEADER.match(line)
        if found:
            known.setdefault(found["key"].lower(), found["value"].strip())
        elif line.strip(" \t>") and known and not line.startswith((" ", "\t")):
            break
        at += len(line) + 1
    written = next((known[key] for key in _SENDER_KEYS if known.get(key)), "")
    if not written:
        return None
    name = keep_line(re.split(r"[<\[(]", written)[0]).strip("\"'* ")
    return Forwarded(
        name="" if "@" in name else name,
        email=address_in(written),
        sent=next((day for key in _DATE_KEYS if (day := _day(known.get(key, "")))), None),
        text=_unmarked(text[at:]),
        above=_beside_headers(text[: marks[-1].start() if marks else begin]),
    )


def own_words(text: str) -> str:
    """What somebody wrote above the mail that he answers, without a signature."""
    found = _ATTRIBUTION.search(text)
    block = _header_block(text)
    quote = re.search(r"^[ \t]*>", text, re.MULTILINE)
    signature = _SIGNATURE.search(text)
    marks = (found, quote, signature)
    ends = [len(text), *(mark.start() for mark in marks if mark)]
    if block:
        ends.append(block)
    return text[: min(ends)].strip()


def _beside_headers(text: str) -> str:
    """What stands above a forwarded mail, without header lines that stand there too."""
    lines = text.split("\n")
    return "" if all(_HEADER.match(one) for one in lines if one.strip()) else text


def between_quotes(text: str) -> str:
    """What somebody wrote between the lines of the mail that he answers; empty where nothing is."""
    found = _ATTRIBUTION.search(text)
    lines = text[found.end() :].split("\n") if found else []
    quoted = [at for at, line in enumerate(lines) if line.lstrip().startswith(">")]
    if not found or not quoted or any(line.strip() for line in lines[: quoted[0]]):
        return ""
    own = ["" if line.lstrip().startswith(">") else line for line in lines]
    end = next((at for at, line in enumerate(own) if _SIGNATURE.match(line)), len(own))
    if not any(line.strip() for line in own[quoted[0] : min(end, quoted[-1])]):
        return ""
    answers = re.sub(r"\n{3,}", "\n\n", "\n".join(own[:end])).strip()
    return f"{text[: found.start()].strip()}\n\n{answers}".strip()


def is_answer(text: str) -> bool:
    """Whether a text quotes the mail that it answers."""
    return _ATTRIBUTION.search(text) is not None


def _header_block(text: str) -> int | None:
    """Where Outlook's block begins: From, then Sent or Date, To, Subject on lines of their own."""
    at = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = _HEADER.match(line) if len(line) < 400 else None
        if found and found["key"].lower() in _SENDER_KEYS:
            following = [_HEADER.match(one[:400]) for one in lines[number + 1 : number + 5]]
            if sum(one is not None for one in following) >= 2:
                return at
        at += len(line) + 1
    return None


def _unmarked(text: str) -> str:
    """The text without the quotation marks that all its lines have."""
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and all(line.lstrip().startswith(">") for line in lines):
        return re.sub(r"^[ \t]*> ?", "", text, flags=re.MULTILINE)
    return text


def _day(written: str) -> date | None:
    found = re.search(r"\b(\d{4})-(\d\d)-(\d\d)\b", written)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        return parsedate_to_datetime(re.sub(r"\bat\b", "", written)).date() if written else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
