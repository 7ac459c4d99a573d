"""Who could lead to whom: ties, who came through whom, introductions, entries, notes, work.

A link is directed, from whoever could open a door to the one behind it, with the words that say so
and how strong it is, between 0 and 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from kithbook.book.model import Mention, Person
from kithbook.book.network import Network
from kithbook.insight.person_texts import lasting_texts
from kithbook.insight.query import key
from kithbook.introductions.acquainted import employer_key
from kithbook.suggestions.near_goal import WayPerson
from kithbook.text.name_links import links_as_names
from kithbook.text.problems import Location
from kithbook.text.words import fold

_TIE, _THROUGH, _CAME, _INTRODUCED = 0.85, 0.85, 0.6, 0.65
_TOGETHER, _OFTEN_TOGETHER, _NOTED, _MENTIONED, _COLLEAGUE = 0.5, 0.6, 0.6, 0.45, 0.5
_CROWD, _OFTEN, _MOST_COLLEAGUES, _MOST_NAMES = 12, 3, 40, 60


@dataclass(frozen=True, slots=True)
class WayLink:
    """A link between two, as words that follow the name of the first, and where it is written."""

    to: str
    strength: float
    said: str
    at: Location


Links = Mapping[str, Mapping[str, WayLink]]


class WayLinks:
    """The links of a book by the key of whom they begin at, the strongest of each pair."""

    def __init__(self, network: Network, unfiled: Iterable[WayPerson]) -> None:
        """Takes those without a file who matter, for they are known by name alone."""
        self._network = network
        self._found: dict[str, dict[str, WayLink]] = defaultdict(dict)
        few = [one for one in unfiled if one.contact][:_MOST_NAMES]
        self._unfiled = {fold(name): one for one in few for name in _names(one)}
        self._names = {one.key: one.name for one in few}
        for person in network.people.values():
            self._of_person(person)
        self._of_entries()
        self._of_introductions()
        self._of_work(few)
        self._of_names(few)

    @property
    def links(self) -> Links:
        """The links by the key of whom they begin at."""
        return self._found

    def _add(self, one: str, other: str, strength: float, said: str, at: Location) -> None:
        known = self._found[one].get(other)
        if one != other and (known is None or known.strength < strength):
            self._found[one][other] = WayLink(other, strength, said, at)

    def _key(self, mention: Mention) -> str:
        """Whom a name means: a person, or somebody without a file by that name."""
        if mention.person:
            return mention.person
        unfiled = self._unfiled.get(fold(mention.text))
        return unfiled.key if unfiled else ""

    def _name(self, other: str) -> str:
        return self._names.get(other) or self._network.name_of(other)

    def _of_person(self, person: Person) -> None:
        for tie in person.ties:
            if other := self._key(tie.to):
                kind = f" ({tie.kind})" if tie.kind else ""
                self._add(person.id, other, _TIE, f"tie to {self._name(other)}{kind}", tie.to.at)
                back = f"tie with {self._name(other)}{kind}"
                self._add(other, person.id, _TIE, f"{back}, whose file says so", tie.to.at)
        if person.met.through and (by := self._key(person.met.through)):
            at = person.met.through.at
            self._add(by, person.id, _THROUGH, f"brought you {person.name}", at)
            self._add(person.id, by, _CAME, f"came to you through {self._name(by)}", at)
        for mention in person.note_mentions:
            if other := self._key(mention):
                said = f"named with {self._name(other)} in the notes"
                self._add(person.id, other, _NOTED, said, mention.at)

    def _of_entries(self) -> None:
        times: dict[tuple[str, str], int] = defaultdict(int)
        for entry in self._network.entries:
            ids = entry.ids if len(entry.ids) <= _CROWD else ()
            for one in ids:
                for other in ids:
                    times[one, other] += 1
                    often = times[one, other] >= _OFTEN
                    said = f"{entry.kind} with {self._name(other)} and you"
                    strength = _OFTEN_TOGETHER if often else _TOGETHER
                    self._add(one, other, strength, said, entry.at)
                for mention in entry.mentions:
                    if (named := self._key(mention)) and named not in ids:
                        said = f"spoke of {self._name(named)}"
                        self._add(one, named, _MENTIONED, said, entry.at)

    def _of_introductions(self) -> None:
        for act in self._network.introductions:
            if act.made and len(ids := act.ids) == 2:
                for one, other in (ids, ids[::-1]):
                    said = f"met {self._name(other)} through you"
                    self._add(one, other, _INTRODUCED, said, act.place("made"))

    def _of_work(self, unfiled: Iterable[WayPerson]) -> None:
        """Colleagues; a house of a hundred is no acquaintance."""
        houses: dict[str, list[tuple[str, Location]]] = defaultdict(list)
        for person in self._network.people.values():
            if org := employer_key(person.org):
                at = next((place for name, place in person.places if name == "org"), person.at)
                houses[org].append((person.id, at))
        for row in unfiled:
            if row.contact and (org := employer_key(row.contact.org)):
                houses[org].append((row.key, row.contact.at))
        for staff in houses.values():
            if len(staff) <= _MOST_COLLEAGUES:
                for (one, at), (other, _) in permutations(staff, 2):
                    said = f"works where {self._name(other)} does"
                    self._add(one, other, _COLLEAGUE, said, at)

    def _of_names(self, unfiled: Iterable[WayPerson]) -> None:
        """Whose file tells of somebody without one, by their whole name."""
        wanted = [(one, f" {key(one.name).strip()} ") for one in unfiled if " " in one.name.strip()]
        if not wanted:
            return
        for person, said, at in self._texts():
            for one, name in wanted:
                if name in said:
                    self._add(person, one.key, _NOTED, f"named with {one.name} in the file", at)

    def _texts(self) -> Iterator[tuple[str, str, Location]]:
        for person in self._network.people.values():
            for text in lasting_texts(self._network, person):
                if text.field not in ("name", "needs"):
                    words = f" {key(links_as_names(text.phrase.text))} "
                    yield person.id, words, text.phrase.at
            for entry in person.log:
                yield person.id, f" {key(links_as_names(entry.text))} ", entry.at


def _names(one: WayPerson) -> tuple[str, ...]:
    return one.contact.names if one.contact else (one.name,)
