"""The locks are whole: what each locked release needs is locked too, with hashes, for any day."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from typing import NamedTuple

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.structure.sources import ROOT, Looked

LINE = re.compile(
    r"^(?P<name>[a-z0-9.-]+)(?:\[(?P<extras>[a-z0-9,-]+)\])?==(?P<version>[^ ;]+)"
    r"(?: ; (?P<marker>[^\\\n]+?))? \\\n(?:    --hash=sha256:[0-9a-f]{64}.*\n)+",
    re.MULTILINE,
)
LOCKS = ("runtime", "build", "dev")


class Release(NamedTuple):
    """A line of a lock."""

    name: str
    version: str
    extras: frozenset[str] = frozenset()
    marker: str = ""

    def meets(self, wanted: Requirement, environment: Mapping[str, str]) -> bool:
        return (
            self.name == canonicalize_name(wanted.name)
            and wanted.extras <= self.extras
            and Version(self.version) in wanted.specifier
            and holds(self.marker, environment)
        )


def releases(lock: str) -> list[Release]:
    return [
        Release(
            found["name"],
            found["version"],
            frozenset((found["extras"] or "").split(",")) - {""},
            found["marker"] or "",
        )
        for found in LINE.finditer(lock)
    ]


def read_lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def loose_lock_lines(text: str) -> Looked:
    """Requirements of a lock file, and what in it is neither a pinned release nor a comment."""
    loose = [line for line in LINE.sub("", text).splitlines() if line.strip()]
    return Looked(
        len(releases(text)), [line for line in loose if not line.lstrip().startswith("#")]
    )


def environments() -> Iterator[dict[str, str]]:
    """The machines that the lock is for."""
    for python in ("3.11", "3.12", "3.13", "3.14"):
        for system, name in (("linux", "Linux"), ("darwin", "Darwin")):
            yield {
                **{key: str(value) for key, value in default_environment().items()},
                "python_version": python,
                "python_full_version": f"{python}.0",
                "implementation_version": f"{python}.0",
                "sys_platform": system,
                "platform_system": name,
            }


def holds(marker: str, environment: Mapping[str, str], extra: str = "") -> bool:
    return not marker or Marker(marker).evaluate({**environment, "extra": extra})


def installed_requirements(name: str) -> list[str] | None:
    """What an installed release needs by its own metadata; None where it is not installed here."""
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        return None


def unmet(lock: Sequence[Release], needs: Mapping[str, list[str]]) -> Looked:
    """What is needed by a release that the lock has, extras included, and met by no line of it."""
    inspected, findings = 0, dict[str, None]()
    for environment in environments():
        for release in lock:
            if not holds(release.marker, environment):
                continue
            for text in needs.get(release.name, []):
                wanted = Requirement(text)
                marker = str(wanted.marker or "")
                extras = {"", *release.extras}
                if not any(holds(marker, environment, extra) for extra in extras):
                    continue
                inspected += 1
                if not any(line.meets(wanted, environment) for line in lock):
                    findings[f"{release.name} needs {text}"] = None
    return Looked(inspected, list(findings))


@pytest.mark.parametrize("name, count", [("runtime", 30), ("build", 5), ("dev", 55)])
def test_every_locked_release_has_hashes_and_no_address(name: str, count: int) -> None:
    lock = read_lock(name)
    looked = loose_lock_lines(lock)
    assert looked.inspected >= count
    assert looked.findings == []
    assert "://" not in lock


def test_a_release_without_hash_is_found() -> None:
    whole = "click==8.5.1 \\\n    --hash=sha256:" + "0" * 64 + "\n"
    assert loose_lock_lines(whole) == Looked(1, [])
    assert loose_lock_lines(whole + "nh3==0.3.8\n") == Looked(1, ["nh3==0.3.8"])
    assert loose_lock_lines("--extra-index-url x\n" + whole).findings == ["--extra-index-url x"]


@pytest.mark.parametrize("name, count", [("runtime", 150), ("build", 20), ("dev", 300)])
def test_what_a_locked_release_needs_is_locked(name: str, count: int) -> None:
    lock = releases(read_lock(name))
    known = {line.name: installed_requirements(line.name) for line in lock}
    unknown = {line.name for line in lock if known[line.name] is None}
    elsewhere = {line.name for line in lock if line.marker}
    assert unknown <= elsewhere, "a release that is for this machine is not installed on it"
    looked = unmet(lock, {name: needs for name, needs in known.items() if needs is not None})
    assert looked.inspected >= count
    assert looked.findings == []


def test_an_extra_that_the_lock_lacks_is_found() -> None:
    lock = [Release("pytest-cov", "7.1.0"), Release("coverage", "7.17.3")]
    needs = {"pytest-cov": ["coverage[toml]>=7.10.6"], "coverage": ["tomli>=2; extra == 'toml'"]}
    assert unmet(lock, needs).findings == ["pytest-cov needs coverage[toml]>=7.10.6"]
    lock[1] = Release("coverage", "7.17.3", frozenset({"toml"}))
    assert unmet(lock, needs).findings == ["coverage needs tomli>=2; extra == 'toml'"]
    lock.append(Release("tomli", "2.1", marker="python_version >= '3.12'"))
    assert unmet(lock, needs).findings == ["coverage needs tomli>=2; extra == 'toml'"]
    lock[2] = Release("tomli", "2.1")
    assert unmet(lock, needs) == Looked(16, [])
    lock[2] = Release("tomli", "1.0")
    assert unmet(lock, needs).findings == ["coverage needs tomli>=2; extra == 'toml'"]


def test_the_locks_meet_the_requirements() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = settings["project"]["dependencies"]
    groups = settings["dependency-groups"]
    tools = [entry for entry in groups["dev"] if isinstance(entry, str)]
    assert len(needed) >= 10
    wanted = {"runtime": needed, "build": groups["build"], "dev": [*needed, *tools]}
    for name, texts in wanted.items():
        lock = [*releases(read_lock(name)), Release("kithbook", "0")]
        assert unmet(lock, {"kithbook": texts}).findings == []


def test_the_smaller_locks_are_part_of_the_development_lock() -> None:
    runtime, build, dev = ({found[0] for found in LINE.finditer(read_lock(name))} for name in LOCKS)
    pinned = {text.partition("\n    # via")[0] for text in dev}
    assert len(runtime | build) >= 40
    assert {text.partition("\n    # via")[0] for text in runtime | build} <= pinned
