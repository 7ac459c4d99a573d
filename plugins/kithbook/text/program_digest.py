"""A digest of the program itself, so that nothing kept outlives the code that made it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_COMPILED = "__pycache__"


@cache
def program_digest(*packages: str) -> str:
    """What tells the files of some packages of ours, or of all, from every other state of them.

    By names, sizes and times, not by what stands in them: that is read in a hundredth of the time.
    """
    folders = sorted(packages) or [""]
    found = (one for name in folders for one in _files(os.path.join(_PACKAGE, name)))  # noqa: PTH118
    made = "\n".join((sys.version, *_libraries(), *sorted(found)))
    return hashlib.blake2b(made.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


def _libraries() -> Iterator[str]:
    """When something was last installed beside this program, such as another YAML."""
    for folder in filter(os.path.isdir, sys.path):
        if folder.endswith("-packages"):
            yield f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as inside:
        for one in inside:
            if one.is_dir():
                if one.name != _COMPILED:
                    yield from _files(one.path)
            else:
                known = one.stat()
                yield f"{one.path} {known.st_size} {known.st_mtime_ns}"
