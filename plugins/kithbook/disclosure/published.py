"""What each published page shows of people, as the book remembers it, and what it should not.

`content/published.yml` is written by `kith publish --apply`, for a page lies where nothing of the
book can see it: on a host, in a branch, on another machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote
from typing import NoReturn, cast

from kithbook.airlock.disclosed import KEYS, KINDS, DisclosedItem, Kind
from kithbook.text.dates import DateFault, parse_date
from kithbook.text.problems import Location, Problem
from kithbook.text.source import Items, Keys, Node, Scalar, Source, compose, read_source

FILE = "content/published.yml"
PLACE_KEYS = ("to", "git", "branch", "on", "disclosed")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a page was put: a folder, or a branch of a git remote."""

    to: str = ""
    git: str = ""
    branch: str = ""

    def __str__(self) -> str:
        return self.to or f"{self.branch} of {self.git}"

    @property
    def command(self) -> str:
        """What publishes there again."""
        if self.to:
            return f"kith publish --to {quote(self.to)} --apply"
        return f"kith publish --git {quote(self.git)} --branch {quote(self.branch)} --apply"


@dataclass(frozen=True, slots=True)
class Published:
    """One page: where it is, the day it was handed over, and what it says of people."""

    place: Destination
    on: date
    items: tuple[DisclosedItem, ...]


class _Odd(Exception):
    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at


def read_published(root: Path) -> tuple[Published, ...] | Problem:
    """Every page that the book remembers, or the finding that keeps it from being known."""
    path = root / FILE
    if not path.exists():
        return ()
    source = read_source(root, path)
    if isinstance(source, Problem):
        return source if source.code != "empty-file" else _bad(source.location, "It is empty")
    keys, problems = compose(source, int(source.text.startswith("\ufeff")), len(source.text))
    if keys is None or problems:
        return _bad(problems[0].location, problems[0].message)
    try:
        return tuple(_pages(keys, source))
    except _Odd as odd:
        return _bad(source.location(odd.at), str(odd))


def still_published(root: Path, wanted: tuple[DisclosedItem, ...]) -> Iterator[Problem]:
    """Texts that a published page shows although nobody agrees to them any more."""
    pages = read_published(root)
    if isinstance(pages, Problem):
        yield pages
        return
    for page in pages:
        for item in page.items:
            if item.kind != "number" and not any(allows(one, item) for one in wanted):
                yield _still(page, item)


def allows(agreed: DisclosedItem, shown: DisclosedItem) -> bool:
    """Whether what was agreed to covers what is shown, its name and link included."""
    same = (agreed.kind, agreed.text) == (shown.kind, shown.text)
    return same and shown.name in ("", agreed.name) and shown.link in ("", agreed.link)


def _still(page: Published, item: DisclosedItem) -> Problem:
    past = "" if page.place.to else ". Add --without-past, since older commits keep it"
    return Problem(
        item.at,
        "still-published",
        f"The page in {page.place}, as published on {page.on}, shows a text, name or link that "
        "nobody agrees to today",
        f"Publish again: kith disclose --apply, then {page.place.command}{past}. If that page is "
        "there no more, delete its entry here",
    )


def _bad(at: Location, message: str) -> Problem:
    hint = "Mend it, or delete the file; kith publish --apply writes it anew"
    return Problem(at, "bad-published", message, hint)


def _pages(keys: Keys, source: Source) -> Iterator[Published]:
    known = _known(keys, ("version", "published"))
    if _text(known.get("version"), keys.start) != "1":
        _stop(keys.start, "Its version is not 1")
    for node in _items(known.get("published"), keys.start):
        entry = _known(node, PLACE_KEYS)
        texts = {key: _text(entry[key], node.start) for key in ("to", "git", "branch")
                 if key in entry}  # fmt: skip
        if bool(texts.get("to")) == bool(texts.get("git")):
            _stop(node.start, "A page is in a folder (to) or a git remote (git)")
        on = _day(entry.get("on"), node.start)
        listed = _items(entry.get("disclosed"), node.start)
        yield Published(Destination(**texts), on, tuple(_item(one, source) for one in listed))


def _item(node: Node, source: Source) -> DisclosedItem:
    found = _known(node, KEYS)
    texts = {key: _text(value, node.start) for key, value in found.items()}
    if texts.get("kind") not in KINDS or not texts.get("text"):
        _stop(node.start, "A text has a kind and words")
    days = {key: _day(found[key], node.start) for key in ("consent", "until") if key in found}
    return DisclosedItem(
        kind=cast("Kind", texts["kind"]),
        text=texts["text"],
        name=texts.get("name", ""),
        link=texts.get("link", ""),
        consent=days.get("consent"),
        until=days.get("until"),
        at=source.location(node.start),
    )


def _known(node: Node, allowed: tuple[str, ...]) -> Mapping[str, Node]:
    if not isinstance(node, Keys):
        _stop(node.start, "Keys with values were expected here")
    for name, _ in node.pairs:
        if name.text not in allowed:
            _stop(name.start, f'"{name.text}" is not a key here')
    if len({name.text for name, _ in node.pairs}) < len(node.pairs):
        _stop(node.start, "A key stands here twice")
    return {name.text: value for name, value in node.pairs}


def _items(node: Node | None, at: int) -> tuple[Node, ...]:
    if not isinstance(node, Items):
        _stop(node.start if node else at, "A list was expected here")
    return node.nodes


def _text(node: Node | None, at: int) -> str:
    if not isinstance(node, Scalar):
        _stop(node.start if node else at, "Text was expected here")
    return node.text


def _day(node: Node | None, at: int) -> date:
    text = _text(node, at)
    try:
        day = parse_date(text).exact
    except DateFault:
        day = None
    if day is None:
        _stop(node.start if node else at, f'"{text}" is not a day')
    return day


def _stop(at: int, message: str) -> NoReturn:
    raise _Odd(at, message)
