"""Text as words: one fold for both engines, and sentences with the marks around each word.

`engine.js` says the same in JavaScript; `rules/letters.yml` holds the tables for both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

LONGEST_WORD = 40


class Tables(TypedDict):
    """The tables of `rules/letters.yml` as numbers; ranges are [first, last, first, last, ...]."""

    cap: int
    decompose: Sequence[int]
    drop: Sequence[int]
    apart: Sequence[int]
    single: Sequence[int]
    lower: Sequence[Sequence[int]]
    fold: Mapping[str, str]
    marks: Mapping[str, str]
    abbreviations: Sequence[str]


class Character(NamedTuple):
    """What one character is: `drop`, `word`, `single` or `mark`, and what it is read as."""

    kind: str
    text: str
    capital: bool = False


@dataclass(slots=True)
class Token:
    """One word; start and end count code points of the text, `open` and `close` are marks."""

    word: str
    start: int
    end: int
    sentence: int
    capitals: int
    first_capital: bool
    digit: bool
    single: bool
    line: bool = False
    comma: bool = False
    glue: str = ""
    open: str = ""
    close: str = ""


@dataclass(slots=True)
class Words:
    """The words of a text, and which of its sentences are questions."""

    characters: Sequence[str]
    tokens: list[Token]
    asks: list[bool]


class Letters:
    """The fold: reads text into words by the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[str, Character] = {}
        self._abbreviations = frozenset(tables["abbreviations"])

    def letter(self, character: str) -> Character:
        """What a character is read as; each is worked out once."""
        known = self._known.get(character)
        if known is None:
            known = self._known[character] = self._read(character)
        return known

    def _read(self, character: str) -> Character:
        tables, code = self._tables, ord(character)
        if _within(code, tables["drop"]):
            return Character("drop", "")
        if character in tables["marks"]:
            return Character("mark", tables["marks"][character])
        if _within(code, tables["apart"]):
            return Character("mark", "~")
        plain = tables["fold"].get(character, character)
        if plain == character and _within(code, tables["decompose"]):
            plain = unicodedata.normalize("NFKD", character)
        text, capital = "", False
        for part in plain:
            small = self._small(part)
            if _within(ord(part), tables["drop"]):
                continue
            if _within(ord(part), tables["apart"]):
                return Character("mark", "~")
            capital = capital or small != part
            text += tables["fold"].get(small, small)
        return Character("single" if _within(code, tables["single"]) else "word", text, capital)

    def _small(self, character: str) -> str:
        code = ord(character)
        for first, last, away in self._tables["lower"]:
            if first <= code <= last:
                return chr(code + away)
        return character

    def read(self, text: str, room: int = -1) -> Words:
        """The words of a text, as far as there is room."""
        characters = list(text[: self._tables["cap"] if room < 0 else room])
        words = Words(characters, [], [False])
        gap = "\n"
        at = 0
        while at < len(characters):
            letter = self.letter(characters[at])
            if letter.kind == "mark":
                gap += letter.text
            if letter.kind in ("mark", "drop"):
                at += 1
                continue
            token = self._token(characters, at)
            self._place(token, gap, words)
            words.tokens.append(token)
            at, gap = token.end, ""
        _close(words, gap, at_end=True)
        return words

    def _token(self, characters: Sequence[str], start: int) -> Token:
        """The word that starts here; an apostrophe inside a word is passed over."""
        first = self.letter(characters[start])
        word, capitals, at = first.text, int(first.capital), start + 1
        while first.kind == "word" and at < len(characters):
            letter = self.letter(characters[at])
            if letter.text == "'" and self._joins(characters, at):
                at += 1
                continue
            if letter.kind not in ("word", "drop"):
                break
            if len(word) < LONGEST_WORD:
                word += letter.text
            capitals += letter.capital
            at += 1
        digit = any("0" <= part <= "9" for part in word)
        single = first.kind == "single"
        return Token(word, start, at, 0, capitals, first.capital, digit, single)

    def _joins(self, characters: Sequence[str], at: int) -> bool:
        return at + 1 < len(characters) and self.letter(characters[at + 1]).kind == "word"

    def _place(self, token: Token, gap: str, words: Words) -> None:
        """Sets what the marks before a word say about it and about the word before."""
        _close(words, gap)
        if words.tokens and self._ends(words.tokens[-1], gap):
            words.asks.append(False)
        token.sentence = len(words.asks) - 1
        token.line, token.comma = "\n" in gap, "," in gap
        token.glue = gap if len(gap) == 1 else ""
        token.open = gap[-1] if gap and gap[-1] in '[{<"' else ""

    def _ends(self, before: Token, gap: str) -> bool:
        """Whether a sentence ends in this gap."""
        dense = gap.replace(" ", "")
        if dense.count("\n") > 1 or "\n-" in dense or "\n*" in dense:
            return True
        apart = " " in gap or "\n" in gap or '"' in gap
        if apart and ("?" in gap or "!" in gap):
            return True
        if not apart or "." not in gap:
            return False
        short_number = before.digit and len(before.word) < 3
        return not (gap == ". " and (short_number or before.word in self._abbreviations))


def _close(words: Words, gap: str, *, at_end: bool = False) -> None:
    """Notes on the last word what follows it."""
    if not words.tokens or not gap:
        return
    last = gap[1] if len(gap) > 1 and gap[0] in ".,?!" and gap[1] == '"' else gap[0]
    words.tokens[-1].close = last if last in ']}>"' else ""
    if "?" in gap and (at_end or " " in gap or "\n" in gap or '"' in gap):
        words.asks[-1] = True


def _within(code: int, ranges: Sequence[int]) -> bool:
    return any(ranges[at] <= code <= ranges[at + 1] for at in range(0, len(ranges), 2))
