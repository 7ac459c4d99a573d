"""Everything a change has to hold, one calm line a step, stopping at the first that does not.

Run as `python -m scripts.gate [STEP ...]`; without a step, all of them in order.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts import distribution

ROOT = Path(__file__).resolve().parent.parent
SITES = tuple(ROOT / "build" / name for name in ("public", "private", "docs"))
_BIN = ROOT / ".venv" / "bin"


class StepError(Exception):
    """A step did not hold; carries what its command printed."""


def _run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StepError(done.stdout)
    return done.stdout


def _format() -> None:
    _run(_BIN / "ruff", "format", "--check", ".")


def _lint() -> None:
    _run(_BIN / "ruff", "check", ".")


def _types() -> None:
    _run(_BIN / "mypy")


def _imports() -> None:
    _run(_BIN / "lint-imports")


def _sites() -> None:
    # The public site as a host would build it. The private plugin refuses to build where a host
    # might publish the result; the people of this repository are made up, so here it goes ahead.
    env = {key: value for key, value in os.environ.items() if key not in {"CI", "GITHUB_ACTIONS"}}
    for site in SITES:
        shutil.rmtree(site, ignore_errors=True)
    said = _run(_BIN / "mkdocs", "build", "--strict", "--config-file", "mkdocs.yml", env=env)
    said += _run(_BIN / "kith", "build", "--strict", env=env)
    said += _run(_BIN / "mkdocs", "build", "--strict", "--config-file", "mkdocs.docs.yml", env=env)
    missing = [str(site) for site in SITES if not (site / "index.html").is_file()]
    if missing:
        raise StepError(f"{said}No page was built in {', '.join(missing)}.\n")


def _wheel() -> None:
    with tempfile.TemporaryDirectory(prefix="kithbook-wheel-") as folder:
        place = Path(folder)
        made = distribution.build(place)
        if found := list(distribution.faults(made, distribution.package_files())):
            raise StepError("".join(f"{fault}\n" for fault in found))
        _run(_BIN / "python", "-m", "venv", place / "venv")
        pip = (place / "venv/bin/python", "-m", "pip", "--disable-pip-version-check")
        install = (*pip, "install", "--no-compile")
        _run(*install, "--no-deps", "--require-hashes", "-r", ROOT / "requirements/runtime.txt")
        _run(*install, "--no-deps", "--no-index", made.wheel)
        _run(*pip, "check")
        usage = _run(place / "venv/bin/kith", "--help", cwd=place)
        if "Usage: kith" not in usage:
            raise StepError(usage)


def _tests() -> None:
    # Coverage of single processes is left behind when a run is broken off.
    for left in ROOT.glob(".coverage*"):
        left.unlink()
    command = (_BIN / "pytest", "-n", "2", "--dist", "worksteal", "--cov", "--cov-report=term")
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
        message = "The lines above say which tests, or how much of the package they left out.\n"
        raise StepError(message)


STEPS: dict[str, tuple[str, Callable[[], None]]] = {
    "format": ("format", _format),
    "lint": ("lint", _lint),
    "types": ("types, package and tests", _types),
    "imports": ("import contracts", _imports),
    "sites": ("both sites and the documentation built strictly", _sites),
    "wheel": ("wheel installed and run in a clean place", _wheel),
    "tests": ("tests and coverage", _tests),
}


def main(names: Sequence[str]) -> int:
    """Take the steps named, or all; 0 when each holds, 1 at the first that does not."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"There is no step {unknown[0]}; the steps are {', '.join(STEPS)}.", file=sys.stderr)
        return 2
    for name in names or STEPS:
        words, step = STEPS[name]
        start = time.monotonic()
        try:
            step()
        except StepError as error:
            sys.stdout.write(str(error))
            print(f"{words}: does not hold. `make {name}` runs this step alone.", flush=True)
            return 1
        print(f"{words}: holds ({time.monotonic() - start:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
