"""Generated books: nobody, one, thirty, and thirty thousand on a roster."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kithbook.private.render import RenderedPage
from kithbook.private.site import Site, open_site
from tests.private.sites import TODAY, write_book

PLACES = ("Houston", "Houston, TX", "Kiel", "Bremen", "Lisbon")
_HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On,Location\n"


def person(number: int) -> str:
    """A person of whom a little of everything is written down."""
    day = number % 27 + 1
    return (
        f"---\nname: Person {number:02}\ncircle: close\nplace: {PLACES[number % 5]!r}\n"
        f"needs: [need {number}]\nmet: {{on: 2019-05}}\n---\n\n## Log\n"
        f"- 2026-0{number % 9 + 1}-{day:02} call: talked\n"
        f"- 2026-0{number % 9 + 1}-{day:02} gave: a hand\n- 2026-10-{day:02} got: a hand back\n"
        f"- [ ] 2026-11-{number % 20 + 1:02} promised: thing {number} by 2026-11-{day:02}\n"
        f"- [ ] 2026-11-02 awaiting: thing {number}\n"
        f"- [x] 2026-11-03 promised: old thing {number}, done 2026-11-{number % 20 + 1:02}\n"
    )


def introduction(one: str, other: str) -> str:
    """An introduction that has only been asked for."""
    return (
        f"---\nbetween: [{one}, {other}]\nbecause: {{{one}: x, {other}: y}}\n"
        f"asked_by: me\nasked: {{{one}: 2026-11-15}}\n---\n"
    )


def people(number: int) -> dict[str, str]:
    """So many people, each introduced to the next."""
    files = {f"people/p{each:02}.md": person(each) for each in range(number)}
    for each in range(number - 1):
        act = introduction(f"p{each:02}", f"p{each + 1:02}")
        files[f"introductions/2026-{each:02}.md"] = act
    return files


def roster(rows: int) -> dict[str, str]:
    """A roster of so many rows in three thousand places and twenty years."""
    lines = (
        f"First{n},Last{n},,,Org {n % 97},Baker,03 May {2005 + n % 20},Town {n % 3000}\n"
        for n in range(rows)
    )
    return {"rosters/Connections.csv": _HEAD + "".join(lines)}


def opened(root: Path, files: Mapping[str, str]) -> Site:
    """The site of a book made of these files, not yet built."""
    return open_site(write_book(root, files), TODAY)


def page_of(site: Site, title: str) -> RenderedPage:
    """The page with a title."""
    return next(page for page in (*site.dashboards, *site.unlisted) if page.title == title)


def section(html: str, anchor: str) -> str:
    """A part of a page, from its heading to the next one that can be led to."""
    return re.split(r"<h2|<h3 id=", html.split(f'id="{anchor}"', 1)[1], maxsplit=1)[0]
