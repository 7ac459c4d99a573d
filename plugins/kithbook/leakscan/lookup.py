"""Where a secret stands in an output: the ways of writing names and addresses that hide them."""

from __future__ import annotations

import itertools
import re
from functools import cached_property
from typing import NamedTuple

from kithbook.leakscan.built_site import Output, OutputText
from kithbook.leakscan.canon import row
from kithbook.leakscan.secret import Secret

_AT = ("at", "arroba", "klammeraffe", "affenschwanz", "aet", "chez", "chiocciola", "malpa",
       "apenstaartje", "собака")  # fmt: skip
_DOT = "dot|punkt|point|punto|dott|punt|punktum|kropka|точка"
_INITIALS = r"[^\W_](?: [^\W_]){0,2}"
_INITIALLED = re.compile(rf" {_INITIALS}(?= )")
_LONELY = re.compile(rf" (?:[^\W_]|{'|'.join(_AT)})(?= )")
# What structured data puts between the parts of a name: "givenName": "Ada", "familyName": "Byrne".
_PARTS = (
    "(?:first|last|given|family|sur|f|l) ?names?|first|last|given|family|vorname|nachname"
    "|familienname|prenom|nom|nombre|apellidos?"
)
_AROUND = "content|meta|property|profile|value|input|type|text|key|string|field|id|label|span|og|p"
_NAMED = rf"(?:(?:{_AROUND}) ){{0,6}}(?:{_PARTS})(?: (?:{_AROUND})){{0,4}}"
_LABELLED = re.compile(rf" {_NAMED}(?= )")
_ENDINGS = ("s", "es", "ns")
_NAMES = frozenset(("name", "id", "alias", "file name"))


class Occurrence(NamedTuple):
    """A reading that holds a secret, and the row of words as it stands there."""

    reading: OutputText
    sought: str


class Lookup:
    """Finds secrets in an output."""

    def __init__(self, output: Output) -> None:
        """Takes the output with its indexes."""
        self.output = output

    def find(self, secret: Secret) -> Occurrence | None:
        """The first place of a secret, in any spelling."""
        sought = secret.words
        if not sought:
            return None
        if secret.kind == "phone":
            run = self.output.numbers.get(sought[0])
            return self._exactly(tuple(run.split())) if run else None
        if found := self._exactly(sought):
            return found
        if secret.kind == "e-mail":
            return self._spelt_out(sought)
        return self._inflected(sought) if secret.kind in _NAMES else None

    def _exactly(self, sought: tuple[str, ...]) -> Occurrence | None:
        reading = self.output.find(sought)
        return Occurrence(reading, row(sought)) if reading else None

    def _inflected(self, sought: tuple[str, ...]) -> Occurrence | None:
        """A name in the genitive, as German writes it, or with an initial in the middle."""
        if len(sought) > 1 and sought[0] not in self.output.singles:
            return None
        for ending in _ENDINGS:
            if sought[-1] + ending in self.output.singles and len(sought[-1]) > 2:
                found = self._exactly((*sought[:-1], sought[-1] + ending))
                if found:
                    return found
        if len(sought) == 2 and sought in self._initialled:
            return self._with_between(sought, _INITIALS)
        if len(sought) == 2 and sought in self._labelled:
            return self._with_between(sought, _NAMED)
        return None

    def _with_between(self, sought: tuple[str, ...], between: str) -> Occurrence | None:
        first, last = map(re.escape, sought)
        return self._matching(f" {first} {between} {last}(?= )")

    def _spelt_out(self, sought: tuple[str, ...]) -> Occurrence | None:
        """An address with words for its signs: `ada at example dot org`."""
        pairs, singles = self.output.pairs, self.output.singles
        if sought[0] not in singles or sought[-1] not in singles:
            return None
        steps = itertools.pairwise(sought)
        if not all(step in pairs or step in self._parted or step in self._dotted for step in steps):
            return None
        between = rf" (?:(?:[^\W_]|{'|'.join(_AT)}|{_DOT}) )?"
        return self._matching(f" {between.join(map(re.escape, sought))}(?= )")

    def _matching(self, pattern: str) -> Occurrence | None:
        sought = re.compile(pattern)
        for reading in self.output.readings:
            if found := sought.search(reading.row):
                return Occurrence(reading, f"{found[0]} ")
        return None

    @cached_property
    def _parted(self) -> frozenset[tuple[str, str]]:
        """Two words with a letter or a word for @ between them."""
        return self._around(_LONELY)

    @cached_property
    def _initialled(self) -> frozenset[tuple[str, str]]:
        """Two words with up to three initials between them."""
        return self._around(_INITIALLED)

    @cached_property
    def _labelled(self) -> frozenset[tuple[str, str]]:
        """Two words with what says that the second is a part of a name between them."""
        return self._around(_LABELLED)

    @cached_property
    def _dotted(self) -> frozenset[tuple[str, str]]:
        """Two words with a word for a full stop between them."""
        return self._around(re.compile(rf" (?:{_DOT})(?= )"))

    def _around(self, between: re.Pattern[str]) -> frozenset[tuple[str, str]]:
        found = set()
        for reading in self.output.readings:
            text = reading.row
            for one in between.finditer(text):
                start, end = one.span()
                before = text[text.rfind(" ", 0, start) + 1 : start]
                after = text[end + 1 : max(text.find(" ", end + 1), end + 1)]
                found.add((before, after))
        return frozenset(found)
