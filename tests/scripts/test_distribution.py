"""What an index would hold: all that the package reads, its licences, and nothing besides."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from scripts import distribution
from scripts.distribution import Distribution, build, faults, package_files
from tests.structure.sources import ROOT

pytestmark = pytest.mark.uncounted


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Distribution:
    """The real sdist, and the wheel from it."""
    return build(tmp_path_factory.mktemp("dist"))


def without(wheel: Path, place: Path, left_out: str, more: str | None = None) -> Path:
    """A wheel without one file, or with one more."""
    copy = place / wheel.name
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            if name != left_out:
                new.writestr(name, old.read(name))
        if more:
            new.writestr(more, b"")
    return copy


def test_everything_that_is_read_is_in_it(made: Distribution) -> None:
    files = package_files()
    assert len(files) >= 900
    for folder in ("actions/starter", "language/de", "matching/data", "private/templates"):
        assert any(name.startswith(f"kithbook/{folder}/") for name in files), folder
    assert list(faults(made, files)) == []


def test_a_file_that_is_not_there_is_found(made: Distribution, tmp_path: Path) -> None:
    lost = "kithbook/matching/data/model.npz"
    torn = made._replace(wheel=without(made.wheel, tmp_path, lost))
    assert list(faults(torn, package_files())) == [f"{made.wheel.name} lacks {lost}."]


def test_a_file_of_nobody_is_found(made: Distribution, tmp_path: Path) -> None:
    more = "kithbook/notes.txt"
    torn = made._replace(wheel=without(made.wheel, tmp_path, "", more))
    said = f"{made.wheel.name} holds {more}, which git does not."
    assert list(faults(torn, package_files())) == [said]


def test_a_licence_that_nobody_names_is_found(made: Distribution) -> None:
    new = "kithbook/private/new/LICENSE"
    said = list(faults(made, package_files() | {new}))
    assert said == [
        f"{made.sdist.name} lacks {new}.",
        f"{made.wheel.name} lacks {new}.",
        f"The metadata does not name the licence {new}.",
    ]


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('version = "', 'version = "9', "is not of version 90."),
        ("kith = ", "kin = ", "entry_points.txt lacks kin."),
    ],
)
def test_a_wheel_of_other_settings_is_found(
    made: Distribution, tmp_path: Path, old: str, new: str, said: str
) -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(settings.replace(old, new, 1), encoding="utf-8")
    assert said in "\n".join(faults(made, package_files(), tmp_path))


def test_a_link_into_a_clone_is_found(made: Distribution, tmp_path: Path) -> None:
    (name,) = (one for one in zipfile.ZipFile(made.wheel).namelist() if one.endswith("/METADATA"))
    torn = without(made.wheel, tmp_path, name)
    metadata = zipfile.ZipFile(made.wheel).read(name)
    with zipfile.ZipFile(torn, "a") as wheel:
        wheel.writestr(name, metadata + b"\n[tour](docs/tour.md) [web](https://example.org)\n")
    said = list(faults(made._replace(wheel=torn), package_files()))
    assert said == ["The description has a link that leads nowhere from an index: ](docs/tour.md)."]


def test_a_folder_holds_the_two_alone(
    made: Distribution,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "older.whl").touch()
    monkeypatch.setattr(distribution, "build", lambda _: made)
    assert distribution.main([str(folder)]) == 0
    assert {one.name for one in folder.iterdir()} == {made.sdist.name, made.wheel.name}
    monkeypatch.setattr(distribution, "faults", lambda *_: iter(["It lacks a file."]))
    assert distribution.main([str(folder)]) == 1
    assert not folder.exists()
    assert "It lacks a file." in capsys.readouterr().out
