"""Names and texts made fit for a message: one line, visible, without ways to reach anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.book.reach import Reach
from kithbook.text.kept import keep, keep_line

MOST_OF_A_NAME = 80
_MARKS = re.compile("[\u061c\u200e\u200f]")
_AT = r"\s*[(\[{]\s*(?:at|@)\s*[)\]}]\s*|\s*@\s*"
_DOT = r"(?:\.|\s*[(\[{]\s*dot\s*[)\]}]\s*)"
_ADDRESSES = re.compile(
    rf"(?:mailto:)?(?:\"[^\"\n]{{1,62}}\"|[\w.%+'-]+)(?:{_AT})[\w-]+(?:{_DOT}[\w-]+)*"
    r"|\b[\w.+-]+ at [\w-]+ dot [\w-]+(?: dot [\w-]+)*"
    r"|(?:https?://)?(?:[a-z]{2,3}\.|www\.)?(?:linkedin\.com|signal\.me|t\.me|wa\.me)/\S*[\w/]"
    r"|(?:tel|sms):\S*\w"
    r"|(?<!\w)@\w[\w.-]*\w",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<!\w)\+?\(?\d(?:[\d\s()/.\u2010-\u2015-]{5,22})\d(?![\w-])")
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}\s*[-\u2013]\s*\d{4}")
_FEWEST_DIGITS = 7
_SENTENCE = re.compile(r"(?<=[.?!…])\s+(?=[^\W\d_a-z])")
_SHORT = 14
LEFT_OUT = "…"


def one_line(text: str, most: int = 600) -> str:
    """A text as one visible line, without marks that turn the writing round."""
    return keep_line(_MARKS.sub("", text), most)


def paragraphs(text: str) -> str:
    """A text of several paragraphs, each on one line."""
    kept = keep(_MARKS.sub("", text)).text
    return "\n\n".join(" ".join(part.split()) for part in kept.split("\n\n") if part.strip())


def ended(text: str) -> str:
    """A text as a sentence that has its end."""
    closed = text.rstrip("\u201d\u2019\u201c\u00bb\"') ")
    return text if not text or closed.endswith((".", "?", "!", "…")) else f"{text}."


def without_reach(text: str, people: Iterable[Reach]) -> tuple[str, int]:
    """A text without addresses, accounts and telephone numbers, and how many were taken out.

    A short sentence that only tells how to reach somebody goes as a whole.
    """
    known = tuple(value for reach in people for value in _values(reach))
    parts, count = [], 0
    for part in text.split("\n\n"):
        kept = []
        for sentence in _SENTENCE.split(part):
            bare, taken = _bare(sentence, known)
            count += taken
            if not taken or len(bare.split()) > _SHORT:
                kept.append(bare)
        parts.append(" ".join(kept))
    return "\n\n".join(part for part in parts if part.strip(" …")), count


def without_ways(text: str, instead: str = LEFT_OUT) -> str:
    """A text with another word for each address, account and telephone number in it."""

    def hidden(match: re.Match[str]) -> str:
        return instead if _is_number(match.group()) else match.group()

    return _DIGITS.sub(hidden, _ADDRESSES.sub(instead, text))


def _bare(sentence: str, known: tuple[str, ...]) -> tuple[str, int]:
    count = 0
    for value in known:
        pattern = rf"(?<!\w){re.escape(value)}(?!\w)"
        sentence, found = re.subn(pattern, LEFT_OUT, sentence, flags=re.IGNORECASE)
        count += found
    sentence, found = _ADDRESSES.subn(LEFT_OUT, sentence)
    count += found

    def hidden(match: re.Match[str]) -> str:
        return LEFT_OUT if _is_number(match.group()) else match.group()

    bare = _DIGITS.sub(hidden, sentence)
    return bare, count + (bare != sentence)


def _is_number(text: str) -> bool:
    digits = sum(one.isdigit() for one in _DAY.sub("", text))
    return digits >= _FEWEST_DIGITS


def _values(reach: Reach) -> Iterator[str]:
    everything = (*reach.emails, *reach.phones, reach.linkedin, reach.web, reach.mastodon)
    others = (other.text for other in reach.others)
    for value in (*everything, reach.signal, reach.address, *others):
        if len(value.strip()) > 2:
            yield value.strip()
