"""One clause of a spoken line, as words with their places, and which of them are spoken for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kithbook.language.spoken_words import SpokenWords
from kithbook.text.words import fold

_BLANKS = re.compile(r"\S+")
_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
_LEADING = "\"'(\u201c\u201e\u2018\u201a*"
_TRAILING = ",;:.!?)\"'\u201d\u201c\u2019\u2026*"
_ORDINAL = re.compile(r"\d[\d./-]*\.")
_TITLE = re.compile(r"(?:[^\W\d_]\.)+|(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr)\.", re.IGNORECASE)
_EMPTY = re.compile(r"\s*\(\s*\)\s*")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
HIDDEN = "\0"
STOPS = frozenset(":;(.!?\u2013\u2014-")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a line, with its place; `plain` is how it is compared."""

    start: int
    end: int
    text: str
    plain: str

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return not any(map(str.isalnum, self.text)) and self.text not in ("&", "+")

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is, or in letters that have no small ones."""
        return self.text[:1].isalpha() and not self.text[:1].islower()

    @property
    def owner(self) -> str:
        """The name in `Ben's`; empty in other words."""
        found = _POSSESSIVE.search(self.text)
        return self.text[: found.start()] if found else ""


@dataclass
class Clause:
    """A clause while it is read; `taken` words stay out of the text, by `due` it is to be done."""

    line: str
    words: tuple[Word, ...]
    speech: SpokenWords
    plain: list[str] = field(init=False)
    taken: set[int] = field(default_factory=set)
    due: date | None = None

    def __post_init__(self) -> None:
        self.plain = [word.plain for word in self.words]

    def hide(self, start: int, end: int) -> None:
        """Keeps some words from being read as anything else: a day, a name."""
        self.plain[start:end] = [HIDDEN] * (end - start)

    def take(self, start: int, end: int) -> None:
        """Keeps some words out of the text."""
        self.taken.update(range(start, end))

    def slice(self, start: int, end: int) -> str:
        """Some words as they are written."""
        return self.line[self.words[start].start : self.words[end - 1].end] if start < end else ""

    def is_in(self, at: int, *names: str) -> bool:
        """Whether the word at a place is one of some lists."""
        return 0 <= at < len(self.words) and any(
            self.speech.length(name, self.plain, at) for name in names
        )

    def left(self, start: int = 0, end: int | None = None) -> str:
        """What was not taken, as it is written, without the marks that are left over."""
        text = ""
        last = -1
        for at, word in enumerate(self.words[:end]):
            if at < start or at in self.taken:
                continue
            gap = self.line[self.words[at - 1].end : word.start] if at and last == at - 1 else None
            gap = None if gap and gap.strip() else gap
            text += (" " if gap is None and text and not _joins(word) else gap or "") + word.text
            last = at
        return _trimmed(text)


def _joins(word: Word) -> bool:
    return word.text[0] in ",;:.!?)"


def _trimmed(text: str) -> str:
    bare = _EMPTY.sub(" ", text).strip().lstrip(",;:.!? \u2013\u2014-").rstrip(",; \u2013\u2014-:")
    if bare.endswith(".") and not bare.endswith(".."):
        bare = bare[:-1].rstrip()
    return bare


def words_of(line: str) -> tuple[Word, ...]:
    """A line as its words and marks."""
    found: list[Word] = []
    for start, end in _chunks(line):
        found.extend(_peeled(line, start, end))
    return tuple(found)


def _chunks(line: str) -> Iterator[tuple[int, int]]:
    links = [found.span() for found in _LINK.finditer(line)]
    begun = 0
    for start, end in (*links, (len(line), len(line))):
        for found in _BLANKS.finditer(line, begun, start):
            yield found.span()
        if start < end:
            yield start, end
        begun = end


def _peeled(line: str, start: int, end: int) -> Iterator[Word]:
    """A chunk without the marks around it, and these as words of their own."""
    if line[start:end].startswith("[["):
        yield _word(line, start, end)
        return
    if line[start : start + 2].lower() == "w/" and end > start + 2:
        yield _word(line, start, start + 2)
        start += 2
    while start < end and line[start] in _LEADING:
        yield _word(line, start, start + 1)
        start += 1
    behind: list[Word] = []
    while start < end and line[end - 1] in _TRAILING and not _is_whole(line[start:end]):
        behind.insert(0, _word(line, end - 1, end))
        end -= 1
    if start < end:
        yield _word(line, start, end)
    yield from behind


def _is_whole(text: str) -> bool:
    """Whether a dot at the end belongs to the word."""
    return bool(_ORDINAL.fullmatch(text) or _TITLE.fullmatch(text))


def _word(line: str, start: int, end: int) -> Word:
    text = line[start:end]
    return Word(start, end, text, fold(text) or text)


def clause_of(line: str, words: Iterable[Word], speech: SpokenWords) -> Clause:
    """A clause of a line in a language."""
    return Clause(line, tuple(words), speech)
