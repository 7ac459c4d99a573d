"""Words of private files that stand in the output one after another: long ones, and short ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.disclosure.answers import MOST_WORDS
from kithbook.leakscan.allowed import Allowed
from kithbook.leakscan.built_site import Output
from kithbook.leakscan.canon import row, words
from kithbook.leakscan.cells import cells_of
from kithbook.leakscan.lookup import Occurrence
from kithbook.leakscan.private_files import PrivateFile
from kithbook.leakscan.secret import Secret
from kithbook.leakscan.verdict import Judge, Verdict

LEAST_WORDS, LEAST_LETTERS = 4, 20
LEAST_SHORT, LEAST_TOKEN, _LEAST_MIXED = 3, 6, 8
# From which power of ten on a few words are hardly together by chance.
_TELLING = 10.0
_YEARS = re.compile(r"\d{4}(?:s|er|ern)|\d+(?:st|nd|rd|th|am|pm|km|kg|px|mm|cm|gb|mb)")
_TOKEN_KEYS = (
    "pin", "code", "password", "passwort", "passphrase", "passcode", "passport", "kennwort", "pw",
    "secret", "token", "api key", "apikey", "key", "combination", "kombination", "wlan", "wifi",
    "wi-fi", "ssn", "account", "konto",
)  # fmt: skip
_TOKEN = re.compile(
    r"[ \t]{0,3}(?:is|ist|nr\.?|no\.?)?[ \t]{0,3}[:=]?[ \t]{0,3}[\"'`]?([^\s\"'`]{4,60})",
    re.IGNORECASE,
)


class FoundPhrase(NamedTuple):
    """A secret, where it stands, and whether it is a hit or a question."""

    secret: Secret
    place: Occurrence
    verdict: Verdict


class Phrases:
    """Looks for the words of private files in an output."""

    def __init__(self, output: Output, allowed: Allowed, judge: Judge) -> None:
        """Takes the output, what is allowed, and who weighs single words."""
        self._output = output
        self._allowed = allowed
        self._judge = judge
        self._tokens = frozenset(filter(_is_token, output.singles))

    def of(self, file: PrivateFile) -> Iterator[FoundPhrase]:
        """Everything of one file that stands in the output."""
        for number, text in enumerate(file.streams()):
            stream = words(text)
            yield from self._of_words(file, stream)
            threes = zip(stream, stream[1:], stream[2:], strict=False)
            if not self._output.threes.isdisjoint(threes):
                yield from self._of_runs(file, text, stream, number)
        yield from self._of_keyed(file)

    def _of_runs(
        self, file: PrivateFile, text: str, stream: list[str], number: int
    ) -> Iterator[FoundPhrase]:
        """Words one after another; those of a roster within one cell, where it is a long one."""
        runs = _Runs(self, file, stream, number)
        if not file.is_roster:
            yield from runs.within(0, len(stream))
            return
        for start, end in cells_of(text, len(stream)):
            if end - start >= LEAST_WORDS and _is_long(tuple(stream[start:end])):
                yield from runs.within(start, end)

    def _of_words(self, file: PrivateFile, stream: list[str]) -> Iterator[FoundPhrase]:
        """Words of letters and digits."""
        for word in self._tokens.intersection(stream):
            place = self._place((word,))
            if place is None or self._excused((word,)):
                continue
            asked = len(word) < _LEAST_MIXED or self._allowed.on_page((word,))
            at = stream.index(word)
            yield FoundPhrase(
                Secret("word", (word,), file.path, at, line=-1),
                place,
                "question" if asked else "hit",
            )

    def _of_keyed(self, file: PrivateFile) -> Iterator[FoundPhrase]:
        """What stands after a word such as password."""
        for found in _keyed_tokens(file.text):
            token = tuple(words(found[1]))
            place = self._place(token) if 0 < len(token) <= MOST_WORDS else None
            if place is None or self._excused(token) or all(map(self._judge.ordinary.word, token)):
                continue
            if any(letter.isdigit() for part in token for letter in part) or len(token) > 1:
                yield FoundPhrase(
                    Secret("token", token, file.path, found.start(1)), place, "question"
                )

    def _place(self, sought: tuple[str, ...]) -> Occurrence | None:
        reading = self._output.find(sought)
        return Occurrence(reading, row(sought)) if reading else None

    def _excused(self, sought: tuple[str, ...]) -> bool:
        allowed = self._allowed
        return allowed.covers(sought) or allowed.is_answered(sought) or allowed.is_ours(sought)

    def verdict(self, file: PrivateFile, sought: tuple[str, ...], *, quoted: bool) -> Verdict:
        """What a run of words is that stands in the output and is no fact and no template's."""
        short = len(sought) <= MOST_WORDS
        if self._allowed.on_page(sought):
            if file.path in self._allowed.owner_files or (file.strangers and (short or quoted)):
                return ""
            if not (short or quoted or file.path.startswith(".git/")):
                return "hit"
        elif _is_long(sought):
            return "hit"
        if self._allowed.is_answered(sought) or (short and not self.is_telling(sought)):
            return ""
        return "question"

    def is_telling(self, sought: tuple[str, ...]) -> bool:
        """Whether a few words are hardly together by chance."""
        return self._judge.ordinary.telling(sought) >= _TELLING

    def excused(self, sought: tuple[str, ...], run: tuple[str, ...]) -> bool:
        """Whether words are shown on purpose, or a template's own."""
        allowed = self._allowed
        return allowed.covers(sought) or allowed.is_ours(
            run[:8] if len(run) > MOST_WORDS else sought
        )

    def disclosed(self, place: Occurrence) -> bool:
        """Whether a disclosed text only seems to go on, since tags were taken out."""
        return place.reading.glued and place.sought in self._allowed.quotes

    @property
    def output(self) -> Output:
        """What is looked through."""
        return self._output


class _Runs:
    """The runs of words of one stream of a file."""

    def __init__(self, phrases: Phrases, file: PrivateFile, stream: list[str], number: int) -> None:
        self._phrases = phrases
        self._file = file
        self._stream = stream
        self._number = number

    def within(self, at: int, last: int) -> Iterator[FoundPhrase]:
        """Those from a word on and before another."""
        stream, threes = self._stream, self._phrases.output.threes
        while at <= last - LEAST_SHORT:
            step = 1
            if tuple(stream[at : at + LEAST_SHORT]) in threes:
                run = self._run(at, last)
                one = self._weighed(at, run)
                if one:
                    yield one
                    step = len(run)
            at += step

    def _run(self, at: int, last: int) -> tuple[str, ...]:
        """The longest run from a word on that one reading holds; its first three words at least."""
        stream, threes = self._stream, self._phrases.output.threes
        end = at + LEAST_SHORT
        while end < last and tuple(stream[end - 2 : end + 1]) in threes:
            end += 1
        low, high = at + LEAST_SHORT, end
        while low < high:
            middle = (low + high + 1) // 2
            if self._phrases.output.find_phrase(tuple(stream[at:middle])):
                low = middle
            else:
                high = middle - 1
        return tuple(stream[at:low])

    def _weighed(self, at: int, run: tuple[str, ...]) -> FoundPhrase | None:
        phrases = self._phrases
        sought = _window(run) or run
        reading = phrases.output.find_phrase(sought)
        if reading is None or phrases.excused(sought, run):
            return None
        if phrases.disclosed(Occurrence(reading, row(sought))):
            return None
        quoted = self._file.quoted[self._number].issuperset(range(at, at + len(run)))
        verdict = phrases.verdict(self._file, run, quoted=quoted)
        if not verdict:
            return None
        secret = Secret("phrase", run, self._file.path, at, self._file.firm, -1)
        whole = phrases.output.find_phrase(run) or reading
        return FoundPhrase(secret, Occurrence(whole, row(run)), verdict)


def _window(run: tuple[str, ...]) -> tuple[str, ...]:
    """The shortest beginning that is long enough to be nobody else's; or nothing."""
    letters = 0
    for end, word in enumerate(run, 1):
        letters += len(word)
        if end >= LEAST_WORDS and letters >= LEAST_LETTERS:
            return run[:end]
    return ()


def _is_long(run: tuple[str, ...]) -> bool:
    return bool(_window(run))


def _keyed_tokens(text: str) -> Iterator[re.Match[str]]:
    low = text.lower()
    for key in _TOKEN_KEYS:
        at = low.find(key)
        while at >= 0:
            end = at + len(key)
            found = _TOKEN.match(text, end) if not low[end : end + 1].isalnum() else None
            if found and not low[at - 1 : at].isalnum():
                yield found
            at = low.find(key, end)


def _is_token(word: str) -> bool:
    return (
        len(word) >= LEAST_TOKEN
        and not word.isalpha()
        and not word.isdigit()
        and _YEARS.fullmatch(word) is None
    )
