"""What an import changes of people with a file: keys by splices, happenings as lines of the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kithbook.actions.log import LoggedLine, LogLine, LogPlan
from kithbook.actions.set_field import WhoseFile, checked, set_value
from kithbook.book.document import Steps, open_document
from kithbook.book.edit import Edit, digest
from kithbook.book.field_edit import append_item, set_field
from kithbook.book.network import Network
from kithbook.exchange.imported import Happening
from kithbook.exchange.person_updates import KeyChange, PersonUpdate
from kithbook.text.addresses import address_key
from kithbook.text.refusal import Declined, refuse
from kithbook.text.source import Items, Keys, Node, Source
from kithbook.text.telephone import written_number
from kithbook.text.words import fold

_COMMAND = "import"


@dataclass
class PeopleEdits:
    """The files of people as an import leaves them; what could not be written, with the reason."""

    root: Path
    network: Network
    log: LogPlan
    refused: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, root: Path, network: Network) -> PeopleEdits:
        """No edit yet."""
        return cls(root, network, LogPlan(root, network.settings, network.index))

    def update(self, update: PersonUpdate) -> None:
        """Writes the keys of one person, each for itself."""
        for change in update.changes:
            path = self.network.people[update.person].path
            whose = WhoseFile(self.root, self.network, update.person, self.log.sources.get(path))
            try:
                source = whose.source()
                self._take(source, _changed(whose, source, change))
            except Declined as why:
                self.refused.append((f"{update.person}, {change.key}", str(why)))

    def _take(self, source: Source, edit: Edit) -> None:
        first = self.log.edits.get(edit.path)
        before = first.before if first else digest(source.text.encode())
        self.log.edits[edit.path] = replace(edit, before=before)
        self.log.sources[edit.path] = edit.made

    def happened(self, person: str, one: Happening) -> bool:
        """Puts one happening into a log; whether it came to it, and did not stand there already."""
        entry = entry_of(one)
        try:
            self.log.add(LogLine(person, entry, one.on.earliest()))
        except (Declined, ValueError) as why:
            self.refused.append((f"{person}, {one.on}", str(why)))
            return False
        return not self.log.logged[-1].there

    def edits(self) -> tuple[Edit, ...]:
        """Each file once, as all of it leaves it."""
        return tuple(self.log.edits.values())

    def lines(self) -> Iterator[LoggedLine]:
        """The lines that came to logs."""
        return (one for one in self.log.logged if not one.there)


def entry_of(one: Happening) -> str:
    """A happening as a line of a log."""
    text = " ".join(one.text.split())
    return f"{one.on} {one.kind}: {text}" if text else f"{one.on} {one.kind}"


def _changed(whose: WhoseFile, source: Source, change: KeyChange) -> Edit:
    """The edit of one key; refused where the file says it under a key that is not ours."""
    steps = tuple(change.key.split("."))
    value = " ".join(change.value.split())
    if not value.isprintable():
        refuse("The value holds a character that cannot be seen")
    if change.old:
        there = _place_of(source, steps, change.old)
        return _only(whose, source, set_field(source, there, value), change.key)
    if change.more:
        _require_ours(source, steps)
        return _only(whose, source, append_item(source, steps, value), change.key)
    if len(steps) > 1:
        return _only(whose, source, set_field(source, steps, value), change.key)
    return set_value(whose, change.key, value, _COMMAND).files[0]


def _only(whose: WhoseFile, source: Source, edit: Edit, key: str) -> Edit:
    return checked(whose, source, edit, _COMMAND, key).files[0]


def _place_of(source: Source, steps: tuple[str, ...], old: str) -> Steps:
    """Where a value of a list stands in a file."""
    node = _node(source, steps)
    if isinstance(node, Items):
        texts = (getattr(one, "text", "") for one in node.nodes)
        for at, text in enumerate(texts):
            if _same(text, old):
                return (*steps, at)
    elif node is not None and _same(getattr(node, "text", ""), old):
        return steps
    return refuse(f"{old} stands under another key, and stays")


def _require_ours(source: Source, steps: tuple[str, ...]) -> None:
    if _node(source, steps) is None:
        refuse(f"What there is stands under another key than {'.'.join(steps)}. See: kith tidy")


def _node(source: Source, steps: Iterable[str]) -> Node | None:
    node: Node | None = open_document(source).root
    for step in steps:
        node = node.get(step) if isinstance(node, Keys) else None
    return node


def _same(one: str, other: str) -> bool:
    if "@" in one:
        return address_key(one) == address_key(other)
    numbers = written_number(one).digits, written_number(other).digits
    return numbers[0] == numbers[1] if all(numbers) else fold(one) == fold(other)
