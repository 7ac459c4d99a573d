"""The coach: what a thoughtful friend would say about a message, from rules that are data.

`engine.js` gives the same findings in JavaScript, byte for byte; both read `rules.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

from kithbook.coach.letters import Letters, Tables, Token, Words
from kithbook.coach.matcher import Book, Matcher
from kithbook.coach.patterns import SignalsFound, WordSpan
from kithbook.coach.weighing import Expression, Part, Sum, counted, value, weighed

Level = Literal["stop", "hint", "good"]
Kind = Literal["connect", "introduction"]

FIELDS = ("how_found", "why", "ask", "offer", "wants", "why_them", "for_them", "forwardable")
INTRODUCTION_FIELDS = ("wants", "why_them", "for_them", "forwardable")
WEAK_TIES = ("off", "hint", "stop")
MAX_WORDS = 200
_LONGEST_QUOTE = 70
_RULES = Path(__file__).parent / "rules.json"


class Rule(TypedDict):
    """One rule: it speaks when `when` is not zero; later rules of the same name then keep still."""

    rule: str
    level: Level
    when: Expression
    quote: Sequence[str]
    field: Sequence[str]


class Rules(TypedDict):
    """The compiled rules of all languages."""

    letters: Tables
    stop: Mapping[str, Sequence[str]]
    everywhere: Sequence[str]
    books: Mapping[str, Book]
    facts: Sequence[tuple[str, Expression]]
    sum: Sum
    then: Sequence[tuple[str, Expression]]
    rules: Sequence[Rule]
    say: Mapping[str, Mapping[str, str]]


class Finding(NamedTuple):
    """One remark: the words it is about, one sentence, and the field that it belongs beside."""

    rule: str
    level: Level
    quote: str
    say: str
    field: str


@dataclass(frozen=True, slots=True)
class Advice:
    """All that the coach has to say; ready is what the sum over the signs comes to."""

    findings: tuple[Finding, ...]
    ready: bool
    lang: str
    kind: Kind

    def as_json(self) -> dict[str, object]:
        """The advice as both engines write it."""
        return {
            "findings": [finding._asdict() for finding in self.findings],
            "ready": self.ready,
            "lang": self.lang,
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class Wish:
    """How to read: language and kind (empty: guessed), language of the remarks, settings."""

    lang: str = ""
    kind: str = ""
    say: str = ""
    weak_tie: str = "hint"
    max_words: int = MAX_WORDS


class Coach:
    """Rules made ready for reading messages."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._letters = Letters(rules["letters"])
        self._stop = {lang: frozenset(words) for lang, words in rules["stop"].items()}
        self._matchers: dict[str, Matcher] = {}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that have rules and remarks of their own."""
        return tuple(self._rules["say"])

    def look(self, message: str | Mapping[str, str], wish: Wish | None = None) -> Advice:
        """What is to be said about a message: a text, or its fields by name."""
        wish = wish or Wish()
        parts, counts, lang = self._counted(message, wish)
        say = self._rules["say"]
        findings = self._findings(parts, counts, say.get(wish.say or lang) or say["en"])
        kind: Kind = "introduction" if counts["introduction"] else "connect"
        return Advice(findings, counts["ready"] > 0, lang, kind)

    def counts(self, message: str | Mapping[str, str], wish: Wish | None = None) -> dict[str, int]:
        """All that is counted in a message: what the weights of the sum are learnt from."""
        return self._counted(message, wish or Wish())[1]

    def _counted(
        self, message: str | Mapping[str, str], wish: Wish
    ) -> tuple[list[Part], dict[str, int], str]:
        """The parts of a message, all that is counted in them with the sum, and the language."""
        given = _given(message)
        read = self._read(given)
        lang = wish.lang or self._guess([words for _, words in read])
        parts = [Part(field, words, self._find(words, lang)) for field, words in read]
        counts = counted(parts)
        counts |= {
            "fields": int(not isinstance(message, str)),
            "introduction": int(_introduces(wish.kind, given, counts)),
            "known": int(lang in self._rules["books"]),
            "weak_tie": WEAK_TIES.index(wish.weak_tie),
            "max_words": wish.max_words,
        }
        for name, expression in self._rules["facts"]:
            counts[name] = value(expression, counts)
        counts["sum"] = weighed(self._rules["sum"], counts, lang)
        for name, expression in self._rules["then"]:
            counts[name] = value(expression, counts)
        return parts, counts, lang

    def language(self, text: str) -> str:
        """The language that `look` would read a text in."""
        return self._guess([self._letters.read(text)])

    def _read(self, given: Sequence[tuple[str, str]]) -> list[tuple[str, Words]]:
        """The fields in words; together they have the room that one text has."""
        room = self._rules["letters"]["cap"]
        read: list[tuple[str, Words]] = []
        for field, text in given:
            words = self._letters.read(text, room)
            room -= len(words.characters)
            read.append((field, words))
        return read

    def work(self, text: str, lang: str) -> int:
        """How many words are looked at while a text is read: it grows with the text alone."""
        return self._find(self._letters.read(text), lang).steps

    def _matcher(self, lang: str) -> Matcher:
        if lang not in self._matchers:
            self._matchers[lang] = Matcher(self._rules["books"][lang])
        return self._matchers[lang]

    def _find(self, words: Words, lang: str) -> SignalsFound:
        return self._matcher(lang if lang in self._rules["books"] else "any").find(words)

    def _guess(self, texts: Sequence[Words]) -> str:
        """The language whose small words stand most often in the message."""
        best, most = next(iter(self._stop)), 0
        for lang, small in self._stop.items():
            count = sum(token.word in small for words in texts for token in words.tokens)
            if count > most:
                best, most = lang, count
        return best

    def _findings(
        self, parts: Sequence[Part], counts: dict[str, int], saying: Mapping[str, str]
    ) -> tuple[Finding, ...]:
        """What the rules say; what would be a stop is a hint where the message is ready."""
        findings: dict[str, Finding] = {}
        for rule in self._rules["rules"]:
            name = rule["rule"]
            if name in findings or not value(rule["when"], counts):
                continue
            field, quote = _quoted(parts, rule["quote"])
            place = field or "".join(rule["field"][: counts["fields"]])
            say = saying[name].replace("{quote}", quote)
            level: Level = "hint" if counts["ready"] and rule["level"] == "stop" else rule["level"]
            findings[name] = Finding(name, level, quote, say, place)
            counts["stops"] = counts.get("stops", 0) + int(level == "stop")
        return tuple(findings.values())


def shown(findings: Sequence[Finding], limit: int = 2) -> tuple[Finding, ...]:
    """What a requester is shown at once: praise first, then what matters most."""
    praise = [finding for finding in findings if finding.level == "good"]
    concerns = [finding for finding in findings if finding.level == "stop"]
    concerns += [finding for finding in findings if finding.level == "hint"]
    room = limit - 1 if concerns else limit
    chosen = praise[:room]
    return (*chosen, *concerns[: limit - len(chosen)])


def load_rules() -> Rules:
    """The compiled rules that come with the package."""
    rules: Rules = json.loads(_RULES.read_text(encoding="utf-8"))
    return rules


def _given(message: str | Mapping[str, str]) -> list[tuple[str, str]]:
    if isinstance(message, str):
        return [("", message)]
    return [(field, message[field]) for field in FIELDS if message.get(field)]


def _introduces(kind: str, given: Sequence[tuple[str, str]], counts: Mapping[str, int]) -> bool:
    if kind:
        return kind == "introduction"
    named = any(field in INTRODUCTION_FIELDS for field, _ in given)
    return named or counts.get("intro_ask", 0) > 0


def _quoted(parts: Sequence[Part], signals: Sequence[str]) -> tuple[str, str]:
    """The field and the words of the first span of the first signal that was found."""
    for signal in signals:
        for part in parts:
            for span in part.found.spans.get(signal, ()):
                return part.field, _words_of(part, span)
    return "", ""


def _words_of(part: Part, span: WordSpan) -> str:
    """The words as they were written, on one line, without loose ones such as "of" at the end.

    They are cut between words when there are many.
    """
    last = span.last
    while last > span.first + 1 and part.found.loose[last - 1]:
        last -= 1
    tokens: Sequence[Token] = part.words.tokens[span.first : last]
    first = tokens[0].start
    fitting = [token for token in tokens if token.end - first <= _LONGEST_QUOTE] or tokens[:1]
    end = fitting[-1].end
    written = part.words.characters[first : min(end, first + _LONGEST_QUOTE)]
    whole = len(fitting) == len(tokens) and end - first <= _LONGEST_QUOTE
    line = "".join(" " if one in "\t\r\n\x85\u2028\u2029" else one for one in written)
    return line if whole else f"{line}\u2026"
