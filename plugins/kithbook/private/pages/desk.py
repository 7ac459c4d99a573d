"""What every page is made from: the network, the day, the findings, and where things lead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.insight.inbox import Thread, threads
from kithbook.insight.keepup import KeepUp, keep_ups
from kithbook.insight.ledger import Account, Ledger, ledger
from kithbook.insight.openings import NeedMet
from kithbook.insight.picture import Picture, picture
from kithbook.insight.returns import Return, returns
from kithbook.insight.timeline import Relations
from kithbook.introductions.drafts import owner_name
from kithbook.private.pages.on_file import OnFile
from kithbook.private.render import trusted
from kithbook.suggestions.matchmaker import Matchmaker, kept_engine
from kithbook.suggestions.model import Suggestion, Suggestions
from kithbook.suggestions.needs import needs_met
from kithbook.suggestions.suggest import suggest
from kithbook.text import safe
from kithbook.text.editors import opens_in_editor
from kithbook.text.problems import Location, Problem
from kithbook.text.words import fold

_MOST_SUGGESTIONS = 200
_AFTER_SLASH = re.compile(r"(?<!/)/\{path\}")
_UNKNOWN = Markup(
    '<span class="kith-unknown" title="Not the name of one person in the book">{}</span>'
)
_PERSON = Markup('<a class="kith-person" href="{}">{}</a>')


@dataclass(frozen=True)
class Desk:
    """The book on the table. `up` in its methods is the way from a page to the site's root."""

    network: Network
    today: date
    problems: tuple[Problem, ...]
    root: Path
    editor: str = ""
    public_words: bool = False

    @cached_property
    def relations(self) -> Relations:
        """Mentions, ties and who came through whom."""
        return Relations(self.network)

    @cached_property
    def picture(self) -> Picture:
        """The network as a picture: who is drawn, with which lines."""
        return picture(self.network, self.today)

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """Requests with their replies, those that wait for the owner first."""
        return threads(self.network, self.today)

    @cached_property
    def on_file(self) -> OnFile:
        """The introductions on file: where each stands and what it waits for."""
        return OnFile(self.network, self.today)

    @cached_property
    def owner(self) -> str:
        """The owner's name, for the end of a message; empty where it is not written down."""
        return owner_name(self.root)

    @cached_property
    def keep_ups(self) -> tuple[KeepUp, ...]:
        """How everyone stands, the most pressing first."""
        return keep_ups(self.network, self.today)

    @cached_property
    def standing(self) -> Mapping[str, KeepUp]:
        """How everyone stands, by id."""
        return {one.person: one for one in self.keep_ups}

    @cached_property
    def ledger(self) -> Ledger:
        """Promises, favours and thanks owed in the whole book."""
        return ledger(self.network, self.today)

    @cached_property
    def finder(self) -> Matchmaker:
        """The one matchmaker of the book, whose engine reads everyone once."""
        return Matchmaker(self.network, self.today, kept_engine(self.root))

    @cached_property
    def suggestions(self) -> Suggestions:
        """The introductions worth making, the worthiest first; one list for the whole site."""
        return suggest(self.network, self.today, _MOST_SUGGESTIONS, finder=self.finder)

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
        return needs_met(self.network, self.today, self.finder, each=1)

    @cached_property
    def needs_of(self) -> Mapping[str, tuple[NeedMet, ...]]:
        """Those needs by the person who has them."""
        found: dict[str, list[NeedMet]] = defaultdict(list)
        for need in self.needs:
            found[need.person].append(need)
        return {person: tuple(needs) for person, needs in found.items()}

    @cached_property
    def returns(self) -> tuple[Return, ...]:
        """Everybody whose favour of the last year waits for one in return, the newest first."""
        return returns(self.network, self.today, self.needs)

    def account(self, person: str) -> Account:
        """Promises, favours and thanks owed with one person."""
        return self._accounts.get(person) or Account(person)

    @cached_property
    def by_name(self) -> tuple[str, ...]:
        """The ids of everyone with a file that could be read, by name."""
        people = self.network.people.values()
        return tuple(one.id for one in sorted(people, key=lambda one: (fold(one.name), one.id)))

    @cached_property
    def problems_by_file(self) -> Mapping[str, tuple[Problem, ...]]:
        """The findings of each file, in the order of its lines."""
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            found[problem.location.path].append(problem)
        return {path: tuple(problems) for path, problems in sorted(found.items())}

    @cached_property
    def last_good(self) -> frozenset[str]:
        """The ids of those whose file cannot be read now, shown as they were read before."""
        return frozenset(lost.id for lost in self.network.unread if lost.id in self.network.people)

    @cached_property
    def errors(self) -> int:
        """How many findings are grave."""
        return sum(problem.severity == "error" for problem in self.problems)

    def address(self, person: str, up: str) -> str:
        """The address of a person's page."""
        return f"{up}people/{quote(person)}/"

    def link(self, person: str, up: str) -> Markup:
        """A person's name as a link to the page."""
        key = (person, up)
        if key not in self._links:
            name = safe.plain(self.network.name_of(person), 200)
            self._links[key] = _PERSON.format(self.address(person, up), name)
        return self._links[key]

    def linked(self, mention: Mention, up: str) -> Markup:
        """Whoever is meant by a name as written, or just that name."""
        if mention.person:
            return self.link(mention.person, up)
        return _UNKNOWN.format(safe.plain(mention.text, 200))

    def resolver(self, up: str) -> Callable[[str], safe.Target | None]:
        """Leads names in texts to pages; an id is shown as the name it stands for."""
        known = self._targets.setdefault(up, {})

        def resolve(text: str) -> safe.Target | None:
            if text not in known:
                known[text] = self._resolve(text, up)
            return known[text]

        return resolve

    def line(self, text: str, up: str) -> Markup:
        """One line of an entry as HTML, names linked."""
        return trusted(safe.line(text, self.resolver(up)))

    def note(self, text: str, up: str) -> Markup:
        """A note's Markdown as safe HTML, names linked."""
        return trusted(safe.note(text, self.resolver(up)))

    def edit(self, at: Location) -> str:
        """The address that opens a place in the owner's editor; empty without an editor."""
        if not opens_in_editor(self.editor):
            return ""
        path = quote((self.root / at.path).as_posix())
        path = path.removeprefix("/") if _AFTER_SLASH.search(self.editor) else path
        line, column = str(at.line), str(at.column)
        address = self.editor.replace("{path}", path).replace("{line}", line)
        return address.replace("{column}", column)

    @cached_property
    def _accounts(self) -> dict[str, Account]:
        return {each.person: each for each in self.ledger.accounts}

    @cached_property
    def _links(self) -> dict[tuple[str, str], Markup]:
        return {}

    @cached_property
    def _targets(self) -> dict[str, dict[str, safe.Target | None]]:
        return {}

    def _resolve(self, text: str, up: str) -> safe.Target | None:
        person = self.network.index.resolve(text).person
        if person is None:
            return None
        shown = self.network.name_of(person) if fold(text) == fold(person) else text
        return safe.Target(self.address(person, up), shown)
