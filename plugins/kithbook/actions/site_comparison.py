"""What a publication would change, in words: two built sites compared, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from html.parser import HTMLParser
from pathlib import PurePosixPath

_BREAKS = re.compile(
    "address|article|aside|blockquote|body|br|button|caption|dd|details|div|dl|dt|fieldset|figure|"
    "footer|form|h[1-6r]|head|header|html|label|legend|li|main|nav|ol|option|p|pre|section|select|"
    "summary|table|td|textarea|th|title|tr|ul"
)
_SILENT = frozenset(("script", "style"))
_SPOKEN = ("alt", "aria-label", "placeholder", "title")
_READ_AS_TEXT = frozenset((".vcf", ".txt", ".md", ".csv"))
_ADDRESSES = ("http:", "https:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says, a line for each block of it, and the texts about people among these."""

    lines: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """What is new, what is another, and what is gone; sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One site beside the one before it; `diff` is of the words, a unified diff for each file."""

    pages: Moves
    files: Moves
    people: Moves
    diff: str

    def __bool__(self) -> bool:
        return bool(self.pages or self.files)


def compare(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Comparison:
    """What changes when the files of one site take the place of another's."""
    was, shall = (people_in(_only(files, pages=True)) for files in (before, after))
    return Comparison(
        pages=_moves(_only(before, pages=True), _only(after, pages=True)),
        files=_moves(_only(before, pages=False), _only(after, pages=False)),
        people=Moves(tuple(sorted(shall - was)), (), tuple(sorted(was - shall))),
        diff="\n".join(_diff(before, after)),
    )


def people_in(files: Mapping[str, bytes]) -> set[str]:
    """The texts about people in some pages."""
    pages = (page_words(_decoded(raw)) for raw in files.values())
    return {text for page in pages for text in page.people}


def in_words(found: Comparison) -> Iterator[str]:
    """A comparison as it is shown: the diff, then what moved."""
    if found.diff:
        yield f"{found.diff}\n"
    titled = (("pages", found.pages), ("texts about people", found.people), ("other", found.files))
    for title, moves in titled:
        yield f"{title}: {moved(moves) or 'as before'}"
        for sign, names in (("+", moves.added), ("~", moves.changed), ("-", moves.removed)):
            yield from (f"  {sign} {name}" for name in names)


def moved(moves: Moves) -> str:
    """How many moved, and how; empty where none did."""
    counts = ((moves.added, "new"), (moves.changed, "changed"), (moves.removed, "gone"))
    return ", ".join(f"{len(names)} {word}" for names, word in counts if names)


def page_words(html: str) -> PageWords:
    """The words of a page that somebody can read in it, comments too."""
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return PageWords(tuple(reader.lines), tuple(reader.people))


def _only(files: Mapping[str, bytes], *, pages: bool) -> dict[str, bytes]:
    return {name: raw for name, raw in files.items() if name.endswith(".html") == pages}


def _moves(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Moves:
    both = before.keys() & after.keys()
    return Moves(
        added=tuple(sorted(after.keys() - both)),
        changed=tuple(sorted(name for name in both if before[name] != after[name])),
        removed=tuple(sorted(before.keys() - both)),
    )


def _diff(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name):
            continue
        old, new = _lines(name, before), _lines(name, after)
        was, shall = (name if one is not None else "/dev/null" for one in (old, new))
        yield from unified_diff(old or (), new or (), was, shall, lineterm="")


def _lines(name: str, files: Mapping[str, bytes]) -> tuple[str, ...] | None:
    raw = files.get(name)
    if raw is None:
        return None
    if name.endswith(".html"):
        return page_words(_decoded(raw)).lines
    is_text = PurePosixPath(name).suffix in _READ_AS_TEXT
    return tuple(_decoded(raw).splitlines()) if is_text else ()


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


class _PageReader(HTMLParser):
    """Gathers the words of a page, and those in the list that is about people."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.people: list[str] = []
        self._words: list[str] = []
        self._silent = 0
        self._sections: list[bool] = []
        self._item = 0
        self._link = ""
        self._said = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in _SILENT
        if _BREAKS.fullmatch(tag):
            self.end_line()
        if tag == "section":
            self._sections.append("people" in given.get("class", "").split())
        if tag == "li" and any(self._sections):
            self._item = 1
        if tag == "a":
            address = given.get("href", "").partition("?")[0]
            self._link = address if address.startswith(_ADDRESSES) else ""
            self._said = len(self._words)
        self._words += [f" {given[name]} " for name in _SPOKEN if given.get(name)]
        if tag == "meta" and given.get("name") == "description":
            self._words.append(given.get("content", ""))
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag == "a" and self._link:
            if _one_line(self._words[self._said :]) != self._link.partition(":")[2]:
                self._words.append(f" ({self._link})")
            self._link = ""
        if _BREAKS.fullmatch(tag):
            self.end_line()
        if tag == "section" and self._sections:
            self._sections.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def handle_comment(self, data: str) -> None:
        self._words.append(f"<!--{data}-->")

    def end_line(self) -> None:
        """Makes a line of the words since the last one."""
        line = _one_line(self._words)
        self._words = []
        if line:
            self.lines.append(line)
            if self._item:
                self.people.append(line)
        self._item = 0


def _one_line(words: Iterable[str]) -> str:
    return " ".join("".join(words).split())
