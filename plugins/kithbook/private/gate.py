"""The gate that every page passes on its way out: no script that is not ours, no loose handler."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kithbook.airlock.offences import PRIVATE, offences, stands_alone

_POLICY = 'http-equiv="Content-Security-Policy"'
_NO_POLICY = "no Content-Security-Policy (a main.html of your own must extend kithbook.html)"
# What nearly all of a person's page is made of: tags and attributes that can do no harm, written
# in the one way in which our templates write them, the most frequent first. A "<" that begins
# anything else is found.
_HARMLESS = (
    r"/?(?:p|li|span|time|a|path|circle|text|tspan|dd|dt|div|strong|h[1-6]|article|b|blockquote|br"
    r"|code|dl|em|header|hr|ol|pre|q|s|section|svg|table|tbody|td|th|thead|tr|ul)"
    r"(?: (?:class|datetime|title|d|cx|cy|r|x|y|dx|id|rel|role|start|viewBox|aria-[a-z]+)"
    r'="[^"<>]*+"'
    r'| href="(?!javascript:|vbscript:|data:)(?:[a-z][a-z0-9+.-]*:|[.#/?])[^"<>]*+")*+/?>'
    # What the server turns into a form.
    r"|!--kith (?:[^<>-]|-(?!-))*+-->|!--/kith-->"
)
_ODD = re.compile(f"<(?!{_HARMLESS})")
_PIECE = re.compile(
    r"<(?:script|title|textarea)\b[^<>]*>.*?</(?:script|title|textarea)>|<[^<>]*>", re.DOTALL
)


class NotLetOut(Exception):
    """A page that may not leave; says which, and what it holds."""

    def __init__(self, name: str, found: Iterable[str]) -> None:
        super().__init__(f"{name} was not written, for it holds {'; '.join(found)}")


@dataclass(frozen=True, slots=True)
class Gate:
    """What may leave: `scripts` are the digests of the inline scripts that the theme brings."""

    scripts: frozenset[str] = frozenset()
    wants_policy: bool = True
    _clean: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def offences(self, page: str, part: str = "") -> tuple[str, ...]:
        """What in a whole page could run or leave; `part` is the piece of it that is ours."""
        if self.wants_policy and _POLICY not in page:
            return (_NO_POLICY,)
        around = page.replace(part, "", 1) if part else page
        return (*self.offences_in_part(around, self.scripts), *self.offences_in_part(part))

    def offences_in_part(self, html: str, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """The same for a piece of a page, which brings no scripts but those allowed.

        Closely is read only what looks odd, and that only once; in full where it finds something.
        Tags are looked at one by one, since text between them can do nothing.
        """
        if not _ODD.search(html):
            return ()
        odd = set(filter(_ODD.match, _PIECE.findall(html))) - self._clean
        self._clean.update(piece for piece in odd if stands_alone(piece, PRIVATE))
        left = odd - self._clean
        alone = all(stands_alone(each, PRIVATE, allowed) for each in left)
        if "<" in _PIECE.sub("", html) or not alone:
            return offences(html, PRIVATE, allowed)
        return ()
