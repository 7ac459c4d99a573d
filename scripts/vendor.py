"""Refreshes the JavaScript that the private site vendors: the pinned npm packages, unchanged.

Run as `python -m scripts.vendor [--check | --upgrade]`. Without an option the pinned versions are
fetched anew with npm, and nothing is written unless archives and files have the digests of the
manifest; `--check` compares the files with the manifest and fetches nothing; `--upgrade` pins the
newest versions and writes their digests.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "plugins" / "kithbook" / "private" / "vendor"
MANIFEST = "manifest.json"
# What stands beside the packages and is ours.
OURS = {MANIFEST, "README.md"}


class DriftError(Exception):
    """An archive or a file is not what the manifest says."""


class Package(NamedTuple):
    """One vendored package; `files` are the digests of its files by their path in the archive."""

    name: str
    version: str
    licence: str
    integrity: str
    files: dict[str, str]


def packages(folder: Path) -> tuple[Package, ...]:
    """The packages that the manifest of a folder lists."""
    listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return tuple(Package(**one) for one in listed["packages"])


def place(package: Package, name: str) -> Path:
    """Where a file of an archive stands: beside the licence of its package."""
    return Path(package.name, Path(name).name)


def drift(folder: Path) -> Iterator[str]:
    """Where the files of a folder and its manifest disagree, one line each."""
    listed = {
        place(one, name): digest for one in packages(folder) for name, digest in one.files.items()
    }
    found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    for path in sorted(found - listed.keys() - {Path(name) for name in OURS}):
        yield f"{path} is not in the manifest"
    for path, digest in sorted(listed.items()):
        if path not in found:
            yield f"{path} is not there"
        elif sha256((folder / path).read_bytes()) != digest:
            yield f"{path} has other bytes than the manifest says"


def unpacked(package: Package, archive: bytes) -> dict[str, bytes]:
    """The files of a package out of its npm archive; raises DriftError for other bytes."""
    if integrity(archive) != package.integrity:
        raise DriftError(f"the archive of {package.name} {package.version} has other bytes")
    files = {name: member(archive, name) for name in package.files}
    for name, content in files.items():
        if sha256(content) != package.files[name]:
            raise DriftError(f"{name} of {package.name} {package.version} has other bytes")
    return files


def member(archive: bytes, name: str) -> bytes:
    """One file of an npm archive; raises DriftError when it is not in there."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as tar:
        try:
            found = tar.extractfile(f"package/{name}")
        except KeyError:
            found = None
        if found is None:
            raise DriftError(f"the archive has no {name}")
        return found.read()


def pinned(package: Package, archive: bytes) -> Package:
    """The package as an archive has it: version, licence and digests taken anew."""
    about: dict[str, Any] = json.loads(member(archive, "package.json"))
    files = {name: sha256(member(archive, name)) for name in package.files}
    version, licence = str(about["version"]), str(about["license"])
    return Package(package.name, version, licence, integrity(archive), files)


def fetched(package: Package, version: str) -> bytes:
    """The archive of a package, by way of npm."""
    with tempfile.TemporaryDirectory(prefix="kithbook-vendor-") as folder:
        wanted = f"{package.name}@{version}"
        command = ("npm", "pack", wanted, "--silent", "--pack-destination", folder)
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        return archive.read_bytes()


def refresh(folder: Path, *, upgrade: bool) -> None:
    """Writes the files of every package anew; all of them or, when one differs, none."""
    kept: list[Package] = []
    contents: dict[Path, bytes] = {}
    for listed in packages(folder):
        archive = fetched(listed, "latest" if upgrade else listed.version)
        package = pinned(listed, archive) if upgrade else listed
        kept.append(package)
        files = unpacked(package, archive)
        contents |= {place(package, name): content for name, content in files.items()}
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / MANIFEST).write_text(manifest(kept), encoding="utf-8")


def manifest(kept: Sequence[Package]) -> str:
    """The text of a manifest."""
    listed = [one._asdict() for one in sorted(kept)]
    return f"{json.dumps({'packages': listed}, indent=2)}\n"


def sha256(content: bytes) -> str:
    """The digest of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def integrity(archive: bytes) -> str:
    """The digest of an archive, in the form that npm gives it."""
    return f"sha512-{base64.b64encode(hashlib.sha512(archive).digest()).decode()}"


def main(arguments: Sequence[str]) -> int:
    """Refresh or check; 1 when something is not what the manifest says."""
    if "--check" not in arguments:
        try:
            refresh(VENDOR, upgrade="--upgrade" in arguments)
        except DriftError as error:
            print(f"{error}: nothing was written", file=sys.stderr)
            return 1
    found = list(drift(VENDOR))
    for line in found:
        print(line, file=sys.stderr)
    for package in packages(VENDOR):
        print(f"{package.name} {package.version}, {package.licence}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
