"""Names without the rest: who is in the book, read fast enough for a one-line command.

Front matter in its usual shape is recognised as a whole by one expression; any file that is
unusual in any way goes to the reader that `kith check` uses, so both always agree.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kithbook.book.network import NameIndex
from kithbook.text.words import fold

Named = tuple[str, str, tuple[str, ...]]

_LARGEST = 20_000
_KEY = r"[A-Za-z_][\w-]*+"
_QUOTED = r"""(?:"[^"\\\n]*+"|'[^'\n]*+')"""
_START = r"(?:[^\W_]|[+(](?=[^\W_])|--(?=\d)|[^\x00-\x7f\s])"
_WORDS = rf"(?:{_START}(?:[^\s\#:]|:(?=\w|/)|\#(?<=\S\#)| (?=[^\s\#:]))*+)"
_INSIDE = rf"(?:{_START}(?:[^\s\#:,?\[\]{{}}]|:(?=\w|/)| (?=[^\s\#:,?\[\]{{}}]))*+|{_QUOTED})"
_SHORT = rf"\[(?:{_INSIDE}(?:, {_INSIDE})*+)?\]"
_BRACES = rf"\{{{_KEY}: (?:{_INSIDE}|{_SHORT})(?:, {_KEY}: (?:{_INSIDE}|{_SHORT}))*+\}}"
_LIST = rf"\[(?:{_INSIDE}|{_BRACES})(?:, (?:{_INSIDE}|{_BRACES}))*+\]"
_VALUE = rf"(?:{_QUOTED}|{_LIST}|\[\]|{_BRACES}|{_WORDS})"
_END = r"(?: ++(?:\#[^\n]*+)?)?\n"
_NOTHING = r"(?: *+(?:\#[^\n]*+)?\n)"
_PAIR = rf"{_KEY}: ++{_VALUE}{_END}"
_TEXT = r"[|>][-+]?\n{0}\S[^\n]*+\n(?:(?:{0}[^\n]*+)?\n)*+"
_ITEM = rf"(?:{_VALUE}{_END}|{_PAIR}(?:    {_PAIR})*+|{_TEXT.format('    ')})"
_BELOW = rf"(?:(?:  - {_ITEM})++|(?:- {_VALUE}{_END})++|(?:  {_PAIR})++)?"
_FRONT = re.compile(rf"(?:{_NOTHING}|{_PAIR}|{_KEY}: {_TEXT.format('  ')}|{_KEY}:{_END}{_BELOW})*+")
_NAME = re.compile(rf"^name:(?: ++(?P<value>{_VALUE}))?", re.MULTILINE)
_ALIASES = re.compile(
    rf"^aliases:(?: ++(?P<value>{_VALUE}))?{_END}(?P<below>(?:(?:  )?- {_VALUE}{_END})*+)",
    re.MULTILINE,
)
_ITEMS = re.compile(_INSIDE)
_BLOCK_ITEM = re.compile(rf"^(?:  )?- (?P<value>{_VALUE})", re.MULTILINE)
_UNUSUAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def load_names(root: Path) -> NameIndex:
    """Finds people by name, as the network does, without reading the rest of their files."""
    return NameIndex(read_names(root))


def read_names(root: Path) -> Iterator[Named]:
    """The id, name and aliases of everyone with a file; who cannot be read goes by the id."""
    taken: set[str] = set()
    for name, path, is_link in _files(root / "people"):
        person = name[: name.rindex(".")]
        key = fold(person)
        if key in taken:
            continue
        taken.add(key)
        quick = None if is_link else _quick(path, person)
        yield quick or _careful(root, Path(path), person)


def _files(folder: Path) -> list[tuple[str, str, bool]]:
    try:
        with os.scandir(folder) as found:
            return sorted(
                (item.name, item.path, item.is_symlink())
                for item in found
                if item.name.endswith((".md", ".yml")) and item.name[0] not in ".#~"
            )
    except (FileNotFoundError, NotADirectoryError):
        return []


def _quick(path: str, person: str) -> Named | None:
    """The names in a file of the usual shape; None for any other file."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a Path would cost a fifth of the time
            raw = file.read(_LARGEST)
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if len(raw) == _LARGEST:
        return None
    front = _front(path, text.replace("\r\n", "\n") if "\r" in text else text)
    if front is None or _UNUSUAL.search(front) or not _FRONT.fullmatch(front):
        return None
    return names_in(front, person)


def _front(path: str, text: str) -> str | None:
    if not path.endswith(".md"):
        return text if text.endswith("\n") and text.strip() else None
    end = text.find("\n---", 3)
    if not text.startswith("---\n") or end < 0:
        return None
    after = text[end + 4 : end + 5]
    return text[4 : end + 1] if after in ("", "\n") else None


def names_in(front: str, person: str) -> Named | None:
    """The names in keys of the usual shape; None where only the careful reader can tell."""
    name = _NAME.search(front)
    aliases = _ALIASES.search(front)
    if aliases is None and re.search("^aliases:", front, re.MULTILINE):
        return None
    written = _unquoted(name["value"]) if name and name["value"] else ""
    if written.startswith(("[", "{")):
        return None
    others: tuple[str, ...] = ()
    if aliases:
        value, below = aliases["value"] or "", aliases["below"]
        if "{" in value or "{" in below or (value and below):
            return None
        others = tuple(_listed(value, below))
    return person, " ".join(written.split()) or person, others


def _listed(value: str, below: str) -> Iterator[str]:
    if value.startswith("["):
        items = _ITEMS.findall(value)
    elif below:
        items = [found["value"] for found in _BLOCK_ITEM.finditer(below)]
    else:
        items = [value]
    for item in items:
        if not item.startswith("[") and (text := " ".join(_unquoted(item).split())):
            yield text


def _unquoted(text: str) -> str:
    return text[1:-1] if text[:1] in ('"', "'") else text


def _careful(root: Path, path: Path, person: str) -> Named:
    from kithbook.book.people import PersonSource, open_person  # noqa: PLC0415 - seldom needed
    from kithbook.text.source import Source, read_source  # noqa: PLC0415

    source = read_source(root, path)
    opened = open_person(source) if isinstance(source, Source) else ()
    if isinstance(opened, PersonSource):
        return person, opened.name, opened.aliases
    return person, person, ()
