"""A release as one command: version, changelog, build, checks, commit and tag; it uploads nothing.

`make release VERSION=0.2.0` on a clean main. What it writes before the commit is put back where a
step does not hold.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
_OWN = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)
_HEAD = "## Unreleased\n"
FILES = ("pyproject.toml", "action.yml", "CHANGELOG.md")


class ReleaseError(Exception):
    """Why there is no release, in a sentence."""


def number(version: str) -> tuple[int, ...]:
    """A version as it is compared; one that is not final comes before the final one."""
    parts = re.findall(r"\d+", version)
    final = not re.search(r"[a-z]", version)
    return (*map(int, parts[:3]), int(final), *map(int, parts[3:]))


def with_version(settings: str, version: str) -> str:
    """The settings of the package with a new version; raises ReleaseError for one that is not."""
    found = _OWN.search(settings)
    if found is None or not _VERSION.fullmatch(version):
        raise ReleaseError(f'"{version}" is no version. Write it as 0.2.0 or 0.2.0rc1.')
    if number(version) <= number(found[1]):
        raise ReleaseError(f"{version} does not come after {found[1]}.")
    return f'{settings[: found.start()]}version = "{version}"{settings[found.end() :]}'


def with_release(changelog: str, version: str, day: date) -> str:
    """The changelog with what was not released under a version, and room for what comes."""
    before, head, after = changelog.partition(_HEAD)
    changes = after.partition("\n## ")[0]
    if not head or not re.search(r"^- ", changes, re.MULTILINE):
        raise ReleaseError("CHANGELOG.md has nothing under Unreleased, so there is no release.")
    return f"{before}{head}\n## {version} - {day}\n{after}"


def with_pinned(action: str, old: str, version: str) -> str:
    """The action, installing the version by its released name."""
    wanted = f"kithbook=={old}"
    if wanted not in action:
        raise ReleaseError(f"action.yml does not install {wanted}.")
    return action.replace(wanted, f"kithbook=={version}")


def written(version: str, day: date) -> dict[str, str]:
    """What the files of a release hold."""
    now = {name: (ROOT / name).read_text(encoding="utf-8") for name in FILES}
    old = _OWN.search(now["pyproject.toml"])
    return {
        "pyproject.toml": with_version(now["pyproject.toml"], version),
        "action.yml": with_pinned(now["action.yml"], old[1] if old else "", version),
        "CHANGELOG.md": with_release(now["CHANGELOG.md"], version, day),
    }


@contextmanager
def put_back() -> Iterator[None]:
    """Puts the files of a release back as they were, where something goes wrong."""
    before = {name: (ROOT / name).read_bytes() for name in FILES}
    try:
        yield
    except BaseException:
        for name, raw in before.items():
            (ROOT / name).write_bytes(raw)
        raise


def release(version: str, day: date, run: Callable[..., str]) -> None:
    """The whole recipe, up to the tag; raises ReleaseError at the first that does not hold."""
    if run("git", "branch", "--show-current").strip() != "main":
        raise ReleaseError("A release is made on main.")
    if run("git", "status", "--porcelain").strip():
        raise ReleaseError("There are changes that are in no commit. Commit or drop them first.")
    if run("git", "tag", "--list", f"v{version}").strip():
        raise ReleaseError(f"There is a tag v{version} already.")
    files = written(version, day)
    with put_back():
        for name, text in files.items():
            (ROOT / name).write_text(text, encoding="utf-8")
        run("sh", "scripts/setup.sh", "dev")
        run(sys.executable, "-m", "scripts.generate")
        run(sys.executable, "-m", "scripts.gate")
        run(sys.executable, "-m", "scripts.installed")
        run("rm", "-rf", "dist")
        run(sys.executable, "-m", "hatchling", "build", "-d", "dist")
        run("git", "add", "-A")
        run("git", "commit", "--quiet", "-m", f"Release {version}")
    run("git", "tag", "-a", f"v{version}", "-m", f"Kithbook {version}")


def _run(*command: str) -> str:
    print("$", *command, flush=True)
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise ReleaseError(f"{done.stdout}{done.stderr}\n{command[0]} did not hold.")
    return done.stdout


def main(words: list[str]) -> int:
    """Makes the release that is named; 1 where it could not be made."""
    if len(words) != 1:
        print("Name the version: make release VERSION=0.2.0", file=sys.stderr)
        return 2
    try:
        release(words[0], date.today(), _run)  # noqa: DTZ011 - the day where it is released
    except ReleaseError as why:
        print(why, file=sys.stderr)
        return 1
    print(
        f"dist/ has the wheel and the source of {words[0]}, which is tagged. Nothing is uploaded. "
        f"Next: git push origin main v{words[0]}, then .venv/bin/uv publish dist/*"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
