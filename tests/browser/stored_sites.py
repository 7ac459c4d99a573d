"""Private sites, built once in a run: whoever needs the same one takes a copy, in every worker."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.private.sites import build, write_book

_STORES: list[Path] = []


def keep_in(folder: Path) -> None:
    """Names the folder that all workers of a run share."""
    folder.mkdir(exist_ok=True)
    _STORES.append(folder)


def built(root: Path, files: Mapping[str, str]) -> Path:
    """Writes a book into a folder and gives the folder of its private site, free to be changed."""
    site = root / "build" / "private"
    digest = hashlib.sha256(json.dumps(sorted(files.items())).encode()).hexdigest()[:20]
    kept = _STORES[-1] / digest
    with _alone(kept.with_suffix(".lock")):
        if not kept.exists():
            built_anew(root, files)
            shutil.copytree(site, kept.with_suffix(".half"))
            kept.with_suffix(".half").rename(kept)
            return site
    write_book(root, files)
    shutil.copytree(kept, site)
    return site


def built_anew(root: Path, files: Mapping[str, str]) -> Path:
    """The same, built here and kept for nobody else."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CI", "GITHUB_ACTIONS"):
            patch.delenv(name, raising=False)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        return build(write_book(root, files))


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
