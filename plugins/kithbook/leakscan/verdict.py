"""What to say of a private text that stands in the output: a hit, a question, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from kithbook.leakscan.allowed import Allowed
from kithbook.leakscan.built_site import Output
from kithbook.leakscan.decode import follow
from kithbook.leakscan.lookup import Occurrence
from kithbook.leakscan.ordinary import Ordinary
from kithbook.leakscan.private_files import PrivateFile
from kithbook.leakscan.secret import Secret

Verdict = Literal["hit", "question", ""]

LEAST_ALIAS = 4
_ADDRESSES = ("e-mail", "phone", "handle", "link", "remote", "token", "code")


class Judge:
    """Weighs secrets that stand in an output against what may stand there."""

    def __init__(self, output: Output, allowed: Allowed, files: Iterable[PrivateFile]) -> None:
        """Takes the output, what is allowed, and the book's files."""
        self._output = output
        self._allowed = allowed
        self.ordinary = Ordinary(files)

    def of(self, secret: Secret, place: Occurrence) -> Verdict:
        """What a name, address, number or handle at a place is."""
        if secret.kind in _ADDRESSES:
            return self._of_address(secret)
        if secret.kind == "surname":
            return self._of_surname(secret, place)
        if secret.kind == "mention":
            return self._of_mention(secret)
        if len(secret.words) > 1 or secret.joined:
            return self._of_name(secret, place)
        return self._of_word(secret, place)

    def _of_address(self, secret: Secret) -> Verdict:
        allowed = self._allowed
        if secret.kind == "phone":
            excused = secret.words[0] in allowed.numbers
        else:
            excused = allowed.is_contact(secret.words)
        if excused or (not secret.firm and allowed.is_ours(secret.words)):
            return ""
        if secret.kind == "handle" and len(secret.words) == 1:
            if self._is_anybodys(secret.words[0]):
                return ""
            return "question" if allowed.on_page(secret.words) else "hit"
        mine = secret.path in allowed.owner_files and allowed.on_page(secret.words)
        return "question" if mine else "hit"

    def _of_name(self, secret: Secret, place: Occurrence) -> Verdict:
        allowed = self._allowed
        if allowed.covers(secret.words) or secret.path in allowed.owner_files:
            return ""
        if not secret.firm and allowed.is_ours(secret.words):
            return ""
        plain = all(map(self.ordinary.word, secret.words))
        if secret.joined:
            plain = self._parts_are_plain(secret)
        return "question" if plain and not self._like_a_name(place) else "hit"

    def _parts_are_plain(self, secret: Secret) -> bool:
        """Whether a name in one word could be a word: Mayfield, Woodstock."""
        word = secret.words[0]
        return self.ordinary.word(word) or any(
            self.ordinary.word(word[:at]) and self.ordinary.word(word[at:])
            for at in range(2, len(word) - 1)
        )

    def _like_a_name(self, place: Occurrence) -> bool:
        """Whether the output writes some words as one writes names: each with a capital."""
        sign = r"[\W_]{1,12}"
        pattern = sign.join(map(re.escape, place.sought.split()))
        text = follow(place.reading.sheet.text, place.reading.steps)
        sought = re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])", re.IGNORECASE)
        written = [found[0] for found in sought.finditer(text)]
        return not written or any(map(_with_capitals, written))

    def _of_surname(self, secret: Secret, place: Occurrence) -> Verdict:
        allowed, word = self._allowed, secret.words[0]
        if allowed.covers(secret.words) or allowed.is_answered(secret.words):
            return ""
        if allowed.is_ours(secret.words) or secret.path in allowed.owner_files:
            return ""
        if self.ordinary.word(word) and not self._inside_a_sentence(place):
            return ""
        return "question"

    def _of_mention(self, secret: Secret) -> Verdict:
        """Somebody without a file, or a thing: only the owner can tell."""
        allowed, words = self._allowed, secret.words
        told = allowed.covers(words) or allowed.is_answered(words) or allowed.is_ours(words)
        return "" if told or secret.path in allowed.owner_files else "question"

    def _inside_a_sentence(self, place: Occurrence) -> bool:
        """Whether a word stands with a capital after a word in small letters."""
        word = place.sought.strip()
        text = follow(place.reading.sheet.text, place.reading.steps)
        return any(
            found[1][0].isupper()
            for found in re.finditer(
                rf"[^\W\d_A-Z],? ({re.escape(word)})(?![^\W_])", text, re.IGNORECASE
            )
        )

    def _of_word(self, secret: Secret, place: Occurrence) -> Verdict:
        """An alias or id of one word."""
        allowed, written = self._allowed, place.sought.strip()
        if allowed.covers(secret.words) or secret.path in allowed.owner_files:
            return ""
        if any(map(self._is_anybodys, (*secret.words, written))):
            return ""
        if allowed.is_answered(secret.words):
            return ""
        if any(map(self.ordinary.word, (*secret.words, written))):
            return "question" if self._inside_a_sentence(place) else ""
        return "question" if allowed.on_page((written,)) else "hit"

    def _is_anybodys(self, word: str) -> bool:
        return (
            len(word) < LEAST_ALIAS
            or self._allowed.is_ours((word,))
            or self.ordinary.used_small(word)
        )


def _with_capitals(text: str) -> bool:
    parts = re.findall(r"[^\W\d_]+", text)
    if len(parts) == 1:  # in one word: CamelCase
        return any(letter.isupper() for letter in parts[0][1:])
    return all(part[0].isupper() or part[0] == part[0].upper() for part in parts)
