"""Where the other programs live: an environment of their own below build/, made once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
HOME = ROOT / "build" / "peers"
_WANTED = ("requirements.txt", "package.json")


class NotThereError(Exception):
    """What the trial needs is not on this machine; says what to install."""


@dataclass(frozen=True)
class Peers:
    """The programs, each by its command."""

    home: Path

    def program(self, name: str) -> str:
        """A command of the environment."""
        return str(self.home / "env" / "bin" / name)

    def node(self, script: str, *words: str | Path) -> list[str]:
        """The command that runs one of our scripts with what npm installed."""
        shutil.copyfile(HERE / script, self.home / script)
        return ["node", str(self.home / script), *map(str, words)]


def installed(home: Path = HOME) -> Peers:
    """The programs, installed where they are not there in the wanted versions."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        raise NotThereError(f"{' and '.join(missing)}: install Node.js (Debian: nodejs npm).")
    wanted = "".join((HERE / name).read_text(encoding="utf-8") for name in _WANTED)
    holds = home / "holds"
    if not holds.is_file() or holds.read_text(encoding="utf-8") != wanted:
        _install(home)
        holds.write_text(wanted, encoding="utf-8")
    return Peers(home)


def _install(home: Path) -> None:
    print(f"Installing the programs into {home.relative_to(ROOT)}.", file=sys.stderr)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    venv.create(home / "env", with_pip=True)
    python = home / "env" / "bin" / "python"
    _run([str(python), "-m", "pip", "install", "--quiet", "-r", str(HERE / "requirements.txt")])
    shutil.copyfile(HERE / "package.json", home / "package.json")
    _run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home)])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotThereError(f"{command[0]}: {done.stderr.strip() or done.stdout.strip()}")
