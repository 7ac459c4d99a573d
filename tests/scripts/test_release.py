"""The recipe of a release: what it writes, what it refuses, and that it puts back what it wrote."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from scripts import release as recipe
from scripts.release import FILES, ReleaseError, number, release, with_release, with_version

DAY = date(2026, 12, 1)
LOG = "# Changelog\n\n## Unreleased\n\n- A thing.\n\n## 0.1.0 - 2026-01-01\n\n- Old.\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(recipe.ROOT / name, tmp_path / name)
    monkeypatch.setattr(recipe, "ROOT", tmp_path)
    return tmp_path


class Runs:
    """Takes commands, and fails at one that begins with a word."""

    def __init__(self, branch: str = "main", status: str = "", fails: str = "") -> None:
        self.said: list[tuple[str, ...]] = []
        self._answers = {"branch": f"{branch}\n", "status": status}
        self._fails = fails

    def __call__(self, *command: str) -> str:
        self.said.append(command)
        if self._fails and self._fails in command:
            raise ReleaseError(f"{self._fails} did not hold.")
        return self._answers.get(command[1], "") if command[0] == "git" else ""


def test_the_changes_get_the_version_and_its_day() -> None:
    made = with_release(LOG, "0.2.0", DAY)
    assert made.startswith("# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n- A thing.\n")
    with pytest.raises(ReleaseError, match="nothing under Unreleased"):
        with_release(made, "0.3.0", DAY)


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "1", "0.2", "v0.2.0", "0.1.0rc1", ""])
def test_only_a_version_that_comes_after_is_taken(version: str) -> None:
    with pytest.raises(ReleaseError):
        with_version('version = "0.1.0"\n', version)


def test_the_first_release_may_have_the_version_that_stands_there() -> None:
    settings = 'version = "0.1.0"\n'
    assert with_version(settings, "0.1.0", first=True) == settings
    with pytest.raises(ReleaseError, match="does not come after"):
        with_version(settings, "0.0.9", first=True)


def test_a_file_that_names_no_version_is_told(tree: Path) -> None:
    (tree / "action.yml").write_text("default: kithbook\n")
    with pytest.raises(ReleaseError, match=r"action\.yml has kithbook=="):
        release("9.0.0", DAY, Runs())


def test_versions_stand_in_their_order() -> None:
    order = ["0.1.0", "0.2.0a1", "0.2.0rc1", "0.2.0rc2", "0.2.0", "0.10.0", "1.0.0"]
    assert sorted(order, key=number) == order


def test_it_ends_with_a_tag_and_uploads_nothing(tree: Path) -> None:
    runs = Runs()
    release("9.0.0", DAY, runs)
    assert 'version = "9.0.0"' in (tree / "pyproject.toml").read_text()
    assert "kithbook==9.0.0" in (tree / "action.yml").read_text()
    assert "rev: v9.0.0" in (tree / "docs/cli.md").read_text()
    words = [" ".join(command) for command in runs.said]
    assert words[-1].startswith("git tag -a v9.0.0")
    gate, build = (next(at for at, one in enumerate(words) if part in one)
                   for part in ("scripts.gate", "scripts.distribution"))  # fmt: skip
    assert gate < build < len(words) - 2
    assert not [one for one in words if "push" in one or "publish" in one or "twine" in one]


@pytest.mark.parametrize("fails", ["scripts.gate", "scripts.distribution", "commit"])
def test_what_was_written_is_put_back_where_a_step_does_not_hold(tree: Path, fails: str) -> None:
    before = {name: (tree / name).read_bytes() for name in FILES}
    with pytest.raises(ReleaseError):
        release("9.0.0", DAY, Runs(fails=fails))
    assert {name: (tree / name).read_bytes() for name in FILES} == before


@pytest.mark.parametrize("runs", [Runs(branch="other"), Runs(status=" M a.py\n")])
def test_it_begins_on_a_clean_main(tree: Path, runs: Runs) -> None:
    with pytest.raises(ReleaseError):
        release("9.0.0", DAY, runs)
    assert 'version = "9.0.0"' not in (tree / "pyproject.toml").read_text()
