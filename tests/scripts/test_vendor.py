"""Vendored JavaScript is what its manifest says, and a refresh takes no other bytes."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from pathlib import Path

import pytest

from scripts import vendor
from scripts.vendor import DriftError, Package, drift, integrity, packages, pinned, unpacked

LICENCES = {"ISC", "MIT", "BSD-3-Clause", "Apache-2.0"}
FILES = {
    "package.json": b'{"version": "1.2.3", "license": "ISC"}',
    "dist/a.min.js": b"let a;\n",
    "LICENSE": b"Permission is given.\n",
}


def archive(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as tar:
        for name, content in files.items():
            about = tarfile.TarInfo(f"package/{name}")
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
    return held.getvalue()


def listed(content: bytes) -> Package:
    return pinned(Package("a", "", "", "", {"dist/a.min.js": "", "LICENSE": ""}), content)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(vendor.VENDOR, tmp_path / "vendor"))


def test_the_vendored_files_are_those_of_the_manifest() -> None:
    assert list(drift(vendor.VENDOR)) == []
    found = packages(vendor.VENDOR)
    assert len(found) >= 11
    for package in found:
        assert package.licence in LICENCES
        assert package.integrity.startswith("sha512-")
        assert {Path(name).stem for name in package.files} > {"LICENSE"}
        scripts = [name for name in package.files if name.endswith(".js")]
        (script,) = (vendor.VENDOR / vendor.place(package, name) for name in scripts)
        first = script.read_text("utf-8").partition("\n")[0]
        # D3 says its version at the top, where a file of another one would be seen.
        assert f" v{package.version} " in first or not package.name.startswith("d3-")
    assert (vendor.VENDOR / "manifest.json").read_text("utf-8") == vendor.manifest(found)


def test_a_changed_file_is_found(copy: Path) -> None:
    script = copy / "d3-force" / "d3-force.min.js"
    script.write_bytes(script.read_bytes() + b" ")
    assert list(drift(copy)) == ["d3-force/d3-force.min.js has other bytes than the manifest says"]


def test_a_missing_and_a_strange_file_are_found(copy: Path) -> None:
    (copy / "d3-zoom" / "LICENSE").unlink()
    (copy / "d3-zoom" / "more.js").write_text("let b;", encoding="utf-8")
    assert list(drift(copy)) == [
        "d3-zoom/more.js is not in the manifest",
        "d3-zoom/LICENSE is not there",
    ]


def test_an_archive_is_unpacked_only_with_the_bytes_that_were_pinned() -> None:
    good = archive(FILES)
    package = listed(good)
    assert (package.version, package.licence) == ("1.2.3", "ISC")
    assert unpacked(package, good) == {name: FILES[name] for name in ("dist/a.min.js", "LICENSE")}
    other = archive({**FILES, "dist/a.min.js": b"let other;\n"})
    with pytest.raises(DriftError, match=r"the archive of a 1\.2\.3 has other bytes"):
        unpacked(package, other)
    with pytest.raises(DriftError, match=r"dist/a\.min\.js of a 1\.2\.3 has other bytes"):
        unpacked(package._replace(integrity=integrity(other)), other)
    with pytest.raises(DriftError, match=r"has no LICENSE"):
        listed(archive({"package.json": FILES["package.json"], "dist/a.min.js": b""}))


def test_a_refresh_writes_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, later = archive(FILES), archive({**FILES, "dist/a.min.js": b"let later;\n"})
    (tmp_path / "manifest.json").write_text(vendor.manifest([listed(good)]), encoding="utf-8")
    monkeypatch.setattr(vendor, "fetched", lambda *_: later)
    with pytest.raises(DriftError):
        vendor.refresh(tmp_path, upgrade=False)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
    vendor.refresh(tmp_path, upgrade=True)
    assert (tmp_path / "a" / "a.min.js").read_bytes() == b"let later;\n"
    assert list(drift(tmp_path)) == []
    monkeypatch.setattr(vendor, "fetched", lambda *_: good)
    with pytest.raises(DriftError):
        vendor.refresh(tmp_path, upgrade=False)
    assert (tmp_path / "a" / "a.min.js").read_bytes() == b"let later;\n"
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["packages"][0]["name"] == "a"


def test_the_check_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "fetched", lambda *_: pytest.fail("nothing is fetched"))
    assert vendor.main(["--check"]) == 0
