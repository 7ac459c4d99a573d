"""An answer to a question that the owner asked, known by its code: tapped, or written as a reply.

A tapped one has the code in its subject or its own words, a written one in what it quotes. What is
said stands in the subject, beside the code, or at the beginning of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kithbook.language.answer_words import (
    Said,
    begins_with,
    doubtful,
    plain_answers,
    plain_words,
    taken_back,
)
from kithbook.language.folders import languages, texts
from kithbook.requests.forwards import Forwarded, forwarded, own_words
from kithbook.requests.letter_sentences import has, lines_said
from kithbook.requests.mail import Mail
from kithbook.requests.wording import keep_line
from kithbook.text.addresses import address_key
from kithbook.text.answer_code import codes_in, with_whole_codes, without_codes
from kithbook.text.words import fold

_PREFIX = re.compile(
    r"\s*(?:\[[^\[\]]{1,30}\]|[^\W\d_]{1,12}(?:\s?[\[(]\d{1,3}[\])])?\s?[:\uff1a]|\*{2,}\w+\*{2,})\s*"
)
_LINK = re.compile(r"<?mailto:[^\s<>]*(?:\n[> ]*[^\s<>]*%[^\s<>]*)*>?", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:()\u2013\u2014]+")
_SENTENCE = re.compile(r"(?<=[.!?\u2026])\s+|\n+")
_RUNS_ON = re.compile(r"\W*n[oãa]o?\s+\w", re.IGNORECASE)
"""Spanish and Portuguese negate a verb by their no: `No me importa` is a yes."""
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_INITIALS = re.compile(r"^[ \t]*[A-Z]{1,3}(?=>)", re.MULTILINE)  # as The Bat! quotes
_ADDED = re.compile(r"[.!?](?=(\S.*))")
_MOST_READ, _MOST_WORDS = 20_000, 400
_MOST_PREFIXES = 8
_MOST_CODES = 3
_SHORT = 20
_NOBODY = ("",)

Meant = frozenset[Said]
"""What words may mean: one answer, or two where it depends on the question."""


@dataclass(frozen=True, slots=True)
class CodedAnswer:
    """An answer with the codes it came by, the nearest first, and what it `says`, each once.

    Several that it says, or none, is for the owner to read. `words` are what stands beside. It is
    `tapped` where the code stands in its own words or its subject, and `asking` where it has the
    question there. `writers` are the addresses it came from, with those where it wants its answer;
    `carriers` those of whoever forwarded it. `refuted` says that the owner's own mail server
    found the sender not to be who it says.
    """

    codes: tuple[str, ...]
    says: tuple[Meant, ...]
    words: str
    tapped: bool
    asking: bool
    writers: tuple[str, ...]
    carriers: tuple[str, ...] = ()
    refuted: bool = False


@dataclass(frozen=True, slots=True)
class _Letter:
    """One letter as its reader sees it: subject, own words, and all of its text."""

    subject: str
    own: str
    whole: str
    name: str


def coded_answer(mail: Mail, depth: int = 0) -> CodedAnswer | None:
    """The answer that a mail is, or that was forwarded in it; None where there is no code."""
    if depth < 3:
        for attached in mail.inside:
            if found := coded_answer(attached, depth + 1):
                return replace(found, carriers=found.carriers or mail.written_by or _NOBODY)
    whole = "\n".join((mail.subject, *mail.texts))
    if not codes_in(whole):
        return None
    text = next(iter(mail.texts), "")
    inner = forwarded(text)
    if inner and _is_carried(inner, mail.subject):
        letter = _Letter(mail.subject, own_part(inner.text), whole, inner.name)
        writers = (address_key(inner.email),) if inner.email else ()
        return _read(letter, writers, mail.written_by or _NOBODY)
    own = max(map(own_part, mail.texts), key=lambda one: bool(codes_in(one)), default="")
    made = _read(_Letter(mail.subject, own, whole, mail.name), mail.written_by)
    return replace(made, refuted=mail.refuted)


def _is_carried(inner: Forwarded, subject: str) -> bool:
    """Whether the inner mail is the answer, and not the question that is quoted below one."""
    own = own_part(inner.text)
    if own_part(inner.above) and begins_with(own_part(inner.above))[0]:
        return False
    return not _asks(own) and bool(codes_in(f"{subject}\n{inner.text}"))


def _asks(text: str) -> bool:
    """Whether a text is the question itself: it has the links, or what stands above them."""
    spoken = " ".join(plain_words(text))
    return _LINK.search(text) is not None or any(one in spoken for one in _above_links())


@cache
def _above_links() -> tuple[str, ...]:
    """What stands before the code in the message that asks, in every language."""
    written = (texts(code, "answers")["above"] for code in languages("answers"))
    lines = (text.partition("{code}")[0].rpartition("\n")[2] for text in written)
    return tuple(" ".join(plain_words(line)) for line in lines)


def own_part(text: str) -> str:
    """What somebody wrote themselves: above what they quote, else below it, else between."""
    text = _INITIALS.sub("", text)
    above = own_words(text)
    quoted = list(_QUOTED.finditer(text))
    if lines_said(above) or not quoted:
        return above
    below = own_words(text[quoted[-1].end() :])
    return below or own_words(_QUOTED.sub("", text[quoted[0].start() : quoted[-1].end()]))


def _lines(text: str, name: str) -> Iterator[str]:
    """The lines that somebody says, down to what a firm or a program adds."""
    for at, line in enumerate(lines_said(text, name)):
        signed = at and fold(line).startswith(fold(name)) if len(name.split()) > 1 else False
        if signed or has("notices").match(line.lstrip(" *_[")):
            return
        added = _ADDED.search(line)
        yield line[: added.start() + 1] if added and has("devices").match(added[1]) else line


def _read(letter: _Letter, writers: tuple[str, ...], carriers: tuple[str, ...] = ()) -> CodedAnswer:
    own = with_whole_codes(_LINK.sub(" ", letter.own[:_MOST_READ]))
    near = codes_in(f"{letter.subject}\n{own}")
    lines = tuple(_lines(own, letter.name))
    says, words = _said(_topic(letter.subject), lines, tapped=bool(near))
    return CodedAnswer(
        codes=near[:_MOST_CODES] or codes_in(letter.whole)[:1],
        says=tuple(dict.fromkeys(says)),
        words=keep_line(words, _MOST_WORDS),
        tapped=bool(near),
        asking=_asks(letter.own),
        writers=writers,
        carriers=carriers,
    )


def _topic(subject: str) -> str:
    """A subject without what mail programs and filters put before it; empty without a code."""
    for _ in range(_MOST_PREFIXES):
        found = _PREFIX.match(subject)
        if found is None:
            break
        subject = subject[found.end() :]
    return subject


def _said(topic: str, lines: tuple[str, ...], *, tapped: bool) -> tuple[list[Meant], str]:
    """What a letter says, and the words that are left when that is taken out."""
    says: list[Meant] = []
    meant, many = begins_with(without_codes(topic))
    if meant and (codes_in(topic) or many == len(plain_words(topic))):
        says.append(meant)
    kept: list[str] = []
    for line in lines:
        bare = without_codes(line) if codes_in(line) else line
        meant, many = begins_with(bare)
        if codes_in(line) and meant:
            says.append(meant)
            bare = _after(bare, many)
        kept.append(bare.strip(" \t,;.:!\u2013\u2014-") if codes_in(line) else bare.strip())
    sentences = [one for line in kept if line for one in _SENTENCE.split(line) if one.strip()]
    if not says and sentences:
        says += _first(sentences, tapped=tapped)
    if taken_back(plain_words(" ".join(sentences))):
        says = []
    says += _turned(says, sentences)
    return says, " ".join(sentences)


def _first(sentences: list[str], *, tapped: bool) -> Iterator[Meant]:
    """What the words begin with; nothing where they go on with what may turn it round."""
    meant, many = begins_with(sentences[0])
    rest = plain_words(sentences[0])[many:]
    if many == 1 and _RUNS_ON.match(sentences[0]):
        return
    if meant and not (doubtful(meant, rest) and not tapped) and len(rest) <= _SHORT:
        yield meant


def _turned(says: list[Meant], sentences: list[str]) -> Iterator[Meant]:
    """What a later clause says that is something else."""
    for clause in (one for sentence in sentences for one in _CLAUSE.split(sentence)):
        meant, many = begins_with(clause)
        words = plain_words(clause)
        telling = many == len(words) or (many == 1 and words[0] in plain_answers())
        if meant and telling and says and not meant & says[0]:
            yield meant


def _after(text: str, many: int) -> str:
    """A text without its first words."""
    for _ in range(many):
        text = re.sub(r"^[\W_]*[^\W_]+(?:['\u2019-][^\W_]+)*", "", text, count=1)
    return text
