"""The private site of a book: which pages it has, and the files beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.disclosure.checking import check_book
from kithbook.insight.inbox import Thread, threads
from kithbook.insight.keepup import KeepUp, keep_ups
from kithbook.insight.ledger import Account, Ledger, ledger
from kithbook.insight.picture import Picture, picture
from kithbook.insight.returns import returns
from kithbook.insight.today import agenda
from kithbook.private.links import Links
from kithbook.private.pages.directory import directory_page
from kithbook.private.pages.first_steps import FirstStepsView, first_steps_page
from kithbook.private.pages.give_and_take import give_and_take_page
from kithbook.private.pages.how_deep import how_deep_page
from kithbook.private.pages.introductions import introductions_page
from kithbook.private.pages.keep_in_touch import keep_in_touch_page
from kithbook.private.pages.network import network_files, network_page
from kithbook.private.pages.person import DEEPEST, FURTHEST, UP, person_page, unread_page
from kithbook.private.pages.places import places_page
from kithbook.private.pages.problems import problems_page
from kithbook.private.pages.requests import requests_page
from kithbook.private.pages.requests_detail import request_pages
from kithbook.private.pages.today import TodayView, today_page
from kithbook.private.pages.words import in_full
from kithbook.private.questions import question_files
from kithbook.private.render import RenderedPage
from kithbook.private.search_files import Findable, places_on, search_files
from kithbook.text.garbage import no_collection
from kithbook.text.nodes import content_of
from kithbook.text.problems import Problem
from kithbook.text.source import MAX_BYTES
from kithbook.views.introductions_view import IntroductionsView
from kithbook.views.matched import Matched
from kithbook.views.person_view import PersonViews
from kithbook.views.problem_list import ProblemList

_STARTER = "Write here, in two or three sentences, who you are."
"""How the public page of a new book begins, before the owner wrote a word."""


@dataclass(frozen=True)
class Site:
    """Everything that is shown of a book on one day."""

    network: Network
    today: date
    problem_list: ProblemList
    root: Path
    editor: str = ""
    public_words: bool = False

    @cached_property
    def dashboards(self) -> tuple[RenderedPage, ...]:
        """The pages that stand in the navigation, in its order."""
        links, problems = self.links.at("../"), self.problem_list
        standing = {one.person: one for one in self.keep_ups}
        returning = returns(self.network, self.today, self.matched.needs)
        others = (
            directory_page(standing, problems, links),
            keep_in_touch_page(self.keep_ups, links),
            introductions_page(self.on_file, self.matched.suggestions, links),
            give_and_take_page(self.ledger, returning, links),
            requests_page(self.threads, links),
            places_page(standing, links),
            network_page(self.picture, links),
            how_deep_page(self.network, self.today),
            problems_page(problems, links),
        )
        return (self.front(frozenset(page.uri for page in others)), *others)

    def front(self, others: Collection[str] = ()) -> RenderedPage:
        """The first page, Today; `others` are the addresses of the site's other pages."""
        needs, suggestions = self.matched.needs, self.matched.suggestions
        day = agenda(self.network, self.today, self.keep_ups, self.ledger, needs)
        view = TodayView(day, self.on_file, suggestions, self.threads, self._new_book)
        return today_page(view, self.links, others)

    @cached_property
    def asides(self) -> tuple[RenderedPage, ...]:
        """Pages to which others lead and the navigation does not."""
        return (first_steps_page(self._new_book, self.today),)

    def people(self) -> Iterator[RenderedPage]:
        """A page for each person file, readable or not, by id; never in the navigation."""
        links = self.links.at(UP)
        for person in self.network.people:
            yield person_page(self.person_views.of(person), links)
        for lost in self.network.unread:
            if lost.id not in self.network.people:
                yield unread_page(lost, self.problem_list.of(lost.path), links)

    @cached_property
    def requests(self) -> tuple[RenderedPage, ...]:
        """A page for each request with its replies; never in the navigation."""
        return tuple(request_pages(self.threads, self.links.at(UP)))

    def files(self, own: Iterable[Findable] = ()) -> Iterator[tuple[str, bytes]]:
        """Files that pages read, by their place in the site; `own` are the owner's own pages."""
        found = places_on((*self.dashboards, *self.requests))
        yield from search_files(self.network, self.today, (*found, *own))
        yield from network_files(self.picture, self.links.at("../"))
        yield from question_files(self.network)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where all the pages will stand."""
        ids = dict.fromkeys((*self.network.people, *(lost.id for lost in self.network.unread)))
        made = (*self.dashboards, *self.asides, *self.requests)
        return (*(page.uri for page in made), *(f"people/{id_}/" for id_ in ids))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The findings in the book on this day."""
        return self.problem_list.every

    @property
    def footer(self) -> str:
        """The line at the foot of each page."""
        return f"Private. Made from the files of your book on {in_full(self.today)}."

    @cached_property
    def links(self) -> Links:
        """Where things lead from the first page; from others by `at`."""
        return Links(self.network, self.today, self.root, self.editor)

    @cached_property
    def matched(self) -> Matched:
        """Introductions worth making and needs met, one list of each for the whole site."""
        return Matched(self.network, self.today, self.root)

    @cached_property
    def person_views(self) -> PersonViews:
        """What the book says of each person."""
        accounts = {person: Account(person) for person in self.network.people}
        accounts.update((each.person, each) for each in self.ledger.accounts)
        return PersonViews(
            self.network,
            self.today,
            keep_ups={one.person: one for one in self.keep_ups},
            accounts=accounts,
            needs_of=self.matched.needs_of,
            suggestions_of=self.matched.suggestions_of,
            problems=self.problem_list,
            drawn=self.picture.places,
            furthest=FURTHEST,
            deepest=DEEPEST,
        )

    @cached_property
    def on_file(self) -> IntroductionsView:
        """The introductions on file: where each stands and what it waits for."""
        return IntroductionsView(self.network, self.today, self.root)

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

    @property
    def _new_book(self) -> FirstStepsView:
        return FirstStepsView(self.network, self.problems, self.public_words)


def open_site(book: Path, today: date, editor: str = "", before: Network | None = None) -> Site:
    """Reads a book and lays out its site; the book's own `today` and `editor` come first.

    `before` is an earlier reading, whose last good versions stand in for what cannot be read now.
    """
    network = load_book(book, before)
    day = network.settings.today or today
    found = check_book(book, network, day)
    own_editor = network.settings.editor or editor
    return Site(network, day, ProblemList(found), book, own_editor, public_words_written(book))


def open_at_leisure(book: Path, editor: str, before: Site | None = None) -> Site:
    """Reads a book on the owner's own day, without stopping to look for garbage.

    Of `before`, what was good then stands in for what cannot be read now.
    """
    with no_collection(keep=True):
        network = before.network if before else None
        return open_site(book, date.today(), editor, network)  # noqa: DTZ011 - the owner's own day


def public_words_written(book: Path) -> bool:
    """Whether the owner's public page says something of its own."""
    try:
        raw = content_of(book, book / "content" / "public" / "index.md", MAX_BYTES) or b""
        text = raw.decode("utf-8")
    except (OSError, UnicodeError):
        return False
    return bool(text.strip()) and _STARTER not in text
