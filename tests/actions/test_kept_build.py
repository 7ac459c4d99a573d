"""A private site is left as it is where a build would make the same, and only there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from kithbook.actions import kept_build
from kithbook.actions.building import BuildReport, SiteBuild, SiteName, build_site
from kithbook.actions.kept_build import NAME, KeptBuild, still_built
from kithbook.airlock.private_places import places_read
from kithbook.text.hosts import HOSTS

ADA = "---\nname: Ada\n---\n"


@dataclass
class OnePage:
    """Builds a site of one page, and lets something happen meanwhile."""

    root: Path
    meanwhile: Callable[[], object] = lambda: None
    known: bool = True
    built: list[Path] = field(default_factory=list)

    @property
    def place(self) -> Path:
        return self.root / "build" / "private"

    def reasons_against(self, config_file: Path) -> tuple[str, ...]:
        return ()

    def told_place(self, config_file: Path) -> str:
        return ""

    def read(self, config_file: Path, site: SiteName, *, strict: bool) -> SiteBuild:
        return self

    def build(self, folder: Path) -> BuildReport:
        self.built.append(folder)
        (folder / "people").mkdir(parents=True)
        (folder / "people" / "index.html").write_text("<p>Ada", encoding="utf-8")
        self.meanwhile()
        return BuildReport(("a remark",), 0)

    def made_of(self) -> tuple[Path, ...] | None:
        settings = (self.root / "mkdocs.private.yml",)
        return (*places_read(self.root), *settings) if self.known else None


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in HOSTS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "people/ada.md": ADA,
        "people/friends/bo.md": "---\nname: Bo\n---\n",
        "kithbook.yml": "language: en\n",
        "mkdocs.private.yml": "site_name: x\n",
        "content/private/own.md": "# Mine\n",
    }
    for name, text in files.items():
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "book"


def built(builder: OnePage) -> KeptBuild | None:
    root = builder.root
    with build_site(builder, root, "private", strict=False, tell=lambda _: None) as made:
        made.settle()
    return still_built(root)


def overwrite_alike(path: Path) -> None:
    """Another text of the same length, under the same time."""
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").swapcase(), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "edit": lambda root: (root / "people/ada.md").write_text(f"{ADA}More.\n"),
    "alike": lambda root: overwrite_alike(root / "people/ada.md"),
    "deep": lambda root: (root / "people/friends/bo.md").write_text("---\nname: B\n---\n"),
    "add": lambda root: (root / "people/cy.md").write_text(ADA),
    "delete": lambda root: (root / "people/ada.md").unlink(),
    "rename": lambda root: (root / "people/ada.md").rename(root / "people/eve.md"),
    "empty folder": lambda root: (root / "people/none").mkdir(),
    "journal": lambda root: (root / "journal").mkdir(),
    "template": lambda root: _made(root / "templates/ask.en.md"),
    "settings": lambda root: (root / "kithbook.yml").write_text("language: de\n"),
    "settings gone": lambda root: (root / "kithbook.yml").unlink(),
    "a copy of the settings": lambda root: (root / "kithbook (1).yml").write_text("x: y\n"),
    "site settings": lambda root: (root / "mkdocs.private.yml").write_text("site_name: y\n"),
    "own page": lambda root: (root / "content/private/own.md").write_text("# My\n"),
    "hidden": lambda root: (root / "content/private/.hidden").write_text("x"),
    "page": lambda root: (root / "build/private/people/index.html").write_text("<p>Bo!"),
    "page alike": lambda root: overwrite_alike(root / "build/private/people/index.html"),
    "page gone": lambda root: (root / "build/private/people/index.html").unlink(),
    "page more": lambda root: (root / "build/private/more.html").write_text("<p>"),
    "site gone": lambda root: (root / "build/private").rename(root / "build/old"),
    "record": lambda root: (root / ".kith" / NAME).write_text("{"),
    "record of nothing": lambda root: (root / ".kith" / NAME).write_text("[]"),
    "record of another form": lambda root: _with(root / ".kith" / NAME, "made_of", {}),
    "record of another program": lambda root: _with(root / ".kith" / NAME, "program", "x"),
    "record of another book": lambda root: _with(root / ".kith" / NAME, "site", "/x"),
    "link": lambda root: (root / "people/link.md").symlink_to(root / "kithbook.yml"),
}


def _made(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("x", encoding="utf-8")


def _with(path: Path, key: str, value: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_bytes()), key: value}))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("written", ["just now", "long ago"])
def test_whatever_changed_is_built(
    root: Path, change: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if written == "long ago":  # no file counts as one that could change and look the same
        monkeypatch.setattr(kept_build, "_FRESH", -(10**18))
    kept = built(OnePage(root))
    assert kept is not None
    assert kept.summary(root) == "build/private: 1 page, and nothing changed since"
    assert kept.told == ("a remark",)
    CHANGES[change](root)
    assert still_built(root) is None


def test_it_is_read_by_its_owner_alone_and_goes_with_the_next_build(root: Path) -> None:
    assert built(OnePage(root)) is not None
    record = root / ".kith" / NAME
    assert record.stat().st_mode & 0o777 == 0o600

    class Killed(BaseException):
        pass

    def kill() -> None:
        assert not record.exists()
        raise Killed

    with suppress(Killed):
        built(OnePage(root, kill))
    assert still_built(root) is None


def test_what_changed_while_it_was_built_is_built_again(root: Path) -> None:
    changed = OnePage(root, lambda: (root / "people/ada.md").write_text("---\nname: Eva\n---\n"))
    assert built(changed) is None
    assert built(OnePage(root)) is not None


def test_what_may_be_made_of_more_is_always_built(root: Path) -> None:
    assert built(OnePage(root, known=False)) is None
    (root / "content/private/link.md").symlink_to(root / "people/ada.md")
    assert built(OnePage(root)) is None


def test_on_another_day_and_on_a_host_it_is_built(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built(OnePage(root)) is not None

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return date(2026, 11, 22) + timedelta(days=100_000)

    monkeypatch.setattr(kept_build, "date", Tomorrow)
    assert still_built(root) is None
    (root / "kithbook.yml").write_text("today: 2026-11-22\n", encoding="utf-8")
    monkeypatch.undo()
    for name in HOSTS:
        monkeypatch.delenv(name, raising=False)
    assert built(OnePage(root)) is not None
    monkeypatch.setattr(kept_build, "date", Tomorrow)
    assert still_built(root) is not None
    monkeypatch.setenv("CI", "true")
    assert still_built(root) is None
