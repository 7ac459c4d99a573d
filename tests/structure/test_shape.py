"""Modules and functions stay small, and modules are named for what they hold."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.structure.sources import ROOT, Looked, plant, python_files

pytestmark = pytest.mark.uncounted

MODULE_LINES = 400
FUNCTION_LINES = 40
BANNED_NAMES = {
    "base",
    "common",
    "handler",
    "helper",
    "helpers",
    "manager",
    "misc",
    "util",
    "utils",
}


def long_modules(root: Path) -> Looked:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(root)
    }
    return Looked(
        len(lengths),
        [
            f"{path.relative_to(root)} has {lines} lines"
            for path, lines in lengths.items()
            if lines > MODULE_LINES
        ],
    )


def long_functions(root: Path) -> Looked:
    count, findings = 0, []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count += 1
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    place = f"{path.relative_to(root)}:{node.lineno}"
                    findings.append(f"{place}: {node.name} has {lines} lines")
    return Looked(count, findings)


def banned_names(root: Path) -> Looked:
    paths = list(python_files(root))
    named = [
        str(path.relative_to(root))
        for path in paths
        if {path.stem.strip("_"), path.parent.name} & BANNED_NAMES
    ]
    return Looked(len(paths), named)


def test_no_module_is_too_long() -> None:
    looked = long_modules(ROOT)
    assert looked.inspected >= 80
    assert looked.findings == []


def test_no_function_is_too_long() -> None:
    looked = long_functions(ROOT)
    assert looked.inspected >= 600
    assert looked.findings == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    looked = banned_names(ROOT)
    assert looked.inspected >= 80
    assert looked.findings == []


def test_a_long_module_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "plugins/kithbook/long.py", "x = 1\n" * (MODULE_LINES + 1))
    plant(tmp_path, "plugins/kithbook/fits.py", "x = 1\n" * MODULE_LINES)
    assert long_modules(tmp_path) == Looked(2, ["plugins/kithbook/long.py has 401 lines"])


def test_a_long_function_is_found(tmp_path: Path) -> None:
    body = "    x = 1\n"
    plant(tmp_path, "scripts/a.py", "def fits():\n" + body * (FUNCTION_LINES - 1))
    plant(tmp_path, "scripts/b.py", "class A:\n  def long(self):\n" + body * FUNCTION_LINES)
    assert long_functions(tmp_path) == Looked(2, ["scripts/b.py:2: long has 41 lines"])


@pytest.mark.parametrize("name", ["utils.py", "_helpers.py", "base/__init__.py"])
def test_a_name_that_says_nothing_is_found(tmp_path: Path, name: str) -> None:
    plant(tmp_path, f"plugins/kithbook/book/{name}", "")
    plant(tmp_path, "plugins/kithbook/book/load.py", "")
    assert banned_names(tmp_path) == Looked(2, [f"plugins/kithbook/book/{name}"])
