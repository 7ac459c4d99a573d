"""The import contracts hold, look at the whole package, and each is red when it is broken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.structure.sources import PACKAGE, ROOT, plant

pytestmark = pytest.mark.uncounted

# contract, file in the package, the line planted at its end
VIOLATIONS = [
    ("layers", "text/problems.py", "import kithbook.book"),
    ("layers", "book/__init__.py", "import kithbook.insight"),
    ("layers", "insight/__init__.py", "import kithbook.introductions"),
    ("layers", "introductions/__init__.py", "import kithbook.cli"),
    ("layers", "introductions/__init__.py", "import kithbook.requests"),
    ("layers", "requests/__init__.py", "import kithbook.private"),
    ("layers", "insight/__init__.py", "from kithbook.requests import mail"),
    ("layers", "private/__init__.py", "import kithbook.cli"),
    ("layers", "cli/__init__.py", "import kithbook.private"),
    ("layers", "unplaced/__init__.py", "import kithbook.text"),
    ("layers", "book/__init__.py", "import kithbook.public"),
    ("layers", "coach/page.py", "from kithbook.public import notes"),
    ("public", "public/__init__.py", "import kithbook.book.load"),
    ("public", "airlock/disclosed.py", "from kithbook.text.source import read_source"),
    ("public", "public/tripwire.py", "from kithbook.introductions import state"),
    ("public", "airlock/forms.py", "from kithbook.requests import wording"),
    ("layers", "language/folders.py", "import kithbook.coach"),
    ("public", "language/folders.py", "import kithbook.text.words"),
    ("public", "public/advice.py", "from kithbook.text.words import fold"),
    ("builder", "requests/__init__.py", "from kithbook.public.options import read_options"),
    ("builder", "private/__init__.py", "import kithbook.public.tripwire"),
    ("builder", "cli/check_public.py", "from kithbook.public import tripwire"),
    ("builder", "airlock/__init__.py", "import kithbook.public"),
    ("layers", "airlock/forms.py", "import kithbook.book"),
    ("public", "coach/__init__.py", "import kithbook.text.words"),
    ("layers", "coach/engine.py", "import kithbook.book"),
    ("coach", "coach/engine.py", "import yaml"),
    ("coach", "coach/page.py", "from kithbook.text.words import fold"),
    ("mkdocs", "book/__init__.py", "import mkdocs.plugins"),
    ("mkdocs", "cli/__init__.py", "import mkdocs"),
    ("mkdocs", "private/__init__.py", "import material"),
    ("mcp", "cli/agent.py", "import mcp"),
    ("click", "private/__init__.py", "import click"),
    ("yaml", "insight/__init__.py", "import yaml"),
    ("yaml", "requests/mail.py", "import yaml"),
    ("yaml", "public/tripwire.py", "import yaml"),
    ("yaml", "book/__init__.py", "import frontmatter"),
    ("jinja2", "cli/__init__.py", "from jinja2 import Environment"),
    ("layers", "matching/__init__.py", "import kithbook.book"),
    ("layers", "introductions/__init__.py", "import kithbook.suggestions"),
    ("public", "airlock/forms.py", "from kithbook.matching import wordpiece"),
    ("layers", "suggestions/__init__.py", "import kithbook.actions"),
    ("layers", "actions/__init__.py", "import kithbook.private"),
    ("layers", "shapes/__init__.py", "import kithbook.cli"),
    ("actions", "actions/__init__.py", "import click"),
    ("actions", "actions/__init__.py", "from getpass import getpass"),
    ("actions", "actions/__init__.py", "from kithbook.private import render"),
    ("matching", "matching/wordpiece.py", "from kithbook.book import model"),
    ("numpy", "insight/__init__.py", "import numpy"),
    ("numpy", "suggestions/__init__.py", "import snowballstemmer"),
]


def lint(package_parent: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(
        [*command, "--config", str(ROOT / "pyproject.toml"), *chosen],
        cwd=package_parent,
        env={**os.environ, "PYTHONPATH": str(package_parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def package_copy(tmp_path: Path) -> Path:
    copy = tmp_path / "kithbook"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "assets"))
    return copy


def test_every_contract_holds_for_the_whole_package() -> None:
    done = lint(PACKAGE.parent)
    assert done.returncode == 0, done.stdout
    analyzed = re.search(r"Analyzed (\d+) files, (\d+) dependencies", done.stdout)
    assert analyzed is not None
    assert int(analyzed[1]) >= max(60, len(list(PACKAGE.rglob("*.py"))))
    assert int(analyzed[2]) >= 200


def test_every_contract_has_a_violation_below() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for contract, _, _ in VIOLATIONS}


def test_the_contract_of_the_builder_names_every_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (contract,) = (one for one in contracts if one["id"] == "builder")
    packages = {f"kithbook.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}
    assert len(packages) >= 10
    assert packages - {"kithbook.public"} == set(contract["source_modules"])


def plant_import(package: Path, file: str, line: str) -> str:
    """Plants a line at the end of a file; gives what a report that has seen it says."""
    path = package / file
    module = ".".join(("kithbook", *Path(file).with_suffix("").parts)).removesuffix(".__init__")
    if not path.exists():
        plant(package, file, f"{line}\n")
        return f"- {module}\n"  # it stands on no layer
    text = f"{path.read_text(encoding='utf-8')}\n{line}\n"
    plant(package, file, text)
    return rf"{module} -> \S+ \(l\.{text.count(chr(10))}\)"


@pytest.mark.parametrize("contract", sorted({contract for contract, _, _ in VIOLATIONS}))
def test_each_planted_import_is_red(package_copy: Path, contract: str) -> None:
    planted = {
        (file, line): plant_import(package_copy, file, line)
        for name, file, line in VIOLATIONS
        if name == contract
    }
    done = lint(package_copy.parent, contract)
    assert done.returncode == 1
    assert "0 kept, 1 broken" in done.stdout
    assert [one for one, seen in planted.items() if not re.search(seen, done.stdout)] == []


def test_an_import_that_no_contract_forbids_is_not_red(package_copy: Path) -> None:
    seen = plant_import(package_copy, "airlock/forms.py", "from kithbook.text import problems")
    done = lint(package_copy.parent, "public")
    assert (done.returncode, re.search(seen, done.stdout)) == (0, None)
