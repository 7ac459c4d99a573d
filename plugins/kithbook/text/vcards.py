"""Cards of telephones and address books (vCard 2.1, 3.0, 4.0) as properties with their lines.

Nothing is decoded before it is asked for, and pictures are never asked for. A card that lacks its
end, stands in another, or breaks its lines in a way of its own is read all the same.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import StringIO

_NAME = re.compile(r"(?:[\w-]+\.)?[\w./-]+")
_HEAD = re.compile(rf"{_NAME.pattern};[\w-]+=")
_SOFT = re.compile(r";\s*(?:ENCODING\s*=\s*)?\"?QUOTED-PRINTABLE")
_TO_A_SIGN = re.compile(r'[^;:"]*')
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_OR = {sign: re.compile(rf"\\.|{sign}", re.DOTALL) for sign in ",;"}
_DATA = ("B", "BASE64")
_DEEPEST = 9
_LONGEST_MARK = 200


@dataclass(frozen=True, slots=True)
class CardProperty:
    """One property as it is written: its name in capitals, its group, parameters and value.

    `parameters` are in capitals by name; what stands there without a name is a `TYPE`.
    """

    line: int
    end: int
    name: str
    group: str
    parameters: Mapping[str, tuple[str, ...]]
    written: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """What kind it is of, as written; `TYPE="voice,home"` are two."""
        said = self.parameters.get("TYPE", ())
        return tuple(kind.strip() for one in said for kind in one.split(","))

    @property
    def types(self) -> tuple[str, ...]:
        """What kind it is of: HOME, CELL, FAX."""
        return tuple(map(str.upper, self.kinds))

    @property
    def is_data(self) -> bool:
        """Whether the value is bytes in base 64."""
        return any(one.upper() in _DATA for one in self.parameters.get("ENCODING", ()))

    def raw(self) -> str:
        """The value with its encoding undone and its escapes left."""
        encoding = next(iter(self.parameters.get("ENCODING", ())), "").upper()
        if encoding == "QUOTED-PRINTABLE":
            return self._decoded(quopri.decodestring(self._bytes()))
        if encoding in _DATA:
            try:
                return self._decoded(
                    base64.b64decode(re.sub(r"\s", "", self.written), validate=True)
                )
            except (binascii.Error, ValueError):
                return self.written
        return self.written

    def text(self) -> str:
        """The whole value as text."""
        return unescaped(self.raw())

    def parts(self) -> tuple[str, ...]:
        """The parts of a value such as a name or a postal address."""
        return tuple(map(unescaped, _split(self.raw(), ";")))

    def items(self) -> tuple[str, ...]:
        """The values of a list, such as nicknames."""
        return tuple(map(unescaped, _split(self.raw(), ",")))

    def pieces(self) -> tuple[tuple[str, ...], ...]:
        """The parts of a value of which each may be a list, such as a name."""
        parts = _split(self.raw(), ";")
        return tuple(tuple(map(unescaped, _split(part, ","))) for part in parts)

    def _charset(self) -> str:
        return next(iter(self.parameters.get("CHARSET", ())), "utf-8")

    def _bytes(self) -> bytes:
        try:
            return self.written.encode(self._charset())
        except (LookupError, UnicodeEncodeError):
            return self.written.encode("utf-8", "replace")

    def _decoded(self, raw: bytes) -> str:
        for charset in (self._charset(), "utf-8"):
            try:
                return raw.decode(charset)
            except (LookupError, UnicodeDecodeError):
                continue
        return raw.decode("cp1252", "replace")


@dataclass
class VCard:
    """One card: the lines of its BEGIN and END (0 where it has none), and its properties."""

    line: int
    end: int = 0
    properties: list[CardProperty] = field(default_factory=list)

    def of(self, *names: str) -> Iterator[CardProperty]:
        """The properties of some names, in the order of the card."""
        return (one for one in self.properties if one.name in names)


@dataclass
class CardFile:
    """The cards of a file in the order of their beginnings, and the lines of no card.

    `comments` begin with `#`, `strays` stand outside of any card or cannot be taken for a property.
    """

    cards: list[VCard] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)


_once: ContextVar[dict[str, CardFile] | None] = ContextVar("_once", default=None)


@contextmanager
def each_text_once() -> Iterator[None]:
    """Reads a text of cards once meanwhile, however often it is asked for."""
    before = _once.set({})
    try:
        yield
    finally:
        _once.reset(before)


def read_cards(text: str) -> CardFile:
    """Every card of a text."""
    known = _once.get()
    if known is None:
        return _cards_in(text)
    if text not in known:
        known[text] = _cards_in(text)
    return known[text]


def _cards_in(text: str, depth: int = 0) -> CardFile:
    """Every card of a text; `depth` is how far inside of another card it stands."""
    found = CardFile()
    opened: list[VCard] = []
    for line, end, written in _whole_lines(text, found):
        mark = "".join(written.split()).upper() if len(written) < _LONGEST_MARK else ""
        if mark == "BEGIN:VCARD":
            opened.append(VCard(line))
            found.cards.append(opened[-1])
        elif mark == "END:VCARD" and opened:
            opened.pop().end = end
        elif opened and (made := _property(line, end, written)):
            opened[-1].properties.append(made)
            if made.name == "AGENT":
                _open_agent(made, opened, found, depth)
        else:
            found.strays.append(line)
    return found


def _open_agent(made: CardProperty, opened: list[VCard], found: CardFile, depth: int) -> None:
    """Somebody's agent is a card of its own: on the lines that follow, or all in one value."""
    if _is_begin(made.written):
        opened.append(VCard(made.line))
        found.cards.append(opened[-1])
    elif depth < _DEEPEST and _is_begin(made.written[: len("BEGIN:VCARD")]):
        folded = "\n" in made.written
        for card in _cards_in(made.written if folded else made.text(), depth + 1).cards:
            before = made.line - 1 if folded else 0
            inner = [
                replace(one, line=one.line + before if folded else made.line)
                for one in card.properties
            ]
            found.cards.append(VCard(made.line, made.end, inner))


def _is_begin(text: str) -> bool:
    return "".join(text.split()).upper() == "BEGIN:VCARD"


@dataclass
class _WholeLine:
    """A line with those that go on from it, as they come."""

    first: int
    last: int
    pieces: list[str]
    soft: bool = False
    data: bool = False
    mark: bool = False
    folded: bool = False
    agent: bool = False

    @classmethod
    def begun(cls, number: int, line: str) -> _WholeLine:
        """The whole line that begins here; what is before the colon says how it may go on."""
        written, colon, rest = line.partition(":")
        head = written.upper()
        data = "BASE64" in head or "ENCODING=B" in head
        folded = not colon and _HEAD.match(line) is not None
        agent = head.partition(";")[0].strip() == "AGENT" and _is_begin(rest)
        mark = not (colon or folded) or head.strip() in ("BEGIN", "END")
        soft = "QUOTED" in head and _SOFT.search(head) is not None
        return cls(number, number, [line], soft, data, mark, folded, agent)

    def goes_on(self, line: str) -> str | None:
        """What a line adds; None for one that begins anew."""
        if self.soft and self.pieces[-1].endswith("="):
            self.pieces[-1] = self.pieces[-1][:-1]
            return line
        if line[:1] in (" ", "\t") and not self.mark:
            return f"\n{line[1:]}" if self.agent else line[1:]
        if self.mark or line.startswith("#") or not line.strip() or _begins_property(line):
            return None
        if self.folded or self.agent:
            return None
        # Old telephones break lines without a sign.
        return line if self.data else f"\n{line}"


def _whole_lines(text: str, found: CardFile) -> Iterator[tuple[int, int, str]]:
    """Each line with those that go on from it: indented, soft, or no property by themselves."""
    whole: _WholeLine | None = None
    for number, written in enumerate(StringIO(text.removeprefix("\ufeff"), newline=""), 1):
        line = written.rstrip("\r\n")
        more = whole.goes_on(line) if whole else None
        if whole and more is not None:
            whole.pieces.append(more)
            whole.last = number
        elif line.startswith("#"):
            found.comments.append(number)
        elif line.strip():
            if whole:
                yield whole.first, whole.last, "".join(whole.pieces)
            whole = _WholeLine.begun(number, line)
    if whole:
        yield whole.first, whole.last, "".join(whole.pieces)


def _begins_property(line: str) -> bool:
    if ":" not in line:  # folded before its colon
        return _HEAD.match(line) is not None
    found = _NAME.match(line)
    return found is not None and line[found.end() : found.end() + 1] in (":", ";")


def _property(line: int, end: int, written: str) -> CardProperty | None:
    text = written.lstrip()
    head, colon, value = text.partition(":")
    if '"' in head:
        return _property_at(line, end, text)
    known = _head_of_property(head) if colon else None
    return CardProperty(line, end, *known, value) if known else None


@lru_cache(maxsize=2_000)
def _head_of_property(head: str) -> tuple[str, str, Mapping[str, tuple[str, ...]]] | None:
    """The name, group and parameters of a property; thousands of cards have the same few."""
    made = _property_at(0, 0, f"{head}:")
    return (made.name, made.group, made.parameters) if made else None


def _property_at(line: int, end: int, text: str) -> CardProperty | None:
    found = _NAME.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    parameters: dict[str, tuple[str, ...]] = {}
    while rest.startswith(";"):
        part, rest = _parameter(rest[1:])
        key, sign, value = part.partition("=")
        if not sign:
            key, value = ("ENCODING" if _is_encoding(key) else "TYPE"), key
        key = key.strip().upper()
        parameters[key] = (*parameters.get(key, ()), *_values(value))
    if not rest.startswith(":"):
        return None
    group, _, name = found[0].upper().rpartition(".")
    return CardProperty(line, end, name, group, parameters, rest[1:])


def _parameter(text: str) -> tuple[str, str]:
    """The first parameter, up to a `;` or `:` outside of quotes, and the rest."""
    plain = _TO_A_SIGN.match(text)
    end = plain.end() if plain else 0
    if text[end : end + 1] != '"':
        return text[:end], text[end:]
    quoted = False
    for at, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter in ";:" and not quoted:
            return text[:at], text[at:]
    return (text, "") if not quoted else _parameter(text.replace('"', ""))


def _is_encoding(word: str) -> bool:
    return word.strip().upper() in (*_DATA, "QUOTED-PRINTABLE")


def _values(text: str) -> tuple[str, ...]:
    if '"' not in text and "^" not in text:
        return tuple(part.strip(" ") for part in text.split(",") if part)
    parts = re.findall(r'"[^"]*"|[^,"]+', text)
    return tuple(re.sub(r"\^[n'^]", lambda at: _CARET[at[0]], part.strip('" ')) for part in parts)


def _split(text: str, sign: str) -> list[str]:
    """A value taken apart at a sign that no backslash protects."""
    if "\\" not in text:
        return text.split(sign)
    cuts = [at.start() for at in _ESCAPED_OR[sign].finditer(text) if at[0] == sign]
    return [text[start + 1 : end] for start, end in zip([-1, *cuts], [*cuts, None], strict=True)]


def unescaped(text: str) -> str:
    """A text with the signs that a backslash protects as they are meant."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
