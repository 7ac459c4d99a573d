"""The map names each package that is there, and map and recipes no file that is not."""

from __future__ import annotations

import re
import tomllib

from tests.structure.sources import PACKAGE, ROOT, Looked

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_FILE = re.compile(r"`([a-z_]+/[\w/-]+\.(?:py|js|yml|css|md|html|txt))`")
# What the recipes make.
_NEW = re.compile(r"birth|walk|/xx/")


def unlike(page: str) -> Looked:
    """Packages that the map does not name or names in vain, and files that are not there."""
    there = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    named = set(re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE))
    files, gone = missing(page)
    return Looked(len(there) + files, sorted({*(there ^ named), *gone}))


def missing(page: str) -> tuple[int, list[str]]:
    """How many files a page names, and those that are not there."""
    files = {name for name in _FILE.findall(page) if not _NEW.search(name)}
    homes = (PACKAGE, ROOT)
    return len(files), [each for each in files if not any((at / each).is_file() for at in homes)]


def drawn(page: str) -> list[str]:
    """The layers as the map draws them, from the top."""
    (block,) = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(block).splitlines()


def test_the_map_is_of_what_is_there() -> None:
    looked = unlike(PAGE)
    assert looked.inspected >= 30
    assert looked.findings == []


def test_the_drawing_is_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["id"] == "layers"
    )
    assert len(layers) >= 10
    assert drawn(PAGE) == layers
    assert drawn(PAGE.replace("\nviews\n", "\nsights\n")) != layers


def test_what_is_missing_or_gone_is_seen() -> None:
    page = PAGE.replace("| `served` |", "| `sent` |").replace("`text/git.py`", "`text/gone.py`")
    assert unlike(page).findings == ["sent", "served", "text/gone.py"]
