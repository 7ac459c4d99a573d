"""What on a finished page could run or be fetched although the page's policy refuses it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser

_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"}
_FETCHED = {
    "audio": ("src",), "embed": ("src",), "iframe": ("src",), "img": ("src", "srcset"),
    "input": ("src",), "link": ("href",), "object": ("data",), "script": ("src",),
    "source": ("src", "srcset"), "track": ("src",), "video": ("src", "poster"),
    "image": ("href", "xlink:href"), "use": ("href", "xlink:href"),
}  # fmt: skip
_NOT_FETCHED = {"alternate", "canonical", "me"}
_DROPPED = dict.fromkeys(map(ord, "\t\n\r"))  # browsers take them out of an address
_ELSEWHERE = re.compile(r"[\s\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|//|\\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageRules:
    """What a page may hold: scripts of these types as data, none of these addresses.

    A `closed` page fetches nothing from elsewhere; any other only no script.
    """

    data: tuple[str, ...]
    live: re.Pattern[str]
    closed: bool


PUBLIC = PageRules(
    ("application/ld+json",),
    re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data)\s*:", re.IGNORECASE),
    closed=True,
)
PRIVATE = PageRules(
    ("application/json", "application/ld+json"),
    re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data\s*:\s*(?!image/))", re.IGNORECASE),
    closed=False,
)


def offences(html: str, rules: PageRules, scripts: Collection[str] = ()) -> tuple[str, ...]:
    """Each offence with its line; `scripts` are digests of those that may stand in the page."""
    reader = _OffenceReader(rules, scripts)
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


def stands_alone(piece: str, rules: PageRules, scripts: Collection[str] = ()) -> bool:
    """Whether a piece is harmless, and leaves nothing open that could change what follows."""
    reader = _OffenceReader(rules, scripts)
    reader.feed(piece)
    return reader.at_rest and not reader.found


def digest(script: str | bytes) -> str:
    """The name under which a policy allows one script that stands in a page."""
    data = script.encode() if isinstance(script, str) else script
    return f"'sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode()}'"


class _OffenceReader(HTMLParser):
    """Walks through a page and notes every offence."""

    def __init__(self, rules: PageRules, scripts: Collection[str] = ()) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._rules = rules
        self._scripts = scripts
        self._script: list[str] | None = None

    @property
    def at_rest(self) -> bool:
        """Whether everything so far was read to its end: no tag, comment or script is open."""
        return not self.rawdata and self.cdata_elem is None and self._script is None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in named and named.get("type") not in self._rules.data:
            self._script = []
        for name, value in named.items():
            self._look(tag, name, value, named.get("rel", ""))
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
            if digest("".join(self._script)) not in self._scripts:
                self._note("a script that stands in the page")
            self._script = None

    def close(self) -> None:
        """Note a script that never ends, too."""
        super().close()
        if self._script is not None:
            self._note("a script that stands in the page without an end")

    def _look(self, tag: str, name: str, value: str, rel: str) -> None:
        if name.startswith("on") or name in ("srcdoc", "style"):
            self._note(f"the attribute {name} on <{tag}>")
        elif self._rules.closed and _is_fetched(tag, name, rel):
            if any(_ELSEWHERE.match(part) for part in value.split(",")):
                self._note(f"something from elsewhere, on <{tag}>: {value[:60]}")
        elif name in _ADDRESSES and self._rules.live.match(value.translate(_DROPPED)):
            self._note(f"an address that would run, on <{tag}>")
        elif (tag, name) == ("script", "src") and _ELSEWHERE.match(value):
            self._note("a script from elsewhere")

    def _note(self, what: str) -> None:
        self.found.append(f"line {self.getpos()[0]}: {what}")


def _is_fetched(tag: str, name: str, rel: str) -> bool:
    linked = tag != "link" or not set(rel.lower().split()) <= _NOT_FETCHED
    return name in _FETCHED.get(tag, ()) and linked
