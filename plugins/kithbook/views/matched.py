"""Who should meet and whose need somebody could meet: one list of each for all that shows them.

What was worked out of the book as it stands is kept; only where it is not, the engine is imported.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kithbook.book.kept_answers import KeptAnswers
from kithbook.book.network import Network
from kithbook.insight.openings import NeedMet, by_person
from kithbook.suggestions.suggestion import Suggestion, Suggestions

if TYPE_CHECKING:
    from kithbook.suggestions.matchmaker import Matchmaker

_MOST_SUGGESTIONS = 200
_NEEDS = tuple[NeedMet, ...]


@dataclass
class KeptMatching:
    """The last matchmaker of a book that is read again and again on one day."""

    finder: Matchmaker | None = None

    def of(self, network: Network, today: date, root: Path) -> Matchmaker:
        """The matchmaker of a reading, which takes over what is the same."""
        from kithbook.suggestions.matchmaker import Matchmaker, kept_engine

        before = self.finder if self.finder and self.finder.today == today else None
        self.finder = Matchmaker(network, today, kept_engine(root), before=before)
        return self.finder


@dataclass(frozen=True)
class Matched:
    """What one matchmaker finds in a book on one day; its engine reads everyone once."""

    network: Network
    today: date
    root: Path
    kept: KeptMatching = field(default_factory=KeptMatching)

    @cached_property
    def suggestions(self) -> Suggestions:
        """The introductions worth making, the worthiest first."""
        return self.suggested(_MOST_SUGGESTIONS)

    def suggested(self, most: int, about: str = "", *, contacts: bool = False) -> Suggestions:
        """As many of them; with `about` for one person alone, with `contacts` those of rosters."""

        def work_out() -> Suggestions:
            from kithbook.suggestions.suggest import suggest

            finder = self.finder_with_contacts if contacts else self.finder
            network, today = self.network, self.today
            return suggest(network, today, most, about=about, contacts=contacts, finder=finder)

        return self._kept.of(f"suggest {most} {contacts:d} {about}", Suggestions, work_out)

    @cached_property
    def suggestions_of(self) -> Mapping[str, tuple[Suggestion, ...]]:
        """Those of that list which are about a person, by id."""
        found: dict[str, list[Suggestion]] = defaultdict(list)
        for one in self.suggestions.found:
            for person in one.pair:
                found[person].append(one)
        return {person: tuple(each) for person, each in found.items()}

    @cached_property
    def needs(self) -> tuple[NeedMet, ...]:
        """Needs that somebody of the book could now meet, each with the one who could best."""

        def work_out() -> tuple[NeedMet, ...]:
            from kithbook.suggestions.needs import needs_met

            return needs_met(self.network, self.today, self.finder, each=1)

        return self._kept.of("needs", _NEEDS, work_out)

    def needs_about(self, person: str) -> tuple[NeedMet, ...]:
        """The needs of one person that others could meet, and those that they could."""

        def work_out() -> tuple[NeedMet, ...]:
            from kithbook.suggestions.needs import needs_met

            return needs_met(self.network, self.today, self.finder, about=person)

        return self._kept.of(f"needs {person}", _NEEDS, work_out)

    @cached_property
    def own_needs(self) -> tuple[NeedMet, ...]:
        """The owner's own needs that somebody of the book could meet."""
        return self.own_needs_among(contacts=False)

    def own_needs_among(self, *, contacts: bool) -> tuple[NeedMet, ...]:
        """The same, where asked for with the contacts of rosters."""

        def work_out() -> tuple[NeedMet, ...]:
            from kithbook.suggestions.own_needs import own_needs_met

            return own_needs_met(self.finder_with_contacts if contacts else self.finder)

        if not self.network.settings.needs:
            return ()
        return self._kept.of(f"own needs {contacts:d}", _NEEDS, work_out)

    @cached_property
    def needs_of(self) -> Mapping[str, tuple[NeedMet, ...]]:
        """Those needs by the person who has them."""
        return by_person(self.needs)

    @cached_property
    def finder(self) -> Matchmaker:
        """The matchmaker of the book, with its index kept beside it."""
        return self.kept.of(self.network, self.today, self.root)

    @cached_property
    def finder_with_contacts(self) -> Matchmaker:
        """The same with the contacts of rosters."""
        from kithbook.suggestions.matchmaker import Matchmaker, kept_engine

        return Matchmaker(self.network, self.today, kept_engine(self.root), contacts=True)

    @cached_property
    def _kept(self) -> KeptAnswers:
        return KeptAnswers(self.root, self.network.state, self.today)
