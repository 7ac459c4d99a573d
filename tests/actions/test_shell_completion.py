"""The file for completion goes where the shell looks, and over nothing that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from kithbook.actions.shell_completion import SHELLS, Shell, completion_file, shell_of
from kithbook.cli.main import run
from kithbook.text.refusal import Declined


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_installed_once_and_renewed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shell: Shell,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert run(["completion", "install"]) == 0
    (path,) = (one for one in tmp_path.rglob("*") if one.is_file())
    text = path.read_text()
    assert "_KITH_COMPLETE" in text
    assert str(path) in capsys.readouterr().out
    assert run(["completion", "install"]) == 0
    assert "is there already" in capsys.readouterr().out
    path.write_text("# _KITH_COMPLETE of an older version")
    assert run(["completion", "install"]) == 0
    assert path.read_text() == text


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    file = completion_file("bash", "_KITH_COMPLETE", tmp_path, {})
    file.path.parent.mkdir(parents=True)
    file.path.write_text("mine")
    with pytest.raises(Declined, match="not from kith"):
        file.write()
    assert file.path.read_text() == "mine"
    other = tmp_path / "elsewhere"
    other.write_text("_KITH_COMPLETE")
    file.path.unlink()
    file.path.symlink_to(other)
    with pytest.raises(Declined, match="not from kith"):
        file.write()


@pytest.mark.parametrize("environment", [{}, {"SHELL": "/bin/tcsh"}])
def test_a_shell_that_is_not_known_is_asked_for(environment: dict[str, str]) -> None:
    with pytest.raises(Declined, match="Name yours with --shell"):
        shell_of(environment)


def test_folders_of_the_owners_own_are_kept_to(tmp_path: Path) -> None:
    given = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "conf")}
    paths = {one: completion_file(one, "", tmp_path, given).path for one in SHELLS}
    assert paths["bash"] == tmp_path / "data/bash-completion/completions/kith"
    assert paths["fish"] == tmp_path / "conf/fish/completions/kith.fish"
