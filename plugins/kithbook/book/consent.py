"""What a person allowed to be shown, since when, until when, and in which words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kithbook.text.dates import PartialDate
from kithbook.text.problems import Location, Problem
from kithbook.text.words import one_form


def digest_of(day: object, words: Iterable[str]) -> str:
    """Eight digits (SHA-256) that a day and the words agreed to on it have and others have not."""
    told = "\n".join((str(day), *map(one_form, words)))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Agreed:
    """The words that a person saw and agreed to, and the day of the consent that they belong to.

    `digest` is what kith noted with them; a word that was replaced in the whole file is one that
    it does not fit.
    """

    on: PartialDate | None
    to: tuple[str, ...]
    digest: str = ""

    @property
    def fits(self) -> bool:
        """Whether the words are those that were noted, as far as a digest tells."""
        return self.digest in ("", digest_of(self.on, self.to))


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person allowed to be shown on the public page, and since when.

    `unclear` is the finding that leaves it in doubt, and so ends it.
    """

    on: PartialDate | None
    by: str
    shows: tuple[str, ...]
    until: PartialDate | None
    withdrawn: PartialDate | None
    at: Location
    agreed: Agreed | None = None
    unclear: Problem | None = None

    def holds(self, today: date) -> bool:
        """Whether it allows anything on this day."""
        ended = (self.until and self.until.latest() < today) or self.withdrawn is not None
        if self.unclear:
            return False
        return self.on is not None and self.on.earliest() <= today and not ended

    def allows(self, what: str, today: date) -> bool:
        """Whether it lets one thing be shown on this day."""
        return what in self.shows and self.holds(today)

    @property
    def kept(self) -> tuple[str, ...] | None:
        """The words that it keeps for its date; None where its date is a later one than theirs."""
        if self.agreed is None or self.agreed.on is None or self.on is None:
            return None
        return None if self.on.earliest() > self.agreed.on.earliest() else self.agreed.to

    def covers(self, text: str) -> bool:
        """Whether a text is among the words that it keeps; any is where it keeps none."""
        return self.kept is None or one_form(text) in map(one_form, self.kept)
