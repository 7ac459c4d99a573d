"""Values as other programs write them, in the words that our keys take: links, days, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.book import other_keys
from kithbook.book.meant_values import meant_days
from kithbook.book.nested_values import without_keys
from kithbook.book.one_text import split_in
from kithbook.book.written_days import read_day
from kithbook.text.name_links import LINK, links_as_names, read_link
from kithbook.text.source import Items, Keys, Node, Scalar, Source

_DAYS = ("born", "died", "met.on", "dates", "snooze")
_SPLIT = ("aliases", "tags", "languages", "interests", "knows", "reach.email", "reach.phone")
_JOINED = ("org", "role", "place")
_COMMA = re.compile(r"\s*[,;]\s*(?![^\[]*\]\])")
_BLANKS = re.compile(r"[\s,;]+")
_MARKDOWN_LINK = re.compile(r"!?\[(?P<shown>[^\[\]]*)\]\((?P<to>[^()\s]*)\)|<(?P<bare>[^<>\s]+)>")
# Where Notion says which page a value leads to: `Acme (../Companies/Acme%20123.md)`.
_RELATED = re.compile(r"\s\((?:https?://[^()\s]*notion\.|[^()\s]*/)[^()\s]*\)|\s\([^()\s]+\.md\)")
_SCHEME = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
_PROFILE = re.compile(r"(?:https?://)?(?:[\w-]+\.)?linkedin\.com/in/(?P<who>[^/?#\s]+)/?\S*")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00)?(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?$")
_PICTURE = re.compile(r"^[^\w\s+(<\[@\"'.~?*-]+\ufe0f?\s*")
_UNKNOWN = re.compile(r"(?<=^\d{4})(?:-00){1,2}$|(?<=^\d{4}-\d\d)-00$")
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?")
_NO_YEAR = "YEAR"
_MOST_NESTED = 3


def in_our_words(value: Node, path: str, source: Source, *, inline: bool = False) -> Node:
    """A value as the key at a path takes it; as it is where nothing has to be made of it.

    Each text points at where it stands in the file, without what was around it.
    """
    if path == "pause":
        return other_keys.as_pause(value)
    value = without_keys(value, path)
    texts = list(_texts(value))
    if isinstance(value, Keys) or any(isinstance(one, Keys) for one in texts):
        return value
    split = path == "reach.email" or (inline and path in _SPLIT)
    split = split or (path == "tags" and isinstance(value, Scalar))
    several = split_in(path, value.text) if isinstance(value, Scalar) else []
    parts = [
        _placed(_cleaned(part, path), one, source)
        for one in texts
        if isinstance(one, Scalar)
        for part in (several if several[1:] else _said(one.text, path, split=split, inline=inline))
    ]
    parts = [part for part in parts if part.text]
    if len(parts) == 1 and (inline or not isinstance(value, Items) or not _is_list(path)):
        return parts[0]
    if parts and path in _JOINED:
        said = ", ".join(part.text for part in parts)
        return Scalar(said, parts[0].start, parts[-1].end, plain=False)
    flow = isinstance(value, Items) and value.flow
    return Items(tuple(parts), value.start, value.end, flow) if texts else value


def _said(text: str, path: str, *, split: bool, inline: bool) -> list[str]:
    """The parts of a text; a link among its tags may lead to a list of notes, which is none."""
    if inline and path == "tags":
        text = LINK.sub(_tag_linked, text)
    return _parts(text, path) if split or _hashed(text, path) else [text]


def _tag_linked(found: re.Match[str]) -> str:
    """A link as the tag that it is in Logseq; several words with large letters name a list."""
    name = read_link(found).name
    return f" #{name.replace(' ', '-')} " if name == name.lower() or " " not in name else " "


def _hashed(text: str, path: str) -> bool:
    """Whether a text holds several tags, each with its sign."""
    return path == "tags" and text.count("#") > 1


def _is_list(path: str) -> bool:
    return path in _SPLIT or path in ("needs", "offers")


def _texts(node: Node, depth: int = 0) -> Iterator[Node]:
    """The texts of a value; `[[Acme]]` without quotes is a list in a list to YAML."""
    if not isinstance(node, Items) or depth > _MOST_NESTED:
        yield node
        return
    for item in node.nodes:
        nested = (
            isinstance(item, Items)
            and item.flow
            and all(isinstance(one, Scalar) for one in item.nodes)
        )
        if isinstance(item, Items) and nested and item.nodes:
            words = ", ".join(one.text for one in item.nodes if isinstance(one, Scalar))
            yield Scalar(f"[[{words}]]", item.nodes[0].start, item.nodes[-1].end, plain=True)
        else:
            yield from _texts(item, depth + 1)


def _parts(text: str, path: str) -> list[str]:
    if path == "tags" and text.startswith(":"):
        return [part for part in text.split(":") if part.strip()]  # as Org has them
    between = _BLANKS if path == "tags" and ("#" in text or "," not in text) else _COMMA
    return [part for part in between.split(text) if part.strip("# ")]


def _cleaned(text: str, path: str) -> str:
    if found := _MARKDOWN_LINK.search(text):
        leads = path.startswith("reach.") and path != "reach.address"
        said = found["bare"] or (found["to"] if leads else found["shown"])
        text = text.replace(found.group(), said or found["shown"] or "")
    text = _RELATED.sub("", " ".join(links_as_names(text).split()).strip())
    text = "" if text == "[[]]" else text
    if path in _DAYS or path in ("reach.phone", "reach.email"):
        text = _PICTURE.sub("", text)
    if path in _DAYS:
        return as_day(text, yearless=path in ("born", "dates.on", "dates"))
    if path == "every":
        return other_keys.as_span(text.lower().removeprefix("every "))
    if path == "reach.linkedin" and (profile := _PROFILE.fullmatch(text)):
        return profile["who"]
    if path == "reach.web" and _BARE_HOST.fullmatch(text):
        return f"https://{text}"
    if path.startswith("reach."):
        return _SCHEME.sub("", text, count=1) if _SCHEME.match(text) else text
    return text.lstrip("#") if path == "tags" else text


def as_day(text: str, *, yearless: bool) -> str:
    """A day as a book writes it, where a text is one and could be no other; else the text."""
    text = _UNKNOWN.sub("", _MIDNIGHT.sub("", text).removeprefix("@"))
    if yearless and text.startswith("--"):
        meant = meant_days(text, yearless=True)
        return meant[0] if len(meant) == 1 else text
    day = read_day(text)
    if day is None or text[day.end :].strip() or len(day.meant) != 1:
        return text
    if day.meant[0][:4].isdigit() and day.meant[0][:4] not in text:
        return text  # a year of two digits may be of either century
    return day.meant[0].replace(_NO_YEAR, "-" if yearless else _NO_YEAR)


def _placed(text: str, one: Scalar, source: Source) -> Scalar:
    """A text with its place in the file, where it stands there as it is."""
    at = source.text.find(text, one.start, max(one.end, one.start + len(text))) if text else -1
    if at < 0:
        return Scalar(text, one.start, one.end, plain=False)
    return Scalar(text, at, at + len(text), plain=True)
