"""A file without one person: entries with them alone go, in all others they are somebody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kithbook.book.document import Splice, open_document
from kithbook.book.entries import parts_of
from kithbook.book.field_edit import remove_field, set_field
from kithbook.book.folder_files import is_yaml
from kithbook.book.log_edit import journaled, logged
from kithbook.book.log_lines import ListItem
from kithbook.book.model import Settings
from kithbook.book.name_index import NameIndex
from kithbook.book.name_places import NamePlace, name_places
from kithbook.book.scalars import scalar_texts
from kithbook.book.told_lines import EntryParts
from kithbook.book.traces import Traces
from kithbook.book.yaml_log import is_block, line_of
from kithbook.text.name_links import LINK, read_link
from kithbook.text.refusal import Refused
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_FIELD = re.compile(r"^[ \t>*+-]*\**[\w ]{1,40}\**::\**[ \t]*", re.MULTILINE)
_JOINT = re.compile(r"\s+(?P<word>[^\s\[\]:]+)?\s*$")
_LONGEST_JOINT = 5


@dataclass(frozen=True)
class Forgetting:
    """Who is forgotten, against whom names are read, and the word that stands for them.

    `also` are single words of which the owner said that they mean this person.
    """

    person: str
    names: NameIndex
    settings: Settings
    traces: Traces
    somebody: str
    also: tuple[str, ...] = ()

    def means(self, name: str) -> bool:
        """Whether a name leads to them."""
        return self.names.resolve(" ".join(name.split())).person == self.person

    def is_linked(self, found: re.Match[str]) -> bool:
        """Whether a link is to them, or would be but for a sign in their name."""
        name = " ".join(read_link(found).name.split())
        meant = self.names.resolve(name)
        return meant.person == self.person or (not meant.ids and self.traces.holds(found.group()))

    def plain(self, text: str) -> str:
        """A text in which they are somebody."""
        return self.traces.without(text, self.somebody, self.also)


def forgotten(source: Source, who: Forgetting) -> Source:
    """A file in which nothing tells of them any more, but for single words in doubt."""
    for step in (_without_values, _without_entries, _without_links):
        source = step(source, who)
    return Source(source.path, _unlinked(who.plain(source.text), who.somebody))


def _unlinked(text: str, somebody: str) -> str:
    """A text in which nobody is linked by the word for somebody, as a link that led nowhere was."""

    def shown(found: re.Match[str]) -> str:
        return somebody if read_link(found).name == somebody else found.group()

    return LINK.sub(shown, text) if "[[" in text else text


def _without_values(source: Source, who: Forgetting) -> Source:
    """A file without ties to them, without `through` them and without fields that name them."""
    for _ in range(len(source.text)):
        place = next(
            (one for one in name_places(source, who.names, who.settings)
             if one.person == who.person and one.way in ("value", "nested", "link")
             and (steps := _steps_to(source, one)) is not None
             and _is_a_name(steps)),
            None,
        )  # fmt: skip
        if place is None:
            break
        steps = _steps_to(source, place)
        source = _without_value(source, steps or (), who)
    return _without_fields(source, who)


def _is_a_name(steps: tuple[str | int, ...]) -> bool:
    """Whether a value names a person alone, and no text does."""
    return steps[0] not in ("notes", "log")


def _without_value(source: Source, steps: tuple[str | int, ...], who: Forgetting) -> Source:
    if steps[0] in ("asked_by", "via"):
        return set_field(source, (steps[0],), who.somebody).made
    for cut in range(len(steps), 0, -1):
        # A tie without its `to` is none, and so goes whole.
        if steps[0] == "ties" and cut > 2:
            continue
        try:
            return remove_field(source, steps[:cut]).made
        except Refused:
            continue
    raise Refused(source.location(0), "A value that names them cannot be taken out")


def _steps_to(source: Source, place: NamePlace) -> tuple[str | int, ...] | None:
    """The path of the value that a name is the whole of; None where it is a part of a text."""
    if source.path.partition("/")[0] not in ("people", "introductions", "requests"):
        return None
    try:
        root = open_document(source).root
    except Refused:
        return None
    return _path(source.text, root, place, ())


def _path(
    text: str, node: Node, place: NamePlace, steps: tuple[str | int, ...]
) -> tuple[str | int, ...] | None:
    if isinstance(node, Scalar):
        whole = text[node.start : node.end].strip().strip("\"'").removeprefix("[[")
        same = whole.removesuffix("]]").partition("|")[0].strip() == _raw(text, place)
        return steps if node.start <= place.start < max(node.end, node.start + 1) and same else None
    children: Iterable[tuple[str | int, Node]] = (
        ((key.text, value) for key, value in node.pairs)
        if isinstance(node, Keys)
        else enumerate(node.nodes)
    )
    if isinstance(node, Items) and len(node.nodes) == 1 and isinstance(node.nodes[0], Items):
        children = enumerate(node.nodes)
    for step, child in children:
        found = _path(text, child, place, (*steps, step))
        if found is not None:
            return found
    return None


def _raw(text: str, place: NamePlace) -> str:
    return text[place.start : place.end].strip().strip("\"'")


def _without_fields(source: Source, who: Forgetting) -> Source:
    """The text without lines that are one field and name them, `introduced by:: Bo Chen`."""
    kept = []
    for line in source.text.splitlines(keepends=True):
        field = _FIELD.match(line)
        said = line[field.end() :].strip() if field else ""
        link = LINK.fullmatch(said)
        name = read_link(link).name if link else said
        if not (field and name and who.means(name)):
            kept.append(line)
    return Source(source.path, "".join(kept))


def _without_entries(source: Source, who: Forgetting) -> Source:
    if is_yaml(source.path):
        return _without_yaml_entries(source, who)
    journal = source.path.startswith("journal/")
    if not journal and not source.path.startswith("people/"):
        return source
    text = source.text
    for item in sorted(journaled(source) if journal else logged(source), reverse=True):
        start, end = item.offset, item.offset + len(item.text)
        if text[start:end] != item.text:
            continue
        new = _entry(item, who, alone=journal)
        if new is None:
            start, end = _line_start(text, start), _line_end(text, end)
            text = text[:start] + text[end:]
        elif new != item.text:
            text = text[:start] + new + text[end:]
    return Source(source.path, text)


def _without_yaml_entries(source: Source, who: Forgetting) -> Source:
    root = open_document(source).root
    node = root.get("log")
    if is_block(node, source):
        text = source.text
        for each in sorted(logged(source), reverse=True):
            start, end = each.offset, each.offset + len(each.text)
            new = _entry(each, who, alone=False) if text[start:end] == each.text else each.text
            text = text[:start] + (new or "") + text[end:]
        return Source(source.path, text)
    splices = []
    for one in node.nodes if isinstance(node, Items) else ():
        item = line_of(one, source)
        if not isinstance(one, Scalar) or item is None:
            continue
        new = _entry(item, who, alone=False)
        if new is not None and new != item.text:
            end = one.start + len(source.text[one.start : one.end].rstrip())
            splices.append(Splice(one.start, end, next(scalar_texts(new, flow=False))))
    text = source.text
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return Source(source.path, text)


def _entry(item: ListItem, who: Forgetting, *, alone: bool) -> str | None:
    """The text of an entry without them among those who took part; None where it goes whole."""
    parts = parts_of(item, who.settings)
    links = list(LINK.finditer(parts.names)) if parts else []
    theirs = [one for one in links if who.is_linked(one)]
    if parts is None or not theirs:
        return item.text
    others = [one.group() for one in links if one not in theirs]
    if not others and alone:
        return None
    return _retold(item.text, parts, others, who)


def _retold(text: str, parts: EntryParts, others: list[str], who: Forgetting) -> str:
    """An entry with the others alone before its colon, and somebody in its text."""
    start, end = parts.names_at, parts.names_at + len(parts.names)
    if parts.text_at and start >= parts.text_at:
        said = " and ".join((", ".join(others), who.somebody)) if others else who.somebody
        return text[:start] + said + text[end:]
    joint = _JOINT.search(text[:start])
    word = (joint["word"] or "") if joint else ""
    begin = joint.start() if joint and 0 < len(word) <= _LONGEST_JOINT else 0
    told = f"{word} {who.somebody}" if begin else who.somebody
    head = text[:start] + ", ".join(others) if others else text[: begin or start].rstrip()
    before, colon, after = text[end:].partition(":")
    if not colon or before.strip():
        before, after = "", text[end:]
    blank = after[: len(after) - len(after.lstrip())] or " "
    return f"{head}{before}:{blank}{told}; {after.lstrip()}" if after.strip() else f"{head}: {told}"


def _without_links(source: Source, who: Forgetting) -> Source:
    """The text with the word for somebody in the place of each link to them."""
    text = source.text
    lead: Callable[[str], bool] = who.means
    for one in sorted(name_places(source, who.names, who.settings), reverse=True):
        if one.person != who.person or one.way == "shown":
            continue
        if one.way == "path":
            start = text.rfind("[", 0, text.rfind("](", 0, one.start))
            end = text.find(")", one.end) + 1
        elif one.way == "value":
            start, end = one.start, one.end
        else:
            start, end = text.rfind("[[", 0, one.start + 1), text.find("]]", one.end) + 2
        if 0 <= start < end and lead(one.name):
            text = text[:start] + who.somebody + text[end:]
    return Source(source.path, text)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"\r\n|\n|\r").search(text, at)
    return found.end() if found else len(text)
