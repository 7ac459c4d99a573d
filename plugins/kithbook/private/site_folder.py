"""The folder of a built site, as far as MkDocs does not fill it: stamped pages, and their files.

A site that is served is made new where it stands, so that whatever is written there is whole at
each moment.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from kithbook.private.gate import Gate, NotLetOut
from kithbook.private.render import RenderedPage
from kithbook.private.stamp import Shell
from kithbook.text.unseen import without_unseen

PAGE = "index.html"


@dataclass(frozen=True)
class SiteFolder:
    """Where a site is written to, what may leave, and the theme around pages of each folder."""

    folder: Path
    gate: Gate
    shells: dict[str, Shell] = field(default_factory=dict)

    def stamped(self, page: RenderedPage) -> bytes:
        """A page in the theme, as its file has it; raises NotLetOut where it may not leave."""
        if found := self.gate.offences_in_part(page.html):
            raise NotLetOut(page.uri, found)
        return without_unseen(self.shells[top(page.uri)].fill(page)).encode()

    def write(self, name: str, content: bytes) -> None:
        """Writes a file of a new site, with the folders that it needs."""
        path = self.folder / name
        os.makedirs(path.parent, exist_ok=True)  # noqa: PTH103 - pathlib's costs three times as much
        path.write_bytes(content)

    def put(self, name: str, content: bytes) -> bool:
        """Puts a file in the place of the one that stands there; whether it is another one."""
        path = self.folder / name
        if path.is_file() and path.read_bytes() == content:
            return False
        new = f"{os.path.dirname(name)}/.{path.name}"  # noqa: PTH120 - a name, and no path
        self.write(new, content)
        (self.folder / new).replace(path)
        return True

    def take_away(self, uri: str) -> None:
        """Removes a page with its folder."""
        if uri:
            shutil.rmtree(self.folder / uri, ignore_errors=True)


def top(uri: str) -> str:
    """The first folder in the address of a page."""
    return uri.partition("/")[0]
