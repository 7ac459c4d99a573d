"""Which browser the tests use, and what is said when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import browser
from tests.structure.sources import ROOT


def executable(path: Path) -> Path:
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_named_browser_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "chromium")
    mine = executable(tmp_path / "mine")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("KITHBOOK_BROWSER", str(mine))
    assert browser.find_browser() == str(mine)


def test_a_named_browser_that_is_not_there_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable(tmp_path / "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("KITHBOOK_BROWSER", str(tmp_path / "gone"))
    assert browser.find_browser() is None


@pytest.mark.parametrize("name", ["chromium-headless-shell", "chromium", "google-chrome"])
def test_a_browser_on_the_path_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    found = executable(tmp_path / name)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("KITHBOOK_BROWSER", raising=False)
    assert browser.find_browser() == str(found)


def test_the_browser_without_a_window_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("chromium", "chromium-headless-shell"):
        executable(tmp_path / name)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("KITHBOOK_BROWSER", raising=False)
    assert browser.find_browser() == str(tmp_path / "chromium-headless-shell")


def test_only_root_on_debian_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not browser.can_install()


def test_a_browser_that_is_there_is_not_installed_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KITHBOOK_BROWSER", sys.executable)
    monkeypatch.setattr(browser, "install", lambda: pytest.fail("installed"))
    assert browser.main(["--install"]) == 0
    assert capsys.readouterr().out == f"Browser for the tests: {sys.executable}\n"


def run_browser_tests(*, ci: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-k", "axe_sees",
         "tests/browser/test_fixtures.py"),
        cwd=ROOT,
        env={**os.environ, "KITHBOOK_BROWSER": "not-a-browser", "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def test_without_a_browser_the_skipped_tests_are_counted() -> None:
    done = run_browser_tests(ci="")
    assert done.returncode == 0
    line = "1 browser test skipped: no Chromium found, set KITHBOOK_BROWSER"
    assert line in done.stdout.splitlines()


def test_without_a_browser_ci_is_red() -> None:
    done = run_browser_tests(ci="true")
    assert done.returncode == 1
    assert "no Chromium found, set KITHBOOK_BROWSER" in done.stdout


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which we may install, whose apt-get brings a browser and keeps a record."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.delenv("KITHBOOK_BROWSER", raising=False)
    monkeypatch.setattr(browser, "find_browser", lambda: shutil.which("chromium", path=tmp_path))
    monkeypatch.setattr(browser, "can_install", lambda: True)
    executable(tmp_path / "apt-get").write_text(
        '#!/bin/sh\necho "$@" >>"$0.record"\n'
        f'case "$*" in *chromium*) cp "$0" {tmp_path}/chromium ;; esac\n',
        encoding="utf-8",
    )
    return tmp_path


def test_a_missing_browser_is_installed_after_one_update(
    debian: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert browser.main(["--install"]) == 0
    update, install = (debian / "apt-get.record").read_text(encoding="utf-8").splitlines()
    assert update.endswith(" update")
    assert " install --yes " in install
    assert capsys.readouterr().out.endswith(f"Browser for the tests: {debian}/chromium\n")


def test_an_older_debian_gets_the_whole_browser(debian: Path) -> None:
    apt_get = debian / "apt-get"
    refuses = '#!/bin/sh\ncase "$*" in *headless*) exit 100 ;; esac\n'
    apt_get.write_text(apt_get.read_text(encoding="utf-8").replace("#!/bin/sh\n", refuses))
    assert browser.main(["--install"]) == 0
    assert (debian / "apt-get.record").read_text(encoding="utf-8").endswith(" chromium\n")


def test_without_install_nothing_is_installed(
    debian: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert browser.main([]) == 0
    assert not (debian / "apt-get.record").exists()
    assert "no Chromium found, set KITHBOOK_BROWSER" in capsys.readouterr().out


def test_an_apt_get_that_cannot_is_quoted(debian: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (debian / "apt-get").write_text("#!/bin/sh\necho no network; exit 100\n", encoding="utf-8")
    assert browser.main(["--install"]) == 1
    assert "no network" in capsys.readouterr().err
