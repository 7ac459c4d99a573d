"""The file for completion goes where the shell looks, and over nothing that is not ours."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kithbook.actions.shell_completion import (
    SHELLS,
    Shell,
    completion_file,
    completion_place,
    shell_of,
)
from kithbook.cli.main import run
from kithbook.text.refusal import Declined

PLACES = {
    "bash": ".local/share/bash-completion/completions/kith",
    "zsh": ".local/share/zsh/site-functions/_kith",
    "fish": ".config/fish/completions/kith.fish",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, with no setting of any shell."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "BASH_COMPLETION_USER_DIR", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_shown_then_installed_once_and_renewed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shell: Shell
) -> None:
    path = home / PLACES[shell]
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert run(["completion", "install"]) == 0
    shown = capsys.readouterr()
    assert f"+++ {path.name}" in shown.out
    assert shown.err == f"It goes to {path}. To write it: --apply\n"
    assert list(home.iterdir()) == []
    assert run(["completion", "install", "--apply"]) == 0
    written = capsys.readouterr()
    assert written.out == f"{path} is written.\n"
    assert written.err.startswith(f"It holds from the next {shell} on")
    text = path.read_text()
    assert f"_KITH_COMPLETE={shell}_complete" in text
    assert text.startswith("#compdef kith\n") is (shell == "zsh")
    assert run(["completion", "install"]) == 0
    assert "is there, as it should be." in capsys.readouterr().out
    path.write_text(text.replace("local", "global").replace("set -l", "set"))
    assert run(["completion", "install", "--apply"]) == 0
    assert path.read_text() == text


@pytest.mark.parametrize("mine", ["mine", "_KITH_COMPLETE=fish_source kith | source\n"])
def test_what_is_not_ours_stays(home: Path, mine: str) -> None:
    path = completion_place("bash", home, {})
    path.parent.mkdir(parents=True)
    path.write_text(mine)
    with pytest.raises(Declined, match="not from kith"):
        completion_file("bash", "_KITH_COMPLETE", home, {})
    other = home / "elsewhere"
    other.write_text(mine)
    path.unlink()
    path.symlink_to(other)
    with pytest.raises(Declined, match="not from kith"):
        completion_file("bash", "_KITH_COMPLETE", home, {})
    assert other.read_text() == mine
    path.unlink()
    path.mkdir()
    with pytest.raises(Declined, match="is a folder"):
        completion_file("bash", "_KITH_COMPLETE", home, {})


def test_settings_that_are_kept_elsewhere_stay_there(home: Path) -> None:
    (home / "dotfiles").mkdir()
    (home / ".config").mkdir()
    (home / ".config/fish").symlink_to(home / "dotfiles")
    assert completion_file("fish", "complete", home, {}).write() == ""
    assert (home / "dotfiles/completions/kith.fish").is_file()
    assert (home / ".config/fish").is_symlink()


@pytest.mark.parametrize("environment", [{}, {"SHELL": "/bin/tcsh"}])
def test_a_shell_that_is_not_known_is_asked_for(environment: dict[str, str]) -> None:
    with pytest.raises(Declined, match="Name yours with --shell"):
        shell_of(environment)


def test_folders_of_the_owners_own_are_kept_to(tmp_path: Path) -> None:
    given = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": "relative"}
    paths = {one: completion_place(one, tmp_path, given) for one in SHELLS}
    assert paths["bash"] == tmp_path / "data/bash-completion/completions/kith"
    assert paths["fish"] == tmp_path / PLACES["fish"]
    given["BASH_COMPLETION_USER_DIR"] = f"{tmp_path / 'own'}:/other"
    assert completion_place("bash", tmp_path, given) == tmp_path / "own/completions/kith"


def test_zsh_is_told_where_to_look_until_it_does(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said() -> str:
        assert run(["completion", "install", "--shell", "zsh", "--apply"]) == 0
        return capsys.readouterr().err

    line = f"  fpath=({home}/.local/share/zsh/site-functions $fpath)"
    assert line in said()
    (home / ".zshrc").write_text("# fpath=(~/.local/share/zsh/site-functions)\n")
    assert line in said()
    (home / ".zshrc").write_text("fpath+=(~/.local/share/zsh/site-functions)\n")
    assert said() == "It holds from the next zsh on.\n"


@pytest.mark.uncounted
def test_bash_completes_with_it(home: Path) -> None:
    if (bash := shutil.which("bash")) is None:
        pytest.skip("bash is not on this machine")
    assert run(["completion", "install", "--shell", "bash", "--apply"]) == 0
    line = (
        f"source '{home / PLACES['bash']}'; COMP_WORDS=(kith check-p); COMP_CWORD=1; "
        '_kith_completion kith; echo "${COMPREPLY[@]}"'
    )
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        (bash, "--norc", "-c", line), env={"PATH": path}, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("check-public\n", "")


@pytest.mark.uncounted
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_shell_can_read_it(home: Path, shell: str) -> None:
    if (program := shutil.which(shell)) is None:
        pytest.skip(f"{shell} is not on this machine")
    assert run(["completion", "install", "--shell", shell, "--apply"]) == 0
    subprocess.run((program, "-n", home / PLACES[shell]), check=True)
