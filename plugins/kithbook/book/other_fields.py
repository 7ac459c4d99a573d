"""Keys of other programs and fields in the text, put where ours stand, if they fit there."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from kithbook.book import other_keys
from kithbook.book.fact_blocks import Label, unread_labels
from kithbook.book.field_findings import FieldFindings
from kithbook.book.folder_files import id_of
from kithbook.book.inline_fields import InlineField, inline_fields, tags_in
from kithbook.book.joined_values import key_inside, remembered, whole_name, with_more
from kithbook.book.keys_to_write import met_told
from kithbook.book.log_lines import split_body
from kithbook.book.loose_facts import labelled_way
from kithbook.book.meant_values import meant_days
from kithbook.book.nested_values import is_container, is_nested, own_without_keys, ways_within
from kithbook.book.one_text import is_several
from kithbook.book.other_values import in_our_words
from kithbook.book.plain_notes import name_in_heading, tells_a_name
from kithbook.book.reading import ReadAs, Reading
from kithbook.book.record_values import says_nothing
from kithbook.book.records import Key
from kithbook.book.schema import PERSON
from kithbook.book.template_slots import fields_without_slots
from kithbook.book.types import is_empty
from kithbook.book.yaml_log import block_notes
from kithbook.language.dead_words import is_dead_word
from kithbook.text.problems import Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source
from kithbook.text.words import fold

_KNOWN = {key.key: key for key in PERSON.fields}
# What lets something out of the book, or would be an entry or a tie, is never read from elsewhere.
_NEVER = ("consent", "public", "introduce", "ask", "ties", "log", "notes", "circle", "x")
_WITHIN_NEVER = ("consent", "public", "introduce", "ask", "ties", "vouch")
_DAYS = ("born", "died", "met", "met.on", "dates")
_JOINED = ("org", "role", "place")
_FEW_WORDS, _MOST_WORDS = 3, 6
_PROVEN = ("born", "reach.email", "reach.phone", "reach.web", "reach.linkedin")
_LINKED = ("org", "role", "place", "born", "aliases", "languages", "interests", "knows", "name")


class _Naming(Container[str]):
    """The keys that may hold a name, ours and those of other programs."""

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (
            fold(word) in ("name", "aliases", "title")
            or other_keys.ours(PERSON.name, word) in ("name", "aliases")
        )


NAMING: Container[str] = _Naming()
"""What is to be composed of a file where only its names are wanted."""


Lines = tuple[tuple[int, str], ...]


class Taken(NamedTuple):
    """The keys of a file with those of other programs in their places.

    `read_as` says for where a foreign key begins what it is here; `lines` are the lines of the
    text that are a field and no note, with the path of our key. `doubtful` are the findings of
    fields whose day cannot be told, `last` those of a last contact, each with its day. `labels`
    are the lines among fields that are none.
    """

    keys: Keys
    read_as: Mapping[int, ReadAs] = MappingProxyType({})
    lines: Mapping[int, str] = MappingProxyType({})
    doubtful: tuple[Problem, ...] = ()
    last: tuple[tuple[Problem, str], ...] = ()
    labels: tuple[tuple[Label, ...], ...] = ()


def take_fields(source: Source, keys: Keys, body: int | None) -> Taken:
    """What the keys and the text of a file say, by our keys; what does not fit stays as it is."""
    text, start = (source, body) if body is not None else block_notes(source, keys)
    fields, notes = _fields_of(text, start) if start is not None else ((), ())
    left: list[Problem] = []
    fields = tuple(fields_without_slots(text, fields, left)) if fields else ()
    tags = tuple(tags_in(text, start)) if start is not None else ()
    foreign = [pair for pair in keys.pairs if _is_foreign(pair[0])]
    linked = any(
        _wants_care(name.text, value, source)
        or (type(value) is not Scalar and is_nested(name.text, value))
        for name, value in keys.pairs
    )
    if not (fields or tags or foreign or linked):
        return Taken(keys)
    placing = _Placing(source, keys, body)
    read_as = dict(placing.others(foreign))
    lines = dict(placing.within(fields))
    placing.tagged(tags)
    pairs = placing.pairs
    added = {name.start: ReadAs("", value) for name, value in pairs if name.start > keys.end}
    whole = keys._replace(pairs=tuple(pairs))
    told = placing.told
    doubtful = (*left, *told.doubtful, *told.told_placed(), *told.told_ties())
    placed = {one.line for one in fields if one.placed}
    ties = {field.line for field in fields if placing.told.has_tie(field)} if notes else ()
    labels = unread_labels(notes, placed, lines, ties) if notes else ()
    return Taken(whole, {**added, **read_as}, lines, doubtful, tuple(told.last), labels)


def _fields_of(source: Source, body: int) -> tuple[tuple[InlineField, ...], Lines]:
    """The fields in a text, and the notes that hold them: those of the log are of a day."""
    fields = tuple(inline_fields(source, body))
    if not fields:
        return (), ()
    notes = split_body(source.lines(body), source.text).notes
    lines = {at for at, _ in notes}
    return tuple(one for one in fields if one.line in lines), notes


def _is_foreign(name: Scalar) -> bool:
    return name.text not in _KNOWN and not name.text.startswith("x_")


def _wants_care(key: str, value: Node, source: Source) -> bool:
    """Whether a value under a key of ours has links or signs around it that are no part of it."""
    if key == "tags":
        return isinstance(value, Scalar) or "#" in source.text[value.start : value.end]
    if isinstance(value, Scalar) and is_several(key, value.text):
        return True
    return key in _LINKED and "[[" in source.text[value.start : value.end]


class _Placing:
    """The pairs of a file while fields are put to them; the only thing here that changes."""

    def __init__(self, source: Source, keys: Keys, body: int | None) -> None:
        self.source, self.body = source, body
        self.stem = fold(PurePosixPath(source.path).stem)
        self.told = FieldFindings(source)
        self.pairs = [
            (name, in_our_words(value, name.text, source))
            if _wants_care(name.text, value, source)
            else (name, own_without_keys(name.text, value))
            for name, value in keys.pairs
        ]

    def others(self, foreign: Iterable[tuple[Scalar, Node]]) -> Iterator[tuple[int, ReadAs]]:
        """Puts the keys of other programs in their places; yields where each begins, and what."""
        foreign, whole = tuple(foreign), None
        if not any(name.text == "name" for name, _ in self.pairs):
            whole = whole_name(foreign)
        for name, value in foreign:
            if whole and other_keys.part_of_name(name.text):
                if other_keys.part_of_name(name.text) == "given":
                    self._put("name", name, whole)
                    yield name.start, ReadAs("name", whole)
                else:
                    yield name.start, ReadAs("", value)
                continue
            path = self._place_of(name, value)
            own = path == "role" and isinstance(value, Scalar) and fold(value.text) == self.stem
            blank = _is_blank(value, path) and (path or other_keys.ours(PERSON.name, name.text))
            if own or _plain(name.text) in other_keys.OF_THE_NOTE or blank:
                yield name.start, ReadAs("", value)
            elif path:
                said = in_our_words(value, path, self.source)
                if _tells_death(value):
                    said = Scalar("yes", value.start, value.end, plain=False)
                if self._put(path, name, said):
                    yield name.start, ReadAs(path, said)
            elif is_container(name.text) and (inner := self._ways(name, value)):
                yield name.start, ReadAs("reach", inner)

    def _place_of(self, name: Scalar, value: Node) -> str:
        """The path of our key for one of another program, by its word or by what it says."""
        tie = other_keys.ours(PERSON.name, name.text).startswith("ties.")
        if _tells_death(value) and not tie:
            return "died"
        if fold(name.text) == "title" and self._is_title(value):
            return "name"
        return _small(name.text) or self._path(name.text)

    def _ways(self, outer: Scalar, value: Node) -> Keys | None:
        """Puts the ways to reach somebody that stand in a key of another program in `reach`."""
        before = list(self.pairs)
        said = [
            (name, in_our_words(one, path, self.source), path)
            for name, one, path in ways_within(value)
        ]
        if not said or not all(self._put(path, outer, one) for _, one, path in said):
            self.pairs = before
            return None
        pairs = tuple((name._replace(text=path[len("reach.") :]), one) for name, one, path in said)
        return Keys(pairs, value.start, value.end, flow=False)

    def within(self, fields: Iterable[InlineField]) -> Iterator[tuple[int, str]]:
        """Puts fields of the text in their places; yields the lines that are one, and its key."""
        for field in map(_of_a_life, fields):
            word = field.key.text
            path = self._path_of(field)
            self.told.last_contact(field)
            proven = path in _PROVEN
            if field.plain and not (proven or field.placed):
                continue
            path = path or _small(word)
            if field.placed or not field.plain:
                self.told.note_tie(field)
            if self._is_page(word, field):
                path = "name"
            if field.placed and path in _JOINED and _is_sentence(field.value.text):
                continue
            if not path or path.partition(".")[0] in _WITHIN_NEVER:
                continue
            met = _met_in(field) if path == "met" else None
            value = met or in_our_words(field.value, path, self.source, inline=True)
            blank = _is_blank(field.value, path) or _is_blank(value, path)
            read = blank or self._put(path, field.key, value)
            if read and field.whole:
                yield field.line, path
                if field.placed and not proven and not blank:
                    self.told.tell_placed(field, path, value)
            elif not read and path in _DAYS and not self._has(path):
                self.told.doubt(path, field)

    def _path_of(self, field: InlineField) -> str:
        """The path of our key for a field of the text."""
        word = field.key.text
        if way := labelled_way(word, field.value.text):
            return way
        path = word if word in _KNOWN else self._path(word)
        told = field.value.text == "yes" and not field.value.plain
        return "died" if told else path

    def _is_page(self, word: str, field: InlineField) -> bool:
        """Whether a field is the title of a page, as Logseq writes it at its head."""
        if fold(word) != "title" or (field.plain and not field.placed):
            return False
        above = self.source.text[self.body : field.line].strip()
        head = "#" not in above and "\n\n" not in above
        return self._is_title(field.value, head=head)

    def _is_title(self, value: Node, *, head: bool = False) -> bool:
        """Whether a title is what the note is called, and not what somebody works as."""
        if not isinstance(value, Scalar) or any(name.text == "name" for name, _ in self.pairs):
            return False
        said = _words_of(value.text)
        titled = name_in_heading(self.source, self.body) if self.body is not None else ""
        stem = id_of(self.source.path)
        for known in (_words_of(stem), _words_of(titled)):
            same = known and (said[:1] == known[:1] and (len(said) > 1 or said == known))
            if same or (known and "".join(said) == "".join(known)):
                return True
        lettered = any(len(word) > 1 and word.isalpha() for word in _words_of(stem))
        made = not lettered or (head and not tells_a_name(stem))
        return not titled and made and len(said) > 1

    def _has(self, path: str) -> bool:
        return any(name.text == path for name, _ in self.pairs)

    def tagged(self, tags: tuple[Scalar, ...]) -> None:
        """Puts the tags of the text to those of the keys, each once."""
        if tags:
            self._put("tags", tags[0], Items(tags, tags[0].start, tags[-1].end, flow=False))

    def _path(self, word: str) -> str:
        path = other_keys.ours(PERSON.name, word)
        if path == "name" and not other_keys.is_whole_name(word):
            return ""
        return "" if path.partition(".")[0] in _NEVER else path

    def _put(self, path: str, name: Scalar, value: Node) -> bool:
        outer, _, inner = path.partition(".")
        if outer == "dates" and isinstance(value, Scalar):
            value = remembered(name, value)
        at = next((n for n, (key, _) in enumerate(self.pairs) if key.text == outer), None)
        there = self.pairs[at][1] if at is not None else None
        new = self._joined(there, _KNOWN[outer], inner, name, value)
        if new is None:
            return False
        if at is None:
            self.pairs.append((name._replace(text=outer), new))
        else:
            self.pairs[at] = (self.pairs[at][0], new)
        return True

    def _joined(
        self, there: Node | None, key: Key, inner: str, name: Scalar, value: Node
    ) -> Node | None:
        """What stands under a key once a value is put to it; None where it does not fit."""
        if there is not None and _is_blank(there):
            there = None
        if not inner:
            return with_more(there, key, value) if self._fits(key, value) else None
        field = key_inside(key, inner)
        if field is None or not self._fits(field, value):
            return None
        pairs = there.pairs if isinstance(there, Keys) else ()
        if there is not None and not isinstance(there, Keys):
            return None
        old = next((node for label, node in pairs if label.text == inner), None)
        new = with_more(None if old is None or _is_blank(old) else old, field, value)
        if new is None:
            return None
        kept = tuple(pair for pair in pairs if pair[0].text != inner)
        start, end = (there.start, there.end) if there else (value.start, value.end)
        return Keys((*kept, (name._replace(text=inner), new)), start, end, flow=False)

    def _fits(self, key: Key, value: Node) -> bool:
        if key.key == "circle":
            return isinstance(value, Scalar)  # which there are is known later, and told then
        reading = Reading(self.source)
        got = key.type.read(value, reading)
        if key.key == "died" and isinstance(value, Scalar) and _is_meant(value):
            return bool(got)  # whoever wrote the key means it, whatever the day
        return got not in (None, False, "", ()) and not reading.problems


def _met_in(field: InlineField) -> Keys | None:
    """What a field for `met` tells that is no day alone: a day, through whom, how."""
    lone = field.plain or not field.whole or meant_days(field.value.text)
    return None if lone else met_told(field.value)


def _tells_death(value: Node) -> bool:
    """Whether a value, under whatever key, says that somebody has died."""
    return isinstance(value, Scalar) and is_dead_word(value.text)


def _is_meant(value: Scalar) -> bool:
    """Whether a day, or a word for one that nobody knows, stands behind a key for a death."""
    return any(map(str.isdigit, value.text)) or says_nothing(value)


def _may_tell_death(word: str) -> bool:
    """Whether a label can stand before a word for the dead: not one of another's, nor any word."""
    return other_keys.ours(PERSON.name, word).partition(".")[0] not in ("", "ties")


def _of_a_life(field: InlineField) -> InlineField:
    """A field, one that says that somebody has died as our key takes it."""
    if not (_tells_death(field.value) and _may_tell_death(field.key.text)):
        return field
    return field._replace(value=field.value._replace(text="yes", plain=False))


def _is_blank(node: Node, path: str = "") -> bool:
    """Whether nothing stands where a template left a place for it; who died may have no day."""
    return (
        is_empty(node)
        or (path != "died" and says_nothing(node))
        or (
            not node.text
            if isinstance(node, Scalar)
            else isinstance(node, Items) and not node.nodes
        )
    )


def _small(word: str) -> str:
    """Our key that is written with large letters, such as `Name`; none that lets something out."""
    key = word.lower()
    return key if key in _KNOWN and key not in (*_WITHIN_NEVER, "log", "notes") else ""


def _is_sentence(text: str) -> bool:
    """Whether a text is more than a firm, a place or what somebody does."""
    words = len(text.split())
    return words > _MOST_WORDS or (words > _FEW_WORDS and text.endswith((".", "!", "?")))


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def _plain(word: str) -> str:
    return fold(word).replace("_", " ").replace("-", " ")
