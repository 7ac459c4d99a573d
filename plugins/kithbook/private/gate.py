"""The gate that every page passes on its way out: no script that is not ours, no loose handler."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kithbook.private.policy import digest

_POLICY = 'http-equiv="Content-Security-Policy"'
_NO_POLICY = "no Content-Security-Policy (a main.html of your own must extend kithbook.html)"
_DATA = ("application/json", "application/ld+json")
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"}
_LIVE = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data\s*:\s*(?!image/))", re.IGNORECASE)
_DROPPED = dict.fromkeys(map(ord, "\t\n\r"))  # browsers take them out of an address
_ELSEWHERE = re.compile(r"\s*(?:[a-z]+:|//)", re.IGNORECASE)
# What nearly all of a person's page is made of: tags and attributes that can do no harm, written
# in the one way in which our templates write them, the most frequent first. A "<" that begins
# anything else is found.
_HARMLESS = (
    r"/?(?:p|li|span|time|a|path|circle|text|tspan|dd|dt|div|strong|h[1-6]|article|b|blockquote|br"
    r"|code|dl|em|header|hr|ol|pre|q|s|section|svg|table|tbody|td|th|thead|tr|ul)"
    r"(?: (?:class|datetime|title|d|cx|cy|r|x|y|dx|id|rel|role|start|viewBox|aria-[a-z]+)"
    r'="[^"<>]*+"'
    r'| href="(?!javascript:|vbscript:|data:)(?:[a-z][a-z0-9+.-]*:|[.#/?])[^"<>]*+")*+/?>'
)
_ODD = re.compile(f"<(?!{_HARMLESS})")
_PIECE = re.compile(
    r"<(?:script|title|textarea)\b[^<>]*>.*?</(?:script|title|textarea)>|<[^<>]*>", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Gate:
    """What may leave: `scripts` are the digests of the inline scripts that the theme brings."""

    scripts: frozenset[str] = frozenset()
    wants_policy: bool = True
    _clean: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def offences(self, page: str, part: str = "") -> tuple[str, ...]:
        """What in a whole page could run or leave; `part` is the piece of it that is ours."""
        if self.wants_policy and _POLICY not in page:
            return (
                "no Content-Security-Policy (a main.html of your own must extend kithbook.html)",
            )
        around = page.replace(part, "", 1) if part else page
        return (*self._look(around, self.scripts), *self._look(part))

    def offences_in_part(self, part: str) -> tuple[str, ...]:
        """The same for a piece of a page, which brings no scripts."""
        return self._look(part)

    def _look(self, html: str, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """Reads closely only what looks odd, and that only once; in full where it finds something.

        Tags are looked at one by one, since text between them can do nothing.
        """
        if not _ODD.search(html):
            return ()
        odd = set(filter(_ODD.match, _PIECE.findall(html))) - self._clean
        self._clean.update(piece for piece in odd if _stands_alone(piece))
        left = odd - self._clean
        if "<" in _PIECE.sub("", html) or not all(_stands_alone(each, allowed) for each in left):
            return offences(html, allowed)
        return ()


def _stands_alone(piece: str, allowed: Collection[str] = ()) -> bool:
    """Whether a piece is harmless, and leaves nothing open that could change what follows."""
    reader = _Reader(allowed)
    reader.feed(piece)
    return reader.at_rest and not reader.found


def offences(html: str, allowed: Collection[str] = ()) -> tuple[str, ...]:
    """What in HTML could run or leave, each with its line; `allowed` are digests of scripts."""
    reader = _Reader(allowed)
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


class _Reader(HTMLParser):
    """Walks through a page and notes every offence."""

    def __init__(self, allowed: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._allowed = allowed
        self._script: list[str] | None = None

    @property
    def at_rest(self) -> bool:
        """Whether everything so far was read to its end: no tag, comment or script is open."""
        return not self.rawdata and self.cdata_elem is None and self._script is None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in named and named.get("type") not in _DATA:
            self._script = []
        for name, value in named.items():
            self._look(tag, name, value)
        if tag in ("base", "iframe", "object", "embed", "style"):
            self._note(f"a <{tag}> element")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag == "script":
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            if digest("".join(self._script)) not in self._allowed:
                self._note("an inline script")
            self._script = None

    def close(self) -> None:
        """Note a script that never ends, too."""
        super().close()
        if self._script is not None:
            self._note("an inline script without an end")

    def _look(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in ("srcdoc", "style"):
            self._note(f"the attribute {name} on <{tag}>")
        elif name in _ADDRESSES and _LIVE.match(value.translate(_DROPPED)):
            self._note(f"an address that would run, on <{tag}>")
        elif (tag, name) == ("script", "src") and _ELSEWHERE.match(value):
            self._note("a script from elsewhere")

    def _note(self, what: str) -> None:
        self.found.append(f"line {self.getpos()[0]}: {what}")
