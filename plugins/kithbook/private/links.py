"""Where things lead from a page: names to people, days to their dates, lines to the editor."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from kithbook.book.model import Mention
from kithbook.book.network import Network
from kithbook.private.pages.words import When, when
from kithbook.private.render import trusted
from kithbook.text import safe
from kithbook.text.dates import PartialDate
from kithbook.text.editors import opens_in_editor
from kithbook.text.problems import Location
from kithbook.text.words import fold

_AFTER_SLASH = re.compile(r"(?<!/)/\{path\}")
_UNKNOWN = Markup(
    '<span class="kith-unknown" title="Not the name of one person in the book">{}</span>'
)
_PERSON = Markup('<a class="kith-person" href="{}">{}</a>')


@dataclass(frozen=True)
class Links:
    """People, days, texts and places as a page shows them; `up` is its way to the site's root."""

    network: Network
    today: date
    root: Path
    editor: str = ""
    up: str = ""

    def at(self, up: str) -> Links:
        """The same from a page that stands elsewhere."""
        if up not in self._elsewhere:
            self._elsewhere[up] = replace(self, up=up)
        return self._elsewhere[up]

    def address(self, person: str) -> str:
        """The address of a person's page."""
        return f"{self.up}people/{quote(person)}/"

    def link(self, person: str) -> Markup:
        """A person's name as a link to the page."""
        if person not in self._people:
            name = safe.plain(self.network.name_of(person), 200)
            self._people[person] = _PERSON.format(self.address(person), name)
        return self._people[person]

    def linked(self, mention: Mention) -> Markup:
        """Whoever is meant by a name as written, or just that name."""
        if mention.person:
            return self.link(mention.person)
        return _UNKNOWN.format(safe.plain(mention.text, 200))

    def resolve(self, text: str) -> safe.Target | None:
        """Where a name in a text leads; an id is shown as the name it stands for."""
        if text not in self._targets:
            self._targets[text] = self._resolve(text)
        return self._targets[text]

    def line(self, text: str) -> Markup:
        """One line of an entry as HTML, names linked."""
        return trusted(safe.line(text, self.resolve))

    def note(self, text: str) -> Markup:
        """A note's Markdown as safe HTML, names linked."""
        return trusted(safe.note(text, self.resolve))

    def when(self, day: date | PartialDate | None) -> When | None:
        """A date relative to today, for machines and in words; nothing where there is none."""
        return when(day, self.today) if day else None

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
    def _elsewhere(self) -> dict[str, Links]:
        return {}

    @cached_property
    def _people(self) -> dict[str, Markup]:
        return {}

    @cached_property
    def _targets(self) -> dict[str, safe.Target | None]:
        return {}

    def _resolve(self, text: str) -> safe.Target | None:
        person = self.network.index.resolve(text).person
        if person is None:
            return None
        shown = self.network.name_of(person) if fold(text) == fold(person) else text
        return safe.Target(self.address(person), shown)
