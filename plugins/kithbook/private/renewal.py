"""A served site made new where it stands: the page of whoever was edited at once, then the rest.

A page is made of a view, plain data that is compared with the view that the page was made of; so
what is the same is not made again, and what comes out is what a whole build writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.network import Network
from kithbook.book.read_again import ReadAgain, read_again
from kithbook.book.settings import FILE as SETTINGS
from kithbook.private.render import RenderedPage
from kithbook.private.search_files import Findable
from kithbook.private.site import Site, open_again
from kithbook.private.site_folder import PAGE, SiteFolder, top
from kithbook.served.rebuilding import RenewalStep
from kithbook.served.snapshot import Seen, seen
from kithbook.text.garbage import no_collection
from kithbook.views.book_views import DEEPEST, FURTHEST
from kithbook.views.person_view import PersonView, PersonViews
from kithbook.views.problem_list import ProblemList

_MADE_OF = (*PRIVATE_FOLDERS, "templates", "content/disclosed.yml")
_MOST_AT_ONCE = 3
_READERS = {"find": "people/", "network": "network/"}
"""The pages that read files, by the folder of these."""
_GO_ON = RenewalStep((), whole=False)

Steps = Generator[RenewalStep, None, None]


@dataclass
class Renewal:
    """A site as it stands in a folder, and how it is made new there.

    `themed` gives a page of the navigation in the theme, `admit` looks at a site before it is
    shown, `own` are the owner's pages as they are found, and `shown` are the views of which the
    pages of people were made. `latest` is the book as it was read last, of the files in `read`.
    """

    site: Site
    folder: SiteFolder
    themed: Callable[[RenderedPage], bytes]
    admit: Callable[[Site], None]
    own: list[Findable]
    shown: dict[str, PersonView]
    read: Seen
    latest: Network = field(init=False)

    def __post_init__(self) -> None:
        self.latest = self.site.views.network

    def steps(self, changed: frozenset[Path]) -> Steps | None:
        """Makes the site new after a change; None where only a build can."""
        root = self.site.views.root
        places = [root / name for name in _MADE_OF]
        known = all(any(path.is_relative_to(place) for place in places) for path in changed)
        day = self.latest.settings.today or date.today()  # noqa: DTZ011 - the owner's own day
        return self._steps(changed) if known and self.site.views.today == day else None

    def as_it_is(self) -> Network | None:
        """The book as it was read, where it is so still."""
        latest = self.latest
        return latest if seen(places_of(self.site.views.root)) == self.read else None

    def _steps(self, changed: frozenset[Path]) -> Steps:
        with no_collection():
            pages = tuple(self._at_once(changed))
        yield RenewalStep(pages, whole=False)
        root = self.site.views.root
        with no_collection():
            read = seen(places_of(root))
            site = open_again(self.site, self.latest)
            self.admit(site)
        self.latest, self.read = site.views.network, read
        yield _GO_ON
        with no_collection():
            _ = site.dashboards, site.requests
        yield _GO_ON
        with no_collection():
            pages = tuple(self._pages(site))
        yield RenewalStep(pages, whole=False)
        with no_collection():
            readers = tuple(self._files())
        yield RenewalStep(readers, whole=True)

    def _at_once(self, changed: frozenset[Path]) -> Iterator[str]:
        """The pages of those whose files changed; none where that is not all that changed."""
        network, views = self.latest, self.site.views
        who = {views.root / person.path: person.id for person in network.people.values()}
        if len(changed) > _MOST_AT_ONCE or not changed <= who.keys():
            return
        found: list[ReadAgain] = []
        states = seen(changed)
        for path in sorted(changed):
            again = read_again(views.root, network, views.today, who[path])
            if again is None:
                return
            network = again.network
            found.append(again)
        self.latest, self.read = network, {**self.read, **states}
        for one in found:
            page = self._page(one, network)
            self.shown.pop(one.person, None)
            if self.folder.put(f"{page.uri}{PAGE}", self.folder.stamped(page)):
                yield page.uri

    def _page(self, again: ReadAgain, network: Network) -> RenderedPage:
        """Somebody's page, with what the book said before of needs, of suggestions and findings."""
        views = self.site.views
        path = network.people[again.person].path
        others = (one for one in views.problems.every if one.location.path != path)
        person_views = PersonViews(
            network,
            views.today,
            needs_of=views.matched.needs_of,
            suggestions_of=views.matched.suggestions_of,
            problems=ProblemList((*others, *again.problems)),
            drawn=views.picture.places,
            furthest=FURTHEST,
            deepest=DEEPEST,
        )
        return replace(self.site, views=replace(views, network=network)).page_of(
            person_views.of(again.person)
        )

    def _pages(self, site: Site) -> Iterator[str]:
        """Writes whatever page is other than it stands there; the addresses of those."""
        before, self.site = self.site, site
        yield from self._dashboards(before)
        for page in (*site.requests, *self._people(before), *site.unread()):
            if self.folder.put(f"{page.uri}{PAGE}", self.folder.stamped(page)):
                yield page.uri
        for uri in set(before.addresses) - set(site.addresses):
            self.folder.take_away(uri)
            self.shown.pop(os.path.basename(uri.rstrip("/")), None)  # noqa: PTH119 - an address
            yield uri

    def _files(self) -> Iterator[str]:
        """Writes what pages read, where it is other; the addresses of those pages."""
        files = self.site.files(self.own)
        names = [name for name, content in files if self.folder.put(name, content)]
        yield from (_READERS[one] for one in _READERS.keys() & set(map(top, names)))

    def _dashboards(self, before: Site) -> Iterator[str]:
        standing = {page.uri: page for page in (*before.dashboards, *before.unlisted)}
        for page in (*self.site.dashboards, *self.site.unlisted):
            if page != standing.get(page.uri) and self.folder.put(
                f"{page.uri}{PAGE}", self.themed(page)
            ):
                yield page.uri

    def _people(self, before: Site) -> Iterator[RenderedPage]:
        """The pages of those of whom something else is said, or of everybody by other names."""
        is_same = _around(before) == _around(self.site)
        for view in self.site.views_of_people():
            if not is_same or self.shown.get(view.who.id) != view:
                self.shown[view.who.id] = view
                yield self.site.page_of(view)


def places_of(root: Path) -> tuple[Path, ...]:
    """What of a book is read for its site."""
    return tuple(root / name for name in (*_MADE_OF, SETTINGS))


def _around(site: Site) -> tuple[object, ...]:
    """All that a person's page is made of beside the view: the names, the settings, the day."""
    network, views = site.views.network, site.views
    named = tuple((one.id, one.name, one.aliases) for one in network.people.values())
    lost = tuple(one.named for one in network.unread)
    return named, lost, network.settings, views.today, views.root, site.editor
