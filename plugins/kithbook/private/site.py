"""The private site of a book: which pages it has, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kithbook.book.load import load_book
from kithbook.book.network import Network
from kithbook.disclosure.checking import check_book
from kithbook.private.pages.desk import Desk
from kithbook.private.pages.directory import ROSTER, directory_page, roster_file
from kithbook.private.pages.findings import findings_page
from kithbook.private.pages.front import front_page
from kithbook.private.pages.keeping import keeping_page
from kithbook.private.pages.person import person_page, unread_page
from kithbook.private.pages.words import in_full
from kithbook.private.render import RenderedPage
from kithbook.text.problems import Problem


@dataclass(frozen=True)
class Site:
    """Everything that is shown of a book on one day."""

    desk: Desk

    @cached_property
    def dashboards(self) -> tuple[RenderedPage, ...]:
        """The pages that stand in the navigation, in its order."""
        made = (front_page, directory_page, keeping_page, findings_page)
        return tuple(make(self.desk) for make in made)

    def people(self) -> Iterator[RenderedPage]:
        """A page for each person file, readable or not, by id; never in the navigation."""
        network = self.desk.network
        for person in network.people:
            yield person_page(self.desk, person)
        for lost in network.unread:
            if lost.id not in network.people:
                yield unread_page(self.desk, lost)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Files that pages read, by their place in the site."""
        yield ROSTER, roster_file(self.desk)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where all the pages will stand."""
        network = self.desk.network
        ids = dict.fromkeys((*network.people, *(lost.id for lost in network.unread)))
        return (*(page.uri for page in self.dashboards), *(f"people/{id_}/" for id_ in ids))

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
    return Site(Desk(network, day, found, book, network.settings.editor or editor))
