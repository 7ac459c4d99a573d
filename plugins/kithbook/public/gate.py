"""The gate that every public page passes: nothing inline that runs, nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_DATA = ("application/ld+json",)
_FETCHED = {
    "audio": ("src",), "embed": ("src",), "iframe": ("src",), "img": ("src", "srcset"),
    "input": ("src",), "link": ("href",), "object": ("data",), "script": ("src",),
    "source": ("src", "srcset"), "track": ("src",), "video": ("src", "poster"),
    "image": ("href", "xlink:href"), "use": ("href", "xlink:href"),
}  # fmt: skip
_NOT_FETCHED = {"alternate", "canonical", "me"}
_ELSEWHERE = re.compile(r"[\s\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)
_LIVE = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data)[\s]*:", re.IGNORECASE)


def offences(html: str) -> tuple[str, ...]:
    """What on a page the policy would refuse, each with its line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in named and named.get("type") not in _DATA:
            self._note("a script that stands in the page")
        if tag in ("style", "base", "iframe", "object", "embed"):
            self._note(f"a <{tag}> element")
        for name, value in named.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                self._note(f"the attribute {name} on <{tag}>")
            elif name in ("href", "action", "formaction") and _LIVE.match(value):
                self._note(f"an address that would run, on <{tag}>")
            elif name in _FETCHED.get(tag, ()) and self._is_fetched(tag, named):
                self._look(tag, value)

    def _is_fetched(self, tag: str, named: dict[str, str]) -> bool:
        return tag != "link" or not set(named.get("rel", "").lower().split()) <= _NOT_FETCHED

    def _look(self, tag: str, value: str) -> None:
        if any(_ELSEWHERE.match(part) for part in value.split(",")):
            self._note(f"something from elsewhere, on <{tag}>: {value[:60]}")

    def _note(self, what: str) -> None:
        self.found.append(f"line {self.getpos()[0]}: {what}")
