"""What a run that was killed left behind: the next command tells of it and clears it away."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from kithbook.actions.published_folder import mend_publication
from kithbook.airlock.private_places import PRIVATE_FOLDERS
from kithbook.book.edit import TEMP_SUFFIX
from kithbook.text.built import sweep
from kithbook.text.locks import locked
from kithbook.text.nodes import lies_within

_WRITTEN_IN = (*PRIVATE_FOLDERS, "content", "content/private", ".vscode")
_HALF_WRITTEN = re.compile(rf"\.(.+)\.[0-9a-f]{{8}}{re.escape(TEMP_SUFFIX)}")


def clear_leftovers(root: Path) -> Iterator[str]:
    """Clears away what is ours and nobody's any more, and says so; a run that goes on keeps its."""
    for where in tuple(half_written(root)):
        name = _HALF_WRITTEN.fullmatch(PurePosixPath(where).name)
        if name and _removed(root / where):
            told = f"left by a run that was broken off, and cleared away. {name[1]} is whole."
            yield f"{where}: {told}"
    for left in sweep(root):
        yield f"{left}: a site that a broken-off run had not finished, and cleared away."
    yield from mend_publication(root)


def half_written(root: Path) -> Iterator[str]:
    """The files in the folders of a book that a run has not finished, by their path in it."""
    for place in _WRITTEN_IN:
        if not lies_within(root / place, root):
            continue
        for folder, _, names in os.walk(root / place):
            for name in names:
                if name.endswith(TEMP_SUFFIX) and _HALF_WRITTEN.fullmatch(name):
                    yield Path(folder, name).relative_to(root).as_posix()


def _removed(path: Path) -> bool:
    with suppress(OSError), locked(path.parent, wait=False) as ours:
        if ours:
            path.unlink()
            return True
    return False
