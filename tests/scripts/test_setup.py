"""The set-up script says in one sentence what a machine lacks, before it changes anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.structure.sources import ROOT, plant

TOOLS = ("cat", "cmp", "dirname", "rm", "sh")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A copy of the script on a machine with a few tools and no Python."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", tmp_path / "scripts")
    for name in TOOLS:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    return tmp_path


def give_python(machine: Path, name: str, *, recent: bool, venv: bool) -> None:
    script = plant(
        machine,
        f"bin/{name}",
        "#!/bin/sh\n"
        'case "$2" in\n'
        f"  *version_info*) exit {int(not recent)} ;;\n"
        f"  *ensurepip*) exit {int(not venv)} ;;\n"
        "esac\n"
        f'case "$1" in --version) echo Python of {name} ;; *) exit 9 ;; esac\n',
    )  # fmt: skip
    script.chmod(0o755)


def set_up(machine: Path, *kind: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ("sh", "scripts/setup.sh", *kind),
        cwd=machine,
        env={"PATH": str(machine / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("old", [(), ("python3",), ("python3", "python3.11")])
def test_a_machine_without_a_recent_python(machine: Path, old: tuple[str, ...]) -> None:
    for name in old:
        give_python(machine, name, recent=False, venv=True)
    done = set_up(machine, "runtime")
    assert done.returncode == 1
    assert done.stderr.startswith("Kithbook needs Python 3.11 or later: install it (Debian: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["python3", "python3.11", "python3.12", "python3.13"])
def test_a_python_without_venv(machine: Path, name: str) -> None:
    give_python(machine, "python3", recent=False, venv=False)
    give_python(machine, name, recent=True, venv=False)
    done = set_up(machine, "runtime")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name} cannot make a virtual environment: install its venv ")
    assert not (machine / ".venv").exists()


def test_a_recent_python_under_another_name_is_used(machine: Path) -> None:
    give_python(machine, "python3", recent=False, venv=True)
    give_python(machine, "python3.12", recent=True, venv=True)
    assert "Making .venv with Python of python3.12." in set_up(machine, "dev").stdout


@pytest.mark.parametrize("kind", [(), ("other",)])
def test_a_set_up_of_no_kind(machine: Path, kind: tuple[str, ...]) -> None:
    done = set_up(machine, *kind)
    assert done.returncode == 1
    assert done.stderr == "setup.sh takes one word: runtime or dev.\n"


def test_an_up_to_date_venv_is_left_alone(machine: Path) -> None:
    give_python(machine, "python3", recent=True, venv=True)
    plant(machine, "pyproject.toml", "[project]\n")
    plant(machine, "requirements/dev.txt", "click==8.5.1\n")
    (machine / ".venv" / "bin").mkdir(parents=True)
    (machine / ".venv" / "bin" / "python").symlink_to(sys.executable)
    plant(machine, ".venv/holds-dev", f"{machine.resolve()}\n[project]\nclick==8.5.1\n")
    for kind in ("dev", "runtime"):
        done = set_up(machine, kind)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def give_venv(machine: Path, failures: int) -> Path:
    """An up-to-date .venv whose pip fails so many times; answers with the list of its calls."""
    calls = machine / "calls"
    calls.touch()
    plant(machine, "pyproject.toml", "[project]\n")
    plant(machine, "requirements/dev.txt", "click==8.5.1\n")
    python = plant(
        machine,
        ".venv/bin/python",
        "#!/bin/sh\n"
        'case "$1" in -c) exit 0 ;; esac\n'
        f'echo "$*" >>"{calls}"\n'
        f'[ "$(wc -l <"{calls}")" -gt {failures} ] || {{ echo "index away"; exit 1; }}\n',
    )
    python.chmod(0o755)
    (machine / "bin" / "wc").symlink_to(shutil.which("wc") or "wc")
    return calls


@pytest.mark.parametrize("failures", [0, 1, 2])
def test_a_download_that_fails_is_tried_again(machine: Path, failures: int) -> None:
    calls = give_venv(machine, failures)
    done = set_up(machine, "dev")
    assert (done.returncode, done.stderr) == (0, "")
    first, *_, last = calls.read_text().splitlines()
    assert {"--no-deps", "--require-hashes", "--only-binary"} <= set(first.split())
    assert {"--no-deps", "--no-build-isolation", "--editable"} <= set(last.split())
    assert len(calls.read_text().splitlines()) == failures + 2
    assert (machine / ".venv/holds-dev").exists()


def test_a_set_up_that_fails_says_in_its_last_line_what_to_do(machine: Path) -> None:
    calls = give_venv(machine, 99)
    done = set_up(machine, "dev")
    assert done.returncode == 1
    assert len(calls.read_text().splitlines()) == 3
    first, last = done.stderr.splitlines()
    assert first == "index away"
    assert last.startswith(
        "Set-up stopped: see if this machine reaches its package index, then run"
    )
    assert not (machine / ".venv/holds-dev").exists()
