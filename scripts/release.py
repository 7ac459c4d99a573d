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
_PINNED = {"action.yml": "kithbook=={}", "docs/cli.md": "rev: v{}"}
"""Where else the version stands that one is to install."""
FILES = ("pyproject.toml", "CHANGELOG.md", *_PINNED)


class ReleaseError(Exception):
    """Why there is no release, in a sentence."""


def number(version: str) -> tuple[int, ...]:
    """A version as it is compared; one that is not final comes before the final one."""
    parts = re.findall(r"\d+", version)
    final = not re.search(r"[a-z]", version)
    return (*map(int, parts[:3]), int(final), *map(int, parts[3:]))


def with_version(settings: str, version: str, *, first: bool = False) -> str:
    """The settings of the package with a new version; raises ReleaseError for one that is not.

    The first release of all may have the version that stands there.
    """
    found = _OWN.search(settings)
    if found is None or not _VERSION.fullmatch(version):
        raise ReleaseError(f'"{version}" is no version. Write it as 0.2.0 or 0.2.0rc1.')
    if number(version) < number(found[1]) or (version == found[1] and not first):
        raise ReleaseError(f"{version} does not come after {found[1]}.")
    return f'{settings[: found.start()]}version = "{version}"{settings[found.end() :]}'


def with_release(changelog: str, version: str, day: date) -> str:
    """The changelog with what was not released under a version, and room for what comes."""
    before, head, after = changelog.partition(_HEAD)
    changes = after.partition("\n## ")[0]
    if not head or not re.search(r"^- ", changes, re.MULTILINE):
        raise ReleaseError("CHANGELOG.md has nothing under Unreleased, so there is no release.")
    return f"{before}{head}\n## {version} - {day}\n{after}"


def with_pinned(name: str, text: str, old: str, version: str) -> str:
    """A file that says what to install, saying the version to come."""
    wanted = _PINNED[name].format(old)
    if text.count(wanted) != 1:
        raise ReleaseError(f"{name} has {wanted} {text.count(wanted)} times, in place of once.")
    return text.replace(wanted, _PINNED[name].format(version))


def written(version: str, day: date, *, first: bool = False) -> dict[str, str]:
    """What the files of a release hold."""
    now = {name: (ROOT / name).read_text(encoding="utf-8") for name in FILES}
    settings = with_version(now["pyproject.toml"], version, first=first)
    found = _OWN.search(now["pyproject.toml"])
    old = found[1] if found else ""
    return {
        "pyproject.toml": settings,
        "CHANGELOG.md": with_release(now["CHANGELOG.md"], version, day),
        **{name: with_pinned(name, now[name], old, version) for name in _PINNED},
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
    files = written(version, day, first=not run("git", "tag", "--list", "v*").strip())
    with put_back():
        for name, text in files.items():
            (ROOT / name).write_text(text, encoding="utf-8")
        run("sh", "scripts/setup.sh", "dev")
        run(sys.executable, "-m", "scripts.generate")
        run(sys.executable, "-m", "scripts.gate")
        run(sys.executable, "-m", "scripts.installed")
        run(sys.executable, "-m", "scripts.distribution", "dist")
        run("git", "commit", "--quiet", "--all", "-m", f"Release {version}")
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
        f"Next: git push --atomic origin main v{words[0]}, then .venv/bin/uv publish dist/*"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
