"""The repository names no machine and no download host, and its locks are whole."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.structure.sources import ROOT, Looked, plant

# Written with brackets, so that this file does not name them either.
PLACES = re.compile(
    r"(?<![\w.~/-])/(?:wor[k]|roo[t]|opt/pyp[i]|opt/wheel[s])(?=/)"
    r"|\.pyen[v]/|pypi\.org/s[i]mple|files\.pythonhoste[d]|registry\.npmj[s]"
)
LOCKED = re.compile(
    r"^([a-z0-9-]+)==([^ ;]+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)", re.MULTILINE
)
LOCKS = ("runtime", "build", "dev")


def repository_files(root: Path) -> list[Path]:
    """Files that are in the repository or on their way into it."""
    listed = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (root / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def named_places(root: Path) -> Looked:
    paths = repository_files(root)
    findings = []
    for path in paths:
        text = path.read_bytes().decode("utf-8", errors="replace")
        findings += [f"{path.relative_to(root)}: {found[0]}" for found in PLACES.finditer(text)]
    return Looked(len(paths), findings)


def loose_lock_lines(text: str) -> Looked:
    """Requirements of a lock file, and what in it is neither a pinned release nor a comment."""
    pinned = LOCKED.findall(text)
    rest = LOCKED.sub("", text)
    loose = [line for line in rest.splitlines() if line and not line.lstrip().startswith("#")]
    return Looked(len(pinned), loose)


def unmet(requirements: list[str], lock: str) -> list[str]:
    """Requirements that no release in the lock meets."""
    releases: dict[str, list[Version]] = {}
    for name, version, _ in LOCKED.findall(lock):
        releases.setdefault(name, []).append(Version(version))
    return [
        text
        for text in requirements
        for wanted in [Requirement(text)]
        if not any(version in wanted.specifier for version in releases.get(wanted.name, []))
    ]


def test_no_file_names_a_machine_or_a_download_host() -> None:
    looked = named_places(ROOT)
    assert looked.inspected >= 200
    assert looked.findings == []


@pytest.mark.parametrize(
    "text",
    [
        "see /wor~k/main",
        "home = '/roo~t/x'",
        "--index-url https://pypi.org/s~imple",
        '"resolved": "https://registry.npmj~s.org/a"',
    ],
)
def test_a_named_place_is_found(tmp_path: Path, text: str) -> None:
    subprocess.run(("git", "init", "--quiet"), cwd=tmp_path, check=True)
    plant(tmp_path, "notes.md", text.replace("~", ""))
    plant(tmp_path, "calm.md", "homework/main, /workshop, roots/ and https://example.org/work/")
    looked = named_places(tmp_path)
    assert looked.inspected == 2
    assert len(looked.findings) == 1


@pytest.mark.parametrize("name, count", [("runtime", 30), ("build", 5), ("dev", 55)])
def test_every_locked_release_has_hashes_and_no_address(name: str, count: int) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    looked = loose_lock_lines(lock)
    assert looked.inspected >= count
    assert looked.findings == []
    assert "://" not in lock


def test_a_release_without_hash_is_found() -> None:
    whole = "click==8.5.1 \\\n    --hash=sha256:" + "0" * 64 + "\n"
    assert loose_lock_lines(whole) == Looked(1, [])
    assert loose_lock_lines(whole + "nh3==0.3.8\n") == Looked(1, ["nh3==0.3.8"])
    assert loose_lock_lines("--extra-index-url x\n" + whole).findings == ["--extra-index-url x"]


def test_the_locks_meet_the_requirements() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, build, dev = (
        (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in LOCKS
    )
    needed = settings["project"]["dependencies"]
    groups = settings["dependency-groups"]
    tools = [entry for entry in groups["dev"] if isinstance(entry, str)]
    assert len(needed) >= 10
    assert unmet(needed, runtime) == []
    assert unmet(groups["build"], build) == []
    assert unmet([*needed, *groups["build"], *tools], dev) == []
    assert set(LOCKED.findall(runtime)) | set(LOCKED.findall(build)) <= set(LOCKED.findall(dev))


def test_an_unmet_requirement_is_found() -> None:
    lock = "click==8.5.1 \\\n    --hash=sha256:" + "0" * 64 + "\n"
    assert unmet(["click>=8,<9"], lock) == []
    assert unmet(["click>=9", "nh3>=0.3"], lock) == ["click>=9", "nh3>=0.3"]
