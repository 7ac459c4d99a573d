"""A name is used once in the package, and a module is large enough to be worth a file."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.sources import PACKAGE, plant
from tests.structure.test_shape import MODULE_LINES

pytestmark = pytest.mark.uncounted

LEAST_LINES = 40
# What these folders hold may go by the name of what it shows.
MIRRORS = ("cli/", "private/pages/", "language/")
FREE = {"__init__", "__main__", "plugin"}
# What still stands from before this test: entries go, and none come.
DOUBLED_CLASSES: set[str] = set()
DOUBLED_MODULES: set[str] = set()
SMALL_MODULES: set[str] = set()


def modules(package: Path) -> dict[str, str]:
    """The source of each module by its place in the package."""
    return {
        path.relative_to(package).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(package.rglob("*.py"))
    }


def doubled(places: dict[str, list[str]]) -> dict[str, str]:
    return {
        name: f"{name} stands in {', '.join(where)}"
        for name, where in sorted(places.items())
        if len(where) > 1
    }


def doubled_classes(package: Path) -> tuple[int, dict[str, str]]:
    """How many public classes there are, and those whose name is used more than once."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, source in modules(package).items():
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(place)
    return sum(map(len, places.values())), doubled(places)


def doubled_modules(package: Path) -> tuple[int, dict[str, str]]:
    """How many modules there are, and those whose name is used more than once."""
    places: dict[str, list[str]] = defaultdict(list)
    for place in modules(package):
        if Path(place).stem not in FREE and not place.startswith(MIRRORS):
            places[Path(place).stem].append(place)
    return sum(map(len, places.values())), doubled(places)


def small_modules(package: Path) -> tuple[int, dict[str, str]]:
    """How many imports there are between modules, and small modules that only one of them uses."""
    found = modules(package)
    names = {_dotted(place): place for place in found}
    customers: dict[str, set[str]] = defaultdict(set)
    for place, source in found.items():
        for name in _imported(ast.parse(source)):
            if name in names and names[name] != place:
                customers[names[name]].add(place)
    return sum(map(len, customers.values())), {
        place: f"{place} is small and serves only {', '.join(customers[place])}"
        for place, source in found.items()
        if Path(place).stem not in FREE
        and len(source.splitlines()) < LEAST_LINES
        and len(customers[place]) == 1
        # A page of the private site is a module of its own, however short.
        and customers[place] != {"private/site.py"}
    }


def _dotted(place: str) -> str:
    return ".".join(("kithbook", *Path(place).with_suffix("").parts))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def unlike(found: dict[str, str], kept: set[str]) -> list[str]:
    """What is new, and what is kept in the table for nothing."""
    return [
        *(said for name, said in found.items() if name not in kept),
        *(f"take {name} out of the table" for name in sorted(kept - found.keys())),
    ]


def test_a_public_class_has_a_name_of_its_own() -> None:
    inspected, found = doubled_classes(PACKAGE)
    assert inspected >= 200
    assert unlike(found, DOUBLED_CLASSES) == []


def test_a_module_has_a_name_of_its_own() -> None:
    inspected, found = doubled_modules(PACKAGE)
    assert inspected >= 150
    assert unlike(found, DOUBLED_MODULES) == []


def test_a_small_module_serves_more_than_one() -> None:
    inspected, found = small_modules(PACKAGE)
    assert inspected >= 800
    assert unlike(found, SMALL_MODULES) == []


def test_a_module_of_the_package_is_not_too_long() -> None:
    lengths = {place: len(source.splitlines()) for place, source in modules(PACKAGE).items()}
    assert len(lengths) >= 200
    assert [place for place, lines in lengths.items() if lines > MODULE_LINES] == []


def test_a_doubled_class_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "book/model.py", "class Person: ...\nclass _Own: ...\n")
    plant(tmp_path, "cli/one.py", "class _Own: ...\nclass Person: ...\nclass Other: ...\n")
    said = {"Person": "Person stands in book/model.py, cli/one.py"}
    assert doubled_classes(tmp_path) == (3, said)


def test_a_doubled_module_is_found(tmp_path: Path) -> None:
    for name in ("a/plugin", "b/plugin", "a/find", "cli/find", "b/find", "private/pages/find"):
        plant(tmp_path, f"{name}.py", "")
    assert doubled_modules(tmp_path) == (2, {"find": "find stands in a/find.py, b/find.py"})


def test_a_small_module_with_one_customer_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "a/__init__.py", "")
    plant(tmp_path, "a/one.py", "x = 1\n")
    plant(tmp_path, "a/two.py", "x = 1\n")
    plant(tmp_path, "a/long.py", "x = 1\n" * LEAST_LINES)
    plant(tmp_path, "a/user.py", "from kithbook.a.one import x\nfrom kithbook.a import two, long\n")
    plant(tmp_path, "b.py", "def late():\n    from kithbook.a.two import x\n")
    plant(tmp_path, "private/pages/page.py", "x = 1\n")
    plant(tmp_path, "private/site.py", "from kithbook.private.pages.page import x\n")
    said = {"a/one.py": "a/one.py is small and serves only a/user.py"}
    assert small_modules(tmp_path) == (5, said)


def test_the_table_may_only_shrink() -> None:
    assert unlike({"Old": "Old stands twice", "New": "New stands twice"}, {"Old", "Gone"}) == [
        "New stands twice",
        "take Gone out of the table",
    ]
