"""The repository names no machine and no download host."""

from __future__ import annotations

import re
import subprocess
import warnings
from pathlib import Path

import pytest

from tests.structure.sources import ROOT, Looked, plant

# Written with brackets, so that this file does not name them either.
PLACES = re.compile(
    r"(?<![\w.~/-])/(?:wor[k]|roo[t]|opt/pyp[i]|opt/wheel[s])(?=/)"
    r"|\.pyen[v]/|pypi\.org/s[i]mple|files\.pythonhoste[d]|registry\.npmj[s]"
)


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


@pytest.mark.parametrize("kind", [DeprecationWarning, PendingDeprecationWarning, UserWarning])
@pytest.mark.parametrize("module", ["kithbook.book.load", "tests.walls", "scripts.gate"])
def test_a_warning_in_our_own_code_is_a_failure(module: str, kind: type[Warning]) -> None:
    with pytest.raises(kind):
        warnings.warn_explicit("goes soon", kind, "x.py", 1, module=module)


def test_a_deprecation_in_other_code_is_none() -> None:
    for kind in (DeprecationWarning, PendingDeprecationWarning):
        with warnings.catch_warnings(record=True) as seen:
            warnings.warn_explicit("goes soon", kind, "x.py", 1, module="rdfreader.namespace")
        assert [warning.category for warning in seen] == [kind]
