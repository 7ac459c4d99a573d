"""The code of the public site and of the airlock knows nothing that could read a book."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.sources import PACKAGE, ROOT, Looked, plant

MAY = (
    "kithbook.public",
    "kithbook.airlock",
    "kithbook.language",
    "kithbook.text.addresses",
    "kithbook.text.bidi",
    "kithbook.text.problems",
    "kithbook.text.built",
    "kithbook.text.merge_marks",
    "kithbook.text.nodes",
    "kithbook.text.plain_yaml",
    "kithbook.coach",
)
# Said of folders and modules by name, and nothing that could be imported.
_NAMED = ("kithbook.yml", "kithbook.")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names, wherever in it, and what it asks importlib for."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value if node.value not in _NAMED else ""


def trespasses(package: Path) -> Looked:
    found = [
        (path, name)
        for part in ("airlock", "public")
        for path in sorted((package / part).rglob("*.py"))
        for name in imports(path)
        if name.startswith("kithbook.")
    ]
    return Looked(
        len(found),
        [
            f"{path.relative_to(package)}: {name}"
            for path, name in found
            if not name.startswith(MAY)
        ],
    )


def test_the_public_package_names_only_what_it_may() -> None:
    looked = trespasses(PACKAGE)
    assert looked.inspected >= 8
    assert looked.findings == []


@pytest.mark.parametrize(
    "line",
    [
        "from kithbook.book.load import load_book",
        "import kithbook.disclosure.projection",
        "def f():\n    from kithbook.text.source import read_source",
        "import importlib\nimportlib.import_module('kithbook.leakscan.scan')",
    ],
)
def test_another_name_is_seen(tmp_path: Path, line: str) -> None:
    for place in ("public/page.py", "airlock/page.py"):
        plant(tmp_path, place, line)
    assert len({found.partition(":")[0] for found in trespasses(tmp_path).findings}) == 2


def test_the_contract_names_every_package_that_is_not_public() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (contract,) = (one for one in contracts if one["id"] == "public")
    packages = {f"kithbook.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")} | {
        f"kithbook.text.{path.stem}" for path in (PACKAGE / "text").glob("[a-z]*.py")
    }
    open_ones = {
        *MAY,
        *(
            f"kithbook.text.{name}"
            for name in ("code", "codes", "sharing_codes", "locks", "open_fence")
        ),
        "kithbook.text",
    }
    assert len(packages) >= 10
    assert packages - open_ones == set(contract["forbidden_modules"]) - {"kithbook.look"}
