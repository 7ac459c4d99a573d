"""The files that something was made from, as they were then."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

FileState = tuple[int, int, int]
Seen = dict[str, FileState]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Files as a site was made from them; what is not among them must be older than `began`."""

    files: Seen = field(default_factory=dict)
    began: int = 0

    def holds(self, path: Path) -> bool:
        """Whether a file is still as it was then; one that is not there was not there."""
        try:
            now = state_of(path.stat())
        except OSError:
            return os.fspath(path) not in self.files
        before = self.files.get(os.fspath(path))
        return now == before if before else now[0] < self.began


NONE = Snapshot()


def seen(places: Iterable[Path]) -> Seen:
    """The files that are there now; a place that is not may come later."""
    return dict(_files([os.fspath(place) for place in places]))


def is_passing(name: str) -> bool:
    """Whether a name is that of a file that editors put beside another for a while."""
    return name[:1] == "." or name.endswith(("~", ".tmp"))


def state_of(found: os.stat_result) -> FileState:
    """What tells one version of a file from another without reading it."""
    return found.st_mtime_ns, found.st_size, found.st_ino


def _files(places: list[str]) -> Iterator[tuple[str, FileState]]:
    """Every file below the places, without what editors put beside them for a while."""
    while places:
        place = places.pop()
        try:
            if os.path.isdir(place):  # noqa: PTH112 - thousands are looked at, twice a second
                inside = os.scandir(place)
            else:
                yield place, state_of(os.stat(place))  # noqa: PTH116 - likewise
                continue
        except OSError:
            continue
        with inside:
            for entry in inside:
                if is_passing(entry.name):
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        places.append(entry.path)
                    else:
                        yield entry.path, state_of(entry.stat())
                except OSError:
                    continue
