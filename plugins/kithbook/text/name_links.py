"""Links to people in a text, by one grammar: `[[name]]`, `[[name|shown]]`, `[[name#heading]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME, _HEADING = r"[^\[\]|#\n]+", r"(?:#[^\[\]|\n]*)?"
ONE_LINK = rf"\[\[{_NAME}{_HEADING}(?:\|[^\[\]\n]*)?\]\]"
"""The grammar without groups, for larger expressions."""
LINK = re.compile(rf"\[\[(?P<name>{_NAME}){_HEADING}(?:\|(?P<shown>[^\[\]\n]*))?\]\]")


class NameLink(NamedTuple):
    """Whom a link names, and what it wants shown instead; empty where it wants nothing."""

    name: str
    shown: str


def read_link(found: re.Match[str]) -> NameLink:
    """What a match of LINK says."""
    # In a table the bar of a link has a backslash before it.
    return NameLink(found["name"].rstrip("\\ \t").strip(), (found["shown"] or "").strip())


def links_in(text: str) -> tuple[NameLink, ...]:
    """The links of a text, in order."""
    return tuple(map(read_link, LINK.finditer(text))) if "[[" in text else ()


def pieces(text: str) -> Iterator[str | NameLink]:
    """A text as the words and the links that it is made of."""
    end = 0
    for found in LINK.finditer(text):
        yield text[end : found.start()]
        yield read_link(found)
        end = found.end()
    yield text[end:]


def links_as_names(text: str) -> str:
    """A text with its links shown as the names in them."""
    if "[[" not in text:
        return text
    return "".join(one if isinstance(one, str) else one.shown or one.name for one in pieces(text))


def bare_name(text: str) -> str:
    """The name that stands where one is due, with or without brackets."""
    text = text.strip()
    if found := LINK.fullmatch(text):
        return read_link(found).name
    return text.removeprefix("[[").removesuffix("]]").strip()


class LinkWords(NamedTuple):
    """The words of one link and where they stand: whom it names, and what it wants shown.

    `shown_at` is where no shown words are, too: the place of the last letter of the name.
    """

    name: str
    name_at: tuple[int, int]
    shown: str
    shown_at: tuple[int, int]


def link_words(text: str) -> Iterator[LinkWords]:
    """The links of a text with the places of their words; a name may be wrapped over two lines.

    A tag of several words, `#[[book club]]`, is no link.
    """
    if "[[" not in text:
        return
    for found in LINK.finditer(text.replace("\n", " ").replace("\r", " ")):
        if text[: found.start()].endswith("#"):
            continue
        link = read_link(found)
        start = found.start("name") + len(found["name"]) - len(found["name"].lstrip())
        end = start + len(link.name)
        name = " ".join(link.name.split())
        begin = found.start("shown")
        if begin < 0 or not link.shown:
            yield LinkWords(name, (start, end), "", (end, end))
            continue
        begin += len(found["shown"]) - len(found["shown"].lstrip())
        yield LinkWords(name, (start, end), link.shown, (begin, begin + len(link.shown)))
