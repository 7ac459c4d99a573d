"""What is worked out once of a book on one day; a page is handed the one part that it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.book.network import Network
from kithbook.insight.inbox import Thread, threads
from kithbook.insight.keepup import KeepUp, keep_ups
from kithbook.insight.ledger import Account, Ledger, ledger
from kithbook.insight.picture import Picture, picture
from kithbook.insight.today import agenda
from kithbook.suggestions.ways import Ways
from kithbook.views.day_view import DayView, day_view
from kithbook.views.introductions_view import IntroductionsView
from kithbook.views.matched import KeptMatching, Matched
from kithbook.views.person_view import PersonViews
from kithbook.views.problem_list import ProblemList
from kithbook.views.ways_view import ways_of

FURTHEST = 5
"""So many steps back of who came through whom tell whether there are more than pages show."""
DEEPEST = 2


@dataclass(frozen=True)
class BookViews:
    """The views of one book, each made when it is first asked for."""

    network: Network
    today: date
    problems: ProblemList
    root: Path
    matching: KeptMatching = field(default_factory=KeptMatching)

    @cached_property
    def keep_ups(self) -> tuple[KeepUp, ...]:
        """How everyone stands, the most pressing first."""
        return keep_ups(self.network, self.today)

    @cached_property
    def ledger(self) -> Ledger:
        """Promises, favours and thanks owed in the whole book."""
        return ledger(self.network, self.today)

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """Requests with their replies, those that wait for the owner first."""
        return threads(self.network, self.today)

    @cached_property
    def picture(self) -> Picture:
        """The network as a picture: who is drawn, with which lines."""
        return picture(self.network, self.today)

    @cached_property
    def introductions(self) -> IntroductionsView:
        """The introductions on file: where each stands and what it waits for."""
        return IntroductionsView(self.network, self.today, self.root)

    @cached_property
    def matched(self) -> Matched:
        """Introductions worth making and needs met, one list of each for the whole site."""
        return Matched(self.network, self.today, self.root, self.matching)

    @cached_property
    def ways(self) -> tuple[Ways, ...]:
        """Who stands nearest to what the owner looks for, need by need."""
        wanted = (one.text for one in self.network.settings.needs if one.holds(self.today))
        return ways_of(self.network, wanted, self.today, self.root)

    @cached_property
    def day(self) -> DayView:
        """What this day shows: turns, people to reach, dates, and the rest in counts."""
        everyone, needs = self.keep_ups, self.matched.needs
        both = (*needs, *self.matched.own_needs)
        plan = agenda(self.network, self.today, everyone, self.ledger, both)
        return day_view(self.network, plan, self.introductions.waits, self.threads)

    @cached_property
    def persons(self) -> PersonViews:
        """What makes the view of each person."""
        accounts = {person: Account(person) for person in self.network.people}
        accounts.update((each.person, each) for each in self.ledger.accounts)
        return PersonViews(
            self.network,
            self.today,
            keep_ups={one.person: one for one in self.keep_ups},
            accounts=accounts,
            needs_of=self.matched.needs_of,
            suggestions_of=self.matched.suggestions_of,
            problems=self.problems,
            drawn=self.picture.places,
            furthest=FURTHEST,
            deepest=DEEPEST,
        )
