"""Builds the sdist and the wheel, and looks into both for what does not belong or is not there.

Run as `python -m scripts.distribution FOLDER`, which holds the two and nothing else afterwards.
"""

from __future__ import annotations

import email
import email.message
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "plugins/"
ENTRY_POINTS = "entry_points.txt"
LICENCE_NAMES = re.compile(r"(?:^|[-/])(?:LICENSE|OFL)(?:\.txt)?$")
"""How the licences of what the package brings along are called."""
_RELATIVE = re.compile(r"\]\((?!https?://|#|mailto:)[^)]+\)")


class Distribution(NamedTuple):
    """What an index would hold of one version."""

    sdist: Path
    wheel: Path


def build(folder: Path, root: Path = ROOT) -> Distribution:
    """Both files; the wheel is built from the unpacked sdist, as installers without wheels do.

    Raises subprocess.CalledProcessError with what the build printed.
    """
    sdist = _built("sdist", root, folder)
    unpacked = folder / "unpacked"
    with tarfile.open(sdist) as archive:
        archive.extractall(unpacked, filter="data")
    (source,) = unpacked.iterdir()
    return Distribution(sdist, _built("wheel", source, folder))


def _built(kind: str, source: Path, folder: Path) -> Path:
    ending = {"sdist": "*.tar.gz", "wheel": "*.whl"}[kind]
    subprocess.run(
        (sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)),
        cwd=source,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    (made,) = folder.glob(ending)
    return made


def package_files(root: Path = ROOT) -> frozenset[str]:
    """What git has of the package, by its path in a wheel."""
    listed = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", PACKAGE),
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    names = (name for name in listed.stdout.split("\0") if name and (root / name).is_file())
    inside = (name.removeprefix(PACKAGE) for name in names)
    return frozenset(name for name in inside if "/" in name)


def faults(made: Distribution, files: frozenset[str], root: Path = ROOT) -> Iterator[str]:
    """Where sdist and wheel are not what an index should hold, a sentence each."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with tarfile.open(made.sdist) as archive:
        held = {name.partition("/")[2].removeprefix(PACKAGE) for name in archive.getnames()}
    yield from (f"{made.sdist.name} lacks {name}." for name in sorted(files - held))
    with zipfile.ZipFile(made.wheel) as wheel:
        names = frozenset(wheel.namelist())
        about = f"kithbook-{project['version']}.dist-info/"
        yield from (f"{made.wheel.name} lacks {name}." for name in sorted(files - names))
        others = sorted(name for name in names - files if not name.startswith(about))
        yield from (f"{made.wheel.name} holds {name}, which git does not." for name in others)
        if f"{about}METADATA" not in names:
            yield f"{made.wheel.name} is not of version {project['version']}."
            return
        metadata = email.message_from_bytes(wheel.read(f"{about}METADATA"))
        entries = wheel.read(f"{about}{ENTRY_POINTS}").decode()
    yield from _metadata_faults(metadata, files)
    wanted = (*project["scripts"], *project["entry-points"]["mkdocs.plugins"])
    yield from (f"{ENTRY_POINTS} lacks {one}." for one in wanted if f"{one} = " not in entries)


def _metadata_faults(metadata: email.message.Message, files: frozenset[str]) -> Iterator[str]:
    told = metadata.get_all("License-File", [])
    for name in sorted(filter(LICENCE_NAMES.search, files)):
        if f"{PACKAGE}{name}" not in told:
            yield f"The metadata does not name the licence {name}."
    described = str(metadata.get_payload())
    if not described.strip():
        yield "The metadata has no description."
    for link in _RELATIVE.findall(described):
        yield f"The description has a link that leads nowhere from an index: {link}."


def main(words: list[str]) -> int:
    """Builds into a folder; 1 where the build stops or something is amiss, with nothing there."""
    (folder,) = map(Path, words)
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="kithbook-dist-") as scratch:
        try:
            made = build(Path(scratch))
        except subprocess.CalledProcessError as fault:
            print(fault.stdout)
            return 1
        if found := list(faults(made, package_files())):
            print(*found, sep="\n")
            return 1
        folder.mkdir(parents=True)
        for one in made:
            print(shutil.copy2(one, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
