"""The gate that every page passes on its way out: no script that is not ours, no loose handler."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser

from kithbook.private.policy import digest

_POLICY = 'http-equiv="Content-Security-Policy"'
_NO_POLICY = "no Content-Security-Policy (a main.html of your own must extend kithbook.html)"
_DATA = ("application/json", "application/ld+json")
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"}
_LIVE = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data\s*:\s*(?!image/))", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:[a-z]+:|//)", re.IGNORECASE)
# The small picture of ties stands on most people's pages; what it may hold has signs of its own.
_ELEMENT = re.compile(
    r"<(?:/?\s|script|style|iframe|object|embed|base|meta|link|form |svg(?! class=\"kith-ties\")"
    r"|math|template|animate|set|use|image|foreignobject)"
)
_SIGNS = ("script:", "srcdoc", "formaction", "style=", "data:")
_HANDLER = re.compile(r"on[a-z]+\s*=")


@dataclass(frozen=True, slots=True)
class Gate:
    """What may leave: `scripts` are the digests of the inline scripts that the theme brings."""

    scripts: frozenset[str] = frozenset()
    wants_policy: bool = True

    def offences(self, page: str, part: str = "") -> tuple[str, ...]:
        """What in a whole page could run or leave; `part` is the piece of it that is ours."""
        if self.wants_policy and _POLICY not in page:
            return (
                "no Content-Security-Policy (a main.html of your own must extend kithbook.html)",
            )
        around = page.replace(part, "", 1) if part else page
        return (*offences(around, self.scripts), *self.offences_in_part(part))

    def offences_in_part(self, part: str) -> tuple[str, ...]:
        """The same for a piece of a page; reads it closely only where something looks odd."""
        low = part.lower()
        odd = _ELEMENT.search(low) or _HANDLER.search(low) or any(sign in low for sign in _SIGNS)
        return offences(part) if odd else ()


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
        elif name in _ADDRESSES and _LIVE.match(value):
            self._note(f"an address that would run, on <{tag}>")
        elif (tag, name) == ("script", "src") and _ELSEWHERE.match(value):
            self._note("a script from elsewhere")

    def _note(self, what: str) -> None:
        self.found.append(f"line {self.getpos()[0]}: {what}")
