"""The workflow of `kith init --ci github`: it needs nobody's file, and proves it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from kithbook.airlock.private_places import PRIVATE
from tests.cli.transcript import Session
from tests.structure.sources import ROOT

WORKFLOW = ".github/workflows/publish.yml"
LOCK = ".github/kithbook/requirements.txt"
BOOK = ("content", "people", "journal", "introductions", "requests", "rosters")
SETTINGS = ("kithbook.yml", "mkdocs.yml", "mkdocs.private.yml")
INSTALLS = "Install what builds it"


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample book in a repository, with the workflow."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    place = tmp_path / "sample"
    for name in BOOK:
        shutil.copytree(ROOT / name, place / name)
    for name in SETTINGS:
        shutil.copyfile(ROOT / name, place / name)
    (place / "templates").mkdir()
    (place / "templates" / "accept.en.md").write_text("Gladly.\n", encoding="utf-8")
    outcome = Session(tmp_path).kith(["init", str(place), "--git", "--ci", "github"])
    assert outcome.code == 0
    assert WORKFLOW in outcome.out
    git(place, "add", "-A")
    git(place, "commit", "--quiet", "-m", "one")
    return place


def steps(book: Path) -> list[dict[str, Any]]:
    workflow = yaml.safe_load((book / WORKFLOW).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = workflow["jobs"]["build"]["steps"]
    return found


def fetched(book: Path, place: Path) -> Path:
    """A clone that holds what the workflow's checkout would hold."""
    options = steps(book)[0]["with"]
    assert options["sparse-checkout-cone-mode"] is False
    patterns = options["sparse-checkout"].split()
    git(book, "clone", "--quiet", "--no-checkout", str(book), str(place))
    git(place, "sparse-checkout", "set", "--no-cone", *patterns)
    git(place, "checkout", "--quiet")
    return place


def run(step: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    """A step as the host runs it, with CI set."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, "PATH": path, "CI": "true", "GITHUB_ACTIONS": "true"},
        capture_output=True,
        text=True,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def test_the_checkout_builds_the_same_bytes_without_people(book: Path, tmp_path: Path) -> None:
    place = fetched(book, tmp_path / "runner")
    assert not [name for name in PRIVATE if name != ".git" and (place / name).exists()]
    assert {name.split("/")[0] for name in contents(place)} == {".github", "content", "mkdocs.yml"}
    ran = [step for step in steps(book) if "run" in step and step.get("name") != INSTALLS]
    assert len(ran) == 2
    for step in ran:
        done = run(step, place)
        assert done.returncode == 0, done.stdout + done.stderr
    session = Session(tmp_path / "other")
    session.here = book
    whole = session.kith(["build", "--only", "public", "--strict"])
    assert whole.code == 0, whole.err
    there = contents(place / "build/public")
    assert len(there) >= 15
    assert there == contents(book / "build/public")


@pytest.mark.parametrize("name", [name for name in PRIVATE if name not in (".kith", ".git")])
def test_a_checkout_with_anything_private_is_stopped(book: Path, tmp_path: Path, name: str) -> None:
    place = fetched(book, tmp_path / "runner")
    git(place, "sparse-checkout", "add", f"/{name}")
    assert (place / name).exists()
    (guard,) = (step for step in steps(book) if step.get("name") == "Nothing private is here")
    done = run(guard, place)
    assert done.returncode == 1
    assert f"{name} is in this checkout" in done.stderr


def test_the_workflow_takes_what_is_pinned_and_may_do_little(book: Path) -> None:
    text = (book / WORKFLOW).read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    used = re.findall(r"uses: (\S+)", text)
    assert len(used) == 4
    assert [name for name in used if not re.search(r"@[0-9a-f]{40}$", name)] == []
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read"}
    assert steps(book)[0]["with"]["persist-credentials"] is False
    assert steps(book)[0]["with"]["filter"] == "blob:none"
    assert workflow["env"]["KITHBOOK"] == f"kithbook=={version('kithbook')}"
    assert (book / LOCK).read_bytes() == (ROOT / "requirements/runtime.txt").read_bytes()
    (install,) = (step["run"] for step in steps(book) if step.get("name") == INSTALLS)
    assert f"--require-hashes --requirement {LOCK}" in install


def test_the_workflow_is_added_to_a_book_that_is_there(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.run("kith init")
    assert not (session.book / ".github").exists()
    outcome = session.run("kith init --ci github")
    assert outcome.out.splitlines()[:2] == [WORKFLOW, LOCK]
    assert "without people" in outcome.err
    (session.book / WORKFLOW).write_text("name: mine\n")
    assert "nothing was changed" in session.run("kith init --ci github").out
    assert (session.book / WORKFLOW).read_text() == "name: mine\n"


def test_it_runs_each_day_so_that_a_text_goes_when_its_consent_ends(book: Path) -> None:
    workflow = yaml.safe_load((book / WORKFLOW).read_text(encoding="utf-8"))
    (when,) = workflow[True]["schedule"]  # `on` is true to YAML 1.1
    minute, hour, *days = when["cron"].split()
    assert 0 < int(minute) < 60
    assert 0 <= int(hour) < 24
    assert days == ["*", "*", "*"]


def test_the_action_is_the_public_half_of_the_workflow(book: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["inputs"]["kithbook"]["default"] == f"kithbook=={version('kithbook')}"
    assert action["inputs"]["requirements"]["default"] == LOCK
    guard, python, _, build = action["runs"]["steps"]
    assert re.search(r"@[0-9a-f]{40}$", python["uses"])
    (same,) = (step for step in steps(book) if step.get("name") == "Nothing private is here")
    assert guard["run"] == same["run"]
    assert "${{" not in guard["run"] + build["run"], "an input is no part of a script"
    place = fetched(book, tmp_path / "runner")
    assert run(guard, place).returncode == 0
    git(place, "sparse-checkout", "add", "/people")
    assert run(guard, place).returncode == 1
