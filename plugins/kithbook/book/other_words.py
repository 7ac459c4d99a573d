"""Other words for names that lead to somebody: of a person renamed, or of one who is now another.

Names in all files of a book are written anew by splices, and then read once more: each has to lead
where it led, or nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kithbook.book.folder_files import files_of
from kithbook.book.folder_findings import files_in
from kithbook.book.model import Settings
from kithbook.book.name_index import FILE_IN_PEOPLE, NameIndex
from kithbook.book.name_places import NamePlace, name_places, renamed
from kithbook.book.names import Named
from kithbook.book.network import Network
from kithbook.book.scalars import reads_plain
from kithbook.text.refusal import refuse, refuse_for
from kithbook.text.source import Source, read_source
from kithbook.text.words import fold, spellings

_OTHERS = ("introductions", "requests", "content/private")


@dataclass(frozen=True)
class OtherWords:
    """Whom names of somebody lead to afterwards, and by which words.

    `was` is the id until now, `person` from now on; `former` are names that are not written any
    more. `names` knows everyone as they are afterwards.
    """

    was: str
    person: str
    former: tuple[str, ...]
    names: NameIndex
    former_ids: tuple[str, ...] = ()

    def words(self, place: NamePlace) -> str | None:
        """What to write where a name stands; None to leave it."""
        path = FILE_IN_PEOPLE.fullmatch(place.name)
        stem = path["stem"] if path else place.name
        head, _, tail = place.name.rpartition(stem)
        if place.way == "shown":
            return self.names.display[self.person] if self._is_former(place.name) else None
        if fold(stem) in map(fold, self.former_ids):
            return f"{head}{self.person}{tail}"
        if not self._is_former(stem):
            return None if self._leads(place.name) else self.person
        name = self.names.display[self.person]
        clear = self._leads(name) and not set(name) & set("[]|#")
        if place.way == "nested" and not reads_plain(name, flow=True):
            clear = False
        return name if clear and place.way != "path" and not head else self.person

    def _is_former(self, name: str) -> bool:
        return any(spellings(name) & spellings(one) for one in self.former)

    def _leads(self, name: str) -> bool:
        return self.names.resolve(name).person == self.person


@dataclass(frozen=True)
class ReadNames:
    """The names in the files of a book, as they lead now."""

    sources: Mapping[str, Source]
    places: Mapping[str, tuple[NamePlace, ...]]
    names: NameIndex
    settings: Settings

    def of(self, source: Source, other: OtherWords) -> Source:
        """A file that says something else by now, with names written otherwise."""
        places = name_places(source, self.names, self.settings)
        theirs = (one for one in places if one.person == other.was)
        return renamed(source, theirs, other.words)

    def with_words(self, other: OtherWords) -> dict[str, Source]:
        """The files of which a name is written otherwise, by their paths until now."""
        found = {}
        for path, source in self.sources.items():
            theirs = (one for one in self.places[path] if one.person == other.was)
            new = renamed(source, theirs, other.words)
            if new.text != source.text:
                found[path] = new
        return found

    def require_same(
        self, after: Mapping[str, Source], other: OtherWords, besides: tuple[str, ...] = ()
    ) -> None:
        """Refuses where a name would lead elsewhere than it led, in the files as they will be."""
        for path, source in self.sources.items():
            if path in besides:
                continue
            new = after.get(path, source)
            now = name_places(new, other.names, self.settings)
            for one, two in zip(_leading(self.places[path]), _leading(now), strict=False):
                if not self._leads_as_before(one, two, other):
                    refuse(
                        f'{source.location(one.start)}: "{one.name}" would not mean whom it '
                        "means now. Write the id of the one you mean there, then run it again."
                    )
            if len(list(_leading(now))) != len(list(_leading(self.places[path]))):
                refuse(f"{path}: a name in it would be read otherwise. Change this file by hand.")

    def _leads_as_before(self, one: NamePlace, two: NamePlace, other: OtherWords) -> bool:
        """Whether a name leads where it led; what led to nobody may lead to the one renamed."""
        were = {other.person if each == other.was else each
                for each in self.names.resolve(one.name).ids}  # fmt: skip
        if len(were) == 1 or len(self.names.resolve(one.name).ids) == 1:
            return two.person in were
        return two.person is None or (not were and two.person == other.person)


def read_names_in(root: Path, network: Network) -> ReadNames:
    """Reads the names in every file of a book; refused where a file cannot be read."""
    sources: dict[str, Source] = {}
    for path in _paths(root, network.settings):
        source = read_source(root, root / path)
        if isinstance(source, Source):
            sources[path] = source
        elif source.code != "empty-file":
            refuse_for(source)
    names, settings = network.index, network.settings
    places = {path: name_places(one, names, settings) for path, one in sources.items()}
    return ReadNames(sources, places, names, settings)


def first_difference(one: str, two: str) -> int:
    """The first character in which two texts differ."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))


def names_with(network: Network, named: Named, gone: str) -> NameIndex:
    """Everyone by name, with one of them under these names, and without the file of an id."""
    others = (
        *((one.id, one.name, one.aliases) for one in network.people.values()),
        *(lost.named for lost in network.unread if lost.id not in network.people),
    )
    index = NameIndex((*(one for one in others if one[0] not in (gone, named[0])), named))
    index.beside = network.index.beside
    return index


def _leading(places: Iterable[NamePlace]) -> Iterator[NamePlace]:
    return (one for one in places if one.way != "shown")


def _paths(root: Path, settings: Settings) -> Iterator[str]:
    for folder in ("people", "journal"):
        yield from files_of(root, folder, settings.people_except).read
    for folder in _OTHERS:
        for path in files_in(root / folder):
            if path.suffix == ".md" and path.is_file():
                yield path.relative_to(root).as_posix()
