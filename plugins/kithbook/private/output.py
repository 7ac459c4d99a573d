"""From pages to what generators take: headings as a tree, files."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from markupsafe import escape

from kithbook.private.render import Heading
from kithbook.private.site import Site, open_site
from kithbook.text.garbage import no_collection


def open_at_leisure(book: Path, editor: str, before: Site | None = None) -> Site:
    """Reads a book on the owner's own day, without stopping to look for garbage.

    Of `before`, what was good then stands in for what cannot be read now.
    """
    with no_collection(keep=True):
        network = before.network if before else None
        return open_site(book, date.today(), editor, network)  # noqa: DTZ011 - the owner's own day


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


def write(path: Path, content: bytes) -> None:
    """Writes a file of the site, with the folders that it needs."""
    os.makedirs(path.parent, exist_ok=True)  # noqa: PTH103 - pathlib's costs three times as much
    path.write_bytes(content)
