"""What the sentences of a note say of somebody: what is so, what they look for, what is not so.

A sentence that says what somebody looks for is no answer to whoever looks for the same, and one
that says what they no longer do is none either. Both are told by words of the languages there are,
in whatever language the book is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from kithbook.book.model import Phrase
from kithbook.language.small_words import List, in_any_language
from kithbook.text.problems import Location
from kithbook.text.words import fold

Said = Literal["told", "sought", "denied"]

# A sentence ends at its mark, at an empty line, or where the next line begins a list or a heading.
_ENDS = r"[.!?\u2026][\"'\u201d\u201c\u00bb)\]]*"
_END = re.compile(rf"{_ENDS}(?=\s|$)|\n(?=\s*(?:\n|[-*#>]))")
_CLAUSE = re.compile(r"(?:(?![,;:()\u2013\u2014](?:\s|$))(?!\s-\s)[\s\S])+")
_BETWEEN = " \n\t,;:\u2013\u2014"
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['\u2019](?=\w))*")
# What parts words in ASCII, as blanks: cutting there takes a sixth of the time of the pattern.
_APART = "".join(chr(one) if chr(one).isalnum() else " " for one in range(128))
FIRST_WORDS = 5
_TURNING = in_any_language("turning")
_ASKING = in_any_language("asking")


class Piece(NamedTuple):
    """A piece `[start:end]` of a text, and what it says."""

    start: int
    end: int
    said: Said


@lru_cache(maxsize=65_536)  # needs and answers are read out of the same notes
def spans(text: str) -> tuple[Piece, ...]:
    """The sentences of a text; one that says two kinds of things in pieces of one kind each.

    What somebody looks for takes the sentence before it along where a word points there.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Piece]:
    before: Piece | None = None
    for one in _pieces(text):
        if before is not None and _goes_on(text, before, one):
            before = Piece(before.start, one.end, one.said)
            continue
        if before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def _goes_on(text: str, before: Piece, one: Piece) -> bool:
    if one.said != "sought" or before.said != "told" or "\n\n" in text[before.end : one.start]:
        return False
    words = {fold(word) for word in _WORD.findall(text, one.start, one.end)}
    return not words.isdisjoint(in_any_language("pointing"))


def _pieces(text: str) -> Iterator[Piece]:
    plain = _is_plain(text)
    for start, end in _cut(text):
        for one in (_told(text, start, end),) if plain else _parts(text, start, end):
            first, last = _trimmed(text, one.start, one.end)
            if first < last:
                yield Piece(first, last, one.said)


@lru_cache(maxsize=65_536)
def _is_plain(text: str) -> bool:
    """Whether a text asks nothing, and has no word that tells of more than what is so."""
    return "?" not in text and _turning_words().isdisjoint(_words(text))


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end."""
    start = 0
    for mark in _END.finditer(text):
        yield start, mark.start() if mark[0] == "\n" else mark.end()
        start = mark.end()
    yield start, len(text)


def _told(text: str, start: int, end: int) -> Piece:
    return Piece(start, start + len(text[start:end].rstrip(_BETWEEN)), "told")


def _words(text: str) -> list[str]:
    """The words of a text, folded."""
    if text.isascii():
        small = text.lower()
        return _WORD.findall(small) if "'" in small else small.translate(_APART).split()
    return [_folded(word) for word in _WORD.findall(text)]


def _parts(text: str, start: int, end: int) -> list[Piece]:
    """A sentence whole, or in pieces of one kind each; a question asks for somebody."""
    words = _words(text[start:end])
    if "?" in text[max(start, end - 3) : end] and not _ASKING.isdisjoint(words):
        return [Piece(start, end, "sought")]
    if _turning_words().isdisjoint(words):
        return [_told(text, start, end)]
    found: list[Piece] = []
    for clause in _clauses(text, start, end):
        if found and found[-1].said in (clause.said, "sought"):
            found[-1] = Piece(found[-1].start, clause.end, found[-1].said)
        else:
            found.append(clause)
    return found


def phrases_said(phrase: Phrase) -> Iterator[tuple[Phrase, Said]]:
    """The pieces of a text as phrases with their own places."""
    if phrase.pieces:
        yield phrase, "told"
        return
    for span in spans(phrase.text):
        yield _phrase_of(phrase, span), span.said


def sought_in(
    phrase: Phrase, reach: int, enough: int | None = None
) -> Iterator[tuple[Phrase, str]]:
    """What a text says that somebody looks for, with what stands before it.

    As much of that as makes no more than `reach` letters; beside it the words that say so alone.
    What has `enough` letters stands for itself.
    """
    found = () if phrase.pieces or _is_plain(phrase.text) else spans(phrase.text)
    for place, span in enumerate(found):
        if span.said == "sought":
            first = span.start
            long = enough is not None and span.end - first >= enough
            for before in () if long else reversed(found[:place]):
                if before.said == "sought" or span.end - before.start > reach:
                    break
                first = before.start
            whole = _phrase_of(phrase, Piece(first, span.end, span.said))
            yield whole, phrase.text[span.start : span.end]


def _phrase_of(phrase: Phrase, span: Piece) -> Phrase:
    lines = _lines(phrase.text, span, phrase.at)
    text, at = " ".join(line for line, _ in lines), lines[0][1]
    if len(lines) == 1 and text == phrase.text:
        return phrase
    apart = lines if len(lines) > 1 else ()
    # Not by `replace`, which takes five times as long: a book has many thousand sentences.
    return Phrase(text, at, phrase.since, phrase.until, apart, phrase.request)


def _clauses(text: str, start: int, end: int) -> Iterator[Piece]:
    """The clauses of a sentence: between its commas, and from a word on that turns it."""
    first = True
    for clause in _CLAUSE.finditer(text, start, end):
        whole = _words(clause.group())
        if _TURNING.isdisjoint(whole[1:]):
            yield Piece(clause.start(), clause.end(), _said(whole, first=first))
            first = False
            continue
        begun, words = clause.start(), list[str]()
        for word in _WORD.finditer(text, *clause.span()):
            plain = _folded(word[0])
            if words and plain in _TURNING:
                yield Piece(begun, word.start(), _said(words, first=first))
                begun, words, first = word.start(), [], False
            words.append(plain)
        yield Piece(begun, clause.end(), _said(words, first=first))
        first = False


def _said(words: list[str], *, first: bool) -> Said:
    near_end = max(FIRST_WORDS, len(words) - 1)
    denied = _first_of(words[:FIRST_WORDS] + words[near_end:], "denying")
    sought = _first_of(words[:FIRST_WORDS], "seeking")
    lacks = sought is not None and _lacks(words, sought, first=first)
    # "Needs no help" looks for none; "needs a room with no stairs" does.
    if lacks and (denied is None or (sought or 0) + 1 < denied):
        return "sought"
    return "told" if denied is None else "denied"


def _lacks(words: list[str], sought: int, *, first: bool) -> bool:
    """Whether it is they who look for it, and for a thing rather than for something to do."""
    if _longest(words[sought:], "doing") >= _longest(words[sought:], "seeking"):
        return False
    if words[0] in _ASKING or (not first and words[0] in in_any_language("linking")):
        return False
    before = words[1 if first else 0 : sought]
    return in_any_language("relating").isdisjoint(before)


def _longest(words: list[str], kind: List) -> int:
    """How many words the longest phrase of a kind has with which these begin."""
    known = _phrases(kind).get(words[0], ())
    return max((len(one) for one in known if tuple(words[: len(one)]) == one), default=0)


def _first_of(words: list[str], kind: List) -> int | None:
    """Where the first phrase of a kind begins in a row of words."""
    known = _phrases(kind)
    for at, word in enumerate(words):
        for phrase in known.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return at
    return None


@cache
def _turning_words() -> frozenset[str]:
    """The longest words of all phrases without which a sentence says what is so."""
    kinds: tuple[List, ...] = ("seeking", "denying")
    return frozenset(
        max(words, key=len)
        for kind in kinds
        for phrases in _phrases(kind).values()
        for words in phrases
    )


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(word).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@cache
def _phrases(kind: List) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a kind by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(in_any_language(kind)):
        words = tuple(phrase.split("_"))
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum() or text[start] in "\"'“„«([*_"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _lines(text: str, span: Piece, at: Location) -> tuple[tuple[str, Location], ...]:
    """The lines of a piece, each with its place."""
    found = []
    start = span.start
    if "\n" not in text[: span.end]:
        column = start + (at.column or 1)
        return ((text[start : span.end], Location(at.path, at.line or 1, column)),)
    for line in text[start : span.end].split("\n"):
        above = text.count("\n", 0, start)
        column = start - text.rfind("\n", 0, start) if above else start + (at.column or 1)
        bare = line.strip()
        if bare:
            inner = line.index(bare)
            found.append((bare, Location(at.path, (at.line or 1) + above, column + inner)))
        start += len(line) + 1
    return tuple(found)
