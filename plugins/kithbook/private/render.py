"""Finished pages: what a page is, and how its template is filled.

Nothing here knows MkDocs. Whatever a template prints is escaped, and cleaned of characters that
turn the direction of writing or hide; only `Markup` passes as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from kithbook.insight.days import ago, on_date, on_day, written
from kithbook.private.pages.words import capital, in_full, sentence
from kithbook.text.bidi import isolated
from kithbook.text.safe import plain
from kithbook.text.words import counted, listed
from kithbook.views.made_from import NOTHING, MadeFrom

_FILTERS: dict[str, Callable[..., Any]] = {
    "ago": ago,
    "capital": capital,
    "count": counted,
    "in_full": in_full,
    "listed": listed,
    "on_date": on_date,
    "on_day": on_day,
    "plain": plain,
    "sentence": sentence,
    "written": written,
}


class Heading(NamedTuple):
    """A heading of a page, for tables of contents; its title is plain text."""

    id: str
    title: str
    level: int = 2


class SearchEntry(NamedTuple):
    """What the search can find on a page that is nobody's own: plain title, words as HTML."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One finished page, whatever generator wraps it.

    `uri` is its address below the site's root, ending in a slash (empty for the first page);
    `html` is the article without the theme, `made_from` is what may change it; `scripts` are
    assets of ours that it needs beside the theme's; `listed` pages stand in the navigation.
    """

    uri: str
    title: str
    html: str
    toc: tuple[Heading, ...] = ()
    search: tuple[SearchEntry, ...] = ()
    made_from: MadeFrom = NOTHING
    scripts: tuple[str, ...] = ()
    listed: bool = False


def fill(template: str, **values: object) -> str:
    """The HTML of a template; raises UndefinedError for a name that was not given."""
    return isolated(_template(template).render(values))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kithbook.private"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.filters.update(_FILTERS)
    return environment


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def _clean(value: object) -> object:
    return plain(value) if type(value) is str else value


def trusted(html: str) -> Markup:
    """HTML that `text.safe` or a template made, to be printed as it is."""
    return Markup(html)  # noqa: S704 - every caller hands over finished, sieved HTML


def toc_of(toc: tuple[Heading, ...]) -> list[dict[str, object]]:
    """Headings as the tree of tokens that generators of the Markdown family take."""
    roots: list[dict[str, object]] = []
    open_: list[tuple[int, list[dict[str, object]]]] = [(0, roots)]
    for heading in toc:
        while open_[-1][0] >= heading.level:
            open_.pop()
        children: list[dict[str, object]] = []
        title = str(escape(heading.title))
        open_[-1][1].append(
            {"level": heading.level, "id": heading.id, "name": title, "children": children}
        )
        open_.append((heading.level, children))
    return roots
