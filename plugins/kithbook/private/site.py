"""The private site of a book: which pages it has, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.actions.unwritten import FIRST
from kithbook.airlock.disclosed import MAX_BYTES
from kithbook.book.kept_people import PeopleInMemory
from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.disclosure.checking import check_book
from kithbook.insight.returns import returns
from kithbook.private.links import Links
from kithbook.private.pages.directory import directory_page
from kithbook.private.pages.first_steps import FirstStepsView, first_steps_page
from kithbook.private.pages.give_and_take import give_and_take_page
from kithbook.private.pages.how_deep import how_deep_page
from kithbook.private.pages.introductions import introductions_page
from kithbook.private.pages.keep_in_touch import keep_in_touch_page
from kithbook.private.pages.network import network_files, network_page
from kithbook.private.pages.person import UP, person_page, unread_page
from kithbook.private.pages.places import places_page
from kithbook.private.pages.problems import problems_page
from kithbook.private.pages.requests import requests_page
from kithbook.private.pages.requests_detail import request_pages
from kithbook.private.pages.today import TodayView, today_page
from kithbook.private.pages.ways import ways_page
from kithbook.private.pages.words import in_full
from kithbook.private.render import RenderedPage
from kithbook.private.search_files import Findable, lines_in, places_on, search_files
from kithbook.private.searched_texts import SearchedTexts
from kithbook.text.garbage import no_collection
from kithbook.text.nodes import content_of
from kithbook.text.problems import Problem
from kithbook.views.book_views import BookViews
from kithbook.views.matched import KeptMatching
from kithbook.views.person_view import PersonView
from kithbook.views.problem_list import ProblemList


@dataclass(frozen=True)
class Site:
    """Everything that is shown of a book on one day: each page is handed what it shows."""

    views: BookViews
    editor: str = ""
    public_words: bool = False
    memory: PeopleInMemory = field(default_factory=PeopleInMemory)
    texts: SearchedTexts = field(default_factory=SearchedTexts)

    @cached_property
    def dashboards(self) -> tuple[RenderedPage, ...]:
        """The pages that stand in the navigation, in its order."""
        views, links = self.views, self.links.at("../")
        standing = {one.person: one for one in views.keep_ups}
        returning = returns(views.network, views.today, views.matched.needs)
        others = (
            directory_page(standing, views.problems, links),
            keep_in_touch_page(views.keep_ups, links),
            introductions_page(views.introductions, views.matched.suggestions, links),
            ways_page(views.ways, links),
            give_and_take_page(views.ledger, returning, links),
            requests_page(views.threads, links),
            places_page(standing, links),
            network_page(views.picture, links),
            how_deep_page(views.network, views.today),
            problems_page(views.problems, links),
        )
        return (self.front, *others)

    @property
    def front(self) -> RenderedPage:
        """The first page, Today."""
        shown = TodayView(self.views.day, self.views.introductions, self._first_steps)
        return today_page(shown, self.links)

    @cached_property
    def unlisted(self) -> tuple[RenderedPage, ...]:
        """Pages to which others lead and the navigation does not."""
        return (first_steps_page(self._first_steps, self.views.today),)

    def people(self) -> Iterator[RenderedPage]:
        """A page for each person file, readable or not, by id; never in the navigation."""
        yield from map(self.page_of, self.views_of_people())
        yield from self.unread()

    def views_of_people(self) -> Iterator[PersonView]:
        """What is said of everybody whose file could be read, each made when it is asked for."""
        return map(self.views.persons.of, self.views.network.people)

    def page_of(self, view: PersonView) -> RenderedPage:
        """The page of one person."""
        return person_page(view, self.links.at(UP))

    def unread(self) -> Iterator[RenderedPage]:
        """The pages of people whose file could not be read."""
        views, links = self.views, self.links.at(UP)
        for lost in views.network.unread:
            if lost.id not in views.network.people:
                yield unread_page(lost, views.problems.of(lost.path), links)

    @cached_property
    def requests(self) -> tuple[RenderedPage, ...]:
        """A page for each request with its replies; never in the navigation."""
        return tuple(request_pages(self.views.threads, self.links.at(UP)))

    def files(self, own: Iterable[Findable] = ()) -> Iterator[tuple[str, bytes]]:
        """Files that pages read, by their place in the site; `own` are the owner's own pages."""
        views, found = self.views, places_on((*self.dashboards, *self.requests))
        places = (*found, *lines_in(self.links), *own)
        yield from search_files(views.network, views.today, places, self.texts)
        yield from network_files(views.picture, self.links.at("../"))

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where all the pages will stand."""
        network = self.views.network
        ids = dict.fromkeys((*network.people, *(lost.id for lost in network.unread)))
        made = (*self.dashboards, *self.unlisted, *self.requests)
        return (*(page.uri for page in made), *(f"people/{id_}/" for id_ in ids))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The findings in the book on this day."""
        return self.views.problems.every

    @property
    def footer(self) -> str:
        """The line at the foot of each page."""
        return f"Private. Made from the files of your book on {in_full(self.views.today)}."

    @cached_property
    def links(self) -> Links:
        """Where things lead from the first page; from others by `at`."""
        return Links(self.views.network, self.views.today, self.views.root, self.editor)

    @property
    def _first_steps(self) -> FirstStepsView:
        return FirstStepsView(self.views.network, self.problems, self.public_words)


def open_site(
    book: Path,
    today: date,
    editor: str = "",
    before: Network | None = None,
    site: Site | None = None,
) -> Site:
    """Reads a book and lays out its site; the book's own `today` and `editor` come first.

    `before` is an earlier reading, whose last good versions stand in for what cannot be read now.
    Of an earlier `site` of the same day that is taken over which is the same.
    """
    memory = site.memory if site else PeopleInMemory()
    matching = site.views.matching if site else KeptMatching()
    texts = site.texts if site else SearchedTexts()
    network = load_book(book, before, memory)
    day = network.settings.today or today
    found = check_book(book, network, day)
    own_editor = network.settings.editor or editor
    views = BookViews(network, day, ProblemList(found), book, matching)
    return Site(views, own_editor, public_words_written(book), memory, texts)


def open_at_leisure(book: Path, editor: str, before: Site | None = None) -> Site:
    """Reads a book on the owner's own day, without stopping to look for garbage.

    Of `before`, what was good then stands in for what cannot be read now.
    """
    with no_collection(keep=True):
        network = before.views.network if before else None
        return open_site(book, date.today(), editor, network)  # noqa: DTZ011 - the owner's own day


def open_again(site: Site, before: Network) -> Site:
    """The same book as it is now, on the same day; `before` is its last reading."""
    views = site.views
    return open_site(views.root, views.today, site.editor, before, site)


def public_words_written(book: Path) -> bool:
    """Whether the owner's public page says something of its own."""
    try:
        raw = content_of(book, book / "content" / "public" / "index.md", MAX_BYTES) or b""
        text = raw.decode("utf-8")
    except (OSError, UnicodeError):
        return False
    return bool(text.strip()) and FIRST not in text
