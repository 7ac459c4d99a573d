"""The keys of two files of one person as those of one: what only one has, and each list in full.

Where both say something else, the first file keeps its word and the other's is told as a line. What
asks for quiet wins whichever file it is in: `pause`, and `ask: never`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kithbook.book.document import Document, open_document, plain
from kithbook.book.field_edit import append_item, remove_field, set_field
from kithbook.book.given_name import with_alias
from kithbook.book.lists_and_maps import ListOf
from kithbook.book.people import PersonSource, open_person
from kithbook.book.records import Record
from kithbook.book.scalars import Pairs, Value
from kithbook.book.schema import PERSON_FILE
from kithbook.text.addresses import address_key
from kithbook.text.refusal import Refused, refuse
from kithbook.text.source import Items, Keys, Node, Scalar, Source
from kithbook.text.telephone import written_number
from kithbook.text.words import fold

_IN_THE_TEXT = ("name", "aliases", "notes", "log")
_INNER = ("met", "reach", "ask")
_QUIET = (("pause", "true"), ("ask.policy", "never"), ("ask", "never"), ("assistants", "no"))
_PUBLIC = ("public", "introduce")


@dataclass(frozen=True, slots=True)
class OtherWord:
    """A key of which two files say different things: what is kept, and what is told as a line."""

    key: str
    kept: str
    other: str


@dataclass
class JoinedKeys:
    """The first file as it grows, with what could not stand beside what it says."""

    source: Source
    others: list[OtherWord] = field(default_factory=list)

    def take(self, path: str, value: Node, doc: Document, key: Scalar) -> None:
        """Takes one key of the other file over, as far as it goes beside what is there."""
        steps = self.place(path)
        if steps is None:
            self._add(path, value, doc, key)
            return
        there = _node(open_document(self.source).root, steps)
        if there is None or plain(there) == plain(value) or _ident(there) == _ident(value):
            return
        if _is_list(path) or isinstance(there, Items) or isinstance(value, Items):
            self._more(path, steps, there, value)
        elif (path, _shown(value)) in _QUIET and isinstance(there, Scalar):
            self._tell(path, value, there)
            self.source = set_field(self.source, steps, _shown(value)).made
        else:
            self._tell(path, there, value)

    def _more(self, path: str, steps: tuple[str, ...], there: Node, value: Node) -> None:
        known = {_ident(one) for one in _items(there)}
        for item in _items(value):
            written = _written(item)
            if _ident(item) in known:
                continue
            if written is None:
                self._tell(path, there, item)
                continue
            try:
                self.source = append_item(self.source, steps, written).made
            except Refused:
                self._tell(path, there, item)

    def _add(self, path: str, value: Node, doc: Document, key: Scalar) -> None:
        if path == "consent" and self._shows_something():
            self._tell(path, None, value)
        elif "." in path and path.partition(".")[0] in _INNER and key.text == path.split(".")[1]:
            self._add_inner(path, value)
        else:
            self._copy(doc.source.text[key.start : doc.line_stop(doc.last(value))])

    def _add_inner(self, path: str, value: Node) -> None:
        steps = tuple(path.split("."))
        try:
            if isinstance(value, Items) or _is_list(path):
                for item in _items(value):
                    self.source = append_item(self.source, steps, _shown(item)).made
            else:
                self.source = set_field(self.source, steps, _shown(value)).made
        except Refused:
            self._tell(path, None, value)

    def _shows_something(self) -> bool:
        """Whether the first file has public words, to which the other's consent was not given."""
        root = open_document(self.source).root
        return any(root.get(key) is not None for key in _PUBLIC)

    def _copy(self, raw: str) -> None:
        """Puts a key as it is written at the end of the keys."""
        doc = open_document(self.source)
        if doc.root.flow and doc.root.pairs:
            raise Refused(self.source.location(doc.start), "Its keys stand in one pair of braces")
        text, stop = self.source.text, doc.line_end
        if doc.fenced:
            lead = "" if not text[: doc.end] or text[: doc.end].endswith(("\n", "\r")) else stop
            made = f"{text[: doc.end]}{lead}{raw}{stop}{text[doc.end :]}"
        else:
            made = f"{text[: doc.start]}---{stop}{raw}{stop}---{stop}{text[doc.start :]}"
        self.source = Source(self.source.path, made)
        open_document(self.source)

    def _tell(self, path: str, kept: Node | None, other: Node) -> None:
        said = _shown(kept) if kept is not None else ""
        self.others.append(OtherWord(path, said, _shown(other)))

    def place(self, path: str) -> tuple[str, ...] | None:
        """Where the first file has a key, under whichever name."""
        opened = _opened(self.source)
        for key, value in open_document(self.source).root.pairs:
            if _meant(opened, key) == path:
                return (key.text,)
            if isinstance(value, Keys) and path.partition(".")[0] == key.text:
                inner = path.partition(".")[2]
                if inner and value.get(inner) is not None:
                    return (key.text, inner)
        return None

    def comments(self, doc: Document) -> None:
        """Takes over the comments that stand on lines of their own."""
        for line in doc.source.text[doc.start : doc.end].splitlines():
            if line.lstrip().startswith("#") and line.strip() not in self.source.text:
                self._copy(line.strip())


def join_keys(first: Source, other: Source, known: Mapping[str, str]) -> JoinedKeys:
    """The first of two files with the keys of the other; `known` says what both are called."""
    joined = JoinedKeys(first)
    for name in filter(None, known.values()):
        joined.source = with_alias(joined.source, name)
    doc, opened = open_document(other), _opened(other)
    for alias in opened.aliases:
        joined.source = with_alias(joined.source, alias)
    for key, value in doc.root.pairs:
        path = _meant(opened, key) or key.text
        if path in _IN_THE_TEXT or (isinstance(value, Scalar) and value.empty):
            continue
        if path in _INNER and isinstance(value, Keys) and joined.place(path):
            for inner, each in value.pairs:
                joined.take(f"{path}.{inner.text}", each, doc, inner)
        else:
            joined.take(path, value, doc, key)
    joined.comments(doc)
    return joined


def without_self(source: Source, meant: frozenset[str]) -> Source:
    """A file without ties to the person whose it is, by folded names, and `through` them."""
    root = open_document(source).root
    ties = root.get("ties")
    for number, tie in reversed(list(enumerate(_items(ties) if ties is not None else ()))):
        to = tie.get("to") if isinstance(tie, Keys) else tie
        if to is not None and _bare(to) in meant:
            steps = ("ties", number) if isinstance(ties, Items) else ("ties",)
            source = remove_field(source, steps).made
    met = root.get("met")
    through = met.get("through") if isinstance(met, Keys) else None
    if through is not None and _bare(through) in meant:
        source = remove_field(source, ("met", "through")).made
    return source


def _bare(node: Node) -> str:
    while isinstance(node, Items) and len(node.nodes) == 1:
        node = node.nodes[0]
    return fold(node.text.removeprefix("[[").removesuffix("]]")) if isinstance(node, Scalar) else ""


def _opened(source: Source) -> PersonSource:
    opened = open_person(source)
    if not isinstance(opened, PersonSource) or opened.torn:
        refuse(f"{source.path} cannot be read. See: kith check")
    return opened


def _meant(opened: PersonSource, key: Scalar) -> str:
    """The path of our key that a key of the file is."""
    read_as = opened.read_as.get(key.start)
    return read_as.path if read_as and read_as.path else key.text


def _node(node: Node, steps: tuple[str, ...]) -> Node | None:
    found: Node | None = node
    for step in steps:
        found = found.get(step) if isinstance(found, Keys) else None
    return found


def _is_list(path: str) -> bool:
    keys = {one.key: one.type for one in PERSON_FILE.fields}
    outer, _, inner = path.partition(".")
    kind = keys.get(outer)
    if inner and isinstance(kind, Record):
        kind = {one.key: one.type for one in kind.fields}.get(inner, kind.others)
    return isinstance(kind, ListOf)


def _items(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Items) else (node,)


def _ident(node: Node) -> object:
    """What makes two values one: an address, a number, the words of a phrase."""
    if isinstance(node, Scalar):
        text = node.text.strip()
        if "@" in text:
            return address_key(text)
        digits = written_number(text).digits if any(map(str.isdigit, text)) else ""
        return digits if len(digits) > 6 and not any(map(str.isalpha, text)) else fold(text)
    if isinstance(node, Keys):
        what = node.get("what")
        return _ident(what) if what is not None else tuple(sorted(_pairs(node)))
    return tuple(_ident(one) for one in node.nodes)


def _pairs(node: Keys) -> Iterator[tuple[str, str]]:
    return ((key.text, str(_ident(value))) for key, value in node.pairs)


def _written(node: Node) -> Value | None:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Keys) and all(isinstance(value, Scalar) for _, value in node.pairs):
        return Pairs((key.text, _shown(value)) for key, value in node.pairs)
    return None


def _shown(node: Node) -> str:
    """A value in one line."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Items):
        return ", ".join(map(_shown, node.nodes))
    return ", ".join(f"{key.text} {_shown(value)}" for key, value in node.pairs)
