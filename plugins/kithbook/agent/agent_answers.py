"""The questions an assistant may ask, each answered from the book without what is withheld.

An answer has the shape of the command with `--json`; what was asked is not said again, so that no
answer tells whether somebody withheld is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from kithbook.agent.opened_book import OpenedBook
from kithbook.book.network import Network
from kithbook.insight.ask import QueryFault, parse
from kithbook.insight.find import find
from kithbook.insight.inbox import STATES, newest_first, threads
from kithbook.insight.openings import openings
from kithbook.insight.places import living_in
from kithbook.insight.query import EVERYONE
from kithbook.insight.reaching import whom
from kithbook.insight.today import agenda
from kithbook.insight.unlinked import find_unlinked
from kithbook.introductions.record import newest_first as newest_introductions
from kithbook.introductions.state import all_progress, for_today
from kithbook.introductions.which_introduction import find_introduction
from kithbook.requests.deciding import find_thread
from kithbook.requests.rollup import by_link, by_person, by_words, thanks_due
from kithbook.shapes.of_agenda import today_shape
from kithbook.shapes.of_finds import answer_shape, found_shape, line_shape
from kithbook.shapes.of_introductions import introduction_shape
from kithbook.shapes.of_person import about_shape, brief_shape, place_shape
from kithbook.shapes.of_requests import request_shape, requests_shape
from kithbook.shapes.of_suggestions import suggestions_shape
from kithbook.shapes.of_ways import ways_shape
from kithbook.shapes.pieces import Shape
from kithbook.suggestions.matchmaker import Matchmaker
from kithbook.suggestions.needs import needs_met
from kithbook.suggestions.own_needs import own_needs_met
from kithbook.suggestions.question import is_question, question_in
from kithbook.suggestions.suggest import suggest
from kithbook.suggestions.ways import ways_to
from kithbook.suggestions.who_knows import QuestionAnswer, ask_of, everyone_in
from kithbook.text.refusal import Declined
from kithbook.views.day_view import day_view
from kithbook.views.person_view import PersonViews
from kithbook.views.request_view import request_view

_RANKED, _FEW = 10, 5
NOBODY = "Nobody in the book is meant by that. Look with find first, and take the id."


class Unanswered(Exception):
    """A question that cannot be answered, with why, in words that repeat nothing of it."""


def _unanswered(why: str) -> NoReturn:
    raise Unanswered(why)


@dataclass(frozen=True)
class AgentAnswers:
    """The answers from one reading of a book, before the cover goes over them."""

    opened: OpenedBook

    def find(self, query: str) -> Shape:
        """People and contacts by words and fields, or by a question."""
        network, today = self.opened.plain, self.opened.today
        asked = parse(query)
        if is_question(query, network.settings.language) or isinstance(asked, QueryFault):
            question = question_in(query, asked)
            if question is None:
                _unanswered("This is neither a query nor a question. Use plain words.")
            ranked = [answer_shape(one) for one in self._ranked(question.text, _RANKED)]
            found = find(network, question.among, today) if question.among != EVERYONE else ()
            ids = {one.person for one in found}
            among = [one for one in ranked if not ids or one["id"] in ids]
            return {"found": [], "journal": [], "near": among}
        hits = [found_shape(one) for one in find(network, asked, today)]
        lines = [line_shape(one) for one in find_unlinked(network, asked, today)]
        near = [] if hits else [answer_shape(one) for one in self._ranked(query, _FEW)]
        return {"found": hits, "journal": lines, "near": near}

    def about(self, person: str) -> Shape:
        """Everything held on one person, but for ways to reach them."""
        network, today = self.opened.plain, self.opened.today
        return about_shape(PersonViews(network, today).of(self._meant(person)), today)

    def brief(self, who: str) -> Shape:
        """What to know before a call with a person, or before a trip to a place."""
        network, today = self.opened.plain, self.opened.today
        there = tuple(network.people[one] for one in living_in(network, who))
        if there and not network.index.resolve(who).ids:
            return place_shape(network, who, there, today)
        person = self._meant(who)
        finder = Matchmaker(network, today)
        met = needs_met(network, today, finder, about=person)
        mine = tuple(need for need in met if need.person == person)
        view = PersonViews(network, today, needs_of={person: mine}).of(person)
        says = openings(network, person, today, (*met, *own_needs_met(finder)))
        return brief_shape(network, view, says, today)

    def today(self) -> Shape:
        """What waits for the owner today, whom to reach, and why."""
        network, today = self.opened.plain, self.opened.today
        finder = Matchmaker(network, today)
        needs = (*needs_met(network, today, finder, each=1), *own_needs_met(finder))
        plan = agenda(network, today, needs=needs)
        acts = all_progress(network, today)
        waits = for_today(acts, today)
        view = day_view(network, plan, waits, threads(network, today))
        return today_shape(network, view, waits, acts, ())

    def suggest(self, person: str = "", most: int = _FEW) -> Shape:
        """Whom to introduce to whom, with a reason for each of the two."""
        network, today = self.opened.plain, self.opened.today
        about = self._meant(person) if person else ""
        finder = Matchmaker(network, today)
        found = suggest(network, today, max(1, min(most, 50)), about=about, finder=finder)
        return suggestions_shape(network, found, today, own_needs_met(finder))

    def way_to(self, goal: str) -> Shape:
        """Whom the owner knows nearest to a place, firm, field or person."""
        network, today = self.opened.plain, self.opened.today
        found = ways_to(network, goal, today, lambda question: self._ranked(question, _RANKED))
        shape = ways_shape((found,), None)
        return {**shape, "ways": [{**one, "goal": None} for one in _dicts(shape["ways"])]}

    def introductions(self, state: str = "", person: str = "") -> Shape:
        """How introductions stand, what each waits for, and the next command."""
        network, today = self.opened.plain, self.opened.today
        who = self._meant(person) if person else None
        acts = newest_introductions(all_progress(network, today))
        meant = [
            introduction_shape(network, one, today)
            for one in acts
            if state in ("", one.state) and (who is None or who in one.introduction.ids)
        ]
        return {"today": str(today), "introductions": meant}

    def introduction(self, which: str) -> Shape:
        """One introduction: both reasons, its dates, and what comes next."""
        network, today = self.opened.plain, self.opened.today
        try:
            one = find_introduction(network, all_progress(network, today), tuple(which.split()))
        except Declined:
            _unanswered("No introduction is meant by that. Take its id from introductions.")
        return {"today": str(today), **introduction_shape(network, one, today)}

    def requests(self, state: str = "") -> Shape:
        """How requests from strangers stand, and how people found the owner."""
        network, today = self.opened.whole, self.opened.today
        if state and state not in STATES:
            _unanswered(f"Take one of {', '.join(STATES)}, or none.")
        meant = newest_first(one for one in threads(network, today) if state in ("", one.state))
        found = (*by_link(network, today), *by_person(network, today), *by_words(network, today))
        thanks = [(one.person, one.thread.request.sender) for one in thanks_due(network, today)]
        return requests_shape(network, meant, found, thanks)

    def request(self, which: str) -> Shape:
        """One request: its words, who may have sent it, and what can be decided."""
        network, today = self.opened.whole, self.opened.today
        try:
            thread = find_thread(threads(network, today), which)
        except Declined:
            _unanswered("No request is meant by that. Take its id from requests.")
        return request_shape(network, request_view(network, thread, today, ""))

    def _ranked(self, question: str, most: int) -> tuple[QuestionAnswer, ...]:
        network = self.opened.plain
        return ask_of(everyone_in(network), network.settings).answers(question, most)

    def _meant(self, text: str) -> str:
        """The id of whoever is meant; nobody is told apart from somebody withheld."""
        network: Network = self.opened.plain
        ids = whom(network.index, text)
        if len(ids) > 1:
            names = ", ".join(f"{network.name_of(one)} ({one})" for one in ids[:9])
            _unanswered(f"That could be {names}. Take an id.")
        if not ids or ids[0] not in network.people:
            _unanswered(NOBODY)
        return ids[0]


def _dicts(value: object) -> Iterable[Shape]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
