"""The theme rendered once a folder, cut at marks, and filled for each page by joining strings.

A page of the pipeline costs the theme's templates and a search parser each time; the marks stand
where a person's page differs from the next one's, and nowhere else. A theme that does more with
a mark than print it is noticed, and refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from markupsafe import escape

from kithbook.private.render import Heading, RenderedPage

# The mark of the title carries characters that escaping and tag-stripping change, so that it
# comes back in exactly the one form that is filled in.
_TITLE_RAW = "kithbook-mark-title<i>&amp;"
_CONTENT_RAW = "<!--kithbook-mark-content-->"
_TITLE = str(escape(_TITLE_RAW))
_LEFTOVER = re.compile("kithbook-mark", re.IGNORECASE)

MARK_ID = "kithbook-mark-page"
MARKED = RenderedPage(
    f"people/{MARK_ID}/",
    _TITLE_RAW,
    f'<h1 id="top"></h1>{_CONTENT_RAW}',
    toc=(Heading("top", _TITLE_RAW, 1),),
    scripts=("copy.js",),
)
"""The page that stands for all the others of its folder while the theme is rendered."""
MARKS = (MARKED, replace(MARKED, uri=f"requests/{MARK_ID}/"))
"""One for each folder: the theme writes its links from where a page stands."""


class UnknownMarkError(Exception):
    """The theme did something with a mark that filling in cannot repeat."""

    def __init__(self, around: str) -> None:
        """Takes the HTML around the mark that was not understood."""
        super().__init__(
            "the theme changes a person's title, address or text in a way that stamping cannot "
            f"repeat (near {around!r}): set `stamp: false` for the kithbook-private plugin"
        )


@dataclass(frozen=True, slots=True)
class Shell:
    """The theme around the pages of a folder: pieces between which title and content go."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> Shell:
        """Cuts the rendered marked page; raises UnknownMarkError when a mark was changed."""
        before, found, after = html.partition(MARKED.html)
        rest = f"{before}{after}".replace(_TITLE, "")
        odd = _LEFTOVER.search(rest)
        if odd or not found or _TITLE not in before:
            raise UnknownMarkError(rest[max(0, odd.start() - 60) : odd.end() + 60] if odd else "")
        return cls(tuple(before.split(_TITLE)), tuple(after.split(_TITLE)))

    def fill(self, page: RenderedPage) -> str:
        """The whole page, as the theme would have rendered it."""
        title = str(escape(page.title))
        return "".join((title.join(self.before), page.html, title.join(self.after)))
