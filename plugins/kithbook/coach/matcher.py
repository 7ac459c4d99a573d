"""Phrases in words: sets of words, and patterns of them followed with a set of places.

No regular expressions and no backtracking: a pattern has at most twelve elements and looks a
bounded way ahead inside one sentence, so the work grows with the text and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from kithbook.coach.letters import Token, Words
from kithbook.coach.patterns import Element, SignalsFound, WordSpan, breaks, follow, note

# Sets that the engine fills by looking at a word and its place; the ids are their positions.
FLAGS = ("any", "num", "cap", "name", "content", "url", "asked", "first")
ANY, NUM, CAP, NAME, CONTENT, URL, ASKED, FIRST = range(len(FLAGS))
NEW = -1
UMLAUTS: Mapping[str, str] = {"ä": "a", "ö": "o", "ü": "u"}
_GREETING_REACH, _CLOSING_REACH, _SLOT_REACH, _QUOTE_REACH = 6, 16, 6, 14


class Book(TypedDict):
    """The words of one language: the words of each set, and the patterns of each signal.

    In a set `word*` is a beginning and `*word` an end; an umlaut stands for the letter without it
    and for how it is spelt where there is none. A pattern is [signal, set, gap, optional, set,
    gap, optional, ...] with numbers throughout; -1 is the set after all that were named before, as
    most are named once, which keeps the file small. Signals that are `denied` by a word such as
    "never" inside them are not found.
    """

    signals: Sequence[str]
    denied: Sequence[str]
    sets: Sequence[str]
    patterns: Sequence[Sequence[int]]
    greeting: int
    closing: int
    common: int
    notname: int
    notword: int
    loose: int
    slot: int
    tld: int
    nouns: int


class Matcher:
    """A book made ready for looking things up."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._denied = frozenset(book["denied"])
        self._sets: dict[str, frozenset[int]] = {}
        self._words: dict[str, list[int]] = {}
        for number, words in enumerate(book["sets"]):
            for word in words.split():
                for form in {without_umlauts(word), spelt_out(word)}:
                    self._words.setdefault(form, []).append(number)
        self._starting: dict[int, list[tuple[str, tuple[Element, ...]]]] = {}
        for signal, first, *rest in _numbered(book["patterns"]):
            elements = tuple(Element(*rest[at : at + 3]) for at in range(0, len(rest), 3))
            self._starting.setdefault(first, []).append((book["signals"][signal], elements))

    def sets(self, word: str) -> frozenset[int]:
        """The sets that a word is in, by itself, by its beginning and by its end."""
        known = self._sets.get(word)
        if known is None:
            found = set(self._words.get(word, ()))
            for at in range(1, len(word) + 1):
                found.update(self._words.get(f"{word[:at]}*", ()))
                found.update(self._words.get(f"*{word[at - 1 :]}", ()))
            known = frozenset(found)
            if len(self._sets) < 20_000:
                self._sets[word] = known
        return known

    def find(self, words: Words) -> SignalsFound:
        """All that the book knows, in one text."""
        tokens = words.tokens
        sets = [set(self.sets(token.word)) for token in tokens]
        self._flag(words, sets)
        loose = self._book["loose"]
        found = SignalsFound({}, len(tokens), [loose in here for here in sets])
        ends = _sentence_ends(tokens)
        possible = self._possible(set().union(*sets))
        for at in range(len(tokens)):
            for one in sorted(sets[at].intersection(possible)):
                for signal, elements in possible[one]:
                    found.steps += 1
                    if elements and breaks(elements[0], at + 1, ends[at], sets):
                        continue
                    last = follow(elements, at + 1, ends[at], sets, found)
                    if last and not self._is_denied(signal, sets[at:last]):
                        note(found.spans, signal, WordSpan(at, last))
        self._look(words, sets, found)
        return found

    def _is_denied(self, signal: str, within: Sequence[set[int]]) -> bool:
        """Whether a word such as "never" stands inside: who has never met has met nobody."""
        no = self._book["notword"]
        return signal in self._denied and any(no in here for here in within)

    def _possible(self, present: set[int]) -> dict[int, list[tuple[str, tuple[Element, ...]]]]:
        """The patterns by their first set, without those that need a word the text has not."""
        return {
            first: [
                (signal, elements)
                for signal, elements in self._starting[first]
                if all(one.optional or one.wanted in present for one in elements)
            ]
            for first in present.intersection(self._starting)
        }

    def _flag(self, words: Words, sets: list[set[int]]) -> None:
        """Adds the sets that depend on a word's place."""
        book, tokens = self._book, words.tokens
        outside = self._outside(tokens, sets)
        for at, token in enumerate(tokens):
            here = sets[at]
            fresh = at == 0 or tokens[at - 1].sentence != token.sentence
            plain = book["common"] not in here and len(token.word) > 2
            known = book["notname"] in here or token.word == "i"
            here.add(ANY)
            if fresh:
                here.add(FIRST)
            if token.digit:
                here.add(NUM)
            if token.first_capital:
                here.add(CAP)
            if words.asks[token.sentence]:
                here.add(ASKED)
            if _is_address(token, here, book["tld"]):
                here.add(URL)
            if at in outside or token.digit:
                continue
            if token.first_capital and not known and self._is_name(tokens, at, fresh, sets):
                here.add(NAME)
            if plain and (len(token.word) > 3 or token.single):
                here.add(CONTENT)

    def _is_name(self, tokens: Sequence[Token], at: int, fresh: bool, sets: list[set[int]]) -> bool:  # noqa: FBT001
        """Whether a capital makes a name: where nouns have capitals too, only beside another."""
        token, common, notname = tokens[at], self._book["common"], self._book["notname"]
        if token.capitals > 1 and len(token.word) < 20:
            return token.capitals < len(token.word) or len(token.word) < 6
        beside = any(
            0 <= other < len(tokens)
            and tokens[other].sentence == token.sentence
            and tokens[other].first_capital
            and not sets[other] & {common, notname}
            for other in (at - 1, at + 1)
        )
        if self._book["nouns"] or fresh:
            return beside and common not in sets[at]
        return common not in sets[at] or beside

    def _outside(self, tokens: Sequence[Token], sets: list[set[int]]) -> set[int]:
        """The words of the greeting and of the closing, where names say nothing."""
        outside: set[int] = set()
        if tokens and self._book["greeting"] in sets[0]:
            for at in range(min(_GREETING_REACH, len(tokens))):
                if at and (tokens[at].comma or tokens[at].line or tokens[at].sentence):
                    break
                outside.add(at)
        for at in range(max(1, len(tokens) - _CLOSING_REACH), len(tokens)):
            fresh = tokens[at].line or tokens[at].sentence != tokens[at - 1].sentence
            if fresh and self._book["closing"] in sets[at]:
                outside.update(range(at, len(tokens)))
                break
        return outside

    def _look(self, words: Words, sets: list[set[int]], found: SignalsFound) -> None:
        """The signals that are no pattern: flags counted, questions, brackets, quotation marks."""
        tokens = words.tokens
        seen: set[str] = set()
        for at, token in enumerate(tokens):
            here = WordSpan(at, at + 1)
            for signal, flag in (("names", NAME), ("numbers", NUM), ("urls", URL)):
                if flag in sets[at]:
                    note(found.spans, signal, here)
            if CONTENT in sets[at] and token.word not in seen:
                seen.add(token.word)
                note(found.spans, "content", here)
            if token.open == '"':
                end = _closed(tokens, at, '"', _QUOTE_REACH)
                if end - at > 1:
                    note(found.spans, "quoted", WordSpan(at, end))
            elif token.open:
                end = _closed(tokens, at, {"[": "]", "{": "}", "<": ">"}[token.open], _SLOT_REACH)
                if any(self._book["slot"] in sets[one] for one in range(at, end)):
                    note(found.spans, "slots", WordSpan(at, end))
        self._weigh_asks(words, sets, found)

    @staticmethod
    def _weigh_asks(words: Words, sets: list[set[int]], found: SignalsFound) -> None:
        """Questions, and the words of substance that stand in sentences which ask something."""
        asking = set(found.spans.get("request", ()))
        sentences = {words.tokens[span.first].sentence for span in asking}
        seen: set[str] = set()
        last = -1
        for at, token in enumerate(words.tokens):
            asked = words.asks[token.sentence]
            if asked and token.sentence != last:
                last = token.sentence
                note(found.spans, "questions", WordSpan(at, at + 1))
            substance = sets[at] & {CONTENT, NAME}
            if (asked or token.sentence in sentences) and substance and token.word not in seen:
                seen.add(token.word)
                note(found.spans, "asked_for", WordSpan(at, at + 1))


def _numbered(patterns: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The patterns with every set by its number."""
    fresh = len(FLAGS)
    for pattern in patterns:
        numbers = list(pattern)
        for at in (1, *range(2, len(numbers), 3)):
            if numbers[at] == NEW:
                numbers[at] = fresh
                fresh += 1
        yield numbers


def without_umlauts(word: str) -> str:
    """A word as the fold leaves it."""
    return "".join(UMLAUTS.get(one, one) for one in word)


def spelt_out(word: str) -> str:
    """A word as it is written where there are no umlauts: fuer."""
    return "".join(f"{UMLAUTS[one]}e" if one in UMLAUTS else one for one in word)


def _sentence_ends(tokens: Sequence[Token]) -> list[int]:
    """For each word, where its sentence ends."""
    ends = [len(tokens)] * len(tokens)
    for at in range(len(tokens) - 2, -1, -1):
        same = tokens[at].sentence == tokens[at + 1].sentence
        ends[at] = ends[at + 1] if same else at + 1
    return ends


def _closed(tokens: Sequence[Token], first: int, mark: str, reach: int) -> int:
    """The word after the one at which a bracket or quotation closes; `first` when it does not."""
    for at in range(first, min(first + reach, len(tokens))):
        if tokens[at].close == mark:
            return at + 1
    return first


def _is_address(token: Token, sets: set[int], tld: int) -> bool:
    return token.word in ("http", "https", "www") or (token.glue == "." and tld in sets)
