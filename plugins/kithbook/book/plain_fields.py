"""Plain lines `Company: Acme` at the head of a note, as Notion, Bear and telephones leave them.

A line of prose may have a colon as well, so they count only below the title, or below a heading
such as `## Contact`, and only in a paragraph, list or table that holds nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kithbook.book.folder_files import id_of
from kithbook.book.log_lines import HEADING
from kithbook.book.loose_facts import is_fact
from kithbook.language.small_words import in_any_language
from kithbook.text.open_fence import OpenFence
from kithbook.text.source import Source
from kithbook.text.words import fold

_KEY = r"(?P<key>[^\W\d_][\w '/&.-]{0,30}?(?:[ ]?\([^()\n]{1,20}\))?)"
_LEAD = r"[ \t]*(?:>[ \t]*)*(?:[-*+•][ \t]+)?(?:[^\w\s\[\](){}*_`#<>|\"'-]+[ \t]*)?"
_LINE = re.compile(
    rf"{_LEAD}[*_]{{0,3}}{_KEY}[*_]{{0,3}}[ \t]?:{{1,2}}[*_]{{0,3}}(?:[ \t]+(?P<value>.*))?$"
)
_ROW = re.compile(
    rf"[ \t>]*\|[ \t]*[*_]{{0,3}}{_KEY}:?[*_]{{0,3}}[ \t]*\|[ \t]*(?P<value>[^|]*?)[ \t]*\|[ \t]*$"
)
# Properties as Org has them: `:EMAIL: ada@example.org` in a drawer, `#+filetags: :friend:` above.
_DRAWER = re.compile(r"[ \t]*(?::|#\+)(?!title:)(?P<key>[A-Za-z][\w-]*):[ \t]+(?P<value>\S.*)$")
_ANY = re.compile(
    rf"^{_LEAD}[^\W\d_][\w '/&.-]{{0,30}}(?:[ ]?\([^()\n]{{1,20}}\))?[ \t]?:[ \t]"
    r"|^[ \t>]*\|.*\|.*\|"
    r"|^[ \t]*(?::|#\+)[A-Za-z][\w-]*:[ \t]",
    re.MULTILINE,
)
_RULE = re.compile(r"[ \t>]*\|[\s|:-]+\|[ \t]*$")
# What may stand between a title and the first fields: tags, a picture, a link, a line drawn.
_BETWEEN = re.compile(
    r"[ \t]*(?:#[^\s#]\S*(?:[ \t]+#\S+)*|!\[.*|\[\[[^\]]*\]\]|(?:[-*_][ \t]*){3,}|={3,}"
    r"|:PROPERTIES:|:END:|>[ \t]*\[!.*)[ \t]*$"
)
_LONGEST = 80
# Where Notion says which page a value leads to; that is no part of how long it is.
_PAGE = re.compile(r"\s*\([^()\s]*\.(?:md|csv)\)")


@dataclass
class _Place:
    """Where one is in a note: whether fields may stand here, and those of the paragraph.

    Without a title above them there have to be at least two.
    """

    open: bool = True
    least: int = 2
    lines: tuple[tuple[int, re.Match[str]], ...] = ()

    def taken(self) -> tuple[tuple[int, re.Match[str]], ...]:
        """The lines of the paragraph, where there are enough of them."""
        return self.lines if len(self.lines) >= self.least else ()


def plain_fields(source: Source, body: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines of such fields, each with where it begins; `key` and `value` are in the match.

    A line may stand there whose key nobody knows.
    """
    if _ANY.search(source.text, body) is None:
        return
    place = _Place()
    for offset, text in OpenFence().outside(source.lines(body)):
        if drawer := _DRAWER.match(text):
            yield offset, drawer
            continue
        found = _LINE.match(text) or _ROW.match(text)
        if heading := HEADING.match(text):
            yield from place.taken()
            level, said = len(heading["level"]), heading["title"]
            told = "_".join(fold(said).strip(" :").split()) in in_any_language("facts")
            place = _Place(level == 1 or told, least=1)
        elif not text.strip():
            yield from place.taken()
            place.lines = ()
        elif _BETWEEN.match(text) or _RULE.match(text):
            continue
        elif place.open and found and len(_PAGE.sub("", found["value"] or "")) <= _LONGEST:
            place.lines = (*place.lines, (offset, found))
        elif place.open and is_fact(text):
            continue
        elif _is_title(source, body, offset, text):
            place.least = 1
        else:
            place.least = 2
            yield from place.taken()
            place = _Place(open=False)
    yield from place.taken()


def _is_title(source: Source, body: int, offset: int, text: str) -> bool:
    """Whether a line is the title of a note without a sign: its first, and the name of its file."""
    return not source.text[body:offset].strip() and _words(text) == _words(id_of(source.path))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))
