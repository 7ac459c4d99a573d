"""The private site of a book: which pages it has, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.disclosure.checking import check_book
from kithbook.private.catalogue import Findable, catalogue_files, places_on
from kithbook.private.pages.depth import depth_page
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.directory import directory_page
from kithbook.private.pages.findings import findings_page
from kithbook.private.pages.front import front_page
from kithbook.private.pages.give_and_take import give_and_take_page
from kithbook.private.pages.introductions import introductions_page
from kithbook.private.pages.keeping import keeping_page
from kithbook.private.pages.network import network_files, network_page
from kithbook.private.pages.person import person_page, unread_page
from kithbook.private.pages.places import places_page
from kithbook.private.pages.requests import requests_page
from kithbook.private.pages.requests_detail import request_pages
from kithbook.private.pages.welcome import welcome_page
from kithbook.private.pages.words import in_full
from kithbook.private.questions import question_files
from kithbook.private.render import RenderedPage
from kithbook.text.nodes import content_of
from kithbook.text.problems import Problem
from kithbook.text.source import MAX_BYTES

_PAGES = (
    directory_page,
    keeping_page,
    introductions_page,
    give_and_take_page,
    requests_page,
    places_page,
    network_page,
    depth_page,
    findings_page,
)
"""What follows Today, in the order of the navigation."""
_STARTER = "Write here, in two or three sentences, who you are."
"""How the public page of a new book begins, before the owner wrote a word."""


@dataclass(frozen=True)
class Site:
    """Everything that is shown of a book on one day."""

    desk: Desk

    @cached_property
    def dashboards(self) -> tuple[RenderedPage, ...]:
        """The pages that stand in the navigation, in its order."""
        others = tuple(make(self.desk) for make in _PAGES)
        return (front_page(self.desk, frozenset(page.uri for page in others)), *others)

    @cached_property
    def asides(self) -> tuple[RenderedPage, ...]:
        """Pages to which others lead and the navigation does not."""
        return (welcome_page(self.desk),)

    def people(self) -> Iterator[RenderedPage]:
        """A page for each person file, readable or not, by id; never in the navigation."""
        network = self.desk.network
        for person in network.people:
            yield person_page(self.desk, person)
        for lost in network.unread:
            if lost.id not in network.people:
                yield unread_page(self.desk, lost)

    @cached_property
    def requests(self) -> tuple[RenderedPage, ...]:
        """A page for each request with its replies; never in the navigation."""
        return tuple(request_pages(self.desk))

    def files(self, own: Iterable[Findable] = ()) -> Iterator[tuple[str, bytes]]:
        """Files that pages read, by their place in the site; `own` are the owner's own pages."""
        found = places_on((*self.dashboards, *self.requests))
        yield from catalogue_files(self.desk, (*found, *own))
        yield from network_files(self.desk)
        yield from question_files(self.desk)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where all the pages will stand."""
        network = self.desk.network
        ids = dict.fromkeys((*network.people, *(lost.id for lost in network.unread)))
        made = (*self.dashboards, *self.asides, *self.requests)
        return (*(page.uri for page in made), *(f"people/{id_}/" for id_ in ids))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The findings in the book on this day."""
        return self.desk.problems

    @property
    def footer(self) -> str:
        """The line at the foot of each page."""
        return f"Private. Made from the files of your book on {in_full(self.desk.today)}."


def open_site(book: Path, today: date, editor: str = "", before: Network | None = None) -> Site:
    """Reads a book and lays out its site; the book's own `today` and `editor` come first.

    `before` is an earlier reading, whose last good versions stand in for what cannot be read now.
    """
    network = load_book(book, before)
    day = network.settings.today or today
    found = check_book(book, network, day)
    own_editor = network.settings.editor or editor
    return Site(Desk(network, day, found, book, own_editor, public_words_written(book)))


def public_words_written(book: Path) -> bool:
    """Whether the owner's public page says something of its own."""
    try:
        raw = content_of(book, book / "content" / "public" / "index.md", MAX_BYTES) or b""
        text = raw.decode("utf-8")
    except (OSError, UnicodeError):
        return False
    return bool(text.strip()) and _STARTER not in text
