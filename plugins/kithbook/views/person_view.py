"""All that the book says of one person on one day, as a record that doors only phrase and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kithbook.book.contact import Contact
from kithbook.book.model import Aside, Entry, Introduction, Mention, Person, Phrase
from kithbook.book.network import Network
from kithbook.insight.channels import Channel, channels
from kithbook.insight.keepup import KeepUp, keep_up
from kithbook.insight.ledger import Account, account
from kithbook.insight.openings import NeedMet
from kithbook.insight.returns import Return, before_asking, to_return
from kithbook.insight.timeline import (
    Brought,
    Mentioned,
    Moment,
    Relations,
    TieSeen,
    timeline,
)
from kithbook.introductions.introduced import Acquaintances, Came, Introduced
from kithbook.introductions.state import all_progress
from kithbook.text.problems import Location, Problem
from kithbook.views.made_from import NOTHING, MadeFrom, paths_of
from kithbook.views.problem_list import ProblemList

if TYPE_CHECKING:  # it brings arrays, for which `about` would wait at each start
    from kithbook.suggestions.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person as the book knows them.

    `asides` are the texts of logs and journals that are no entries. `past` are the entries that do
    not lie ahead, and `touches` is how many of them are contact.
    `chain` and `brought` are who came through whom, backward and forward, and `came` is when the
    nearest did; `introduced` are those whom they met through the owner. `needs`, `offers` and
    `knows` are what stands of them today. `drawn` says that they stand in the picture of the
    network, `last_good` that the file cannot be read now and this is how it was before.
    """

    who: Person
    keep_up: KeepUp
    account: Account
    moments: tuple[Moment, ...]
    asides: tuple[Aside, ...]
    past: tuple[Entry, ...]
    touches: int
    ties: tuple[TieSeen, ...]
    chain: tuple[str, ...]
    brought: tuple[Brought, ...]
    mentions: tuple[Mentioned, ...]
    introductions: tuple[Introduction, ...]
    introduced: tuple[Introduced, ...]
    came: tuple[Came, ...]
    contacts: tuple[Contact, ...]
    channels: tuple[Channel, ...]
    needs: tuple[Phrase, ...]
    offers: tuple[Phrase, ...]
    knows: tuple[Phrase, ...]
    before_asking: str
    to_return: Return | None
    suggestions: tuple[Suggestion, ...]
    problems: tuple[Problem, ...]
    last_good: bool
    drawn: bool
    made_from: MadeFrom


@dataclass(frozen=True)
class PersonViews:
    """Makes the views of a book's people; what is at hand is given, the rest is worked out.

    `furthest` and `deepest` are how many steps of who came through whom are followed, back and
    forth: all of them where nothing is said.
    """

    network: Network
    today: date
    keep_ups: Mapping[str, KeepUp] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    needs_of: Mapping[str, tuple[NeedMet, ...]] = field(default_factory=dict)
    suggestions_of: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    problems: ProblemList = field(default_factory=ProblemList)
    drawn: Container[str] = ()
    furthest: int | None = None
    deepest: int | None = None

    def of(self, person: str) -> PersonView:
        """The view of one person; raises KeyError for an id without a readable file."""
        network, today, relations = self.network, self.today, self._relations
        who = network.people[person]
        moments = timeline(network, person, today)
        past = tuple(moment.entry for moment in moments if not moment.ahead)
        books = self.accounts.get(person) or account(network, person, today)
        mine, asked = self.needs_of.get(person, ()), books.got or person in self._asked
        view = PersonView(
            who=who,
            keep_up=self.keep_ups.get(person) or keep_up(network, person, today),
            account=books,
            to_return=to_return(network, books, today, mine) if books.got else None,
            before_asking=(before_asking(network, books, today) or "") if asked else "",
            moments=moments,
            asides=network.asides_of(person),
            past=past,
            touches=sum(entry.is_contact(today) for entry in past),
            mentions=relations.mentions(person),
            ties=relations.ties(person),
            chain=relations.chain(person, self.furthest),
            brought=relations.brought(person, self.deepest),
            introduced=self._acquaintances.met_through_me(person),
            came=self._acquaintances.brought(person),
            introductions=self._introductions.get(person, ()),
            contacts=self._contacts.get(person, ()),
            channels=() if who.dead else channels(who.reach),
            needs=() if who.dead else tuple(each for each in who.needs if each.holds(today)),
            offers=() if who.dead else tuple(each for each in who.offers if each.holds(today)),
            knows=tuple(each for each in who.knows if each.holds(today)),
            suggestions=self.suggestions_of.get(person, ()),
            problems=self.problems.of(who.path),
            last_good=person in self._lost,
            drawn=person in self.drawn,
            made_from=NOTHING,
        )
        return replace(view, made_from=_made_from(network, today, view))

    @cached_property
    def _relations(self) -> Relations:
        return Relations(self.network)

    @cached_property
    def _acquaintances(self) -> Acquaintances:
        return Acquaintances(self.network, all_progress(self.network, self.today))

    @cached_property
    def _introductions(self) -> Mapping[str, tuple[Introduction, ...]]:
        found: dict[str, list[Introduction]] = defaultdict(list)
        for each in self.network.introductions:
            for person in dict.fromkeys(each.ids):
                found[person].append(each)
        return {person: tuple(those) for person, those in found.items()}

    @cached_property
    def _contacts(self) -> Mapping[str, tuple[Contact, ...]]:
        found: dict[str, list[Contact]] = defaultdict(list)
        for contact in self.network.contacts:
            if contact.person:
                found[contact.person].append(contact)
        return {person: tuple(those) for person, those in found.items()}

    @cached_property
    def _asked(self) -> frozenset[str]:
        acts = self.network.introductions
        return frozenset(who.person for act in acts for who, _ in act.asked if who.person)

    @cached_property
    def _lost(self) -> frozenset[str]:
        return frozenset(lost.id for lost in self.network.unread)


def _made_from(network: Network, today: date, view: PersonView) -> MadeFrom:
    """All that is read for a view: what it shows, and what it asked and got no answer from."""
    named = tuple(_named(view))
    people = sorted(
        {
            *(one.person for one in named if one.person),
            *(found.source for found in view.mentions if found.source),
            *view.chain,
            *(one.person for one in view.brought),
            *(person for one in view.suggestions for person in one.pair),
            *(way.by for way in (view.to_return.ways if view.to_return else ()) if way.by),
        }
        - {view.who.id}
    )
    files = {
        view.who.path,
        *paths_of(network, people).values(),
        *(act.path for act in view.introductions),
        *(at.path for at in _places(view)),
    }
    return MadeFrom(
        files=tuple(sorted(files)),
        people=tuple(people),
        names=tuple(sorted({one.text for one in named})),
        whole=("findings", "needs", "network", "suggestions"),
        day=today,
        settings=True,
    )


def _entries(view: PersonView) -> Iterator[Entry]:
    yield from (moment.entry for moment in view.moments)
    yield from (found.entry for found in view.mentions if found.entry)


def _named(view: PersonView) -> Iterator[Mention]:
    """Every name as it is written that the view shows or follows."""
    for entry in _entries(view):
        yield from entry.people
        yield from entry.mentions
    yield from view.who.note_mentions
    yield from (mention for aside in view.asides for mention in aside.mentions)
    yield from (tie.other for tie in view.ties)
    yield from (each for act in view.introductions for each in act.between)
    if view.who.met.through:
        yield view.who.met.through


def _places(view: PersonView) -> Iterator[Location]:
    """Where that stands which the view shows of files other than the person's own."""
    yield from (entry.at for entry in _entries(view))
    yield from (aside.at for aside in view.asides)
    yield from (found.at for found in view.mentions)
    yield from (tie.at for tie in view.ties)
    yield from (at for contact in view.contacts for at in contact.places)
    yield from (way.at for way in (view.to_return.ways if view.to_return else ()))
    for one in view.suggestions:
        for reason in filter(None, one.reasons):
            yield from (reason.own.at, reason.other.at)
