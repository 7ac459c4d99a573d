"""The map of the packages names each that is there, and no file that is not."""

from __future__ import annotations

import re

from tests.structure.sources import PACKAGE, ROOT, Looked

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def unlike(page: str) -> Looked:
    """Packages that the map does not name or names in vain, and files that are not there."""
    there = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    named = set(re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE))
    files = set(re.findall(r"`([a-z_]+/[a-z_/]+\.(?:py|js))`", page))
    homes = (PACKAGE, ROOT)
    gone = [name for name in files if not any((home / name).is_file() for home in homes)]
    return Looked(len(there) + len(files), sorted({*(there ^ named), *gone}))


def test_the_map_is_of_what_is_there() -> None:
    looked = unlike(PAGE)
    assert looked.inspected >= 30
    assert looked.findings == []


def test_what_is_missing_or_gone_is_seen() -> None:
    page = PAGE.replace("| `served` |", "| `sent` |").replace("`text/git.py`", "`text/gone.py`")
    assert unlike(page).findings == ["sent", "served", "text/gone.py"]
