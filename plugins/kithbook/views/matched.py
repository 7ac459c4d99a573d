"""Who should meet and whose need somebody could meet: one list of each for all that shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.book.network import Network
from kithbook.insight.openings import NeedMet, by_person
from kithbook.suggestions.matchmaker import Matchmaker, kept_engine
from kithbook.suggestions.needs import needs_met
from kithbook.suggestions.own_needs import own_needs_met
from kithbook.suggestions.suggest import suggest
from kithbook.suggestions.suggestion import Suggestion, Suggestions

_MOST_SUGGESTIONS = 200


@dataclass
class KeptMatching:
    """The last matchmaker of a book that is read again and again on one day."""

    finder: Matchmaker | None = None

    def of(self, network: Network, today: date, root: Path) -> Matchmaker:
        """The matchmaker of a reading, which takes over what is the same."""
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
        return suggest(self.network, self.today, _MOST_SUGGESTIONS, finder=self._finder)

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
        return needs_met(self.network, self.today, self._finder, each=1)

    @cached_property
    def own_needs(self) -> tuple[NeedMet, ...]:
        """The owner's own needs that somebody of the book could meet."""
        return own_needs_met(self._finder) if self.network.settings.needs else ()

    @cached_property
    def needs_of(self) -> Mapping[str, tuple[NeedMet, ...]]:
        """Those needs by the person who has them."""
        return by_person(self.needs)

    @cached_property
    def _finder(self) -> Matchmaker:
        return self.kept.of(self.network, self.today, self.root)
