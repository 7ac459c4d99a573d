"""Nothing starts another program but the two modules that are for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.sources import PACKAGE, Looked, plant

pytestmark = pytest.mark.uncounted

STARTERS = {
    "text/git.py": "git, the one way it is run",
    "leakscan/process.py": "the leak scan, in this interpreter",
}
_MODULES = {"subprocess", "pty", "multiprocessing", "popen2", "commands"}
_CALLS = ("system", "popen", "fork", "forkpty", "exec", "spawn", "posix_spawn", "startfile")
_LOOPED = {"create_subprocess_exec", "create_subprocess_shell", "ProcessPoolExecutor"}


def starts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The lines that bring or call what starts a program, or look for git's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
        elif isinstance(node, ast.Attribute):
            names = [f"{ast.unparse(node.value)}.{node.attr}"]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("which"):
            names = [ast.unparse(node)]
        else:
            continue
        yield from ((node.lineno, name) for name in names if _is_start(name))


def _is_start(name: str) -> bool:
    first, _, rest = name.partition(".")
    called = first == "os" and rest.startswith(_CALLS)
    return (
        first in _MODULES or called or name.rpartition(".")[2] in _LOOPED or "which('git')" in name
    )


def started(package: Path) -> Looked:
    found, count = [], 0
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        count += 1
        if name not in STARTERS:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [f"{name}:{line}: {what}" for line, what in starts(tree)]
    return Looked(count, found)


def test_only_two_modules_start_a_program() -> None:
    looked = started(PACKAGE)
    assert looked.inspected >= 200
    assert looked.findings == []


@pytest.mark.parametrize("name", STARTERS)
def test_those_that_may_do(name: str) -> None:
    assert list(starts(ast.parse((PACKAGE / name).read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    "line",
    [
        "import subprocess",
        "from subprocess import run",
        "import os; os.system('git status')",
        "import os; os.execvp('git', ['git'])",
        "import os; os.posix_spawn('/usr/bin/git', [], {})",
        "from os import popen",
        "import shutil; shutil.which('git')",
        "import asyncio; asyncio.create_subprocess_exec('git')",
        "from concurrent.futures import ProcessPoolExecutor",
    ],
)
def test_a_planted_start_is_found(tmp_path: Path, line: str) -> None:
    plant(tmp_path, "cli/other.py", line)
    assert started(tmp_path).findings
